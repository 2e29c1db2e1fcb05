// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/sqlitebook.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::failure;
using base::Result;
using namespace records;

// The bank's own lines.
namespace store {

Result<StatementId> SqliteBook::add(Transaction& transaction, const KeptStatement& statement,
    const QList<KeptBankLine>& lines, const QString& who)
{
    within(transaction);
    if (const auto there = m_bankLines.statement(statement.bankCode, statement.hash))
        return failure(ErrorKind::Conflict,
            u"%1 was taken in already, as %2. Nothing was added."_s.arg(
                statement.file, there->file));
    const StatementId id = m_bankLines.add(statement);
    int added = 0;
    for (const KeptBankLine& line : lines) {
        added += line.id ? 0 : 1;
        m_bankLines.has(id, line.id ? line.id : m_bankLines.add(statement.bankCode, line));
    }
    note(who,
        u"bank statement %1 taken in for %2: %3 lines, %4 of them new"_s
            .arg(statement.file, statement.bankCode)
            .arg(lines.size())
            .arg(added),
        {});
    const auto done = result();
    return done ? Result<StatementId>(id) : tl::unexpected(done.error());
}

Result<void> SqliteBook::undo(Transaction& transaction, StatementId id, const QString& who)
{
    within(transaction);
    const auto there = m_bankLines.statement(id);
    if (!there)
        return failure(ErrorKind::NotFound, u"There is no such bank statement."_s);
    m_bankLines.remove(id);
    note(who, u"bank statement %1 of %2 undone"_s.arg(there->file, there->bankCode), {});
    return result();
}

Result<void> SqliteBook::decide(Transaction& transaction, BankLineId line,
    const LineDecision& decision, bool takeBack, const QDateTime& at, const QString& who)
{
    within(transaction);
    if (!m_bankLines.has(line))
        return failure(ErrorKind::NotFound, u"There is no such bank line."_s);
    if (takeBack)
        m_bankLines.takeBack(line, decision);
    else
        m_bankLines.decide(line, decision, at, who);
    note(who,
        u"bank line %1: %2%3"_s.arg(line.value)
            .arg(toText(decision.saying), takeBack ? u", taken back"_s : QString()),
        {});
    return result();
}

Result<void> SqliteBook::save(Transaction& transaction, const QList<LineCheck>& checks)
{
    within(transaction);
    m_bankLines.save(checks);
    return result();
}

Result<void> SqliteBook::linesJudged(Transaction& transaction)
{
    within(transaction);
    m_lineFacts.judged();
    return result();
}

} // namespace store
