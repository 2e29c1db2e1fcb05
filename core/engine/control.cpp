// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/control.h"

namespace engine {

namespace {

constexpr qsizetype kContactsAtOnce = 40; // as many ids as an address holds
constexpr qint64 kDay = 86'400;
constexpr qint64 kSleptIn = 4 * 3'600; // a night without a run: then by day

QList<Resource> ofContact()
{
    using enum Resource;
    return {Invoices, CreditNotes, Overpayments, Prepayments, Payments};
}

} // namespace

bool Control::isDue(const store::Book& book, const QDateTime& now)
{
    const QDateTime last = book.controlTotals().at;
    if (!last.isValid())
        return !book.value(fetchCursorName(Resource::Contacts)).isEmpty();
    const qint64 age = last.secsTo(now);
    const int hour = now.toLocalTime().time().hour();
    return age >= kDay + kSleptIn || (hour < 6 && age >= kDay - kSleptIn);
}

Control::Control(Context context, Progress progress, Judge judge, Done done)
    : QObject(context.guard)
    , m_context(context)
    , m_progress(std::move(progress))
    , m_judge(std::move(judge))
    , m_done(std::move(done))
{
}

void Control::start()
{
    read({Resource::Contacts}, {.whole = true}, [this] { lookCloser(); });
}

void Control::stop()
{
    if (m_fetch)
        m_fetch->stop();
}

void Control::read(QList<Resource> resources, Walk::Part part, std::function<void()> next)
{
    auto* fetch = new Fetch(m_context, std::move(resources), m_progress,
        [this, next = std::move(next)](const base::Result<FetchSummary>& done) {
            if (!done)
                return finish(tl::unexpected(done.error()));
            next();
        });
    fetch->only(std::move(part));
    m_fetch = fetch;
    fetch->start();
}

void Control::lookCloser()
{
    QList<records::mirror::ContactId> differing;
    records::ControlTotals found = m_context.book.compareControlTotals();
    for (auto& difference : found.differences) {
        difference.isStale = true;
        if (!differing.contains(difference.contact))
            differing.append(difference.contact);
    }
    if (differing.isEmpty())
        return keep();
    // Until they are read again nothing is explained from what is known to be old. Should the
    // reading never come to its end, they stay so.
    found.at = m_context.book.controlTotals().at;
    const auto noted = inTransaction(
        m_context.book, [&](store::Transaction& tx) { return m_context.book.save(tx, found); });
    if (!noted)
        return finish(tl::unexpected(noted.error()));
    m_judge([this, differing] { readAgain(differing); });
}

void Control::readAgain(const QList<records::mirror::ContactId>& contacts)
{
    // Many at once have another reason than a missed change or two: then everything is read.
    if (contacts.size() > kContactsAtOnce)
        return read(ofContact(), {.whole = true}, [this] { keep(); });
    read(ofContact(), {.of = contacts}, [this] { keep(); });
}

void Control::keep()
{
    const records::ControlTotals totals = m_context.book.compareControlTotals();
    const auto kept = inTransaction(
        m_context.book, [&](store::Transaction& tx) { return m_context.book.save(tx, totals); });
    if (!kept)
        return finish(tl::unexpected(kept.error()));
    finish(totals);
}

void Control::finish(const base::Result<records::ControlTotals>& result)
{
    const Done done = std::exchange(m_done, nullptr);
    deleteLater();
    if (done)
        done(result);
}

} // namespace engine
