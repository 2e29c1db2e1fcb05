// SPDX-License-Identifier: GPL-3.0-or-later

#include "window/fakereader.h"

// The links of the fake book: both sides, and what waits with item codes.
namespace window {

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace {

store::ContactRow contactRow(const QString& name, const QString& state, int n)
{
    store::ContactRow row;
    row.contact.id
        = mirror::ContactId::parse(u"e8a10000-0000-4000-8000-%1"_s.arg(n, 12, 10, QChar(u'0')));
    row.contact.name = name;
    row.contact.status
        = state == u"archived"_s || state == u"merged"_s ? u"ARCHIVED"_s : u"ACTIVE"_s;
    row.state = state;
    return row;
}

template <class Row>
QList<Row> windowed(const QList<Row>& rows, int offset, int limit)
{
    return rows.mid(offset, limit);
}

ledger::Line line(const QString& description, const QString& product)
{
    ledger::Line line;
    line.description = description;
    line.productCode = product;
    return line;
}

ledger::Product product(const QString& code, const QString& sku, ledger::ProductClass kind)
{
    ledger::Product product;
    product.code = code;
    product.sku = sku;
    product.name = code;
    product.productClass = kind;
    return product;
}

} // namespace

void FakeReader::fillLinks()
{
    contactRows = {contactRow(u"Coral Bay Dive Center"_s, u"free"_s, 1),
        contactRow(u"Coral Bay Charters"_s, u"doubled"_s, 2),
        contactRow(u"Harbourside Physio Pty Ltd"_s, u"linked"_s, 3),
        contactRow(u"Murray & Sons Plumbing"_s, u"merged"_s, 4),
        contactRow(u"Yarra Boats"_s, u"archived"_s, 5)};
    contactRows[2].account = AccountId{4};
    contactRows[2].accountNumber = u"104377"_s;
    contactRows[2].accountName = u"Harbourside Physio"_s;
    contactRows[2].contact.number = u"104377"_s;
    contactRows[2].contact.email = u"accounts@harbourside.example"_s;
    contactRows[3].survivorName = u"Murray Plumbing Group Pty Ltd"_s;
    items.settings.itemCodes = ItemCodes::Sku;
    using enum ledger::ProductClass;
    for (const ledger::Product& each : {product(u"NBN-100"_s, u"FIB-NBN100"_s, Billable),
             product(u"ROUTER"_s, {}, Physical), product(u"SETUP"_s, {}, Service)})
        items.products.insert(each.code, each);
    store::DocumentRow row;
    row.document.id = DocumentId{501};
    row.document.number = u"INV-10388"_s;
    row.document.total = aud("264.00");
    row.document.lines
        = {line(u"Fibre 100/40, November"_s, u"NBN-100"_s), line(u"Router"_s, u"ROUTER"_s),
            line(u"Setup on site"_s, u"SETUP"_s), line(u"Courier"_s, {})};
    row.accountName = u"Saltbush Landscapes"_s;
    row.cause = {CauseId::ItemCodeNotFound, {u"FIB-NBN100"_s}, {}};
    documentRows = {row};
    row.document.id = DocumentId{502};
    row.document.number = u"INV-10391"_s;
    row.document.lines = {line(u"Consulting"_s, {})};
    row.accountName = u"Waratah Legal"_s;
    row.cause = {};
    documentRows.append(row);
}

QHash<QString, int> FakeReader::linkCounts() const
{
    QHash<QString, int> counts;
    for (const store::LinkRow& row : linkRows)
        ++counts[row.state];
    return counts;
}

static QList<store::ContactRow> matching(
    const QList<store::ContactRow>& all, const store::Query& query)
{
    QList<store::ContactRow> rows;
    for (const store::ContactRow& row : all)
        if ((query.filter.isEmpty() || row.state == query.filter)
            && row.contact.name.contains(query.text, Qt::CaseInsensitive))
            rows.append(row);
    return rows;
}

int FakeReader::contactCount(const store::Query& query) const
{
    return static_cast<int>(matching(contactRows, query).size());
}

QList<store::ContactRow> FakeReader::contacts(
    const store::Query& query, int offset, int limit) const
{
    return windowed(matching(contactRows, query), offset, limit);
}

static QList<store::DocumentRow> matching(
    const QList<store::DocumentRow>& all, const store::Query& query)
{
    QList<store::DocumentRow> rows;
    for (const store::DocumentRow& row : all)
        if (query.filter.isEmpty() || row.cause)
            rows.append(row);
    return rows;
}

int FakeReader::unpushedCount(const store::Query& query) const
{
    return static_cast<int>(matching(documentRows, query).size());
}

QList<store::DocumentRow> FakeReader::unpushed(
    const store::Query& query, int offset, int limit) const
{
    return windowed(matching(documentRows, query), offset, limit);
}

std::optional<AccountFile> FakeReader::accountFile(AccountId id) const
{
    ++filesRead;
    if (files.contains(id))
        return files.value(id);
    AccountFile file;
    if (id && id.value <= accountRows.size())
        file = story(id);
    for (const store::LinkRow& row : linkRows)
        if (row.account == id && !file.account.id) {
            file.account.id = id;
            file.account.number = row.accountNumber;
            file.account.name = row.accountName;
        }
    file.account.email = u"accounts@coralbaydive.example"_s;
    file.account.phone = u"08 5550 0142"_s;
    return file;
}

} // namespace window
