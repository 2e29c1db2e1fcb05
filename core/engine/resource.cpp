// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/resource.h"

namespace engine {

using enum Resource;

QList<Resource> quickResources()
{
    return {Contacts, Invoices, CreditNotes, Overpayments, Prepayments, Payments, BankTransactions};
}

QList<Resource> slowResources()
{
    return {Organisation, Chart, TaxRates, Items, BankTransfers, BatchPayments};
}

std::optional<Resource> restsOn(records::CauseId cause)
{
    switch (cause) {
    case records::CauseId::PeriodLocked:
        return Resource::Organisation;
    case records::CauseId::ItemCodeNotFound:
    case records::CauseId::SkuMissing:
        return Resource::Items;
    case records::CauseId::NoBankAccount:
    case records::CauseId::AccountCodeInvalid:
    case records::CauseId::AccountArchived:
    case records::CauseId::BankAccountUnknown:
    case records::CauseId::PaymentsNotEnabled:
        return Resource::Chart;
    case records::CauseId::TaxNotForAccount:
    case records::CauseId::TaxInvalid:
        return Resource::TaxRates;
    default:
        return std::nullopt;
    }
}

QSet<Resource> changedBy(records::OperationKind kind)
{
    using enum records::OperationKind;
    switch (kind) {
    case CreateContact:
    case CreateInvoice:
    case CreateCreditNote:
    case CreateBill:
    case CreatePayment:
        return {}; // the answer shows the whole record
    case UpdateContact:
        return {Contacts};
    case RemoveAllocation:
        return {Overpayments, Prepayments, CreditNotes, Invoices};
    case DeletePayment:
        return {Payments, Invoices};
    case VoidDocument:
        return {Invoices, CreditNotes};
    case RefundCredit:
        return {Overpayments};
    case CreateItem:
        return {Items};
    case CreateOverpayment:
        return {Overpayments};
    case CreateAllocation:
        return {Overpayments, CreditNotes, Invoices};
    }
    base::require(false, "every push is known by what it changes");
    return {};
}

QString spoken(Resource resource)
{
    switch (resource) {
    case Organisation:
        return QStringLiteral("Reading the organisation");
    case Chart:
        return QStringLiteral("Reading accounts");
    case TaxRates:
        return QStringLiteral("Reading tax rates");
    case Items:
        return QStringLiteral("Reading items");
    case Contacts:
        return QStringLiteral("Reading contacts");
    case Invoices:
        return QStringLiteral("Reading invoices");
    case CreditNotes:
        return QStringLiteral("Reading credit notes");
    case Overpayments:
        return QStringLiteral("Reading overpayments");
    case Prepayments:
        return QStringLiteral("Reading prepayments");
    case Payments:
        return QStringLiteral("Reading payments");
    case BankTransactions:
        return QStringLiteral("Reading bank transactions");
    case BankTransfers:
        return QStringLiteral("Reading bank transfers");
    case BatchPayments:
        return QStringLiteral("Reading batch payments");
    }
    return {};
}

namespace {

QString nameOf(Resource resource)
{
    static constexpr const char16_t* names[] = {u"organisation", u"accounts", u"tax-rates",
        u"items", u"contacts", u"invoices", u"credit-notes", u"overpayments", u"prepayments",
        u"payments", u"bank-transactions", u"bank-transfers", u"batch-payments"};
    return QString::fromUtf16(names[static_cast<int>(resource)]);
}

} // namespace

QString fetchCursorName(Resource resource)
{
    return QStringLiteral("fetch.") + nameOf(resource);
}

QString fetchedAtName(Resource resource)
{
    return QStringLiteral("fetch.at.") + nameOf(resource);
}

} // namespace engine
