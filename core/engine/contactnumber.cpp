// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/contactnumber.h"

#include "xero/answers.h"
#include "xero/requests.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace engine {

using base::ErrorKind;
using base::failure;
using records::NumberWish;

namespace {

// The same for the same wishes, and another for others.
QByteArray keyOf(const Context& context, const QList<NumberWish>& wishes)
{
    QByteArray fact = "contact-number\x1f" + context.tenant;
    for (const NumberWish& wish : wishes)
        fact += '\x1f' + wish.contact.value.toByteArray() + '\x1f' + wish.to.toUtf8() + '\x1f'
            + isoUtc(wish.since).toLatin1();
    return "v1-"
        + QMessageAuthenticationCode::hash(fact, context.book.salt(), QCryptographicHash::Sha256)
              .toHex()
              .left(48);
}

} // namespace

ContactNumbers::ContactNumbers(Context context, QList<NumberWish> wishes, Done done)
    : QObject(context.guard)
    , m_context(context)
    , m_wishes(std::move(wishes))
    , m_results(m_wishes.size())
    , m_done(std::move(done))
{
}

void ContactNumbers::read()
{
    QList<records::mirror::ContactId> ids;
    for (const NumberWish& wish : m_wishes)
        ids.append(wish.contact);
    m_context.transport.send(
        ids.size() == 1 ? xero::readContact(ids.first()) : xero::readContactsByIds(ids), this,
        [this](const base::Result<xero::Response>& answer) {
            if (!answer)
                return fail(answer.error());
            if (answer->status != 200)
                return fail(xero::errorOf(*answer));
            const auto page = xero::contacts(*answer, m_context.book.settings().currency);
            if (!page)
                return fail(page.error());
            decide(page->records);
        });
}

std::optional<base::Result<void>> ContactNumbers::decided(
    const NumberWish& wish, const Contacts& seen) const
{
    const auto contact = std::find_if(
        seen.begin(), seen.end(), [&](const auto& c) { return c.id == wish.contact; });
    if (contact == seen.end())
        return failure(ErrorKind::NotFound, QStringLiteral("Xero doesn’t know this contact."));
    if (contact->number == wish.to)
        return base::Result<void>();
    if (contact->number != wish.from)
        return failure(ErrorKind::Conflict,
            QStringLiteral("%1 already carries the number %2 in Xero, which is another system’s or "
                           "another account’s. Tieout never replaces it.")
                .arg(contact->name, contact->number));
    if (m_wasSent)
        return failure(ErrorKind::Timeout,
            QStringLiteral("Xero did not take the number of %1 yet. The next sync looks again.")
                .arg(contact->name));
    return std::nullopt;
}

void ContactNumbers::decide(const Contacts& seen)
{
    if (auto kept = keep(seen); !kept)
        return fail(kept.error());
    QList<qsizetype> left;
    for (qsizetype i = 0; i < m_wishes.size(); ++i) {
        if (!m_results[i])
            m_results[i] = decided(m_wishes[i], seen);
        if (!m_results[i])
            left.append(i);
    }
    left.isEmpty() ? finish() : write(left);
}

void ContactNumbers::write(const QList<qsizetype>& places)
{
    m_wasSent = true;
    QList<NumberWish> wishes;
    QList<xero::NumberChange> changes;
    for (const qsizetype place : places) {
        wishes.append(m_wishes[place]);
        changes.append({m_wishes[place].contact, m_wishes[place].to});
    }
    xero::Request request = changes.size() == 1
        ? xero::setContactNumber(changes.first().contact, changes.first().number)
        : xero::setContactNumbers(changes);
    request.idempotencyKey = keyOf(m_context, wishes);
    m_context.transport.send(request, this,
        [this, places](const base::Result<xero::Response>& answer) { answered(places, answer); });
}

void ContactNumbers::answered(
    const QList<qsizetype>& places, const base::Result<xero::Response>& answer)
{
    const bool unheard = answer ? answer->status >= 500 || answer->status < 200
                                : answer.error().effect == base::Effect::Unknown;
    if (unheard)
        return m_context.later.after(m_context.waits.quickProbe, this, [this] { read(); });
    if (!answer)
        return fail(answer.error());
    if (places.size() == 1 && answer->status != 200)
        return fail(xero::errorOf(*answer));
    const auto elements = xero::created(*answer, xero::CreatedKind::Contact,
        static_cast<int>(places.size()), m_context.book.settings().currency);
    if (!elements) {
        // Of a call as a whole nobody knows which contact it refuses: none is given up for it.
        base::Error error = elements.error();
        error.kind = ErrorKind::Malformed;
        return fail(error);
    }
    for (qsizetype i = 0; i < places.size(); ++i)
        if (elements->at(i).refused())
            m_results[places[i]]
                = failure(ErrorKind::Rejected, elements->at(i).errors.join(QStringLiteral("; ")));
    read(); // what Xero shows now is what counts, and what the mirror keeps
}

base::Result<void> ContactNumbers::keep(const Contacts& seen)
{
    return inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
        const auto touched = m_context.book.put(tx, seen);
        return touched ? base::Result<void>() : tl::unexpected(touched.error());
    });
}

void ContactNumbers::fail(const base::Error& error)
{
    for (auto& result : m_results)
        if (!result)
            result = tl::unexpected(error);
    finish();
}

void ContactNumbers::finish()
{
    QList<base::Result<void>> results;
    for (const auto& result : m_results)
        results.append(*result);
    const Done done = std::move(m_done);
    deleteLater();
    done(results);
}

} // namespace engine
