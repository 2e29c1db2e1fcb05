// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "deeds.h"

#include <QWidget>

class QFrame;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace ui {

class BankLinesModel;
class Segments;

// The slim window beside the browser: the line you are at, what to pick for it and what not, and
// the lines that are left. Typing the amount or name that Xero shows goes to its line; Enter ticks
// it off.
class Companion : public QWidget {
    Q_OBJECT
public:
    explicit Companion(Context& context, QWidget* parent);
    void start(); // shows itself, the keyboard in the field
    void refresh();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showBanks();
    void showBand();
    void showLine();
    void showFoot();
    void chooseBank(const QString& code);
    void filter();
    void walk(int step);
    void tickOff();
    void pin(bool isPinned);
    int at() const; // row of the reader; −1: none
    QWidget* record(const char* look, const QString& mark, Tone tone, const QString& verb,
        const QString& icon, const QString& name, const QString& facts);

    Context& m_context;
    BankLinesModel* m_model;
    Segments* m_banks;
    QToolButton* m_pin;
    QFrame* m_band;
    QLabel *m_bandIcon, *m_headline, *m_tally;
    QVBoxLayout* m_line;
    QLineEdit* m_field;
    QListView* m_list;
    QLabel* m_age;
    QPushButton* m_done;
    Deed m_deed;
    bool m_showsDone = false;
};

} // namespace ui
