// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace causes {

namespace {

QString verb(RemedyId remedy)
{
    switch (remedy) {
    case RemedyId::None:
        return u"Nothing to do"_s;
    case RemedyId::PushNow:
        return u"Push now"_s;
    case RemedyId::Retry:
        return u"Retry"_s;
    case RemedyId::OpenProblem:
        return u"Open problem"_s;
    case RemedyId::MirrorByHand:
        return u"Mirror by hand…"_s;
    case RemedyId::AllocateInXero:
        return u"Allocate in Xero…"_s;
    case RemedyId::FetchNow:
        return u"Fetch now"_s;
    case RemedyId::AddStatement:
        return u"Add statement…"_s;
    case RemedyId::DoInXeroToo:
        return u"Do it in Xero too…"_s;
    case RemedyId::DoInXero:
        return u"Do it in Xero"_s;
    case RemedyId::ReverseInLedger:
        return u"Reverse it here"_s;
    case RemedyId::SameMoney:
        return u"Same money…"_s;
    case RemedyId::RemoveAndRedo:
        return u"Remove & Redo in Xero…"_s;
    case RemedyId::LinkContact:
        return u"Link…"_s;
    case RemedyId::RestoreContact:
        return u"Restore contact, retry"_s;
    case RemedyId::Relink:
        return u"Link and retry"_s;
    case RemedyId::CreateItem:
        return u"Create item, retry"_s;
    case RemedyId::EditProduct:
        return u"Edit product…"_s;
    case RemedyId::MoveDate:
        return u"Change the date…"_s;
    case RemedyId::ChooseAccountCode:
        return u"Use another account…"_s;
    case RemedyId::ChooseTaxType:
        return u"Use another tax rate…"_s;
    case RemedyId::ChangeTaxCarried:
        return u"Take tax as it comes"_s;
    case RemedyId::NamePerson:
        return u"Name the primary contact…"_s;
    case RemedyId::CreateContact:
        return u"Create in Xero"_s;
    case RemedyId::AllocateWhatFits:
        return u"Allocate what fits"_s;
    case RemedyId::PushOurs:
        return u"Delete Xero’s, push ours"_s;
    case RemedyId::WaitForUnlock:
        return u"Hold until unlocked"_s;
    case RemedyId::SignIn:
        return u"Sign in"_s;
    case RemedyId::Wait:
        return u"Wait"_s;
    case RemedyId::LookNow:
        return u"Look now"_s;
    case RemedyId::SetAside:
        return u"Set aside…"_s;
    case RemedyId::BringBack:
        return u"Bring back"_s;
    case RemedyId::DecideParked:
        return u"Compare and decide…"_s;
    case RemedyId::ReleasePushing:
        return u"I’ve checked: go on"_s;
    case RemedyId::ShowInXero:
        return u"Open in Xero"_s;
    case RemedyId::ShowRecords:
        return u"Show records"_s;
    case RemedyId::FixInLedger:
        return u"Change in the ledger…"_s;
    case RemedyId::PrepareSupportCase:
        return u"Prepare support case…"_s;
    }
    base::require(false, "every remedy has its verb");
    return {};
}

// What Emersion's reports call the thing that failed (emersion.md §2A.5).
QString objectOf(OperationKind kind, const Cause& cause)
{
    const QString number = cause.arguments.value(0);
    switch (kind) {
    case OperationKind::CreateContact:
    case OperationKind::UpdateContact:
        return u"account"_s;
    case OperationKind::DeletePayment:
        return u"payment reversal"_s;
    case OperationKind::VoidDocument:
        return u"voided document"_s;
    case OperationKind::RefundCredit:
        return u"payment refund"_s;
    case OperationKind::RemoveAllocation:
        return u"removal of a payment allocation"_s;
    case OperationKind::CreateItem:
        return u"product"_s;
    case OperationKind::CreateInvoice:
        return u"completed invoice"_s;
    case OperationKind::CreateCreditNote:
        return u"completed credit note"_s;
    case OperationKind::CreateBill:
        return u"completed bill"_s;
    case OperationKind::CreateOverpayment:
        return u"payment"_s;
    case OperationKind::CreatePayment:
    case OperationKind::CreateAllocation:
        break;
    }
    const bool named = !number.isEmpty()
        && (cause.id == CauseId::InvoiceAlreadyPaid || cause.id == CauseId::OverAllocation
            || cause.id == CauseId::DocumentNotOpen || cause.id == CauseId::SuspectedWrongMatch);
    return named ? u"payment allocated against Invoice #"_s + number : u"payment allocation"_s;
}

// R014's own words: an archived contact is held before any call, so Xero never said them.
QString xeroWords(const Cause& cause)
{
    if (!cause.raw.isEmpty())
        return QString(cause.raw).replace(u"; "_s, u", "_s);
    if (cause.id == CauseId::ContactArchived || cause.id == CauseId::ContactMerged)
        return u"The contact with the specified contact details has been archived. The contact "
               "must be un-archived before creating new invoices or credit notes."_s;
    return words(cause).sentence;
}

} // namespace

QString buttonText(RemedyId remedy, int records)
{
    const QString text = verb(remedy);
    const bool counts = remedy == RemedyId::Retry || remedy == RemedyId::CreateItem
        || remedy == RemedyId::Relink || remedy == RemedyId::RestoreContact
        || remedy == RemedyId::CreateContact || remedy == RemedyId::AllocateWhatFits;
    if (remedy == RemedyId::PushNow && records > 1)
        return u"Push all %1"_s.arg(records);
    return counts && records > 1 ? text + u' ' + QString::number(records) : text;
}

QString remedyText(RemedyId remedy)
{
    return remedy == RemedyId::None ? QString() : verb(remedy).remove(u'…');
}

QString whoText(WhoActs who)
{
    switch (who) {
    case WhoActs::YouHere:
        return u"You, here"_s;
    case WhoActs::YouInXero:
        return u"You, in Xero"_s;
    case WhoActs::YourAdviser:
        return u"Your adviser"_s;
    case WhoActs::Nobody:
        return u"Nobody"_s;
    }
    base::require(false, "everyone who acts has a name");
    return {};
}

QString keyOf(WhoActs who)
{
    switch (who) {
    case WhoActs::YouHere:
        return u"here"_s;
    case WhoActs::YouInXero:
        return u"xero"_s;
    case WhoActs::YourAdviser:
        return u"adviser"_s;
    case WhoActs::Nobody:
        return u"nobody"_s;
    }
    base::require(false, "everyone who acts has a key");
    return {};
}

QString bridgeWord(BridgeCause cause)
{
    switch (cause) {
    case BridgeCause::NotYetPushed:
        return u"Not yet pushed"_s;
    case BridgeCause::Failed:
        return u"Failed"_s;
    case BridgeCause::Held:
        return u"Held"_s;
    case BridgeCause::UnsupportedKind:
        return u"Unsupported"_s;
    case BridgeCause::WaitingCredit:
        return u"Waiting credit"_s;
    case BridgeCause::NotTakenIn:
        return u"Not taken in"_s;
    case BridgeCause::Blocked:
        return u"Blocked"_s;
    case BridgeCause::Skipped:
        return u"Skipped"_s;
    case BridgeCause::ReversedOneSide:
        return u"Reversed"_s;
    case BridgeCause::VoidedOneSide:
        return u"Voided"_s;
    case BridgeCause::RefundedInXero:
        return u"Refunded in Xero"_s;
    case BridgeCause::EditedInXero:
        return u"Edited in Xero"_s;
    case BridgeCause::WrongMatch:
        return u"Wrong match"_s;
    case BridgeCause::XeroOnly:
        return u"Only in Xero"_s;
    case BridgeCause::BeforeStartDate:
        return u"Before start"_s;
    case BridgeCause::MirrorIncomplete:
        return u"Not yet fetched"_s;
    case BridgeCause::SetAside:
        return u"Set aside"_s;
    case BridgeCause::Rounding:
        return u"Rounding"_s;
    case BridgeCause::NotAllocated:
        return u"Not allocated"_s;
    case BridgeCause::Unexplained:
        return u"Unexplained"_s;
    }
    base::require(false, "every cause of the bridge has its word");
    return {};
}

QString effectText(RemedyId remedy, int accounts, const QString& before, const QString& after)
{
    const QString contacts = accounts == 1 ? u"1 contact"_s : u"%1 contacts"_s.arg(accounts);
    switch (remedy) {
    case RemedyId::RestoreContact:
        return u"In Xero: %1, archived → active; archive them again to undo. Here: nothing."_s.arg(
            contacts);
    case RemedyId::Relink:
        return u"Here: %1 linked to the contact that was merged into. In Xero: nothing."_s.arg(
            accounts == 1 ? u"1 account"_s : u"%1 accounts"_s.arg(accounts));
    case RemedyId::CreateItem:
        return u"In Xero: a new item %1; delete it there to undo. Here: nothing."_s.arg(before);
    case RemedyId::EditProduct:
        return u"Here: the SKU of %1. In Xero: nothing."_s.arg(before);
    case RemedyId::MoveDate:
        return u"Here: the date for Xero, %1; each record’s own date stays in its history. In "
               u"Xero: "
               "created under that date."_s.arg(after);
    case RemedyId::ChooseAccountCode:
        return u"Here: lines with account %1 go to %2 from now on; undone in Settings. In Xero: "
               "nothing."_s.arg(before, after);
    case RemedyId::ChooseTaxType:
        return u"Here: lines with tax %1 go as %2 from now on; undone in Settings. In Xero: "
               "nothing."_s.arg(before, after);
    case RemedyId::ChangeTaxCarried:
        return u"Here: this book takes tax as it comes; undone in Settings. In Xero: nothing."_s;
    case RemedyId::CreateContact:
        return u"In Xero: %1 created; they can be archived there, not deleted. Here: linked to "
               "them."_s.arg(contacts);
    case RemedyId::AllocateWhatFits:
        return u"Here: the allocation becomes two, what fits and the rest, which is held. In Xero: "
               "what fits is allocated."_s;
    case RemedyId::SameMoney:
        return u"Here: the payment is tied to Xero’s and never pushed, which can’t be undone. "
               u"In Xero: nothing."_s;
    case RemedyId::PushOurs:
        return u"In Xero: its payment is deleted, which can’t be undone; ours is created. Here: "
               "nothing."_s;
    default:
        return {};
    }
}

QString repairEffectText(int accounts)
{
    return u"Here: %1 linked to its contact once more. In Xero: its number goes into the contact, "
           u"where that has none."_s.arg(
               accounts == 1 ? u"1 account"_s : u"%1 accounts, each"_s.arg(accounts));
}

QString failedPushingText(OperationKind kind, const Cause& cause)
{
    const QString lead = u"Failed pushing "_s + objectOf(kind, cause) + u" to Xero due to: "_s;
    if (cause.id == CauseId::ItemCodeNotFound || cause.id == CauseId::SkuMissing)
        return lead + u"Not Found Item Code - "_s + cause.arguments.value(0);
    return lead + u"Validation Error ("_s + xeroWords(cause) + u')';
}

} // namespace causes
