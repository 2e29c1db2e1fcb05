// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"

#include <QDate>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <map>

// What the stand-in organisation holds. Ids are Xero's GUIDs as text; amounts are minor units of a
// currency with two decimals, instants are milliseconds since 1970 in UTC.
namespace sandbox {

using Cents = qint64;

struct Contact {
    QString id, number, name, email, accountNumber, status = QStringLiteral("ACTIVE"), mergedTo;
    bool isCustomer = false, isSupplier = false;
    QJsonObject more; // what Xero keeps and no rule looks at: addresses, phones, tax number …
    qint64 updated = 0;
};

struct Line {
    QString id, description, itemCode, accountCode, taxType;
    base::Decimal4 quantity, unitAmount;
    Cents lineAmount = 0, taxAmount = 0;
};

enum class Kind { Invoice, CreditNote, Overpayment, Prepayment };

// An invoice, a bill or a credit: they share all but the direction. What is left of it is
// total − settled − allocated: AmountDue of an invoice, RemainingCredit of a credit.
struct Document {
    Kind kind = Kind::Invoice;
    QString id, type, number, reference, contact, status, lineAmountTypes, currency, rate, url;
    QDate date, due, fullyPaidOn;
    QList<Line> lines;
    Cents subTotal = 0, totalTax = 0, total = 0;
    Cents settled = 0; // payments of an invoice, refunds of a credit
    Cents allocated = 0;
    QStringList payments, allocations;
    qint64 updated = 0;
    Cents left() const { return total - settled - allocated; }
    // Receivable, not payable.
    bool isReceivable() const
    {
        return type.startsWith(u"ACCREC") || type.startsWith(u"RECEIVE") || type.startsWith(u"AR");
    }
};

struct Payment {
    QString id, document, account, reference, status = QStringLiteral("AUTHORISED"), type, batch;
    QString rate;
    QDate date;
    Cents amount = 0;
    bool reconciled = false;
    qint64 updated = 0;
};

struct Allocation {
    QString id, credit, invoice;
    Cents amount = 0;
    QDate date;
};

struct BankTransaction {
    QString id, type, contact, account, reference, url, status, lineAmountTypes, currency, rate;
    QString credit; // the overpayment or prepayment it made
    QDate date;
    QList<Line> lines;
    Cents subTotal = 0, totalTax = 0, total = 0;
    bool reconciled = false;
    qint64 updated = 0;
};

struct BankTransfer {
    QString id, from, to, fromTransaction, toTransaction, reference, status;
    QDate date;
    Cents amount = 0;
    bool fromReconciled = false, toReconciled = false;
    qint64 created = 0;
};

struct BatchPayment {
    QString id, account, reference, details, narrative, type, status;
    QDate date;
    QStringList payments;
    Cents total = 0;
    bool reconciled = false;
    qint64 updated = 0;
};

struct Item {
    QString id, code, name, description, accountCode, taxType, unitPrice;
    bool isSold = true, isPurchased = true;
    qint64 updated = 0;
};

struct Account {
    QString id, code, name, type, taxType, status = QStringLiteral("ACTIVE"), system, bankNumber;
    QString currency;
    bool paymentsEnabled = false;
    qint64 updated = 0;
};

struct TaxRate {
    QString type, name;
    int permyriad = 0; // hundredths of a per cent
};

struct Organisation {
    QString id, name, legalName, baseCurrency, country, timezone, ianaZone, shortCode;
    QDate periodLock, endOfYearLock;
    bool isDemo = false;
};

template <class Record>
using Table = std::map<QString, Record>;

// One organisation, and what must be found without a walk over everything.
struct Tenant {
    qint64 balanceOffBy = 0; // cents: a fault that tests set
    QString connectionId;
    bool connected = true;
    Organisation organisation;
    QStringList currencies;
    Table<Contact> contacts;
    Table<Document> documents;
    Table<Payment> payments;
    Table<Allocation> allocations;
    Table<BankTransaction> bankTransactions;
    Table<BankTransfer> bankTransfers;
    Table<BatchPayment> batchPayments;
    Table<Item> items;
    Table<Account> accounts;
    QList<TaxRate> taxRates;
    std::map<QString, QJsonArray> history; // by record id
    qint64 nextNumber = 1;

    QHash<QString, QString> documentByNumber; // "type number" → id
    QHash<QString, QString> contactByNumber; // folded number → id
    QHash<QString, QStringList> contactsByName; // folded name → ids, archived ones too

    void indexDocument(const Document& document);
    void indexContact(const Contact& contact, const QString& oldName = {});
    void rebuildIndexes();

    Contact* findContact(const QString& id);
    Contact* contactNamed(const QString& name); // an active one
    Contact* contactNumbered(const QString& number);
    Document* findDocument(const QString& id);
    Document* documentNumbered(const QString& type, const QString& number);
    Account* accountBy(const QString& idOrCode);
    Account* systemAccount(const QString& system);
    Item* itemByCode(const QString& code);
    const TaxRate* taxRate(const QString& type) const;
};

template <class Record>
Record* find(Table<Record>& table, const QString& id)
{
    const auto at = table.find(id.toLower());
    return at == table.end() ? nullptr : &at->second;
}

struct Settings {
    int keyLifeSeconds = 360;
    int perMinute = 60, perDay = 5000, concurrent = 5;
    int accessTokenSeconds = 1800, refreshGraceSeconds = 1800;
    bool limits = true;
    QString withheldScopes; // a person does not agree to these, separated by spaces
    qint64 clockOffsetMs = 0;
};

struct RememberedAnswer {
    QByteArray request; // hash of method, address and body
    int status = 0;
    QByteArray body;
    qint64 since = 0;
};

struct Window {
    qint64 since = 0;
    int used = 0;
};

struct Limits {
    Window minute, day;
};

struct Code {
    QString client, redirect, challenge, scope;
    QStringList tenants;
    qint64 until = 0;
};

struct AccessToken {
    QString client, scope;
    qint64 until = 0;
    bool revoked = false;
};

struct RefreshToken {
    QString client, scope, replacedBy;
    qint64 graceUntil = 0; // 0: current
};

struct OAuth {
    std::map<QString, Code> codes;
    std::map<QString, AccessToken> access;
    std::map<QString, RefreshToken> refresh;
    bool autoApprove = false;
};

struct Fault {
    QString kind; // drop-before, drop-after, half, 429, 500, 500-after, 503, slow, 401, 403
    QStringList verbs;
    QString pathContains;
    int every = 0, times = -1, delayMs = 0, retryAfter = -1;
    int seen = 0;
};

// A write as it came over the wire: the tests' witness.
struct SeenWrite {
    QString verb, path, key;
    int status = 0; // 0: dropped before it was processed
};

struct State {
    Settings settings;
    OAuth oauth;
    std::map<QString, Tenant> tenants; // by tenant id
    QString firstTenant;
    // Not part of a saved state: they belong to this run of the server.
    std::map<QByteArray, RememberedAnswer> answers;
    std::map<QString, Limits> limits;
    QList<Fault> faults;
    std::map<QString, int> callCounts;
    QList<SeenWrite> writes;
    int received = 0;
    int tooMany = 0; // answered 429 because of a limit, not of a fault
};

QByteArray saveState(const State& state);
bool loadState(State& state, const QByteArray& text);

QString folded(const QString& text); // for comparing names as Xero does

} // namespace sandbox
