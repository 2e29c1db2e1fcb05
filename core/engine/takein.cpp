// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/failpoint.h"
#include "engine/identity.h"
#include "engine/review.h"
#include "match/index.h"
#include "plan/plan.h"
#include "records/words.h"

// What a review takes in from Xero.
namespace engine {

using namespace records;

// What carries our own marker was born here, whatever this book has forgotten since: taken in, it
// would be in the ledger twice once that is imported again. A refund that a person made of a credit
// of ours is theirs.
QList<Intake> Review::intakes(const File& file) const
{
    QList<Intake> judged = plan::intakes(file, m_around);
    QSet<QUuid> ours;
    for (const mirror::Payment& payment : file.xeroPayments)
        if (payment.reference.contains(m_markerPrefix))
            ours.insert(payment.id.value);
    for (const mirror::BankTransaction& made : file.bankTransactions)
        if (made.credit
            && (made.url.contains(m_markerPrefix)
                || made.firstLineDescription.contains(m_markerPrefix)))
            ours.insert(made.credit.value);
    for (const mirror::Invoice& invoice : file.invoices)
        if (invoice.url.contains(m_markerPrefix))
            ours.insert(invoice.id.value);
    for (Intake& intake : judged)
        if (intake.state == IntakeState::TakenIn
            && (ours.contains(intake.xero.id)
                || (intake.xero.kind == XeroKind::Allocation && ours.contains(intake.parent.id)))) {
            intake.state = IntakeState::Ignored;
            intake.cause = {CauseId::BornHere, {}, {}};
        }
    return judged;
}

base::Result<bool> Review::takeInAll(store::Transaction& tx, const File& file, ReviewCounts& counts)
{
    if (!m_takeIn || !m_around.settings.pushIsOn)
        return false;
    bool wrote = false;
    const match::Index index(file);
    for (const Intake& intake : intakes(file)) {
        counts.skipped += intake.state == IntakeState::Skipped ? 1 : 0;
        counts.blocked += intake.state == IntakeState::Blocked ? 1 : 0;
        if (intake.state != IntakeState::TakenIn
            || !takesIn((*m_takeIn)[plan::moduleOf(intake, file)]))
            continue;
        if (auto done = takeInOne(tx, file, index, intake); !done)
            return tl::unexpected(done.error());
        base::failpoint("review.taken-in");
        ++counts.takenIn;
        wrote = true;
    }
    return wrote;
}

base::Result<void> Review::takeInOne(
    store::Transaction& tx, const File& file, const match::Index& index, const Intake& intake)
{
    store::Book& book = m_context.book;
    if (intake.xero.kind == XeroKind::Invoice)
        return takeInInvoice(tx, file, intake);
    const mirror::Payment* refund
        = intake.xero.kind == XeroKind::Payment ? index.xeroPayment(intake.xero.id) : nullptr;
    if (refund && refund->credit)
        return takeInRefund(tx, file, index, intake);
    const mirror::Credit* credit
        = index.credit(intake.xero.kind == XeroKind::Allocation ? intake.parent : intake.xero);
    const QDateTime now = m_context.clock.now();
    const auto payment = book.add(tx,
        ledger::Payment{.account = file.account.id,
            .number = QStringLiteral("X-") + intake.xero.id.toString(QUuid::WithoutBraces).left(8),
            .date = intake.date,
            .amount = intake.amount,
            .reference = credit && !credit->number.isEmpty() ? credit->number : intake.label,
            .method = toText(credit ? xeroKind(credit->kind) : XeroKind::Payment),
            .source = ledger::Source::Xero,
            .recordedAt = now},
        m_context.who);
    if (!payment)
        return tl::unexpected(payment.error());
    const auto allocation = book.add(tx,
        ledger::Allocation{.account = file.account.id,
            .from = {RecordKind::Payment, payment->value},
            .to = intake.invoice,
            .amount = intake.amount,
            .date = intake.date,
            .source = ledger::Source::Xero,
            .recordedAt = now},
        m_context.who);
    if (!allocation)
        return tl::unexpected(allocation.error());
    const Agreed agreed{QStringLiteral("AUTHORISED"), intake.amount, intake.date,
        file.link ? file.link->contact.value : QUuid(), {}};
    if (auto tied = book.tie(tx,
            {{RecordKind::Payment, payment->value}, intake.xero, TwinOrigin::TakenIn, agreed, now},
            m_context.who);
        !tied)
        return tied;
    return logTakenIn(tx, file, intake,
        QStringLiteral("Taken in as a payment of %1.").arg(intake.amount.display()),
        payment->value);
}

base::Result<void> Review::logTakenIn(store::Transaction& tx, const File& file,
    const Intake& intake, const QString& words, qint64 ledgerId)
{
    if (!m_run)
        return {};
    return m_context.book.logRecord(tx, *m_run,
        {.at = m_context.clock.now(),
            .record = intake.label,
            .accountName = file.account.name,
            .result = QStringLiteral("Done"),
            .words = words,
            .ledgerId = QString::number(ledgerId),
            .xeroId = intake.xero.id.toString(QUuid::WithoutBraces),
            .amount = intake.amount,
            .module = plan::moduleOf(intake, file)});
}

base::Result<AdjustmentId> Review::adjust(store::Transaction& tx, const File& file,
    ledger::AdjustmentKind kind, const Intake& intake, const QString& reason, const XeroRef& tiedTo,
    const Agreed& agreed)
{
    const bool refund = kind == ledger::AdjustmentKind::Refund;
    const auto id = m_context.book.add(tx,
        ledger::Adjustment{.kind = kind,
            .account = file.account.id,
            .number = QStringLiteral("X-") + tiedTo.id.toString(QUuid::WithoutBraces).left(8),
            .date = intake.date,
            .amount = agreed.amount,
            .reason = reason,
            .source = ledger::Source::Xero,
            .recordedAt = m_context.clock.now()},
        m_context.who);
    if (!id)
        return id;
    const auto tied = m_context.book.tie(tx,
        {{RecordKind::Adjustment, id->value}, tiedTo,
            refund ? TwinOrigin::TakenIn : TwinOrigin::Mirrored, agreed, m_context.clock.now()},
        m_context.who);
    return tied ? id : base::Result<AdjustmentId>(tl::unexpected(tied.error()));
}

// An invoice that was made in Xero, line by line. Its number stands in the ledger once: where it is
// another account's there, nothing is taken in.
base::Result<void> Review::takeInInvoice(
    store::Transaction& tx, const File& file, const Intake& intake)
{
    const auto seen = m_context.book.mirrored(mirror::InvoiceId{intake.xero.id});
    if (!seen || m_context.book.numberIsTaken(RecordKind::Invoice, seen->number))
        return {};
    ledger::Document document;
    document.account = file.account.id;
    document.number = seen->number;
    document.reference = seen->reference;
    document.date = seen->date;
    document.dueDate = seen->dueDate;
    document.taxMode = seen->lineAmountTypes == u"NoTax" ? ledger::TaxMode::NoTax
        : seen->lineAmountTypes == u"Inclusive"          ? ledger::TaxMode::Inclusive
                                                         : ledger::TaxMode::Exclusive;
    document.total = seen->total;
    document.tax = seen->totalTax;
    document.source = ledger::Source::Xero;
    document.recordedAt = m_context.clock.now();
    for (const mirror::Line& line : seen->lines)
        document.lines.append({line.description, line.quantity, line.unitAmount, line.lineAmount,
            line.taxAmount, line.itemCode, line.accountCode, line.taxType});
    const auto id = m_context.book.add(tx, document, m_context.who);
    if (!id)
        return tl::unexpected(id.error());
    if (auto tied = m_context.book.tie(tx,
            {{RecordKind::Invoice, id->value}, intake.xero, TwinOrigin::TakenIn, agreedOf(*seen),
                m_context.clock.now()},
            m_context.who);
        !tied)
        return tied;
    return logTakenIn(tx, file, intake,
        QStringLiteral("Taken in as an invoice of %1.").arg(intake.amount.display()), id->value);
}

// R143: a refund made in Xero becomes the ledger's. A credit note that Xero made for it comes
// along, or the two sides would count different things; a draft that waited for it is done.
base::Result<void> Review::takeInRefund(
    store::Transaction& tx, const File& file, const match::Index& index, const Intake& intake)
{
    const mirror::Payment* seen = index.xeroPayment(intake.xero.id);
    const mirror::Credit* credit = index.creditOf(*seen);
    base::require(credit, "a refund is taken in with its credit at hand");
    QString reason = intake.label;
    for (const ledger::RefundDraft& draft : file.refundDrafts) {
        if (!(draft.amount == intake.amount))
            continue;
        reason = draft.reason.isEmpty() ? reason : draft.reason;
        if (auto dropped = m_context.book.dropRefundDraft(tx, draft.id); !dropped)
            return dropped;
        break;
    }
    const auto credited = m_context.book.twinOf(match::ref(*credit));
    if (!credited) {
        const auto noted = adjust(tx, file, ledger::AdjustmentKind::LedgerCredit, intake,
            credit->number, match::ref(*credit), agreedOf(*credit));
        if (!noted)
            return tl::unexpected(noted.error());
    }
    const auto refund = adjust(
        tx, file, ledger::AdjustmentKind::Refund, intake, reason, intake.xero, agreedOf(*seen));
    if (!refund)
        return tl::unexpected(refund.error());
    if (credited)
        if (auto freed = takeBackWhatXeroFreed(tx, index, credited->ledger, intake.amount); !freed)
            return freed;
    return logTakenIn(tx, file, intake,
        QStringLiteral("Taken in as a refund of %1.").arg(intake.amount.display()), refund->value);
}

// Money that was paid back had to come off its invoices first: where Xero took an allocation of
// ours back for it, the ledger follows.
base::Result<void> Review::takeBackWhatXeroFreed(store::Transaction& tx, const match::Index& index,
    const RecordRef& credit, base::Money refunded)
{
    for (const ledger::Allocation* allocation : index.allocationsOf(credit)) {
        const Twin* tie = index.twin(match::ref(*allocation));
        if (!tie || index.creditOfAllocation(tie->xero.id) || allocation->amount > refunded)
            continue;
        refunded -= allocation->amount;
        if (auto taken = m_context.book.remove(tx, allocation->id, m_context.who); !taken)
            return taken;
    }
    return {};
}

} // namespace engine
