// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/invariants.h"

#include "bridge/bridge.h"
#include "engine/sweep.h"
#include "records/words.h"
#include "simulation/program.h"

#include <QFile>

#include <algorithm>
#include <array>

// The invariants that are asked once everything had a day to come to rest.
namespace simulation {

using namespace records;
using sandbox::Cents;

namespace {

const base::Currency kAud = base::Currency::of("AUD");

QString describe(const Bridge& bridge)
{
    QStringList lines;
    for (const BridgeLine& line : bridge.lines)
        lines += line.amount.toString() + u' ' + toText(line.cause) + u' ' + line.label;
    return lines.join(QStringLiteral("; "));
}

// Xero's balance of a contact by its own books.
Cents balanceOf(const sandbox::Tenant& truth, const QString& contact)
{
    Cents sum = 0;
    for (const auto& [id, document] : truth.documents)
        if (document.contact == contact && document.isReceivable()
            && document.status == u"AUTHORISED" && document.kind != sandbox::Kind::Prepayment)
            sum += document.kind == sandbox::Kind::Invoice ? document.left() : -document.left();
    return sum;
}

bool isMerged(const sandbox::Tenant& truth, const QString& contact)
{
    return std::any_of(truth.contacts.begin(), truth.contacts.end(), [&](const auto& one) {
        return !one.second.mergedTo.isEmpty()
            && (one.first == contact || one.second.mergedTo == contact);
    });
}

} // namespace

void Invariants::atRest(const Weather&)
{
    for (const auto& ask : {&Invariants::everythingEnded, &Invariants::everyReasonIsNamed,
             &Invariants::everyReasonIsTrue, &Invariants::mirrorIsTruth,
             &Invariants::bridgesAreExact, &Invariants::duplicatesAreShown, &Invariants::quiet,
             &Invariants::noSecrets})
        if (!m_failure)
            (this->*ask)();
}

// 27. Termination: within a day nothing is on the wire or unanswered any more.
void Invariants::everythingEnded()
{
    for (const QVariantList& row :
        book().rows(QStringLiteral(
            "SELECT kind, label, state, cause, cause_raw, not_before FROM operation WHERE state IN "
            "('sending', 'unknown') OR (state = 'waiting' AND cause = 'none')")))
        return fail(27,
            QStringLiteral("%1 %2 is still %3 (%4, %5); the book is held by: %6")
                .arg(row[0].toString(), row[1].toString(), row[2].toString(), row[3].toString(),
                    row[4].toString(), toText(engine::standingTrouble(m_program->book()).id)));
    if (const qint64 dirty = book().number(QStringLiteral("SELECT count(*) FROM dirty")); dirty > 0)
        return fail(27, QStringLiteral("%1 accounts still wait for their review").arg(dirty));
    for (const QVariantList& row :
        book().rows(QStringLiteral("SELECT label FROM intake WHERE state = 'taken-in'")))
        return fail(27, row[0].toString() + QStringLiteral(" could be taken in and was not"));
}

// 28. Isolation: what needs a person says exactly why, and nothing waits for a thing that is done.
void Invariants::everyReasonIsNamed()
{
    for (const QVariantList& row : book().rows(
             QStringLiteral("SELECT kind, label, state FROM operation WHERE state IN ('held', "
                            "'refused', 'parked') AND cause = 'none'")))
        return fail(28,
            QStringLiteral("%1 %2 is %3 and nobody says why")
                .arg(row[0].toString(), row[1].toString(), row[2].toString()));
    for (const QVariantList& row : book().rows(
             QStringLiteral("SELECT state, cause FROM operation WHERE state NOT IN ('confirmed', "
                            "'cancelled')")))
        m_marks.reached(
            QStringLiteral("at rest: %1, %2").arg(row[0].toString(), row[1].toString()));
}

// 28. What stands as a reason is so, by the book's own rows.
void Invariants::everyReasonIsTrue()
{
    static const std::array<std::pair<const char*, const char*>, 3> lies{
        std::pair{"invoice-already-paid",
            "SELECT o.label FROM operation o JOIN allocation a ON (o.subject_kind = 'allocation' "
            "AND a.id = o.subject_id) OR (o.subject_kind = 'payment' AND a.from_kind = 'payment' "
            "AND a.from_id = o.subject_id) JOIN twin t ON t.ledger_id = a.to_document AND "
            "t.xero_kind = 'invoice' JOIN mirror_invoice i ON i.id = t.xero_id AND i.seen_until IS "
            "NULL WHERE o.state = 'held' AND o.cause = 'invoice-already-paid' AND a.removed = 0 "
            "AND i.amount_due > 0"},
        std::pair{"contact-archived",
            "SELECT o.label FROM operation o JOIN link l ON l.account = o.account JOIN "
            "mirror_contact c ON c.id = l.contact AND c.seen_until IS NULL WHERE o.state = 'held' "
            "AND o.cause = 'contact-archived' AND c.status = 'ACTIVE'"},
        std::pair{"over-allocation",
            "SELECT n.label FROM intake n JOIN document d ON d.id = n.invoice WHERE n.state = "
            "'blocked' AND n.cause = 'over-allocation' AND NOT EXISTS (SELECT 1 FROM reversal r "
            "WHERE r.of_kind = d.kind AND r.of_id = d.id) AND d.status = 'approved' AND n.amount "
            "<= d.total - (SELECT COALESCE(SUM(a.amount), 0) FROM allocation a WHERE a.to_document "
            "= d.id AND a.removed = 0)"}};
    for (const auto& [reason, sql] : lies)
        if (const QString label = book().text(QLatin1String(sql)); !label.isEmpty())
            return fail(28, label + QStringLiteral(" is said to be ") + QLatin1String(reason));
}

// 29. Convergence: the mirror is the truth in all that is shown.
void Invariants::mirrorIsTruth()
{
    const sandbox::Tenant& truth = m_xero.truth();
    const auto compare = [&](const QString& what, const QString& id, const QString& mirrored,
                             const QString& real) {
        if (mirrored != real)
            fail(29, QStringLiteral("%1 %2: mirror %3, Xero %4").arg(what, id, mirrored, real));
    };
    for (const auto& [id, document] : truth.documents) {
        const bool invoice = document.kind == sandbox::Kind::Invoice;
        const QString mirrored = book().text(invoice
                ? QStringLiteral("SELECT status || ' ' || total || ' ' || amount_due || ' ' || "
                                 "contact FROM mirror_invoice WHERE id = ? AND seen_until IS NULL")
                : QStringLiteral(
                    "SELECT status || ' ' || total || ' ' || remaining_credit || ' ' || "
                    "contact FROM mirror_credit WHERE id = ? AND seen_until IS NULL"),
            {id});
        const bool gone = document.status == u"VOIDED" || document.status == u"DELETED";
        if (gone && mirrored.section(u' ', 0, 0) == document.status)
            continue; // what was left of it is nobody's any more
        compare(document.number, id, mirrored,
            QStringLiteral("%1 %2 %3 %4")
                .arg(document.status)
                .arg(document.total)
                .arg(document.left())
                .arg(document.contact));
    }
    for (const auto& [id, payment] : truth.payments)
        compare(QStringLiteral("payment"), id,
            book().text(
                QStringLiteral("SELECT status || ' ' || amount FROM mirror_payment WHERE id "
                               "= ? AND seen_until IS NULL"),
                {id}),
            QStringLiteral("%1 %2").arg(payment.status).arg(payment.amount));
    qint64 allocations = 0;
    for (const auto& [id, one] : truth.allocations)
        allocations += one.amount;
    if (const qint64 mirrored = book().number(QStringLiteral(
            "SELECT COALESCE(SUM(amount), 0) FROM mirror_allocation WHERE seen_until "
            "IS NULL"));
        mirrored != allocations)
        fail(29, QStringLiteral("allocations: mirror %1, Xero %2").arg(mirrored).arg(allocations));
}

// 29. Every cent of difference has its cause, and the sums are those of Xero's own books.
void Invariants::bridgesAreExact()
{
    store::Book& records = m_program->book();
    const Surroundings around = records.surroundings(m_clock);
    const auto reader = store::openReader(m_program->path());
    if (!reader)
        return fail(29, reader.error().sentence);
    for (const AccountId id : records.accountIds()) {
        const auto file = records.accountFile(id);
        if (!file)
            return fail(29, file.error().sentence);
        const bool vendor = file->account.role == ledger::AccountRole::Vendor;
        const Bridge bridge
            = bridge::explain(*file, around, vendor ? Side::Payable : Side::Receivable);
        base::Money sum(0, kAud);
        for (const BridgeLine& line : bridge.lines) {
            sum += line.amount;
            m_marks.reached(QStringLiteral("difference: ") + toText(line.cause));
            if (line.cause == BridgeCause::Unexplained)
                return fail(
                    29, file->account.number + QStringLiteral(" unexplained: ") + describe(bridge));
        }
        if (sum != bridge.difference())
            return fail(
                29, file->account.number + QStringLiteral(" does not add up: ") + describe(bridge));
        // After a merge in Xero two accounts share a contact; each knows its own half.
        if (file->link && !vendor && !isMerged(m_xero.truth(), file->link->contact.toString())) {
            const Cents real = balanceOf(m_xero.truth(), file->link->contact.toString());
            if (real != bridge.xero.minor())
                return fail(29,
                    QStringLiteral("%1: Xero has %2, the bridge says %3: %4")
                        .arg(file->account.number)
                        .arg(real)
                        .arg(bridge.xero.toString(), describe(bridge)));
        }
        const auto stored = (*reader)->account(id);
        if (!stored || stored->bridge.lines != bridge.lines)
            return fail(29,
                file->account.number
                    + QStringLiteral(": the stored bridge is not the computed one"));
    }
}

// 1. What came about beyond the horizon can't be prevented; it must be in plain sight.
void Invariants::duplicatesAreShown()
{
    for (const QString& id : m_duplicates) {
        if (!lives({}, id))
            continue;
        const bool shown
            = book().number(
                  QStringLiteral("SELECT (SELECT count(*) FROM intake WHERE xero_id = ? OR "
                                 "parent_id = ?) + (SELECT count(*) FROM bridge_line WHERE "
                                 "xero_id = ?)"),
                  {id, id, id})
            > 0;
        m_marks.reached(shown ? "beyond the horizon: shown" : "beyond the horizon: not shown");
    }
}

// 29. Another run changes nothing, there or here.
void Invariants::quiet()
{
    const auto state = [&] {
        return book().text(QStringLiteral(
            "SELECT (SELECT count(*) FROM journal) || ' ' || (SELECT count(*) FROM "
            "twin) || ' ' || (SELECT count(*) FROM operation) || ' ' || (SELECT "
            "count(*) FROM simulated_move) || ' ' || (SELECT count(*) FROM payment)"));
    };
    // What Xero refused is asked once more after half a day (R111). If that is due by now, it goes
    // first.
    const qint64 soon = m_clock.now().toMSecsSinceEpoch() + 60'000;
    if (book().number(QStringLiteral("SELECT count(*) FROM operation WHERE state = 'refused' AND "
                                     "not_before < ?"),
            {soon})
        > 0) {
        m_clock.advance(60'000);
        m_program->sync(command::Direction::Both, {});
    }
    const int writes = m_program->network().writesSeen();
    const QString before = state();
    m_clock.advance(60'000);
    const auto again = m_program->sync(command::Direction::Both, {});
    if (!again || !*again)
        return fail(29,
            QStringLiteral("the last sync failed: ")
                + (again ? (*again).error().sentence : QString()));
    if (m_program->network().writesSeen() != writes)
        return fail(29, QStringLiteral("another sync wrote to Xero"));
    if (state() != before)
        fail(29, QStringLiteral("another sync changed the book: %1, then %2").arg(before, state()));
}

// 21. Secrets: no token in the book's files.
void Invariants::noSecrets()
{
    for (const char* suffix : {"", "-wal"}) {
        QFile file(m_program->path() + QLatin1String(suffix));
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(m_xero.token()))
            return fail(21, QStringLiteral("the book holds the access token"));
    }
}

} // namespace simulation
