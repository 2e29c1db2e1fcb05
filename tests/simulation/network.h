// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulation/marks.h"
#include "simulation/tape.h"
#include "simulation/xeroside.h"
#include "xero/pacer.h"
#include "xero/transport.h"

#include <QCryptographicHash>
#include <QObject>

namespace simulation {

// A write of ours on its way to Xero.
struct Sent {
    enum class Copy { Original, Late, Duplicate };
    xero::Request request;
    qint64 leftAt = 0; // the world's time
    Copy copy = Copy::Original;
};

// Sees what goes over the wire: where the invariants look.
class Watcher {
public:
    virtual ~Watcher() = default;
    // Any call of ours starts.
    virtual void calls() = 0;
    // The first byte of a write leaves our program.
    virtual void leaves(const Sent& sent) = 0;
    // Xero has done it (or refused it).
    virtual void arrived(
        const Sent& sent, const sandbox::Tenant& before, const sandbox::Answer& answer)
        = 0;
    // Our program got the whole answer to a write, or only a part, another's, or none.
    virtual void heard(const Sent& sent, int status, bool whole) = 0;
    // Our program got the whole answer to a read.
    virtual void readBack(const xero::Request& request, const sandbox::Answer& answer) = 0;
};

// The network between one running copy of our program and Xero: as the faults of the step say.
class Network final : public xero::Transport {
public:
    Network(SimulatedClock& clock, XeroSide& xero, Watcher& watcher, Marks& marks, bool limits);

    // For the step that begins: its faults, and what a call kills or stops.
    void begin(const QList<Fault>& faults);
    void end();
    // Our program was started anew; what it sent before may still arrive.
    void restart();
    std::function<void()> onDeath, onStop;

    void send(
        const xero::Request& request, QObject* context, xero::ResponseHandler handler) override;
    int writesSeen() const { return m_allWrites; }
    int readsSeen() const { return m_allReads; }
    QByteArray trace() const { return m_trace.result(); }

private:
    struct Call {
        Sent sent;
        QPointer<QObject> context;
        xero::ResponseHandler handler;
    };
    void transmit(const Call& call);
    void deliver(const Call& call);
    void strike(const Call& call, const Fault& fault);
    void strikeError(const Call& call, const Fault& fault);
    void lose(const Call& call, bool certainlyNotSent);
    void answer(const Call& call, sandbox::Answer answer, int afterMilliseconds, bool whole);
    sandbox::Answer process(const Sent& sent);
    void arriveLater(Sent sent, Sent::Copy copy, int minutes);
    std::optional<Fault> faultFor(const xero::Request& request);
    void note(const QByteArray& what);

    SimulatedClock& m_clock;
    XeroSide& m_xero;
    Watcher& m_watcher;
    Marks& m_marks;
    const bool m_limits;
    std::unique_ptr<xero::Pacer> m_pacer;
    QList<Fault> m_faults;
    int m_writes = 0, m_reads = 0, m_allWrites = 0, m_allReads = 0, m_stopAt = -1;
    bool m_dead = false;
    QObject m_alive; // a packet travels on when the one who sent it has gone
    QCryptographicHash m_trace{QCryptographicHash::Sha256};
};

} // namespace simulation
