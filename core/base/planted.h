// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

// Bugs planted on purpose, to prove that the simulator finds such bugs: TIEOUT_PLANT=name switches
// one on. They exist only where tests are built; nothing of them is in a released program, not even
// the names (./check looks).
namespace base {

enum class Planted {
    None,
    NoKey, // a push without its Idempotency-Key
    NewKeyOnRetry, // another key for the same bytes
    SendThenIntend, // the intent is committed after the first byte
    BlindResend, // an unknown outcome goes again at once
    UnheardIsSuccess, // a lost answer taken as a yes
    UnheardIsNotSent, // a lost answer taken as never sent
    OneLookIsEnough, // money sent again after one look
    LookTooEarly, // the first look seconds after the bytes
    StaleMirror, // a reading from before the send counts as a look
    HalfAnswerIsSuccess, // a 2xx that can't be read taken as a yes
    RefusalIsSuccess, // HTTP 200 taken for every element's yes
    BatchOrder, // elements of an answer read in the wrong order
    RestUnderSameKey, // the rest of a batch under the key of the whole
    NotSentIsRefused, // a 429 taken as Xero's no
    NoAmountDue, // the invoice's AmountDue isn't looked at
    NoRemainingCredit, // the credit's remainder isn't looked at
    ChildBeforeParent, // an invoice doesn't wait for its contact
    LostIntent, // recovery leaves Sending as it is
    WatermarkOfOurClock, // the cursor by the computer's own clock
    WatermarkEarly, // the cursor moves with the first page
    NoOverlap, // the cursor without its overlap
    LastPageMissing, // paging off by one
    ForgetDirty, // changed accounts aren't reviewed
    AdoptByAmount, // an overpayment adopted without its marker
    AdoptHumansInvoice, // an invoice adopted by its number alone
    TakeInOwn, // what the ledger pushed is taken in
    TakeInBusy, // taken in while a push of the same is unresolved
    TakeInTwice, // a payment that is tied already is taken in again
    OverAllocateOnPull, // taken in beyond what the invoice leaves open
    RemovedStillCounts, // an allocation that was taken back still counts
    PrepaymentSign, // a prepayment with the wrong sign in the bridge
    NoWrongMatch, // a suspected wrong match doesn't hold the push
    CopyUnnoticed, // a restored or copied book goes on as if it were the only one
    LeftBehind // what one run could not take in, no other run does
};

#ifdef TIEOUT_TEST_SEAMS
bool planted(Planted bug);
QStringList plantedNames();
#else
constexpr bool planted(Planted)
{
    return false;
}
#endif

} // namespace base
