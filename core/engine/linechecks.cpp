// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/linechecks.h"

#include "base/failpoint.h"
#include "preflight/lines.h"
#include "preflight/payers.h"
#include "preflight/preflight.h"
#include "preflight/temper.h"

#include <algorithm>

namespace engine {

using namespace records;

namespace {

// Whom the lines name, and what is open of them.
void addNamed(
    const store::Book& book, const preflight::Payers& payers, LineFacts& facts, bool moneyIn)
{
    QSet<AccountId> named;
    for (const KeptBankLine& kept : std::as_const(facts.lines)) {
        const QList<AccountId> accounts = payers.namedBy(kept.line);
        if (!accounts.isEmpty())
            facts.named.insert(kept.id, accounts);
        named.unite(QSet<AccountId>(accounts.begin(), accounts.end()));
    }
    QList<AccountId> inOrder(named.begin(), named.end());
    std::sort(inOrder.begin(), inOrder.end());
    for (const AccountId account : std::as_const(inOrder))
        facts.ofNamed += book.openOf(facts.bankCode, account, moneyIn);
}

base::Result<void> checkBankLines(
    const Context& context, store::Transaction& tx, const Surroundings& around, Lines which)
{
    store::Book& book = context.book;
    const QStringList banks = book.banksWithLines();
    if (banks.isEmpty())
        return {};
    std::optional<preflight::Payers> payers; // made when there is something to judge
    for (const QString& bank : banks)
        for (const qint64 amount : book.lineAmountsToJudge(bank, which == Lines::Open)) {
            if (!payers)
                payers.emplace(book.accountNames());
            LineFacts facts = book.lineFacts(bank, amount);
            facts.receipts = around.settings.receiptsByBank.value(bank);
            facts.isAutomatic = around.settings.automaticBanks.contains(bank);
            addNamed(book, *payers, facts, amount > 0);
            facts.mostFee = around.settings.feesByBank.value(bank);
            if (auto saved = book.save(tx, preflight::judge(facts, around)); !saved)
                return saved;
        }
    QList<LineCheck> contested = book.contestedLines();
    for (LineCheck& check : contested)
        preflight::contest(check);
    if (auto saved = book.save(tx, contested); !saved)
        return saved;
    return book.linesJudged(tx);
}

// The last moment at which every bank account could be reconciled.
base::Result<void> noteClean(const Context& context, store::Transaction& tx)
{
    return context.book.setValue(tx, QStringLiteral("clean.last"), isoUtc(context.clock.now()));
}

} // namespace

base::Result<void> judgeBanks(const Context& context, Lines which)
{
    const Surroundings around = context.book.surroundings(context.clock);
    return inTransaction(context.book, [&](store::Transaction& tx) -> base::Result<void> {
        if (auto checked = checkBankLines(context, tx, around, which); !checked)
            return checked;
        const auto hazards = context.book.allHazards() + preflight::bookHazards(around);
        const auto verdicts = preflight::verdicts(hazards, around, context.book.lineTallies());
        if (preflight::areAllSafe(verdicts))
            if (auto noted = noteClean(context, tx); !noted)
                return noted;
        base::failpoint("run.judged.before-commit");
        return context.book.savePreflight(tx, verdicts);
    });
}

} // namespace engine
