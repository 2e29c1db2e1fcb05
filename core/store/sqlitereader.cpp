// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/sqlitereader.h"
#include "store/control.h"

#include "store/backups.h"
#include "store/book.h"
#include "store/columns.h"
#include "store/database.h"
#include "store/mirrorbank.h"
#include "store/settings.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace records;

namespace store {

base::Result<std::unique_ptr<Reader>> openReader(
    const QString& path, std::shared_ptr<const base::Clock> clock)
{
    auto connection = openForReading(path);
    if (!connection)
        return base::Unexpected(connection.error());
    return std::make_unique<SqliteReader>(path, std::move(*connection), std::move(clock));
}

SqliteReader::SqliteReader(const QString& path, std::unique_ptr<Connection> connection,
    std::shared_ptr<const base::Clock> clock)
    : m_path(path)
    , m_connection(std::move(connection))
    , m_clock(std::move(clock))
{
}

Search Search::of(const QString& text, base::Currency currency)
{
    QString plain = text.trimmed();
    QString escaped = plain;
    escaped.replace(u"\\"_s, u"\\\\"_s).replace(u"%"_s, u"\\%"_s).replace(u"_"_s, u"\\_"_s);
    Search search{.pattern = u'%' + escaped + u'%', .amount = {}};
    plain.remove(u',').remove(u' ').remove(u'\u2212').remove(u'-').remove(u'+');
    if (const auto amount = base::Money::parse(plain, currency))
        search.amount = *amount;
    return search;
}

QString deepLink(const QString& shortCode, XeroRef record)
{
    if (shortCode.isEmpty() || record.id.isNull())
        return {};
    const QString id = record.id.toString(QUuid::WithoutBraces);
    const QString app = u"https://go.xero.com/app/%1"_s.arg(shortCode);
    const QString older
        = u"https://go.xero.com/organisationlogin/default.aspx?shortcode=%1&redirecturl="_s.arg(
            shortCode);
    switch (record.kind) {
    case XeroKind::Contact:
        return app + u"/contacts/contact/"_s + id;
    case XeroKind::Invoice:
        return app + u"/invoicing/view/"_s + id;
    case XeroKind::CreditNote:
        return older + u"/AccountsPayable/ViewCreditNote.aspx?creditNoteID="_s + id;
    case XeroKind::Payment:
    case XeroKind::BankTransaction:
        return older + u"/Bank/ViewTransaction.aspx?bankTransactionID="_s + id;
    case XeroKind::Overpayment: // seen through their bank transaction, whose id is another
    case XeroKind::Prepayment:
    case XeroKind::Item:
    case XeroKind::Allocation:
        break;
    }
    return {};
}

namespace {

class ReadTransaction final : public Reader::Moment {
public:
    explicit ReadTransaction(Connection& connection)
        : m_connection(connection)
    {
        m_connection.execute(u"BEGIN"_s);
    }
    ~ReadTransaction() override { m_connection.execute(u"COMMIT"_s); }

private:
    Connection& m_connection;
};

} // namespace

std::shared_ptr<const Reader::Moment> SqliteReader::moment() const
{
    auto moment = m_moment.lock();
    if (!moment) {
        moment = std::make_shared<ReadTransaction>(connection());
        m_moment = moment;
    }
    return moment;
}

BookSettings SqliteReader::settings() const
{
    return Settings(connection()).read();
}

base::Currency SqliteReader::bookCurrency() const
{
    Statement select(connection(), u"SELECT value FROM setting WHERE name = 'currency'"_s);
    return select.next() ? select.get<base::Currency>() : base::Currency();
}

Search SqliteReader::search(const Query& query) const
{
    return Search::of(query.text, bookCurrency());
}

QString SqliteReader::value(const QString& name) const
{
    return Settings(connection()).value(name);
}

QDateTime SqliteReader::instant(const QString& name) const
{
    return QDateTime::fromString(value(name), Qt::ISODateWithMs);
}

QTimeZone SqliteReader::organisationZone() const
{
    Statement select(
        connection(), u"SELECT timezone FROM mirror_organisation WHERE seen_until IS NULL"_s);
    return base::zoneNamed(select.next() ? select.get<QByteArray>() : QByteArray());
}

QDateTime SqliteReader::startOfToday() const
{
    const QTimeZone zone = organisationZone();
    return m_clock->now().toTimeZone(zone).date().startOfDay(zone).toUTC();
}

QString SqliteReader::shortCode() const
{
    Statement select(
        connection(), u"SELECT short_code FROM mirror_organisation WHERE seen_until IS NULL"_s);
    return select.next() ? select.get<QString>() : QString();
}

QString SqliteReader::address(XeroRef record) const
{
    return deepLink(shortCode(), record);
}

int SqliteReader::count(const QString& sql) const
{
    Statement select(connection(), sql);
    return select.next() ? select.get<int>() : 0;
}

qint64 SqliteReader::dataVersion() const
{
    Statement select(connection(), u"PRAGMA data_version"_s);
    return select.next() ? select.get<qint64>() : 0;
}

Today SqliteReader::today() const
{
    return upToDate(m_today, [this] { return readToday(); });
}

std::optional<qint64> SqliteReader::lastTook(command::Direction direction) const
{
    Statement select(connection(), uR"(
        SELECT ended_at - started_at
        FROM run
        WHERE direction = ? AND kind <> 'instant' AND ended_at IS NOT NULL
            AND result NOT LIKE 'Stopped%'
        ORDER BY id DESC
        LIMIT 1)"_s);
    return select.bind(toText(direction)).next() ? std::optional(select.get<qint64>())
                                                 : std::nullopt;
}

Today SqliteReader::readToday() const
{
    Today today;
    Statement banks(connection(), uR"(
        SELECT id, bank_code, bank_name, bank_number, verdict, headline, sentence, lines_safe,
            lines_stop, lines_not_checked, lines_done, statement_to, judged_at
        FROM preflight
        ORDER BY CASE verdict WHEN 'stop' THEN 0 WHEN 'not-checked' THEN 1 ELSE 2 END, id)"_s);
    while (banks.next()) {
        Preflight preflight;
        const qint64 id = banks.get<qint64>();
        banks.into(preflight.bankCode, preflight.bankName, preflight.bankNumber, preflight.verdict,
            preflight.headline, preflight.sentence, preflight.lines.safe, preflight.lines.stop,
            preflight.lines.notChecked, preflight.lines.done, preflight.lines.statementTo,
            preflight.judgedAt);
        Statement hazards(connection(), uR"(
            SELECT hazard, verdict, account, bank_code, ledger_kind, ledger_id, xero_kind, xero_id,
                currency, amount, date, label, sentence, remedy
            FROM hazard
            WHERE preflight = ?
            ORDER BY id)"_s);
        preflight.hazards = allRecords<Hazard>(hazards.bind(id));
        today.banks.append(preflight);
    }
    addBalances(today);
    today.outbox = outboxSummary();
    const QList<ProblemCard> cards = problems({});
    today.problems = int(cards.size());
    today.problemsAtBank = int(
        std::ranges::count_if(cards, [](const ProblemCard& card) { return card.bankLines > 0; }));
    for (const ProblemCard& card : cards)
        if (card.heldUp.currency() == bookCurrency())
            today.heldUp += card.heldUp;
    today.inbox = count(u"SELECT COUNT(*) FROM intake WHERE state IN ('waiting', 'blocked')"_s);
    today.accounts = count(u"SELECT COUNT(*) FROM account"_s);
    today.changes = changeSums({.group = u"to-decide"_s}).toDecide;
    today.links = linkCount({.text = {}, .filter = u"need-a-look"_s});
    const QDateTime ended = instant(u"fetch.ended"_s);
    today.lastFetch = ended.isValid() ? ended : instant(u"fetch.completed"_s);
    today.lastFetchChanges = value(u"fetch.changes"_s).toInt();
    today.lastClean = instant(u"clean.last"_s);
    today.fetchTook = lastTook(command::Direction::Pull);
    today.pushTook = lastTook(command::Direction::Push);
    today.pushIsOn = settings().pushIsOn;
    today.isConnected = MirrorBank(connection()).organisation().has_value();
    return today;
}

void SqliteReader::addBalances(Today& today) const
{
    const base::Currency currency = bookCurrency();
    Statement sums(connection(), uR"(
        SELECT COALESCE(SUM(ledger), 0), COALESCE(SUM(xero), 0)
        FROM position
        WHERE side = 'receivable' AND currency = ?)"_s);
    if (sums.bind(currency).next()) {
        today.ledger = sums.money(currency);
        today.xero = sums.money(currency);
    }
    today.differing
        = count(u"SELECT COUNT(*) FROM position WHERE side = 'receivable' AND differs = 1"_s);
    Statement causes(connection(), uR"(
        SELECT cause, COUNT(DISTINCT account), SUM(amount)
        FROM bridge_line
        WHERE side = 'receivable' AND currency = ?
        GROUP BY cause
        ORDER BY ABS(SUM(amount)) DESC, cause)"_s);
    causes.bind(currency);
    CauseSum unexplained{.cause = BridgeCause::Unexplained, .accounts = 0, .amount = {0, currency}};
    while (causes.next()) {
        CauseSum sum;
        causes.into(sum.cause, sum.accounts);
        sum.amount = causes.money(currency);
        if (sum.cause == BridgeCause::Unexplained)
            unexplained = sum;
        else
            today.causes.append(sum);
    }
    today.causes.append(unexplained);
}

std::optional<AdoptionSummary> SqliteReader::adoption() const
{
    Statement select(connection(),
        u"SELECT links, documents, payments, allocations, proposed_at FROM adoption"_s);
    if (!select.next())
        return std::nullopt;
    AdoptionSummary s;
    select.into(s.links, s.documents, s.payments, s.allocations, s.proposedAt);
    return s;
}

QList<AdoptionRow> SqliteReader::adoptionUnmatched(int offset, int limit) const
{
    Statement select(connection(), uR"(
        SELECT side, label, account_name, reason, date, currency, amount
        FROM adoption_row
        ORDER BY id
        LIMIT ? OFFSET ?)"_s);
    select.bind(limit, offset);
    QList<AdoptionRow> rows;
    while (select.next()) {
        AdoptionRow r;
        select.into(r.side, r.label, r.accountName, r.reason, r.date, RowCurrency(), r.amount);
        rows.append(r);
    }
    return rows;
}

QList<BackupRow> SqliteReader::backups() const
{
    return backupsOf(m_path);
}

SwitchPreview SqliteReader::switchPreview() const
{
    SwitchPreview p;
    p.accounts = count(u"SELECT COUNT(*) FROM account"_s);
    p.documents = count(u"SELECT COUNT(*) FROM document"_s);
    p.payments = count(u"SELECT COUNT(*) FROM payment"_s);
    p.bankLines = count(u"SELECT COUNT(*) FROM bank_line"_s);
    p.links = count(u"SELECT COUNT(*) FROM link"_s);
    p.tied = count(u"SELECT COUNT(*) FROM twin"_s);
    p.waiting
        = count(u"SELECT COUNT(*) FROM operation WHERE state NOT IN ('confirmed', 'cancelled')"_s);
    p.unanswered = count(u"SELECT COUNT(*) FROM operation WHERE state IN ('sending', 'unknown')"_s);
    p.decisions = count(u"SELECT (SELECT COUNT(*) FROM change_decision WHERE counts = 1)"
                        " + (SELECT COUNT(*) FROM line_decision)"
                        " + (SELECT COUNT(*) FROM set_aside)"
                        " + (SELECT COUNT(*) FROM refund_draft)"_s);
    return p;
}

Diagnostics SqliteReader::diagnostics() const
{
    Diagnostics d;
    d.tenantId = value(u"xero.tenant"_s);
    if (const auto organisation = MirrorBank(connection()).organisation()) {
        d.organisation = organisation->name;
        d.lockedUpTo = std::max(organisation->periodLockDate, organisation->endOfYearLockDate);
    }
    d.xeroUrl = settings().xeroUrl;
    d.file = m_path;
    d.lastError = value(u"error.last"_s);
    d.fileBytes = QFileInfo(m_path).size();
    d.bookFormat = pragma(connection(), u"user_version"_s);
    d.lastBackup = instant(u"backup.last"_s);
    d.lastImport = instant(u"import.last"_s);
    d.signInUntil = instant(u"signin.until"_s);
    const QString calls = value(u"calls.today"_s); // "2026-11-20 123"
    d.callsDay = QDate::fromString(calls.section(u' ', 0, 0), Qt::ISODate);
    d.calls = calls.section(u' ', 1).toInt();
    d.callHours = callHours();
    d.bytesThisMonth = bytesThisMonth();
    d.isConnected = !value(u"xero.tenant"_s).isEmpty();
    d.pausedSince = instant(u"breaker.since"_s);
    d.checkedAt = instant(u"checked.last"_s);
    d.scopes = value(u"signin.scopes"_s).split(u' ', Qt::SkipEmptyParts);
    d.missingScopes = value(u"signin.missing"_s).split(u' ', Qt::SkipEmptyParts);
    d.fetches = fetches();
    d.control = controlTotals(connection());
    d.checks = checks();
    if (const QDateTime bad = instant(u"checked.bad"_s); bad.isValid())
        d.checks.append({.what = u"The file is sound"_s,
            .result = u"no: damaged; restore a backup"_s,
            .good = false});
    if (d.control.at.isValid())
        d.checks.append({.what = u"Xero’s own balances agree with its documents"_s,
            .result = d.control.differences.isEmpty()
                ? u"yes, of all %1 contacts"_s.arg(d.control.contacts)
                : u"%1 of %2 contacts don’t"_s.arg(d.control.differences.size())
                      .arg(d.control.contacts),
            .good = d.control.differences.isEmpty()});
    d.twins = count(u"SELECT COUNT(*) FROM twin"_s);
    return d;
}

QList<FetchRow> SqliteReader::fetches() const
{
    QList<FetchRow> rows;
    Statement select(connection(), uR"(
        SELECT 'contacts', COUNT(*) FROM mirror_contact WHERE seen_until IS NULL
        UNION ALL SELECT 'invoices', COUNT(*) FROM mirror_invoice WHERE seen_until IS NULL
        UNION ALL SELECT 'credit-notes', COUNT(*) FROM mirror_credit
            WHERE seen_until IS NULL AND kind = 'credit-note'
        UNION ALL SELECT 'overpayments', COUNT(*) FROM mirror_credit
            WHERE seen_until IS NULL AND kind = 'overpayment'
        UNION ALL SELECT 'prepayments', COUNT(*) FROM mirror_credit
            WHERE seen_until IS NULL AND kind = 'prepayment'
        UNION ALL SELECT 'payments', COUNT(*) FROM mirror_payment WHERE seen_until IS NULL
        UNION ALL SELECT 'bank-transactions', COUNT(*) FROM mirror_transaction
            WHERE seen_until IS NULL
        UNION ALL SELECT 'items', COUNT(*) FROM mirror_item WHERE seen_until IS NULL
        UNION ALL SELECT 'accounts', COUNT(*) FROM mirror_chart_account WHERE seen_until IS NULL
        UNION ALL SELECT 'tax-rates', COUNT(*) FROM mirror_tax_rate WHERE seen_until IS NULL)"_s);
    const auto pulls = records::pullEvery(schedule());
    const QStringList hourly{u"items"_s, u"accounts"_s, u"tax-rates"_s};
    while (select.next()) {
        FetchRow row;
        select.into(row.what, row.inMirror);
        if (pulls)
            row.every
                = hourly.contains(row.what) ? std::max<std::chrono::seconds>(*pulls, 1h) : *pulls;
        row.lastFetched = instant(u"fetch.at."_s + row.what);
        if (!row.lastFetched.isValid())
            row.lastFetched = instant(u"fetch.completed"_s);
        rows.append(row);
    }
    return rows;
}

// Questions about the book's own promises; each must be answered by none.
QList<CheckRow> SqliteReader::checks() const
{
    struct Check {
        QString what, bad, sql;
    };
    const QList<Check> all = {{u"Differences add up to their causes"_s, u"%1 accounts don’t"_s, uR"(
            SELECT COUNT(*)
            FROM position p
            WHERE p.ledger - p.xero <> (
                SELECT COALESCE(SUM(l.amount), 0)
                FROM bridge_line l
                WHERE l.account = p.account AND l.side = p.side AND l.currency = p.currency))"_s},
        {u"Every difference has a named cause"_s, u"%1 lines are unexplained"_s,
            u"SELECT COUNT(*) FROM bridge_line WHERE cause = 'unexplained' AND amount <> 0"_s},
        {u"No invoice is over-allocated in the ledger"_s, u"%1 are"_s, uR"(
            SELECT COUNT(*)
            FROM (
                SELECT a.to_document
                FROM allocation a
                JOIN document d ON d.id = a.to_document
                WHERE a.removed = 0
                GROUP BY a.to_document
                HAVING SUM(a.amount) > MAX(d.total)))"_s},
        {u"Every account is judged as it stands"_s, u"%1 wait to be judged again"_s,
            u"SELECT COUNT(*) FROM dirty"_s},
        {u"Nothing sent is without an answer"_s, u"%1 are being looked up"_s,
            u"SELECT COUNT(*) FROM operation WHERE state IN ('sending', 'unknown')"_s}};
    QList<CheckRow> rows;
    for (const Check& check : all) {
        const int bad = count(check.sql);
        rows.append({.what = check.what,
            .result = bad == 0 ? u"yes"_s : check.bad.arg(bad),
            .good = bad == 0});
    }
    return rows;
}

} // namespace store
