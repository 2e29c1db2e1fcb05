// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/shares.h"

#include "preflight/candidates.h"

#include <algorithm>

using namespace records;

namespace preflight {

Shares::Shares(const LineFacts& facts)
    : m_facts(facts)
    , m_done(facts.lines.size())
    , m_money(facts.lines.size())
    , m_ledger(facts.lines.size())
    , m_heldBack(facts.lines.size())
{
    putForeignApart();
    readWords();
    giveReconciled();
    keepHeldBack();
    giveMoney();
}

QDate Shares::nearDay(const Candidate& one)
{
    return isDocument(one) ? one.dueDate : one.date;
}

bool Shares::isOfItsTime(qsizetype i, const Candidate& one) const
{
    return isDocument(one) ? !one.date.isValid() || one.date <= line(i).date.addDays(kNear)
                           : days(i, one.date) <= kNear;
}

// Amounts of two currencies say nothing of each other.
void Shares::putForeignApart()
{
    if (m_facts.lines.isEmpty())
        return;
    const base::Currency own = m_facts.lines.first().line.amount.currency();
    const auto isForeign = [&](const auto& one) { return !(one.amount.currency() == own); };
    std::copy_if(
        m_facts.ofNamed.cbegin(), m_facts.ofNamed.cend(), std::back_inserter(m_foreign), isForeign);
    m_facts.equal.removeIf(isForeign);
    m_facts.ofNamed.removeIf(isForeign);
    m_facts.unpushed.removeIf(isForeign);
}

const std::pair<QString, KeptBankLine>* Shares::opposite(qsizetype i) const
{
    const auto found = std::ranges::find_if(
        m_facts.opposite, [&](const auto& other) { return days(i, other.second.line.date) <= 3; });
    return found == m_facts.opposite.end() ? nullptr : &*found;
}

void Shares::readWords()
{
    for (const KeptBankLine& kept : std::as_const(m_facts.lines)) {
        const LineWords words(kept.line, m_facts.decisions.value(kept.id));
        const qsizetype i = m_words.size();
        const auto isWhole = [&](const auto& one) {
            return words.names(one).identity == Identity::Payer && !namesOthersThan(i, one.account);
        };
        m_words.append(words);
        m_hasWholeName.append(std::any_of(m_facts.equal.cbegin(), m_facts.equal.cend(), isWhole)
            || std::any_of(m_facts.unpushed.cbegin(), m_facts.unpushed.cend(), isWhole)
            || std::any_of(m_facts.ofNamed.cbegin(), m_facts.ofNamed.cend(), isWhole));
    }
}

template <class Take>
static void give(QList<Claim> claims, Take&& take)
{
    std::sort(claims.begin(), claims.end(),
        [](const Claim& a, const Claim& b) { return a.key() < b.key(); });
    for (const Claim& claim : std::as_const(claims))
        take(claim);
}

// A line that names somebody is not done by somebody else's money; one that names nobody is by
// what Xero dated the same day, as it does with what it makes out of a line: unless the line looks
// like a transfer between own accounts.
bool Shares::mayBeDoneBy(qsizetype i, const Candidate& one) const
{
    if (one.isReconciled && whose(i, one).identity != Identity::None)
        return true;
    if (namesOthersThan(i, one.account)) // even one who has nothing open
        return false;
    if (one.kind != CandidateKind::Transfer && opposite(i))
        return false;
    const auto names
        = [&](const auto& other) { return whose(i, other).identity != Identity::None; };
    return days(i, one.date) == 0 && std::none_of(m_facts.equal.begin(), m_facts.equal.end(), names)
        && std::none_of(m_facts.unpushed.begin(), m_facts.unpushed.end(), names)
        && std::none_of(m_facts.ofNamed.begin(), m_facts.ofNamed.end(), names);
}

void Shares::giveReconciled()
{
    QList<Claim> claims;
    for (qsizetype i = 0; i < m_facts.lines.size(); ++i)
        for (qsizetype at = 0; at < m_facts.equal.size(); ++at) {
            const Candidate& one = m_facts.equal[at];
            const qint64 apart = days(i, one.date);
            if (one.isReconciled && !isDocument(one) && apart <= kNear && mayBeDoneBy(i, one))
                claims.append({i, at, whose(i, one).identity, apart});
        }
    QSet<qsizetype> taken;
    give(claims, [&](const Claim& claim) {
        if (m_done[claim.line] || taken.contains(claim.at))
            return;
        m_done[claim.line] = m_facts.equal[claim.at];
        taken.insert(claim.at);
    });
}

// What was matched too early has its line; its payment is no other line's.
void Shares::keepHeldBack()
{
    QSet<qsizetype> taken;
    for (qsizetype i = 0; i < m_facts.lines.size(); ++i)
        for (qsizetype at = 0; at < m_facts.unpushed.size() && !m_heldBack[i]; ++at) {
            const Unpushed& one = m_facts.unpushed[at];
            if (m_done[i] && m_done[i]->isWrongMatch && one.why == HazardId::WrongMatch
                && !taken.contains(at) && days(i, one.date) <= kNear
                && (m_facts.unpushed.size() == 1 || whose(i, one).identity != Identity::None)) {
                m_heldBack[i] = one.payment;
                taken.insert(at);
            }
        }
    m_facts.unpushed.removeIf([&](const Unpushed& one) {
        return std::find(m_heldBack.cbegin(), m_heldBack.cend(), one.payment) != m_heldBack.cend();
    });
}

// Money that is in Xero and money that is only in the ledger are given out together: of two
// payments of one customer, one pushed and one not, each line gets the one of its day.
void Shares::giveMoney()
{
    QList<Claim> claims;
    const qsizetype inXero = m_facts.equal.size();
    for (qsizetype i = 0; i < m_facts.lines.size(); ++i) {
        if (m_done[i])
            continue;
        for (qsizetype at = 0; at < inXero; ++at) {
            const Candidate& one = m_facts.equal[at];
            if (fits(i, one) && !isDocument(one) && days(i, one.date) <= kNear)
                claims.append({i, at, whose(i, one).identity, days(i, one.date)});
        }
        for (qsizetype at = 0; at < m_facts.unpushed.size(); ++at) {
            const Unpushed& one = m_facts.unpushed[at];
            const Named who = whose(i, one);
            const bool isOthers = who.identity == Identity::None
                && m_words[i].names(one).identity == Identity::None
                && namesOthersThan(i, one.account);
            if (days(i, one.date) <= kNear && !isOthers)
                claims.append({i, inXero + at, who.identity, days(i, one.date)});
        }
    }
    QSet<qsizetype> taken;
    give(claims, [&](const Claim& claim) {
        if (m_money[claim.line] || m_ledger[claim.line] || taken.contains(claim.at))
            return;
        taken.insert(claim.at);
        if (claim.at < inXero)
            m_money[claim.line] = claim;
        else
            m_ledger[claim.line] = Claim{claim.line, claim.at - inXero, claim.identity, claim.days};
    });
}

} // namespace preflight
