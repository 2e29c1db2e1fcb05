// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountsfoot.h"

#include "look/words.h"
#include "pages/accountsoverview.h"
#include "widgets/make.h"

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr qsizetype kMostLines = 3; // further currencies stand in the overview

}

AccountsFoot::AccountsFoot(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_count(makeLabel(context, {}, Type::Second, "second"))
    , m_sums(column(nullptr, 0, 2))
{
    setProperty("look", u"foot"_s);
    setMinimumHeight(context.look().height(30));
    QHBoxLayout* cells = row(this, 0, 8);
    cells->setContentsMargins(24, 4, 24, 4);
    QPushButton* whole = makeButton(context, u"Whole book"_s, {}, "link");
    whole->setToolTip(u"What the difference of the whole book is made of"_s);
    connect(whole, &QPushButton::clicked, this, &AccountsFoot::wholeBookWanted);
    QHBoxLayout* words = row(nullptr, 0, 8); // on one line, beside the first of the sums
    words->addWidget(m_count);
    words->addWidget(whole);
    cells->addLayout(words);
    cells->setAlignment(words, Qt::AlignTop);
    cells->addStretch();
    cells->addLayout(m_sums);
}

void AccountsFoot::show(const QList<store::BalanceSum>& sums)
{
    int rows = 0;
    for (const store::BalanceSum& each : sums)
        rows += each.rows;
    m_count->setText(counted(rows, u"account"_s, u"accounts"_s));
    clear(m_sums);
    if (sums.isEmpty())
        addSum({.currency = m_context.settings().currency});
    const bool isFolded = sums.size() > kMostLines;
    for (const store::BalanceSum& each : sums.first(isFolded ? kMostLines - 1 : sums.size()))
        addSum(each);
    if (!isFolded)
        return;
    QStringList rest;
    for (const store::BalanceSum& each : sums.mid(kMostLines - 1))
        rest.append(balanceWords(each, m_context.settings().currency) + u' '
            + differenceWords(each, m_context.settings().currency));
    QLabel* more = makeLabel(
        m_context, u"and %1 more currencies"_s.arg(rest.size()), Type::Second, "second");
    more->setToolTip(rest.join(u'\n'));
    more->setAccessibleDescription(rest.join(u"; "_s));
    m_sums->addWidget(more, 0, trailingSide());
}

void AccountsFoot::addSum(const store::BalanceSum& sum)
{
    const base::Currency own = m_context.settings().currency;
    // On a line of its own: beside the sums it would make the list wider.
    if (const QString words = unexplainedWords(sum, own); !words.isEmpty())
        m_sums->addWidget(
            makeLabel(m_context, words, Type::SecondStrong, "stop"), 0, trailingSide());
    QHBoxLayout* line = row(nullptr, 0, 8);
    line->addStretch();
    line->addWidget(makeLabel(m_context, balanceWords(sum, own), Type::Second, "second"));
    line->addWidget(makeLabel(m_context, difference(sum.difference()), Type::SecondStrong));
    m_sums->addLayout(line);
}

} // namespace ui
