// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/words.h"
#include "models/models.h"

using Qt::StringLiterals::operator""_s;

namespace ui {

Cell textCell(const QString& text, Tone tone)
{
    return {.text = text, .tone = tone};
}

Cell moneyCell(base::Money amount)
{
    return {.kind = Cell::Kind::Money, .text = money(amount), .isZero = amount.isZero()};
}

Cell differenceCell(base::Money amount)
{
    return {.kind = Cell::Kind::Difference, .text = difference(amount), .isZero = amount.isZero()};
}

Cell stateCell(const QString& icon, Tone tone, const QString& text)
{
    return {.kind = Cell::Kind::State, .text = text, .icon = icon, .tone = tone};
}

Cell linkCell(const QString& icon, const QString& text)
{
    return {.kind = Cell::Kind::Link, .text = text, .icon = icon};
}

AccountsModel::AccountsModel(Context& context, QObject* parent)
    : ListModel({{u"Account"_s, 160, true, false, true}, {u"Ledger"_s, 84, false, true, true},
                    {u"Xero"_s, 78, false, true, true}, {u"Difference"_s, 86, false, true, true},
                    {u"Cause"_s, 176}},
        parent)
    , m_context(context)
    , m_role(u"customer"_s)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().accounts(m_role, query(), offset, limit);
    })
{
}

void AccountsModel::setRole(const QString& role)
{
    m_role = role;
}

int AccountsModel::count(const store::Query& query) const
{
    return m_context.hasBook() ? m_context.reader().accountCount(m_role, query) : 0;
}

Cell AccountsModel::cell(int index, int column) const
{
    const store::AccountRow row = m_rows.at(index);
    switch (column) {
    case 0:
        return textCell(row.name);
    case 1:
        return moneyCell(row.ledger);
    case 2:
        return moneyCell(row.xero);
    case 3:
        return differenceCell(row.difference);
    default:
        break;
    }
    if (!row.differs)
        return textCell(u"agrees"_s, Tone::Text2);
    if (row.causes > 1)
        return {.kind = Cell::Kind::Chip,
            .text = u"%1 causes"_s.arg(row.causes),
            .icon = u"more"_s,
            .tone = Tone::Text2};
    const CauseLook look = lookOf(row.cause);
    return {
        .kind = Cell::Kind::Chip, .text = look.word, .icon = look.icon, .tone = look.meaning.text};
}

LedgerModel::LedgerModel(Context& context, QObject* parent)
    : ListModel({{u"Date"_s, 104, false, false, true}, {u"Record"_s, 130, false, false, true},
                    {u"Account"_s, 170, true, false, true}, {u"Amount"_s, 104, false, true, true},
                    {u"Source"_s, 86, false, false, false, 640}, {u"In Xero"_s, 190},
                    {u"Applied to"_s, 150, true, false, false, 820}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().ledger(query(), offset, limit);
    })
{
}

int LedgerModel::count(const store::Query& query) const
{
    return m_context.hasBook() ? m_context.reader().ledgerCount(query) : 0;
}

Cell LedgerModel::cell(int index, int column) const
{
    const store::LedgerRow row = m_rows.at(index);
    switch (column) {
    case 0:
        return textCell(day(row.date, m_context.today()), Tone::Text2);
    case 1:
        return linkCell(iconOf(row.ref.kind), row.number);
    case 2:
        return textCell(row.accountName);
    case 3:
        return moneyCell(row.amount);
    case 4:
        return textCell(row.source == records::ledger::Source::Import ? u"Import"_s
                : row.source == records::ledger::Source::Hand         ? u"By hand"_s
                                                                      : u"Xero"_s,
            Tone::Text2);
    case 5:
        if (row.state == u"in Xero"_s)
            return stateCell(u"safe"_s, Tone::Safe, row.state);
        if (row.state.startsWith(u"wait"_s))
            return stateCell(u"waiting"_s, Tone::Waiting, row.state);
        if (row.state.startsWith(u"needs"_s) || row.state.startsWith(u"fail"_s))
            return stateCell(u"problems"_s, Tone::Stop, row.state);
        return stateCell(u"info"_s, Tone::Text2, row.state);
    default:
        return textCell(row.note, Tone::Text2);
    }
}

} // namespace ui
