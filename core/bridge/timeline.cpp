// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/timeline.h"

#include "bridge/cut.h"

#include <algorithm>

using namespace records;

namespace bridge {

namespace {

class Aligner {
public:
    Aligner(const Cut& cut, const QList<BridgeLine>& lines)
        : m_file(cut.asOf.file)
        , m_currency(cut.tally.currency())
    {
        for (const BridgeLine& line : lines) {
            if (line.ledger)
                m_ledgerCauses.insert(*line.ledger, line.cause);
            if (line.xero)
                m_xeroCauses.insert(*line.xero, line.cause);
        }
        for (const Item& item : cut.tally.items())
            if (item.entry.ledger)
                m_numbers.insert(*item.entry.ledger, item.entry.label);
        for (const Group& group : cut.tally.groups())
            align(group);
    }

    QList<TimelineRow> take()
    {
        std::stable_sort(
            m_rows.begin(), m_rows.end(), [](const TimelineRow& a, const TimelineRow& b) {
                return std::tuple(a.date, !a.tied, a.ledgerLabel, a.xeroLabel)
                    < std::tuple(b.date, !b.tied, b.ledgerLabel, b.xeroLabel);
            });
        base::Money ledger(0, m_currency), xero(0, m_currency);
        for (TimelineRow& row : m_rows) {
            row.ledgerBalance = ledger += row.ledgerAmount;
            row.xeroBalance = xero += row.xeroAmount;
        }
        return std::move(m_rows);
    }

private:
    std::optional<BridgeCause> causeOf(const Group& group) const
    {
        for (const Item* item : group.ledger)
            if (m_ledgerCauses.contains(*item->entry.ledger))
                return m_ledgerCauses.value(*item->entry.ledger);
        for (const Twin* twin : group.twins)
            if (m_ledgerCauses.contains(twin->ledger))
                return m_ledgerCauses.value(twin->ledger);
        return std::nullopt;
    }

    // A line may name the Xero record alone: what stands there only has a line for each.
    std::optional<BridgeCause> causeOf(const Item& xero, std::optional<BridgeCause> ofGroup) const
    {
        const auto found = m_xeroCauses.constFind(*xero.entry.xero);
        return found == m_xeroCauses.constEnd() ? ofGroup : std::optional(*found);
    }

    // Partners of equal amount first, then whatever of the group is left, side by side where it
    // makes a difference.
    void align(const Group& group)
    {
        QList<const Item*> theirs = group.xero, ours;
        for (const Item* item : group.ledger) {
            const auto partner = std::find_if(theirs.begin(), theirs.end(),
                [&](const Item* one) { return one->entry.amount == item->entry.amount; });
            if (partner == theirs.end()) {
                ours.append(item);
                continue;
            }
            addRow(item, *partner, std::nullopt, true);
            theirs.erase(partner);
        }
        const std::optional<BridgeCause> cause = causeOf(group);
        const bool cancels = !cause && !group.ledger.isEmpty() && !group.xero.isEmpty();
        while (!cancels && !ours.isEmpty() && !theirs.isEmpty()) {
            const Item* their = theirs.takeFirst();
            addRow(ours.takeFirst(), their, causeOf(*their, cause), true);
        }
        for (const Item* item : std::as_const(ours))
            addRow(item, nullptr, cause, cancels);
        for (const Item* item : std::as_const(theirs))
            addRow(nullptr, item, causeOf(*item, cause), cancels);
    }

    void addRow(const Item* ours, const Item* theirs, std::optional<BridgeCause> cause, bool tied)
    {
        TimelineRow row;
        row.date = (ours ? ours : theirs)->entry.date;
        row.tied = tied;
        row.cause = cause;
        row.ledgerAmount = row.xeroAmount = base::Money(0, m_currency);
        if (ours) {
            row.ledger = ours->entry.ledger;
            row.ledgerLabel
                = ours->part == Part::Reversal ? labelOfReversal(*ours) : ours->entry.label;
            row.ledgerAmount = ours->entry.amount;
        }
        if (theirs) {
            row.xero = theirs->entry.xero;
            row.xeroLabel = theirs->entry.label;
            row.xeroAmount = theirs->entry.amount;
        }
        m_rows.append(row);
    }

    QString labelOfReversal(const Item& item) const
    {
        for (const ledger::Reversal& one : m_file.reversals)
            if (match::ref(one) == *item.entry.ledger)
                return item.entry.label + QStringLiteral(", reversal of ")
                    + m_numbers.value(one.of);
        return item.entry.label;
    }

    const AccountFile& m_file;
    const base::Currency m_currency;
    QHash<RecordRef, QString> m_numbers;
    QHash<RecordRef, BridgeCause> m_ledgerCauses;
    QHash<XeroRef, BridgeCause> m_xeroCauses;
    QList<TimelineRow> m_rows;
};

} // namespace

QList<TimelineRow> timeline(
    const AccountFile& file, const Scope& scope, const QList<BridgeLine>& lines)
{
    const Cut cut(file, scope);
    return Aligner(cut, lines).take();
}

} // namespace bridge
