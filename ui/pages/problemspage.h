// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pages/page.h"

#include <QComboBox>

namespace ui {

class ProblemCardView;

// What has not gone through, by cause, most money first.
class ProblemsPage : public Page {
    Q_OBJECT
public:
    explicit ProblemsPage(Context& context);
    void refresh() override;
    void show(const QString& what) override;
    std::optional<records::ReportRequest> report() const override;
    QLineEdit* filterField() const override { return m_filter->field(); }
    ListView* list() const override; // the records of the open card
    QWidget* landing() const override; // the first card

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showHead(const QList<store::ProblemCard>& all);
    void addTasks(bool hasPrimary);
    store::Query shown() const; // what the filter leaves
    void retryAll();
    QList<store::ProblemCard> inFamily(const QList<store::ProblemCard>& all);
    QList<store::ProblemCard> inSegment(const QList<store::ProblemCard>& all);
    void showCards(const QList<store::ProblemCard>& cards);
    void layOut(const QList<store::ProblemCard>& cards);
    ProblemCardView* viewOf(
        const store::ProblemCard& card, bool isPrimary, QHash<QString, ProblemCardView*>& before);
    void toggle(const QString& key);
    void walk(const QString& key, int by);
    bool isNarrow() const;
    bool isSmall() const;

    PageHead* m_head;
    FilterBar* m_filter;
    QComboBox* m_family;
    QPushButton* m_retryAll;
    QVBoxLayout* m_cards;
    QList<ProblemCardView*> m_views; // in the order shown
    QList<store::ProblemCard> m_all; // of the filter and the kind of cause
    QList<store::TaskRow> m_tasks; // undone on one side only
    QString m_open; // key of the open card
    bool m_hasChosen = false;
    bool m_wasNarrow = false;
    bool m_wasSmall = false;
};

} // namespace ui
