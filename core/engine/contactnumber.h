// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"
#include "records/tie.h"

namespace engine {

// Changes the ContactNumber of contacts in Xero from a known value to another: our account's number
// when a person links the two, nothing when the link is undone. It reads before it writes, so a
// number that is another system's is never replaced; and after an answer that nobody heard it reads
// again instead of sending again. Many go in one call each way.
class ContactNumbers : public QObject {
public:
    static constexpr int kMost = 40; // ids that fit an address
    // One for each wish, in their order. Conflict: Xero shows a third number.
    using Done = std::function<void(const QList<base::Result<void>>&)>;

    ContactNumbers(Context context, QList<records::NumberWish> wishes, Done done);
    void start() { read(); }

private:
    using Contacts = QList<records::mirror::Contact>;
    void read();
    void decide(const Contacts& seen);
    // Nothing: it is to be written.
    std::optional<base::Result<void>> decided(
        const records::NumberWish& wish, const Contacts& seen) const;
    void write(const QList<qsizetype>& places);
    void answered(const QList<qsizetype>& places, const base::Result<xero::Response>& answer);
    base::Result<void> keep(const Contacts& seen);
    void finish();
    void fail(const base::Error& error); // all that isn't decided

    Context m_context;
    QList<records::NumberWish> m_wishes;
    QList<std::optional<base::Result<void>>> m_results;
    Done m_done;
    bool m_wasSent = false;
};

} // namespace engine
