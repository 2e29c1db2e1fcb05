// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QWidget>

namespace ui {

// The waterfall from Xero's balance to the ledger's: one row per cause, by size.
class BridgeView : public QWidget {
    Q_OBJECT
public:
    explicit BridgeView(Context& context, QWidget* parent = nullptr);
    void show(const records::Bridge& bridge);
    QSize sizeHint() const override;

Q_SIGNALS:
    void remedyPressed(const records::BridgeLine& line);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    struct Row {
        records::BridgeLine line;
        QString word, label;
        base::Money from, to; // running sums
        int folded = 0; // how many causes this row stands for
    };
    int rowHeight() const;
    int edgeHeight() const;
    QRect rowRect(int row) const;
    QRect remedyRect(int row) const;
    int place(base::Money sum) const; // x of a sum
    int rowAt(QPoint point) const;
    void paintEdge(
        class Painter& paint, const QRect& rect, const QString& word, base::Money sum) const;
    void paintRow(class Painter& paint, int row) const;
    QString remedyText(const Row& row) const;
    void speak();

    Context& m_context;
    records::Bridge m_bridge;
    QList<Row> m_rows;
    base::Money m_least, m_most;
    int m_current = 0;
};

} // namespace ui
