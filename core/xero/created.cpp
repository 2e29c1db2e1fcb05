// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/answers.h"

#include "xero/fields.h"

namespace xero {

using base::Currency;
using base::Effect;
using base::ErrorKind;

namespace {

struct Names {
    const char* list;
    const char* id;
    const char* amount;
};

Names namesOf(CreatedKind kind)
{
    switch (kind) {
    case CreatedKind::Contact:
        return {"Contacts", "ContactID", nullptr};
    case CreatedKind::Item:
        return {"Items", "ItemID", nullptr};
    case CreatedKind::Invoice:
        return {"Invoices", "InvoiceID", "Total"};
    case CreatedKind::CreditNote:
        return {"CreditNotes", "CreditNoteID", "Total"};
    case CreatedKind::Overpayment:
        return {"BankTransactions", "OverpaymentID", "Total"};
    case CreatedKind::Payment:
        return {"Payments", "PaymentID", "Amount"};
    case CreatedKind::Allocation:
        return {"Allocations", "AllocationID", "Amount"};
    case CreatedKind::RemovedAllocation:
        return {nullptr, "AllocationID", nullptr};
    }
    return {};
}

// Live answers say Message, the documentation's example Description.
QStringList messages(const Fields& element, const char* name)
{
    QStringList out;
    element.each(name, [&](const Fields& f) {
        const QString text = f.has("Message") ? f.text("Message") : f.text("Description");
        if (!text.isEmpty())
            out += text;
    });
    return out;
}

bool isRefused(const Fields& element, const QStringList& errors)
{
    return !errors.isEmpty() || element.flag("HasErrors") || element.flag("HasValidationErrors")
        || element.text("StatusAttributeString") == u"ERROR";
}

QUuid contactOf(const Fields& element, CreatedKind kind)
{
    if (kind == CreatedKind::Contact)
        return element.guid("ContactID");
    const char* parent
        = kind == CreatedKind::Payment || kind == CreatedKind::Allocation ? "Invoice" : nullptr;
    return (parent ? element.inside(parent) : element).inside("Contact").guid("ContactID");
}

Created elementOf(const Fields& element, CreatedKind kind, Currency baseCurrency)
{
    const Names names = namesOf(kind);
    Created out;
    out.errors = messages(element, "ValidationErrors");
    out.warnings = messages(element, "Warnings");
    if (isRefused(element, out.errors)) {
        if (out.errors.isEmpty())
            out.errors = {QStringLiteral("Xero gave no reason.")};
        return out;
    }
    const Fields invoice = element.inside("Invoice");
    const Currency currency
        = element.currency("CurrencyCode")
              .value_or(invoice.currency("CurrencyCode").value_or(baseCurrency));
    out.id = element.guid(names.id);
    out.bankTransaction = element.guid("BankTransactionID");
    out.status = element.text(kind == CreatedKind::Contact ? "ContactStatus" : "Status");
    out.amount = names.amount ? element.money(names.amount, currency) : base::Money();
    out.contact = contactOf(element, kind);
    // Of an allocation Xero tells the id only when the credit is read again; its echo must do.
    out.isAccepted = kind == CreatedKind::Allocation
        ? !invoice.guid("InvoiceID").isNull() && !out.amount.isZero()
        : !out.id.isNull();
    return out;
}

// The bytes did arrive, so what they did is not known until somebody looks.
base::Unexpected unreadable(const QString& what)
{
    return base::Unexpected({.kind = ErrorKind::Malformed,
        .effect = Effect::Unknown,
        .sentence = QStringLiteral("Xero’s answer can’t be read. Tieout looks there first and only "
                                   "then sends again."),
        .raw = what});
}

} // namespace

base::Result<QList<Created>> created(
    const Response& response, CreatedKind kind, int expectedElements, Currency baseCurrency)
{
    const bool success = response.status >= 200 && response.status <= 299;
    if (!success && response.status != 400)
        return base::Unexpected(errorOf(response));
    const auto body = json::parse(response.body);
    if (!body)
        return success ? unreadable(body.error().raw) : base::Unexpected(errorOf(response));
    QString problem;
    const Fields envelope(*body, problem);
    const char* list = success ? namesOf(kind).list : "Elements";
    QList<Created> out;
    if (!list) {
        Created removed = elementOf(envelope, kind, baseCurrency);
        removed.isAccepted = removed.isAccepted && envelope.flag("IsDeleted");
        return QList{removed};
    }
    envelope.each(
        list, [&](const Fields& element) { out += elementOf(element, kind, baseCurrency); });
    if (!success && out.isEmpty())
        return base::Unexpected(errorOf(response));
    if (!problem.isEmpty())
        return unreadable(problem);
    if (out.size() == expectedElements)
        return out;
    if (success)
        return unreadable(
            QStringLiteral("%1 of %2 elements answered").arg(out.size()).arg(expectedElements));
    // A 400 that lists only the refused ones: the others may well have been created (xero-api
    // §3.5).
    base::Error error = errorOf(response);
    error.effect = Effect::Unknown;
    return base::Unexpected(error);
}

} // namespace xero
