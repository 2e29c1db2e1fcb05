// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/succession.h"

#include "store/book.h"

#include <QDir>
#include <QFile>

#include <filesystem>

using base::ErrorKind;
using base::failure;
using base::Result;
using namespace Qt::StringLiterals;

namespace store {

namespace {

// A name that any file system takes.
QString fileName(QString text)
{
    for (QChar& c : text)
        if (u"/\\:*?\"<>|"_s.contains(c) || c < u' ')
            c = u' ';
    return text.simplified().left(60);
}

QString keptName(const QString& bookPath, const QString& organisation, const base::Clock& clock)
{
    const QFileInfo file(bookPath);
    const QString of = organisation.isEmpty() ? QString() : u" of "_s + fileName(organisation);
    return file.dir().filePath(file.completeBaseName() + of + u" until "_s
        + clock.now().toLocalTime().toString(u"yyyy-MM-dd HHmmss"_s) + u'.' + file.suffix());
}

} // namespace

QStringList tablesThatGoAlong()
{
    return {u"setting"_s, u"account"_s, u"product"_s, u"document"_s, u"document_line"_s,
        u"payment"_s, u"adjustment"_s, u"allocation"_s, u"reversal"_s, u"statement"_s,
        u"bank_line"_s, u"statement_line"_s, u"link"_s};
}

void fillSuccessor(Connection& fresh, const QString& predecessor)
{
    Statement(fresh, u"ATTACH DATABASE ? AS predecessor"_s).bind(predecessor).run();
    fresh.execute(u"BEGIN"_s);
    for (const QString& table : tablesThatGoAlong())
        fresh.execute(u"INSERT INTO main.%1 SELECT * FROM predecessor.%1"_s.arg(table));
    // What a person or Xero said for the old organisation's sake.
    fresh.execute(u"UPDATE document SET number_in_xero = NULL, moved_date = NULL"_s);
    fresh.execute(u"UPDATE payment SET moved_date = NULL"_s);
    fresh.execute(u"UPDATE setting SET value = 'no' WHERE name = 'push-is-on'"_s);
    // The salt finds the sign-in; the counters keep numbers from being given out twice.
    fresh.execute(uR"(
        INSERT INTO main.value
        SELECT name, value
        FROM predecessor.value
        WHERE name IN ('salt', 'import.last', 'clock.anchor') OR name LIKE 'number.%'
            OR name LIKE 'bank.csv.%' OR name LIKE 'statement.looked.%')"_s);
    fresh.execute(u"INSERT INTO dirty (account) SELECT id FROM account"_s);
    fresh.execute(u"COMMIT"_s);
    fresh.execute(u"DETACH DATABASE predecessor"_s);
}

Result<QString> putSuccessorInPlace(const QString& successor, const QString& bookPath,
    const QString& organisation, const base::Clock& clock)
{
    const QString kept = keptName(bookPath, organisation, clock);
    {
        const auto book = Book::open(bookPath, {}, clock);
        if (!book)
            return tl::unexpected(book.error());
        if (auto copied = (*book)->backup(kept); !copied)
            return tl::unexpected(copied.error());
    }
    std::error_code trouble; // one step on every system, and no moment without a book
    std::filesystem::rename(
        successor.toStdU16String(), std::filesystem::path(bookPath.toStdU16String()), trouble);
    if (trouble) {
        QFile::remove(kept);
        return failure(ErrorKind::Storage,
            u"The present book can’t be replaced: %1"_s.arg(bookPath),
            QString::fromStdString(trouble.message()));
    }
    return kept;
}

} // namespace store
