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
    void showWhatItIs(const store::LinkRow& row);
    void showUnlink(const store::LinkRow& row);
    void showRepair(const store::LinkRow& row);
    void showRestore(const store::LinkRow& row);
    void showSearch(const store::LinkRow& row);
    void showCandidates(const store::LinkRow& row, QVBoxLayout* section, const QString& text);
    QFrame* candidate(const store::LinkCandidate& candidate, QButtonGroup* group, int id) const;
    void link(const store::LinkRow& row, const records::mirror::Contact& contact);

    LinksModel* m_model;
};

} // namespace ui
