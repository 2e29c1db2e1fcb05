// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/words.h"
#include "models/models.h"
#include "signoffwords.h"

using Qt::StringLiterals::operator""_s;

namespace ui {

SignOffsModel::SignOffsModel(Context& context, QObject* parent)
    : ListModel(
        {{u"As of"_s, 112}, {u"State"_s, 150}, {u"What"_s, 110, true},
            {u"Prepared by"_s, 110, true, false, false, 520}, {u"Difference"_s, 100, false, true}},
        parent)
    , m_context(context)
{
}

QString SignOffsModel::key(int index) const
{
    return QString::number(row(index).id.value);
}

int SignOffsModel::count(const store::Query&) const
{
    return static_cast<int>(m_rows.size());
}

void SignOffsModel::forget()
{
    m_rows = m_context.hasBook() ? m_context.reader().signOffs() : QList<records::SignOff>();
    m_scopes.clear();
    for (const records::SignOff& each : std::as_const(m_rows))
        m_scopes.append(scopeWords(m_context.reader(), each));
}

Cell SignOffsModel::cell(int index, int column) const
{
    const records::SignOff signOff = row(index);
    switch (column) {
    case 0:
        return textCell(day(signOff.day, m_context.today()));
    case 1: {
        const SignOffLook look = lookOf(signOff.state);
        return stateCell(look.icon, look.meaning.text, look.word);
    }
    case 2:
        return textCell(m_scopes.value(index));
    case 3:
        return textCell(signOff.preparer, Tone::Text2);
    default:
        return signOff.sums.size() == 1 ? differenceCell(signOff.sums.first().difference())
                                        : textCell(differences(signOff.sums));
    }
}

} // namespace ui
