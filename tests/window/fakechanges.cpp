// SPDX-License-Identifier: GPL-3.0-or-later

// What people changed in the demo book's Xero, as the look's picture shows it.

#include "window/fakereader.h"

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace window {

namespace {

QDateTime on(int day, int hour, int minute)
{
    return QDateTime({2025, 11, day}, {hour, minute}, Qt::UTC);
}

struct Told {
    ChangeKind kind;
    XeroKind xero;
    RecordKind ledger;
    const char *label, *account, *effect;
    int day, hour, minute;
    ChangeState state;
    QList<int> rules;
    QList<FieldChange> fields;
    QList<ChangeWay> ways;
};

QList<Told> told()
{
    using enum ChangeKind;
    using enum ChangeWay;
    const QList keep{ChangeWay::Keep};
    return {
        {Voided, XeroKind::Invoice, RecordKind::Invoice, "INV-10377", "Nullarbor Freight Lines",
            "1000.00", 19, 16, 42, ChangeState::ToDecide, {75},
            {{u"Status"_s, u"AUTHORISED"_s, u"VOIDED"_s},
                {u"Total"_s, u"1,000.00"_s, u"1,000.00"_s}, {u"Due"_s, u"1,000.00"_s, u"0.00"_s},
                {u"Lines"_s, u"2"_s, u"2"_s}},
            {PushAgain, FollowHere, Keep}},
        {LinesChanged, XeroKind::Invoice, RecordKind::Invoice, "INV-10366", "Lakeside Caravan Park",
            "0.01", 18, 11, 5, ChangeState::ToDecide, {79, 78},
            {{u"Total"_s, u"79.00"_s, u"78.99"_s},
                {u"Line 1"_s, u"1 × Fibre 50, 71.82"_s, u"1 × Fibre fifty, 71.81"_s}},
            {ChangeWay::PutBack, Keep}},
        {ContactMerged, XeroKind::Contact, RecordKind::Account, "Murray & Sons Plumbing",
            "Murray & Sons Plumbing", "0.00", 17, 15, 30, ChangeState::ToDecide, {15, 16},
            {{u"Status"_s, u"ACTIVE"_s, u"merged into another"_s}}, {Relink, Keep}},
        {EmailChanged, XeroKind::Contact, RecordKind::Account, "Currawong Dental",
            "Currawong Dental", "0.00", 14, 14, 20, ChangeState::ToDecide, {5},
            {{u"E-mail"_s, u"desk@currawong.example"_s, u"accounts@currawong.example"_s}},
            {CopyHere, ChangeWay::PutBack, Keep}},
        {PhoneChanged, XeroKind::Contact, RecordKind::Account, "Currawong Dental",
            "Currawong Dental", "0.00", 14, 14, 18, ChangeState::ToDecide, {5},
            {{u"Phone"_s, u"08 5550 0100"_s, u"08 5550 0199"_s}},
            {CopyHere, ChangeWay::PutBack, Keep}},
        {DueDateChanged, XeroKind::Invoice, RecordKind::Invoice, "INV-10355", "Quandong Catering",
            "0.00", 13, 10, 51, ChangeState::ToDecide, {24},
            {{u"Due date"_s, u"20 Nov 2025"_s, u"30 Nov 2025"_s}}, {ChangeWay::PutBack, Keep}},
        {AllocatedByHand, XeroKind::Allocation, RecordKind::Payment, "150.00 to INV-10329",
            "Blue Wren Books", "0.00", 17, 9, 12, ChangeState::Followed, {77, 84},
            {{u"Allocated"_s, u"0.00"_s, u"150.00"_s}}, keep},
        {ReferenceChanged, XeroKind::Invoice, RecordKind::Invoice, "INV-10358",
            "Mallee Grain Traders", "0.00", 12, 17, 3, ChangeState::Accepted, {24},
            {{u"Reference"_s, u"–"_s, u"PO 4471"_s}}, keep},
        {NameChanged, XeroKind::Contact, RecordKind::Account, "Eastgate Auto Electrics",
            "Eastgate Auto Electrics", "0.00", 4, 9, 58, ChangeState::Copied, {5},
            {{u"Name"_s, u"Eastgate Auto"_s, u"Eastgate Auto Electrics"_s}}, keep},
    };
}

} // namespace

void FakeReader::fillChanges()
{
    qint64 id = 0;
    for (const Told& each : told()) {
        store::ChangeRow row;
        ++id;
        row.change.id = {id};
        row.change.kind = each.kind;
        row.change.account = AccountId{id};
        row.change.ledger = RecordRef{each.ledger, id};
        row.change.xero = row.change.parent
            = {each.xero, QUuid::createUuidV5(QUuid(), QString::fromLatin1(each.label))};
        row.change.rules = each.rules;
        row.change.label = QString::fromLatin1(each.label);
        row.change.fields = each.fields;
        row.change.effect = aud(each.effect);
        row.change.changedAt = on(each.day, each.hour, each.minute);
        row.change.ways = each.ways;
        row.accountName = QString::fromLatin1(each.account);
        row.foundAt = row.change.changedAt;
        row.xeroUrl = u"https://go.xero.example/x"_s;
        row.author = {u"Dana Reed"_s, u"Edited"_s, row.change.changedAt};
        row.stands = true;
        if (each.state != ChangeState::ToDecide) {
            row.decision = {each.state, {}, u"you"_s, on(each.day + 1, 10, 0)};
            row.decided = {100 + id};
        } else {
            row.decision.state = ChangeState::ToDecide;
        }
        changeRows.append(row);
    }
}

QList<store::ChangeRow> FakeReader::changesMatching(const store::Query& query) const
{
    QList<store::ChangeRow> rows;
    for (const store::ChangeRow& row : changeRows) {
        const bool isMoney = !row.change.effect.isZero();
        const bool isContact = row.change.xero.kind == XeroKind::Contact;
        const bool isOpen = row.decision.state == ChangeState::ToDecide;
        if ((query.filter == u"money"_s && !isMoney)
            || (query.filter == u"contacts"_s && !isContact)
            || (query.filter == u"details"_s && (isMoney || isContact))
            || (query.group == u"to-decide"_s && !isOpen) || (query.group == u"settled"_s && isOpen)
            || !(row.change.label + row.accountName).contains(query.text, Qt::CaseInsensitive))
            continue;
        rows.append(row);
    }
    return rows;
}

int FakeReader::changeCount(const store::Query& query) const
{
    return static_cast<int>(changesMatching(query).size());
}

QList<store::ChangeRow> FakeReader::changes(const store::Query& query, int offset, int limit) const
{
    return windowOf(changesMatching(query), offset, limit);
}

store::ChangeSums FakeReader::changeSums(const store::Query& query) const
{
    store::ChangeSums sums;
    sums.effect = aud("0.00");
    for (const store::ChangeRow& row : changesMatching(query)) {
        if (row.decision.state != ChangeState::ToDecide) {
            ++sums.settled;
            continue;
        }
        ++sums.toDecide;
        sums.money += row.change.effect.isZero() ? 0 : 1;
        sums.effect += row.change.effect;
    }
    return sums;
}

QList<store::ChangeRow> FakeReader::changesOf(XeroRef record) const
{
    QList<store::ChangeRow> rows;
    std::ranges::copy_if(changeRows, std::back_inserter(rows),
        [&](const store::ChangeRow& row) { return row.change.xero == record; });
    return rows;
}

} // namespace window
