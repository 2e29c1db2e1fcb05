// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/demosandbox.h"
#include "common/enginehost.h"
#include "common/person.h"

#include <deque>

namespace app {

struct Step;
// A step that must look into the book first: ids exist only after the steps before it.
using Ask = std::function<base::Result<QList<Step>>(const store::Reader&)>;
struct Step {
    std::variant<records::Command, Act, Ask> what;
};

// A piece of work on one book, from opening to closing it.
struct Work {
    QString book;
    bool isDemo = false; // tokens in memory, and its own sandbox unless xeroUrl names another
    QString xeroUrl; // of the book's settings
    std::function<bool(const QUrl&)> openBrowser;
    QList<Step> steps;
    DemoSandbox::Limits limits = DemoSandbox::Limits::AsXero; // of the demo's own sandbox
};

struct Finished {
    QList<records::CommandOutcome> outcomes;
    records::EngineStatus status; // the last one
    bool openElsewhere = false; // nothing was done: another program has the book
    bool interrupted = false;
    std::optional<base::Error> error; // of the step that failed; those after it were not done
};

// Starts the demo's sandbox if the book needs one, opens the book in the engine, does the steps one
// after the other, closes everything and says how it went.
class Runner : public QObject {
    Q_OBJECT

public:
    explicit Runner(Work work, QObject* parent = nullptr);
    ~Runner() override;
    void start();
    // Lets the engine finish what is on the wire, then closes.
    void interrupt();

Q_SIGNALS:
    void progressed(const records::EngineStatus& status);
    void finished(const app::Finished& result);

private:
    void openBook();
    void next();
    void take(const records::Command& command);
    void take(const Act& act);
    void take(const Ask& ask);
    void answered(const records::CommandOutcome& outcome);
    void fail(const base::Error& error);
    void close();

    Work m_work;
    std::deque<Step> m_steps;
    Person m_person;
    std::unique_ptr<DemoSandbox> m_sandbox;
    std::unique_ptr<EngineHost> m_host;
    std::unique_ptr<store::Reader> m_reader;
    Finished m_result;
    quint64 m_ticket = 0;
    bool m_closing = false;
};

} // namespace app
