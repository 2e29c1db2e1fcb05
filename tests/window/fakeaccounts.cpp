// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/bridge.h"
#include "bridge/signed.h"
#include "fakereader.h"
#include "support/accountbuilder.h"

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;
using support::aud;

// The accounts of the pictures; one of them has its whole story.
namespace window {

namespace {

constexpr qint64 kFailedInvoice = 20'000;
constexpr qint64 kLatePayment = 10'001;

// The words of the pictures.
void asPictured(BridgeLine& line)
{
    switch (line.cause) {
    case BridgeCause::Failed:
        line.label = u"INV-10388, item code missing"_s;
        line.remedy = RemedyId::CreateItem;
        break;
    case BridgeCause::WaitingCredit:
        line.label = u"from a receipt of 120.00"_s;
        line.remedy = RemedyId::ShowInXero;
        break;
    case BridgeCause::NotYetPushed:
        line.label = u"PAY-20417"_s;
        break;
    default:
        break;
    }
}

bool isWanted(const store::AccountRow& row, const store::Query& query)
{
    return (query.filter != u"differ"_s || row.differs)
        && (query.filter != u"unexplained"_s || !row.unexplained.isZero())
        && (query.filter != u"stale"_s || row.isStale)
        && (query.filter != u"suspended"_s || row.isSuspended)
        && (!query.cause || (row.differs && row.cause == *query.cause))
        && (query.currency.isNone() || row.difference.currency() == query.currency)
        && row.difference.abs().minor() >= query.atLeast;
}

template <class Record>
void renumber(QList<Record>& records, const QString& number, qint64 id)
{
    for (Record& one : records)
        if (one.number == number)
            one.id = {id};
}

AccountFile harbourside(AccountId id)
{
    support::AccountBuilder story;
    story.on({2025, 10, 3});
    const auto first = story.invoice(u"INV-10270"_s, aud("100.00"));
    story.push(first);
    story.on({2025, 10, 9});
    story.payInXero(story.twinOf(first), aud("100.00"));
    story.receive(mirror::CreditKind::Overpayment, aud("20.00"));
    story.takeIn();
    const auto bill = [&](QDate day, const QString& number, const char* amount) {
        const auto invoice = story.on(day).invoice(number, aud(amount));
        story.push(invoice);
        return invoice;
    };
    const auto paid = bill({2025, 10, 10}, u"INV-10291"_s, "888.00");
    bill({2025, 10, 24}, u"INV-10340"_s, "322.00");
    bill({2025, 10, 31}, u"INV-10344"_s, "555.55");
    bill({2025, 11, 7}, u"INV-10371"_s, "344.50");
    story.on({2025, 11, 12}).ledgerCredit(u"CR-0311"_s, aud("322.00"));
    story.on({2025, 11, 14}).invoice(u"INV-10388"_s, aud("412.50"));
    renumber(story.file().documents, u"INV-10388"_s, kFailedInvoice);
    story.operation(
        {RecordKind::Invoice, kFailedInvoice}, OperationState::Refused, CauseId::ItemCodeNotFound);
    story.on({2025, 11, 20}).payment(u"PAY-20417"_s, aud("888.00"));
    renumber(story.file().payments, u"PAY-20417"_s, kLatePayment);
    story.allocate(PaymentId{kLatePayment}, paid, aud("888.00"));
    renumber(story.file().payments, u"PAY-1"_s, kLatePayment + 1);
    story.file().account.id = id;
    return story.file();
}

} // namespace

QList<store::CauseSum> FakeReader::causeSums(const QString&, const store::Query& query) const
{
    if (!query.currency.isNone() && query.currency != book.currency)
        return {{BridgeCause::MirrorIncomplete, 1, {-900, query.currency}}};
    return today().causes;
}

QList<SignedAccount> FakeReader::signedAccounts(
    SignOffId, AccountId only, bool, int offset, int limit) const
{
    QList<SignedAccount> rows = signedRows;
    rows.removeIf([&](const SignedAccount& row) { return only && row.account != only; });
    return windowOf(rows, offset, limit);
}

void FakeReader::signHarbourside()
{
    const AccountId id{4};
    const QDate day(2025, 10, 31);
    SignOff signOff{.id = SignOffId{7}, .scope = SignOffScope::Account, .day = day};
    signOff.preparer = u"Dana Reed"_s;
    signOff.reviewer = u"Kim Ochoa"_s;
    signOff.preparedAt = QDateTime({2025, 11, 3}, {9, 12});
    signOff.reviewedAt = QDateTime({2025, 11, 3}, {16, 40});
    signOff.note = u"The receipt of 120.00 is with the customer."_s;
    signOff.threshold = aud("0.00");
    signOff.seal = QByteArray("3fa9c1d27b604e58a1f0c2d3e4b5968778695a4b3c2d1e0f9a8b7c6d5e4f3021");
    signOff.state = SignOffState::Suspended;
    signOff.suspendedAt = QDateTime({2025, 11, 20}, {10, 7});
    signOff.accounts = 1;
    signedRows = bridge::signedAccounts(story(id), day);
    SignOffChange change{.signOff = signOff.id, .account = id};
    for (SignedAccount& row : signedRows) {
        change.name = row.name = accountRows.at(3).name;
        change.side = row.side;
        change.currency = row.currency;
        for (SignedItem& item : row.items)
            if (item.ledger && item.label == u"INV-10340"_s)
                item.amount = item.amount - aud("12.00");
        row.ledger = row.ledger - aud("12.00");
    }
    signedCauses.clear();
    for (const bridge::Signing& one : bridge::signings(story(id), surroundings(), day))
        signedCauses += one.lines;
    signOff.sums = sumsOf(signedRows);
    signOff.xeroReadAt = QDateTime({2025, 11, 3}, {9, 5});
    change.ledger = aud("12.00");
    change.records = 1;
    signedChanges = {change};
    signedEvents = {{signOff.preparedAt, signOff.preparer,
                        u"prepared as of 2025-10-31. "_s + sentenceOf(signOff.sums.first())},
        {signOff.reviewedAt, signOff.reviewer, u"reviewed and signed off"_s},
        {signOff.suspendedAt, u"Tieout"_s,
            u"suspended: %1 %2: the ledger moved by +12.00"_s.arg(
                accountRows.at(3).number, change.name)}};
    SignOff whole = signOff;
    whole.id = SignOffId{8};
    whole.scope = SignOffScope::Book;
    whole.state = SignOffState::Prepared;
    whole.reviewer.clear();
    whole.accounts = 1284;
    whole.sums = {{.currency = aud("0").currency(),
        .balances = 1284,
        .ledger = aud("241002.10"),
        .xero = aud("239877.34")}};
    signed_ = {whole, signOff};
    accountRows[3].signedTo = accountRows[11].signedTo = day;
    accountRows[3].isSuspended = true;
}

void FakeReader::rememberDays(int count)
{
    days.clear();
    for (int i = 0; i < count; ++i) {
        store::BalanceDay one{.day = now().date().addDays(i - count + 1)};
        one.ledger = aud("248316.40") - base::Money(((i * 7919) % 901) * 100, book.currency);
        one.xero = aud("245181.44") - base::Money(((i * 104729) % 607) * 100, book.currency);
        one.heldUp = base::Money(((i * 3571) % 401) * 1000, book.currency);
        days.append(one);
    }
}

std::optional<SignOff> FakeReader::signOff(SignOffId id) const
{
    for (const SignOff& one : signed_)
        if (one.id == id)
            return one;
    return std::nullopt;
}

Surroundings FakeReader::surroundings() const
{
    Surroundings around = support::surroundings();
    around.itemCodes = items.itemCodes;
    around.products = items.products;
    around.duplicateCodes = items.duplicateCodes;
    around.settings = book;
    around.settings.itemCodes = items.settings.itemCodes;
    return around;
}

AccountFile FakeReader::story(AccountId id) const
{
    const store::AccountRow& row = accountRows.at(id.value - 1);
    AccountFile file;
    if (row.causes == 4)
        file = harbourside(id);
    file.account.name = row.name;
    file.account.number = row.number;
    return file;
}

QList<store::AccountRow> FakeReader::accountsMatching(
    const QString& role, const store::Query& query) const
{
    QList<store::AccountRow> rows;
    for (const store::AccountRow& row : role == u"customer"_s ? accountRows : vendorRows)
        if (isWanted(row, query)
            && (query.text.isEmpty() || row.name.contains(query.text, Qt::CaseInsensitive)
                || row.number == query.text))
            rows.append(row);
    // As the book's reader sorts: by name when asked, else the largest difference first.
    const bool byName = query.sortColumn == 1;
    std::ranges::stable_sort(rows, [&](const store::AccountRow& a, const store::AccountRow& b) {
        return byName ? a.name < b.name : a.difference.abs().minor() > b.difference.abs().minor();
    });
    lastAccounts = query;
    return rows;
}

int FakeReader::accountCount(const QString& role, const store::Query& query) const
{
    return static_cast<int>(accountsMatching(role, query).size());
}

QList<store::AccountRow> FakeReader::accounts(
    const QString& role, const store::Query& query, int offset, int limit) const
{
    largestWindow = std::max(largestWindow, limit);
    return windowOf(accountsMatching(role, query), offset, limit);
}

QString FakeReader::address(XeroRef record) const
{
    if (record.kind != XeroKind::Invoice && record.kind != XeroKind::Payment)
        return {}; // as Xero has none for an overpayment
    return u"https://go.xero.com/app/%1"_s.arg(record.id.toString(QUuid::WithoutBraces));
}

QList<store::BalanceSum> FakeReader::balanceSums(
    const QString& role, const store::Query& query) const
{
    const auto& rows = role == u"customer"_s ? accountRows : vendorRows;
    store::BalanceSum sum{.currency = book.currency,
        .rows = accountCount(role, query),
        .differing = static_cast<int>(std::ranges::count_if(rows, &store::AccountRow::differs)),
        .stale = static_cast<int>(std::ranges::count_if(rows, &store::AccountRow::isStale)),
        .notExplained = notExplained,
        .ledger = aud("248316.40"),
        .xero = aud("245181.44"),
        .unexplained = unexplained};
    return QList<store::BalanceSum>{sum} + otherSums;
}

std::optional<store::AccountDetail> FakeReader::account(AccountId id) const
{
    if (!id || id.value > accountRows.size())
        return {};
    const store::AccountRow& row = accountRows.at(id.value - 1);
    store::AccountDetail detail;
    detail.account.id = id;
    detail.account.name = row.name;
    detail.account.number = row.number;
    detail.link = Link{.account = id, .contactName = row.name};
    detail.contactName = row.name + u" Pty Ltd"_s;
    detail.xeroUrl = u"https://go.xero.com/app/contact"_s;
    detail.bridge.currency = book.currency;
    for (const Preflight& bank : banks)
        for (const Hazard& hazard : bank.hazards)
            if (hazard.account == id)
                detail.hazards.append(hazard);
    detail.notice = notices.value(id);
    detail.control = controls.value(id);
    if (storied.contains(id)) {
        const AccountFile file = files.value(id);
        detail.bridge
            = bridge::explain(file, surroundings(), {Side::Receivable, file.account.currency});
        return detail;
    }
    detail.bridge.ledger = row.ledger;
    detail.bridge.xero = row.xero;
    const auto add
        = [&](BridgeCause cause, const char* amount, const char* label, RemedyId remedy) {
              BridgeLine line;
              line.account = id;
              line.cause = cause;
              line.amount = aud(amount);
              line.label = QString::fromLatin1(label);
              line.remedy = remedy;
              const bool isPayment = cause == BridgeCause::NotYetPushed;
              line.ledger = isPayment
                  ? RecordRef{RecordKind::Payment, 10'001}
                  : RecordRef{RecordKind::Invoice, 20'000 + detail.bridge.lines.size()};
              detail.bridge.lines.append(line);
          };
    for (int i = 0; row.causes > 4 && i < row.causes; ++i)
        add(BridgeCause::Failed, QByteArray::number((i + 1) * 10).constData(), "INV-1",
            RemedyId::OpenProblem);
    if (row.causes == 1)
        add(row.cause, row.difference.toString().toLatin1().constData(), "INV-10381",
            RemedyId::OpenProblem);
    if (row.causes == 4) {
        Operation push = outboxRows.at(2).operation; // INV-10388, item code missing
        push.subject = {RecordKind::Invoice, kFailedInvoice};
        detail.pushes.insert(push.subject, push);
        detail.bridge.lines = bridge::explain(
            *accountFile(id), support::surroundings(), {Side::Receivable, book.currency})
                                  .lines;
        for (BridgeLine& line : detail.bridge.lines)
            asPictured(line);
    }
    return detail;
}

} // namespace window
