// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/words.h"

#include "causes/causes.h"
#include "preflight/linewords.h"

#include <QLocale>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

QString money(base::Money amount)
{
    return amount.display();
}

QString difference(base::Money amount)
{
    return amount.isZero() || amount.isNegative() ? amount.display() : u'+' + amount.display();
}

QString number(qint64 count)
{
    return QLocale(QLocale::English).toString(count);
}

QString day(QDate date, QDate today)
{
    if (!date.isValid())
        return {};
    return QLocale(QLocale::English)
        .toString(date, date.year() == today.year() ? u"d MMM"_s : u"d MMM yyyy"_s);
}

QString moment(const QDateTime& at, const QDateTime& now)
{
    if (!at.isValid())
        return {};
    const QDateTime local = at.toLocalTime();
    const QString time = local.toString(u"HH:mm"_s);
    if (local.date() == now.date())
        return u"today "_s + time;
    return day(local.date(), now.date()) + u' ' + time;
}

QString age(const QDateTime& at, const QDateTime& now)
{
    const qint64 minutes = at.secsTo(now) / 60;
    if (minutes < 1)
        return u"just now"_s;
    if (minutes < 60)
        return counted(minutes, u"minute ago"_s, u"minutes ago"_s);
    if (minutes < 24 * 60)
        return counted(minutes / 60, u"hour ago"_s, u"hours ago"_s);
    return day(at.toLocalTime().date(), now.date());
}

QString took(qint64 milliseconds)
{
    if (milliseconds < 100)
        return u"under 0.1 s"_s;
    if (milliseconds < 1000)
        return QString::number(static_cast<double>(milliseconds) / 1000.0, 'f', 1) + u" s"_s;
    const qint64 seconds = milliseconds / 1000;
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    return seconds % 60 == 0 ? u"%1 min"_s.arg(seconds / 60)
                             : u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60);
}

QString ageOfDay(QDate date, QDate today)
{
    const qint64 days = date.isValid() ? date.daysTo(today) : 0;
    return days < 1 ? u"today"_s : counted(days, u"day"_s, u"days"_s);
}

QString counted(qint64 count, const QString& one, const QString& many)
{
    return number(count) + u' ' + (count == 1 ? one : many);
}

QString progressWords(const EngineStatus& status)
{
    if (status.total <= 0)
        return status.activity;
    return status.activity + u" %1 of %2"_s.arg(number(status.done), number(status.total));
}

QString keyWords(const QString& sequence)
{
    QString keys = sequence;
    keys.replace(u"Left"_s, u"←"_s).replace(u"Up"_s, u"↑"_s).replace(u"Down"_s, u"↓"_s);
    return keys.replace(u'+', u' ');
}

QString isolated(const QString& name)
{
    return QChar(0x2068) + name + QChar(0x2069);
}

QString iconOf(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Account:
        return u"contact"_s;
    case RecordKind::Product:
        return u"item"_s;
    case RecordKind::Invoice:
        return u"invoice"_s;
    case RecordKind::CreditNote:
        return u"credit-note"_s;
    case RecordKind::Bill:
        return u"bill"_s;
    case RecordKind::Payment:
        return u"payment"_s;
    case RecordKind::Adjustment:
        return u"credit-note"_s;
    case RecordKind::Allocation:
        return u"allocation"_s;
    case RecordKind::Reversal:
        return u"undo"_s;
    }
    return {};
}

QString iconOf(XeroKind kind)
{
    switch (kind) {
    case XeroKind::Contact:
        return u"contact"_s;
    case XeroKind::Item:
        return u"item"_s;
    case XeroKind::Invoice:
        return u"invoice"_s;
    case XeroKind::CreditNote:
        return u"credit-note"_s;
    case XeroKind::Overpayment:
        return u"overpayment"_s;
    case XeroKind::Prepayment:
        return u"prepayment"_s;
    case XeroKind::Payment:
        return u"payment"_s;
    case XeroKind::Allocation:
        return u"allocation"_s;
    case XeroKind::BankTransaction:
        return u"bank-lines"_s;
    }
    return {};
}

QString iconOf(OperationKind kind)
{
    switch (kind) {
    case OperationKind::RemoveAllocation:
    case OperationKind::DeletePayment:
    case OperationKind::VoidDocument:
    case OperationKind::RefundCredit:
        return u"undo"_s;
    case OperationKind::CreateContact:
    case OperationKind::UpdateContact:
        return u"contact"_s;
    case OperationKind::CreateItem:
        return u"item"_s;
    case OperationKind::CreateInvoice:
        return u"invoice"_s;
    case OperationKind::CreateCreditNote:
        return u"credit-note"_s;
    case OperationKind::CreateBill:
        return u"bill"_s;
    case OperationKind::CreateOverpayment:
    case OperationKind::CreatePayment:
        return u"payment"_s;
    case OperationKind::CreateAllocation:
        return u"allocation"_s;
    }
    return {};
}

QString iconOf(CauseId cause)
{
    switch (cause) {
    case CauseId::ContactMerged:
        return u"merge"_s;
    case CauseId::NotLinked:
    case CauseId::PartialLink:
        return u"links"_s;
    case CauseId::ContactArchived:
    case CauseId::ContactNameTaken:
    case CauseId::ContactMismatch:
    case CauseId::PrimaryContactMissing:
    case CauseId::ContactEdited:
    case CauseId::EmailInvalid:
        return u"contact"_s;
    case CauseId::DuplicateCode:
    case CauseId::ItemCodeNotFound:
    case CauseId::SkuMissing:
        return u"item"_s;
    case CauseId::PeriodLocked:
    case CauseId::Reconciled:
    case CauseId::Frozen:
        return u"reconciled"_s;
    case CauseId::MoneyOnIt:
    case CauseId::ByHandOnly:
    case CauseId::UndoneHere:
        return u"undo"_s;
    case CauseId::SuspectedWrongMatch:
    case CauseId::InvoiceAlreadyPaid:
    case CauseId::OverAllocation:
        return u"stop"_s;
    case CauseId::OutcomeUnknown:
    case CauseId::Ambiguous:
        return u"unknown"_s;
    case CauseId::SignInNeeded:
    case CauseId::ScopeMissing:
    case CauseId::WrongOrganisation:
    case CauseId::PermissionDenied:
        return u"key"_s;
    case CauseId::ConnectionLost:
    case CauseId::ServerTrouble:
        return u"offline"_s;
    case CauseId::RateLimited:
    case CauseId::WaitsForOther:
        return u"waiting"_s;
    case CauseId::SetAside:
        return u"set-aside"_s;
    default: // the many that are simply a failure
        return u"problems"_s;
    }
}

QString nameOf(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Account:
        return u"Account"_s;
    case RecordKind::Product:
        return u"Product"_s;
    case RecordKind::Invoice:
        return u"Invoice"_s;
    case RecordKind::CreditNote:
        return u"Credit note"_s;
    case RecordKind::Bill:
        return u"Bill"_s;
    case RecordKind::Payment:
        return u"Payment"_s;
    case RecordKind::Adjustment:
        return u"Ledger credit"_s;
    case RecordKind::Allocation:
        return u"Allocation"_s;
    case RecordKind::Reversal:
        return u"Reversal"_s;
    }
    return {};
}

QString nameOf(XeroKind kind)
{
    switch (kind) {
    case XeroKind::Contact:
        return u"Contact"_s;
    case XeroKind::Item:
        return u"Item"_s;
    case XeroKind::Invoice:
        return u"Invoice"_s;
    case XeroKind::CreditNote:
        return u"Credit note"_s;
    case XeroKind::Overpayment:
        return u"Overpayment"_s;
    case XeroKind::Prepayment:
        return u"Prepayment"_s;
    case XeroKind::Payment:
        return u"Payment"_s;
    case XeroKind::Allocation:
        return u"Allocation"_s;
    case XeroKind::BankTransaction:
        return u"Bank transaction"_s;
    }
    return {};
}

CauseLook lookOf(BridgeCause cause)
{
    const auto with = [&](const QString& icon, const Meaning& meaning) {
        return CauseLook{icon, meaning, causes::bridgeWord(cause)};
    };
    switch (cause) {
    case BridgeCause::NotYetPushed:
    case BridgeCause::NotAllocated:
        return with(u"outbox"_s, waitingMeaning);
    case BridgeCause::Failed:
    case BridgeCause::Blocked:
        return with(u"problems"_s, stopMeaning);
    case BridgeCause::Held:
        return with(u"held"_s, waitingMeaning);
    case BridgeCause::UnsupportedKind:
    case BridgeCause::Rounding:
    case BridgeCause::BeforeStartDate:
    case BridgeCause::XeroOnly:
    case BridgeCause::Skipped:
        return with(u"info"_s, uncheckedMeaning);
    case BridgeCause::WaitingCredit:
        return with(u"waiting"_s, waitingMeaning);
    case BridgeCause::NotTakenIn:
    case BridgeCause::MirrorIncomplete:
        return with(u"inbox"_s, infoMeaning);
    case BridgeCause::ReversedOneSide:
    case BridgeCause::RefundedInXero:
        return with(u"undo"_s, waitingMeaning);
    case BridgeCause::VoidedOneSide:
    case BridgeCause::EditedInXero:
        return with(u"changes"_s, stopMeaning);
    case BridgeCause::WrongMatch:
        return with(u"stop"_s, stopMeaning);
    case BridgeCause::SetAside:
        return with(u"set-aside"_s, uncheckedMeaning);
    case BridgeCause::Unexplained:
        return with(u"unknown"_s, stopMeaning);
    }
    return {};
}

VerdictLook lookOf(Verdict verdict)
{
    const QString word = preflight::wordOf(verdict);
    switch (verdict) {
    case Verdict::Safe:
    case Verdict::Done:
        return {u"safe"_s, u"safe-solid"_s, safeMeaning, word};
    case Verdict::Stop:
        return {u"stop"_s, u"stop-solid"_s, stopMeaning, word};
    case Verdict::NotChecked:
        return {u"not-checked"_s, u"not-checked-solid"_s, uncheckedMeaning, word};
    }
    return {};
}

// Xero forgets a sign-in that nobody uses; in its last days that is told.
static constexpr int lastDays = 10;

bool endsSoon(const QDateTime& signIn, const QDateTime& now)
{
    return signIn.isValid() && now.daysTo(signIn) <= lastDays;
}

QString signInWords(const QDateTime& until, const QDateTime& now)
{
    const QString day = ui::day(until.toLocalTime().date(), now.date());
    if (until <= now)
        return u"Ended on %1. Sign in again."_s.arg(day);
    return endsSoon(until, now) ? u"Ends on %1 unless the book is synced before"_s.arg(day)
                                : u"Good until %1; each sync makes it last longer"_s.arg(day);
}

} // namespace ui
