// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/words.h"
#include "models/models.h"

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

Cell resultCell(const QString& result)
{
    const QString low = result.toLower();
    const QString word = sentenceCase(result);
    if (low.contains(u"left"_s))
        return stateCell(u"problems"_s, Tone::Waiting, word);
    if (low.startsWith(u"done"_s) || low.startsWith(u"confirmed"_s) || low == u"taken in"_s)
        return stateCell(u"safe"_s, Tone::Safe, word);
    if (low.startsWith(u"stop"_s) || low.contains(u"offline"_s))
        return stateCell(u"offline"_s, Tone::Stop, word);
    if (low.startsWith(u"need"_s) || low.startsWith(u"fail"_s) || low.startsWith(u"refused"_s))
        return stateCell(u"problems"_s, Tone::Stop, word);
    if (low.startsWith(u"look"_s) || low.startsWith(u"unknown"_s))
        return stateCell(u"unknown"_s, Tone::Unchecked, word);
    return stateCell(u"info"_s, Tone::Unchecked, word);
}

Cell right(const QString& text)
{
    return {.kind = Cell::Kind::Money, .text = text, .tone = Tone::Text2};
}

// A record whose push is long gone is known by its label alone.
QString recordIcon(const store::RunRecordRow& row)
{
    if (row.kind)
        return iconOf(*row.kind);
    return row.record.contains(u" to "_s) ? u"allocation"_s : u"ledger"_s;
}

} // namespace

RunsModel::RunsModel(Context& context, QObject* parent)
    : ListModel({{u"Run"_s, 140}, {u"Kind"_s, 96}, {u"Direction"_s, 136}, {u"Result"_s, 142},
                    {u"In words"_s, 300, true}, {u"Records"_s, 84, false, true},
                    {u"Took"_s, 110, false, true, false, 700}},
        parent)
    , m_context(context)
    , m_rows(
          [this](int offset, int limit) { return m_context.reader().runs(query(), offset, limit); })
{
}

int RunsModel::count(const store::Query& query) const
{
    return m_context.hasBook() ? m_context.reader().runCount(query) : 0;
}

Cell RunsModel::cell(int index, int column) const
{
    const store::RunRow row = m_rows.at(index);
    switch (column) {
    case 0:
        return textCell(moment(row.startedAt, m_context.now()));
    case 1:
        return textCell(sentenceCase(row.kind));
    case 2:
        return textCell(row.direction, Tone::Text2);
    case 3:
        return resultCell(row.result);
    case 4:
        return textCell(row.words);
    case 5:
        return {.kind = Cell::Kind::Money, .text = number(row.records)};
    default:
        return right(took(row.tookMilliseconds));
    }
}

RunRecordsModel::RunRecordsModel(Context& context, QObject* parent)
    : ListModel({{u"Time"_s, 100}, {u"Record"_s, 196}, {u"Account"_s, 190, true},
                    {u"Amount"_s, 96, false, true}, {u"Result"_s, 124},
                    {u"What happened, what to do"_s, 420, true}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().runRecords(m_run, m_isLeftOnly, offset, limit);
    })
{
}

void RunRecordsModel::setRun(records::RunId run, bool isLeftOnly)
{
    m_run = run;
    m_isLeftOnly = isLeftOnly;
    setQuery({});
}

int RunRecordsModel::count(const store::Query&) const
{
    return m_context.hasBook() && m_run ? m_context.reader().runRecordCount(m_run, m_isLeftOnly)
                                        : 0;
}

Cell RunRecordsModel::cell(int index, int column) const
{
    const store::RunRecordRow row = m_rows.at(index);
    switch (column) {
    case 0:
        return textCell(row.at.toLocalTime().toString(u"HH:mm:ss"_s), Tone::Text2);
    case 1:
        return linkCell(recordIcon(row), row.record);
    case 2:
        return textCell(row.accountName);
    case 3:
        return row.amount.isZero() ? Cell{} : moneyCell(row.amount);
    case 4:
        return resultCell(row.result);
    default:
        return textCell(row.words);
    }
}

} // namespace ui
