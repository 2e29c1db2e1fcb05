// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/import.h"

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

// The first field in which two records differ, by the name its column has in files.
class Difference {
public:
    template <class T>
    Difference& in(const QString& column, const T& book, const T& file)
    {
        if (m_column.isEmpty() && !(book == file))
            m_column = column;
        return *this;
    }
    const QString& column() const { return m_column; }
    explicit operator bool() const { return !m_column.isEmpty(); }

private:
    QString m_column;
};

Difference difference(const ledger::Document& book, const ledger::Document& file)
{
    Difference d;
    d.in(u"account"_s, book.account, file.account)
        .in(u"date"_s, book.date, file.date)
        .in(u"due_date"_s, book.dueDate, file.dueDate)
        .in(u"reference"_s, book.reference, file.reference)
        .in(u"status"_s, book.status, file.status)
        .in(u"tax_mode"_s, book.taxMode, file.taxMode)
        .in(u"total"_s, book.total, file.total)
        .in(u"tax"_s, book.tax, file.tax)
        .in(u"lines"_s, book.lines, file.lines);
    return d;
}

Difference difference(const ledger::Payment& book, const ledger::Payment& file)
{
    Difference d;
    d.in(u"account"_s, book.account, file.account)
        .in(u"date"_s, book.date, file.date)
        .in(u"amount"_s, book.amount, file.amount)
        .in(u"reference"_s, book.reference, file.reference)
        .in(u"method"_s, book.method, file.method);
    return d;
}

Difference difference(const ledger::Adjustment& book, const ledger::Adjustment& file)
{
    Difference d;
    d.in(u"kind"_s, book.kind, file.kind)
        .in(u"account"_s, book.account, file.account)
        .in(u"date"_s, book.date, file.date)
        .in(u"amount"_s, book.amount, file.amount)
        .in(u"reason"_s, book.reason, file.reason);
    return d;
}

QString otherContent(const QString& what, const QString& number, const QString& column)
{
    return u"%1 %2 is in the book already with another %3."_s.arg(
        what, number, QString(column).replace(u'_', u' '));
}

QString noun(RecordKind kind)
{
    QString word = toText(kind).replace(u'-', u' ');
    word[0] = word[0].toUpper();
    return word;
}

} // namespace

struct Import::From {
    RecordRef ref;
    AccountId account;
    base::Money amount;
    ledger::Document to;
};

Import::Import(
    Connection& connection, const QString& who, const QDateTime& now, QList<ImportError>& errors)
    : m_connection(connection)
    , m_who(who)
    , m_now(now)
    , m_errors(errors)
    , m_accounts(connection)
    , m_products(connection)
    , m_documents(connection)
    , m_payments(connection)
    , m_adjustments(connection)
    , m_allocations(connection)
    , m_journal(connection)
{
}

ImportOutcome Import::run(const ImportBatch& batch)
{
    const auto each = [this](const auto& list) {
        for (const auto& imported : list)
            if (!isFull() && !m_connection.isSpoiled())
                add(imported);
    };
    each(batch.accounts);
    each(batch.products);
    each(batch.documents);
    each(batch.payments);
    each(batch.adjustments);
    each(batch.allocations);
    each(batch.reversals);
    m_outcome.touched = m_touched.values();
    std::sort(m_outcome.touched.begin(), m_outcome.touched.end());
    for (const AccountId account : m_outcome.touched)
        m_accounts.markDirty(account);
    return m_outcome;
}

void Import::add(const ImportedAccount& imported)
{
    ledger::Account account = imported.account;
    const auto there = m_accounts.find(account.number);
    if (!there) {
        const AccountId id = m_accounts.add(account);
        added({RecordKind::Account, id.value}, id, imported.place);
        return;
    }
    account.id = there->id;
    account.source = there->source;
    if (account == *there)
        return unchanged();
    // Payments are numbered per role, and what was pushed went to that side of Xero.
    if (account.role != there->role)
        return wrong(imported.place, u"role"_s,
            u"Account %1 is a %2 in the book."_s.arg(account.number, toText(there->role)));
    m_accounts.update(account);
    changed({RecordKind::Account, account.id.value}, account.id, u"changed by "_s, imported.place);
}

void Import::add(const ImportedProduct& imported)
{
    ledger::Product product = imported.product;
    const auto there = m_products.find(product.code);
    if (!there) {
        const ProductId id = m_products.add(product);
        added({RecordKind::Product, id.value}, {}, imported.place);
        return;
    }
    product.id = there->id;
    product.source = there->source;
    if (product.sku.isEmpty())
        product.sku = there->sku; // one that was set here stays until the file brings one
    if (product == *there)
        return unchanged();
    m_products.update(product);
    changed({RecordKind::Product, product.id.value}, {}, u"changed by "_s, imported.place);
}

void Import::add(const ImportedDocument& imported)
{
    const auto account = accountNamed(imported.accountNumber, imported.place);
    if (!account)
        return;
    ledger::Document document = imported.document;
    document.account = account->id;
    document.recordedAt = m_now;
    const RecordKind kind = recordKind(document.kind);
    const auto there = m_documents.original(document.kind, account->id, document.number);
    if (!there) {
        const DocumentId id = m_documents.add(document);
        added({kind, id.value}, account->id, imported.place);
        return;
    }
    const Difference differs = difference(*there, document);
    if (!differs)
        return unchanged();
    if (there->status != ledger::DocumentStatus::Draft || there->account != account->id)
        return wrong(imported.place, differs.column(),
            otherContent(noun(kind), document.number, differs.column()));
    document.id = there->id;
    m_documents.replaceDraft(document);
    changed({kind, document.id.value}, account->id, u"draft replaced by "_s, imported.place);
}

void Import::add(const ImportedPayment& imported)
{
    const auto account = accountNamed(imported.accountNumber, imported.place);
    if (!account)
        return;
    ledger::Payment payment = imported.payment;
    payment.account = account->id;
    payment.recordedAt = m_now;
    if (const auto there = m_payments.find(payment.number, account->role)) {
        const Difference differs = difference(*there, payment);
        return differs ? wrong(imported.place, differs.column(),
                   otherContent(u"Payment"_s, payment.number, differs.column()))
                       : unchanged();
    }
    if (!(payment.amount > base::Money()))
        return wrong(imported.place, u"amount"_s, u"A payment’s amount is more than zero."_s);
    const PaymentId id = m_payments.add(payment, account->role);
    added({RecordKind::Payment, id.value}, account->id, imported.place);
}

void Import::add(const ImportedAdjustment& imported)
{
    const auto account = accountNamed(imported.accountNumber, imported.place);
    if (!account)
        return;
    ledger::Adjustment adjustment = imported.adjustment;
    adjustment.account = account->id;
    adjustment.recordedAt = m_now;
    if (const auto there = m_adjustments.find(adjustment.number)) {
        const Difference differs = difference(*there, adjustment);
        return differs ? wrong(imported.place, differs.column(),
                   otherContent(u"Adjustment"_s, adjustment.number, differs.column()))
                       : unchanged();
    }
    if (!(adjustment.amount > base::Money()))
        return wrong(imported.place, u"amount"_s, u"An adjustment’s amount is more than zero."_s);
    const AdjustmentId id = m_adjustments.add(adjustment);
    added({RecordKind::Adjustment, id.value}, account->id, imported.place);
}

void Import::add(const ImportedAllocation& imported)
{
    const auto from = payer(imported);
    if (!from)
        return;
    const ledger::Allocation allocation{.id = {},
        .account = from->account,
        .from = from->ref,
        .to = from->to.id,
        .amount = imported.amount,
        .date = imported.date,
        .recordedAt = m_now};
    const QString key = u"%1/%2/%3/%4/%5"_s.arg(toText(from->ref.kind))
                            .arg(from->ref.id)
                            .arg(allocation.to.value)
                            .arg(allocation.amount.minor())
                            .arg(allocation.date.toString(Qt::ISODate));
    if (!m_equals.contains(key))
        m_equals.insert(key, {m_allocations.countEqual(allocation), 0});
    auto& [inBook, inBatch] = m_equals[key];
    if (++inBatch <= inBook)
        return unchanged();
    if (const auto why
        = m_allocations.obstacle(allocation, from->amount, imported.fromNumber, from->to))
        return wrong(imported.place, u"amount"_s, *why);
    const AllocationId id = m_allocations.add(allocation);
    added({RecordKind::Allocation, id.value}, from->account, imported.place);
}

void Import::add(const ImportedReversal& imported)
{
    const auto account = accountNamed(imported.accountNumber, imported.place);
    if (!account)
        return;
    base::Money amount;
    const auto of = reversible(imported, account->id, amount);
    if (!of)
        return wrong(imported.place, u"of_number"_s,
            u"%1 %2 is not in the book for this account."_s.arg(
                noun(imported.ofKind), imported.ofNumber));
    if (const auto there = m_adjustments.reversalOf(*of)) {
        Difference differs;
        differs.in(u"number"_s, there->number, imported.number)
            .in(u"date"_s, there->date, imported.date)
            .in(u"reason"_s, there->reason, imported.reason);
        return differs ? wrong(imported.place, differs.column(),
                   otherContent(u"The reversal of"_s, imported.ofNumber, differs.column()))
                       : unchanged();
    }
    if (m_adjustments.reversal(imported.number))
        return wrong(imported.place, u"number"_s,
            u"Reversal %1 is in the book already, of another record."_s.arg(imported.number));
    const ReversalId id = m_adjustments.add(ledger::Reversal{.id = {},
        .account = account->id,
        .of = *of,
        .number = imported.number,
        .date = imported.date,
        .amount = amount,
        .reason = imported.reason,
        .recordedAt = m_now});
    m_allocations.remove(*of, id);
    added({RecordKind::Reversal, id.value}, account->id, imported.place);
}

std::optional<ledger::Account> Import::accountNamed(const QString& number, const FilePlace& place)
{
    auto account = m_accounts.find(number);
    if (!account)
        wrong(place, u"account"_s, u"There is no account %1."_s.arg(number));
    return account;
}

// Numbers repeat between customers and vendors, so the pair decides: the one whose account has that
// invoice.
std::optional<Import::From> Import::payer(const ImportedAllocation& imported)
{
    QList<From> candidates;
    if (imported.fromKind == RecordKind::Payment) {
        for (const auto role : {ledger::AccountRole::Customer, ledger::AccountRole::Vendor})
            if (const auto p = m_payments.find(imported.fromNumber, role))
                candidates.append({{RecordKind::Payment, p->id.value}, p->account, p->amount, {}});
    } else if (imported.fromKind == RecordKind::CreditNote) {
        if (const auto d
            = m_documents.original(ledger::DocumentKind::CreditNote, {}, imported.fromNumber))
            candidates.append({{RecordKind::CreditNote, d->id.value}, d->account, d->total, {}});
    } else if (const auto a = m_adjustments.find(imported.fromNumber)) {
        candidates.append({{RecordKind::Adjustment, a->id.value}, a->account, a->amount, {}});
    }
    for (From& from : candidates)
        if (auto to = m_documents.payable(from.account, imported.invoiceNumber)) {
            from.to = *to;
            return from;
        }
    if (candidates.isEmpty())
        wrong(imported.place, u"number"_s,
            u"There is no %1 %2."_s.arg(noun(imported.fromKind).toLower(), imported.fromNumber));
    else
        wrong(imported.place, u"invoice"_s,
            u"The account of %1 has no invoice or bill %2."_s.arg(
                imported.fromNumber, imported.invoiceNumber));
    return std::nullopt;
}

std::optional<RecordRef> Import::reversible(
    const ImportedReversal& imported, AccountId account, base::Money& amount)
{
    if (imported.ofKind == RecordKind::Payment) {
        for (const auto role : {ledger::AccountRole::Customer, ledger::AccountRole::Vendor})
            if (const auto p = m_payments.find(imported.ofNumber, role);
                p && p->account == account) {
                amount = p->amount;
                return RecordRef{RecordKind::Payment, p->id.value};
            }
        return std::nullopt;
    }
    for (const auto kind : {ledger::DocumentKind::Invoice, ledger::DocumentKind::CreditNote,
             ledger::DocumentKind::Bill})
        if (recordKind(kind) == imported.ofKind)
            if (const auto d = m_documents.original(kind, account, imported.ofNumber);
                d && d->account == account) {
                amount = d->total;
                return RecordRef{imported.ofKind, d->id.value};
            }
    return std::nullopt;
}

void Import::wrong(const FilePlace& place, const QString& column, const QString& sentence)
{
    FilePlace at = place;
    if (!column.isEmpty())
        at.column = column;
    if (!isFull())
        m_errors.append({at, sentence});
}

void Import::added(RecordRef record, AccountId account, const FilePlace& place)
{
    ++m_outcome.added;
    if (account)
        m_touched.insert(account);
    m_journal.add(
        m_now, m_who, u"imported from %1, line %2"_s.arg(place.file).arg(place.line), record);
}

void Import::changed(
    RecordRef record, AccountId account, const QString& what, const FilePlace& place)
{
    ++m_outcome.changed;
    if (account)
        m_touched.insert(account);
    m_journal.add(m_now, m_who, what + u"%1, line %2"_s.arg(place.file).arg(place.line), record);
}

} // namespace store
