// SPDX-License-Identifier: GPL-3.0-or-later

#include "match/sets.h"

#include <QHash>

#include <algorithm>
#include <map>
#include <numeric>

namespace match {

namespace {

constexpr int kMostSteps = 3'000'000; // some tenths of a second

// Equal amounts are one kind with a number of pieces: which of them is meant can't be told anyway.
struct Kind {
    qint64 amount = 0;
    QList<int> places;
};

class Search {
public:
    Search(const QList<qint64>& amounts, qint64 sum, int most)
        : m_sum(sum)
        , m_most(most)
    {
        std::map<qint64, QList<int>, std::greater<>> byAmount;
        for (int i = 0; i < amounts.size(); ++i)
            if (amounts[i] > 0 && amounts[i] <= sum)
                byAmount[amounts[i]].append(i);
        for (const auto& [amount, places] : byAmount)
            m_kinds.append({amount, places});
        m_taken.resize(m_kinds.size());
        // What all smaller kinds can give together, and the step in which they give it.
        m_rest.resize(m_kinds.size() + 1);
        m_divisor.resize(m_kinds.size() + 1);
        for (qsizetype i = m_kinds.size() - 1; i >= 0; --i) {
            m_rest[i] = m_rest[i + 1] + m_kinds[i].amount * m_kinds[i].places.size();
            m_divisor[i] = std::gcd(m_divisor[i + 1], m_kinds[i].amount);
        }
    }

    SetFound look()
    {
        descend(0, m_sum, m_most);
        if (m_solutions > 1 || (m_solutions == 1 && m_isInterchangeable))
            m_found.answer = SetFound::Ambiguous;
        else if (m_steps > kMostSteps)
            return {SetFound::GaveUp, {}};
        else if (m_solutions == 1)
            m_found.answer = SetFound::Unique;
        std::sort(m_found.members.begin(), m_found.members.end());
        return m_found;
    }

private:
    void descend(qsizetype kind, qint64 left, int most)
    {
        if (left == 0)
            return solved();
        if (kind == m_kinds.size() || most == 0 || left > m_rest[kind]
            || left % m_divisor[kind] != 0 || left > m_kinds[kind].amount * most)
            return;
        if (++m_steps > kMostSteps || m_solutions > 1)
            return;
        const qint64 amount = m_kinds[kind].amount;
        const auto can
            = std::min({qint64(m_kinds[kind].places.size()), left / amount, qint64(most)});
        for (qint64 take = can; take >= 0; --take) {
            m_taken[kind] = static_cast<int>(take);
            descend(kind + 1, left - take * amount, most - static_cast<int>(take));
        }
        m_taken[kind] = 0;
    }

    void solved()
    {
        if (std::accumulate(m_taken.begin(), m_taken.end(), 0) < 2)
            return;
        if (++m_solutions > 1)
            return;
        for (qsizetype i = 0; i < m_kinds.size(); ++i) {
            m_isInterchangeable
                = m_isInterchangeable || (m_taken[i] > 0 && m_taken[i] < m_kinds[i].places.size());
            m_found.members += m_kinds[i].places.first(m_taken[i]);
        }
    }

    const qint64 m_sum;
    const int m_most;
    QList<Kind> m_kinds; // largest first
    QList<int> m_taken;
    QList<qint64> m_rest, m_divisor;
    SetFound m_found;
    int m_steps = 0, m_solutions = 0;
    bool m_isInterchangeable = false;
};

} // namespace

SetFound setOf(const QList<qint64>& amounts, qint64 sum, int most)
{
    if (sum <= 0)
        return {};
    return Search(amounts, sum, most).look();
}

} // namespace match
