// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "look/words.h"
#include "models/models.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

bool isToDecide(const store::ChangeRow& row)
{
    return row.decision.state == ChangeState::ToDecide;
}

QString iconOf(const Change& change)
{
    switch (change.xero.kind) {
    case XeroKind::Contact:
        return u"contact"_s;
    case XeroKind::Allocation:
        return change.ledger && change.ledger->kind == RecordKind::Payment ? u"payment"_s
                                                                           : u"allocation"_s;
    case XeroKind::CreditNote:
        return u"credit-note"_s;
    case XeroKind::Overpayment:
    case XeroKind::Prepayment:
    case XeroKind::Payment:
        return u"payment"_s;
    case XeroKind::Invoice:
        return change.ledger && change.ledger->kind == RecordKind::Bill ? u"bill"_s : u"invoice"_s;
    case XeroKind::Item:
    case XeroKind::BankTransaction:
        break;
    }
    return u"rule"_s;
}

} // namespace

Cell changeState(ChangeState state)
{
    const QString word = causes::stateWord(state);
    switch (state) {
    case ChangeState::ToDecide:
        return stateCell(u"waiting"_s, Tone::Waiting, word);
    case ChangeState::Copied:
        return stateCell(u"copy"_s, Tone::Text2, word);
    case ChangeState::Accepted:
    case ChangeState::SameAgain:
        return stateCell(u"check"_s, Tone::Text2, word);
    case ChangeState::Left:
        return stateCell(u"set-aside"_s, Tone::Text2, word);
    case ChangeState::PutBack:
    case ChangeState::PushedAgain:
    case ChangeState::Followed:
    case ChangeState::Relinked:
    case ChangeState::Restored:
        break;
    }
    return stateCell(u"safe"_s, Tone::Safe, word);
}

ChangesModel::ChangesModel(Context& context, QObject* parent)
    : ListModel(
        {{u"Changed"_s, 112, false, false, true, 560}, {u"Account"_s, 160, true, false, true, 640},
            {u"Record"_s, 170, true, false, true}, {u"What was done"_s, 170, true},
            {u"Effect"_s, 96, false, true, true}, {u"State"_s, 124, false, false, true}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().changes(query(), offset, limit);
    })
{
}

int ChangesModel::count(const store::Query& query) const
{
    return m_context.hasBook() ? m_context.reader().changeCount(query) : 0;
}

QVariant ChangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == 4 && orientation == Qt::Horizontal && role == Qt::DisplayRole
        && m_context.hasBook())
        return u"Effect "_s + m_context.settings().currency.code();
    return ListModel::headerData(section, orientation, role);
}

QList<ListModel::Group> ChangesModel::groups(int rows) const
{
    if (rows == 0 || query().sortColumn >= 0)
        return {};
    const store::ChangeSums sums = m_context.reader().changeSums(query());
    const auto heading = [](const QString& word, int count) {
        return Cell{.kind = Cell::Kind::Group, .text = word, .second = number(count)};
    };
    QList<Group> found;
    if (sums.toDecide > 0)
        found.append({0, heading(u"To decide"_s, sums.toDecide)});
    if (sums.settled > 0)
        found.append({sums.toDecide, heading(u"Settled"_s, sums.settled)});
    return found;
}

Cell ChangesModel::cell(int index, int column) const
{
    const store::ChangeRow row = m_rows.at(index);
    const bool isLoud = isToDecide(row) && !row.change.effect.isZero();
    switch (column) {
    case 0: {
        const QDateTime at = row.change.changedAt.isValid() ? row.change.changedAt : row.foundAt;
        return textCell(moment(at, m_context.now()), Tone::Text2);
    }
    case 1:
        return textCell(row.accountName);
    case 2:
        return {.text = row.change.label, .icon = iconOf(row.change)};
    case 3:
        return textCell(causes::words(row.change).done, isLoud ? Tone::Stop : Tone::Text);
    case 4:
        return isLoud ? differenceCell(row.change.effect)
                      : Cell{.kind = Cell::Kind::Money,
                          .text = money(row.change.effect),
                          .isZero = row.change.effect.isZero()};
    default:
        return changeState(row.decision.state);
    }
}

Subject ChangesModel::subject(int index) const
{
    const store::ChangeRow row = m_rows.at(index);
    return {.record = row.change.ledger,
        .account = row.change.account,
        .number = row.change.label,
        .xeroId = row.change.xero.id.isNull() ? QString()
                                              : row.change.xero.id.toString(QUuid::WithoutBraces),
        .needsYou = isToDecide(row)};
}

// A record may be changed in several ways, and each decided more than once.
QString ChangesModel::key(int index) const
{
    const store::ChangeRow row = m_rows.at(index);
    return u"%1/%2/%3"_s.arg(row.change.xero.id.toString())
        .arg(static_cast<int>(row.change.kind))
        .arg(row.decided.value);
}

} // namespace ui
