// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "widgets/flowchoice.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace ui {

// Manual sync (R094–R098): which modules, which way, how far back; in a panel over the trailing
// side, because nothing behind it needs to wait.
class SyncPanel : public QFrame {
    Q_OBJECT
public:
    SyncPanel(Context& context, QWidget* parent);
    void show();
    void place(); // at the trailing side of its parent
    void refresh();

private:
    records::command::Sync asked() const;
    void showWords();
    QDateTime lastSync() const; // of the ticked modules, the earliest

    Context& m_context;
    QWidget* m_canvas = nullptr;
    FlowChoice* m_flows;
    QRadioButton* m_sinceLast;
    QRadioButton* m_before;
    QSpinBox* m_days;
    QLabel* m_from;
    QLabel* m_last;
    QPushButton* m_start;
};

} // namespace ui
