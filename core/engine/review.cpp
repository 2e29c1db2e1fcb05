// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/review.h"

#include "base/failpoint.h"
#include "base/planted.h"
#include "bridge/bridge.h"
#include "bridge/signed.h"
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
    linked += other.linked;
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

base::Result<ReviewCounts> Review::accounts(const QList<AccountId>& ids)
{
    ReviewCounts counts;
    const auto done
        = inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
              for (const AccountId id : ids)
                  if (auto reviewed = account(tx, id, counts); !reviewed)
                      return reviewed;
              base::failpoint("review.before-commit");
              return {};
          });
    base::failpoint("review.committed");
    if (!done)
        return tl::unexpected(done.error());
    return counts;
}

base::Result<void> Review::account(store::Transaction& tx, AccountId id, ReviewCounts& counts)
{
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
            if (file->link || file->wantsContact == false
                || !m_strangers.byNumber(file->account.number))
                return false;
            if (auto linked = linkByNumber(tx, *file); !linked)
                return tl::unexpected(linked.error());
            ++counts.linked;
            return true;
        },
        [&] { return adoptSightings(tx, *file); },
        [&] { return reTie(tx, *file); },
        [&] { return tieMirrored(tx, *file); },
        [&] { return takeInAll(tx, *file, counts); },
        [&] { return noteTwice(tx, *file); },
        [&] { return noteStrangers(tx, *file); },
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
    return derive(tx, *file);
}

base::Result<void> Review::linkByNumber(store::Transaction& tx, const File& file)
{
    const auto contact = m_strangers.byNumber(file.account.number);
    base::failpoint("review.links");
    if (auto linked = m_context.book.link(tx,
            {.account = file.account.id,
                .contact = contact->id,
                .contactName = contact->name,
                .how = QStringLiteral("by number"),
                .linkedAt = m_context.clock.now()},
            m_context.who);
        !linked || !m_run)
        return linked;
    return m_context.book.logRecord(tx, *m_run,
        {.at = m_context.clock.now(),
            .record = file.account.name,
            .accountName = file.account.name,
            .result = QStringLiteral("Done"),
            .words = QStringLiteral("Linked to %1 in Xero, which carries its number %2.")
                         .arg(contact->name, contact->number),
            .ledgerId = file.account.number,
            .xeroId = contact->id.toString(),
            .subject = match::ref(file.account),
            .module = moduleOf(RecordKind::Account, file.account.role)});
}

// Xero holds what only this book can have sent, and it never did: it is not the only copy.
bool Review::wasSentElsewhere(const File& file) const
{
    return std::any_of(
        file.operations.begin(), file.operations.end(), [&](const Operation& operation) {
            return operation.attempts == 0 && operation.state == OperationState::Waiting
                && isMarked(operation.kind)
                && (sight(operation, file).kind == Sighting::Kind::Ours
                    || sightOtherWay(operation, file).kind == Sighting::Kind::Ours);
        });
}

Sighting Review::sight(const Operation& operation, const File& file) const
{
    return look(operation, marker(m_context.book.salt(), factOf(operation, file)), file,
        m_strangers.withNumber(file.account.number));
}

// A payment that goes one way now may have gone the other way before this copy of the book was
// made: as an overpayment before it was allocated, as a payment after.
Sighting Review::sightOtherWay(Operation operation, const File& file) const
{
    const bool isPayment = operation.kind == OperationKind::CreatePayment;
    if (!isPayment && operation.kind != OperationKind::CreateOverpayment)
        return {};
    operation.kind = isPayment ? OperationKind::CreateOverpayment : OperationKind::CreatePayment;
    return sight(operation, file);
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
                && (operation.state == OperationState::Waiting
                    || operation.state == OperationState::Held || needsPerson(operation.state)));
        if (!mayBeThere || operation.kind == OperationKind::CreateItem)
            continue;
        const Sighting seen = sight(operation, current);
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
        const Sighting other
            = isUnresolved(operation.state) ? Sighting{} : sightOtherWay(operation, current);
        if (other.kind == Sighting::Kind::Ours) {
            const Twin tie{operation.subject, other.xero, TwinOrigin::Pushed, other.agreed,
                m_context.clock.now()}; // the plan drops the push for it
            if (auto tied = m_context.book.tie(tx, tie, m_context.who); !tied)
                return tl::unexpected(tied.error());
            current.twins.append(tie);
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

// The record that has the number of a refused one is named, so that a person can compare the two;
// when it has it no more, the refused one may go again.
base::Result<bool> Review::noteStrangers(store::Transaction& tx, const File& file)
{
    bool wrote = false;
    const match::Index index(file);
    for (Operation operation : file.operations) {
        if (operation.state != OperationState::Refused || operation.cause.id != CauseId::NumberTaken
            || m_lookedAt <= operation.changedAt)
            continue;
        const RecordKind kind = operation.subject.kind;
        const ledger::Document* document = index.document({operation.subject.id});
        const QString number = document ? document->xeroNumber() : operation.label;
        const QUuid stranger = m_context.book.strangerNumbered(kind, number);
        if (stranger == operation.xeroId)
            continue;
        // Voided, it is nobody to compare with, but its number is used up.
        if (stranger.isNull() && !m_context.book.isUsedInXero(kind, number)) {
            operation.state = OperationState::Waiting;
            ++operation.generation;
            operation.notBefore = {};
            operation.cause = {};
        }
        operation.xeroId = stranger;
        operation.changedAt = m_context.clock.now();
        if (auto saved = m_context.book.save(tx, operation); !saved)
            return tl::unexpected(saved.error());
        wrote = true;
    }
    return wrote;
}

base::Result<bool> Review::reconcileOutbox(store::Transaction& tx, const File& file)
{
    const bool namesake
        = !file.link && m_strangers.hasNamesake(file.account.name) && file.wantsContact != true;
    QList<plan::Push> pushes = plan::pushes(file, m_around);
    if (const Operation* twice = frozenBy(file))
        for (plan::Push& push : pushes) {
            push.held = true;
            push.cause = {CauseId::TwiceInXero, {twice->label}, {}};
        }
    Preparation preparation(m_context, m_around);
    const auto changes = outboxChanges(file, pushes, m_context.clock.now(), namesake,
        [&](const Operation& refused) { return preparation.saysOther(refused); });
    for (const Operation& operation : changes) {
        if (auto saved = m_context.book.save(tx, operation); !saved)
            return tl::unexpected(saved.error());
        base::failpoint("review.outbox");
    }
    return !changes.isEmpty();
}

base::Result<void> Review::derive(store::Transaction& tx, const File& file)
{
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
    if (auto kept = deriveAsOf(tx, file); !kept)
        return kept;
    return m_context.book.saveDerived(tx, file.account.id, bridge::explainAll(file, m_around),
        preflight::hazards(file, m_around), intakes(file));
}

// The day that is kept beside now, and the days that were signed off: whatever is dated by then and
// is not as it was is told at once.
base::Result<void> Review::deriveAsOf(store::Transaction& tx, const File& file)
{
    store::Book& book = m_context.book;
    if (const QDate day = book.asOf().day; day.isValid())
        if (auto saved
            = book.saveAsOf(tx, file.account.id, bridge::explainAll(file, m_around, day));
            !saved)
            return saved;
    QHash<QDate, QList<SignedAccount>> byDay;
    QList<SignOffChange> changes;
    for (const SignOff& one : book.standingSignOffs(file.account.id)) {
        if (!byDay.contains(one.day))
            byDay.insert(one.day, bridge::signedAccounts(file, one.day));
        const QList<SignedAccount>& now = byDay[one.day];
        const QList<SignedAccount> before = book.signedAccounts(one.id, file.account.id, false);
        if (!one.preparedAt.isValid() && before.isEmpty())
            continue; // being made, and this account is not signed yet
        // The fingerprints alone say whether anything changed; what, the items.
        if (!bridge::changesSince(one.id, before, now).isEmpty())
            changes += bridge::changesSince(
                one.id, book.signedAccounts(one.id, file.account.id, true), now);
    }
    return book.saveSignOffChanges(tx, file.account.id, changes);
}

} // namespace engine
