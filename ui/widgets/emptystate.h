// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

// Why a list is empty, and what one can do about it.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(Context& context, QWidget* parent = nullptr);
    void say(const QString& icon, Tone tone, const QString& title, const QString& sentence,
        const QString& button = {});

Q_SIGNALS:
    void pressed();

private:
    Context& m_context;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_sentence;
    QPushButton* m_button;
};

} // namespace ui
