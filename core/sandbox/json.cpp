// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/json.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTimeZone>

#include <cmath>

namespace sandbox {

QByteArray toJson(const QJsonValue& value)
{
    // QJsonDocument writes only arrays and objects, so a lone value goes through an array of one.
    const QByteArray boxed = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return boxed.mid(1, boxed.size() - 2);
}

QByteArray quoted(const QString& text)
{
    QByteArray out = "\"";
    for (const char c : text.toUtf8()) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00" + QByteArray(1, c).toHex();
        } else {
            out += c;
        }
    }
    return out + '"';
}

QByteArray jsonArray(const QByteArrayList& elements)
{
    return '[' + elements.join(',') + ']';
}

QByteArray moneyText(Cents value)
{
    const quint64 size = value < 0 ? quint64(-value) : quint64(value);
    const QByteArray cents = QByteArray::number(size % 100).rightJustified(2, '0');
    return (value < 0 ? "-" : "") + QByteArray::number(size / 100) + '.' + cents;
}

static QByteArray dateText(qint64 milliseconds)
{
    return "\"/Date(" + QByteArray::number(milliseconds) + "+0000)/\"";
}

void JsonObject::key(const char* name)
{
    if (!m_text.isEmpty())
        m_text += ',';
    m_text += '"';
    m_text += name;
    m_text += "\":";
}

JsonObject& JsonObject::text(const char* name, const QString& value)
{
    key(name);
    m_text += quoted(value);
    return *this;
}

JsonObject& JsonObject::textIfAny(const char* name, const QString& value)
{
    return value.isEmpty() ? *this : text(name, value);
}

JsonObject& JsonObject::flag(const char* name, bool value)
{
    key(name);
    m_text += value ? "true" : "false";
    return *this;
}

JsonObject& JsonObject::whole(const char* name, qint64 value)
{
    key(name);
    m_text += QByteArray::number(value);
    return *this;
}

JsonObject& JsonObject::money(const char* name, Cents value)
{
    key(name);
    m_text += moneyText(value);
    return *this;
}

JsonObject& JsonObject::decimal(const char* name, base::Decimal4 value)
{
    key(name);
    QByteArray text = value.toString().toLatin1();
    if (!text.contains('.'))
        text += ".0000";
    m_text += text.leftJustified(text.indexOf('.') + 5, '0');
    return *this;
}

JsonObject& JsonObject::day(const char* name, QDate value)
{
    if (!value.isValid())
        return *this;
    key(name);
    m_text += dateText(QDateTime(value, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch());
    return *this;
}

JsonObject& JsonObject::dayAndString(const char* name, QDate value)
{
    if (!value.isValid())
        return *this;
    const QByteArray stringName = QByteArray(name) + "String";
    text(stringName.constData(), value.toString(Qt::ISODate) + QStringLiteral("T00:00:00"));
    return day(name, value);
}

JsonObject& JsonObject::instant(const char* name, qint64 milliseconds)
{
    key(name);
    m_text += dateText(milliseconds);
    return *this;
}

JsonObject& JsonObject::raw(const char* name, const QByteArray& json)
{
    key(name);
    m_text += json;
    return *this;
}

JsonObject& JsonObject::members(const QJsonObject& object)
{
    for (auto each = object.begin(); each != object.end(); ++each)
        raw(each.key().toUtf8().constData(), toJson(each.value()));
    return *this;
}

std::optional<Cents> moneyFrom(const QJsonValue& value)
{
    if (value.isString()) {
        const auto money
            = base::Money::parse(value.toString().trimmed(), base::Currency::of("AUD"));
        return money ? std::optional<Cents>(money->minor()) : std::nullopt;
    }
    if (!value.isDouble())
        return std::nullopt;
    const double cents = value.toDouble() * 100;
    if (!(std::abs(cents) <= double(qint64(1) << 51)))
        return std::nullopt;
    return std::llround(cents);
}

std::optional<base::Decimal4> decimalFrom(const QJsonValue& value)
{
    const QString text
        = value.isDouble() ? QString::number(value.toDouble(), 'f', 4) : value.toString().trimmed();
    const auto number = base::Decimal4::parse(text);
    return number ? std::optional<base::Decimal4>(*number) : std::nullopt;
}

std::optional<QDate> dateFrom(const QJsonValue& value)
{
    const QString text = value.toString().trimmed();
    static const QRegularExpression microsoft(
        QStringLiteral("^/Date\\((-?\\d+)([+-]\\d{4})?\\)/$"));
    const auto match = microsoft.match(text);
    if (match.hasMatch())
        return QDateTime::fromMSecsSinceEpoch(match.captured(1).toLongLong(), Qt::UTC).date();
    const QDate date = QDate::fromString(text.left(10), Qt::ISODate);
    const bool plain = text.size() == 10 || (text.size() > 10 && text[10] == u'T');
    return date.isValid() && plain ? std::optional<QDate>(date) : std::nullopt;
}

QString textFrom(const QJsonObject& object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    if (value.isDouble())
        return QString::fromUtf8(toJson(value));
    return value.toString().trimmed();
}

QList<QJsonObject> elementsOf(
    const QJsonObject& body, const QString& plural, const QString& singular)
{
    QList<QJsonObject> elements;
    if (body.value(plural).isArray()) {
        for (const QJsonValue& each : body.value(plural).toArray())
            elements.append(each.toObject());
        return elements;
    }
    // {"Invoice":{…}} wraps one invoice, but a payment also has an "Invoice": only a lone key
    // wraps.
    if (body.size() == 1 && body.value(singular).isObject())
        return {body.value(singular).toObject()};
    if (!body.isEmpty())
        elements.append(body);
    return elements;
}

} // namespace sandbox
