// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/words.h"
#include "models/models.h"
#include "reporting/reporting.h"

using Qt::StringLiterals::operator""_s;

namespace ui {

store::Query sortedAs(store::Query query, std::initializer_list<int> readers)
{
    if (query.sortColumn >= 0)
        query.sortColumn = query.sortColumn < static_cast<int>(readers.size())
            ? readers.begin()[query.sortColumn]
            : -1;
    return query;
}

QString sentenceCase(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString inSentence(QString text)
{
    // A number or a name keeps its capitals.
    if (text.size() > 1 && text.at(1).isLower() && !text.startsWith(u"Xero"_s)
        && !text.startsWith(u"Tieout"_s))
        text[0] = text.at(0).toLower();
    return text;
}

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
    : ListModel({{u"Account"_s, 160, true, false, true}, {u"Ledger"_s, 68, false, true, true},
                    {u"Xero"_s, 68, false, true, true, 0, true},
                    {u"Difference"_s, 78, false, true, true, 0, true},
                    {u"Explained"_s, 88, false, true, false, 700},
                    {u"Unexplained"_s, 92, false, true, false, 700},
                    {u"Cause"_s, 84, false, false, false, 0, false, true},
                    {u"Last moved"_s, 104, false, false, false, 800},
                    {u"Signed off"_s, 124, false, false, false, 1000}},
        parent)
    , m_context(context)
    , m_role(u"customer"_s)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().accounts(m_role, sortedAs(query(), {1, 2, 3, 4}), offset, limit);
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

namespace {

// Money of the book's own currency says so once, in no cell; any other carries its code.
Cell coded(Cell cell, base::Money amount, base::Currency own)
{
    if (!amount.currency().isNone() && amount.currency() != own)
        cell.text = amount.currency().code() + u' ' + cell.text;
    return cell;
}

} // namespace

// A chip says the one cause, or how many; its words are those of the report.
Cell AccountsModel::causeCell(const store::AccountRow& row) const
{
    const QString words = reporting::causeText(row);
    if (row.isStale)
        return stateCell(u"sync"_s, Tone::Info, inSentence(words));
    if (!row.differs)
        return textCell(inSentence(words), Tone::Text2);
    Cell chip{.kind = Cell::Kind::Chip, .text = words, .icon = u"more"_s, .tone = Tone::Text2};
    if (row.causes == 0) { // the balances agree, and what is due on the invoices doesn't
        chip.icon = u"problems"_s;
        chip.tone = Tone::Waiting;
    } else if (row.causes == 1) {
        const CauseLook look = lookOf(row.cause);
        chip.icon = look.icon;
        chip.tone = look.meaning.text;
    }
    return chip;
}

Cell AccountsModel::signedCell(const store::AccountRow& row) const
{
    if (!row.signedTo.isValid())
        return {};
    if (row.isSuspended)
        return stateCell(u"suspended"_s, Tone::Waiting, u"Suspended"_s);
    return stateCell(u"reconciled"_s, Tone::Safe, u"to "_s + day(row.signedTo, m_context.today()));
}

Cell AccountsModel::cell(int index, int column) const
{
    const store::AccountRow row = m_rows.at(index);
    const base::Currency own = m_context.settings().currency;
    switch (column) {
    case Name: {
        Cell name = textCell(row.name);
        if (row.signedTo.isValid()) {
            const Cell sign = signedCell(row);
            name.mark = sign.icon;
            name.markTone = sign.tone;
            const QString signedTo = day(row.signedTo, m_context.today());
            name.markWords = row.isSuspended ? u"Sign-off as of %1 suspended"_s.arg(signedTo)
                                             : u"Signed off to "_s + signedTo;
        }
        return name;
    }
    case Ledger:
        return coded(moneyCell(row.ledger), row.ledger, own);
    case Xero:
        return coded(moneyCell(row.xero), row.xero, own);
    case Difference:
        return coded(differenceCell(row.difference), row.difference, own);
    case Explained:
        return coded(moneyCell(row.explained()), row.difference, own);
    case Unexplained: {
        Cell cell = coded(moneyCell(row.unexplained), row.difference, own);
        cell.tone = row.unexplained.isZero() ? Tone::Text : Tone::Stop;
        cell.strong = !row.unexplained.isZero();
        return cell;
    }
    case CauseChip:
        return causeCell(row);
    case LastMoved:
        return textCell(day(row.lastMoved, m_context.today()), Tone::Text2);
    default:
        return signedCell(row);
    }
}

LedgerModel::LedgerModel(Context& context, QObject* parent)
    : ListModel({{u"Date"_s, 104, false, false, true}, {u"Record"_s, 150, false, false, true},
                    {u"Account"_s, 170, true, false, true}, {u"Amount"_s, 104, false, true, true},
                    {u"Source"_s, 100, false, false, true, 640}, {u"In Xero"_s, 200},
                    {u"Reference"_s, 150, true, false, false, 900}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().ledger(sortedAs(query(), {0, 1, 2, 4, 5}), offset, limit);
    })
{
}

QString sourceName(records::ledger::Source source)
{
    switch (source) {
    case records::ledger::Source::Import:
        return u"Import"_s;
    case records::ledger::Source::Hand:
        return u"By hand"_s;
    case records::ledger::Source::Xero:
        return u"Xero"_s;
    }
    return {};
}

QString iconOf(records::ledger::Source source)
{
    switch (source) {
    case records::ledger::Source::Import:
        return u"folder"_s;
    case records::ledger::Source::Hand:
        return u"changes"_s;
    case records::ledger::Source::Xero:
        return u"inbox"_s;
    }
    return {};
}

Cell recordState(const QString& state)
{
    const QString word = sentenceCase(state);
    if (state == u"in Xero"_s || state == u"taken in from Xero"_s || state == u"linked"_s)
        return stateCell(u"safe"_s, Tone::Safe, word);
    if (state.startsWith(u"wait"_s))
        return stateCell(u"waiting"_s, Tone::Waiting, word);
    if (state.startsWith(u"needs"_s) || state.startsWith(u"fail"_s))
        return stateCell(u"problems"_s, Tone::Stop, word);
    if (state == u"set aside"_s)
        return stateCell(u"set-aside"_s, Tone::Unchecked, word);
    if (state == u"being looked up"_s)
        return stateCell(u"unknown"_s, Tone::Unchecked, word);
    return stateCell(u"info"_s, Tone::Unchecked, word);
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
        return linkCell(iconOf(row.ref.kind),
            row.ref.kind == records::RecordKind::Allocation ? u"to "_s + row.number : row.number);
    case 2:
        return textCell(row.accountName);
    case 3:
        return moneyCell(row.amount);
    case 4:
        // Nearly everything is imported; a badge marks what isn't.
        if (row.source == records::ledger::Source::Import)
            return textCell(sourceName(row.source), Tone::Text2);
        return {.kind = Cell::Kind::Chip,
            .text = sourceName(row.source),
            .icon = iconOf(row.source),
            .tone = Tone::Info};
    case 5:
        return recordState(row.state);
    default:
        return textCell(row.note, Tone::Text2);
    }
}

} // namespace ui
