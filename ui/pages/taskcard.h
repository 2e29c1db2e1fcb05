// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace ui {

// A record undone on one side only: the half that is done, the half that is missing, and the one
// button that brings it about. Nothing on it is remembered; it goes when both sides show it.
class TaskCard : public QFrame {
    Q_OBJECT
public:
    // isPrimary: the one card of the page with the primary look.
    TaskCard(Context& context, const store::TaskRow& row, bool isNarrow, bool isPrimary);
    static bool isDeed(const records::Task& task); // a button brings the missing half about

private:
    QWidget* halves();
    QWidget* half(bool done, const QString& text);
    QWidget* buttons();
    void addButton(QHBoxLayout* line, const QString& name, const QString& text,
        const std::function<void()>& act, const char* look = "");
    void showSteps();

    Context& m_context;
    store::TaskRow m_row;
    bool m_isPrimary;
    QLabel* m_steps;
};

} // namespace ui
