// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/identity.h"

#include "match/index.h"
#include "records/words.h"

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
        if (index.twin(ref))
            continue;
        if (invoice.url.contains(marker)) {
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
            || credit.number != document->number || !alive(credit.status) || index.twin(ref))
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
        const bool marked
            = transaction.url.contains(marker) || transaction.firstLineDescription.contains(marker);
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

QString marker(const QByteArray& salt, const Operation& operation)
{
    const QByteArray fact = "marker\x1f" + toText(operation.kind).toUtf8() + '\x1f'
        + toText(operation.subject.kind).toUtf8() + '\x1f'
        + QByteArray::number(operation.subject.id);
    return QStringLiteral("TO") + QString::fromLatin1(base32(mac(salt, fact), 12));
}

QByteArray idempotencyKey(const QByteArray& salt, const QByteArray& tenant,
    const QList<Operation>& operations, const QByteArray& verb, const QString& path)
{
    QByteArray fact = "key\x1f" + tenant + '\x1f' + verb + '\x1f' + path.toUtf8();
    for (const Operation& operation : operations) {
        fact += '\x1f' + toText(operation.kind).toUtf8() + ':'
            + toText(operation.subject.kind).toUtf8() + ':'
            + QByteArray::number(operation.subject.id) + ':'
            + QByteArray::number(operation.generation);
    }
    return "v1-" + base32(mac(salt, fact), 32);
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
