// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/accountfiles.h"
#include "store/columns.h"
#include "store/sqlitereader.h"

#include <algorithm>

// The twin timeline of one account: the entries of the table in design §8, both sides side by side,
// what is tied on one row.

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

struct Entry {
    RecordRef ledger;
    XeroRef xero;
    QDate date;
    QString label;
    base::Money amount;
};

QList<Entry> ledgerEntries(const AccountFile& file)
{
    QList<Entry> entries;
    QHash<RecordRef, QString> numbers;
    const auto add = [&](RecordRef ref, QDate date, const QString& number, base::Money amount) {
        numbers.insert(ref, number);
        entries.append({ref, {}, date, number, amount});
    };
    for (const ledger::Document& d : file.documents)
        if (d.status == ledger::DocumentStatus::Approved)
            add({recordKind(d.kind), d.id.value}, d.date, d.number,
                d.kind == ledger::DocumentKind::CreditNote ? -d.total : d.total);
    for (const ledger::Payment& p : file.payments)
        add({RecordKind::Payment, p.id.value}, p.date, p.number, -p.amount);
    for (const ledger::Adjustment& a : file.adjustments)
        add({RecordKind::Adjustment, a.id.value}, a.date, a.number,
            raisesBalance(a.kind) ? a.amount : -a.amount);
    for (const ledger::Reversal& r : file.reversals) {
        const bool lowers = r.of.kind == RecordKind::Invoice || r.of.kind == RecordKind::Bill;
        add({RecordKind::Reversal, r.id.value}, r.date,
            u"%1, reversal of %2"_s.arg(r.number, numbers.value(r.of)),
            lowers ? -r.amount : r.amount);
    }
    return entries;
}

bool stands(const QString& status)
{
    return status == "AUTHORISED"_L1 || status == "PAID"_L1;
}

QString creditWord(mirror::CreditKind kind)
{
    switch (kind) {
    case mirror::CreditKind::CreditNote:
        return u"Credit note"_s;
    case mirror::CreditKind::Overpayment:
        return u"Overpayment"_s;
    case mirror::CreditKind::Prepayment:
        return u"Prepayment"_s;
    }
    return {};
}

void addCredit(QList<Entry>& entries, const mirror::Credit& credit, bool fromLedger)
{
    const XeroRef ref{xeroKind(credit.kind), credit.id.value};
    const QString label = credit.number.isEmpty() ? creditWord(credit.kind) : credit.number;
    if (fromLedger) {
        entries.append({{}, ref, credit.date, label, -credit.total});
        return;
    }
    for (const mirror::Allocation& a : credit.allocations)
        entries.append({{}, {XeroKind::Allocation, a.id.value}, a.date,
            u"%1 to %2"_s.arg(label, a.invoiceNumber), -a.amount});
    // An unallocated prepayment is not in Xero's balance either (R043).
    if (credit.kind != mirror::CreditKind::Prepayment && !credit.remainingCredit.isZero())
        entries.append(
            {{}, ref, credit.date, u"%1, remaining"_s.arg(label), -credit.remainingCredit});
}

QList<Entry> xeroEntries(const AccountFile& file)
{
    const QString invoiceType
        = file.account.role == ledger::AccountRole::Vendor ? u"ACCPAY"_s : u"ACCREC"_s;
    QSet<QUuid> pushed;
    for (const Twin& twin : file.twins)
        if (twin.xero.kind == XeroKind::CreditNote || twin.xero.kind == XeroKind::Overpayment
            || twin.xero.kind == XeroKind::Prepayment)
            pushed.insert(twin.xero.id);
    QList<Entry> entries;
    for (const mirror::Invoice& i : file.invoices)
        if (stands(i.status) && i.type == invoiceType)
            entries.append({{}, {XeroKind::Invoice, i.id.value}, i.date, i.number, i.total});
    for (const mirror::Payment& p : file.xeroPayments) {
        const bool refund = bool(p.credit);
        if (p.status == "AUTHORISED"_L1 && (!refund || pushed.contains(p.credit.value)))
            entries.append({{}, {XeroKind::Payment, p.id.value}, p.date,
                refund ? u"Refund"_s : u"Payment on %1"_s.arg(p.invoiceNumber),
                refund ? p.amount : -p.amount});
    }
    for (const mirror::Credit& credit : file.credits)
        if (stands(credit.status))
            addCredit(entries, credit, pushed.contains(credit.id.value));
    return entries;
}

QList<TimelineRow> tied(const AccountFile& file)
{
    QHash<RecordRef, XeroRef> twins;
    for (const Twin& twin : file.twins)
        twins.insert(twin.ledger, twin.xero);
    QHash<XeroRef, Entry> unmatched;
    QList<Entry> rest;
    for (const Entry& entry : xeroEntries(file)) {
        if (entry.xero.id.isNull() || unmatched.contains(entry.xero))
            rest.append(entry);
        else
            unmatched.insert(entry.xero, entry);
    }
    QList<TimelineRow> rows;
    for (const Entry& entry : ledgerEntries(file)) {
        TimelineRow row;
        row.date = entry.date;
        row.ledger = entry.ledger;
        row.ledgerLabel = entry.label;
        row.ledgerAmount = entry.amount;
        const auto twin = twins.constFind(entry.ledger);
        if (twin != twins.constEnd() && unmatched.contains(*twin)) {
            const Entry other = unmatched.take(*twin);
            row.tied = true;
            row.xero = other.xero;
            row.xeroLabel = other.label;
            row.xeroAmount = other.amount;
        }
        rows.append(row);
    }
    rest += unmatched.values();
    for (const Entry& entry : rest) {
        TimelineRow row;
        row.date = entry.date;
        row.xero = entry.xero;
        row.xeroLabel = entry.label;
        row.xeroAmount = entry.amount;
        rows.append(row);
    }
    return rows;
}

} // namespace

QList<TimelineRow> SqliteReader::timeline(AccountId id) const
{
    const auto file = readAccountFile(connection(), id);
    if (!file)
        return {};
    QHash<RecordRef, BridgeCause> ledgerCauses;
    QHash<XeroRef, BridgeCause> xeroCauses;
    Statement lines(connection(), uR"(
        SELECT account, side, cause, currency, amount, ledger_kind, ledger_id, xero_kind, xero_id,
            label, date, remedy
        FROM bridge_line
        WHERE account = ?)"_s);
    for (const BridgeLine& line : allRecords<BridgeLine>(lines.bind(id))) {
        if (line.ledger)
            ledgerCauses.insert(*line.ledger, line.cause);
        if (line.xero)
            xeroCauses.insert(*line.xero, line.cause);
    }
    QList<TimelineRow> rows = tied(*file);
    std::stable_sort(rows.begin(), rows.end(), [](const TimelineRow& a, const TimelineRow& b) {
        // Of one day, what both sides have comes first.
        return std::make_tuple(a.date, !a.tied, a.ledgerLabel, a.xeroLabel)
            < std::make_tuple(b.date, !b.tied, b.ledgerLabel, b.xeroLabel);
    });
    base::Money ledger, xero;
    // A line names one of the records that make it: a reversal stands behind what it reverses.
    for (const ledger::Reversal& reversal : file->reversals)
        if (ledgerCauses.contains(reversal.of))
            ledgerCauses.insert(
                {RecordKind::Reversal, reversal.id.value}, ledgerCauses.value(reversal.of));
    for (TimelineRow& row : rows) {
        const auto ours
            = row.ledger ? ledgerCauses.constFind(*row.ledger) : ledgerCauses.constEnd();
        const auto theirs = row.xero ? xeroCauses.constFind(*row.xero) : xeroCauses.constEnd();
        if (ours != ledgerCauses.constEnd())
            row.cause = *ours;
        else if (theirs != xeroCauses.constEnd())
            row.cause = *theirs;
        else
            row.settled = !row.tied;
        // Only what is in the account's currency runs into its balance.
        if (row.ledgerAmount.currency() == file->account.currency)
            ledger += row.ledgerAmount;
        if (row.xeroAmount.currency() == file->account.currency)
            xero += row.xeroAmount;
        row.ledgerBalance = ledger;
        row.xeroBalance = xero;
    }
    return rows;
}

} // namespace store
