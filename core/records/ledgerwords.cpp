// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/wording.h"

namespace records {

namespace wording {

template <>
std::span<const Word<ledger::Source>> words()
{
    using enum ledger::Source;
    static constexpr Word<ledger::Source> table[] = {
        {Import, u"import"},
        {Hand, u"hand"},
        {Xero, u"xero"},
    };
    return table;
}

template <>
std::span<const Word<ledger::AccountRole>> words()
{
    using enum ledger::AccountRole;
    static constexpr Word<ledger::AccountRole> table[] = {
        {Customer, u"customer"},
        {Vendor, u"vendor"},
    };
    return table;
}

template <>
std::span<const Word<ledger::AccountStatus>> words()
{
    using enum ledger::AccountStatus;
    static constexpr Word<ledger::AccountStatus> table[] = {
        {Active, u"active"},
        {Inactive, u"inactive"},
    };
    return table;
}

template <>
std::span<const Word<ledger::ProductClass>> words()
{
    using enum ledger::ProductClass;
    static constexpr Word<ledger::ProductClass> table[] = {
        {Billable, u"billable"},
        {Physical, u"physical"},
        {Service, u"service"},
    };
    return table;
}

template <>
std::span<const Word<ledger::DocumentKind>> words()
{
    using enum ledger::DocumentKind;
    static constexpr Word<ledger::DocumentKind> table[] = {
        {Invoice, u"invoice"},
        {CreditNote, u"credit-note"},
        {Bill, u"bill"},
    };
    return table;
}

template <>
std::span<const Word<ledger::DocumentStatus>> words()
{
    using enum ledger::DocumentStatus;
    static constexpr Word<ledger::DocumentStatus> table[] = {
        {Draft, u"draft"},
        {Approved, u"approved"},
        {Voided, u"voided"},
    };
    return table;
}

template <>
std::span<const Word<ledger::TaxMode>> words()
{
    using enum ledger::TaxMode;
    static constexpr Word<ledger::TaxMode> table[] = {
        {Exclusive, u"exclusive"},
        {Inclusive, u"inclusive"},
        {NoTax, u"no-tax"},
    };
    return table;
}

template <>
std::span<const Word<ledger::AdjustmentKind>> words()
{
    using enum ledger::AdjustmentKind;
    static constexpr Word<ledger::AdjustmentKind> table[] = {
        {LedgerCredit, u"ledger-credit"},
        {CreditWriteOff, u"credit-write-off"},
        {DebitWriteOff, u"debit-write-off"},
        {Refund, u"refund"},
    };
    return table;
}

template <>
std::span<const Word<mirror::CreditKind>> words()
{
    using enum mirror::CreditKind;
    static constexpr Word<mirror::CreditKind> table[] = {
        {CreditNote, u"credit-note"},
        {Overpayment, u"overpayment"},
        {Prepayment, u"prepayment"},
    };
    return table;
}

} // namespace wording

QString toText(ledger::Source value)
{
    return wording::textOf(value);
}

QString toText(ledger::AccountRole value)
{
    return wording::textOf(value);
}

QString toText(ledger::AccountStatus value)
{
    return wording::textOf(value);
}

QString toText(ledger::ProductClass value)
{
    return wording::textOf(value);
}

QString toText(ledger::DocumentKind value)
{
    return wording::textOf(value);
}

QString toText(ledger::DocumentStatus value)
{
    return wording::textOf(value);
}

QString toText(ledger::TaxMode value)
{
    return wording::textOf(value);
}

QString toText(ledger::AdjustmentKind value)
{
    return wording::textOf(value);
}

QString toText(mirror::CreditKind value)
{
    return wording::textOf(value);
}

template std::optional<ledger::Source> fromText(QStringView);
template std::optional<ledger::AccountRole> fromText(QStringView);
template std::optional<ledger::AccountStatus> fromText(QStringView);
template std::optional<ledger::ProductClass> fromText(QStringView);
template std::optional<ledger::DocumentKind> fromText(QStringView);
template std::optional<ledger::DocumentStatus> fromText(QStringView);
template std::optional<ledger::TaxMode> fromText(QStringView);
template std::optional<ledger::AdjustmentKind> fromText(QStringView);
template std::optional<mirror::CreditKind> fromText(QStringView);

} // namespace records
