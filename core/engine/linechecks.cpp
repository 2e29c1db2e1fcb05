// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/linechecks.h"

#include "base/failpoint.h"
#include "preflight/lines.h"
#include "preflight/payers.h"
#include "preflight/preflight.h"

#include <algorithm>

namespace engine {

using namespace records;

namespace {

// What is open of whoever the lines name.
QList<Candidate> openOfNamed(
    const store::Book& book, const preflight::Payers& payers, const LineFacts& facts, bool moneyIn)
{
    QSet<AccountId> named;
    for (const KeptBankLine& kept : facts.lines)
        for (const AccountId account : payers.namedBy(kept.line))
            named.insert(account);
    QList<AccountId> inOrder(named.begin(), named.end());
    std::sort(inOrder.begin(), inOrder.end());
    QList<Candidate> open;
    for (const AccountId account : std::as_const(inOrder))
        open += book.openOf(facts.bankCode, account, moneyIn);
    return open;
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
            facts.ofNamed = openOfNamed(book, *payers, facts, amount > 0);
            if (auto saved = book.save(tx, preflight::judge(facts, around)); !saved)
                return saved;
        }
    return book.linesJudged(tx);
}

} // namespace

base::Result<void> judgeBanks(const Context& context, Lines which)
{
    const Surroundings around = context.book.surroundings(context.clock);
    return inTransaction(context.book, [&](store::Transaction& tx) -> base::Result<void> {
        if (auto checked = checkBankLines(context, tx, around, which); !checked)
            return checked;
        const auto hazards = context.book.allHazards() + preflight::bookHazards(around);
        base::failpoint("run.judged.before-commit");
        return context.book.savePreflight(
            tx, preflight::verdicts(hazards, around, context.book.lineTallies()));
    });
}

} // namespace engine
