// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/statement.h"

#include "base/log.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using base::ErrorKind;

namespace store {

namespace {

// SQLite's primary result codes (the low byte of the extended ones).
constexpr int kBusy = 5, kLocked = 6, kReadOnly = 8, kFull = 13, kCorrupt = 11, kConstraint = 19,
              kNotADatabase = 26;

base::Error toError(const QSqlError& error, const QString& sql)
{
    const auto trouble = [&](ErrorKind kind, const QString& sentence) {
        return base::failure(kind, sentence, error.text() + u" · "_s + sql.simplified().left(300))
            .value();
    };
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case kFull:
        return trouble(ErrorKind::Storage, u"The disk is full."_s);
    case kReadOnly:
        return trouble(
            ErrorKind::Storage, u"The book can’t be written: it is on a read-only disk."_s);
    case kBusy:
    case kLocked:
        return trouble(ErrorKind::Conflict, u"The book is busy in another program."_s);
    case kCorrupt:
    case kNotADatabase:
        return trouble(ErrorKind::Storage, u"The book’s file is damaged."_s);
    case kConstraint:
        return trouble(ErrorKind::Bug, u"The book refused a change that breaks its rules."_s);
    default:
        return trouble(ErrorKind::Storage, u"The book could not be read or written."_s);
    }
}

} // namespace

Connection::Connection(QString name, OnLooseError loose)
    : m_name(std::move(name))
    , m_loose(loose)
{
}

Connection::~Connection()
{
    m_prepared.clear();
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

base::Result<std::unique_ptr<Connection>> Connection::open(
    const QString& path, const QString& options, OnLooseError loose)
{
    const QString name = u"book-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::unique_ptr<Connection> connection(new Connection(name, loose));
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    database.setDatabaseName(path);
    database.setConnectOptions(options);
    if (!database.open())
        return base::failure(
            ErrorKind::Storage, u"The book’s file can’t be opened."_s, database.lastError().text());
    return connection;
}

bool Connection::execute(const QString& sql)
{
    if (isSpoiled())
        return false;
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    if (breaksNow(sql)) {
        spoil(base::failure(ErrorKind::Storage, u"The disk failed."_s, sql).value());
        return false;
    }
    if (query.exec(sql))
        return true;
    failed(query, sql);
    return false;
}

bool Connection::breaksNow(const QString& sql)
{
    if (sql.startsWith("BEGIN"_L1)) {
        m_ended = m_ended || m_endBeforeTransaction == 0;
        m_endBeforeTransaction -= m_endBeforeTransaction > 0 ? 1 : 0;
        m_inTransaction = true;
        if (m_ended)
            return true;
    } else if (m_inTransaction && m_failInTransactionAfter >= 0
        && m_failInTransactionAfter-- == 0) {
        return true;
    }
    m_inTransaction = m_inTransaction && sql != "COMMIT"_L1;
    if (m_failAfter < 0)
        return false;
    if (m_failAfter > 0 || !m_staysBroken)
        return m_failAfter-- == 0;
    return true;
}

void Connection::rollBack()
{
    m_inTransaction = false;
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    if (!query.exec(u"ROLLBACK"_s))
        qCWarning(base::logStore).noquote() << "ROLLBACK:" << query.lastError().text();
}

void Connection::spoil(const base::Error& error)
{
    if (!m_error) {
        qCWarning(base::logStore).noquote() << error.sentence << base::redacted(error.raw);
        if (m_scopes > 0)
            m_error = error;
        else
            base::require(m_loose == OnLooseError::Log, "the book can be read");
    }
}

base::Result<void> Connection::outcome() const
{
    if (m_error)
        return base::Unexpected(*m_error);
    return {};
}

void Connection::leaveScope()
{
    if (--m_scopes == 0)
        m_error.reset();
}

std::unique_ptr<QSqlQuery> Connection::take(const QString& sql)
{
    if (const auto found = m_prepared.find(sql); found != m_prepared.end()) {
        std::unique_ptr<QSqlQuery> query = std::move(found->second);
        m_prepared.erase(found);
        return query;
    }
    auto query = std::make_unique<QSqlQuery>(QSqlDatabase::database(m_name, false));
    query->setForwardOnly(true);
    if (query->prepare(sql))
        return query;
    failed(*query, sql);
    return nullptr;
}

void Connection::giveBack(const QString& sql, std::unique_ptr<QSqlQuery> query)
{
    query->finish();
    m_prepared.emplace(sql, std::move(query));
}

bool Connection::exec(QSqlQuery& query, const QString& sql)
{
    if (breaksNow(sql)) {
        spoil(base::failure(ErrorKind::Storage, u"The disk failed."_s, sql).value());
        return false;
    }
    if (query.exec())
        return true;
    failed(query, sql);
    return false;
}

void Connection::failed(const QSqlQuery& query, const QString& sql)
{
    spoil(toError(query.lastError(), sql));
}

Statement::Statement(Connection& connection, const QString& sql)
    : m_connection(connection)
    , m_sql(sql)
{
    if (!m_connection.isSpoiled())
        m_query = m_connection.take(sql);
}

Statement::~Statement()
{
    if (m_query)
        m_connection.giveBack(m_sql, std::move(m_query));
}

bool Statement::run()
{
    const QVariantList values = std::exchange(m_values, {});
    if (!m_query || m_connection.isSpoiled())
        return false;
    for (int i = 0; i < values.size(); ++i)
        m_query->bindValue(i, values[i]);
    m_started = true;
    return m_connection.exec(*m_query, m_sql);
}

bool Statement::next()
{
    if (!m_started && !run())
        return false;
    m_column = 0;
    if (m_query && !m_connection.isSpoiled() && m_query->next())
        return true;
    if (m_query && m_query->lastError().isValid())
        m_connection.failed(*m_query, m_sql);
    m_started = false;
    return false;
}

void Statement::reset()
{
    if (m_query)
        m_query->finish();
    m_started = false;
}

base::Money Statement::money(base::Currency currency)
{
    return {get<qint64>(), currency};
}

qint64 Statement::lastId() const
{
    return m_query ? m_query->lastInsertId().toLongLong() : 0;
}

int Statement::changes() const
{
    return m_query ? m_query->numRowsAffected() : 0;
}

void Statement::add(const QString& value)
{
    // A null QString would be NULL.
    addValue(value.isNull() ? QString(u""_s) : value);
}

void Statement::add(const QByteArray& value)
{
    addValue(value.isNull() ? QByteArray("") : value);
}

void Statement::add(const QStringList& value)
{
    addValue(QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(value)).toJson(QJsonDocument::Compact)));
}

void Statement::add(QDate value)
{
    addValue(value.isValid() ? QVariant(value.toString(Qt::ISODate)) : QVariant());
}

void Statement::add(const QDateTime& value)
{
    addValue(value.isValid() ? QVariant::fromValue(value.toMSecsSinceEpoch()) : QVariant());
}

void Statement::add(const QUuid& value)
{
    addValue(value.isNull() ? QVariant() : QVariant(value.toString(QUuid::WithoutBraces)));
}

void Statement::add(const records::RecordRef& value)
{
    bind(value.kind, value.id);
}

void Statement::add(const records::XeroRef& value)
{
    bind(value.kind, value.id);
}

void Statement::add(const records::Cause& value)
{
    bind(value.id, value.arguments, value.raw);
}

void Statement::add(const std::optional<records::RecordRef>& value)
{
    addValue(value ? QVariant(toText(value->kind)) : QVariant());
    addValue(value ? QVariant::fromValue(value->id) : QVariant());
}

void Statement::add(const std::optional<records::XeroRef>& value)
{
    addValue(value ? QVariant(toText(value->kind)) : QVariant());
    add(value ? value->id : QUuid());
}

QVariant Statement::column()
{
    return m_query ? m_query->value(m_column++) : QVariant();
}

void Statement::read(QString& value)
{
    value = column().toString();
}

void Statement::read(QByteArray& value)
{
    value = column().toByteArray();
}

void Statement::read(QStringList& value)
{
    value.clear();
    const QJsonArray list = QJsonDocument::fromJson(column().toString().toUtf8()).array();
    for (const QJsonValue& element : list)
        value.append(element.toString());
}

void Statement::read(qint64& value)
{
    value = column().toLongLong();
}

void Statement::read(int& value)
{
    value = column().toInt();
}

void Statement::read(bool& value)
{
    value = column().toInt() != 0;
}

void Statement::read(QDate& value)
{
    value = QDate::fromString(column().toString(), Qt::ISODate);
}

void Statement::read(QDateTime& value)
{
    const QVariant stored = column();
    value = stored.isNull() ? QDateTime()
                            : QDateTime::fromMSecsSinceEpoch(stored.toLongLong(), QTimeZone::utc());
}

void Statement::read(QUuid& value)
{
    value = QUuid::fromString(column().toString());
}

void Statement::read(base::Currency& value)
{
    const QString code = get<QString>();
    const auto currency = base::Currency::parse(code);
    value = currency ? *currency : base::Currency();
    if (!currency && !code.isEmpty())
        unknownWord(code);
}

void Statement::read(RowCurrency& value)
{
    read(value.code);
    m_currency = value.code;
}

void Statement::read(base::Money& value)
{
    value = money(m_currency);
}

void Statement::read(records::RecordRef& value)
{
    into(value.kind, value.id);
}

void Statement::read(records::XeroRef& value)
{
    into(value.kind, value.id);
}

void Statement::read(records::Cause& value)
{
    into(value.id, value.arguments, value.raw);
}

void Statement::read(std::optional<base::Money>& value)
{
    const QVariant stored = column();
    value.reset();
    if (!stored.isNull())
        value = base::Money(stored.toLongLong(), m_currency);
}

void Statement::read(std::optional<records::RecordRef>& value)
{
    const QString kind = get<QString>();
    const qint64 id = get<qint64>();
    const auto known = records::fromText<records::RecordKind>(kind);
    value.reset();
    if (known)
        value = records::RecordRef{*known, id};
    else if (!kind.isEmpty())
        unknownWord(kind);
}

void Statement::read(std::optional<records::XeroRef>& value)
{
    const QString kind = get<QString>();
    const QUuid id = get<QUuid>();
    const auto known = records::fromText<records::XeroKind>(kind);
    value.reset();
    if (known)
        value = records::XeroRef{*known, id};
    else if (!kind.isEmpty())
        unknownWord(kind);
}

void Statement::unknownWord(const QString& text)
{
    m_connection.spoil(
        base::failure(ErrorKind::Storage, u"The book holds a word this program doesn’t know."_s,
            text + u" · "_s + m_sql.simplified().left(300))
            .value());
}

} // namespace store
