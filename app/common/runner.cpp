// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/runner.h"

#include "common/parts.h"

namespace app {

Runner::Runner(Work work, QObject* parent)
    : QObject(parent)
    , m_work(std::move(work))
    , m_steps(m_work.steps.begin(), m_work.steps.end())
{
}

Runner::~Runner() = default;

void Runner::start()
{
    if (!m_work.isDemo || !m_work.xeroUrl.isEmpty())
        return openBook();
    m_sandbox = std::make_unique<DemoSandbox>(m_work.book, m_work.limits);
    connect(m_sandbox.get(), &DemoSandbox::listening, this, &Runner::openBook);
    connect(m_sandbox.get(), &DemoSandbox::failed, this, [this](const QString& sentence) {
        fail(base::failure(base::ErrorKind::Offline, sentence).value());
    });
    m_sandbox->start();
}

void Runner::openBook()
{
    if (m_closing)
        return;
    m_host = std::make_unique<EngineHost>(partsFor({.isDemo = m_work.isDemo,
        .xeroUrl = m_sandbox ? m_sandbox->address().toString() : QString(),
        .openBrowser = m_work.openBrowser}));
    engine::Engine* engine = m_host->engine();
    connect(engine, &engine::Engine::opened, this, [this](const QString&, bool readOnly) {
        m_result.openElsewhere = readOnly;
        readOnly ? close() : next();
    });
    connect(engine, &engine::Engine::refused, this, [this](const base::Error& error) {
        m_result.openElsewhere = error.kind == base::ErrorKind::Conflict;
        fail(error);
    });
    connect(engine, &engine::Engine::statusChanged, this, [this](const auto& status) {
        m_result.status = status;
        Q_EMIT progressed(status);
    });
    connect(engine, &engine::Engine::answered, this, &Runner::answered);
    connect(engine, &engine::Engine::stopped, this, [this] { Q_EMIT finished(m_result); });
    m_host->open(m_work.book);
}

void Runner::next()
{
    if (m_steps.empty() || m_result.interrupted)
        return close();
    const Step step = std::move(m_steps.front());
    m_steps.pop_front();
    std::visit([this](const auto& what) { take(what); }, step.what);
}

void Runner::take(const records::Command& command)
{
    m_host->perform(++m_ticket, command);
}

void Runner::take(const Act& act)
{
    if (!m_sandbox && m_work.xeroUrl.isEmpty())
        return fail(base::failure(base::ErrorKind::Usage,
            QStringLiteral("Only a sandbox lets a program act as the person in Xero."))
                        .value());
    const QUrl address = m_sandbox ? m_sandbox->address() : QUrl(m_work.xeroUrl);
    m_person.act(address, act, this, [this](const base::Result<QJsonObject>& answer) {
        answer ? next() : fail(answer.error());
    });
}

void Runner::take(const Ask& ask)
{
    if (!m_reader) {
        auto reader = store::openReader(m_work.book);
        if (!reader)
            return fail(reader.error());
        m_reader = std::move(*reader);
    }
    const auto steps = ask(*m_reader);
    if (!steps)
        return fail(steps.error());
    m_steps.insert(m_steps.begin(), steps->begin(), steps->end());
    next();
}

void Runner::answered(const records::CommandOutcome& outcome)
{
    if (outcome.ticket != m_ticket)
        return;
    m_result.outcomes.append(outcome);
    outcome.done ? next() : fail(outcome.error);
}

void Runner::interrupt()
{
    const bool again = m_result.interrupted;
    m_result.interrupted = true;
    // A run stops after the call on its way. Whatever else is going on (a sign-in, say), or who
    // asks a second time, ends here.
    if (again || !m_host || !m_result.status.running)
        return close();
    m_host->perform(0, records::command::StopRun{});
}

void Runner::fail(const base::Error& error)
{
    if (m_closing)
        return;
    m_result.error = error;
    close();
}

void Runner::close()
{
    if (m_closing)
        return;
    m_closing = true;
    m_reader.reset();
    if (m_host)
        m_host->shutDown();
    else
        Q_EMIT finished(m_result);
}

} // namespace app
