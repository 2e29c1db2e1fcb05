// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountspage.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QApplication>
#include <QShortcut>
#include <QSignalBlocker>

#include <algorithm>

using Qt::StringLiterals::operator""_s;

namespace ui {

AccountsPage::AccountsPage(Context& context)
    : Page(context)
    , m_model(new AccountsModel(context, this))
    , m_role(new Segments(context, u"Customers or vendors"_s))
    , m_filter(new FilterBar(context, u"Filter by name or id"_s))
    , m_list(new ListView(context, u"Accounts"_s))
    , m_foot(makeLabel(context, {}, Type::Second, "second"))
    , m_sums(makeLabel(context, {}, Type::Second, "second"))
    , m_difference(makeLabel(context, {}, Type::SecondStrong))
    , m_left(new QWidget)
    , m_right(new QStackedWidget)
    , m_detail(new AccountDetailView(context))
{
    m_role->setSegments({{u"customer"_s, u"Customers"_s}, {u"vendor"_s, u"Vendors"_s}});
    m_role->choose(u"customer"_s);
    m_filter->segments()->setSegments({{u"all"_s, u"All"_s}, {u"first"_s, u"Differ first"_s}});
    m_filter->segments()->choose(u"first"_s);
    auto* head = new PageHead(context, u"Accounts"_s);
    head->layout()->addWidget(m_role);
    QVBoxLayout* left = column(m_left);
    left->addWidget(head);
    left->addWidget(m_filter);
    left->addWidget(m_list, 1);
    QFrame* foot = makeCard("foot");
    foot->setFixedHeight(look().height(30));
    QHBoxLayout* cells = row(foot, 0, 8);
    cells->setContentsMargins(24, 0, 24, 0);
    cells->addWidget(m_foot);
    cells->addStretch();
    cells->addWidget(m_sums);
    cells->addWidget(m_difference);
    left->addWidget(foot);
    auto* empty = new EmptyState(context);
    empty->say(u"accounts"_s, Tone::Text2, u"Choose an account"_s,
        u"Its balances, the difference and every cause of it stand here."_s);
    m_right->addWidget(empty);
    m_right->addWidget(m_detail);
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_left);
    splitter->addWidget(m_right);
    splitter->setSizes({568, 664});
    splitter->setStretchFactor(1, 1);
    column(this)->addWidget(splitter);
    m_list->setListModel(m_model);
    connect(
        m_list, &ListView::chosen, this, [this](int row) { showAccount(m_model->row(row).id); });
    connect(m_list, &ListView::opened, this, [this](int row) {
        m_detailWanted = true;
        showAccount(m_model->row(row).id);
        fit();
        m_detail->focusBridge();
    });
    const auto key = [this](QKeySequence keys, int by) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, by] { walk(by); });
    };
    key(Qt::ALT | Qt::Key_Down, 1);
    key(Qt::ALT | Qt::Key_Up, -1);
    connect(m_list, &ListView::typed, m_filter, &FilterBar::startTyping);
    connect(m_filter, &FilterBar::changed, this, &AccountsPage::applyFilter);
    connect(m_role, &Segments::changed, this, &AccountsPage::applyFilter);
    connect(m_detail, &AccountDetailView::back, this, [this] { closeInspector(); });
}

void AccountsPage::applyFilter()
{
    store::Query query = m_model->query();
    query.text = m_filter->field()->text();
    // Differ first is the list's own order, by size; All stands by name. Both show every account.
    if (query.filter != m_filter->segments()->chosen()) {
        const bool byName = m_filter->segments()->chosen() == u"all"_s;
        query.sortColumn = byName ? 0 : -1;
        query.order = byName ? store::Order::Ascending : store::Order::Default;
    }
    query.filter = m_filter->segments()->chosen();
    m_model->setRole(m_role->chosen());
    m_model->setQuery(query);
    refresh();
}

void AccountsPage::refresh()
{
    if (!context().hasBook())
        return;
    if (m_model->query().filter.isEmpty())
        return applyFilter();
    m_model->refresh();
    refreshFoot(m_model->query());
    if (!m_shown && m_model->sourceRows() > 0)
        m_list->selectSourceRow(0);
    else if (m_shown)
        showAccount(m_shown);
    keepRow();
    fit();
}

// What was mended has sorted itself elsewhere: the mark goes with the account that is shown, or
// away, and never stays on another one.
void AccountsPage::keepRow()
{
    const int current = m_list->currentRow();
    if (!m_shown || (current >= 0 && m_model->row(current).id == m_shown))
        return;
    const QSignalBlocker quiet(m_list);
    m_list->chooseNothing();
    for (int row = 0; row < std::min(256, m_model->sourceRows()); ++row)
        if (m_model->row(row).id == m_shown)
            return m_list->selectSourceRow(row);
}

void AccountsPage::refreshFoot(const store::Query& query)
{
    store::Query differing = query;
    differing.filter = u"differ"_s;
    m_filter->segments()->setSegments({{u"all"_s, u"All"_s, m_model->sourceRows()},
        {u"first"_s, u"Differ first"_s, reader().accountCount(m_model->role(), differing)}});
    store::Query all = query;
    all.filter = u"all"_s;
    const QList<store::BalanceSum> sums = reader().balanceSums(m_model->role(), all);
    const store::BalanceSum sum = sums.isEmpty() ? store::BalanceSum() : sums.first();
    m_foot->setText(counted(sum.rows, u"account"_s, u"accounts"_s));
    m_sums->setText(money(sum.ledger) + u" − "_s + money(sum.xero) + u" ="_s);
    m_difference->setText(difference(sum.difference()));
}

// The next account of the list, wherever the keyboard is: at 1024 the list isn't seen.
void AccountsPage::walk(int by)
{
    if (m_model->sourceRows() > 0)
        m_list->selectSourceRow(
            std::clamp(m_list->currentRow() + by, 0, m_model->sourceRows() - 1));
}

void AccountsPage::show(const QString& what)
{
    if (what.startsWith(u"account:"_s)) {
        m_detailWanted = true;
        const records::AccountId id{what.mid(8).toLongLong()};
        // The row is chosen, too, when it stands in the first window.
        for (int row = 0; row < std::min(256, m_model->sourceRows()); ++row)
            if (m_model->row(row).id == id)
                m_list->selectSourceRow(row);
        showAccount(id);
        fit();
    }
}

void AccountsPage::showAccount(records::AccountId id)
{
    if (!id)
        return;
    const bool isThere = m_detail->show(id);
    m_shown = isThere ? id : records::AccountId();
    m_right->setCurrentIndex(isThere ? 1 : 0);
}

bool AccountsPage::closeInspector()
{
    // Beside the list nothing closes: the keyboard goes back to it.
    const bool wasInside = m_detail->isAncestorOf(QApplication::focusWidget());
    const bool stoodAlone = m_detailWanted && m_left->isHidden();
    if (!wasInside && !stoodAlone)
        return false;
    m_detailWanted = false;
    fit();
    m_list->setFocus();
    return true;
}

void AccountsPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    fit();
}

void AccountsPage::fit()
{
    const bool narrow = width() < 1000;
    m_left->setVisible(!narrow || !m_detailWanted);
    m_right->setVisible(!narrow || m_detailWanted);
    m_detail->setBackVisible(narrow);
}

} // namespace ui
