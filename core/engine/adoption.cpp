// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/adoption.h"

#include "base/failpoint.h"
#include "engine/identity.h"
#include "match/match.h"

#include <algorithm>

namespace engine {

using namespace records;

namespace {

constexpr qsizetype kSlice = 20;

Agreed agreedWith(const AccountFile& file, const match::Pair& pair)
{
    for (const mirror::Invoice& invoice : file.invoices)
        if (invoice.id.value == pair.xero.id)
            return agreedOf(invoice);
    for (const mirror::Credit& credit : file.credits) {
        if (credit.id.value == pair.xero.id)
            return agreedOf(credit);
        for (const mirror::Allocation& allocation : credit.allocations)
            if (allocation.id.value == pair.xero.id)
                return agreedOf(allocation, credit.contact.value);
    }
    for (const mirror::Payment& payment : file.xeroPayments)
        if (payment.id.value == pair.xero.id)
            return agreedOf(payment);
    return {};
}

} // namespace

Adoption::Adoption(Context context, Purpose purpose, QDate startDate, Progress progress, Done done)
    : QObject(context.guard)
    , m_context(context)
    , m_purpose(purpose)
    , m_startDate(startDate)
    , m_progress(std::move(progress))
    , m_done(std::move(done))
{
}

void Adoption::start()
{
    auto transaction = m_context.book.begin();
    if (!transaction)
        return finish(tl::unexpected(transaction.error()));
    m_transaction.emplace(std::move(*transaction));
    m_summary.proposedAt = m_context.clock.now();
    if (auto linked = linkContacts(); !linked)
        return finish(tl::unexpected(linked.error()));
    m_accounts = m_context.book.accountIds();
    slice();
}

base::Result<void> Adoption::linkContacts()
{
    // A link to a contact that this organisation doesn't have is proven anew, by its old name too.
    const auto accounts = m_context.book.unlinkedAccounts() + m_context.book.accountsOfLostLinks();
    const auto contacts = m_context.book.unlinkedContacts();
    for (const match::ContactPair& pair : match::contacts(accounts, contacts)) {
        const auto contact = std::find_if(contacts.begin(), contacts.end(),
            [&](const mirror::Contact& candidate) { return candidate.id == pair.contact; });
        if (auto linked = m_context.book.link(*m_transaction,
                {.account = pair.account,
                    .contact = pair.contact,
                    .contactName = contact->name,
                    .how = pair.evidence,
                    .linkedAt = m_context.clock.now()},
                m_context.who);
            !linked)
            return linked;
    }
    for (const ledger::Account& account : m_context.book.accountsOfLostLinks())
        m_lost.insert(account.id);
    return {};
}

void Adoption::slice()
{
    if (m_stopped)
        return finish(base::failure(base::ErrorKind::Cancelled, QStringLiteral("Stopped.")));
    const qsizetype end = std::min(m_next + kSlice, m_accounts.size());
    for (; m_next < end; ++m_next)
        if (auto done = account(m_accounts[m_next]); !done)
            return finish(tl::unexpected(done.error()));
    base::failpoint("adoption.slice");
    m_progress(static_cast<int>(m_next), static_cast<int>(m_accounts.size()));
    if (m_next < m_accounts.size()) {
        m_context.later.after(std::chrono::milliseconds(0), this, [this] { slice(); });
        return;
    }
    if (auto closed = close(); !closed)
        return finish(tl::unexpected(closed.error()));
    finish(m_summary);
}

base::Result<void> Adoption::account(AccountId id)
{
    const auto file = m_context.book.accountFile(id);
    if (!file)
        return tl::unexpected(file.error());
    m_summary.links += file->link && !m_lost.contains(id) ? 1 : 0;
    const match::Adoption found = match::adopt(*file);
    for (const match::Pair& pair : found.pairs) {
        if (auto tied = m_context.book.tie(*m_transaction,
                {pair.ledger, pair.xero, TwinOrigin::Adopted, agreedWith(*file, pair),
                    m_context.clock.now()},
                m_context.who);
            !tied)
            return tied;
        m_summary.payments += pair.ledger.kind == RecordKind::Payment ? 1 : 0;
        m_summary.allocations += pair.ledger.kind == RecordKind::Allocation ? 1 : 0;
        const bool document = pair.ledger.kind == RecordKind::Invoice
            || pair.ledger.kind == RecordKind::CreditNote || pair.ledger.kind == RecordKind::Bill;
        m_summary.documents += document ? 1 : 0;
    }
    for (const match::Unmatched& left : found.unmatched)
        m_unmatched.append({left.ledger ? QStringLiteral("ledger") : QStringLiteral("xero"),
            left.label, file->account.name, left.reason, left.date, left.amount});
    return {};
}

base::Result<void> Adoption::close()
{
    store::Book& book = m_context.book;
    for (const ledger::Account& account : book.unlinkedAccounts() + book.accountsOfLostLinks())
        m_unmatched.append({QStringLiteral("ledger"), account.number, account.name,
            QStringLiteral("No contact in Xero has this number or, alone, this name."), {}, {}});
    if (m_purpose == Purpose::Propose) {
        m_transaction.reset(); // rolls the ties back: nothing is tied before a person accepts
        return inTransaction(book,
            [&](store::Transaction& tx) { return book.saveAdoption(tx, m_summary, m_unmatched); });
    }
    BookSettings settings = book.settings();
    settings.startDate = m_startDate;
    settings.pushIsOn = true;
    if (auto saved = book.saveSettings(*m_transaction, settings); !saved)
        return saved;
    if (auto marked = book.markDirty(*m_transaction, m_accounts); !marked)
        return marked;
    if (auto cleared = book.clearAdoption(*m_transaction); !cleared)
        return cleared;
    if (auto noted = book.journal(*m_transaction, m_context.who,
            QStringLiteral("Accepted the adoption; nothing dated before %1 is pushed.")
                .arg(m_startDate.toString(Qt::ISODate)),
            std::nullopt);
        !noted)
        return noted;
    base::failpoint("adoption.before-commit");
    const auto committed = m_transaction->commit();
    base::failpoint("adoption.committed");
    m_transaction.reset();
    return committed;
}

void Adoption::finish(const base::Result<store::AdoptionSummary>& result)
{
    m_transaction.reset();
    const Done done = std::move(m_done);
    deleteLater();
    done(result);
}

} // namespace engine
