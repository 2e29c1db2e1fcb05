// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"

#include <QDate>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace causes {

namespace {

// A message of Xero's, or of a billing system that quotes Xero. fragment is compared in lower case;
// capture, where given, finds the argument in the text as it came.
struct Message {
    CauseId id;
    const char* fragment;
    const char* capture = nullptr;
};

// The first that fits wins: what says more stands above what says less (several messages of one
// answer arrive together).
constexpr Message messages[] = {
    {CauseId::ContactArchived, "has been archived. the contact must be un-archived"},
    {CauseId::ContactArchived, "unable to assign an archived contact"},
    {CauseId::ItemCodeNotFound, "not found item code", R"(not found item code\s*-\s*([^;,)\n]+))"},
    {CauseId::ItemCodeNotFound, "item code '", R"(item code '([^']*)' is not valid)"},
    {CauseId::ContactNameTaken, "the contact name must be unique",
        R"(the contact name (.+?) is already assigned)"},
    {CauseId::NumberTaken, "the contact number must be unique",
        R"(the contact number (.+?) is already assigned)"},
    {CauseId::NumberTaken, "another contact has this contact number"},
    {CauseId::NumberTaken, "invoice # must be unique"},
    {CauseId::NumberTaken, "order number must be unique"},
    {CauseId::NumberTaken, "credit note number must be unique"},
    {CauseId::NumberTaken, "price list item with code", R"(item with code '([^']*)' already)"},
    {CauseId::PeriodLocked, "period lock date"},
    {CauseId::PeriodLocked, "end of year lock date"},
    {CauseId::InvoiceAlreadyPaid, "already been paid off"},
    {CauseId::OverAllocation, "credit note cannot be allocated"},
    {CauseId::OverAllocation, "overpayment cannot be allocated"},
    {CauseId::OverAllocation, "prepayment cannot be allocated"},
    {CauseId::DocumentNotOpen, "payments can only be made against authorised documents"},
    {CauseId::DocumentNotOpen, "payments can only be made against authorized documents"},
    {CauseId::OverAllocation, "exceeds the amount outstanding"},
    {CauseId::CreditUsedUp, "remaining credit"},
    {CauseId::Reconciled, "has been reconciled"},
    {CauseId::Reconciled, "reconciled payment or credit note allocated"},
    {CauseId::Reconciled, "payments within a batch cannot be deleted"},
    {CauseId::DocumentNotOpen, "not of valid status for"},
    {CauseId::DocumentNotOpen, "cannot be edited as it has a payment or credit note"},
    {CauseId::DocumentNotOpen, "cannot be applied to the invoice because it has payments"},
    {CauseId::DocumentNotOpen, "an existing invoice with the specified"},
    {CauseId::DocumentNotOpen, "an existing credit note with the specified"},
    {CauseId::DocumentNotOpen, "the document with the supplied id was not found"},
    {CauseId::ContactMismatch, "contactid do not match"},
    {CauseId::PrimaryContactMissing, "primary contact"},
    {CauseId::PrimaryContactMissing, "the contact must contain at least 1 of the following"},
    {CauseId::PrimaryContactMissing, "contact cannot be empty"},
    {CauseId::NotLinked, "a contact must be specified for this type of transaction"},
    {CauseId::TaxModeConflict, "item tax vs total tax"},
    {CauseId::TaxInvalid, "tax rate must be valid"},
    {CauseId::TaxInvalid, "the taxtype code", R"(the taxtype code '([^']*)')"},
    {CauseId::TaxInvalid, "the tax amount cannot be greater"},
    {CauseId::NoBankAccount, "specify an account code or account id for the payment"},
    {CauseId::NoBankAccount, "bank account details do not match a known bank account"},
    {CauseId::NoBankAccount, "account could not be found"},
    {CauseId::NoBankAccount, "account type is invalid for making a payment"},
    {CauseId::AccountCodeInvalid, "account code '", R"(account code '([^']*)')"},
    {CauseId::AccountCodeInvalid, "account code or id must be specified"},
    {CauseId::AccountCodeInvalid, "account must be valid"},
    {CauseId::ForeignCurrency, "is not subscribed to currency",
        R"(subscribed to currency (\w{3}))"},
    {CauseId::ForeignCurrency, "a currency rate must be specified"},
    {CauseId::ForeignCurrency, "bank accounts must use the same currency"},
    {CauseId::PermissionDenied, "does not have the correct permissions"},
    {CauseId::Ambiguous, "multiple model references found"},
    {CauseId::RateLimited, "rate limit exceeded"},
    {CauseId::ServerTrouble, "an error occurred in xero"},
    {CauseId::ServerTrouble, "the organisation is offline"},
};

QString captured(const QString& text, const QString& pattern)
{
    const QRegularExpression expression(pattern, QRegularExpression::CaseInsensitiveOption);
    return expression.match(text).captured(1).trimmed();
}

// "30-Nov-2018", "30 June 2026", "2026-06-30": the last of them is the one that locks.
QDate lockDate(const QString& text)
{
    static const QRegularExpression expression(
        u"(\\d{4}-\\d{2}-\\d{2})|(\\d{1,2})[- /]([A-Za-z]{3,9})[- /](\\d{4})"_s);
    QDate latest;
    auto found = expression.globalMatch(text);
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        const QDate date = match.captured(1).isEmpty()
            ? QLocale::c().toDate(match.captured(2) + u' ' + match.captured(3).left(3).toLower()
                    + u' ' + match.captured(4),
                u"d MMM yyyy"_s)
            : QDate::fromString(match.captured(1), Qt::ISODate);
        latest = std::max(latest, date);
    }
    return latest;
}

QStringList argumentsOf(const Message& message, const QString& text)
{
    if (message.id == CauseId::PeriodLocked) {
        const QDate date = lockDate(text);
        return date.isValid() ? QStringList{date.toString(Qt::ISODate)} : QStringList{};
    }
    QString argument;
    if (message.capture)
        argument = captured(text, QString::fromLatin1(message.capture));
    else if (message.id == CauseId::InvoiceAlreadyPaid || message.id == CauseId::OverAllocation
        || message.id == CauseId::DocumentNotOpen || message.id == CauseId::Ambiguous)
        argument = captured(text, u"invoice #\\s*(\\w[\\w.-]*)"_s);
    return argument.isEmpty() ? QStringList{} : QStringList{argument};
}

// A paid invoice answers with two messages; together they mean that it is already paid.
bool saysPaid(const QString& lower)
{
    return (lower.contains(u"payments can only be made against authorised documents"_s)
               || lower.contains(u"payments can only be made against authorized documents"_s))
        && lower.contains(u"exceeds the amount outstanding"_s);
}

} // namespace

Cause recognise(OperationKind kind, const QString& xeroText)
{
    const QString lower = xeroText.toLower();
    if (saysPaid(lower)) {
        const QString invoice = captured(xeroText, u"invoice #\\s*(\\w[\\w.-]*)"_s);
        return {CauseId::InvoiceAlreadyPaid,
            invoice.isEmpty() ? QStringList{} : QStringList{invoice}, xeroText};
    }
    for (const Message& message : messages) {
        if (!lower.contains(QLatin1String(message.fragment)))
            continue;
        CauseId id = message.id;
        // "Account could not be found" speaks of the bank account only where money is paid.
        if (id == CauseId::NoBankAccount && kind != OperationKind::CreateOverpayment
            && kind != OperationKind::CreatePayment && kind != OperationKind::RefundCredit)
            id = CauseId::AccountCodeInvalid;
        if (kind == OperationKind::VoidDocument && lower.contains(u"allocated to it")
            && id == CauseId::DocumentNotOpen)
            id = CauseId::MoneyOnIt;
        return {id, argumentsOf(message, xeroText), xeroText};
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
        return {CauseId::SignInNeeded, {}, raw};
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
    case ErrorKind::Conflict:
        return {CauseId::Ambiguous, {}, raw};
    case ErrorKind::Malformed:
        return {unknown ? CauseId::OutcomeUnknown : CauseId::ServerTrouble, {}, raw};
    case ErrorKind::Storage:
        return {CauseId::DiskFull, {}, raw};
    case ErrorKind::Cancelled:
        return {unknown ? CauseId::OutcomeUnknown : CauseId::WaitsForOther, {}, raw};
    case ErrorKind::Usage:
    case ErrorKind::Bug:
        return {CauseId::Unrecognised, {}, raw};
    }
    base::require(false, "every kind of error has its cause");
    return {};
}

bool maybeOwnGhost(const Cause& cause)
{
    const QString lower = cause.raw.toLower();
    return cause.id == CauseId::NumberTaken || cause.id == CauseId::ContactNameTaken
        || cause.id == CauseId::OverAllocation || cause.id == CauseId::InvoiceAlreadyPaid
        || cause.id == CauseId::CreditUsedUp || lower.contains(u"must be unique"_s)
        || lower.contains(u"already exists"_s);
}

bool touchesEverything(CauseId id)
{
    return id == CauseId::SignInNeeded || id == CauseId::WrongOrganisation
        || id == CauseId::PermissionDenied || id == CauseId::ConnectionLost
        || id == CauseId::RateLimited || id == CauseId::DiskFull || id == CauseId::PushIsOff
        || id == CauseId::TaxModeConflict || id == CauseId::Restored || id == CauseId::RolledBack;
}

bool isTransient(CauseId id)
{
    return id == CauseId::ConnectionLost || id == CauseId::RateLimited
        || id == CauseId::ServerTrouble || id == CauseId::OutcomeUnknown
        || id == CauseId::WaitsForOther || id == CauseId::BusyRecord;
}

} // namespace causes
