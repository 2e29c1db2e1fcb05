// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

namespace sandbox {

namespace {

const Account* bankOf(Tenant& tenant, const QJsonObject& named)
{
    QString key = textFrom(named, QLatin1String("AccountID"));
    if (key.isEmpty())
        key = textFrom(named, QLatin1String("Code"));
    const Account* account = tenant.accountBy(key);
    return account && account->type == u"BANK" && account->status == u"ACTIVE" ? account : nullptr;
}

QByteArray bankJson(Tenant& tenant, const QString& id)
{
    const Account* account = tenant.accountBy(id);
    JsonObject json;
    json.text("AccountID", id);
    if (account)
        json.textIfAny("Code", account->code).text("Name", account->name);
    return json.take();
}

bool isKnownType(const QString& type)
{
    static const QStringList types{QStringLiteral("RECEIVE"), QStringLiteral("SPEND"),
        QStringLiteral("RECEIVE-OVERPAYMENT"), QStringLiteral("SPEND-OVERPAYMENT"),
        QStringLiteral("RECEIVE-PREPAYMENT"), QStringLiteral("SPEND-PREPAYMENT")};
    return types.contains(type);
}

QByteArray transactionJson(Books& books, const BankTransaction& t, bool full, bool fourDecimals)
{
    JsonObject json;
    json.text("BankTransactionID", t.id).text("Type", t.type);
    json.raw("BankAccount", bankJson(books.tenant, t.account));
    if (!t.contact.isEmpty())
        json.raw("Contact", contactBrief(books.tenant, t.contact));
    json.textIfAny("Reference", t.reference).textIfAny("Url", t.url);
    json.dayAndString("Date", t.date).text("Status", t.status);
    json.text("LineAmountTypes", t.lineAmountTypes);
    json.raw("LineItems", full ? linesJson(t.lines, fourDecimals) : QByteArray("[]"));
    json.money("SubTotal", t.subTotal).money("TotalTax", t.totalTax).money("Total", t.total);
    json.text("CurrencyCode", t.currency);
    json.raw("CurrencyRate", t.rate.isEmpty() ? "1.0" : t.rate.toLatin1());
    json.flag("IsReconciled", t.reconciled).flag("HasAttachments", false);
    if (!t.credit.isEmpty())
        json.text(t.type.endsWith(u"OVERPAYMENT") ? "OverpaymentID" : "PrepaymentID", t.credit);
    return json.instant("UpdatedDateUTC", t.updated).take();
}

void readFields(Books& books, const QJsonObject& sent, BankTransaction& t, Outcome& outcome)
{
    const bool over = t.type.endsWith(u"OVERPAYMENT");
    if (const Account* bank
        = bankOf(books.tenant, sent.value(QStringLiteral("BankAccount")).toObject()))
        t.account = bank->id;
    else
        outcome.errors << QStringLiteral(
            "The specified bank account details do not match a known bank account");
    const auto contact = contactFor(books, sent.value(QStringLiteral("Contact")).toObject());
    if (contact)
        t.contact = *contact;
    else
        outcome.errors << contact.error();
    const QJsonValue date = sent.value(QStringLiteral("Date"));
    t.date = date.toString().isEmpty() ? books.today() : dateFrom(date).value_or(QDate());
    if (!t.date.isValid())
        outcome.errors << QStringLiteral("Date is not a date. [sandbox]");
    else
        outcome.errors += lockErrors(books.tenant.organisation, t.date);
    t.lineAmountTypes = textFrom(sent, QLatin1String("LineAmountTypes"));
    if (t.lineAmountTypes.isEmpty())
        t.lineAmountTypes = over ? QStringLiteral("NoTax") : QStringLiteral("Inclusive");
    if (over && t.lineAmountTypes != u"NoTax")
        outcome.errors << QStringLiteral(
            "The LineAmountTypes of an overpayment must be NoTax. [sandbox]");
    t.url = textFrom(sent, QLatin1String("Url"));
    t.reference = textFrom(sent, QLatin1String("Reference"));
    t.rate = textFrom(sent, QLatin1String("CurrencyRate"));
    t.currency = textFrom(sent, QLatin1String("CurrencyCode"));
    if (t.currency.isEmpty())
        t.currency = books.tenant.organisation.baseCurrency;
    if (!books.tenant.currencies.contains(t.currency))
        outcome.errors << QStringLiteral("Users Organisation is not subscribed to currency %1")
                              .arg(t.currency);
}

void readMoney(Books& books, const QJsonObject& sent, BankTransaction& t, Outcome& outcome)
{
    const bool over = t.type.endsWith(u"OVERPAYMENT");
    LineRules rules;
    rules.receivable = t.type.startsWith(u"RECEIVE");
    rules.taxMayDiffer = false;
    if (over) {
        const Account* control = books.tenant.systemAccount(
            rules.receivable ? QStringLiteral("DEBTORS") : QStringLiteral("CREDITORS"));
        rules.controlAccount = control ? control->code : QString();
    }
    const QJsonArray lines = sent.value(QStringLiteral("LineItems")).toArray();
    const ReadLines read = readLines(books, lines, t.lineAmountTypes, {}, rules);
    t.lines = read.lines;
    outcome.errors += read.errors;
    if (lines.isEmpty())
        outcome.errors << QStringLiteral("One or more line items must be specified");
    if (over && lines.size() > 1)
        outcome.errors << QStringLiteral(
            "An overpayment must have exactly one line item. [sandbox]");
    const Totals totals = totalsOf(t.lines, t.lineAmountTypes);
    t.subTotal = totals.subTotal;
    t.totalTax = totals.tax;
    t.total = totals.total;
    if (t.total <= 0 && read.errors.isEmpty() && !lines.isEmpty())
        outcome.errors << QStringLiteral(
            "The total of the bank transaction must be positive. [sandbox]");
}

// The overpayment or prepayment that the money becomes.
QString makeCredit(Books& books, const BankTransaction& t)
{
    Document credit;
    credit.kind = t.type.endsWith(u"OVERPAYMENT") ? Kind::Overpayment : Kind::Prepayment;
    credit.id = books.newId();
    credit.type = t.type;
    credit.contact = t.contact;
    credit.reference = t.reference;
    credit.status = QStringLiteral("AUTHORISED");
    credit.lineAmountTypes = t.lineAmountTypes;
    credit.currency = t.currency;
    credit.rate = t.rate;
    credit.date = t.date;
    credit.lines = t.lines;
    credit.subTotal = t.subTotal;
    credit.totalTax = t.totalTax;
    credit.total = t.total;
    credit.updated = books.now;
    books.tenant.documents[credit.id] = credit;
    return credit.id;
}

Outcome updateTransaction(Books& books, BankTransaction& known, const QJsonObject& sent)
{
    if (known.type != u"SPEND" && known.type != u"RECEIVE")
        return Outcome::refused(QStringLiteral(
            "The Type field is not valid for an update. This must be either 'SPEND', 'RECEIVE'."));
    if (known.reconciled)
        return Outcome::refused(QStringLiteral("This Bank Transaction cannot be edited as it has "
                                               "been reconciled with a Bank Statement."));
    if (known.status != u"AUTHORISED")
        return Outcome::refused(
            QStringLiteral("Bank transaction not of valid status for modification [sandbox]"));
    if (textFrom(sent, QLatin1String("Status")) == u"DELETED") {
        known.status = QStringLiteral("DELETED");
        known.updated = books.now;
        return {known.id, {}, {}};
    }
    Outcome outcome;
    BankTransaction after = known;
    readFields(books, sent, after, outcome);
    readMoney(books, sent, after, outcome);
    if (!outcome.errors.isEmpty())
        return outcome;
    after.updated = books.now;
    books.tenant.bankTransactions[after.id] = after;
    outcome.id = after.id;
    return outcome;
}

Getters<BankTransaction> getters()
{
    using T = const BankTransaction&;
    return {
        {QStringLiteral("banktransactionid"), [](T t) { return Value::ofGuid(t.id); }},
        {QStringLiteral("type"), [](T t) { return Value::ofText(t.type); }},
        {QStringLiteral("status"), [](T t) { return Value::ofText(t.status); }},
        {QStringLiteral("reference"), [](T t) { return Value::ofText(t.reference); }},
        {QStringLiteral("date"), [](T t) { return Value::ofDay(t.date); }},
        {QStringLiteral("total"), [](T t) { return Value::ofMoney(t.total); }},
        {QStringLiteral("isreconciled"), [](T t) { return Value::ofFlag(t.reconciled); }},
        {QStringLiteral("contact.contactid"), [](T t) { return Value::ofGuid(t.contact); }},
        {QStringLiteral("bankaccount.accountid"), [](T t) { return Value::ofGuid(t.account); }},
        {QStringLiteral("updateddateutc"), [](T t) { return Value::ofInstant(t.updated); }},
    };
}

Outcome createTransfer(Books& books, const QJsonObject& sent)
{
    const Account* from
        = bankOf(books.tenant, sent.value(QStringLiteral("FromBankAccount")).toObject());
    const Account* to
        = bankOf(books.tenant, sent.value(QStringLiteral("ToBankAccount")).toObject());
    const auto amount = moneyFrom(sent.value(QStringLiteral("Amount")));
    const QJsonValue date = sent.value(QStringLiteral("Date"));
    BankTransfer transfer;
    transfer.date = date.toString().isEmpty() ? books.today() : dateFrom(date).value_or(QDate());
    Outcome outcome;
    if (!from || !to || from == to)
        outcome.errors << QStringLiteral(
            "The specified bank account details do not match a known bank account");
    if (!amount || *amount <= 0 || !transfer.date.isValid())
        outcome.errors << QStringLiteral(
            "A transfer needs an amount above zero and a date. [sandbox]");
    else
        outcome.errors += lockErrors(books.tenant.organisation, transfer.date);
    if (!outcome.errors.isEmpty())
        return outcome;
    transfer.id = books.newId();
    transfer.from = from->id;
    transfer.to = to->id;
    transfer.fromTransaction = books.newId();
    transfer.toTransaction = books.newId();
    transfer.reference = textFrom(sent, QLatin1String("Reference"));
    transfer.status = QStringLiteral("AUTHORISED");
    transfer.amount = *amount;
    transfer.created = books.now;
    books.tenant.bankTransfers[transfer.id] = transfer;
    outcome.id = transfer.id;
    return outcome;
}

Outcome deleteTransfer(Books& books, const QString& id)
{
    BankTransfer* transfer = find(books.tenant.bankTransfers, id);
    if (!transfer || transfer->status != u"AUTHORISED" || transfer->fromReconciled
        || transfer->toReconciled)
        return Outcome::refused(QStringLiteral("This bank transfer cannot be deleted. [sandbox]"));
    transfer->status = QStringLiteral("DELETED");
    transfer->created = books.now;
    return {transfer->id, {}, {}};
}

QByteArray transferJson(Books& books, const BankTransfer& t)
{
    JsonObject json;
    json.text("BankTransferID", t.id).raw("FromBankAccount", bankJson(books.tenant, t.from));
    json.raw("ToBankAccount", bankJson(books.tenant, t.to)).money("Amount", t.amount);
    json.day("Date", t.date)
        .text("DateString", t.date.toString(Qt::ISODate) + QStringLiteral("T00:00:00"));
    json.text("FromBankTransactionID", t.fromTransaction)
        .text("ToBankTransactionID", t.toTransaction);
    json.flag("FromIsReconciled", t.fromReconciled).flag("ToIsReconciled", t.toReconciled);
    json.textIfAny("Reference", t.reference).text("Status", t.status);
    return json.raw("CurrencyRate", "1.0")
        .flag("HasAttachments", false)
        .instant("CreatedDateUTC", t.created)
        .take();
}

} // namespace

Outcome writeBankTransaction(Books& books, const QJsonObject& sent, bool creates)
{
    const QString id = textFrom(sent, QLatin1String("BankTransactionID"));
    if (!creates && !id.isEmpty()) {
        BankTransaction* known = find(books.tenant.bankTransactions, id);
        return known ? updateTransaction(books, *known, sent)
                     : Outcome::refused(QStringLiteral(
                         "The document with the supplied id was not found for this endpoint."));
    }
    BankTransaction t;
    t.type = textFrom(sent, QLatin1String("Type"));
    if (!isKnownType(t.type))
        return Outcome::refused(
            QStringLiteral("The Type of the bank transaction is not valid. [sandbox]"));
    t.status = QStringLiteral("AUTHORISED");
    t.reconciled = sent.value(QStringLiteral("IsReconciled")).toBool();
    Outcome outcome;
    readFields(books, sent, t, outcome);
    readMoney(books, sent, t, outcome);
    if (!outcome.errors.isEmpty())
        return outcome;
    t.id = books.newId();
    t.updated = books.now;
    if (t.type.contains(u'-'))
        t.credit = makeCredit(books, t);
    books.tenant.bankTransactions[t.id] = t;
    outcome.id = t.id;
    return outcome;
}

Answer bankTransactions(Books& books, const Request& request)
{
    const QString id = request.at(1);
    const BankTransaction* known = id.isEmpty() ? nullptr : find(books.tenant.bankTransactions, id);
    if (!id.isEmpty() && !known)
        return notFound();
    const auto print = [&](const QString& which, const QByteArray& status) {
        QByteArray text = transactionJson(
            books, books.tenant.bankTransactions.at(which), true, fourDecimals(request));
        if (!status.isEmpty())
            text.insert(text.size() - 1, ',' + status);
        return text;
    };
    if (request.verb == "GET" && known)
        return envelope(books, request, "BankTransactions", {print(known->id, {})});
    if (request.verb == "GET") {
        Listing<BankTransaction> how{"BankTransactions", "Xero.Api.BankTransaction", getters(),
            &BankTransaction::updated, {}, {}};
        how.keep = [](const BankTransaction&) { return true; };
        how.print = [&](const BankTransaction& t, bool full) {
            return transactionJson(books, t, full, fourDecimals(request));
        };
        return listRecords(books, request, books.tenant.bankTransactions, how);
    }
    if (request.verb != "POST" && (request.verb != "PUT" || known))
        return notImplemented();
    const auto write = [&](const QJsonObject& sent) {
        QJsonObject named = sent;
        if (known)
            named.insert(QStringLiteral("BankTransactionID"), known->id);
        return writeBankTransaction(books, named, request.creates());
    };
    return writeAll(
        books, request, "BankTransactions", "BankTransaction", "BankTransactionID", write, print);
}

Answer bankTransfers(Books& books, const Request& request)
{
    const QString id = request.at(1);
    const BankTransfer* known = id.isEmpty() ? nullptr : find(books.tenant.bankTransfers, id);
    if (!id.isEmpty() && !known)
        return notFound();
    if (request.verb == "GET") {
        const bool deleted
            = request.query.value(QStringLiteral("includeDeleted")).toLower() == u"true";
        static const Getters<BankTransfer> getters{
            {QStringLiteral("banktransferid"),
                [](const BankTransfer& t) { return Value::ofGuid(t.id); }},
            {QStringLiteral("date"), [](const BankTransfer& t) { return Value::ofDay(t.date); }},
            {QStringLiteral("amount"),
                [](const BankTransfer& t) { return Value::ofMoney(t.amount); }},
            {QStringLiteral("createddateutc"),
                [](const BankTransfer& t) { return Value::ofInstant(t.created); }},
        };
        Listing<BankTransfer> how{
            "BankTransfers", "Xero.Api.BankTransfer", getters, &BankTransfer::created, {}, {}};
        how.keep = [&](const BankTransfer& t) {
            return known ? t.id == known->id : deleted || t.status != u"DELETED";
        };
        how.print = [&](const BankTransfer& t, bool) { return transferJson(books, t); };
        how.pages = false;
        return listRecords(books, request, books.tenant.bankTransfers, how);
    }
    if (request.verb != "POST" && request.verb != "PUT")
        return notImplemented();
    const auto write = [&](const QJsonObject& sent) {
        const QString named = known ? known->id : textFrom(sent, QLatin1String("BankTransferID"));
        return request.creates() ? createTransfer(books, sent) : deleteTransfer(books, named);
    };
    const auto print = [&](const QString& which, const QByteArray& status) {
        QByteArray text = transferJson(books, books.tenant.bankTransfers.at(which));
        if (!status.isEmpty())
            text.insert(text.size() - 1, ',' + status);
        return text;
    };
    return writeAll(
        books, request, "BankTransfers", "BankTransfer", "BankTransferID", write, print);
}

} // namespace sandbox
