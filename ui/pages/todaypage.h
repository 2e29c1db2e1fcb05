// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "deeds.h"
#include "pages/page.h"

class QBoxLayout;
class QGridLayout;

namespace ui {

class VerdictBand;

// The guided day: is it safe, the bank accounts, five steps, and whether the ledgers agree. The
// verdict stays in sight while the rest scrolls.
class TodayPage : public Page {
    Q_OBJECT
public:
    explicit TodayPage(Context& context);
    void refresh() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void goOn();
    void showBand(const store::Today& today);
    void showBanks(const store::Today& today);
    void showSteps(const store::Today& today);
    void showAgreement(const store::Today& today);
    void addBank(const records::Preflight& bank, const QDateTime& readAt, int line);
    QWidget* hazardRows(const records::Preflight& bank);
    void addWay(const QString& icon, const QString& name, const records::Preflight& bank, int line,
        const std::function<void()>& act);
    void openBank(const QString& code);
    QWidget* sums(const store::Today& today);
    QPushButton* makeCause(const store::CauseSum& sum);

    PageHead* m_head;
    VerdictBand* m_band;
    QFrame* m_banks;
    QGridLayout* m_bankRows;
    QBoxLayout* m_columns;
    QFrame* m_steps;
    QVBoxLayout* m_stepRows;
    QFrame* m_agree;
    QVBoxLayout* m_agreeRows;
    Deed m_deed;
    QString m_worst; // code of the bank account that the band is about
    bool m_worstHasLines = false; // that stop
    QString m_step; // name of the button of the step that one is at
    QString m_open; // code of the one whose reasons are shown
    bool m_isNarrow = false;
    bool m_isStacked = false; // a bank account’s sentence under its name
};

} // namespace ui
