// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/book.h"

#include "store/sqlitebook.h"
#include "store/transaction.h"

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

base::Result<std::unique_ptr<Book>> Book::create(const QString& path,
    const records::BookSettings& settings, const base::Clock& clock, base::Random& random)
{
    auto database = createDatabase(path, [&](Connection& connection) {
        Settings table(connection);
        table.save(settings);
        table.setValue(u"salt"_s, QString::fromLatin1(random.bytes(16).toHex()));
        Journal(connection).add(clock.now(), u"Tieout"_s, u"book created"_s, std::nullopt);
    });
    if (!database)
        return base::Unexpected(database.error());
    return std::make_unique<SqliteBook>(path, std::move(*database), clock);
}

base::Result<std::unique_ptr<Book>> Book::open(
    const QString& path, OpenOptions options, const base::Clock& clock)
{
    auto database = openDatabase(path, options.readOnly, clock.now());
    if (!database)
        return base::Unexpected(database.error());
    return std::make_unique<SqliteBook>(path, std::move(*database), clock);
}

} // namespace store
