// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "causes/causes.h"
#include "models/models.h"
#include "pages/page.h"

class QButtonGroup;

namespace ui {

class FaceButton;

// What people changed in Xero after it was pushed: how it was, how it is, what that means, and
// which side is right.
class ChangesPage : public ListPage {
    Q_OBJECT
public:
    explicit ChangesPage(Context& context);
    void show(const QString& what) override;

protected:
    void updateHead() override;
    void inspect(int row) override;
    store::Query queryFor(const QString& text, const QString& segment) const override;
    QString emptySentence() const override;

private:
    void chooseSince(int days); // 0: ever
    QList<store::ChangeRow> chosenRows(int row) const; // those selected that are to be decided
    void showOne(const store::ChangeRow& row);
    void showSeveral(const QList<store::ChangeRow>& rows);
    void addFields(const records::Change& change);
    void addMeaning(const store::ChangeRow& row);
    void addChoice(const QList<store::ChangeRow>& rows);
    void addSettled(const store::ChangeRow& row);
    void addEarlier(const store::ChangeRow& row);
    void showDosAndDonts();
    QFrame* wayCard(const causes::WayWords& words, QButtonGroup* group, int id) const;
    void settle(const QList<store::ChangeRow>& rows, records::ChangeWay way, const QString& reason);

    // What was chosen and typed, kept while the panel is made anew around it.
    struct Begun {
        QList<records::ChangeId> changes;
        records::ChangeWay way = records::ChangeWay::Keep;
        QString reason;
    };

    Begun m_begun;
    ChangesModel* m_model;
    FaceButton* m_since;
    QDateTime m_from;
};

} // namespace ui
