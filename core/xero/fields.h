// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"
#include "xero/json.h"

#include <QDate>
#include <QDateTime>
#include <QUuid>

#include <functional>
#include <optional>

namespace xero {

// Reads the members of one JSON object as Xero writes them, and notes the first one that is missing
// or of the wrong type. The caller looks at the note once, at the end: a page is taken whole or
// not.
class Fields {
public:
    Fields(const json::Value& value, QString& problem)
        : m_value(value)
        , m_problem(problem)
    {
    }

    bool has(const char* name) const { return !at(name).isNull(); }
    Fields inside(const char* name) const; // of an absent object every member is absent
    void each(const char* name, const std::function<void(const Fields&)>& read) const;

    // Absent or null reads as empty; the required… forms make a note of it.
    QString text(const char* name) const;
    QString requiredText(const char* name) const;
    QUuid guid(const char* name) const;
    QUuid requiredGuid(const char* name) const;
    bool flag(const char* name, bool fallback = false) const;
    int integer(const char* name, int fallback) const;
    std::optional<base::Currency> currency(const char* name) const;
    base::Currency requiredCurrency(const char* name) const;
    base::Money money(const char* name, base::Currency currency) const;
    base::Money requiredMoney(const char* name, base::Currency currency) const;
    base::Decimal4 decimal(const char* name) const;
    // A calendar date, never converted to any zone; "Date" is also looked for as "DateString".
    QDate day(const char* name) const;
    QDate requiredDay(const char* name) const;
    QDateTime instant(const char* name) const;
    QDateTime requiredInstant(const char* name) const;

private:
    const json::Value& at(const char* name) const { return m_value[QLatin1String(name)]; }
    void require(const char* name) const;
    void note(const char* name, const char* what) const;
    QString numberText(const char* name) const;

    const json::Value& m_value;
    QString& m_problem;
};

// "/Date(1401062400000+0000)/", where the offset is only for show, or ISO 8601; without a zone UTC.
std::optional<QDateTime> parseInstant(QStringView text);

} // namespace xero
