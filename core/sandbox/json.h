// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/state.h"

#include <QJsonValue>

#include <optional>

// Reading and writing JSON as Xero does it. Writing is by text: Qt's writer knows only doubles, and
// Xero writes amounts with their two decimals.
namespace sandbox {

class JsonObject {
public:
    JsonObject& text(const char* key, const QString& value);
    JsonObject& textIfAny(const char* key, const QString& value);
    JsonObject& flag(const char* key, bool value);
    JsonObject& whole(const char* key, qint64 value);
    JsonObject& money(const char* key, Cents value);
    JsonObject& decimal(const char* key, base::Decimal4 value);
    JsonObject& day(const char* key, QDate value); // "/Date(…+0000)/", nothing for no date
    JsonObject& dayAndString(const char* key, QDate value); // Date and DateString
    JsonObject& instant(const char* key, qint64 milliseconds);
    JsonObject& raw(const char* key, const QByteArray& json);
    JsonObject& members(const QJsonObject& object); // all of them, as they are
    QByteArray take() const { return '{' + m_text + '}'; }

private:
    void key(const char* name);
    QByteArray m_text;
};

QByteArray quoted(const QString& text);
QByteArray jsonArray(const QByteArrayList& elements);
QByteArray moneyText(Cents value); // "888.00"
QByteArray toJson(const QJsonValue& value); // compact, of any kind

// A JSON number is a double to Qt; this is the one place where an amount passes through one. Up to
// 2^51 cents nothing is lost. Empty for what is not a number or too large.
std::optional<Cents> moneyFrom(const QJsonValue& value);
std::optional<base::Decimal4> decimalFrom(const QJsonValue& value);
// "2026-11-20", "2026-11-20T00:00:00" or "/Date(1763596800000+0000)/".
std::optional<QDate> dateFrom(const QJsonValue& value);
QString textFrom(const QJsonObject& object, QLatin1String key); // numbers as their text, trimmed

// The elements of a body, which may be {"Invoices":[…]}, {"Invoice":{…}} or the bare element.
QList<QJsonObject> elementsOf(
    const QJsonObject& body, const QString& plural, const QString& singular);

} // namespace sandbox
