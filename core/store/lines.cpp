// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/lines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace store {

namespace {

QString toText(const QJsonArray& array)
{
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QJsonArray toArray(const QString& text)
{
    return QJsonDocument::fromJson(text.toUtf8()).array();
}

} // namespace

// A line is an array, not an object: a million lines repeat no names.
QString linesToText(const QList<records::mirror::Line>& lines)
{
    QJsonArray array;
    for (const records::mirror::Line& line : lines)
        array.append(QJsonArray{
            line.lineItemId.isNull() ? QString() : line.lineItemId.toString(QUuid::WithoutBraces),
            line.description, line.itemCode, line.accountCode, line.taxType,
            line.quantity.tenThousandths, line.unitAmount.tenThousandths, line.lineAmount.minor(),
            line.taxAmount.minor()});
    return toText(array);
}

QList<records::mirror::Line> linesFromText(const QString& text, base::Currency currency)
{
    QList<records::mirror::Line> lines;
    for (const QJsonValue& value : toArray(text)) {
        const QJsonArray a = value.toArray();
        lines.append({.lineItemId = QUuid::fromString(a[0].toString()),
            .description = a[1].toString(),
            .itemCode = a[2].toString(),
            .accountCode = a[3].toString(),
            .taxType = a[4].toString(),
            .quantity = {a[5].toInteger()},
            .unitAmount = {a[6].toInteger()},
            .lineAmount = {a[7].toInteger(), currency},
            .taxAmount = {a[8].toInteger(), currency}});
    }
    return lines;
}

QString idsToText(const QList<records::mirror::PaymentId>& ids)
{
    QJsonArray array;
    for (const auto& id : ids)
        array.append(id.toString());
    return toText(array);
}

QList<records::mirror::PaymentId> idsFromText(const QString& text)
{
    QList<records::mirror::PaymentId> ids;
    for (const QJsonValue& value : toArray(text))
        ids.append(records::mirror::PaymentId::parse(value.toString()));
    return ids;
}

} // namespace store
