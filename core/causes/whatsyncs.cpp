// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

// What syncs, and what doesn't (R048, R049, R123, R124). One row for each kind of push, of intake
// and of ledger record that never travels: a kind that is new can't be forgotten here.
namespace causes {

namespace {

SyncRow out(const QString& kind, const QString& inXero, const QString& note)
{
    return {
        .direction = Flow::LedgerToXero, .kind = kind, .xero = inXero, .note = note, .byHand = {}};
}

SyncRow pushRow(OperationKind kind)
{
    switch (kind) {
    case OperationKind::RemoveAllocation:
        return out(u"Allocation taken back"_s, u"Allocation removed from its credit"_s,
            u"By itself, unless its payment or invoice was reversed: then with that task."_s);
    case OperationKind::DeletePayment:
        return out(u"Payment reversed"_s, u"Payment deleted"_s,
            u"Only after you said so, and never once Xero has reconciled it."_s);
    case OperationKind::VoidDocument:
        return out(u"Invoice, bill or credit note voided"_s, u"The same, voided"_s,
            u"Only after you said so, and only when no money is left on it."_s);
    case OperationKind::RefundCredit:
        return out(u"Payment reversed that the bank has confirmed"_s,
            u"Payment out of the overpayment, a refund"_s,
            u"Only after you said so; the bank’s own debit line matches it."_s);
    case OperationKind::CreateContact:
        return out(u"Customer or vendor account"_s, u"Contact"_s,
            u"Created, or linked to one that is there. Nothing moves before."_s);
    case OperationKind::UpdateContact:
        return out(u"Name, primary contact, e-mail, phone or address of an account"_s,
            u"The same of its contact"_s,
            u"Only of contacts that Tieout created, and never over what was changed in Xero."_s);
    case OperationKind::CreateItem:
        return out(u"Product with a code, billable or physical"_s, u"Item"_s,
            u"When item codes are on. A service has no item."_s);
    case OperationKind::CreateInvoice:
        return out(u"Approved invoice"_s, u"Invoice, awaiting payment"_s,
            u"Under the ledger’s own number, line by line with its tax."_s);
    case OperationKind::CreateCreditNote:
        return out(u"Credit note, or an invoice below zero"_s, u"Credit note"_s,
            u"Then allocated as in the ledger."_s);
    case OperationKind::CreateBill:
        return out(u"Purchase order or bill"_s, u"Bill"_s,
            u"Purchase Orders ⇄ Bills: paired by what they are, not by name."_s);
    case OperationKind::CreateOverpayment:
        return out(u"Payment"_s, u"Overpayment"_s, u"Drawn down as it is allocated."_s);
    case OperationKind::CreatePayment:
        return out(u"Payment of exactly one invoice"_s, u"Payment on that invoice"_s,
            u"If the book is set so."_s);
    case OperationKind::CreateAllocation:
        break;
    }
    return out(u"Allocation of a payment or credit note"_s, u"Allocation of the credit"_s,
        u"Only where it fits what is due and what is left."_s);
}

SyncRow in(const QString& kind, const QString& xero, const QString& note)
{
    return {
        .direction = Flow::XeroToLedger, .kind = kind, .xero = xero, .note = note, .byHand = {}};
}

QList<SyncRow> intakeRows()
{
    const QString once
        = u"One payment for each allocation, once it is on an invoice of the ledger."_s;
    return {in(u"Payment"_s, u"Payment on an invoice of the ledger"_s,
                u"Unless it would pay the invoice twice: then it is blocked, whole."_s),
        in(u"Payment"_s, u"Overpayment, allocated"_s, once),
        in(u"Payment"_s, u"Prepayment, allocated"_s, once),
        in(u"Payment"_s, u"Credit note, allocated"_s,
            once + u" Skipped when a ledger credit of that amount explains it."_s),
        in(u"Refund"_s, u"Refund of a credit that the ledger knows"_s,
            u"Also of a credit note that was made in Xero to pay money back whole."_s),
        in(u"—"_s, u"Credit that is not allocated"_s,
            u"Waits in Xero, is shown in the Inbox, and is not in the ledger."_s),
        in(u"—"_s, u"Contacts, items, accounts, tax rates, lock dates"_s,
            u"Read for checks only."_s)};
}

SyncRow unsupportedRow(ledger::AdjustmentKind kind)
{
    SyncRow row{.direction = Flow::Off, .kind = {}, .xero = u"—"_s, .note = {}, .byHand = {}};
    const QString check = u"Fetch: the bridge closes when both sides show it."_s;
    switch (kind) {
    case ledger::AdjustmentKind::LedgerCredit:
    case ledger::AdjustmentKind::CreditWriteOff:
        row.kind = kind == ledger::AdjustmentKind::LedgerCredit ? u"Ledger credit"_s
                                                                : u"Credit write-off"_s;
        row.note = u"Xero has no counterpart that a billing system may write."_s;
        row.byHand = {u"In Xero, add a credit note of the same amount to the contact."_s,
            u"Allocate it to the invoice that the ledger credited."_s, check};
        return row;
    case ledger::AdjustmentKind::DebitWriteOff:
        row.kind = u"Debit write-off"_s;
        row.note = u"Xero has no counterpart that a billing system may write."_s;
        row.byHand = {u"In Xero, add an invoice of the same amount to the contact."_s, check};
        return row;
    case ledger::AdjustmentKind::Refund:
        break;
    }
    row.kind = u"Refund entered in the ledger"_s;
    row.note = u"Money that leaves the bank is recorded in Xero first; from there it comes back."_s;
    row.byHand = {u"In Xero, open the credit and choose Refund."_s,
        u"Match the bank’s debit line to that refund."_s, check};
    return row;
}

} // namespace

QList<SyncRow> whatSyncs()
{
    QList<SyncRow> rows;
    for (int kind = 0; kind <= static_cast<int>(kLastOperationKind); ++kind)
        if (createsSubject(static_cast<OperationKind>(kind)))
            rows.append(pushRow(static_cast<OperationKind>(kind)));
    for (int kind = 0; kind <= static_cast<int>(kLastOperationKind); ++kind)
        if (!createsSubject(static_cast<OperationKind>(kind)))
            rows.append(pushRow(static_cast<OperationKind>(kind)));
    rows += intakeRows();
    for (const auto kind :
        {ledger::AdjustmentKind::LedgerCredit, ledger::AdjustmentKind::CreditWriteOff,
            ledger::AdjustmentKind::DebitWriteOff, ledger::AdjustmentKind::Refund})
        rows.append(unsupportedRow(kind));
    rows.append({.direction = Flow::Off,
        .kind = u"Invoices made in Xero, quotes, expenses, payroll, journals"_s,
        .xero = u"—"_s,
        .note = u"Outside what a billing system and Xero share. Left where they are."_s,
        .byHand = {}});
    return rows;
}

QString directionText(Flow direction)
{
    switch (direction) {
    case Flow::LedgerToXero:
        return u"Ledger → Xero"_s;
    case Flow::XeroToLedger:
        return u"Xero → Ledger"_s;
    case Flow::Both:
        return u"Both"_s;
    case Flow::Off:
        break;
    }
    return u"Doesn’t sync"_s;
}

} // namespace causes
