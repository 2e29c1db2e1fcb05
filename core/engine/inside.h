// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bank/bank.h"
#include "engine/adoption.h"
#include "engine/contactnumber.h"
#include "engine/engine.h"
#include "engine/everyaccount.h"
#include "engine/reserve.h"
#include "engine/run.h"
#include "plan/mending.h"

#include <QFileInfo>
#include <QPointer>

namespace report {
struct Pack;
}

namespace engine {

// Calls to Xero on one day (UTC), as the book keeps them: "2026-11-20 123".
struct CallsOfDay {
    QDate day;
    int calls = 0;
    QString toString() const
    {
        return QStringLiteral("%1 %2").arg(day.toString(Qt::ISODate)).arg(calls);
    }
    static CallsOfDay parse(const QString& text)
    {
        return {QDate::fromString(text.section(u' ', 0, 0), Qt::ISODate),
            text.section(u' ', 1).toInt()};
    }
};

inline QString tenantName() // value of the book: its organisation
{
    return QStringLiteral("xero.tenant");
}

// Of what Xero should allow, what these don't.
QStringList missingOf(const QStringList& scopes);

base::Unexpected alreadyBusy();

// The pushes that a remedy sets free: those that its deeds are about.
records::command::Retry freedBy(
    const QList<records::Operation>& stuck, const QList<plan::Deed>& deeds);

// The engine's inside: one open book, one session, at most one long piece of work (run, adoption or
// sign-in) at a time. Short commands are whole transactions and may come between its steps.
// engine.cpp: life, session and status · automatic.cpp: what runs by itself · commands.cpp: what
// needs the book alone · onlinecommands.cpp: what needs Xero · mending.cpp: remedies ·
// mendinxero.cpp: their part in Xero · linking.cpp: accounts and their contacts · linkmany.cpp:
// many of them at once · statements.cpp: the bank's files · changes.cpp: what people changed in
// Xero · signingoff.cpp: balances as of a day and sign-offs · reports.cpp: reports and packs ·
// catchingup.cpp: what a new version works out anew · puttingback.cpp: what was changed, as it was
// · organisation.cpp: the way to another one.
class Engine::Inside {
public:
    Inside(Engine& engine, Parts parts);

    void open(const QString& path);
    void perform(quint64 ticket, const records::Command& command);
    void shutDown();

private:
    using Then = std::function<void(base::Result<void>)>;
    using Sentence = base::Result<QString>;

    // life and session
    base::Result<xero::Addresses> addresses() const;
    base::Result<void> makeSession();
    void withXero(Then then);
    void pickTenant(const QString& wanted, Then then);
    void tenantChosen(const xero::Tenant& tenant, const QString& wanted, Then then);
    base::Result<QString> makeSuccessor(const xero::Tenant& tenant);
    Context context();
    void answer(quint64 ticket, const Sentence& sentence, const QString& details = {},
        const std::optional<records::StatementQuestion>& question = {});
    void noteTrouble(const base::Error& error);
    void recallTrouble();
    void rememberTrouble(QList<std::pair<QString, QString>>& notes) const;
    void lookAround();
    void announce(); // throttled status and changed()
    void say(const QString& activity, int done, int total);
    void noteBalances();
    void noteStanding(); // what holds all pushes, as a banner
    void endWork();
    void backUpIfDue();
    void endSession();
    QDateTime lastFetch() const;
    int callsToday() const;
    void remember(const QString& trouble = {});
    void countCalls();
    bool busy() const
    {
        return m_run || m_adoption || m_walk || m_reporting || m_catchingUp || m_signingIn;
    }

    // what runs by itself
    void tick();
    void noticeSleep();
    void noticeAge();
    void startWhatIsDue();
    bool isPaused() const; // nothing starts by itself
    records::RunTimes runTimes(); // as the book has them, made sane
    QDateTime nextLook() const;
    void showNextRun();
    void noteRun(const records::command::Sync& what, const QDateTime& began,
        const std::optional<base::Error>& trouble);
    std::optional<records::RunId> logFailedStart(
        const records::command::Sync& what, const base::Error& error);
    void queueMail(const records::command::Sync& what, std::optional<records::RunId> run,
        const QString& words, bool isTrouble);
    void openBreaker();
    void closeBreaker();
    bool isBreakerOpen() const { return m_breakerSince.isValid(); }

    // one handler per command
    void handle(quint64 ticket, const records::command::Sync&);
    void handle(quint64 ticket, const records::command::StopRun&);
    void handle(quint64 ticket, const records::command::Retry&);
    void handle(quint64 ticket, const records::command::SetAside&);
    void handle(quint64 ticket, const records::command::BringBack&);
    void handle(quint64 ticket, const records::command::DecideParked&);
    void handle(quint64 ticket, const records::command::ReleasePushing&);
    void handle(quint64 ticket, const records::command::TakeMessages& what);
    void handle(quint64 ticket, const records::command::LinkAccount&);
    void handle(quint64 ticket, const records::command::UnlinkAccount&);
    void handle(quint64 ticket, const records::command::Mend&);
    void handle(quint64 ticket, const records::command::CreateContacts&);
    void handle(quint64 ticket, const records::command::LinkByFile&);
    void handle(quint64 ticket, const records::command::FollowMerges&);
    void handle(quint64 ticket, const records::command::UndoLinks&);
    void handle(quint64 ticket, const records::command::SwitchOrganisation&);
    void handle(quint64 ticket, const records::command::CheckBook&);
    void handle(quint64 ticket, const records::command::ShowAsOf&);
    void handle(quint64 ticket, const records::command::SignOff&);
    void handle(quint64 ticket, const records::command::ReviewSignOff&);
    void handle(quint64 ticket, const records::command::WithdrawSignOff&);
    void handle(quint64 ticket, const records::command::MakeReport&);
    void handle(quint64 ticket, const records::command::MakePack&);
    void handle(quint64 ticket, const records::command::VerifyPack&);
    void handle(quint64 ticket, const records::command::SameMoney&);
    void handle(quint64 ticket, const records::command::RecordPayment&);
    void handle(quint64 ticket, const records::command::RecordAllocation&);
    void handle(quint64 ticket, const records::command::RecordCreditNote&);
    void handle(quint64 ticket, const records::command::RecordReversal&);
    void handle(quint64 ticket, const records::command::DoInXero&);
    void handle(quint64 ticket, const records::command::RecordRefund&);
    void handle(quint64 ticket, const records::command::RemoveAllocation&);
    void handle(quint64 ticket, const records::command::ImportFiles&);
    void handle(quint64 ticket, const records::command::ImportStatement&);
    struct Refusal;
    struct StatementRead;
    void handle(quint64 ticket, const records::command::LookForStatements&);
    Sentence takeIn(const records::command::ImportStatement&, const bank::File&, Refusal&);
    Sentence takeInNew(const QFileInfo& found, bool leave, Refusal& refusal);
    base::Result<StatementRead> readStatement(
        const records::command::ImportStatement&, const bank::File&, Refusal&);
    void handle(quint64 ticket, const records::command::UndoStatement&);
    void handle(quint64 ticket, const records::command::JudgeAgain&);
    void handle(quint64 ticket, const records::command::DecideLines&);
    void handle(quint64 ticket, const records::command::Connect&);
    void handle(quint64 ticket, const records::command::Disconnect&);
    void handle(quint64 ticket, const records::command::BackUp&);
    void handle(quint64 ticket, const records::command::TestConnection&);
    void handle(quint64 ticket, const records::command::ChangeSettings&);
    void handle(quint64 ticket, const records::command::ProposeAdoption&);
    void handle(quint64 ticket, const records::command::AcceptAdoption&);
    void handle(quint64 ticket, const records::command::DecideChanges&);
    void handle(quint64 ticket, const records::command::ReopenChange&);
    void handle(quint64 ticket, const records::command::RenumberInXero&);
    void handle(quint64 ticket, const records::command::RunDue&);
    void handle(quint64 ticket, const records::command::ChangeSchedule&);

    // Runs body in one transaction, reviews what it touched; change answers with the sentence.
    Sentence changed(const std::function<Sentence(store::Transaction&)>& body);
    void change(quint64 ticket, const std::function<Sentence(store::Transaction&)>& body);
    base::Result<void> saveByHand(store::Transaction& tx, records::Operation operation);
    Sentence tieSameMoney(store::Transaction& tx, const records::command::SameMoney& what);
    // something of every account, a slice at a time; after says how it went
    void walk(quint64 ticket, const QString& activity, QList<records::AccountId> accounts,
        EveryAccount::Each each, std::function<Sentence(const base::Result<void>&)> after);
    struct SigningOff;
    base::Result<void> maySignOff(
        const records::command::SignOff& what, const records::Surroundings& around) const;
    base::Result<void> signAccount(
        store::Transaction& tx, SigningOff& work, const records::AccountFile& file);
    QList<records::SignOffId> replacedBy(const SigningOff& work) const;
    QList<records::AccountId> newSince(const SigningOff& work) const;
    Sentence endSigningOff(SigningOff& work, const base::Result<void>& done);
    struct CatchingUp;
    bool hasMuchToCatchUp() const;
    void catchUp();
    void stepCatchingUp();
    struct Reporting;
    template <class Builder>
    void gather(quint64 ticket, const QString& activity, auto builderOf, auto write);
    void stepReporting();
    void endReporting(const Sentence& sentence);
    Sentence writePack(const report::Pack& pack, const QString& folder);
    // what a remedy does: to the book, then in Xero, then a sync
    base::Result<QList<records::Operation>> stuckBy(const records::command::Mend& what);
    base::Result<QList<plan::Deed>> deedsOf(
        const records::command::Mend& what, const QList<records::Operation>& stuck);
    void barLinks(QList<plan::Deed>& deeds) const; // what the rules of links forbid is left
    void mendHere(quint64 ticket, const QList<plan::Deed>& deeds, const records::command::Retry&);
    base::Result<void> doHere(const QList<plan::Deed>& deeds);
    base::Result<void> doHere(store::Transaction& tx, const plan::Deed& deed);
    base::Result<void> allocatePart(store::Transaction& tx, const plan::Deed& deed);
    base::Result<void> askForItem(store::Transaction& tx, const plan::Deed& deed);
    base::Result<void> setInstead(store::Transaction& tx, const plan::Deed& deed);
    struct MendAtWork;
    using AtWork = std::shared_ptr<MendAtWork>;
    void mendInXero(
        quint64 ticket, const QList<records::Operation>& stuck, const QList<plan::Deed>& deeds);
    void doInXero(const AtWork& work);
    void restoreContacts(const AtWork& work, const QList<plan::Deed>& deeds);
    void deletePayment(const AtWork& work, const plan::Deed& deed);
    QString whyNotDeleted(const plan::Deed& deed, const base::Result<xero::Response>& answer) const;
    base::Result<void> noteDeeds(const QList<plan::Deed>& deeds, const QString& what);
    void leave(const AtWork& work, const plan::Deed& deed, const QString& why);
    void mendedInXero(const AtWork& work);
    // the link of an account and its number in Xero
    // How an account is linked, to be given back when it is linked to `after`, or to none.
    records::Relinked asLinked(records::AccountId account, records::mirror::ContactId after) const;
    base::Result<void> keepByHand(store::Transaction& tx, const records::Relinked& one);
    base::Result<std::optional<records::NumberWish>> linkTo(
        store::Transaction& tx, const records::command::LinkAccount& what);
    void linkOne(quint64 ticket, const records::command::LinkAccount& what);
    Sentence keepContact(const base::Result<xero::Response>& response);
    Sentence unlink(const records::Link& link, const QString& name);
    // Our number when the contact carries it; empty when it doesn't; an error says what bars it.
    base::Result<QString> mayUnlink(const records::AccountFile& file) const;
    void writeNumbers(const QList<records::NumberWish>& wishes, Then then);
    base::Result<void> settleNumbers(
        const QList<records::NumberWish>& wishes, const QList<base::Result<void>>& results);
    void writeNumbers(std::function<void()> then); // all that is wished
    // links of many accounts
    struct ManyLinks;
    Sentence linkAll(const ManyLinks& many);
    QString whyNotBack(const records::LinkChange& change, const records::Relinked& one) const;
    // isWished: our number may be on its way into the contact.
    base::Result<void> linkBack(
        store::Transaction& tx, const records::Relinked& one, bool isWished);
    // what is decided about a change in Xero
    struct Deciding;
    Sentence settle(store::Transaction& tx, const records::command::DecideChanges& what,
        const QList<records::Change>& chosen);
    base::Result<void> pushAgain(
        store::Transaction& tx, const records::Change& change, const records::AccountFile& file);
    base::Result<void> followHere(
        store::Transaction& tx, const records::Change& change, const records::AccountFile& file);
    base::Result<void> takeOff(
        store::Transaction& tx, const records::Change& change, const records::AccountFile& file);
    base::Result<void> tieByHand(store::Transaction& tx, const records::Change& change,
        const records::AccountFile& file, bool takenBack);
    base::Result<void> copyHere(
        store::Transaction& tx, const records::Change& change, const records::AccountFile& file);
    base::Result<void> relink(store::Transaction& tx, const records::AccountFile& file);
    void putBack(quint64 ticket, const records::command::DecideChanges& what,
        const QList<records::Change>& chosen);
    base::Result<void> mayWrite() const;
    void readForPuttingBack(
        const std::shared_ptr<Deciding>& deciding, const base::Result<RunSummary>& read);
    base::Result<xero::Request> requestNow(
        const records::Change& read, records::ChangeWay way) const;
    void putNextBack(const std::shared_ptr<Deciding>& deciding);
    Sentence howItWent(Deciding& deciding) const;
    void lookWhetherPutBack(const std::shared_ptr<Deciding>& deciding);

    // after: what is said once the run is through, given what it says itself.
    using After = std::function<Sentence(const Sentence& run)>;
    void runThenAnswer(quint64 ticket, const records::command::Sync& what, const After& after = {});
    void startRun(quint64 ticket, const records::command::Sync& what, const After& after);
    void startAdoption(quint64 ticket, Adoption::Purpose purpose, QDate startDate);
    base::Result<int> freeForRetry(const records::command::Retry& what);

    // Stands in until a session is made; what works on the book alone never sends.
    class NoTransport final : public xero::Transport {
    public:
        void send(const xero::Request&, QObject*, xero::ResponseHandler handler) override
        {
            handler(
                base::failure(base::ErrorKind::Offline, QStringLiteral("Not connected to Xero.")));
        }
    };

    Engine& m_engine;
    NoTransport m_none;
    Parts m_parts;
    std::unique_ptr<Reserve> m_reserve;
    std::unique_ptr<store::Book> m_book;
    std::unique_ptr<xero::Session> m_session;
    bool m_readOnly = false, m_signedIn = false, m_signingIn = false, m_local = false;
    bool m_closing = false, m_announcing = false;
    QPointer<Run> m_run;
    QSet<Resource> m_readAnew; // by the next run
    QPointer<Adoption> m_adoption;
    QPointer<EveryAccount> m_walk;
    std::shared_ptr<Reporting> m_reporting;
    std::shared_ptr<CatchingUp> m_catchingUp;
    bool m_isStopping = false; // what works without a run: after the call that is on its way
    QHash<quint64, records::Mending> m_mended; // by ticket, told with its answer
    QPointer<ContactNumbers> m_number; // being written into contacts
    records::EngineStatus m_status;
    QList<QDateTime> m_connectionErrors; // within the last hour (R-F10)
    QDateTime m_breakerSince; // open: nothing runs by itself until somebody tries
    QDateTime m_lookAfter; // no lookup before
    QDateTime m_tickedAt; // on the wall
    QDateTime m_grownOld; // the reading whose verdicts were taken back
    qint64 m_tickedAfterBoot = 0;
    CallsOfDay m_callsBefore; // of earlier sessions
    // of this session, what is already counted by the hour
    QDate m_countedOn;
    int m_callsCounted = 0;
    qint64 m_bytesCounted = 0;
};

} // namespace engine
