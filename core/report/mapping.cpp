// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/mapping.h"

#include <QHash>

namespace report {

QString linkWord(const QString& state)
{
    static const QHash<QString, QString> words{{QStringLiteral("linked"), QStringLiteral("Linked")},
        {QStringLiteral("partial"), QStringLiteral("Half-linked")},
        {QStringLiteral("archived"), QStringLiteral("Archived")},
        {QStringLiteral("merged"), QStringLiteral("Merged")},
        {QStringLiteral("doubled"), QStringLiteral("Doubled")},
        {QStringLiteral("to-create"), QStringLiteral("To be created")},
        {QStringLiteral("free"), QStringLiteral("Nobody’s here")}};
    return words.value(state, QStringLiteral("Not linked"));
}

Table mappingTable(const QList<MappingLine>& lines)
{
    Table table{{QStringLiteral("Account Id"), QStringLiteral("Account Name"),
                    QStringLiteral("Xero Guid"), QStringLiteral("Xero Contact Name"),
                    QStringLiteral("State"), QStringLiteral("How"), QStringLiteral("Linked at")},
        {}, {}};
    for (const MappingLine& line : lines)
        table.rows.append({line.number, line.name, line.contactId, line.contactName,
            linkWord(line.state), line.how,
            line.linkedAt.isValid()
                ? line.linkedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))
                : QString()});
    return table;
}

} // namespace report
