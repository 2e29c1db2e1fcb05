// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "remedies.h"

#include <QWidget>

namespace ui {

// The waterfall from Xero's balance to the ledger's: one row per cause, by size. Where it gets
// narrow the rows lose their second line first, and only then the bars. Enter opens a row's record
// and Ctrl Enter carries out its remedy, as in every list.
class BridgeView : public QWidget {
    Q_OBJECT
public:
    explicit BridgeView(Context& context, QWidget* parent = nullptr);
    // offersRemedies: what was in the past can't be acted on.
    void show(const store::AccountDetail& account, bool offersRemedies = true);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {280, sizeHint().height()}; }
    int rows() const { return static_cast<int>(m_rows.size()); }
    QString spoken(int row) const; // "Not yet pushed, minus 888.00, PAY-20417, Push now"

Q_SIGNALS:
    void remedyPressed(const ui::Remedy& remedy);
    void opened(const records::BridgeLine& line); // Enter, or a double click
    void copyWanted(const records::BridgeLine& line);
    void idsWanted(const records::BridgeLine& line);
    void moved(const QRect& row); // the current row, to be brought into view

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Row {
        records::BridgeLine line;
        QString word, label, date;
        Remedy remedy;
        base::Money from, to; // running sums
        int folded = 0; // how many causes this row stands for
    };
    // Where things stand at this width.
    struct Columns {
        int words = 0, bars = 0, money = 0, remedy = 0; // widths
        bool hasSecondLine = true;
    };
    void build();
    void addRow(const records::BridgeLine& line, const store::AccountDetail& account);
    void fit();
    void act(int row);
    void open(int row);
    bool isOnRemedy(int row, QPoint point) const;
    void setCurrent(int row);
    int rowHeight() const;
    int edgeHeight() const;
    QRect rowRect(int row) const;
    QRect remedyRect(int row) const;
    QRect moneyRect(const QRect& row) const;
    QRect seen(const QRect& place) const;
    int place(base::Money sum) const; // x of a sum
    int rowAt(QPoint point) const;
    void paintEdge(
        class Painter& paint, const QRect& rect, const QString& word, base::Money sum) const;
    void paintRow(class Painter& paint, int row) const;
    void paintLabel(class Painter& paint, const QRect& rect, const Row& row) const;
    void paintConnectors(class Painter& paint) const;
    void speak();

    Context& m_context;
    store::AccountDetail m_account;
    QList<Row> m_rows;
    Columns m_columns;
    base::Money m_least, m_most;
    bool m_isUnfolded = false;
    bool m_offersRemedies = true;
    int m_current = 0;
    std::optional<records::BridgeLine> m_pressed; // whose remedy: it acts when it is let go there
};

} // namespace ui
