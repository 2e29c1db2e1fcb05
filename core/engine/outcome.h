// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/operation.h"
#include "xero/answers.h"

#include <chrono>

namespace engine {

// What an answer means for one op of the batch: did money move? Pure (reliability.md §3.7).
struct Outcome {
    enum class Kind {
        Accepted, // Xero has it, under created.id
        Refused, // Xero said no, for the cause
        NotSent, // certainly nothing happened: goes again later
        Unknown // maybe: look before anything is sent again
    };
    Kind kind = Kind::Unknown;
    xero::Created created;
    records::Cause cause;
    std::optional<int> waitSeconds; // Xero asks to wait
};

// What Xero's answer to such a push tells of.
xero::CreatedKind createdKind(const records::Operation& operation);

// One outcome per op of the batch, in its order.
QList<Outcome> classify(const QList<records::Operation>& operations,
    const base::Result<xero::Response>& answer, base::Currency baseCurrency);

// What an accepted op did, for the log: "Created in Xero."
QString doneWords(records::OperationKind kind);

// The op after that: state, cause, counters and the time of the next try or look. Pure.
struct Patience {
    std::chrono::milliseconds firstLook;
    std::chrono::milliseconds retry;
};
records::Operation afterwards(const records::Operation& operation, const Outcome& outcome,
    const QDateTime& now, const Patience& patience);

// R111: a refusal whose cause only Xero can see mended is asked again after this time.
constexpr std::chrono::milliseconds kAskAgain = std::chrono::hours(12);

// Transient tries: 1, 5, 15 minutes, 1, 3, 6, 12 hours (design §6).
std::chrono::milliseconds backoff(int attempt);

} // namespace engine
