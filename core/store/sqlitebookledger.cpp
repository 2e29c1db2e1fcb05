// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/sqlitebook.h"

#include "store/import.h"

// The door's ledger side: importing, and recording by hand or from Xero.

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::failure;
using base::Result;
using namespace records;

namespace store {

namespace {

base::Unexpected taken(const QString& number)
{
    return failure(ErrorKind::Conflict, u"The number %1 is in the book already."_s.arg(number));
}

QDateTime recorded(const QDateTime& at, const base::Clock& clock)
{
    return at.isValid() ? at : clock.now();
}

} // namespace

Result<ImportOutcome> SqliteBook::import(Transaction& transaction, const ImportBatch& batch,
    const QString& who, QList<ImportError>& errors)
{
    within(transaction);
    errors.clear();
    const ImportOutcome outcome
        = Import(*m_database.connection, who, m_clock.now(), errors).run(batch);
    if (auto stored = result(); !stored)
        return base::Unexpected(stored.error());
    if (!errors.isEmpty()) {
        const base::Unexpected error = failure(ErrorKind::Malformed,
            u"%1 Nothing was imported."_s.arg(errors.constFirst().toString()));
        // All or nothing, even if the caller forgets to roll back.
        m_database.connection->spoil(error.value());
        return error;
    }
    if (batch.paymentsCompleteUntil.isValid()) {
        BookSettings settings = m_settings.read();
        if (!settings.paymentsCompleteUntil.isValid()
            || settings.paymentsCompleteUntil < batch.paymentsCompleteUntil) {
            settings.paymentsCompleteUntil = batch.paymentsCompleteUntil;
            m_settings.save(settings);
        }
    }
    m_settings.setValue(u"import.last"_s, m_clock.now().toUTC().toString(Qt::ISODateWithMs));
    return result(outcome);
}

Result<AccountId> SqliteBook::add(Transaction& transaction, const ledger::Account& account)
{
    within(transaction);
    if (m_accounts.find(account.number))
        return taken(account.number);
    const AccountId id = m_accounts.add(account);
    m_accounts.markDirty(id);
    return result(id);
}

Result<DocumentId> SqliteBook::add(
    Transaction& transaction, const ledger::Document& document, const QString& who)
{
    within(transaction);
    if (m_documents.original(document.kind, document.account, document.number))
        return taken(document.number);
    ledger::Document stored = document;
    stored.recordedAt = recorded(document.recordedAt, m_clock);
    const DocumentId id = m_documents.add(stored);
    m_accounts.markDirty(document.account);
    note(who, u"recorded"_s, {recordKind(document.kind), id.value});
    return result(id);
}

Result<PaymentId> SqliteBook::add(
    Transaction& transaction, const ledger::Payment& payment, const QString& who)
{
    within(transaction);
    const auto account = m_accounts.find(payment.account);
    if (!account)
        return failure(ErrorKind::NotFound, u"There is no such account."_s);
    if (m_payments.find(payment.number, account->role))
        return taken(payment.number);
    if (!(payment.amount > base::Money()))
        return failure(ErrorKind::Usage, u"A payment’s amount is more than zero."_s);
    ledger::Payment stored = payment;
    stored.recordedAt = recorded(payment.recordedAt, m_clock);
    const PaymentId id = m_payments.add(stored, account->role);
    m_accounts.markDirty(payment.account);
    note(who, u"recorded"_s, {RecordKind::Payment, id.value});
    return result(id);
}

std::optional<std::pair<QString, base::Money>> SqliteBook::payer(RecordRef from) const
{
    switch (from.kind) {
    case RecordKind::Payment:
        if (const auto p = m_payments.find(PaymentId{from.id}))
            return std::pair(p->number, p->amount);
        break;
    case RecordKind::CreditNote:
        if (const auto d = m_documents.find(DocumentId{from.id}))
            return std::pair(d->number, d->total);
        break;
    case RecordKind::Adjustment:
        if (const auto a = m_adjustments.find(AdjustmentId{from.id}))
            return std::pair(a->number, a->amount);
        break;
    case RecordKind::Account:
    case RecordKind::Product:
    case RecordKind::Invoice:
    case RecordKind::Bill:
    case RecordKind::Allocation:
    case RecordKind::Reversal:
        break;
    }
    return std::nullopt;
}

Result<AllocationId> SqliteBook::add(
    Transaction& transaction, const ledger::Allocation& allocation, const QString& who)
{
    within(transaction);
    const auto from = payer(allocation.from);
    const auto to = m_documents.find(allocation.to);
    if (!from || !to || to->account != accountOf(allocation.from))
        return failure(
            ErrorKind::NotFound, u"An allocation needs a credit and an invoice of one account."_s);
    if (const auto why = m_allocations.obstacle(allocation, from->second, from->first, *to))
        return failure(ErrorKind::Conflict, *why);
    ledger::Allocation stored = allocation;
    stored.account = to->account;
    stored.recordedAt = recorded(allocation.recordedAt, m_clock);
    const AllocationId id = m_allocations.add(stored);
    m_accounts.markDirty(stored.account);
    note(who, u"allocated %1 from %2 to %3"_s.arg(stored.amount.display(), from->first, to->number),
        {RecordKind::Allocation, id.value});
    return result(id);
}

base::Money SqliteBook::amountOf(RecordRef record) const
{
    if (record.kind == RecordKind::Payment) {
        const auto payment = m_payments.find(records::PaymentId{record.id});
        return payment ? payment->amount : base::Money();
    }
    const auto document = m_documents.find(DocumentId{record.id});
    return document ? document->total : base::Money();
}

Result<ReversalId> SqliteBook::add(
    Transaction& transaction, const ledger::Reversal& reversal, const QString& who)
{
    within(transaction);
    if (m_adjustments.reversal(reversal.number))
        return taken(reversal.number);
    if (m_adjustments.reversalOf(reversal.of))
        return failure(ErrorKind::Conflict, u"This record was reversed already."_s);
    const AccountId account = accountOf(reversal.of);
    if (!account)
        return failure(ErrorKind::NotFound, u"There is no such record."_s);
    ledger::Reversal stored = reversal;
    stored.account = account;
    stored.amount = amountOf(reversal.of);
    stored.recordedAt = recorded(reversal.recordedAt, m_clock);
    const ReversalId id = m_adjustments.add(stored);
    m_allocations.remove(stored.of, id);
    m_accounts.markDirty(account);
    note(who, u"reversed by %1: %2"_s.arg(stored.number, stored.reason), stored.of);
    return result(id);
}

Result<AdjustmentId> SqliteBook::add(
    Transaction& transaction, const ledger::Adjustment& adjustment, const QString& who)
{
    within(transaction);
    if (m_adjustments.find(adjustment.number))
        return taken(adjustment.number);
    if (!(adjustment.amount > base::Money()))
        return failure(ErrorKind::Usage, u"An adjustment’s amount is more than zero."_s);
    ledger::Adjustment stored = adjustment;
    stored.recordedAt = recorded(adjustment.recordedAt, m_clock);
    const AdjustmentId id = m_adjustments.add(stored);
    m_accounts.markDirty(adjustment.account);
    note(who, u"recorded"_s, {RecordKind::Adjustment, id.value});
    return result(id);
}

Result<void> SqliteBook::remove(Transaction& transaction, AllocationId id, const QString& who)
{
    within(transaction);
    const auto allocation = m_allocations.find(id);
    if (!allocation || allocation->removed)
        return failure(ErrorKind::NotFound, u"There is no such allocation."_s);
    m_allocations.remove(id);
    m_accounts.markDirty(allocation->account);
    note(who, u"allocation of %1 taken back"_s.arg(allocation->amount.display()),
        {RecordKind::Allocation, id.value});
    return result();
}

Result<void> SqliteBook::add(
    Transaction& transaction, const ledger::RefundDraft& draft, const QString& who)
{
    within(transaction);
    m_undone.add(draft);
    m_accounts.markDirty(draft.account);
    note(who, u"refund of %1 kept as a draft: %2"_s.arg(draft.amount.display(), draft.reason),
        draft.of);
    return result();
}

Result<void> SqliteBook::dropRefundDraft(Transaction& transaction, qint64 draft)
{
    within(transaction);
    m_undone.drop(draft);
    return result();
}

Result<void> SqliteBook::addWish(Transaction& transaction, RecordRef record, const QString& who)
{
    within(transaction);
    const AccountId account = accountOf(record);
    if (!account)
        return failure(ErrorKind::NotFound, u"There is no such record."_s);
    m_undone.addWish(record, account);
    m_accounts.markDirty(account);
    note(who, u"to be undone in Xero, too"_s, record);
    return result();
}

Result<void> SqliteBook::setSku(
    Transaction& transaction, const QString& productCode, const QString& sku, const QString& who)
{
    within(transaction);
    auto product = m_products.find(productCode);
    if (!product)
        return failure(ErrorKind::NotFound, u"There is no product %1."_s.arg(productCode));
    note(who, u"SKU changed from “%1” to “%2”"_s.arg(product->sku, sku),
        {RecordKind::Product, product->id.value});
    product->sku = sku;
    m_products.update(*product);
    return result();
}

Result<void> SqliteBook::moveDate(
    Transaction& transaction, RecordRef record, QDate date, const QString& who)
{
    within(transaction);
    const AccountId account = accountOf(record);
    const auto document = m_documents.find(DocumentId{record.id});
    const bool isPayment = record.kind == RecordKind::Payment;
    const auto payment = isPayment ? m_payments.find(PaymentId{record.id}) : std::nullopt;
    if (!account || !(isPayment ? payment.has_value() : document.has_value()))
        return failure(ErrorKind::NotFound, u"There is no such document or payment."_s);
    isPayment ? m_payments.moveDate(payment->id, date) : m_documents.moveDate(document->id, date);
    m_accounts.markDirty(account);
    note(who,
        u"date moved from %1 to %2"_s.arg(
            (isPayment ? payment->date : document->date).toString(Qt::ISODate),
            date.toString(Qt::ISODate)),
        record);
    return result();
}

Result<void> SqliteBook::setPerson(Transaction& transaction, AccountId id, const QString& firstName,
    const QString& lastName, const QString& who)
{
    within(transaction);
    auto account = m_accounts.find(id);
    if (!account)
        return failure(ErrorKind::NotFound, u"There is no such account."_s);
    account->firstName = firstName;
    account->lastName = lastName;
    m_accounts.update(*account);
    m_accounts.markDirty(id);
    note(who, u"primary contact is %1 %2"_s.arg(firstName, lastName),
        {RecordKind::Account, id.value});
    return result();
}

Result<void> SqliteBook::renumberInXero(
    Transaction& transaction, DocumentId id, const QString& number, const QString& who)
{
    within(transaction);
    const auto document = m_documents.find(id);
    if (!document)
        return failure(ErrorKind::NotFound, u"There is no such document."_s);
    m_documents.renumberInXero(id, number == document->number ? QString() : number);
    m_accounts.markDirty(document->account);
    note(who, u"goes to Xero as %1"_s.arg(number.isEmpty() ? document->number : number),
        {recordKind(document->kind), id.value});
    return result();
}

Result<void> SqliteBook::update(
    Transaction& transaction, const ledger::Account& account, const QString& who)
{
    within(transaction);
    m_accounts.update(account);
    m_accounts.markDirty(account.id);
    note(who, u"changed"_s, {RecordKind::Account, account.id.value});
    return result();
}

QString SqliteBook::nextNumber(Transaction& transaction, RecordKind kind)
{
    within(transaction);
    const QString prefix = kind == RecordKind::Payment ? u"PAY-H"_s
        : kind == RecordKind::CreditNote               ? u"CN-H"_s
        : kind == RecordKind::Reversal                 ? u"REV-"_s
        : kind == RecordKind::Adjustment               ? u"ADJ-"_s
                                                       : u"REC-H"_s;
    const QString counter = u"number."_s + toText(kind);
    int next = m_settings.value(counter).toInt();
    QString number;
    do
        number = prefix + QString::number(++next);
    while (numberIsTaken(kind, number));
    m_settings.setValue(counter, QString::number(next));
    return number;
}

bool SqliteBook::numberIsTaken(RecordKind kind, const QString& number) const
{
    switch (kind) {
    case RecordKind::Payment:
        return m_payments.find(number, ledger::AccountRole::Customer)
            || m_payments.find(number, ledger::AccountRole::Vendor);
    case RecordKind::CreditNote:
        return m_documents.original(ledger::DocumentKind::CreditNote, {}, number)
            || m_documents.goesAs(ledger::DocumentKind::CreditNote, number);
    case RecordKind::Invoice:
        return m_documents.original(ledger::DocumentKind::Invoice, {}, number)
            || m_documents.goesAs(ledger::DocumentKind::Invoice, number);
    case RecordKind::Reversal:
        return m_adjustments.reversal(number).has_value();
    case RecordKind::Adjustment:
        return m_adjustments.find(number).has_value();
    case RecordKind::Account:
        return m_accounts.find(number).has_value();
    case RecordKind::Product:
        return m_products.find(number).has_value();
    case RecordKind::Bill:
    case RecordKind::Allocation:
        break; // numbered by the vendor; not numbered
    }
    return false;
}

AccountId SqliteBook::accountOf(RecordRef record) const
{
    const auto ask = [&](const QString& sql) {
        Statement select(*m_database.connection, sql);
        return select.bind(record.id).next() ? select.get<AccountId>() : AccountId{};
    };
    switch (record.kind) {
    case RecordKind::Account:
        return AccountId{record.id};
    case RecordKind::Product:
        return {};
    case RecordKind::Invoice:
    case RecordKind::CreditNote:
    case RecordKind::Bill:
        return ask(u"SELECT account FROM document WHERE id = ?"_s);
    case RecordKind::Payment:
        return ask(u"SELECT account FROM payment WHERE id = ?"_s);
    case RecordKind::Adjustment:
        return ask(u"SELECT account FROM adjustment WHERE id = ?"_s);
    case RecordKind::Allocation:
        return ask(u"SELECT account FROM allocation WHERE id = ?"_s);
    case RecordKind::Reversal:
        return ask(u"SELECT account FROM reversal WHERE id = ?"_s);
    }
    return {};
}

} // namespace store
