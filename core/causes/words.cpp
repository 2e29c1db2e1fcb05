// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"

#include <QDate>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>

using namespace records;

namespace causes {

namespace {

// One row says all there is to say of a cause. kinds gives each argument's kind: n(ame), a(mount),
// d(ate), s(tatus). Without its arguments (Xero's refusals don't carry all) the bare form is used.
struct Row {
    CauseId id;
    const char* kinds;
    const char16_t* title;
    const char16_t* sentence;
    const char16_t* bareSentence; // null: the sentence has no arguments
    const char16_t* brief;
    const char16_t* bareBrief; // null: as brief
    WhoActs who;
    RemedyId remedies[2];
};

constexpr Row rows[] = {
    {CauseId::None, "", u"Nothing is in the way", u"It goes with the next push.", nullptr,
        u"Nothing in the way", nullptr, WhoActs::Nobody, {RemedyId::PushNow, RemedyId::None}},
    {CauseId::NotLinked, "n", u"An account isn’t linked to Xero",
        u"%1 has no contact in Xero yet. Link it to one, or create it there, and everything that "
        u"waits goes.",
        u"The account has no contact in Xero yet. Link it to one, or create it there, and "
        u"everything that waits goes.",
        u"Not linked to a Xero contact", nullptr, WhoActs::YouHere,
        {RemedyId::LinkContact, RemedyId::CreateContact}},
    {CauseId::PartialLink, "", u"A link is only half there",
        u"The account knows its contact’s id, but not its name or the way back. Link it again, and "
        u"everything that waits goes.",
        nullptr, u"Link is only half there", nullptr, WhoActs::YouHere,
        {RemedyId::Relink, RemedyId::PrepareSupportCase}},
    {CauseId::ContactArchived, "n", u"A contact is archived in Xero",
        u"%1 is archived in Xero, and Xero takes nothing for an archived contact. Restore it, and "
        u"everything that waits goes.",
        u"The contact is archived in Xero, and Xero takes nothing for an archived contact. Restore "
        u"it, and everything that waits goes.",
        u"Contact archived in Xero", nullptr, WhoActs::YouInXero,
        {RemedyId::RestoreContact, RemedyId::Relink}},
    {CauseId::ContactMerged, "nn", u"A contact was merged into another in Xero",
        u"Merged into %1. Link the account to that contact, and everything that waits goes.",
        u"The contact is archived in Xero; its records now belong to another contact. Link the "
        u"account to that one, and everything that waits goes.",
        u"Contact merged in Xero", nullptr, WhoActs::YouHere,
        {RemedyId::Relink, RemedyId::ShowInXero}},
    {CauseId::ContactNameTaken, "n", u"Xero has a contact of this name",
        u"Xero already has a contact named %1, and names there are unique. Link the account to it, "
        u"or rename one of the two.",
        u"Xero already has a contact of this name, and names there are unique. Link the account to "
        u"it, or rename one of the two.",
        u"Name is taken in Xero", nullptr, WhoActs::YouHere,
        {RemedyId::LinkContact, RemedyId::FixInLedger}},
    {CauseId::ContactMismatch, "", u"Credit and invoice belong to two contacts",
        u"In Xero the credit stands with one contact and the invoice with another. Move one of "
        u"them in Xero, then retry.",
        nullptr, u"Credit and invoice have two contacts", nullptr, WhoActs::YouInXero,
        {RemedyId::Retry, RemedyId::ShowInXero}},
    {CauseId::PrimaryContactMissing, "n", u"A primary contact is missing",
        u"%1 has no primary contact’s first and last name, and a contact is made in Xero only with "
        u"one. Enter it here, or in the billing system and import it again.",
        u"A contact needs a name in Xero: the primary contact’s first and last name. Enter it "
        u"here, "
        u"or in the billing system and import it again.",
        u"Primary contact missing", nullptr, WhoActs::YouHere,
        {RemedyId::NamePerson, RemedyId::FixInLedger}},
    {CauseId::ItemCodeNotFound, "n", u"An item code is missing in Xero",
        u"Invoices with %1 can’t go until Xero has an item with this code.",
        u"The invoice names an item code that Xero doesn’t have. It can’t go until Xero has an "
        u"item with this code.",
        u"Item code %1 missing", u"Item code missing", WhoActs::YouHere,
        {RemedyId::CreateItem, RemedyId::EditProduct}},
    {CauseId::SkuMissing, "n", u"A product has no SKU",
        u"Items go by SKU in this book, and %1 has none. Enter its SKU, and its invoices go.",
        u"Items go by SKU in this book, and a product has none. Enter its SKU, and its invoices "
        u"go.",
        u"SKU of %1 missing", u"SKU missing", WhoActs::YouHere,
        {RemedyId::EditProduct, RemedyId::None}},
    {CauseId::AccountCodeInvalid, "n", u"An account code isn’t valid in Xero",
        u"Xero doesn’t take account %1 for this record. Choose another account code, or open that "
        u"account in Xero, then retry.",
        u"Xero doesn’t take the account code of this record. Choose another account code, or open "
        u"that account in Xero, then retry.",
        u"Account code %1 not valid", u"Account code not valid", WhoActs::YouHere,
        {RemedyId::ChooseAccountCode, RemedyId::FixInLedger}},
    {CauseId::TaxModeConflict, "nn", u"Two kinds of tax in one book",
        u"This book takes tax %1, and these records carry it %2. Change how the book takes tax, or "
        u"settle on one kind in the billing system and import again.",
        u"Some records carry tax by line and some in total; Xero takes one kind at a time. Settle "
        u"on one in the billing system, then import again.",
        u"Tax by line and in total mixed", nullptr, WhoActs::YourAdviser,
        {RemedyId::ChangeTaxCarried, RemedyId::FixInLedger}},
    {CauseId::TaxInvalid, "n", u"A tax rate doesn’t fit",
        u"Xero doesn’t take tax type %1 here. Choose a rate that fits the account, then retry.",
        u"Xero doesn’t take the tax of this record. Choose a rate that fits the account, then "
        u"retry.",
        u"Tax type %1 doesn’t fit", u"Tax doesn’t fit", WhoActs::YourAdviser,
        {RemedyId::ChooseTaxType, RemedyId::FixInLedger}},
    {CauseId::PeriodLocked, "dd", u"The books are locked for this date",
        u"The books are locked up to %1. Date it later, or hold it until your adviser unlocks the "
        u"period.",
        u"The books in Xero are locked for this date. Date it later, or hold it until your adviser "
        u"unlocks the period.",
        u"Books locked up to %1", u"Books locked for this date", WhoActs::YourAdviser,
        {RemedyId::MoveDate, RemedyId::WaitForUnlock}},
    {CauseId::NumberTaken, "n", u"A number is taken in Xero",
        u"%1 already belongs to a record in Xero that isn’t ours. Nothing was changed there. "
        u"Compare the two, then renumber one or tie them.",
        u"The number already belongs to a record in Xero that isn’t ours. Nothing was changed "
        u"there. Compare the two, then renumber one or tie them.",
        u"%1 is taken in Xero", u"Number is taken in Xero", WhoActs::YouHere,
        {RemedyId::DecideParked, RemedyId::ShowInXero}},
    {CauseId::OverAllocation, "na", u"An invoice would be over-allocated",
        u"Would over-allocate %1 by %2, so nothing was moved. Find the payment that is there "
        u"twice, then retry.",
        u"The invoice takes less than this amount, so nothing was moved. Find the payment that is "
        u"there twice, then retry.",
        u"Over-allocates %1 by %2", u"Over-allocates the invoice", WhoActs::YouInXero,
        {RemedyId::RemoveAndRedo, RemedyId::AllocateWhatFits}},
    {CauseId::InvoiceAlreadyPaid, "n", u"An invoice is already paid in Xero",
        u"%1 is already paid in Xero, so this allocation can’t go. Remove & Redo the payment that "
        u"was matched to the invoice, then retry.",
        u"The invoice is already paid in Xero, so this allocation can’t go. Remove & Redo the "
        u"payment that was matched to the invoice, then retry.",
        u"%1 already paid in Xero", u"Invoice already paid in Xero", WhoActs::YouInXero,
        {RemedyId::RemoveAndRedo, RemedyId::ShowInXero}},
    {CauseId::CreditUsedUp, "a", u"A credit is used up in Xero",
        u"Only %1 of the credit is left in Xero, less than this allocation. Take the other "
        u"allocation back in Xero, then retry.",
        u"Less of the credit is left in Xero than this allocation needs. Take the other allocation "
        u"back in Xero, then retry.",
        u"Credit has only %1 left", u"Credit is used up", WhoActs::YouInXero,
        {RemedyId::RemoveAndRedo, RemedyId::AllocateWhatFits}},
    {CauseId::SuspectedWrongMatch, "na", u"Matched to the invoice before its payment arrived",
        u"%1 has a payment of %2 in Xero that equals this one, not yet pushed. If both are the "
        u"same money, say so; else Remove & Redo the match in Xero, and the real payment goes.",
        u"A payment in Xero equals this one, not yet pushed. If both are the same money, say so; "
        u"else Remove & Redo the match in Xero, and the real payment goes.",
        u"Perhaps already matched to %1", u"Perhaps already matched in Xero", WhoActs::YouHere,
        {RemedyId::SameMoney, RemedyId::PushOurs}},
    {CauseId::DocumentNotOpen, "ns", u"A record is no longer open in Xero",
        u"%1 is %2 in Xero, so nothing can be sent to it. Put it right in Xero, then retry.",
        u"The record is voided, deleted or still a draft in Xero, so nothing can be sent to it. "
        u"Put it right in Xero, then retry.",
        u"%1 is %2 in Xero", u"Not open in Xero", WhoActs::YouInXero,
        {RemedyId::ShowInXero, RemedyId::Retry}},
    {CauseId::Reconciled, "", u"Reconciled in Xero",
        u"Xero has locked this record since it was reconciled. Make the change in Xero; it comes "
        u"back with the next fetch.",
        nullptr, u"Locked since it was reconciled", nullptr, WhoActs::YouInXero,
        {RemedyId::ShowInXero, RemedyId::Retry}},
    {CauseId::ForeignCurrency, "n", u"Money in another currency",
        u"%1 is held: there is no rate for it in this book. Enter it in Xero by hand, or set it "
        u"aside with a reason.",
        u"Money in another currency is held: there is no rate for it in this book. Enter it in "
        u"Xero by hand, or set it aside with a reason.",
        u"In %1, no rate", u"In another currency, no rate", WhoActs::YouHere,
        {RemedyId::SetAside, RemedyId::MirrorByHand}},
    {CauseId::NoBankAccount, "", u"No bank account for payments",
        u"This book doesn’t say which of Xero’s bank accounts receives payments. Choose one in "
        u"Settings, and the payments go.",
        nullptr, u"No bank account chosen", nullptr, WhoActs::YouHere,
        {RemedyId::Retry, RemedyId::None}},
    {CauseId::BeforeStartDate, "d", u"Before the start date",
        u"This book pushes nothing dated before %1. Move the start date in Settings if it belongs "
        u"in Xero.",
        u"This book pushes nothing dated before its start date. Move the date in Settings if it "
        u"belongs in Xero.",
        u"Dated before %1", u"Dated before the start date", WhoActs::Nobody,
        {RemedyId::ShowRecords, RemedyId::None}},
    {CauseId::UnsupportedKind, "n", u"A kind that doesn’t travel",
        u"Never pushed or taken in: %1 has no counterpart on the other side. Mirror it by hand.",
        u"Never pushed: a ledger credit has no counterpart in Xero. Mirror it by hand.",
        u"Kind that doesn’t travel", nullptr, WhoActs::YouInXero,
        {RemedyId::MirrorByHand, RemedyId::None}},
    {CauseId::PushIsOff, "", u"Pushing is off",
        u"Pushing stays off until you have looked through what both sides already share and "
        u"accepted it. Everything is kept.",
        nullptr, u"Pushing is off", nullptr, WhoActs::YouHere,
        {RemedyId::ShowRecords, RemedyId::None}},
    {CauseId::WaitsForOther, "n", u"Waits its turn", u"Sent once %1 is confirmed.",
        u"Sent once the record before it is confirmed.", u"After %1", u"After the one before it",
        WhoActs::Nobody, {RemedyId::Wait, RemedyId::None}},
    {CauseId::OutcomeUnknown, "", u"Xero did not answer",
        u"Xero did not answer. Tieout looks there first and only then sends again.", nullptr,
        u"Being looked up in Xero", nullptr, WhoActs::Nobody, {RemedyId::LookNow, RemedyId::None}},
    {CauseId::Ambiguous, "", u"More than one record could be it",
        u"Xero has records that could be this one, and Tieout doesn’t guess. Look at both sides, "
        u"then tie them or send it anew.",
        nullptr, u"Several could be it", nullptr, WhoActs::YouHere,
        {RemedyId::DecideParked, RemedyId::None}},
    {CauseId::ConnectionLost, "", u"No connection to Xero",
        u"No connection. You can go on working here; everything is kept and goes on by itself.",
        nullptr, u"No connection", nullptr, WhoActs::Nobody, {RemedyId::Wait, RemedyId::None}},
    {CauseId::RateLimited, "n", u"Xero asks to wait",
        u"Xero asks to wait %1 seconds. Nothing to do.", u"Xero asks to wait. Nothing to do.",
        u"Xero asks to wait", nullptr, WhoActs::Nobody, {RemedyId::Wait, RemedyId::None}},
    {CauseId::SignInNeeded, "", u"Your sign-in to Xero has ended",
        u"Your sign-in to Xero has ended. All pushes are kept and go on after you sign in.",
        nullptr, u"Sign in again", nullptr, WhoActs::YouHere, {RemedyId::SignIn, RemedyId::None}},
    {CauseId::WrongOrganisation, "", u"Another organisation",
        u"This book belongs to another organisation, or the organisation has disconnected Tieout "
        u"or ended its plan. Nothing was sent. Sign in again and choose the book’s own.",
        nullptr, u"Not this book’s organisation", nullptr, WhoActs::YouHere,
        {RemedyId::SignIn, RemedyId::None}},
    {CauseId::PermissionDenied, "", u"Your Xero user may not do this",
        u"Xero says that your user has no permission for this. Ask your adviser for the right "
        u"role, then sign in again.",
        nullptr, u"No permission in Xero", nullptr, WhoActs::YourAdviser,
        {RemedyId::SignIn, RemedyId::Retry}},
    {CauseId::ServerTrouble, "", u"Xero has trouble of its own",
        u"Nobody needs to act. Tieout tries again by itself.", nullptr, u"Trouble at Xero’s side",
        nullptr, WhoActs::Nobody, {RemedyId::Wait, RemedyId::Retry}},
    {CauseId::DiskFull, "", u"The book can’t be written",
        u"The book’s file can’t be written. Make room on the disk, and everything goes on; nothing "
        u"was lost.",
        nullptr, u"The book can’t be written", nullptr, WhoActs::YouHere,
        {RemedyId::Retry, RemedyId::None}},
    {CauseId::SetAside, "n", u"Set aside by you",
        u"Set aside: %1. It is never sent and stays in the bridge.",
        u"Set aside by you. It stays out of the other side and in the bridge.", u"Set aside by you",
        nullptr, WhoActs::Nobody, {RemedyId::BringBack, RemedyId::None}},
    {CauseId::InvoiceNotOurs, "n", u"On an invoice that isn’t the ledger’s",
        u"%1 didn’t come from the ledger, so its money stays in Xero.",
        u"The invoice didn’t come from the ledger, so its money stays in Xero.",
        u"%1 isn’t the ledger’s", u"Invoice isn’t the ledger’s", WhoActs::Nobody,
        {RemedyId::ShowInXero, RemedyId::None}},
    {CauseId::NotAllocated, "", u"Waiting for allocation in Xero",
        u"Credit held in Xero, not yet in the ledger. Allocate it to an invoice in Xero, and it is "
        u"taken in.",
        nullptr, u"Not yet allocated in Xero", nullptr, WhoActs::YouInXero,
        {RemedyId::AllocateInXero, RemedyId::None}},
    {CauseId::ZeroOutstanding, "n", u"Skipped: already at 0.00",
        u"Skipped: %1 is already at 0.00, and a ledger credit of the same amount explains it.",
        u"Skipped: the invoice is already at 0.00.", u"%1 already at 0.00",
        u"Invoice already at 0.00", WhoActs::Nobody, {RemedyId::ShowRecords, RemedyId::None}},
    {CauseId::BornHere, "", u"Allocated in Xero by hand",
        u"This credit came from the ledger, so its allocations belong there too. Take it back in "
        u"Xero, or allocate it in the ledger the same way.",
        nullptr, u"Credit came from the ledger", nullptr, WhoActs::YouInXero,
        {RemedyId::RemoveAndRedo, RemedyId::FixInLedger}},
    {CauseId::BusyRecord, "n", u"A push on this record is on its way",
        u"Nothing is taken in on %1 until the outcome of its push is known. Tieout looks by "
        u"itself.",
        u"Nothing is taken in until the outcome of a push on it is known. Tieout looks by itself.",
        u"A push is still on its way", nullptr, WhoActs::Nobody, {RemedyId::Wait, RemedyId::None}},
    {CauseId::ContactEdited, "nnn", u"A contact was changed on both sides",
        u"The %1 was changed in Xero to “%2”, and in the ledger to “%3”. Tieout writes over "
        u"nothing "
        u"that a person entered. Make the two agree, then retry.",
        u"A field of the contact was changed in Xero and in the ledger. Tieout writes over nothing "
        u"that a person entered. Make the two agree, then retry.",
        u"%1 changed on both sides", u"Changed on both sides", WhoActs::YouHere,
        {RemedyId::ShowInXero, RemedyId::Retry}},
    {CauseId::DuplicateCode, "n", u"Two products have one item code",
        u"%1 is the item code of more than one product, and Xero knows an item by its code alone. "
        u"Give each product a code of its own.",
        u"More than one product has this item code, and Xero knows an item by its code alone. Give "
        u"each product a code of its own.",
        u"Item code %1 is there twice", u"Item code is there twice", WhoActs::YouHere,
        {RemedyId::EditProduct, RemedyId::FixInLedger}},
    {CauseId::MoneyOnIt, "na", u"A document to be voided has money on it",
        u"%1 still has %2 on it in Xero, and Xero voids nothing that has. Take that money off it "
        u"in "
        u"Xero, then retry.",
        u"The document still has money on it in Xero, and Xero voids nothing that has. Take that "
        u"money off it in Xero, then retry.",
        u"%1 still has %2 on it", u"Still has money on it", WhoActs::YouInXero,
        {RemedyId::RemoveAndRedo, RemedyId::ShowInXero}},
    {CauseId::ByHandOnly, "n", u"Only a person can do this in Xero",
        u"Xero lets no program undo %1. Do it in Xero by hand; Tieout sees it with the next fetch.",
        u"Xero lets no program do this. Do it in Xero by hand; Tieout sees it with the next fetch.",
        u"By hand, in Xero", nullptr, WhoActs::YouInXero,
        {RemedyId::ShowInXero, RemedyId::FetchNow}},
    {CauseId::ModuleOff, "n", u"Not taken in by this book",
        u"This book takes in no %1 from Xero. Change the direction in Settings if they belong in "
        u"the ledger.",
        u"This book doesn’t take this in from Xero. Change the direction in Settings if it belongs "
        u"in the ledger.",
        u"No %1 from Xero in this book", u"Not taken in by this book", WhoActs::Nobody,
        {RemedyId::ShowInXero, RemedyId::None}},
    {CauseId::CreditNotOurs, "", u"A refund of credit that never was in the ledger",
        u"It pays back credit that the ledger never knew, so there is nothing to record here.",
        nullptr, u"Of credit the ledger never had", nullptr, WhoActs::Nobody,
        {RemedyId::ShowInXero, RemedyId::None}},
    {CauseId::UndoneHere, "n", u"The other half of one in the ledger",
        u"It is the other half of %1 in the ledger: both sides show it now, and nothing is left to "
        u"take in.",
        u"The ledger recorded it already: both sides show it now, and nothing is left to take in.",
        u"Is %1 in the ledger", u"In the ledger already", WhoActs::Nobody,
        {RemedyId::ShowRecords, RemedyId::None}},
    {CauseId::Restored, "", u"This book is a copy: looking first",
        u"This book was restored, copied or moved here. Tieout reads Xero twice before it sends "
        u"anything, so that nothing goes a second time. Sync again in a while.",
        nullptr, u"A copy: looking first", nullptr, WhoActs::Nobody,
        {RemedyId::LookNow, RemedyId::None}},
    {CauseId::RolledBack, "nn", u"Xero knows pushes that this book doesn’t",
        u"Xero has %1 made by this book that it doesn’t know, such as %2: it was restored from an "
        u"older backup. Nothing is pushed. Import what is missing; or check those records in Xero "
        u"and let pushing go on.",
        u"Xero has records made by this book that it doesn’t know: it was restored from an older "
        u"backup. Nothing is pushed. Import what is missing; or check those records in Xero and "
        u"let pushing go on.",
        u"Unknown pushes in Xero", nullptr, WhoActs::YouHere,
        {RemedyId::ReleasePushing, RemedyId::None}},
    {CauseId::TwiceInXero, "n", u"Two records in Xero for one of ours",
        u"%1 is in Xero twice. Nothing more is pushed for this account. Compare the two in Xero, "
        u"then delete the second payment, void the second document, or remove the second "
        u"allocation; the next sync sees it and goes on.",
        u"A record is in Xero twice. Nothing more is pushed for this account. Compare the two in "
        u"Xero, then delete, void or remove the second; the next sync sees it and goes on.",
        u"In Xero twice", nullptr, WhoActs::YouInXero, {RemedyId::ShowInXero, RemedyId::Retry}},
    {CauseId::PlanLimit, "", u"Xero’s plan takes no more invoices",
        u"The organisation’s plan in Xero approves only so many invoices a month, and they are "
        u"used up. Change the plan in Xero or wait for the next month, then retry.",
        nullptr, u"Limit of the Xero plan reached", nullptr, WhoActs::YouInXero,
        {RemedyId::Retry, RemedyId::ShowInXero}},
    {CauseId::EmailInvalid, "", u"An e-mail address isn’t valid",
        u"Xero doesn’t take the contact’s e-mail address. Put it right where it is wrong, in the "
        u"billing system or in Xero, then retry.",
        nullptr, u"E-mail address not valid", nullptr, WhoActs::YouHere,
        {RemedyId::FixInLedger, RemedyId::Retry}},
    {CauseId::TextTooLong, "nn", u"A text is too long for Xero",
        u"Xero takes %2 characters for %1 and no more. Shorten it in the billing system and import "
        u"it again, then retry.",
        u"A text of this record is longer than Xero takes. Shorten it in the billing system and "
        u"import it again, then retry.",
        u"%1: %2 characters at most", u"A text is too long", WhoActs::YouHere,
        {RemedyId::FixInLedger, RemedyId::Retry}},
    {CauseId::DateMissing, "", u"A date is missing",
        u"Xero needs the date of a record, and of a document the due date as well. Enter it in the "
        u"billing system and import it again, then retry.",
        nullptr, u"Date missing", nullptr, WhoActs::YouHere,
        {RemedyId::FixInLedger, RemedyId::Retry}},
    {CauseId::LinesMissing, "", u"A document has no lines",
        u"Xero takes no invoice, credit note or bill without lines. Enter them in the billing "
        u"system and import it again, then retry.",
        nullptr, u"Document has no lines", nullptr, WhoActs::YouHere,
        {RemedyId::FixInLedger, RemedyId::Retry}},
    {CauseId::AmountInvalid, "", u"An amount that Xero doesn’t take",
        u"Xero takes no payment of 0.00, no negative total and no discount that is more than its "
        u"line. Put the amount right in the billing system and import it again, then retry.",
        nullptr, u"Amount not valid in Xero", nullptr, WhoActs::YouHere,
        {RemedyId::FixInLedger, RemedyId::Retry}},
    {CauseId::TotalsDiffer, "aa", u"Lines and total don’t add up",
        u"The record says %1, and Xero works out %2. Put the rounding right in the billing system "
        u"and import it again, then retry.",
        u"Xero works out another amount from the lines than the record says. Put the rounding "
        u"right in the billing system and import it again, then retry.",
        u"%1 sent, Xero works out %2", u"Lines and total differ", WhoActs::YouHere,
        {RemedyId::FixInLedger, RemedyId::Retry}},
    {CauseId::AccountArchived, "n", u"An account code is archived in Xero",
        u"Account %1 is archived or deleted in Xero. Restore it there or choose another account "
        u"code, then retry.",
        u"The account is archived or deleted in Xero. Restore it there or choose another account "
        u"code, then retry.",
        u"Account %1 archived in Xero", u"Account archived in Xero", WhoActs::YouHere,
        {RemedyId::ChooseAccountCode, RemedyId::FixInLedger}},
    {CauseId::BankAccountUnknown, "", u"A bank account isn’t in Xero",
        u"Xero doesn’t have the account that this book’s payments go to, or it is archived there. "
        u"Choose another in Settings, then retry.",
        nullptr, u"Bank account not in Xero", nullptr, WhoActs::YouHere,
        {RemedyId::Retry, RemedyId::None}},
    {CauseId::PaymentsNotEnabled, "", u"An account takes no payments in Xero",
        u"The account that this book’s payments go to is no bank account in Xero and not open to "
        u"payments. Switch on “Enable payments to this account” there, or choose another in "
        u"Settings; then retry.",
        nullptr, u"Account takes no payments", nullptr, WhoActs::YouInXero,
        {RemedyId::Retry, RemedyId::None}},
    {CauseId::TaxNotForAccount, "nn", u"A tax rate doesn’t go with its account",
        u"Xero doesn’t take tax type %1 on account %2. Choose another rate or another account, or "
        u"change the account’s tax in Xero; then retry.",
        u"Xero doesn’t take this tax type on this account. Choose another rate or another account, "
        u"or change the account’s tax in Xero; then retry.",
        u"Tax %1 not on account %2", u"Tax doesn’t go with the account", WhoActs::YourAdviser,
        {RemedyId::ChooseTaxType, RemedyId::FixInLedger}},
    {CauseId::Frozen, "n", u"A document can’t be changed in Xero",
        u"%1 is paid, part paid, voided or deleted in Xero, and Xero changes nothing on it any "
        u"more. Put it right in Xero, then retry.",
        u"The document is paid, part paid, voided or deleted in Xero, and Xero changes nothing on "
        u"it any more. Put it right in Xero, then retry.",
        u"%1 can’t be changed in Xero", u"Can’t be changed in Xero", WhoActs::YouInXero,
        {RemedyId::ShowInXero, RemedyId::Retry}},
    {CauseId::NotInXero, "", u"A record isn’t in Xero any more",
        u"Xero doesn’t find the record that this one goes to. Look in Xero whether it was deleted, "
        u"then retry.",
        nullptr, u"Not found in Xero", nullptr, WhoActs::YouInXero,
        {RemedyId::ShowInXero, RemedyId::Retry}},
    {CauseId::CurrencyNotInXero, "n", u"A currency isn’t set up in Xero",
        u"The organisation in Xero doesn’t use %1. Add the currency there and retry, or set the "
        u"record aside with a reason.",
        u"The organisation in Xero doesn’t use this currency. Add it there and retry, or set the "
        u"record aside with a reason.",
        u"%1 isn’t set up in Xero", u"Currency isn’t set up in Xero", WhoActs::YouInXero,
        {RemedyId::Retry, RemedyId::SetAside}},
    {CauseId::ScopeMissing, "n", u"Xero doesn’t let Tieout do this yet",
        u"You are signed in, but this was not agreed to: %1. Sign in again and allow all that is "
        u"asked for; all pushes are kept.",
        u"You are signed in, but Xero was not asked to allow this, or not everything was agreed "
        u"to. Sign in again and allow all that is asked for; all pushes are kept.",
        u"Sign in again and allow it", nullptr, WhoActs::YouHere,
        {RemedyId::SignIn, RemedyId::None}},
    {CauseId::KeyReused, "", u"Xero has seen another push under this key",
        u"Every push has a key of its own, and Xero has seen this one with other contents. It did "
        u"nothing. Look whether the record is in Xero already, then retry under a new key.",
        nullptr, u"Key was used before", nullptr, WhoActs::YouHere,
        {RemedyId::Retry, RemedyId::PrepareSupportCase}},
    {CauseId::RequestUnread, "", u"Xero couldn’t read what was sent",
        u"Xero didn’t understand the push and did nothing. This is for the makers of Tieout to "
        u"mend: prepare a support case. Retry after an update.",
        nullptr, u"Xero couldn’t read it", nullptr, WhoActs::YouHere,
        {RemedyId::Retry, RemedyId::PrepareSupportCase}},
    {CauseId::SurvivorTaken, "nn", u"Two accounts were merged into one contact",
        u"Merged into %1, which %2 has. A contact belongs to one account: create a contact of its "
        u"own for this one in Xero, and link the account to it.",
        u"The contact was merged into one that another account has. A contact belongs to one "
        u"account: create one of its own in Xero, and link the account to it.",
        u"Merged into another account’s contact", nullptr, WhoActs::YouInXero,
        {RemedyId::LinkContact, RemedyId::ShowInXero}},
    {CauseId::ServiceLine, "nnn", u"An invoice in Xero has a line without an item",
        u"Line %2 of %1, “%3”, has no item code, so the invoice can’t be taken in. Give the line "
        u"an "
        u"item in Xero, then check again.",
        u"Lines without an item code can’t be taken in. Give each line an item in Xero, then check "
        u"again.",
        u"Line %2 has no item code", u"A line has no item code", WhoActs::YouInXero,
        {RemedyId::ShowInXero, RemedyId::FetchNow}},
    {CauseId::Unrecognised, "", u"Xero refused this",
        u"Xero gave a reason that Tieout doesn’t know. Its own words are under Technical details. "
        u"Put it right, then retry.",
        nullptr, u"Xero refused this", nullptr, WhoActs::YouHere,
        {RemedyId::Retry, RemedyId::PrepareSupportCase}},
};

// What a person may be shown in a cell.
constexpr qsizetype briefLimit = 45;

QString grouped(const QString& amount)
{
    static const QRegularExpression thousands(QStringLiteral("(?<=\\d)(?=(?:\\d{3})+(?:\\.|$))"));
    const qsizetype point = amount.indexOf(QLatin1Char('.'));
    QString whole = point < 0 ? amount : amount.left(point);
    whole.replace(thousands, QStringLiteral(","));
    whole.replace(QLatin1Char('-'), QChar(0x2212));
    return point < 0 ? whole : whole + amount.mid(point);
}

QString spoken(char kind, const QString& argument)
{
    if (kind == 'a')
        return grouped(argument);
    if (kind == 's')
        return argument.toLower();
    if (kind == 'd') {
        const QDate date = QDate::fromString(argument, Qt::ISODate);
        return date.isValid() ? QLocale::c().toString(date, QStringLiteral("d MMM yyyy"))
                              : argument;
    }
    return argument;
}

// Fills %1, %2; empty when an argument that the text names is missing.
QString filled(const char16_t* pattern, const Row& row, const QStringList& arguments)
{
    QString text = QString::fromUtf16(pattern);
    QStringList values;
    for (qsizetype i = 0; row.kinds[i] != '\0'; ++i) {
        const bool named = text.contains(QLatin1Char('%') + QString::number(i + 1));
        const QString argument = arguments.value(i).trimmed();
        if (named && argument.isEmpty())
            return {};
        values.append(spoken(row.kinds[i], argument));
    }
    // One pass over the pattern: an argument may itself contain a percent sign.
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int digit
            = text.at(i) == u'%' && i + 1 < text.size() ? text.at(i + 1).digitValue() : 0;
        if (digit < 1 || digit > values.size()) {
            result += text.at(i);
            continue;
        }
        result += values.at(digit - 1);
        ++i;
    }
    return result;
}

QString filledOr(
    const char16_t* pattern, const char16_t* bare, const Row& row, const QStringList& arguments)
{
    const QString text = filled(pattern, row, arguments);
    return text.isEmpty() && bare ? QString::fromUtf16(bare) : text;
}

} // namespace

Words words(const Cause& cause)
{
    for (const Row& row : rows) {
        if (row.id != cause.id)
            continue;
        Words words;
        words.title = QString::fromUtf16(row.title);
        words.sentence = filledOr(row.sentence, row.bareSentence, row, cause.arguments);
        words.brief = filledOr(row.brief, row.bareBrief, row, cause.arguments);
        if (words.brief.size() > briefLimit)
            words.brief = words.brief.left(briefLimit - 1) + QChar(0x2026);
        words.who = row.who;
        for (RemedyId remedy : row.remedies)
            if (remedy != RemedyId::None)
                words.remedies.append(remedy);
        return words;
    }
    base::require(false, "every cause has its words");
    return {};
}

QString scopeWords(const QStringList& scopes)
{
    static const QHash<QString, QString> known{
        {QStringLiteral("offline_access"), QStringLiteral("staying signed in")},
        {QStringLiteral("accounting.contacts"), QStringLiteral("customers and vendors")},
        {QStringLiteral("accounting.invoices"),
            QStringLiteral("invoices, bills, credit notes and items")},
        {QStringLiteral("accounting.payments"), QStringLiteral("payments")},
        {QStringLiteral("accounting.banktransactions"),
            QStringLiteral("bank transactions and overpayments")},
        {QStringLiteral("accounting.settings.read"),
            QStringLiteral("the chart of accounts and the lock dates")}};
    QStringList words;
    for (const QString& scope : scopes)
        words.append(known.value(scope, scope));
    return words.join(QStringLiteral("; "));
}

} // namespace causes
