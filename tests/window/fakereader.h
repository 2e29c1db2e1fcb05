// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/reader.h"

namespace window {

template <class Row>
QList<Row> windowOf(const QList<Row>& rows, int offset, int limit)
{
    return rows.mid(std::min<qsizetype>(offset, rows.size()), limit);
}

// The demo book at one moment (Friday 21 November 2025, 10:15), as the look's pictures show it.
class FakeReader : public store::Reader {
public:
    std::shared_ptr<const Moment> moment() const override { return {}; }
    QString path() const override { return QStringLiteral("Coastline.tieout"); }
    FakeReader();
    static QDateTime now();
    static records::EngineStatus status();

    records::BookSettings settings() const override { return book; }
    store::Today today() const override;
    int accountCount(const QString& role, const store::Query&) const override;
    QList<store::AccountRow> accounts(
        const QString& role, const store::Query&, int offset, int limit) const override;
    QList<store::BalanceSum> balanceSums(const QString& role, const store::Query&) const override;
    QList<store::CauseSum> causeSums(const QString&, const store::Query&) const override;
    QList<store::BalanceSum> otherSums; // of currencies that aren't the book's own
    base::Money unexplained; // of the whole book
    int notExplained = 0; // balances of each role
    bool neverFetched = false;
    mutable int filesRead = 0;
    records::Surroundings surroundings() const override;
    records::RecordHistory history(
        const QList<records::RecordRef>&, const QList<records::XeroRef>&) const override
    {
        return past;
    }
    records::RecordHistory past;
    records::AccountFile story(records::AccountId id) const; // of the one with four causes
    store::AsOfDay asOf() const override { return kept; }
    store::AsOfDay kept;
    QList<store::BalanceDay> balanceDays(const QString&) const override { return days; }
    QList<store::BalanceDay> days;
    QList<records::SignOff> signOffs() const override { return signed_; }
    std::optional<records::SignOff> signOff(records::SignOffId id) const override;
    QList<records::SignOff> signed_; // newest first
    QList<records::SignedAccount> signedAccounts(
        records::SignOffId, records::AccountId, bool, int offset, int limit) const override;
    void signHarbourside(); // as of 31 Oct, suspended by what was dated before it since
    void rememberDays(int count); // how the book stood at the end of each
    QList<records::SignedAccount> signedRows;
    QList<records::BridgeLine> signedLines(records::SignOffId, int offset, int limit) const override
    {
        return windowOf(signedCauses, offset, limit);
    }
    QList<records::BridgeLine> signedCauses;
    QList<records::SignOffChange> signOffChanges(
        records::SignOffId id, int offset, int limit) const override
    {
        QList<records::SignOffChange> rows = signedChanges;
        rows.removeIf([id](const records::SignOffChange& row) { return row.signOff != id; });
        return windowOf(rows, offset, limit);
    }
    QList<records::SignOffChange> signedChanges;
    QList<records::SignOffEvent> signOffEvents(records::SignOffId) const override
    {
        return signedEvents;
    }
    QList<records::SignOffEvent> signedEvents;
    std::optional<store::AccountDetail> account(records::AccountId) const override;
    store::OutboxSummary outboxSummary() const override;
    int outboxCount(const store::Query&) const override;
    QList<std::pair<store::OutboxGroup, int>> outboxGroups(const store::Query&) const override;
    QList<store::OutboxRow> outbox(const store::Query&, int offset, int limit) const override;
    int inboxCount(const store::Query&) const override;
    QList<store::InboxRow> inbox(const store::Query&, int offset, int limit) const override;
    QList<store::IntakeSum> inboxSums(const store::Query&) const override;
    QList<store::TaskRow> tasks(const store::Query&) const override { return taskRows; }
    QList<store::TaskRow> taskRows; // what stands undone on one side only
    QList<store::ProblemCard> problems(const store::Query&) const override;
    QList<store::ProblemRow> problemRows(
        const QString& key, const store::Query&, int offset, int limit) const override;
    QList<std::pair<QString, QString>> choices(records::RemedyId) const override { return codes; }
    QList<std::pair<QString, QString>> codes{{QStringLiteral("200"), QStringLiteral("Sales")}};
    QList<store::AttemptRow> attempts(records::OperationId) const override;
    std::optional<store::SideBySide> sideBySide(records::OperationId id) const override
    {
        return compared.contains(id) ? std::optional(compared.value(id)) : std::nullopt;
    }
    QHash<records::OperationId, store::SideBySide> compared;
    int ledgerCount(const store::Query&) const override;
    QList<store::LedgerRow> ledger(const store::Query&, int offset, int limit) const override;
    std::optional<store::RecordDetail> record(records::RecordRef) const override;
    int changeCount(const store::Query&) const override;
    QList<store::ChangeRow> changes(const store::Query&, int offset, int limit) const override;
    store::ChangeSums changeSums(const store::Query&) const override;
    QList<store::ChangeRow> changesOf(records::XeroRef) const override;
    QList<store::ChangeRow> changeRows; // to decide above settled
    QString address(records::XeroRef record) const override;
    int linkCount(const store::Query&) const override;
    QList<store::LinkRow> links(const store::Query&, int offset, int limit) const override;
    QHash<QString, int> linkCounts() const override;
    int contactCount(const store::Query&) const override;
    QList<store::ContactRow> contacts(const store::Query&, int offset, int limit) const override;
    int unpushedCount(const store::Query&) const override;
    QList<store::DocumentRow> unpushed(const store::Query&, int offset, int limit) const override;
    std::optional<records::AccountFile> accountFile(records::AccountId id) const override;
    std::optional<records::LinkChange> lastLinkChange() const override { return lastChange; }
    QHash<records::AccountId, records::AccountFile> files;
    // One account more, whose bridge is worked out of its story.
    records::AccountId tell(records::AccountFile file);
    QSet<records::AccountId> storied;
    QHash<records::AccountId, QString> notices, controls;
    QList<store::ContactRow> contactRows;
    QList<store::DocumentRow> documentRows;
    records::Surroundings items;
    std::optional<records::LinkChange> lastChange;
    QList<store::LinkCandidate> linkCandidates(
        records::AccountId, const QString& text) const override;
    int runCount(const store::Query&) const override;
    QList<store::RunRow> runs(const store::Query&, int offset, int limit) const override;
    std::optional<store::RunRow> run(records::RunId) const override;
    QList<store::RunModuleRow> runModules(records::RunId) const override;
    int runRecordCount(records::RunId, bool left) const override;
    QList<store::RunRecordRow> runRecords(
        records::RunId, bool left, int offset, int limit) const override;
    store::SwitchPreview switchPreview() const override
    {
        return {1284, 38'117, 29'480, 412, 1279, 77'294, 12, 1, 31};
    }
    records::Schedule schedule() const override { return timetable; }
    records::RunTimes runTimes() const override { return ran; }
    QList<store::MessageRow> waitingMessages() const override { return messages; }
    QList<store::StatementRow> statements() const override { return statementRows; }
    int bankLineCount(const store::Query& query) const override
    {
        return bankLineTotals(query).rows;
    }
    QList<store::BankLineRow> bankLines(const store::Query&, int offset, int limit) const override;
    store::Totals bankLineTotals(const store::Query&) const override;
    std::optional<store::BankLineRow> bankLine(records::BankLineId) const override;
    QList<store::StatementRow> statementRows;
    QList<store::BankLineRow> lineRows;
    store::Diagnostics diagnostics() const override;
    QList<store::BackupRow> backups() const override { return backupRows; }
    QList<store::BackupRow> backupRows;
    records::SupportCase supportCase(records::AccountId) const override { return {}; }
    std::optional<store::AdoptionSummary> adoption() const override;
    QList<store::AdoptionRow> adoptionUnmatched(int offset, int limit) const override;
    QList<store::LedgerRow> find(const QString& text, int limit) const override;

    records::BookSettings book;
    records::Schedule timetable;
    records::RunTimes ran;
    QList<store::MessageRow> messages; // oldest first
    mutable store::Query lastRuns; // as some of them were last asked for
    QList<store::AccountRow> accountRows, vendorRows;
    QList<store::OutboxRow> outboxRows;
    QList<store::InboxRow> inboxRows; // receipts stand above what they became
    QList<records::Preflight> banks;
    QList<store::LedgerRow> ledgerRows;
    QList<store::LinkRow> linkRows;
    QHash<records::RecordRef, base::Money>
        outstandingOf; // what a record has open, where it is known
    QStringList missingScopes;
    QDateTime signInUntil;
    int callsToday = 0; // as the book has noted them
    mutable store::Query lastAccounts, lastOutbox, lastInbox; // as each was last asked for
    mutable int largestWindow = 0; // the most rows anybody asked for at once
    mutable int outboxWindows = 0, timesToday = 0; // how often each was asked for

private:
    void addAccount(const QString& name, const QString& number, const char* ledger,
        const char* xero, int causes, records::BridgeCause cause);
    void addOperation(store::OutboxGroup group, records::OperationKind kind, const QString& label,
        const QString& account, const char* amount, records::Cause cause = {});
    void fillAccounts();
    void fillOutbox();
    void fillLines();
    void fillLinks();
    QList<store::BankLineRow> linesMatching(const store::Query&) const;
    QList<store::InboxRow> inboxMatching(const store::Query&) const;
    QList<store::LinkRow> linksMatching(const store::Query&) const;
    QList<store::ChangeRow> changesMatching(const store::Query&) const;
    void fillChanges();
    QList<store::AccountRow> accountsMatching(const QString& role, const store::Query&) const;
    QList<store::OutboxRow> outboxMatching(const store::Query&) const;
    QList<store::LedgerRow> ledgerMatching(const store::Query&) const;
};

base::Money aud(const char* amount);
// Stories to tell (fakestories.cpp).
records::AccountFile cancellingStory(records::RecordHistory& past);
records::AccountFile twoCurrencyStory();
records::AccountFile oldStory();

} // namespace window
