// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "engine/copies.h"
#include "records/command.h"
#include "records/status.h"
#include "store/book.h"
#include "xero/session.h"

#include <QObject>
#include <QTimeZone>

namespace engine {

// What the engine needs from outside; app makes it on the engine's thread.
struct Parts {
    std::unique_ptr<base::Clock> clock;
    std::unique_ptr<base::Random> random;
    std::unique_ptr<xero::TokenStore> tokens;
    // How sessions are made: over HTTP, or what a test puts in its place.
    std::function<std::unique_ptr<xero::Session>(
        xero::SessionOptions, xero::TokenStore&, base::Clock&, base::Random&)>
        makeSession = xero::makeSession;
    QTimeZone zone = QTimeZone::systemTimeZone(); // of the timetable
    std::function<bool(const QUrl&)> openBrowser;
    QString who; // for the journal
    QString xeroUrl; // instead of the book's own (a demo's sandbox has a new port each time)
    // Where programs of the same user agree on who changes a sign-in; empty when the tokens are in
    // this program's memory alone.
    QString lockFolder;
    Witness witness; // recognises a book that was restored, copied or moved
    bool silentConsent = false; // demo books: sign in to the local sandbox without asking
    // Window: what is due runs by itself, and unanswered pushes are looked up in their time.
    bool keepsLooking = false;
    bool keepsBackups = false; // one a day, after a run, in a folder beside the book
};

// The one writer: owns the book and the way to Xero, works in slices on its thread's event loop.
// Everything crosses as values; nothing returns a value, nothing blocks the caller.
class Engine : public QObject {
    Q_OBJECT

public:
    explicit Engine(std::function<Parts()> makeParts, QObject* parent = nullptr);
    ~Engine() override;

    // Queued slots; call them through signals or invokeMethod from another thread.
    void open(const QString& path);
    void perform(quint64 ticket, const records::Command& command);
    // Finishes the running transaction, closes the book, then emits stopped().
    void shutDown();

Q_SIGNALS:
    void opened(const QString& path, bool readOnly);
    void refused(const base::Error& error); // the book could not be opened
    void statusChanged(const records::EngineStatus& status);
    void changed(); // rows of the book changed: readers ask again; at most every 100 ms
    void answered(const records::CommandOutcome& outcome);
    void stopped();

private:
    class Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace engine
