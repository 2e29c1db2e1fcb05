// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources/sheet.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace records;

namespace sources {

namespace {

// 3/4/2026, 03-04-2026, 3.4.2026: day or month first.
struct NumericDate {
    int first = 0, second = 0, year = 0;
    QDate dayFirst() const { return QDate(year, second, first); }
    QDate monthFirst() const { return QDate(year, first, second); }
};

std::optional<NumericDate> numericDate(const QString& text)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\d{1,2})[/.\\-](\\d{1,2})[/.\\-](\\d{4})(?:[ T].*)?$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    return NumericDate{
        match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()};
}

// Forms that leave one reading: 2026-04-03, 2026/04/03, 3/APR/2026, 3 April 2026.
QDate plainDate(const QString& text)
{
    static const QRegularExpression iso(
        QStringLiteral("^(\\d{4})[-/](\\d{2})[-/](\\d{2})(?:[ T].*)?$"));
    if (const auto match = iso.match(text); match.hasMatch())
        return QDate(
            match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    static const QRegularExpression named(
        QStringLiteral("^(\\d{1,2})[/ .\\-]([A-Za-z]{3,9})[/ .\\-,]+(\\d{4})$"));
    const auto match = named.match(text);
    if (!match.hasMatch())
        return {};
    const QString month = match.captured(2).toLower();
    for (int i = 1; i <= 12; ++i) {
        const QString full = QLocale::c().monthName(i).toLower();
        if (month == full || month == full.left(3))
            return QDate(match.captured(3).toInt(), i, match.captured(1).toInt());
    }
    return {};
}

// Sign and digits with their separators, blanks and currency signs taken out; empty if hopeless.
QString bareNumber(const QString& text)
{
    QString kept;
    bool negative = false;
    for (const QChar c : text) {
        if (c == u'-' || c == QChar(0x2212) || c == u'(')
            negative = true;
        else if (c != u')' && c != u'+' && c != u'$' && c != QChar(0x20ac) && c != QChar(0x00a3)
            && c != u'\'' && !c.isSpace())
            kept += c;
    }
    const bool digitsOnly = !kept.isEmpty() && std::all_of(kept.begin(), kept.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || c == u'.' || c == u',';
    });
    if (!digitsOnly)
        return {};
    return negative ? u'-' + kept : kept;
}

bool pointReads(const QString& number)
{
    static const QRegularExpression form(
        QStringLiteral("^-?(?=[.]?\\d)(?:\\d+|[1-9]\\d{0,2}(?:,\\d{3})+)?(?:[.]\\d+)?$"));
    return form.match(number).hasMatch();
}

bool commaReads(const QString& number)
{
    static const QRegularExpression form(
        QStringLiteral("^-?(?=[,]?\\d)(?:\\d+|[1-9]\\d{0,2}(?:[.]\\d{3})+)?(?:,\\d+)?$"));
    return form.match(number).hasMatch();
}

QString machineForm(QString number, bool point)
{
    number.remove(point ? u',' : u'.');
    number.replace(u',', u'.');
    if (number.startsWith(u'.'))
        number.prepend(u'0');
    if (number.startsWith(QLatin1String("-.")))
        number.insert(1, u'0');
    return number;
}

} // namespace

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

void Sheet::eachCell(
    Reading reading, const std::function<bool(const csv::Row&, Field, const QString&)>& visit) const
{
    QList<Field> fields;
    for (const Column& column : columnsOf(m_kind))
        if (column.reading == reading && has(column.field))
            fields.append(column.field);
    for (const csv::Row& row : m_table.rows)
        for (const Field field : fields)
            for (const QString& part : text(row, field).split(u'|'))
                if (!part.trimmed().isEmpty() && !visit(row, field, part.trimmed()))
                    return;
}

bool Sheet::settleDates()
{
    const csv::Row *open = nullptr, *dayRow = nullptr, *monthRow = nullptr;
    Field openField{}, dayField{}, monthField{};
    eachCell(Reading::Date, [&](const csv::Row& row, Field field, const QString& cell) {
        const auto date = numericDate(cell);
        if (!date || date->first == date->second)
            return true;
        const bool day = date->dayFirst().isValid(), month = date->monthFirst().isValid();
        if (day && month && !open) {
            open = &row;
            openField = field;
        } else if (day && !month && !dayRow) {
            dayRow = &row;
            dayField = field;
        } else if (month && !day && !monthRow) {
            monthRow = &row;
            monthField = field;
        }
        return !(dayRow && monthRow);
    });
    if (dayRow && monthRow) {
        const bool dayIsLater = dayRow->line > monthRow->line;
        const csv::Row& later = dayIsLater ? *dayRow : *monthRow;
        complain(later, dayIsLater ? dayField : monthField,
            QStringLiteral("This date has the %1 first, but the one in line %2 has the %3 first. "
                           "Write dates as 2026-04-03.")
                .arg(dayIsLater ? QStringLiteral("day") : QStringLiteral("month"))
                .arg((dayIsLater ? monthRow : dayRow)->line)
                .arg(dayIsLater ? QStringLiteral("month") : QStringLiteral("day")));
        return false;
    }
    if (open && !dayRow && !monthRow) {
        const QString cell = text(*open, openField);
        const auto date = numericDate(cell);
        const QString form = QStringLiteral("d MMMM yyyy");
        complain(*open, openField,
            QStringLiteral("“%1” may be %2 or %3, and no date in the file tells which. Write dates "
                           "as %4.")
                .arg(cell, QLocale::c().toString(date->dayFirst(), form),
                    QLocale::c().toString(date->monthFirst(), form),
                    date->dayFirst().toString(Qt::ISODate)));
        return false;
    }
    m_dates = monthRow ? Dates::MonthFirst : Dates::DayFirst;
    return true;
}

bool Sheet::settleDecimals()
{
    const csv::Row *open = nullptr, *pointRow = nullptr, *commaRow = nullptr;
    Field openField{}, pointField{}, commaField{};
    QString openCell;
    eachCell(Reading::Number, [&](const csv::Row& row, Field field, const QString& cell) {
        const QString number = bareNumber(cell);
        if (!number.contains(u'.') && !number.contains(u','))
            return true;
        const bool point = pointReads(number), comma = commaReads(number);
        if (point && comma && !open) {
            open = &row;
            openField = field;
            openCell = cell;
        } else if (point && !comma && !pointRow) {
            pointRow = &row;
            pointField = field;
        } else if (comma && !point && !commaRow) {
            commaRow = &row;
            commaField = field;
        }
        return !(pointRow && commaRow);
    });
    if (pointRow && commaRow) {
        const bool pointIsLater = pointRow->line > commaRow->line;
        complain(pointIsLater ? *pointRow : *commaRow, pointIsLater ? pointField : commaField,
            QStringLiteral("This number has a decimal %1, but the one in line %2 has a decimal %3.")
                .arg(pointIsLater ? QStringLiteral("point") : QStringLiteral("comma"))
                .arg((pointIsLater ? commaRow : pointRow)->line)
                .arg(pointIsLater ? QStringLiteral("comma") : QStringLiteral("point")));
        return false;
    }
    if (open && !pointRow && !commaRow) {
        const QString number = bareNumber(openCell);
        complain(*open, openField,
            QStringLiteral("“%1” may be %2 or %3, and no number in the file tells which. Write "
                           "decimals with a point and no other separators.")
                .arg(openCell, machineForm(number, true), machineForm(number, false)));
        return false;
    }
    m_decimals = commaRow ? Decimals::Comma : Decimals::Point;
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
    QDate date = plainDate(cell);
    if (const auto numeric = numericDate(cell))
        date = m_dates == Dates::DayFirst ? numeric->dayFirst() : numeric->monthFirst();
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
    const QString number = bareNumber(cell);
    const bool point = m_decimals == Decimals::Point;
    if (!number.isEmpty() && (point ? pointReads(number) : commaReads(number))) {
        const auto amount = base::Money::parse(machineForm(number, point), currency);
        if (amount && amount->abs().minor() <= most)
            return *amount;
    }
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
    const QString number = bareNumber(cell);
    const bool point = m_decimals == Decimals::Point;
    if (!number.isEmpty() && (point ? pointReads(number) : commaReads(number))) {
        const auto value = base::Decimal4::parse(machineForm(number, point));
        if (value && value->tenThousandths <= most && value->tenThousandths >= -most)
            return *value;
    }
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
