// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "look/palette.h"

#include <QFont>
#include <QHash>
#include <QIcon>
#include <QObject>
#include <QPixmap>
#include <QTemporaryDir>

namespace ui {

enum class Appearance { System, Light, Dark };

// Sizes of type, all relative to the system's font.
enum class Type {
    Headline,
    PageTitle,
    BigMoney,
    Section,
    Body,
    Strong,
    Second,
    SecondStrong,
    Small
};

// Colours, type and icons of the window at this moment. One per window, handed to whoever paints.
class Look : public QObject {
    Q_OBJECT
public:
    explicit Look(QObject* parent = nullptr);

    Scheme scheme() const { return m_scheme; }
    Appearance appearance() const { return m_appearance; }
    void setAppearance(Appearance appearance);

    QColor color(Tone tone) const { return ui::color(tone, m_scheme); }
    QFont font(Type type) const;
    // A height that holds a line of body text whatever the system's font size.
    int height(int pixels) const;
    QPixmap pixmap(const QString& name, Tone tone, int size, qreal ratio) const;
    QIcon icon(const QString& name, Tone tone = Tone::Text2) const;
    QString styleSheet() const;

Q_SIGNALS:
    void changed();

private:
    void apply(Scheme scheme);
    enum class Points { Down, Up };
    QString arrowFile(Points where) const;

    QFont m_base;
    Appearance m_appearance = Appearance::System;
    Scheme m_scheme = Scheme::Light;
    Scheme m_systemScheme = Scheme::Light;
    mutable QHash<QString, QPixmap> m_pixmaps;
    QTemporaryDir m_drawn; // style sheets take pictures from files only
};

} // namespace ui
