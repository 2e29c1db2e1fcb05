// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/invariants.h"

#include "match/match.h"
#include "simulation/program.h"

#include <algorithm>

namespace simulation {

using sandbox::Cents;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kOverlap = 5 * kMinute;

// Kinds that Xero can't deduplicate: two looks, ten minutes after the bytes (design §6).
bool needsPatience(const QString& kind)
{
    return kind == u"create-bill" || kind == u"create-overpayment" || kind == u"create-payment"
        || kind == u"create-allocation" || kind == u"refund-credit";
}

// Where an op's own effect is looked for.
QStringList placesOf(const QString& kind)
{
    if (kind == u"create-contact" || kind == u"update-contact")
        return {QStringLiteral("Contacts")};
    if (kind == u"create-item")
        return {QStringLiteral("Items")};
    if (kind == u"create-invoice" || kind == u"create-bill")
        return {QStringLiteral("Invoices")};
    if (kind == u"create-credit-note")
        return {QStringLiteral("CreditNotes")};
    if (kind == u"create-overpayment")
        return {QStringLiteral("BankTransactions")};
    if (kind == u"create-payment" || kind == u"delete-payment" || kind == u"refund-credit")
        return {QStringLiteral("Payments")};
    if (kind == u"void-document")
        return {QStringLiteral("Invoices"), QStringLiteral("CreditNotes")};
    return {QStringLiteral("Overpayments"), QStringLiteral("CreditNotes")};
}

std::optional<Cents> amountOf(const sandbox::Tenant& tenant, const QString& id)
{
    if (const auto d = tenant.documents.find(id); d != tenant.documents.end())
        return d->second.total;
    if (const auto p = tenant.payments.find(id); p != tenant.payments.end())
        return p->second.amount;
    if (const auto a = tenant.allocations.find(id); a != tenant.allocations.end())
        return a->second.amount;
    return std::nullopt;
}

} // namespace

// 1. Once: whatever arrives when, an op has at most one living effect. The one exception is
// declared (reliability.md §3.6 iv, v): a packet that the network held back beyond the life of the
// key, on a kind that Xero can't deduplicate. That one must be shown at rest.
void Invariants::noteEffect(const Sent& sent, const Op& op, const QString& id)
{
    QList<Effect>& effects = m_effects[op.name];
    const bool doubled = std::any_of(
        effects.begin(), effects.end(), [&](const Effect& effect) { return lives(op, effect.id); });
    if (doubled) {
        const bool declared = std::any_of(effects.begin(), effects.end(),
            [&](const Effect& effect) { return isDeclared(effect, sent); });
        if (!declared)
            return fail(1, QStringLiteral("%1 stands in Xero twice: %2").arg(op.name, id));
        m_marks.reached("beyond the horizon: a late packet made a second effect");
        m_duplicates.append(id);
    }
    effects.append({id, m_clock.trueMilliseconds(), sent.copy});
}

bool Invariants::isDeclared(const Effect& effect, const Sent& sent) const
{
    const bool latePacket = sent.copy != Sent::Copy::Original;
    const qint64 keyLife = qint64(m_xero.state().settings.keyLifeSeconds) * 1'000;
    // A key that Xero doesn't remember protects nothing against a packet that is still on its way.
    if (keyLife == 0)
        return latePacket || effect.copy != Sent::Copy::Original;
    return latePacket && m_clock.trueMilliseconds() - effect.at >= keyLife;
}

// 3. Intent first: before the first byte leaves, the durable book holds the attempt, the very bytes
// and key, and every op of it is Sending.  2. No orphans follows: what isn't there can't leave.
void Invariants::intentFirst(const Sent& sent, const QList<Op>& ops)
{
    const auto rows = book().rows(
        QStringLiteral(
            "SELECT b.body, b.path, b.verb FROM batch b JOIN attempt a ON a.batch = b.id "
            "WHERE b.key = ? AND a.outcome = 'pending'"),
        {sent.request.idempotencyKey});
    if (rows.isEmpty() || ops.isEmpty())
        return fail(3, QStringLiteral("sent without a durable intent: ") + sent.request.path);
    if (rows.last()[0].toByteArray() != sent.request.body
        || rows.last()[2].toByteArray() != sent.request.verb)
        return fail(3, QStringLiteral("the bytes sent are not those of the intent"));
    for (const Op& op : ops)
        if (op.state != u"sending")
            return fail(3, op.name + QStringLiteral(" is sent while it is ") + op.state);
}

// 4. Frozen bytes: one key, one body, for ever.
void Invariants::frozenBytes(const Sent& sent)
{
    const QByteArray bytes
        = sent.request.verb + ' ' + sent.request.path.toUtf8() + '\n' + sent.request.body;
    const auto known = m_bytesOfKey.constFind(sent.request.idempotencyKey);
    if (sent.request.verb == "PUT" && sent.request.idempotencyKey.isEmpty())
        return fail(4, QStringLiteral("sent without a key: ") + sent.request.path);
    if (known != m_bytesOfKey.constEnd() && *known != bytes)
        return fail(4, QStringLiteral("other bytes under the same key: ") + sent.request.path);
    m_bytesOfKey.insert(sent.request.idempotencyKey, bytes);
}

// 4. The same ops, sent again because nobody heard, go under the key they had.
void Invariants::sameKeyAgain(const Sent& sent, const QList<Op>& ops)
{
    const Attempt last = ops.isEmpty() ? Attempt{} : m_attempts.value(ops.first().name);
    const QList<Op> before = m_opsOfKey.value(last.key);
    const bool sameOps = before.size() == ops.size()
        && std::equal(before.begin(), before.end(), ops.begin(),
            [](const Op& a, const Op& b) { return a.name == b.name; });
    if (sameOps && last.fate == Attempt::Unheard && last.key != sent.request.idempotencyKey)
        fail(4, ops.first().name + QStringLiteral(" is sent again under another key"));
}

// 5. One wire per attempt, and 10. fencing: each call has an attempt of its own, newer than all
// before; a program that ended sends nothing more.
void Invariants::oneWirePerAttempt(const Sent& sent)
{
    const qint64 attempt = book().number(
        QStringLiteral("SELECT max(a.id) FROM attempt a JOIN batch b ON a.batch = b.id WHERE b.key "
                       "= ? AND a.outcome = 'pending'"),
        {sent.request.idempotencyKey});
    if (attempt <= m_lastAttempt)
        return fail(5, QStringLiteral("two calls for one attempt: ") + sent.request.path);
    m_lastAttempt = attempt;
}

// 6. Resend proof: an op whose last answer nobody heard goes again only after its effect was looked
// for since; what Xero can't deduplicate after two looks a minute apart, the first ten minutes
// after the bytes. Measured by the world's time, whatever the computer's clock shows.
void Invariants::resendProof(const Sent&, const QList<Op>& ops)
{
    for (const Op& op : ops) {
        const auto last = m_attempts.constFind(op.name);
        if (last == m_attempts.constEnd() || last->fate != Attempt::Unheard)
            continue;
        const bool patient = needsPatience(op.kind) && !last->ofAnotherCopy;
        int looks = 0;
        for (const QString& place : placesOf(op.kind)) {
            int here = 0;
            qint64 first = 0;
            for (const qint64 at : m_looks.value(place)) {
                if (at < last->leftAt + (patient ? 10 * kMinute : 0))
                    continue;
                first = here == 0 ? at : first;
                here += here == 0 || !patient || at >= first + kMinute ? 1 : 0;
            }
            looks = std::max(looks, here);
        }
        if (looks < (patient ? 2 : 1))
            return fail(6,
                QStringLiteral("%1 is sent again after %2 looks; it left %3 s ago")
                    .arg(op.name)
                    .arg(looks)
                    .arg((m_clock.trueMilliseconds() - last->leftAt) / 1'000));
    }
}

// 8. Order: nothing leaves before what it stands on is confirmed.
void Invariants::parentsFirst(const QList<Op>& ops)
{
    for (const Op& op : ops) {
        if (op.kind == u"create-contact" || op.kind == u"create-item")
            continue;
        if (book().number(
                QStringLiteral("SELECT count(*) FROM link WHERE account = ?"), {op.account})
            == 0)
            return fail(8, op.name + QStringLiteral(" leaves before its contact"));
        if (op.kind != u"create-allocation" && op.kind != u"create-payment")
            continue;
        const QString parents = op.kind == u"create-payment"
            ? QStringLiteral("from_kind = 'payment' AND from_id = ?")
            : QStringLiteral("id = ?");
        for (const QVariantList& row :
            book().rows(
                QStringLiteral(
                    "SELECT from_kind, from_id, to_document FROM allocation WHERE removed = 0 AND ")
                    + parents,
                {op.subject})) {
            const auto tied = [&](const QString& kind, qint64 id) {
                return book().number(
                    QStringLiteral("SELECT count(*) FROM twin WHERE ledger_kind = ? "
                                   "AND ledger_id = ?"),
                    {kind, id});
            };
            if (tied(QStringLiteral("invoice"), row[2].toLongLong()) == 0
                && tied(QStringLiteral("bill"), row[2].toLongLong()) == 0)
                return fail(8, op.name + QStringLiteral(" leaves before its invoice"));
            if (op.kind == u"create-allocation"
                && tied(row[0].toString(), row[1].toLongLong()) == 0)
                return fail(8, op.name + QStringLiteral(" leaves before its credit"));
        }
    }
}

// 9. Serial aggregate. Money goes in batches here (design §6), so an account may have several ops
// on the wire, in one call or in calls on different records; what holds is that a record is never
// in two calls at once, and nothing is allocated while its credit or invoice is unanswered (8).
void Invariants::serialAggregate(const QList<Op>& ops)
{
    for (const Op& op : ops) {
        const qint64 pending = book().number(
            QStringLiteral("SELECT count(DISTINCT a.id) FROM attempt a JOIN batch_operation e ON "
                           "e.batch = a.batch JOIN operation o ON o.id = e.operation AND o.batch = "
                           "a.batch WHERE e.operation = ? AND a.outcome = 'pending' AND a.id > ?"),
            {op.id, m_lastAttempt - 1});
        if (pending > 1)
            return fail(9, op.name + QStringLiteral(" is in two calls at once"));
    }
}

// 19. Precondition. Xero's own AmountDue guards money here (design §6), so no read of at most five
// seconds is asked for; what holds is that nothing leaves that the mirror already says can't fit.
void Invariants::precondition(const QList<Op>& ops)
{
    QHash<QString, qint64> toInvoice, fromCredit;
    for (const Op& op : ops) {
        if (op.attempts == 1 && op.subjectKind == u"payment")
            noSuspectedWrongMatch(op);
        if (op.kind != u"create-allocation" && op.kind != u"create-payment")
            continue;
        const QString which = op.kind == u"create-payment"
            ? QStringLiteral("a.from_kind = 'payment' AND a.from_id = ? AND a.removed = 0")
            : QStringLiteral("a.id = ?");
        for (const QVariantList& row : book().rows(
                 QStringLiteral("SELECT i.id, i.amount_due, c.id, c.remaining_credit FROM "
                                "allocation a JOIN twin t ON t.ledger_id = a.to_document AND "
                                "t.xero_kind = 'invoice' JOIN mirror_invoice i ON i.id = t.xero_id "
                                "AND i.seen_until IS NULL LEFT JOIN twin u ON u.ledger_id = "
                                "a.from_id AND u.ledger_kind = a.from_kind LEFT JOIN mirror_credit "
                                "c ON c.id = u.xero_id AND c.seen_until IS NULL WHERE ")
                     + which,
                 {op.subject})) {
            toInvoice[row[0].toString()] += op.amount;
            if (op.attempts > 1) // it may be in what the mirror shows
                continue;
            if (toInvoice[row[0].toString()] > row[1].toLongLong())
                return fail(
                    19, op.name + QStringLiteral(" leaves though the invoice can't take it"));
            fromCredit[row[2].toString()] += op.amount;
            if (!row[2].isNull() && op.kind == u"create-allocation"
                && fromCredit[row[2].toString()] > row[3].toLongLong())
                return fail(19, op.name + QStringLiteral(" leaves though the credit hasn't it"));
        }
    }
}

// 19. What a person has perhaps matched by hand already is held (design §5).
void Invariants::noSuspectedWrongMatch(const Op& op)
{
    auto file = m_program->book().accountFile({op.account});
    if (!file)
        return;
    // As the account was before this op left.
    file->operations.removeIf([&](const records::Operation& one) { return one.id.value == op.id; });
    for (const match::Pair& pair : match::suspectedWrongMatches(*file))
        if (pair.ledger == records::RecordRef{records::RecordKind::Payment, op.subject})
            fail(19, op.name + QStringLiteral(" leaves though Xero has a payment like it"));
}

// 16. No clobber: a create changes nothing of what was there, but what is due or left.
void Invariants::noClobber(const sandbox::Tenant& before, const QList<Op>& ops)
{
    const sandbox::Tenant& after = m_xero.truth();
    for (const auto& [id, was] : before.documents) {
        const sandbox::Document& is = after.documents.at(id);
        if (is.number != was.number || is.reference != was.reference || is.contact != was.contact
            || is.date != was.date || is.total != was.total || is.lines.size() != was.lines.size()
            || is.url != was.url)
            return fail(16, was.number + QStringLiteral(" was changed by a push"));
    }
    const bool changesContacts = std::any_of(
        ops.begin(), ops.end(), [](const Op& op) { return op.kind == u"update-contact"; });
    for (const auto& [id, was] : before.contacts) {
        if (changesContacts)
            break;
        const sandbox::Contact& is = after.contacts.at(id);
        if (is.name != was.name || is.number != was.number || is.email != was.email
            || is.status != was.status)
            return fail(16, was.name + QStringLiteral(" was changed by a push"));
    }
}

// 18. Approval binding: what came about in Xero has the amount and the contact that the op says.
// 20. Tenant: the simulator knows one organisation; that the header is the book's own is tested
// where the session sets it (tst_session).
void Invariants::approvalBinding(const Op& op, const QString& id)
{
    const sandbox::Tenant& truth = m_xero.truth();
    const QString contact
        = book().text(QStringLiteral("SELECT contact FROM link WHERE account = ?"), {op.account});
    const auto differs = [&](Cents amount, const QString& whose) {
        if (amount != op.amount)
            fail(18, QStringLiteral("%1 came about with %2").arg(op.name).arg(amount));
        const auto known = truth.contacts.find(contact);
        const bool merged = known != truth.contacts.end() && known->second.mergedTo == whose;
        // A restored book may not have found the contact again when something late arrives.
        if (!whose.isEmpty() && !contact.isEmpty() && whose != contact && !merged)
            fail(18, op.name + QStringLiteral(" came about on another contact"));
    };
    if (const auto at = truth.documents.find(id); at != truth.documents.end())
        differs(at->second.total, at->second.contact);
    else if (const auto t = truth.bankTransactions.find(id); t != truth.bankTransactions.end())
        differs(t->second.total, t->second.contact);
    else if (const auto p = truth.payments.find(id); p != truth.payments.end())
        differs(p->second.amount, truth.documents.at(p->second.document).contact);
    else if (const auto a = truth.allocations.find(id); a != truth.allocations.end())
        differs(a->second.amount, truth.documents.at(a->second.credit).contact);
}

// 23. Limits: at most 60 calls in any minute leave us (asked where the life has limits).
// 22. Tokens, and 26. quarantine: the session and the opening of books are not part of the engine's
// steps; tst_session, tst_signinlock and the scenarios of restored books hold them.
void Invariants::calls()
{
    const qint64 now = m_clock.trueMilliseconds();
    while (!m_calls.isEmpty() && m_calls.first() <= now - kMinute)
        m_calls.removeFirst();
    m_calls.append(now);
    if (m_xero.state().settings.limits && m_calls.size() > 60)
        fail(23, QStringLiteral("%1 calls within a minute").arg(m_calls.size()));
}

void Invariants::afterStep()
{
    if (m_failure)
        return;
    legalMoves();
    takenInIsBornInXero();
    nothingTakenInWhileBusy();
    conservationInXero();
    ledgerAddsUp();
    journalOnlyGrows();
    nothingLost();
    watermarks();
}

// 7. Legal moves: a log in the book itself saw every one of them.
void Invariants::legalMoves()
{
    static const QSet<QString> legal{QStringLiteral(">waiting"), QStringLiteral(">held"),
        QStringLiteral("waiting>sending"), QStringLiteral("waiting>held"),
        QStringLiteral("waiting>cancelled"), QStringLiteral("waiting>confirmed"),
        QStringLiteral("held>waiting"), QStringLiteral("held>cancelled"),
        QStringLiteral("held>confirmed"), QStringLiteral("sending>unknown"),
        QStringLiteral("sending>confirmed"), QStringLiteral("sending>refused"),
        QStringLiteral("sending>waiting"), QStringLiteral("unknown>confirmed"),
        QStringLiteral("unknown>parked"), QStringLiteral("unknown>refused"),
        QStringLiteral("unknown>waiting"), QStringLiteral("unknown>sending"),
        QStringLiteral("refused>waiting"), QStringLiteral("refused>cancelled"),
        // our own check knows the cause by now, and says when it is gone
        QStringLiteral("refused>held"), QStringLiteral("refused>confirmed"),
        QStringLiteral("parked>confirmed"), QStringLiteral("parked>waiting")};
    for (const QVariantList& row :
        book().rows(QStringLiteral("SELECT id, operation, was, became, generation_was, generation, "
                                   "attempts, probes FROM simulated_move WHERE id > ? ORDER BY id"),
            {m_lastMove})) {
        m_lastMove = row[0].toLongLong();
        const QString was = row[2].toString(), became = row[3].toString();
        // A changed contact may be owed again after it was sent.
        if (was == u"confirmed"
            && book().text(QStringLiteral("SELECT kind FROM operation WHERE id = ?"), {row[1]})
                == u"update-contact")
            continue;
        if (was != became && !legal.contains(was + u'>' + became))
            return fail(
                7, QStringLiteral("op %1 went from %2 to %3").arg(row[1].toString(), was, became));
        if (row[5].toInt() < row[4].toInt())
            return fail(7, QStringLiteral("an op's generation went back"));
        m_marks.reached(QStringLiteral("move: %1 → %2")
                            .arg(was.isEmpty() ? QStringLiteral("new") : was, became));
        if (row[5].toInt() > row[4].toInt())
            m_marks.reached("a new generation after a refusal");
        if (became == u"confirmed")
            toldIsTrue(row[1].toLongLong());
        if (was == u"sending" && became == u"refused")
            refusedByXero(row[1].toLongLong());
    }
}

// 7. Refused is what Xero refused: neither silence nor "not now".
void Invariants::refusedByXero(qint64 operation)
{
    const auto rows = book().rows(
        QStringLiteral("SELECT kind, subject_kind, subject_id FROM operation WHERE id = ?"),
        {operation});
    const QString name
        = rows[0][0].toString() + u' ' + nameOf(rows[0][1].toString(), rows[0][2].toLongLong());
    if (++m_refusals[name] > m_answers.value(name))
        fail(7, name + QStringLiteral(" is called refused, and Xero didn't say no"));
}

// 25. Told = true: what is called confirmed stands in Xero, for that amount.
void Invariants::toldIsTrue(qint64 operation)
{
    const auto rows = book().rows(
        QStringLiteral("SELECT o.kind, o.label, o.amount, t.xero_id, o.subject_kind, o.subject_id "
                       "FROM operation o LEFT JOIN twin "
                       "t ON t.ledger_kind = o.subject_kind AND t.ledger_id = o.subject_id WHERE "
                       "o.id = ? AND o.state = 'confirmed'"),
        {operation});
    if (rows.isEmpty())
        return;
    const QString kind = rows[0][0].toString(), id = rows[0][3].toString();
    if (kind == u"create-contact" || kind == u"create-item" || !kind.startsWith(u"create-"))
        return;
    // Where reading lags, a person may have edited it since.
    QSet<Cents> amounts;
    for (const sandbox::Tenant* seen : m_xero.readable())
        if (const auto amount = amountOf(*seen, id))
            amounts.insert(*amount);
    if (amounts.isEmpty() && kind == u"create-allocation")
        return; // a person may have removed it meanwhile; nothing of it is left in Xero
    if (!amounts.contains(rows[0][2].toLongLong()))
        fail(25,
            QStringLiteral("%1 is called confirmed, and Xero has %2 under its id")
                .arg(rows[0][1].toString())
                .arg(amounts.isEmpty() ? -1 : *amounts.begin()));
    static const QSet<QString> marked{QStringLiteral("create-invoice"),
        QStringLiteral("create-bill"), QStringLiteral("create-overpayment"),
        QStringLiteral("create-payment")};
    const QString name = kind + u' ' + nameOf(rows[0][4].toString(), rows[0][5].toLongLong());
    if (marked.contains(kind) && !isEffectOf(name, id))
        fail(25, name + QStringLiteral(" is tied to a record that it didn't make: ") + id);
}

// The record itself, or the credit that a bank transaction of ours made.
bool Invariants::isEffectOf(const QString& name, const QString& id) const
{
    const auto& transactions = m_xero.truth().bankTransactions;
    const QList<Effect> effects = m_effects.value(name);
    return std::any_of(effects.begin(), effects.end(), [&](const Effect& effect) {
        const auto made = transactions.find(effect.id);
        return effect.id == id || (made != transactions.end() && made->second.credit == id);
    });
}

// 2. What the ledger itself pushed is never taken in, whoever allocated it.
void Invariants::takenInIsBornInXero()
{
    for (const QVariantList& row : book().rows(
             QStringLiteral("SELECT id, xero_kind, xero_id FROM twin WHERE origin = 'taken-in' AND "
                            "id > ? ORDER BY id"),
             {m_lastTwin})) {
        m_lastTwin = row[0].toLongLong();
        QString id = row[2].toString();
        const auto allocation = m_xero.truth().allocations.find(id);
        if (allocation != m_xero.truth().allocations.end())
            id = allocation->second.credit;
        m_marks.reached(QStringLiteral("taken in: ") + row[1].toString());
        for (auto name = m_effects.begin(); name != m_effects.end(); ++name)
            if ((isEffectOf(name.key(), id) || isEffectOf(name.key(), row[2].toString()))
                && isOfThisBook(name.key()))
                return fail(
                    2, name.key() + QStringLiteral(" was taken in, and the ledger pushed it"));
    }
}

// 2. While a push that pays an invoice has no answer, nothing is taken in on it: it may be the
// same.
void Invariants::nothingTakenInWhileBusy()
{
    if (const QString label = book().text(QStringLiteral("SELECT label FROM simulated_busy"));
        !label.isEmpty())
        fail(2, QStringLiteral("something was taken in while nobody knew about ") + label);
    if (book().number(QStringLiteral("SELECT count(*) FROM intake WHERE cause = 'busy-record'"))
        > 0)
        m_marks.reached("nothing taken in while a push is unanswered");
}

// What another copy of the book pushed may be in no file that this one could read.
bool Invariants::isOfThisBook(const QString& name)
{
    for (const QVariantList& row :
        book().rows(QStringLiteral("SELECT kind, subject_kind, subject_id FROM operation")))
        if (name == row[0].toString() + u' ' + nameOf(row[1].toString(), row[2].toLongLong()))
            return true;
    return false;
}

// 11, 12. Invoice and credit conservation, in Xero's own books.
void Invariants::conservationInXero()
{
    const sandbox::Tenant& truth = m_xero.truth();
    QHash<QString, Cents> settled, allocated;
    for (const auto& [id, payment] : truth.payments)
        if (payment.status == u"AUTHORISED")
            settled[payment.document] += payment.amount;
    for (const auto& [id, one] : truth.allocations) {
        allocated[one.invoice] += one.amount;
        allocated[one.credit] += one.amount;
    }
    for (const auto& [id, document] : truth.documents)
        if (document.left() < 0 || document.settled != settled.value(id)
            || document.allocated != allocated.value(id))
            return fail(document.kind == sandbox::Kind::Invoice ? 11 : 12,
                document.number + QStringLiteral(" doesn't add up in Xero"));
}

// 13. The ledger adds up: nothing is allocated beyond what an invoice or a payment holds.
void Invariants::ledgerAddsUp()
{
    for (const char* sql : {"SELECT d.number FROM allocation a JOIN document d ON d.id = "
                            "a.to_document WHERE a.removed "
                            "= 0 GROUP BY a.to_document HAVING SUM(a.amount) > d.total",
             "SELECT p.number FROM allocation a JOIN payment p ON p.id = a.from_id WHERE "
             "a.from_kind "
             "= 'payment' AND a.removed = 0 GROUP BY a.from_id HAVING SUM(a.amount) > p.amount"})
        if (const QString number = book().text(QLatin1String(sql)); !number.isEmpty())
            return fail(13, number + QStringLiteral(" is allocated beyond its amount"));
}

// 14. Append-only: the journal grows and keeps its numbers; triggers of the book forbid the rest.
void Invariants::journalOnlyGrows()
{
    const auto rows = book().rows(QStringLiteral("SELECT count(*), max(id) FROM journal"));
    if (rows[0][0].toLongLong() != rows[0][1].toLongLong() || rows[0][0].toLongLong() < m_journal)
        return fail(14, QStringLiteral("the journal lost a line"));
    m_journal = rows[0][0].toLongLong();
}

// 15. Nothing lost: every record that belongs in Xero has a twin, an op, a reversal, or an account
// that waits for its review.
void Invariants::nothingLost()
{
    static const QString lost = QStringLiteral(
        "SELECT number FROM %1 r WHERE source <> 'xero' %2 AND NOT EXISTS (SELECT 1 FROM twin "
        "WHERE "
        "ledger_kind = %3 AND ledger_id = r.id) AND NOT EXISTS (SELECT 1 FROM operation WHERE "
        "subject_kind = %3 AND subject_id = r.id AND state <> 'cancelled') AND NOT EXISTS (SELECT "
        "1 "
        "FROM reversal WHERE of_kind = %3 AND of_id = r.id) AND NOT EXISTS (SELECT 1 FROM dirty "
        "WHERE account = r.account)");
    static const QString payments
        = lost.arg(QStringLiteral("payment"), QString(), QStringLiteral("'payment'"));
    static const QString documents = lost.arg(QStringLiteral("document"),
        QStringLiteral("AND status = 'approved'"), QStringLiteral("r.kind"));
    for (const QString& sql : {payments, documents})
        if (const QString number = book().text(sql); !number.isEmpty())
            return fail(15, number + QStringLiteral(" is neither in Xero nor in the outbox"));
}

// 17. Watermark: never later than the last complete reading, less the overlap, in Xero's time.
void Invariants::watermarks()
{
    static const QHash<QString, QString> paged{
        {QStringLiteral("fetch.contacts"), QStringLiteral("Contacts")},
        {QStringLiteral("fetch.invoices"), QStringLiteral("Invoices")},
        {QStringLiteral("fetch.credit-notes"), QStringLiteral("CreditNotes")},
        {QStringLiteral("fetch.overpayments"), QStringLiteral("Overpayments")},
        {QStringLiteral("fetch.prepayments"), QStringLiteral("Prepayments")},
        {QStringLiteral("fetch.payments"), QStringLiteral("Payments")},
        {QStringLiteral("fetch.bank-transactions"), QStringLiteral("BankTransactions")}};
    for (const QVariantList& row :
        book().rows(QStringLiteral("SELECT name, value FROM value WHERE name LIKE 'fetch.%'"))) {
        const auto place = paged.constFind(row[0].toString());
        if (place == paged.constEnd() || row[1].toString().isEmpty())
            continue;
        const qint64 cursor
            = QDateTime::fromString(row[1].toString(), Qt::ISODateWithMs).toMSecsSinceEpoch();
        const QList<qint64> looks = m_looks.value(*place);
        if (looks.isEmpty() || cursor > looks.last() - kOverlap)
            return fail(17, *place + QStringLiteral(": the watermark ran ahead of the reading"));
    }
}

// 24. Database: whole after every crash.
void Invariants::databaseIsWhole()
{
    if (book().text(QStringLiteral("PRAGMA quick_check(1)")) != u"ok"
        || !book().rows(QStringLiteral("PRAGMA foreign_key_check")).isEmpty())
        fail(24, QStringLiteral("the book's file is damaged"));
}

} // namespace simulation
