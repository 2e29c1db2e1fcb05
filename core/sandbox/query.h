// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/request.h"

#include <algorithm>
#include <functional>

// Lists as Xero gives them: where, order, If-Modified-Since and pages.
namespace sandbox {

// What a filter can compare: text (case-insensitive), a number (cents, a day, an instant), a flag.
struct Value {
    enum class Type { Text, Guid, Money, Day, Instant, Flag };
    Type type = Type::Text;
    QString text;
    qint64 number = 0;

    static Value ofText(const QString& t) { return {Type::Text, t, 0}; }
    static Value ofGuid(const QString& t) { return {Type::Guid, t, 0}; }
    static Value ofMoney(Cents c) { return {Type::Money, {}, c}; }
    static Value ofDay(QDate d) { return {Type::Day, {}, d.isValid() ? d.toJulianDay() : 0}; }
    static Value ofInstant(qint64 ms) { return {Type::Instant, {}, ms}; }
    static Value ofFlag(bool b) { return {Type::Flag, {}, b ? 1 : 0}; }
};

template <class Record>
using Getters = QHash<QString, std::function<Value(const Record&)>>;

using Lookup = std::function<Value(const QString& property)>;
using Predicate = std::function<bool(const Lookup&)>;

// A where text as a predicate; the error is Xero's sentence for a text it can't read.
tl::expected<Predicate, QString> parseWhere(
    const QString& where, const QStringList& properties, const QString& typeName);

struct Order {
    QString property;
    bool descending = false;
};
tl::expected<QList<Order>, QString> parseOrder(
    const QString& order, const QStringList& properties, const QString& typeName);
bool before(const Value& a, const Value& b);
bool same(const Value& a, const Value& b);

struct Page {
    bool paged = false;
    int page = 1, size = 100;
};
Page pageOf(const Request& request, bool forced);
QByteArray paginationJson(const Page& page, qsizetype items);
Answer badQuery(const QString& message);

// Names are looked up without regard to case, as .NET's parser does for InvoiceId and InvoiceID.
template <class Record>
Lookup lookupIn(const Getters<Record>& getters, const Record& record)
{
    return [&getters, &record](
               const QString& property) { return getters.value(property.toLower())(record); };
}

// Sorts by the order asked for, then by UpdatedDateUTC and id, which is Xero's default.
template <class Record>
void sortRecords(QList<const Record*>& records, const QList<Order>& orders,
    const Getters<Record>& getters, qint64 Record::*updated)
{
    std::sort(records.begin(), records.end(), [&](const Record* a, const Record* b) {
        for (const Order& order : orders) {
            const auto& get = getters[order.property.toLower()];
            const Value left = get(*a), right = get(*b);
            if (!same(left, right))
                return before(left, right) != order.descending;
        }
        if (a->*updated != b->*updated)
            return a->*updated < b->*updated;
        return a->id < b->id;
    });
}

template <class Record>
struct Listing {
    const char* name; // "Invoices"
    const char* typeName; // as the parser names it in its complaint
    Getters<Record> getters; // keys lower case
    qint64 Record::*updated;
    std::function<bool(const Record&)> keep; // visible to this request
    std::function<QByteArray(const Record&, bool full)> print;
    bool pages = true; // the endpoint knows paging
    bool forcePages = false;
};

template <class Record>
Answer listRecords(
    Books& books, const Request& request, const Table<Record>& table, const Listing<Record>& how)
{
    const QStringList known = how.getters.keys();
    const QString typeName = QLatin1String(how.typeName);
    const auto where = parseWhere(request.query.value(QStringLiteral("where")), known, typeName);
    if (!where)
        return badQuery(where.error());
    const auto order = parseOrder(request.query.value(QStringLiteral("order")), known, typeName);
    if (!order)
        return badQuery(order.error());
    QList<const Record*> found;
    for (const auto& [id, record] : table) {
        // Xero compares to the second.
        if (request.modifiedSince >= 0
            && (record.*how.updated) / 1000 * 1000 < request.modifiedSince)
            continue;
        if (how.keep(record) && (*where)(lookupIn(how.getters, record)))
            found.append(&record);
    }
    sortRecords(found, *order, how.getters, how.updated);
    Page page = pageOf(request, how.forcePages);
    page.paged = page.paged && how.pages;
    QByteArrayList elements;
    const qsizetype from = page.paged ? qsizetype(page.page - 1) * page.size : 0;
    const qsizetype to
        = page.paged ? std::min<qsizetype>(from + page.size, found.size()) : found.size();
    for (qsizetype i = from; i < to; ++i)
        elements.append(how.print(*found[i], page.paged || !how.pages));
    return envelope(books, request, how.name, elements,
        page.paged ? paginationJson(page, found.size()) : QByteArray());
}

} // namespace sandbox
