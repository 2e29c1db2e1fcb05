// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

// The few ways a label, a button and a card are made, so that they are alike everywhere.
namespace ui {

class FaceButton;

// Labels show plain text only: names come from outside.
QLabel* makeLabel(Context& context, const QString& text, Type type = Type::Body,
    const char* tone = nullptr, bool wraps = false);
// A Latin name in a mirrored window begins where the others do; by itself it would go left.
Qt::Alignment leadingSide();
Qt::Alignment trailingSide();
QLabel* makeIcon(Context& context, const QString& name, Tone tone, int size);
void setIcon(Context& context, QLabel* label, const QString& name, Tone tone, int size);
// look: primary, quiet, link, small or empty for the plain one.
QPushButton* makeButton(
    Context& context, const QString& text, const QString& icon = {}, const char* look = "");
FaceButton* makeFaceButton(
    Context& context, const QString& text, const QString& icon = {}, const char* look = "");
void makeBig(QPushButton* button); // 36 high, for the one that matters most
QToolButton* makeToolButton(Context& context, const QString& icon, const QString& name);
QFrame* makeCard(const char* look = "card");
QFrame* makeRule();
QVBoxLayout* column(QWidget* parent, int margin = 0, int spacing = 0);
QHBoxLayout* row(QWidget* parent, int margin = 0, int spacing = 8);
// Empties a layout; its widgets are deleted later, since one of them may be the sender.
void clear(QLayout* layout);
void setLook(QWidget* widget, const char* look);

} // namespace ui
