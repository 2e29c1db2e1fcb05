// SPDX-License-Identifier: GPL-3.0-or-later

// preflight: is it safe to reconcile.

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/lookup.h"
#include "cli/session.h"
#include "preflight/linewords.h"
#include "preflight/preflight.h"
#include "records/words.h"

namespace cli {

namespace {

// Stop beats Not checked beats Safe; a book without bank accounts has not been checked.
Exit exitOf(const QList<records::Preflight>& banks)
{
    Exit exit = banks.isEmpty() ? Exit::NotChecked : Exit::Done;
    for (const records::Preflight& bank : banks) {
        if (bank.verdict == records::Verdict::Stop)
            return Exit::Stop;
        if (bank.verdict == records::Verdict::NotChecked)
            exit = Exit::NotChecked;
    }
    return exit;
}

QString textOf(const records::Preflight& bank)
{
    QString text = QStringLiteral("%1  %2\n  %3\n  %4\n")
                       .arg(preflight::wordOf(bank.verdict).toUpper(),
                           bank.bankName.isEmpty() ? bank.bankCode : bank.bankName, bank.headline,
                           bank.sentence);
    if (bank.hazards.isEmpty())
        return text + u'\n';
    report::Table table{
        {QStringLiteral("  Verdict"), QStringLiteral("Date"), QStringLiteral("Record"),
            QStringLiteral("Amount"), QStringLiteral("What is wrong, what to match")},
        {}, {3}};
    for (const records::Hazard& hazard : bank.hazards)
        table.rows.append({QStringLiteral("  ") + preflight::wordOf(hazard.verdict),
            hazard.date.toString(Qt::ISODate), hazard.label,
            hazard.amount.isZero() ? QString() : hazard.amount.display(), hazard.sentence});
    return text + report::toText(table) + u'\n';
}

// Of one customer.
Outcome<Answer> safetyOf(const store::Reader& reader, const QString& typed)
{
    const auto found = findAccount(reader, typed);
    if (!found)
        return tl::unexpected(found.error());
    const auto account = reader.account(*found);
    const store::Today today = reader.today();
    records::Preflight one = preflight::ofAccount(account->hazards, today.banks);
    one.bankName = account->account.name;
    one.headline = account->account.number;
    Answer answer;
    answer.exit = today.banks.isEmpty() ? Exit::NotChecked : exitOf({one});
    answer.text = textOf(one);
    answer.json = {{QStringLiteral("account"), account->account.id.value},
        {QStringLiteral("lastFetch"), toJson(today.lastFetch)},
        {QStringLiteral("verdict"), records::toText(one.verdict)},
        {QStringLiteral("sentence"), one.sentence},
        {QStringLiteral("judgedAt"), toJson(one.judgedAt)},
        {QStringLiteral("hazards"), toJsonArray(one.hazards)}};
    return answer;
}

Outcome<Answer> safety(const Arguments& arguments)
{
    const auto reader = lookJudged(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    if (arguments.has("account"))
        return safetyOf(**reader, arguments.value("account"));
    const store::Today today = (*reader)->today();
    QList<records::Preflight> banks = today.banks;
    if (const QString code = arguments.value("bank"); !code.isEmpty()) {
        banks.removeIf([&](const records::Preflight& bank) { return bank.bankCode != code; });
        if (banks.isEmpty())
            return wrongUsage(
                QStringLiteral("Xero has no bank account with the code \"%1\".").arg(code));
    }
    Answer answer;
    answer.exit = exitOf(banks);
    for (const records::Preflight& bank : banks)
        answer.text += textOf(bank);
    if (banks.isEmpty())
        answer.text = QStringLiteral("Not checked: no bank account of Xero has been read yet.\n");
    answer.json = {{QStringLiteral("lastFetch"), toJson(today.lastFetch)},
        {QStringLiteral("banks"), toJsonArray(banks)}};
    return answer;
}

} // namespace

QList<Command> checkCommands()
{
    return {
        {QStringLiteral("preflight"), QStringLiteral("FILE [--bank CODE | --account ACCOUNT]"),
            QStringLiteral("Is it safe to reconcile now? Per bank account, or of one customer."),
            {option("bank", "Only this bank account, by its code in Xero.", "CODE"),
                option("account", "Of this customer instead, by number or name.", "ACCOUNT")},
            1, 1, safety},
    };
}

} // namespace cli
