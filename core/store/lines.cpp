// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/lines.h"

#include "records/words.h"

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

QString listToText(const QList<int>& list)
{
    QJsonArray array;
    for (const int one : list)
        array.append(one);
    return toText(array);
}

QString listToText(const QList<records::FieldChange>& list)
{
    QJsonArray array;
    for (const records::FieldChange& one : list)
        array.append(QJsonArray{one.field, one.was, one.now});
    return toText(array);
}

QString listToText(const QList<records::ChangeWay>& list)
{
    QJsonArray array;
    for (const records::ChangeWay one : list)
        array.append(records::toText(one));
    return toText(array);
}

void listFromText(const QString& text, QList<int>& list)
{
    for (const QJsonValue& value : toArray(text))
        list.append(value.toInt());
}

void listFromText(const QString& text, QList<records::FieldChange>& list)
{
    for (const QJsonValue& value : toArray(text)) {
        const QJsonArray a = value.toArray();
        list.append({a[0].toString(), a[1].toString(), a[2].toString()});
    }
}

void listFromText(const QString& text, QList<records::ChangeWay>& list)
{
    for (const QJsonValue& value : toArray(text))
        if (const auto way = records::fromText<records::ChangeWay>(value.toString()))
            list.append(*way);
}

QString candidatesToText(const QList<records::Candidate>& candidates)
{
    QJsonArray array;
    for (const records::Candidate& one : candidates)
        array.append(QJsonArray{records::toText(one.kind), records::toText(one.xero.kind),
            one.xero.id.toString(QUuid::WithoutBraces), one.amount.minor(),
            one.date.toString(Qt::ISODate), one.dueDate.toString(Qt::ISODate), one.number,
            one.reference, one.contact.toString(), one.contactName, one.account.value,
            QJsonArray::fromStringList(one.invoices), one.isReconciled, one.isUnallocated,
            one.isWrongMatch, one.contactIsGone});
    return toText(array);
}

QList<records::Candidate> candidatesFromText(const QString& text, base::Currency currency)
{
    QList<records::Candidate> candidates;
    for (const QJsonValue& value : toArray(text)) {
        const QJsonArray a = value.toArray();
        records::Candidate one;
        one.kind = records::fromText<records::CandidateKind>(a[0].toString()).value_or(one.kind);
        one.xero = {records::fromText<records::XeroKind>(a[1].toString())
                        .value_or(records::XeroKind::Invoice),
            QUuid::fromString(a[2].toString())};
        one.amount = {a[3].toInteger(), currency};
        one.date = QDate::fromString(a[4].toString(), Qt::ISODate);
        one.dueDate = QDate::fromString(a[5].toString(), Qt::ISODate);
        one.number = a[6].toString();
        one.reference = a[7].toString();
        one.contact = records::mirror::ContactId::parse(a[8].toString());
        one.contactName = a[9].toString();
        one.account = {a[10].toInteger()};
        for (const QJsonValue& invoice : a[11].toArray())
            one.invoices.append(invoice.toString());
        one.isReconciled = a[12].toBool();
        one.isUnallocated = a[13].toBool();
        one.isWrongMatch = a[14].toBool();
        one.contactIsGone = a[15].toBool();
        candidates.append(one);
    }
    return candidates;
}

QString evidenceToText(const QList<records::LineEvidence>& evidence)
{
    QJsonArray array;
    for (const records::LineEvidence& one : evidence)
        array.append(QJsonArray{one.what, one.words, one.speaksFor});
    return toText(array);
}

QList<records::LineEvidence> evidenceFromText(const QString& text)
{
    QList<records::LineEvidence> evidence;
    for (const QJsonValue& value : toArray(text)) {
        const QJsonArray a = value.toArray();
        evidence.append({a[0].toString(), a[1].toString(), a[2].toBool()});
    }
    return evidence;
}

} // namespace store
