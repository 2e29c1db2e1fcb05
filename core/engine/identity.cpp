// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/identity.h"

#include "base/planted.h"
#include "match/index.h"
#include "records/words.h"

#include <QByteArrayList>
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace engine {

using namespace records;

namespace {

QByteArray mac(const QByteArray& salt, const QByteArray& text)
{
    return QMessageAuthenticationCode::hash(text, salt, QCryptographicHash::Sha256);
}

// Crockford's base 32: no letters that are mistaken for digits.
QByteArray base32(const QByteArray& bytes, int characters)
{
    static constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    QByteArray text;
    quint32 window = 0;
    int bits = 0;
    for (const char byte : bytes) {
        window = (window << 8) | static_cast<quint8>(byte);
        for (bits += 8; bits >= 5 && text.size() < characters; bits -= 5)
            text += alphabet[(window >> (bits - 5)) & 31U];
    }
    return text;
}

QByteArray hashOf(const QList<mirror::Line>& lines)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const mirror::Line& line : lines) {
        hash.addData(line.description.toUtf8() + '\x1f' + line.itemCode.toUtf8() + '\x1f'
            + line.lineAmount.toString().toUtf8() + '\x1f' + line.taxAmount.toString().toUtf8()
            + '\x1e');
    }
    return hash.result().toHex();
}

QByteArray joined(const QByteArrayList& parts)
{
    return parts.join('\x1f');
}

template <class T>
const T* byId(const QList<T>& list, qint64 id)
{
    const auto found
        = std::find_if(list.begin(), list.end(), [id](const T& one) { return one.id.value == id; });
    return found == list.end() ? nullptr : &*found;
}

QByteArray nameOf(const RecordRef& record, const AccountFile& file);

// An allocation has no number: it is what it moves from where to where, and the how-manieth of
// those that are equal in everything.
QByteArray nameOf(const ledger::Allocation& allocation, const AccountFile& file)
{
    const auto before = std::count_if(
        file.allocations.begin(), file.allocations.end(), [&](const ledger::Allocation& other) {
            return other.from == allocation.from && other.to == allocation.to
                && other.amount == allocation.amount && other.date == allocation.date
                && other.id.value < allocation.id.value;
        });
    const auto* invoice = byId(file.documents, allocation.to.value);
    return joined(
        {nameOf(allocation.from, file), invoice ? nameOf(match::ref(*invoice), file) : QByteArray(),
            allocation.amount.toString().toUtf8(), allocation.date.toString(Qt::ISODate).toUtf8(),
            QByteArray::number(before)});
}

QByteArray numberOf(const RecordRef& record, const AccountFile& file)
{
    switch (record.kind) {
    case RecordKind::Account:
        return file.account.number.toUtf8();
    case RecordKind::Invoice:
    case RecordKind::CreditNote:
    case RecordKind::Bill:
        if (const auto* document = byId(file.documents, record.id))
            return document->number.toUtf8();
        break;
    case RecordKind::Payment:
        // Numbers given by hand are counted anew in a restored book (PAY-H1): amount and day, which
        // never change, tell two such payments apart.
        if (const auto* payment = byId(file.payments, record.id))
            return joined({payment->number.toUtf8(), payment->amount.toString().toUtf8(),
                payment->date.toString(Qt::ISODate).toUtf8()});
        break;
    case RecordKind::Adjustment:
        if (const auto* adjustment = byId(file.adjustments, record.id))
            return adjustment->number.toUtf8();
        break;
    case RecordKind::Reversal:
        if (const auto* reversal = byId(file.reversals, record.id))
            return reversal->number.toUtf8();
        break;
    case RecordKind::Allocation:
        if (const auto* allocation = byId(file.allocations, record.id))
            return nameOf(*allocation, file);
        break;
    case RecordKind::Product:
        break; // belongs to no account
    }
    base::require(false, "an op is about a record of its account");
    return {};
}

QByteArray nameOf(const RecordRef& record, const AccountFile& file)
{
    return joined({toText(record.kind).toUtf8(), numberOf(record, file)});
}

bool alive(const QString& status)
{
    return status != QLatin1String("VOIDED") && status != QLatin1String("DELETED");
}

Sighting ours(XeroKind kind, QUuid id, Agreed agreed)
{
    return {Sighting::Kind::Ours, {kind, id}, std::move(agreed), {}};
}

Sighting lookForContact(const AccountFile& file, const QList<mirror::Contact>& strangers)
{
    const auto mine = [&](const mirror::Contact& contact) {
        return contact.number == file.account.number && !contact.number.isEmpty();
    };
    if (file.contact && mine(*file.contact))
        return ours(XeroKind::Contact, file.contact->id.value, {});
    const auto found = std::find_if(strangers.begin(), strangers.end(), mine);
    return found == strangers.end() ? Sighting{} : ours(XeroKind::Contact, found->id.value, {});
}

Sighting lookForInvoice(const Operation& operation, const QString& marker, const AccountFile& file,
    const match::Index& index)
{
    const bool bill = operation.kind == OperationKind::CreateBill;
    for (const mirror::Invoice& invoice : file.invoices) {
        if ((invoice.type == QLatin1String("ACCPAY")) != bill || !alive(invoice.status))
            continue;
        const XeroRef ref = match::ref(invoice);
        if (index.twin(ref) || index.isSetAside(ref))
            continue;
        if (invoice.url.contains(marker)
            || (base::planted(base::Planted::AdoptHumansInvoice)
                && invoice.number == operation.label)) {
            if (invoice.total == operation.amount)
                return ours(XeroKind::Invoice, invoice.id.value, agreedOf(invoice));
            return {Sighting::Kind::Different, ref, {},
                QStringLiteral("Xero has %1 with a total of %2.")
                    .arg(invoice.number, invoice.total.display())};
        }
    }
    return {};
}

Sighting lookForCreditNote(
    const Operation& operation, const AccountFile& file, const match::Index& index)
{
    const ledger::Document* document = index.document({operation.subject.id});
    for (const mirror::Credit& credit : file.credits) {
        const XeroRef ref = match::ref(credit);
        if (!document || credit.kind != mirror::CreditKind::CreditNote
            || credit.number != document->xeroNumber() || !alive(credit.status) || index.twin(ref)
            || index.isSetAside(ref))
            continue;
        if (credit.total == document->total && credit.date == document->date)
            return ours(XeroKind::CreditNote, credit.id.value, agreedOf(credit));
        return {Sighting::Kind::Different, ref, {},
            QStringLiteral("Xero has %1 with a total of %2.")
                .arg(credit.number, credit.total.display())};
    }
    return {};
}

// The marker stands on the bank transaction that made the overpayment, not on the overpayment.
Sighting lookForOverpayment(const Operation& operation, const QString& marker,
    const AccountFile& file, const match::Index& index)
{
    for (const mirror::BankTransaction& transaction : file.bankTransactions) {
        const bool marked = transaction.url.contains(marker)
            || transaction.firstLineDescription.contains(marker)
            || base::planted(base::Planted::AdoptByAmount);
        if (!marked || !alive(transaction.status))
            continue;
        for (const mirror::Credit& credit : file.credits)
            if (credit.id == transaction.credit && alive(credit.status)
                && credit.total == operation.amount
                && !index.twin(XeroRef{XeroKind::Overpayment, credit.id.value}))
                return ours(XeroKind::Overpayment, credit.id.value, agreedOf(credit));
    }
    return {};
}

Sighting lookForPayment(const Operation& operation, const QString& marker, const AccountFile& file,
    const match::Index& index)
{
    for (const mirror::Payment& payment : file.xeroPayments)
        if (payment.reference.contains(marker) && alive(payment.status)
            && payment.amount == operation.amount && !index.twin(match::ref(payment)))
            return ours(XeroKind::Payment, payment.id.value, agreedOf(payment));
    return {};
}

// An allocation has no place for a marker: it is known by its credit, invoice and amount. One that
// a person made by hand with the same three is the same effect, and is adopted.
Sighting lookForAllocation(
    const Operation& operation, const AccountFile& file, const match::Index& index)
{
    for (const ledger::Allocation& allocation : file.allocations) {
        if (allocation.id.value != operation.subject.id)
            continue;
        const Twin* from = index.twin(allocation.from);
        const Twin* to = index.twin(allocation.to);
        if (!from || !to)
            return {};
        for (const mirror::Credit& credit : file.credits) {
            if (credit.id.value != from->xero.id)
                continue;
            for (const mirror::Allocation& seen : credit.allocations)
                if (seen.invoice.value == to->xero.id && seen.amount == allocation.amount
                    && !index.twin(match::ref(seen)))
                    return ours(
                        XeroKind::Allocation, seen.id.value, agreedOf(seen, credit.contact.value));
        }
    }
    return {};
}

// What was to be taken back isn't shown any more, whoever did it.
Sighting lookForGone(const Operation& operation, const match::Index& index)
{
    const Twin* tie = index.twin(operation.subject);
    if (!tie)
        return {};
    const XeroRef& xero = tie->xero;
    bool gone = false;
    if (xero.kind == XeroKind::Allocation) {
        const mirror::Credit* credit = index.creditOfAllocation(xero.id);
        gone = !credit || !alive(credit->status);
    } else if (const mirror::Payment* payment = index.xeroPayment(xero.id)) {
        gone = !alive(payment->status);
    } else if (const mirror::Invoice* invoice = index.invoice(xero.id)) {
        gone = !alive(invoice->status);
    } else if (const mirror::Credit* credit = index.credit(xero)) {
        gone = !alive(credit->status);
    }
    return gone ? ours(xero.kind, xero.id, tie->agreed) : Sighting{};
}

Sighting lookForRefund(const Operation& operation, const QString& marker, const AccountFile& file,
    const match::Index& index)
{
    const Twin* tie = index.twin(operation.subject);
    for (const mirror::Payment& payment : file.xeroPayments)
        if (tie && payment.credit.value == tie->xero.id && payment.reference.contains(marker)
            && alive(payment.status) && payment.amount == operation.amount
            && !index.twin(match::ref(payment)))
            return ours(XeroKind::Payment, payment.id.value, agreedOf(payment));
    return {};
}

Sighting lookForChange(const AccountFile& file)
{
    if (!file.contact || !file.card)
        return {};
    const bool shown
        = changedFields(cardOf(file.account), *file.card, cardOf(*file.contact)).isEmpty();
    return shown ? ours(XeroKind::Contact, file.contact->id.value, {}) : Sighting{};
}

} // namespace

QByteArray factOf(const Operation& operation, const AccountFile& file)
{
    return joined({toText(operation.kind).toUtf8(), file.account.number.toUtf8(),
        nameOf(operation.subject, file)});
}

QByteArray factOf(const Operation& operation, const ledger::Product& product)
{
    return joined({toText(operation.kind).toUtf8(), product.code.toUtf8()});
}

QString markerPrefix(const QByteArray& salt)
{
    return QStringLiteral("TO") + QString::fromLatin1(base32(mac(salt, "book"), 4));
}

QString marker(const QByteArray& salt, const QByteArray& fact)
{
    return markerPrefix(salt)
        + QString::fromLatin1(base32(mac(salt, joined({"marker", fact})), kMarkerDigits));
}

QByteArray idempotencyKey(const QByteArray& salt, const QByteArray& tenant,
    const QList<std::pair<QByteArray, int>>& facts, const QByteArray& verb, const QString& path)
{
    QByteArrayList parts{"key", tenant, verb, path.toUtf8()};
    for (const auto& [fact, generation] : facts)
        parts += {fact, QByteArray::number(generation)};
    return "v1-" + base32(mac(salt, joined(parts)), 32);
}

Sighting look(const Operation& operation, const QString& marker, const AccountFile& file,
    const QList<mirror::Contact>& strangers)
{
    const match::Index index(file);
    switch (operation.kind) {
    case OperationKind::CreateContact:
        return lookForContact(file, strangers);
    case OperationKind::CreateInvoice:
    case OperationKind::CreateBill:
        return lookForInvoice(operation, marker, file, index);
    case OperationKind::CreateCreditNote:
        return lookForCreditNote(operation, file, index);
    case OperationKind::CreateOverpayment:
        return lookForOverpayment(operation, marker, file, index);
    case OperationKind::CreatePayment:
        return lookForPayment(operation, marker, file, index);
    case OperationKind::CreateAllocation:
        return lookForAllocation(operation, file, index);
    case OperationKind::RemoveAllocation:
    case OperationKind::DeletePayment:
    case OperationKind::VoidDocument:
        return lookForGone(operation, index);
    case OperationKind::RefundCredit:
        return lookForRefund(operation, marker, file, index);
    case OperationKind::UpdateContact:
        return lookForChange(file);
    case OperationKind::CreateItem:
        return {}; // items are known by their code in the surroundings
    }
    return {};
}

Agreed agreedOf(const mirror::Invoice& invoice)
{
    return {
        invoice.status, invoice.total, invoice.date, invoice.contact.value, hashOf(invoice.lines)};
}

Agreed agreedOf(const mirror::Credit& credit)
{
    return {credit.status, credit.total, credit.date, credit.contact.value, hashOf(credit.lines)};
}

Agreed agreedOf(const mirror::Payment& payment)
{
    return {payment.status, payment.amount, payment.date, payment.contact.value, {}};
}

Agreed agreedOf(const mirror::Allocation& allocation, QUuid contact)
{
    return {QStringLiteral("AUTHORISED"), allocation.amount, allocation.date, contact, {}};
}

} // namespace engine
