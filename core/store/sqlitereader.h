// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "store/reader.h"
#include "store/statement.h"

namespace store {

// What a list is asked for, ready to be bound: every list begins with WITH q (pattern, amount).
struct Search {
    QString pattern; // for LIKE; "%" matches everything
    std::optional<base::Money> amount; // when the text reads as one
    static Search of(const QString& text, base::Currency currency);
};

// Lists are asked for in windows, filtered, sorted and summed by SQLite. An error of reading is
// logged and shows as an empty list.
class SqliteReader final : public Reader {
public:
    SqliteReader(const QString& path, std::unique_ptr<Connection> connection,
        std::shared_ptr<const base::Clock> clock);

    std::shared_ptr<const Moment> moment() const override;
    QString path() const override { return m_path; }
    records::BookSettings settings() const override;
    Today today() const override;
    int accountCount(const QString& role, const Query&) const override;
    QList<AccountRow> accounts(
        const QString& role, const Query&, int offset, int limit) const override;
    QList<BalanceSum> balanceSums(const QString& role, const Query&) const override;
    QList<CauseSum> causeSums(const QString& role, const Query&) const override;
    std::optional<AccountDetail> account(records::AccountId) const override;
    std::optional<records::AccountFile> accountFile(records::AccountId) const override;
    records::Surroundings surroundings() const override;
    records::RecordHistory history(
        const QList<records::RecordRef>&, const QList<records::XeroRef>&) const override;
    AsOfDay asOf() const override;
    QList<BalanceDay> balanceDays(const QString& role) const override;
    QList<records::SignOff> signOffs() const override;
    std::optional<records::SignOff> signOff(records::SignOffId) const override;
    QList<records::SignedAccount> signedAccounts(records::SignOffId, records::AccountId only,
        bool withItems, int offset, int limit) const override;
    QList<records::BridgeLine> signedLines(
        records::SignOffId, int offset, int limit) const override;
    QList<records::SignOffChange> signOffChanges(
        records::SignOffId, int offset, int limit) const override;
    QList<records::SignOffEvent> signOffEvents(records::SignOffId) const override;
    OutboxSummary outboxSummary() const override;
    int outboxCount(const Query&) const override;
    QList<std::pair<OutboxGroup, int>> outboxGroups(const Query&) const override;
    QList<OutboxRow> outbox(const Query&, int offset, int limit) const override;
    int inboxCount(const Query&) const override;
    QList<InboxRow> inbox(const Query&, int offset, int limit) const override;
    QList<IntakeSum> inboxSums(const Query&) const override;
    QList<ProblemCard> problems(const Query&) const override;
    QList<ProblemRow> problemRows(
        const QString& key, const Query&, int offset, int limit) const override;
    QList<std::pair<QString, QString>> choices(records::RemedyId remedy) const override;
    QList<TaskRow> tasks(const Query&) const override;
    QList<AttemptRow> attempts(records::OperationId) const override;
    std::optional<SideBySide> sideBySide(records::OperationId) const override;
    int changeCount(const Query&) const override;
    QList<ChangeRow> changes(const Query&, int offset, int limit) const override;
    ChangeSums changeSums(const Query&) const override;
    QList<ChangeRow> changesOf(records::XeroRef record) const override;
    QString address(records::XeroRef record) const override;
    int ledgerCount(const Query&) const override;
    QList<LedgerRow> ledger(const Query&, int offset, int limit) const override;
    std::optional<RecordDetail> record(records::RecordRef) const override;
    int linkCount(const Query&) const override;
    QHash<QString, int> linkCounts() const override;
    QList<LinkRow> links(const Query&, int offset, int limit) const override;
    int contactCount(const Query&) const override;
    QList<ContactRow> contacts(const Query&, int offset, int limit) const override;
    int unpushedCount(const Query&) const override;
    QList<DocumentRow> unpushed(const Query&, int offset, int limit) const override;
    std::optional<records::LinkChange> lastLinkChange() const override;
    QList<LinkCandidate> linkCandidates(records::AccountId, const QString& text) const override;
    int runCount(const Query&) const override;
    QList<RunRow> runs(const Query&, int offset, int limit) const override;
    std::optional<RunRow> run(records::RunId) const override;
    QList<RunModuleRow> runModules(records::RunId) const override;
    int runRecordCount(records::RunId, bool left) const override;
    QList<RunRecordRow> runRecords(records::RunId, bool left, int offset, int limit) const override;
    SwitchPreview switchPreview() const override;
    records::Schedule schedule() const override;
    records::RunTimes runTimes() const override;
    QList<MessageRow> waitingMessages() const override;
    QList<StatementRow> statements() const override;
    int bankLineCount(const Query& query) const override;
    QList<BankLineRow> bankLines(const Query& query, int offset, int limit) const override;
    Totals bankLineTotals(const Query& query) const override;
    std::optional<BankLineRow> bankLine(records::BankLineId id) const override;
    Diagnostics diagnostics() const override;
    QList<BackupRow> backups() const override;
    records::SupportCase supportCase(records::AccountId account) const override;
    std::optional<AdoptionSummary> adoption() const override;
    QList<AdoptionRow> adoptionUnmatched(int offset, int limit) const override;
    QList<LedgerRow> find(const QString& text, int limit) const override;

private:
    void addSignOffs(QList<AccountRow>& rows) const;
    BankLineRow bankLineRow(Statement& select) const;
    ChangeRow changeRow(Statement& select) const;
    records::WhyFacts whyFacts(const RecordDetail& detail) const;
    // Of one row: how many, and two sums in the book's currency.
    Totals totalsOf(Statement& select) const;
    // What several views show at once is read once for each state of the book and each day.
    template <class Value>
    struct Kept {
        std::pair<qint64, QDateTime> of;
        std::optional<Value> value;
    };
    template <class Value, class Read>
    const Value& upToDate(Kept<Value>& kept, Read read) const
    {
        const std::pair of{dataVersion(), startOfToday()};
        if (!kept.value || kept.of != of)
            kept = {of, read()};
        return *kept.value;
    }
    qint64 dataVersion() const; // another after each change by another connection
    // Milliseconds that the last whole run this way took; none: there was none.
    std::optional<qint64> lastTook(records::command::Direction direction) const;
    Today readToday() const;
    OutboxSummary readOutboxSummary() const;

    bool areAlike(records::OperationKind kind, const QDateTime& since, int records) const;
    QList<ProblemCard> blockedCards(const Search& asked) const;
    QList<ProblemRow> blockedRows(
        const QString& cause, const Search& asked, int offset, int limit) const;

    Connection& connection() const { return *m_connection; }
    Search search(const Query& query) const;
    base::Currency bookCurrency() const;
    QTimeZone organisationZone() const;
    QDateTime startOfToday() const;
    QString controlWords(const records::ControlDifference& one) const;
    Statement& bindMatching(Statement& select, const QString& role, const Query& query) const;
    QString value(const QString& name) const;
    QDateTime instant(const QString& name) const;
    QString shortCode() const;
    int count(const QString& sql) const;
    void addBalances(Today& today) const;
    std::optional<base::Money> outstanding(records::RecordRef ref, base::Money amount) const;
    void addSurvivor(LinkRow& row) const;
    QList<CallHour> callHours() const;
    qint64 bytesThisMonth() const;
    QList<FetchRow> fetches() const;
    QList<CheckRow> checks() const;

    QString m_path;
    std::unique_ptr<Connection> m_connection;
    std::shared_ptr<const base::Clock> m_clock;
    mutable std::weak_ptr<const Moment> m_moment;
    mutable Kept<Today> m_today;
    mutable Kept<OutboxSummary> m_outboxSummary;
    mutable Kept<records::Surroundings> m_surroundings;
};

// Xero's own page of a record (xero-api.md §4.8); empty when the organisation is not known.
QString deepLink(const QString& shortCode, records::XeroRef record);

} // namespace store
