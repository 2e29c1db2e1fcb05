// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/endpoints.h"
#include "xero/json.h"
#include "xero/requests.h"

#include <algorithm>

// What a person changed in Xero, written as it was before; and the history that tells who it was.
namespace xero {

namespace mirror = records::mirror;
using json::ObjectWriter;
using records::ChangeKind;

namespace {

QByteArray lineOf(const mirror::Line& line, bool stillThere)
{
    ObjectWriter out;
    // Xero updates a line whose id it knows, makes one without an id, and deletes the others.
    if (stillThere && !line.lineItemId.isNull())
        out.text("LineItemID", line.lineItemId.toString(QUuid::WithoutBraces));
    return out.text("Description", line.description)
        .json("Quantity", line.quantity.toString().toLatin1())
        .json("UnitAmount", line.unitAmount.toString().toLatin1())
        .json("LineAmount", line.lineAmount.toString().toLatin1())
        .json("TaxAmount", line.taxAmount.toString().toLatin1())
        .textUnlessEmpty("TaxType", line.taxType)
        .textUnlessEmpty("AccountCode", line.accountCode)
        .textUnlessEmpty("ItemCode", line.itemCode)
        .done();
}

QByteArray linesOf(const QList<mirror::Line>& was, const QList<mirror::Line>& now)
{
    QList<QByteArray> lines;
    for (const mirror::Line& line : was)
        lines += lineOf(line, std::ranges::any_of(now, [&](const mirror::Line& one) {
            return one.lineItemId == line.lineItemId;
        }));
    return json::arrayOf(lines);
}

template <class Document>
void writeFields(ObjectWriter& out, const Document& was, const Document& now, ChangeKind kind,
    const char* numberName)
{
    switch (kind) {
    case ChangeKind::ValueChanged:
    case ChangeKind::LinesChanged:
        out.json("LineItems", linesOf(was.lines, now.lines));
        break;
    case ChangeKind::Moved:
        out.json("Contact", ObjectWriter().text("ContactID", was.contact.toString()).done());
        break;
    case ChangeKind::DateChanged:
        out.text("Date", was.date.toString(Qt::ISODate));
        break;
    case ChangeKind::ReferenceChanged:
        out.text("Reference", was.reference);
        break;
    case ChangeKind::NumberChanged:
        out.text(numberName, was.number);
        break;
    case ChangeKind::Unapproved:
        out.text("Status", u"AUTHORISED");
        break;
    default: // the others are of invoices alone, of contacts, or can't be put back
        break;
    }
}

Request post(const QString& path, const char* list, const QString& id, const QByteArray& element)
{
    return {.verb = "POST",
        .path = path + u'/' + id,
        .body = ObjectWriter().json(list, json::arrayOf({element})).done()};
}

QString pathOf(records::XeroKind kind)
{
    switch (kind) {
    case records::XeroKind::Contact:
        return QStringLiteral("Contacts");
    case records::XeroKind::Item:
        return QStringLiteral("Items");
    case records::XeroKind::Invoice:
        return QStringLiteral("Invoices");
    case records::XeroKind::CreditNote:
        return QStringLiteral("CreditNotes");
    case records::XeroKind::Overpayment:
        return QStringLiteral("Overpayments");
    case records::XeroKind::Prepayment:
        return QStringLiteral("Prepayments");
    case records::XeroKind::Payment:
        return QStringLiteral("Payments");
    case records::XeroKind::BankTransaction:
        return QStringLiteral("BankTransactions");
    case records::XeroKind::Allocation:
        break; // its credit's history tells of it
    }
    base::require(false, "an allocation has no history of its own");
    return {};
}

} // namespace

Request putBack(const mirror::Invoice& was, const mirror::Invoice& now, ChangeKind kind)
{
    ObjectWriter out;
    out.text("InvoiceID", now.id.toString());
    if (kind == ChangeKind::DueDateChanged)
        out.text("DueDate", was.dueDate.toString(Qt::ISODate));
    if (kind == ChangeKind::ValueChanged || kind == ChangeKind::LinesChanged)
        out.textUnlessEmpty("LineAmountTypes", was.lineAmountTypes);
    writeFields(out, was, now, kind, "InvoiceNumber");
    return post(QStringLiteral("Invoices"), "Invoices", now.id.toString(), out.done());
}

Request putBack(const mirror::Credit& was, const mirror::Credit& now, ChangeKind kind)
{
    ObjectWriter out;
    out.text("CreditNoteID", now.id.toString());
    if (kind == ChangeKind::ValueChanged || kind == ChangeKind::LinesChanged)
        out.textUnlessEmpty("LineAmountTypes", was.lineAmountTypes);
    writeFields(out, was, now, kind, "CreditNoteNumber");
    return post(QStringLiteral("CreditNotes"), "CreditNotes", now.id.toString(), out.done());
}

Request readHistory(const records::XeroRef& record)
{
    return {.verb = "GET",
        .path = pathOf(record.kind) + u'/' + record.id.toString(QUuid::WithoutBraces)
            + QStringLiteral("/History")};
}

} // namespace xero
