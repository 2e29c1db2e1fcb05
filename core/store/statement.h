// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/id.h"
#include "base/money.h"
#include "records/words.h"
#include "store/lines.h"

#include <QDateTime>
#include <QHash>
#include <QVariant>

#include <memory>
#include <optional>
#include <unordered_map>

class QSqlQuery;

namespace store {

// One SQLite connection of one thread, with its prepared statements. The first error inside a scope
// (a transaction, or a Watch) sticks: nothing after it runs, and the scope's outcome is that error.
// So a series of statements is written plainly and judged once, and a half-written transaction
// can't be committed. Outside a scope a writer stops the process, because a read that silently
// found nothing could send money twice; a reader logs and shows nothing.
class Connection {
public:
    enum class OnLooseError { Stop, Log };
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    static base::Result<std::unique_ptr<Connection>> open(
        const QString& path, const QString& options, OnLooseError loose);

    // One statement without parameters or rows.
    bool execute(const QString& sql);
    // Runs whatever the state of the scope; a transaction that can't even be rolled back is one
    // that SQLite has rolled back itself.
    void rollBack();
    // Notes a broken rule of ours as the scope's error.
    void spoil(const base::Error& error);
    bool isSpoiled() const { return m_error.has_value(); }
    const std::optional<base::Error>& error() const { return m_error; }
    base::Result<void> outcome() const;

    void enterScope() { ++m_scopes; }
    void leaveScope();
    bool inScope() const { return m_scopes > 0; }

    // Tests: the n-th execution from now fails as a broken disk would (0 = the next).
    void failAfter(int n) { breakAfter(n, false); }
    // …and every one after it, until failAfter(-1).
    void failFrom(int n) { breakAfter(n, true); }
    bool faultIsPending() const { return m_failAfter >= 0; }
    // The n-th statement inside a transaction fails as a broken disk would.
    void failInTransactionAfter(int n) { m_failInTransactionAfter = n; }
    // As if the program had ended before the n-th transaction from now: neither that one nor any
    // later one begins.
    void endBeforeTransaction(int n)
    {
        m_endBeforeTransaction = n;
        m_ended = false;
    }
    bool endedBeforeTransaction() const { return m_ended; }

private:
    friend class Statement;
    Connection(QString name, OnLooseError loose);
    std::unique_ptr<QSqlQuery> take(const QString& sql);
    void giveBack(const QString& sql, std::unique_ptr<QSqlQuery> query);
    bool exec(QSqlQuery& query, const QString& sql);
    void failed(const QSqlQuery& query, const QString& sql);
    bool breaksNow(const QString& sql);
    void breakAfter(int n, bool stays)
    {
        m_failAfter = n;
        m_staysBroken = stays;
    }

    QString m_name;
    OnLooseError m_loose;
    std::optional<base::Error> m_error;
    int m_scopes = 0;
    int m_failAfter = -1;
    bool m_staysBroken = false;
    int m_failInTransactionAfter = -1, m_endBeforeTransaction = -1;
    bool m_inTransaction = false, m_ended = false;
    std::unordered_multimap<QString, std::unique_ptr<QSqlQuery>> m_prepared;
};

// Catches errors of reads that answer with a Result.
class Watch {
public:
    explicit Watch(Connection& connection)
        : m_connection(connection)
    {
        m_connection.enterScope();
    }
    ~Watch() { m_connection.leaveScope(); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

private:
    Connection& m_connection;
};

// Stands in a list of columns where a row keeps its currency: written from the first amount that
// has one, read before the amounts that follow it.
struct RowCurrency {
    base::Currency code;
    template <class... Amount>
    static RowCurrency of(const Amount&... amounts)
    {
        RowCurrency own;
        (own.add(amounts), ...);
        return own;
    }

private:
    void add(const base::Money& money)
    {
        if (code.isNone())
            code = money.currency();
    }
    void add(const std::optional<base::Money>& money)
    {
        if (money)
            add(*money);
    }
};

// A prepared statement: bind in order, then run() or step through next() and read in order.
class Statement {
public:
    Statement(Connection& connection, const QString& sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    template <class... T>
    Statement& bind(const T&... values)
    {
        if (m_started)
            reset(); // bound anew before its last row was read
        (add(values), ...);
        return *this;
    }
    // Executes and forgets the bound values, so that the same statement may be bound again.
    bool run();
    // Executes at the first call; false at the end and after an error.
    bool next();
    // Lets go of the rows, so that it can be bound again or others may write what it read.
    void reset();
    template <class... T>
    void into(T&&... values)
    {
        (read(values), ...);
    }
    template <class T>
    T get()
    {
        T value{};
        read(value);
        return value;
    }
    base::Money money(base::Currency currency);
    qint64 lastId() const;
    int changes() const;

private:
    void addValue(const QVariant& value) { m_values.append(value); }
    void add(const QString& value);
    void add(const QByteArray& value);
    void add(const QStringList& value);
    void add(qint64 value) { addValue(QVariant::fromValue(value)); }
    void add(int value) { addValue(value); }
    void add(bool value) { addValue(value ? 1 : 0); }
    void add(QDate value);
    void add(const QDateTime& value);
    void add(const QUuid& value);
    void add(base::Currency value) { add(value.code()); }
    void add(RowCurrency value) { add(value.code); }
    void add(base::Money value) { add(value.minor()); }
    void add(base::Decimal4 value) { add(value.tenThousandths); }
    void add(const records::RecordRef& value);
    void add(const records::XeroRef& value);
    void add(const records::Cause& value);
    template <class Tag>
    void add(base::Id<Tag> value)
    {
        addValue(value ? QVariant::fromValue(value.value) : QVariant());
    }
    template <class Tag>
    void add(const base::Guid<Tag>& value)
    {
        add(value.value);
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void add(Enum value) { add(records::toText(value)); }
    void add(const std::optional<base::Money>& value)
    {
        addValue(value ? QVariant::fromValue(value->minor()) : QVariant());
    }
    void add(const std::optional<records::RecordRef>& value);
    template <class List>
    void add(const LinesText<List>& value)
    {
        add(linesToText(value.list));
    }
    template <class List>
    void add(const IdsText<List>& value)
    {
        add(idsToText(value.list));
    }
    template <class List>
    void add(const ListText<List>& value)
    {
        add(listToText(value.list));
    }
    void add(const std::optional<records::XeroRef>& value);

    QVariant column();
    void read(QString& value);
    void read(QByteArray& value);
    void read(QStringList& value);
    void read(qint64& value);
    void read(int& value);
    void read(bool& value);
    void read(QDate& value);
    void read(QDateTime& value);
    void read(QUuid& value);
    void read(base::Currency& value);
    void read(RowCurrency& value);
    void read(base::Money& value);
    void read(base::Decimal4& value) { read(value.tenThousandths); }
    void read(records::RecordRef& value);
    void read(records::XeroRef& value);
    void read(records::Cause& value);
    template <class Tag>
    void read(base::Id<Tag>& value)
    {
        read(value.value);
    }
    template <class Tag>
    void read(base::Guid<Tag>& value)
    {
        read(value.value);
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void read(Enum& value)
    {
        const QString text = get<QString>();
        if (const auto known = records::fromText<Enum>(text))
            value = *known;
        else
            unknownWord(text);
    }
    void read(std::optional<base::Money>& value);
    void read(std::optional<records::RecordRef>& value);
    void read(std::optional<records::XeroRef>& value);
    template <class List>
    void read(LinesText<List>& value)
    {
        value.list = linesFromText(get<QString>(), m_currency);
    }
    template <class List>
    void read(IdsText<List>& value)
    {
        value.list = idsFromText(get<QString>());
    }
    template <class List>
    void read(ListText<List>& value)
    {
        listFromText(get<QString>(), value.list);
    }
    void unknownWord(const QString& text);

    Connection& m_connection;
    QString m_sql;
    std::unique_ptr<QSqlQuery> m_query; // null after an error
    QVariantList m_values;
    base::Currency m_currency; // of the row being read
    int m_column = 0;
    bool m_started = false;
};

} // namespace store
