// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/planted.h"
#include "store/control.h"
#include "store/sqlitebook.h"

// The door's mirror side: what Xero showed, and whose account it may concern.

using base::Result;
using namespace records;
using namespace Qt::StringLiterals;

namespace store {

// Collects the accounts that a set of mirrored rows concerns: linked to a contact that they name,
// or tied to a record that they name.
class SqliteBook::Touched {
public:
    explicit Touched(SqliteBook& book)
        : m_book(book)
    {
    }
    Touched& contact(mirror::ContactId id)
    {
        if (!id || m_seen.contains(id.value))
            return *this;
        m_seen.insert(id.value);
        if (const auto link = m_book.m_links.linkOf(id))
            m_accounts.insert(link->account);
        return *this;
    }
    Touched& record(const QUuid& id)
    {
        if (id.isNull() || m_seen.contains(id))
            return *this;
        m_seen.insert(id);
        if (const AccountId account = m_book.m_ties.accountTiedTo(id))
            m_accounts.insert(account);
        return *this;
    }
    Result<QList<AccountId>> finish()
    {
        QList<AccountId> accounts = m_accounts.values();
        std::sort(accounts.begin(), accounts.end());
        if (!base::planted(base::Planted::ForgetDirty))
            for (const AccountId account : accounts)
                m_book.m_accounts.markDirty(account);
        return m_book.result(std::move(accounts));
    }

private:
    SqliteBook& m_book;
    QSet<QUuid> m_seen;
    QSet<AccountId> m_accounts;
};

namespace {

// Runs over both versions of what changed: a record that moved concerns the account it left, too.
template <class Record>
void forBoth(const QList<Changed<Record>>& changed, auto&& each)
{
    for (const Changed<Record>& change : changed) {
        each(change.now);
        if (change.before)
            each(*change.before);
    }
}

} // namespace

Result<void> SqliteBook::putOrganisation(
    Transaction& transaction, const mirror::Organisation& organisation)
{
    within(transaction);
    m_mirrorBank.put(organisation, m_clock.now());
    return result();
}

std::optional<mirror::Organisation> SqliteBook::organisation() const
{
    return m_mirrorBank.organisation();
}

Result<QList<AccountId>> SqliteBook::put(
    Transaction& transaction, const QList<mirror::Contact>& contacts)
{
    within(transaction);
    Touched touched(*this);
    forBoth(m_mirrorContacts.put(contacts, m_clock.now()),
        [&](const mirror::Contact& c) { touched.contact(c.id).contact(c.mergedTo); });
    return touched.finish();
}

Result<QList<AccountId>> SqliteBook::put(
    Transaction& transaction, const QList<mirror::Invoice>& invoices)
{
    within(transaction);
    Touched touched(*this);
    forBoth(m_mirrorInvoices.put(invoices, m_clock.now()),
        [&](const mirror::Invoice& i) { touched.contact(i.contact).record(i.id.value); });
    return touched.finish();
}

Result<QList<AccountId>> SqliteBook::put(
    Transaction& transaction, const QList<mirror::Credit>& credits)
{
    within(transaction);
    Touched touched(*this);
    forBoth(m_mirrorCredits.put(credits, m_clock.now()), [&](const mirror::Credit& c) {
        touched.contact(c.contact).record(c.id.value);
        for (const mirror::Allocation& a : c.allocations)
            touched.record(a.id.value).record(a.invoice.value);
    });
    return touched.finish();
}

Result<QList<AccountId>> SqliteBook::put(
    Transaction& transaction, const QList<mirror::Payment>& payments)
{
    within(transaction);
    Touched touched(*this);
    forBoth(m_mirrorPayments.put(payments, m_clock.now()), [&](const mirror::Payment& p) {
        touched.contact(p.contact)
            .record(p.id.value)
            .record(p.invoice.value)
            .record(p.credit.value);
    });
    return touched.finish();
}

Result<QList<AccountId>> SqliteBook::put(
    Transaction& transaction, const QList<mirror::BankTransaction>& transactions)
{
    within(transaction);
    Touched touched(*this);
    forBoth(m_mirrorBank.put(transactions, m_clock.now()), [&](const mirror::BankTransaction& t) {
        touched.contact(t.contact).record(t.id.value).record(t.credit.value);
    });
    return touched.finish();
}

Result<void> SqliteBook::replace(
    Transaction& transaction, const QList<mirror::BankTransfer>& transfers)
{
    within(transaction);
    m_mirrorBank.replace(transfers, m_clock.now());
    return result();
}

Result<void> SqliteBook::replace(
    Transaction& transaction, const QList<mirror::BatchPayment>& batches)
{
    within(transaction);
    m_mirrorBank.replace(batches, m_clock.now());
    return result();
}

Result<void> SqliteBook::replace(Transaction& transaction, const QList<mirror::Item>& items)
{
    within(transaction);
    m_mirrorBank.replace(items, m_clock.now());
    return result();
}

Result<void> SqliteBook::replace(Transaction& transaction, const QList<mirror::ChartAccount>& chart)
{
    within(transaction);
    m_mirrorBank.replace(chart, m_clock.now());
    return result();
}

Result<void> SqliteBook::replace(Transaction& transaction, const QList<mirror::TaxRate>& rates)
{
    within(transaction);
    m_mirrorBank.replace(rates, m_clock.now());
    return result();
}

Result<void> SqliteBook::put(Transaction& transaction, const QList<mirror::Item>& items)
{
    within(transaction);
    m_mirrorBank.put(items, m_clock.now());
    return result();
}

std::optional<mirror::Invoice> SqliteBook::mirrored(mirror::InvoiceId id) const
{
    return m_mirrorInvoices.find(id);
}

namespace {

// Vendors number their bills as they like; Xero asks for no more than the contact's being one.
bool isNumberedByUs(RecordKind kind)
{
    return kind == RecordKind::Invoice || kind == RecordKind::CreditNote;
}

// Those of that number, as the mirror shows them now.
QString numbered(RecordKind kind, const QString& condition)
{
    return kind == RecordKind::CreditNote ? uR"(SELECT m.id FROM mirror_credit m
            WHERE m.number = ? AND m.seen_until IS NULL AND m.kind = 'credit-note' AND )"_s
            + condition
                                          : uR"(SELECT m.id FROM mirror_invoice m
            WHERE m.number = ? AND m.seen_until IS NULL AND m.type = 'ACCREC' AND )"_s
            + condition;
}

} // namespace

QUuid SqliteBook::strangerNumbered(RecordKind kind, const QString& number) const
{
    if (!isNumberedByUs(kind))
        return {};
    Statement select(*m_database.connection,
        numbered(kind, uR"(m.status NOT IN ('VOIDED', 'DELETED') AND NOT EXISTS (
            SELECT 1 FROM twin t
            WHERE t.xero_id = m.id AND t.xero_kind IN ('invoice', 'credit-note')))"_s));
    return select.bind(number).next() ? QUuid::fromString(select.get<QString>()) : QUuid();
}

bool SqliteBook::isUsedInXero(RecordKind kind, const QString& number) const
{
    if (!isNumberedByUs(kind))
        return false;
    Statement select(*m_database.connection, numbered(kind, u"m.status <> 'DELETED'"_s));
    return select.bind(number).next();
}

ControlTotals SqliteBook::compareControlTotals() const
{
    ControlTotals totals = store::compareControlTotals(*m_database.connection);
    totals.at = m_clock.now();
    return totals;
}

ControlTotals SqliteBook::controlTotals() const
{
    return store::controlTotals(*m_database.connection);
}

Result<void> SqliteBook::save(Transaction& transaction, const ControlTotals& totals)
{
    within(transaction);
    // What is stale, or no longer is, changes what may be said of the account.
    ControlTotals before = controlTotals();
    for (const ControlDifference& one : before.differences + totals.differences)
        if (const auto link = one.isStale ? m_links.linkOf(one.contact) : std::nullopt)
            m_accounts.markDirty(link->account);
    saveControlTotals(*m_database.connection, totals);
    return result();
}

} // namespace store
