// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/signoff.h"
#include "store/statement.h"

namespace store {

// Sign-offs, what they were signed with, and what became of it.
class SignOffs {
public:
    explicit SignOffs(Connection& connection)
        : m_connection(connection)
    {
    }
    // It stands, but is nobody's word yet: accounts are added, then it is finished whole.
    records::SignOffId begin(const records::SignOff& signOff);
    void add(records::SignOffId id, const records::SignedAccount& account,
        const QList<records::BridgeLine>& lines);
    void finish(const records::SignOff& signOff); // its seal and sums, and when it was prepared
    void dropUnfinished();
    void review(
        records::SignOffId id, const QString& reviewer, const QString& note, const QDateTime& at);
    void end(records::SignOffId id, const QString& who, const QString& reason, const QDateTime& at,
        records::SignOffId replacedBy);
    void note(records::SignOffId id, const QDateTime& at, const QString& who, const QString& what);

    std::optional<records::SignOff> find(records::SignOffId id) const;
    QList<records::SignOff> all() const; // newest first; unfinished ones left out
    // Not ended, unfinished ones among them; without an account of all, else of those that cover
    // it.
    QList<records::SignOff> standing(records::AccountId account = {}) const;
    // Without items, unless asked for.
    QList<records::SignedAccount> accounts(records::SignOffId id, records::AccountId only,
        bool withItems, int offset, int limit) const;
    QList<records::BridgeLine> lines(records::SignOffId id, int offset, int limit) const;
    QList<records::SignOffEvent> events(records::SignOffId id) const;

    QList<records::SignOffChange> changes(records::SignOffId id, int offset, int limit) const;
    QList<records::SignOffChange> changesOf(records::AccountId account) const;
    // Replaces those of the account; one that stood already keeps when it was found.
    void saveChanges(records::AccountId account, const QList<records::SignOffChange>& changes,
        const QDateTime& now);

private:
    Connection& m_connection;
};

} // namespace store
