// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "records/command.h"
#include "records/status.h"
#include "store/book.h"
#include "xero/session.h"

#include <QObject>

namespace engine {

// The waits of the protocol (design §6). They may be shortened only against a local sandbox.
struct Waits {
    std::chrono::milliseconds firstProbe{600'000}; // after an unknown outcome, money kinds
    std::chrono::milliseconds quickProbe{2'000}; // kinds whose number Xero keeps unique
    std::chrono::milliseconds secondProbe{60'000};
    std::chrono::milliseconds keyLife{360'000};
};

// What the engine needs from outside; app builds it on the engine's thread.
struct Parts {
    std::unique_ptr<base::Clock> clock;
    std::unique_ptr<base::Random> random;
    std::unique_ptr<xero::TokenStore> tokens;
    std::function<bool(const QUrl&)> openBrowser;
    QString who; // for the journal
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
