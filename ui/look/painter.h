// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "look/look.h"

#include <QPainter>

namespace ui {

// The few shapes that delegates draw, so that sizes and paddings live once.
class Painter {
public:
    Painter(QPainter& painter, const Look& look)
        : m_painter(painter)
        , m_look(look)
    {
    }

    int textWidth(const QString& text, Type type) const;
    // Elided at the end; returns the width used.
    int text(const QRect& rect, const QString& text, Tone tone, Type type = Type::Body,
        Qt::Alignment alignment = Qt::AlignLeading | Qt::AlignVCenter);
    // Right-aligned in every direction of writing, digits on a fixed advance.
    void money(const QRect& rect, const QString& text, Tone tone, Type type = Type::Body);
    void icon(const QRect& rect, const QString& name, Tone tone, int size = 16);
    // Cause chip: 20 high, radius 4; returns the width used.
    int chip(const QRect& rect, const QString& icon, const QString& text, const Meaning& meaning);
    // Verdict: Stop solid, Not checked outlined, others bare.
    int verdict(
        const QRect& rect, const QString& icon, const QString& text, const Meaning& meaning);
    // A key as it stands on the keyboard, in the middle of rect's height.
    void keyCap(const QRect& rect, const QString& keys);
    static int keyCapWidth(const Look& look, const QString& keys);
    void hairline(const QRect& rect, Tone tone = Tone::Line); // along the bottom
    void fill(const QRectF& rect, Tone tone, qreal radius = 0);
    void frame(const QRectF& rect, Tone tone, qreal radius, qreal width = 1,
        Qt::PenStyle style = Qt::SolidLine);

private:
    int solidChip(const QRect& rect, const QString& icon, const QString& text, Tone ground);

    QPainter& m_painter;
    const Look& m_look;
};

} // namespace ui
