// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/accountfiles.h"
#include "store/columns.h"
#include "store/mirrorinvoices.h"
#include "store/outbox.h"
#include "store/sqlitereader.h"

// Two records beside each other, for a person to decide whether they are one.

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

// What can be told of a record of either side.
struct Told {
    QString number, date, amount, contact, reference, status;
};

template <class T>
const T* byId(const QList<T>& list, const decltype(T::id)& id)
{
    for (const T& one : list)
        if (one.id == id)
            return &one;
    return nullptr;
}

QString dayText(QDate date)
{
    return date.toString(Qt::ISODate);
}

std::optional<Told> ofLedger(const AccountFile& file, const RecordRef& record)
{
    const QString& name = file.account.name;
    if (record.kind == RecordKind::Payment)
        if (const auto* payment = byId(file.payments, PaymentId{record.id}))
            return Told{payment->number, dayText(payment->date), payment->amount.display(), name,
                payment->reference, {}};
    if (record.kind == RecordKind::Allocation)
        if (const auto* one = byId(file.allocations, AllocationId{record.id})) {
            const auto* to = byId(file.documents, one->to);
            return Told{to ? to->number : QString(), dayText(one->date), one->amount.display(),
                name, {}, {}};
        }
    if (const auto* document = byId(file.documents, DocumentId{record.id}))
        return Told{document->number, dayText(document->date), document->total.display(), name,
            document->reference, {}};
    return std::nullopt;
}

Told told(const mirror::Invoice& one)
{
    return {one.number, dayText(one.date), one.total.display(), one.contactName, one.reference,
        one.status};
}

std::optional<Told> ofXero(const AccountFile& file, const QUuid& id)
{
    const QString contact = file.contact ? file.contact->name : QString();
    if (const auto* one = byId(file.invoices, mirror::InvoiceId{id}))
        return told(*one);
    if (const auto* one = byId(file.credits, mirror::CreditId{id}))
        return Told{one->number, dayText(one->date), one->total.display(), one->contactName,
            one->reference, one->status};
    if (const auto* one = byId(file.xeroPayments, mirror::PaymentId{id}))
        return Told{one->invoiceNumber, dayText(one->date), one->amount.display(), contact,
            one->reference, one->status};
    for (const mirror::Credit& credit : file.credits)
        if (const auto* one = byId(credit.allocations, mirror::AllocationId{id}))
            return Told{
                one->invoiceNumber, dayText(one->date), one->amount.display(), contact, {}, {}};
    return std::nullopt;
}

// A field that one side doesn't have at all is no difference.
QList<SideBySide::Field> compared(const Told& left, const Told& right)
{
    QList<SideBySide::Field> fields;
    const auto add = [&](const QString& name, const QString& a, const QString& b) {
        if (!a.isEmpty() || !b.isEmpty())
            fields.append({name, a, b, !a.isEmpty() && !b.isEmpty() && a != b});
    };
    add(u"Number"_s, left.number, right.number);
    add(u"Date"_s, left.date, right.date);
    add(u"Amount"_s, left.amount, right.amount);
    add(u"Contact"_s, left.contact, right.contact);
    add(u"Reference"_s, left.reference, right.reference);
    add(u"Status"_s, left.status, right.status);
    return fields;
}

} // namespace

std::optional<SideBySide> SqliteReader::sideBySide(OperationId id) const
{
    const auto operation = Outbox(connection()).find(id);
    if (!operation || !operation->account)
        return std::nullopt;
    const auto file = readAccountFile(connection(), operation->account);
    if (!file)
        return std::nullopt;
    const bool isTwice = operation->cause.id == CauseId::TwiceInXero
        && operation->state == OperationState::Confirmed;
    const QUuid other
        = isTwice ? QUuid::fromString(operation->cause.arguments.value(1)) : operation->xeroId;
    const auto left
        = isTwice ? ofXero(*file, operation->xeroId) : ofLedger(*file, operation->subject);
    auto right = ofXero(*file, other);
    if (!right) // a stranger's, of another contact
        if (const auto seen = MirrorInvoices(connection()).find({other}))
            right = told(*seen);
    if (!(isTwice || isAskedAbout(*operation)) || !left || !right)
        return std::nullopt;
    const bool isInvoice = byId(file->invoices, mirror::InvoiceId{other}) != nullptr;
    return SideBySide{isTwice ? u"In Xero, ours"_s : u"In the ledger"_s,
        isTwice ? u"In Xero, once more"_s : u"In Xero"_s, other.toString(QUuid::WithoutBraces),
        isInvoice ? deepLink(shortCode(), {XeroKind::Invoice, other}) : QString(),
        compared(*left, *right)};
}

} // namespace store
