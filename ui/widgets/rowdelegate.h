// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "look/look.h"
#include "look/painter.h"
#include "models/cell.h"

#include <QStyledItemDelegate>

class QHeaderView;

namespace ui {

// What a cell keeps free at its trailing side: more where the list ends. The head above it keeps
// the same.
int trailingPadding(const QHeaderView& head, int column, int firstPadding);

// How wide what must never be cut is painted: figures, chips, states. Other words give way.
int paintedWidth(const Cell& cell, const Look& look);

// Paints every cell of every list.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    RowDelegate(const Look& look, int firstPadding, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    void paintLoud(Painter& paint, const QStyleOptionViewItem& option, bool isFirst) const;
    void paintRing(Painter& paint, const QRect& cell, int listWidth) const;
    void paintGroup(
        Painter& paint, QRect rect, const Cell& cell, Qt::LayoutDirection direction) const;
    void paintText(
        Painter& paint, QRect rect, const Cell& cell, Qt::LayoutDirection direction) const;

    const Look& m_look;
    int m_firstPadding;
};

} // namespace ui
