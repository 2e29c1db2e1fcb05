// SPDX-License-Identifier: GPL-3.0-or-later

// sign-off, sign-offs, review-sign-off, withdraw-sign-off, pack, verify: two people's word, what
// became of it, and its evidence.

#include "bridge/signed.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/lookup.h"
#include "cli/session.h"
#include "records/words.h"
#include "reporting/reporting.h"

namespace cli {

namespace {

constexpr int kMostChanges = 10'000;

QString stateWord(const records::SignOff& one)
{
    switch (one.state) {
    case records::SignOffState::Prepared:
        return QStringLiteral("waits for review");
    case records::SignOffState::SignedOff:
        return QStringLiteral("signed off");
    case records::SignOffState::Suspended:
        return QStringLiteral("suspended");
    case records::SignOffState::Withdrawn:
        return QStringLiteral("withdrawn");
    case records::SignOffState::Replaced:
        return QStringLiteral("replaced by %1").arg(one.replacedBy.value);
    }
    return {};
}

QString at(const QDateTime& instant)
{
    return instant.isValid() ? instant.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))
                             : QString();
}

QString scopeWord(const records::SignOff& one)
{
    return one.scope == records::SignOffScope::Book ? QStringLiteral("the book")
        : one.accounts == 1                         ? QStringLiteral("1 account")
                            : QStringLiteral("%1 accounts").arg(one.accounts);
}

// "40.00", "40.00 AUD, -3.00 NZD".
QString ofEach(const records::SignOff& one, base::Money (*figure)(const records::SignedSum&))
{
    QStringList words;
    for (const records::SignedSum& sum : one.sums)
        words.append(
            figure(sum).display() + (one.sums.size() > 1 ? u' ' + sum.currency.code() : QString()));
    return words.join(QStringLiteral(", "));
}

Outcome<records::SignOffId> idOf(const QString& typed)
{
    bool isNumber = false;
    const qint64 id = typed.toLongLong(&isNumber);
    if (!isNumber || id <= 0)
        return wrongUsage(
            QStringLiteral("\"%1\" is no sign-off; tieout-cli sign-offs FILE lists them.")
                .arg(typed));
    return records::SignOffId{id};
}

Outcome<Answer> signOff(const Arguments& arguments)
{
    records::command::SignOff what;
    what.wholeBook = arguments.has("book");
    what.preparer = arguments.value("preparer");
    what.note = arguments.value("note");
    const auto day = arguments.date("as-of");
    if (!day)
        return tl::unexpected(day.error());
    if (!*day)
        return wrongUsage(QStringLiteral("Say as of which day with --as-of."));
    what.day = **day;
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    if (arguments.has("threshold")) {
        const auto threshold = moneyIn(**reader, arguments.value("threshold"));
        if (!threshold)
            return tl::unexpected(threshold.error());
        what.threshold = *threshold;
    }
    for (const QString& typed : arguments.from(1)) {
        const auto id = findAccount(**reader, typed);
        if (!id)
            return tl::unexpected(id.error());
        what.accounts.append(*id);
    }
    if (what.wholeBook != what.accounts.isEmpty())
        return wrongUsage(QStringLiteral("Name accounts, or --book for all of them."));
    return performOne(arguments.at(0), what);
}

// By record, of one account.
void addDelta(Answer& answer, QJsonArray& changes, const store::Reader& reader,
    const records::SignOff& signOff, const records::SignOffChange& change)
{
    QList<records::SignedItem> before, now;
    for (const records::SignedAccount& one :
        reader.signedAccounts(signOff.id, change.account, true, 0, -1))
        if (one.side == change.side && one.currency == change.currency)
            before = one.items;
    if (const auto file = reader.accountFile(change.account))
        for (const records::SignedAccount& one : bridge::signedAccounts(*file, signOff.day))
            if (one.side == change.side && one.currency == change.currency)
                now = one.items;
    report::Table table{
        {QStringLiteral("  Side"), QStringLiteral("Record"), QStringLiteral("Signed"),
            QStringLiteral("Now"), QStringLiteral("Change"), QStringLiteral("Open")},
        {}, {2, 3, 4, 5}};
    QJsonArray records;
    const auto amountOf = [](const std::optional<records::SignedItem>& item) {
        return item ? item->amount.display() : QStringLiteral("–");
    };
    for (const records::SignedDelta& one : records::deltaOf(before, now)) {
        table.rows.append({one.isLedger() ? QStringLiteral("  ledger") : QStringLiteral("  Xero"),
            records::nameOf(one.item()), amountOf(one.before), amountOf(one.after),
            one.amount().display(), one.after ? one.after->open.display() : QString()});
        records.append(toJson(one));
    }
    answer.text
        += QStringLiteral("%1 %2: ledger %3, Xero %4\n")
               .arg(change.number, change.name, change.ledger.display(), change.xero.display())
        + report::toText(table);
    QJsonObject json = toJson(change);
    json.insert(QStringLiteral("delta"), records);
    changes.append(json);
}

Outcome<Answer> oneSignOff(const store::Reader& reader, const QString& typed)
{
    const auto id = idOf(typed);
    if (!id)
        return tl::unexpected(id.error());
    const auto one = reader.signOff(*id);
    if (!one)
        return wrongUsage(QStringLiteral("There is no sign-off %1.").arg(typed));
    Answer answer;
    answer.text = QStringLiteral("Sign-off %1 of %2 as of %3: %4\n")
                      .arg(one->id.value)
                      .arg(scopeWord(*one), one->day.toString(Qt::ISODate), stateWord(*one));
    for (const records::SignedSum& sum : one->sums)
        answer.text += records::sentenceOf(sum) + u'\n';
    answer.text += QStringLiteral("Threshold %1 per account; Xero read %2\n")
                       .arg(one->threshold.display(), at(one->xeroReadAt));
    if (!one->note.isEmpty())
        answer.text += QStringLiteral("Note: %1\n").arg(one->note);
    answer.text += QStringLiteral("Seal: %1\n\n").arg(QString::fromLatin1(one->seal));
    QJsonArray changes, history;
    for (const records::SignOffChange& change : reader.signOffChanges(*id, 0, kMostChanges))
        addDelta(answer, changes, reader, *one, change);
    if (!changes.isEmpty())
        answer.text += u'\n';
    for (const records::SignOffEvent& event : reader.signOffEvents(*id)) {
        answer.text += QStringLiteral("%1  %2: %3\n").arg(at(event.at), event.who, event.what);
        history.append(QJsonObject{{QStringLiteral("at"), toJson(event.at)},
            {QStringLiteral("who"), event.who}, {QStringLiteral("what"), event.what}});
    }
    answer.json = toJson(*one);
    answer.json.insert(QStringLiteral("changes"), changes);
    answer.json.insert(QStringLiteral("history"), history);
    answer.exit = one->state == records::SignOffState::Suspended ? Exit::Stop : Exit::Done;
    return answer;
}

Outcome<Answer> signOffs(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    if (!arguments.at(1).isEmpty())
        return oneSignOff(**reader, arguments.at(1));
    report::Table table{
        {QStringLiteral("Id"), QStringLiteral("As of"), QStringLiteral("Of"),
            QStringLiteral("State"), QStringLiteral("Prepared by"), QStringLiteral("Reviewed by"),
            QStringLiteral("Difference"), QStringLiteral("Unexplained")},
        {}, {0, 6, 7}};
    Answer answer;
    QJsonArray list;
    for (const records::SignOff& one : (*reader)->signOffs()) {
        table.rows.append({QString::number(one.id.value), one.day.toString(Qt::ISODate),
            scopeWord(one), stateWord(one), one.preparer, one.reviewer,
            ofEach(one, [](const records::SignedSum& sum) { return sum.difference(); }),
            ofEach(one, [](const records::SignedSum& sum) { return sum.unexplained; })});
        list.append(toJson(one));
        if (one.state == records::SignOffState::Suspended)
            answer.exit = Exit::Stop;
    }
    answer.text = table.rows.isEmpty() ? QStringLiteral("Nothing was signed off yet.\n")
                                       : report::toText(table);
    answer.json = {{QStringLiteral("signOffs"), list}};
    return answer;
}

Outcome<Answer> reviewSignOff(const Arguments& arguments)
{
    const auto id = idOf(arguments.at(1));
    if (!id)
        return tl::unexpected(id.error());
    return performOne(arguments.at(0),
        records::command::ReviewSignOff{*id, arguments.value("reviewer"), arguments.value("note")});
}

Outcome<Answer> withdrawSignOff(const Arguments& arguments)
{
    const auto id = idOf(arguments.at(1));
    if (!id)
        return tl::unexpected(id.error());
    return performOne(arguments.at(0),
        records::command::WithdrawSignOff{*id, arguments.value("who"), arguments.value("reason")});
}

Outcome<Answer> pack(const Arguments& arguments)
{
    const auto id = idOf(arguments.at(1));
    if (!id)
        return tl::unexpected(id.error());
    if (arguments.value("to").isEmpty())
        return wrongUsage(QStringLiteral("Say which folder with --to; it must not be there yet."));
    return performOne(arguments.at(0), records::command::MakePack{*id, arguments.value("to")});
}

// Anybody's: it needs no book. With one, the pack is held against that book's own word as well.
Outcome<Answer> verify(const Arguments& arguments)
{
    base::Result<report::PackVerdict> verdict;
    if (const QString book = arguments.value("book"); book.isEmpty()) {
        verdict = report::verifyPack(arguments.at(0));
    } else {
        const auto reader = look(book);
        if (!reader)
            return tl::unexpected(reader.error());
        verdict = reporting::verify(**reader, arguments.at(0));
    }
    if (!verdict)
        return failed(verdict.error());
    Answer answer;
    answer.exit = verdict->good ? Exit::Done : Exit::Stop;
    // Who forges a pack as a whole makes it agree with itself; only the book or the paper tells
    // then.
    answer.text = verdict->good
        ? (arguments.has("book")
                  ? QStringLiteral("The pack is as this book made it")
                  : QStringLiteral(
                      "The pack agrees with itself; compare seal and checksum with the "
                      "book (--book) or the paper"))
            + QStringLiteral(": sign-off %1 as of %2, %3 balances.\nSeal     %4\nChecksum %5\n")
                  .arg(verdict->id.value)
                  .arg(verdict->day.toString(Qt::ISODate))
                  .arg(verdict->accounts)
                  .arg(QString::fromLatin1(verdict->seal), QString::fromLatin1(verdict->checksum))
        : QStringLiteral("The pack is not as it was made.\n  %1\n")
              .arg(verdict->faults.join(QStringLiteral("\n  ")));
    answer.json = {{QStringLiteral("good"), verdict->good},
        {QStringLiteral("faults"), QJsonArray::fromStringList(verdict->faults)},
        {QStringLiteral("signOff"), verdict->id.value},
        {QStringLiteral("asOf"), toJson(verdict->day)},
        {QStringLiteral("accounts"), verdict->accounts},
        {QStringLiteral("seal"), QString::fromLatin1(verdict->seal)},
        {QStringLiteral("checksum"), QString::fromLatin1(verdict->checksum)}};
    return answer;
}

} // namespace

QList<Command> signOffCommands()
{
    return {
        {QStringLiteral("sign-off"),
            QStringLiteral("FILE [ACCOUNT…] --as-of DATE --preparer NAME [--threshold AMOUNT] "
                           "[--note TEXT] | --book …"),
            QStringLiteral("Keeps two people's word that accounts, or the book, are right as of a "
                           "day."),
            {option("as-of", "As of which day both sides were compared.", "DATE"),
                flag("book", "Every account of the book."),
                option("preparer", "Who prepared it.", "NAME"),
                option("threshold", "How much may stay unexplained, per account (0.00).", "AMOUNT"),
                option("note", "What the reviewer should know.", "TEXT")},
            1, -1, signOff},
        {QStringLiteral("sign-offs"), QStringLiteral("FILE [ID]"),
            QStringLiteral("What was signed off, and what changed since, by record."), {}, 1, 2,
            signOffs},
        {QStringLiteral("review-sign-off"), QStringLiteral("FILE ID --reviewer NAME [--note TEXT]"),
            QStringLiteral("The second person's word."),
            {option("reviewer", "Who reviewed it; not who prepared it.", "NAME"),
                option("note", "What was found.", "TEXT")},
            2, 2, reviewSignOff},
        {QStringLiteral("withdraw-sign-off"), QStringLiteral("FILE ID --who NAME --reason TEXT"),
            QStringLiteral("Takes a sign-off back; it stays in the history."),
            {option("who", "Who withdraws it.", "NAME"), option("reason", "Why.", "TEXT")}, 2, 2,
            withdrawSignOff},
        {QStringLiteral("pack"), QStringLiteral("FILE ID --to FOLDER"),
            QStringLiteral("The evidence of a sign-off: PDF, XLSX, CSV, JSON and checksums."),
            {option("to", "The folder to make.", "FOLDER")}, 2, 2, pack},
        {QStringLiteral("verify"), QStringLiteral("FOLDER [--book FILE]"),
            QStringLiteral("Whether an evidence pack is as it was made."),
            {option("book", "The book that made it.", "FILE")}, 1, 1, verify},
    };
}

} // namespace cli
