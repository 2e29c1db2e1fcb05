// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

// Invoices, credit notes and bills with their lines.
class Documents {
public:
    explicit Documents(Connection& connection)
        : m_connection(connection)
    {
    }
    records::DocumentId add(const records::ledger::Document& document);
    // Only a draft: what was approved stays.
    void replaceDraft(const records::ledger::Document& document);
    // Empty: its own again.
    void renumberInXero(records::DocumentId id, const QString& number);
    bool goesAs(records::ledger::DocumentKind kind, const QString& numberInXero) const;
    void moveDate(records::DocumentId id, QDate date);
    std::optional<records::ledger::Document> find(records::DocumentId id) const;
    // As it was imported or made: a moved date is not looked at, so that its file may come again.
    // Bills are numbered per vendor.
    std::optional<records::ledger::Document> original(records::ledger::DocumentKind kind,
        records::AccountId account, const QString& number) const;
    // The invoice or bill of an account.
    std::optional<records::ledger::Document> payable(
        records::AccountId account, const QString& number) const;
    QList<records::ledger::Document> ofAccount(records::AccountId account) const;

private:
    void addLines(records::DocumentId id, const QList<records::ledger::Line>& lines);
    std::optional<records::ledger::Document> withLines(
        std::optional<records::ledger::Document> document) const;

    Connection& m_connection;
};

} // namespace store
