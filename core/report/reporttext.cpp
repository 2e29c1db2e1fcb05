// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/jsonvalues.h"
#include "report/report.h"
#include "report/tables.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace report {

namespace {

using report::toJson;

QString instantText(const QDateTime& instant)
{
    return instant.isValid() ? instant.toUTC().toString(Qt::ISODate) : QString();
}

// A cell for other programs.
QString plain(const Cell& cell)
{
    switch (cell.kind()) {
    case Cell::Kind::Empty:
        return {};
    case Cell::Kind::Text:
        return cell.asText();
    case Cell::Kind::Money:
    case Cell::Kind::Difference:
        return cell.asMoney().toString();
    case Cell::Kind::Date:
        return cell.asDate().toString(Qt::ISODate);
    case Cell::Kind::Instant:
        return instantText(cell.asInstant());
    case Cell::Kind::Count:
        return QString::number(cell.asCount());
    }
    base::require(false, "every kind of cell has its text");
    return {};
}

QJsonValue toJson(const Cell& cell)
{
    switch (cell.kind()) {
    case Cell::Kind::Empty:
        return {};
    case Cell::Kind::Text:
        return cell.asText();
    case Cell::Kind::Money:
    case Cell::Kind::Difference:
        return toJson(cell.asMoney());
    case Cell::Kind::Date:
        return toJson(cell.asDate());
    case Cell::Kind::Instant:
        return toJson(cell.asInstant());
    case Cell::Kind::Count:
        return cell.asCount();
    }
    base::require(false, "every kind of cell has its value");
    return {};
}

// An amount of a mixed column is followed by its currency, so that it stays a number.
Table csvTable(const Section& section)
{
    QList<bool> mixed;
    Table table;
    for (qsizetype i = 0; i < section.columns.size(); ++i) {
        table.header.append(section.columns.at(i).title);
        mixed.append(isMixed(section, i));
        if (mixed.last())
            table.header.append(section.columns.at(i).title + u" currency"_s);
    }
    const auto add = [&](const QList<Cell>& cells) {
        QStringList row;
        for (qsizetype i = 0; i < section.columns.size(); ++i) {
            const Cell cell = cells.value(i);
            row.append(plain(cell));
            if (mixed.at(i))
                row.append(cell.asMoney().currency().code());
        }
        table.rows.append(row);
    };
    for (const QList<Cell>& row : section.rows)
        add(row);
    if (!section.totals.isEmpty())
        add(section.totals);
    return table;
}

Table shownTable(const Section& section)
{
    Table table;
    QList<bool> mixed;
    for (qsizetype i = 0; i < section.columns.size(); ++i) {
        table.header.append(section.columns.at(i).title);
        mixed.append(isMixed(section, i));
        if (isRightAligned(section.columns.at(i).kind))
            table.rightAligned.append(int(i));
    }
    const auto add = [&](const QList<Cell>& cells) {
        QStringList row;
        for (qsizetype i = 0; i < section.columns.size(); ++i)
            row.append(shown(cells.value(i), mixed.at(i)).simplified());
        table.rows.append(row);
    };
    for (const QList<Cell>& row : section.rows)
        add(row);
    if (!section.totals.isEmpty())
        add(section.totals);
    return table;
}

QJsonObject rowJson(const QStringList& keys, const QList<Cell>& cells, bool isSparse)
{
    QJsonObject row;
    for (qsizetype i = 0; i < keys.size(); ++i)
        if (!isSparse || cells.value(i).kind() != Cell::Kind::Empty)
            row.insert(keys.at(i), toJson(cells.value(i)));
    return row;
}

QJsonObject sectionJson(const Section& section)
{
    QStringList keys;
    QJsonArray columns, rows;
    for (const Column& column : section.columns) {
        keys.append(keyOf(column));
        columns.append(QJsonObject{{u"key"_s, keys.last()}, {u"title"_s, column.title}});
    }
    for (const QList<Cell>& row : section.rows)
        rows.append(rowJson(keys, row, false));
    return {{u"key"_s, section.key}, {u"heading"_s, section.heading}, {u"note"_s, section.note},
        {u"columns"_s, columns}, {u"rows"_s, rows},
        {u"totals"_s, rowJson(keys, section.totals, true)}};
}

} // namespace

QString plainText(const Report& report)
{
    QString text = report.title + u'\n';
    Table facts{{}, {}, {}};
    for (const auto& [name, value] : report.facts)
        facts.rows.append({name, value});
    if (!facts.rows.isEmpty())
        text += toText(facts).mid(1); // a table without a header begins with its empty line
    for (const Section& section : report.sections) {
        text += u'\n';
        if (!section.heading.isEmpty())
            text += section.heading + u'\n';
        if (!section.note.isEmpty())
            text += section.note + u'\n';
        if (section.chart)
            text += spoken(*section.chart) + u'\n';
        if (!section.columns.isEmpty())
            text += toText(shownTable(section));
    }
    return text;
}

QByteArray toCsv(const Report& report)
{
    QByteArray csv;
    const bool hasSeveral = report.sections.size() > 1;
    for (const Section& section : report.sections) {
        if (!csv.isEmpty())
            csv += "\r\n";
        if (hasSeveral)
            csv += toCsv(Table{{section.heading}, {}, {}});
        csv += toCsv(csvTable(section));
    }
    return csv;
}

QByteArray toJson(const Report& report)
{
    QJsonObject facts;
    for (const auto& [name, value] : report.facts)
        facts.insert(name, value);
    QJsonArray sections;
    for (const Section& section : report.sections)
        sections.append(sectionJson(section));
    const QJsonObject json{{u"report"_s, report.key}, {u"title"_s, report.title},
        {u"organisation"_s, report.organisation}, {u"book"_s, report.book},
        {u"madeAt"_s, toJson(Cell::instant(report.madeAt))}, {u"facts"_s, facts},
        {u"sections"_s, sections}};
    return QJsonDocument(json).toJson();
}

} // namespace report
