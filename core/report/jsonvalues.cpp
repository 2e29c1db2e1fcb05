// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/jsonvalues.h"

#include "records/words.h"

#include <QJsonObject>

namespace report {

QJsonValue toJson(base::Money money)
{
    const QJsonValue currency
        = money.currency().isNone() ? QJsonValue() : QJsonValue(money.currency().code());
    const QString amount = money.currency().isNone() ? QStringLiteral("0.00") : money.toString();
    return QJsonObject{{QStringLiteral("amount"), amount}, {QStringLiteral("currency"), currency}};
}

QJsonValue toJson(QDate date)
{
    return date.isValid() ? QJsonValue(date.toString(Qt::ISODate)) : QJsonValue();
}

QJsonValue toJson(const QDateTime& instant)
{
    return instant.isValid() ? QJsonValue(instant.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonValue toJson(const std::optional<records::RecordRef>& ref)
{
    if (!ref)
        return {};
    return QJsonObject{
        {QStringLiteral("kind"), records::toText(ref->kind)}, {QStringLiteral("id"), ref->id}};
}

QJsonValue toJson(const std::optional<records::XeroRef>& ref)
{
    if (!ref)
        return {};
    return QJsonObject{{QStringLiteral("kind"), records::toText(ref->kind)},
        {QStringLiteral("id"),
            ref->id.isNull() ? QJsonValue() : QJsonValue(ref->id.toString(QUuid::WithoutBraces))}};
}

} // namespace report
