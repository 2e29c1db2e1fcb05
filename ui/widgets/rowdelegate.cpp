// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/rowdelegate.h"

#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace ui {

namespace {

// Cuts a piece off the leading side.
QRect takeLeading(QRect& rect, int width, Qt::LayoutDirection direction)
{
    QRect piece = rect;
    if (direction == Qt::LeftToRight) {
        piece.setWidth(width);
        rect.setLeft(rect.left() + width);
    } else {
        piece.setLeft(rect.right() - width + 1);
        rect.setRight(rect.right() - width);
    }
    return piece;
}

} // namespace

int trailingPadding(const QHeaderView& head, int column, int firstPadding)
{
    for (int later = column + 1; later < head.count(); ++later)
        if (!head.isSectionHidden(later))
            return 8;
    return std::max(8, firstPadding - 4);
}

int paintedWidth(const Cell& cell, const Look& look)
{
    const auto wide
        = [&](Type type) { return QFontMetrics(look.font(type)).horizontalAdvance(cell.text); };
    switch (cell.kind) {
    case Cell::Kind::Money:
        return wide(cell.strong ? Type::Strong : Type::Body);
    case Cell::Kind::Difference:
        return wide(Type::Strong);
    case Cell::Kind::Chip:
        return wide(Type::Second) + 31;
    case Cell::Kind::State:
        return wide(Type::Body) + 22;
    default:
        return 0;
    }
}

RowDelegate::RowDelegate(const Look& look, int firstPadding, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_look(look)
    , m_firstPadding(firstPadding)
{
}

void RowDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setLayoutDirection(option.direction);
    Painter paint(*painter, m_look);
    const Cell cell = index.data(CellRole).value<Cell>();
    const bool isGroup = index.data(GroupRole).toBool();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isLoud = index.data(LoudRole).toBool();
    paint.fill(option.rect,
        isGroup                                              ? Tone::Sunken
            : isLoud                                         ? Tone::StopSoft
            : isSelected                                     ? Tone::AccentSoft
            : option.state.testFlag(QStyle::State_MouseOver) ? Tone::Hover
                                                             : Tone::Surface);
    paint.hairline(option.rect);
    if (isLoud)
        paintLoud(paint, option, index.column() == 0);
    QRect rect = option.rect.adjusted(0, 0, 0, -1);
    takeLeading(rect, index.column() == 0 ? m_firstPadding : 8, option.direction);
    const auto* table = qobject_cast<const QTableView*>(option.widget);
    const int trailing
        = table ? trailingPadding(*table->horizontalHeader(), index.column(), m_firstPadding) : 8;
    if (option.direction == Qt::LeftToRight)
        rect.setRight(rect.right() - trailing);
    else
        rect.setLeft(rect.left() + trailing);
    if (isGroup)
        paintGroup(paint, rect, cell, option.direction);
    else if (cell.kind == Cell::Kind::Money || cell.kind == Cell::Kind::Difference)
        paint.money(rect, cell.text, cell.isZero ? Tone::Text3 : cell.tone,
            !cell.isZero && (cell.strong || cell.kind == Cell::Kind::Difference) ? Type::Strong
                                                                                 : Type::Body);
    else if (cell.kind == Cell::Kind::Verdict)
        paint.verdict(rect, cell.icon, cell.text, meaningOf(cell.tone));
    else if (cell.kind == Cell::Kind::Chip && !cell.text.isEmpty())
        paint.chip(rect, cell.icon, cell.text, meaningOf(cell.tone));
    else
        paintText(paint, rect, cell, option.direction);
    if (table && table->hasFocus() && table->currentIndex().row() == index.row())
        paintRing(paint, option.rect, table->viewport()->width());
    painter->restore();
}

// The one row that must not be overlooked: a mark at its leading edge, and chosen, a line above and
// below.
void RowDelegate::paintLoud(Painter& paint, const QStyleOptionViewItem& option, bool isFirst) const
{
    const QRect row = option.rect.adjusted(0, 0, 0, -1);
    if (isFirst) {
        constexpr int width = 3;
        const int x = option.direction == Qt::LeftToRight ? row.left() : row.right() - width + 1;
        paint.fill(QRect(x, row.top(), width, row.height()), Tone::StopSolid);
    }
    if (!option.state.testFlag(QStyle::State_Selected))
        return;
    paint.fill(QRect(row.left(), row.top(), row.width(), 1), Tone::StopSolid);
    paint.fill(QRect(row.left(), row.bottom(), row.width(), 1), Tone::StopSolid);
}

// The keyboard's ring around the whole row, each cell drawing its part.
void RowDelegate::paintRing(Painter& paint, const QRect& cell, int listWidth) const
{
    constexpr int width = 2;
    const QRect row = cell.adjusted(0, 0, 0, -1);
    paint.fill(QRect(row.left(), row.top(), row.width(), width), Tone::Accent);
    paint.fill(QRect(row.left(), row.bottom() - width + 1, row.width(), width), Tone::Accent);
    if (row.left() <= 0)
        paint.fill(QRect(row.left(), row.top(), width, row.height()), Tone::Accent);
    if (row.right() >= listWidth - 1)
        paint.fill(QRect(row.right() - width + 1, row.top(), width, row.height()), Tone::Accent);
}

void RowDelegate::paintGroup(
    Painter& paint, QRect rect, const Cell& cell, Qt::LayoutDirection direction) const
{
    takeLeading(rect, paint.text(rect, cell.text, Tone::Text, Type::Strong) + 6, direction);
    paint.text(rect, cell.second, Tone::Text2, Type::Body);
}

void RowDelegate::paintText(
    Painter& paint, QRect rect, const Cell& cell, Qt::LayoutDirection direction) const
{
    if (cell.indent > 0)
        takeLeading(rect, cell.indent, direction);
    if (!cell.mark.isEmpty()) {
        constexpr int size = 14;
        const int left = direction == Qt::LeftToRight ? rect.right() - size + 1 : rect.left();
        paint.icon(QRect(left, rect.top(), size, rect.height()), cell.mark, cell.markTone, size);
        rect.adjust(direction == Qt::LeftToRight ? 0 : size + 4, 0,
            direction == Qt::LeftToRight ? -size - 4 : 0, 0);
    }
    if (!cell.icon.isEmpty()) {
        const Tone tone = cell.kind == Cell::Kind::State ? cell.tone : Tone::Text2;
        paint.icon(takeLeading(rect, 16, direction), cell.icon, tone, 16);
        takeLeading(rect, 4, direction);
    }
    const Tone tone = cell.kind == Cell::Kind::Link ? Tone::Accent : cell.tone;
    if (!cell.below.isEmpty()) {
        QRect lower = rect;
        rect.setBottom(rect.top() + rect.height() / 2 + 1);
        lower.setTop(rect.bottom() - 1);
        paint.text(lower, cell.below, Tone::Text2, Type::Second);
    }
    const int used = paint.text(rect, cell.text, tone, cell.strong ? Type::Strong : Type::Body);
    if (cell.second.isEmpty() || used + 12 >= rect.width())
        return;
    takeLeading(rect, used + 6, direction);
    paint.text(rect, cell.second, Tone::Text3, Type::Second);
}

} // namespace ui
