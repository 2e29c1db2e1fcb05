// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/bridge.h"
#include "match/index.h"

// The entries of design §8's table and which of them are tied.
namespace bridge {

enum class Part {
    Record, // a document, payment, adjustment; an invoice, payment, credit or allocation
    Reversal, // of a ledger record
    Refund, // money paid back out of a credit; or the ledger's own refund
    Remaining // what is left of a credit born in Xero
};

struct Item {
    Entry entry;
    Part part = Part::Record;
};

// Entries of both sides that twins tie together: they are one event, seen from two sides.
struct Group {
    QList<const Item*> ledger, xero;
    QList<const records::Twin*> twins;
};

class Tally {
public:
    Tally(const records::AccountFile& file, const match::Index& index, const Scope& scope);
    Tally(const Tally&) = delete;
    Tally& operator=(const Tally&) = delete;

    const QList<Item>& items() const { return m_items; } // ledger first, each side by date
    const QList<Group>& groups() const { return m_groups; }
    // The scope's; records in others are not summed.
    base::Currency currency() const { return m_currency; }

private:
    void addLedger();
    void addXero();
    void addCredit(const records::mirror::Credit& credit);
    void addRefund(const records::mirror::Payment& refund);
    void add(const records::RecordRef& record, base::Money amount, QDate date, const QString& label,
        Part part = Part::Record);
    void add(const records::XeroRef& record, base::Money amount, QDate date, const QString& label,
        Part part = Part::Record);
    void sortItems();
    void group();

    const records::AccountFile& m_file;
    const match::Index& m_index;
    const records::Side m_side;
    base::Currency m_currency;
    QList<Item> m_items;
    QList<Group> m_groups;
};

// The account's own; of one that never said, the first by name among what it holds, so that the
// order in which records are read changes nothing.
base::Currency currencyOf(const records::AccountFile& file);
// "Overpayment", "Credit note".
QString nameOf(const records::XeroRef& record);

} // namespace bridge
