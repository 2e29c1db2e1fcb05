// SPDX-License-Identifier: GPL-3.0-or-later

// preflight, bridge, accounts: is it safe, and do the ledgers agree.

#include "causes/causes.h"
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

QString causeWords(const store::AccountRow& row)
{
    if (row.causes == 0)
        return row.differs ? QStringLiteral("outstanding differs") : QStringLiteral("agrees");
    return row.causes == 1 ? causes::bridgeWord(row.cause)
                           : QStringLiteral("%1 causes").arg(row.causes);
}

QString signedDisplay(base::Money money)
{
    return (money.minor() > 0 ? QStringLiteral("+") : QString()) + money.display();
}

QString accountTable(const QList<store::AccountRow>& rows)
{
    report::Table table{
        {QStringLiteral("Account"), QStringLiteral("Number"), QStringLiteral("Ledger"),
            QStringLiteral("Xero"), QStringLiteral("Difference"), QStringLiteral("Cause")},
        {}, {2, 3, 4}};
    for (const store::AccountRow& row : rows)
        table.rows.append({row.name, row.number, row.ledger.display(), row.xero.display(),
            signedDisplay(row.difference), causeWords(row)});
    return report::toText(table);
}

// The whole book: sums by cause, then the accounts that differ.
Outcome<Answer> bookBridge(const store::Reader& reader, const Arguments& arguments)
{
    const store::Today today = reader.today();
    Answer answer;
    report::Table sums{
        {QStringLiteral("Cause"), QStringLiteral("Accounts"), QStringLiteral("Amount")}, {},
        {1, 2}};
    QJsonArray causes;
    for (const store::CauseSum& sum : today.causes) {
        sums.rows.append({causes::bridgeWord(sum.cause), QString::number(sum.accounts),
            signedDisplay(sum.amount)});
        causes.append(QJsonObject{{QStringLiteral("cause"), records::toText(sum.cause)},
            {QStringLiteral("accounts"), sum.accounts},
            {QStringLiteral("amount"), toJson(sum.amount)}});
        if (sum.cause == records::BridgeCause::Unexplained && !sum.amount.isZero())
            answer.exit = Exit::Stop;
    }
    const store::Query differ{.text = {}, .filter = QStringLiteral("differ")};
    const QList<store::AccountRow> rows = findAccounts(reader, {}, differ, arguments.limit());
    answer.text
        = QStringLiteral("Ledger %1 − Xero %2 = %3 in %4\n\n")
              .arg(today.ledger.display(), today.xero.display(),
                  signedDisplay(today.ledger - today.xero))
              .arg(today.differing == 1 ? QStringLiteral("1 account")
                                        : QStringLiteral("%1 accounts").arg(today.differing))
        + report::toText(sums) + u'\n' + accountTable(rows)
        + shownOf(static_cast<int>(rows.size()), countAccounts(reader, {}, differ));
    answer.json = {{QStringLiteral("ledger"), toJson(today.ledger)},
        {QStringLiteral("xero"), toJson(today.xero)},
        {QStringLiteral("difference"), toJson(today.ledger - today.xero)},
        {QStringLiteral("lastFetch"), toJson(today.lastFetch)}, {QStringLiteral("causes"), causes},
        {QStringLiteral("accounts"), toJsonArray(rows)}};
    return answer;
}

Outcome<Answer> accountBridge(const store::Reader& reader, const QString& typed)
{
    const auto id = findAccount(reader, typed);
    if (!id)
        return tl::unexpected(id.error());
    const auto detail = reader.account(*id);
    if (!detail)
        return wrongUsage(QStringLiteral("There is no account \"%1\".").arg(typed));
    const records::Bridge& bridge = detail->bridge;
    Answer answer;
    report::Table table{{QStringLiteral("Cause"), QStringLiteral("Date"), QStringLiteral("Record"),
                            QStringLiteral("Amount")},
        {}, {3}};
    for (const records::BridgeLine& line : bridge.lines) {
        table.rows.append({causes::bridgeWord(line.cause), line.date.toString(Qt::ISODate),
            line.label, signedDisplay(line.amount)});
        if (line.cause == records::BridgeCause::Unexplained && !line.amount.isZero())
            answer.exit = Exit::Stop;
    }
    answer.text
        = QStringLiteral("%1 %2\nXero balance    %3\nLedger balance  %4\nDifference      %5\n\n")
              .arg(detail->account.number, detail->account.name, bridge.xero.display(),
                  bridge.ledger.display(), signedDisplay(bridge.difference()));
    answer.text
        += bridge.lines.isEmpty() ? QStringLiteral("Both sides agree.\n") : report::toText(table);
    if (!detail->notice.isEmpty())
        answer.text += detail->notice + u'\n';
    answer.json = {{QStringLiteral("number"), detail->account.number},
        {QStringLiteral("name"), detail->account.name},
        {QStringLiteral("side"), records::toText(bridge.side)},
        {QStringLiteral("ledger"), toJson(bridge.ledger)},
        {QStringLiteral("xero"), toJson(bridge.xero)},
        {QStringLiteral("difference"), toJson(bridge.difference())},
        {QStringLiteral("agrees"), bridge.agrees()},
        {QStringLiteral("outstandingDiffers"), bridge.outstandingDiffers},
        {QStringLiteral("notice"), detail->notice},
        {QStringLiteral("lines"), toJsonArray(bridge.lines)}};
    return answer;
}

Outcome<Answer> bridge(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    return arguments.at(1).isEmpty() ? bookBridge(**reader, arguments)
                                     : accountBridge(**reader, arguments.at(1));
}

Outcome<Answer> accounts(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const store::Query query{.text = arguments.value("text"), .filter = arguments.value("filter")};
    const QString role = arguments.value("role");
    const QList<store::AccountRow> rows = findAccounts(**reader, role, query, arguments.limit());
    const int all = countAccounts(**reader, role, query);
    return Answer{accountTable(rows) + shownOf(static_cast<int>(rows.size()), all),
        {{QStringLiteral("count"), all}, {QStringLiteral("accounts"), toJsonArray(rows)}}};
}

} // namespace

QList<Command> checkCommands()
{
    const QStringList filters{QStringLiteral("all"), QStringLiteral("differ")};
    QList<QCommandLineOption> accountOptions = listOptions(filters);
    accountOptions.append(option("role", "customer or vendor; without it both.", "ROLE"));
    return {
        {QStringLiteral("preflight"), QStringLiteral("FILE [--bank CODE | --account ACCOUNT]"),
            QStringLiteral("Is it safe to reconcile now? Per bank account, or of one customer."),
            {option("bank", "Only this bank account, by its code in Xero.", "CODE"),
                option("account", "Of this customer instead, by number or name.", "ACCOUNT")},
            1, 1, safety},
        {QStringLiteral("bridge"), QStringLiteral("FILE [ACCOUNT]"),
            QStringLiteral("Why the two ledgers differ: of the book, or of one account."),
            {option("limit", "How many accounts at most (200); 0 is all.", "N")}, 1, 2, bridge},
        {QStringLiteral("accounts"), QStringLiteral("FILE [--role R] [--filter differ] [--text T]"),
            QStringLiteral("The accounts with both balances."), accountOptions, 1, 1, accounts,
            filters},
    };
}

} // namespace cli
