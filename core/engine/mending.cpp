// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/mending.h"

#include "engine/inside.h"
#include "engine/linking.h"
#include "engine/outbox.h"
#include "engine/run.h"
#include "records/words.h"

#include <algorithm>

// Remedies: what they would change is worked out whole, shown, and then done as shown: in the book,
// or in Xero (mendinxero.cpp); then by one sync for all that it sets free.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;
using plan::Deed;

namespace {

constexpr int kAll = 100'000;
constexpr qsizetype kSlice = 200; // deeds in one transaction
constexpr qsizetype kShown = 200; // changes that go to the window

Mending toldOf(const QList<Deed>& deeds, int records)
{
    Mending told;
    told.records = records;
    for (const Deed& deed : deeds) {
        if (!deed.left.isEmpty()) {
            told.left.append(QStringLiteral("%1: %2.").arg(deed.change.record, deed.left));
            continue;
        }
        told.count += 1 + static_cast<int>(deed.more.size());
        if (told.changes.size() < kShown)
            told.changes += QList{deed.change} + deed.more;
    }
    return told;
}

bool isDoneInXero(RemedyId remedy)
{
    return remedy == RemedyId::RestoreContact || remedy == RemedyId::PushOurs;
}

} // namespace

base::Result<QList<Operation>> Engine::Inside::stuckBy(const command::Mend& what)
{
    QList<Operation> stuck;
    if (what.cause != CauseId::None) {
        const QSet<RecordRef> only(what.only.begin(), what.only.end());
        stuck = m_book->operationsWith(what.cause, kAll);
        stuck.removeIf([&](const Operation& operation) {
            return !needsPerson(operation.state) || mendedBy(operation.cause) != what.argument
                || !(only.isEmpty() || only.contains(operation.subject));
        });
        return stuck;
    }
    for (const RecordRef& record : what.only) { // stands for itself, whatever holds it up
        Operation operation;
        operation.subject = record;
        operation.account = m_book->accountOf(record);
        const auto file = m_book->accountFile(operation.account);
        if (!file)
            return tl::unexpected(file.error());
        for (const Operation& one : file->operations)
            if (one.subject == record && needsPerson(one.state))
                operation = one;
        stuck.append(operation);
    }
    std::ranges::stable_sort(stuck, {}, [](const Operation& one) { return one.account.value; });
    return stuck;
}

base::Result<QList<Deed>> Engine::Inside::deedsOf(
    const command::Mend& what, const QList<Operation>& stuck)
{
    const Surroundings around = m_book->surroundings(*m_parts.clock);
    if (what.remedy == RemedyId::Retry)
        return QList<Deed>();
    if (plan::isOfTheBook(what.remedy))
        return plan::deeds(what, around);
    QList<Deed> deeds;
    for (qsizetype begin = 0, end = 0; begin < stuck.size(); begin = end) { // account by account
        while (end < stuck.size() && stuck[end].account == stuck[begin].account)
            ++end;
        const auto file = m_book->accountFile(stuck[begin].account);
        if (!file)
            return tl::unexpected(file.error());
        deeds += plan::deeds(what, *file, stuck.mid(begin, end - begin), around);
    }
    if (what.remedy == RemedyId::Relink)
        barLinks(deeds);
    return deeds;
}

// Each link is looked at before any is made: one that may not be doesn't take the others with it.
void Engine::Inside::barLinks(QList<Deed>& deeds) const
{
    const auto claims = claimsOnSurvivors(*m_book);
    for (Deed& deed : deeds) {
        const auto account = m_book->account(deed.account);
        const auto contact = m_book->mirrored(mirror::ContactId{deed.xero});
        if (!deed.left.isEmpty() || !account || !contact)
            continue;
        const auto linkage = mayLink(*m_book, *account, m_book->linkOf(deed.account), *contact, {});
        const QString others = othersClaiming(claims, *account, contact->id);
        if (!others.isEmpty())
            deed.left = QStringLiteral("shares %1 with %2 since a merge, and one contact stands "
                                       "for one account; link the one that goes on")
                            .arg(contact->name, others);
        else if (!linkage)
            deed.left = linkage.error().sentence.chopped(1);
        else if (linkage->wantsNumber)
            deed.more = {{true, contact->name, QStringLiteral("Contact number"),
                QStringLiteral("none"), account->number, false}};
    }
}

command::Retry freedBy(const QList<Operation>& stuck, const QList<Deed>& deeds)
{
    QSet<AccountId> accounts;
    QSet<RecordRef> records;
    for (const Deed& deed : deeds) {
        if (deed.record.id == 0)
            accounts.insert(deed.account);
        else
            records.insert(deed.record);
    }
    command::Retry freed;
    for (const Operation& operation : stuck)
        if (operation.id
            && (accounts.contains(operation.account) || records.contains(operation.subject)))
            freed.operations.append(operation.id);
    return freed;
}

namespace {

// Nothing: it can be asked for.
QString whyNotAsked(const command::Mend& what, const QList<Operation>& stuck)
{
    if (what.remedy != RemedyId::Retry && !plan::isMendable(what.remedy))
        return QStringLiteral("No command carries “%1” out.").arg(toText(what.remedy));
    const bool isOne = std::ranges::all_of(
        stuck, [&](const Operation& one) { return one.account == stuck.first().account; });
    return what.remedy == RemedyId::NamePerson && !isOne && what.only.isEmpty()
        ? QStringLiteral("Several accounts have no primary contact, and one name is one person’s: "
                         "say which account it is for.")
        : QString();
}

} // namespace

void Engine::Inside::handle(quint64 ticket, const command::Mend& what)
{
    const auto stuck = stuckBy(what);
    if (!stuck)
        return answer(ticket, tl::unexpected(stuck.error()));
    if (const QString why = whyNotAsked(what, *stuck); !why.isEmpty())
        return answer(ticket, failure(ErrorKind::Usage, why));
    auto deeds = deedsOf(what, *stuck);
    if (!deeds)
        return answer(ticket, tl::unexpected(deeds.error()));
    const Mending told = toldOf(*deeds, static_cast<int>(stuck->size()));
    const bool isNone = told.count == 0 && !told.left.isEmpty();
    if (!what.dryRun && !isNone && busy())
        return answer(ticket, alreadyBusy());
    m_mended.insert(ticket, told);
    if (what.dryRun)
        return answer(ticket, QStringLiteral("Nothing was changed."));
    if (isNone)
        return answer(ticket, failure(ErrorKind::Conflict, told.left.first()));
    deeds->removeIf([](const Deed& deed) { return !deed.left.isEmpty(); });
    if (isDoneInXero(what.remedy) && deeds->isEmpty())
        return answer(ticket,
            failure(ErrorKind::NotFound, QStringLiteral("Nothing is held up by this any more.")));
    if (isDoneInXero(what.remedy))
        return mendInXero(ticket, *stuck, *deeds);
    command::Retry freed = freedBy(*stuck, *deeds);
    if (what.remedy == RemedyId::Retry || plan::isOfTheBook(what.remedy)) {
        freed.operations.clear();
        for (const Operation& operation : *stuck)
            if (operation.id)
                freed.operations.append(operation.id);
    }
    mendHere(ticket, *deeds, freed);
}

// What was done here stands, whether or not Xero can be reached for what follows from it.
void Engine::Inside::mendHere(quint64 ticket, const QList<Deed>& deeds, const command::Retry& freed)
{
    auto done = doHere(deeds);
    if (done)
        done = freeForRetry(freed).map([](int) {});
    if (done)
        done = reviewLocally(context());
    if (!done)
        return answer(ticket, tl::unexpected(done.error()));
    runThenAnswer(ticket, {}, [isDone = !deeds.isEmpty()](const Sentence& run) -> Sentence {
        if (run || !isDone)
            return run;
        return QStringLiteral("Done here; it goes with the next sync. %1")
            .arg(run.error().sentence);
    });
}

base::Result<void> Engine::Inside::doHere(const QList<Deed>& deeds)
{
    for (qsizetype i = 0; i < deeds.size(); i += kSlice) {
        const auto done = inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
            for (const Deed& deed : deeds.mid(i, kSlice))
                if (auto one = doHere(tx, deed); !one)
                    return one;
            return {};
        });
        if (!done)
            return done;
    }
    return {};
}

base::Result<void> Engine::Inside::doHere(store::Transaction& tx, const Deed& deed)
{
    const auto asResult = [](const Sentence& sentence) {
        return sentence ? base::Result<void>() : tl::unexpected(sentence.error());
    };
    switch (deed.remedy) {
    case RemedyId::Relink: {
        const auto linked = linkTo(tx, {deed.account, {deed.xero}});
        return linked ? base::Result<void>() : tl::unexpected(linked.error());
    }
    case RemedyId::MoveDate:
        return m_book->moveDate(tx, deed.record, deed.date, m_parts.who);
    case RemedyId::NamePerson:
        return m_book->setPerson(tx, deed.account, deed.text.section(u' ', 0, -2),
            deed.text.section(u' ', -1), m_parts.who);
    case RemedyId::CreateContact:
        return m_book->setWantsContact(tx, deed.account, true);
    case RemedyId::SameMoney:
        return asResult(tieSameMoney(tx, {{deed.record.id}, {deed.xero}}));
    case RemedyId::AllocateWhatFits:
        return allocatePart(tx, deed);
    case RemedyId::EditProduct:
        return m_book->setSku(tx, deed.change.record, deed.text, m_parts.who);
    case RemedyId::CreateItem:
        return askForItem(tx, deed);
    case RemedyId::ChooseAccountCode:
    case RemedyId::ChooseTaxType:
    case RemedyId::ChangeTaxCarried:
        return setInstead(tx, deed);
    default:
        return {}; // it is done in Xero alone
    }
}

// The ledger's one allocation becomes two of the same sum: what the file said stays in the book as
// one that was taken back, so that importing it again changes nothing.
base::Result<void> Engine::Inside::allocatePart(store::Transaction& tx, const Deed& deed)
{
    const auto file = m_book->accountFile(deed.account);
    if (!file)
        return tl::unexpected(file.error());
    const auto whole = std::ranges::find(
        file->allocations, AllocationId{deed.record.id}, &ledger::Allocation::id);
    if (whole == file->allocations.end())
        return failure(ErrorKind::NotFound, QStringLiteral("There is no such allocation."));
    if (auto removed = m_book->remove(tx, whole->id, m_parts.who); !removed)
        return removed;
    for (const base::Money part : {deed.amount, whole->amount - deed.amount}) {
        ledger::Allocation one = *whole;
        one.id = {};
        one.amount = part;
        one.source = ledger::Source::Hand;
        one.recordedAt = m_parts.clock->now();
        if (auto added = m_book->add(tx, one, m_parts.who); !added)
            return tl::unexpected(added.error());
    }
    return {};
}

// One op for an item, however often it is asked for.
base::Result<void> Engine::Inside::askForItem(store::Transaction& tx, const Deed& deed)
{
    Operation operation;
    operation.kind = OperationKind::CreateItem;
    operation.subject = deed.record;
    operation.createdAt = m_parts.clock->now();
    for (const Operation& known : m_book->itemOperations())
        if (known.subject == deed.record)
            operation = known;
    if (isUnresolved(operation.state))
        return {}; // it is being looked up
    operation.generation += operation.id ? 1 : 0;
    operation.state = OperationState::Waiting;
    operation.cause = {};
    operation.notBefore = {};
    operation.label = deed.change.record;
    operation.changedAt = m_parts.clock->now();
    const auto saved = m_book->save(tx, operation);
    return saved ? base::Result<void>() : tl::unexpected(saved.error());
}

base::Result<void> Engine::Inside::setInstead(store::Transaction& tx, const Deed& deed)
{
    BookSettings settings = m_book->settings();
    if (deed.remedy == RemedyId::ChangeTaxCarried) {
        settings.taxCarried = *fromText<TaxCarried>(deed.text);
    } else {
        auto& instead = deed.remedy == RemedyId::ChooseAccountCode ? settings.accountCodeInstead
                                                                   : settings.taxTypeInstead;
        const QString& refused = deed.change.before;
        for (QString& code : instead) // what went as the refused one goes as the chosen one, too
            if (code == refused)
                code = deed.text;
        instead.insert(refused, deed.text);
        instead.removeIf([](const auto& entry) { return entry.key() == entry.value(); });
    }
    if (auto saved = m_book->saveSettings(tx, settings); !saved)
        return saved;
    if (auto noted = m_book->journal(tx, m_parts.who,
            QStringLiteral("%1, %2: %3 instead of %4")
                .arg(deed.change.record, deed.change.field, deed.change.after, deed.change.before),
            {});
        !noted)
        return noted;
    // What has the code is stuck on it, and is asked again with it; how tax is taken concerns all.
    return deed.remedy == RemedyId::ChangeTaxCarried ? m_book->markDirty(tx, m_book->accountIds())
                                                     : base::Result<void>();
}

} // namespace engine
