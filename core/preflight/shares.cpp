// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/shares.h"

#include "preflight/candidates.h"

#include <algorithm>

using namespace records;

namespace preflight {

namespace {

// Days within which a name alone says that money in Xero is the line's: last week's may be of a
// line that no statement here has.
constexpr qint64 kSoon = 5;

} // namespace

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

template <class Is>
bool Shares::isAnyRecord(Is is) const
{
    return std::ranges::any_of(m_facts.equal, is) || std::ranges::any_of(m_facts.unpushed, is)
        || std::ranges::any_of(m_facts.ofNamed, is);
}

void Shares::readWords()
{
    for (const KeptBankLine& kept : std::as_const(m_facts.lines))
        m_words.append(LineWords(kept.line, m_facts.decisions.value(kept.id)));
    readNames();
    for (qsizetype i = 0; i < m_facts.lines.size(); ++i) {
        const auto isWhole = [&](const auto& one) {
            return names(i, one).identity == Identity::Payer && !namesOthersThan(i, one.account);
        };
        m_hasWholeName.append(isAnyRecord(isWhole));
    }
}

template <class Record>
static void addClues(QMultiHash<QString, const Record*>& byClue, const QList<Record>& records)
{
    for (const Record& record : records)
        for (const QString& clue : cluesTo(record))
            byClue.insert(clue, &record);
}

// Where everybody pays the same fee a line meets thousands of records and names one of them.
void Shares::readNames()
{
    QMultiHash<QString, const Candidate*> byClue;
    QMultiHash<QString, const Unpushed*> unpushedByClue;
    QHash<QUuid, const Candidate*> byId; // for what a person said
    for (const QList<Candidate>* list : {&m_facts.equal, &m_facts.ofNamed, &m_foreign}) {
        addClues(byClue, *list);
        for (const Candidate& one : *list)
            byId.insert(one.xero.id, &one);
    }
    addClues(unpushedByClue, m_facts.unpushed);
    for (qsizetype i = 0; i < m_facts.lines.size(); ++i) {
        QHash<QUuid, Named> named;
        QHash<PaymentId, Named> namedUnpushed;
        const auto look = [&](const Candidate* one) {
            if (const Named how = m_words[i].names(*one); how.identity != Identity::None)
                named.insert(one->xero.id, how);
        };
        for (const QString& clue : m_words[i].clues()) {
            for (auto [it, end] = byClue.equal_range(clue); it != end; ++it)
                look(*it);
            for (auto [it, end] = unpushedByClue.equal_range(clue); it != end; ++it)
                if (const Named how = m_words[i].names(**it); how.identity != Identity::None)
                    namedUnpushed.insert((*it)->payment, how);
        }
        for (const LineDecision& decision : m_facts.decisions.value(m_facts.lines[i].id))
            if (const Candidate* one = decision.xero ? byId.value(decision.xero->id) : nullptr)
                look(one);
        m_named.append(named);
        m_namedUnpushed.append(namedUnpushed);
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

bool Shares::namesAnybody(qsizetype i) const
{
    return isAnyRecord([&](const auto& one) { return whose(i, one).identity != Identity::None; });
}

// The payer gave a number, and what has it isn't reconciled.
bool Shares::hasNumberOfOpen(qsizetype i) const
{
    return std::ranges::any_of(m_facts.equal, [&](const Candidate& one) {
        return !one.isReconciled && whose(i, one).identity >= Identity::Reference;
    }) || std::ranges::any_of(m_facts.unpushed, [&](const Unpushed& one) {
        return whose(i, one).identity >= Identity::Reference;
    });
}

// Another line has a beginning that may be this record's name, or somebody else's.
bool Shares::mayBeAnothers(qsizetype i, const Candidate& one) const
{
    for (qsizetype j = 0; j < m_facts.lines.size(); ++j)
        if (j != i && days(j, one.date) <= kNear && mayBeNamed(j, one)
            && whose(j, one).identity == Identity::None)
            return true;
    return false;
}

// A line that names somebody is not done by somebody else's money, even if the named one has
// nothing open; one that names nobody is by what Xero dated the same day, as it does with what it
// makes out of a line: unless the line looks like a transfer between own accounts.
void Shares::giveReconciled()
{
    QList<Claim> claims;
    for (qsizetype i = 0; i < m_facts.lines.size(); ++i) {
        std::optional<bool> isAnybody, isNumbered;
        for (qsizetype at = 0; at < m_facts.equal.size(); ++at) {
            const Candidate& one = m_facts.equal[at];
            if (!one.isReconciled || isDocument(one))
                continue;
            const qint64 apart = days(i, one.date);
            if (apart > kNear)
                continue;
            const Identity named = whose(i, one).identity;
            if (named < Identity::Reference) {
                if (!isNumbered)
                    isNumbered = hasNumberOfOpen(i);
                if (apart > kSoon || *isNumbered)
                    continue;
            }
            const bool isNameless = named == Identity::None && apart == 0
                && !namesOthersThan(i, one.account)
                && (one.kind == CandidateKind::Transfer || !opposite(i)) && !mayBeAnothers(i, one);
            if (isNameless && !isAnybody)
                isAnybody = namesAnybody(i);
            if (named != Identity::None || (isNameless && !*isAnybody))
                claims.append({i, at, named, apart});
        }
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
                && names(i, one).identity == Identity::None && namesOthersThan(i, one.account);
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
