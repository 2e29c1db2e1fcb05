// SPDX-License-Identifier: GPL-3.0-or-later

#include "bank/readers.h"

#include <QRegularExpression>

#include <algorithm>

// A bank's CSV: every bank has its own. Columns are known by their names, by what a person said
// before, or, without a header, by what stands in them; what stays open is asked, never guessed.
namespace bank {

namespace {

constexpr int kHeaderWithin = 30; // rows that a bank may put above the header
constexpr int kSample = 5;

// "DR", "Credit", "Af", "H": of money in or out; none: not such a word.
std::optional<bool> isMoneyIn(const QString& word)
{
    static const QSet<QString> in{QStringLiteral("cr"), QStringLiteral("c"),
        QStringLiteral("credit"), QStringLiteral("crdt"), QStringLiteral("bij"),
        QStringLiteral("h"), QStringLiteral("haben"), QStringLiteral("in"),
        QStringLiteral("deposit"), QStringLiteral("+")};
    static const QSet<QString> out{QStringLiteral("dr"), QStringLiteral("d"),
        QStringLiteral("debit"), QStringLiteral("dbit"), QStringLiteral("af"), QStringLiteral("s"),
        QStringLiteral("soll"), QStringLiteral("out"), QStringLiteral("withdrawal"),
        QStringLiteral("-")};
    const QString lower = word.trimmed().toLower();
    if (in.contains(lower))
        return true;
    return out.contains(lower) ? std::optional(false) : std::nullopt;
}

// "1,234.50 CR", "45.00-": the sign comes first, as everywhere else. A word wins.
QString signedCell(const QString& cell)
{
    static const QRegularExpression worded(
        QStringLiteral("^(.*\\d)\\s*(CR|DR|C|D)$"), QRegularExpression::CaseInsensitiveOption);
    if (const auto match = worded.match(cell); match.hasMatch())
        return (match.captured(2).startsWith(u'd', Qt::CaseInsensitive) ? QStringLiteral("-")
                                                                        : QString())
            + match.captured(1);
    return cell;
}

class Reader {
public:
    Reader(QList<csv::Row> rows, const Expected& expected, Faults& faults,
        std::optional<CsvQuestion>& question)
        : m_rows(std::move(rows))
        , m_expected(expected)
        , m_faults(faults)
        , m_question(question)
        , m_dates(expected.today)
        , m_numbers(expected.currency.decimals())
    {
    }

    Statements read()
    {
        if (!findColumns())
            return {};
        cutNotes();
        if (!settle())
            return {};
        Statement statement{.format = Format::Csv, .currency = m_expected.currency};
        for (const csv::Row& row : std::as_const(m_rows))
            statement.lines.append(lineOf(row, statement));
        if (m_faults.any() || !settleSigns(statement))
            return {};
        coverLines(statement);
        return {statement};
    }

private:
    // --- columns ------------------------------------------------------------------------------

    bool findColumns()
    {
        const qsizetype last = std::min<qsizetype>(m_rows.size(), kHeaderWithin);
        if (m_expected.mapping && m_expected.mapping->isComplete() && isFor(*m_expected.mapping))
            return true;
        for (qsizetype i = 0; i < last; ++i) {
            const CsvMapping found{
                .header = m_rows[i].cells, .columns = columnsNamed(m_rows[i].cells)};
            if (!found.isComplete())
                continue;
            use(found, i + 1);
            return true;
        }
        if (bareColumns())
            return true;
        ask(QStringLiteral("Say what the columns of this file mean."));
        return false;
    }

    // What a person said is for files with the same header, or as many columns and dates where it
    // has them: the bank may write another kind of file, too.
    bool isFor(const CsvMapping& mapping)
    {
        if (mapping.header.isEmpty()) {
            const qsizetype date = mapping.columns.indexOf(Column::Date);
            const auto end = m_rows.begin() + std::min<qsizetype>(m_rows.size(), kHeaderWithin);
            if (m_rows.first().cells.size() != mapping.columns.size()
                || std::none_of(m_rows.begin(), end,
                    [&](const csv::Row& row) { return isDate(row.cells.value(date)); }))
                return false;
            use(mapping, 0);
            return true;
        }
        for (qsizetype i = 0; i < std::min<qsizetype>(m_rows.size(), kHeaderWithin); ++i)
            if (m_rows[i].cells == mapping.header) {
                use(mapping, i + 1);
                return true;
            }
        return false;
    }

    void use(const CsvMapping& mapping, qsizetype firstRow)
    {
        m_mapping = mapping;
        if (m_expected.mapping) { // what was said once of dates and signs goes for every file
            m_mapping.order = m_expected.mapping->order;
            m_mapping.mark = m_expected.mapping->mark;
            m_mapping.plainIsMoneyIn = m_expected.mapping->plainIsMoneyIn;
        }
        m_headerLine = firstRow > 0 ? m_rows[firstRow - 1].line : 0;
        m_rows.remove(0, firstRow);
    }

    // Without a header: one column of dates, one or two of numbers, the rest text. Of two numbers
    // one must be the running balance of the other.
    bool bareColumns()
    {
        if (m_rows.isEmpty())
            return false;
        const qsizetype width = m_rows.first().cells.size();
        QList<Column> columns(width, Column::Text);
        QList<qsizetype> dates, numbers;
        for (qsizetype column = 0; column < width; ++column) {
            if (all(column, [&](const QString& cell) { return isDate(cell); }))
                dates.append(column);
            else if (all(column, [&](const QString& cell) { return isNumber(cell); }))
                numbers.append(column);
        }
        if (dates.size() != 1 || numbers.isEmpty() || numbers.size() > 2)
            return false;
        columns[dates.first()] = Column::Date;
        columns[numbers.first()] = Column::Amount;
        if (numbers.size() == 2)
            columns[numbers.last()] = Column::Balance;
        m_balanceMustHold = numbers.size() == 2;
        use({.columns = columns}, 0);
        return true;
    }

    bool all(qsizetype column, const std::function<bool(const QString&)>& holds) const
    {
        bool any = false;
        for (const csv::Row& row : m_rows) {
            const QString cell = row.cells.value(column);
            if (row.cells.size() != m_rows.first().cells.size()
                || (!cell.isEmpty() && !holds(cell)))
                return false;
            any = any || !cell.isEmpty();
        }
        return any;
    }

    bool isDate(const QString& cell) const
    {
        return std::ranges::any_of(std::array{csv::DateOrder::DayFirst, csv::DateOrder::MonthFirst,
                                       csv::DateOrder::YearFirst},
            [&](csv::DateOrder order) { return m_dates.read(cell, order).isValid(); });
    }

    bool isNumber(const QString& cell) const
    {
        return !m_numbers.read(signedCell(cell), csv::DecimalMark::Point).isEmpty()
            || !m_numbers.read(signedCell(cell), csv::DecimalMark::Comma).isEmpty();
    }

    void ask(const QString& sentence)
    {
        CsvQuestion question;
        question.sentence = sentence;
        question.guess = m_mapping;
        for (qsizetype i = 0; i < std::min<qsizetype>(m_rows.size(), kSample); ++i)
            question.sample.append(m_rows[i].cells);
        if (question.guess.columns.isEmpty() && !m_rows.isEmpty()) {
            const bool hasHeader = !all(0, [&](const QString& cell) { return isDate(cell); });
            question.guess.header = hasHeader ? m_rows.first().cells : QStringList();
            question.guess.columns = columnsNamed(m_rows.first().cells);
        }
        m_question = question;
    }

    // --- cells --------------------------------------------------------------------------------

    QString cell(const csv::Row& row, Column column) const
    {
        QStringList found;
        for (qsizetype i = 0; i < m_mapping.columns.size(); ++i)
            if (m_mapping.columns[i] == column && !row.cells.value(i).isEmpty())
                found.append(tidy(row.cells[i]));
        return found.join(u' ');
    }

    bool has(Column column) const { return m_mapping.columns.contains(column); }

    QString field(Column column) const
    {
        const qsizetype at = m_mapping.columns.indexOf(column);
        return m_mapping.header.isEmpty() ? QStringLiteral("%1").arg(at + 1)
                                          : m_mapping.header.value(at);
    }

    // What a bank writes above and below the lines: totals, addresses. In between everything
    // counts, and so does whatever has digits where the date stands.
    void cutNotes()
    {
        const auto isNote = [&](const csv::Row& row) {
            const QString date = cell(row, Column::Date);
            return !std::any_of(date.begin(), date.end(), [](QChar c) { return c.isDigit(); });
        };
        while (!m_rows.isEmpty() && isNote(m_rows.last()))
            m_rows.removeLast();
        while (!m_rows.isEmpty() && m_headerLine == 0 && isNote(m_rows.first()))
            m_rows.removeFirst();
    }

    bool settle()
    {
        for (const csv::Row& row : std::as_const(m_rows)) {
            for (qsizetype i = m_mapping.columns.size(); i < row.cells.size(); ++i)
                if (!row.cells.at(i).isEmpty()) {
                    m_faults.add(row.line, {},
                        QStringLiteral("This line has %1 values, there are %2 columns. A value "
                                       "that holds the separator stands in quotation marks.")
                            .arg(row.cells.size())
                            .arg(m_mapping.columns.size()));
                    return false;
                }
            m_dates.see({row.line, field(Column::Date), cell(row, Column::Date)});
            for (const Column column :
                {Column::Amount, Column::MoneyIn, Column::MoneyOut, Column::Balance})
                m_numbers.see({row.line, field(column), signedCell(cell(row, column))});
        }
        const auto order = m_dates.settle();
        const auto mark = m_numbers.settle();
        if (!order && !m_mapping.order && order.error().isOpen)
            ask(order.error().sentence);
        if (!mark && !m_mapping.mark && mark.error().isOpen)
            ask(mark.error().sentence);
        if (order)
            m_order = *order;
        else if (m_mapping.order)
            m_order = *m_mapping.order;
        else
            m_faults.add(order.error());
        if (mark)
            m_mark = *mark;
        else if (m_mapping.mark)
            m_mark = *m_mapping.mark;
        else
            m_faults.add(mark.error());
        return !m_faults.any();
    }

    std::optional<base::Money> money(const csv::Row& row, Column column)
    {
        const QString text = signedCell(cell(row, column));
        if (text.isEmpty())
            return {};
        const QString number = m_numbers.read(text, m_mark);
        if (!number.isEmpty())
            return plainAmount(number, m_expected.currency, row.line, field(column), m_faults);
        m_faults.add(row.line, field(column),
            QStringLiteral("“%1” is not an amount of %2.")
                .arg(text.left(40), m_expected.currency.code()));
        return {};
    }

    Line lineOf(const csv::Row& row, Statement& statement)
    {
        Line line;
        line.place = row.line;
        const QString date = cell(row, Column::Date);
        line.date = m_dates.read(date, m_order);
        if (!line.date.isValid() || line.date.year() < 1970)
            m_faults.add(row.line, field(Column::Date),
                date.isEmpty() ? QStringLiteral("This line has no date.")
                               : QStringLiteral("“%1” is not a date.").arg(date.left(40)));
        line.amount = amountOf(row);
        line.balance = money(row, Column::Balance);
        line.payee = cell(row, Column::Payee);
        line.reference = cell(row, Column::Reference);
        line.text = cell(row, Column::Text);
        line.type = cell(row, Column::Type);
        line.bankId = cell(row, Column::BankId);
        const QString currency = cell(row, Column::Currency).toUpper();
        if (!currency.isEmpty() && currency != m_expected.currency.code())
            m_faults.add(row.line, field(Column::Currency),
                QStringLiteral("This line is in %1, the bank account in %2.")
                    .arg(currency.left(10), m_expected.currency.code()));
        const QString account = cell(row, Column::Account);
        if (!account.isEmpty() && !statement.account.isEmpty() && account != statement.account)
            m_faults.add(row.line, field(Column::Account),
                QStringLiteral("The file holds lines of two bank accounts, %1 and %2. Export one "
                               "at a time.")
                    .arg(statement.account, account));
        if (statement.account.isEmpty())
            statement.account = account;
        return line;
    }

    base::Money amountOf(const csv::Row& row)
    {
        const base::Money zero(0, m_expected.currency);
        if (!has(Column::Amount))
            return splitAmountOf(row);
        const auto amount = money(row, Column::Amount);
        if (!amount && !m_faults.any())
            m_faults.add(
                row.line, field(Column::Amount), QStringLiteral("This line has no amount."));
        if (!amount)
            return zero;
        const QString word = cell(row, has(Column::Direction) ? Column::Direction : Column::Type);
        const auto in = isMoneyIn(word);
        if (has(Column::Direction) && !in)
            m_faults.add(row.line, field(Column::Direction),
                QStringLiteral("“%1” says neither in nor out.").arg(word.left(40)));
        m_allAreTold = m_allAreTold && in && !amount->isNegative();
        m_told.append(in);
        return *amount;
    }

    base::Money splitAmountOf(const csv::Row& row)
    {
        const base::Money zero(0, m_expected.currency);
        const base::Money in = money(row, Column::MoneyIn).value_or(zero),
                          out = money(row, Column::MoneyOut).value_or(zero);
        if (!in.isZero() && !out.isZero())
            m_faults.add(row.line, field(Column::MoneyOut),
                QStringLiteral("This line has money in and money out."));
        if (in.isZero() && out.isZero() && cell(row, Column::MoneyIn).isEmpty()
            && cell(row, Column::MoneyOut).isEmpty())
            m_faults.add(
                row.line, field(Column::MoneyIn), QStringLiteral("This line has no amount."));
        // Some banks write what goes out with a minus, some without: out it goes.
        if (in.isNegative())
            m_faults.add(row.line, field(Column::MoneyIn),
                QStringLiteral(
                    "Money in is below zero: the columns don’t mean what their names say."));
        return in.isZero() ? -out.abs() : in;
    }

    // --- signs --------------------------------------------------------------------------------

    // Words tell which way money went, or a person has said it, as of a card that writes what was
    // spent without a minus; else a running balance tells, or that some amounts have a minus.
    bool settleSigns(Statement& statement)
    {
        if (!has(Column::Amount))
            return true;
        const auto flip = [&](bool all) {
            for (qsizetype i = 0; i < statement.lines.size(); ++i)
                if (all || !m_told[i].value_or(true))
                    statement.lines[i].amount = -statement.lines[i].amount;
        };
        if (m_allAreTold && !statement.lines.isEmpty()) {
            flip(false);
            return true;
        }
        if (m_mapping.plainIsMoneyIn) {
            flip(!*m_mapping.plainIsMoneyIn);
            return true;
        }
        if (has(Column::Balance)) {
            const bool asWritten = balances(statement.lines, false),
                       inverted = balances(statement.lines, true);
            if (asWritten != inverted) {
                flip(inverted);
                return true;
            }
            if (m_balanceMustHold && !asWritten) {
                ask(QStringLiteral("Say which column is the amount and which the balance."));
                return false;
            }
        }
        if (std::ranges::any_of(
                statement.lines, [](const Line& line) { return line.amount.isNegative(); }))
            return true;
        ask(QStringLiteral("No amount in this file has a sign. Say whether they are money in or "
                           "money out."));
        return false;
    }

    // Whether each balance follows from the one before, in the order of the file or against it.
    static bool balances(const QList<Line>& lines, bool inverted)
    {
        const auto follows = [&](bool newestFirst) {
            for (qsizetype i = 1; i < lines.size(); ++i) {
                const Line& later = lines[newestFirst ? i - 1 : i];
                const Line& earlier = lines[newestFirst ? i : i - 1];
                if (!later.balance || !earlier.balance)
                    return false;
                const base::Money by = inverted ? -later.amount : later.amount;
                if (*earlier.balance + by != *later.balance)
                    return false;
            }
            return lines.size() > 1;
        };
        return follows(false) || follows(true);
    }

    QList<csv::Row> m_rows;
    const Expected& m_expected;
    Faults& m_faults;
    std::optional<CsvQuestion>& m_question;
    csv::DateStyle m_dates;
    csv::NumberStyle m_numbers;
    csv::DateOrder m_order = csv::DateOrder::DayFirst;
    csv::DecimalMark m_mark = csv::DecimalMark::Point;
    CsvMapping m_mapping;
    int m_headerLine = 0;
    bool m_balanceMustHold = false, m_allAreTold = true;
    QList<std::optional<bool>> m_told; // of each line: a word says it came in
};

} // namespace

Statements readCsv(const QString& text, const Expected& expected, Faults& faults,
    std::optional<CsvQuestion>& question)
{
    const auto rows = csv::rows(text, csv::commonSeparator(text));
    if (!rows) {
        faults.add(rows.error().line, {}, rows.error().sentence);
        return {};
    }
    if (rows->isEmpty()
        || std::ranges::all_of(*rows, [](const csv::Row& row) { return row.cells.size() < 2; })) {
        faults.add(1, {},
            QStringLiteral("This is no bank statement: neither OFX, QIF, CAMT.053 nor "
                           "MT940, and it has no columns."));
        return {};
    }
    return Reader(*rows, expected, faults, question).read();
}

} // namespace bank
