// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

// What people changed in Xero: the changes that stand (derived), the words said about them (facts),
// who did them, and how the records stood before.
class Changes {
public:
    explicit Changes(Connection& connection)
        : m_connection(connection)
    {
    }
    records::AsAgreed asAgreed(records::AccountId account) const;

    void save(
        records::AccountId account, const QList<records::Change>& changes, const QDateTime& now);
    std::optional<records::Change> find(records::ChangeId id) const;
    QList<records::Change> ofAccount(records::AccountId account) const;
    void decide(
        const records::Change& change, const records::ChangeDecision& decision, bool counts = true);
    std::optional<std::pair<records::Change, records::ChangeState>> decided(
        records::ChangeId decision) const;
    void reopen(records::ChangeId decision);
    QSet<records::XeroRef> left(records::AccountId account) const;

    QList<records::Change> withoutAuthor(int limit) const;
    void save(const records::Change& change, const records::ChangeAuthor& author);

private:
    bool isDecided(const records::Change& change) const;
    bool isOnItsWay(const records::Change& change) const;
    bool comesTrue(const records::Change& change);
    void comeTrue(records::AccountId account);

    Connection& m_connection;
};

// Whether a change that stands is decided: "d" is then its newest word.
extern const QString kDecisionOfChange;

} // namespace store
