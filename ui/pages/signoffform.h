// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>

class QDateEdit;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace ui {

// What somebody wants to sign off.
struct Signable {
    QList<records::AccountId> accounts;
    bool wholeBook = false;
    QString words; // "Harbourside Physio", "3 accounts", "Whole book"
    QDate day = {}; // as proposed
    base::Money threshold = {};
    QString note = {};
};

// The first of the two names: what will be signed, as of which day, by whom. One command.
class SignOffForm : public QWidget {
    Q_OBJECT
public:
    explicit SignOffForm(Context& context, QWidget* parent = nullptr);
    void start(const Signable& what);
    void refresh(); // what will be signed, as the book is now

Q_SIGNALS:
    void closed();
    void signedOff();

private:
    QWidget* makeFields();
    void sign();
    void hear(const records::CommandOutcome& outcome);
    void sumUp();
    void sumAccounts();
    void sumBook();
    void refuse(const QString& sentence);
    std::optional<base::Money> threshold() const;

    Context& m_context;
    Signable m_what;
    QLabel* m_words;
    QDateEdit* m_day;
    QLineEdit* m_preparer;
    QLineEdit* m_threshold;
    QPlainTextEdit* m_note;
    QLabel* m_summary;
    QLabel* m_hint;
    QFrame* m_refusal;
    QLabel* m_refused;
    QPushButton* m_sign;
    quint64 m_ticket = 0;
    bool m_isStale = false; // something of it is being read again: nobody may sign that
};

} // namespace ui
