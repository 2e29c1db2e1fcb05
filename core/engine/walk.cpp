// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/walk.h"

#include "base/failpoint.h"
#include "base/planted.h"
#include "xero/answers.h"
#include "xero/requests.h"

#include <algorithm>

namespace engine {

namespace {

// Not every change moves UpdatedDateUTC at once; the overlap reads the last minutes twice.
constexpr int kOverlapSeconds = 300;
constexpr int kMostTries = 6;
constexpr int kLongestWaitSeconds = 120;

QDateTime wholeSecond(const QDateTime& instant)
{
    return QDateTime::fromSecsSinceEpoch(instant.toSecsSinceEpoch(), Qt::UTC);
}

} // namespace

Walk::Walk(Context context, Resource resource, base::Currency baseCurrency, Part part,
    Progress progress, Done done, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_resource(resource)
    , m_currency(baseCurrency)
    , m_part(std::move(part))
    , m_progress(std::move(progress))
    , m_done(std::move(done))
{
}

void Walk::start()
{
    const QString cursor = m_context.book.value(fetchCursorName(m_resource));
    if (!cursor.isEmpty() && !m_part.whole && m_part.of.isEmpty())
        m_from = QDateTime::fromString(cursor, Qt::ISODateWithMs);
    if (m_from.isValid() && m_part.atLeastSince.isValid())
        m_from = std::min(m_from, m_part.atLeastSince);
    m_since = m_from;
    askPage();
}

xero::Request Walk::request() const
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
        return xero::readInvoices(m_page, m_since, m_part.of);
    case Resource::CreditNotes:
        return xero::readCredits(CreditKind::CreditNote, m_page, m_since, m_part.of);
    case Resource::Overpayments:
        return xero::readCredits(CreditKind::Overpayment, m_page, m_since, m_part.of);
    case Resource::Prepayments:
        return xero::readCredits(CreditKind::Prepayment, m_page, m_since, m_part.of);
    case Resource::Payments:
        return xero::readPayments(m_page, m_since, m_part.of);
    case Resource::BankTransactions:
        return xero::readBankTransactions(m_page, m_since);
    case Resource::BankTransfers:
        return xero::readBankTransfers();
    case Resource::BatchPayments:
        return xero::readBatchPayments();
    }
    return {};
}

void Walk::askPage()
{
    m_progress(spoken(m_resource), 0);
    base::failpoint("fetch.ask");
    m_context.transport.send(
        request(), this, [this](const base::Result<xero::Response>& answer) { answered(answer); });
}

void Walk::answered(const base::Result<xero::Response>& answer)
{
    if (!answer)
        return retryOrFail(answer.error());
    base::failpoint("fetch.answered");
    constexpr int kNothingNew = 304;
    if (answer->status != 200 && answer->status != kNothingNew)
        return retryOrFail(xero::errorOf(*answer));
    if (const auto taken = take(*answer); !taken) {
        // Half an answer reads as malformed: ask again. The book's own trouble is final.
        if (taken.error().kind == base::ErrorKind::Malformed)
            return retryOrFail(taken.error());
        return end(taken);
    }
    base::failpoint("fetch.page.committed");
    m_tries = 0;
    if (m_morePages)
        askPage();
    else
        end({});
}

// Its fetch deletes it within the call.
void Walk::end(const base::Result<void>& result)
{
    const Done done = std::move(m_done);
    done(result);
}

void Walk::retryOrFail(const base::Error& error)
{
    using enum base::ErrorKind;
    const bool worthIt = error.kind == Offline || error.kind == Timeout || error.kind == Malformed
        || error.kind == RateLimited || error.httpStatus >= 500;
    const int wait = error.retryAfterSeconds.value_or(0);
    if (!worthIt || ++m_tries >= kMostTries || wait > kLongestWaitSeconds)
        return end(tl::unexpected(error));
    const auto backoff = std::chrono::milliseconds(100) * (1 << m_tries)
        + std::chrono::milliseconds(m_context.random.below(100)) + std::chrono::seconds(wait);
    m_context.later.after(backoff, this, [this] { askPage(); });
}

base::Result<void> Walk::take(const xero::Response& response)
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

base::Result<void> Walk::takeOrganisation(const xero::Response& response)
{
    const auto organisation
        = xero::organisation(response, QUuid::fromString(QLatin1String(m_context.tenant)));
    if (!organisation)
        return tl::unexpected(organisation.error());
    m_morePages = false;
    return inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
        if (auto put = m_context.book.putOrganisation(tx, *organisation); !put)
            return put;
        return closePage(tx);
    });
}

template <class T>
base::Result<void> Walk::takeWhole(const base::Result<T>& list)
{
    if (!list)
        return tl::unexpected(list.error());
    m_morePages = false;
    m_progress(spoken(m_resource), 0); // read whole each time: that nothing changed is no change
    return inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
        if (auto put = m_context.book.replace(tx, list->records); !put)
            return put;
        return closePage(tx);
    });
}

template <class T>
void Walk::notePage(const T& page)
{
    if (!m_serverTime.isValid())
        m_serverTime = page.serverTime;
    const int lost = base::planted(base::Planted::LastPageMissing) ? 1 : 0;
    const bool isLast = page.page + lost >= page.pageCount || page.records.isEmpty();
    if (!m_lookAgain.isEmpty()) {
        m_sameLook = !isLast && page.records.last().updatedAt < m_lookAgain.first().next;
        if (!m_sameLook)
            m_lookAgain.removeFirst();
        m_morePages = !m_lookAgain.isEmpty();
        return;
    }
    if (m_page > 1 && !page.records.isEmpty()) {
        m_turns.last().next = page.records.first().updatedAt;
        for (const auto& record : page.records)
            if (record.updatedAt >= m_serverTime)
                m_touched.insert(record.updatedAt);
    }
    if (isLast)
        findSlips(page.serverTime);
    else
        m_turns.append({page.serverTime, wholeSecond(page.records.last().updatedAt), {}});
    m_morePages = !isLast || !m_lookAgain.isEmpty();
}

// The turns of a page during which somebody touched a record.
void Walk::findSlips(const QDateTime& endedAt)
{
    for (qsizetype i = 0; i < m_turns.size(); ++i) {
        const QDateTime until = i + 1 < m_turns.size() ? m_turns[i + 1].readAt : endedAt;
        if (std::ranges::any_of(m_touched, [&](const QDateTime& touched) {
                return touched >= m_turns[i].readAt && touched <= until;
            }))
            m_lookAgain.append(m_turns[i]);
    }
}

void Walk::turnPage()
{
    if (m_lookAgain.isEmpty() || m_sameLook) {
        ++m_page;
        return;
    }
    m_since = m_lookAgain.first().lastSecond;
    m_page = 1;
}

template <class T>
base::Result<void> Walk::takePage(const base::Result<T>& page)
{
    if (!page)
        return tl::unexpected(page.error());
    notePage(*page);
    m_progress(spoken(m_resource), static_cast<int>(page->records.size()));
    const auto taken
        = inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
              const auto touched = m_context.book.put(tx, page->records);
              if (!touched)
                  return tl::unexpected(touched.error());
              return closePage(tx);
          });
    if (m_morePages)
        turnPage();
    return taken;
}

base::Result<void> Walk::closePage(store::Transaction& transaction)
{
    base::failpoint("fetch.page.before-commit");
    if ((m_morePages && !base::planted(base::Planted::WatermarkEarly)) || !m_part.of.isEmpty())
        return {};
    // The watermark is the server's own time, never ours: a wrong clock here must not skip changes.
    QDateTime cursor
        = m_serverTime.isValid() ? m_serverTime.addSecs(-kOverlapSeconds) : m_context.clock.now();
    if (base::planted(base::Planted::WatermarkOfOurClock))
        cursor = m_context.clock.now().addSecs(-kOverlapSeconds);
    if (base::planted(base::Planted::NoOverlap))
        cursor = cursor.addSecs(kOverlapSeconds);
    if (auto noted = m_context.book.setValue(
            transaction, fetchedAtName(m_resource), isoUtc(m_context.clock.now()));
        !noted)
        return noted;
    return m_context.book.setValue(transaction, fetchCursorName(m_resource), isoUtc(cursor));
}

} // namespace engine
