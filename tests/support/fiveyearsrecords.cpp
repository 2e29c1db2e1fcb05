// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fiveyearsrecords.h"

using namespace records;
using Qt::StringLiterals::operator""_s;
using base::Money;

namespace fiveyears {

ledger::Document ledgerInvoice(AccountId account, const QString& number, Money total, QDate day)
{
    ledger::Document one;
    one.account = account;
    one.number = number;
    one.date = day;
    one.dueDate = day.addDays(14);
    one.taxMode = ledger::TaxMode::NoTax;
    one.total = total;
    one.tax = Money(0, total.currency());
    ledger::Line line;
    line.description = u"Broadband"_s;
    line.unitPrice = {total.minor() * 100};
    line.amount = total;
    line.tax = one.tax;
    one.lines.append(line);
    return one;
}

mirror::Invoice xeroInvoice(
    mirror::InvoiceId id, mirror::ContactId contact, const QString& number, Money total, QDate day)
{
    mirror::Invoice one;
    one.id = id;
    one.type = u"ACCREC"_s;
    one.number = number;
    one.status = u"AUTHORISED"_s;
    one.contact = contact;
    one.date = day;
    one.dueDate = day.addDays(14);
    one.total = one.amountDue = total;
    one.totalTax = one.amountPaid = one.amountCredited = Money(0, total.currency());
    one.lineAmountTypes = u"NoTax"_s;
    return one;
}

mirror::Payment xeroPayment(
    mirror::PaymentId id, const mirror::Invoice& on, Money amount, QDate day)
{
    mirror::Payment one;
    one.id = id;
    one.type = u"ACCRECPAYMENT"_s;
    one.status = u"AUTHORISED"_s;
    one.invoice = on.id;
    one.invoiceNumber = on.number;
    one.contact = on.contact;
    one.accountCode = u"090"_s;
    one.date = day;
    one.amount = amount;
    return one;
}

mirror::Credit xeroCredit(
    mirror::CreditId id, mirror::CreditKind kind, mirror::ContactId contact, Money total, QDate day)
{
    mirror::Credit one;
    one.id = id;
    one.kind = kind;
    one.type
        = kind == mirror::CreditKind::CreditNote ? u"ACCRECCREDIT"_s : u"RECEIVE-OVERPAYMENT"_s;
    one.status = u"AUTHORISED"_s;
    one.contact = contact;
    one.date = day;
    one.total = one.remainingCredit = total;
    one.totalTax = Money(0, total.currency());
    return one;
}

} // namespace fiveyears
