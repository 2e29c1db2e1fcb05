// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/review.h"

#include "base/failpoint.h"
#include "base/planted.h"
#include "bridge/bridge.h"
#include "causes/causes.h"
#include "engine/copies.h"
#include "engine/identity.h"
#include "engine/outbox.h"
#include "engine/prepare.h"
#include "engine/sweep.h"
#include "match/index.h"
#include "plan/changes.h"
#include "plan/plan.h"
#include "preflight/preflight.h"
#include "records/words.h"

#include <algorithm>

namespace engine {

using namespace records;

namespace {

// Whether Xero's record shows whose it is.
bool isMarked(OperationKind kind)
{
    return kind == OperationKind::CreateInvoice || kind == OperationKind::CreateBill
        || kind == OperationKind::CreateOverpayment || kind == OperationKind::CreatePayment;
}

QString folded(const QString& name)
{
    return name.simplified().toCaseFolded();
}

} // namespace

Strangers Strangers::of(const store::Book& book, const QList<ledger::Account>& unlinked)
{
    Strangers strangers;
    if (unlinked.isEmpty())
        return strangers;
    for (const mirror::Contact& contact : book.unlinkedContacts()) {
        if (!contact.number.isEmpty())
            strangers.m_byNumber.insert(contact.number, contact);
        ++strangers.m_byName[folded(contact.name)];
    }
    return strangers;
}

std::optional<mirror::Contact> Strangers::byNumber(const QString& number) const
{
    const auto found = m_byNumber.constFind(number);
    return found == m_byNumber.constEnd() ? std::nullopt : std::optional(*found);
}

bool Strangers::hasNamesake(const QString& name) const
{
    return m_byName.contains(folded(name));
}

QList<mirror::Contact> Strangers::withNumber(const QString& number) const
{
    const auto found = byNumber(number);
    return found ? QList{*found} : QList<mirror::Contact>();
}

ReviewCounts& ReviewCounts::operator+=(const ReviewCounts& other)
{
    takenIn += other.takenIn;
    blocked += other.blocked;
    skipped += other.skipped;
    return *this;
}

Review::Review(const Context& context, const Surroundings& around, const Strangers& strangers,
    std::optional<RunId> run, QDateTime lookedAt, std::optional<Flows> takeIn)
    : m_context(context)
    , m_around(around)
    , m_strangers(strangers)
    , m_run(run)
    , m_lookedAt(std::move(lookedAt))
    , m_takeIn(takeIn)
    , m_hasCopies(hasCopies(context.book))
    , m_markerPrefix(markerPrefix(context.book.salt()))
{
}

base::Result<ReviewCounts> Review::account(AccountId id)
{
    ReviewCounts counts;
    const auto done
        = inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
              // Each step reads the file anew when the one before it wrote something.
              auto file = m_context.book.accountFile(id);
              const auto reload = [&]() -> base::Result<void> {
                  file = m_context.book.accountFile(id);
                  return file ? base::Result<void>() : tl::unexpected(file.error());
              };
              if (!file)
                  return tl::unexpected(file.error());
              using Step = base::Result<bool>;
              const QList<std::function<Step()>> steps{
                  [&]() -> Step {
                      if (file->link || !m_strangers.byNumber(file->account.number))
                          return false;
                      if (auto linked = linkByNumber(tx, *file); !linked)
                          return tl::unexpected(linked.error());
                      return true;
                  },
                  [&] { return adoptSightings(tx, *file); },
                  [&] { return reTie(tx, *file); },
                  [&] { return tieMirrored(tx, *file); },
                  [&] { return takeInAll(tx, *file, counts); },
                  [&] { return noteTwice(tx, *file); },
                  // What has just begun to wait is looked for before it goes for the first time.
                  [&]() -> Step {
                      const auto begun = reconcileOutbox(tx, *file);
                      if (!begun || !*begun)
                          return begun;
                      if (auto again = reload(); !again)
                          return tl::unexpected(again.error());
                      const auto adopted = adoptSightings(tx, *file);
                      if (!adopted || !*adopted)
                          return adopted ? begun : adopted;
                      if (auto again = reload(); !again)
                          return tl::unexpected(again.error());
                      const auto settled = reconcileOutbox(tx, *file);
                      return settled ? begun : settled;
                  },
              };
              for (const auto& step : steps) {
                  const Step wrote = step();
                  if (!wrote)
                      return tl::unexpected(wrote.error());
                  if (*wrote)
                      if (auto again = reload(); !again)
                          return again;
              }
              auto derived = derive(tx, *file);
              base::failpoint("review.before-commit");
              return derived;
          });
    base::failpoint("review.committed");
    if (!done)
        return tl::unexpected(done.error());
    return counts;
}

base::Result<void> Review::linkByNumber(store::Transaction& tx, const File& file)
{
    const auto contact = m_strangers.byNumber(file.account.number);
    base::failpoint("review.links");
    return m_context.book.link(tx,
        {.account = file.account.id,
            .contact = contact->id,
            .contactName = contact->name,
            .how = QStringLiteral("by number"),
            .linkedAt = m_context.clock.now()},
        m_context.who);
}

// Xero holds what only this book can have sent, and it never did: it is not the only copy.
bool Review::wasSentElsewhere(const File& file) const
{
    return std::any_of(
        file.operations.begin(), file.operations.end(), [&](const Operation& operation) {
            return operation.attempts == 0 && operation.state == OperationState::Waiting
                && isMarked(operation.kind)
                && look(operation, marker(m_context.book.salt(), factOf(operation, file)), file,
                       m_strangers.withNumber(file.account.number))
                       .kind
                == Sighting::Kind::Ours;
        });
}

base::Result<bool> Review::adoptSightings(store::Transaction& tx, const File& file)
{
    bool wrote = false;
    // Two equal allocations must not both be tied to one: the second look sees the first's tie.
    File current = file;
    const bool hasStrangers = hasUntiedMarked(file, m_markerPrefix);
    if (!m_hasCopies && hasStrangers && !base::planted(base::Planted::CopyUnnoticed)
        && wasSentElsewhere(file)) {
        const auto known = becomeCopy(
            tx, m_context, QStringLiteral("Another copy of this book has pushed to Xero"));
        if (!known)
            return tl::unexpected(known.error());
        m_hasCopies = true;
    }
    for (const Operation& operation : file.operations) {
        // What carries a marker is always looked for, the rest when it was sent, or when a copy of
        // this book may have sent it: without a marker it might be a stranger's.
        const bool isKnowable
            = operation.attempts > 0 || m_hasCopies || (hasStrangers && isMarked(operation.kind));
        const bool mayBeThere = operation.state == OperationState::Unknown
            || (isKnowable
                && (operation.state == OperationState::Waiting || needsPerson(operation.state)));
        if (!mayBeThere || operation.kind == OperationKind::CreateItem)
            continue;
        const Sighting seen
            = look(operation, marker(m_context.book.salt(), factOf(operation, file)), current,
                m_strangers.withNumber(file.account.number));
        if (seen.kind == Sighting::Kind::Ours) {
            if (auto done = confirm(tx, current, operation, seen.xero, seen.agreed); !done)
                return tl::unexpected(done.error());
            if (!takesBack(operation.kind) && operation.kind != OperationKind::UpdateContact)
                current.twins.append(
                    {tiedBy(operation, current), seen.xero, TwinOrigin::Pushed, seen.agreed, {}});
            base::failpoint("review.adopted");
            wrote = true;
            continue;
        }
        const Operation next
            = afterLook(operation, seen, m_lookedAt, m_context.clock.now(), m_context.waits);
        if (next == operation)
            continue;
        if (auto saved = m_context.book.save(tx, next); !saved)
            return tl::unexpected(saved.error());
        wrote = true;
    }
    return wrote;
}

base::Result<void> Review::confirm(store::Transaction& tx, const File& file, Operation operation,
    const XeroRef& xero, const Agreed& agreed)
{
    operation.state = OperationState::Confirmed;
    operation.cause = {};
    operation.xeroId = xero.id;
    operation.changedAt = m_context.clock.now();
    if (auto saved = m_context.book.save(tx, operation); !saved)
        return tl::unexpected(saved.error());
    if (takesBack(operation.kind))
        return {};
    if (operation.kind == OperationKind::UpdateContact)
        return keepCard(m_context, tx, operation);
    if (operation.kind == OperationKind::CreateContact) {
        if (file.link)
            return {};
        if (auto kept = keepCard(m_context, tx, operation); !kept)
            return kept;
        return m_context.book.link(tx,
            {.account = file.account.id,
                .contact = {xero.id},
                .contactName = file.account.name,
                .how = QStringLiteral("created"),
                .linkedAt = m_context.clock.now()},
            m_context.who);
    }
    return m_context.book.tie(tx,
        {tiedBy(operation, file), xero, TwinOrigin::Pushed, agreed, m_context.clock.now()},
        m_context.who);
}

base::Result<bool> Review::reTie(store::Transaction& tx, const File& file)
{
    const auto reties = plan::reties(file);
    for (const plan::Retie& change : reties)
        if (auto done = m_context.book.retie(tx, change.ledger, change.to, m_context.who); !done)
            return tl::unexpected(done.error());
    return !reties.isEmpty();
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

// R041: the ledger credit and the credit note made by hand for it are the same thing on two sides;
// so are a reversal and the refund made by hand for it.
base::Result<bool> Review::tieMirrored(store::Transaction& tx, const File& file)
{
    const auto pairs = plan::mirrorings(file, m_around);
    const match::Index index(file);
    for (const plan::Mirroring& pair : pairs) {
        const mirror::Credit* credit = index.credit(pair.xero);
        const mirror::Payment* refund = index.xeroPayment(pair.xero.id);
        const Agreed agreed = credit ? agreedOf(*credit) : refund ? agreedOf(*refund) : Agreed{};
        if (auto tied = m_context.book.tie(tx,
                {pair.ledger, pair.xero, TwinOrigin::Mirrored, agreed, m_context.clock.now()},
                m_context.who);
            !tied)
            return tl::unexpected(tied.error());
    }
    return !pairs.isEmpty();
}

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
    for (Intake& intake : judged)
        if (intake.state == IntakeState::TakenIn
            && (ours.contains(intake.xero.id)
                || (intake.xero.kind == XeroKind::Allocation && ours.contains(intake.parent.id)))) {
            intake.state = IntakeState::Ignored;
            intake.cause = {CauseId::BornHere, {}, {}};
        }
    return judged;
}

// The push stays confirmed: its money is there, once too often.
base::Result<bool> Review::noteTwice(store::Transaction& tx, const File& file)
{
    QHash<OperationId, XeroRef> seconds;
    for (const Twice& twice : twiceInXero(file, m_context.book.salt()))
        seconds.insert(twice.operation, twice.second);
    bool wrote = false;
    for (Operation operation : file.operations) {
        const bool isTwice = seconds.contains(operation.id);
        const bool isConfirmed = operation.state == OperationState::Confirmed;
        if (!isConfirmed || isTwice == (operation.cause.id == CauseId::TwiceInXero))
            continue;
        operation.cause = {};
        if (isTwice)
            operation.cause = {CauseId::TwiceInXero,
                {operation.label, seconds.value(operation.id).id.toString(QUuid::WithoutBraces)},
                {}};
        operation.changedAt = m_context.clock.now();
        if (auto saved = m_context.book.save(tx, operation); !saved)
            return tl::unexpected(saved.error());
        if (auto listed = listTwice(m_context.book, tx, operation.id, isTwice); !listed)
            return tl::unexpected(listed.error());
        wrote = true;
    }
    return wrote;
}

base::Result<bool> Review::reconcileOutbox(store::Transaction& tx, const File& file)
{
    const bool namesake = !file.link && m_strangers.hasNamesake(file.account.name)
        && m_context.book.value(createContactWish(file.account.id)).isEmpty();
    QList<plan::Push> pushes = plan::pushes(file, m_around);
    if (const Operation* twice = frozenBy(file))
        for (plan::Push& push : pushes) {
            push.held = true;
            push.cause = {CauseId::TwiceInXero, {twice->label}, {}};
        }
    const auto changes = outboxChanges(file, pushes, m_context.clock.now(), namesake);
    for (const Operation& operation : changes) {
        if (auto saved = m_context.book.save(tx, operation); !saved)
            return tl::unexpected(saved.error());
        base::failpoint("review.outbox");
    }
    return !changes.isEmpty();
}

base::Result<void> Review::derive(store::Transaction& tx, const File& file)
{
    QList<Bridge> bridges{bridge::explain(file, m_around, Side::Receivable)};
    Bridge payable = bridge::explain(file, m_around, Side::Payable);
    if (file.account.role == ledger::AccountRole::Vendor || !payable.lines.isEmpty())
        bridges.append(payable);
    if (auto saved = m_context.book.saveChanges(tx, file.account.id,
            plan::changes(file, m_context.book.asAgreed(file.account.id), m_around));
        !saved)
        return saved;
    // What a person leaves as Xero has it is no task any more.
    QList<Task> tasks = plan::tasks(file, m_around);
    if (std::any_of(tasks.begin(), tasks.end(),
            [](const Task& task) { return task.half == TaskHalf::InLedger; })) {
        const QSet<XeroRef> left = m_context.book.leftAsChanged(file.account.id);
        tasks.removeIf([&](const Task& task) { return left.contains(task.xero); });
    }
    if (auto saved = m_context.book.saveTasks(tx, file.account.id, tasks); !saved)
        return saved;
    return m_context.book.saveDerived(
        tx, file.account.id, bridges, preflight::hazards(file, m_around), intakes(file));
}

} // namespace engine
