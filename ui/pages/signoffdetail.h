// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pages/signedcard.h"
#include "pages/signoffform.h"

class QGridLayout;
class QVBoxLayout;

namespace ui {

// One sign-off: what was signed, what changed since, by record, and its history.
class SignOffDetail : public QWidget {
    Q_OBJECT
public:
    explicit SignOffDetail(Context& context, QWidget* parent = nullptr);
    bool show(records::SignOffId id); // false: there is none
    void refresh();
    void land(); // the keyboard, on what can be done
    bool closeAsking(); // true when something was being asked
    records::SignOffId shown() const { return m_signOff.id; }

Q_SIGNALS:
    void anewWanted(const ui::Signable& what);

private:
    void fill();
    void addState();
    void addActions();
    QWidget* makeAsk();
    void ask(const QString& who, const QString& why, const QString& verb, bool needsReason,
        std::function<records::Command(const QString&, const QString&)> answered);
    void answer();
    void hear(const records::CommandOutcome& outcome);
    void addFigures();
    void addChanges();
    void addChange(QVBoxLayout* into, const records::SignOffChange& change);
    QWidget* makeDelta(const records::SignOffChange& change);
    void addHistory();
    void signAnew();
    QPushButton* packButton();

    Context& m_context;
    records::SignOff m_signOff;
    QVBoxLayout* m_body;
    SignedCard* m_signed;
    QVBoxLayout* m_after; // below what was signed
    QFrame* m_ask;
    QLabel* m_whoLabel;
    QLabel* m_whyLabel;
    QLineEdit* m_who;
    QLineEdit* m_why;
    QPushButton* m_verb;
    QFrame* m_refusal;
    QLabel* m_refused;
    std::function<records::Command(const QString&, const QString&)> m_answered;
    bool m_needsReason = false;
    QString m_asked; // the button that asked
    quint64 m_ticket = 0;
    QString m_opened; // of the changes, the one whose records are shown
};

} // namespace ui
