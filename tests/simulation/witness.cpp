// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/witness.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlRecord>
#include <QUuid>

namespace simulation {

Witness::Witness(const QString& path)
    : m_name(QUuid::createUuid().toString())
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    database.setDatabaseName(path);
    if (!database.open())
        qFatal("%s", qPrintable(database.lastError().text()));
}

Witness::~Witness()
{
    m_queries.clear();
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlQuery& Witness::prepared(const QString& sql)
{
    auto& query = m_queries[sql];
    if (!query) {
        query = std::make_shared<QSqlQuery>(QSqlDatabase::database(m_name, false));
        query->setForwardOnly(true);
        if (!query->prepare(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query->lastError().text()));
    }
    return *query;
}

Witness::Rows Witness::rows(const QString& sql, const QVariantList& values)
{
    QSqlQuery& query = prepared(sql);
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values[i]);
    if (!query.exec())
        qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    Rows rows;
    const int columns = query.record().count();
    while (query.next()) {
        QVariantList row;
        for (int i = 0; i < columns; ++i)
            row.append(query.value(i));
        rows.append(row);
    }
    query.finish();
    return rows;
}

qint64 Witness::number(const QString& sql, const QVariantList& values)
{
    const Rows found = rows(sql, values);
    return found.isEmpty() ? 0 : found.first().value(0).toLongLong();
}

QString Witness::text(const QString& sql, const QVariantList& values)
{
    const Rows found = rows(sql, values);
    return found.isEmpty() ? QString() : found.first().value(0).toString();
}

void Witness::install(const QString& path)
{
    Witness witness(path);
    for (const char* sql :
        {"CREATE TABLE simulated_move (id INTEGER PRIMARY KEY, operation INTEGER, was TEXT, "
         "became TEXT, generation_was INTEGER, generation INTEGER, attempts INTEGER, "
         "probes INTEGER)",
            "CREATE TRIGGER simulated_start AFTER INSERT ON operation BEGIN INSERT INTO "
            "simulated_move (operation, was, became, generation_was, generation, attempts, probes) "
            "VALUES (NEW.id, '', NEW.state, NEW.generation, NEW.generation, NEW.attempts, "
            "NEW.negative_probes); END",
            "CREATE TRIGGER simulated_change AFTER UPDATE ON operation WHEN OLD.state <> NEW.state "
            "OR OLD.generation <> NEW.generation BEGIN INSERT INTO simulated_move (operation, was, "
            "became, generation_was, generation, attempts, probes) VALUES (NEW.id, OLD.state, "
            "NEW.state, OLD.generation, NEW.generation, NEW.attempts, NEW.negative_probes); END",
            // What was taken in on an invoice while a push that pays it had no answer yet.
            "CREATE TABLE simulated_busy (twin INTEGER, label TEXT)",
            "CREATE TRIGGER simulated_taken_in AFTER INSERT ON twin WHEN NEW.origin = 'taken-in' "
            "AND NEW.ledger_kind = 'payment' BEGIN INSERT INTO simulated_busy (twin, label) SELECT "
            "NEW.id, o.label FROM allocation mine JOIN allocation a ON a.to_document = "
            "mine.to_document AND a.removed = 0 AND a.id <> mine.id JOIN operation o ON (o.kind = "
            "'create-allocation' AND o.subject_id = a.id) OR (o.kind = 'create-payment' AND "
            "a.from_kind = 'payment' AND o.subject_id = a.from_id) WHERE mine.from_kind = "
            "'payment' AND mine.from_id = NEW.ledger_id AND o.state IN ('sending', 'unknown', "
            "'parked') AND NOT EXISTS (SELECT 1 FROM twin t WHERE t.ledger_kind = 'allocation' AND "
            "t.ledger_id = a.id); END"}) {
        QSqlQuery query(QSqlDatabase::database(witness.m_name, false));
        if (!query.exec(QLatin1String(sql)))
            qFatal("%s", qPrintable(query.lastError().text()));
    }
}

} // namespace simulation
