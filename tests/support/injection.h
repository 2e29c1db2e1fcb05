// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/agreeingledgers.h"

// A difference made on purpose, and what a bookkeeper who watched would write down about it.
// Nothing here asks the bridge.
namespace support {

struct ExpectedLine {
    records::BridgeCause cause = records::BridgeCause::Unexplained;
    base::Money amount; // ledger − Xero
    std::optional<records::RecordRef> ledger;
    QList<records::XeroRef> xero; // any of them names it; none: there is none on Xero's side
    bool operator==(const ExpectedLine&) const = default;
};

struct Injection {
    records::BridgeCause cause = records::BridgeCause::Unexplained;
    QString way; // "voided in Xero only"
    QList<ExpectedLine> lines; // the cause's own first; what comes with it has its own causes

    void expect(records::BridgeCause named, base::Money amount,
        std::optional<records::RecordRef> ledger, const QList<records::XeroRef>& xero = {})
    {
        lines.append({named, amount, ledger, xero});
    }
};

// One natural way to a cause.
struct Way {
    // Nothing new reaches Xero from an account without a link, and nobody looks there for it.
    enum Link { Linked, Either, Unlinked };
    records::BridgeCause cause;
    const char* words;
    QList<Event> needs; // taken from the agreeing ledgers, in this order
    void (*happen)(AgreeingLedgers& world, Injection& told);
    Link link = Linked;
};

// All of them, in three files: what didn't go, what Xero has, what was undone or changed.
QList<Way> waysOfNotGoing();
QList<Way> waysOfXero();
QList<Way> waysOfUndoing();

} // namespace support
