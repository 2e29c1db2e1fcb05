// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"
#include "records/ledger.h"

#include <QDate>
#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QString>

#include <array>
#include <utility>

namespace records {

enum class ItemCodes { Off, ProductCode, Sku }; // R128
enum class PaymentPush { AsOverpayment, AsPaymentWhenWhole }; // design §5
enum class TaxCarried { AsItComes, ByItem, InTotal }; // R139: what this book takes
enum class BankReceipts { ThroughBilling, EnteredInXero }; // design §7, R031

// What travels, by kind of record, and which way (R095, R123, R124). Credit notes go with their
// invoices, allocations and refunds with their payments.
enum class Module {
    Contacts, // customers
    Vendors,
    Products, // items in Xero
    Invoices,
    Bills, // Purchase Orders ⇄ Bills
    Payments
};
enum class Flow { Off, LedgerToXero, XeroToLedger, Both };

constexpr std::array kModules{Module::Contacts, Module::Vendors, Module::Products, Module::Invoices,
    Module::Bills, Module::Payments};

// Contacts and items are never taken in (R005): what the ledger sells and to whom is its own.
constexpr bool canFlow(Module module, Flow flow)
{
    const bool outOnly
        = module == Module::Contacts || module == Module::Vendors || module == Module::Products;
    return !outOnly || flow == Flow::Off || flow == Flow::LedgerToXero;
}
constexpr bool pushes(Flow flow)
{
    return flow == Flow::LedgerToXero || flow == Flow::Both;
}
constexpr bool takesIn(Flow flow)
{
    return flow == Flow::XeroToLedger || flow == Flow::Both;
}

// What a record travels with; of an account the role decides.
inline Module moduleOf(RecordKind kind, ledger::AccountRole role = ledger::AccountRole::Customer)
{
    switch (kind) {
    case RecordKind::Account:
        return role == ledger::AccountRole::Vendor ? Module::Vendors : Module::Contacts;
    case RecordKind::Product:
        return Module::Products;
    case RecordKind::Invoice:
    case RecordKind::CreditNote:
        return Module::Invoices;
    case RecordKind::Bill:
        return Module::Bills;
    case RecordKind::Payment:
    case RecordKind::Adjustment:
    case RecordKind::Allocation:
    case RecordKind::Reversal:
        break;
    }
    return Module::Payments;
}

// The direction of every module; as built, what a new book does.
class Flows {
public:
    Flow operator[](Module module) const { return m_flows[static_cast<size_t>(module)]; }
    void set(Module module, Flow flow) { m_flows[static_cast<size_t>(module)] = flow; }
    bool operator==(const Flows&) const = default;

private:
    std::array<Flow, kModules.size()> m_flows{
        Flow::LedgerToXero, Flow::LedgerToXero, Flow::Off, Flow::Both, Flow::Both, Flow::Both};
};

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
    // The ledger's code → the one that goes to Xero instead of it, for every line that has it.
    QHash<QString, QString> accountCodeInstead, taxTypeInstead;
    TaxCarried taxCarried = TaxCarried::AsItComes;
    bool needsPerson = false; // no contact is made without a primary contact's name (R144)
    bool takesInInvoices = false; // invoices born in Xero, if every line has an item (R137)
    QString bankAccountCode; // where payments are received; empty = not set
    QHash<QString, QString> bankByMethod; // payment method → bank account code
    QHash<QString, BankReceipts> receiptsByBank; // bank account code → how receipts come
    // Codes of bank accounts that Xero reconciles by itself: its API doesn't tell, the user does.
    QSet<QString> automaticBanks;
    // Bank account code → the most that its bank or card company keeps of a receipt, in hundredths
    // of a percent; none: receipts arrive whole.
    QHash<QString, int> feesByBank;
    QString supportContact; // who helps: name, e-mail, phone or website, as typed (R115)
    QString statementFolder; // where the bank's files are looked for; empty = nowhere
    QDate startDate; // "don't push before"; set by adoption
    // Later than the common one, for one kind alone (emersion.md §2A.8); invalid = the common one.
    QDate invoicesFrom, paymentsFrom;
    Flows flows; // what this book lets travel at all
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

// The codes that go to Xero for a line that has these; empty = the book's own.
inline QString accountCodeInXero(const BookSettings& settings, const QString& own, bool isBill)
{
    const QString code = !own.isEmpty() ? own
        : isBill                        ? settings.purchasesAccountCode
                                        : settings.salesAccountCode;
    return settings.accountCodeInstead.value(code, code);
}
inline QString taxTypeInXero(const BookSettings& settings, const QString& own, bool isBill)
{
    const QString type = !own.isEmpty() ? own
        : isBill                        ? settings.purchasesTaxType
                                        : settings.salesTaxType;
    return settings.taxTypeInstead.value(type, type);
}

// Codes are compared case-insensitively and trimmed: what two products share says nothing (R135).
inline QSet<QString> duplicateCodes(
    const QHash<QString, ledger::Product>& products, ItemCodes codes)
{
    QSet<QString> seen, twice;
    for (const ledger::Product& product : products) {
        const QString code = itemCode(product, codes).trimmed().toUpper();
        if (product.productClass == ledger::ProductClass::Service || code.isEmpty())
            continue;
        (seen.contains(code) ? twice : seen).insert(code);
    }
    return twice;
}

// Nothing of this module dated before goes to Xero; invalid = no such date.
inline QDate pushFrom(const BookSettings& settings, Module module)
{
    const QDate own = module == Module::Payments                ? settings.paymentsFrom
        : module == Module::Invoices || module == Module::Bills ? settings.invoicesFrom
                                                                : QDate();
    return own.isValid() && own > settings.startDate ? own : settings.startDate;
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
