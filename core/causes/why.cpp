// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

// "Why hasn't it synced?": the causes of the founding papers, asked in their order (R154).
namespace causes {

namespace {

QString day(QDate date)
{
    return date.toString(u"d MMM yyyy"_s);
}

bool travels(RecordKind kind)
{
    return kind != RecordKind::Adjustment && kind != RecordKind::Reversal;
}

class Asking {
public:
    explicit Asking(const WhyFacts& facts)
        : m_facts(facts)
    {
    }

    QList<WhyStep> ask()
    {
        if (!askKind() || isThere())
            return m_steps; // nothing else matters
        askLink();
        askBook();
        askDates();
        askPush();
        return m_steps;
    }

private:
    void add(const QString& question, bool passed, const QString& answer)
    {
        m_steps.append({question, answer, passed});
    }

    bool askKind()
    {
        const bool goes = travels(m_facts.kind);
        add(u"Does this kind go to Xero?"_s, goes,
            goes ? u"Yes."_s
                : m_facts.kind == RecordKind::Reversal
                ? u"No: reversals don’t travel. Problems has the task for Xero’s half."_s
                : u"No: a ledger credit or write-off has no counterpart in Xero. Mirror it by hand."_s);
        return goes;
    }

    bool isThere()
    {
        if (m_facts.isInXero)
            add(u"Is it in Xero?"_s, true, u"Yes. There is nothing to wait for."_s);
        return m_facts.isInXero;
    }

    void askLink()
    {
        const bool linked = m_facts.isLinked && !m_facts.isHalfLinked;
        add(u"Is the account linked to a contact?"_s, linked,
            m_facts.isHalfLinked   ? u"Only half: repair the link on the Links page."_s
                : m_facts.isLinked ? u"Yes, to %1."_s.arg(m_facts.contactName)
                                   : u"No: link it on the Links page, or let Tieout create one."_s);
        if (!m_facts.isLinked)
            return;
        const bool active = !m_facts.isMerged && m_facts.contactStatus == u"ACTIVE"_s;
        add(u"Is that contact active in Xero?"_s, active,
            m_facts.isMerged ? u"No: it was merged into another one. Link the account to that."_s
                : active     ? u"Yes."_s
                : m_facts.contactStatus.isEmpty()
                ? u"Not known: it was never fetched."_s
                : u"No: it is archived. Restore it in Xero or here."_s);
    }

    void askBook()
    {
        const bool sends = m_facts.pushIsOn && m_facts.isSent;
        add(u"Does this book send it?"_s, sends,
            !m_facts.pushIsOn    ? u"No: pushing is off until both sides’ history is accepted."_s
                : m_facts.isSent ? u"Yes."_s
                                 : u"No: What syncs, in Settings, leaves this kind out."_s);
        if (m_facts.standing)
            add(u"May anything be sent now?"_s, false, words(m_facts.standing).sentence);
    }

    void askDates()
    {
        if (!m_facts.date.isValid())
            return;
        if (m_facts.startDate.isValid())
            add(u"Is it dated after the start?"_s, m_facts.date >= m_facts.startDate,
                m_facts.date >= m_facts.startDate
                    ? u"Yes."_s
                    : u"No: nothing dated before %1 is pushed."_s.arg(day(m_facts.startDate)));
        if (m_facts.lockedUpTo.isValid())
            add(u"Is its period open in Xero?"_s, m_facts.date > m_facts.lockedUpTo,
                m_facts.date > m_facts.lockedUpTo
                    ? u"Yes."_s
                    : u"No: the books are locked up to %1."_s.arg(day(m_facts.lockedUpTo)));
    }

    void askPush()
    {
        if (!m_facts.push)
            return add(u"Does it wait to be sent?"_s, false,
                u"No: nothing of it is owed to Xero. An answer above says why, or the next sync "
                "looks again."_s);
        const Operation& push = *m_facts.push;
        const bool waits = push.cause.id == CauseId::WaitsForOther;
        add(u"Has what goes before it gone?"_s, !waits,
            waits ? words(push.cause).sentence : u"Yes, or nothing has to."_s);
        const bool refused = needsPerson(push.state) || push.state == OperationState::SetAside;
        add(u"Is it free to go?"_s, !refused, refused ? words(push.cause).sentence : u"Yes."_s);
        if (isUnresolved(push.state))
            add(u"Did Xero answer?"_s, false,
                u"Not yet. Tieout looks there first and only then sends again."_s);
        if (m_facts.isPaused)
            add(u"Does anything run by itself?"_s, false,
                u"No: five connection errors within an hour paused it. Test the connection in "
                "Settings."_s);
        const bool came = m_facts.lastPush.isValid() && m_facts.lastPush > push.createdAt;
        if (!waits && !refused && !isUnresolved(push.state) && !m_facts.standing)
            add(u"Has a sync come by since?"_s, came,
                came ? u"Yes. Sync to Xero sends it now."_s
                     : u"Not yet: it goes with the next push. Nothing is wrong."_s);
    }

    const WhyFacts& m_facts;
    QList<WhyStep> m_steps;
};

} // namespace

QList<WhyStep> why(const WhyFacts& facts)
{
    return Asking(facts).ask();
}

} // namespace causes
