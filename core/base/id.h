// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QUuid>

#include <compare>

namespace base {

// A row of our own book. Ids of different tags can't be mixed up; 0 means "not yet stored".
template <class Tag>
struct Id {
    qint64 value = 0;
    explicit operator bool() const { return value != 0; }
    auto operator<=>(const Id&) const = default;
};

// A record in Xero, by its GUID.
template <class Tag>
struct Guid {
    QUuid value;
    explicit operator bool() const { return !value.isNull(); }
    bool operator==(const Guid&) const = default;
    bool operator<(const Guid& other) const { return value < other.value; }
    // Xero writes its GUIDs lower case and without braces.
    QString toString() const { return value.toString(QUuid::WithoutBraces); }
    static Guid parse(QStringView text) { return {QUuid::fromString(text)}; }
};

template <class Tag>
size_t qHash(const Id<Tag>& id, size_t seed = 0)
{
    return ::qHash(id.value, seed);
}

template <class Tag>
size_t qHash(const Guid<Tag>& id, size_t seed = 0)
{
    return ::qHash(id.value, seed);
}

} // namespace base
