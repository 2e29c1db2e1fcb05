// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mainwindow.h"
#include "support/world.h"

// A window's commands go to the world's engine, and what it answers comes back; outcomes counts the
// answers.
inline void connectToEngine(ui::MainWindow& window, engine::Engine& engine, int& outcomes)
{
    using engine::Engine;
    QObject::connect(&window, &ui::MainWindow::commandGiven, &engine, &Engine::perform);
    QObject::connect(&engine, &Engine::answered, &window,
        [&window, &outcomes](const records::CommandOutcome& outcome) {
            ++outcomes;
            window.showOutcome(outcome);
        });
    QObject::connect(&engine, &Engine::changed, &window, &ui::MainWindow::refresh);
    QObject::connect(&engine, &Engine::statusChanged, &window, &ui::MainWindow::setStatus);
}
