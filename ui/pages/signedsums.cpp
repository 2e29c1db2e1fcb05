// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/signedsums.h"

#include "look/words.h"
#include "widgets/make.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int kBesideEachOther = 2; // there is room for no more where the pane is narrow
constexpr int kLines = 6;

class SumsGrid {
public:
    SumsGrid(Context& context, QGridLayout* grid)
        : m_context(context)
        , m_grid(grid)
    {
    }

    void addWords(int first)
    {
        const QStringList words{u"Ledger"_s, u"− Xero"_s, u"= Difference"_s, u"Unexplained"_s};
        for (int i = 0; i < words.size(); ++i)
            m_grid->addWidget(
                makeLabel(m_context, words.at(i), Type::Body, "second"), first + 2 + i, 0);
    }

    void add(const SumShown& shown, int first, int column)
    {
        const SignedSum& sum = shown.sum;
        const bool isExplained = sum.unexplained.isZero() && shown.notExplained == 0;
        QLabel* name = put(nameOf(sum), first, column, Type::Strong);
        name->setAccessibleName(sentenceOf(sum));
        put(counted(sum.balances, u"balance"_s, u"balances"_s), first + 1, column, Type::Second,
            "third");
        put(money(sum.ledger), first + 2, column);
        put(money(sum.xero), first + 3, column);
        put(difference(sum.difference()), first + 4, column, Type::Strong);
        put(money(sum.unexplained), first + 5, column, isExplained ? Type::Body : Type::Strong,
            isExplained ? nullptr : "stop");
    }

private:
    QLabel* put(const QString& text, int line, int column, Type type = Type::Body,
        const char* tone = nullptr)
    {
        QLabel* label = makeLabel(m_context, text, type, tone);
        label->setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_grid->addWidget(label, line, column);
        return label;
    }

    Context& m_context;
    QGridLayout* m_grid;
};

} // namespace

QWidget* makeSums(Context& context, const QList<SumShown>& sums)
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(kBesideEachOther + 1, 1);
    SumsGrid lines(context, grid);
    int notExplained = 0;
    for (int i = 0; i < sums.size(); ++i) {
        const int first = i / kBesideEachOther * (kLines + 1);
        if (i % kBesideEachOther == 0) {
            lines.addWords(first);
            grid->setRowMinimumHeight(first + kLines, i + kBesideEachOther < sums.size() ? 8 : 0);
        }
        lines.add(sums.at(i), first, 1 + i % kBesideEachOther);
        notExplained += sums.at(i).notExplained;
    }
    if (notExplained > 0)
        grid->addWidget(makeLabel(context,
                            u"%1 with something unexplained"_s.arg(
                                counted(notExplained, u"balance"_s, u"balances"_s)),
                            Type::Second, "stop", true),
            grid->rowCount(), 0, 1, kBesideEachOther + 2);
    return box;
}

} // namespace ui
