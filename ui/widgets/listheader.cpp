// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/listheader.h"

#include "look/painter.h"
#include "widgets/rowdelegate.h"

namespace ui {

ListHeader::ListHeader(const Look& look, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_look(look)
{
    setHighlightSections(false);
    setSectionsClickable(true);
    setSectionResizeMode(QHeaderView::Interactive);
    setMinimumSectionSize(24);
}

void ListHeader::paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const
{
    painter->save();
    Painter paint(*painter, m_look);
    paint.fill(rect, Tone::Sunken);
    paint.fill(QRect(rect.left(), rect.top(), rect.width(), 1), Tone::Line);
    paint.hairline(rect);
    const bool mirrored = isRightToLeft();
    const int leading = visualIndex(logicalIndex) == 0 ? m_firstPadding : 8;
    const int trailing = trailingPadding(*this, logicalIndex, m_firstPadding);
    QRect words = mirrored ? rect.adjusted(trailing, 0, -leading, 0)
                           : rect.adjusted(leading, 0, -trailing, 0);
    const auto alignment = static_cast<Qt::Alignment>(
        model()->headerData(logicalIndex, orientation(), Qt::TextAlignmentRole).toInt());
    const bool isRight = alignment.testFlag(Qt::AlignRight);
    const QString text
        = model()->headerData(logicalIndex, orientation(), Qt::DisplayRole).toString();
    const bool isSorted = isSortIndicatorShown() && sortIndicatorSection() == logicalIndex;
    const Tone tone = isSorted ? Tone::Text : Tone::Text3;
    painter->setLayoutDirection(layoutDirection());
    if (isSorted) {
        const QRect arrow(isRight || mirrored ? words.left() : words.right() - 13, words.top(), 14,
            words.height());
        painter->save();
        if (sortIndicatorOrder() == Qt::AscendingOrder) {
            painter->translate(arrow.center().x() + 1, arrow.center().y() + 1);
            painter->rotate(180);
            painter->translate(-arrow.center().x() - 1, -arrow.center().y() - 1);
        }
        paint.icon(arrow, QStringLiteral("chevron-down"), tone, 14);
        painter->restore();
        words = isRight || mirrored ? words.adjusted(16, 0, 0, 0) : words.adjusted(0, 0, -16, 0);
    }
    paint.text(words, text, tone, Type::Second,
        isRight ? Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter
                : Qt::AlignLeading | Qt::AlignVCenter);
    painter->restore();
}

} // namespace ui
