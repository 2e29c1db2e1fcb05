// SPDX-License-Identifier: GPL-3.0-or-later

// links, checklist, export links: which account is which contact, what stands against it, and the
// report of it.

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/lookup.h"
#include "cli/session.h"
#include "plan/itemchecks.h"
#include "plan/linkchecks.h"
#include "report/mapping.h"
#include "report/tablefile.h"

#include <algorithm>

namespace cli {

namespace {

constexpr int kPage = 1000;

store::Query queryOf(const Arguments& arguments)
{
    return {.text = arguments.value("text"), .filter = arguments.value("filter")};
}

QString yesNo(bool is)
{
    return is ? QStringLiteral("x") : QStringLiteral("–");
}

QString howOf(const store::LinkRow& row)
{
    if (row.state != u"merged" || row.survivorName.isEmpty())
        return row.how;
    return QStringLiteral("merged into %1").arg(row.survivorName)
        + (row.rival.isEmpty() ? QString() : QStringLiteral(", as was that of %1").arg(row.rival));
}

Outcome<Answer> listLinks(const store::Reader& reader, const Arguments& arguments)
{
    static const QStringList states{QStringLiteral("linked"), QStringLiteral("not-linked"),
        QStringLiteral("to-create"), QStringLiteral("partial"), QStringLiteral("archived"),
        QStringLiteral("merged"), QStringLiteral("doubled"), QStringLiteral("need-a-look"),
        QStringLiteral("with-contact"), QStringLiteral("without-contact"),
        QStringLiteral("primary-missing")};
    const store::Query query = queryOf(arguments);
    if (!query.filter.isEmpty() && !states.contains(query.filter))
        return wrongUsage(QStringLiteral("--filter is one of %1, not \"%2\".")
                              .arg(states.join(QStringLiteral(", ")), query.filter));
    const QList<store::LinkRow> rows = reader.links(query, 0, arguments.limit());
    const int all = reader.linkCount(query);
    report::Table table{
        {QStringLiteral("State"), QStringLiteral("Number"), QStringLiteral("Account"),
            QStringLiteral("Contact in Xero"), QStringLiteral("How"), QStringLiteral("Waiting")},
        {}, {5}};
    for (const store::LinkRow& row : rows)
        table.rows.append({row.state, row.accountNumber, row.accountName, row.contactName,
            howOf(row), QString::number(row.waiting)});
    return Answer{report::toText(table) + shownOf(static_cast<int>(rows.size()), all),
        {{QStringLiteral("count"), all}, {QStringLiteral("links"), toJsonArray(rows)}}};
}

Outcome<Answer> listContacts(const store::Reader& reader, const Arguments& arguments)
{
    static const QStringList states{QStringLiteral("linked"), QStringLiteral("free"),
        QStringLiteral("archived"), QStringLiteral("merged"), QStringLiteral("doubled")};
    const store::Query query = queryOf(arguments);
    if (!query.filter.isEmpty() && !states.contains(query.filter))
        return wrongUsage(QStringLiteral("With --contacts --filter is one of %1, not \"%2\".")
                              .arg(states.join(QStringLiteral(", ")), query.filter));
    const QList<store::ContactRow> rows = reader.contacts(query, 0, arguments.limit());
    const int all = reader.contactCount(query);
    report::Table table{{QStringLiteral("State"), QStringLiteral("Contact in Xero"),
                            QStringLiteral("ContactNumber"), QStringLiteral("E-mail"),
                            QStringLiteral("Account"), QStringLiteral("Id")},
        {}, {}};
    for (const store::ContactRow& row : rows)
        table.rows.append({row.state, row.contact.name, row.contact.number, row.contact.email,
            row.account ? row.accountNumber + u' ' + row.accountName : QString(),
            row.contact.id.toString()});
    return Answer{report::toText(table) + shownOf(static_cast<int>(rows.size()), all),
        {{QStringLiteral("count"), all}, {QStringLiteral("contacts"), toJsonArray(rows)}}};
}

QJsonArray barsJson(const QList<plan::Barring>& bars)
{
    QJsonArray list;
    for (const plan::Barring& each : bars)
        list.append(QJsonObject{{QStringLiteral("record"), toJson(std::optional(each.record))},
            {QStringLiteral("label"), each.label},
            {QStringLiteral("amount"), toJson(each.amount)}});
    return list;
}

void addCandidates(const store::Reader& reader, records::AccountId id, Answer& answer)
{
    QJsonArray list;
    report::Table table{
        {QStringLiteral("  Could be"), QStringLiteral("What speaks for it"), QStringLiteral("Id")},
        {}, {}};
    for (const store::LinkCandidate& each : reader.linkCandidates(id, {}).mid(0, 10)) {
        table.rows.append({QStringLiteral("  ") + each.contact.name,
            each.evidence.isEmpty() ? QStringLiteral("part of the name") : each.evidence,
            each.contact.id.toString()});
        QJsonArray fields;
        for (const store::LinkEvidence& field : each.fields)
            fields.append(QJsonObject{{QStringLiteral("field"), field.field},
                {QStringLiteral("words"), field.words}, {QStringLiteral("agrees"), field.agrees}});
        list.append(QJsonObject{{QStringLiteral("contactId"), each.contact.id.toString()},
            {QStringLiteral("name"), each.contact.name}, {QStringLiteral("fields"), fields}});
    }
    if (!table.rows.isEmpty())
        answer.text += report::toText(table);
    answer.json.insert(QStringLiteral("candidates"), list);
}

void addConditions(const records::AccountFile& file, Answer& answer)
{
    const plan::Disassociation asked = plan::disassociation(file);
    answer.text += QStringLiteral("May it be disassociated? %1\n")
                       .arg(asked.mayGo() ? QStringLiteral("Yes.") : QStringLiteral("No."));
    for (const plan::Condition& condition : plan::conditions(asked))
        answer.text += condition.bars.isEmpty()
            ? QStringLiteral("  [x] %1\n").arg(condition.sentence)
            : QStringLiteral("  [ ] %1: %2\n").arg(condition.sentence, plan::words(condition.bars));
    if (asked.isBeingLookedUp)
        answer.text += QStringLiteral("  [ ] A push of it is being looked up\n");
    answer.json.insert(QStringLiteral("disassociation"),
        QJsonObject{{QStringLiteral("mayGo"), asked.mayGo()},
            {QStringLiteral("outstanding"), barsJson(asked.outstanding)},
            {QStringLiteral("partCredits"), barsJson(asked.partCredits)},
            {QStringLiteral("partPayments"), barsJson(asked.partPayments)},
            {QStringLiteral("beingLookedUp"), asked.isBeingLookedUp}});
}

void addMergeSafety(const records::AccountFile& file, Answer& answer)
{
    const plan::MergeSafety safety = plan::mergeSafety(file);
    answer.text += QStringLiteral("Safe to merge in Xero? %1 %2 invoices, %3 payments and %4 "
                                  "allocations wait.\n")
                       .arg(safety.isSafe() ? QStringLiteral("Yes:") : QStringLiteral("No:"))
                       .arg(safety.invoices)
                       .arg(safety.payments)
                       .arg(safety.allocations);
    answer.json.insert(QStringLiteral("safeToMerge"),
        QJsonObject{{QStringLiteral("safe"), safety.isSafe()},
            {QStringLiteral("invoices"), safety.invoices},
            {QStringLiteral("payments"), safety.payments},
            {QStringLiteral("allocations"), safety.allocations}});
}

// One account: its link, who it could be, and what bars taking the link away or merging.
Outcome<Answer> linkOf(const store::Reader& reader, const QString& typed)
{
    const auto id = findAccount(reader, typed);
    if (!id)
        return tl::unexpected(id.error());
    const auto file = reader.accountFile(*id);
    if (!file)
        return wrongUsage(QStringLiteral("There is no account \"%1\".").arg(typed));
    Answer answer;
    for (const store::LinkRow& row : reader.links({.text = file->account.number}, 0, kPage)) {
        if (row.account != *id)
            continue;
        answer.json = toJson(row);
        answer.text = QStringLiteral("%1 %2: %3%4\n")
                          .arg(row.accountNumber, row.accountName, report::linkWord(row.state),
                              row.contactName.isEmpty()
                                  ? QString()
                                  : QStringLiteral(", %1 (%2)").arg(row.contactName, howOf(row)));
        answer.text
            += QStringLiteral("Primary contact: %1 in the ledger, %2 in Xero\n")
                   .arg(row.primary.isEmpty() ? QStringLiteral("none") : row.primary,
                       row.xeroPrimary.isEmpty() ? QStringLiteral("none") : row.xeroPrimary);
        if (row.state != u"linked")
            addCandidates(reader, *id, answer);
    }
    if (file->link)
        addConditions(*file, answer);
    addMergeSafety(*file, answer);
    return answer;
}

Outcome<Answer> links(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    if (!arguments.at(1).isEmpty())
        return linkOf(**reader, arguments.at(1));
    return arguments.has("contacts") ? listContacts(**reader, arguments)
                                     : listLinks(**reader, arguments);
}

// R144: who lacks a primary contact, on which side.
Outcome<Answer> primaryContacts(const store::Reader& reader, const Arguments& arguments)
{
    const store::Query query{.filter = QStringLiteral("primary-missing")};
    const QList<store::LinkRow> rows = reader.links(query, 0, arguments.limit());
    const int all = reader.linkCount(query);
    report::Table table{{QStringLiteral("Number"), QStringLiteral("Account"),
                            QStringLiteral("In the ledger"), QStringLiteral("In Xero")},
        {}, {}};
    const auto said
        = [](const QString& name) { return name.isEmpty() ? QStringLiteral("missing") : name; };
    for (const store::LinkRow& row : rows)
        table.rows.append({row.accountNumber, row.accountName, said(row.primary),
            row.contactId.isEmpty() ? QStringLiteral("not linked") : said(row.xeroPrimary)});
    return Answer{
        QStringLiteral("%1 accounts lack a primary contact on one side or both.\n\n").arg(all)
            + report::toText(table) + shownOf(static_cast<int>(rows.size()), all),
        {{QStringLiteral("count"), all}, {QStringLiteral("links"), toJsonArray(rows)}}};
}

QJsonObject documentJson(const store::DocumentRow& row, const records::Surroundings& around)
{
    QJsonArray lines;
    for (const records::ledger::Line& line : row.document.lines) {
        const plan::ItemTicks ticks = plan::itemTicks(line, around);
        lines.append(QJsonObject{{QStringLiteral("description"), line.description},
            {QStringLiteral("code"), ticks.code}, {QStringLiteral("product"), ticks.isProduct},
            {QStringLiteral("billableOrPhysical"), ticks.isSold},
            {QStringLiteral("hasCode"), ticks.hasCode && !ticks.isDoubled},
            {QStringLiteral("inXero"), ticks.isInXero},
            {QStringLiteral("passes"), ticks.passes()}});
    }
    return {{QStringLiteral("number"), row.document.number},
        {QStringLiteral("account"), row.accountName},
        {QStringLiteral("kind"), plan::wordOf(plan::mixOf(row.document, around)).toLower()},
        {QStringLiteral("lines"), lines}};
}

void addTicks(
    report::Table& table, const store::DocumentRow& row, const records::Surroundings& around)
{
    const QString badge = plan::wordOf(plan::mixOf(row.document, around));
    for (const records::ledger::Line& line : row.document.lines) {
        const plan::ItemTicks ticks = plan::itemTicks(line, around);
        const auto tick = [&](bool is) { return ticks.needsItem() ? yesNo(is) : QString(); };
        table.rows.append({row.document.number, badge, line.description.left(40), ticks.code,
            yesNo(ticks.isProduct), ticks.isProduct ? yesNo(ticks.isSold) : QString(),
            tick(ticks.hasCode && !ticks.isDoubled), tick(ticks.isInXero),
            ticks.passes() ? QString() : QStringLiteral("<")});
    }
}

QString wordsOf(const plan::ProductFault& fault)
{
    return fault.code.isEmpty()
        ? QStringLiteral("has no item code")
        : QStringLiteral("shares the item code %1 with another product").arg(fault.code);
}

// R129–R136: four ticks a line, and the products whose codes say nothing.
Outcome<Answer> itemCodes(const store::Reader& reader, const Arguments& arguments)
{
    const records::Surroundings around = reader.surroundings();
    report::Table table{
        {QStringLiteral("Document"), QStringLiteral("Kind"), QStringLiteral("Line"),
            QStringLiteral("Item code"), QStringLiteral("Product"), QStringLiteral("Sold"),
            QStringLiteral("Has code"), QStringLiteral("In Xero"), QString()},
        {}, {}};
    const QList<store::DocumentRow> rows = reader.unpushed({}, 0, arguments.limit());
    const int all = reader.unpushedCount({});
    QJsonArray documents, products;
    for (const store::DocumentRow& row : rows) {
        addTicks(table, row, around);
        documents.append(documentJson(row, around));
    }
    Answer answer;
    if (around.settings.itemCodes == records::ItemCodes::Off)
        answer.text = QStringLiteral("This book sends no item codes (set FILE itemCodes).\n\n");
    answer.text += report::toText(table) + shownOf(static_cast<int>(rows.size()), all);
    for (const plan::ProductFault& fault : plan::productFaults(around)) {
        answer.text += QStringLiteral("Product %1 %2 %3.\n")
                           .arg(fault.product.code, fault.product.name, wordsOf(fault));
        products.append(QJsonObject{{QStringLiteral("product"), fault.product.code},
            {QStringLiteral("name"), fault.product.name}, {QStringLiteral("code"), fault.code}});
    }
    answer.json = {{QStringLiteral("count"), all}, {QStringLiteral("documents"), documents},
        {QStringLiteral("products"), products}};
    return answer;
}

Outcome<Answer> checklist(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    if (arguments.at(1) == QStringLiteral("primary-contacts"))
        return primaryContacts(**reader, arguments);
    if (arguments.at(1) == QStringLiteral("item-codes"))
        return itemCodes(**reader, arguments);
    return wrongUsage(QStringLiteral("There are two checklists: primary-contacts and item-codes."));
}

} // namespace

Outcome<Answer> exportLinks(const Arguments& arguments)
{
    const QString to = arguments.value("to");
    const bool isKnown = to.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive)
        || to.endsWith(QStringLiteral(".xlsx"), Qt::CaseInsensitive);
    if (!isKnown)
        return wrongUsage(QStringLiteral("export FILE links --to X.csv or X.xlsx"));
    const QStringList filters{
        QString(), QStringLiteral("with-contact"), QStringLiteral("without-contact")};
    if (!filters.contains(arguments.value("filter")))
        return wrongUsage(QStringLiteral("--filter is with-contact or without-contact."));
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    QList<report::MappingLine> lines;
    const store::Query query{.filter = arguments.value("filter"), .sortColumn = 0};
    const int all = (*reader)->linkCount(query);
    for (const store::LinkRow& row : (*reader)->links(query, 0, all))
        lines.append({row.accountNumber, row.accountName, row.contactId, row.contactName, row.state,
            row.how, row.linkedAt});
    if (const auto written = report::writeTable(report::mappingTable(lines), to); !written)
        return failed(written.error());
    return Answer{QStringLiteral("%1 accounts written to %2.\n").arg(lines.size()).arg(to),
        {{QStringLiteral("file"), to}, {QStringLiteral("rows"), lines.size()}}};
}

QList<Command> linkListCommands()
{
    return {
        {QStringLiteral("links"),
            QStringLiteral("FILE [ACCOUNT] [--contacts] [--filter STATE] [--text T]"),
            QStringLiteral("Which account is which contact in Xero; or of one account, who it "
                           "could be and what bars taking its link away."),
            listOptions("Only in this state.")
                + QList<QCommandLineOption>{flag(
                    "contacts", "Xero's contacts instead, and whose each is here.")},
            1, 2, links},
        {QStringLiteral("checklist"), QStringLiteral("FILE primary-contacts|item-codes"),
            QStringLiteral("Accounts without a primary contact; or item codes, line by line."),
            {option("limit", "How many rows at most (200); 0 is all.", "N")}, 2, 2, checklist},
    };
}

} // namespace cli
