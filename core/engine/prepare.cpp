// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/prepare.h"

#include "engine/identity.h"
#include "records/words.h"
#include "xero/requests.h"

#include <QUrlQuery>

#include <algorithm>

namespace engine {

using namespace records;

namespace {

// xero-api.md §2.2: about 50 elements a call.
constexpr qsizetype kBatchSize = 50;

template <class T, class IdType>
base::Result<const T*> named(const QList<T>& list, IdType id, const char* what)
{
    for (const T& record : list)
        if (record.id == id)
            return &record;
    return base::failure(base::ErrorKind::Bug,
        QStringLiteral("The book has lost a record that waits to be pushed."),
        QString::fromLatin1(what));
}

std::optional<Twin> twinOf(const AccountFile& file, const RecordRef& ref)
{
    for (const Twin& twin : file.twins)
        if (twin.ledger == ref)
            return twin;
    return std::nullopt;
}

const ledger::Allocation* allocationOf(const AccountFile& file, const Operation& operation)
{
    for (const ledger::Allocation& allocation : file.allocations)
        if (allocation.id.value == operation.subject.id)
            return &allocation;
    return nullptr;
}

std::optional<Twin> targetOf(const AccountFile& file, const ledger::Allocation& allocation)
{
    const auto invoice = twinOf(file, {RecordKind::Invoice, allocation.to.value});
    return invoice ? invoice : twinOf(file, {RecordKind::Bill, allocation.to.value});
}

mirror::CreditKind creditKind(XeroKind kind)
{
    if (kind == XeroKind::Overpayment)
        return mirror::CreditKind::Overpayment;
    return kind == XeroKind::Prepayment ? mirror::CreditKind::Prepayment
                                        : mirror::CreditKind::CreditNote;
}

base::Unexpected lost(const char* what)
{
    return base::failure(base::ErrorKind::Bug, QStringLiteral("A push lacks what it needs."),
        QString::fromLatin1(what));
}

} // namespace

QByteArray joined(const xero::Request& request)
{
    QUrlQuery query;
    for (const auto& [name, value] : request.query)
        query.addQueryItem(name, value);
    return (request.path + u'?' + query.toString()).toUtf8();
}

std::pair<QString, QList<std::pair<QString, QString>>> pathAndQuery(const QByteArray& text)
{
    const qsizetype mark = text.indexOf('?');
    QList<std::pair<QString, QString>> query;
    for (const auto& [name, value] : QUrlQuery(QString::fromUtf8(text.mid(mark + 1))).queryItems())
        query.append({name, value});
    return {QString::fromUtf8(text.left(mark)), query};
}

Preparation::Preparation(const Context& context, const Surroundings& around)
    : m_context(context)
    , m_around(around)
{
}

base::Result<const AccountFile*> Preparation::file(AccountId id)
{
    if (const auto known = m_files.constFind(id); known != m_files.constEnd())
        return &*known;
    auto file = m_context.book.accountFile(id);
    if (!file)
        return tl::unexpected(file.error());
    return &*m_files.insert(id, *file);
}

base::Result<QList<Operation>> Preparation::next(
    OperationKind kind, const QList<Operation>& waiting)
{
    QList<Operation> chosen;
    QUuid credit;
    for (const Operation& operation : waiting) {
        if (operation.kind != kind || operation.cause)
            continue;
        if (kind == OperationKind::CreateAllocation) {
            const auto owner = file(operation.account);
            if (!owner)
                return tl::unexpected(owner.error());
            const ledger::Allocation* allocation = allocationOf(**owner, operation);
            const auto from = allocation ? twinOf(**owner, allocation->from) : std::nullopt;
            if (!from || !targetOf(**owner, *allocation))
                continue;
            if (!credit.isNull() && credit != from->xero.id)
                continue;
            credit = from->xero.id;
        }
        chosen.append(operation);
        if (chosen.size() == kBatchSize)
            break;
    }
    return chosen;
}

base::Result<store::Batch> Preparation::freeze(const QList<Operation>& operations)
{
    const auto made = request(operations);
    if (!made)
        return tl::unexpected(made.error());
    store::Batch batch;
    batch.kind = operations.first().kind;
    batch.verb = made->verb;
    batch.path = joined(*made);
    batch.body = made->body;
    batch.key = idempotencyKey(
        m_context.book.salt(), m_context.tenant, operations, made->verb, made->path);
    batch.id = QString::fromLatin1(batch.key);
    for (const Operation& operation : operations)
        batch.operations.append(operation.id);
    return batch;
}

base::Result<xero::Request> Preparation::request(const QList<Operation>& operations)
{
    switch (operations.first().kind) {
    case OperationKind::CreateContact:
        return contacts(operations);
    case OperationKind::CreateItem:
        return items(operations);
    case OperationKind::CreateInvoice:
    case OperationKind::CreateBill:
    case OperationKind::CreateCreditNote:
        return documents(operations);
    case OperationKind::CreateOverpayment:
        return overpayments(operations);
    case OperationKind::CreatePayment:
        return payments(operations);
    case OperationKind::CreateAllocation:
        return allocations(operations);
    }
    return lost("kind");
}

base::Result<xero::Request> Preparation::contacts(const QList<Operation>& operations)
{
    QList<ledger::Account> accounts;
    for (const Operation& operation : operations) {
        const auto owner = file(operation.account);
        if (!owner)
            return tl::unexpected(owner.error());
        accounts.append((*owner)->account);
    }
    return xero::createContacts(accounts);
}

base::Result<xero::Request> Preparation::items(const QList<Operation>& operations)
{
    QList<ledger::Product> products;
    for (const Operation& operation : operations)
        for (const ledger::Product& product : m_around.products)
            if (product.id.value == operation.subject.id)
                products.append(product);
    if (products.size() != operations.size())
        return lost("product");
    return xero::createItems(products, m_around.settings.itemCodes, m_around.settings);
}

QHash<QString, QString> Preparation::itemCodesFor(const ledger::Document& document) const
{
    QHash<QString, QString> codes;
    if (m_around.settings.itemCodes == ItemCodes::Off)
        return codes;
    for (const ledger::Line& line : document.lines) {
        const auto product = m_around.products.constFind(line.productCode);
        if (line.productCode.isEmpty() || product == m_around.products.constEnd()
            || product->productClass == ledger::ProductClass::Service)
            continue;
        codes.insert(line.productCode,
            m_around.settings.itemCodes == ItemCodes::Sku ? product->sku : product->code);
    }
    return codes;
}

base::Result<xero::Request> Preparation::documents(const QList<Operation>& operations)
{
    QList<xero::DocumentPush> pushes;
    for (const Operation& operation : operations) {
        const auto owner = file(operation.account);
        if (!owner)
            return tl::unexpected(owner.error());
        const auto document
            = named((*owner)->documents, DocumentId{operation.subject.id}, "document");
        if (!document)
            return tl::unexpected(document.error());
        if (!(*owner)->link)
            return lost("link");
        pushes.append({.document = **document,
            .contact = (*owner)->link->contact,
            .marker = marker(m_context.book.salt(), operation),
            .itemCodes = itemCodesFor(**document)});
    }
    return operations.first().kind == OperationKind::CreateCreditNote
        ? xero::createCreditNotes(pushes, m_around.settings)
        : xero::createInvoices(pushes, m_around.settings);
}

base::Result<xero::Request> Preparation::overpayments(const QList<Operation>& operations)
{
    QList<xero::OverpaymentPush> pushes;
    for (const Operation& operation : operations) {
        const auto owner = file(operation.account);
        if (!owner)
            return tl::unexpected(owner.error());
        const auto payment = named((*owner)->payments, PaymentId{operation.subject.id}, "payment");
        if (!payment)
            return tl::unexpected(payment.error());
        if (!(*owner)->link)
            return lost("link");
        pushes.append({.payment = **payment,
            .toVendor = (*owner)->account.role == ledger::AccountRole::Vendor,
            .contact = (*owner)->link->contact,
            .bankAccountCode = bankFor(m_around.settings, (*payment)->method),
            .marker = marker(m_context.book.salt(), operation)});
    }
    return xero::createOverpayments(pushes);
}

base::Result<xero::Request> Preparation::payments(const QList<Operation>& operations)
{
    QList<xero::PaymentPush> pushes;
    for (const Operation& operation : operations) {
        const auto owner = file(operation.account);
        if (!owner)
            return tl::unexpected(owner.error());
        const auto payment = named((*owner)->payments, PaymentId{operation.subject.id}, "payment");
        if (!payment)
            return tl::unexpected(payment.error());
        std::optional<Twin> invoice;
        for (const ledger::Allocation& allocation : (*owner)->allocations)
            if (!allocation.removed && allocation.from == operation.subject)
                invoice = targetOf(**owner, allocation);
        if (!invoice)
            return lost("invoice of a payment");
        pushes.append({.payment = **payment,
            .invoice = {invoice->xero.id},
            .bankAccountCode = bankFor(m_around.settings, (*payment)->method),
            .marker = marker(m_context.book.salt(), operation)});
    }
    return xero::createPayments(pushes);
}

base::Result<xero::Request> Preparation::allocations(const QList<Operation>& operations)
{
    QList<xero::AllocationPush> pushes;
    std::optional<Twin> from;
    for (const Operation& operation : operations) {
        const auto owner = file(operation.account);
        if (!owner)
            return tl::unexpected(owner.error());
        const ledger::Allocation* allocation = allocationOf(**owner, operation);
        if (!allocation)
            return lost("allocation");
        from = twinOf(**owner, allocation->from);
        const auto to = targetOf(**owner, *allocation);
        if (!from || !to)
            return lost("twin of an allocation");
        pushes.append({{to->xero.id}, allocation->amount, allocation->date});
    }
    return xero::allocate(creditKind(from->xero.kind), {from->xero.id}, pushes);
}

} // namespace engine
