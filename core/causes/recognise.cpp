// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "causes/plaintext.h"

#include <QDate>
#include <QRegularExpression>

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace causes {

namespace {

// A message of Xero's, or of a billing system that quotes Xero, as it is written in PlainText. A
// space is any gap, @ is a value with or without quotes; the groups and values are the arguments.
struct Message {
    CauseId id;
    const char* pattern;
    const char* also = nullptr; // said in the same answer
};

// The first that fits wins: what says more stands above what says less (several messages of one
// answer arrive together).
constexpr Message messages[] = {
    {CauseId::ContactArchived, "the contact with the specified contact details has been archived"},
    {CauseId::ContactArchived, "the specified contact details matched an archived contact"},
    {CauseId::ContactArchived, "unable to assign an archived contact"},
    {CauseId::ItemCodeNotFound, R"(not found item code ?- ?([^;,)\n"<\[\]]*[^;,)\n"<\[\].\s]))"},
    {CauseId::ItemCodeNotFound, "item code @ is not valid"},
    {CauseId::ContactNameTaken,
        "the contact name (.{1,300}?) is already assigned to another contact"},
    {CauseId::ContactNameTaken, "the contact name must be unique"},
    {CauseId::NumberTaken, "the contact number (.{1,100}?) is already assigned to another contact"},
    {CauseId::NumberTaken, "another contact has this contact number"},
    {CauseId::NumberTaken,
        "(?:this )?(?:invoice|credit note|order|contact) (?:#|number|no\\.) must be unique"},
    {CauseId::NumberTaken, "price list item with code @ already exists"},
    {CauseId::PeriodLocked,
        "(?:[a-z]+ ){0,3}date (?:[\\w/,-]+ ){0,4}cannot be before (?:the )?(?:period|end of "
        "year)(?:/end of year)? lock date"},
    {CauseId::PeriodLocked,
        "(?:[a-z]+ ){1,4}cannot be [a-z]+ as it is (?:currently )?dated before (?:the "
        ")?(?:period|end of year) lock date"},
    {CauseId::InvoiceAlreadyPaid,
        "the invoice you are trying to allocate to ha(?:s|ve) already been paid off"},
    {CauseId::InvoiceAlreadyPaid, "payments can only be made against authorised documents",
        "payment amount exceeds the amount outstanding"},
    {CauseId::OverAllocation,
        "(?:credit note|overpayment|prepayment) cannot be allocated (?:as )?(?:the )?amount is "
        "greater than (?:the )?amount outstanding"},
    {CauseId::OverAllocation, "payment amount exceeds the amount outstanding"},
    {CauseId::DocumentNotOpen,
        "(?:payments|credits) can only be (?:made|allocated) (?:against|to) authorised documents"},
    {CauseId::DocumentNotOpen, "only authorised credits may be allocated"},
    {CauseId::DocumentNotOpen, "(?:invoice|credit note) not of valid status for creation"},
    {CauseId::CreditUsedUp,
        "amount (?:is greater than|exceeds) (?:the )?(?:remaining credit|credit "
        "remaining)"},
    {CauseId::Reconciled,
        "this (?:bank transaction|payment|transaction|document) (?:cannot be [a-z]+ as it )?has "
        "been reconciled(?: and cannot be [a-z]+)?"},
    {CauseId::Reconciled,
        "(?:this|the) document cannot be edited as it has a reconciled payment or credit note "
        "allocated"},
    {CauseId::ByHandOnly, "payments within a batch cannot be deleted"},
    {CauseId::ByHandOnly, "sorry,? this was created by xero expenses and can't be modified"},
    {CauseId::Frozen,
        "(?:(?:this|the) document cannot be edited|the status [a-z]+ cannot be applied to the "
        "(?:invoice|credit note)|date cannot be changed on an? (?:invoice|credit note)) (?:as "
        "it|because it|that) has (?:an? )?payments? or credit notes? allocated"},
    {CauseId::Frozen,
        "(?:credit note or )?(?:invoice|credit note|bill|payment|bank transaction) not of valid "
        "status for modif[a-z]*"},
    {CauseId::Frozen, "to update fields on a paid invoice line item"},
    {CauseId::NotInXero,
        "an existing (?:invoice|credit note|overpayment|prepayment) with the specified [a-z]*id "
        "could not be found"},
    {CauseId::NotInXero, "the document with the supplied id was not found"},
    {CauseId::NotInXero, "the resource you're looking for cannot be found"},
    {CauseId::ContactMismatch, "the contactid and the targettransaction contactid do not match"},
    {CauseId::PrimaryContactMissing, "primary contact (?:is )?(?:missing|not set|required)"},
    {CauseId::PrimaryContactMissing,
        "(?:a|no) primary contact (?:must be|is|was) (?:set|specified|given)"},
    {CauseId::PrimaryContactMissing, "the contact must contain at least 1 of the following"},
    {CauseId::PrimaryContactMissing, "(?:contact|paid to name) cannot be empty"},
    {CauseId::NotLinked, "a contact must be specified for this type of transaction"},
    {CauseId::TaxModeConflict, "item tax vs\\.? total tax"},
    {CauseId::TaxNotForAccount,
        "the taxtype code (?:@ )?cannot be used with (?:this )?account code(?: @)?"},
    {CauseId::TaxInvalid, "taxtype code (?:@ )?does not exist(?: or cannot be used)?"},
    {CauseId::TaxInvalid, "tax rate must be valid"},
    {CauseId::TaxInvalid, "the tax amount cannot be greater than the line amount"},
    {CauseId::NoBankAccount, "you must specify an account code or account id for the payment"},
    {CauseId::BankAccountUnknown,
        "the specified bank account details do not match a known bank account"},
    {CauseId::BankAccountUnknown, "account could not be found"},
    {CauseId::PaymentsNotEnabled, "account type is invalid for making a payment"},
    {CauseId::AccountArchived, "account code @ has been archived,? or (?:has been )?deleted"},
    {CauseId::AccountCodeInvalid, "account code (?:@ )?is not (?:a )?valid code for this document"},
    {CauseId::AccountCodeInvalid, "account code @ has been removed as it does not match"},
    {CauseId::AccountCodeInvalid, "account code or id must be specified"},
    {CauseId::AccountCodeInvalid, "account must be valid"},
    {CauseId::CurrencyNotInXero, "user'?s?'? organisation is not subscribed to currency @"},
    {CauseId::ForeignCurrency, "a currency rate must be specified"},
    {CauseId::ForeignCurrency, "bank accounts must use the same currency"},
    {CauseId::ForeignCurrency, "the invoice and the credit must be in the same currency"},
    {CauseId::EmailInvalid, "e-?mail address must be valid"},
    {CauseId::TextTooLong, "((?:[a-z]+ ){0,3}[a-z]+) must not be more than (\\d+) characters"},
    {CauseId::TextTooLong, "((?:[a-z]+ ){0,3}[a-z]+) is too long\\. maximum of (\\d+) characters"},
    {CauseId::TextTooLong, "maximum allowed characters for ([a-z]+) is (\\d+)"},
    {CauseId::DateMissing, "(?:the document )?(?:due ?)?date (?:field )?must be specified"},
    {CauseId::DateMissing, "(?:due ?)?date is not a date"},
    {CauseId::LinesMissing, "one or more line items must be specified"},
    {CauseId::TotalsDiffer, "the line total @ does not match the expected line total @"},
    {CauseId::TotalsDiffer, "the invoice total does not equal the sum of the lines"},
    {CauseId::TotalsDiffer, "the taxamount must match the (?:auto )?calculated value"},
    {CauseId::AmountInvalid, "the (?:unitamount value|discount rate) @ is invalid"},
    {CauseId::AmountInvalid, "the (?:invoice|credit note) total must not be negative"},
    {CauseId::AmountInvalid, "the (?:payment|allocated) amount must be greater than zero"},
    {CauseId::AmountInvalid, "the total of the bank transaction must be positive"},
    {CauseId::PlanLimit, "you(?:'ve| have) reached the limit of invoices you can approve"},
    {CauseId::PermissionDenied, "the user specified does not have the correct permissions"},
    {CauseId::Ambiguous, "multiple model references found"},
    {CauseId::KeyReused, "idempotency key:? .{1,200}? is used with a different request"},
    {CauseId::RequestUnread, "no data has been processed for this endpoint"},
    {CauseId::RequestUnread, "json for post data was invalid"},
    {CauseId::RequestUnread, "only status accepted for updates"},
    {CauseId::RequestUnread, "the type field is not valid for an update"},
    {CauseId::RequestUnread,
        "(?:invoice|credit note) not of valid type for (?:creation|modification)"},
    {CauseId::RequestUnread, "the api method called is not implemented"},
    {CauseId::RateLimited, "(?:api )?rate limit (?:has been )?exceeded"},
    {CauseId::ServerTrouble, "an error occurred in xero"},
    {CauseId::ServerTrouble, "the organisation is offline"},
};

QRegularExpression expression(const char* pattern, const QString& before)
{
    QString text = QString::fromLatin1(pattern);
    text.replace(u'@', u"[\"']?([^\\s\"'<>\\[\\]]*[^\\s\"'<>\\[\\].,;:)])[\"']?"_s);
    text.replace(u' ', u"[ \\n]"_s);
    return QRegularExpression(
        before + u"(?:"_s + text + u")(?!\\w)(?!,?[ \\n](?:and|or|but|so|because|says?|said)\\b)"_s,
        QRegularExpression::DotMatchesEverythingOption);
}

struct Expected {
    CauseId id;
    QRegularExpression message, also;
};

const QList<Expected>& expected()
{
    static const QList<Expected> list = [] {
        // Where a message begins. In the middle of somebody's sentence there is none.
        const QString start
            = u"(?:^|[;:,.!=()\\[\\]{}<>|\\n•·→*]|[ \\n]-+|\\boccurred)[ \\n]?[\"']?[ \\n]?(?:the[ \\n])?"_s;
        QList<Expected> made;
        for (const Message& message : messages)
            made.append({message.id, expression(message.pattern, start),
                expression(message.also ? message.also : "", {})});
        return made;
    }();
    return list;
}

// How a day may be written, and which group is its year, month and day. 05/06/2026 is one day in
// Sydney and another in New York, so it is left alone.
struct DaySpelling {
    const char* pattern;
    int year, month, day;
};
constexpr DaySpelling daySpellings[] = {
    {R"(\b(\d{4})-(\d\d)-(\d\d)\b)", 1, 2, 3},
    {R"(\b(\d{1,2})(?:st|nd|rd|th)?[-\s/]([a-z]{3,9})[-\s/](\d{4})\b)", 3, 2, 1},
    {R"(\b([a-z]{3,9})\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})\b)", 3, 1, 2},
    {R"(\b(1[3-9]|2\d|3[01])/(0?[1-9]|1[0-2])/(\d{4})\b)", 3, 2, 1},
    {R"(\b(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/(\d{4})\b)", 3, 1, 2},
};

int monthOf(const QString& text)
{
    static const QString names = u"janfebmaraprmayjunjulaugsepoctnovdec"_s;
    const qsizetype at = names.indexOf(text.left(3).toLower());
    return text.at(0).isDigit() ? text.toInt() : at < 0 || at % 3 != 0 ? 0 : int(at / 3) + 1;
}

// The last day that is named is the one that locks.
QDate lockDate(const QString& text)
{
    QDate latest;
    for (const DaySpelling& spelling : daySpellings) {
        const QRegularExpression expression(
            QString::fromLatin1(spelling.pattern), QRegularExpression::CaseInsensitiveOption);
        for (auto found = expression.globalMatch(text); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            latest = std::max(latest,
                QDate(match.captured(spelling.year).toInt(),
                    monthOf(match.captured(spelling.month)), match.captured(spelling.day).toInt()));
        }
    }
    return latest;
}

// Cut out where it was found, in the spelling that it came in.
QString cut(const PlainText& text, const QRegularExpressionMatch& match, int group)
{
    static const QRegularExpression quoted(u"^[\"'‘’“”](.*)[\"'‘’“”]$"_s);
    const QString argument
        = text.spelled.mid(match.capturedStart(group), match.capturedLength(group)).simplified();
    const QRegularExpressionMatch inQuotes = quoted.match(argument);
    return inQuotes.hasMatch() ? inQuotes.captured(1) : argument;
}

bool speaksOfAnInvoice(CauseId id)
{
    return id == CauseId::InvoiceAlreadyPaid || id == CauseId::OverAllocation
        || id == CauseId::DocumentNotOpen || id == CauseId::Frozen || id == CauseId::MoneyOnIt
        || id == CauseId::Ambiguous;
}

QStringList argumentsOf(CauseId id, const QRegularExpressionMatch& match, const PlainText& text)
{
    static const QRegularExpression invoice(
        u"invoice[ \\n]?#[ \\n]?((?=[\\w.-]*\\d)\\w(?:[\\w.-]*\\w)?)"_s);
    QStringList arguments;
    if (id == CauseId::PeriodLocked) {
        if (const QDate date = lockDate(text.spelled); date.isValid())
            arguments.append(date.toString(Qt::ISODate));
        return arguments;
    }
    for (int group = 1; group <= match.lastCapturedIndex(); ++group)
        if (match.capturedLength(group) > 0)
            arguments.append(cut(text, match, group));
    if (const auto named = invoice.match(text.compared); speaksOfAnInvoice(id) && named.hasMatch())
        arguments.append(cut(text, named, 1));
    return arguments;
}

// The same words mean something else for another push.
CauseId meant(CauseId id, OperationKind kind, const QString& message)
{
    const bool pays = kind == OperationKind::CreateOverpayment
        || kind == OperationKind::CreatePayment || kind == OperationKind::RefundCredit;
    if (id == CauseId::BankAccountUnknown && !pays)
        return CauseId::AccountCodeInvalid;
    if (id == CauseId::Frozen && kind == OperationKind::VoidDocument
        && message.contains(u"allocated"_s))
        return CauseId::MoneyOnIt;
    return id;
}

} // namespace

Cause recognise(OperationKind kind, const QString& xeroText)
{
    const PlainText text = plainText(xeroText);
    for (const Expected& each : expected()) {
        const QRegularExpressionMatch match = each.message.match(text.compared);
        if (!match.hasMatch() || !each.also.match(text.compared).hasMatch())
            continue;
        const CauseId id = meant(each.id, kind, match.captured());
        return {id, argumentsOf(id, match, text), xeroText};
    }
    return {CauseId::Unrecognised, {}, xeroText};
}

namespace {

Cause fromAnswer(const base::Error& error, const QString& raw)
{
    if (error.httpStatus >= 500)
        return {CauseId::ServerTrouble, {}, raw};
    // Words of Xero's own; which push they answered is not known here.
    return recognise(OperationKind::CreateContact, raw);
}

} // namespace

Cause fromError(const base::Error& error)
{
    using base::ErrorKind;
    const QString raw = error.raw.isEmpty() ? error.sentence : error.raw;
    const bool unknown = error.effect == base::Effect::Unknown;
    switch (error.kind) {
    case ErrorKind::Offline:
    case ErrorKind::Timeout:
        return {unknown ? CauseId::OutcomeUnknown : CauseId::ConnectionLost, {}, raw};
    case ErrorKind::Unauthorised:
        // Signed in, but not for this: no refresh helps (xero-api.md §1.3).
        return {raw.contains(u"AuthorizationUnsuccessful"_s, Qt::CaseInsensitive)
                ? CauseId::ScopeMissing
                : CauseId::SignInNeeded,
            {}, raw};
    case ErrorKind::Forbidden:
        // Xero answers a wrong or revoked organisation with this word (xero-api.md §1.3).
        return {raw.contains(u"AuthenticationUnsuccessful"_s, Qt::CaseInsensitive)
                ? CauseId::WrongOrganisation
                : CauseId::PermissionDenied,
            {}, raw};
    case ErrorKind::RateLimited:
        return {CauseId::RateLimited,
            error.retryAfterSeconds ? QStringList{QString::number(*error.retryAfterSeconds)}
                                    : QStringList{},
            raw};
    case ErrorKind::Rejected:
    case ErrorKind::NotFound:
        return fromAnswer(error, raw);
    case ErrorKind::Conflict: {
        const Cause known = fromAnswer(error, raw);
        return known.id == CauseId::Unrecognised ? Cause{CauseId::Ambiguous, {}, raw} : known;
    }
    case ErrorKind::Malformed:
        return {unknown ? CauseId::OutcomeUnknown : CauseId::ServerTrouble, {}, raw};
    case ErrorKind::Storage:
        return {CauseId::DiskFull, {}, raw};
    case ErrorKind::Cancelled:
        return {unknown ? CauseId::OutcomeUnknown : CauseId::WaitsForOther, {}, raw};
    case ErrorKind::Usage:
    case ErrorKind::Bug: // 501 among them, which is no trouble of Xero's
        return recognise(OperationKind::CreateContact, raw);
    }
    base::require(false, "every kind of error has its cause");
    return {};
}

bool maybeOwnGhost(const Cause& cause)
{
    const QString said = plainText(cause.raw).compared;
    return cause.id == CauseId::NumberTaken || cause.id == CauseId::ContactNameTaken
        || cause.id == CauseId::OverAllocation || cause.id == CauseId::InvoiceAlreadyPaid
        || cause.id == CauseId::CreditUsedUp || cause.id == CauseId::KeyReused
        || said.contains(u"must be unique"_s) || said.contains(u"already exists"_s);
}

bool touchesEverything(CauseId id)
{
    return id == CauseId::SignInNeeded || id == CauseId::ScopeMissing
        || id == CauseId::WrongOrganisation || id == CauseId::PermissionDenied
        || id == CauseId::ConnectionLost || id == CauseId::RateLimited || id == CauseId::DiskFull
        || id == CauseId::PushIsOff || id == CauseId::TaxModeConflict || id == CauseId::Restored
        || id == CauseId::RolledBack;
}

bool isTransient(CauseId id)
{
    return id == CauseId::ConnectionLost || id == CauseId::RateLimited
        || id == CauseId::ServerTrouble || id == CauseId::OutcomeUnknown
        || id == CauseId::WaitsForOther || id == CauseId::BusyRecord;
}

} // namespace causes
