// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/prepare.h"

#include "base/planted.h"
#include "engine/identity.h"
#include "plan/plan.h"
#include "records/words.h"
#include "xero/requests.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
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

const ledger::Allocation* allocationOf(const AccountFile& file, const Operation& operation)
{
    for (const ledger::Allocation& allocation : file.allocations)
        if (allocation.id.value == operation.subject.id)
            return &allocation;
    return nullptr;
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

Preparation::Open::Open(AccountFile&& read)
    : file(std::move(read))
    , index(file)
{
}

base::Result<const Preparation::Open*> Preparation::open(AccountId id)
{
    if (const auto known = m_open.find(id); known != m_open.end())
        return &known->second;
    auto file = m_context.book.accountFile(id);
    if (!file)
        return tl::unexpected(file.error());
    return &m_open.emplace(id, std::move(*file)).first->second;
}

base::Result<QString> Preparation::accountName(AccountId id)
{
    const auto owner = open(id);
    if (!owner)
        return tl::unexpected(owner.error());
    return (*owner)->file.account.name;
}

base::Result<bool> Preparation::isStillWanted(const Operation& operation)
{
    if (!operation.account || takesBack(operation.kind)
        || operation.kind == OperationKind::RefundCredit)
        return true;
    const auto owner = open(operation.account);
    if (!owner)
        return tl::unexpected(owner.error());
    const match::Index& index = (*owner)->index;
    if (operation.kind == OperationKind::CreatePayment
        && index.allocationsOf(operation.subject).isEmpty())
        return false;
    const auto& allocations = (*owner)->file.allocations;
    const auto own = std::find_if(allocations.begin(), allocations.end(),
        [&](const ledger::Allocation& one) { return match::ref(one) == operation.subject; });
    if (own != allocations.end())
        return !own->removed && !index.isUndone(own->from)
            && !(index.document(own->to) && index.isUndone(*index.document(own->to)));
    return !index.isUndone(operation.subject);
}

QUuid Preparation::contactOf(AccountId id)
{
    const auto owner = open(id);
    return owner && (*owner)->file.link ? (*owner)->file.link->contact.value : QUuid();
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
            const auto owner = open(operation.account);
            if (!owner)
                return tl::unexpected(owner.error());
            const ledger::Allocation* allocation = allocationOf((*owner)->file, operation);
            const Twin* from = allocation ? (*owner)->index.twin(allocation->from) : nullptr;
            if (!from || !(*owner)->index.twin(allocation->to))
                continue;
            if (!credit.isNull() && credit != from->xero.id)
                continue;
            credit = from->xero.id;
        }
        chosen.append(operation);
        // What is taken back has an address of its own, so each is a call.
        if (chosen.size() == (takesBack(kind) ? 1 : kBatchSize))
            break;
    }
    return chosen;
}

static QJsonValue elementOf(const QByteArray& body, qsizetype place)
{
    const QJsonObject sent = QJsonDocument::fromJson(body).object();
    return sent.isEmpty() ? QJsonValue() : sent.begin().value().toArray().at(place);
}

bool Preparation::saysOther(const Operation& operation)
{
    // What is taken back, and money that is paid back, always says the same.
    if (!createsSubject(operation.kind))
        return false;
    const auto batch = m_context.book.batch(operation.batch);
    const qsizetype place = batch ? batch->operations.indexOf(operation.id) : -1;
    const auto made = place < 0 ? base::Result<xero::Request>(lost("batch")) : request({operation});
    return made && elementOf(made->body, 0) != elementOf(batch->body, place);
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
    QList<std::pair<QByteArray, int>> facts;
    for (const Operation& operation : operations) {
        const auto fact = this->fact(operation);
        if (!fact)
            return tl::unexpected(fact.error());
        const int retried
            = base::planted(base::Planted::NewKeyOnRetry) ? 100 * operation.attempts : 0;
        facts.append({*fact, operation.generation + retried});
    }
    batch.key
        = idempotencyKey(m_context.book.salt(), m_context.tenant, facts, made->verb, made->path);
    batch.id = QString::fromLatin1(batch.key);
    for (const Operation& operation : operations)
        batch.operations.append(operation.id);
    return batch;
}

base::Result<QByteArray> Preparation::fact(const Operation& operation)
{
    if (operation.kind == OperationKind::CreateItem) {
        for (const ledger::Product& product : m_around.products)
            if (product.id.value == operation.subject.id)
                return factOf(operation, product);
        return lost("product");
    }
    const auto owner = open(operation.account);
    if (!owner)
        return tl::unexpected(owner.error());
    return factOf(operation, (*owner)->file);
}

base::Result<xero::Request> Preparation::request(const QList<Operation>& operations)
{
    switch (operations.first().kind) {
    case OperationKind::RemoveAllocation:
    case OperationKind::DeletePayment:
    case OperationKind::VoidDocument:
        return removal(operations.first());
    case OperationKind::RefundCredit:
        return refunds(operations);
    case OperationKind::CreateContact:
        return contacts(operations);
    case OperationKind::UpdateContact:
        return contactChanges(operations);
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

template <class Part, class Make>
base::Result<QList<Part>> Preparation::each(const QList<Operation>& operations, Make make)
{
    QList<Part> parts;
    for (const Operation& operation : operations) {
        const auto owner = open(operation.account);
        if (!owner)
            return tl::unexpected(owner.error());
        base::Result<Part> part = make(operation, **owner);
        if (!part)
            return tl::unexpected(part.error());
        parts.append(std::move(*part));
    }
    return parts;
}

base::Result<xero::Request> Preparation::contacts(const QList<Operation>& operations)
{
    return each<ledger::Account>(operations, [](const Operation&, const Open& owner) {
        return owner.file.account;
    }).map([](const auto& accounts) { return xero::createContacts(accounts); });
}

base::Result<xero::Request> Preparation::contactChanges(const QList<Operation>& operations)
{
    using Change = xero::ContactChange;
    return each<Change>(operations,
        [](const Operation&, const Open& owner) -> base::Result<Change> {
            const AccountFile& file = owner.file;
            if (!file.contact || !file.card)
                return lost("contact");
            return Change{file.contact->id, file.account,
                changedFields(cardOf(file.account), *file.card, cardOf(*file.contact))};
        })
        .map([](const auto& changes) { return xero::changeContacts(changes); });
}

base::Result<xero::Request> Preparation::removal(const Operation& operation)
{
    const auto owner = open(operation.account);
    if (!owner)
        return tl::unexpected(owner.error());
    const Twin* tie = (*owner)->index.twin(operation.subject);
    if (!tie)
        return lost("twin of what is taken back");
    if (operation.kind == OperationKind::DeletePayment)
        return xero::deletePayment({tie->xero.id});
    if (operation.kind == OperationKind::VoidDocument)
        return tie->xero.kind == XeroKind::CreditNote ? xero::voidCreditNote({tie->xero.id})
                                                      : xero::voidInvoice({tie->xero.id});
    const mirror::Credit* credit = (*owner)->index.creditOfAllocation(tie->xero.id);
    if (!credit)
        return lost("credit of an allocation");
    return xero::removeAllocation(credit->kind, credit->id, {tie->xero.id});
}

base::Result<xero::Request> Preparation::refunds(const QList<Operation>& operations)
{
    using Push = xero::RefundPush;
    return each<Push>(operations,
        [&](const Operation& operation, const Open& owner) -> base::Result<Push> {
            const Twin* tie = owner.index.twin(operation.subject);
            const auto payment
                = named(owner.file.payments, PaymentId{operation.subject.id}, "payment");
            if (!tie || !payment)
                return lost("twin of a refund");
            // Back out of the bank account it came into.
            QString bank = bankFor(m_around.settings, (*payment)->method);
            for (const mirror::BankTransaction& one : owner.file.bankTransactions)
                if (one.credit.value == tie->xero.id && !one.accountCode.isEmpty())
                    bank = one.accountCode;
            const ledger::Reversal* reversal = owner.index.reversalOf(operation.subject);
            return Push{.overpayment = {tie->xero.id},
                .amount = operation.amount,
                .date = reversal ? reversal->date : m_around.today,
                .reference = (*payment)->number,
                .bankAccountCode = bank,
                .marker = marker(m_context.book.salt(), factOf(operation, owner.file))};
        })
        .map([](const auto& pushes) { return xero::refundOverpayments(pushes); });
}

base::Result<RecordRef> Preparation::tiedBy(const Operation& operation)
{
    const auto owner = open(operation.account);
    if (!owner)
        return tl::unexpected(owner.error());
    return engine::tiedBy(operation, (*owner)->file);
}

RecordRef tiedBy(const Operation& operation, const AccountFile& file)
{
    if (operation.kind == OperationKind::RefundCredit)
        for (const ledger::Reversal& reversal : file.reversals)
            if (reversal.of == operation.subject)
                return match::ref(reversal);
    return operation.subject;
}

base::Result<void> keepCard(
    const Context& context, store::Transaction& tx, const Operation& operation)
{
    const auto batch = context.book.batch(operation.batch);
    const auto file = context.book.accountFile(operation.account);
    if (!file)
        return tl::unexpected(file.error());
    const qsizetype place = batch ? batch->operations.indexOf(operation.id) : -1;
    if (place < 0)
        return {}; // never sent by us
    return context.book.setCard(tx, operation.account,
        xero::cardAfter(batch->body, place, file->card.value_or(ContactCard{})));
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
        codes.insert(line.productCode, itemCode(*product, m_around.settings.itemCodes));
    }
    return codes;
}

base::Result<xero::Request> Preparation::documents(const QList<Operation>& operations)
{
    using Push = xero::DocumentPush;
    return each<Push>(operations,
        [&](const Operation& operation, const Open& owner) -> base::Result<Push> {
            const auto document
                = named(owner.file.documents, DocumentId{operation.subject.id}, "document");
            if (!document)
                return tl::unexpected(document.error());
            if (!owner.file.link)
                return lost("link");
            return Push{.document = **document,
                .contact = owner.file.link->contact,
                .marker = marker(m_context.book.salt(), factOf(operation, owner.file)),
                .itemCodes = itemCodesFor(**document)};
        })
        .map([&](const auto& pushes) {
            return operations.first().kind == OperationKind::CreateCreditNote
                ? xero::createCreditNotes(pushes, m_around.settings)
                : xero::createInvoices(pushes, m_around.settings);
        });
}

base::Result<xero::Request> Preparation::overpayments(const QList<Operation>& operations)
{
    using Push = xero::OverpaymentPush;
    return each<Push>(operations,
        [&](const Operation& operation, const Open& owner) -> base::Result<Push> {
            const auto payment
                = named(owner.file.payments, PaymentId{operation.subject.id}, "payment");
            if (!payment)
                return tl::unexpected(payment.error());
            if (!owner.file.link)
                return lost("link");
            return Push{.payment = **payment,
                .toVendor = owner.file.account.role == ledger::AccountRole::Vendor,
                .contact = owner.file.link->contact,
                .bankAccountCode = bankFor(m_around.settings, (*payment)->method),
                .marker = marker(m_context.book.salt(), factOf(operation, owner.file))};
        })
        .map([](const auto& pushes) { return xero::createOverpayments(pushes); });
}

base::Result<xero::Request> Preparation::payments(const QList<Operation>& operations)
{
    using Push = xero::PaymentPush;
    return each<Push>(operations,
        [&](const Operation& operation, const Open& owner) -> base::Result<Push> {
            const auto payment
                = named(owner.file.payments, PaymentId{operation.subject.id}, "payment");
            if (!payment)
                return tl::unexpected(payment.error());
            const auto allocations = owner.index.allocationsOf(operation.subject);
            const Twin* invoice
                = allocations.isEmpty() ? nullptr : owner.index.twin(allocations.last()->to);
            if (!invoice)
                return lost("invoice of a payment");
            return Push{.payment = **payment,
                .invoice = {invoice->xero.id},
                .bankAccountCode = bankFor(m_around.settings, (*payment)->method),
                .marker = marker(m_context.book.salt(), factOf(operation, owner.file))};
        })
        .map([](const auto& pushes) { return xero::createPayments(pushes); });
}

base::Result<xero::Request> Preparation::allocations(const QList<Operation>& operations)
{
    using Push = xero::AllocationPush;
    const Twin* from = nullptr; // the same for all: next() chooses those of one credit
    return each<Push>(operations,
        [&](const Operation& operation, const Open& owner) -> base::Result<Push> {
            const ledger::Allocation* allocation = allocationOf(owner.file, operation);
            if (!allocation)
                return lost("allocation");
            from = owner.index.twin(allocation->from);
            const Twin* to = owner.index.twin(allocation->to);
            if (!from || !to)
                return lost("twin of an allocation");
            return Push{{to->xero.id}, allocation->amount,
                plan::dateInXero(*allocation, owner.file, m_around)};
        })
        .map([&](const auto& pushes) {
            return xero::allocate(creditKind(from->xero.kind), {from->xero.id}, pushes);
        });
}

} // namespace engine
