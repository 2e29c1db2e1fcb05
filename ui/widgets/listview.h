// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "models/listmodel.h"

#include <QTableView>

namespace ui {

// A list of the window: one delegate, no grid, whole rows, keys of its own. Typing starts the
// filter; Ctrl C copies rows.
class ListView : public QTableView {
    Q_OBJECT
public:
    ListView(Context& context, const QString& name, QWidget* parent = nullptr);

    void setListModel(ListModel* model);
    void setFirstPadding(int pixels);
    QList<int> selectedRows() const; // rows of the reader, in order
    int currentRow() const; // of the reader, −1 = none
    void selectSourceRow(int row);

Q_SIGNALS:
    void chosen(int sourceRow); // the current row changed
    void opened(int sourceRow); // Enter or double click
    void acted(int sourceRow); // Ctrl Enter: the row's primary action
    void typed(const QString& text);
    void selectionCountChanged(int rows);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    int sizeHintForRow(int row) const override;

private:
    void fitColumns();
    void spanGroups();
    void restyle();

    Context& m_context;
    ListModel* m_model = nullptr;
    int m_firstPadding = 24;
};

} // namespace ui
