// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/page.h"
#include "remedies.h"

namespace ui {

class AskPanel;

// One card of a problem: cause, money, who acts, what mends it; open, with its records.
class ProblemCardView : public QFrame {
    Q_OBJECT
public:
    ProblemCardView(Context& context, const store::ProblemCard& card, bool isPrimary, bool isOpen);
    const store::ProblemCard& card() const { return m_card; }

Q_SIGNALS:
    void toggled(const QString& key);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void addFacts(QHBoxLayout* line);
    void addRemedies(QHBoxLayout* line, bool isPrimary);
    void addRecords(QVBoxLayout* layout);
    void act(const Remedy& remedy);

    Context& m_context;
    store::ProblemCard m_card;
    QList<records::Operation> m_operations; // the card's own
    QLabel* m_steps;
    AskPanel* m_ask;
};

// What has not gone through, by cause, most money first.
class ProblemsPage : public Page {
    Q_OBJECT
public:
    explicit ProblemsPage(Context& context);
    void refresh() override;
    void show(const QString& what) override;
    QLineEdit* filterField() const override { return m_filter->field(); }

private:
    void showCards(const QList<store::ProblemCard>& cards);

    PageHead* m_head;
    FilterBar* m_filter;
    QVBoxLayout* m_cards;
    QString m_open; // key of the open card
    bool m_hasChosen = false;
};

} // namespace ui
