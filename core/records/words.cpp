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
        {ChooseAccountCode, u"choose-account-code"},
        {ChooseTaxType, u"choose-tax-type"},
        {ChangeTaxCarried, u"change-tax-carried"},
        {NamePerson, u"name-person"},
        {CreateContact, u"create-contact"},
        {AllocateWhatFits, u"allocate-what-fits"},
        {PushOurs, u"push-ours"},
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

template std::optional<RecordKind> fromText(QStringView);
template std::optional<XeroKind> fromText(QStringView);
template std::optional<LinkState> fromText(QStringView);
template std::optional<TwinOrigin> fromText(QStringView);
template std::optional<OperationKind> fromText(QStringView);
template std::optional<OperationState> fromText(QStringView);
template std::optional<IntakeState> fromText(QStringView);
template std::optional<BridgeCause> fromText(QStringView);
template std::optional<RemedyId> fromText(QStringView);
template std::optional<Side> fromText(QStringView);
template std::optional<Verdict> fromText(QStringView);
template std::optional<HazardId> fromText(QStringView);
template std::optional<TaskHalf> fromText(QStringView);
template std::optional<TaskWay> fromText(QStringView);

QString recordText(const std::optional<RecordRef>& record)
{
    return record ? toText(record->kind) + u' ' + QString::number(record->id) : QString();
}

QString recordText(const std::optional<XeroRef>& record)
{
    return record ? toText(record->kind) + u' ' + record->id.toString(QUuid::WithoutBraces)
                  : QString();
}

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
