// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/money.h"

#include <algorithm>

namespace base {

namespace {

// Keeps every sum of a million amounts inside 64 bits.
constexpr qint64 kLargest = 1'000'000'000'000;

// Reads [+-]digits[.digits] as an integer scaled by 10^decimals.
std::optional<qint64> parseScaled(QStringView text, int decimals)
{
    const bool negative = text.startsWith(u'-');
    if (negative || text.startsWith(u'+'))
        text = text.mid(1);
    qint64 value = 0;
    int fraction = -1;
    bool digits = false;
    for (const QChar c : text) {
        if (c == u'.' && fraction < 0) {
            fraction = 0;
            continue;
        }
        if (c < u'0' || c > u'9')
            return std::nullopt;
        digits = true;
        const int digit = c.unicode() - u'0';
        if (fraction >= decimals) {
            if (digit != 0)
                return std::nullopt;
            continue;
        }
        if (fraction >= 0)
            ++fraction;
        value = value * 10 + digit;
        if (value > kLargest * 1'000)
            return std::nullopt;
    }
    if (!digits)
        return std::nullopt;
    for (int i = std::max(fraction, 0); i < decimals; ++i)
        value *= 10;
    return negative ? -value : value;
}

QString scaledToString(qint64 value, int decimals)
{
    QString digits = QString::number(value < 0 ? -value : value);
    if (decimals > 0) {
        digits = digits.rightJustified(decimals + 1, u'0');
        digits.insert(digits.size() - decimals, u'.');
    }
    return value < 0 ? u'-' + digits : digits;
}

} // namespace

Result<Currency> Currency::parse(QStringView code)
{
    const bool good = code.size() == 3
        && std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
    if (!good)
        return failure(ErrorKind::Malformed,
            QStringLiteral("“%1” is not a currency code such as AUD.").arg(code));
    Currency currency;
    for (size_t i = 0; i < 3; ++i)
        currency.m_code[i] = code[static_cast<qsizetype>(i)].toLatin1();
    return currency;
}

Currency Currency::of(const char* code)
{
    const auto currency = parse(QString::fromLatin1(code));
    require(currency.has_value(), "a currency literal is an ISO code");
    return *currency;
}

QString Currency::code() const
{
    return isNone() ? QString() : QString::fromLatin1(m_code.data(), 3);
}

int Currency::decimals() const
{
    const QString own = code();
    for (const char16_t* zero :
        {u"JPY", u"KRW", u"VND", u"CLP", u"ISK", u"XAF", u"XOF", u"XPF", u"UGX", u"PYG"})
        if (own == QStringView(zero))
            return 0;
    for (const char16_t* three : {u"BHD", u"IQD", u"JOD", u"KWD", u"OMR", u"TND", u"LYD"})
        if (own == QStringView(three))
            return 3;
    return 2;
}

Result<Money> Money::parse(QStringView text, Currency currency)
{
    const auto minor = parseScaled(text, currency.decimals());
    if (!minor)
        return failure(ErrorKind::Malformed,
            QStringLiteral("“%1” is not an amount of %2.").arg(text, currency.code()));
    if (*minor > kLargest || *minor < -kLargest)
        return failure(ErrorKind::Malformed, QStringLiteral("“%1” is too large.").arg(text));
    return Money(*minor, currency);
}

QString Money::toString() const
{
    return scaledToString(m_minor, m_currency.decimals());
}

QString Money::display() const
{
    QString text = scaledToString(m_minor < 0 ? -m_minor : m_minor, m_currency.decimals());
    const qsizetype point = text.indexOf(u'.');
    for (qsizetype i = (point < 0 ? text.size() : point) - 3; i > 0; i -= 3)
        text.insert(i, u',');
    return m_minor < 0 ? u'\u2212' + text : text;
}

Money Money::operator+(Money other) const
{
    if (m_currency.isNone() && m_minor == 0)
        return other;
    if (other.m_currency.isNone() && other.m_minor == 0)
        return *this;
    require(m_currency == other.m_currency, "amounts of two currencies are never added");
    qint64 sum = 0;
    require(!__builtin_add_overflow(m_minor, other.m_minor, &sum), "a sum of money fits 64 bits");
    return {sum, m_currency};
}

Money Money::operator-(Money other) const
{
    return *this + (-other);
}

bool Money::operator==(const Money& other) const
{
    return m_minor == other.m_minor && (m_minor == 0 || m_currency == other.m_currency);
}

bool Money::operator<(Money other) const
{
    require(m_minor == 0 || other.m_minor == 0 || m_currency == other.m_currency,
        "amounts of two currencies are never compared");
    return m_minor < other.m_minor;
}

Result<Decimal4> Decimal4::parse(QStringView text)
{
    const auto scaled = parseScaled(text, 4);
    if (!scaled)
        return failure(ErrorKind::Malformed,
            QStringLiteral("“%1” is not a number with up to four decimals.").arg(text));
    return Decimal4{*scaled};
}

QString Decimal4::toString() const
{
    QString text = scaledToString(tenThousandths, 4);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

Money lineAmount(Decimal4 quantity, Decimal4 unitPrice, Currency currency)
{
    __extension__ using Wide = __int128;
    Wide product = static_cast<Wide>(quantity.tenThousandths) * unitPrice.tenThousandths;
    Wide divisor = 100'000'000; // 10^4 for each factor
    for (int i = 0; i < currency.decimals(); ++i)
        divisor /= 10;
    const Wide half = divisor / 2;
    const Wide rounded = (product >= 0 ? product + half : product - half) / divisor;
    require(rounded <= kLargest && rounded >= -kLargest, "a line amount fits the largest amount");
    return {static_cast<qint64>(rounded), currency};
}

} // namespace base
