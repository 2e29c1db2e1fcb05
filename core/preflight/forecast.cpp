// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/forecast.h"

#include "preflight/identity.h"

using namespace records;

namespace preflight {

namespace {

qint64 daysApart(const BankLine& line, const Candidate& candidate)
{
    const QDate day = candidate.dueDate.isValid() ? candidate.dueDate : candidate.date;
    return day.isValid() ? qAbs(day.daysTo(line.date)) : 100'000;
}

} // namespace

QList<Candidate> forecast(const BankLine& line, const QList<Candidate>& equal)
{
    const LineWords words(line);
    using Rank = std::pair<qint64, bool>; // days apart; the contact is not named
    QList<Candidate> best;
    Rank bestRank;
    for (const Candidate& one : equal) {
        if (one.isReconciled)
            continue;
        const qint64 apart = daysApart(line, one);
        if (!best.isEmpty() && apart > bestRank.first)
            continue;
        const Rank rank{apart, !words.hasName(one.contactName)};
        if (best.isEmpty() || rank < bestRank) {
            best = {one};
            bestRank = rank;
        } else if (rank == bestRank) {
            best.append(one);
        }
    }
    return best;
}

} // namespace preflight
