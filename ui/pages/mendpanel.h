// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "remedies.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QPushButton;

namespace ui {

// What a remedy changes on both sides, shown before it is done: one line, what else may be chosen,
// and each change by its record for who wants to see them.
class MendPanel : public QWidget {
    Q_OBJECT
public:
    MendPanel(Context& context, const Remedy& remedy, const QString& name);
    const Remedy& remedy() const { return m_remedy; }
    bool isChosen() const; // nothing is left to be chosen
    void preview(); // each change; pressed again, they are hidden

Q_SIGNALS:
    void chosen(); // another remedy than before

private:
    void choose(int index);
    void showChanges(const records::CommandOutcome& outcome);

    Context& m_context;
    Remedy m_remedy;
    QLabel* m_effect;
    QComboBox* m_choice = nullptr;
    QPushButton* m_each;
    QLabel* m_changes;
    quint64 m_asked = 0;
};

// What a remedy changes, where its card doesn't say so already: shown first, then done or left.
class MendAsk : public QFrame {
public:
    MendAsk(Context& context, const QString& name);
    void ask(const Remedy& remedy);

private:
    Context& m_context;
    MendPanel* m_panel = nullptr;
    QPushButton* m_do;
};

} // namespace ui
