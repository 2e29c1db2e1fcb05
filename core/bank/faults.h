// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "csv/numbers.h"
#include "records/bankline.h"
#include "records/batch.h"

// What is wrong in a statement file, each fault with its line and field.
namespace bank {

class Faults {
public:
    explicit Faults(QString file)
        : m_file(std::move(file))
    {
    }
    void add(int line, const QString& field, const QString& sentence);
    void add(const csv::CellFault& fault);
    bool any() const { return !m_list.isEmpty(); }
    const QList<records::ImportError>& list() const { return m_list; }

private:
    static constexpr qsizetype limit = 100; // beyond that a file is the wrong file
    QString m_file;
    QList<records::ImportError> m_list;
};

// The amounts of a file: seen first, read when all of them have told the decimal mark.
class Amounts {
public:
    Amounts(base::Currency currency, Faults& faults)
        : m_currency(currency)
        , m_style(currency.decimals())
        , m_faults(faults)
    {
    }
    void see(int line, const QString& field, const QString& text);
    void settle();
    // None, and a fault: no amount.
    std::optional<base::Money> read(int line, const QString& field, const QString& text);

private:
    base::Currency m_currency;
    csv::NumberStyle m_style;
    csv::DecimalMark m_mark = csv::DecimalMark::Point;
    Faults& m_faults;
};

// The machine's form, as XML and MT940 (its comma made a point) have it; within what sums can hold.
std::optional<base::Money> plainAmount(
    const QString& text, base::Currency currency, int line, const QString& field, Faults& faults);

// Opening and lines give closing, where the file says both.
void checkBalance(const records::BankStatement& statement, int line, Faults& faults);

// What the lines cover, where the file doesn't say it.
void coverLines(records::BankStatement& statement);

// "  a   b " → "a b"; control characters are blanks.
QString tidy(const QString& text);

} // namespace bank
