// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

// What the brain found of each account, kept for the lists. Always replaced whole per account.
class Derived {
public:
    explicit Derived(Connection& connection)
        : m_connection(connection)
    {
    }
    void save(records::AccountId account, const QList<records::Bridge>& bridges,
        const QList<records::Hazard>& hazards, const QList<records::Intake>& intakes,
        const QDateTime& now);
    // Of the one day that is kept (the value "as-of.day").
    void saveAsOf(records::AccountId account, const QList<records::Bridge>& bridges);
    void clearAsOf();
    // How the book stands now, as the last word of that day.
    void noteDay(QDate day);
    void savePreflight(const QList<records::Preflight>& preflights);
    QList<records::Hazard> hazards() const;
    QList<records::AccountId> accountsToTakeIn() const;

private:
    void clear(records::AccountId account);
    void addBridge(
        records::AccountId account, const records::Bridge& bridge, const QString& suffix);
    void addHazards(std::optional<qint64> preflight, const QList<records::Hazard>& hazards);
    void addIntakes(
        records::AccountId account, const QList<records::Intake>& intakes, const QDateTime& now);

    Connection& m_connection;
};

} // namespace store
