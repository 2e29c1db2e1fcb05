// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/inside.h"
#include "engine/run.h"
#include "xero/answers.h"
#include "xero/requests.h"

#include <algorithm>

// What a remedy changes in Xero: call by call, each in the journal before it goes and after, so
// that nothing is changed there without a trace. What Xero refuses is left; the rest sets pushes
// free.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;
using plan::Deed;

namespace {

constexpr qsizetype kContactsInOneCall = 50;

// Contacts go many in one call; a payment goes by itself, because it is read before.
QList<QList<Deed>> stepsOf(const QList<Deed>& deeds)
{
    QList<QList<Deed>> steps;
    for (const Deed& deed : deeds) {
        const bool isNew = steps.isEmpty() || deed.remedy != RemedyId::RestoreContact
            || steps.last().size() == kContactsInOneCall;
        if (isNew)
            steps.append(QList<Deed>());
        steps.last().append(deed);
    }
    return steps;
}

QString refusalOf(const base::Result<xero::Response>& answer)
{
    if (!answer)
        return answer.error().effect == base::Effect::Unknown
            ? QStringLiteral("no answer came, and the next sync shows whether it was done")
            : answer.error().sentence;
    return answer->status >= 300 ? xero::errorOf(*answer).sentence : QString();
}

// Of each deed of one call, why Xero refused it; empty where it didn't.
QStringList refusedOf(const base::Result<xero::Response>& answer, const QList<Deed>& deeds)
{
    QStringList refused(deeds.size(), refusalOf(answer));
    if (!refused.first().isEmpty())
        return refused;
    const auto elements
        = xero::created(*answer, xero::CreatedKind::Contact, static_cast<int>(deeds.size()), {});
    for (qsizetype i = 0; i < deeds.size(); ++i)
        if (!elements)
            refused[i] = elements.error().sentence;
        else if (elements->at(i).refused())
            refused[i] = elements->at(i).errors.join(u' ');
    return refused;
}

} // namespace

struct Engine::Inside::MendAtWork {
    quint64 ticket = 0;
    QList<Operation> stuck;
    QList<QList<Deed>> steps; // that are still to go
    QList<Deed> done;
    int total = 0;
};

void Engine::Inside::mendInXero(
    quint64 ticket, const QList<Operation>& stuck, const QList<Deed>& deeds)
{
    if (auto may = mayWrite(); !may)
        return answer(ticket, tl::unexpected(may.error()));
    const auto work = std::make_shared<MendAtWork>();
    work->ticket = ticket;
    work->stuck = stuck;
    work->steps = stepsOf(deeds);
    work->total = static_cast<int>(deeds.size());
    m_signingIn = true;
    m_isStopping = false;
    withXero([this, work](const base::Result<void>& ready) {
        if (ready)
            return doInXero(work);
        m_signingIn = false;
        answer(work->ticket, tl::unexpected(ready.error()));
    });
}

void Engine::Inside::doInXero(const AtWork& work)
{
    if (m_isStopping)
        for (const QList<Deed>& step : std::exchange(work->steps, {}))
            for (const Deed& deed : step)
                leave(work, deed, QStringLiteral("stopped before its turn"));
    if (work->steps.isEmpty())
        return mendedInXero(work);
    qsizetype left = 0;
    for (const QList<Deed>& step : work->steps)
        left += step.size();
    say(QStringLiteral("Mending"), work->total - static_cast<int>(left), work->total);
    const QList<Deed> step = work->steps.takeFirst();
    if (step.first().remedy == RemedyId::PushOurs)
        deletePayment(work, step.first());
    else
        restoreContacts(work, step);
}

void Engine::Inside::restoreContacts(const AtWork& work, const QList<Deed>& deeds)
{
    QList<mirror::ContactId> ids;
    for (const Deed& deed : deeds)
        ids.append({deed.xero});
    if (auto noted = noteDeeds(deeds, QStringLiteral("%1 is being restored in Xero")); !noted) {
        for (const Deed& deed : deeds)
            leave(work, deed, noted.error().sentence);
        return doInXero(work);
    }
    m_session->transport().send(xero::restoreContacts(ids), &m_engine,
        [this, work, deeds](const base::Result<xero::Response>& answer) {
            const QStringList refused = refusedOf(answer, deeds);
            for (qsizetype i = 0; i < deeds.size(); ++i) {
                const QString why = refused[i];
                const auto noted = noteDeeds({deeds[i]},
                    why.isEmpty() ? QStringLiteral("%1 was restored in Xero")
                                  : QStringLiteral("%1 was not restored in Xero: ") + why);
                if (why.isEmpty())
                    work->done.append(deeds[i]);
                if (!why.isEmpty() || !noted)
                    leave(work, deeds[i], why.isEmpty() ? noted.error().sentence : why);
            }
            doInXero(work);
        });
}

// Nobody takes a deletion back, so the payment is read right before: what the mirror showed may be
// half a day old.
void Engine::Inside::deletePayment(const AtWork& work, const Deed& deed)
{
    m_session->transport().send(xero::readPayment({deed.xero}), &m_engine,
        [this, work, deed](const base::Result<xero::Response>& seen) {
            QString why = m_isStopping ? QStringLiteral("stopped before its turn")
                                       : whyNotDeleted(deed, seen);
            if (why.isEmpty())
                if (auto noted = noteDeeds({deed},
                        QStringLiteral("%1 (%2) is being deleted in Xero: ours takes its place"));
                    !noted)
                    why = noted.error().sentence;
            if (!why.isEmpty()) {
                leave(work, deed, why);
                return doInXero(work);
            }
            m_session->transport().send(xero::deletePayment({deed.xero}), &m_engine,
                [this, work, deed](const base::Result<xero::Response>& answer) {
                    const QString refused = refusalOf(answer);
                    const auto noted = noteDeeds({deed},
                        refused.isEmpty()
                            ? QStringLiteral("%1 (%2) was deleted in Xero")
                            : QStringLiteral("%1 (%2) was not deleted in Xero: ") + refused);
                    if (refused.isEmpty())
                        work->done.append(deed);
                    if (!refused.isEmpty() || !noted)
                        leave(work, deed, refused.isEmpty() ? noted.error().sentence : refused);
                    doInXero(work);
                });
        });
}

QString Engine::Inside::whyNotDeleted(
    const Deed& deed, const base::Result<xero::Response>& answer) const
{
    if (const QString unread = refusalOf(answer); !unread.isEmpty())
        return unread;
    const auto page = xero::payments(*answer, m_book->settings().currency);
    const auto file = m_book->accountFile(deed.account);
    if (!page || !file)
        return page ? file.error().sentence : page.error().sentence;
    const mirror::PaymentId id{deed.xero};
    const auto now = std::ranges::find(page->records, id, &mirror::Payment::id);
    const auto before = std::ranges::find(file->xeroPayments, id, &mirror::Payment::id);
    if (now == page->records.end() || before == file->xeroPayments.end())
        return QStringLiteral("is not in Xero any more");
    if (m_book->twinOf(XeroRef{XeroKind::Payment, deed.xero}))
        return QStringLiteral("is tied to a payment of the ledger");
    if (now->isReconciled)
        return QStringLiteral("is reconciled in Xero; Remove & Redo it there");
    if (now->status != before->status || now->amount != before->amount || now->date != before->date
        || now->invoice != before->invoice)
        return QStringLiteral("was changed in Xero since it was last read; sync, then look again");
    return {};
}

// what: with room for the record's name, and for its id in Xero.
base::Result<void> Engine::Inside::noteDeeds(const QList<Deed>& deeds, const QString& what)
{
    return inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
        for (const Deed& deed : deeds) {
            const RecordRef about = deed.record.id == 0
                ? RecordRef{RecordKind::Account, deed.account.value}
                : deed.record;
            QString words = what;
            words.replace(QStringLiteral("%1"), deed.change.record)
                .replace(QStringLiteral("%2"), deed.xero.toString(QUuid::WithoutBraces));
            if (auto noted = m_book->journal(tx, m_parts.who, words, about); !noted)
                return noted;
        }
        return {};
    });
}

void Engine::Inside::leave(const AtWork& work, const Deed& deed, const QString& why)
{
    Mending& told = m_mended[work->ticket];
    const QString words = why.endsWith(u'.') ? why.chopped(1) : why;
    told.left.append(QStringLiteral("%1: %2.").arg(deed.change.record, words));
    --told.count;
    told.changes.removeOne(deed.change);
}

void Engine::Inside::mendedInXero(const AtWork& work)
{
    m_signingIn = false;
    auto done = freeForRetry(freedBy(work->stuck, work->done)).map([](int) {});
    if (done)
        done = reviewLocally(context());
    if (done && !work->done.isEmpty() && !m_isStopping)
        // The next reading sees what was changed; what it held up goes by itself.
        return runThenAnswer(work->ticket, {}, [](const Sentence& run) -> Sentence {
            return run ? run
                       : QStringLiteral("Done in Xero; what it held up goes with the next sync. %1")
                             .arg(run.error().sentence);
        });
    const QStringList left = m_mended.value(work->ticket).left;
    if (!done)
        answer(work->ticket, tl::unexpected(done.error()));
    else if (!work->done.isEmpty())
        answer(work->ticket,
            QStringLiteral("Stopped after %1 of %2; what they held up goes with the next sync.")
                .arg(work->done.size())
                .arg(work->total));
    else if (m_isStopping)
        answer(work->ticket, failure(ErrorKind::Cancelled, QStringLiteral("Stopped.")));
    else
        answer(work->ticket, failure(ErrorKind::Conflict, left.value(0)));
    endWork();
}

} // namespace engine
