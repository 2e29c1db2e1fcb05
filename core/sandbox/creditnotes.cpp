// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

namespace sandbox {

namespace {

QByteArray creditNoteJson(Books& books, const Document& note, bool full, bool fourDecimals)
{
    JsonObject json = documentJson(books, note, full, fourDecimals);
    json.text("CreditNoteID", note.id).text("CreditNoteNumber", note.number).text("ID", note.id);
    const bool live = note.status != u"VOIDED" && note.status != u"DELETED";
    json.money("RemainingCredit", live ? note.left() : 0).flag("SentToContact", false);
    json.raw("Allocations", allocationsOfCredit(books.tenant, note));
    return json.take();
}

void readNumber(Books& books, const QJsonObject& sent, Document& note, Outcome& outcome)
{
    if (sent.contains(QStringLiteral("CreditNoteNumber")))
        note.number = textFrom(sent, QLatin1String("CreditNoteNumber"));
    if (note.type != u"ACCRECCREDIT")
        return;
    while (note.number.isEmpty()) {
        const QString number
            = QStringLiteral("CN-%1").arg(books.tenant.nextNumber++, 4, 10, QLatin1Char('0'));
        if (!books.tenant.documentNumbered(note.type, number))
            note.number = number;
    }
    const Document* other = books.tenant.documentNumbered(note.type, note.number);
    if (other && other->id != note.id)
        outcome.errors << QStringLiteral("Credit Note # must be unique. [sandbox]");
}

QStringList wrongStatus(const Document& before, const QString& to)
{
    if ((before.settled != 0 || before.allocated != 0) && to != before.status)
        return {QStringLiteral("The status %1 cannot be applied to the credit note because it has "
                               "payments or allocations. [sandbox]")
                    .arg(to)};
    const bool open = before.status == u"DRAFT" || before.status == u"SUBMITTED";
    const bool fits = open
        ? to != u"VOIDED" && to != u"PAID"
        : before.status == to || (before.status == u"AUTHORISED" && to == u"VOIDED");
    if (!fits || before.status == u"VOIDED" || before.status == u"DELETED")
        return {QStringLiteral("Credit note not of valid status for modification [sandbox]")};
    return {};
}

QStringList completeness(const Tenant& tenant, const Document& note)
{
    QStringList errors;
    if (note.total < 0)
        errors << QStringLiteral("The credit note total must not be negative. [sandbox]");
    if (note.status != u"AUTHORISED" && note.status != u"PAID")
        return errors;
    if (note.lines.isEmpty())
        errors << QStringLiteral("One or more line items must be specified");
    return errors + lockErrors(tenant.organisation, note.date);
}

Outcome readAndSave(Books& books, Document note, const Document* before, const QJsonObject& sent)
{
    Outcome outcome;
    readCommon(books, sent, note, !before, outcome);
    readNumber(books, sent, note, outcome);
    if (before && before->left() != before->total)
        outcome.errors += forbiddenEdits(*before, note, sent);
    outcome.errors += completeness(books.tenant, note);
    if (!outcome.errors.isEmpty())
        return outcome;
    if (!before)
        note.id = books.newId();
    refreshStatus(books, note);
    books.tenant.documents[note.id] = note;
    books.tenant.indexDocument(note);
    outcome.id = note.id;
    return outcome;
}

Answer listCreditNotes(Books& books, const Request& request)
{
    Listing<Document> how{"CreditNotes", "Xero.Api.CreditNote",
        documentGetters(books.tenant, "creditnoteid", "creditnotenumber"), &Document::updated, {},
        {}};
    how.keep = [](const Document& note) { return note.kind == Kind::CreditNote; };
    how.print = [&](const Document& note, bool full) {
        return creditNoteJson(books, note, full, fourDecimals(request));
    };
    return listRecords(books, request, books.tenant.documents, how);
}

} // namespace

Outcome writeCreditNote(Books& books, const QJsonObject& sent, bool creates, const QString& pathId)
{
    Tenant& tenant = books.tenant;
    const QString id = pathId.isEmpty() ? textFrom(sent, QLatin1String("CreditNoteID")) : pathId;
    const Document* known = id.isEmpty() ? nullptr : documentFor(tenant, Kind::CreditNote, id);
    if (!id.isEmpty() && !known)
        return Outcome::refused(QStringLiteral(
            "An existing Credit Note with the specified CreditNoteID could not be found"));
    const QString number = textFrom(sent, QLatin1String("CreditNoteNumber"));
    if (!known && !creates && !number.isEmpty())
        known = tenant.documentNumbered(QStringLiteral("ACCRECCREDIT"), number);
    QString status = textFrom(sent, QLatin1String("Status"));
    if (known) {
        const Document before = *known;
        if (status.isEmpty())
            status = before.status;
        if (const QStringList errors = wrongStatus(before, status); !errors.isEmpty())
            return {{}, errors, {}};
        Document note = before;
        note.status = status;
        if (status == u"VOIDED" || status == u"DELETED")
            return readAndSave(books, note, &before, {});
        return readAndSave(books, note, &before, sent);
    }
    Document note;
    note.kind = Kind::CreditNote;
    note.type = textFrom(sent, QLatin1String("Type"));
    note.status = status.isEmpty() ? QStringLiteral("DRAFT") : status;
    note.lineAmountTypes = QStringLiteral("Exclusive");
    if (note.type != u"ACCRECCREDIT" && note.type != u"ACCPAYCREDIT")
        return Outcome::refused(
            QStringLiteral("Credit note not of valid type for creation [sandbox]"));
    if (note.status != u"DRAFT" && note.status != u"SUBMITTED" && note.status != u"AUTHORISED")
        return Outcome::refused(
            QStringLiteral("Credit note not of valid status for creation [sandbox]"));
    return readAndSave(books, note, nullptr, sent);
}

Answer creditNotes(Books& books, const Request& request)
{
    const QString id = request.at(1);
    if (request.at(2) == u"Allocations")
        return allocationsEndpoint(books, request, Kind::CreditNote);
    if (request.verb == "GET" && id.isEmpty())
        return listCreditNotes(books, request);
    if (!id.isEmpty() && !documentFor(books.tenant, Kind::CreditNote, id))
        return notFound();
    const auto print = [&](const QString& which, const QByteArray& status) {
        QByteArray text
            = creditNoteJson(books, books.tenant.documents.at(which), true, fourDecimals(request));
        if (!status.isEmpty())
            text.insert(text.size() - 1, ',' + status);
        return text;
    };
    if (request.verb == "GET")
        return envelope(books, request, "CreditNotes",
            {print(documentFor(books.tenant, Kind::CreditNote, id)->id, {})});
    if (request.verb != "POST" && (request.verb != "PUT" || !id.isEmpty()))
        return notImplemented();
    const auto write = [&](const QJsonObject& sent) {
        return writeCreditNote(books, sent, request.creates(), id);
    };
    return writeAll(books, request, "CreditNotes", "CreditNote", "CreditNoteID", write, print);
}

} // namespace sandbox
