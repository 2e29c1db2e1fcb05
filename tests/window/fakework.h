// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "window/fakereader.h"

namespace window {

// What the fake book has for Today and the Inbox.

// Two receipts with what they became, and one row of every other state.
inline QList<store::InboxRow> demoInbox()
{
    using namespace records;
    using enum IntakeState;
    using Qt::StringLiterals::operator""_s;
    QList<store::InboxRow> rows;
    const auto add = [&](IntakeState state, XeroKind kind, const QString& label,
                         const char* account, const char* amount, const Cause& cause = {}) {
        store::InboxRow row;
        row.intake.state = state;
        row.intake.xero.kind = kind;
        row.intake.label = label;
        row.intake.amount = aud(amount);
        row.intake.account = AccountId{4};
        row.intake.cause = cause;
        row.intake.date = {2025, 11, 20};
        row.accountName = QString::fromLatin1(account);
        row.at = QDateTime({2025, 11, 21}, {10, 6}, Qt::UTC);
        row.ofReceipt = kind == XeroKind::Allocation;
        rows.append(row);
    };
    const char* freight = "Nullarbor Freight Lines";
    add(TakenIn, XeroKind::Payment, u"PAY-X00311"_s, "Banksia Veterinary Clinic", "482.00");
    add(TakenIn, XeroKind::Overpayment, u"Overpayment of 1,000.00"_s, freight, "1000.00");
    rows.last().isReceipt = true;
    add(TakenIn, XeroKind::Allocation, u"PAY-X00312"_s, freight, "640.00");
    add(TakenIn, XeroKind::Allocation, u"PAY-X00313"_s, freight, "360.00");
    const Cause loose{CauseId::NotAllocated, {}, {}};
    add(Waiting, XeroKind::Overpayment, u"Overpayment"_s, "Harbourside Physio", "20.00", loose);
    add(Waiting, XeroKind::Prepayment, u"Prepayment"_s, "Kookaburra Preschool", "555.55", loose);
    add(Blocked, XeroKind::Payment, u"Payment on INV-10291"_s, "Waratah Legal", "888.00",
        {CauseId::OverAllocation, {u"INV-10291"_s, u"888.00"_s}, {}});
    add(Skipped, XeroKind::CreditNote, u"Credit note CN-0012"_s, "Boronia Bakery", "322.00");
    rows.last().isReceipt = true;
    add(Skipped, XeroKind::Allocation, u"Credit note on INV-10344"_s, "Boronia Bakery", "322.00",
        {CauseId::ZeroOutstanding, {u"INV-10344"_s}, {}});
    add(Ignored, XeroKind::Payment, u"Payment on X-2201"_s, "Wattle & Co Cafe", "79.00",
        {CauseId::InvoiceNotOurs, {u"X-2201"_s}, {}});
    return rows;
}

// One bank account of every verdict.
inline QList<records::Preflight> demoBanks()
{
    using namespace records;
    using Qt::StringLiterals::operator""_s;
    const Hazard hazard{.id = HazardId::PaymentNotPushed,
        .verdict = Verdict::Stop,
        .account = AccountId{4},
        .bankCode = u"090"_s,
        .ledger = RecordRef{RecordKind::Payment, 10'001},
        .amount = aud("888.00"),
        .label = u"PAY-20417"_s,
        .sentence = u"Harbourside Physio, 888.00. Its payment is not in Xero yet."_s,
        .remedy = RemedyId::PushNow};
    const Hazard incomplete{.id = HazardId::SourceIncomplete,
        .verdict = Verdict::NotChecked,
        .bankCode = u"092"_s,
        .sentence = u"The ledger’s payments are complete up to 31 Oct only. Import newer ones."_s,
        .remedy = RemedyId::FixInLedger};
    return {{u"090"_s, u"NAB Everyday"_s, u"082-4821"_s, Verdict::Stop,
                u"Stop. Don’t reconcile NAB Everyday yet."_s, hazard.sentence, {hazard}},
        {u"091"_s, u"NAB Direct Debits"_s, u"082-7730"_s, Verdict::Safe,
            u"Safe. Reconcile NAB Direct Debits."_s,
            u"No payment waits, and nothing would be paid twice."_s, {}},
        {u"092"_s, u"Westpac Saver"_s, u"732-1102"_s, Verdict::NotChecked,
            u"Not checked. Westpac Saver."_s, incomplete.sentence, {incomplete}}};
}

inline QList<store::IntakeSum> sumsOf(const QList<store::InboxRow>& rows)
{
    QList<store::IntakeSum> sums;
    for (const store::InboxRow& row : rows) {
        if (row.isReceipt)
            continue;
        if (sums.isEmpty() || sums.last().state != row.intake.state)
            sums.append({row.intake.state, 0, {}});
        ++sums.last().rows;
        sums.last().money += row.intake.amount;
    }
    return sums;
}

} // namespace window
