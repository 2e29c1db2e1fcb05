// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/wording.h"

namespace records {

namespace wording {

template <>
std::span<const Word<ItemCodes>> words()
{
    using enum ItemCodes;
    static constexpr Word<ItemCodes> table[] = {
        {Off, u"off"},
        {ProductCode, u"product-code"},
        {Sku, u"sku"},
    };
    return table;
}

template <>
std::span<const Word<PaymentPush>> words()
{
    using enum PaymentPush;
    static constexpr Word<PaymentPush> table[] = {
        {AsOverpayment, u"as-overpayment"},
        {AsPaymentWhenWhole, u"as-payment-when-whole"},
    };
    return table;
}

template <>
std::span<const Word<BankReceipts>> words()
{
    using enum BankReceipts;
    static constexpr Word<BankReceipts> table[] = {
        {ThroughBilling, u"through-billing"},
        {EnteredInXero, u"entered-in-xero"},
    };
    return table;
}

template <>
std::span<const Word<TaxCarried>> words()
{
    using enum TaxCarried;
    static constexpr Word<TaxCarried> table[] = {
        {AsItComes, u"as-it-comes"},
        {ByItem, u"by-item"},
        {InTotal, u"in-total"},
    };
    return table;
}

template <>
std::span<const Word<Module>> words()
{
    using enum Module;
    static constexpr Word<Module> table[] = {
        {Contacts, u"contacts"},
        {Vendors, u"vendors"},
        {Products, u"products"},
        {Invoices, u"invoices"},
        {Bills, u"bills"},
        {Payments, u"payments"},
    };
    return table;
}

template <>
std::span<const Word<Flow>> words()
{
    using enum Flow;
    static constexpr Word<Flow> table[] = {
        {Off, u"off"},
        {LedgerToXero, u"ledger-to-xero"},
        {XeroToLedger, u"xero-to-ledger"},
        {Both, u"both"},
    };
    return table;
}

template <>
std::span<const Word<Job>> words()
{
    using enum Job;
    static constexpr Word<Job> table[] = {
        {PushDocuments, u"push-documents"},
        {PushPayments, u"push-payments"},
        {Pull, u"pull"},
    };
    return table;
}

template <>
std::span<const Word<StartMode>> words()
{
    using enum StartMode;
    static constexpr Word<StartMode> table[] = {
        {CatchUp, u"catch-up"},
        {Fresh, u"fresh"},
    };
    return table;
}

} // namespace wording

QString toText(ItemCodes value)
{
    return wording::textOf(value);
}

QString toText(PaymentPush value)
{
    return wording::textOf(value);
}

QString toText(BankReceipts value)
{
    return wording::textOf(value);
}

QString toText(TaxCarried value)
{
    return wording::textOf(value);
}

QString toText(Module value)
{
    return wording::textOf(value);
}

QString toText(Flow value)
{
    return wording::textOf(value);
}

QString toText(Job value)
{
    return wording::textOf(value);
}

QString toText(StartMode value)
{
    return wording::textOf(value);
}

template std::optional<ItemCodes> fromText(QStringView);
template std::optional<PaymentPush> fromText(QStringView);
template std::optional<BankReceipts> fromText(QStringView);
template std::optional<TaxCarried> fromText(QStringView);
template std::optional<Module> fromText(QStringView);
template std::optional<Flow> fromText(QStringView);
template std::optional<Job> fromText(QStringView);
template std::optional<StartMode> fromText(QStringView);

} // namespace records
