// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/filterbar.h"

#include <QComboBox>

namespace ui {

// The segments of a filter bar as a menu, for where they don't fit beside the field and what else
// stands there. One choice in two shapes: only one of them is ever seen.
class SegmentMenu : public QComboBox {
    Q_OBJECT
public:
    SegmentMenu(Context& context, FilterBar* bar, const QString& name);
    void setSegments(const QList<Segment>& segments);
    void choose(const QString& key); // tells nobody
    void fit();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    FilterBar* m_bar;
};

} // namespace ui
