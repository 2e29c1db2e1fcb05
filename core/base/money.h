// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QString>

#include <array>

namespace base {

// An ISO 4217 code. The default is "no currency yet", which only zero may have.
class Currency {
public:
    Currency() = default;
    static Result<Currency> parse(QStringView code);
    // For literals in our own code; stops the process on nonsense.
    static Currency of(const char* code);
    QString code() const;
    int decimals() const; // 2 for most, 0 for JPY, 3 for KWD
    bool isNone() const { return m_code[0] == 0; }
    bool operator==(const Currency&) const = default;

private:
    std::array<char, 3> m_code{};
};

// An amount: minor units and their currency. Never a double. Zero without a currency is the neutral
// element, so sums may start from Money{}; otherwise both operands must share a currency.
class Money {
public:
    Money() = default;
    Money(qint64 minor, Currency currency)
        : m_minor(minor)
        , m_currency(currency)
    {
    }
    // The machine's form: optional sign, digits, optionally '.' and at most the currency's decimals
    // (further digits only if they are zeros). "1,240.80" is refused: readers of people's files
    // settle separators before they come here.
    static Result<Money> parse(QStringView text, Currency currency);

    qint64 minor() const { return m_minor; }
    Currency currency() const { return m_currency; }
    bool isZero() const { return m_minor == 0; }
    bool isNegative() const { return m_minor < 0; }
    Money abs() const { return {m_minor < 0 ? -m_minor : m_minor, m_currency}; }
    QString toString() const; // "-1240.80", for files, JSON and wire
    QString display() const; // "−1,240.80": true minus and groups, for people

    Money operator-() const { return {-m_minor, m_currency}; }
    Money operator+(Money other) const;
    Money operator-(Money other) const;
    Money& operator+=(Money other) { return *this = *this + other; }
    Money& operator-=(Money other) { return *this = *this - other; }
    // Zero equals zero whatever the currency; otherwise amount and currency must agree.
    bool operator==(const Money& other) const;
    // Orders amounts of one currency.
    bool operator<(Money other) const;
    bool operator>(Money other) const { return other < *this; }
    bool operator<=(Money other) const { return !(other < *this); }
    bool operator>=(Money other) const { return !(*this < other); }

private:
    qint64 m_minor = 0;
    Currency m_currency;
};

// Unit prices and quantities have four decimals (xero-api.md §3.6).
struct Decimal4 {
    qint64 tenThousandths = 0;
    static Result<Decimal4> parse(QStringView text);
    QString toString() const; // without trailing zeros: "12.5"
    bool operator==(const Decimal4&) const = default;
};

// quantity × unit price, rounded half away from zero to the currency's minor unit.
Money lineAmount(Decimal4 quantity, Decimal4 unitPrice, Currency currency);

} // namespace base
