// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"
#include "records/mirror.h"

namespace engine {

// Changes the ContactNumber of one contact in Xero from a known value to another: our account's
// number when a person links the two, nothing when the link is undone. It reads before it writes,
// so a number that is another system's is never replaced; and after an answer that nobody heard it
// reads again instead of sending again.
class ContactNumber : public QObject {
public:
    struct Change {
        records::mirror::ContactId contact;
        QString from, to;
        QByteArray key; // idempotency key: the same for the same wish
    };
    // Conflict when Xero shows another number than from and to.
    using Done = std::function<void(base::Result<void>)>;

    ContactNumber(Context context, Change change, Done done);
    void start() { read(); }

private:
    void read();
    void decide(const records::mirror::Contact& seen);
    void write();
    void answered(const base::Result<xero::Response>& answer);
    base::Result<void> keep(const records::mirror::Contact& seen);
    void finish(const base::Result<void>& result);

    Context m_context;
    Change m_change;
    Done m_done;
    bool m_wasSent = false;
};

// What a person asked for and Xero has not confirmed yet, kept in the book: the account, and since
// when, which makes its idempotency key.
struct NumberWish {
    records::AccountId account;
    QDateTime since;
};
QList<NumberWish> numberWishes(const store::Book& book);
base::Result<void> addNumberWish(
    store::Book& book, store::Transaction& transaction, const NumberWish& wish);
base::Result<void> dropNumberWish(
    store::Book& book, store::Transaction& transaction, records::AccountId account);

QByteArray numberKey(const Context& context, records::mirror::ContactId contact, const QString& to,
    const QDateTime& since);

} // namespace engine
