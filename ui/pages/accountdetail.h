// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/bridgeview.h"
#include "pages/page.h"
#include "pages/timelineview.h"
#include "widgets/chiplabel.h"

namespace ui {

// One account: why the balances differ, and both histories side by side.
class AccountDetailView : public QWidget {
    Q_OBJECT
public:
    explicit AccountDetailView(Context& context, QWidget* parent = nullptr);
    bool show(records::AccountId id); // false: this book has none
    void setBackVisible(bool visible);
    void focusBridge();

Q_SIGNALS:
    void back();

private:
    QWidget* makeHead();
    QFrame* makeBridgeCard();
    QFrame* makeStepsCard();
    QFrame* makeTimelineCard();
    void showHead();
    void showTimeline();
    void act(const Remedy& remedy);
    void closeSteps();

    Context& m_context;
    QScrollArea* m_scroll;
    store::AccountDetail m_detail;
    QList<bridge::TimelineRow> m_rows;
    Remedy m_shownSteps;
    QToolButton* m_back = nullptr;
    QLabel* m_name = nullptr;
    QPushButton* m_number = nullptr;
    QLabel* m_linkIcon = nullptr;
    QLabel* m_linked = nullptr;
    QHBoxLayout* m_verdict = nullptr;
    QPushButton* m_contact = nullptr;
    QLabel* m_notice = nullptr;
    QPushButton* m_open = nullptr;
    QLabel* m_difference = nullptr;
    ChipLabel* m_explained = nullptr;
    BridgeView* m_bridge = nullptr;
    QFrame* m_steps = nullptr;
    QLabel* m_stepsTitle = nullptr;
    QLabel* m_stepsText = nullptr;
    QPushButton* m_stepsOpen = nullptr;
    QPushButton* m_stepsDone = nullptr;
    Segments* m_span = nullptr;
    TimelineModel* m_model;
    TimelineView* m_timeline = nullptr;
};

} // namespace ui
