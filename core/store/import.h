// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/batch.h"
#include "store/accounts.h"
#include "store/adjustments.h"
#include "store/allocations.h"
#include "store/documents.h"
#include "store/journal.h"
#include "store/payments.h"
#include "store/products.h"

#include <QSet>

namespace store {

// Brings one batch of files into the ledger: whole, or with a list of what is wrong. A record that
// is there already is unchanged; its numbers are its identity.
class Import {
public:
    Import(Connection& connection, const QString& who, const QDateTime& now,
        QList<records::ImportError>& errors);
    records::ImportOutcome run(const records::ImportBatch& batch);

private:
    struct From; // where the money of an allocation comes from

    void add(const records::ImportedAccount& imported);
    void add(const records::ImportedProduct& imported);
    void add(const records::ImportedDocument& imported);
    void add(const records::ImportedPayment& imported);
    void add(const records::ImportedAdjustment& imported);
    void add(const records::ImportedAllocation& imported);
    void add(const records::ImportedReversal& imported);

    std::optional<records::ledger::Account> accountNamed(
        const QString& number, const records::FilePlace& place);
    std::optional<From> payer(const records::ImportedAllocation& imported);
    std::optional<records::RecordRef> reversible(
        const records::ImportedReversal& imported, records::AccountId account, base::Money& amount);
    bool isFull() const { return m_errors.size() >= kMostErrors; }
    void wrong(const records::FilePlace& place, const QString& column, const QString& sentence);
    void unchanged() { ++m_outcome.unchanged; }
    void added(
        records::RecordRef record, records::AccountId account, const records::FilePlace& place);
    void changed(records::RecordRef record, records::AccountId account, const QString& what,
        const records::FilePlace& place);

    static constexpr qsizetype kMostErrors = 100;

    Connection& m_connection;
    QString m_who;
    QDateTime m_now;
    QList<records::ImportError>& m_errors;
    records::ImportOutcome m_outcome;
    QSet<records::AccountId> m_touched;
    // Equal allocations: how many the book had before this batch, and how many the batch named.
    QHash<QString, std::pair<int, int>> m_equals;
    Accounts m_accounts;
    Products m_products;
    Documents m_documents;
    Payments m_payments;
    Adjustments m_adjustments;
    Allocations m_allocations;
    Journal m_journal;
};

} // namespace store
