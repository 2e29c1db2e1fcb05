// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/enginehost.h"

#include <utility>

namespace app {

EngineHost::EngineHost(std::function<engine::Parts()> makeParts)
    : m_engine(new engine::Engine(std::move(makeParts)))
{
    m_thread.setObjectName(QStringLiteral("engine"));
    m_engine->moveToThread(&m_thread);
    QObject::connect(
        m_engine, &engine::Engine::stopped, &m_thread, &QThread::quit, Qt::DirectConnection);
    QObject::connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    m_thread.start();
}

EngineHost::~EngineHost()
{
    shutDown();
    m_thread.wait();
}

void EngineHost::open(const QString& path)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, path] { engine->open(path); }, Qt::QueuedConnection);
}

void EngineHost::perform(quint64 ticket, const records::Command& command)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, ticket, command] { engine->perform(ticket, command); },
        Qt::QueuedConnection);
}

void EngineHost::shutDown()
{
    // Once: after it the engine may be gone any moment.
    if (std::exchange(m_isShutDown, true))
        return;
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine] { engine->shutDown(); }, Qt::QueuedConnection);
}

} // namespace app
