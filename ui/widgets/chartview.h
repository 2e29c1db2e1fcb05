// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "report/chart.h"

#include <QWidget>

namespace ui {

// A chart on the screen, drawn as on paper. The rows of a waterfall or of bars are walked by the
// arrows, and Enter or a click acts on one.
class ChartView : public QWidget {
    Q_OBJECT
public:
    ChartView(Context& context, const QString& name, QWidget* parent = nullptr);
    void show(const report::Chart& chart, int firstActing = 0, int acting = 0);
    const report::Chart& chart() const { return m_chart; }
    QRect rowRect(int row) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

Q_SIGNALS:
    void acted(int row); // of the chart's points

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    bool isActing(int row) const { return row >= m_first && row < m_first + m_acting; }
    int rowAt(QPoint at) const;
    void walk(int row);
    void tell();

    Context& m_context;
    report::Chart m_chart;
    int m_first = 0, m_acting = 0; // which rows do something
    int m_current = 0;
    int m_hovered = -1;
};

} // namespace ui
