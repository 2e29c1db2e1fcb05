// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "models/cell.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace ui {

// One cell of a table that is whole in memory.
struct TableCell {
    Cell cell;
    QString tip = {}; // what doesn't fit in the cell
    bool isLink = false; // pressing it does something
    int bar = -1; // beside the figure, per mille of the room there; −1: none
    bool isHollow = false; // the bar of what is below zero
};

struct TableColumn {
    QString title;
    bool isRight = false;
    bool stretches = false;
    // Where there is no room, columns of words give way by this: the lowest first. One below zero
    // isn't cut: it goes altogether.
    int keeps = 0;
};

class CellTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    CellTableModel(QList<TableColumn> columns, QObject* parent);
    // sum: the last row, apart from the others; or none.
    void setRows(const QList<QList<TableCell>>& rows, const QList<TableCell>& sum);
    const TableCell& at(const QModelIndex& index) const;
    const QList<TableColumn>& columns() const { return m_columns; }
    void setUnit(const QString& unit);
    bool isSum(int row) const { return row == m_rows.size() && !m_sum.isEmpty(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<TableColumn> m_columns;
    QList<QList<TableCell>> m_rows;
    QList<TableCell> m_sum;
    QString m_unit;
};

// A small table inside a card, as wide as its words. The arrows go to every cell; Enter presses the
// link they stand on, else it opens the row; Ctrl Enter acts; Ctrl C copies rows as a table.
class CellTable : public QTableView {
    Q_OBJECT
public:
    CellTable(Context& context, const QString& name, QList<TableColumn> columns,
        QWidget* parent = nullptr);
    // What stood there keeps its row; it is asked for rarely enough to be made anew.
    void setRows(const QList<QList<TableCell>>& rows, const QList<TableCell>& sum = {});
    // Of all its figures: a currency that is said above each column of them; or nothing.
    void setUnit(const QString& unit);
    QSize sizeHint() const override; // as high as its rows
    void copyRows(); // those that are selected, under their titles

Q_SIGNALS:
    void pressed(int row, int column); // a link
    void opened(int row);
    void acted(int row);
    void idsWanted(int row); // Ctrl Shift C

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void restyle();
    void fit();
    int widthOf(int column) const;
    int giveWay(QList<int>& widths, int missing) const; // what is missing still

    Context& m_context;
    CellTableModel* m_model;
};

} // namespace ui
