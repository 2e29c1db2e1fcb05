// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "preflight/identity.h"

namespace preflight {

using records::kNear;

// A record that may be a line's, and how well it is.
struct Claim {
    qsizetype line = 0, at = 0; // places in the facts
    Identity identity = Identity::None;
    qint64 days = 0;
    // The best first; places make it the same whatever order things came in.
    auto key() const { return std::tuple(-static_cast<int>(identity), days, line, at); }
};

// All lines of one amount, and who of them gets what: each record is one line's only, and the
// surest and nearest comes first.
class Shares {
protected:
    explicit Shares(const records::LineFacts& facts);

    const records::BankLine& line(qsizetype i) const { return m_facts.lines[i].line; }
    base::Money amount(qsizetype i) const { return line(i).amount.abs(); }

    qint64 days(qsizetype i, QDate date) const
    {
        return date.isValid() ? qAbs(date.daysTo(line(i).date)) : 100'000;
    }

    // Numbers and names as they stand, before it is known whom the line names besides.
    Named names(qsizetype i, const records::Candidate& one) const
    {
        return m_named[i].value(one.xero.id);
    }
    Named names(qsizetype i, const records::Unpushed& one) const
    {
        return m_namedUnpushed[i].value(one.payment);
    }

    // Of names the longest counts: who is named wholly is not the one whose name is only its
    // beginning, and has not gone on otherwise.
    template <class Record>
    Named whose(qsizetype i, const Record& record) const
    {
        const Named found = names(i, record);
        const bool byName
            = found.identity == Identity::Beginning || found.identity == Identity::Payer;
        if (byName && namesOthersThan(i, record.account))
            return {};
        return found.identity == Identity::Beginning && !isOneBeginning(i, record.account) ? Named()
                                                                                           : found;
    }

    // Or a beginning that may be this name and another: enough to doubt that it is the other.
    template <class Record>
    bool mayBeNamed(qsizetype i, const Record& record) const
    {
        return whose(i, record).identity != Identity::None
            || (!namesOthersThan(i, record.account)
                && names(i, record).identity == Identity::Beginning);
    }

    // A beginning counts where it is nobody's whole name, and of the book's accounts nobody else's
    // beginning.
    bool isOneBeginning(qsizetype i, records::AccountId account) const
    {
        const QList<records::AccountId> named = m_facts.named.value(m_facts.lines[i].id);
        return !m_hasWholeName[i] && (named.isEmpty() || named == QList{account});
    }

    // Accounts of the book are named, and this one (if it is one) isn't.
    bool namesOthersThan(qsizetype i, records::AccountId account) const
    {
        const QList<records::AccountId> named = m_facts.named.value(m_facts.lines[i].id);
        return account && !named.isEmpty() && !named.contains(account);
    }

    bool fits(qsizetype i, const records::Candidate& one) const
    {
        return !one.isReconciled && !m_words[i].isRefused(one) && isOfItsTime(i, one);
    }
    // Money of another month is another line's, and what was billed long after it, too.
    bool isOfItsTime(qsizetype i, const records::Candidate& one) const;

    // The line of another own bank account with the same amount the other way, days apart at most.
    const std::pair<QString, records::KeptBankLine>* opposite(qsizetype i) const;

    static QDate nearDay(const records::Candidate& one);

    records::LineFacts m_facts; // of the bank account's own currency
    QList<records::Candidate> m_foreign; // of those named, what is in another
    QList<LineWords> m_words;
    QList<std::optional<records::Candidate>> m_done;
    QList<std::optional<Claim>> m_money, m_ledger; // in Xero; in the ledger alone
    QList<std::optional<records::PaymentId>> m_heldBack; // of what was matched too early

private:
    void putForeignApart();
    void readWords();
    void readNames();
    template <class Is>
    bool isAnyRecord(Is is) const; // of those of this amount, in Xero or not, and of those named
    bool namesAnybody(qsizetype i) const;
    bool hasNumberOfOpen(qsizetype i) const;
    bool mayBeAnothers(qsizetype i, const records::Candidate& one) const;
    void giveReconciled();
    void keepHeldBack();
    void giveMoney();

    // Of each line: the records it names, by their ids. Those it doesn't name are not in it.
    QList<QHash<QUuid, Named>> m_named;
    QList<QHash<records::PaymentId, Named>> m_namedUnpushed;
    QList<bool> m_hasWholeName; // of each line: somebody's, to the last word
};

} // namespace preflight
