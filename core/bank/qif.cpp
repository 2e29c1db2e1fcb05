// SPDX-License-Identifier: GPL-3.0-or-later

#include "bank/readers.h"

#include <QRegularExpression>

// QIF, as Quicken defined it: one letter a line, "^" ends a record. It has no currency, no account
// number and no order of day and month; dates are settled over the whole file.
namespace bank {

namespace {

struct Field {
    QString text;
    int line = 0;
};

struct Record {
    QHash<QChar, Field> fields;
    int line = 0; // where it begins
};

// Quicken writes 1/15'26 and 1/ 5/26; to everybody else that is 1/15/2026 and 1/5/26.
QString plainDate(QString text)
{
    text.remove(u' ');
    static const QRegularExpression apostrophe(QStringLiteral("'\\s*(\\d{2})$"));
    text.replace(apostrophe, QStringLiteral("/20\\1"));
    static const QRegularExpression fullYear(QStringLiteral("'(\\d{4})$"));
    return text.replace(fullYear, QStringLiteral("/\\1"));
}

class Reader {
public:
    Reader(const Expected& expected, Faults& faults)
        : m_expected(expected)
        , m_faults(faults)
        , m_dates(expected.today)
        , m_amounts(expected.currency, faults)
    {
    }

    Statements read(const QString& text)
    {
        const QStringList lines = text.split(u'\n');
        for (int i = 0; i < lines.size() && !m_faults.any(); ++i)
            take(lines[i].trimmed(), i + 1);
        endOfFile(text);
        if (m_faults.any() || m_records.isEmpty())
            return {};
        return {statement()};
    }

private:
    void take(const QString& line, int number)
    {
        if (line.isEmpty())
            return;
        if (line.startsWith(u'!'))
            return beginSection(line, number);
        if (m_section == Section::None)
            return m_faults.add(
                number, {}, QStringLiteral("A record before any “!Type:” line says what it is."));
        if (line == u"^")
            return endRecord();
        if (m_record.fields.isEmpty())
            m_record.line = number;
        const QChar letter = line.at(0).toUpper();
        // Splits repeat their letters; the line as a whole is what the bank shows.
        if (!m_record.fields.contains(letter))
            m_record.fields.insert(letter, {tidy(line.mid(1)), number});
        else if (letter == u'D' || letter == u'T')
            m_faults.add(number, letter,
                QStringLiteral("A record has this field twice: a “^” is missing before it."));
    }

    void beginSection(const QString& line, int number)
    {
        if (!m_record.fields.isEmpty())
            return m_faults.add(
                number, {}, QStringLiteral("The record before this line has no “^” at its end."));
        const QString what = line.mid(1).toLower().simplified();
        static const QStringList banks{QStringLiteral("type:bank"), QStringLiteral("type:ccard"),
            QStringLiteral("type:cash"), QStringLiteral("type:oth a"),
            QStringLiteral("type:oth l")};
        if (banks.contains(what))
            m_section = Section::Bank;
        else if (what.startsWith(u"option:") || what.startsWith(u"clear:"))
            return;
        else if (what.startsWith(u"type:inv"))
            m_faults.add(number, QStringLiteral("!Type"),
                QStringLiteral("This is a list of investments, not of bank lines."));
        else
            m_section = what == u"account" ? Section::Account : Section::Other;
    }

    void endRecord()
    {
        if (m_section == Section::Account) {
            m_account = m_record.fields.value(u'N').text;
        } else if (m_section == Section::Bank && !m_record.fields.isEmpty()) {
            // U is T without Quicken's old limit of eight digits.
            if (!m_record.fields.contains(u'T') && m_record.fields.contains(u'U'))
                m_record.fields.insert(u'T', m_record.fields.value(u'U'));
            for (const QChar needed : {u'D', u'T'})
                if (!m_record.fields.contains(needed))
                    m_faults.add(m_record.line, needed,
                        needed == u'D' ? QStringLiteral("This record has no date.")
                                       : QStringLiteral("This record has no amount."));
            m_records.append(m_record);
        }
        m_record = {};
    }

    // Some writers leave the last "^" out; but a file that ends in the middle of a line is cut off.
    void endOfFile(const QString& text)
    {
        if (m_record.fields.isEmpty() || m_faults.any())
            return;
        if (!text.endsWith(u'\n'))
            return m_faults.add(m_record.line, {},
                QStringLiteral("The last record has no “^”: the file is cut off."));
        endRecord();
    }

    Statement statement()
    {
        Statement statement{
            .format = Format::Qif, .account = m_account, .currency = m_expected.currency};
        for (const Record& record : std::as_const(m_records)) {
            const Field date = record.fields.value(u'D'), amount = record.fields.value(u'T');
            m_dates.see({date.line, QStringLiteral("D"), plainDate(date.text)});
            m_amounts.see(amount.line, QStringLiteral("T"), amount.text);
        }
        m_amounts.settle();
        auto order = m_dates.settle();
        if (!order && m_expected.mapping && m_expected.mapping->order)
            order = *m_expected.mapping->order;
        if (!order) {
            m_faults.add(order.error());
            return statement;
        }
        for (const Record& record : std::as_const(m_records))
            statement.lines.append(lineOf(record, *order));
        coverLines(statement);
        return statement;
    }

    Line lineOf(const Record& record, csv::DateOrder order)
    {
        const auto text = [&](QChar letter) { return record.fields.value(letter).text; };
        const Field date = record.fields.value(u'D'), amount = record.fields.value(u'T');
        Line line;
        line.place = record.line;
        line.date = m_dates.read(plainDate(date.text), order);
        if (!line.date.isValid())
            m_faults.add(date.line, QStringLiteral("D"),
                QStringLiteral("“%1” is not a date.").arg(date.text.left(40)));
        line.amount
            = m_amounts.read(amount.line, QStringLiteral("T"), amount.text).value_or(base::Money());
        line.payee = text(u'P');
        line.text = text(u'M');
        line.reference = text(u'N');
        return line;
    }

    enum class Section { None, Bank, Account, Other };

    const Expected& m_expected;
    Faults& m_faults;
    csv::DateStyle m_dates;
    Amounts m_amounts;
    Section m_section = Section::None;
    Record m_record;
    QList<Record> m_records;
    QString m_account;
};

} // namespace

Statements readQif(const QString& text, const Expected& expected, Faults& faults)
{
    QString lines = text;
    lines.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
    return Reader(expected, faults).read(lines);
}

} // namespace bank
