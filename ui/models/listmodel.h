// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/cell.h"
#include "store/reader.h"

#include <QAbstractTableModel>
#include <QHash>

#include <functional>
#include <optional>

namespace ui {

struct Column {
    QString title;
    int width = 100; // at 100 %; the stretching column takes what is left
    bool stretches = false;
    bool isRight = false;
    bool isSortable = false;
    int hideBelow = 0; // gone when the list is narrower
    bool stays = false; // even where there is no room
    bool fits = false; // as wide as its widest chip; figures always are
};

// What a row is about, for the keys that work on every list.
struct Subject {
    std::optional<records::RecordRef> record;
    records::AccountId account;
    QString number; // ours: "PAY-20417", "104377"
    QString xeroId; // when the row itself knows it
    bool needsYou = false;
    bool operator==(const Subject&) const = default;
};

// A list of a book as a table: asks for windows of rows and never for all of them. Group headings
// are rows of their own.
class ListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit ListModel(QList<Column> columns, QObject* parent);

    const QList<Column>& columns() const { return m_columns; }
    const store::Query& query() const { return m_query; }
    void setQuery(const store::Query& query);
    // Reads again what is shown; keeps rows in place when their number hasn't changed.
    void refresh();
    int sourceRows() const { return m_sourceRows; }
    bool isGroup(int row) const;
    // Row of the list → row of the reader; −1 for a heading.
    int sourceRow(int row) const;
    int rowOfSource(int sourceRow) const;
    QList<int> groupRows() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order) override;
    virtual Subject subject(int) const { return {}; } // of a row of the reader
    virtual bool isLoud(int) const { return false; } // it must not be overlooked
    // What a row of the reader is known by, wherever the next reading puts it.
    virtual QString key(int row) const { return subject(row).number; }
    // The selected rows, or all up to a limit, as lines of text.
    QString table(const QList<int>& rows, QChar separator) const;

Q_SIGNALS:
    void aboutToRead();
    void counted(); // all has been read

protected:
    struct Group {
        int sourceRow = 0; // the first below it
        Cell heading;
    };
    virtual int count(const store::Query& query) const = 0;
    virtual void forget() = 0;
    virtual Cell cell(int sourceRow, int column) const = 0;
    virtual QList<Group> groups(int) const { return {}; }

private:
    void readAgain();

    QList<Column> m_columns;
    store::Query m_query;
    int m_sourceRows = 0;
    QList<Group> m_groups;
};

// Pages of 256 rows as last read; the oldest is dropped when many are held.
template <class Row>
class Windows {
public:
    using Load = std::function<QList<Row>(int offset, int limit)>;
    explicit Windows(Load load)
        : m_load(std::move(load))
    {
    }
    void clear() { m_pages.clear(); }
    // A row that has vanished since it was counted reads as an empty one.
    Row at(int row) const
    {
        const int page = row / size;
        auto found = m_pages.find(page);
        if (found == m_pages.end()) {
            if (m_pages.size() >= most)
                m_pages.clear();
            found = m_pages.insert(page, m_load(page * size, size));
        }
        return found->value(row % size);
    }

private:
    static constexpr int size = 256;
    static constexpr int most = 32;
    Load m_load;
    mutable QHash<int, QList<Row>> m_pages;
};

} // namespace ui
