// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/eventwords.h"

#include <QLocale>

namespace bridge {

namespace {

QString pastOf(Happened what)
{
    switch (what) {
    case Happened::Entered:
        return QStringLiteral("was entered in the ledger");
    case Happened::Reversed:
        return QStringLiteral("was reversed or voided in the ledger");
    case Happened::AppearedInXero:
        return QStringLiteral("appeared in Xero");
    case Happened::ChangedInXero:
        return QStringLiteral("was changed in Xero");
    case Happened::UndoneInXero:
        return QStringLiteral("was voided or removed in Xero");
    case Happened::Unknown:
        break;
    }
    return QStringLiteral("came to differ");
}

} // namespace

QString sentenceOf(const Event& event, const QTimeZone& zone)
{
    const QLocale c = QLocale::c();
    const QString dated = event.date.isValid()
        ? QStringLiteral(", dated ") + c.toString(event.date, QStringLiteral("d MMM yyyy")) + u','
        : QString();
    const QString by = event.who.isEmpty() ? QString() : QStringLiteral(", by ") + event.who;
    if (!event.at.isValid())
        return QStringLiteral("Before Tieout first looked: %1%2 %3%4.")
            .arg(event.label, dated, pastOf(event.what), by);
    const QDateTime at = zone.isValid() ? event.at.toTimeZone(zone) : event.at;
    // What was entered late says so.
    const bool isBackdated = event.date.isValid() && event.date.daysTo(at.date()) > 1;
    return QStringLiteral("%1: %2%3 %4%5.")
        .arg(c.toString(at, QStringLiteral("d MMM yyyy HH:mm")), event.label,
            isBackdated ? dated : QString(), pastOf(event.what), by);
}

QString wordOf(Happened what)
{
    QString word = pastOf(what);
    if (word.startsWith(QStringLiteral("was ")))
        word.remove(0, 4);
    word[0] = word.at(0).toUpper();
    return word;
}

} // namespace bridge
