// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/wording.h"

// The words of what was changed in Xero.
namespace records {

namespace wording {

template <>
std::span<const Word<ChangeKind>> words()
{
    using enum ChangeKind;
    static constexpr Word<ChangeKind> table[] = {
        {Voided, u"voided"},
        {Deleted, u"deleted"},
        {Unapproved, u"unapproved"},
        {ValueChanged, u"value-changed"},
        {LinesChanged, u"lines-changed"},
        {Moved, u"moved"},
        {DateChanged, u"date-changed"},
        {DueDateChanged, u"due-date-changed"},
        {ReferenceChanged, u"reference-changed"},
        {NumberChanged, u"number-changed"},
        {PaymentRemoved, u"payment-removed"},
        {PaymentChanged, u"payment-changed"},
        {Unreconciled, u"unreconciled"},
        {AllocatedByHand, u"allocated-by-hand"},
        {AllocationRemoved, u"allocation-removed"},
        {ContactArchived, u"contact-archived"},
        {ContactMerged, u"contact-merged"},
        {NameChanged, u"name-changed"},
        {FirstNameChanged, u"first-name-changed"},
        {LastNameChanged, u"last-name-changed"},
        {EmailChanged, u"email-changed"},
        {PhoneChanged, u"phone-changed"},
        {AddressChanged, u"address-changed"},
        {ContactNumberChanged, u"contact-number-changed"},
    };
    return table;
}

template <>
std::span<const Word<ChangeWay>> words()
{
    using enum ChangeWay;
    static constexpr Word<ChangeWay> table[] = {
        {PutBack, u"put-back"},
        {PushAgain, u"push-again"},
        {FollowHere, u"follow-here"},
        {CopyHere, u"copy-here"},
        {Relink, u"relink"},
        {Restore, u"restore"},
        {Keep, u"keep"},
    };
    return table;
}

template <>
std::span<const Word<ChangeState>> words()
{
    using enum ChangeState;
    static constexpr Word<ChangeState> table[] = {
        {ToDecide, u"to-decide"},
        {PutBack, u"put-back"},
        {PushedAgain, u"pushed-again"},
        {Followed, u"followed"},
        {Copied, u"copied"},
        {Relinked, u"relinked"},
        {Restored, u"restored"},
        {Accepted, u"accepted"},
        {Left, u"left"},
        {SameAgain, u"same-again"},
    };
    return table;
}

} // namespace wording

QString toText(ChangeKind value)
{
    return wording::textOf(value);
}

QString toText(ChangeWay value)
{
    return wording::textOf(value);
}

QString toText(ChangeState value)
{
    return wording::textOf(value);
}

template std::optional<ChangeKind> fromText(QStringView);
template std::optional<ChangeWay> fromText(QStringView);
template std::optional<ChangeState> fromText(QStringView);

} // namespace records
