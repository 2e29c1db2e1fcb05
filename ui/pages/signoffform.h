// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "pages/signedsums.h"

#include <QFrame>
#include <QTimer>

class QDateEdit;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

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
    // What was written for the same accounts, and neither given nor dropped, stands there again.
    void start(const Signable& what);
    void refresh(); // the book has changed
    bool isChanged() const; // something was written that would be lost
    void drop() { m_what = {}; }

Q_SIGNALS:
    void closed();
    void signedOff();

private:
    struct Written {
        QDate day;
        QString preparer, threshold, note;
        bool operator==(const Written&) const = default;
    };

    QWidget* makeFields();
    Written written() const;
    void sign();
    void hear(const records::CommandOutcome& outcome);
    void fill(const Signable& what);
    void sumUp();
    void sumAccounts();
    void sumNext();
    void sumBook();
    void say(const QString& words, const QList<SumShown>& sums = {});
    void sayStale(const QString& who, bool isOne);
    void showReady();
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
    QVBoxLayout* m_sums;
    QLabel* m_hint;
    QFrame* m_refusal;
    QLabel* m_refused;
    QPushButton* m_sign;
    quint64 m_ticket = 0;
    bool m_isStale = false; // something of it is being read again: nobody may sign that
    Written m_proposed; // before anybody wrote in the fields
    QTimer m_turn; // one account at each: their records may be many, and the window never waits
    QList<records::AccountId> m_left; // still to be counted
    QList<records::SignedAccount> m_counted;
    records::Surroundings m_around;
};

} // namespace ui
