// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"
#include "records/bankline.h"
#include "records/change.h"
#include "store/lines.h"
#include "store/statement.h"

// The columns of each record, once, in the order in which every SQL text of its table names them:
// writing binds them, reading fills them.
namespace store {

template <class Record, class Plain>
concept Of = std::same_as<std::remove_const_t<Record>, Plain>;

void columns(Of<records::ledger::Account> auto& r, auto&& each)
{
    each(r.id, r.number, r.name, r.role, r.status, r.firstName, r.lastName, r.email, r.phone,
        r.taxNumber, r.addressLine, r.city, r.region, r.postalCode, r.country, r.currency,
        r.source);
}

void columns(Of<records::ledger::Product> auto& r, auto&& each)
{
    each(r.id, r.code, r.sku, r.name, r.productClass, r.unitPrice, r.accountCode, r.taxType,
        r.source);
}

void columns(Of<records::ledger::Document> auto& r, auto&& each)
{
    each(r.id, r.kind, r.account, r.number, r.reference, r.date, r.dueDate, r.status, r.taxMode,
        RowCurrency::of(r.total), r.total, r.tax, r.source, r.recordedAt, r.taxInTotal);
}

void columns(Of<records::ledger::Payment> auto& r, auto&& each)
{
    each(r.id, r.account, r.number, r.date, RowCurrency::of(r.amount), r.amount, r.reference,
        r.method, r.source, r.recordedAt, r.movedTo);
}

void columns(Of<records::ledger::Adjustment> auto& r, auto&& each)
{
    each(r.id, r.kind, r.account, r.number, r.date, RowCurrency::of(r.amount), r.amount, r.reason,
        r.source, r.recordedAt);
}

void columns(Of<records::ledger::Allocation> auto& r, auto&& each)
{
    each(r.id, r.account, r.from, r.to, RowCurrency::of(r.amount), r.amount, r.date, r.removed,
        r.removedBy, r.source, r.recordedAt);
}

void columns(Of<records::ledger::Reversal> auto& r, auto&& each)
{
    each(r.id, r.account, r.of, r.number, r.date, RowCurrency::of(r.amount), r.amount, r.reason,
        r.source, r.recordedAt);
}

void columns(Of<records::mirror::Organisation> auto& r, auto&& each)
{
    each(r.tenantId, r.name, r.shortCode, r.countryCode, r.timezone, r.baseCurrency,
        r.periodLockDate, r.endOfYearLockDate, r.isDemoCompany);
}

void columns(Of<records::mirror::Contact> auto& r, auto&& each)
{
    each(r.id, r.mergedTo, r.number, r.name, r.firstName, r.lastName, r.email, r.phone, r.taxNumber,
        r.address, r.status, r.isCustomer, r.isSupplier,
        RowCurrency::of(r.receivableOutstanding, r.payableOutstanding), r.receivableOutstanding,
        r.payableOutstanding, r.updatedAt);
}

void columns(Of<records::mirror::Invoice> auto& r, auto&& each)
{
    each(r.id, r.type, r.number, r.reference, r.status, r.contact, r.contactName, r.date, r.dueDate,
        RowCurrency::of(r.total, r.amountDue, r.amountPaid, r.amountCredited), r.total, r.totalTax,
        r.amountDue, r.amountPaid, r.amountCredited, r.lineAmountTypes, LinesText(r.lines), r.url,
        r.updatedAt);
}

void columns(Of<records::mirror::Credit> auto& r, auto&& each)
{
    each(r.id, r.kind, r.type, r.number, r.reference, r.status, r.contact, r.contactName, r.date,
        RowCurrency::of(r.total, r.remainingCredit), r.total, r.totalTax, r.remainingCredit,
        r.lineAmountTypes, LinesText(r.lines), r.bankTransaction, r.updatedAt);
}

void columns(Of<records::mirror::Allocation> auto& r, auto&& each)
{
    each(r.id, r.invoice, r.invoiceNumber, RowCurrency::of(r.amount), r.amount, r.date);
}

void columns(Of<records::mirror::Payment> auto& r, auto&& each)
{
    each(r.id, r.type, r.status, r.invoice, r.credit, r.invoiceNumber, r.contact, r.account,
        r.accountCode, r.date, RowCurrency::of(r.amount), r.amount, r.reference, r.isReconciled,
        r.batchPayment, r.updatedAt);
}

void columns(Of<records::mirror::BankTransaction> auto& r, auto&& each)
{
    each(r.id, r.type, r.status, r.reference, r.contact, r.contactName, r.account, r.accountCode,
        r.date, RowCurrency::of(r.total), r.total, r.isReconciled, r.credit, r.url,
        r.firstLineDescription, r.updatedAt);
}

void columns(Of<records::mirror::BankTransfer> auto& r, auto&& each)
{
    each(r.id, r.from, r.to, RowCurrency::of(r.amount), r.amount, r.date, r.reference,
        r.fromIsReconciled, r.toIsReconciled);
}

void columns(Of<records::mirror::BatchPayment> auto& r, auto&& each)
{
    each(r.id, r.type, r.status, r.reference, r.account, r.date, RowCurrency::of(r.total), r.total,
        r.isReconciled, IdsText(r.payments), r.updatedAt);
}

void columns(Of<records::mirror::Item> auto& r, auto&& each)
{
    each(r.id, r.code, r.name, r.isSold, r.isPurchased);
}

void columns(Of<records::mirror::ChartAccount> auto& r, auto&& each)
{
    each(r.id, r.code, r.name, r.type, r.status, r.taxType, r.bankAccountNumber, r.currency,
        r.enablePaymentsToAccount);
}

void columns(Of<records::mirror::TaxRate> auto& r, auto&& each)
{
    each(r.taxType, r.name, r.status, r.effectiveRate);
}

void columns(Of<records::ContactCard> auto& r, auto&& each)
{
    each(r.name, r.firstName, r.lastName, r.email, r.phone, r.address);
}

void columns(Of<records::ledger::RefundDraft> auto& r, auto&& each)
{
    each(r.account, r.of, RowCurrency::of(r.amount), r.amount, r.date, r.reason);
}

void columns(Of<records::Task> auto& r, auto&& each)
{
    each(r.account, r.of, r.xero, RowCurrency::of(r.amount), r.amount, r.date, r.label, r.half,
        r.way, r.isWished, r.cause);
}

void columns(Of<records::Twin> auto& r, auto&& each)
{
    each(r.ledger, r.xero, r.origin, r.agreed.status, RowCurrency::of(r.agreed.amount),
        r.agreed.amount, r.agreed.date, r.agreed.contact, r.agreed.linesHash, r.tiedAt);
}

void columns(Of<records::Operation> auto& r, auto&& each)
{
    each(r.id, r.kind, r.state, r.subject, r.account, RowCurrency::of(r.amount), r.amount, r.label,
        r.cause, r.generation, r.attempts, r.negativeProbes, r.createdAt, r.changedAt, r.notBefore,
        r.lastNegativeProbe, r.lastAttemptEnd, r.xeroId, r.batch);
}

void columns(Of<records::BridgeLine> auto& r, auto&& each)
{
    each(r.account, r.side, r.cause, RowCurrency::of(r.amount), r.amount, r.ledger, r.xero, r.label,
        r.date, r.remedy);
}

void columns(Of<records::Hazard> auto& r, auto&& each)
{
    each(r.id, r.verdict, r.account, r.bankCode, r.ledger, r.xero, RowCurrency::of(r.amount),
        r.amount, r.date, r.label, r.sentence, r.remedy);
}

void columns(Of<records::Intake> auto& r, auto&& each)
{
    each(r.xero, r.parent, r.account, r.state, r.cause, RowCurrency::of(r.amount), r.amount,
        r.label, r.invoice, r.date);
}

void columns(Of<records::Change> auto& r, auto&& each)
{
    each(r.kind, r.account, r.ledger, r.xero, r.parent, ListText(r.rules), r.label,
        ListText(r.fields), RowCurrency::of(r.effect), r.effect, r.changedAt, ListText(r.ways),
        r.obstacle);
}

void columns(Of<records::KeptStatement> auto& r, auto&& each)
{
    each(r.id, r.bankCode, r.file, r.hash, r.format, r.account, r.currency, r.from, r.to, r.opening,
        r.closing, r.importedAt);
}

void columns(Of<records::KeptBankLine> auto& r, auto&& each)
{
    each(r.id, r.format, r.line.date, RowCurrency::of(r.line.amount), r.line.amount, r.line.payee,
        r.line.reference, r.line.text, r.line.type, r.line.bankId, r.line.balance, r.line.place);
}

template <class Record>
Statement& bindRecord(Statement& statement, const Record& record)
{
    columns(record, [&](const auto&... fields) { statement.bind(fields...); });
    return statement;
}

template <class Record>
Record readRecord(Statement& statement)
{
    Record record;
    columns(record, [&](auto&&... fields) { statement.into(fields...); });
    return record;
}

template <class Record>
std::optional<Record> oneRecord(Statement& statement)
{
    if (!statement.next())
        return std::nullopt;
    return readRecord<Record>(statement);
}

template <class Record>
QList<Record> allRecords(Statement& statement)
{
    QList<Record> records;
    while (statement.next())
        records.append(readRecord<Record>(statement));
    return records;
}

} // namespace store
