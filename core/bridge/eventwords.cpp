// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/eventwords.h"

#include <QLocale>

using namespace records;

namespace bridge {

namespace {

QString undone(const AccountFile& file, const XeroRef& record)
{
    const auto wordOfStatus = [](const QString& status) {
        return status == u"VOIDED" ? QStringLiteral("was voided in Xero")
            : status == u"DELETED" ? QStringLiteral("was deleted in Xero")
                                   : QStringLiteral("was undone in Xero");
    };
    for (const mirror::Invoice& one : file.invoices)
        if (one.id.value == record.id)
            return wordOfStatus(one.status);
    for (const mirror::Credit& one : file.credits)
        if (one.id.value == record.id)
            return wordOfStatus(one.status);
    return record.kind == XeroKind::Allocation ? QStringLiteral("was taken back in Xero")
                                               : QStringLiteral("was removed in Xero");
}

} // namespace

QString happened(const Event& event, const AccountFile& file)
{
    switch (event.what) {
    case Happened::Entered:
        return QStringLiteral("was entered in the ledger");
    case Happened::Reversed:
        return event.ledger && event.ledger->kind == RecordKind::Payment
            ? QStringLiteral("was reversed in the ledger")
            : QStringLiteral("was voided in the ledger");
    case Happened::AppearedInXero:
        return QStringLiteral("appeared in Xero");
    case Happened::ChangedInXero:
        return QStringLiteral("was changed in Xero");
    case Happened::UndoneInXero:
        return event.xero ? undone(file, *event.xero) : QStringLiteral("was undone in Xero");
    case Happened::Unknown:
        break;
    }
    return QStringLiteral("stopped being equal on both sides");
}

QString sentenceOf(const Event& event, const AccountFile& file, const QTimeZone& zone)
{
    const QLocale c = QLocale::c();
    const QString dated = event.date.isValid()
        ? QStringLiteral(", dated ") + c.toString(event.date, QStringLiteral("d MMM yyyy")) + u','
        : QString();
    const QString by = event.who.isEmpty() ? QString() : QStringLiteral(", by ") + event.who;
    if (!event.at.isValid())
        return QStringLiteral("Before Tieout first looked: %1%2 %3%4.")
            .arg(event.label, dated, happened(event, file), by);
    const QDateTime at = event.at.toTimeZone(zone);
    // What was entered late says so.
    const bool isBackdated = event.date.isValid() && event.date.daysTo(at.date()) > 1;
    return QStringLiteral("%1: %2%3 %4%5.")
        .arg(c.toString(at, QStringLiteral("d MMM yyyy HH:mm")), event.label,
            isBackdated ? dated : QString(), happened(event, file), by);
}

QString wordOf(Ageing::Age age)
{
    switch (age) {
    case Ageing::NotYetDue:
        return QStringLiteral("Not yet due");
    case Ageing::To30:
        return QStringLiteral("1–30 days");
    case Ageing::To60:
        return QStringLiteral("31–60 days");
    case Ageing::To90:
        return QStringLiteral("61–90 days");
    case Ageing::Over90:
        return QStringLiteral("Over 90 days");
    case Ageing::NotAllocated:
    case Ageing::Ages:
        break;
    }
    return QStringLiteral("Not allocated");
}

} // namespace bridge
