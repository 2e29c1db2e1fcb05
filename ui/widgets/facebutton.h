// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "look/look.h"

#include <QPushButton>

namespace ui {

// The button of the window: icon and text with room between them, and at the trailing side the key
// that does the same, drawn as a cap, or an icon.
class FaceButton : public QPushButton {
    Q_OBJECT
public:
    FaceButton(const Look& look, const QString& text, QWidget* parent = nullptr);

    void setKey(const QString& keys); // "Ctrl K"; for people to see, it presses nothing
    QString key() const { return m_key; }
    void setTrailingIcon(const QString& name);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRect contents(const QRect& rect) const; // within frame and padding
    int iconWidth() const;
    int trailingWidth() const;
    int textWidth() const;
    bool isLeading() const;
    void paintTrailing(QPainter& painter, const QRect& rect) const;

    const Look& m_look;
    QString m_key, m_trailingIcon;
};

} // namespace ui
