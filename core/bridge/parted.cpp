// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/parted.h"

#include "bridge/cut.h"
#include "bridge/past.h"

#include <algorithm>

using namespace records;

namespace bridge {

using match::ref;

namespace {

// Which part of a group a line speaks of: refunds have lines of their own.
enum class Of { All, WithoutRefunds, Refunds };

bool counts(const Item& item, Of of)
{
    return of == Of::All || (item.part == Part::Refund) == (of == Of::Refunds);
}

class Tracer {
public:
    Tracer(const Cut& cut, const Scope& scope)
        : m_file(cut.asOf.file)
        , m_scope(scope.side, cut.tally.currency())
        , m_index(cut.index)
    {
        for (const Group& group : cut.tally.groups()) {
            for (const Item* item : group.ledger)
                m_groups.insert(keyOf(*item->entry.ledger), &group);
            for (const Item* item : group.xero)
                m_groups.insert(keyOf(*item->entry.xero), &group);
            for (const Twin* twin : group.twins) {
                m_groups.insert(keyOf(twin->ledger), &group);
                m_groups.insert(keyOf(twin->xero), &group);
            }
        }
    }

    // The records of the group that the line speaks of. Without a tie each Xero record stands for
    // itself.
    Involved of(const BridgeLine& line) const
    {
        Involved found;
        if (line.ledger)
            found.ledger.append(*line.ledger);
        if (line.xero)
            found.xero.append(*line.xero);
        if (line.amount.isZero())
            return ofGap(line, found);
        const Group* group = groupOf(line);
        if (!group)
            return found;
        if (line.ledger || !group->twins.isEmpty()) {
            for (const Item* item : group->ledger)
                found.ledger.append(*item->entry.ledger);
            for (const Twin* twin : group->twins) {
                found.ledger.append(twin->ledger);
                found.xero.append(twin->xero);
            }
            if (!group->twins.isEmpty())
                for (const Item* item : group->xero)
                    found.xero.append(*item->entry.xero);
        }
        return found;
    }

    Event eventOf(const BridgeLine& line, const RecordHistory& history) const
    {
        const Involved records = of(line);
        const Past past(m_file, records, history);
        Event event
            = line.amount.isZero() ? gap(line, past, history) : crossing(line, records, past);
        event.amount = line.amount;
        if (event.label.isEmpty())
            event.label = line.label;
        if (!event.date.isValid())
            event.date = line.date;
        if (!event.ledger)
            event.ledger = line.ledger;
        if (!event.xero)
            event.xero = line.xero;
        return event;
    }

private:
    static QString keyOf(const RecordRef& one)
    {
        return QStringLiteral("l%1/%2").arg(static_cast<int>(one.kind)).arg(one.id);
    }
    static QString keyOf(const XeroRef& one)
    {
        return QStringLiteral("x%1/").arg(static_cast<int>(one.kind)) + one.id.toString();
    }

    const Group* groupOf(const BridgeLine& line) const
    {
        const Group* group = line.ledger ? m_groups.value(keyOf(*line.ledger)) : nullptr;
        return group || !line.xero ? group : m_groups.value(keyOf(*line.xero));
    }

    // Of an invoice that is open by another amount than in Xero, and nothing else.
    static bool isOfInvoice(const BridgeLine& line)
    {
        return line.xero && line.xero->kind == XeroKind::Invoice;
    }

    // Allocations that move no balance: those of the credit in Xero, and the partner that the
    // ledger's own once had there; or what took the ledger's own back. Of an invoice, what was paid
    // on it.
    Involved ofGap(const BridgeLine& line, Involved found) const
    {
        if (isOfInvoice(line)) {
            for (const ledger::Allocation& one : m_file.allocations)
                if (line.ledger && one.to.value == line.ledger->id)
                    found.ledger.append(ref(one));
            for (const mirror::Payment& one : m_file.xeroPayments)
                if (one.invoice.value == line.xero->id)
                    found.xero.append(ref(one));
            for (const mirror::Credit& credit : m_file.credits)
                for (const mirror::Allocation& one : credit.allocations)
                    if (one.invoice.value == line.xero->id)
                        found.xero.append(ref(one));
            return found;
        }
        if (const ledger::Reversal* reversal = takenBackBy(line))
            found.ledger += {ref(*reversal), reversal->of};
        if (const mirror::Credit* credit = line.xero ? m_index.credit(*line.xero) : nullptr)
            for (const mirror::Allocation& one : credit->allocations)
                found.xero.append(ref(one));
        if (const Twin* twin = line.ledger ? m_index.twin(*line.ledger) : nullptr)
            found.xero.append(twin->xero);
        return found;
    }

    base::Money net(const Past& past, const Involved& records, const QDateTime& at, Of of) const
    {
        const AccountFile then = past.at(at);
        const match::Index index(then);
        const Tally tally(then, index, m_scope);
        base::Money sum(0, m_scope.currency);
        for (const Item& item : tally.items()) {
            if (!counts(item, of))
                continue;
            if (item.entry.ledger && records.ledger.contains(*item.entry.ledger))
                sum += item.entry.amount;
            if (item.entry.xero && records.xero.contains(*item.entry.xero))
                sum -= item.entry.amount;
        }
        return sum;
    }

    // The last turn at which what had cancelled out, or was not there, stopped doing so.
    Event crossing(const BridgeLine& line, const Involved& records, const Past& past) const
    {
        const QList<Turn>& turns = past.turns();
        if (turns.isEmpty())
            return {};
        Of of = Of::All;
        for (const Of one : {Of::All, Of::WithoutRefunds, Of::Refunds})
            if (net(past, records, turns.last().at, one) == line.amount) {
                of = one;
                break;
            }
        for (qsizetype i = turns.size() - 1; i > 0; --i) {
            if (turns.at(i - 1).at == turns.at(i).at)
                continue;
            if (net(past, records, turns.at(i - 1).at, of).isZero())
                return mover(past, i, turns.at(i - 1).at, of);
        }
        return mover(past, 0, turns.first().at.addMSecs(-1), of);
    }

    // Several records may turn at one instant, of which one reading tells: the first whose own part
    // of the balance moved.
    Event mover(const Past& past, qsizetype from, const QDateTime& before, Of of) const
    {
        const QList<Turn>& turns = past.turns();
        for (qsizetype i = from; i < turns.size() && turns.at(i).at == turns.at(from).at; ++i) {
            const Event& event = turns.at(i).event;
            Involved own;
            if (event.ledger)
                own.ledger.append(*event.ledger);
            if (event.xero)
                own.xero.append(*event.xero);
            if (net(past, own, before, of) != net(past, own, turns.at(i).at, of))
                return event;
        }
        return turns.at(from).event;
    }

    // Reversed with what it came from or went to. None: it was taken back by itself, or it stands.
    const ledger::Reversal* takenBackBy(const BridgeLine& line) const
    {
        const auto own = std::find_if(m_file.allocations.begin(), m_file.allocations.end(),
            [&](const ledger::Allocation& one) {
                return one.removedBy && ref(one) == line.ledger;
            });
        if (own == m_file.allocations.end())
            return nullptr;
        const auto by = std::find_if(m_file.reversals.begin(), m_file.reversals.end(),
            [&](const ledger::Reversal& one) { return one.id == own->removedBy; });
        return by == m_file.reversals.end() ? nullptr : &*by;
    }

    // Taken back here alone. An allocation keeps no instant of that; the journal does.
    Event takenBack(const BridgeLine& line, const Past& past, const RecordHistory& history) const
    {
        if (const ledger::Reversal* reversal = takenBackBy(line))
            for (const Turn& turn : past.turns())
                if (turn.event.ledger == ref(*reversal))
                    return turn.event;
        return takenBackByHand(*line.ledger, history).value_or(Event());
    }

    static std::optional<Event> takenBackByHand(
        const RecordRef& allocation, const RecordHistory& history)
    {
        std::optional<Event> event;
        for (const Noted& note : history.notes.value(allocation))
            if (note.what.endsWith(QStringLiteral("taken back"))) {
                event = Event{.what = Happened::Reversed, .at = note.at};
                event->who = note.who;
            }
        return event;
    }

    // What last came onto the invoice or was taken off it, on either side.
    static Event lastOn(const Involved& records, const Past& past, const RecordHistory& history)
    {
        Event last;
        for (const Turn& turn : past.turns())
            if ((turn.event.ledger && turn.event.ledger->kind == RecordKind::Allocation)
                || (turn.event.xero && turn.event.xero->kind != XeroKind::Invoice))
                last = turn.event;
        for (const RecordRef& one : records.ledger)
            if (const auto event = takenBackByHand(one, history); event && !(event->at < last.at))
                last = *event;
        return last;
    }

    // Pushed, and taken back there before any reading showed it: the first that shows its credit
    // without it tells.
    std::optional<Event> takenBackUnseen(const BridgeLine& line, const RecordHistory& history) const
    {
        const Twin* tie = m_index.twin(*line.ledger);
        if (!tie || m_index.creditOfAllocation(tie->xero.id))
            return {};
        for (const Version<mirror::Credit>& one : history.credits) {
            if (!line.xero || one.record.id.value != line.xero->id || one.from < tie->tiedAt)
                continue;
            const QDateTime there = one.record.updatedAt;
            Event event;
            event.what = Happened::UndoneInXero;
            event.at = there.isValid() && there < one.from ? there : one.from;
            event.xero = tie->xero;
            event.who = history.authors.value({one.record.id.value, there});
            return event;
        }
        return {};
    }

    // Of a gap among allocations: what was last entered here, or taken back there; or the newest
    // that somebody made there.
    Event gap(const BridgeLine& line, const Past& past, const RecordHistory& history) const
    {
        if (isOfInvoice(line))
            return lastOn(of(line), past, history);
        if (line.cause == BridgeCause::ReversedOneSide || line.cause == BridgeCause::VoidedOneSide)
            return takenBack(line, past, history);
        const bool isMissing = line.ledger && line.ledger->kind == RecordKind::Allocation;
        for (auto turn = past.turns().rbegin(); turn != past.turns().rend(); ++turn) {
            const Event& event = turn->event;
            const bool isOfXero = event.xero && event.xero->kind == XeroKind::Allocation;
            if (isMissing && isOfXero && event.what == Happened::UndoneInXero)
                return event;
            if (isMissing && event.ledger == line.ledger)
                return takenBackUnseen(line, history).value_or(event);
            if (!isMissing && isOfXero && event.what == Happened::AppearedInXero
                && !m_index.twin(*event.xero))
                return event;
        }
        return {};
    }

    const AccountFile& m_file;
    const Scope m_scope;
    const match::Index& m_index;
    QHash<QString, const Group*> m_groups;
};

} // namespace

bool happenedBefore(const Event& a, const Event& b)
{
    const auto when
        = [](const Event& one) { return one.at.isValid() ? one.at : one.date.startOfDay(Qt::UTC); };
    return when(a) < when(b);
}

Involved involved(const AccountFile& file, const Scope& scope, const QList<BridgeLine>& lines)
{
    const Cut cut(file, scope);
    const Tracer tracer(cut, scope);
    Involved all;
    for (const BridgeLine& line : lines) {
        const Involved one = tracer.of(line);
        all.ledger.append(one.ledger);
        all.xero.append(one.xero);
    }
    return all;
}

QList<Event> events(const AccountFile& file, const Scope& scope, const QList<BridgeLine>& lines,
    const RecordHistory& history)
{
    const Cut cut(file, scope);
    const Tracer tracer(cut, scope);
    QList<Event> found;
    for (const BridgeLine& line : lines)
        found.append(tracer.eventOf(line, history));
    return found;
}

std::optional<Event> parted(const QList<Event>& events)
{
    const auto first = std::min_element(events.begin(), events.end(), happenedBefore);
    return first == events.end() ? std::nullopt : std::optional(*first);
}

} // namespace bridge
