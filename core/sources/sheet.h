// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "csv/dates.h"
#include "csv/numbers.h"
#include "records/batch.h"
#include "sources/columns.h"

#include <functional>

namespace sources {

// Collects what is wrong, up to a hundred: beyond that a file is the wrong file.
class Errors {
public:
    static constexpr qsizetype limit = 100;
    explicit Errors(QList<records::ImportError>& list)
        : m_list(list)
    {
    }
    void add(const records::FilePlace& place, const QString& sentence);

private:
    QList<records::ImportError>& m_list;
};

// A parsed file of a known kind: cells by what they mean, dates and numbers read in the one way
// that the whole file leaves.
class Sheet {
public:
    Sheet(const QString& file, FileKind kind, csv::Table table, base::Currency currency,
        Errors& errors);

    // False when a required column is missing, or dates or numbers can be read in two ways.
    bool isReadable() const { return m_readable; }
    FileKind kind() const { return m_kind; }
    const QList<csv::Row>& rows() const { return m_table.rows; }
    bool has(Field field) const { return m_places.contains(field); }
    QString text(const csv::Row& row, Field field) const;
    records::FilePlace place(const csv::Row& row) const;
    records::FilePlace place(const csv::Row& row, Field field) const;
    void complain(const csv::Row& row, Field field, const QString& sentence) const;

    // Each complains by itself; an empty cell is invalid or zero without complaint.
    QString required(const csv::Row& row, Field field) const;
    QDate date(const csv::Row& row, Field field) const;
    std::optional<base::Money> money(
        const csv::Row& row, Field field, base::Currency currency) const;
    std::optional<base::Money> money(
        const QString& cell, const csv::Row& row, Field field, base::Currency currency) const;
    std::optional<base::Decimal4> decimal(const csv::Row& row, Field field) const;
    base::Currency currency(const csv::Row& row) const; // the cell's, or the book's

private:
    void requireColumns();
    bool settleDates();
    bool settleDecimals();
    void eachCell(Reading reading, const std::function<void(const csv::Cell&)>& visit) const;
    bool complain(const csv::CellFault& fault) const; // false

    QString m_file;
    FileKind m_kind;
    csv::Table m_table;
    base::Currency m_currency;
    Errors& m_errors;
    QHash<Field, int> m_places;
    bool m_readable = true;
    csv::DateStyle m_dates;
    csv::DateOrder m_order = csv::DateOrder::DayFirst;
    csv::NumberStyle m_numbers;
    csv::DecimalMark m_mark = csv::DecimalMark::Point;
};

// The readers, one for each kind.
void readAccounts(const Sheet& sheet, records::ImportBatch& batch);
void readProducts(const Sheet& sheet, records::ImportBatch& batch);
void readDocuments(const Sheet& sheet, records::ImportBatch& batch);
void readPayments(const Sheet& sheet, records::ImportBatch& batch);
void readAdjustments(const Sheet& sheet, records::ImportBatch& batch);
void readReversals(const Sheet& sheet, records::ImportBatch& batch);

// The invoices a credit is applied to, one or several in a cell ("123|124" and "20|30"). Returns
// their sum; complains when the two lists don't pair or give more than the credit has.
void readAllocations(const Sheet& sheet, const csv::Row& row, records::ImportedAllocation pattern,
    base::Money credit, base::Money& given, records::ImportBatch& batch);

} // namespace sources
