// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/fetch.h"

#include "base/log.h"
#include "xero/answers.h"
#include "xero/requests.h"

#include <algorithm>

namespace engine {

namespace {

// Not every change moves UpdatedDateUTC at once; the overlap reads the last minutes twice.
constexpr int kOverlapSeconds = 300;
constexpr int kMostTries = 6;

QString spoken(Resource resource)
{
    switch (resource) {
    case Resource::Organisation:
        return QStringLiteral("Reading the organisation");
    case Resource::Chart:
        return QStringLiteral("Reading accounts");
    case Resource::TaxRates:
        return QStringLiteral("Reading tax rates");
    case Resource::Items:
        return QStringLiteral("Reading items");
    case Resource::Contacts:
        return QStringLiteral("Reading contacts");
    case Resource::Invoices:
        return QStringLiteral("Reading invoices");
    case Resource::CreditNotes:
        return QStringLiteral("Reading credit notes");
    case Resource::Overpayments:
        return QStringLiteral("Reading overpayments");
    case Resource::Prepayments:
        return QStringLiteral("Reading prepayments");
    case Resource::Payments:
        return QStringLiteral("Reading payments");
    case Resource::BankTransactions:
        return QStringLiteral("Reading bank transactions");
    case Resource::BankTransfers:
        return QStringLiteral("Reading bank transfers");
    case Resource::BatchPayments:
        return QStringLiteral("Reading batch payments");
    }
    return {};
}

} // namespace

Waits Waits::of(const records::BookSettings& settings, bool localSandbox)
{
    Waits waits;
    if (!localSandbox)
        return waits;
    const auto scaled = [&](std::chrono::milliseconds wait) {
        return std::chrono::milliseconds(
            std::max<qint64>(20, wait.count() * settings.waitsPermille / 1000));
    };
    waits.firstProbe = scaled(waits.firstProbe);
    waits.secondProbe = scaled(waits.secondProbe);
    waits.quickProbe = scaled(waits.quickProbe);
    return waits;
}

QList<Resource> allResources()
{
    using enum Resource;
    return {Organisation, Chart, TaxRates, Items, Contacts, Invoices, CreditNotes, Overpayments,
        Prepayments, Payments, BankTransactions, BankTransfers, BatchPayments};
}

namespace {

QString nameOf(Resource resource)
{
    static constexpr const char16_t* names[] = {u"organisation", u"accounts", u"tax-rates",
        u"items", u"contacts", u"invoices", u"credit-notes", u"overpayments", u"prepayments",
        u"payments", u"bank-transactions", u"bank-transfers", u"batch-payments"};
    return QString::fromUtf16(names[static_cast<int>(resource)]);
}

} // namespace

QString fetchCursorName(Resource resource)
{
    return QStringLiteral("fetch.") + nameOf(resource);
}

QString fetchedAtName(Resource resource)
{
    return QStringLiteral("fetch.at.") + nameOf(resource);
}

Fetch::Fetch(Context context, QList<Resource> resources, Progress progress, Done done)
    : QObject(context.guard)
    , m_context(context)
    , m_resources(std::move(resources))
    , m_progress(std::move(progress))
    , m_done(std::move(done))
{
}

void Fetch::start()
{
    m_summary.startedAt = m_context.clock.now();
    const auto organisation = m_context.book.organisation();
    m_currency = organisation ? organisation->baseCurrency : m_context.book.settings().currency;
    nextResource();
}

void Fetch::nextResource()
{
    if (m_resources.isEmpty())
        return finish(m_summary);
    m_resource = m_resources.takeFirst();
    const QString cursor = m_context.book.value(fetchCursorName(m_resource));
    m_since = cursor.isEmpty() ? QDateTime() : QDateTime::fromString(cursor, Qt::ISODateWithMs);
    if (m_since.isValid() && m_atLeastSince.isValid())
        m_since = std::min(m_since, m_atLeastSince);
    m_page = 1;
    m_tries = 0;
    m_serverTime = {};
    askPage();
}

xero::Request Fetch::request() const
{
    using records::mirror::CreditKind;
    switch (m_resource) {
    case Resource::Organisation:
        return xero::readOrganisation();
    case Resource::Chart:
        return xero::readChart();
    case Resource::TaxRates:
        return xero::readTaxRates();
    case Resource::Items:
        return xero::readItems();
    case Resource::Contacts:
        return xero::readContacts(m_page, m_since);
    case Resource::Invoices:
        return xero::readInvoices(m_page, m_since);
    case Resource::CreditNotes:
        return xero::readCredits(CreditKind::CreditNote, m_page, m_since);
    case Resource::Overpayments:
        return xero::readCredits(CreditKind::Overpayment, m_page, m_since);
    case Resource::Prepayments:
        return xero::readCredits(CreditKind::Prepayment, m_page, m_since);
    case Resource::Payments:
        return xero::readPayments(m_page, m_since);
    case Resource::BankTransactions:
        return xero::readBankTransactions(m_page, m_since);
    case Resource::BankTransfers:
        return xero::readBankTransfers();
    case Resource::BatchPayments:
        return xero::readBatchPayments();
    }
    return {};
}

void Fetch::askPage()
{
    if (m_stopped)
        return finish(base::failure(base::ErrorKind::Cancelled, QStringLiteral("Stopped.")));
    m_progress(spoken(m_resource), m_summary.recordsRead);
    m_context.transport.send(
        request(), this, [this](const base::Result<xero::Response>& answer) { answered(answer); });
}

void Fetch::answered(const base::Result<xero::Response>& answer)
{
    if (!answer)
        return retryOrFail(answer.error());
    if (answer->status != 200)
        return retryOrFail(xero::errorOf(*answer));
    if (const auto taken = take(*answer); !taken) {
        // Half an answer reads as malformed: ask again. The book's own trouble is final.
        if (taken.error().kind == base::ErrorKind::Malformed)
            return retryOrFail(taken.error());
        return finish(tl::unexpected(taken.error()));
    }
    m_tries = 0;
    if (m_morePages)
        askPage();
    else
        nextResource();
}

void Fetch::retryOrFail(const base::Error& error)
{
    using enum base::ErrorKind;
    const bool worthIt = error.kind == Offline || error.kind == Timeout || error.kind == Malformed
        || error.kind == RateLimited || error.httpStatus >= 500;
    const int wait = error.retryAfterSeconds.value_or(0);
    if (m_stopped || !worthIt || ++m_tries >= kMostTries || wait > 120)
        return finish(tl::unexpected(error));
    const auto backoff = std::chrono::milliseconds(100) * (1 << m_tries)
        + std::chrono::milliseconds(m_context.random.below(100)) + std::chrono::seconds(wait);
    m_context.later.after(backoff, this, [this] { askPage(); });
}

base::Result<void> Fetch::take(const xero::Response& response)
{
    using records::mirror::CreditKind;
    switch (m_resource) {
    case Resource::Organisation:
        return takeOrganisation(response);
    case Resource::Chart:
        return takeWhole(xero::chart(response));
    case Resource::TaxRates:
        return takeWhole(xero::taxRates(response));
    case Resource::Items:
        return takeWhole(xero::items(response));
    case Resource::Contacts:
        return takePage(xero::contacts(response, m_currency));
    case Resource::Invoices:
        return takePage(xero::invoices(response));
    case Resource::CreditNotes:
        return takePage(xero::credits(response, CreditKind::CreditNote));
    case Resource::Overpayments:
        return takePage(xero::credits(response, CreditKind::Overpayment));
    case Resource::Prepayments:
        return takePage(xero::credits(response, CreditKind::Prepayment));
    case Resource::Payments:
        return takePage(xero::payments(response, m_currency));
    case Resource::BankTransactions:
        return takePage(xero::bankTransactions(response));
    case Resource::BankTransfers:
        return takeWhole(xero::bankTransfers(response, m_currency));
    case Resource::BatchPayments:
        return takeWhole(xero::batchPayments(response, m_currency));
    }
    return {};
}

base::Result<void> Fetch::takeOrganisation(const xero::Response& response)
{
    const auto organisation
        = xero::organisation(response, QUuid::fromString(QLatin1String(m_context.tenant)));
    if (!organisation)
        return tl::unexpected(organisation.error());
    m_currency = organisation->baseCurrency;
    m_morePages = false;
    return inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
        if (auto put = m_context.book.putOrganisation(tx, *organisation); !put)
            return put;
        return closePage(tx);
    });
}

template <class T>
base::Result<void> Fetch::takeWhole(const base::Result<T>& list)
{
    if (!list)
        return tl::unexpected(list.error());
    m_morePages = false;
    m_summary.recordsRead += static_cast<int>(list->records.size());
    return inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
        if (auto put = m_context.book.replace(tx, list->records); !put)
            return put;
        return closePage(tx);
    });
}

template <class T>
base::Result<void> Fetch::takePage(const base::Result<T>& page)
{
    if (!page)
        return tl::unexpected(page.error());
    if (!m_serverTime.isValid())
        m_serverTime = page->serverTime;
    m_morePages = page->page < page->pageCount && !page->records.isEmpty();
    if (m_morePages) {
        const QDateTime last = page->records.last().updatedAt;
        const QDateTime second = QDateTime::fromSecsSinceEpoch(last.toSecsSinceEpoch(), Qt::UTC);
        if (second.isValid() && second != m_since) {
            m_since = second;
            m_page = 1;
        } else {
            ++m_page; // a whole page within one second
        }
    }
    m_summary.recordsRead += static_cast<int>(page->records.size());
    return inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
        const auto touched = m_context.book.put(tx, page->records);
        if (!touched)
            return tl::unexpected(touched.error());
        if (auto marked = m_context.book.markDirty(tx, *touched); !marked)
            return marked;
        return closePage(tx);
    });
}

base::Result<void> Fetch::closePage(store::Transaction& transaction)
{
    if (m_morePages)
        return {};
    // The watermark is the server's own time, never ours: a wrong clock here must not skip changes.
    const bool paged = m_serverTime.isValid();
    const QDateTime cursor = paged ? m_serverTime.addSecs(-kOverlapSeconds) : m_context.clock.now();
    if (auto noted = m_context.book.setValue(
            transaction, fetchedAtName(m_resource), isoUtc(m_context.clock.now()));
        !noted)
        return noted;
    return m_context.book.setValue(transaction, fetchCursorName(m_resource), isoUtc(cursor));
}

void Fetch::finish(const base::Result<FetchSummary>& result)
{
    if (!result)
        qCInfo(base::logEngine) << "fetch ended:" << base::redacted(result.error().raw);
    const Done done = std::move(m_done);
    deleteLater();
    done(result);
}

} // namespace engine
