// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/answers.h"

#include "records/contactcard.h"
#include "xero/fields.h"

#include <QHash>
#include <QTimeZone>

namespace xero {

namespace mirror = records::mirror;
using base::Currency;
using base::Result;

namespace {

base::Unexpected unreadable(const QString& what)
{
    return base::failure(base::ErrorKind::Malformed,
        QStringLiteral(
            "Xero’s answer is not as its documentation says, so nothing was taken from it."),
        what);
}

// The envelope around every list: which page this is, when Xero said so, and the elements.
template <class T>
Result<Page<T>> readPage(
    const Response& response, const char* name, const std::function<T(const Fields&)>& read)
{
    if (response.status
        == 304) { // nothing modified since; Xero's papers leave open whether it says so
        Page<T> none;
        none.serverTime = httpDate(response.header("date"));
        return none;
    }
    if (response.status < 200 || response.status > 299)
        return base::Unexpected(errorOf(response));
    const auto body = json::parse(response.body);
    if (!body)
        return base::Unexpected(body.error());
    QString problem;
    const Fields envelope(*body, problem);
    if (!envelope.has(name))
        return unreadable(QLatin1String(name) + QStringLiteral(" is missing"));
    Page<T> page;
    const Fields paging = envelope.inside("pagination");
    page.page = paging.integer("page", 1);
    page.pageCount = paging.integer("pageCount", 1);
    page.serverTime = envelope.instant("DateTimeUTC");
    if (!page.serverTime.isValid())
        page.serverTime = httpDate(response.header("date"));
    envelope.each(name, [&](const Fields& element) { page.records += read(element); });
    if (!problem.isEmpty())
        return unreadable(QStringLiteral("%1, element %2: %3")
                              .arg(QLatin1String(name))
                              .arg(page.records.size())
                              .arg(problem));
    return page;
}

// Xero names its zones like Windows does, in capitals and without blanks.
QHash<QString, QByteArray> zonesByXerosName()
{
    QHash<QString, QByteArray> zones;
    for (const QByteArray& iana : QTimeZone::availableTimeZoneIds()) {
        const QByteArray windows = QTimeZone::ianaIdToWindowsId(iana);
        QString packed;
        for (const QChar c : QString::fromLatin1(windows))
            if (c.isLetterOrNumber())
                packed += c.toUpper();
        if (!packed.isEmpty() && !zones.contains(packed))
            zones.insert(packed, QTimeZone::windowsIdToDefaultIanaId(windows));
    }
    return zones;
}

QByteArray ianaZone(const QString& xeroZone)
{
    if (xeroZone.contains(u'/'))
        return xeroZone.toLatin1();
    static const QHash<QString, QByteArray> zones = zonesByXerosName();
    return zones.value(xeroZone);
}

QString phoneOf(const Fields& contact)
{
    QString found;
    contact.each("Phones", [&](const Fields& phone) {
        if (phone.text("PhoneType") != u"DEFAULT")
            return;
        QStringList parts;
        for (const char* part : {"PhoneCountryCode", "PhoneAreaCode", "PhoneNumber"})
            if (const QString text = phone.text(part); !text.isEmpty())
                parts += text;
        found = parts.join(u' ');
    });
    return found;
}

std::optional<base::Money> outstanding(const Fields& contact, const char* ledger, Currency currency)
{
    const Fields side = contact.inside("Balances").inside(ledger);
    if (!side.has("Outstanding"))
        return std::nullopt;
    return side.money("Outstanding", currency);
}

} // namespace

QString addressOf(const Fields& address)
{
    return records::addressText({address.text("AddressLine1"), address.text("AddressLine2"),
        address.text("AddressLine3"), address.text("AddressLine4"), address.text("City"),
        address.text("Region"), address.text("PostalCode"), address.text("Country")});
}

namespace {

mirror::Contact contactOf(const Fields& f, Currency baseCurrency)
{
    mirror::Contact contact;
    contact.id = {f.requiredGuid("ContactID")};
    contact.mergedTo = {f.guid("MergedToContactID")};
    contact.number = f.text("ContactNumber");
    contact.name = f.text("Name");
    contact.firstName = f.text("FirstName");
    contact.lastName = f.text("LastName");
    contact.email = f.text("EmailAddress");
    contact.phone = phoneOf(f);
    f.each("Addresses", [&](const Fields& address) {
        if (address.text("AddressType") == u"POBOX")
            contact.address = addressOf(address);
    });
    contact.taxNumber = f.text("TaxNumber");
    contact.status = f.requiredText("ContactStatus");
    contact.isCustomer = f.flag("IsCustomer");
    contact.isSupplier = f.flag("IsSupplier");
    contact.receivableOutstanding = outstanding(f, "AccountsReceivable", baseCurrency);
    contact.payableOutstanding = outstanding(f, "AccountsPayable", baseCurrency);
    contact.updatedAt = f.requiredInstant("UpdatedDateUTC");
    return contact;
}

QList<mirror::Line> linesOf(const Fields& document, Currency currency)
{
    QList<mirror::Line> lines;
    document.each("LineItems", [&](const Fields& f) {
        lines += mirror::Line{.lineItemId = f.guid("LineItemID"),
            .description = f.text("Description"),
            .itemCode = f.text("ItemCode"),
            .accountCode = f.text("AccountCode"),
            .taxType = f.text("TaxType"),
            .quantity = f.decimal("Quantity"),
            .unitAmount = f.decimal("UnitAmount"),
            .lineAmount = f.money("LineAmount", currency),
            .taxAmount = f.money("TaxAmount", currency)};
    });
    return lines;
}

mirror::Invoice invoiceOf(const Fields& f)
{
    const Currency currency = f.requiredCurrency("CurrencyCode");
    mirror::Invoice invoice;
    invoice.id = {f.requiredGuid("InvoiceID")};
    invoice.type = f.requiredText("Type");
    invoice.number = f.text("InvoiceNumber");
    invoice.reference = f.text("Reference");
    invoice.status = f.requiredText("Status");
    invoice.contact = {f.inside("Contact").requiredGuid("ContactID")};
    invoice.contactName = f.inside("Contact").text("Name");
    invoice.date = f.requiredDay("Date");
    invoice.dueDate = f.day("DueDate");
    invoice.total = f.requiredMoney("Total", currency);
    invoice.totalTax = f.money("TotalTax", currency);
    invoice.amountDue = f.requiredMoney("AmountDue", currency);
    invoice.amountPaid = f.requiredMoney("AmountPaid", currency);
    invoice.amountCredited = f.money("AmountCredited", currency);
    invoice.lineAmountTypes = f.text("LineAmountTypes");
    invoice.lines = linesOf(f, currency);
    invoice.url = f.text("Url");
    invoice.updatedAt = f.requiredInstant("UpdatedDateUTC");
    return invoice;
}

QList<mirror::Allocation> allocationsOf(const Fields& credit, Currency currency)
{
    QList<mirror::Allocation> allocations;
    credit.each("Allocations", [&](const Fields& f) {
        if (f.flag("IsDeleted"))
            return;
        const Fields invoice = f.inside("Invoice");
        // Xero's own samples spell the id both ways.
        const QUuid id = f.has("AllocationID") ? f.guid("AllocationID") : f.guid("AllocationId");
        allocations += mirror::Allocation{.id = {id},
            .invoice = {invoice.requiredGuid("InvoiceID")},
            .invoiceNumber = invoice.text("InvoiceNumber"),
            .amount = f.requiredMoney("Amount", currency),
            .date = f.day("Date")};
    });
    return allocations;
}

struct CreditNames {
    const char* list;
    const char* id;
    const char* number;
};

CreditNames namesOf(mirror::CreditKind kind)
{
    switch (kind) {
    case mirror::CreditKind::CreditNote:
        return {"CreditNotes", "CreditNoteID", "CreditNoteNumber"};
    case mirror::CreditKind::Overpayment:
        return {"Overpayments", "OverpaymentID", "OverpaymentNumber"};
    case mirror::CreditKind::Prepayment:
        return {"Prepayments", "PrepaymentID", "InvoiceNumber"};
    }
    return {};
}

// Xero spells the types of overpayments and prepayments in two ways; the mirror keeps one.
QString creditType(const QString& type)
{
    static const QList<std::pair<QString, QString>> kOther{
        {QStringLiteral("AROVERPAYMENT"), QStringLiteral("RECEIVE-OVERPAYMENT")},
        {QStringLiteral("APOVERPAYMENT"), QStringLiteral("SPEND-OVERPAYMENT")},
        {QStringLiteral("ARPREPAYMENT"), QStringLiteral("RECEIVE-PREPAYMENT")},
        {QStringLiteral("APPREPAYMENT"), QStringLiteral("SPEND-PREPAYMENT")}};
    for (const auto& [other, usual] : kOther)
        if (type == other)
            return usual;
    return type;
}

mirror::Credit creditOf(const Fields& f, mirror::CreditKind kind)
{
    const CreditNames names = namesOf(kind);
    const Currency currency = f.requiredCurrency("CurrencyCode");
    mirror::Credit credit;
    credit.id = {f.requiredGuid(names.id)};
    credit.kind = kind;
    credit.type = creditType(f.requiredText("Type"));
    credit.number = f.text(names.number);
    credit.reference = f.text("Reference");
    credit.status = f.requiredText("Status");
    credit.contact = {f.inside("Contact").requiredGuid("ContactID")};
    credit.contactName = f.inside("Contact").text("Name");
    credit.date = f.requiredDay("Date");
    credit.total = f.requiredMoney("Total", currency);
    credit.totalTax = f.money("TotalTax", currency);
    credit.remainingCredit = f.requiredMoney("RemainingCredit", currency);
    credit.lineAmountTypes = f.text("LineAmountTypes");
    credit.allocations = allocationsOf(f, currency);
    if (kind == mirror::CreditKind::CreditNote)
        credit.lines = linesOf(f, currency);
    credit.updatedAt = f.requiredInstant("UpdatedDateUTC");
    return credit;
}

// Of a refund Xero nests the credit, or (xero-php #889) an "Invoice" whose id is really the
// credit's.
void readTarget(const Fields& f, mirror::Payment& payment)
{
    for (const auto& [name, id] : {std::pair("CreditNote", "CreditNoteID"),
             std::pair("Overpayment", "OverpaymentID"), std::pair("Prepayment", "PrepaymentID")})
        if (f.has(name))
            payment.credit = {f.inside(name).requiredGuid(id)};
    const Fields invoice = f.inside("Invoice");
    const bool isRefund = payment.type != u"ACCRECPAYMENT" && payment.type != u"ACCPAYPAYMENT";
    if (!isRefund) {
        payment.invoice = {invoice.guid("InvoiceID")};
        payment.invoiceNumber = invoice.text("InvoiceNumber");
    } else if (!payment.credit) {
        payment.credit = {invoice.guid("InvoiceID")};
    }
    for (const char* name : {"Invoice", "CreditNote", "Overpayment", "Prepayment"})
        if (!payment.contact)
            payment.contact = {f.inside(name).inside("Contact").guid("ContactID")};
}

Currency currencyOfPayment(const Fields& f, Currency baseCurrency)
{
    for (const char* name : {"Invoice", "CreditNote", "Overpayment", "Prepayment"})
        if (const auto currency = f.inside(name).currency("CurrencyCode"))
            return *currency;
    return baseCurrency;
}

mirror::Payment paymentOf(const Fields& f, Currency baseCurrency)
{
    mirror::Payment payment;
    payment.id = {f.requiredGuid("PaymentID")};
    payment.type = f.requiredText("PaymentType");
    payment.status = f.requiredText("Status");
    readTarget(f, payment);
    payment.account = {f.inside("Account").guid("AccountID")};
    payment.accountCode = f.inside("Account").text("Code");
    payment.date = f.requiredDay("Date");
    payment.amount = f.requiredMoney("Amount", currencyOfPayment(f, baseCurrency));
    payment.reference = f.text("Reference");
    payment.isReconciled = f.flag("IsReconciled");
    payment.batchPayment = f.has("BatchPaymentID")
        ? f.guid("BatchPaymentID")
        : f.inside("BatchPayment").guid("BatchPaymentID");
    payment.updatedAt = f.requiredInstant("UpdatedDateUTC");
    return payment;
}

mirror::BankTransaction bankTransactionOf(const Fields& f)
{
    mirror::BankTransaction out;
    out.id = {f.requiredGuid("BankTransactionID")};
    out.type = f.requiredText("Type");
    out.status = f.requiredText("Status");
    out.reference = f.text("Reference");
    out.contact = {f.inside("Contact").guid("ContactID")}; // a transfer has none
    out.contactName = f.inside("Contact").text("Name");
    out.account = {f.inside("BankAccount").requiredGuid("AccountID")};
    out.accountCode = f.inside("BankAccount").text("Code");
    out.date = f.requiredDay("Date");
    out.total = f.requiredMoney("Total", f.requiredCurrency("CurrencyCode"));
    out.isReconciled = f.flag("IsReconciled");
    out.credit = {f.has("OverpaymentID") ? f.guid("OverpaymentID") : f.guid("PrepaymentID")};
    out.url = f.text("Url");
    bool first = true;
    f.each("LineItems", [&](const Fields& line) {
        if (std::exchange(first, false))
            out.firstLineDescription = line.text("Description");
    });
    out.updatedAt = f.requiredInstant("UpdatedDateUTC");
    return out;
}

} // namespace

Result<mirror::Organisation> organisation(const Response& response, QUuid tenant)
{
    auto page = readPage<mirror::Organisation>(response, "Organisations", [&](const Fields& f) {
        return mirror::Organisation{.tenantId = tenant,
            .name = f.requiredText("Name"),
            .shortCode = f.text("ShortCode"),
            .countryCode = f.text("CountryCode"),
            .timezone = ianaZone(f.text("Timezone")),
            .baseCurrency = f.requiredCurrency("BaseCurrency"),
            .periodLockDate = f.day("PeriodLockDate"),
            .endOfYearLockDate = f.day("EndOfYearLockDate"),
            .isDemoCompany = f.flag("IsDemoCompany")};
    });
    if (!page)
        return base::Unexpected(page.error());
    if (page->records.size() != 1)
        return unreadable(QStringLiteral("%1 organisations").arg(page->records.size()));
    return page->records.first();
}

Result<Page<mirror::ChartAccount>> chart(const Response& response)
{
    return readPage<mirror::ChartAccount>(response, "Accounts", [](const Fields& f) {
        return mirror::ChartAccount{.id = {f.requiredGuid("AccountID")},
            .code = f.text("Code"), // a bank account may have none
            .name = f.requiredText("Name"),
            .type = f.requiredText("Type"),
            .status = f.requiredText("Status"),
            .taxType = f.text("TaxType"),
            .bankAccountNumber = f.text("BankAccountNumber"),
            .currency = f.currency("CurrencyCode").value_or(Currency()),
            .enablePaymentsToAccount = f.flag("EnablePaymentsToAccount")};
    });
}

Result<Page<mirror::TaxRate>> taxRates(const Response& response)
{
    return readPage<mirror::TaxRate>(response, "TaxRates", [](const Fields& f) {
        return mirror::TaxRate{.taxType = f.requiredText("TaxType"),
            .name = f.text("Name"),
            .status = f.text("Status"),
            .effectiveRate = f.decimal("EffectiveRate")};
    });
}

Result<QList<records::ChangeAuthor>> history(const Response& response)
{
    const auto page
        = readPage<records::ChangeAuthor>(response, "HistoryRecords", [](const Fields& f) {
              return records::ChangeAuthor{
                  .who = f.text("User"), .what = f.text("Changes"), .at = f.instant("DateUTC")};
          });
    return page ? Result<QList<records::ChangeAuthor>>(page->records)
                : tl::unexpected(page.error());
}

Result<Page<mirror::Item>> items(const Response& response)
{
    return readPage<mirror::Item>(response, "Items", [](const Fields& f) {
        return mirror::Item{.id = {f.requiredGuid("ItemID")},
            .code = f.requiredText("Code"),
            .name = f.text("Name"),
            .isSold = f.flag("IsSold", true),
            .isPurchased = f.flag("IsPurchased", true)};
    });
}

Result<Page<mirror::Contact>> contacts(const Response& response, Currency baseCurrency)
{
    return readPage<mirror::Contact>(
        response, "Contacts", [&](const Fields& f) { return contactOf(f, baseCurrency); });
}

Result<Page<mirror::Invoice>> invoices(const Response& response)
{
    return readPage<mirror::Invoice>(response, "Invoices", invoiceOf);
}

Result<Page<mirror::Credit>> credits(const Response& response, mirror::CreditKind kind)
{
    return readPage<mirror::Credit>(
        response, namesOf(kind).list, [&](const Fields& f) { return creditOf(f, kind); });
}

Result<Page<mirror::Payment>> payments(const Response& response, Currency baseCurrency)
{
    return readPage<mirror::Payment>(
        response, "Payments", [&](const Fields& f) { return paymentOf(f, baseCurrency); });
}

Result<Page<mirror::BankTransaction>> bankTransactions(const Response& response)
{
    return readPage<mirror::BankTransaction>(response, "BankTransactions", bankTransactionOf);
}

Result<Shown> shown(const Response& response, CreatedKind kind, const QList<Created>& elements,
    Currency baseCurrency)
{
    const auto body = json::parse(response.body);
    if (!body)
        return base::Unexpected(body.error());
    QString problem;
    Shown out;
    const auto read = [&](const char* list, const std::function<void(const Fields&)>& take) {
        qsizetype place = 0;
        Fields(*body, problem).each(list, [&](const Fields& element) {
            if (place < elements.size() && elements[place].accepted())
                take(element);
            ++place;
        });
    };
    switch (kind) {
    case CreatedKind::Contact:
        read("Contacts", [&](const Fields& f) { out.contacts += contactOf(f, baseCurrency); });
        break;
    case CreatedKind::Invoice:
        read("Invoices", [&](const Fields& f) { out.invoices += invoiceOf(f); });
        break;
    case CreatedKind::CreditNote:
        read("CreditNotes", [&](const Fields& f) {
            out.creditNotes += creditOf(f, mirror::CreditKind::CreditNote);
        });
        break;
    case CreatedKind::Overpayment:
        read("BankTransactions",
            [&](const Fields& f) { out.bankTransactions += bankTransactionOf(f); });
        break;
    case CreatedKind::Payment:
        read("Payments", [&](const Fields& f) { out.payments += paymentOf(f, baseCurrency); });
        break;
    case CreatedKind::Item:
    case CreatedKind::Allocation:
    case CreatedKind::RemovedAllocation:
        break;
    }
    if (!problem.isEmpty())
        return unreadable(problem);
    return out;
}

Result<Page<mirror::BankTransfer>> bankTransfers(const Response& response, Currency baseCurrency)
{
    return readPage<mirror::BankTransfer>(response, "BankTransfers", [&](const Fields& f) {
        return mirror::BankTransfer{.id = f.requiredGuid("BankTransferID"),
            .from = {f.inside("FromBankAccount").requiredGuid("AccountID")},
            .to = {f.inside("ToBankAccount").requiredGuid("AccountID")},
            .amount = f.requiredMoney("Amount", baseCurrency),
            .date = f.requiredDay("Date"),
            .reference = f.text("Reference"),
            .fromIsReconciled = f.flag("FromIsReconciled"),
            .toIsReconciled = f.flag("ToIsReconciled")};
    });
}

Result<Page<mirror::BatchPayment>> batchPayments(const Response& response, Currency baseCurrency)
{
    return readPage<mirror::BatchPayment>(response, "BatchPayments", [&](const Fields& f) {
        mirror::BatchPayment batch{.id = f.requiredGuid("BatchPaymentID"),
            .type = f.requiredText("Type"),
            .status = f.requiredText("Status"),
            .reference = f.text("Reference"),
            .account = {f.inside("Account").guid("AccountID")},
            .date = f.requiredDay("Date"),
            .total = f.requiredMoney("TotalAmount", baseCurrency),
            .isReconciled = f.flag("IsReconciled"),
            .payments = {},
            .updatedAt = f.instant("UpdatedDateUTC")};
        f.each("Payments", [&](const Fields& payment) {
            batch.payments += mirror::PaymentId{payment.guid("PaymentID")};
        });
        return batch;
    });
}

} // namespace xero
