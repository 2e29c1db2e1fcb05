// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/history.h"

#include "store/columns.h"
#include "store/settings.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

const QString kInvoice = uR"(
    SELECT seen_from, seen_until, id, type, number, reference, status, contact, contact_name, date,
        due_date, currency, total, total_tax, amount_due, amount_paid, amount_credited,
        line_amount_types, lines, url, updated_at
    FROM mirror_invoice
    WHERE row IN (SELECT row FROM mirror_invoice WHERE id = ? AND seen_until IS NULL
        UNION ALL SELECT row FROM mirror_invoice WHERE id = ? AND seen_until IS NOT NULL)
    ORDER BY seen_from, row)"_s;

const QString kCredit = uR"(
    SELECT seen_from, seen_until, id, kind, type, number, reference, status, contact, contact_name,
        date, currency, total, total_tax, remaining_credit, line_amount_types, lines,
        bank_transaction, updated_at
    FROM mirror_credit
    WHERE row IN (SELECT row FROM mirror_credit WHERE id = ? AND seen_until IS NULL
        UNION ALL SELECT row FROM mirror_credit WHERE id = ? AND seen_until IS NOT NULL)
    ORDER BY seen_from, row)"_s;

const QString kPayment = uR"(
    SELECT seen_from, seen_until, id, type, status, invoice, credit, invoice_number, contact,
        bank_account, account_code, date, currency, amount, reference, is_reconciled, batch_payment,
        updated_at
    FROM mirror_payment
    WHERE row IN (SELECT row FROM mirror_payment WHERE id = ? AND seen_until IS NULL
        UNION ALL SELECT row FROM mirror_payment WHERE id = ? AND seen_until IS NOT NULL)
    ORDER BY seen_from, row)"_s;

class HistoryReader {
public:
    explicit HistoryReader(Connection& connection)
        : m_connection(connection)
    {
    }

    RecordHistory read(const QList<RecordRef>& ledger, const QList<XeroRef>& xero)
    {
        // When the first whole reading was over; a book of an older Tieout remembers its beginning.
        m_history.knownFrom = QDateTime::fromString(
            Settings(m_connection).value(u"fetch.first"_s), Qt::ISODateWithMs);
        Statement first(m_connection, u"SELECT MIN(seen_from) FROM mirror_organisation"_s);
        if (!m_history.knownFrom.isValid() && first.next())
            first.into(m_history.knownFrom);
        for (const XeroRef& one : QSet<XeroRef>(xero.begin(), xero.end()))
            add(one);
        for (const RecordRef& one : QSet<RecordRef>(ledger.begin(), ledger.end()))
            add(one);
        return std::move(m_history);
    }

private:
    void add(const XeroRef& one)
    {
        switch (one.kind) {
        case XeroKind::Invoice:
            addVersions(kInvoice, one.id, m_history.invoices);
            break;
        case XeroKind::CreditNote:
        case XeroKind::Overpayment:
        case XeroKind::Prepayment:
            addCredit(one.id);
            break;
        case XeroKind::Payment:
            addVersions(kPayment, one.id, m_history.payments);
            break;
        case XeroKind::Allocation:
            addCreditsOf(one.id);
            break;
        case XeroKind::Contact:
        case XeroKind::Item:
        case XeroKind::BankTransaction:
            return;
        }
        addAuthors(one.id);
    }

    void addAuthors(const QUuid& id)
    {
        Statement select(
            m_connection, u"SELECT changed_at, who FROM change_author WHERE xero_id = ?"_s);
        select.bind(id);
        while (select.next()) {
            const auto at = select.get<QDateTime>();
            m_history.authors.insert({id, at}, select.get<QString>());
        }
    }

    template <class Record>
    void addVersions(const QString& sql, const QUuid& id, QList<Version<Record>>& to)
    {
        Statement select(m_connection, sql);
        select.bind(id, id); // an index each for what is and what was
        while (select.next()) {
            Version<Record> version;
            select.into(version.from, version.until);
            version.record = readRecord<Record>(select);
            to.append(version);
        }
    }

    void addCredit(const QUuid& id)
    {
        if (m_credits.contains(id))
            return;
        m_credits.insert(id);
        addAuthors(id);
        addVersions(kCredit, id, m_history.credits);
        Statement select(m_connection, uR"(
            SELECT seen_from, seen_until, id, invoice, invoice_number, currency, amount, date
            FROM mirror_allocation
            WHERE row IN (SELECT row FROM mirror_allocation WHERE credit = ? AND seen_until IS NULL
                UNION ALL
                SELECT row FROM mirror_allocation WHERE credit = ? AND seen_until IS NOT NULL)
            ORDER BY seen_from, row)"_s);
        select.bind(id, id);
        while (select.next()) {
            AllocationVersion one{.credit = {id}, .version = {}};
            select.into(one.version.from, one.version.until);
            one.version.record = readRecord<mirror::Allocation>(select);
            m_history.allocations.append(one);
        }
    }

    void addCreditsOf(const QUuid& allocation)
    {
        Statement select(m_connection, uR"(
            SELECT credit FROM mirror_allocation WHERE id = ? AND seen_until IS NULL
            UNION
            SELECT credit FROM mirror_allocation WHERE id = ? AND seen_until IS NOT NULL)"_s);
        QList<QUuid> credits;
        select.bind(allocation, allocation);
        while (select.next())
            credits.append(select.get<QUuid>());
        for (const QUuid& credit : std::as_const(credits))
            addCredit(credit);
    }

    void add(const RecordRef& one)
    {
        Statement select(m_connection, uR"(
            SELECT at, who, what FROM journal WHERE about_kind = ? AND about_id = ? ORDER BY id)"_s);
        select.bind(one);
        while (select.next()) {
            Noted noted;
            select.into(noted.at, noted.who, noted.what);
            m_history.notes[one].append(noted);
        }
    }

    Connection& m_connection;
    RecordHistory m_history;
    QSet<QUuid> m_credits;
};

} // namespace

RecordHistory readHistory(
    Connection& connection, const QList<RecordRef>& ledger, const QList<XeroRef>& xero)
{
    return HistoryReader(connection).read(ledger, xero);
}

} // namespace store
