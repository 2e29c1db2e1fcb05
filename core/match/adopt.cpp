// SPDX-License-Identifier: GPL-3.0-or-later

#include "match/bydate.h"
#include "match/index.h"
#include "match/match.h"

#include <algorithm>

using namespace records;

// History of both sides, matched (design §5, Adoption).
namespace match {

namespace {

// How far apart a payment and an overpayment of equal amount may stand and still be called the
// same: a weekend and a holiday between the bank's day and the day it was keyed.
constexpr qint64 kDaysBetweenReceipts = 7;

struct Ours {
    RecordRef record;
    base::Money amount;
    QDate date;
    QString number;
    QString kind; // only equal kinds are ever the same
    bool matched = false;
    QString reason;
};

struct Theirs {
    XeroRef record;
    base::Money amount;
    QDate date;
    QString number;
    QString kind;
    bool matched = false;
    QString reason;
};

QString amountKey(base::Money amount)
{
    return amount.currency().code() + QString::number(amount.minor());
}

QString numberKey(const QString& kind, const QString& number)
{
    return kind + u'|' + number.simplified().toUpper();
}

template <class Side>
void sortByDate(QList<Side>& records)
{
    std::sort(records.begin(), records.end(), [](const Side& a, const Side& b) {
        return a.date != b.date ? a.date < b.date : a.record < b.record;
    });
}

class Adopter {
public:
    explicit Adopter(const AccountFile& file)
        : m_file(file)
        , m_index(file)
    {
        for (const Twin& twin : file.twins)
            tie(twin.ledger, twin.xero);
    }

    Adoption adopt()
    {
        collectDocuments();
        matchNumbers();
        matchByKey(
            m_ours, m_theirs,
            [](const auto& one) {
                return one.kind + u'|' + amountKey(one.amount) + one.date.toString(Qt::ISODate);
            },
            0, QStringLiteral("same amount, date and contact"));
        giveReasons(m_ours, m_theirs);
        QList<Ours> documents = m_ours;
        QList<Theirs> xeroDocuments = m_theirs;
        collectPayments();
        matchPayments();
        giveReasons(m_ours, m_theirs);
        m_ours += documents;
        m_theirs += xeroDocuments;
        matchAllocations();
        return {m_pairs, unmatched()};
    }

private:
    void tie(const RecordRef& ours, const XeroRef& theirs)
    {
        m_tiedOurs.insert(ours, theirs);
        m_tiedTheirs.insert(theirs, ours);
    }

    void pair(Ours& ours, Theirs& theirs, const QString& evidence)
    {
        ours.matched = theirs.matched = true;
        tie(ours.record, theirs.record);
        m_pairs.append({ours.record, theirs.record, ours.amount, evidence});
    }

    void collectDocuments()
    {
        const bool vendor = m_file.account.role == ledger::AccountRole::Vendor;
        for (const ledger::Document& one : m_file.documents) {
            if (one.status == ledger::DocumentStatus::Draft || m_index.isUndone(one)
                || m_tiedOurs.contains(ref(one)))
                continue;
            const QString kind = one.kind == ledger::DocumentKind::Bill ? QStringLiteral("ACCPAY")
                : one.kind == ledger::DocumentKind::Invoice             ? QStringLiteral("ACCREC")
                : vendor ? QStringLiteral("ACCPAYCREDIT")
                         : QStringLiteral("ACCRECCREDIT");
            m_ours.append({ref(one), one.total, one.date, one.number, kind, false, {}});
        }
        for (const mirror::Invoice& one : m_file.invoices)
            if (stands(one) && !m_tiedTheirs.contains(ref(one)))
                m_theirs.append({ref(one), one.total, one.date, one.number, one.type, false, {}});
        for (const mirror::Credit& one : m_file.credits)
            if (one.kind == mirror::CreditKind::CreditNote && stands(one)
                && !m_tiedTheirs.contains(ref(one)))
                m_theirs.append({ref(one), one.total, one.date, one.number, one.type, false, {}});
        sortByDate(m_ours);
        sortByDate(m_theirs);
    }

    // The number decides; where the totals differ the two are shown side by side, not tied.
    void matchNumbers()
    {
        QHash<QString, QList<int>> ours, theirs;
        for (int i = 0; i < m_ours.size(); ++i)
            if (!m_ours.at(i).number.trimmed().isEmpty())
                ours[numberKey(m_ours.at(i).kind, m_ours.at(i).number)].append(i);
        for (int i = 0; i < m_theirs.size(); ++i)
            if (!m_theirs.at(i).number.trimmed().isEmpty())
                theirs[numberKey(m_theirs.at(i).kind, m_theirs.at(i).number)].append(i);
        for (auto same = ours.cbegin(); same != ours.cend(); ++same) {
            const QList<int> there = theirs.value(same.key());
            if (there.isEmpty())
                continue;
            if (same->size() == 1 && there.size() == 1)
                settleNumber(m_ours[same->first()], m_theirs[there.first()]);
            else
                settleTie(*same, there);
        }
    }

    void settleNumber(Ours& ours, Theirs& theirs)
    {
        if (ours.amount == theirs.amount)
            return pair(ours, theirs, QStringLiteral("same number"));
        ours.reason = theirs.reason = QStringLiteral(
            "The number is the same, but the total is %1 in the ledger and %2 in Xero.")
                                          .arg(ours.amount.display(), theirs.amount.display());
    }

    void settleTie(const QList<int>& ours, const QList<int>& theirs)
    {
        // A supplier may use a number twice: the total may still tell them apart.
        QHash<QString, QList<int>> oursByAmount, theirsByAmount;
        for (const int i : ours)
            oursByAmount[amountKey(m_ours.at(i).amount)].append(i);
        for (const int i : theirs)
            theirsByAmount[amountKey(m_theirs.at(i).amount)].append(i);
        for (auto same = oursByAmount.cbegin(); same != oursByAmount.cend(); ++same) {
            const QList<int> there = theirsByAmount.value(same.key());
            if (same->size() == 1 && there.size() == 1)
                pair(m_ours[same->first()], m_theirs[there.first()],
                    QStringLiteral("same number and amount"));
        }
        const QString reason = QStringLiteral(
            "The number is used more than once: nobody can tell which belongs to which.");
        for (const int i : ours)
            m_ours[i].reason = reason;
        for (const int i : theirs)
            m_theirs[i].reason = reason;
    }

    template <class Key>
    void matchByKey(
        QList<Ours>& ours, QList<Theirs>& theirs, Key key, qint64 maxDays, const QString& evidence)
    {
        QHash<QString, QPair<QList<int>, QList<int>>> buckets;
        for (int i = 0; i < ours.size(); ++i)
            if (!ours.at(i).matched && ours.at(i).reason.isEmpty())
                buckets[key(ours.at(i))].first.append(i);
        for (int i = 0; i < theirs.size(); ++i)
            if (!theirs.at(i).matched && theirs.at(i).reason.isEmpty())
                buckets[key(theirs.at(i))].second.append(i);
        for (const auto& [here, there] : std::as_const(buckets)) {
            QList<QDate> left, right;
            for (const int i : here)
                left.append(ours.at(i).date);
            for (const int i : there)
                right.append(theirs.at(i).date);
            const ByDate found = pairByDate(left, right, maxDays);
            for (const auto& [a, b] : found.pairs)
                pair(ours[here.at(a)], theirs[there.at(b)], evidence);
            for (const int a : found.leftTies)
                ours[here.at(a)].reason = tieReason(QStringLiteral("Xero"));
            for (const int b : found.rightTies)
                theirs[there.at(b)].reason = tieReason(QStringLiteral("the ledger"));
        }
    }

    static QString tieReason(const QString& where)
    {
        return QStringLiteral("Fits more than one record in %1 equally well.").arg(where);
    }

    void collectPayments()
    {
        m_ours.clear();
        m_theirs.clear();
        for (const ledger::Payment& one : m_file.payments) {
            if (m_index.isUndone(one) || m_tiedOurs.contains(ref(one)))
                continue;
            // The invoice it was given to whole, as Xero knows it.
            const QList<const ledger::Allocation*> allocations = m_index.allocationsOf(ref(one));
            QString invoice;
            if (allocations.size() == 1 && allocations.first()->amount == one.amount)
                if (const ledger::Document* document = m_index.document(allocations.first()->to))
                    invoice = m_tiedOurs.value(ref(*document)).id.toString();
            m_ours.append({ref(one), one.amount, one.date, one.number, invoice, false, {}});
        }
        for (const mirror::Payment& one : m_file.xeroPayments)
            if (stands(one) && one.invoice && !m_tiedTheirs.contains(ref(one)))
                m_theirs.append({ref(one), one.amount, one.date, one.reference,
                    one.invoice.value.toString(), false, {}});
        for (const mirror::Credit& one : m_file.credits)
            if (one.kind != mirror::CreditKind::CreditNote && stands(one)
                && !m_tiedTheirs.contains(ref(one)))
                m_theirs.append({ref(one), one.total, one.date, one.reference, {}, false, {}});
        sortByDate(m_ours);
        sortByDate(m_theirs);
    }

    void matchPayments()
    {
        // On the same invoice first; what is left may have come in as an overpayment.
        const auto onInvoice = [](const auto& one) {
            return one.kind.isEmpty() ? QString() : one.kind + u'|' + amountKey(one.amount);
        };
        setApart([](const Ours& one) { return one.kind.isEmpty(); },
            [](const Theirs& one) { return one.kind.isEmpty(); });
        matchByKey(m_ours, m_theirs, onInvoice, kAnyDistance,
            QStringLiteral("same amount and invoice, nearest date"));
        m_ours += m_apartOurs;
        m_theirs += m_apartTheirs;
        setApart([](const Ours&) { return false; },
            [](const Theirs& one) { return one.record.kind != XeroKind::Overpayment; });
        matchByKey(
            m_ours, m_theirs, [](const auto& one) { return amountKey(one.amount); },
            kDaysBetweenReceipts, QStringLiteral("same amount, date and contact"));
        m_theirs += m_apartTheirs;
    }

    template <class IsOurs, class IsTheirs>
    void setApart(IsOurs isOurs, IsTheirs isTheirs)
    {
        m_apartOurs.clear();
        m_apartTheirs.clear();
        std::copy_if(m_ours.begin(), m_ours.end(), std::back_inserter(m_apartOurs), isOurs);
        std::copy_if(m_theirs.begin(), m_theirs.end(), std::back_inserter(m_apartTheirs), isTheirs);
        m_ours.removeIf(isOurs);
        m_theirs.removeIf(isTheirs);
    }

    // An allocation of a tied payment or credit note is the one on the tied invoice with its
    // amount.
    void matchAllocations()
    {
        QList<Ours> ours;
        QList<Theirs> theirs;
        for (const ledger::Allocation& one : m_file.allocations) {
            const ledger::Document* document = m_index.document(one.to);
            if (one.removed || !document || m_tiedOurs.contains(ref(one))
                || !m_tiedOurs.contains(one.from) || !m_tiedOurs.contains(ref(*document)))
                continue;
            ours.append({ref(one), one.amount, one.date, {},
                m_tiedOurs.value(one.from).id.toString()
                    + m_tiedOurs.value(ref(*document)).id.toString(),
                false, {}});
        }
        for (const mirror::Credit& credit : m_file.credits) {
            if (!stands(credit) || !m_tiedTheirs.contains(ref(credit)))
                continue;
            for (const mirror::Allocation& one : credit.allocations)
                if (one.id && !m_tiedTheirs.contains(ref(one)))
                    theirs.append({ref(one), one.amount, one.date, {},
                        credit.id.value.toString() + one.invoice.value.toString(), false, {}});
        }
        sortByDate(ours);
        sortByDate(theirs);
        matchByKey(
            ours, theirs, [](const auto& one) { return one.kind + u'|' + amountKey(one.amount); },
            kAnyDistance, QStringLiteral("same amount, credit and invoice"));
    }

    static void giveReasons(QList<Ours>& ours, QList<Theirs>& theirs)
    {
        for (Ours& one : ours)
            if (one.reason.isEmpty())
                one.reason = QStringLiteral("Nothing in Xero on this contact fits it.");
        for (Theirs& one : theirs)
            if (one.reason.isEmpty())
                one.reason = QStringLiteral("Nothing in the ledger on this account fits it.");
    }

    static QString labelOf(const Theirs& one)
    {
        QString kind = toText(one.record.kind).replace(u'-', u' ');
        kind[0] = kind.at(0).toUpper();
        return one.number.isEmpty() ? kind : kind + u' ' + one.number;
    }

    QList<Unmatched> unmatched() const
    {
        QList<Ours> ours = m_ours;
        QList<Theirs> theirs = m_theirs;
        sortByDate(ours);
        sortByDate(theirs);
        QList<Unmatched> left;
        for (const Ours& one : std::as_const(ours))
            if (!one.matched)
                left.append({one.record, {}, one.amount, one.date, one.number, one.reason});
        for (const Theirs& one : std::as_const(theirs))
            if (!one.matched)
                left.append({{}, one.record, one.amount, one.date, labelOf(one), one.reason});
        return left;
    }

    const AccountFile& m_file;
    const Index m_index;
    QHash<RecordRef, XeroRef> m_tiedOurs;
    QHash<XeroRef, RecordRef> m_tiedTheirs;
    QList<Ours> m_ours, m_apartOurs;
    QList<Theirs> m_theirs, m_apartTheirs;
    QList<Pair> m_pairs;
};

} // namespace

Adoption adopt(const AccountFile& file)
{
    Adoption adoption = Adopter(file).adopt();
    std::sort(adoption.pairs.begin(), adoption.pairs.end(),
        [](const Pair& a, const Pair& b) { return a.ledger < b.ledger; });
    return adoption;
}

} // namespace match
