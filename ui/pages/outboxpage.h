// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/page.h"

namespace ui {

class AskPanel;
class Tiles;

// Pushes not yet confirmed, by state, with what each waits for.
class OutboxPage : public ListPage {
    Q_OBJECT
public:
    explicit OutboxPage(Context& context);
    void show(const QString& what) override; // also "group:needs-you"
    std::optional<records::ReportRequest> report() const override;

protected:
    void updateHead() override;
    void inspect(int row) override;
    QString emptySentence() const override;
    store::Query queryFor(const QString& text, const QString& segment) const override;

private:
    void showTiles(const store::OutboxSummary& sums);
    void filterAgain();
    QList<records::Operation> selected() const;
    void selectionChanged(int rows);
    void retry(const QList<records::Operation>& operations);

    OutboxModel* m_model;
    Tiles* m_tiles;
    QPushButton* m_push;
    QLabel* m_selected;
    QPushButton* m_retry;
    QPushButton* m_setAside;
    QPushButton* m_bringBack;
    AskPanel* m_ask;
};

// What came from Xero, by what became of it, each with its reason.
class InboxPage : public ListPage {
    Q_OBJECT
public:
    explicit InboxPage(Context& context);

protected:
    void updateHead() override;
    void inspect(int row) override;
    QString emptySentence() const override;
    store::Query queryFor(const QString& text, const QString& segment) const override;

private:
    void showSegments();

    InboxModel* m_model;
};

} // namespace ui
