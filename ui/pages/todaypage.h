// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pages/page.h"

class QBoxLayout;

namespace ui {

class VerdictBand;

// The guided day: is it safe, the bank accounts, five steps, and whether the ledgers agree.
class TodayPage : public ScrollPage {
    Q_OBJECT
public:
    explicit TodayPage(Context& context);
    void refresh() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Step {
        QString title, sentence, button;
        bool isDone = false, isTrouble = false, isCurrent = false;
        std::function<void()> act;
        QString icon;
    };
    void showBand(const store::Today& today);
    void showBanks(const store::Today& today);
    void showSteps(const store::Today& today);
    void showAgreement(const store::Today& today);
    QList<Step> steps(const store::Today& today) const;
    QWidget* stepWidget(const Step& step, int number) const;
    QWidget* waitingLines() const;
    QWidget* bankRow(const records::Preflight& bank);

    PageHead* m_head;
    VerdictBand* m_band;
    QFrame* m_banks;
    QVBoxLayout* m_bankRows;
    QBoxLayout* m_columns;
    QFrame* m_steps;
    QVBoxLayout* m_stepRows;
    QFrame* m_agree;
    QVBoxLayout* m_agreeRows;
    records::Hazard m_first; // what the band's buttons act on
};

} // namespace ui
