// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "look/look.h"
#include "records/command.h"
#include "records/status.h"
#include "store/reader.h"

#include <functional>
#include <memory>

namespace ui {

// What every page works with: the open book, the look, the engine's status and the way to give
// commands. Pages know this and nothing of each other.
class Context : public QObject {
    Q_OBJECT
public:
    Context(base::Clock& clock, QObject* parent);

    Look& look() { return m_look; }
    base::Clock& clock() const { return m_clock; }
    QDateTime now() const { return m_clock.now().toLocalTime(); }
    QDate today() const { return now().date(); }

    bool hasBook() const { return m_reader != nullptr; }
    const store::Reader& reader() const { return *m_reader; }
    // path: of the book that it reads.
    void setReader(std::unique_ptr<store::Reader> reader, const QString& path = {});
    // How a further reader of a book is had: for work that takes longer than the window may wait.
    using Readers
        = std::function<base::Result<std::unique_ptr<store::Reader>>(const QString& path)>;
    void setReaders(const Readers& readers) { m_readers = readers; }
    base::Result<std::unique_ptr<store::Reader>> anotherReader() const; // of the open book
    const records::BookSettings& settings() const { return m_settings; }
    void readSettings();

    const records::EngineStatus& status() const { return m_status; }
    void setStatus(const records::EngineStatus& status)
    {
        m_status = status;
        Q_EMIT statusChanged();
    }

    quint64 give(const records::Command& command);
    // Its answer is for who asks; nobody else is told.
    quint64 ask(const records::Command& command)
    {
        m_told.insert(nextTicket());
        return give(command);
    }
    quint64 nextTicket() const { return m_ticket + 1; }
    void tell(const records::CommandOutcome& outcome) { Q_EMIT answered(outcome); }
    // Says what was done and offers to take it back.
    void giveWithUndo(const records::Command& command, const QString& sentence, const QString& icon,
        const records::Command& undo);
    // Its toast, with Undo, is shown already: the engine's own sentence would only cover it.
    bool isToldAlready(quint64 ticket) const { return m_told.contains(ticket); }
    // Who asked shows the refusal in place, as the answer comes: nobody else need say it again.
    void noteShown(quint64 ticket) { m_shown.insert(ticket); }
    bool isShown(quint64 ticket) const { return m_shown.contains(ticket); }
    // Shows a page; what is "account:12", "problem:KEY", "filter:TEXT" or empty.
    void open(const QString& page, const QString& what = {});
    void copy(const QString& text);
    void openAddress(const QString& url);
    void notice(const QString& sentence, const QString& icon)
    {
        Q_EMIT noticed(sentence, icon, {});
    }
    // A file was written: the sentence that says where, with ways to it.
    void noticeFile(const QString& sentence, const QString& path)
    {
        Q_EMIT fileNoticed(sentence, path);
    }
    // What it writes is there when it is done.
    quint64 giveForFile(const records::Command& command, const QString& path)
    {
        m_files.insert(nextTicket(), path);
        return give(command);
    }
    QString fileOf(quint64 ticket) const { return m_files.value(ticket); }
    // Where the last file of this book was written; empty at first.
    QString folder() const { return m_folder; }
    void setFolder(const QString& folder) { m_folder = folder; }
    void useFolder(const QString& folder)
    {
        m_folder = folder;
        Q_EMIT folderUsed(folder);
    }
    void wantWorksheet() { Q_EMIT worksheetWanted(); }
    void wantCompanion() { Q_EMIT companionWanted(); }
    // Of this account, or with zero of all that is open.
    void wantSupportCase(records::AccountId account) { Q_EMIT supportCaseWanted(account); }
    // The backup at this path, in the place of the open book.
    void wantRestored(const QString& path) { Q_EMIT restoreWanted(path); }
    void exportList() { Q_EMIT exportWanted(); } // of the shown page

Q_SIGNALS:
    void commandGiven(quint64 ticket, const records::Command& command);
    void answered(const records::CommandOutcome& outcome);
    void bookChanged(); // another book is open, or none
    void statusChanged(); // of the engine
    void opened(const QString& page, const QString& what);
    void exportWanted();
    void worksheetWanted(); // on paper
    void companionWanted();
    void supportCaseWanted(records::AccountId account);
    void restoreWanted(const QString& path);
    void fileNoticed(const QString& sentence, const QString& path);
    void folderUsed(const QString& folder);
    void noticed(const QString& sentence, const QString& icon, std::function<void()> undo);

private:
    base::Clock& m_clock;
    Look m_look;
    std::unique_ptr<store::Reader> m_reader;
    QString m_path; // of the open book
    Readers m_readers;
    records::BookSettings m_settings;
    records::EngineStatus m_status;
    quint64 m_ticket = 0;
    QSet<quint64> m_told, m_shown;
    QHash<quint64, QString> m_files;
    QString m_folder;
};

} // namespace ui
