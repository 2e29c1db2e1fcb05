// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/random.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

// A stand-in Xero: its rules in memory. The same rules stand behind the HTTP server (server.h) and
// may be plugged in directly where a test wants no sockets. Single-threaded.
namespace sandbox {

struct Call {
    QByteArray verb;
    QString path; // from the host's root: "/api.xro/2.0/Invoices", "/connections", "/sandbox/…"
    QList<std::pair<QString, QString>> query; // decoded
    QList<std::pair<QByteArray, QByteArray>> headers; // names lower case
    QByteArray body;
    QByteArray header(const char* lowerCaseName) const;
};

// What to do with the wire instead of answering plainly.
enum class Wire { Answer, DropBefore, DropAfter, HalfAnswer };

struct Answer {
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    Wire wire = Wire::Answer; // DropBefore: the call was not processed
    int delayMilliseconds = 0;
};

struct State;

class Rules {
public:
    virtual ~Rules() = default;
    virtual Answer handle(const Call& call) = 0;
    // The whole state as JSON, and back: the demo's state file.
    virtual QByteArray save() const = 0;
    virtual bool load(const QByteArray& state) = 0;
    // The state itself (state.h), for a test that watches from inside.
    virtual State& state() = 0;
};

struct Start {
    bool demo = false; // the demo's organisation instead of "Sandbox Pty Ltd"
    bool autoApprove = false; // consent without a page
    bool limits = true;
};

std::unique_ptr<Rules> makeRules(
    const base::Clock& clock, base::Random& random, const Start& start = {});

} // namespace sandbox
