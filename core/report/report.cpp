// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/report.h"

#include "report/tablefile.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace report {

bool Cell::isZero() const
{
    return isMoney() ? asMoney().isZero() : m_kind == Kind::Count && asCount() == 0;
}

namespace {

QString moneyText(const Cell& cell, bool withCode)
{
    const base::Money money = cell.asMoney();
    const bool isPlus
        = cell.kind() == Cell::Kind::Difference && !money.isNegative() && !money.isZero();
    const QString figure = isPlus ? u'+' + money.display() : money.display();
    return withCode && !money.currency().isNone() ? money.currency().code() + u' ' + figure
                                                  : figure;
}

} // namespace

QString shown(const Cell& cell, bool withCode)
{
    switch (cell.kind()) {
    case Cell::Kind::Empty:
        return {};
    case Cell::Kind::Text:
        return cell.asText();
    case Cell::Kind::Money:
    case Cell::Kind::Difference:
        return moneyText(cell, withCode);
    case Cell::Kind::Date:
        return cell.asDate().toString(u"d MMM yyyy");
    case Cell::Kind::Instant:
        return cell.asInstant().toString(u"d MMM yyyy HH:mm");
    case Cell::Kind::Count:
        return base::Money(cell.asCount(), base::Currency::of("JPY")).display();
    }
    base::require(false, "every kind of cell has its text");
    return {};
}

QString withZone(const QDateTime& instant)
{
    return shown(Cell::instant(instant)) + u' ' + instant.timeZoneAbbreviation();
}

bool isMixed(const Section& section, qsizetype column)
{
    base::Currency first;
    const auto isOther = [&](const QList<Cell>& row) {
        if (column >= row.size() || !row.at(column).isMoney())
            return false;
        const base::Currency own = row.at(column).asMoney().currency();
        if (first.isNone())
            first = own;
        return !own.isNone() && own != first;
    };
    for (const QList<Cell>& row : section.rows)
        if (isOther(row))
            return true;
    return isOther(section.totals);
}

qsizetype rowsOf(const Report& report)
{
    qsizetype rows = 0;
    for (const Section& section : report.sections)
        rows += section.rows.size();
    return rows;
}

Report firstRows(Report report, qsizetype most)
{
    for (Section& section : report.sections) {
        const qsizetype all = section.rows.size();
        if (all > most) {
            section.rows.resize(most);
            const auto figure = [](qsizetype rows) { return shown(Cell::count(rows)); };
            const QString words = most == 0
                ? u"None of its %1 rows is shown here; the file holds all."_s.arg(figure(all))
                : u"The first %1 of %2 rows; the file holds all."_s.arg(figure(most), figure(all));
            section.note = section.note.isEmpty() ? words : section.note + u' ' + words;
        }
        most -= section.rows.size();
    }
    return report;
}

QString keyOf(const Column& column)
{
    if (!column.key.isEmpty())
        return column.key;
    QString key;
    bool isNext = false;
    for (const QChar c : column.title) {
        if (!c.isLetterOrNumber()) {
            isNext = !key.isEmpty();
            continue;
        }
        key += isNext ? c.toUpper() : key.isEmpty() ? c.toLower() : c;
        isNext = false;
    }
    return key;
}

bool isRightAligned(Cell::Kind kind)
{
    return kind == Cell::Kind::Money || kind == Cell::Kind::Difference || kind == Cell::Kind::Count;
}

base::Result<void> write(const Report& report, const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == "pdf"_L1)
        return writePdf(report, path);
    if (ending == "xlsx"_L1)
        return writeXlsx(report, path);
    if (ending == "csv"_L1)
        return writeFile(path, toCsv(report));
    if (ending == "json"_L1)
        return writeFile(path, toJson(report));
    return base::failure(base::ErrorKind::Usage,
        u"%1 can’t be written: the name must end in .pdf, .xlsx, .csv or .json."_s.arg(path));
}

} // namespace report
