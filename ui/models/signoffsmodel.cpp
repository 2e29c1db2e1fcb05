// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/words.h"
#include "models/models.h"
#include "signoffwords.h"

#include <algorithm>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

enum Columns { AsOf, State, What, Difference };

bool isOf(const records::SignOff& signOff, const QString& filter)
{
    if (filter == u"waiting"_s)
        return signOff.state == records::SignOffState::Prepared;
    return filter != u"suspended"_s || signOff.state == records::SignOffState::Suspended;
}

// "Prepared by Dana Reed · Reviewed by Kim Ochoa on 3 Nov"
QString peopleOf(const records::SignOff& signOff, QDate today)
{
    QString words = u"Prepared by "_s + signOff.preparer;
    if (!signOff.reviewer.isEmpty())
        words += u" · Reviewed by %1 on %2"_s.arg(
            signOff.reviewer, day(signOff.reviewedAt.toLocalTime().date(), today));
    return words;
}

} // namespace

SignOffsModel::SignOffsModel(Context& context, QObject* parent)
    : ListModel({{u"As of"_s, 80, false, false, true}, {u"State"_s, 136, false, false, true},
                    {u"What"_s, 110, true}, {u"Difference"_s, 100, false, true}},
        parent)
    , m_context(context)
{
}

int SignOffsModel::countOf(const QString& filter) const
{
    return static_cast<int>(std::ranges::count_if(
        m_all, [&](const records::SignOff& each) { return isOf(each, filter); }));
}

QString SignOffsModel::key(int index) const
{
    return QString::number(row(index).id.value);
}

int SignOffsModel::count(const store::Query&) const
{
    return static_cast<int>(m_rows.size());
}

// There is one a month or so: they are all held, and the newest stands first.
void SignOffsModel::forget()
{
    m_all = m_context.hasBook() ? m_context.reader().signOffs() : QList<records::SignOff>();
    m_scopes.clear();
    m_rows.clear();
    for (const records::SignOff& each : std::as_const(m_all))
        if (isOf(each, query().filter))
            m_rows.append(each);
    const bool isDescending = query().order == store::Order::Descending;
    const auto sort = [&](auto what) {
        std::ranges::stable_sort(m_rows, [&](const auto& a, const auto& b) {
            return isDescending ? what(b) < what(a) : what(a) < what(b);
        });
    };
    if (query().sortColumn == AsOf)
        sort([](const records::SignOff& each) { return each.day; });
    else if (query().sortColumn == State)
        sort([](const records::SignOff& each) { return lookOf(each.state).word; });
}

Cell SignOffsModel::cell(int index, int column) const
{
    const records::SignOff signOff = row(index);
    switch (column) {
    case AsOf:
        return textCell(day(signOff.day, m_context.today()));
    case State: {
        const SignOffLook look = lookOf(signOff.state);
        return stateCell(look.icon, look.meaning.text, look.word);
    }
    case What: {
        QString& scope = m_scopes[signOff.id];
        if (scope.isEmpty())
            scope = scopeWords(m_context.reader(), signOff);
        Cell cell = textCell(scope);
        cell.below = peopleOf(signOff, m_context.today());
        return cell;
    }
    default:
        return signOff.sums.size() == 1 ? differenceCell(signOff.sums.first().difference())
                                        : textCell(differences(signOff.sums));
    }
}

} // namespace ui
