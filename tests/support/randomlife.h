// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/simulation.h"

// A book's life, made up from the seed: what the billing system brings, what the person does in
// Xero, and syncs in between with whatever faults the simulation has set.
class RandomLife {
public:
    explicit RandomLife(Simulation& world)
        : m_world(world)
    {
    }
    void step();
    // Faults off and time passes until nothing moves any more.
    void settle();

private:
    using Money = base::Money;
    quint64 below(quint64 bound) { return m_world.random().below(bound); }
    Money amount();
    QDate today() const { return m_world.clock().now().date(); }
    QString next(const char* prefix)
    {
        return QString::fromLatin1(prefix) + QString::number(++m_numbers);
    }
    void newAccount();
    void newInvoice();
    void newPayment();
    void newCreditNote();
    void newAdjustment();
    void reverseSomething();
    void personMatches();
    void personCreatesCredit();
    void personAllocates();
    void personUndoes();
    void personArchives();
    void sync();
    std::optional<records::AccountFile> someFile();
    QJsonObject someOpenInvoice();

    Simulation& m_world;
    QList<std::pair<QString, QString>> m_accounts; // number and name
    int m_numbers = 0;
};
