// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/linkspage.h"

#include "pages/accountlinks.h"
#include "pages/contactlinks.h"
#include "pages/itemcodes.h"
#include "widgets/make.h"

#include <QApplication>

#include <algorithm>

using Qt::StringLiterals::operator""_s;

namespace ui {

LinksPage::LinksPage(Context& context)
    : Page(context)
    , m_views(new QStackedWidget)
{
    column(this)->addWidget(m_views);
    auto* accounts = new AccountLinks(context);
    addView(u"accounts"_s, accounts, accounts->followButton());
    addView(u"contacts"_s, new ContactLinks(context));
    addView(u"item-codes"_s, new ItemCodesPage(context));
    choose(u"accounts"_s);
}

void LinksPage::addView(const QString& key, ListPage* page, QWidget* trailing)
{
    auto* all = new Segments(context(), u"View"_s);
    all->setSegments({{u"accounts"_s, u"Accounts"_s}, {u"contacts"_s, u"Contacts in Xero"_s},
        {u"item-codes"_s, u"Item codes"_s}});
    connect(all, &Segments::changed, this, &LinksPage::choose);
    page->addSwitch(all, trailing);
    if (!m_keys.isEmpty())
        page->findChild<FilterBar*>()->serve(page->list()); // the window serves the first
    m_switches.append(all);
    m_keys.append(key);
    m_views->addWidget(page);
}

void LinksPage::choose(const QString& key)
{
    const bool hadFocus = m_views->isAncestorOf(QApplication::focusWidget());
    m_views->setCurrentIndex(static_cast<int>(std::max<qsizetype>(0, m_keys.indexOf(key))));
    for (Segments* each : m_switches)
        each->choose(m_keys.at(m_views->currentIndex()));
    shown()->refresh();
    if (hadFocus)
        m_switches.at(m_views->currentIndex())->focusChosen();
}

void LinksPage::show(const QString& what)
{
    const bool isView = what.startsWith(u"view:"_s);
    choose(isView ? what.mid(5) : u"accounts"_s);
    if (!isView)
        shown()->show(what);
}

} // namespace ui
