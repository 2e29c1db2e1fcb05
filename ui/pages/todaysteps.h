// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>

namespace ui {

// One of the five steps of the day.
struct Step {
    // At most four of what the step is about, money that stops a bank line first.
    struct Line {
        QString icon, text, why;
        std::optional<base::Money> amount;
        bool stops = false;
    };
    QString title, sentence;
    QString alarm; // what of it stops a bank line, in red
    QString button, icon;
    bool isDone = false, isTrouble = false, isCurrent = false;
    std::function<void()> act;
    std::function<QList<Line>()> lines; // asked for the current step only
};

// The five steps, as the book stands. showBanks opens what keeps a bank account from being safe.
QList<Step> stepsOf(
    Context& context, const store::Today& today, const std::function<void()>& showBanks);

// A step as it stands on the page. isNarrow: the alarm goes below the sentence.
QFrame* makeStep(Context& context, const Step& step, int number, bool isNarrow);

} // namespace ui
