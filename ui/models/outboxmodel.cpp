// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "look/words.h"
#include "models/models.h"

using namespace records;
using Qt::StringLiterals::operator""_s;
using store::OutboxGroup;

namespace ui {

OutboxModel::OutboxModel(Context& context, QObject* parent)
    : ListModel(
        {{u"State"_s, 170}, {u"Record"_s, 202}, {u"Account"_s, 190, true},
            {u"Amount"_s, 110, false, true}, {u"What it waits for"_s, 280, true},
            {u"Tries"_s, 58, false, true, false, 900}, {u"Next"_s, 170, false, false, false, 700}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().outbox(query(), offset, limit);
    })
{
}

int OutboxModel::count(const store::Query& query) const
{
    return m_context.hasBook() ? m_context.reader().outboxCount(query) : 0;
}

QList<ListModel::Group> OutboxModel::groups(int rows) const
{
    if (rows == 0)
        return {};
    const store::OutboxSummary sums = m_context.reader().outboxSummary();
    const auto sizes = m_context.reader().outboxGroups(query());
    const auto heading = [&](OutboxGroup group, int count) -> Cell {
        const QString counted = number(count) + u"   "_s;
        const auto with = [&](const QString& word, const QString& rest) {
            return Cell{.kind = Cell::Kind::Group, .text = word, .second = counted + rest};
        };
        switch (group) {
        case OutboxGroup::NeedsYou:
            return with(u"Needs you"_s, money(sums.needYouMoney) + u" held up"_s);
        case OutboxGroup::Waiting:
            return with(u"Waiting"_s, u"goes with the next push"_s);
        case OutboxGroup::Unknown:
            return with(u"Outcome unknown"_s, u"looked up in Xero before anything is sent again"_s);
        case OutboxGroup::SetAside:
            return with(u"Set aside"_s, u"never sent; stays in the bridge"_s);
        case OutboxGroup::ConfirmedToday:
            return with(u"Confirmed today"_s, money(sums.confirmedMoney) + u" went through"_s);
        }
        return {};
    };
    QList<Group> found;
    int from = 0;
    for (const auto& [group, count] : sizes) {
        found.append({from, heading(group, count)});
        from += count;
    }
    return found;
}

Cell OutboxModel::state(const store::OutboxRow& row) const
{
    const Operation& op = row.operation;
    switch (op.state) {
    case OperationState::Waiting:
        if (op.cause.id == CauseId::WaitsForOther)
            return stateCell(u"held"_s, Tone::Text2, u"After "_s + op.cause.arguments.value(0));
        return stateCell(u"waiting"_s, Tone::Waiting, u"Waiting"_s);
    case OperationState::Sending:
        return stateCell(u"sending"_s, Tone::Info, u"Sending"_s);
    case OperationState::Unknown:
        return stateCell(u"unknown"_s, Tone::Unchecked, u"Looking in Xero"_s);
    case OperationState::Confirmed:
        return stateCell(u"safe"_s, Tone::Safe,
            u"Confirmed "_s + op.changedAt.toLocalTime().toString(u"HH:mm"_s));
    case OperationState::SetAside:
        return stateCell(u"set-aside"_s, Tone::Unchecked, u"Set aside by you"_s);
    case OperationState::Cancelled:
        return stateCell(u"close"_s, Tone::Unchecked, u"Not needed"_s);
    case OperationState::Held:
    case OperationState::Refused:
    case OperationState::Parked:
        return stateCell(u"problems"_s, Tone::Stop, u"Needs you"_s);
    }
    return {};
}

Cell OutboxModel::waitsFor(const store::OutboxRow& row) const
{
    const Operation& op = row.operation;
    if (op.state == OperationState::Confirmed)
        return textCell(u"In Xero, read back"_s, Tone::Text2);
    if (op.state == OperationState::SetAside)
        return textCell(op.cause.arguments.value(0), Tone::Text2);
    if (row.stopsBankLine)
        return textCell(u"Stops a bank line"_s, Tone::Stop);
    if (op.cause)
        return textCell(causes::words(op.cause).brief, Tone::Text2);
    if (op.state == OperationState::Unknown)
        return textCell(u"No answer. Looked up before it is sent again"_s, Tone::Text2);
    return textCell(u"Next in line"_s, Tone::Text2);
}

QString OutboxModel::next(const store::OutboxRow& row) const
{
    const Operation& op = row.operation;
    if (op.state == OperationState::Confirmed)
        return {};
    if (op.state == OperationState::SetAside)
        return u"bring back"_s;
    if (needsPerson(op.state))
        return u"when you have acted"_s;
    if (op.notBefore.isValid() && op.notBefore > m_context.clock().now())
        return (op.state == OperationState::Unknown ? u"looks again "_s : QString())
            + moment(op.notBefore, m_context.now());
    return row.dependent ? u"then"_s : u"with the next push"_s;
}

Cell OutboxModel::cell(int index, int column) const
{
    const store::OutboxRow row = m_rows.at(index);
    switch (column) {
    case 0:
        return state(row);
    case 1: {
        Cell cell = linkCell(iconOf(row.operation.kind), row.operation.label);
        cell.indent = row.dependent ? 16 : 0;
        return cell;
    }
    case 2:
        return textCell(row.accountName);
    case 3:
        if (row.operation.amount.isZero() && !movesMoney(row.operation.kind))
            return {.kind = Cell::Kind::Money, .text = u"–"_s, .isZero = true};
        return moneyCell(row.operation.amount);
    case 4:
        return waitsFor(row);
    case 5:
        return {
            .kind = Cell::Kind::Money, .text = number(row.operation.attempts), .tone = Tone::Text2};
    default:
        return textCell(next(row), Tone::Text2);
    }
}

InboxModel::InboxModel(Context& context, QObject* parent)
    : ListModel({{u"State"_s, 150}, {u"Xero record"_s, 200, true}, {u"Account"_s, 170, true},
                    {u"Amount"_s, 110, false, true}, {u"Date"_s, 84, false, false, false, 700},
                    {u"Why"_s, 300, true}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().inbox(query(), offset, limit);
    })
{
}

int InboxModel::count(const store::Query& query) const
{
    return m_context.hasBook() ? m_context.reader().inboxCount(query) : 0;
}

Cell InboxModel::cell(int index, int column) const
{
    const store::InboxRow row = m_rows.at(index);
    switch (column) {
    case 0:
        switch (row.intake.state) {
        case IntakeState::TakenIn:
            return stateCell(u"safe"_s, Tone::Safe, u"Taken in"_s);
        case IntakeState::Waiting:
            return stateCell(u"waiting"_s, Tone::Waiting, u"Waiting"_s);
        case IntakeState::Blocked:
            return stateCell(u"problems"_s, Tone::Stop, u"Blocked"_s);
        case IntakeState::Skipped:
            return stateCell(u"info"_s, Tone::Unchecked, u"Skipped"_s);
        case IntakeState::Ignored:
            return stateCell(u"info"_s, Tone::Unchecked, u"Ignored"_s);
        }
        return {};
    case 1: {
        Cell cell = linkCell(iconOf(row.intake.xero.kind), row.intake.label);
        if (!row.parentLabel.isEmpty())
            cell.second = u"of "_s + row.parentLabel;
        return cell;
    }
    case 2:
        return textCell(row.accountName);
    case 3:
        return moneyCell(row.intake.amount);
    case 4:
        return textCell(day(row.intake.date, m_context.today()), Tone::Text2);
    default:
        if (row.intake.state == IntakeState::TakenIn)
            return textCell(u"Taken in "_s + moment(row.at, m_context.now()), Tone::Text2);
        return textCell(
            row.intake.cause ? causes::words(row.intake.cause).brief : QString(), Tone::Text2);
    }
}

ProblemRowsModel::ProblemRowsModel(Context& context, QObject* parent)
    : ListModel(
        {{u"Date"_s, 110}, {u"Record"_s, 190}, {u"Account"_s, 200, true},
            {u"Amount"_s, 110, false, true}, {u"Blocks"_s, 130, true}, {u"Last try"_s, 200, true}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().problemRows(m_key, offset, limit);
    })
{
}

void ProblemRowsModel::setCard(const QString& key, int records)
{
    m_key = key;
    m_records = records;
    setQuery({});
}

int ProblemRowsModel::count(const store::Query&) const
{
    return m_context.hasBook() ? m_records : 0;
}

Cell ProblemRowsModel::cell(int index, int column) const
{
    const store::ProblemRow row = m_rows.at(index);
    const Operation& op = row.operation;
    switch (column) {
    case 0:
        return textCell(day(row.date, m_context.today()), Tone::Text2);
    case 1:
        return linkCell(iconOf(op.kind), op.label);
    case 2:
        return textCell(row.accountName);
    case 3:
        return moneyCell(op.amount);
    case 4:
        return textCell(
            row.blocks == 0 ? u"nothing else"_s : ui::counted(row.blocks, u"other"_s, u"others"_s),
            Tone::Text2);
    default:
        if (op.attempts == 0)
            return textCell(u"not sent yet"_s, Tone::Text2);
        return textCell(moment(op.changedAt, m_context.now()) + u", "_s
                + ui::counted(op.attempts, u"try"_s, u"tries"_s),
            Tone::Text2);
    }
}

} // namespace ui
