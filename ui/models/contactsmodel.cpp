// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "look/words.h"
#include "models/models.h"
#include "plan/itemchecks.h"
#include "records/words.h"
#include "report/mapping.h"

using Qt::StringLiterals::operator""_s;

namespace ui {

Cell contactState(const store::ContactRow& row)
{
    const QString word = report::linkWord(row.state);
    if (row.state == u"linked"_s)
        return stateCell(u"safe"_s, Tone::Safe, word);
    if (row.state == u"doubled"_s)
        return stateCell(u"tie"_s, Tone::Waiting, word);
    if (row.state == u"free"_s)
        return stateCell(u"contact"_s, Tone::Text2, word);
    return stateCell(row.state == u"merged"_s ? u"merge"_s : u"set-aside"_s, Tone::Stop, word);
}

ContactsModel::ContactsModel(Context& context, QObject* parent)
    : ListModel(
        {{u"State"_s, 150, false, false, true},
            {u"Contact in Xero"_s, 210, true, false, true, 0, true},
            {u"Number"_s, 100, false, false, true, 560}, {u"E-mail"_s, 190, true, false, true, 760},
            {u"Account in the ledger"_s, 200, true, false, true}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().contacts(query(), offset, limit);
    })
{
}

int ContactsModel::count(const store::Query& query) const
{
    return m_context.hasBook() ? m_context.reader().contactCount(query) : 0;
}

Subject ContactsModel::subject(int index) const
{
    const store::ContactRow row = m_rows.at(index);
    return {.record = {},
        .account = row.account,
        .number = row.contact.number,
        .xeroId = row.contact.id.toString(),
        .needsYou = row.state == u"doubled"_s};
}

QString ContactsModel::key(int index) const
{
    return m_rows.at(index).contact.id.toString();
}

Cell ContactsModel::cell(int index, int column) const
{
    const store::ContactRow row = m_rows.at(index);
    switch (column) {
    case 0:
        return contactState(row);
    case 1:
        return textCell(row.contact.name);
    case 2:
        return textCell(row.contact.number, Tone::Text2);
    case 3:
        return textCell(row.contact.email, Tone::Text2);
    default:
        return row.account ? Cell{.text = row.accountName, .second = row.accountNumber}
                           : textCell(row.state == u"merged"_s && !row.survivorName.isEmpty()
                                   ? u"merged into %1"_s.arg(row.survivorName)
                                   : u"–"_s,
                               Tone::Text2);
    }
}

ItemCodesModel::ItemCodesModel(Context& context, QObject* parent)
    : ListModel({{u"Document"_s, 130, false, false, false, 0, true}, {u"Kind"_s, 100},
                    {u"Account"_s, 200, true}, {u"Lines"_s, 70, false, true, false, 640},
                    {u"Held by"_s, 240, true, false, false, 560}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().unpushed(query(), offset, limit);
    })
{
}

int ItemCodesModel::count(const store::Query& query) const
{
    return m_context.hasBook() ? m_context.reader().unpushedCount(query) : 0;
}

Subject ItemCodesModel::subject(int index) const
{
    const store::DocumentRow row = m_rows.at(index);
    return {
        .record = records::RecordRef{records::recordKind(row.document.kind), row.document.id.value},
        .account = row.document.account,
        .number = row.document.number,
        .xeroId = {},
        .needsYou = bool(row.cause)};
}

QString ItemCodesModel::key(int index) const
{
    return QString::number(m_rows.at(index).document.id.value);
}

Cell ItemCodesModel::cell(int index, int column) const
{
    const store::DocumentRow row = m_rows.at(index);
    switch (column) {
    case 0:
        return textCell(row.document.number);
    case 1: {
        const plan::ItemMix mix = plan::mixOf(row.document, m_context.reader().surroundings());
        return {.kind = Cell::Kind::State,
            .text = plan::wordOf(mix),
            .icon = mix == plan::ItemMix::Item  ? u"item"_s
                : mix == plan::ItemMix::Service ? u"ledger"_s
                                                : u"tie"_s,
            .tone = Tone::Text2};
    }
    case 2:
        return textCell(row.accountName);
    case 3:
        return {.kind = Cell::Kind::Money, .text = number(row.document.lines.size())};
    default:
        return row.cause ? textCell(causes::words(row.cause).brief, Tone::Stop)
                         : textCell(u"nothing"_s, Tone::Text2);
    }
}

} // namespace ui
