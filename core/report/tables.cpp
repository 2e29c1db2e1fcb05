// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/tables.h"

#include "base/formula.h"

#include <algorithm>

namespace report {

namespace {

QString csvCell(QString cell)
{
    cell = base::withoutFormula(cell);
    if (cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r'))
        cell = u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return cell;
}

} // namespace

QString toText(const Table& table)
{
    QList<qsizetype> widths;
    const auto measure = [&](const QStringList& row) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i >= widths.size())
                widths.append(0);
            widths[i] = std::max(widths[i], row[i].size());
        }
    };
    measure(table.header);
    for (const QStringList& row : table.rows)
        measure(row);
    QString text;
    const auto write = [&](const QStringList& row) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i > 0)
                line += QStringLiteral("  ");
            line += table.rightAligned.contains(static_cast<int>(i))
                ? row[i].rightJustified(widths[i])
                : row[i].leftJustified(widths[i]);
        }
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    };
    write(table.header);
    for (const QStringList& row : table.rows)
        write(row);
    return text;
}

QByteArray toCsv(const Table& table)
{
    QString text;
    const auto write = [&](const QStringList& row) {
        QStringList cells;
        for (const QString& cell : row)
            cells.append(csvCell(cell));
        text += cells.join(u',') + QStringLiteral("\r\n");
    };
    write(table.header);
    for (const QStringList& row : table.rows)
        write(row);
    return text.toUtf8();
}

} // namespace report
