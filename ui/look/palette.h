// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QPalette>

#include <span>

namespace ui {

enum class Scheme { Light, Dark };

// Every colour of the window. No other file writes a colour.
enum class Tone {
    Window, // page ground
    Rail,
    Surface, // tables, cards, inspector
    Raised, // menus, tooltips
    Sunken, // table header, group row, footer
    Hover,
    Line, // hairlines
    LineStrong, // borders of buttons and fields
    Control, // check box, Not-checked outline
    Text,
    Text2, // second line, reasons
    Text3, // headers, counts, zeros
    Accent, // you can act, you are here
    AccentSoft, // selected
    Button, // the primary button
    ButtonHover,
    Bar, // neutral bars
    OnSolid, // on a solid ground
    Toast,
    ToastText,
    Safe,
    SafeSoft,
    SafeSolid,
    Stop,
    StopSoft,
    StopSolid,
    Unchecked,
    UncheckedSoft,
    UncheckedSolid,
    Waiting,
    WaitingSoft,
    WaitingSolid,
    Info,
    InfoSoft,
    InfoSolid
};

struct ToneRow {
    Tone tone;
    const char* name; // as style.qss writes it: @name
    QRgb light, dark;
};

std::span<const ToneRow> toneTable();
QColor color(Tone tone, Scheme scheme);
QPalette systemPalette(Scheme scheme);
// WCAG 2 contrast ratio, 1 to 21.
double contrast(const QColor& one, const QColor& other);

// The tones of one meaning: words and icons, the soft ground, the solid ground.
struct Meaning {
    Tone text = Tone::Text2, soft = Tone::UncheckedSoft, solid = Tone::UncheckedSolid;
};
inline constexpr Meaning safeMeaning{Tone::Safe, Tone::SafeSoft, Tone::SafeSolid};
inline constexpr Meaning stopMeaning{Tone::Stop, Tone::StopSoft, Tone::StopSolid};
inline constexpr Meaning uncheckedMeaning{
    Tone::Unchecked, Tone::UncheckedSoft, Tone::UncheckedSolid};
inline constexpr Meaning waitingMeaning{Tone::Waiting, Tone::WaitingSoft, Tone::WaitingSolid};
inline constexpr Meaning infoMeaning{Tone::Info, Tone::InfoSoft, Tone::InfoSolid};
Meaning meaningOf(Tone text); // by its text tone; Unchecked for any other

} // namespace ui
