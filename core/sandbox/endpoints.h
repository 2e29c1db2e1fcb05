// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/query.h"

// The endpoints of /api.xro/2.0, one file per subject, and the writes behind them. The human's acts
// (human.cpp) go through the same writes, so that no rule exists twice.
namespace sandbox {

// contacts.cpp
Answer contacts(Books& books, const Request& request);
Outcome writeContact(
    Books& books, const QJsonObject& sent, bool creates, const QString& pathId = {});
// The contact that a document names: by ContactID, then ContactNumber, then Name. A name nobody
// knows makes a new contact, as in Xero.
tl::expected<QString, QString> contactFor(Books& books, const QJsonObject& reference);
QByteArray contactBrief(Tenant& tenant, const QString& id);
tl::expected<QString, QString> findContactId(Tenant& tenant, const QString& idOrNumberOrName);

// lines.cpp
struct LineRules {
    bool strict = true; // a draft may be incomplete
    bool receivable = true;
    bool taxMayDiffer = true; // bank transactions must carry the calculated tax
    QString controlAccount; // overpayments: Xero chooses the account
};
struct ReadLines {
    QList<Line> lines;
    QStringList errors, warnings;
};
ReadLines readLines(Books& books, const QJsonArray& sent, const QString& amountTypes,
    const QList<Line>& known, const LineRules& rules);
struct Totals {
    Cents subTotal = 0, tax = 0, total = 0;
};
Totals totalsOf(const QList<Line>& lines, const QString& amountTypes);
QByteArray linesJson(const QList<Line>& lines, bool fourDecimals);

// documents.cpp: what invoices and credits have in common
QStringList lockErrors(const Organisation& organisation, QDate date);
QString ddMmmYyyy(QDate date); // "30-Sep-2025", as Xero writes it in messages
// PAID when nothing is left, AUTHORISED again when something is; marks it as changed.
void refreshStatus(Books& books, Document& document);
Getters<Document> documentGetters(Tenant& tenant, const char* idKey, const char* numberKey);
Document* documentFor(Tenant& tenant, Kind kind, const QString& idOrNumber);
// The fields that all of them show, up to Total.
JsonObject documentJson(Books& books, const Document& document, bool full, bool fourDecimals);
QByteArray allocationsOfCredit(Tenant& tenant, const Document& credit);
QByteArray paymentsJson(Tenant& tenant, const Document& document);
bool fourDecimals(const Request& request);
// The common part of reading an invoice or a credit note from what was sent.
void readCommon(
    Books& books, const QJsonObject& sent, Document& draft, bool isNew, Outcome& outcome);
// What a part-paid or part-allocated document still lets be changed.
QStringList forbiddenEdits(const Document& before, const Document& after, const QJsonObject& sent);
// The sentence in which Xero refuses to change or void what has money on it.
QString lockedByMoney(const Tenant& tenant, const Document& document);

// invoices.cpp
Answer invoices(Books& books, const Request& request);
Outcome writeInvoice(
    Books& books, const QJsonObject& sent, bool creates, const QString& pathId = {});
QByteArray invoiceJson(
    Books& books, const Document& document, bool full, bool fourDecimals = false);

// creditnotes.cpp
Answer creditNotes(Books& books, const Request& request);
Outcome writeCreditNote(
    Books& books, const QJsonObject& sent, bool creates, const QString& pathId = {});

// credits.cpp: Overpayments and Prepayments, and the allocations of all three kinds of credit
Answer overpayments(Books& books, const Request& request);
Answer prepayments(Books& books, const Request& request);
Answer allocationsEndpoint(Books& books, const Request& request, Kind kind);
Outcome writeAllocation(Books& books, Document& credit, const QJsonObject& sent);
void removeAllocation(Books& books, const QString& id);

// payments.cpp
Answer payments(Books& books, const Request& request);
Answer batchPayments(Books& books, const Request& request);
Outcome writePayment(Books& books, const QJsonObject& sent, bool creates);
Outcome deletePayment(Books& books, Payment& payment);
QByteArray paymentJson(Books& books, const Payment& payment);

// bank.cpp
Answer bankTransactions(Books& books, const Request& request);
Answer bankTransfers(Books& books, const Request& request);
Outcome writeBankTransaction(Books& books, const QJsonObject& sent, bool creates);

// settings.cpp
Answer organisation(Books& books, const Request& request);
Answer accounts(Books& books, const Request& request);
Answer taxRates(Books& books, const Request& request);
Answer currencies(Books& books, const Request& request);
Answer items(Books& books, const Request& request);
Outcome writeItem(Books& books, const QJsonObject& sent, bool creates, const QString& pathId = {});
// The chart, taxes and currencies that every new organisation has.
Tenant newTenant(base::Random& random, qint64 now, const QString& name);
void makeDemo(Tenant& tenant, base::Random& random, qint64 now);

// history.cpp
Answer history(Books& books, const Request& request);

// control.cpp, human.cpp, seed.cpp, oauth.cpp, limits.cpp: the rest of the server
struct Desk {
    State& state;
    base::Random& random;
    qint64 now;
};
Answer control(Desk& desk, const Call& call);
Answer humanAct(Books& books, const QString& act, const QJsonObject& sent);
// offers.cpp: what the reconcile page would show for a line {bank, date, cents, text}.
Answer offers(Books& books, const QJsonObject& line);
Answer seed(Books& books, const QJsonObject& sent);
QByteArray truth(Tenant& tenant);
Answer oauth(Desk& desk, const Call& call);
// Empty when the call may go on; the tenant it may act in is then known by its header.
std::optional<Answer> refuseAccess(Desk& desk, const Call& call);
std::optional<Answer> refuseByLimit(Desk& desk, const Call& call);
void addLimitHeaders(Desk& desk, const Call& call, Answer& answer);
std::optional<Answer> remembered(Desk& desk, const Call& call);
void remember(Desk& desk, const Call& call, const Answer& answer);
// The fault that strikes this call, if any.
std::optional<Fault> strikingFault(State& state, const Call& call);
Answer faultAnswer(const Fault& fault, const QString& instance);
QString queryValue(const Call& call, const char* name);

} // namespace sandbox
