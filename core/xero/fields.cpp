// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/fields.h"

#include <QTimeZone>

#include <algorithm>

namespace xero {

using base::Currency;
using base::Decimal4;
using base::Money;
using Kind = json::Value::Kind;

namespace {

constexpr qint64 kYear1 = -62'135'596'800'000;
constexpr qint64 kYear9999 = 253'402'300'799'999;

std::optional<QDateTime> parseNetDate(QStringView text)
{
    QStringView inside = text.mid(6, text.size() - 8);
    const qsizetype sign = std::max(inside.lastIndexOf(u'+'), inside.lastIndexOf(u'-'));
    if (sign > 0) {
        const QStringView offset = inside.mid(sign + 1);
        bool good = false;
        (void)offset.toInt(&good);
        if (!good || offset.size() != 4)
            return std::nullopt;
        inside = inside.left(sign);
    }
    bool good = false;
    const qint64 milliseconds = inside.toLongLong(&good);
    if (!good || milliseconds < kYear1 || milliseconds > kYear9999)
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

// Xero keeps quantities to four decimals, but a page must not be lost to a finer one typed by hand.
QString roundedToFour(const QString& text)
{
    const qsizetype point = text.indexOf(u'.');
    if (point < 0 || text.size() - point <= 5)
        return text;
    QString digits = text.left(point) + text.mid(point + 1, 4);
    const bool up = text[point + 5] >= u'5';
    bool good = false;
    const qint64 scaled = digits.toLongLong(&good);
    if (!good)
        return text;
    const bool negative = text.startsWith(u'-');
    return Decimal4{scaled + (up ? (negative ? -1 : 1) : 0)}.toString();
}

} // namespace

std::optional<QDateTime> parseInstant(QStringView text)
{
    if (text.startsWith(u"/Date(") && text.endsWith(u")/"))
        return parseNetDate(text);
    QString iso = text.toString();
    if (iso.size() > 10 && iso[10] == u' ')
        iso[10] = u'T'; // the contract's own example has a blank there
    QDateTime instant = QDateTime::fromString(iso, Qt::ISODateWithMs);
    if (!instant.isValid())
        return std::nullopt;
    if (instant.timeSpec() == Qt::LocalTime)
        instant.setTimeSpec(Qt::UTC);
    return instant.toUTC();
}

void Fields::note(const char* name, const char* what) const
{
    if (m_problem.isEmpty())
        m_problem = QLatin1String(name) + u' ' + QLatin1String(what);
}

void Fields::require(const char* name) const
{
    if (!has(name))
        note(name, "is missing");
}

Fields Fields::inside(const char* name) const
{
    const auto& value = at(name);
    if (!value.isNull() && value.kind() != Kind::Object)
        note(name, "is no object");
    return {value, m_problem};
}

void Fields::each(const char* name, const std::function<void(const Fields&)>& read) const
{
    const auto& value = at(name);
    if (!value.isNull() && value.kind() != Kind::Array)
        return note(name, "is no list");
    for (const auto& item : value.items()) {
        if (item.kind() != Kind::Object)
            return note(name, "holds something else than objects");
        read({item, m_problem});
    }
}

QString Fields::text(const char* name) const
{
    const auto& value = at(name);
    if (!value.isNull() && value.kind() != Kind::Text)
        note(name, "is no text");
    return value.kind() == Kind::Text ? value.text() : QString();
}

QString Fields::requiredText(const char* name) const
{
    const QString value = text(name);
    if (value.isEmpty())
        note(name, "is missing");
    return value;
}

QUuid Fields::guid(const char* name) const
{
    const QString value = text(name);
    const QUuid id = QUuid::fromString(value);
    const bool zero = value == QUuid().toString(QUuid::WithoutBraces);
    if (id.isNull() && !value.isEmpty() && !zero)
        note(name, "is no GUID");
    return id;
}

QUuid Fields::requiredGuid(const char* name) const
{
    const QUuid id = guid(name);
    if (id.isNull())
        note(name, "is missing");
    return id;
}

bool Fields::flag(const char* name, bool fallback) const
{
    const auto& value = at(name);
    if (value.isNull())
        return fallback;
    // Documented samples show "true" in quotes as well.
    if (value.text() != u"true" && value.text() != u"false")
        note(name, "is neither true nor false");
    return value.text() == u"true";
}

int Fields::integer(const char* name, int fallback) const
{
    if (!has(name))
        return fallback;
    bool good = false;
    const int value = numberText(name).toInt(&good);
    if (!good)
        note(name, "is no whole number");
    return value;
}

std::optional<Currency> Fields::currency(const char* name) const
{
    const QString code = text(name);
    if (code.isEmpty())
        return std::nullopt;
    const auto value = Currency::parse(code);
    if (!value) {
        note(name, "is no currency");
        return std::nullopt;
    }
    return *value;
}

Currency Fields::requiredCurrency(const char* name) const
{
    require(name);
    return currency(name).value_or(Currency());
}

// Live answers carry numbers, documented samples numbers in quotes as well.
QString Fields::numberText(const char* name) const
{
    const auto& value = at(name);
    if (value.kind() != Kind::Number && value.kind() != Kind::Text)
        note(name, "is no number");
    return value.text();
}

Money Fields::money(const char* name, Currency currency) const
{
    if (!has(name))
        return {0, currency};
    const auto value = Money::parse(numberText(name), currency);
    if (!value)
        note(name, "is no amount");
    return value.value_or(Money(0, currency));
}

Money Fields::requiredMoney(const char* name, Currency currency) const
{
    require(name);
    return money(name, currency);
}

Decimal4 Fields::decimal(const char* name) const
{
    if (!has(name))
        return {};
    const auto value = Decimal4::parse(roundedToFour(numberText(name)));
    if (!value)
        note(name, "is no number");
    return value.value_or(Decimal4());
}

QDate Fields::day(const char* name) const
{
    const QByteArray spelled = QByteArray(name) + "String";
    const QString value = has(spelled.constData()) ? text(spelled.constData()) : text(name);
    if (value.isEmpty())
        return {};
    if (!value.startsWith(u'/')) {
        const QDate date = QDate::fromString(value.left(10), Qt::ISODate);
        if (!date.isValid())
            note(name, "is no date");
        return date;
    }
    const auto instant = parseInstant(value);
    if (!instant)
        note(name, "is no date");
    return instant ? instant->date() : QDate();
}

QDate Fields::requiredDay(const char* name) const
{
    const QDate date = day(name);
    if (!date.isValid())
        note(name, "is missing");
    return date;
}

QDateTime Fields::instant(const char* name) const
{
    const QString value = text(name);
    if (value.isEmpty())
        return {};
    const auto instant = parseInstant(value);
    if (!instant)
        note(name, "is no instant");
    return instant.value_or(QDateTime());
}

QDateTime Fields::requiredInstant(const char* name) const
{
    require(name);
    return instant(name);
}

} // namespace xero
