// SPDX-License-Identifier: GPL-3.0-or-later

#include "csv/dates.h"

#include <QLocale>
#include <QRegularExpression>

namespace csv {

namespace {

constexpr std::array kOrders{DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst};

size_t at(DateOrder order)
{
    return static_cast<size_t>(order);
}

int monthNamed(const QString& name)
{
    const QString wanted = name.toLower();
    for (int month = 1; month <= 12; ++month) {
        const QString full = QLocale::c().monthName(month).toLower();
        if (wanted == full || wanted == full.left(3) || (month == 9 && wanted == u"sept"))
            return month;
    }
    return 0;
}

QString spoken(QDate date)
{
    return QLocale::c().toString(date, QStringLiteral("d MMMM yyyy"));
}

} // namespace

// 3/4/2026, 03-04-26, 3.4.2026.
struct DateStyle::Numbers {
    int first = 0, second = 0, third = 0;
    bool yearIsShort = false;
};

std::optional<DateStyle::Numbers> DateStyle::numbers(const QString& text) const
{
    static const QRegularExpression form(
        QStringLiteral("^(\\d{1,2})[/.\\-](\\d{1,2})[/.\\-](\\d{4}|\\d{2})(?:[ T].*)?$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    const bool yearIsShort = match.capturedLength(3) == 2;
    if (yearIsShort && !m_today.isValid())
        return {};
    return Numbers{match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt(),
        yearIsShort};
}

QDate DateStyle::dateOf(const Numbers& n, DateOrder order) const
{
    const int century = n.yearIsShort ? m_today.year() / 100 * 100 : 0;
    switch (order) {
    case DateOrder::DayFirst:
        return QDate(century + n.third, n.second, n.first);
    case DateOrder::MonthFirst:
        return QDate(century + n.third, n.first, n.second);
    case DateOrder::YearFirst:
        break;
    }
    return n.yearIsShort ? QDate(century + n.first, n.second, n.third) : QDate();
}

void DateStyle::see(const Cell& cell)
{
    const auto found = numbers(cell.text);
    if (!found)
        return;
    std::array<QDate, 3> dates;
    QDate some;
    bool differ = false;
    for (const DateOrder order : kOrders) {
        const QDate date = dates[at(order)] = dateOf(*found, order);
        differ = differ || (date.isValid() && some.isValid() && date != some);
        some = date.isValid() ? date : some;
    }
    if (!some.isValid())
        return; // no date at all: its reader says so
    m_any = true;
    for (const DateOrder order : kOrders) {
        const QDate date = dates[at(order)];
        const bool unlikely
            = found->yearIsShort && (date > m_today.addDays(31) || date < m_today.addYears(-2));
        if (!date.isValid() && !m_against[at(order)])
            m_against[at(order)] = cell;
        if (unlikely && !m_unlikely[at(order)])
            m_unlikely[at(order)] = cell;
    }
    if (differ && !m_open)
        m_open = cell;
}

tl::expected<DateOrder, CellFault> DateStyle::settle() const
{
    if (!m_any)
        return DateOrder::DayFirst;
    QList<DateOrder> possible, likely;
    for (const DateOrder order : kOrders) {
        if (!m_against[at(order)])
            possible.append(order);
        if (!m_against[at(order)] && !m_unlikely[at(order)])
            likely.append(order);
    }
    const QList<DateOrder>& left = likely.isEmpty() ? possible : likely;
    if (left.isEmpty()) {
        const Cell &month = *m_against[at(DateOrder::DayFirst)],
                   &day = *m_against[at(DateOrder::MonthFirst)];
        const bool dayIsLater = day.line > month.line;
        return tl::unexpected<CellFault>({dayIsLater ? day : month,
            QStringLiteral("This date has the %1 first, but the one in line %2 has the %3 first. "
                           "Write dates as 2026-04-03.")
                .arg(dayIsLater ? QStringLiteral("day") : QStringLiteral("month"))
                .arg(dayIsLater ? month.line : day.line)
                .arg(dayIsLater ? QStringLiteral("month") : QStringLiteral("day"))});
    }
    if (left.size() == 1 || !m_open)
        return left.first();
    const Numbers open = *numbers(m_open->text);
    const QDate one = dateOf(open, left[0]), other = dateOf(open, left[1]);
    return tl::unexpected<CellFault>({*m_open,
        QStringLiteral("“%1” may be %2 or %3, and no date in the file tells which. Write dates as "
                       "%4.")
            .arg(m_open->text, spoken(one), spoken(other), one.toString(Qt::ISODate)),
        true});
}

QDate DateStyle::read(const QString& text, DateOrder order) const
{
    if (const auto found = numbers(text))
        return dateOf(*found, order);
    static const QRegularExpression iso(
        QStringLiteral("^(\\d{4})([-/.]?)(\\d{2})\\2(\\d{2})(?:[ T].*)?$"));
    static const QRegularExpression dayNamed(
        QStringLiteral("^(\\d{1,2})[/ .\\-]+([A-Za-z]{3,9})[/ .\\-,]+(\\d{4}|\\d{2})$"));
    static const QRegularExpression monthFirst(
        QStringLiteral("^([A-Za-z]{3,9})[ .\\-]+(\\d{1,2}),?[ \\-]+(\\d{4})$"));
    if (const auto match = iso.match(text); match.hasMatch())
        return QDate(
            match.captured(1).toInt(), match.captured(3).toInt(), match.captured(4).toInt());
    if (const auto match = dayNamed.match(text); match.hasMatch()) {
        const bool yearIsShort = match.capturedLength(3) == 2;
        if (yearIsShort && !m_today.isValid())
            return {};
        return QDate(match.captured(3).toInt() + (yearIsShort ? m_today.year() / 100 * 100 : 0),
            monthNamed(match.captured(2)), match.captured(1).toInt());
    }
    const auto match = monthFirst.match(text);
    return match.hasMatch()
        ? QDate(match.captured(3).toInt(), monthNamed(match.captured(1)), match.captured(2).toInt())
        : QDate();
}

} // namespace csv
