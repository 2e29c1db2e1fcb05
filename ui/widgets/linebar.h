// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QWidget>

namespace ui {

// How many lines of a bank account have which verdict, as one bar: Stop solid, Not checked dashed,
// Safe and Done green. The words beside it say the same.
class LineBar : public QWidget {
    Q_OBJECT
public:
    LineBar(Context& context, const records::LineTally& lines, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Context& m_context;
    records::LineTally m_lines;
};

} // namespace ui
