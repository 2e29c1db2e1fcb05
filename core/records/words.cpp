// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/wording.h"

namespace records {

namespace wording {

template <>
std::span<const Word<RecordKind>> words()
{
    using enum RecordKind;
    static constexpr Word<RecordKind> table[] = {
        {Account, u"account"},
        {Product, u"product"},
        {Invoice, u"invoice"},
        {CreditNote, u"credit-note"},
        {Bill, u"bill"},
        {Payment, u"payment"},
        {Adjustment, u"adjustment"},
        {Allocation, u"allocation"},
        {Reversal, u"reversal"},
    };
    return table;
}

template <>
std::span<const Word<XeroKind>> words()
{
    using enum XeroKind;
    static constexpr Word<XeroKind> table[] = {
        {Contact, u"contact"},
        {Item, u"item"},
        {Invoice, u"invoice"},
        {CreditNote, u"credit-note"},
        {Overpayment, u"overpayment"},
        {Prepayment, u"prepayment"},
        {Payment, u"payment"},
        {Allocation, u"allocation"},
        {BankTransaction, u"bank-transaction"},
    };
    return table;
}

template <>
std::span<const Word<LinkState>> words()
{
    using enum LinkState;
    static constexpr Word<LinkState> table[] = {
        {Linked, u"linked"},
        {Partial, u"partial"},
    };
    return table;
}

template <>
std::span<const Word<TwinOrigin>> words()
{
    using enum TwinOrigin;
    static constexpr Word<TwinOrigin> table[] = {
        {Pushed, u"pushed"},
        {Adopted, u"adopted"},
        {TakenIn, u"taken-in"},
        {SameMoney, u"same-money"},
        {Mirrored, u"mirrored"},
    };
    return table;
}

template <>
std::span<const Word<OperationKind>> words()
{
    using enum OperationKind;
    static constexpr Word<OperationKind> table[] = {
        {RemoveAllocation, u"remove-allocation"},
        {DeletePayment, u"delete-payment"},
        {VoidDocument, u"void-document"},
        {RefundCredit, u"refund-credit"},
        {CreateContact, u"create-contact"},
        {UpdateContact, u"update-contact"},
        {CreateItem, u"create-item"},
        {CreateInvoice, u"create-invoice"},
        {CreateCreditNote, u"create-credit-note"},
        {CreateBill, u"create-bill"},
        {CreateOverpayment, u"create-overpayment"},
        {CreatePayment, u"create-payment"},
        {CreateAllocation, u"create-allocation"},
    };
    return table;
}

template <>
std::span<const Word<OperationState>> words()
{
    using enum OperationState;
    static constexpr Word<OperationState> table[] = {
        {Waiting, u"waiting"},
        {Held, u"held"},
        {Sending, u"sending"},
        {Unknown, u"unknown"},
        {Confirmed, u"confirmed"},
        {Refused, u"refused"},
        {Parked, u"parked"},
        {SetAside, u"set-aside"},
        {Cancelled, u"cancelled"},
    };
    return table;
}

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
        {Unrecognised, u"unrecognised"},
    };
    return table;
}

template <>
std::span<const Word<IntakeState>> words()
{
    using enum IntakeState;
    static constexpr Word<IntakeState> table[] = {
        {TakenIn, u"taken-in"},
        {Waiting, u"waiting"},
        {Blocked, u"blocked"},
        {Skipped, u"skipped"},
        {Ignored, u"ignored"},
    };
    return table;
}

template <>
std::span<const Word<BridgeCause>> words()
{
    using enum BridgeCause;
    static constexpr Word<BridgeCause> table[] = {
        {NotYetPushed, u"not-yet-pushed"},
        {Failed, u"failed"},
        {Held, u"held"},
        {UnsupportedKind, u"unsupported-kind"},
        {WaitingCredit, u"waiting-credit"},
        {NotTakenIn, u"not-taken-in"},
        {Blocked, u"blocked"},
        {Skipped, u"skipped"},
        {ReversedOneSide, u"reversed-one-side"},
        {VoidedOneSide, u"voided-one-side"},
        {RefundedInXero, u"refunded-in-xero"},
        {EditedInXero, u"edited-in-xero"},
        {WrongMatch, u"wrong-match"},
        {XeroOnly, u"xero-only"},
        {BeforeStartDate, u"before-start-date"},
        {MirrorIncomplete, u"mirror-incomplete"},
        {SetAside, u"set-aside"},
        {Rounding, u"rounding"},
        {NotAllocated, u"not-allocated"},
        {Unexplained, u"unexplained"},
    };
    return table;
}

template <>
std::span<const Word<RemedyId>> words()
{
    using enum RemedyId;
    static constexpr Word<RemedyId> table[] = {
        {None, u"none"},
        {PushNow, u"push-now"},
        {Retry, u"retry"},
        {OpenProblem, u"open-problem"},
        {MirrorByHand, u"mirror-by-hand"},
        {AllocateInXero, u"allocate-in-xero"},
        {FetchNow, u"fetch-now"},
        {AddStatement, u"add-statement"},
        {DoInXeroToo, u"do-in-xero-too"},
        {DoInXero, u"do-in-xero"},
        {ReverseInLedger, u"reverse-in-ledger"},
        {SameMoney, u"same-money"},
        {RemoveAndRedo, u"remove-and-redo"},
        {LinkContact, u"link-contact"},
        {RestoreContact, u"restore-contact"},
        {Relink, u"relink"},
        {CreateItem, u"create-item"},
        {EditProduct, u"edit-product"},
        {MoveDate, u"move-date"},
        {WaitForUnlock, u"wait-for-unlock"},
        {SignIn, u"sign-in"},
        {Wait, u"wait"},
        {LookNow, u"look-now"},
        {SetAside, u"set-aside"},
        {BringBack, u"bring-back"},
        {DecideParked, u"decide-parked"},
        {ReleasePushing, u"release-pushing"},
        {ShowInXero, u"show-in-xero"},
        {ShowRecords, u"show-records"},
        {FixInLedger, u"fix-in-ledger"},
        {PrepareSupportCase, u"prepare-support-case"},
    };
    return table;
}

template <>
std::span<const Word<Side>> words()
{
    using enum Side;
    static constexpr Word<Side> table[] = {
        {Receivable, u"receivable"},
        {Payable, u"payable"},
    };
    return table;
}

template <>
std::span<const Word<Verdict>> words()
{
    using enum Verdict;
    static constexpr Word<Verdict> table[] = {
        {Safe, u"safe"},
        {Stop, u"stop"},
        {NotChecked, u"not-checked"},
        {Done, u"done"},
    };
    return table;
}

template <>
std::span<const Word<HazardId>> words()
{
    using enum HazardId;
    static constexpr Word<HazardId> table[] = {
        {PaymentNotPushed, u"payment-not-pushed"},
        {PushFailed, u"push-failed"},
        {AllocationNotPushed, u"allocation-not-pushed"},
        {WrongMatch, u"wrong-match"},
        {PaidByHand, u"paid-by-hand"},
        {StaleMirror, u"stale-mirror"},
        {StatementOld, u"statement-old"},
        {SourceIncomplete, u"source-incomplete"},
        {NeverFetched, u"never-fetched"},
    };
    return table;
}

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
std::span<const Word<command::Direction>> words()
{
    using enum command::Direction;
    static constexpr Word<command::Direction> table[] = {
        {Push, u"Ledger → Xero"},
        {Pull, u"Xero → Ledger"},
        {Both, u"Both"},
    };
    return table;
}

template <>
std::span<const Word<TaskHalf>> words()
{
    using enum TaskHalf;
    static constexpr Word<TaskHalf> table[] = {
        {InXero, u"in-xero"},
        {InLedger, u"in-ledger"},
    };
    return table;
}

template <>
std::span<const Word<TaskWay>> words()
{
    using enum TaskWay;
    static constexpr Word<TaskWay> table[] = {
        {DeletePayment, u"delete-payment"},
        {RemoveAllocation, u"remove-allocation"},
        {VoidDocument, u"void-document"},
        {RefundOverpayment, u"refund-overpayment"},
        {VoidByHand, u"void-by-hand"},
        {ByHand, u"by-hand"},
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

QString toText(RecordKind value)
{
    return wording::textOf(value);
}

QString toText(XeroKind value)
{
    return wording::textOf(value);
}

QString toText(LinkState value)
{
    return wording::textOf(value);
}

QString toText(TwinOrigin value)
{
    return wording::textOf(value);
}

QString toText(OperationKind value)
{
    return wording::textOf(value);
}

QString toText(OperationState value)
{
    return wording::textOf(value);
}

QString toText(CauseId value)
{
    return wording::textOf(value);
}

QString toText(IntakeState value)
{
    return wording::textOf(value);
}

QString toText(BridgeCause value)
{
    return wording::textOf(value);
}

QString toText(RemedyId value)
{
    return wording::textOf(value);
}

QString toText(Side value)
{
    return wording::textOf(value);
}

QString toText(Verdict value)
{
    return wording::textOf(value);
}

QString toText(HazardId value)
{
    return wording::textOf(value);
}

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

QString toText(Module value)
{
    return wording::textOf(value);
}

QString toText(Flow value)
{
    return wording::textOf(value);
}

QString toText(command::Direction value)
{
    return wording::textOf(value);
}
QString toText(TaskHalf value)
{
    return wording::textOf(value);
}

QString toText(TaskWay value)
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

template std::optional<RecordKind> fromText(QStringView);
template std::optional<XeroKind> fromText(QStringView);
template std::optional<LinkState> fromText(QStringView);
template std::optional<TwinOrigin> fromText(QStringView);
template std::optional<OperationKind> fromText(QStringView);
template std::optional<OperationState> fromText(QStringView);
template std::optional<CauseId> fromText(QStringView);
template std::optional<IntakeState> fromText(QStringView);
template std::optional<BridgeCause> fromText(QStringView);
template std::optional<RemedyId> fromText(QStringView);
template std::optional<Side> fromText(QStringView);
template std::optional<Verdict> fromText(QStringView);
template std::optional<HazardId> fromText(QStringView);
template std::optional<ItemCodes> fromText(QStringView);
template std::optional<PaymentPush> fromText(QStringView);
template std::optional<BankReceipts> fromText(QStringView);
template std::optional<Module> fromText(QStringView);
template std::optional<Flow> fromText(QStringView);
template std::optional<TaskHalf> fromText(QStringView);
template std::optional<TaskWay> fromText(QStringView);
template std::optional<Job> fromText(QStringView);
template std::optional<StartMode> fromText(QStringView);

RecordKind recordKind(ledger::DocumentKind kind)
{
    switch (kind) {
    case ledger::DocumentKind::Invoice:
        return RecordKind::Invoice;
    case ledger::DocumentKind::CreditNote:
        return RecordKind::CreditNote;
    case ledger::DocumentKind::Bill:
        return RecordKind::Bill;
    }
    return RecordKind::Invoice;
}

XeroKind xeroKind(mirror::CreditKind kind)
{
    switch (kind) {
    case mirror::CreditKind::CreditNote:
        return XeroKind::CreditNote;
    case mirror::CreditKind::Overpayment:
        return XeroKind::Overpayment;
    case mirror::CreditKind::Prepayment:
        return XeroKind::Prepayment;
    }
    return XeroKind::CreditNote;
}

} // namespace records
