// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>

class QHBoxLayout;
class QLineEdit;
class QMenu;

namespace ui {

class FaceButton;

// Which accounts are wanted, beside their name: one button with a menu; what is chosen stands as
// chips that are taken out one by one.
class AccountFilters : public QFrame {
    Q_OBJECT
public:
    explicit AccountFilters(Context& context, QWidget* parent = nullptr);
    FaceButton* button() const { return m_button; } // stands in the filter bar
    void apply(store::Query& query) const;
    void chooseCause(records::BridgeCause cause, base::Currency currency = {});
    bool isAny() const;
    // What an empty list means, where one of these filters alone says it; else nothing.
    struct Nothing {
        QString title, sentence;
    };
    Nothing nothing() const;
    void clearAll(); // tells nobody
    // What the menu offers, as the book is now.
    void setOffer(const QList<store::CauseSum>& causes, const QList<base::Currency>& currencies);

Q_SIGNALS:
    void changed();

private:
    void fillMenu();
    void addStates(QMenu* menu);
    void addCauses(QMenu* menu);
    void addCurrencies(QMenu* menu);
    base::Currency measured() const;
    void chooseCurrency(base::Currency currency);
    void askThreshold();
    void takeThreshold();
    void tell();
    void showChips();
    void addChip(const QString& icon, Tone tone, const QString& words, std::function<void()> out);

    Context& m_context;
    FaceButton* m_button;
    QHBoxLayout* m_chips;
    QWidget* m_asking;
    QLineEdit* m_amount;
    QList<store::CauseSum> m_causes;
    QList<base::Currency> m_currencies;
    QString m_state; // differ, unexplained, stale, suspended or empty
    std::optional<records::BridgeCause> m_cause;
    base::Currency m_currency;
    qint64 m_atLeast = 0;
};

} // namespace ui
