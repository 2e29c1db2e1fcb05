// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "engine/inside.h"
#include "match/index.h"
#include "plan/plan.h"

#include <algorithm>

// The commands that undo, on either side.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;

namespace {

base::Result<AccountFile> fileOf(const store::Book& book, const RecordRef& record)
{
    const AccountId id = book.accountOf(record);
    if (!id)
        return failure(ErrorKind::NotFound, QStringLiteral("There is no such record."));
    return book.accountFile(id);
}

// Xero's counterpart that a refund of this record would change: the record's own, or of an invoice
// whatever pays it.
bool isLocked(const AccountFile& file, const RecordRef& of)
{
    const match::Index index(file);
    const Twin* tie = index.twin(of);
    if (!tie)
        return false;
    if (tie->xero.kind != XeroKind::Allocation)
        return index.isReconciled(tie->xero);
    const mirror::Credit* credit = index.creditOfAllocation(tie->xero.id);
    return credit && index.isReconciled(match::ref(*credit));
}

} // namespace

// The wish is written first; what it owes then goes like any other push, now or with the next sync.
void Engine::Inside::handle(quint64 ticket, const command::DoInXero& what)
{
    const auto file = fileOf(*m_book, what.record);
    if (!file)
        return answer(ticket, tl::unexpected(file.error()));
    const auto tasks = plan::tasks(*file, m_book->surroundings(*m_parts.clock));
    const auto task = std::find_if(
        tasks.begin(), tasks.end(), [&](const Task& one) { return one.of == what.record; });
    if (task == tasks.end() || task->half != TaskHalf::InXero)
        return answer(ticket,
            failure(ErrorKind::NotFound,
                QStringLiteral("Nothing of this record is left to be undone in Xero.")));
    if (!isForTieout(task->way))
        return answer(ticket, failure(ErrorKind::Rejected, causes::words(task->cause).sentence));
    const Sentence said = changed([&](store::Transaction& tx) -> Sentence {
        if (auto wished = m_book->addWish(tx, what.record, m_parts.who); !wished)
            return tl::unexpected(wished.error());
        return QStringLiteral("%1 is to be undone in Xero. It goes with the next push.")
            .arg(task->label);
    });
    if (!said || busy())
        return answer(ticket, said);
    runThenAnswer(ticket,
        {.kind = command::RunKind::Instant,
            .direction = command::Direction::Push,
            .only = what.record});
}

// R141–R143: what Xero has reconciled is never changed from here. The refund waits as a draft, and
// counts nowhere, until the one made in Xero comes back.
void Engine::Inside::handle(quint64 ticket, const command::RecordRefund& what)
{
    if (what.amount <= base::Money())
        return answer(
            ticket, failure(ErrorKind::Usage, QStringLiteral("A refund is more than 0.00.")));
    const auto file = fileOf(*m_book, what.of);
    if (!file)
        return answer(ticket, tl::unexpected(file.error()));
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        if (isLocked(*file, what.of)) {
            const auto kept = m_book->add(tx,
                ledger::RefundDraft{.account = file->account.id,
                    .of = what.of,
                    .amount = what.amount,
                    .date = what.date,
                    .reason = what.reason},
                m_parts.who);
            if (!kept)
                return tl::unexpected(kept.error());
            return QStringLiteral("Not posted: kept here as a draft. ")
                + causes::words({CauseId::Reconciled, {}, {}}).sentence;
        }
        const QString number = m_book->nextNumber(tx, RecordKind::Adjustment);
        const auto id = m_book->add(tx,
            ledger::Adjustment{.kind = ledger::AdjustmentKind::Refund,
                .account = file->account.id,
                .number = number,
                .date = what.date,
                .amount = what.amount,
                .reason = what.reason,
                .source = ledger::Source::Hand,
                .recordedAt = m_parts.clock->now()},
            m_parts.who);
        if (!id)
            return tl::unexpected(id.error());
        return QStringLiteral("%1 recorded: %2. A refund doesn’t travel: make it in Xero too.")
            .arg(number, what.amount.display());
    });
}

void Engine::Inside::handle(quint64 ticket, const command::RemoveAllocation& what)
{
    const auto file = fileOf(*m_book, {RecordKind::Allocation, what.allocation.value});
    if (!file)
        return answer(ticket, tl::unexpected(file.error()));
    // What came from Xero and still stands there would only come apart (R024, R087).
    const match::Index index(*file);
    for (const ledger::Allocation& one : file->allocations) {
        const Twin* tie = index.twin(match::ref(one));
        const bool stands = !tie || index.creditOfAllocation(tie->xero.id);
        if (one.id == what.allocation && one.source == ledger::Source::Xero && stands)
            return answer(ticket,
                failure(ErrorKind::Conflict,
                    QStringLiteral("It came from Xero: take it back there, and it comes back "
                                   "with the next fetch.")));
    }
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        if (auto removed = m_book->remove(tx, what.allocation, m_parts.who); !removed)
            return tl::unexpected(removed.error());
        return QStringLiteral("Taken back. The money is unallocated again.");
    });
}

} // namespace engine
