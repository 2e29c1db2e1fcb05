// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "look/words.h"
#include "models/models.h"

using namespace records;
using Qt::StringLiterals::operator""_s;
using store::OutboxGroup;

namespace ui {

// The book's currency stands once, above.
QString amountTitle(const Context& context)
{
    const QString code = context.settings().currency.code();
    return code.isEmpty() ? u"Amount"_s : u"Amount "_s + code;
}

namespace {

// Rows come ordered by what they are grouped by, so the first of each group is found by halving:
// calls add(first, rows) for each.
template <class KeyAt, class Add>
void eachGroup(int rows, const KeyAt& keyAt, const Add& add)
{
    int from = 0;
    while (from < rows) {
        const auto key = keyAt(from);
        int low = from + 1;
        int high = rows;
        while (low < high) {
            const int middle = low + (high - low) / 2;
            if (keyAt(middle) == key)
                low = middle + 1;
            else
                high = middle;
        }
        add(from, low - from);
        from = low;
    }
}

// What comes next for a push that needs somebody.
QString afterWhat(CauseId cause)
{
    switch (cause) {
    case CauseId::NotLinked:
    case CauseId::PartialLink:
    case CauseId::ContactMerged:
        return u"when linked"_s;
    case CauseId::ContactArchived:
        return u"when restored"_s;
    case CauseId::ItemCodeNotFound:
        return u"when the item exists"_s;
    case CauseId::PeriodLocked:
        return u"when unlocked"_s;
    default:
        return u"when you have acted"_s;
    }
}

} // namespace

OutboxModel::OutboxModel(Context& context, QObject* parent)
    : ListModel({{u"State"_s, 164, false, false, true}, {u"Record"_s, 190, false, false, true},
                    {u"Account"_s, 190, true, false, true}, {u"Amount"_s, 104, false, true, true},
                    {u"What it waits for"_s, 240, true}, {u"Tries"_s, 58, false, true, false, 1000},
                    {u"Next"_s, 158, false, false, false, 700}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().outbox(sortedAs(query(), {3, 0, 1, 2}), offset, limit);
    })
{
}

QVariant OutboxModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == 3 && orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return amountTitle(m_context);
    return ListModel::headerData(section, orientation, role);
}

int OutboxModel::count(const store::Query& query) const
{
    return m_context.hasBook() ? m_context.reader().outboxCount(query) : 0;
}

QList<ListModel::Group> OutboxModel::groups(int rows) const
{
    // A sort by column mixes the groups, and then there are no headings.
    if (rows == 0 || query().sortColumn >= 0)
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
    QString why = u"Next in line"_s;
    if (op.state == OperationState::Unknown)
        why = u"No answer"_s
            + (op.lastAttemptEnd.isValid()
                    ? u" at "_s + op.lastAttemptEnd.toLocalTime().toString(u"HH:mm"_s)
                    : QString())
            + (op.negativeProbes > 0 ? u". Looked: not there"_s : u". Looked up first"_s);
    else if (op.cause.id == CauseId::WaitsForOther)
        why = u"Sent once that is confirmed"_s;
    else if (op.cause)
        why = causes::words(op.cause).brief;
    else if (op.kind == OperationKind::CreateContact)
        why = u"New contact"_s;
    else if (op.kind == OperationKind::UpdateContact)
        why = u"Changed in the ledger"_s;
    else if (takesBack(op.kind) || op.kind == OperationKind::RefundCredit)
        why = u"To be taken back in Xero"_s;
    else if (op.kind == OperationKind::CreateItem)
        why = u"New item"_s;
    Cell cell = textCell(why, Tone::Text2);
    if (row.stopsBankLine) {
        cell = textCell(u"Stops a bank line"_s, Tone::Stop);
        cell.strong = true;
        cell.second = why;
    }
    return cell;
}

QString OutboxModel::next(const store::OutboxRow& row) const
{
    const Operation& op = row.operation;
    if (op.state == OperationState::Confirmed)
        return {};
    if (op.state == OperationState::SetAside)
        return u"bring back"_s;
    if (needsPerson(op.state))
        return afterWhat(op.cause.id);
    if (op.notBefore.isValid() && op.notBefore > m_context.clock().now())
        return (op.state == OperationState::Unknown ? u"looks again "_s : QString())
            + moment(op.notBefore, m_context.now());
    if (row.dependent)
        return u"then"_s;
    const QDateTime nextRun = m_context.status().nextRunAt;
    return nextRun.isValid() ? moment(nextRun, m_context.now()) : u"with the next push"_s;
}

Cell OutboxModel::cell(int index, int column) const
{
    const store::OutboxRow row = m_rows.at(index);
    switch (column) {
    case 0:
        return state(row);
    case 1: {
        Cell cell = linkCell(iconOf(row.operation.kind), row.operation.label);
        cell.indent = row.dependent && query().sortColumn < 0 ? 16 : 0;
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
    : ListModel({{u"State"_s, 130, false, false, true}, {u"Xero record"_s, 190, true, false, true},
                    {u"Account"_s, 150, true, false, true}, {u"Amount"_s, 116, false, true, true},
                    {u"Date"_s, 76, false, false, true, 760}, {u"Why"_s, 300, true}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().inbox(asked(query()), offset, limit);
    })
{
}

QVariant InboxModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == 3 && orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return amountTitle(m_context);
    return ListModel::headerData(section, orientation, role);
}

// Away from the payments it became, a receipt would say their money a second time.
store::Query InboxModel::asked(const store::Query& query)
{
    store::Query asked = sortedAs(query, {3, 0, 1, 2, 4});
    asked.withReceipts = query.withReceipts && asked.sortColumn < 0;
    return asked;
}

int InboxModel::count(const store::Query& query) const
{
    return m_context.hasBook() ? m_context.reader().inboxCount(asked(query)) : 0;
}

QList<ListModel::Group> InboxModel::groups(int rows) const
{
    if (query().sortColumn >= 0)
        return {};
    const QList<store::IntakeSum> sums
        = rows > 0 ? m_context.reader().inboxSums(query()) : QList<store::IntakeSum>();
    const auto heading = [&](IntakeState state) -> Cell {
        const auto sum = std::ranges::find(sums, state, &store::IntakeSum::state);
        const store::IntakeSum own = sum == sums.end() ? store::IntakeSum() : *sum;
        const auto with = [&](const QString& word, const QString& rest) {
            return Cell{.kind = Cell::Kind::Group,
                .text = word,
                .second = number(own.rows) + u"   "_s + money(own.money) + rest};
        };
        switch (state) {
        case IntakeState::TakenIn:
            return with(u"Taken in today"_s, u" into the ledger"_s);
        case IntakeState::Waiting:
            return with(u"Waiting for allocation in Xero"_s, u" not in the ledger"_s);
        case IntakeState::Blocked:
            return with(u"Blocked"_s, u", nothing was taken in"_s);
        case IntakeState::Skipped:
            return with(u"Skipped"_s, u", already explained"_s);
        case IntakeState::Ignored:
            return with(u"Ignored"_s, u", stays in Xero"_s);
        }
        return {};
    };
    QList<Group> found;
    eachGroup(
        rows, [this](int row) { return m_rows.at(row).intake.state; },
        [&](int first, int) {
            found.append({first, heading(m_rows.at(first).intake.state)});
        });
    return found;
}

Cell InboxModel::state(const store::InboxRow& row)
{
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
}

QString InboxModel::reason(const store::InboxRow& row) const
{
    if (row.isReceipt)
        return row.intake.xero.kind == XeroKind::CreditNote ? u"Credit"_s : u"Receipt"_s;
    if (row.intake.state == IntakeState::TakenIn)
        return u"Taken in "_s + moment(row.at, m_context.now());
    // The first sentence tells why; what to do about it stands in the inspector.
    QString why = row.intake.cause ? causes::words(row.intake.cause).sentence.section(u". "_s, 0, 0)
                                   : QString();
    if (why.endsWith(u'.'))
        why.chop(1);
    return why;
}

Cell InboxModel::cell(int index, int column) const
{
    const store::InboxRow row = m_rows.at(index);
    switch (column) {
    case 0:
        return state(row);
    case 1: {
        Cell cell = linkCell(iconOf(row.intake.xero.kind), row.intake.label);
        cell.indent = row.ofReceipt ? 16 : 0;
        cell.strong = row.isReceipt;
        if (!row.ofReceipt && !row.parentLabel.isEmpty() && !row.isReceipt)
            cell.second = u"of "_s + row.parentLabel;
        return cell;
    }
    case 2:
        return textCell(row.accountName);
    case 3: {
        Cell cell = moneyCell(row.intake.amount);
        if (row.isReceipt)
            cell.tone = Tone::Text3; // its payments' money, not more of it
        return cell;
    }
    case 4:
        return textCell(day(row.intake.date, m_context.today()), Tone::Text2);
    default:
        return textCell(reason(row), Tone::Text2);
    }
}

ProblemRowsModel::ProblemRowsModel(Context& context, QObject* parent)
    : ListModel(
        {{u"Date"_s, 84}, {u"Ledger record"_s, 130, true},
            {u"In Xero"_s, 104, false, false, false, 940}, {u"Account"_s, 150, true},
            {u"Amount"_s, 116, false, true}, {u"Direction"_s, 120, false, false, false, 960},
            {u"Blocked by, blocks"_s, 130, true}, {u"Last try"_s, 160},
            {u"Xero says"_s, 136, false, false, false, 0, true}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().problemRows(m_key, m_shown, offset, limit);
    })
{
}

QVariant ProblemRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == 4 && orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return amountTitle(m_context);
    return ListModel::headerData(section, orientation, role);
}

void ProblemRowsModel::setCard(const QString& key, const store::Query& shown, int records)
{
    m_key = key;
    m_shown = shown;
    m_records = records;
    setQuery({});
}

int ProblemRowsModel::count(const store::Query&) const
{
    return m_context.hasBook() ? m_records : 0;
}

QString ProblemRowsModel::ties(const store::ProblemRow& row)
{
    QStringList ties;
    if (!row.blockedBy.isEmpty())
        ties.append(u"by "_s + row.blockedBy);
    if (row.blocks > 0)
        ties.append(u"blocks "_s + ui::counted(row.blocks, u"other"_s, u"others"_s));
    return ties.isEmpty() ? u"nothing else"_s : ties.join(u", "_s);
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
        if (!row.xeroUrl.isEmpty())
            return linkCell({},
                row.xero ? row.xero->id.toString(QUuid::WithoutBraces).left(8) + u'…'
                         : u"its contact"_s);
        return textCell(op.xeroId.isNull()
                ? u"not there"_s
                : op.xeroId.toString(QUuid::WithoutBraces).left(8) + u'…',
            Tone::Text2);
    case 3:
        return textCell(row.accountName);
    case 4:
        if (op.amount.isZero() && !movesMoney(op.kind))
            return {.kind = Cell::Kind::Money, .text = u"–"_s, .isZero = true};
        return moneyCell(op.amount);
    case 5:
        return textCell(row.isFromXero ? u"Xero → Ledger"_s : u"Ledger → Xero"_s, Tone::Text2);
    case 6:
        return textCell(ties(row), Tone::Text2);
    case 7:
        return textCell(op.attempts == 0 ? u"not sent yet"_s
                                         : moment(op.changedAt, m_context.now()) + u", "_s
                    + ui::counted(op.attempts, u"try"_s, u"tries"_s),
            Tone::Text2);
    default:
        return linkCell({}, u"Technical details"_s);
    }
}

} // namespace ui
