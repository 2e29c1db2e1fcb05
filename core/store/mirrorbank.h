// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/versioned.h"

namespace store {

// What Xero says of the bank and the books themselves: the organisation, transactions, transfers,
// batches, items, chart and tax rates.
class MirrorBank {
public:
    explicit MirrorBank(Connection& connection)
        : m_connection(connection)
    {
    }
    void put(const records::mirror::Organisation& organisation, const QDateTime& now);
    std::optional<records::mirror::Organisation> organisation() const;
    QList<Changed<records::mirror::BankTransaction>> put(
        const QList<records::mirror::BankTransaction>& transactions, const QDateTime& now);
    // Of a contact, those that made an overpayment or prepayment.
    QList<records::mirror::BankTransaction> creditsOf(records::mirror::ContactId contact) const;
    void put(const QList<records::mirror::Item>& items, const QDateTime& now);
    void replace(const QList<records::mirror::BankTransfer>& transfers, const QDateTime& now);
    void replace(const QList<records::mirror::BatchPayment>& batches, const QDateTime& now);
    void replace(const QList<records::mirror::Item>& items, const QDateTime& now);
    void replace(const QList<records::mirror::ChartAccount>& chart, const QDateTime& now);
    void replace(const QList<records::mirror::TaxRate>& rates, const QDateTime& now);
    QList<records::mirror::ChartAccount> chart() const;
    QSet<QString> taxTypes() const; // in use
    QSet<QString> itemCodes() const; // upper-cased and trimmed

private:
    Connection& m_connection;
};

} // namespace store
