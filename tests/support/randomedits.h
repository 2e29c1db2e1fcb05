// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/world.h"

#include "base/random.h"

// What people do to records of an account in the two systems, one act at a time, at random: each
// one that both systems allow at that moment, dated on or before a day unless told otherwise.
class RandomEdits {
public:
    enum class Where { Xero, Ledger };
    struct Done {
        Where where = Where::Xero;
        QString what; // "void-invoice INV-7"; empty: nothing of that kind was possible
    };

    RandomEdits(World& world, base::Random& random, QDate upTo)
        : m_world(world)
        , m_random(random)
        , m_upTo(upTo)
    {
    }

    // One act of a kind drawn at random, of those that are possible for the account just now.
    Done any(records::AccountId account);
    static QStringList kinds();

private:
    struct Act;
    static const QList<Act>& acts();

    QString voidInvoice();
    QString editTotal();
    QString removePayment();
    QString pay();
    QString allocate();
    QString takeBack();
    QString makeInvoice();
    QString makeCreditNote();
    QString receiveOverpayment();
    QString receivePrepayment();
    QString refund();
    QString voidCredit();
    QString enterInvoice();
    QString enterPayment();
    QString allocateHere();
    QString adjust();
    QString reverse();
    QString takeBackHere();

    template <class Record>
    const Record* pick(const QList<Record>& all, auto fits);
    base::Money part(base::Money of); // more than nothing, at most all of it
    QString some(); // an amount: "37.40"
    QString day();
    QString next(const char* prefix);
    bool inXero(const char* act, const QJsonObject& what);
    bool here(const records::CommandOutcome& outcome);
    base::Money outstanding(const records::ledger::Document& document) const;
    base::Money left(const records::RecordRef& credit, base::Money whole) const;

    World& m_world;
    base::Random& m_random;
    const QDate m_upTo;
    records::AccountFile m_file;
    int m_made = 0;
};
