// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr std::array tones{
    ToneRow{Tone::Window, "window", 0xFFF5F6F8, 0xFF15171B},
    ToneRow{Tone::Rail, "rail", 0xFFECEEF2, 0xFF101215},
    ToneRow{Tone::Surface, "surface", 0xFFFFFFFF, 0xFF1C1F24},
    ToneRow{Tone::Raised, "raised", 0xFFFFFFFF, 0xFF24282E},
    ToneRow{Tone::Sunken, "sunken", 0xFFF1F3F6, 0xFF181B1F},
    ToneRow{Tone::Hover, "hover", 0xFFF2F4F8, 0xFF23272D},
    ToneRow{Tone::Line, "line", 0xFFE1E4EA, 0xFF2C3037},
    ToneRow{Tone::LineStrong, "lineStrong", 0xFFC3C9D2, 0xFF464C56},
    ToneRow{Tone::Control, "control", 0xFF858D9A, 0xFF6F7886},
    ToneRow{Tone::Text, "text", 0xFF191E26, 0xFFE7E9EC},
    ToneRow{Tone::Text2, "text2", 0xFF48515E, 0xFFB4BAC4},
    ToneRow{Tone::Text3, "text3", 0xFF5F6875, 0xFF939BA7},
    ToneRow{Tone::Accent, "accent", 0xFF3550C8, 0xFF9AABFF},
    ToneRow{Tone::AccentSoft, "accentSoft", 0xFFE8ECFB, 0xFF272E4E},
    ToneRow{Tone::Button, "btn", 0xFF3550C8, 0xFF4A61D8},
    ToneRow{Tone::ButtonHover, "btnHover", 0xFF2B43AE, 0xFF4158CC},
    ToneRow{Tone::Bar, "bar", 0xFFB9C3DC, 0xFF3E4A6B},
    ToneRow{Tone::OnSolid, "onSolid", 0xFFFFFFFF, 0xFFFFFFFF},
    ToneRow{Tone::Toast, "toast", 0xFF2A2F37, 0xFF2A2F37},
    ToneRow{Tone::ToastText, "toastText", 0xFFF5F6F8, 0xFFF5F6F8},
    ToneRow{Tone::Safe, "safe", 0xFF13663A, 0xFF74D19B},
    ToneRow{Tone::SafeSoft, "safeSoft", 0xFFE3F2E9, 0xFF16301F},
    ToneRow{Tone::SafeSolid, "safeSolid", 0xFF1C7A47, 0xFF23804C},
    ToneRow{Tone::Stop, "stop", 0xFFA8231C, 0xFFFF9389},
    ToneRow{Tone::StopSoft, "stopSoft", 0xFFFCE8E6, 0xFF3B1B1A},
    ToneRow{Tone::StopSolid, "stopSolid", 0xFFC02B22, 0xFFC8372E},
    ToneRow{Tone::Unchecked, "unchecked", 0xFF4B5462, 0xFFB7BEC9},
    ToneRow{Tone::UncheckedSoft, "uncheckedSoft", 0xFFECEEF1, 0xFF2A2E35},
    ToneRow{Tone::UncheckedSolid, "uncheckedSolid", 0xFF5B6573, 0xFF66707E},
    ToneRow{Tone::Waiting, "waiting", 0xFF7F4D00, 0xFFEDBB5F},
    ToneRow{Tone::WaitingSoft, "waitingSoft", 0xFFFBEFD9, 0xFF352810},
    ToneRow{Tone::WaitingSolid, "waitingSolid", 0xFF96600A, 0xFF94600F},
    ToneRow{Tone::Info, "info", 0xFF1A5A96, 0xFF86BDF2},
    ToneRow{Tone::InfoSoft, "infoSoft", 0xFFE4EFF9, 0xFF142A3F},
    ToneRow{Tone::InfoSolid, "infoSolid", 0xFF24659F, 0xFF2E6EA8},
};

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF())
        + 0.0722 * channel(color.blueF());
}

} // namespace

std::span<const ToneRow> toneTable()
{
    return tones;
}

QColor color(Tone tone, Scheme scheme)
{
    const ToneRow& row = tones.at(static_cast<size_t>(tone));
    return QColor(scheme == Scheme::Light ? row.light : row.dark);
}

QPalette systemPalette(Scheme scheme)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Tone tone) {
        palette.setColor(QPalette::All, role, color(tone, scheme));
    };
    set(QPalette::Window, Tone::Window);
    set(QPalette::WindowText, Tone::Text);
    set(QPalette::Base, Tone::Surface);
    set(QPalette::AlternateBase, Tone::Sunken);
    set(QPalette::Text, Tone::Text);
    set(QPalette::Button, Tone::Surface);
    set(QPalette::ButtonText, Tone::Text);
    set(QPalette::BrightText, Tone::OnSolid);
    set(QPalette::PlaceholderText, Tone::Text3);
    set(QPalette::Highlight, Tone::AccentSoft);
    set(QPalette::HighlightedText, Tone::Text);
    set(QPalette::ToolTipBase, Tone::Raised);
    set(QPalette::ToolTipText, Tone::Text);
    set(QPalette::Link, Tone::Accent);
    set(QPalette::LinkVisited, Tone::Accent);
    set(QPalette::Light, Tone::Raised);
    set(QPalette::Midlight, Tone::Line);
    set(QPalette::Mid, Tone::LineStrong);
    set(QPalette::Dark, Tone::Control);
    set(QPalette::Shadow, Tone::LineStrong);
    for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(Tone::Text3, scheme));
    return palette;
}

double contrast(const QColor& one, const QColor& other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Meaning meaningOf(Tone text)
{
    for (const Meaning& meaning : {safeMeaning, stopMeaning, waitingMeaning, infoMeaning})
        if (meaning.text == text)
            return meaning;
    return uncheckedMeaning;
}

} // namespace ui
