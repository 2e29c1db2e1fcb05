// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountspage.h"

#include "look/words.h"
#include "pages/accountsfoot.h"
#include "pages/accountsignfoot.h"
#include "pages/accountsoverview.h"
#include "pages/asofcontrol.h"
#include "pages/signoffpanel.h"
#include "records/words.h"
#include "reports.h"
#include "signoffwords.h"
#include "widgets/chartview.h"
#include "widgets/facebutton.h"
#include "widgets/make.h"

#include <QApplication>
#include <QMenu>
#include <QShortcut>
#include <QSignalBlocker>
#include <QTimer>

#include <algorithm>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int kWithCodes = 650; // wide enough for money of several currencies

} // namespace

AccountsPage::AccountsPage(Context& context)
    : Page(context)
    , m_model(new AccountsModel(context, this))
    , m_role(new Segments(context, u"Customers or vendors"_s))
    , m_filter(new FilterBar(context, u"Filter by name or id"_s))
    , m_filters(new AccountFilters(context))
    , m_asOf(new AsOfControl(context))
    , m_sign(makeFaceButton(context, u"Sign off"_s))
    , m_signSelected(makeButton(context, {}, {}, ""))
    , m_stack(new QStackedWidget)
    , m_list(new ListView(context, u"Accounts"_s))
    , m_empty(new EmptyState(context))
    , m_foot(new AccountsFoot(context))
    , m_left(new QWidget)
    , m_right(new QStackedWidget)
    , m_overview(new AccountsOverview(context))
    , m_detail(new AccountDetailView(context))
    , m_signFoot(new AccountSignFoot(context))
    , m_signOffs(new SignOffPanel(context))
{
    QVBoxLayout* left = column(m_left);
    left->addWidget(makeHead());
    left->addWidget(makeList(), 1);
    left->addWidget(m_foot);
    m_right->addWidget(m_overview);
    auto* account = new QWidget;
    QVBoxLayout* lines = column(account);
    lines->addWidget(m_detail, 1);
    lines->addWidget(m_signFoot);
    m_right->addWidget(account);
    m_right->addWidget(m_signOffs);
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_left);
    splitter->addWidget(m_right);
    splitter->setSizes({568, 664});
    splitter->setStretchFactor(1, 1);
    column(this)->addWidget(splitter);
    m_list->setListModel(m_model);
    connectParts();
    showSelection(0);
}

QWidget* AccountsPage::makeHead()
{
    m_role->setSegments({{u"customer"_s, u"Customers"_s}, {u"vendor"_s, u"Vendors"_s}});
    m_role->choose(u"customer"_s);
    m_sign->setTrailingIcon(u"chevron-down"_s);
    m_sign->setMenu(new QMenu(m_sign));
    auto* head = new PageHead(context(), u"Accounts"_s);
    head->addWidget(makeReportButton(context(), u"Report of this list"_s,
        {records::ReportKind::Balances, records::ReportKind::Bridge, records::ReportKind::Ageing},
        [this](records::ReportKind kind) { return reportOf(kind); }));
    head->addWidget(m_asOf->button());
    head->addWidget(m_sign);
    head->addWidget(m_role);
    return head;
}

QWidget* AccountsPage::makeList()
{
    m_filter->segments()->setSegments({{u"all"_s, u"All"_s}, {u"first"_s, u"Differences first"_s}});
    m_filter->segments()->choose(u"first"_s);
    m_filter->addTrailing(m_signSelected);
    m_filter->addTrailing(m_filters->button());
    auto* box = new QWidget;
    QVBoxLayout* layout = column(box);
    layout->addWidget(m_filter);
    layout->addWidget(m_filters);
    layout->addWidget(m_asOf);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    layout->addWidget(m_stack, 1);
    return box;
}

void AccountsPage::connectParts()
{
    connect(m_list, &ListView::chosen, this, &AccountsPage::showRow);
    connect(m_list, &ListView::opened, this, &AccountsPage::openRow);
    connect(m_list, &QTableView::clicked, this, &AccountsPage::openClicked);
    connect(m_list, &ListView::selectionCountChanged, this, &AccountsPage::showSelection);
    const auto key = [this](QKeySequence keys, int by) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, by] { walk(by); });
    };
    key(Qt::ALT | Qt::Key_Down, 1);
    key(Qt::ALT | Qt::Key_Up, -1);
    connect(m_list, &ListView::typed, m_filter, &FilterBar::startTyping);
    connect(m_filter, &FilterBar::changed, this, &AccountsPage::applyFilter);
    connect(m_filters, &AccountFilters::changed, this, &AccountsPage::applyFilter);
    connect(m_asOf, &AsOfControl::changed, this, [this] {
        m_shownDay = {};
        applyFilter();
    });
    connect(m_empty, &EmptyState::pressed, this, [this] {
        if (isNarrowed())
            showAllAgain();
        else
            context().open(u"settings"_s, u"section:import"_s);
    });
    connect(m_role, &Segments::changed, this, [this] {
        letGo();
        applyFilter();
    });
    connect(m_foot, &AccountsFoot::wholeBookWanted, this, &AccountsPage::showOverview);
    connect(m_detail, &AccountDetailView::back, this, [this] { closeInspector(); });
    connect(m_detail, &AccountDetailView::nowWanted, this, [this] {
        m_shownDay = {};
        m_asOf->choose({});
        showAccount(m_shown);
    });
    connect(m_overview, &AccountsOverview::back, this, [this] { closeInspector(); });
    connect(m_overview, &AccountsOverview::causeChosen, this,
        [this](records::BridgeCause cause, base::Currency currency) {
            m_detailWanted = false;
            m_filters->chooseCause(cause, currency);
        });
    connect(m_overview, &AccountsOverview::signOffsWanted, this, [this] { show(u"sign-offs"_s); });
    connect(m_overview, &AccountsOverview::signOffWanted, this,
        [this] { signOff({.accounts = {}, .wholeBook = true, .words = u"Whole book"_s}); });
    connect(m_signFoot, &AccountSignFoot::signOffWanted, this, &AccountsPage::signOffAccount);
    connect(m_signOffs, &SignOffPanel::closed, this, [this] { closeInspector(); });
    connect(m_sign->menu(), &QMenu::aboutToShow, this, &AccountsPage::fillSignMenu);
    connect(m_signSelected, &QPushButton::clicked, this, [this] {
        const QList<records::AccountId> accounts = selectedAccounts();
        signOff(
            {.accounts = accounts, .words = counted(accounts.size(), u"account"_s, u"accounts"_s)});
    });
    connect(&context(), &Context::bookChanged, this, &AccountsPage::startAnew);
}

// What was chosen belongs to the book that was open.
void AccountsPage::startAnew()
{
    m_shown = {};
    m_shownCurrency = {};
    m_shownDay = {};
    m_filters->clearAll();
    m_asOf->startAnew();
    turnTo(Overview);
    if (!m_model->query().filter.isEmpty())
        m_model->setQuery(query());
}

// Sign-offs --------------------------------------------------------------------------------------

QList<records::AccountId> AccountsPage::selectedAccounts() const
{
    QList<records::AccountId> accounts;
    for (const int row : m_list->selectedRows())
        if (const records::AccountId id = m_model->row(row).id; !accounts.contains(id))
            accounts.append(id);
    return accounts;
}

void AccountsPage::showSelection(int rows)
{
    m_signSelected->setText(u"Sign off %1…"_s.arg(number(rows)));
    m_signSelected->setVisible(rows > 1);
    m_filters->button()->setVisible(rows <= 1);
}

void AccountsPage::fillSignMenu()
{
    QMenu* menu = m_sign->menu();
    menu->clear();
    if (const auto shown = m_shown ? reader().account(m_shown) : std::nullopt)
        menu->addAction(
            u"Sign off %1…"_s.arg(shown->account.name), this, [this, name = shown->account.name] {
                signOff({.accounts = {m_shown}, .words = name});
            });
    if (m_list->selectedRows().size() > 1)
        menu->addAction(m_signSelected->text(), m_signSelected, &QPushButton::click);
    menu->addAction(u"Sign off the whole book…"_s, this,
        [this] { signOff({.accounts = {}, .wholeBook = true, .words = u"Whole book"_s}); });
    menu->addSeparator();
    menu->addAction(u"All sign-offs"_s, this, [this] { show(u"sign-offs:all"_s); });
}

void AccountsPage::signOffShown()
{
    const QList<records::AccountId> chosen = selectedAccounts();
    if (chosen.size() > 1)
        return m_signSelected->click();
    if (m_shown)
        return signOffAccount();
    signOff({.accounts = {}, .wholeBook = true, .words = u"Whole book"_s});
}

void AccountsPage::signOffAccount()
{
    if (const auto shown = reader().account(m_shown))
        signOff({.accounts = {m_shown}, .words = shown->account.name});
}

void AccountsPage::signOff(const Signable& what)
{
    Signable proposed = what;
    proposed.day = m_shownDay.isValid() ? m_shownDay : m_asOf->wanted();
    m_isFromAccount = m_left->isHidden() && m_right->currentIndex() == Account;
    turnTo(SignOffs);
    wantRight();
    m_signOffs->start(proposed);
}

// The right pane ---------------------------------------------------------------------------------

void AccountsPage::turnTo(Right right)
{
    m_right->setCurrentIndex(right);
}

void AccountsPage::wantRight()
{
    m_detailWanted = true;
    m_isFolded = false;
    fit();
}

void AccountsPage::openRow(int row)
{
    showRow(row);
    if (isSigning())
        return;
    wantRight();
    m_detail->focusBridge();
}

// In place of the list the account opens by one click: nothing else would be seen of it. The second
// click of a double one must not press what has come to stand there.
void AccountsPage::openClicked(const QModelIndex& index)
{
    if (m_shownDay.isValid() && m_list->currentRow() >= 0)
        showRow(m_list->currentRow()); // the same account, as the list has it
    if (!isNarrow() || m_list->selectedRows().size() > 1)
        return;
    openRow(m_model->sourceRow(index.row()));
    m_right->setAttribute(Qt::WA_TransparentForMouseEvents);
    QTimer::singleShot(QApplication::doubleClickInterval(), m_right,
        [this] { m_right->setAttribute(Qt::WA_TransparentForMouseEvents, false); });
}

// A customer beside the list of vendors would pass for one.
void AccountsPage::letGo()
{
    m_shown = {};
    m_list->chooseNothing();
    if (m_right->currentIndex() == Account)
        turnTo(Overview);
}

void AccountsPage::toggleInspector()
{
    if (m_right->isHidden())
        return wantRight();
    m_detailWanted = false;
    m_isFolded = !isNarrow();
    fit();
    m_list->setFocus();
}

void AccountsPage::showOverview()
{
    m_shown = {};
    m_list->chooseNothing();
    turnTo(Overview);
    m_overview->show(m_model->role(), m_asOf->day());
    wantRight();
    if (m_left->isHidden())
        m_overview->causes()->setFocus(); // what was pressed stands behind it
}

bool AccountsPage::isSigning() const
{
    return m_right->currentIndex() == SignOffs && m_signOffs->isWriting();
}

void AccountsPage::showRow(int row)
{
    const store::AccountRow chosen = m_model->row(row);
    m_shownCurrency = chosen.difference.currency();
    m_shownDay = {};
    if (isSigning()) {
        m_shown = chosen.id; // when that is done: one click takes nothing away that was written
        return;
    }
    const bool isVendor = chosen.role == records::ledger::AccountRole::Vendor;
    showAccount(chosen.id,
        keyOf(isVendor ? records::Side::Payable : records::Side::Receivable, m_shownCurrency));
}

void AccountsPage::showAccount(records::AccountId id, const QString& balance)
{
    if (!id)
        return;
    m_detail->setAsOf(m_shownDay.isValid() ? m_shownDay : m_asOf->day());
    const bool isThere = m_detail->show(id, balance);
    m_shown = isThere ? id : records::AccountId();
    if (isThere)
        m_signFoot->show(id);
    turnTo(isThere ? Account : Overview);
}

bool AccountsPage::isShown(const store::AccountRow& row) const
{
    return row.id == m_shown
        && (m_shownCurrency.isNone() || row.difference.currency() == m_shownCurrency);
}

// The list ---------------------------------------------------------------------------------------

store::Query AccountsPage::query() const
{
    store::Query query = m_model->query();
    query.text = m_filter->field()->text();
    query.filter = m_filter->segments()->chosen();
    m_filters->apply(query);
    query.asOf = m_asOf->day();
    return query;
}

records::ReportRequest AccountsPage::reportOf(records::ReportKind kind) const
{
    const store::Query asked = query();
    return {.kind = kind,
        .vendors = m_role->chosen() == u"vendor"_s,
        .account = {},
        .asOf = asked.asOf,
        .text = asked.text,
        .filter = asked.filter,
        .cause = asked.cause,
        .currency = asked.currency,
        .atLeast = asked.atLeast};
}

std::optional<records::ReportRequest> AccountsPage::report() const
{
    if (m_right->currentIndex() == SignOffs && m_right->isVisible())
        if (const auto request = m_signOffs->report())
            return request;
    if (m_left->isHidden() && m_right->currentIndex() == Account)
        return m_detail->reportOf(records::ReportKind::Bridge);
    return reportOf(records::ReportKind::Balances);
}

void AccountsPage::applyFilter()
{
    store::Query asked = query();
    // Differences first is the list's own order, by size; All stands by name. Both show every
    // account.
    if (m_order != m_filter->segments()->chosen()) {
        m_order = m_filter->segments()->chosen();
        const bool byName = m_order == u"all"_s;
        asked.sortColumn = byName ? 0 : -1;
        asked.order = byName ? store::Order::Ascending : store::Order::Default;
    }
    m_model->setRole(m_role->chosen());
    m_model->setQuery(asked);
    refresh();
}

void AccountsPage::refresh()
{
    if (!context().hasBook())
        return;
    m_asOf->refresh();
    if (m_model->query().filter.isEmpty())
        return applyFilter();
    m_model->refresh();
    showEmpty();
    refreshFoot();
    if (m_right->currentIndex() == Account)
        showAccount(m_shown);
    if (m_right->currentIndex() == Overview)
        m_overview->show(m_model->role(), m_asOf->day());
    if (m_right->currentIndex() == SignOffs)
        m_signOffs->refresh();
    keepRow();
    fit();
}

// What was mended has sorted itself elsewhere: the mark goes with the account that is shown, or
// away, and never stays on another one.
void AccountsPage::keepRow()
{
    const int current = m_list->currentRow();
    if (!m_shown || m_list->selectedRows().size() > 1
        || (current >= 0 && isShown(m_model->row(current))))
        return;
    const QSignalBlocker quiet(m_list);
    m_list->chooseNothing();
    for (int row = 0; row < std::min(kLookedThrough, m_model->sourceRows()); ++row)
        if (isShown(m_model->row(row)))
            return m_list->selectSourceRow(row);
}

bool AccountsPage::isNarrowed() const
{
    return m_filters->isAny() || !m_filter->field()->text().isEmpty();
}

// An empty list says why, and what one can do about it.
void AccountsPage::showEmpty()
{
    const bool isEmpty = m_model->sourceRows() == 0;
    if (isEmpty && m_stack->currentIndex() == 0 && m_list->hasFocus())
        m_filter->field()->setFocus();
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    const bool areVendors = m_model->role() == u"vendor"_s;
    const QString text = m_filter->field()->text();
    const AccountFilters::Nothing nothing
        = text.isEmpty() ? m_filters->nothing() : AccountFilters::Nothing();
    if (!isNarrowed())
        m_empty->say(u"accounts"_s, Tone::Text2,
            areVendors ? u"No vendors yet"_s : u"No accounts yet"_s,
            u"They come from the ledger’s files: import them, and each stands here with both "
            u"balances."_s,
            u"Import files…"_s);
    else if (!nothing.title.isEmpty())
        m_empty->say(u"safe"_s, Tone::Safe, nothing.title, nothing.sentence, u"Show all again"_s);
    else
        m_empty->say(u"search"_s, Tone::Text2, u"Nothing found"_s,
            text.isEmpty()
                ? u"No account is as the filters above ask."_s
                : u"No account that fits the filters has “%1” in its name or id."_s.arg(text),
            u"Show all again"_s);
}

void AccountsPage::showAllAgain()
{
    m_filters->clearAll();
    const QSignalBlocker quiet(m_filter);
    m_filter->set({}, m_filter->segments()->chosen());
    applyFilter();
    m_list->setFocus();
}

void AccountsPage::refreshFoot()
{
    const QString& role = m_model->role();
    store::Query differing = query();
    store::Query all = differing;
    differing.filter = u"differ"_s;
    all.filter = u"all"_s;
    m_filter->segments()->setSegments({{u"all"_s, u"All"_s, reader().accountCount(role, all)},
        {u"first"_s, u"Differences first"_s, reader().accountCount(role, differing)}});
    store::Query shown = query();
    if (shown.filter == u"first"_s)
        shown.filter = u"all"_s;
    m_foot->show(reader().balanceSums(role, shown));
    store::Query whole;
    whole.asOf = m_asOf->day();
    QList<base::Currency> currencies;
    for (const store::BalanceSum& each : reader().balanceSums(role, whole))
        currencies.append(each.currency);
    m_filters->setOffer(reader().causeSums(role, whole), currencies);
    // Codes before the figures need room that both balances would otherwise lose.
    m_left->setMinimumWidth(currencies.size() > 1 && width() > kWithCodes + 400 ? kWithCodes : 0);
}

// The next account of the list, wherever the keyboard is: at 1024 the list isn't seen.
void AccountsPage::walk(int by)
{
    if (m_model->sourceRows() > 0)
        m_list->selectSourceRow(
            std::clamp(m_list->currentRow() + by, 0, m_model->sourceRows() - 1));
}

bool AccountsPage::closeInspector()
{
    const bool wasInside = m_right->isAncestorOf(QApplication::focusWidget());
    const bool stoodAlone = m_detailWanted && m_left->isHidden();
    const bool isSigning = m_right->currentIndex() == SignOffs;
    if (!wasInside && !stoodAlone && !isSigning)
        return false;
    if (isSigning && m_signOffs->goBack())
        return true;
    // Beside the list nothing closes but the sign-offs: the keyboard goes back to it.
    if (isSigning && m_shown)
        showAccount(m_shown);
    if (isSigning && std::exchange(m_isFromAccount, false) && stoodAlone && m_shown) {
        m_signFoot->setFocus();
        return true; // the list wasn't seen before, either
    }
    if (isSigning && !m_shown)
        turnTo(Overview);
    m_detailWanted = false;
    fit();
    if (m_right->currentIndex() == Overview) {
        // Of the list, not of one of its rows.
        const QSignalBlocker quiet(m_list);
        m_list->setFocus();
        m_overview->show(m_model->role(), m_asOf->day());
    } else {
        m_list->setFocus();
    }
    return true;
}

void AccountsPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    fit();
}

bool AccountsPage::isNarrow() const
{
    return width() < 1100; // beside the list the records of the detail need room for their numbers
}

void AccountsPage::fit()
{
    const bool narrow = isNarrow();
    m_left->setVisible(!narrow || !m_detailWanted);
    m_right->setVisible(narrow ? m_detailWanted : !m_isFolded);
    m_detail->setBackVisible(narrow);
    m_overview->setBackVisible(narrow);
}

} // namespace ui
