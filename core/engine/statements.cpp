// SPDX-License-Identifier: GPL-3.0-or-later

#include "bank/bank.h"
#include "base/failpoint.h"
#include "engine/inside.h"
#include "engine/linechecks.h"
#include "match/statementlines.h"
#include "preflight/preflight.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

// The bank's statement files: taken in whole or not at all, and undone.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;

namespace {

constexpr qint64 kAtRest = 3; // seconds since a file was last written

QString mappingName(const QString& bankCode)
{
    return QStringLiteral("bank.csv.") + bankCode;
}

QString digits(const QString& text)
{
    QString kept;
    for (const QChar c : text)
        if (c.isLetterOrNumber())
            kept += c.toUpper();
    return kept;
}

// Xero writes BSB and number in one; banks write one or both.
bool namesTheSame(const QString& inFile, const QString& inXero)
{
    const QString file = digits(inFile), xero = digits(inXero);
    return file.size() >= 4 && xero.size() >= 4 && (xero.endsWith(file) || file.endsWith(xero));
}

using Banks = QList<mirror::ChartAccount>;

// Those that can be named.
Banks banksWithCode(const Surroundings& around)
{
    Banks banks;
    for (const mirror::ChartAccount* one : preflight::bankAccounts(around))
        if (!one->code.isEmpty())
            banks.append(*one);
    return banks;
}

QString listed(const Banks& banks)
{
    QStringList names;
    for (const mirror::ChartAccount& one : banks)
        names.append(QStringLiteral("%1 (%2)").arg(one.code, one.name));
    return names.join(QStringLiteral(", "));
}

base::Result<mirror::ChartAccount> bankOf(
    const command::ImportStatement& what, const QStringList& inFile, const Banks& banks)
{
    Banks fitting;
    for (const mirror::ChartAccount& one : banks)
        if (!what.bankCode.isEmpty()
                ? one.code == what.bankCode
                : std::any_of(inFile.begin(), inFile.end(), [&](const QString& account) {
                      return namesTheSame(account, one.bankAccountNumber);
                  }))
            fitting.append(one);
    if (fitting.size() == 1)
        return fitting.first();
    if (what.bankCode.isEmpty() && fitting.isEmpty() && banks.size() == 1)
        return banks.first();
    if (banks.isEmpty())
        return failure(ErrorKind::NotFound,
            QStringLiteral("No bank account of Xero is known yet. Connect and fetch first."));
    return failure(ErrorKind::NotFound,
        what.bankCode.isEmpty()
            ? QStringLiteral("Say which bank account this is: %1.").arg(listed(banks))
            : QStringLiteral("Xero has no bank account with the code %1. There are %2.")
                  .arg(what.bankCode, listed(banks)));
}

// One file may have several pages or days of one account; lines of two accounts are two files.
base::Result<records::BankStatement> joined(
    const QList<records::BankStatement>& statements, const QString& file)
{
    records::BankStatement whole = statements.first();
    for (const records::BankStatement& next : statements.mid(1)) {
        if (next.account != whole.account || next.currency != whole.currency)
            return failure(ErrorKind::Malformed,
                QStringLiteral("%1 holds the accounts %2 and %3. Export one at a time.")
                    .arg(file, whole.account, next.account));
        whole.lines += next.lines;
        whole.closing = next.closing;
        if (!whole.from.isValid() || (next.from.isValid() && next.from < whole.from))
            whole.from = next.from;
        whole.to = std::max(whole.to, next.to);
    }
    return whole;
}

// What is said where a file can't be read: what is wrong with it, or what a person has to say.
base::Result<bank::ReadResult> readOrSay(const bank::File& file, const bank::Expected& expected,
    QString& details, std::optional<records::StatementQuestion>& question)
{
    bank::ReadResult read = bank::read(file, expected);
    const auto asked = [&](const QString& sentence, const bank::CsvQuestion& about) {
        question = records::StatementQuestion{.sentence = sentence,
            .guess = bank::wordsOf(about.guess),
            .meanings = bank::columnWords(),
            .sample = about.sample};
    };
    const QString nothing = QStringLiteral(" Nothing was taken in.");
    QStringList lines;
    for (const ImportError& error : read.errors)
        lines.append(error.toString());
    if (!lines.isEmpty()) {
        details = lines.join(u'\n');
        if (read.question)
            asked(lines.first(), *read.question);
        return failure(ErrorKind::Malformed, lines.first() + nothing);
    }
    if (!read.question)
        return read;
    asked(read.question->sentence, *read.question);
    for (qsizetype i = 0; i < question->guess.columns.size(); ++i) {
        QStringList sample;
        for (const QStringList& row : question->sample)
            sample.append(row.value(i));
        lines.append(QStringLiteral("column %1 (%2): %3")
                         .arg(i + 1)
                         .arg(question->guess.columns[i], sample.join(QStringLiteral(" · "))));
    }
    details = lines.join(u'\n');
    return failure(ErrorKind::Usage, question->sentence + nothing);
}

} // namespace

// What is said of a file that can't be read.
struct Engine::Inside::Refusal {
    QString details;
    std::optional<records::StatementQuestion> question;
};

// What is read, and for which bank account.
struct Engine::Inside::StatementRead {
    mirror::ChartAccount account;
    records::BankStatement statement;
    std::optional<bank::CsvMapping> mapping;
};

base::Result<Engine::Inside::StatementRead> Engine::Inside::readStatement(
    const command::ImportStatement& what, const bank::File& file, Refusal& refusal)
{
    const Surroundings around = m_book->surroundings(*m_parts.clock);
    const Banks banks = banksWithCode(around);
    StatementRead found;
    if (!what.columns.isEmpty()) {
        auto mapping = bank::mappingOf(what.columns);
        if (!mapping)
            return tl::unexpected(mapping.error());
        found.mapping = *mapping;
    }
    // Whose it is may stand in the file, and its currency is that of the account.
    QStringList inFile;
    if (what.bankCode.isEmpty() && banks.size() > 1) {
        const bank::Expected expected{around.settings.currency, around.today, found.mapping};
        const bank::ReadResult read = bank::read(file, expected);
        if (!read.errors.isEmpty() && !read.question) // broken, whosever it is
            return tl::unexpected(
                readOrSay(file, expected, refusal.details, refusal.question).error());
        for (const records::BankStatement& one : read.statements)
            inFile.append(one.account);
    }
    auto account = bankOf(what, inFile, banks);
    if (!account) {
        if (what.bankCode.isEmpty() && !banks.isEmpty()) {
            refusal.question = records::StatementQuestion{
                .path = what.path, .sentence = QStringLiteral("Which bank account is it of?")};
            for (const mirror::ChartAccount& one : banks)
                refusal.question->banks.append({one.code, one.name});
        }
        return tl::unexpected(account.error());
    }
    found.account = *account;
    const QByteArray remembered = m_book->value(mappingName(account->code)).toUtf8();
    if (const auto known = bank::mappingFromBytes(remembered); known && !remembered.isEmpty())
        found.mapping = found.mapping ? found.mapping->over(*known) : *known;
    const base::Currency currency
        = account->currency.isNone() ? around.settings.currency : account->currency;
    const auto read = readOrSay(
        file, {currency, around.today, found.mapping}, refusal.details, refusal.question);
    if (!read) {
        if (refusal.question) {
            refusal.question->path = what.path;
            refusal.question->bankCode = account->code;
        }
        return tl::unexpected(read.error());
    }
    auto statement = joined(read->statements, file.name);
    if (!statement)
        return tl::unexpected(statement.error());
    if (statement->currency != currency)
        return failure(ErrorKind::Malformed,
            QStringLiteral("%1 is in %2, but %3 is kept in %4. Nothing was taken in.")
                .arg(file.name, statement->currency.code(), account->name, currency.code()));
    found.statement = *statement;
    return found;
}

void Engine::Inside::handle(quint64 ticket, const command::ImportStatement& what)
{
    QFile file(what.path);
    if (!file.open(QIODevice::ReadOnly))
        return answer(ticket,
            failure(ErrorKind::NotFound,
                QStringLiteral("%1 can’t be read: %2").arg(what.path, file.errorString())));
    Refusal refusal;
    const Sentence said = takeIn(what, {QFileInfo(what.path).fileName(), file.readAll()}, refusal);
    answer(ticket, said, refusal.details, refusal.question);
}

Engine::Inside::Sentence Engine::Inside::takeIn(
    const command::ImportStatement& what, const bank::File& content, Refusal& refusal)
{
    const auto read = readStatement(what, content, refusal);
    if (!read)
        return tl::unexpected(read.error());
    const records::BankStatement& statement = read->statement;
    const auto [first, last] = std::minmax_element(statement.lines.begin(), statement.lines.end(),
        [](const BankLine& a, const BankLine& b) { return a.date < b.date; });
    const QList<records::KeptBankLine> kept = statement.lines.isEmpty()
        ? QList<records::KeptBankLine>()
        : m_book->bankLines(read->account.code, first->date, last->date);
    const auto known = match::alreadyKept(statement.lines, statement.format, kept);
    QList<records::KeptBankLine> lines;
    for (qsizetype i = 0; i < known.size(); ++i)
        lines.append({known[i].value_or(BankLineId()), statement.format, statement.lines[i]});
    const auto isNew = std::count(known.begin(), known.end(), std::nullopt);
    const auto write = [&](store::Transaction& tx) -> base::Result<void> {
        const auto added = m_book->add(tx,
            {.bankCode = read->account.code,
                .file = content.name,
                .hash = QCryptographicHash::hash(content.content, QCryptographicHash::Sha256),
                .format = statement.format,
                .account = statement.account,
                .currency = statement.currency,
                .from = statement.from,
                .to = statement.to,
                .opening = statement.opening,
                .closing = statement.closing,
                .importedAt = m_parts.clock->now()},
            lines, m_parts.who);
        if (!added)
            return tl::unexpected(added.error());
        base::failpoint("statement.before-commit");
        if (what.columns.isEmpty())
            return {};
        return m_book->setValue(
            tx, mappingName(read->account.code), QString::fromUtf8(bank::toBytes(*read->mapping)));
    };
    auto done = what.dryRun ? base::Result<void>() : inTransaction(*m_book, write);
    if (done && !what.dryRun)
        done = reviewLocally(context());
    if (!done)
        return tl::unexpected(done.error());
    return QStringLiteral("%1%2: %3 from %4 to %5, %6 new.")
        .arg(what.dryRun ? QStringLiteral("Nothing was written. It would be: ") : QString(),
            read->account.name,
            lines.size() == 1 ? QStringLiteral("1 line")
                              : QStringLiteral("%1 lines").arg(lines.size()))
        .arg(statement.from.toString(Qt::ISODate), statement.to.toString(Qt::ISODate))
        .arg(isNew);
}

// Empty when there is nothing to tell: looked at before, whatever became of it (what a person undid
// or left doesn't come back by itself), still being written, or in the book already. What may go
// better another time (a question, no bank account known yet) is looked at again.
Engine::Inside::Sentence Engine::Inside::takeInNew(
    const QFileInfo& found, bool leave, Refusal& refusal)
{
    if (found.size() == 0 || found.lastModified().secsTo(m_parts.clock->now()) < kAtRest)
        return QString();
    QFile file(found.absoluteFilePath());
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::NotFound,
            QStringLiteral("%1 can’t be read: %2").arg(found.fileName(), file.errorString()));
    const bank::File content{found.fileName(), file.readAll()};
    const QString looked = QStringLiteral("statement.looked.")
        + QString::fromLatin1(
            QCryptographicHash::hash(content.content, QCryptographicHash::Sha256).toHex());
    if (!m_book->value(looked).isEmpty())
        return QString();
    Sentence said = leave ? Sentence(QString())
                          : takeIn({.path = found.absoluteFilePath()}, content, refusal);
    const bool isThere = !said && said.error().kind == ErrorKind::Conflict;
    const bool isBroken = !said && said.error().kind == ErrorKind::Malformed && !refusal.question;
    if (!said && !isThere && !isBroken)
        return said;
    const auto noted = inTransaction(*m_book, [&](store::Transaction& tx) {
        return m_book->setValue(tx, looked, QStringLiteral("yes"));
    });
    if (!noted)
        return tl::unexpected(noted.error());
    return isThere ? Sentence(QString()) : said;
}

void Engine::Inside::handle(quint64 ticket, const command::LookForStatements& what)
{
    const QString folder = m_book->settings().statementFolder;
    if (folder.isEmpty() || !QFileInfo(folder).isDir())
        return answer(ticket,
            failure(ErrorKind::NotFound,
                folder.isEmpty() ? QStringLiteral("No folder is watched for statements.")
                                 : QStringLiteral("The watched folder %1 is gone.").arg(folder)));
    static const QStringList patterns{QStringLiteral("*.ofx"), QStringLiteral("*.qfx"),
        QStringLiteral("*.qif"), QStringLiteral("*.csv"), QStringLiteral("*.xml"),
        QStringLiteral("*.sta"), QStringLiteral("*.mt940"), QStringLiteral("*.940")};
    QStringList taken, left;
    std::optional<records::StatementQuestion> question;
    base::Error first;
    for (const QFileInfo& file :
        QDir(folder).entryInfoList(patterns, QDir::Files, QDir::Time | QDir::Reversed)) {
        Refusal refusal;
        const bool leave = file.absoluteFilePath() == what.leave;
        const Sentence said = takeInNew(file, leave, refusal);
        if (said && !said->isEmpty())
            taken.append(*said);
        if (said)
            continue;
        if (left.isEmpty())
            first = said.error();
        left.append(file.fileName() + QStringLiteral(": ") + said.error().sentence);
        if (!question)
            question = refusal.question;
    }
    const QString details = (taken + left).join(u'\n');
    if (!left.isEmpty())
        return answer(ticket, failure(first.kind, left.first()), details, question);
    answer(ticket, taken.join(u' '), taken.size() > 1 ? details : QString());
}

void Engine::Inside::handle(quint64 ticket, const command::UndoStatement& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        const auto statement = m_book->statement(what.statement);
        if (auto undone = m_book->undo(tx, what.statement, m_parts.who); !undone)
            return tl::unexpected(undone.error());
        return QStringLiteral("%1 is undone. Lines that other files have, too, stay.")
            .arg(statement->file);
    });
}

void Engine::Inside::handle(quint64 ticket, const command::JudgeAgain&)
{
    const auto judged = judgeBanks(context());
    answer(ticket, judged ? Sentence(QString()) : tl::unexpected(judged.error()));
}

void Engine::Inside::handle(quint64 ticket, const command::DecideLines& what)
{
    auto done = inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
        for (const BankLineId line : what.lines)
            if (auto decided = m_book->decide(
                    tx, line, what.decision, what.takeBack, m_parts.clock->now(), m_parts.who);
                !decided)
                return decided;
        return {};
    });
    if (done)
        done = judgeBanks(context(), Lines::Touched);
    if (!done)
        return answer(ticket, tl::unexpected(done.error()));
    if (what.takeBack)
        return answer(ticket, QStringLiteral("Taken back. The check counts again."));
    switch (what.decision.saying) {
    case LineSaying::Done:
        return answer(ticket,
            what.lines.size() == 1
                ? QStringLiteral("The line is ticked off.")
                : QStringLiteral("%1 lines are ticked off.").arg(what.lines.size()));
    case LineSaying::Is:
        return answer(ticket, QStringLiteral("Noted: this record is the one."));
    case LineSaying::IsNot:
        return answer(ticket, QStringLiteral("Noted: this record is another’s."));
    }
}

} // namespace engine
