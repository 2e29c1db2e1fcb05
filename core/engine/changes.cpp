// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/changes.h"

#include "causes/causes.h"
#include "engine/identity.h"
#include "engine/inside.h"
#include "engine/outbox.h"
#include "match/index.h"
#include "plan/changes.h"
#include "records/words.h"

#include <algorithm>

// What a person decides about changes made in Xero.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;
using Qt::StringLiterals::operator""_s;

namespace {

bool createsDocument(OperationKind kind)
{
    return kind == OperationKind::CreateInvoice || kind == OperationKind::CreateCreditNote
        || kind == OperationKind::CreateBill;
}

// Xero may have it under the number it has now; only a definite refusal says that it hasn't.
bool isInDoubt(const Operation& operation)
{
    return createsDocument(operation.kind) && isOpen(operation.state)
        && operation.state != OperationState::Refused
        && (operation.attempts > 0 || isUnresolved(operation.state)
            || operation.state == OperationState::Parked);
}

// "INV-10377" → "INV-10377-2", or the first one after it that nothing has on either side.
QString nextNumberInXero(const store::Book& book, const ledger::Document& document)
{
    const QString before = document.xeroNumber();
    const RecordKind kind = recordKind(document.kind);
    int next = before.startsWith(document.number + u'-')
        ? before.mid(document.number.size() + 1).toInt()
        : 1;
    QString number;
    do
        number = document.number + u'-' + QString::number(++next);
    while (book.numberIsTaken(kind, number) || book.isUsedInXero(kind, number));
    return number;
}

// Done by a push: of these records and what belongs to them, nothing else that waits.
command::Sync pushOf(const QList<Change>& chosen, ChangeWay way)
{
    command::Sync sync{.kind = command::RunKind::Instant, .direction = command::Direction::Push};
    for (const Change& change : chosen)
        sync.also.append(way == ChangeWay::Relink
                ? RecordRef{RecordKind::Account, change.account.value}
                : *change.ledger);
    sync.only = sync.also.takeFirst();
    return sync;
}

// The word counts once Xero shows it.
bool isByAPush(const Change& change, ChangeWay way)
{
    return way == ChangeWay::PushAgain
        || (way == ChangeWay::PutBack && change.kind == ChangeKind::AllocatedByHand);
}

} // namespace

ChangeState stateAfter(const Change& change, ChangeWay way)
{
    switch (way) {
    case ChangeWay::PutBack:
        return ChangeState::PutBack;
    case ChangeWay::PushAgain:
        return ChangeState::PushedAgain;
    case ChangeWay::FollowHere:
        return ChangeState::Followed;
    case ChangeWay::CopyHere:
        return ChangeState::Copied;
    case ChangeWay::Relink:
        return ChangeState::Relinked;
    case ChangeWay::Restore:
        return ChangeState::Restored;
    case ChangeWay::Keep:
        return change.effect.isZero() ? ChangeState::Accepted : ChangeState::Left;
    }
    return ChangeState::Accepted;
}

bool isOnline(const Change& change, ChangeWay way)
{
    return way == ChangeWay::Restore
        || (way == ChangeWay::PutBack && change.kind != ChangeKind::AllocatedByHand);
}

QString saying(const Change& change)
{
    return change.label + u": "_s + causes::words(change).done;
}

void Engine::Inside::handle(quint64 ticket, const command::DecideChanges& what)
{
    QList<Change> chosen;
    for (const ChangeId id : what.changes) {
        const auto change = m_book->change(id);
        if (!change)
            return answer(
                ticket, failure(ErrorKind::NotFound, u"It has changed since. Look again."_s));
        if (!change->ways.contains(what.way))
            return answer(ticket,
                failure(ErrorKind::Conflict,
                    saying(*change) + u". "_s
                        + (change->obstacle ? causes::words(change->obstacle).sentence
                                            : u"That can’t be done here."_s)));
        if (what.way == ChangeWay::Keep && !change->effect.isZero()
            && what.reason.trimmed().isEmpty())
            return answer(ticket,
                failure(ErrorKind::Usage,
                    u"Say why it is left: the reason is kept with your name and the day."_s));
        chosen.append(*change);
    }
    if (chosen.isEmpty())
        return answer(ticket, failure(ErrorKind::Usage, u"No change was named."_s));
    const auto online
        = std::ranges::count_if(chosen, [&](const Change& one) { return isOnline(one, what.way); });
    if (online == chosen.size())
        return putBack(ticket, what, chosen);
    if (online > 0)
        return answer(ticket,
            failure(ErrorKind::Usage,
                u"What is allocated is taken off apart from the others. Choose fewer."_s));
    const Sentence said = changed([&](store::Transaction& tx) { return settle(tx, what, chosen); });
    const bool owes = what.way == ChangeWay::PushAgain || what.way == ChangeWay::PutBack
        || what.way == ChangeWay::Relink;
    if (!said || !owes || busy() || !m_book->settings().pushIsOn)
        return answer(ticket, said);
    runThenAnswer(ticket, pushOf(chosen, what.way));
}

Engine::Inside::Sentence Engine::Inside::settle(
    store::Transaction& tx, const command::DecideChanges& what, const QList<Change>& chosen)
{
    for (const Change& change : chosen) {
        auto file = m_book->accountFile(change.account);
        if (!file)
            return tl::unexpected(file.error());
        base::Result<void> done;
        switch (what.way) {
        case ChangeWay::PushAgain:
            done = pushAgain(tx, change, *file);
            break;
        case ChangeWay::FollowHere:
            done = followHere(tx, change, *file);
            break;
        case ChangeWay::PutBack:
            done = takeOff(tx, change, *file);
            break;
        case ChangeWay::CopyHere:
            done = copyHere(tx, change, *file);
            break;
        case ChangeWay::Relink:
            done = relink(tx, *file);
            break;
        case ChangeWay::Restore:
        case ChangeWay::Keep:
            break;
        }
        if (!done)
            return tl::unexpected(done.error());
        if (auto kept = m_book->decide(tx, change,
                {stateAfter(change, what.way), what.reason.trimmed(), m_parts.who,
                    m_parts.clock->now()},
                !isByAPush(change, what.way));
            !kept)
            return tl::unexpected(kept.error());
        if (auto marked = m_book->markDirty(tx, {change.account}); !marked)
            return tl::unexpected(marked.error());
    }
    const Change& first = chosen.first();
    const QString state = isByAPush(first, what.way)
        ? u"it goes with the next push"_s
        : causes::stateWord(stateAfter(first, what.way)).toLower();
    return chosen.size() == 1 ? u"%1: %2."_s.arg(first.label, state)
                              : u"%1 changes: %2."_s.arg(chosen.size()).arg(state);
}

// Untied, the record is owed to Xero once more; what Xero took off with it, too. A number that was
// voided or deleted there is never used again.
base::Result<void> Engine::Inside::pushAgain(
    store::Transaction& tx, const Change& change, const AccountFile& file)
{
    const match::Index index(file);
    QList<RecordRef> again{*change.ledger};
    for (const ledger::Allocation& one : file.allocations) {
        const Twin* tie = index.twin(match::ref(one));
        const ledger::Document* to = index.document(one.to);
        const bool isOfIt = one.from == *change.ledger || (to && match::ref(*to) == *change.ledger);
        if (isOfIt && tie && !index.creditOfAllocation(tie->xero.id))
            again.append(match::ref(one));
    }
    for (const RecordRef& record : again) {
        if (auto untied = m_book->untie(tx, record, m_parts.who); !untied)
            return untied;
        for (Operation operation : file.operations) {
            if (operation.subject != record || operation.state != OperationState::Confirmed
                || !createsSubject(operation.kind))
                continue;
            // What was confirmed stays as it was; the next one is a push of its own, under a new
            // key.
            operation.state = OperationState::Cancelled;
            operation.changedAt = m_parts.clock->now();
            Operation anew = operation;
            anew.id = {};
            anew.xeroId = {};
            anew.batch.clear();
            anew.createdAt = operation.changedAt;
            for (const Operation& each : {operation, owedAgain(anew)})
                if (auto saved = m_book->save(tx, each); !saved)
                    return tl::unexpected(saved.error());
        }
    }
    const ledger::Document* document = change.ledger->kind == RecordKind::Payment
        ? nullptr
        : index.document({change.ledger->id});
    if (!document || change.ledger->kind == RecordKind::Allocation
        || document->kind == ledger::DocumentKind::Bill)
        return {};
    return m_book->renumberInXero(
        tx, document->id, nextNumberInXero(*m_book, *document), m_parts.who);
}

// What Xero shows is done in the ledger as well.
base::Result<void> Engine::Inside::followHere(
    store::Transaction& tx, const Change& change, const AccountFile& file)
{
    if (change.kind == ChangeKind::AllocatedByHand)
        return tieByHand(tx, change, file, false);
    if (change.ledger->kind == RecordKind::Allocation)
        return m_book->remove(tx, {change.ledger->id}, m_parts.who);
    ledger::Reversal reversal;
    reversal.of = *change.ledger;
    reversal.date = m_book->surroundings(*m_parts.clock).today;
    reversal.reason = causes::words(change).badge;
    reversal.source = ledger::Source::Hand;
    reversal.recordedAt = m_parts.clock->now();
    reversal.number = m_book->nextNumber(tx, RecordKind::Reversal);
    const auto id = m_book->add(tx, reversal, m_parts.who);
    return id ? base::Result<void>() : tl::unexpected(id.error());
}

// An allocation made by hand becomes the ledger's own: to stay, or, taken back here at once, to be
// taken off in Xero like any other that the ledger took back.
base::Result<void> Engine::Inside::tieByHand(
    store::Transaction& tx, const Change& change, const AccountFile& file, bool takenBack)
{
    const match::Index index(file);
    const mirror::Credit* credit = index.creditOfAllocation(change.xero.id);
    const auto isIt = [&](const mirror::Allocation& one) { return one.id.value == change.xero.id; };
    const auto seen = credit
        ? std::find_if(credit->allocations.begin(), credit->allocations.end(), isIt)
        : QList<mirror::Allocation>::const_iterator();
    if (!credit || seen == credit->allocations.end())
        return failure(ErrorKind::NotFound, u"Xero doesn’t show this allocation any more."_s);
    const ledger::Document* to = index.ourDocument(seen->invoice);
    if (!to)
        return failure(ErrorKind::Conflict,
            u"The invoice is Xero’s own, so the ledger can’t follow. Take the allocation off in "
            "Xero."_s);
    const ledger::Allocation* own = takenBack
        ? nullptr
        : plan::untiedAllocation(file, index, *change.ledger, to->id, seen->amount);
    RecordRef record;
    if (own) {
        record = match::ref(*own);
    } else {
        const auto added = m_book->add(tx,
            ledger::Allocation{.account = file.account.id,
                .from = *change.ledger,
                .to = to->id,
                .amount = seen->amount,
                .date = seen->date.isValid() ? seen->date : to->date,
                .removed = takenBack,
                .source = ledger::Source::Hand,
                .recordedAt = m_parts.clock->now()},
            m_parts.who);
        if (!added)
            return tl::unexpected(added.error());
        record = {RecordKind::Allocation, added->value};
    }
    return m_book->tie(tx,
        {record, change.xero, TwinOrigin::Adopted, agreedOf(*seen, credit->contact.value),
            m_parts.clock->now()},
        m_parts.who);
}

base::Result<void> Engine::Inside::takeOff(
    store::Transaction& tx, const Change& change, const AccountFile& file)
{
    return tieByHand(tx, change, file, true);
}

// One field of the contact; what was last told of it moves along.
base::Result<void> Engine::Inside::copyHere(
    store::Transaction& tx, const Change& change, const AccountFile& file)
{
    ledger::Account account = file.account;
    const ContactCard seen = cardOf(*file.contact);
    ContactCard card = file.card.value_or(ContactCard());
    const auto copy = [&](QString& field, QString ContactCard::*value) {
        field = seen.*value;
        card.*value = seen.*value;
    };
    switch (change.kind) {
    case ChangeKind::NameChanged:
        copy(account.name, &ContactCard::name);
        break;
    case ChangeKind::FirstNameChanged:
        copy(account.firstName, &ContactCard::firstName);
        break;
    case ChangeKind::LastNameChanged:
        copy(account.lastName, &ContactCard::lastName);
        break;
    case ChangeKind::EmailChanged:
        copy(account.email, &ContactCard::email);
        break;
    case ChangeKind::PhoneChanged:
        copy(account.phone, &ContactCard::phone);
        break;
    default:
        return failure(ErrorKind::Bug, u"Only a field of a contact can be copied."_s);
    }
    if (auto updated = m_book->update(tx, account, m_parts.who); !updated)
        return updated;
    return file.card ? m_book->setCard(tx, account.id, card) : base::Result<void>();
}

base::Result<void> Engine::Inside::relink(store::Transaction& tx, const AccountFile& file)
{
    if (!file.survivor)
        return failure(
            ErrorKind::NotFound, u"Xero doesn’t say yet which contact is left. Fetch first."_s);
    const auto linked = linkTo(tx, {file.account.id, file.survivor->id});
    return linked ? base::Result<void>() : tl::unexpected(linked.error());
}

void Engine::Inside::handle(quint64 ticket, const command::ReopenChange& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        if (auto reopened = m_book->reopen(tx, what.change, m_parts.who); !reopened)
            return tl::unexpected(reopened.error());
        return u"To be decided again."_s;
    });
}

void Engine::Inside::handle(quint64 ticket, const command::RenumberInXero& what)
{
    std::optional<RecordRef> held; // by its number, and free to go now
    const Sentence said = changed([&](store::Transaction& tx) -> Sentence {
        for (const RecordKind kind :
            {RecordKind::Invoice, RecordKind::CreditNote, RecordKind::Bill})
            if (m_book->twinOf(RecordRef{kind, what.document.value}))
                return failure(ErrorKind::Conflict,
                    u"It is in Xero already. Its number there can be changed by a person only."_s);
        const auto file
            = m_book->accountFile(m_book->accountOf({RecordKind::Invoice, what.document.value}));
        if (!file)
            return tl::unexpected(file.error());
        for (const Operation& operation : file->operations)
            if (operation.subject.id == what.document.value && isInDoubt(operation))
                return failure(ErrorKind::Conflict,
                    u"%1 may be in Xero under the number it has. Sync until that is known, or "
                    "decide about it in Problems."_s.arg(operation.label));
        const QString number = what.number.trimmed();
        if (auto set = m_book->renumberInXero(tx, what.document, number, m_parts.who); !set)
            return tl::unexpected(set.error());
        for (Operation operation : m_book->operationsWith(CauseId::NumberTaken, 100'000)) {
            if (!createsDocument(operation.kind) || operation.subject.id != what.document.value
                || !needsPerson(operation.state))
                continue;
            held = operation.subject;
            operation = owedAgain(operation);
            operation.cause = {};
            operation.changedAt = m_parts.clock->now();
            if (auto saved = m_book->save(tx, operation); !saved)
                return tl::unexpected(saved.error());
        }
        return number.isEmpty() ? u"It goes to Xero under its own number."_s
                                : u"It goes to Xero as %1."_s.arg(number);
    });
    if (!said || !held || busy() || !m_book->settings().pushIsOn)
        return answer(ticket, said);
    runThenAnswer(ticket,
        {.kind = command::RunKind::Instant, .direction = command::Direction::Push, .only = *held});
}

} // namespace engine
