// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"
#include "records/ledger.h"

#include <QDate>
#include <QDateTime>
#include <QHash>
#include <QString>

namespace records {

enum class ItemCodes { Off, ProductCode, Sku }; // R128
enum class PaymentPush { AsOverpayment, AsPaymentWhenWhole }; // design §5
enum class BankReceipts { ThroughBilling, EnteredInXero }; // design §7, R031

// The book's settings, stored by name in the book. Defaults are those of a new book.
struct BookSettings {
    QString name;
    base::Currency currency;
    ItemCodes itemCodes = ItemCodes::Off;
    PaymentPush paymentPush = PaymentPush::AsOverpayment;
    QString salesAccountCode
        = QStringLiteral("200"); // for lines without an account (emersion.md §2A.10)
    QString purchasesAccountCode = QStringLiteral("300");
    QString salesTaxType = QStringLiteral("OUTPUT");
    QString purchasesTaxType = QStringLiteral("INPUT");
    QString bankAccountCode; // where payments are received; empty = not set
    QHash<QString, QString> bankByMethod; // payment method → bank account code
    QHash<QString, BankReceipts> receiptsByBank; // bank account code → how receipts come
    QDate startDate; // "don't push before"; set by adoption
    bool pushIsOn = false; // off until adoption was accepted
    QDateTime paymentsCompleteUntil; // what the source states (design §7)
    QString xeroUrl; // base address; empty = Xero's own hosts
    QString clientId;
    bool isDemo = false;
    // Thousandths of the protocol's waits; obeyed only against a sandbox on localhost (design §6).
    int waitsPermille = 1000;
    bool operator==(const BookSettings&) const = default;
};

// The code under which Xero knows a product (R128); empty = it has none.
inline QString itemCode(const ledger::Product& product, ItemCodes codes)
{
    return codes == ItemCodes::Sku ? product.sku : product.code;
}

// The bank account (its code) that a payment by this method is received in; empty = none is set.
inline QString bankFor(const BookSettings& settings, const QString& method)
{
    for (auto entry = settings.bankByMethod.begin(); entry != settings.bankByMethod.end(); ++entry)
        if (entry.key().trimmed().compare(method.trimmed(), Qt::CaseInsensitive) == 0
            && !entry->isEmpty())
            return *entry;
    return settings.bankAccountCode;
}

} // namespace records
