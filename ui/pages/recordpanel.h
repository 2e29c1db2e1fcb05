// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace ui {

// Enters a payment, an allocation, a credit note, a reversal or a refund by hand; fields that the
// entry doesn't need are hidden. What is wrong stands above the button; what was typed stays until
// the engine says that it is done.
class RecordPanel : public QFrame {
    Q_OBJECT
public:
    enum class Entry { Payment, Allocation, CreditNote, Reversal, Refund };
    explicit RecordPanel(Context& context, QWidget* parent = nullptr);
    void start(Entry entry, const std::optional<store::RecordDetail>& about);

Q_SIGNALS:
    void closed();

private:
    QLineEdit* addField(QVBoxLayout* layout, const QString& word, QLabel** label);
    void enter();
    void hear(const records::CommandOutcome& outcome);
    void leave();
    // What is wrong with what was typed, in words; empty when nothing is.
    QString problem() const;
    QString accountProblem() const;
    QString invoiceProblem(base::Money amount) const;
    base::Result<base::Money> amount() const;
    QDate date() const;
    std::optional<store::LedgerRow> invoiceNamed(const QString& number) const;
    records::Command command(base::Money amount, QDate date) const;
    records::AccountId account() const;
    void showFields();

    Context& m_context;
    Entry m_entry = Entry::Payment;
    quint64 m_ticket = 0; // of the entry on its way; 0: none
    std::optional<store::RecordDetail> m_about;
    QLabel* m_title;
    QLabel* m_accountLabel = nullptr;
    QLineEdit* m_account;
    QLabel* m_numberLabel = nullptr;
    QLineEdit* m_number;
    QLabel* m_amountLabel = nullptr;
    QLineEdit* m_amount;
    QLabel* m_invoiceLabel = nullptr;
    QLineEdit* m_invoice;
    QLabel* m_textLabel = nullptr;
    QLineEdit* m_text; // reference or reason
    QLineEdit* m_date = nullptr;
    QLabel* m_warning;
    QPushButton* m_enter;
};

} // namespace ui
