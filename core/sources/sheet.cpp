// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources/sheet.h"

using namespace records;

namespace sources {

void Errors::add(const FilePlace& place, const QString& sentence)
{
    if (m_list.size() < limit)
        m_list.append({place, sentence});
}

Sheet::Sheet(
    const QString& file, FileKind kind, csv::Table table, base::Currency currency, Errors& errors)
    : m_file(file)
    , m_kind(kind)
    , m_table(std::move(table))
    , m_currency(currency)
    , m_errors(errors)
    , m_places(locate(m_table.header.cells, kind))
{
    requireColumns();
    // Both are settled even if the first fails: one look at the file should name all its faults.
    const bool dates = settleDates();
    const bool decimals = settleDecimals();
    m_readable = m_readable && dates && decimals;
}

void Sheet::requireColumns()
{
    for (const Column& column : columnsOf(m_kind)) {
        if (!column.required || has(column.field))
            continue;
        m_readable = false;
        m_errors.add({m_file, m_table.header.line, nameOf(column)},
            QStringLiteral("This column is missing; a file of %1 needs it.").arg(nameOf(m_kind)));
    }
}

void Sheet::eachCell(Reading reading, const std::function<void(const csv::Cell&)>& visit) const
{
    QList<Field> fields;
    for (const Column& column : columnsOf(m_kind))
        if (column.reading == reading && has(column.field))
            fields.append(column.field);
    for (const csv::Row& row : m_table.rows)
        for (const Field field : fields)
            for (const QString& part : text(row, field).split(u'|'))
                if (!part.trimmed().isEmpty())
                    visit({row.line, place(row, field).column, part.trimmed()});
}

bool Sheet::complain(const csv::CellFault& fault) const
{
    m_errors.add({m_file, fault.cell.line, fault.cell.column}, fault.sentence);
    return false;
}

bool Sheet::settleDates()
{
    eachCell(Reading::Date, [&](const csv::Cell& cell) { m_dates.see(cell); });
    const auto order = m_dates.settle();
    if (!order)
        return complain(order.error());
    m_order = *order;
    return true;
}

bool Sheet::settleDecimals()
{
    eachCell(Reading::Number, [&](const csv::Cell& cell) { m_numbers.see(cell); });
    const auto mark = m_numbers.settle();
    if (!mark)
        return complain(mark.error());
    m_mark = *mark;
    return true;
}

QString Sheet::text(const csv::Row& row, Field field) const
{
    const auto place = m_places.constFind(field);
    return place == m_places.constEnd() ? QString() : row.cells.value(*place);
}

FilePlace Sheet::place(const csv::Row& row) const
{
    return {m_file, row.line, {}};
}

FilePlace Sheet::place(const csv::Row& row, Field field) const
{
    const auto place = m_places.constFind(field);
    return {m_file, row.line,
        place == m_places.constEnd() ? QString() : m_table.header.cells.value(*place)};
}

void Sheet::complain(const csv::Row& row, Field field, const QString& sentence) const
{
    m_errors.add(place(row, field), sentence);
}

QString Sheet::required(const csv::Row& row, Field field) const
{
    const QString value = text(row, field);
    if (value.isEmpty())
        complain(row, field, QStringLiteral("This value is missing."));
    return value;
}

QDate Sheet::date(const csv::Row& row, Field field) const
{
    const QString cell = text(row, field);
    if (cell.isEmpty())
        return {};
    const QDate date = m_dates.read(cell, m_order);
    if (!date.isValid() || date.year() < 1970 || date.year() > 2200) {
        complain(row, field,
            QStringLiteral("“%1” is not a date. Write dates as 2026-04-03.").arg(cell.left(40)));
        return {};
    }
    return date;
}

std::optional<base::Money> Sheet::money(
    const csv::Row& row, Field field, base::Currency currency) const
{
    return money(text(row, field), row, field, currency);
}

std::optional<base::Money> Sheet::money(
    const QString& cell, const csv::Row& row, Field field, base::Currency currency) const
{
    if (cell.isEmpty())
        return {};
    // A hundred thousand million: more is a slip of the keyboard, and sums must stay within bounds.
    constexpr qint64 most = 10'000'000'000'000;
    const auto amount = base::Money::parse(m_numbers.read(cell, m_mark), currency);
    if (amount && amount->abs().minor() <= most)
        return *amount;
    complain(row, field,
        QStringLiteral("“%1” is not an amount of %2.").arg(cell.left(40), currency.code()));
    return {};
}

std::optional<base::Decimal4> Sheet::decimal(const csv::Row& row, Field field) const
{
    const QString cell = text(row, field);
    if (cell.isEmpty())
        return {};
    constexpr qint64 most = 10'000'000'000'000;
    const auto value = base::Decimal4::parse(m_numbers.read(cell, m_mark));
    if (value && value->tenThousandths <= most && value->tenThousandths >= -most)
        return *value;
    complain(row, field,
        QStringLiteral("“%1” is not a number with up to four decimals.").arg(cell.left(40)));
    return {};
}

base::Currency Sheet::currency(const csv::Row& row) const
{
    const QString code = text(row, Field::Currency).toUpper();
    if (code.isEmpty())
        return m_currency;
    const auto currency = base::Currency::parse(code);
    if (!currency) {
        complain(row, Field::Currency, currency.error().sentence);
        return m_currency;
    }
    return *currency;
}

} // namespace sources
