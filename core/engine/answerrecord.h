// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/outcome.h"
#include "store/book.h"

namespace engine {

// What an answer means for a batch, whole: what is written into the book in one transaction, or,
// when the disk has no room for that, into the file kept for it (reserve.h).
struct AnswerRecord {
    qint64 attempt = 0;
    QString batch;
    store::AttemptOutcome ending = store::AttemptOutcome::Unknown;
    int httpStatus = 0;
    QString raw;
    QList<Outcome> outcomes; // one per op of the batch, in its order

    QByteArray toBytes() const;
    static std::optional<AnswerRecord> fromBytes(const QByteArray& bytes);
};

} // namespace engine
