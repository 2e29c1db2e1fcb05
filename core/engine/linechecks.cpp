// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/linechecks.h"

#include "preflight/lines.h"
#include "preflight/payers.h"

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

} // namespace

base::Result<void> checkBankLines(
    const Context& context, store::Transaction& tx, const Surroundings& around)
{
    store::Book& book = context.book;
    const QStringList banks = book.banksWithLines();
    if (banks.isEmpty())
        return {};
    const preflight::Payers payers(book.accountNames());
    for (const QString& bank : banks)
        for (const qint64 amount : book.lineAmounts(bank)) {
            LineFacts facts = book.lineFacts(bank, amount);
            facts.receipts = around.settings.receiptsByBank.value(bank);
            facts.isAutomatic = around.settings.automaticBanks.contains(bank);
            facts.ofNamed = openOfNamed(book, payers, facts, amount > 0);
            if (auto saved = book.save(tx, preflight::judge(facts, around)); !saved)
                return saved;
        }
    return {};
}

} // namespace engine
