// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountsoverview.h"
#include "pages/accountspage.h"
#include "pages/asofcontrol.h"
#include "pages/signoffpanel.h"
#include "records/words.h"

#include <QSignalBlocker>

#include <algorithm>

// How Accounts is come to from elsewhere, by name, and where one is within it.

using Qt::StringLiterals::operator""_s;

namespace ui {

void AccountsPage::show(const QString& what)
{
    if (what.startsWith(u"sign-off"_s))
        return showSignOffs(what);
    if (what == u"whole-book"_s)
        return showOverview();
    if (what == u"as-of"_s) {
        m_detailWanted = false;
        fit();
        return m_asOf->askOther();
    }
    if (what.startsWith(u"cause:"_s))
        if (const auto cause = records::fromText<records::BridgeCause>(what.sliced(6)))
            return showCause(*cause);
    if (!what.startsWith(u"account:"_s))
        return;
    wantRight();
    const records::AccountId id{what.mid(8).section(u'@', 0, 0).toLongLong()};
    const int current = m_list->currentRow();
    // The row is chosen, too, when it stands in the first window.
    for (int row = 0; row < std::min(kLookedThrough, m_model->sourceRows()); ++row)
        if (m_model->row(row).id == id) {
            if (current < 0 || m_model->row(current).id != id)
                m_list->selectSourceRow(row);
            break;
        }
    if (m_shown != id)
        m_shownCurrency = {};
    m_shownDay = QDate::fromString(what.section(u'@', 1), Qt::ISODate);
    showAccount(id);
    fit();
}

void AccountsPage::showSignOffs(const QString& what)
{
    if (what == u"sign-off"_s)
        return signOffShown();
    turnTo(SignOffs);
    wantRight();
    const bool isToVerify = what == u"sign-offs:verify"_s;
    m_signOffs->showAll(what.startsWith(u"sign-offs:"_s) && !isToVerify ? what.mid(10) : QString());
    if (isToVerify)
        m_signOffs->askForPack();
    if (what.startsWith(u"sign-off:"_s))
        m_signOffs->showOne(records::SignOffId{what.mid(9).toLongLong()});
}

// As Today counts it: of the customers, as they are now.
void AccountsPage::showCause(records::BridgeCause cause)
{
    const QSignalBlocker quiet(m_filter);
    m_filter->set({}, m_filter->segments()->chosen());
    if (m_role->chosen() != u"customer"_s)
        letGo();
    m_role->choose(u"customer"_s);
    if (m_asOf->wanted().isValid())
        m_asOf->choose({});
    m_filters->clearAll();
    m_detailWanted = false;
    m_filters->chooseCause(cause);
    fit();
    m_stack->currentIndex() == 0 ? m_list->setFocus() : m_filter->field()->setFocus();
}

QString AccountsPage::place() const
{
    if (m_right->isHidden())
        return {};
    if (m_right->currentIndex() == SignOffs)
        return m_signOffs->place();
    if (m_right->currentIndex() == Overview || !m_shown)
        return {};
    return u"account:%1"_s.arg(m_shown.value)
        + (m_shownDay.isValid() ? u'@' + m_shownDay.toString(Qt::ISODate) : QString());
}

} // namespace ui
