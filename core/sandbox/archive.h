// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/state.h"

// Each record names its fields once; Saver and Loader both walk that one list, so that what is
// saved and what is read back can't drift apart.
namespace sandbox {

class Saver {
public:
    QJsonObject object;
    static constexpr bool loading = false;
    void operator()(const char* key, const QString& v) { put(key, v); }
    void operator()(const char* key, const bool& v) { put(key, v); }
    void operator()(const char* key, const int& v) { put(key, v); }
    void operator()(const char* key, const qint64& v) { put(key, v); }
    void operator()(const char* key, const QDate& v) { put(key, v.toString(Qt::ISODate)); }
    void operator()(const char* key, const QStringList& v)
    {
        put(key, QJsonArray::fromStringList(v));
    }
    void operator()(const char* key, const QJsonObject& v) { put(key, v); }
    void operator()(const char* key, const QJsonArray& v) { put(key, v); }
    void operator()(const char* key, const base::Decimal4& v) { put(key, v.tenThousandths); }
    void operator()(const char* key, const Kind& v) { put(key, int(v)); }
    template <class R>
    void operator()(const char* key, const QList<R>& v);
    template <class R>
    void operator()(const char* key, const std::map<QString, R>& v);
    template <class R>
    void part(const char* key, const R& v);

private:
    void put(const char* key, const QJsonValue& v) { object.insert(QLatin1String(key), v); }
};

class Loader {
public:
    QJsonObject object;
    static constexpr bool loading = true;
    void operator()(const char* key, QString& v) { v = at(key).toString(); }
    void operator()(const char* key, bool& v) { v = at(key).toBool(); }
    void operator()(const char* key, int& v) { v = at(key).toInt(); }
    void operator()(const char* key, qint64& v) { v = at(key).toInteger(); }
    void operator()(const char* key, QDate& v)
    {
        v = QDate::fromString(at(key).toString(), Qt::ISODate);
    }
    void operator()(const char* key, QJsonObject& v) { v = at(key).toObject(); }
    void operator()(const char* key, QJsonArray& v) { v = at(key).toArray(); }
    void operator()(const char* key, base::Decimal4& v) { v.tenThousandths = at(key).toInteger(); }
    void operator()(const char* key, Kind& v) { v = Kind(at(key).toInt()); }
    void operator()(const char* key, QStringList& v)
    {
        v.clear();
        for (const QJsonValue& each : at(key).toArray())
            v.append(each.toString());
    }
    template <class R>
    void operator()(const char* key, QList<R>& v);
    template <class R>
    void operator()(const char* key, std::map<QString, R>& v);
    template <class R>
    void part(const char* key, R& v);

private:
    QJsonValue at(const char* key) const { return object.value(QLatin1String(key)); }
};

template <class R>
QJsonObject saved(const R& record);
template <class R>
void restore(R& record, const QJsonObject& object);

} // namespace sandbox
