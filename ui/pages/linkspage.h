// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/page.h"

class QButtonGroup;

namespace ui {

// Which contact in Xero an account is; those that need a look first.
class LinksPage : public ListPage {
    Q_OBJECT
public:
    explicit LinksPage(Context& context);
    void show(const QString& what) override;

protected:
    void updateHead() override;
    void inspect(int row) override;

private:
    void showLinked(const store::LinkRow& row);
    void showCandidates(const store::LinkRow& row, QVBoxLayout* section, const QString& text);
    QWidget* candidate(const store::LinkCandidate& candidate, QButtonGroup* group, int id) const;

    LinksModel* m_model;
};

} // namespace ui
