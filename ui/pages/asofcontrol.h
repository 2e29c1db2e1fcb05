// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace ui {

class FaceButton;

// As of which day both sides are shown: a button with the usual days, and a band that says so over
// the list. The engine works the day out; until it has, the list stays as it is.
class AsOfControl : public QFrame {
    Q_OBJECT
public:
    explicit AsOfControl(Context& context, QWidget* parent = nullptr);
    FaceButton* button() const { return m_button; } // stands in the page's head
    QDate day() const; // what the lists ask for; invalid = now
    QDate wanted() const { return m_wanted; } // the same, before it is ready
    void choose(QDate day); // invalid = now
    void askOther(); // any day, in a calendar
    void refresh();
    void startAnew(); // another book

Q_SIGNALS:
    void changed(); // what day() answers

private:
    void fillMenu();
    void hear(const records::CommandOutcome& outcome);
    bool isReady() const;
    void showBand();

    Context& m_context;
    FaceButton* m_button;
    QLabel* m_icon;
    QLabel* m_words;
    QPushButton* m_now;
    QPushButton* m_stop;
    QDate m_wanted, m_shown;
    QString m_refusal;
    quint64 m_ticket = 0;
};

// The last day of the month that ended last before today, and so on backwards.
QDate endOfMonth(QDate today, int monthsBack);
QDate endOfQuarter(QDate today);

} // namespace ui
