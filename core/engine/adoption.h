// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"

namespace engine {

// Adoption (design §5): both sides' history, matched account by account over what the mirror holds.
// Works in slices: each turn does some accounts inside one transaction that stays open until the
// end, so that a proposal leaves nothing behind and an acceptance is whole or not at all.
class Adoption : public QObject {
public:
    using Progress = std::function<void(int done, int total)>;
    using Done = std::function<void(base::Result<store::AdoptionSummary>)>;

    enum class Purpose { Propose, Accept };
    Adoption(Context context, Purpose purpose, QDate startDate, Progress progress, Done done);
    void start();
    void stop() { m_stopped = true; }

private:
    base::Result<void> linkContacts();
    void slice();
    base::Result<void> account(records::AccountId id);
    base::Result<void> close();
    void finish(const base::Result<store::AdoptionSummary>& result);

    Context m_context;
    Purpose m_purpose;
    QDate m_startDate;
    Progress m_progress;
    Done m_done;
    std::optional<store::Transaction> m_transaction;
    QList<records::AccountId> m_accounts;
    qsizetype m_next = 0;
    QSet<records::AccountId> m_lost; // linked to a contact that isn't in Xero
    store::AdoptionSummary m_summary;
    QList<store::AdoptionRow> m_unmatched;
    bool m_stopped = false;
};

} // namespace engine
