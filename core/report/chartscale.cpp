// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/chartscale.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace report {

namespace {

// 1, 2 or 5 and noughts: the first such step that is at least this long.
qint64 roundStep(qint64 least)
{
    qint64 power = 1;
    while (true) {
        for (const qint64 digit : {1, 2, 5})
            if (digit * power >= least)
                return digit * power;
        power *= 10;
    }
}

qint64 powerOfTen(int exponent)
{
    qint64 power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

// Decimals only where the marks need them.
QString labelOf(base::Money money, bool isWhole)
{
    const QString text = money.display();
    return isWhole && text.contains(u'.') ? text.section(u'.', 0, 0) : text;
}

struct Step {
    int days = 0, months = 0;
};

QDate startOf(QDate first, Step step)
{
    if (step.months >= 12)
        return QDate(first.year(), 1, 1);
    if (step.months > 0)
        return QDate(first.year(), (first.month() - 1) / step.months * step.months + 1, 1);
    return step.days == 7 ? first.addDays(1 - first.dayOfWeek()) : first;
}

QString dayLabel(QDate day, Step step, bool isYearSaid)
{
    if (step.months >= 12)
        return day.toString(u"yyyy");
    if (step.months > 0)
        return day.toString(isYearSaid ? u"MMM yyyy" : u"MMM");
    return day.toString(isYearSaid ? u"d MMM yyyy" : u"d MMM");
}

} // namespace

QList<Mark> moneyMarks(base::Money least, base::Money most, int about)
{
    const base::Currency currency = most.currency().isNone() ? least.currency() : most.currency();
    const qint64 low = std::min<qint64>(0, least.minor()), high = std::max<qint64>(0, most.minor());
    const qint64 whole = powerOfTen(currency.decimals());
    const qint64 span = std::max<qint64>(high - low, 1);
    const qint64 step = roundStep((span + about - 1) / std::max(about, 1));
    QList<Mark> marks;
    for (qint64 at = low < 0 ? -((-low + step - 1) / step) * step : 0;; at += step) {
        marks.append({at, labelOf(base::Money(at, currency), step % whole == 0)});
        if (at >= high)
            return marks;
    }
}

QList<Mark> dayMarks(QDate first, QDate last, int most)
{
    static constexpr std::array steps{Step{1, 0}, Step{2, 0}, Step{7, 0}, Step{14, 0}, Step{0, 1},
        Step{0, 3}, Step{0, 6}, Step{0, 12}, Step{0, 24}, Step{0, 60}, Step{0, 120}};
    for (const Step step : steps) {
        QList<Mark> marks;
        const bool isYearSaid = first.year() != last.year();
        QDate day = startOf(first, step);
        int year = 0;
        while (day <= last && marks.size() <= most + 1) {
            if (day >= first) {
                marks.append(
                    {day.toJulianDay(), dayLabel(day, step, isYearSaid && day.year() != year)});
                year = day.year();
            }
            day = step.months > 0 ? day.addMonths(step.months) : day.addDays(step.days);
        }
        if (marks.size() <= std::max(most, 1) && !marks.isEmpty())
            return marks;
    }
    return {};
}

} // namespace report
