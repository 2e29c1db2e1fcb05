// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/wording.h"

namespace records {

namespace wording {

template <>
std::span<const Word<CauseId>> words()
{
    using enum CauseId;
    static constexpr Word<CauseId> table[] = {
        {None, u"none"},
        {NotLinked, u"not-linked"},
        {PartialLink, u"partial-link"},
        {ContactArchived, u"contact-archived"},
        {ContactMerged, u"contact-merged"},
        {ContactNameTaken, u"contact-name-taken"},
        {ContactMismatch, u"contact-mismatch"},
        {PrimaryContactMissing, u"primary-contact-missing"},
        {ItemCodeNotFound, u"item-code-not-found"},
        {SkuMissing, u"sku-missing"},
        {AccountCodeInvalid, u"account-code-invalid"},
        {TaxModeConflict, u"tax-mode-conflict"},
        {TaxInvalid, u"tax-invalid"},
        {PeriodLocked, u"period-locked"},
        {NumberTaken, u"number-taken"},
        {OverAllocation, u"over-allocation"},
        {InvoiceAlreadyPaid, u"invoice-already-paid"},
        {CreditUsedUp, u"credit-used-up"},
        {SuspectedWrongMatch, u"suspected-wrong-match"},
        {DocumentNotOpen, u"document-not-open"},
        {Reconciled, u"reconciled"},
        {ForeignCurrency, u"foreign-currency"},
        {NoBankAccount, u"no-bank-account"},
        {BeforeStartDate, u"before-start-date"},
        {UnsupportedKind, u"unsupported-kind"},
        {PushIsOff, u"push-is-off"},
        {WaitsForOther, u"waits-for-other"},
        {OutcomeUnknown, u"outcome-unknown"},
        {Ambiguous, u"ambiguous"},
        {ConnectionLost, u"connection-lost"},
        {RateLimited, u"rate-limited"},
        {SignInNeeded, u"sign-in-needed"},
        {WrongOrganisation, u"wrong-organisation"},
        {PermissionDenied, u"permission-denied"},
        {ServerTrouble, u"server-trouble"},
        {DiskFull, u"disk-full"},
        {SetAside, u"set-aside"},
        {InvoiceNotOurs, u"invoice-not-ours"},
        {NotAllocated, u"not-allocated"},
        {ZeroOutstanding, u"zero-outstanding"},
        {BornHere, u"born-here"},
        {BusyRecord, u"busy-record"},
        {ContactEdited, u"contact-edited"},
        {DuplicateCode, u"duplicate-code"},
        {MoneyOnIt, u"money-on-it"},
        {ByHandOnly, u"by-hand-only"},
        {ModuleOff, u"module-off"},
        {CreditNotOurs, u"credit-not-ours"},
        {UndoneHere, u"undone-here"},
        {Restored, u"restored"},
        {RolledBack, u"rolled-back"},
        {TwiceInXero, u"twice-in-xero"},
        {SurvivorTaken, u"survivor-taken"},
        {ServiceLine, u"service-line"},
        {PlanLimit, u"plan-limit"},
        {EmailInvalid, u"email-invalid"},
        {TextTooLong, u"text-too-long"},
        {DateMissing, u"date-missing"},
        {LinesMissing, u"lines-missing"},
        {AmountInvalid, u"amount-invalid"},
        {TotalsDiffer, u"totals-differ"},
        {AccountArchived, u"account-archived"},
        {BankAccountUnknown, u"bank-account-unknown"},
        {PaymentsNotEnabled, u"payments-not-enabled"},
        {TaxNotForAccount, u"tax-not-for-account"},
        {Frozen, u"frozen"},
        {NotInXero, u"not-in-xero"},
        {CurrencyNotInXero, u"currency-not-in-xero"},
        {ScopeMissing, u"scope-missing"},
        {KeyReused, u"key-reused"},
        {RequestUnread, u"request-unread"},
        {Unrecognised, u"unrecognised"},
    };
    return table;
}

} // namespace wording

QString toText(CauseId value)
{
    return wording::textOf(value);
}

template std::optional<CauseId> fromText(QStringView);

} // namespace records
