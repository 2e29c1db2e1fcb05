// SPDX-License-Identifier: GPL-3.0-or-later

#include "bank/faults.h"

using namespace records;

namespace bank {

namespace {

// A hundred thousand million: more is a slip, and sums must stay within bounds.
constexpr qint64 kMost = 10'000'000'000'000;

} // namespace

void Faults::add(int line, const QString& field, const QString& sentence)
{
    if (m_list.size() < limit)
        m_list.append({{m_file, line, field}, sentence});
}

void Faults::add(const csv::CellFault& fault)
{
    add(fault.cell.line, fault.cell.column, fault.sentence);
}

void Amounts::see(int line, const QString& field, const QString& text)
{
    m_style.see({line, field, text});
}

void Amounts::settle()
{
    const auto mark = m_style.settle();
    if (!mark)
        return m_faults.add(mark.error());
    m_mark = *mark;
}

std::optional<base::Money> Amounts::read(int line, const QString& field, const QString& text)
{
    const QString number = m_style.read(text, m_mark);
    if (!number.isEmpty())
        return plainAmount(number, m_currency, line, field, m_faults);
    m_faults.add(line, field,
        QStringLiteral("“%1” is not an amount of %2.").arg(text.left(40), m_currency.code()));
    return {};
}

std::optional<base::Money> plainAmount(
    const QString& text, base::Currency currency, int line, const QString& field, Faults& faults)
{
    const auto amount = base::Money::parse(text, currency);
    if (amount && amount->abs().minor() <= kMost)
        return *amount;
    faults.add(line, field,
        amount
            ? QStringLiteral("“%1” is too large for a bank line.").arg(text.left(40))
            : QStringLiteral("“%1” is not an amount of %2.").arg(text.left(40), currency.code()));
    return {};
}

void checkBalance(const records::BankStatement& statement, int line, Faults& faults)
{
    if (!statement.opening || !statement.closing || faults.any())
        return;
    base::Money sum = *statement.opening;
    for (const records::BankLine& one : statement.lines)
        sum += one.amount;
    if (sum != *statement.closing)
        faults.add(line, {},
            QStringLiteral("The opening balance %1 and the lines give %2, but the closing balance "
                           "is %3. The file is not complete.")
                .arg(statement.opening->display(), sum.display(), statement.closing->display()));
}

void coverLines(records::BankStatement& statement)
{
    for (const records::BankLine& one : statement.lines) {
        if (!statement.from.isValid() || one.date < statement.from)
            statement.from = one.date;
        if (!statement.to.isValid() || one.date > statement.to)
            statement.to = one.date;
    }
}

QString tidy(const QString& text)
{
    QString clean = text;
    for (QChar& c : clean)
        if (c.category() == QChar::Other_Control || c == QChar::Nbsp)
            c = u' ';
    return clean.simplified();
}

} // namespace bank
