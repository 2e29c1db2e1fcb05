// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/push.h"

#include "base/failpoint.h"
#include "base/log.h"
#include "causes/causes.h"
#include "engine/outbox.h"
#include "engine/reserve.h"
#include "engine/schedule.h"

#include <algorithm>

// What an answer of Xero means for the book: written in one transaction, whatever it was.
namespace engine {

using namespace records;

namespace {

XeroKind xeroKindOf(OperationKind kind)
{
    switch (kind) {
    case OperationKind::CreateContact:
    case OperationKind::UpdateContact:
        return XeroKind::Contact;
    case OperationKind::RemoveAllocation:
        return XeroKind::Allocation;
    case OperationKind::DeletePayment:
    case OperationKind::RefundCredit:
        return XeroKind::Payment;
    case OperationKind::VoidDocument:
        return XeroKind::Invoice;
    case OperationKind::CreateItem:
        return XeroKind::Item;
    case OperationKind::CreateInvoice:
    case OperationKind::CreateBill:
        return XeroKind::Invoice;
    case OperationKind::CreateCreditNote:
        return XeroKind::CreditNote;
    case OperationKind::CreateOverpayment:
        return XeroKind::Overpayment;
    case OperationKind::CreatePayment:
        return XeroKind::Payment;
    case OperationKind::CreateAllocation:
        return XeroKind::Allocation;
    }
    return XeroKind::Contact;
}

} // namespace

base::Result<void> Push::record(
    const store::Batch& batch, qint64 attempt, const base::Result<xero::Response>& answer)
{
    const auto operations = operationsOf(m_context.book, batch);
    if (!operations)
        return tl::unexpected(operations.error());
    const QList<Outcome> outcomes
        = classify(*operations, answer, m_around.organisation.baseCurrency);
    const bool unknown = std::any_of(outcomes.begin(), outcomes.end(),
        [](const Outcome& outcome) { return outcome.kind == Outcome::Kind::Unknown; });
    const auto ending = !answer && answer.error().effect == base::Effect::None
        ? store::AttemptOutcome::NotSent
        : (unknown ? store::AttemptOutcome::Unknown : store::AttemptOutcome::Answered);
    for (const Outcome& outcome : outcomes)
        count(outcome);
    const AnswerRecord record{attempt, batch.id, ending,
        answer ? answer->status : answer.error().httpStatus,
        answer ? QString() : base::redacted(answer.error().raw), outcomes};
    return writeOrKeep(*operations, record, [&](store::Transaction& tx) {
        return mirrorAnswer(tx, *operations, outcomes, answer, batch.attempts > 1);
    });
}

base::Result<void> Push::write(
    const QList<Operation>& operations, const AnswerRecord& record, const Learn& learn)
{
    auto written = inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
        if (auto ended = m_context.book.endAttempt(tx, record.attempt, record.ending,
                record.httpStatus, record.raw, m_context.clock.now());
            !ended)
            return ended;
        const auto agreed = learn(tx);
        if (!agreed)
            return tl::unexpected(agreed.error());
        for (qsizetype i = 0; i < record.outcomes.size(); ++i) {
            if (auto done = recordOne(tx, operations[i], record.outcomes[i], *agreed); !done)
                return done;
            base::failpoint("push.answer.one");
        }
        base::failpoint("push.answer.before-commit");
        return {};
    });
    base::failpoint("push.answer.committed");
    return written;
}

// Xero has answered; what it said must not get lost for want of room (reliability.md §3.4).
base::Result<void> Push::writeOrKeep(
    const QList<Operation>& operations, const AnswerRecord& record, const Learn& learn)
{
    auto written = write(operations, record, learn);
    const auto lacksRoom
        = [&] { return !written && written.error().kind == base::ErrorKind::Storage; };
    if (lacksRoom() && m_context.reserve && m_context.reserve->giveBack()) {
        m_paid.clear(); // what was learned was rolled back
        written = write(operations, record, learn);
    }
    if (!lacksRoom() || !m_context.reserve)
        return written;
    if (auto kept = m_context.reserve->keep(record.toBytes()); !kept)
        return kept;
    return written;
}

base::Result<void> Push::replay(const Context& context, const QByteArray& kept)
{
    const auto record = AnswerRecord::fromBytes(kept);
    if (!record || !context.book.isPending(record->attempt))
        return {}; // another book's, or written after all
    const Surroundings around = context.book.surroundings(context.clock);
    const auto batch = context.book.batch(record->batch);
    if (!batch || batch->operations.size() != record->outcomes.size())
        return base::failure(base::ErrorKind::Bug,
            QStringLiteral("An answer belongs to no push of this book."), record->batch);
    const auto operations = operationsOf(context.book, *batch);
    if (!operations)
        return tl::unexpected(operations.error());
    Push push(context, around, batch->kind, std::nullopt, std::nullopt, {}, {});
    push.setParent(nullptr); // lives in this call alone
    return push.write(*operations, *record, [](store::Transaction&) -> base::Result<Agreements> {
        return Agreements(); // the next reading shows the mirror what the answer showed
    });
}

// The mirror learns from the answer itself; only what it doesn't show is read again. Answers what
// both sides look like now, by the record's id in Xero.
base::Result<Push::Agreements> Push::mirrorAnswer(store::Transaction& tx,
    const QList<Operation>& operations, const QList<Outcome>& outcomes,
    const base::Result<xero::Response>& answer, bool isRepeat)
{
    QList<xero::Created> elements;
    QList<QUuid> contacts; // of the accepted ones
    for (qsizetype i = 0; i < outcomes.size(); ++i) {
        const bool accepted = outcomes[i].kind == Outcome::Kind::Accepted;
        elements.append(accepted ? outcomes[i].created : xero::Created());
        if (accepted)
            contacts.append(m_preparation.contactOf(operations[i].account));
    }
    if (contacts.isEmpty())
        return {};
    m_summary.toRead += changedBy(m_kind);
    // What was taken back is believed when it is read, not when it is said.
    if (takesBack(m_kind) || m_kind == OperationKind::UpdateContact)
        return {};
    auto shown = xero::shown(
        *answer, createdKind(operations.first()), elements, m_around.organisation.baseCurrency);
    if (!shown) {
        readEverything();
        return {};
    }
    // Xero repeats its first answer under the same key, however old: what a person has done to the
    // record since is read.
    if (isRepeat)
        return agreements(*shown);
    // The answer to a payment need not name the contact.
    for (qsizetype i = 0; i < shown->payments.size(); ++i)
        if (!shown->payments[i].contact)
            shown->payments[i].contact = {contacts[i]};
    for (const mirror::Payment& payment : shown->payments)
        if (const auto paid = afterPayment(payment))
            shown->invoices.append(*paid);
        else
            m_summary.toRead.insert(Resource::Invoices);
    const auto put = [&](const auto& records) -> base::Result<void> {
        if (records.isEmpty())
            return {};
        const auto touched = m_context.book.put(tx, records);
        return touched ? base::Result<void>() : tl::unexpected(touched.error());
    };
    for (const auto& done : {put(shown->contacts), put(shown->invoices), put(shown->creditNotes),
             put(shown->payments), put(shown->bankTransactions)})
        if (!done)
            return tl::unexpected(done.error());
    return agreements(*shown);
}

// Xero took the payment, so that much less is due; the next fetch shows whatever else happened to
// the invoice. None: the mirror doesn't know it well enough to tell.
std::optional<mirror::Invoice> Push::afterPayment(const mirror::Payment& payment)
{
    auto known = m_paid.find(payment.invoice.value);
    if (known == m_paid.end()) {
        const auto seen = m_context.book.mirrored(payment.invoice);
        if (!seen)
            return std::nullopt;
        known = m_paid.insert(payment.invoice.value, *seen);
    }
    mirror::Invoice& invoice = *known;
    if (!match::comparable(invoice.amountDue, payment.amount) || payment.amount > invoice.amountDue)
        return std::nullopt;
    invoice.amountDue -= payment.amount;
    invoice.amountPaid += payment.amount;
    if (invoice.amountDue.isZero())
        invoice.status = QStringLiteral("PAID");
    return invoice;
}

Push::Agreements Push::agreements(const xero::Shown& shown)
{
    Agreements agreed;
    for (const mirror::Invoice& invoice : shown.invoices)
        agreed.insert(invoice.id.value, agreedOf(invoice));
    for (const mirror::Credit& credit : shown.creditNotes)
        agreed.insert(credit.id.value, agreedOf(credit));
    for (const mirror::Payment& payment : shown.payments)
        agreed.insert(payment.id.value, agreedOf(payment));
    for (const mirror::BankTransaction& made : shown.bankTransactions)
        agreed.insert(
            made.credit.value, {made.status, made.total, made.date, made.contact.value, {}});
    return agreed;
}

void Push::readEverything()
{
    for (const Resource resource : quickResources())
        m_summary.toRead.insert(resource);
    m_summary.toRead.insert(Resource::Organisation); // its lock dates
}

void Push::count(const Outcome& outcome)
{
    ++m_summary.sent;
    m_summary.accepted += outcome.kind == Outcome::Kind::Accepted ? 1 : 0;
    m_summary.refused += outcome.kind == Outcome::Kind::Refused ? 1 : 0;
    m_summary.unknown += outcome.kind == Outcome::Kind::Unknown ? 1 : 0;
    // A refusal says that the mirror is behind: without reading, the same would be sent again.
    if (outcome.kind == Outcome::Kind::Unknown || outcome.kind == Outcome::Kind::Refused)
        readEverything();
    if (outcome.kind == Outcome::Kind::NotSent) {
        --m_summary.sent;
        m_summary.stoppedBy = outcome.cause;
    }
}

base::Result<void> Push::recordOne(store::Transaction& tx, const Operation& operation,
    const Outcome& outcome, const Agreements& agreed)
{
    const Patience patience{firstLook(operation.kind, m_context.waits),
        jittered(backoff(operation.attempts), m_context.random)};
    const Operation next = afterwards(operation, outcome, m_context.clock.now(), patience);
    if (auto saved = m_context.book.save(tx, next); !saved)
        return tl::unexpected(saved.error());
    if (outcome.kind == Outcome::Kind::Accepted)
        if (auto tied = tieAccepted(tx, next, outcome, agreed); !tied)
            return tied;
    if (operation.account)
        if (auto marked = m_context.book.markDirty(tx, {operation.account}); !marked)
            return marked;
    return logOne(tx, next, outcome);
}

base::Result<void> Push::tieAccepted(store::Transaction& tx, const Operation& operation,
    const Outcome& outcome, const Agreements& agreed)
{
    if (operation.state != OperationState::Confirmed || operation.kind == OperationKind::CreateItem)
        return {};
    if (operation.kind == OperationKind::UpdateContact)
        return keepCard(m_context, tx, operation);
    if (operation.kind == OperationKind::CreateContact) {
        if (auto kept = keepCard(m_context, tx, operation); !kept)
            return kept;
        return m_context.book.link(tx,
            {.account = operation.account,
                .contact = {outcome.created.id},
                .contactName = operation.label,
                .how = QStringLiteral("created"),
                .linkedAt = m_context.clock.now()},
            m_context.who);
    }
    auto subject = m_preparation.tiedBy(operation);
    if (!subject)
        return tl::unexpected(subject.error());
    return m_context.book.tie(tx,
        {*subject, {xeroKindOf(operation.kind), outcome.created.id}, TwinOrigin::Pushed,
            agreed.value(outcome.created.id,
                {outcome.created.status, operation.amount, {}, outcome.created.contact, {}}),
            m_context.clock.now()},
        m_context.who);
}

base::Result<void> Push::logOne(
    store::Transaction& tx, const Operation& operation, const Outcome& outcome)
{
    if (!m_run)
        return {};
    store::RunRecordRow row{.at = m_context.clock.now(),
        .record = operation.label,
        .ledgerId = QString::number(operation.subject.id),
        .xeroId
        = operation.xeroId.isNull() ? QString() : operation.xeroId.toString(QUuid::WithoutBraces),
        .details = outcome.cause.raw,
        .amount = operation.amount,
        .module = moduleOf(operation.subject.kind)};
    if (operation.account) {
        const auto name = m_preparation.accountName(operation.account);
        if (!name)
            return tl::unexpected(name.error());
        row.accountName = *name;
    }
    switch (outcome.kind) {
    case Outcome::Kind::Accepted:
        row.result = QStringLiteral("Done");
        row.words = doneWords(operation.kind);
        break;
    case Outcome::Kind::Refused:
        row.result = QStringLiteral("Needs you");
        row.words = causes::words(outcome.cause).sentence;
        break;
    case Outcome::Kind::NotSent:
        row.result = QStringLiteral("Waiting");
        row.words = causes::words(outcome.cause).sentence;
        break;
    case Outcome::Kind::Unknown:
        row.result = QStringLiteral("Looking");
        row.words = QStringLiteral("No usable answer. Tieout looks in Xero before it sends again.");
        break;
    }
    return m_context.book.logRecord(tx, *m_run, row);
}

} // namespace engine
