// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "look/look.h"

#include <QHeaderView>

namespace ui {

// The head of a list: quiet words over their columns, money to the right in every direction of
// writing, and an arrow where the list is sorted.
class ListHeader : public QHeaderView {
    Q_OBJECT
public:
    ListHeader(const Look& look, QWidget* parent);
    void setFirstPadding(int pixels) { m_firstPadding = pixels; }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;

private:
    const Look& m_look;
    int m_firstPadding = 24;
};

} // namespace ui
