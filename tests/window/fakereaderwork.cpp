// SPDX-License-Identifier: GPL-3.0-or-later

// What the fake book answers of Outbox, Inbox and Problems.

#include "records/words.h"
#include "window/fakereader.h"
#include "window/fakework.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace window {

namespace {

QString operationFilter(OperationKind kind)
{
    using enum OperationKind;
    static const QHash<OperationKind, QString> words
        = {{CreateContact, u"contacts"_s}, {UpdateContact, u"contacts"_s}, {CreateItem, u"items"_s},
            {CreateInvoice, u"invoices"_s}, {VoidDocument, u"invoices"_s},
            {CreateCreditNote, u"credit-notes"_s}, {CreateBill, u"bills"_s},
            {CreateOverpayment, u"payments"_s}, {CreatePayment, u"payments"_s},
            {DeletePayment, u"payments"_s}, {RefundCredit, u"payments"_s},
            {CreateAllocation, u"allocations"_s}, {RemoveAllocation, u"allocations"_s}};
    return words.value(kind);
}

} // namespace

store::OutboxSummary FakeReader::outboxSummary() const
{
    store::OutboxSummary sums{
        8, 0, 1, 6, 41, 1, aud("2164.20"), {}, {}, aud("2945.80"), aud("12406.15"), {}};
    for (const store::OutboxRow& row : outboxRows) {
        if (row.group != store::OutboxGroup::Waiting)
            continue;
        auto sum = std::ranges::find(sums.waitingKinds, row.operation.kind, &store::KindSum::kind);
        if (sum == sums.waitingKinds.end())
            sum = sums.waitingKinds.insert(sum, {row.operation.kind, 0, {}});
        ++sum->count;
        if (!row.dependent)
            sum->money += row.operation.amount;
    }
    return sums;
}

QList<store::OutboxRow> FakeReader::outboxMatching(const store::Query& query) const
{
    QList<store::OutboxRow> rows;
    const auto isIn = [](const store::OutboxRow& row, const QString& group) {
        return group.isEmpty() || group == toText(row.operation.state)
            || (group == u"needs-you"_s && row.group == store::OutboxGroup::NeedsYou)
            || (group == u"confirmed-today"_s && row.group == store::OutboxGroup::ConfirmedToday);
    };
    for (const store::OutboxRow& row : outboxRows)
        if (isIn(row, query.group)
            && (isIn(row, query.filter) || operationFilter(row.operation.kind) == query.filter
                || (query.filter == u"stops-bank-line"_s && row.stopsBankLine))
            && (query.text.isEmpty()
                || row.operation.label.contains(query.text, Qt::CaseInsensitive)
                || row.accountName.contains(query.text, Qt::CaseInsensitive)))
            rows.append(row);
    lastOutbox = query;
    if (query.sortColumn == 0)
        std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.operation.label; });
    if (query.sortColumn >= 0 && query.order == store::Order::Descending)
        std::ranges::reverse(rows);
    return rows;
}

int FakeReader::outboxCount(const store::Query& query) const
{
    return static_cast<int>(outboxMatching(query).size());
}

QList<std::pair<store::OutboxGroup, int>> FakeReader::outboxGroups(const store::Query& query) const
{
    QList<std::pair<store::OutboxGroup, int>> groups;
    for (const store::OutboxRow& row : outboxMatching(query)) {
        if (groups.isEmpty() || groups.last().first != row.group)
            groups.append({row.group, 0});
        ++groups.last().second;
    }
    return groups;
}

QList<store::OutboxRow> FakeReader::outbox(const store::Query& query, int offset, int limit) const
{
    ++outboxWindows;
    return windowOf(outboxMatching(query), offset, limit);
}

QList<store::InboxRow> FakeReader::inboxMatching(const store::Query& query) const
{
    QList<store::InboxRow> rows;
    for (const store::InboxRow& row : inboxRows)
        if ((query.filter.isEmpty() || toText(row.intake.state) == query.filter)
            && (query.withReceipts || !row.isReceipt)
            && (row.accountName + row.intake.label).contains(query.text, Qt::CaseInsensitive))
            rows.append(row);
    lastInbox = query;
    return rows;
}

int FakeReader::inboxCount(const store::Query& query) const
{
    return static_cast<int>(inboxMatching(query).size());
}

QList<store::InboxRow> FakeReader::inbox(const store::Query& query, int offset, int limit) const
{
    return windowOf(inboxMatching(query), offset, limit);
}

QList<store::IntakeSum> FakeReader::inboxSums(const store::Query& query) const
{
    return sumsOf(inboxMatching(query));
}

static QString cardKey(const Cause& cause)
{
    return QString::number(static_cast<int>(cause.id)) + u'/' + cause.arguments.value(0);
}

QList<store::ProblemCard> FakeReader::problems(const store::Query& query) const
{
    QList<store::ProblemCard> cards;
    for (const store::OutboxRow& row : outboxRows) {
        const bool isProblem = row.operation.state == OperationState::Refused
            || row.operation.state == OperationState::Unknown
            || row.operation.state == OperationState::Parked;
        if (!isProblem
            || !(row.accountName + row.operation.label).contains(query.text, Qt::CaseInsensitive))
            continue;
        const QString key = cardKey(row.operation.cause);
        auto card = std::ranges::find(cards, key, &store::ProblemCard::key);
        if (card == cards.end())
            card = cards.insert(cards.end(),
                {row.operation.cause.id, key, row.operation.cause, {}, 0, {2025, 11, 12},
                    row.accountName});
        card->heldUp += row.operation.amount;
        ++card->records;
        card->bankLines += row.stopsBankLine ? 1 : 0;
        if (card->accountName != row.accountName)
            card->accountName.clear();
    }
    std::ranges::stable_sort(cards, std::ranges::greater(), &store::ProblemCard::heldUp);
    return cards;
}

QList<store::ProblemRow> FakeReader::problemRows(
    const QString& key, const store::Query& query, int offset, int limit) const
{
    QList<store::ProblemRow> rows;
    for (const store::OutboxRow& row : outboxRows)
        if (cardKey(row.operation.cause) == key && row.operation.state != OperationState::SetAside
            && (row.accountName + row.operation.label).contains(query.text, Qt::CaseInsensitive))
            rows.append({row.operation, row.accountName, {2025, 11, 12}, 0, {}, std::nullopt,
                u"https://go.xero.com/app/contact"_s});
    return windowOf(rows, offset, limit);
}

QList<store::AttemptRow> FakeReader::attempts(OperationId id) const
{
    for (const store::OutboxRow& row : outboxRows)
        if (row.operation.id == id && row.operation.attempts > 0)
            return {{now().addSecs(-8 * 60), u"PUT /api.xro/2.0/Invoices"_s,
                u"{\"Invoices\":[{\"InvoiceNumber\":\"%1\"}]}"_s.arg(row.operation.label),
                u"answered"_s, row.operation.cause.raw, 400}};
    return {};
}

} // namespace window
