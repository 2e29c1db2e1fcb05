// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/words.h"
#include "models/models.h"
#include "report/mapping.h"

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

bool isLinked(const store::LinkRow& row)
{
    return row.state == u"linked"_s;
}

QString how(const store::LinkRow& row)
{
    if (row.state == u"merged"_s)
        return row.survivorName.isEmpty() ? u"Merged into another"_s
            : row.rival.isEmpty()         ? u"Merged into %1"_s.arg(row.survivorName)
                                          : u"Merged, as was %1"_s.arg(row.rival);
    if (row.state == u"archived"_s)
        return u"Archived in Xero"_s;
    if (row.state == u"partial"_s)
        return row.contactName.isEmpty() ? u"Name missing"_s : u"Way back missing"_s;
    if (row.state == u"doubled"_s)
        return u"Another contact is like it"_s;
    if (!row.how.isEmpty())
        return row.how;
    if (row.state == u"to-create"_s)
        return u"With the next push"_s;
    return row.candidates > 0 ? ui::counted(row.candidates, u"candidate"_s, u"candidates"_s)
                              : QString();
}

Cell primaryCell(const QString& name)
{
    return name.isEmpty() ? textCell(u"missing"_s, Tone::Waiting) : textCell(name, Tone::Text2);
}

} // namespace

Cell linkState(const store::LinkRow& row)
{
    const QString word = report::linkWord(row.state);
    if (isLinked(row))
        return stateCell(u"safe"_s, Tone::Safe, word);
    if (row.state == u"to-create"_s)
        return stateCell(u"waiting"_s, Tone::Waiting, word);
    if (row.state == u"partial"_s || row.state == u"doubled"_s)
        return stateCell(u"tie"_s, Tone::Waiting, word);
    if (row.state == u"archived"_s)
        return stateCell(u"set-aside"_s, Tone::Stop, word);
    if (row.state == u"merged"_s)
        return stateCell(u"merge"_s, Tone::Stop, word);
    return stateCell(u"links"_s, Tone::Stop, word);
}

LinksModel::LinksModel(Context& context, QObject* parent)
    : ListModel(
        {{u"State"_s, 150}, {u"Account in the ledger"_s, 180, true, false, true},
            {u"Id"_s, 84, false, false, true}, {u"Contact in Xero"_s, 200, true, false, true},
            {u"How"_s, 160, false, false, false, 720}, {u"Waiting"_s, 84, false, true},
            {u"Primary contact"_s, 150, false, false, true, 1'060},
            {u"Primary in Xero"_s, 150, false, false, true, 1'060}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().links(
            sortedAs(query(), {4, 1, 0, 2, 3, -1, 5, 6}), offset, limit);
    })
{
}

int LinksModel::count(const store::Query& query) const
{
    return m_context.hasBook() ? m_context.reader().linkCount(query) : 0;
}

QList<ListModel::Group> LinksModel::groups(int rows) const
{
    // What needs a look comes first; a sort by column mixes them, and then there are no headings.
    if (rows == 0 || query().sortColumn >= 0)
        return {};
    int low = 0;
    int high = rows;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (isLinked(m_rows.at(middle)))
            high = middle;
        else
            low = middle + 1;
    }
    const auto heading = [](const QString& word, int count) {
        return Cell{.kind = Cell::Kind::Group, .text = word, .second = number(count)};
    };
    QList<Group> found;
    if (low > 0)
        found.append({0, heading(u"Need a look"_s, low)});
    if (low < rows)
        found.append({low, heading(u"Linked"_s, rows - low)});
    return found;
}

Cell LinksModel::cell(int index, int column) const
{
    const store::LinkRow row = m_rows.at(index);
    switch (column) {
    case 0:
        return linkState(row);
    case 1:
        return textCell(row.accountName);
    case 2:
        return textCell(row.accountNumber, Tone::Text2);
    case 3:
        if (!row.contactName.isEmpty())
            return textCell(row.contactName);
        return textCell(row.contactId.isEmpty()
                ? u"–"_s
                : row.contactId.left(4) + u'…' + row.contactId.right(4),
            Tone::Text2);
    case 4:
        return textCell(how(row), Tone::Text2);
    case 5:
        return {.kind = Cell::Kind::Money, .text = number(row.waiting), .isZero = row.waiting == 0};
    case 6:
        return primaryCell(row.primary);
    default:
        return row.contactId.isEmpty() ? textCell(u"–"_s, Tone::Text2)
                                       : primaryCell(row.xeroPrimary);
    }
}

AdoptionModel::AdoptionModel(Context& context, QObject* parent)
    : ListModel({{u"Side"_s, 80}, {u"Record"_s, 150, true}, {u"Account"_s, 170, true},
                    {u"Date"_s, 90}, {u"Amount"_s, 110, false, true}, {u"Why"_s, 220, true}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().adoptionUnmatched(offset, limit);
    })
{
}

int AdoptionModel::count(const store::Query&) const
{
    if (!m_context.hasBook())
        return 0;
    // The reader doesn't count these; they are read in windows until one isn't full.
    int rows = 0;
    for (;;) {
        const auto found
            = static_cast<int>(m_context.reader().adoptionUnmatched(rows, 1000).size());
        rows += found;
        if (found < 1000 || rows >= 20000)
            return rows;
    }
}

Cell AdoptionModel::cell(int index, int column) const
{
    const store::AdoptionRow row = m_rows.at(index);
    switch (column) {
    case 0:
        return textCell(row.side == u"xero"_s ? u"Xero"_s : u"Ledger"_s, Tone::Text2);
    case 1:
        return textCell(row.label);
    case 2:
        return textCell(row.accountName);
    case 3:
        return textCell(day(row.date, m_context.today()), Tone::Text2);
    case 4:
        return moneyCell(row.amount);
    default:
        return textCell(row.reason, Tone::Text2);
    }
}

} // namespace ui
