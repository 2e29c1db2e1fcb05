// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources/sheet.h"

#include <algorithm>
#include <iterator>

using namespace records;

namespace sources {

void readAllocations(const Sheet& sheet, const csv::Row& row, ImportedAllocation pattern,
    base::Money credit, base::Money& given, ImportBatch& batch)
{
    const QString list = sheet.text(row, Field::Invoice);
    if (list.isEmpty()) {
        if (!sheet.text(row, Field::Allocated).isEmpty())
            sheet.complain(row, Field::Invoice,
                QStringLiteral("An amount is allocated, but the invoice is missing."));
        return;
    }
    const QStringList invoices = list.split(u'|');
    const QString amountList = sheet.text(row, Field::Allocated);
    const QStringList amounts = amountList.isEmpty() ? QStringList{} : amountList.split(u'|');
    if (amounts.isEmpty() ? invoices.size() > 1 : amounts.size() != invoices.size())
        return sheet.complain(row, Field::Allocated,
            QStringLiteral("%1 invoices are named, but %2 amounts.")
                .arg(invoices.size())
                .arg(amounts.size()));
    for (qsizetype i = 0; i < invoices.size(); ++i) {
        pattern.invoiceNumber = invoices.at(i).trimmed();
        // One invoice and no amount: all of it.
        const auto amount = amounts.isEmpty()
            ? std::optional(credit)
            : sheet.money(amounts.at(i).trimmed(), row, Field::Allocated, credit.currency());
        if (pattern.invoiceNumber.isEmpty() || !amount || !(*amount > base::Money{})) {
            sheet.complain(row, Field::Allocated,
                QStringLiteral("Each invoice of the list needs an amount above zero."));
            continue;
        }
        pattern.amount = *amount;
        given += *amount;
        batch.allocations.append(pattern);
    }
    if (given > credit)
        sheet.complain(row, Field::Allocated,
            QStringLiteral("%1 is allocated, more than the %2 there is.")
                .arg(given.toString(), credit.toString()));
}

namespace {

// Emersion's file gives payments no number. One made of what the row says stays the same when the
// file is read again, and equal rows of one file stay apart.
QString madeNumber(const Sheet& sheet, const csv::Row& row, const ledger::Payment& payment,
    QHash<QString, int>& seen)
{
    QStringList parts{sheet.text(row, Field::Account), payment.date.toString(Qt::ISODate)};
    if (!sheet.text(row, Field::Time).isEmpty())
        parts.append(sheet.text(row, Field::Time));
    parts.append(payment.amount.toString());
    const QString number = parts.join(u'/');
    const int count = ++seen[number];
    return count == 1 ? number : number + QStringLiteral("/%1").arg(count);
}

void noteCompleteness(const Sheet& sheet, const csv::Row& row, ImportBatch& batch)
{
    const QDate day = sheet.date(row, Field::CompleteUntil);
    if (!day.isValid())
        return;
    // A day alone means all of it; a time after the date is UTC.
    const QDateTime exact
        = QDateTime::fromString(sheet.text(row, Field::CompleteUntil), Qt::ISODate);
    const bool timed = sheet.text(row, Field::CompleteUntil).size() > 10 && exact.isValid();
    QDateTime until(day, timed ? exact.time() : QTime(23, 59, 59), Qt::UTC);
    if (timed && exact.timeSpec() == Qt::OffsetFromUTC)
        until = exact.toUTC();
    if (!batch.paymentsCompleteUntil.isValid() || until > batch.paymentsCompleteUntil)
        batch.paymentsCompleteUntil = until;
}

struct Started {
    const csv::Row* row = nullptr;
    base::Money amount, given;
    QDate date;
    bool usable = false;
};

// A payment number on a further row is one more of its allocations.
void continuePayment(const Sheet& sheet, const csv::Row& row, Started& started, ImportBatch& batch)
{
    for (const Field field :
        {Field::Account, Field::Date, Field::Amount, Field::Reference, Field::Method}) {
        const QString value = sheet.text(row, field);
        if (!value.isEmpty() && value != sheet.text(*started.row, field))
            sheet.complain(row, field,
                QStringLiteral("“%1” differs from line %2, which is of the same payment.")
                    .arg(value)
                    .arg(started.row->line));
    }
    if (sheet.text(row, Field::Invoice).isEmpty())
        return sheet.complain(row, Field::Payment,
            QStringLiteral("This payment is already on line %1.").arg(started.row->line));
    if (started.usable)
        readAllocations(sheet, row,
            {RecordKind::Payment, sheet.text(row, Field::Payment), {}, {}, started.date,
                sheet.place(row)},
            started.amount, started.given, batch);
}

Started readPayment(
    const Sheet& sheet, const csv::Row& row, QHash<QString, int>& seen, ImportBatch& batch)
{
    Started started;
    started.row = &row;
    const base::Currency currency = sheet.currency(row);
    ledger::Payment payment;
    const QString account = sheet.required(row, Field::Account);
    sheet.required(row, Field::Date);
    payment.date = sheet.date(row, Field::Date);
    sheet.required(row, Field::Amount);
    const auto amount = sheet.money(row, Field::Amount, currency);
    if (!amount)
        return started;
    if (!(*amount > base::Money{})) {
        sheet.complain(row, Field::Amount,
            QStringLiteral("A payment is above zero. Enter what was taken back as a reversal."));
        return started;
    }
    payment.amount = *amount;
    payment.reference = sheet.text(row, Field::Reference);
    if (payment.reference.isEmpty())
        payment.reference = sheet.text(row, Field::OtherReference);
    payment.method = sheet.text(row, Field::Method);
    payment.number = sheet.text(row, Field::Payment);
    if (payment.number.isEmpty())
        payment.number = madeNumber(sheet, row, payment, seen);
    started.amount = payment.amount;
    started.given = {0, currency};
    started.date = payment.date;
    started.usable = true;
    readAllocations(sheet, row,
        {RecordKind::Payment, payment.number, {}, {}, payment.date, sheet.place(row)},
        payment.amount, started.given, batch);
    batch.payments.append({payment, account, sheet.place(row)});
    return started;
}

std::optional<ledger::AdjustmentKind> adjustmentKind(const QString& text)
{
    using enum ledger::AdjustmentKind;
    const QString word = normalised(text);
    if (word == u"ledgercredit" || word == u"credit")
        return LedgerCredit;
    if (word == u"creditwriteoff" || word == u"writeoffcredit")
        return CreditWriteOff;
    if (word == u"debitwriteoff" || word == u"writeoffdebit")
        return DebitWriteOff;
    if (word == u"refund")
        return Refund;
    return {};
}

std::optional<RecordKind> reversedKind(const QString& text)
{
    const QString word = normalised(text);
    if (word == u"payment")
        return RecordKind::Payment;
    if (word == u"invoice")
        return RecordKind::Invoice;
    if (word == u"creditnote")
        return RecordKind::CreditNote;
    if (word == u"bill")
        return RecordKind::Bill;
    return {};
}

} // namespace

void readPayments(const Sheet& sheet, ImportBatch& batch)
{
    QHash<QString, Started> started;
    QHash<QString, int> seen;
    for (const csv::Row& row : sheet.rows()) {
        noteCompleteness(sheet, row, batch);
        const QString number = sheet.text(row, Field::Payment);
        if (!number.isEmpty() && started.contains(number))
            continuePayment(sheet, row, started[number], batch);
        else if (number.isEmpty())
            readPayment(sheet, row, seen, batch);
        else
            started.insert(number, readPayment(sheet, row, seen, batch));
    }
}

void readAdjustments(const Sheet& sheet, ImportBatch& batch)
{
    QHash<QString, int> lines;
    for (const csv::Row& row : sheet.rows()) {
        ledger::Adjustment adjustment;
        adjustment.number = sheet.required(row, Field::Adjustment);
        if (!adjustment.number.isEmpty() && lines.contains(adjustment.number))
            sheet.complain(row, Field::Adjustment,
                QStringLiteral("“%1” is already on line %2.")
                    .arg(adjustment.number)
                    .arg(lines.value(adjustment.number)));
        lines.insert(adjustment.number, row.line);
        const auto kind = adjustmentKind(sheet.text(row, Field::AdjustmentKind));
        if (!kind)
            sheet.complain(row, Field::AdjustmentKind,
                QStringLiteral("“%1” is none of ledger credit, credit write-off, debit write-off "
                               "and refund.")
                    .arg(sheet.text(row, Field::AdjustmentKind)));
        adjustment.kind = kind.value_or(ledger::AdjustmentKind::LedgerCredit);
        const QString account = sheet.required(row, Field::Account);
        sheet.required(row, Field::Date);
        adjustment.date = sheet.date(row, Field::Date);
        sheet.required(row, Field::Amount);
        const auto amount = sheet.money(row, Field::Amount, sheet.currency(row));
        if (!amount)
            continue;
        // The kind says which way it goes; files write the sign or leave it.
        adjustment.amount = amount->abs();
        if (amount->isZero())
            sheet.complain(row, Field::Amount, QStringLiteral("An adjustment is not zero."));
        adjustment.reason = sheet.text(row, Field::Reason);
        base::Money given{0, amount->currency()};
        if (ledger::raisesBalance(adjustment.kind) && !sheet.text(row, Field::Invoice).isEmpty())
            sheet.complain(
                row, Field::Invoice, QStringLiteral("Only a credit is allocated to an invoice."));
        else
            readAllocations(sheet, row,
                {RecordKind::Adjustment, adjustment.number, {}, {}, adjustment.date,
                    sheet.place(row)},
                adjustment.amount, given, batch);
        batch.adjustments.append({adjustment, account, sheet.place(row)});
    }
}

void readReversals(const Sheet& sheet, ImportBatch& batch)
{
    for (const csv::Row& row : sheet.rows()) {
        ImportedReversal reversal;
        reversal.number = sheet.required(row, Field::Reversal);
        const auto kind = reversedKind(sheet.text(row, Field::ReversedKind));
        if (!kind)
            sheet.complain(row, Field::ReversedKind,
                QStringLiteral("“%1” is none of payment, invoice, credit note and bill.")
                    .arg(sheet.text(row, Field::ReversedKind)));
        reversal.ofKind = kind.value_or(RecordKind::Payment);
        reversal.ofNumber = sheet.required(row, Field::ReversedNumber);
        reversal.accountNumber = sheet.required(row, Field::Account);
        sheet.required(row, Field::Date);
        reversal.date = sheet.date(row, Field::Date);
        reversal.reason = sheet.text(row, Field::Reason);
        reversal.place = sheet.place(row);
        batch.reversals.append(reversal);
    }
}

} // namespace sources
