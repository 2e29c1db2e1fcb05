// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/asof.h"
#include "bridge/outstanding.h"
#include "bridge/tally.h"
#include "match/match.h"

// Names the cause of each group that does not cancel.
namespace bridge {

class Explainer {
public:
    Explainer(const AsOf& asOf, const match::Index& index, const records::Surroundings& around,
        records::Side side);

    records::Bridge explain(const Tally& tally);

private:
    struct Reason {
        records::BridgeCause cause = records::BridgeCause::Unexplained;
        records::RemedyId remedy = records::RemedyId::PrepareSupportCase;
        QString note; // said after the record's label
    };
    enum class Presence { Stands, Voided, Removed, Missing, Edited };

    void addGroup(const Group& group);
    void addTied(const Group& group);
    void addBothStanding(const Group& group);
    void addLine(const Group& group, base::Money amount, const Reason& reason);
    void addXeroItem(const Item& item);
    void addGaps();
    void addOpen();
    void nameSurplus(const match::AllocationGap& gap, records::BridgeLine& line) const;

    Reason untiedLedger(const Group& group) const;
    Reason fromOperation(const records::Operation& operation) const;
    Reason untiedXero(const Item& item);
    Reason onOurInvoice(
        const Item& item, const records::ledger::Document& document, bool byCreditNote);
    Reason goneInXero(const Group& group) const;
    Reason differing(const Group& group, base::Money difference) const;
    QString labelOf(const Group& group) const;
    QString entered(const records::RecordRef& record) const;
    Presence presence(const records::XeroRef& xero) const;
    bool movesBalance(const records::Twin& twin) const;
    bool undone(const Group& group) const;
    std::optional<records::RecordRef> takenBackHere(const match::AllocationGap& gap) const;
    bool isMirrored(base::Money amount, const records::ledger::Document& document);
    bool addStale();
    struct Told { // invoices whose open amount a line speaks of
        QSet<records::DocumentId> documents;
        QSet<QUuid> invoices;
    };
    Told toldInvoices() const;
    base::Money openAsRead(const records::mirror::Invoice& invoice) const;

    const AsOf& m_asOf;
    const records::AccountFile& m_file;
    const match::Index& m_index;
    const records::Surroundings& m_around;
    records::Bridge m_bridge;
    QList<Outstanding> m_differing; // tied invoices that are not open by the same amount
    QSet<records::RecordRef> m_toldLedger; // what the lines so far speak of
    QSet<records::XeroRef> m_toldXero;
    QSet<records::RecordRef> m_wrongPayments;
    QSet<records::XeroRef> m_wrongMatches;
    QSet<qint64> m_unresolved; // amounts of money pushes whose outcome nobody knows
    // What was judged as "to be taken in" counts at once, so that two can't be promised one place.
    QHash<records::DocumentId, base::Money> m_promised;
    QSet<records::RecordRef> m_usedCredits; // ledger credits that already explain a credit note
};

} // namespace bridge
