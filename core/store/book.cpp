// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/book.h"

#include "store/sqlitebook.h"
#include "store/transaction.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace store {

Transaction::Transaction(std::unique_ptr<Inside> inside)
    : m_inside(std::move(inside))
{
}

Transaction::Transaction(Transaction&&) noexcept = default;
Transaction::~Transaction() = default;

base::Result<void> Transaction::commit()
{
    base::require(m_inside != nullptr, "a transaction is committed once");
    const std::unique_ptr<Inside> inside = std::move(m_inside);
    return inside->commit();
}

bool Transaction::isOpen() const
{
    return m_inside != nullptr;
}

Book::~Book() = default;

static base::Result<void> checkPlace(const QString& path, const OpenOptions& options)
{
    if (options.readOnly || !options.whyNotLocal)
        return {};
    const QString place = options.whyNotLocal(path);
    if (place.isEmpty())
        return {};
    return base::failure(base::ErrorKind::Storage,
        u"%1 is on %2. A book that is written there can be damaged, or be in two places at once. "
        "Move it to a folder of this computer’s own disk; here it can be opened to look only."_s
            .arg(QFileInfo(path).fileName(), place));
}

static base::Result<std::unique_ptr<Book>> leased(std::unique_ptr<SqliteBook> book)
{
    if (auto taken = book->takeLease(); !taken)
        return base::Unexpected(taken.error());
    return book;
}

base::Result<std::unique_ptr<Book>> Book::create(const QString& path,
    const records::BookSettings& settings, const base::Clock& clock, base::Random& random)
{
    if (auto local = checkPlace(path, {}); !local)
        return base::Unexpected(local.error());
    auto database = createDatabase(path, [&](Connection& connection) {
        Settings table(connection);
        table.save(settings);
        table.setValue(u"salt"_s, QString::fromLatin1(random.bytes(16).toHex()));
        Journal(connection).add(clock.now(), u"Tieout"_s, u"book created"_s, std::nullopt);
    });
    if (!database)
        return base::Unexpected(database.error());
    return leased(std::make_unique<SqliteBook>(path, std::move(*database), clock));
}

base::Result<std::unique_ptr<Book>> Book::open(
    const QString& path, OpenOptions options, const base::Clock& clock)
{
    if (auto local = checkPlace(path, options); !local)
        return base::Unexpected(local.error());
    auto database = openDatabase(path, options.readOnly, clock.now());
    if (!database)
        return base::Unexpected(database.error());
    return leased(std::make_unique<SqliteBook>(path, std::move(*database), clock));
}

base::Result<void> bringUpToDate(const QString& path, const base::Clock& clock)
{
    const auto older = isOlder(path);
    if (!older)
        return base::Unexpected(older.error());
    if (!*older)
        return {};
    const auto book = Book::open(path, {}, clock);
    return book ? base::Result<void>() : base::Unexpected(book.error());
}

} // namespace store
