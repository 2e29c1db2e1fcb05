// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

#include <QSet>

namespace store {

// The statements of one mirrored kind. Each row of its table is a version of a record: a record
// that Xero shows unchanged writes nothing, a changed one closes its row and opens a new one.
template <class Record>
struct VersionedTable {
    QString current = {}; // the columns of the open version of one id
    QString insert = {}; // seen_from and the columns
    QString close = {}; // seen_until and id
    QString vanish = {}; // seen_until and id
    QString ids = {}; // of all open versions
};

// What a put met, so that the caller can say whose file it touches.
template <class Record>
struct Changed {
    Record now;
    std::optional<Record> before;
};

template <class Record>
QList<Changed<Record>> putVersions(Connection& connection, const VersionedTable<Record>& table,
    const QList<Record>& records, const QDateTime& now, auto idOf)
{
    QList<Changed<Record>> changed;
    Statement current(connection, table.current);
    Statement insert(connection, table.insert);
    Statement close(connection, table.close);
    for (const Record& record : records) {
        current.bind(idOf(record));
        std::optional<Record> before = oneRecord<Record>(current);
        current.reset();
        if (before && *before == record)
            continue;
        if (before)
            close.bind(now, idOf(record)).run();
        insert.bind(now);
        bindRecord(insert, record).run();
        changed.append({record, std::move(before)});
    }
    return changed;
}

// A list that was read whole: what isn't in it has vanished.
template <class Record>
void replaceVersions(Connection& connection, const VersionedTable<Record>& table,
    const QList<Record>& records, const QDateTime& now, auto idOf)
{
    using Key = std::remove_cvref_t<decltype(idOf(records.front()))>;
    putVersions(connection, table, records, now, idOf);
    QSet<Key> there;
    for (const Record& record : records)
        there.insert(idOf(record));
    QList<Key> gone;
    Statement ids(connection, table.ids);
    while (ids.next())
        if (const Key id = ids.get<Key>(); !there.contains(id))
            gone.append(id);
    Statement vanish(connection, table.vanish);
    for (const Key& id : gone)
        vanish.bind(now, id).run();
}

} // namespace store
