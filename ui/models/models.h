// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "models/listmodel.h"

namespace ui {

// One model per list. Each knows its columns and how a row of the reader becomes cells.

class AccountsModel : public ListModel {
    Q_OBJECT
public:
    AccountsModel(Context& context, QObject* parent);
    void setRole(const QString& role); // customer, vendor; read again by setQuery
    QString role() const { return m_role; }
    store::AccountRow row(int row) const { return m_rows.at(row); }
    Subject subject(int row) const override;
    QString key(int row) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;

private:
    enum At { Name, Ledger, Xero, Difference, Explained, Unexplained, CauseChip, LastMoved };
    Cell causeCell(const store::AccountRow& row) const;
    Cell signedCell(const store::AccountRow& row) const;

    Context& m_context;
    QString m_role;
    Windows<store::AccountRow> m_rows;
};

// What two people said is right, newest first. A book has some dozens of them a year.
class SignOffsModel : public ListModel {
    Q_OBJECT
public:
    SignOffsModel(Context& context, QObject* parent);
    records::SignOff row(int row) const { return m_rows.value(row); }
    QString key(int row) const override;
    int countOf(const QString& filter) const; // "all", "waiting", "suspended"

protected:
    int count(const store::Query& query) const override;
    void forget() override;
    Cell cell(int row, int column) const override;

private:
    Context& m_context;
    QList<records::SignOff> m_all, m_rows; // those of the filter, in the list's order
    mutable QHash<records::SignOffId, QString> m_scopes; // what each is of, in words
};

class OutboxModel : public ListModel {
    Q_OBJECT
public:
    OutboxModel(Context& context, QObject* parent);
    store::OutboxRow row(int row) const { return m_rows.at(row); }
    Subject subject(int row) const override;
    QString key(int row) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;
    QList<Group> groups(int rows) const override;

private:
    Cell state(const store::OutboxRow& row) const;
    Cell waitsFor(const store::OutboxRow& row) const;
    QString next(const store::OutboxRow& row) const;

    Context& m_context;
    Windows<store::OutboxRow> m_rows;
};

class InboxModel : public ListModel {
    Q_OBJECT
public:
    InboxModel(Context& context, QObject* parent);
    store::InboxRow row(int row) const { return m_rows.at(row); }
    Subject subject(int row) const override;
    QString key(int row) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;
    QList<Group> groups(int rows) const override;

private:
    static store::Query asked(const store::Query& query);
    static Cell state(const store::InboxRow& row);
    QString reason(const store::InboxRow& row) const;

    Context& m_context;
    Windows<store::InboxRow> m_rows;
};

class LedgerModel : public ListModel {
    Q_OBJECT
public:
    LedgerModel(Context& context, QObject* parent);
    store::LedgerRow row(int row) const { return m_rows.at(row); }
    Subject subject(int row) const override;
    QString key(int row) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;

private:
    Context& m_context;
    Windows<store::LedgerRow> m_rows;
};

// The bank's own lines. filter: a bank account's code; group: a verdict.
class BankLinesModel : public ListModel {
    Q_OBJECT
public:
    BankLinesModel(Context& context, QObject* parent);
    store::BankLineRow row(int row) const { return m_rows.at(row); }
    Subject subject(int row) const override;
    bool isLoud(int row) const override;
    QString key(int row) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;

private:
    Context& m_context;
    Windows<store::BankLineRow> m_rows;
};

class LinksModel : public ListModel {
    Q_OBJECT
public:
    LinksModel(Context& context, QObject* parent);
    store::LinkRow row(int row) const { return m_rows.at(row); }
    Subject subject(int row) const override;
    QString key(int row) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;
    QList<Group> groups(int rows) const override;

private:
    Context& m_context;
    Windows<store::LinkRow> m_rows;
};

// Xero's contacts, each with its account here.
class ContactsModel : public ListModel {
    Q_OBJECT
public:
    ContactsModel(Context& context, QObject* parent);
    store::ContactRow row(int row) const { return m_rows.at(row); }
    Subject subject(int row) const override;
    QString key(int row) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;

private:
    Context& m_context;
    Windows<store::ContactRow> m_rows;
};

// Documents that wait for Xero, by their item codes.
class ItemCodesModel : public ListModel {
    Q_OBJECT
public:
    ItemCodesModel(Context& context, QObject* parent);
    store::DocumentRow row(int row) const { return m_rows.at(row); }
    Subject subject(int row) const override;
    QString key(int row) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;

private:
    Context& m_context;
    Windows<store::DocumentRow> m_rows;
};

// What people changed in Xero: to decide above settled.
class ChangesModel : public ListModel {
    Q_OBJECT
public:
    ChangesModel(Context& context, QObject* parent);
    store::ChangeRow row(int row) const { return m_rows.at(row); }
    Subject subject(int row) const override;
    QString key(int row) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;
    QList<Group> groups(int rows) const override;

private:
    Context& m_context;
    Windows<store::ChangeRow> m_rows;
};

class RunsModel : public ListModel {
    Q_OBJECT
public:
    RunsModel(Context& context, QObject* parent);
    store::RunRow row(int row) const { return m_rows.at(row); }
    Subject subject(int row) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;

private:
    Context& m_context;
    Windows<store::RunRow> m_rows;
};

class RunRecordsModel : public ListModel {
    Q_OBJECT
public:
    RunRecordsModel(Context& context, QObject* parent);
    void setRun(records::RunId run, bool isLeftOnly);
    store::RunRecordRow row(int row) const { return m_rows.at(row); }
    Subject subject(int row) const override;
    QString key(int row) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;

private:
    Context& m_context;
    records::RunId m_run;
    bool m_isLeftOnly = false;
    Windows<store::RunRecordRow> m_rows;
};

// The rows of the open problem card.
class ProblemRowsModel : public ListModel {
    Q_OBJECT
public:
    ProblemRowsModel(Context& context, QObject* parent);
    void setCard(const QString& key, const store::Query& shown, int records);
    store::ProblemRow row(int row) const { return m_rows.at(row); }
    Subject subject(int row) const override;
    QString key(int row) const override;
    static constexpr int recordColumn = 1, xeroColumn = 2, detailsColumn = 8;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;

private:
    static QString ties(const store::ProblemRow& row);

    Context& m_context;
    QString m_key;
    store::Query m_shown; // the page's filter
    int m_records = 0;
    Windows<store::ProblemRow> m_rows;
};

// What an adoption leaves over, on either side.
class AdoptionModel : public ListModel {
    Q_OBJECT
public:
    AdoptionModel(Context& context, QObject* parent);
    Subject subject(int row) const override;

protected:
    int count(const store::Query& query) const override;
    void forget() override { m_rows.clear(); }
    Cell cell(int row, int column) const override;

private:
    Context& m_context;
    Windows<store::AdoptionRow> m_rows;
};

// A sort by a column of the list as the reader counts its columns: readers[column].
store::Query sortedAs(store::Query query, std::initializer_list<int> readers);
// A stored word at the start of a cell, and a word of the window within a sentence.
QString sentenceCase(QString text);
QString inSentence(QString text);

// The few ways a cell is made.
Cell textCell(const QString& text, Tone tone = Tone::Text);
Cell moneyCell(base::Money amount);
QString amountTitle(const Context& context); // "Amount AUD"
Cell differenceCell(base::Money amount);
Cell stateCell(const QString& icon, Tone tone, const QString& text);
Cell linkCell(const QString& icon, const QString& text);
Cell linkState(const store::LinkRow& row);
Cell contactState(const store::ContactRow& row);
Cell recordState(const QString& state); // of a ledger record towards Xero
Cell changeState(records::ChangeState state);
QString sourceName(records::ledger::Source source);
QString iconOf(records::ledger::Source source);

} // namespace ui
