// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "match/index.h"

// Receivable or payable, and with which sign: in both, what is still owed counts as plus.
namespace bridge {

class Sides {
public:
    Sides(const records::AccountFile& file, const match::Index& index);

    records::Side of(const records::ledger::Document& document) const;
    // Where it was allocated decides; unallocated, the account's role.
    records::Side of(const records::ledger::Payment& payment) const;
    records::Side of(const records::ledger::Adjustment& adjustment) const;
    records::Side of(const records::RecordRef& reversed) const;

private:
    records::Side ofMoney(const records::RecordRef& money) const;

    const match::Index& m_index;
    const records::Side m_byRole;
    QHash<records::RecordRef, records::Side> m_byAllocation;
};

records::Side sideOf(const records::mirror::Invoice& invoice);
records::Side sideOf(const records::mirror::Credit& credit);
records::Side sideOf(const records::mirror::Payment& payment, const match::Index& index);

base::Money signedAmount(const records::ledger::Document& document);
base::Money signedAmount(const records::ledger::Adjustment& adjustment);
bool raisesBalance(const records::RecordRef& record, const match::Index& index);

} // namespace bridge
