// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/contactnumber.h"

#include "xero/answers.h"
#include "xero/requests.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace engine {

using base::ErrorKind;
using base::failure;

namespace {

QString wishesName()
{
    return QStringLiteral("link.numbers"); // "12 2026-11-20T09:10:11.123Z;13 …"
}

base::Result<void> saveWishes(
    store::Book& book, store::Transaction& transaction, const QList<NumberWish>& wishes)
{
    QStringList parts;
    for (const NumberWish& wish : wishes)
        parts += QStringLiteral("%1 %2").arg(wish.account.value).arg(isoUtc(wish.since));
    return book.setValue(transaction, wishesName(), parts.join(u';'));
}

QList<NumberWish> without(QList<NumberWish> wishes, records::AccountId account)
{
    wishes.removeIf([&](const NumberWish& wish) { return wish.account == account; });
    return wishes;
}

} // namespace

ContactNumber::ContactNumber(Context context, Change change, Done done)
    : QObject(context.guard)
    , m_context(context)
    , m_change(std::move(change))
    , m_done(std::move(done))
{
}

void ContactNumber::read()
{
    m_context.transport.send(xero::readContact(m_change.contact), this,
        [this](const base::Result<xero::Response>& answer) {
            if (!answer)
                return finish(tl::unexpected(answer.error()));
            if (answer->status != 200)
                return finish(tl::unexpected(xero::errorOf(*answer)));
            const auto page = xero::contacts(*answer, m_context.book.settings().currency);
            if (!page)
                return finish(tl::unexpected(page.error()));
            if (page->records.isEmpty())
                return finish(failure(
                    ErrorKind::NotFound, QStringLiteral("Xero doesn’t know this contact.")));
            decide(page->records.first());
        });
}

void ContactNumber::decide(const records::mirror::Contact& seen)
{
    if (seen.number == m_change.to)
        return finish(keep(seen));
    if (seen.number != m_change.from)
        return finish(failure(ErrorKind::Conflict,
            QStringLiteral("%1 already carries the number %2 in Xero, which is another system’s or "
                           "another account’s. Tieout never replaces it.")
                .arg(seen.name, seen.number)));
    if (m_wasSent)
        return finish(failure(ErrorKind::Timeout,
            QStringLiteral("Xero did not take the number of %1 yet. The next sync looks again.")
                .arg(seen.name)));
    write();
}

void ContactNumber::write()
{
    m_wasSent = true;
    xero::Request request = xero::setContactNumber(m_change.contact, m_change.to);
    request.idempotencyKey = m_change.key;
    m_context.transport.send(
        request, this, [this](const base::Result<xero::Response>& answer) { answered(answer); });
}

void ContactNumber::answered(const base::Result<xero::Response>& answer)
{
    const bool unheard = answer ? answer->status >= 500 || answer->status < 200
                                : answer.error().effect == base::Effect::Unknown;
    if (unheard)
        return m_context.later.after(m_context.waits.quickProbe, this, [this] { read(); });
    if (!answer)
        return finish(tl::unexpected(answer.error()));
    if (answer->status != 200)
        return finish(tl::unexpected(xero::errorOf(*answer)));
    read(); // what Xero shows now is what counts, and what the mirror keeps
}

base::Result<void> ContactNumber::keep(const records::mirror::Contact& seen)
{
    return inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
        const auto touched = m_context.book.put(tx, QList<records::mirror::Contact>{seen});
        return touched ? base::Result<void>() : tl::unexpected(touched.error());
    });
}

void ContactNumber::finish(const base::Result<void>& result)
{
    const Done done = std::move(m_done);
    deleteLater();
    done(result);
}

QList<NumberWish> numberWishes(const store::Book& book)
{
    QList<NumberWish> wishes;
    for (const QString& part : book.value(wishesName()).split(u';', Qt::SkipEmptyParts))
        wishes.append({records::AccountId{part.section(u' ', 0, 0).toLongLong()},
            QDateTime::fromString(part.section(u' ', 1), Qt::ISODateWithMs)});
    return wishes;
}

base::Result<void> addNumberWish(
    store::Book& book, store::Transaction& transaction, const NumberWish& wish)
{
    return saveWishes(book, transaction, without(numberWishes(book), wish.account) + QList{wish});
}

base::Result<void> dropNumberWish(
    store::Book& book, store::Transaction& transaction, records::AccountId account)
{
    return saveWishes(book, transaction, without(numberWishes(book), account));
}

QByteArray numberKey(const Context& context, records::mirror::ContactId contact, const QString& to,
    const QDateTime& since)
{
    const QByteArray fact = "contact-number\x1f" + context.tenant + '\x1f'
        + contact.value.toByteArray() + '\x1f' + to.toUtf8() + '\x1f' + isoUtc(since).toLatin1();
    return "v1-"
        + QMessageAuthenticationCode::hash(fact, context.book.salt(), QCryptographicHash::Sha256)
              .toHex()
              .left(48);
}

} // namespace engine
