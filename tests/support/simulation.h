// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/run.h"
#include "sandbox/rules.h"
#include "support/manualclock.h"

#include <QJsonObject>
#include <QTemporaryDir>

// The engine's own steps against the sandbox's own rules, without sockets, threads or real time:
// the same code as in production behind two other ports. Everything follows from the seed.
class Simulation {
public:
    explicit Simulation(quint64 seed);
    ~Simulation();

    // How often, in percent, a call's answer is lost after or before Xero processed it.
    struct Faults {
        quint64 dropAfter = 0, dropBefore = 0, half = 0;
    };
    void setFaults(Faults faults) { m_faults = faults; }
    // The process "dies" at this many calls from now: the call is processed, nobody hears the
    // answer.
    void dieAfter(int calls) { m_diesAfter = calls; }

    bool import(const records::ImportBatch& batch); // false: refused whole
    // nullopt: the process died on the way, and the book was opened again as after a crash.
    std::optional<base::Result<engine::RunSummary>> sync(records::command::Direction direction);
    bool reverse(records::RecordRef record);
    QJsonObject person(const QString& act, const QJsonObject& what);
    QJsonObject truth();
    sandbox::Answer call(const QByteArray& verb, const QString& path, const QByteArray& body = {});

    store::Book& book() { return *m_book; }
    store::Reader& reader() { return *m_reader; }
    base::Random& random() { return m_random; }
    ManualClock& clock() { return m_clock; }
    engine::Context context();
    int writesSeen() const { return m_writes; }

private:
    class Transport;
    void signIn();
    void openBook();
    void reopenAfterDeath();

    QTemporaryDir m_dir;
    ManualClock m_clock;
    base::SeededRandom m_random;
    std::unique_ptr<sandbox::Rules> m_rules;
    std::unique_ptr<store::Book> m_book;
    std::unique_ptr<store::Reader> m_reader;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<QObject> m_guard;
    QByteArray m_token, m_tenant;
    Faults m_faults;
    int m_diesAfter = -1, m_writes = 0;
    bool m_dead = false;
};
