// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/page.h"
#include "pages/recordpanel.h"

namespace ui {

// Every record of the billing system, what became of it, and what may be entered by hand.
class LedgerPage : public ListPage {
    Q_OBJECT
public:
    explicit LedgerPage(Context& context);
    void show(const QString& what) override;
    bool closeInspector() override;

protected:
    void updateHead() override;
    void inspect(int row) override;
    QString emptySentence() const override;

private:
    void showDetail(const store::RecordDetail& detail);
    void addAdvice(const store::RecordDetail& detail);
    void addWhy(const store::RecordDetail& detail);
    void addActions(const store::RecordDetail& detail);
    void addEvidence(const store::RecordDetail& detail);
    void start(RecordPanel::Entry entry, const std::optional<store::RecordDetail>& about);

    LedgerModel* m_model;
    RecordPanel* m_panel;
};

} // namespace ui
