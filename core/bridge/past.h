// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/parted.h"
#include "bridge/tally.h"

// A few records of an account as they stood at any moment that the book remembers.
namespace bridge {

// A moment at which one of the records came to stand otherwise.
struct Turn {
    QDateTime at; // by the book's clock: when it was recorded, or read
    Event event; // without amount
};

class Past {
public:
    // Only what is named, and what can't be told without it: the credit of an allocation.
    Past(const records::AccountFile& file, const Involved& records,
        const records::RecordHistory& history);

    // Oldest first.
    const QList<Turn>& turns() const { return m_turns; }
    // The records as they stood from that moment on, as a file that counts like any other.
    records::AccountFile at(const QDateTime& moment) const;

private:
    void addLedgerTurns();
    void addXeroTurns();
    void addTurn(const records::RecordRef& record, const QDateTime& at, QDate date,
        const QString& label, Happened what);
    void addReversal(const records::ledger::Reversal& reversal);
    template <class Record>
    void addVersions(const QList<records::Version<Record>>& versions, auto amountOf);
    void addAllocations();
    void addLedger(records::AccountFile& then, const QDateTime& moment) const;
    void addXero(records::AccountFile& then, const QDateTime& moment) const;
    QString whoOf(const records::RecordRef& record, const QDateTime& at) const;
    Event inXero(const records::XeroRef& record, const QUuid& updated, const QDateTime& readAt,
        const QDateTime& updatedAt, QDate date, const QString& label, Happened what) const;

    const records::AccountFile& m_file;
    const records::RecordHistory& m_history;
    const QSet<records::RecordRef> m_ledger;
    const QSet<records::XeroRef> m_xero;
    QSet<QUuid> m_parents; // credits that only hold an allocation here
    QList<Turn> m_turns;
};

} // namespace bridge
