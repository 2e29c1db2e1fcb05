// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/failpoint.h"
#include "causes/causes.h"
#include "engine/inside.h"
#include "engine/outbox.h"
#include "plan/plan.h"
#include "records/words.h"
#include "sources/sources.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

// The commands that need the book alone.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;

void Engine::Inside::change(
    quint64 ticket, const std::function<Sentence(store::Transaction&)>& body)
{
    answer(ticket, changed(body));
}

Engine::Inside::Sentence Engine::Inside::changed(
    const std::function<Sentence(store::Transaction&)>& body)
{
    Sentence said;
    auto done = inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
        said = body(tx);
        return said ? base::Result<void>() : tl::unexpected(said.error());
    });
    if (!done)
        return tl::unexpected(done.error());
    ReviewCounts counts;
    if (auto reviewed = reviewLocally(context(), &counts); !reviewed)
        return tl::unexpected(reviewed.error());
    return counts.linked == 0 ? said
                              : *said + QStringLiteral(" %1.").arg(linkedByNumber(counts.linked));
}

// Sets a push free that stood like this. Refused: new bytes or a definite refusal need a new key.
// Parked and unanswered ones go through a lookup first, never straight back to the wire.
static void setFree(Operation& operation, OperationState stood)
{
    if (stood == OperationState::Parked || isUnresolved(stood)) {
        operation.state = OperationState::Unknown;
        operation.cause = {CauseId::OutcomeUnknown, {}, {}};
        operation.negativeProbes = 0;
    } else {
        operation.generation += stood == OperationState::Refused ? 1 : 0;
        operation.state = OperationState::Waiting;
        operation.cause = {};
    }
    operation.notBefore = {};
}

base::Result<int> Engine::Inside::freeForRetry(const command::Retry& what)
{
    QList<Operation> chosen;
    for (const OperationId id : what.operations)
        if (const auto operation = m_book->operation(id))
            chosen.append(*operation);
    if (what.cause)
        chosen += m_book->operationsWith(*what.cause, 100'000);
    if (what.all)
        for (const OperationState state :
            {OperationState::Held, OperationState::Refused, OperationState::Parked})
            chosen += m_book->operationsIn(state, 100'000);
    int freed = 0;
    const QDateTime now = m_parts.clock->now();
    const auto done = inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
        for (Operation operation : chosen) {
            if (!needsPerson(operation.state) && operation.state != OperationState::Waiting)
                continue;
            if (const auto resource = restsOn(operation.cause.id))
                m_readAnew.insert(*resource);
            setFree(operation, operation.state);
            operation.changedAt = now;
            if (auto saved = m_book->save(tx, operation); !saved)
                return tl::unexpected(saved.error());
            if (operation.account)
                if (auto marked = m_book->markDirty(tx, {operation.account}); !marked)
                    return marked;
            ++freed;
        }
        base::failpoint("retry.before-commit");
        return {};
    });
    base::failpoint("retry.committed");
    if (!done)
        return tl::unexpected(done.error());
    return freed;
}

void Engine::Inside::handle(quint64 ticket, const command::SetAside& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        QString last;
        for (const OperationId id : what.operations) {
            auto operation = m_book->operation(id);
            if (!operation || !isOpen(operation->state))
                return failure(ErrorKind::NotFound, QStringLiteral("There is no such push."));
            if (isUnresolved(operation->state))
                return failure(ErrorKind::Conflict,
                    QStringLiteral("%1 is being looked up in Xero. Set it aside when that is done.")
                        .arg(operation->label));
            operation->cause = {CauseId::SetAside, {what.reason, toText(operation->state)}, {}};
            operation->state = OperationState::SetAside;
            last = operation->label;
            if (auto saved = saveByHand(tx, *operation); !saved)
                return tl::unexpected(saved.error());
            if (auto noted = m_book->journal(tx, m_parts.who,
                    QStringLiteral("Set %1 aside: %2").arg(operation->label, what.reason),
                    operation->subject);
                !noted)
                return tl::unexpected(noted.error());
        }
        return what.operations.size() == 1
            ? QStringLiteral("%1 set aside.").arg(last)
            : QStringLiteral("%1 records set aside.").arg(what.operations.size());
    });
}

void Engine::Inside::handle(quint64 ticket, const command::BringBack& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        QString last;
        for (const OperationId id : what.operations) {
            auto operation = m_book->operation(id);
            if (!operation || operation->state != OperationState::SetAside)
                return failure(ErrorKind::NotFound, QStringLiteral("This push is not set aside."));
            // Of one that was sent and was set aside before its state was kept, nobody knows.
            setFree(*operation,
                fromText<OperationState>(operation->cause.arguments.value(1))
                    .value_or(operation->attempts > 0 ? OperationState::Parked
                                                      : OperationState::Waiting));
            last = operation->label;
            if (auto saved = saveByHand(tx, *operation); !saved)
                return tl::unexpected(saved.error());
        }
        return what.operations.size() == 1
            ? QStringLiteral("%1 waits again.").arg(last)
            : QStringLiteral("%1 records wait again.").arg(what.operations.size());
    });
}

base::Result<void> Engine::Inside::saveByHand(store::Transaction& tx, Operation operation)
{
    operation.changedAt = m_parts.clock->now();
    if (auto saved = m_book->save(tx, operation); !saved)
        return tl::unexpected(saved.error());
    return m_book->markDirty(tx, {operation.account});
}

void Engine::Inside::handle(quint64 ticket, const command::SameMoney& what)
{
    change(ticket, [&](store::Transaction& tx) { return tieSameMoney(tx, what); });
}

Engine::Inside::Sentence Engine::Inside::tieSameMoney(
    store::Transaction& tx, const command::SameMoney& what)
{
    const RecordRef ref{RecordKind::Payment, what.payment.value};
    const XeroRef xero{XeroKind::Payment, what.xero.value};
    if (m_book->twinOf(ref))
        return failure(ErrorKind::Conflict, QStringLiteral("This payment is already in Xero."));
    const AccountId id = m_book->accountOf(ref);
    if (!id)
        return failure(ErrorKind::NotFound, QStringLiteral("There is no such payment."));
    const auto file = m_book->accountFile(id);
    if (!file)
        return tl::unexpected(file.error());
    const auto payment = std::find_if(file->payments.begin(), file->payments.end(),
        [&](const ledger::Payment& candidate) { return candidate.id == what.payment; });
    const auto seen = std::find_if(file->xeroPayments.begin(), file->xeroPayments.end(),
        [&](const mirror::Payment& candidate) { return candidate.id == what.xero; });
    if (seen == file->xeroPayments.end() || seen->amount != payment->amount)
        return failure(ErrorKind::Conflict,
            QStringLiteral("Xero has no payment of %1 for this account under that id.")
                .arg(payment->amount.display()));
    if (auto tied = m_book->tie(tx,
            {ref, xero, TwinOrigin::SameMoney,
                {seen->status, seen->amount, seen->date, seen->contact.value, {}},
                m_parts.clock->now()},
            m_parts.who);
        !tied)
        return tl::unexpected(tied.error());
    if (auto marked = m_book->markDirty(tx, {id}); !marked)
        return tl::unexpected(marked.error());
    return QStringLiteral("%1 and the payment in Xero are one. It is never pushed.")
        .arg(payment->number);
}

void Engine::Inside::handle(quint64 ticket, const command::RecordPayment& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        ledger::Payment payment = what.payment;
        if (payment.amount <= base::Money())
            return failure(ErrorKind::Usage, QStringLiteral("A payment is more than 0.00."));
        payment.source = ledger::Source::Hand;
        payment.recordedAt = m_parts.clock->now();
        if (payment.number.isEmpty())
            payment.number = m_book->nextNumber(tx, RecordKind::Payment);
        const auto id = m_book->add(tx, payment, m_parts.who);
        if (!id)
            return tl::unexpected(id.error());
        for (const auto& [invoice, amount] : what.allocations) {
            const auto added = m_book->add(tx,
                ledger::Allocation{.account = payment.account,
                    .from = {RecordKind::Payment, id->value},
                    .to = invoice,
                    .amount = amount,
                    .date = payment.date,
                    .source = ledger::Source::Hand,
                    .recordedAt = payment.recordedAt},
                m_parts.who);
            if (!added)
                return tl::unexpected(added.error());
        }
        return QStringLiteral("%1 recorded: %2.").arg(payment.number, payment.amount.display());
    });
}

void Engine::Inside::handle(quint64 ticket, const command::RecordAllocation& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        const auto added = m_book->add(tx,
            ledger::Allocation{.account = m_book->accountOf(what.from),
                .from = what.from,
                .to = what.to,
                .amount = what.amount,
                .date = what.date,
                .source = ledger::Source::Hand,
                .recordedAt = m_parts.clock->now()},
            m_parts.who);
        if (!added)
            return tl::unexpected(added.error());
        return QStringLiteral("%1 allocated.").arg(what.amount.display());
    });
}

void Engine::Inside::handle(quint64 ticket, const command::RecordCreditNote& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        ledger::Document note = what.creditNote;
        note.kind = ledger::DocumentKind::CreditNote;
        note.source = ledger::Source::Hand;
        note.recordedAt = m_parts.clock->now();
        if (note.number.isEmpty())
            note.number = m_book->nextNumber(tx, RecordKind::CreditNote);
        const auto id = m_book->add(tx, note, m_parts.who);
        if (!id)
            return tl::unexpected(id.error());
        if (what.allocateTo) {
            const auto file = m_book->accountFile(note.account);
            if (!file)
                return tl::unexpected(file.error());
            const base::Money open = plan::outstanding(*file, what.allocateTo);
            const auto added = m_book->add(tx,
                ledger::Allocation{.account = note.account,
                    .from = {RecordKind::CreditNote, id->value},
                    .to = what.allocateTo,
                    .amount = std::min(open, note.total),
                    .date = note.date,
                    .source = ledger::Source::Hand,
                    .recordedAt = note.recordedAt},
                m_parts.who);
            if (!added)
                return tl::unexpected(added.error());
        }
        return QStringLiteral("%1 recorded: %2.").arg(note.number, note.total.display());
    });
}

void Engine::Inside::handle(quint64 ticket, const command::RecordReversal& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        ledger::Reversal reversal;
        reversal.of = what.of;
        reversal.date = what.date;
        reversal.reason = what.reason;
        reversal.source = ledger::Source::Hand;
        reversal.recordedAt = m_parts.clock->now();
        reversal.number = m_book->nextNumber(tx, RecordKind::Reversal);
        const auto id = m_book->add(tx, reversal, m_parts.who);
        if (!id)
            return tl::unexpected(id.error());
        return QStringLiteral(
            "Reversed. Reversals don’t travel: Problems has the task for Xero’s half.");
    });
}

void Engine::Inside::handle(quint64 ticket, const command::ImportFiles& what)
{
    QList<sources::File> files;
    for (const QString& path : what.files) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return answer(ticket,
                failure(ErrorKind::NotFound,
                    QStringLiteral("%1 can’t be read: %2").arg(path, file.errorString())));
        files.append({QFileInfo(path).fileName(), file.readAll()});
    }
    const sources::ReadResult read = sources::read(files, m_book->settings().currency);
    QList<ImportError> errors = read.errors;
    ImportOutcome outcome;
    base::Result<void> done;
    if (errors.isEmpty()) {
        auto transaction = m_book->begin();
        done = transaction ? base::Result<void>() : tl::unexpected(transaction.error());
        if (done) {
            const auto imported = m_book->import(*transaction, read.batch, m_parts.who, errors);
            if (imported)
                outcome = *imported;
            else
                done = tl::unexpected(imported.error());
            base::failpoint("import.before-commit");
            if (done && !what.dryRun)
                done = transaction->commit();
            base::failpoint("import.committed");
        }
    }
    if (!errors.isEmpty()) {
        QStringList lines;
        for (const ImportError& error : errors)
            lines.append(error.toString());
        return answer(ticket,
            failure(ErrorKind::Malformed, lines.first() + QStringLiteral(" Nothing was imported.")),
            lines.join(u'\n'));
    }
    ReviewCounts counts;
    if (done && !what.dryRun)
        done = reviewLocally(context(), &counts);
    if (!done)
        return answer(ticket, tl::unexpected(done.error()));
    answer(ticket,
        QStringLiteral("%1%2 added, %3 changed, %4 already there.%5")
            .arg(what.dryRun ? QStringLiteral("Nothing was written. It would be: ") : QString())
            .arg(outcome.added)
            .arg(outcome.changed)
            .arg(outcome.unchanged)
            .arg(counts.linked == 0 ? QString()
                                    : QStringLiteral(" %1.").arg(linkedByNumber(counts.linked))));
}

// What only the bank's lines and verdicts rest on doesn't make any account look different.
static bool concernsAccounts(const BookSettings& before, BookSettings after)
{
    after.automaticBanks = before.automaticBanks;
    after.feesByBank = before.feesByBank;
    after.statementFolder = before.statementFolder;
    after.supportContact = before.supportContact;
    after.paymentsCompleteUntil = before.paymentsCompleteUntil;
    after.name = before.name;
    return !(after == before);
}

void Engine::Inside::handle(quint64 ticket, const command::ChangeSettings& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        if (auto where = xero::Addresses::of(what.settings.xeroUrl); !where)
            return tl::unexpected(where.error());
        const BookSettings before = m_book->settings();
        const bool elsewhere
            = before.xeroUrl != what.settings.xeroUrl || before.clientId != what.settings.clientId;
        if (elsewhere && busy())
            return failure(
                ErrorKind::Conflict, QStringLiteral("A sync is running. Stop it first."));
        if (auto saved = m_book->saveSettings(tx, what.settings); !saved)
            return tl::unexpected(saved.error());
        if (concernsAccounts(before, what.settings))
            if (auto marked = m_book->markDirty(tx, m_book->accountIds()); !marked)
                return tl::unexpected(marked.error());
        if (elsewhere) {
            endSession();
            m_signedIn = false;
        }
        return QStringLiteral("Settings changed.");
    });
}

} // namespace engine
