// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "look/palette.h"

#include <QMetaType>
#include <QString>

namespace ui {

// What stands in one cell of a list, ready to be painted and read aloud.
struct Cell {
    enum class Kind {
        Text, // icon, text, then second in a quieter tone
        Money, // right-aligned; zero quiet
        Difference, // signed and strong; zero quiet
        State, // icon and word in the tone of its meaning
        Verdict, // Stop solid, Not checked outlined, Safe bare
        Chip,
        Link, // a record's number
        Group // the whole row is a heading
    };
    Kind kind = Kind::Text;
    QString text, second, icon;
    Tone tone = Tone::Text;
    int indent = 0;
    bool strong = false;
    bool isZero = false;
    QString below = {}; // a second line, quieter, where rows have room for two
    QString mark, markWords; // a small icon at the trailing end, and what it says
    Tone markTone = Tone::Text2;

    QString spoken() const
    {
        QString said = second.isEmpty() ? text : text + u' ' + second;
        if (!below.isEmpty())
            said += QStringLiteral(", ") + below;
        return markWords.isEmpty() ? said : said + QStringLiteral(", ") + markWords;
    }
};

inline constexpr int CellRole = Qt::UserRole + 1;
inline constexpr int GroupRole = Qt::UserRole + 2;
inline constexpr int LoudRole = Qt::UserRole + 3; // a row that must not be overlooked

} // namespace ui

Q_DECLARE_METATYPE(ui::Cell)
