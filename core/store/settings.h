// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/statement.h"

#include "records/schedule.h"

namespace store {

// The book's settings by name, and the engine's small named values.
class Settings {
public:
    explicit Settings(Connection& connection)
        : m_connection(connection)
    {
    }
    records::BookSettings read() const;
    void save(const records::BookSettings& settings);
    records::Schedule schedule() const;
    void save(const records::Schedule& schedule);
    records::RunTimes runTimes() const;
    void save(const records::RunTimes& times);
    QString value(const QString& name) const;
    void setValue(const QString& name, const QString& value);

private:
    QString setting(const QString& name) const;
    void put(const QString& name, const QString& value);

    Connection& m_connection;
};

} // namespace store
