// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QSqlQuery>
#include <QVariant>

#include <memory>

namespace simulation {

// Reads the book's file over a connection of its own: sees what is durable, nothing else. So what
// it sees is what a power cut now would leave.
class Witness {
public:
    explicit Witness(const QString& path);
    ~Witness();
    Witness(const Witness&) = delete;
    Witness& operator=(const Witness&) = delete;

    using Rows = QList<QVariantList>;
    Rows rows(const QString& sql, const QVariantList& values = {});
    qint64 number(const QString& sql, const QVariantList& values = {});
    QString text(const QString& sql, const QVariantList& values = {});

    // Puts a log of all moves of operations into a book, so that none can be missed.
    static void install(const QString& path);

private:
    QSqlQuery& prepared(const QString& sql);

    QString m_name;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_queries;
};

} // namespace simulation
