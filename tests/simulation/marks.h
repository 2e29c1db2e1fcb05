// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMap>
#include <QString>

// Situations that a simulator must have been in to be worth its green: each is counted by name, and
// a full run that never reached one of them fails.
namespace simulation {

class Marks {
public:
    void reached(const char* situation) { ++m_counts[QLatin1String(situation)]; }
    void reached(const QString& situation) { ++m_counts[situation]; }
    const QMap<QString, qint64>& counts() const { return m_counts; }

private:
    QMap<QString, qint64> m_counts;
};

} // namespace simulation
