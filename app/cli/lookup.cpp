// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/lookup.h"

#include "records/words.h"

#include <algorithm>

namespace cli {

namespace {

constexpr int enough = 200; // rows that the reader's text filter may bring besides the exact one

} // namespace

QStringList rolesOf(const QString& role)
{
    if (!role.isEmpty())
        return {role};
    return {records::toText(records::ledger::AccountRole::Customer),
        records::toText(records::ledger::AccountRole::Vendor)};
}

Outcome<QString> roleIn(const Arguments& arguments)
{
    const QString role = arguments.value("role");
    if (!role.isEmpty() && !rolesOf({}).contains(role))
        return wrongUsage(QStringLiteral("--role is one of %1, not \"%2\".")
                              .arg(rolesOf({}).join(QStringLiteral(", ")), role));
    return role;
}

QList<store::AccountRow> findAccounts(
    const store::Reader& reader, const QString& role, const store::Query& query, int limit)
{
    QList<store::AccountRow> rows;
    for (const QString& one : rolesOf(role))
        rows += reader.accounts(one, query, 0, limit - static_cast<int>(rows.size()));
    return rows;
}

int countAccounts(const store::Reader& reader, const QString& role, const store::Query& query)
{
    int count = 0;
    for (const QString& one : rolesOf(role))
        count += reader.accountCount(one, query);
    return count;
}

Outcome<records::AccountId> findAccount(const store::Reader& reader, const QString& typed)
{
    const store::Query query{.text = typed, .filter = {}};
    const QList<store::AccountRow> rows = findAccounts(reader, {}, query, enough);
    for (const store::AccountRow& row : rows)
        if (row.number == typed)
            return row.id;
    QList<store::AccountRow> named;
    for (const store::AccountRow& row : rows)
        if (row.name.compare(typed, Qt::CaseInsensitive) == 0
            && std::none_of(named.begin(), named.end(), // an account has a row for each currency
                [&](const store::AccountRow& other) { return other.id == row.id; }))
            named.append(row);
    if (named.size() == 1)
        return named.first().id;
    if (named.size() > 1)
        return wrongUsage(QStringLiteral("%1 accounts are called \"%2\": give the number.")
                              .arg(named.size())
                              .arg(typed));
    return wrongUsage(
        QStringLiteral("There is no account with the number or name \"%1\".").arg(typed));
}

Outcome<store::LedgerRow> findRecord(
    const store::Reader& reader, const QString& number, const QList<records::RecordKind>& kinds)
{
    QList<store::LedgerRow> found;
    for (const store::LedgerRow& row : reader.ledger({.text = number, .filter = {}}, 0, enough))
        if (row.number == number && (kinds.isEmpty() || kinds.contains(row.ref.kind)))
            found.append(row);
    if (found.size() == 1)
        return found.first();
    QStringList words;
    for (const records::RecordKind kind : kinds)
        words.append(records::toText(kind));
    const QString what
        = words.isEmpty() ? QStringLiteral("record") : words.join(QStringLiteral(" or "));
    return wrongUsage(found.isEmpty()
            ? QStringLiteral("There is no %1 with the number \"%2\".").arg(what, number)
            : QStringLiteral("%1 records have the number \"%2\".").arg(found.size()).arg(number));
}

Outcome<base::Money> moneyIn(const store::Reader& reader, const QString& typed)
{
    return moneyIn(reader.settings().currency, typed);
}

Outcome<base::Money> moneyIn(base::Currency currency, const QString& typed)
{
    const auto money = base::Money::parse(typed, currency);
    if (!money)
        return wrongUsage(money.error().sentence);
    if (money->isNegative() || money->isZero())
        return wrongUsage(QStringLiteral("An amount above zero is needed, not \"%1\".").arg(typed));
    return *money;
}

} // namespace cli
