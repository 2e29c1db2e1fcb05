// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
    // What the band's button does, named with the money it moves.
    struct Deed {
        QString text;
        std::function<void()> act;
    };
    void showBand(const store::Today& today);
    void showBanks(const store::Today& today);
    void showSteps(const store::Today& today);
    void showAgreement(const store::Today& today);
    void addBank(const records::Preflight& bank, const QDateTime& readAt, int line);
    QWidget* hazardRows(const records::Preflight& bank);
    Deed deedFor(const records::Preflight& bank);
    Deed wayOut(const records::Hazard& hazard);
    void openBank(const QString& code);
    QWidget* sums(const store::Today& today);

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
    QString m_open; // code of the one whose reasons are shown
    bool m_isNarrow = false;
    bool m_isStacked = false; // a bank account’s sentence under its name
};

} // namespace ui
