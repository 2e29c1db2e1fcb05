// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace causes {

QString familyOf(CauseId cause)
{
    switch (cause) {
    case CauseId::PrimaryContactMissing:
    case CauseId::ContactEdited:
    case CauseId::ContactNameTaken:
    case CauseId::EmailInvalid:
        return u"Contact details"_s;
    case CauseId::NotLinked:
    case CauseId::PartialLink:
    case CauseId::ContactMismatch:
        return u"Links"_s;
    case CauseId::ContactArchived:
    case CauseId::ContactMerged:
    case CauseId::SurvivorTaken:
        return u"Archived or merged contacts"_s;
    case CauseId::ItemCodeNotFound:
    case CauseId::SkuMissing:
    case CauseId::DuplicateCode:
    case CauseId::ServiceLine:
        return u"Item codes"_s;
    case CauseId::AccountCodeInvalid:
    case CauseId::AccountArchived:
    case CauseId::BankAccountUnknown:
    case CauseId::PaymentsNotEnabled:
    case CauseId::NoBankAccount:
        return u"Account codes"_s;
    case CauseId::TaxModeConflict:
    case CauseId::TaxInvalid:
    case CauseId::TaxNotForAccount:
        return u"Tax"_s;
    case CauseId::PeriodLocked:
        return u"Locked dates"_s;
    case CauseId::OverAllocation:
    case CauseId::InvoiceAlreadyPaid:
    case CauseId::CreditUsedUp:
    case CauseId::SuspectedWrongMatch:
    case CauseId::ZeroOutstanding:
        return u"Over-allocation"_s;
    case CauseId::Reconciled:
    case CauseId::MoneyOnIt:
    case CauseId::DocumentNotOpen:
    case CauseId::BornHere:
    case CauseId::ByHandOnly:
    case CauseId::Frozen:
        return u"Locked or reconciled records"_s;
    case CauseId::NumberTaken:
    case CauseId::Ambiguous:
    case CauseId::TwiceInXero:
        return u"Numbers and doubles"_s;
    case CauseId::ConnectionLost:
    case CauseId::RateLimited:
    case CauseId::SignInNeeded:
    case CauseId::WrongOrganisation:
    case CauseId::PermissionDenied:
    case CauseId::ScopeMissing:
    case CauseId::ServerTrouble:
    case CauseId::OutcomeUnknown:
    case CauseId::DiskFull:
        return u"Connection and sign-in"_s;
    default:
        return u"Other"_s;
    }
}

} // namespace causes
