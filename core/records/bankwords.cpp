// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/wording.h"

namespace records {

namespace wording {

template <>
std::span<const Word<BankFormat>> words()
{
    using enum BankFormat;
    static constexpr Word<BankFormat> table[] = {
        {Ofx, u"ofx"},
        {Qif, u"qif"},
        {Csv, u"csv"},
        {Camt053, u"camt.053"},
        {Mt940, u"mt940"},
    };
    return table;
}

template <>
std::span<const Word<CandidateKind>> words()
{
    using enum CandidateKind;
    static constexpr Word<CandidateKind> table[] = {
        {Invoice, u"invoice"},
        {Bill, u"bill"},
        {CreditNote, u"credit-note"},
        {Payment, u"payment"},
        {Overpayment, u"overpayment"},
        {Prepayment, u"prepayment"},
        {ReceiveMoney, u"receive-money"},
        {SpendMoney, u"spend-money"},
        {BatchPayment, u"batch-payment"},
        {Transfer, u"transfer"},
    };
    return table;
}

template <>
std::span<const Word<LineHazard>> words()
{
    using enum LineHazard;
    static constexpr Word<LineHazard> table[] = {
        {None, u"none"},
        {NotPushed, u"not-pushed"},
        {PushFailed, u"push-failed"},
        {Unallocated, u"unallocated"},
        {WrongMatch, u"wrong-match"},
        {NotInBilling, u"not-in-billing"},
        {Twins, u"twins"},
        {Lump, u"lump"},
        {WrongContact, u"wrong-contact"},
        {ContactGone, u"contact-gone"},
        {Locked, u"locked"},
        {ForeignCurrency, u"foreign-currency"},
        {DuplicateLine, u"duplicate-line"},
        {OwnTransfer, u"own-transfer"},
        {Automatic, u"automatic"},
        {Fee, u"fee"},
        {Overpaid, u"overpaid"},
        {OfferDiffers, u"offer-differs"},
        {NothingKnown, u"nothing-known"},
        {NoIdentity, u"no-identity"},
        {Stale, u"stale"},
    };
    return table;
}

template <>
std::span<const Word<LineSaying>> words()
{
    using enum LineSaying;
    static constexpr Word<LineSaying> table[] = {
        {Done, u"done"},
        {Is, u"is"},
        {IsNot, u"is-not"},
    };
    return table;
}

} // namespace wording

QString toText(BankFormat value)
{
    return wording::textOf(value);
}

QString toText(CandidateKind value)
{
    return wording::textOf(value);
}

QString toText(LineHazard value)
{
    return wording::textOf(value);
}

QString toText(LineSaying value)
{
    return wording::textOf(value);
}

template std::optional<LineSaying> fromText(QStringView);
template std::optional<BankFormat> fromText(QStringView);
template std::optional<CandidateKind> fromText(QStringView);
template std::optional<LineHazard> fromText(QStringView);

} // namespace records
