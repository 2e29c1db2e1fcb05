// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "remedies.h"

#include <QWidget>

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

Q_SIGNALS:
    void chosen(); // another remedy than before

private:
    void choose(int index);
    void preview();
    void showChanges(const records::CommandOutcome& outcome);

    Context& m_context;
    Remedy m_remedy;
    QLabel* m_effect;
    QComboBox* m_choice = nullptr;
    QPushButton* m_each;
    QLabel* m_changes;
    quint64 m_asked = 0;
};

} // namespace ui
