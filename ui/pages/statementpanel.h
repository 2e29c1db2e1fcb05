// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFileSystemWatcher>
#include <QFrame>
#include <QPointer>
#include <QTimer>

class QVBoxLayout;

namespace ui {

// Takes statement files in, one after the other. Where a file leaves open whose it is, or what its
// columns mean, it asks; what was said of columns is remembered for that bank.
class StatementPanel : public QFrame {
    Q_OBJECT
public:
    explicit StatementPanel(Context& context, QWidget* parent = nullptr);
    void choose(const QString& bankCode); // a file, by hand
    void take(const QString& path, const QString& bankCode);
    // Looks there now, and whenever something in it changes; empty: nowhere.
    void watch(const QString& folder);

private:
    void look();
    void startAnew();
    void next();
    void give(const records::command::ImportStatement& what);
    void hear(const records::CommandOutcome& outcome);
    void ask(const records::StatementQuestion& question);
    void askWhose(const records::StatementQuestion& question, QVBoxLayout* layout);
    void askColumns(const records::StatementQuestion& question, QVBoxLayout* layout);
    void close();

    Context& m_context;
    QList<records::command::ImportStatement> m_waiting;
    records::command::ImportStatement m_current;
    quint64 m_ticket = 0; // of the file on its way; 0: none
    QFileSystemWatcher m_folder;
    QTimer m_settled; // until the folder is at rest
    bool m_hasNew = false; // the folder is to be looked through
    QPointer<QWidget> m_content; // of the question
    bool m_isOfFolder = false; // the question
    QString m_left; // of the folder's files, one that the person leaves alone
};

} // namespace ui
