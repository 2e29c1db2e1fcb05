// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/failpoint.h"
#include "bridge/signed.h"
#include "engine/inside.h"
#include "preflight/preflight.h"

#include <algorithm>

// Balances as of a day, and sign-offs.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;

// What a sign-off gathers while it goes through the accounts.
struct Engine::Inside::SigningOff {
    command::SignOff what;
    Surroundings around;
    SignOff signOff;
    QList<SignedAccount> accounts; // without items
    QList<BridgeLine> lines;
    QStringList refusals; // "Harbourside Physio: 12.30 unexplained"
};

namespace {

constexpr qsizetype kToldRefusals = 5;

QString whyNotSigned(const SignedAccount& one, base::Money threshold)
{
    if (one.isStale)
        return QStringLiteral("%1 is being read again: Xero reports another balance than what was "
                              "read of it")
            .arg(one.name);
    // A threshold is of the book's currency; in another nothing may be left.
    if (one.isWithin(threshold))
        return {};
    return QStringLiteral("%1 has %2 unexplained").arg(one.name, one.unexplained.display());
}

QString counted(qsizetype count)
{
    return count == 1 ? QStringLiteral("1 account") : QStringLiteral("%1 accounts").arg(count);
}

QString asOf(QDate day)
{
    return QStringLiteral("as of ") + day.toString(QStringLiteral("d MMM yyyy"));
}

} // namespace

void Engine::Inside::walk(quint64 ticket, const QString& activity, QList<AccountId> accounts,
    EveryAccount::Each each, std::function<Sentence(const base::Result<void>&)> after)
{
    m_status.running = true;
    auto* walk = new EveryAccount(
        context(), std::move(accounts), std::move(each),
        [this, activity](int done, int total) { say(activity, done, total); },
        [this, ticket, after = std::move(after)](const base::Result<void>& done) {
            m_walk.clear();
            const Sentence said = after(done);
            endWork();
            answer(ticket, said);
        });
    m_walk = walk;
    say(activity, 0, 0);
    walk->start();
}

void Engine::Inside::handle(quint64 ticket, const command::ShowAsOf& what)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    const auto kept = inTransaction(
        *m_book, [&](store::Transaction& tx) { return m_book->keepAsOf(tx, what.day); });
    if (!kept)
        return answer(ticket, tl::unexpected(kept.error()));
    announce();
    if (!what.day.isValid())
        return answer(ticket, QStringLiteral("Balances are shown as they are now."));
    const Surroundings around = m_book->surroundings(*m_parts.clock);
    walk(
        ticket, QStringLiteral("Working out the balances ") + asOf(what.day), m_book->accountIds(),
        [this, around, day = what.day](store::Transaction& tx, const AccountFile& file) {
            return m_book->saveAsOf(tx, file.account.id, bridge::explainAll(file, around, day));
        },
        [this, day = what.day](const base::Result<void>& done) -> Sentence {
            const auto ended = inTransaction(*m_book, [&](store::Transaction& tx) {
                return done ? m_book->asOfIsReady(tx) : m_book->keepAsOf(tx, {});
            });
            if (!done)
                return tl::unexpected(done.error());
            if (!ended)
                return tl::unexpected(ended.error());
            return QStringLiteral("Balances are shown %1.").arg(asOf(day));
        });
}

// What has to be so before anybody may sign.
base::Result<void> Engine::Inside::maySignOff(
    const command::SignOff& what, const Surroundings& around) const
{
    const auto refuse = [](const QString& sentence) { return failure(ErrorKind::Usage, sentence); };
    if (what.preparer.trimmed().isEmpty())
        return refuse(QStringLiteral("A sign-off needs the name of who prepared it."));
    if (!what.day.isValid() || what.day > around.today)
        return refuse(QStringLiteral("A sign-off is as of today or a day before."));
    if (what.accounts.isEmpty() && !what.wholeBook)
        return refuse(QStringLiteral("Choose the accounts to sign off."));
    if (what.threshold.isNegative())
        return refuse(QStringLiteral("The threshold can’t be below zero."));
    if (!around.mirrorReadAt.isValid())
        return failure(ErrorKind::Conflict,
            QStringLiteral("Nothing was read from Xero yet. Fetch first, then sign off."));
    const QDate readOn
        = around.mirrorReadAt.toTimeZone(base::zoneNamed(around.organisation.timezone)).date();
    const bool isWhole = what.day < around.today
        ? readOn > what.day
        : preflight::isFresh(around.mirrorReadAt, around.now);
    if (!isWhole)
        return failure(ErrorKind::Conflict,
            QStringLiteral("Xero was last read before that day was over. Fetch first, then sign "
                           "off."));
    return {};
}

void Engine::Inside::handle(quint64 ticket, const command::SignOff& what)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    const Surroundings around = m_book->surroundings(*m_parts.clock);
    if (auto may = maySignOff(what, around); !may)
        return answer(ticket, tl::unexpected(may.error()));
    auto work = std::make_shared<SigningOff>();
    work->what = what;
    work->around = around;
    const base::Currency currency = around.settings.currency;
    QList<AccountId> accounts = m_book->accountIds();
    if (!what.wholeBook) {
        accounts.clear();
        for (const AccountId id : what.accounts)
            if (!accounts.contains(id))
                accounts.append(id);
    }
    SignOff& signOff = work->signOff;
    signOff.scope = what.wholeBook  ? SignOffScope::Book
        : what.accounts.size() == 1 ? SignOffScope::Account
                                    : SignOffScope::Set;
    signOff.day = what.day;
    signOff.preparer = what.preparer.trimmed();
    signOff.note = what.note.trimmed();
    signOff.threshold = base::Money(what.threshold.minor(), currency);
    signOff.xeroReadAt = around.mirrorReadAt;
    const auto begun = inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
        const auto id = m_book->beginSignOff(tx, signOff);
        if (!id)
            return tl::unexpected(id.error());
        signOff.id = *id;
        return {};
    });
    if (!begun)
        return answer(ticket, tl::unexpected(begun.error()));
    walk(
        ticket, QStringLiteral("Signing off ") + asOf(what.day), accounts,
        [this, work](store::Transaction& tx, const AccountFile& file) {
            return signAccount(tx, *work, file);
        },
        [this, work](const base::Result<void>& done) { return endSigningOff(*work, done); });
}

base::Result<void> Engine::Inside::signAccount(
    store::Transaction& tx, SigningOff& work, const AccountFile& file)
{
    for (const bridge::Signing& one : bridge::signings(file, work.around, work.what.day)) {
        SignedAccount account = one.account;
        if (const QString why = whyNotSigned(account, work.signOff.threshold); !why.isEmpty())
            work.refusals.append(why);
        if (auto added = m_book->add(tx, work.signOff.id, account, one.lines); !added)
            return added;
        account.items.clear();
        work.accounts.append(account);
        work.lines += one.lines;
    }
    return {};
}

// The earlier word on the same accounts and day, which this one takes the place of.
QList<SignOffId> Engine::Inside::replacedBy(const SigningOff& work) const
{
    const auto covered = [&](SignOffId id) {
        QSet<AccountId> accounts;
        for (const SignedAccount& one : m_book->signedAccounts(id, {}, false))
            accounts.insert(one.account);
        return accounts;
    };
    QList<SignOffId> found;
    std::optional<QSet<AccountId>> own;
    for (const SignOff& one : m_book->standingSignOffs({})) {
        if (one.id == work.signOff.id || one.scope != work.signOff.scope
            || one.day != work.signOff.day)
            continue;
        if (!own)
            own = covered(work.signOff.id);
        if (one.scope == SignOffScope::Book || covered(one.id) == *own)
            found.append(one.id);
    }
    return found;
}

// Accounts that came to the book while it was gone through: an entry of theirs may be dated by the
// day.
QList<AccountId> Engine::Inside::newSince(const SigningOff& work) const
{
    QList<AccountId> found;
    if (work.signOff.scope != SignOffScope::Book)
        return found;
    QSet<AccountId> known;
    for (const SignedAccount& one : work.accounts)
        known.insert(one.account);
    for (const AccountId id : m_book->accountIds())
        if (!known.contains(id))
            found.append(id);
    return found;
}

Engine::Inside::Sentence Engine::Inside::endSigningOff(
    SigningOff& work, const base::Result<void>& done)
{
    base::Result<void> outcome = done;
    if (outcome
        && std::all_of(work.accounts.begin(), work.accounts.end(), [](const SignedAccount& one) {
               return one.ledgerPrint == fingerprint({}) && one.xeroPrint == fingerprint({});
           }))
        outcome = failure(ErrorKind::Usage,
            QStringLiteral(
                "There is nothing to sign off %1: there are no transactions on or before that day.")
                .arg(asOf(work.what.day)));
    if (outcome && !work.refusals.isEmpty()) {
        const qsizetype more = work.refusals.size() - kToldRefusals;
        outcome = failure(ErrorKind::Conflict,
            QStringLiteral("Not signed off, nothing was changed. ")
                + work.refusals.mid(0, kToldRefusals).join(QStringLiteral(". "))
                + (more > 0 ? QStringLiteral(". And %1 more.").arg(more) : QStringLiteral(".")));
    }
    SignOff& signOff = work.signOff;
    signOff.preparedAt = m_parts.clock->now();
    QSet<AccountId> accounts;
    for (const SignedAccount& one : work.accounts)
        accounts.insert(one.account);
    signOff.accounts = static_cast<int>(accounts.size());
    signOff.sums = sumsOf(work.accounts);
    signOff.seal = sealOf(signOff, work.accounts, work.lines);
    const auto ended = inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
        if (!outcome)
            return m_book->dropUnfinishedSignOffs(tx);
        for (const SignOffId id : replacedBy(work))
            if (auto over = m_book->endSignOff(tx, id, signOff.preparer, {}, signOff.id); !over)
                return over;
        base::failpoint("sign-off.before-commit");
        if (auto marked = m_book->markDirty(tx, newSince(work)); !marked)
            return marked;
        return m_book->finishSignOff(tx, signOff);
    });
    base::failpoint("sign-off.committed");
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (!ended)
        return tl::unexpected(ended.error());
    if (auto reviewed = reviewLocally(context()); !reviewed)
        return tl::unexpected(reviewed.error());
    const auto kept = m_book->standingSignOffs({});
    const bool isSuspended = std::any_of(kept.begin(), kept.end(), [&](const SignOff& one) {
        return one.id == signOff.id && one.state == SignOffState::Suspended;
    });
    return QStringLiteral("Sign-off %1: %2 %3. %4")
        .arg(signOff.id.value)
        .arg(counted(signOff.accounts), asOf(signOff.day),
            isSuspended ? QStringLiteral("Something changed while it was made; it is suspended.")
                        : QStringLiteral("Somebody else reviews it next."));
}

void Engine::Inside::handle(quint64 ticket, const command::ReviewSignOff& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        const QString reviewer = what.reviewer.trimmed();
        if (reviewer.isEmpty())
            return failure(
                ErrorKind::Usage, QStringLiteral("A review needs the name of who did it."));
        if (auto done = m_book->reviewSignOff(tx, what.signOff, reviewer, what.note.trimmed());
            !done)
            return tl::unexpected(done.error());
        return QStringLiteral("Sign-off %1 is reviewed by %2.")
            .arg(what.signOff.value)
            .arg(reviewer);
    });
}

void Engine::Inside::handle(quint64 ticket, const command::WithdrawSignOff& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        if (what.reason.trimmed().isEmpty() || what.who.trimmed().isEmpty())
            return failure(ErrorKind::Usage,
                QStringLiteral("Say who withdraws the sign-off, and why. Both are kept with it."));
        if (auto done
            = m_book->endSignOff(tx, what.signOff, what.who.trimmed(), what.reason.trimmed(), {});
            !done)
            return tl::unexpected(done.error());
        return QStringLiteral("Sign-off %1 is withdrawn.").arg(what.signOff.value);
    });
}

} // namespace engine
