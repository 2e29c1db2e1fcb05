// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/page.h"

class QButtonGroup;

namespace ui {

class PreviewPanel;

// Which contact in Xero an account is; those that need a look first.
class AccountLinks : public ListPage {
    Q_OBJECT
public:
    explicit AccountLinks(Context& context);
    void show(const QString& what) override;
    QWidget* followButton() const; // of all merges, shown while there are any

protected:
    void updateHead() override;
    void inspect(int row) override;

private:
    // the list and what is done with many
    void addHeadButtons();
    void chooseFile();
    void previewFile(const QString& path);
    void showFileResult(const records::CommandOutcome& outcome);
    void followMerges(const QList<records::AccountId>& accounts);
    void askCreate(const QList<store::LinkRow>& rows);
    void selectionChanged(int rows);
    QList<store::LinkRow> selected() const;
    void showLastChange();

    // one account
    void showWhatItIs(const store::LinkRow& row);
    void showUnlink(const store::LinkRow& row, const records::AccountFile& file);
    void showRepair(const store::LinkRow& row);
    void showRestore(const store::LinkRow& row);
    void showSearch(const store::LinkRow& row);
    void showCandidates(const store::LinkRow& row, QVBoxLayout* section, const QString& text);
    void showNewContact(const store::LinkRow& row, const records::AccountFile& file);
    void showMergeSafety(const records::AccountFile& file);
    void addMarked(QVBoxLayout* section, bool isGood, const QString& words);
    QFrame* candidate(const store::LinkCandidate& candidate, QButtonGroup* group, int id) const;
    void link(const store::LinkRow& row, const records::mirror::Contact& contact);
    // Gives the command, and pushes what waits for it once it is done: not while it is at work, nor
    // when it was refused.
    void giveThenPush(const store::LinkRow& row, const records::Command& command);
    void pushWaiting(const records::CommandOutcome& outcome);

    LinksModel* m_model;
    QPushButton* m_follow;
    QPushButton* m_createSelected;
    QPushButton* m_followSelected;
    QLabel* m_selected;
    QFrame* m_lastChange;
    QLabel* m_lastChangeWords;
    PreviewPanel* m_preview;
    quint64 m_fileTicket = 0; // of the mapping file on its way; 0: none
    bool m_isTrial = false; // it only says what would happen
    QString m_file;
    QHash<quint64, records::AccountId> m_waiting; // for the answers to these commands
};

} // namespace ui
