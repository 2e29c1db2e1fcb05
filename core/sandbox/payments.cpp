// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

namespace sandbox {

namespace {

struct Target {
    const char* key;
    const char* idKey;
    const char* numberKey;
    Kind kind;
};
const Target kTargets[] = {
    {"Invoice", "InvoiceID", "InvoiceNumber", Kind::Invoice},
    {"CreditNote", "CreditNoteID", "CreditNoteNumber", Kind::CreditNote},
    {"Overpayment", "OverpaymentID", "OverpaymentID", Kind::Overpayment},
    {"Prepayment", "PrepaymentID", "PrepaymentID", Kind::Prepayment},
};

QString paymentType(const Document& document)
{
    const bool receivable = document.isReceivable();
    switch (document.kind) {
    case Kind::Invoice:
        return receivable ? QStringLiteral("ACCRECPAYMENT") : QStringLiteral("ACCPAYPAYMENT");
    case Kind::CreditNote:
        return receivable ? QStringLiteral("ARCREDITPAYMENT") : QStringLiteral("APCREDITPAYMENT");
    case Kind::Overpayment:
        return receivable ? QStringLiteral("AROVERPAYMENTPAYMENT")
                          : QStringLiteral("APOVERPAYMENTPAYMENT");
    case Kind::Prepayment:
        break;
    }
    return receivable ? QStringLiteral("ARPREPAYMENTPAYMENT")
                      : QStringLiteral("APPREPAYMENTPAYMENT");
}

Document* targetOf(Tenant& tenant, const QJsonObject& sent)
{
    for (const Target& target : kTargets) {
        const QJsonObject named = sent.value(QLatin1String(target.key)).toObject();
        QString key = textFrom(named, QLatin1String(target.idKey));
        if (key.isEmpty())
            key = textFrom(named, QLatin1String(target.numberKey));
        if (!key.isEmpty())
            return documentFor(tenant, target.kind, key);
    }
    const QString number = textFrom(sent, QLatin1String("InvoiceNumber"));
    if (!number.isEmpty())
        return documentFor(tenant, Kind::Invoice, number);
    const QString note = textFrom(sent, QLatin1String("CreditNoteNumber"));
    return note.isEmpty() ? nullptr : documentFor(tenant, Kind::CreditNote, note);
}

Account* accountOf(Tenant& tenant, const QJsonObject& sent, QStringList& errors)
{
    const QJsonObject named = sent.value(QStringLiteral("Account")).toObject();
    QString key = textFrom(named, QLatin1String("AccountID"));
    if (key.isEmpty())
        key = textFrom(named, QLatin1String("Code"));
    if (key.isEmpty()) {
        errors << QStringLiteral("You must specify an Account code or Account ID for the payment.");
        return nullptr;
    }
    Account* account = tenant.accountBy(key);
    if (!account || account->status != u"ACTIVE")
        errors << QStringLiteral("Account could not be found");
    else if (account->type != u"BANK" && !account->paymentsEnabled)
        errors << QStringLiteral("Account type is invalid for making a payment to/from");
    return account;
}

void book(Books& books, const Payment& payment, int sign)
{
    Document& document = books.tenant.documents.at(payment.document);
    document.settled += sign * payment.amount;
    if (sign > 0)
        document.payments.append(payment.id);
    refreshStatus(books, document);
}

Outcome createPayment(Books& books, const QJsonObject& sent)
{
    Outcome outcome;
    Document* document = targetOf(books.tenant, sent);
    if (!document)
        return Outcome::refused(
            QStringLiteral("An existing invoice with the specified ID could not be found"));
    const Account* account = accountOf(books.tenant, sent, outcome.errors);
    const auto amount = moneyFrom(sent.value(QStringLiteral("Amount")));
    const QJsonValue sentDate = sent.value(QStringLiteral("Date"));
    const auto date
        = sentDate.toString().isEmpty() ? std::optional<QDate>(books.today()) : dateFrom(sentDate);
    if (document->status != u"AUTHORISED")
        outcome.errors << QStringLiteral("Payments can only be made against Authorised documents");
    const bool open = document->status == u"AUTHORISED";
    if (amount && (*amount > document->left() || !open))
        outcome.errors << QStringLiteral(
            "Payment amount exceeds the amount outstanding on this document");
    if (!amount || *amount <= 0)
        outcome.errors << QStringLiteral("The payment amount must be greater than zero. [sandbox]");
    if (date)
        outcome.errors += lockErrors(books.tenant.organisation, *date);
    else
        outcome.errors << QStringLiteral("Date is not a date. [sandbox]");
    if (!outcome.errors.isEmpty())
        return outcome;
    Payment payment;
    payment.id = books.newId();
    payment.document = document->id;
    payment.account = account->id;
    payment.type = paymentType(*document);
    payment.reference = textFrom(sent, QLatin1String("Reference"));
    payment.rate = textFrom(sent, QLatin1String("CurrencyRate"));
    payment.date = *date;
    payment.amount = *amount;
    payment.reconciled = sent.value(QStringLiteral("IsReconciled")).toBool();
    payment.updated = books.now;
    books.tenant.payments[payment.id] = payment;
    book(books, payment, +1);
    outcome.id = payment.id;
    return outcome;
}

QByteArray accountBrief(Tenant& tenant, const QString& id)
{
    const Account* account = tenant.accountBy(id);
    JsonObject json;
    json.text("AccountID", id);
    if (account)
        json.textIfAny("Code", account->code).text("Name", account->name);
    return json.take();
}

// The document as a payment shows it. Payments of an overpayment say "Invoice" too, with the
// overpayment's id in it: that is how Xero does it.
QByteArray documentBrief(Tenant& tenant, const Document& document)
{
    JsonObject json;
    json.text("Type", document.type);
    if (document.kind == Kind::CreditNote)
        json.text("CreditNoteID", document.id).text("CreditNoteNumber", document.number);
    else
        json.text("InvoiceID", document.id).text("InvoiceNumber", document.number);
    json.raw("Contact", contactBrief(tenant, document.contact));
    json.text("CurrencyCode", document.currency).flag("HasErrors", false);
    return json.take();
}

Getters<Payment> getters(Tenant& tenant)
{
    using P = const Payment&;
    return {
        {QStringLiteral("paymentid"), [](P p) { return Value::ofGuid(p.id); }},
        {QStringLiteral("paymenttype"), [](P p) { return Value::ofText(p.type); }},
        {QStringLiteral("status"), [](P p) { return Value::ofText(p.status); }},
        {QStringLiteral("date"), [](P p) { return Value::ofDay(p.date); }},
        {QStringLiteral("reference"), [](P p) { return Value::ofText(p.reference); }},
        {QStringLiteral("amount"), [](P p) { return Value::ofMoney(p.amount); }},
        {QStringLiteral("isreconciled"), [](P p) { return Value::ofFlag(p.reconciled); }},
        {QStringLiteral("invoice.invoiceid"), [](P p) { return Value::ofGuid(p.document); }},
        {QStringLiteral("invoice.invoicenumber"),
            [&tenant](P p) { return Value::ofText(tenant.documents.at(p.document).number); }},
        {QStringLiteral("invoice.contact.contactid"),
            [&tenant](P p) { return Value::ofGuid(tenant.documents.at(p.document).contact); }},
        {QStringLiteral("account.accountid"), [](P p) { return Value::ofGuid(p.account); }},
        {QStringLiteral("updateddateutc"), [](P p) { return Value::ofInstant(p.updated); }},
    };
}

Outcome createBatch(Books& books, const QJsonObject& sent)
{
    BatchPayment batch;
    Outcome outcome;
    // Tried on a copy first: a batch goes in whole or not at all.
    const Tenant before = books.tenant;
    for (const QJsonValue& each : sent.value(QStringLiteral("Payments")).toArray()) {
        QJsonObject payment = each.toObject();
        payment.insert(QStringLiteral("Account"), sent.value(QStringLiteral("Account")));
        payment.insert(QStringLiteral("Date"), sent.value(QStringLiteral("Date")));
        const Outcome made = createPayment(books, payment);
        outcome.errors += made.errors;
        if (!made.id.isEmpty())
            batch.payments << made.id;
    }
    if (batch.payments.isEmpty() && outcome.errors.isEmpty())
        outcome.errors << QStringLiteral("A batch needs at least one payment. [sandbox]");
    if (!outcome.errors.isEmpty()) {
        books.tenant = before;
        return outcome;
    }
    batch.id = books.newId();
    for (const QString& id : batch.payments) {
        Payment& payment = books.tenant.payments.at(id);
        payment.batch = batch.id;
        batch.total += payment.amount;
        batch.account = payment.account;
        batch.date = payment.date;
        batch.type = payment.type == u"ACCRECPAYMENT" ? QStringLiteral("RECBATCH")
                                                      : QStringLiteral("PAYBATCH");
    }
    batch.reference = textFrom(sent, QLatin1String("Reference"));
    batch.details = textFrom(sent, QLatin1String("Details"));
    batch.narrative = textFrom(sent, QLatin1String("Narrative"));
    batch.status = QStringLiteral("AUTHORISED");
    batch.updated = books.now;
    books.tenant.batchPayments[batch.id] = batch;
    outcome.id = batch.id;
    return outcome;
}

Outcome deleteBatch(Books& books, const QString& id)
{
    BatchPayment* batch = find(books.tenant.batchPayments, id);
    if (!batch)
        return Outcome::refused(
            QStringLiteral("The document with the supplied id was not found for this endpoint."));
    if (batch->status != u"AUTHORISED" || batch->reconciled)
        return Outcome::refused(QStringLiteral("This batch cannot be deleted. [sandbox]"));
    for (const QString& paymentId : batch->payments) {
        Payment& payment = books.tenant.payments.at(paymentId);
        payment.batch.clear();
        const Outcome gone = deletePayment(books, payment);
        payment.batch = batch->id;
        if (!gone.errors.isEmpty())
            return gone;
    }
    batch->status = QStringLiteral("DELETED");
    batch->updated = books.now;
    return {batch->id, {}, {}};
}

QByteArray batchJson(Books& books, const BatchPayment& batch)
{
    QByteArrayList payments;
    for (const QString& id : batch.payments) {
        const Payment& payment = books.tenant.payments.at(id);
        JsonObject invoice, json;
        invoice.text("InvoiceID", payment.document).flag("HasErrors", false);
        json.text("PaymentID", id).raw("Invoice", invoice.take()).money("Amount", payment.amount);
        payments << json.take();
    }
    JsonObject json;
    json.text("BatchPaymentID", batch.id).raw("Account", accountBrief(books.tenant, batch.account));
    json.textIfAny("Reference", batch.reference).textIfAny("Details", batch.details);
    json.textIfAny("Narrative", batch.narrative).day("Date", batch.date);
    json.text("Type", batch.type).text("Status", batch.status);
    json.money("TotalAmount", batch.total);
    json.instant("UpdatedDateUTC", batch.updated);
    json.flag("IsReconciled", batch.reconciled);
    return json.raw("Payments", jsonArray(payments)).take();
}

} // namespace

Outcome deletePayment(Books& books, Payment& payment)
{
    if (payment.status != u"AUTHORISED")
        return Outcome::refused(QStringLiteral("Payment not of valid status for modification"));
    if (payment.reconciled)
        return Outcome::refused(
            QStringLiteral("This payment has been reconciled and cannot be deleted [sandbox]"));
    if (!payment.batch.isEmpty())
        return Outcome::refused(QStringLiteral("Payments within a batch cannot be deleted."));
    if (const QStringList locked = lockErrors(books.tenant.organisation, payment.date);
        !locked.isEmpty())
        return {{}, locked, {}};
    payment.status = QStringLiteral("DELETED");
    payment.updated = books.now;
    book(books, payment, -1);
    return {payment.id, {}, {}};
}

Outcome writePayment(Books& books, const QJsonObject& sent, bool creates)
{
    const QString id = textFrom(sent, QLatin1String("PaymentID"));
    if (creates || id.isEmpty())
        return createPayment(books, sent);
    Payment* payment = find(books.tenant.payments, id);
    if (!payment)
        return Outcome::refused(
            QStringLiteral("The document with the supplied id was not found for this endpoint."));
    for (const QString& key : sent.keys())
        if (key != u"PaymentID" && key != u"Status")
            return Outcome::refused(QStringLiteral("Only Status accepted for updates."));
    if (textFrom(sent, QLatin1String("Status")) != u"DELETED")
        return Outcome::refused(QStringLiteral("Payment not of valid status for modification"));
    return deletePayment(books, *payment);
}

QByteArray paymentJson(Books& books, const Payment& payment)
{
    const Document& document = books.tenant.documents.at(payment.document);
    JsonObject json;
    json.text("PaymentID", payment.id).day("Date", payment.date);
    json.money("BankAmount", payment.amount).money("Amount", payment.amount);
    json.textIfAny("Reference", payment.reference);
    json.raw("CurrencyRate", payment.rate.isEmpty() ? "1.0" : payment.rate.toLatin1());
    json.text("PaymentType", payment.type).text("Status", payment.status);
    json.instant("UpdatedDateUTC", payment.updated).flag("HasAccount", true);
    json.flag("IsReconciled", payment.reconciled).textIfAny("BatchPaymentID", payment.batch);
    json.raw("Account", accountBrief(books.tenant, payment.account));
    json.raw(document.kind == Kind::CreditNote ? "CreditNote" : "Invoice",
        documentBrief(books.tenant, document));
    return json.flag("HasValidationErrors", false).take();
}

Answer payments(Books& books, const Request& request)
{
    const QString id = request.at(1);
    const Payment* known = id.isEmpty() ? nullptr : find(books.tenant.payments, id);
    if (!id.isEmpty() && !known)
        return notFound();
    if (request.verb == "GET" && known)
        return envelope(books, request, "Payments", {paymentJson(books, *known)});
    if (request.verb == "GET") {
        Listing<Payment> how{
            "Payments", "Xero.Api.Payment", getters(books.tenant), &Payment::updated, {}, {}};
        how.keep = [](const Payment&) { return true; };
        how.print = [&](const Payment& payment, bool) { return paymentJson(books, payment); };
        return listRecords(books, request, books.tenant.payments, how);
    }
    if (request.verb != "POST" && (request.verb != "PUT" || known))
        return notImplemented();
    const auto write = [&](const QJsonObject& sent) {
        QJsonObject named = sent;
        if (known)
            named.insert(QStringLiteral("PaymentID"), known->id);
        return writePayment(books, named, request.creates());
    };
    const auto print = [&](const QString& which, const QByteArray& status) {
        QByteArray text = paymentJson(books, books.tenant.payments.at(which));
        if (!status.isEmpty())
            text.insert(text.size() - 1, ',' + status);
        return text;
    };
    return writeAll(books, request, "Payments", "Payment", "PaymentID", write, print);
}

Answer batchPayments(Books& books, const Request& request)
{
    const QString id = request.at(1);
    const BatchPayment* known = id.isEmpty() ? nullptr : find(books.tenant.batchPayments, id);
    if (!id.isEmpty() && !known)
        return notFound();
    if (request.verb == "GET") {
        static const Getters<BatchPayment> getters{
            {QStringLiteral("type"), [](const BatchPayment& b) { return Value::ofText(b.type); }},
            {QStringLiteral("status"),
                [](const BatchPayment& b) { return Value::ofText(b.status); }},
            {QStringLiteral("account.accountid"),
                [](const BatchPayment& b) { return Value::ofGuid(b.account); }},
            {QStringLiteral("updateddateutc"),
                [](const BatchPayment& b) { return Value::ofInstant(b.updated); }},
        };
        Listing<BatchPayment> how{
            "BatchPayments", "Xero.Api.BatchPayment", getters, &BatchPayment::updated, {}, {}};
        how.keep = [&](const BatchPayment& batch) { return !known || batch.id == known->id; };
        how.print = [&](const BatchPayment& batch, bool) { return batchJson(books, batch); };
        how.pages = false;
        return listRecords(books, request, books.tenant.batchPayments, how);
    }
    if (request.verb != "POST" && request.verb != "PUT")
        return notImplemented();
    const auto write = [&](const QJsonObject& sent) {
        const QString named = known ? known->id : textFrom(sent, QLatin1String("BatchPaymentID"));
        return request.creates() ? createBatch(books, sent) : deleteBatch(books, named);
    };
    const auto print = [&](const QString& which, const QByteArray& status) {
        QByteArray text = batchJson(books, books.tenant.batchPayments.at(which));
        if (!status.isEmpty())
            text.insert(text.size() - 1, ',' + status);
        return text;
    };
    return writeAll(
        books, request, "BatchPayments", "BatchPayment", "BatchPaymentID", write, print);
}

} // namespace sandbox
