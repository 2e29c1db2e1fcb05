// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "records/status.h"
#include "store/book.h"
#include "xero/transport.h"

#include <QObject>
#include <QTimeZone>

namespace engine {

// The waits of the protocol (design §6). They may be shortened only against a local sandbox.
struct Waits {
    std::chrono::milliseconds firstProbe{600'000}; // after an unknown outcome, money kinds
    std::chrono::milliseconds secondProbe{60'000}; // between the two negative probes
    std::chrono::milliseconds quickProbe{2'000}; // kinds whose number Xero keeps unique
    std::chrono::milliseconds patience{15'000}; // how long a run waits for its own lookups
    static Waits of(const records::BookSettings& settings, bool localSandbox);
};

class Reserve;

// What every part of the engine works with: the book, the way to Xero, the ports. One per open
// book.
struct Context {
    store::Book& book;
    xero::Transport& transport;
    const base::Clock& clock;
    base::Random& random;
    base::Clock& later; // the same clock, to be called back by
    Waits waits;
    QString who; // for the journal
    QByteArray tenant; // part of every idempotency key
    QObject* guard; // callbacks die with it
    QTimeZone zone = QTimeZone::systemTimeZone(); // of the days that a person counts
    Reserve* reserve = nullptr; // room for an answer when the disk is full; null = none is kept
};

// Runs one transaction: begin, body, commit; rolls back when the body fails.
template <class Body>
base::Result<void> inTransaction(store::Book& book, Body body)
{
    auto transaction = book.begin();
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (base::Result<void> result = body(*transaction); !result)
        return result;
    return transaction->commit();
}

inline QString isoUtc(const QDateTime& instant)
{
    return instant.toUTC().toString(Qt::ISODateWithMs);
}

} // namespace engine
