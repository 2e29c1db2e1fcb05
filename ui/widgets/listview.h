// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "models/listmodel.h"

#include <QHash>
#include <QSet>
#include <QTableView>
#include <QVariantMap>

#include <memory>

namespace ui {

class ListHeader;
class KeptRows;

// A list of the window: one delegate, no grid, whole rows, keys of its own. Typing starts the
// filter; Space ticks rows one by one; Ctrl C copies rows, Ctrl Shift C their ids.
class ListView : public QTableView {
    Q_OBJECT
public:
    ListView(Context& context, const QString& name, QWidget* parent = nullptr);
    ~ListView() override;

    void setListModel(ListModel* model);
    void setFirstPadding(int pixels);
    void setTwoLines() // its cells may have something below
    {
        m_twoLines = true;
        restyle();
    }
    QList<int> selectedRows() const; // rows of the reader, in order
    int currentRow() const; // of the reader, −1 = none
    void selectSourceRow(int row);
    void chooseNothing();
    ListModel* listModel() const { return m_model; }

    // What a person may change of a list: columns, their widths, the height of rows, the order.
    bool isComfortable() const { return m_comfortable; }
    void setComfortable(bool comfortable);
    bool isColumnChosen(int column) const
    {
        return m_wanted.contains(column) || (!m_hidden.contains(column) && !isColumnHidden(column));
    }
    void chooseColumn(int column, bool shown); // the first one always stays
    QVariantMap arrangement() const;
    void setArrangement(const QVariantMap& arrangement); // an empty one is the list's own
    // Goes to the next row (step 1) or the one before (−1) that needs somebody.
    bool goToNeedy(int step);

Q_SIGNALS:
    void chosen(int sourceRow); // the current row changed
    void opened(int sourceRow); // Enter or double click
    // Ctrl Enter: the row's primary action. Where no page says what that is, the record is pushed.
    void acted(int sourceRow);
    void typed(const QString& text);
    void selectionCountChanged(int rows);

protected:
    bool event(QEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    int sizeHintForRow(int row) const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    QItemSelectionModel::SelectionFlags selectionCommand(
        const QModelIndex& index, const QEvent* event) const override;

private:
    bool takeKey(QKeyEvent* event); // one of the list's own
    void act(int row);
    void copyRows();
    void copyIds();
    void tick();
    QModelIndex firstRecord(int step) const; // 1: from the top, −1: from the end
    void fitColumns();
    void hideColumns(int available);
    void giveRest(int rest);
    int widthOf(int column) const;
    void widened(int column, int width);
    void showOrder();
    void keepRows();
    void findRows();
    void spanGroups();
    void restyle();
    int lineHeight() const
    {
        const Look& look = m_context.look();
        return look.height(m_comfortable ? 36 : 28) + (m_twoLines ? look.height(0) - 10 : 0);
    }
    int columnOf(const QString& title) const;

    Context& m_context;
    ListModel* m_model = nullptr;
    ListHeader* m_header;
    int m_firstPadding = 24;
    QSet<int> m_hidden;
    QSet<int> m_wanted; // switched on by hand: there however narrow the list is
    QHash<int, int> m_widths; // as pulled by hand
    bool m_comfortable = false;
    bool m_twoLines = false;
    bool m_fitting = false;
    bool m_ticking = false; // moving about keeps what Space has ticked
    std::unique_ptr<KeptRows> m_kept; // while the model reads
};

} // namespace ui
