// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/supportcase.h"

#include "base/log.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace report {

namespace {

QJsonObject withoutTokens(QJsonObject row)
{
    for (auto field = row.begin(); field != row.end(); ++field)
        if (field->isString())
            *field = base::redacted(field->toString());
    return row;
}

} // namespace

QByteArray toJson(
    const records::SupportCase& support, const QString& program, const QDateTime& madeAt)
{
    const auto instant = [](const QDateTime& at) {
        return at.isValid() ? QJsonValue(at.toUTC().toString(Qt::ISODate)) : QJsonValue();
    };
    QJsonObject all{{QStringLiteral("program"), program},
        {QStringLiteral("system"), QSysInfo::prettyProductName()},
        {QStringLiteral("madeAt"), instant(madeAt)},
        {QStringLiteral("bookFormat"), support.bookFormat},
        {QStringLiteral("organisation"), support.organisation},
        {QStringLiteral("currency"), support.currency},
        {QStringLiteral("lastFetch"), instant(support.lastFetch)},
        {QStringLiteral("amounts"), QStringLiteral("in minor units: 88800 is 888.00")},
        {QStringLiteral("attach"),
            QJsonArray{QStringLiteral("a picture of the record in Xero, with its history"),
                QStringLiteral("a picture of the page in Tieout")}}};
    for (const records::SupportCase::Part& part : support.parts) {
        QJsonArray rows;
        for (const QByteArray& row : part.rows)
            rows.append(withoutTokens(QJsonDocument::fromJson(row).object()));
        all.insert(part.name, rows);
    }
    return QJsonDocument(all).toJson(QJsonDocument::Indented);
}

base::Result<void> writeJson(const records::SupportCase& support, const QString& program,
    const QDateTime& madeAt, const QString& path)
{
    QSaveFile file(path);
    const QByteArray bytes = toJson(support, program, madeAt);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return base::failure(base::ErrorKind::Storage,
        QStringLiteral("%1 can’t be written: %2").arg(path, file.errorString()));
}

} // namespace report
