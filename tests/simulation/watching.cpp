// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/invariants.h"
#include "simulation/program.h"

#include <QJsonArray>
#include <QJsonDocument>

// What the invariants remember of the wire: which op was sent when, what it made in Xero, what was
// read since.
namespace simulation {

Invariants::Invariants(SimulatedClock& clock, XeroSide& xero, Marks& marks)
    : m_clock(clock)
    , m_xero(xero)
    , m_marks(marks)
{
}

void Invariants::fail(int invariant, const QString& what)
{
    if (!m_failure)
        m_failure = Failure{invariant,
            what + QStringLiteral("\n  at ") + m_clock.trueNow().toString(Qt::ISODateWithMs)};
}

Witness& Invariants::book()
{
    return m_program->witness();
}

QString Invariants::nameOf(const QString& kind, qint64 id)
{
    if (kind == u"account")
        return book().text(QStringLiteral("SELECT number FROM account WHERE id = ?"), {id});
    if (kind == u"product")
        return book().text(QStringLiteral("SELECT code FROM product WHERE id = ?"), {id});
    if (kind == u"payment")
        return book().text(QStringLiteral("SELECT number FROM payment WHERE id = ?"), {id});
    if (kind == u"allocation") {
        const auto rows = book().rows(
            QStringLiteral("SELECT from_kind, from_id, to_document FROM allocation WHERE id = ?"),
            {id});
        return rows.isEmpty() ? QString()
                              : nameOf(rows[0][0].toString(), rows[0][1].toLongLong()) + u'>'
                + nameOf(QStringLiteral("invoice"), rows[0][2].toLongLong());
    }
    return book().text(QStringLiteral("SELECT number FROM document WHERE id = ?"), {id});
}

QList<Invariants::Op> Invariants::opsOf(const QByteArray& key)
{
    QList<Op> ops;
    for (const QVariantList& row : book().rows(
             QStringLiteral(
                 "SELECT o.id, o.kind, o.state, o.subject_kind, o.subject_id, o.amount, "
                 "o.account, o.attempts FROM batch b JOIN batch_operation e ON e.batch = b.id JOIN "
                 "operation o ON o.id = e.operation WHERE b.key = ? ORDER BY e.position"),
             {key})) {
        Op op;
        op.id = row[0].toLongLong();
        op.kind = row[1].toString();
        op.state = row[2].toString();
        op.subjectKind = row[3].toString();
        op.subject = row[4].toLongLong();
        op.amount = row[5].toLongLong();
        op.account = row[6].toLongLong();
        op.attempts = row[7].toInt();
        op.name = op.kind + u' ' + nameOf(op.subjectKind, op.subject);
        ops.append(op);
    }
    return ops;
}

void Invariants::leaves(const Sent& sent)
{
    const QList<Op> ops = opsOf(sent.request.idempotencyKey);
    intentFirst(sent, ops);
    frozenBytes(sent);
    sameKeyAgain(sent, ops);
    oneWirePerAttempt(sent);
    resendProof(sent, ops);
    parentsFirst(ops);
    serialAggregate(ops);
    precondition(ops);
    m_opsOfKey.insert(sent.request.idempotencyKey, ops);
    for (const Op& op : ops) {
        const auto before = m_attempts.constFind(op.name);
        if (before != m_attempts.constEnd() && before->fate == Attempt::Unheard)
            m_marks.reached(before->key == sent.request.idempotencyKey
                    ? "resent with the same key after looking"
                    : "resent in a new batch after looking");
        m_attempts.insert(op.name,
            {m_clock.trueMilliseconds(), 0, Attempt::Unheard, sent.request.idempotencyKey});
    }
    if (ops.size() > 1)
        m_marks.reached("several ops in one call");
}

void Invariants::heard(const Sent& sent, int status, bool whole)
{
    for (const Op& op : m_opsOfKey.value(sent.request.idempotencyKey)) {
        Attempt& attempt = m_attempts[op.name];
        attempt.heardAt = m_clock.trueMilliseconds();
        if (whole && (status == 200 || status == 400 || status == 404)) {
            attempt.fate = Attempt::Definite;
            ++m_answers[op.name];
        }
        if (status == -1 || (whole && (status == 401 || status == 403 || status == 429)))
            attempt.fate = Attempt::NotSent;
    }
}

void Invariants::readBack(const xero::Request& request, const sandbox::Answer& answer)
{
    if (answer.status != 200)
        return;
    // "pagination":{"page":1,"pageSize":5,"pageCount":3,…}
    const auto numberAfter = [&](const char* name, int otherwise) {
        const qsizetype at = answer.body.indexOf(name);
        return at < 0 ? otherwise
                      : answer.body.mid(at + qsizetype(qstrlen(name)), 9)
                            .split(',')
                            .first()
                            .split('}')
                            .first()
                            .toInt();
    };
    if (numberAfter("\"page\":", 1) >= numberAfter("\"pageCount\":", 1))
        m_looks[request.path.section(u'/', 0, 0)].append(m_clock.trueMilliseconds());
    else
        m_marks.reached("a list of several pages");
}

void Invariants::arrived(
    const Sent& sent, const sandbox::Tenant& before, const sandbox::Answer& answer)
{
    const QList<Op> ops = m_opsOfKey.value(sent.request.idempotencyKey);
    noClobber(before, ops);
    noteEffects(sent, ops, before, answer);
    for (const Op& op : ops)
        if (sent.copy == Sent::Copy::Late && m_attempts.value(op.name).leftAt > sent.leftAt)
            m_marks.reached(m_attempts.value(op.name).key == sent.request.idempotencyKey
                    ? "late arrival after the same key was sent again"
                    : "late arrival after another key was sent");
    if (sent.copy != Sent::Copy::Original)
        m_marks.reached(sent.copy == Sent::Copy::Late ? "a lost request arrived late"
                                                      : "a request arrived twice");
}

// Xero's elements answer ours in their order; what is new since before is the op's effect. An
// allocation's answer has no id, so the new one of that invoice and amount is taken.
void Invariants::noteEffects(const Sent& sent, const QList<Op>& ops, const sandbox::Tenant& before,
    const sandbox::Answer& answer)
{
    if (answer.status != 200)
        return;
    const sandbox::Tenant& after = m_xero.truth();
    const QJsonObject object = QJsonDocument::fromJson(answer.body).object();
    struct Where {
        const char *list, *id;
    };
    static const QHash<QString, Where> places{
        {QStringLiteral("create-contact"), {"Contacts", "ContactID"}},
        {QStringLiteral("create-item"), {"Items", "ItemID"}},
        {QStringLiteral("create-invoice"), {"Invoices", "InvoiceID"}},
        {QStringLiteral("create-bill"), {"Invoices", "InvoiceID"}},
        {QStringLiteral("create-credit-note"), {"CreditNotes", "CreditNoteID"}},
        {QStringLiteral("create-overpayment"), {"BankTransactions", "BankTransactionID"}},
        {QStringLiteral("create-payment"), {"Payments", "PaymentID"}},
        {QStringLiteral("refund-credit"), {"Payments", "PaymentID"}},
        {QStringLiteral("create-allocation"), {"Allocations", "AllocationID"}}};
    QSet<QString> used;
    for (qsizetype i = 0; i < ops.size(); ++i) {
        const auto place = places.constFind(ops[i].kind);
        if (place == places.constEnd())
            continue;
        const QJsonObject element = object[QLatin1String(place->list)].toArray()[i].toObject();
        if (element[QStringLiteral("StatusAttributeString")].toString() == u"ERROR")
            continue;
        QString id = element[QLatin1String(place->id)].toString().toLower();
        if (ops[i].kind == u"create-allocation") {
            const QString invoice
                = element[QStringLiteral("Invoice")][QStringLiteral("InvoiceID")].toString();
            for (const auto& [key, one] : after.allocations)
                if (!before.allocations.contains(key) && !used.contains(key)
                    && one.invoice == invoice && one.amount == ops[i].amount)
                    id = key;
        }
        const bool isNew = !before.contacts.contains(id) && !before.documents.contains(id)
            && !before.bankTransactions.contains(id) && !before.payments.contains(id)
            && !before.allocations.contains(id) && !before.items.contains(id) && !id.isEmpty();
        if (!isNew)
            continue;
        used.insert(id);
        noteEffect(sent, ops[i], id);
        approvalBinding(ops[i], id);
    }
}

bool Invariants::lives(const Op& op, const QString& id) const
{
    const sandbox::Tenant& truth = m_xero.truth();
    const auto alive
        = [](const QString& status) { return status != u"VOIDED" && status != u"DELETED"; };
    if (op.kind == u"create-allocation")
        return truth.allocations.contains(id);
    if (const auto at = truth.documents.find(id); at != truth.documents.end())
        return alive(at->second.status);
    if (const auto at = truth.bankTransactions.find(id); at != truth.bankTransactions.end())
        return alive(at->second.status);
    if (const auto at = truth.payments.find(id); at != truth.payments.end())
        return alive(at->second.status);
    return truth.contacts.contains(id) || truth.items.contains(id);
}

int Invariants::unsettled()
{
    return static_cast<int>(book().number(
        QStringLiteral("SELECT (SELECT count(*) FROM operation WHERE state IN ('sending', "
                       "'unknown') OR (state = 'waiting' AND cause = 'none')) + (SELECT "
                       "count(*) FROM dirty)")));
}

void Invariants::runIsEndless()
{
    fail(27, QStringLiteral("a run goes on for ever"));
}

void Invariants::restarted()
{
    m_calls.clear(); // a program that starts anew learns the minute's rest from the first answer
    databaseIsWhole();
}

void Invariants::restored()
{
    databaseIsWhole();
    m_lastMove = book().number(QStringLiteral("SELECT max(id) FROM simulated_move"));
    m_lastAttempt = book().number(QStringLiteral("SELECT max(id) FROM attempt"));
    m_lastTwin = book().number(QStringLiteral("SELECT max(id) FROM twin"));
    m_journal = 0;
}

void Invariants::wentOnElsewhere()
{
    for (Attempt& attempt : m_attempts)
        attempt.ofAnotherCopy = true;
}

// 28. Isolation: a run fails for what the world did to it, never through a fault of its own, for
// that would stop whatever comes after it for good.
void Invariants::syncEnded(const base::Result<void>& result)
{
    if (result)
        return m_marks.reached("a run went through whole");
    m_marks.reached("a run failed and said why");
    if (result.error().kind == base::ErrorKind::Bug)
        fail(28, result.error().sentence + u' ' + result.error().raw);
}

} // namespace simulation
