// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "engine/changes.h"
#include "engine/inside.h"
#include "engine/schedule.h"
#include "engine/sweep.h"
#include "match/index.h"
#include "xero/answers.h"
#include "xero/requests.h"

#include <algorithm>

// What a person changed in Xero, written there again as it was: read first, then one call for each,
// because each may be refused by itself, then read once more.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;
using Qt::StringLiterals::operator""_s;

namespace {

// The change's own field alone, as it was.
xero::ContactChange contactAsBefore(const Change& change, const AccountFile& file)
{
    xero::ContactChange back{{change.xero.id}, file.account, {}};
    const auto place
        = static_cast<qsizetype>(change.kind) - static_cast<qsizetype>(ChangeKind::NameChanged);
    const CardField& field = kCardFields.at(static_cast<size_t>(place));
    back.fields = {field};
    const QString was = change.fields.first().was == u"–"_s ? QString() : change.fields.first().was;
    if (field.value == &ContactCard::name)
        back.account.name = was;
    else if (field.value == &ContactCard::firstName)
        back.account.firstName = was;
    else if (field.value == &ContactCard::lastName)
        back.account.lastName = was;
    else if (field.value == &ContactCard::email)
        back.account.email = was;
    else if (field.value == &ContactCard::phone)
        back.account.phone = was;
    return back; // an address goes in the ledger's own pieces
}

// Nothing where what was agreed is not known.
std::optional<xero::Request> requestFor(
    const store::Book& book, const Change& change, const AccountFile& file)
{
    if (change.kind == ChangeKind::ContactArchived)
        return xero::restoreContacts({{change.xero.id}});
    if (change.kind == ChangeKind::ContactNumberChanged)
        return xero::setContactNumber({change.xero.id}, file.account.number);
    if (isOfContact(change.kind))
        return xero::changeContacts({contactAsBefore(change, file)});
    const AsAgreed agreed = book.asAgreed(file.account.id);
    const match::Index index(file);
    if (const mirror::Invoice* now = index.invoice(change.xero.id);
        now && agreed.invoices.contains(change.xero.id)) {
        mirror::Invoice was = agreed.invoices.value(change.xero.id);
        if (file.link)
            was.contact = file.link->contact;
        return xero::putBack(was, *now, change.kind);
    }
    if (const mirror::Credit* now = index.credit(change.xero);
        now && agreed.credits.contains(change.xero.id)) {
        mirror::Credit was = agreed.credits.value(change.xero.id);
        if (was.lineAmountTypes.isEmpty()) // read before that was kept
            was.lineAmountTypes = now->lineAmountTypes;
        if (was.lineAmountTypes.isEmpty() && change.kind != ChangeKind::Unapproved)
            return std::nullopt;
        if (file.link)
            was.contact = file.link->contact;
        return xero::putBack(was, *now, change.kind);
    }
    return std::nullopt;
}

QString hasChanged()
{
    return u"It has changed since. Look again."_s;
}

// "Total 99.00"
QString shownNow(const Change& change)
{
    const auto other = std::ranges::find_if(change.fields, &FieldChange::differs);
    return other == change.fields.end() ? causes::words(change).done
                                        : other->field + u' ' + other->now;
}

} // namespace

struct Engine::Inside::Deciding {
    quint64 ticket = 0;
    command::DecideChanges what;
    QList<Change> left;
    QList<Change> sent;
    QStringList refused;
    int all = 0;
};

// What holds pushes holds this as well: it writes into Xero like they do.
base::Result<void> Engine::Inside::mayWrite() const
{
    if (const Cause held = standingTrouble(*m_book))
        return failure(ErrorKind::Conflict, causes::words(held).sentence);
    if (!m_book->settings().pushIsOn)
        return failure(ErrorKind::Conflict,
            u"Nothing is written into Xero before both sides’ history is accepted."_s);
    return {};
}

void Engine::Inside::putBack(
    quint64 ticket, const command::DecideChanges& what, const QList<Change>& chosen)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    if (auto may = mayWrite(); !may)
        return answer(ticket, tl::unexpected(may.error()));
    m_isStopping = false;
    m_signingIn = true;
    auto deciding = std::make_shared<Deciding>(
        Deciding{ticket, what, chosen, {}, {}, static_cast<int>(chosen.size())});
    withXero([this, deciding](const base::Result<void>& ready) {
        m_signingIn = false;
        if (!ready)
            return answer(deciding->ticket, tl::unexpected(ready.error()));
        auto* run = new Run(
            context(), {.direction = command::Direction::Pull},
            [this](const QString& activity, int done, int total) { say(activity, done, total); },
            [this, deciding](const base::Result<RunSummary>& read) {
                m_run.clear();
                readForPuttingBack(deciding, read);
            });
        m_run = run;
        run->start();
    });
}

void Engine::Inside::readForPuttingBack(
    const std::shared_ptr<Deciding>& deciding, const base::Result<RunSummary>& read)
{
    base::Result<void> may = mayWrite();
    if (!read)
        may = tl::unexpected(read.error());
    else if (read->stoppedBy)
        may = tl::unexpected(asError(*read));
    else if (read->stopped)
        may = failure(ErrorKind::Cancelled, u"Stopped. Nothing was written."_s);
    if (may) {
        m_signingIn = true; // nothing else begins before it is through
        return putNextBack(deciding);
    }
    answer(deciding->ticket, tl::unexpected(may.error()));
    endWork();
}

// As it was read by the person, or nothing is written over it.
base::Result<xero::Request> Engine::Inside::requestNow(const Change& read, ChangeWay way) const
{
    const auto change = m_book->change(read.id);
    if (!change || !change->ways.contains(way))
        return failure(ErrorKind::Conflict, hasChanged());
    const auto file = m_book->accountFile(change->account);
    if (!file)
        return tl::unexpected(file.error());
    if (const Operation* twice = frozenBy(*file))
        return failure(ErrorKind::Conflict,
            causes::words(Cause{CauseId::TwiceInXero, {twice->label}, {}}).sentence);
    const auto request = requestFor(*m_book, *change, *file);
    if (!request)
        return failure(ErrorKind::Conflict, u"It is not known how it was before."_s);
    return *request;
}

// The word is kept before the call and counts once a reading shows that Xero did it.
void Engine::Inside::putNextBack(const std::shared_ptr<Deciding>& deciding)
{
    if (m_isStopping)
        for (const Change& change : std::exchange(deciding->left, {}))
            deciding->refused.append(saying(change) + u": Stopped before it was written."_s);
    if (deciding->left.isEmpty())
        return lookWhetherPutBack(deciding);
    const Change change = deciding->left.takeFirst();
    say(u"Putting back in Xero"_s, deciding->all - static_cast<int>(deciding->left.size()),
        deciding->all);
    const auto request = requestNow(change, deciding->what.way);
    const auto kept = !request
        ? base::Result<void>(tl::unexpected(request.error()))
        : inTransaction(*m_book, [&](store::Transaction& tx) {
              return m_book->decide(tx, change,
                  {stateAfter(change, deciding->what.way), deciding->what.reason.trimmed(),
                      m_parts.who, m_parts.clock->now()},
                  false);
          });
    if (!kept) {
        deciding->refused.append(saying(change) + u": "_s + kept.error().sentence);
        return putNextBack(deciding);
    }
    m_session->transport().send(*request, &m_engine,
        [this, deciding, change](const base::Result<xero::Response>& response) {
            if (!response)
                deciding->refused.append(saying(change) + u": "_s + response.error().sentence);
            else if (response->status != 200)
                deciding->refused.append(
                    saying(change) + u": "_s + xero::errorOf(*response).sentence);
            else
                deciding->sent.append(change);
            putNextBack(deciding);
        });
}

// An answer of Xero's is no proof: edits in a locked period are answered and not made.
void Engine::Inside::lookWhetherPutBack(const std::shared_ptr<Deciding>& deciding)
{
    m_signingIn = false;
    if (deciding->sent.isEmpty()) {
        answer(deciding->ticket, failure(ErrorKind::Rejected, deciding->refused.value(0)),
            deciding->refused.join(u'\n'));
        return endWork();
    }
    const QString before = m_book->value(u"fetch.completed"_s);
    runThenAnswer(deciding->ticket, {.direction = command::Direction::Pull},
        [this, deciding, before](const Sentence& run) -> Sentence {
            if (run && m_book->value(u"fetch.completed"_s) != before)
                return howItWent(*deciding);
            return u"Written in Xero: %1. The next sync shows whether it stands. %2"_s
                .arg(deciding->sent.size())
                .arg(run ? deciding->refused.join(u' ') : run.error().sentence);
        });
}

Engine::Inside::Sentence Engine::Inside::howItWent(Deciding& deciding) const
{
    int done = 0;
    for (const Change& change : std::as_const(deciding.sent)) {
        const QList<Change> now = m_book->changesOf(change.account);
        const auto still = std::ranges::find_if(now,
            [&](const Change& one) { return one.xero == change.xero && one.kind == change.kind; });
        if (still == now.end())
            ++done;
        else
            deciding.refused.append(saying(change)
                + (nowOf(*still) == nowOf(change)
                        ? u": Xero answered yes, but still shows it as changed."_s
                        : u": Xero answered yes, but shows %1 now."_s.arg(shownNow(*still))));
    }
    const QString state
        = causes::stateWord(stateAfter(deciding.sent.first(), deciding.what.way)).toLower();
    if (deciding.refused.isEmpty())
        return done == 1 ? u"%1: %2, as Xero shows."_s.arg(deciding.sent.first().label, state)
                         : u"%1 changes: %2, as Xero shows."_s.arg(done).arg(state);
    return failure(ErrorKind::Rejected,
        u"%1 done, %2 not. "_s.arg(done).arg(deciding.refused.size()) + deciding.refused.first());
}

} // namespace engine
