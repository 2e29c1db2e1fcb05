// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "look/look.h"
#include "look/painter.h"
#include "models/cell.h"

#include <QStyledItemDelegate>

namespace ui {

// Paints every cell of every list.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    RowDelegate(const Look& look, int firstPadding, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    void paintGroup(
        Painter& paint, QRect rect, const Cell& cell, Qt::LayoutDirection direction) const;
    void paintText(
        Painter& paint, QRect rect, const Cell& cell, Qt::LayoutDirection direction) const;

    const Look& m_look;
    int m_firstPadding;
};

} // namespace ui
