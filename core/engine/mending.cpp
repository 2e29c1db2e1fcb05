// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/mending.h"

#include "engine/inside.h"
#include "engine/outbox.h"
#include "records/words.h"
#include "xero/answers.h"
#include "xero/requests.h"

#include <algorithm>

// Remedies: what they would change is worked out whole, shown, and then done as shown; first in the
// book, then in Xero, then by one sync for all that it sets free.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;
using plan::Deed;

namespace {

constexpr int kAll = 100'000;
constexpr qsizetype kSlice = 200; // deeds in one transaction
constexpr qsizetype kShown = 200; // changes that go to the window
constexpr qsizetype kContactsInOneCall = 50;

Mending toldOf(const QList<Deed>& deeds, int records)
{
    Mending told;
    told.records = records;
    for (const Deed& deed : deeds) {
        if (!deed.left.isEmpty()) {
            told.left.append(QStringLiteral("%1: %2.").arg(deed.change.record, deed.left));
            continue;
        }
        ++told.count;
        if (told.changes.size() < kShown)
            told.changes.append(deed.change);
    }
    return told;
}

QList<MendStep> stepsOf(const QList<Deed>& deeds)
{
    QList<MendStep> steps;
    QList<mirror::ContactId> archived;
    QStringList names;
    const auto restore = [&] {
        if (!archived.isEmpty())
            steps.append({xero::restoreContacts(archived), names});
        archived.clear();
        names.clear();
    };
    for (const Deed& deed : deeds) {
        if (deed.remedy == RemedyId::PushOurs)
            steps.append({xero::deletePayment({deed.xero}), {deed.change.record}});
        if (deed.remedy != RemedyId::RestoreContact)
            continue;
        archived.append({deed.xero});
        names.append(deed.change.record);
        if (archived.size() == kContactsInOneCall)
            restore();
    }
    restore();
    return steps;
}

// What Xero refused of one call, in its words.
QStringList refusedBy(const base::Result<xero::Response>& answer, const MendStep& step)
{
    const auto all = [&](const QString& why) {
        QStringList refused;
        for (const QString& record : step.records)
            refused.append(QStringLiteral("%1: %2").arg(record, why));
        return refused;
    };
    if (!answer)
        return all(answer.error().sentence);
    if (answer->status >= 300)
        return all(xero::errorOf(*answer).sentence);
    QStringList refused;
    const auto elements = xero::created(*answer,
        step.request.path == u"Contacts" ? xero::CreatedKind::Contact : xero::CreatedKind::Payment,
        static_cast<int>(step.records.size()), {});
    for (qsizetype i = 0; elements && i < elements->size(); ++i)
        if (elements->at(i).refused())
            refused.append(QStringLiteral("%1: %2").arg(
                step.records.value(i), elements->at(i).errors.join(u' ')));
    return refused;
}

} // namespace

base::Result<QList<Operation>> Engine::Inside::stuckBy(const command::Mend& what)
{
    QList<Operation> stuck;
    if (what.cause != CauseId::None) {
        stuck = m_book->operationsWith(what.cause, kAll);
        stuck.removeIf([&](const Operation& operation) {
            return !needsPerson(operation.state) || mendedBy(operation.cause) != what.argument
                || !(what.only.isEmpty() || what.only.contains(operation.subject));
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
    return deeds;
}

void Engine::Inside::handle(quint64 ticket, const command::Mend& what)
{
    const auto stuck = stuckBy(what);
    if (!stuck)
        return answer(ticket, tl::unexpected(stuck.error()));
    const auto worked = deedsOf(what, *stuck);
    if (!worked)
        return answer(ticket, tl::unexpected(worked.error()));
    const Mending told = toldOf(*worked, static_cast<int>(stuck->size()));
    m_mended = {ticket, told};
    if (what.dryRun)
        return answer(ticket, QStringLiteral("Nothing was changed."));
    if (told.count == 0 && !told.left.isEmpty())
        return answer(ticket, failure(ErrorKind::Conflict, told.left.first()));
    if (busy())
        return answer(ticket, alreadyBusy());
    QList<Deed> deeds = *worked;
    deeds.removeIf([](const Deed& deed) { return !deed.left.isEmpty(); });
    command::Retry again;
    for (const Operation& operation : *stuck)
        if (operation.id
            && (plan::isOfTheBook(what.remedy) || deeds.isEmpty()
                || std::ranges::any_of(deeds, [&](const Deed& deed) {
                       return deed.account == operation.account
                           && (deed.record.id == 0 || deed.record == operation.subject);
                   })))
            again.operations.append(operation.id);
    auto done = doHere(deeds);
    if (done)
        done = freeForRetry(again).map([](int) {});
    if (!done)
        return answer(ticket, tl::unexpected(done.error()));
    const QList<MendStep> steps = stepsOf(deeds);
    if (steps.isEmpty())
        return runThenAnswer(ticket, {});
    m_signingIn = true;
    withXero([this, ticket, steps](const base::Result<void>& ready) {
        m_signingIn = false;
        if (!ready)
            return answer(ticket, tl::unexpected(ready.error()));
        m_signingIn = true;
        doInXero(steps, {}, [this, ticket](const QStringList& refused) {
            m_signingIn = false;
            if (m_mended && m_mended->first == ticket)
                m_mended->second.left += refused;
            // The next reading sees what was changed; what it held up goes by itself.
            runThenAnswer(ticket, {});
        });
    });
}

void Engine::Inside::doInXero(
    QList<MendStep> steps, QStringList refused, std::function<void(QStringList)> then)
{
    if (steps.isEmpty())
        return then(refused);
    const MendStep step = steps.takeFirst();
    m_session->transport().send(step.request, &m_engine,
        [this, step, steps, refused, then](const base::Result<xero::Response>& answer) {
            doInXero(steps, refused + refusedBy(answer, step), then);
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
