// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"
#include "engine/identity.h"

namespace match {
class Index;
}

namespace engine {

// Contacts in Xero that no account has yet, ready to be asked by number and by name. Made once per
// pass over the accounts; empty when every account has its link.
class Strangers {
public:
    static Strangers of(const store::Book& book, const QList<records::ledger::Account>& unlinked);
    std::optional<records::mirror::Contact> byNumber(const QString& number) const;
    bool hasNamesake(const QString& name) const;
    QList<records::mirror::Contact> withNumber(const QString& number) const;

private:
    QHash<QString, records::mirror::Contact> m_byNumber;
    QHash<QString, int> m_byName;
};

struct ReviewCounts {
    int takenIn = 0, blocked = 0, skipped = 0;
    int linked = 0; // to a contact that carries the account's number
    ReviewCounts& operator+=(const ReviewCounts& other);
};

// One account after its records changed: adopts what turned out to be in Xero, re-ties, takes in
// what may be taken in, brings the outbox in line with what the ledger owes, and writes what is
// derived (bridge, hazards, inbox). Idempotent: a second review changes nothing. Several accounts
// go in one transaction, because each end of one waits for the disk.
class Review {
public:
    // takeIn: the modules that may be taken in now; none = nothing is.
    Review(const Context& context, const records::Surroundings& around, const Strangers& strangers,
        std::optional<records::RunId> run, QDateTime lookedAt,
        std::optional<records::Flows> takeIn);
    base::Result<ReviewCounts> accounts(const QList<records::AccountId>& ids);

private:
    using File = records::AccountFile;
    base::Result<void> account(store::Transaction& tx, records::AccountId id, ReviewCounts& counts);
    base::Result<void> linkByNumber(store::Transaction& tx, const File& file);
    bool wasSentElsewhere(const File& file) const;
    Sighting sight(const records::Operation& operation, const File& file) const;
    Sighting sightOtherWay(records::Operation operation, const File& file) const;
    base::Result<bool> adoptSightings(store::Transaction& tx, const File& file);
    base::Result<void> confirm(store::Transaction& tx, const File& file,
        records::Operation operation, const records::XeroRef& xero, const records::Agreed& agreed);
    base::Result<bool> reTie(store::Transaction& tx, const File& file);
    base::Result<bool> takeInAll(store::Transaction& tx, const File& file, ReviewCounts& counts);
    base::Result<void> takeInOne(store::Transaction& tx, const File& file,
        const match::Index& index, const records::Intake& intake);
    base::Result<void> takeInInvoice(
        store::Transaction& tx, const File& file, const records::Intake& intake);
    base::Result<void> takeInRefund(store::Transaction& tx, const File& file,
        const match::Index& index, const records::Intake& intake);
    base::Result<records::AdjustmentId> adjust(store::Transaction& tx, const File& file,
        records::ledger::AdjustmentKind kind, const records::Intake& intake, const QString& reason,
        const records::XeroRef& tiedTo, const records::Agreed& agreed);
    base::Result<void> takeBackWhatXeroFreed(store::Transaction& tx, const match::Index& index,
        const records::RecordRef& credit, base::Money refunded);
    base::Result<void> logTakenIn(store::Transaction& tx, const File& file,
        const records::Intake& intake, const QString& words, qint64 ledgerId);
    base::Result<bool> tieMirrored(store::Transaction& tx, const File& file);
    QList<records::Intake> intakes(const File& file) const;
    base::Result<bool> noteTwice(store::Transaction& tx, const File& file);
    base::Result<bool> noteStrangers(store::Transaction& tx, const File& file);
    base::Result<bool> reconcileOutbox(store::Transaction& tx, const File& file);
    base::Result<void> derive(store::Transaction& tx, const File& file);
    base::Result<void> deriveAsOf(store::Transaction& tx, const File& file);

    Context m_context;
    const records::Surroundings& m_around;
    const Strangers& m_strangers;
    std::optional<records::RunId> m_run;
    QDateTime m_lookedAt; // when the reading behind this pass began; invalid = none was made
    std::optional<records::Flows> m_takeIn;
    bool m_hasCopies;
    QString m_markerPrefix;
};

} // namespace engine
