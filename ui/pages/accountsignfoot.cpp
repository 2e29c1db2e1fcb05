// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountsignfoot.h"

#include "signoffwords.h"
#include "widgets/make.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int kLookedThrough = 24; // two years of months: what was signed before that is no news

}

AccountSignFoot::AccountSignFoot(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_none(makeLabel(context, u"Not signed off yet"_s, Type::Second, "third"))
    , m_state(makeButton(context, {}, {}, "link"))
{
    setProperty("look", u"foot"_s);
    QHBoxLayout* cells = row(this, 0, 8);
    cells->setContentsMargins(20, 4, 20, 4);
    cells->addWidget(m_none);
    cells->addWidget(m_state);
    cells->addStretch();
    QPushButton* sign = makeButton(context, u"Sign off…"_s, u"reconciled"_s, "small");
    cells->addWidget(sign);
    setFocusProxy(sign);
    connect(m_state, &QPushButton::clicked, this,
        [this] { m_context.open(u"accounts"_s, u"sign-off:%1"_s.arg(m_signOff.value)); });
    connect(sign, &QPushButton::clicked, this, &AccountSignFoot::signOffWanted);
}

void AccountSignFoot::show(AccountId account)
{
    const auto newest = newestOf(account);
    m_signOff = newest ? newest->id : SignOffId();
    m_none->setVisible(!newest);
    m_state->setVisible(newest.has_value());
    if (!newest)
        return;
    const SignOffLook look = lookOf(newest->state);
    m_state->setIcon(m_context.look().icon(look.icon, look.meaning.text));
    m_state->setText(shortWords(*newest, m_context.now()));
}

// Of those that stand, wait or are suspended.
std::optional<SignOff> AccountSignFoot::newestOf(AccountId account) const
{
    int looked = 0;
    for (const SignOff& each : m_context.reader().signOffs())
        if (each.state == SignOffState::Withdrawn || each.state == SignOffState::Replaced)
            continue;
        else if (!m_context.reader().signedAccounts(each.id, account, false, 0, 1).isEmpty())
            return each;
        else if (++looked == kLookedThrough)
            break;
    return std::nullopt;
}

} // namespace ui
