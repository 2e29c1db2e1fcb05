// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"

// Item codes: what an invoice's lines need before it may go (R128–R137). Pure.
namespace plan {

// R129: what must hold for a line to go with its item code. The last three say nothing of a line
// that is no product, or a service: those go without a code.
struct ItemTicks {
    bool isProduct = false; // a product purchase line
    bool isSold = false; // the product is Billable or Physical
    bool hasCode = false; // the product id, or where the book goes by it, the SKU
    bool isInXero = false; // and Xero has an item with it
    bool isDoubled = false; // another product has the same code, so it says nothing (R135)
    QString code;
    bool needsItem() const { return isProduct && isSold; }
    bool passes() const { return !needsItem() || (hasCode && isInXero && !isDoubled); }
};
ItemTicks itemTicks(const records::ledger::Line& line, const records::Surroundings& around);

// R136: every line with an item, none, or some.
enum class ItemMix { Item, Service, Hybrid };
ItemMix mixOf(const records::ledger::Document& document, const records::Surroundings& around);
QString wordOf(ItemMix mix);

// R130: why the document isn't attempted at all; nothing where the book sends no item codes.
records::Cause itemCause(
    const records::ledger::Document& document, const records::Surroundings& around);

// Products that can't be told apart by their code, or have none (R134, R135), by product id.
struct ProductFault {
    records::ledger::Product product;
    QString code; // empty: it has none
};
QList<ProductFault> productFaults(const records::Surroundings& around);

} // namespace plan
