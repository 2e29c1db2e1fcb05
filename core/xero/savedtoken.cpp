// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/savedtoken.h"

#include "xero/fields.h"

#include <algorithm>

namespace xero {

using base::Result;

namespace {

QByteArray checksum(const QByteArray& token)
{
    return QByteArray::number(qChecksum(token));
}

} // namespace

// On Windows the entry is named by this alone, so it says everything.
QString SavedToken::slotKey(int slot) const
{
    return QStringLiteral("tieout/%1/rt.%2").arg(m_key).arg(slot);
}

// A record that is damaged or belongs to another client id counts as none.
std::optional<SavedToken::Record> SavedToken::read(int slot, const QByteArray& secret) const
{
    const auto value = json::parse(secret);
    if (!value)
        return std::nullopt;
    QString problem;
    const Fields f(*value, problem);
    const Record record{.slot = slot,
        .sequence = f.integer("seq", 0),
        .token = f.requiredText("refresh_token").toUtf8()};
    const bool good = problem.isEmpty() && f.text("client_id") == m_clientId
        && f.text("crc").toLatin1() == checksum(record.token);
    return good ? std::optional(record) : std::nullopt;
}

void SavedToken::records(QObject* context, Records found)
{
    m_store.load(slotKey(0), context, [=, this](const Result<QByteArray>& first) {
        if (!first && first.error().kind != base::ErrorKind::NotFound)
            return found(base::Unexpected(first.error()));
        m_store.load(slotKey(1), context, [=, this](const Result<QByteArray>& second) {
            if (!second && second.error().kind != base::ErrorKind::NotFound)
                return found(base::Unexpected(second.error()));
            QList<Record> list;
            if (const auto record = first ? read(0, *first) : std::nullopt)
                list += *record;
            if (const auto record = second ? read(1, *second) : std::nullopt)
                list += *record;
            std::ranges::sort(
                list, [](const Record& a, const Record& b) { return a.sequence > b.sequence; });
            found(list);
        });
    });
}

void SavedToken::load(QObject* context, Found found)
{
    records(context, [found = std::move(found)](const Result<QList<Record>>& list) {
        if (!list)
            return found(base::Unexpected(list.error()));
        QList<QByteArray> tokens;
        for (const auto& record : *list)
            tokens += record.token;
        if (tokens.isEmpty())
            return found(base::failure(base::ErrorKind::NotFound,
                QStringLiteral("There is no sign-in for this book yet.")));
        found(tokens);
    });
}

void SavedToken::save(const QByteArray& refreshToken, QObject* context, TokenStore::Saved saved)
{
    records(context, [=, this, saved = std::move(saved)](const Result<QList<Record>>& list) {
        if (!list)
            return saved(base::Unexpected(list.error()));
        const Record newest
            = list->isEmpty() ? Record{.slot = 1, .sequence = 0, .token = {}} : list->first();
        const QByteArray record = json::ObjectWriter()
                                      .json("seq", QByteArray::number(newest.sequence + 1))
                                      .text("refresh_token", QString::fromUtf8(refreshToken))
                                      .text("issued", m_clock.now().toString(Qt::ISODate))
                                      .text("client_id", m_clientId)
                                      .text("crc", QString::fromLatin1(checksum(refreshToken)))
                                      .done();
        m_store.save(slotKey(1 - newest.slot), record, context, saved);
    });
}

void SavedToken::forget(QObject* context, TokenStore::Saved forgotten)
{
    m_store.remove(slotKey(0), context, [=, this](const Result<void>& first) {
        m_store.remove(slotKey(1), context,
            [=](const Result<void>& second) { forgotten(first ? second : first); });
    });
}

} // namespace xero
