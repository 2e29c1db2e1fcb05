// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountfilters.h"

#include "look/words.h"
#include "widgets/facebutton.h"
#include "widgets/make.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

struct State {
    const char16_t* key;
    const char16_t* word;
    const char16_t* icon;
    Tone tone;
    const char16_t* nothing; // of a list that has none such
    const char16_t* sentence;
};
constexpr State kStates[] = {{u"differ", u"Differs", u"changes", Tone::Text2, u"Nothing differs",
                                 u"Both ledgers agree, on every account."},
    {u"unexplained", u"Unexplained", u"unknown", Tone::Stop, u"Nothing unexplained",
        u"Every difference has a cause."},
    {u"stale", u"Being read again", u"sync", Tone::Info, u"Nothing is being read again",
        u"What was read of Xero adds up, on every account."},
    {u"suspended", u"Sign-off suspended", u"problems", Tone::Waiting, u"No sign-off is suspended",
        u"What was signed off is as it was."}};

} // namespace

AccountFilters::AccountFilters(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_button(makeFaceButton(context, u"Filter"_s, u"filter"_s))
    , m_chips(row(nullptr, 0, 6))
    , m_asking(new QWidget)
    , m_amount(new QLineEdit)
{
    m_button->setMenu(new QMenu(m_button));
    m_button->setToolTip(u"Show only some accounts"_s);
    connect(m_button->menu(), &QMenu::aboutToShow, this, &AccountFilters::fillMenu);
    QHBoxLayout* whole = row(this, 0, 6);
    whole->setContentsMargins(24, 0, 24, 10);
    whole->addLayout(m_chips);
    QHBoxLayout* asking = row(m_asking, 0, 6);
    QLabel* words = makeLabel(context, u"At least"_s, Type::Second, "second");
    words->setBuddy(m_amount);
    asking->addWidget(words);
    m_amount->setAccessibleName(u"Difference of at least"_s);
    m_amount->setPlaceholderText(u"100.00"_s);
    m_amount->setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
    m_amount->setFixedWidth(96);
    asking->addWidget(m_amount);
    m_asking->hide();
    whole->addWidget(m_asking);
    whole->addStretch();
    setMinimumWidth(1);
    connect(m_amount, &QLineEdit::editingFinished, this, &AccountFilters::takeThreshold);
    hide();
}

void AccountFilters::apply(store::Query& query) const
{
    if (!m_state.isEmpty())
        query.filter = m_state;
    query.cause = m_cause;
    query.currency = m_currency;
    query.atLeast = m_atLeast;
}

bool AccountFilters::isAny() const
{
    return !m_state.isEmpty() || m_cause || !m_currency.isNone() || m_atLeast > 0;
}

AccountFilters::Nothing AccountFilters::nothing() const
{
    QString key = m_state;
    if (m_cause)
        key = key.isEmpty() && m_cause == BridgeCause::Unexplained ? u"unexplained"_s : QString();
    if (m_atLeast == 0 && m_currency.isNone())
        for (const State& each : kStates)
            if (key == QString::fromUtf16(each.key))
                return {QString::fromUtf16(each.nothing), QString::fromUtf16(each.sentence)};
    return {};
}

void AccountFilters::clearAll()
{
    m_state.clear();
    m_cause.reset();
    m_currency = {};
    m_atLeast = 0;
    m_asking->hide();
    showChips();
}

void AccountFilters::chooseCause(BridgeCause cause, base::Currency currency)
{
    m_cause = cause;
    if (!currency.isNone())
        chooseCurrency(currency);
    tell();
}

// Of a difference: the balances of another currency can't be measured by it.
base::Currency AccountFilters::measured() const
{
    return m_currency.isNone() ? m_context.settings().currency : m_currency;
}

void AccountFilters::chooseCurrency(base::Currency currency)
{
    const base::Currency before = measured();
    m_currency = currency;
    if (measured() != before)
        m_atLeast = 0;
}

void AccountFilters::setOffer(
    const QList<store::CauseSum>& causes, const QList<base::Currency>& currencies)
{
    m_causes = causes;
    m_currencies = currencies;
}

void AccountFilters::fillMenu()
{
    QMenu* menu = m_button->menu();
    menu->clear();
    addStates(menu);
    menu->addSeparator();
    addCauses(menu);
    menu->addAction(u"Difference of at least…"_s, this, &AccountFilters::askThreshold);
    if (m_currencies.size() > 1)
        addCurrencies(menu);
    if (!isAny())
        return;
    menu->addSeparator();
    menu->addAction(u"Show all again"_s, this, [this] {
        clearAll();
        tell();
    });
}

void AccountFilters::addStates(QMenu* menu)
{
    for (const State& each : kStates) {
        const QString key = QString::fromUtf16(each.key);
        QAction* action = menu->addAction(QString::fromUtf16(each.word), this, [this, key] {
            m_state = m_state == key ? QString() : key;
            tell();
        });
        action->setCheckable(true);
        action->setChecked(m_state == key);
    }
}

void AccountFilters::addCauses(QMenu* menu)
{
    QMenu* causes = menu->addMenu(u"Cause"_s);
    for (const store::CauseSum& each : m_causes) {
        if (each.accounts == 0)
            continue;
        const CauseLook look = lookOf(each.cause);
        QAction* action = causes->addAction(m_context.look().icon(look.icon, look.meaning.text),
            look.word + u"  "_s + number(each.accounts), this, [this, cause = each.cause] {
                m_cause = m_cause == cause ? std::nullopt : std::optional(cause);
                tell();
            });
        action->setCheckable(true);
        action->setChecked(m_cause == each.cause);
    }
    causes->menuAction()->setEnabled(!causes->isEmpty());
}

void AccountFilters::addCurrencies(QMenu* menu)
{
    QMenu* currencies = menu->addMenu(u"Currency"_s);
    for (const base::Currency each : m_currencies) {
        QAction* action = currencies->addAction(each.code(), this, [this, each] {
            chooseCurrency(m_currency == each ? base::Currency() : each);
            tell();
        });
        action->setCheckable(true);
        action->setChecked(m_currency == each);
    }
}

void AccountFilters::askThreshold()
{
    show();
    m_asking->show();
    if (m_atLeast > 0)
        m_amount->setText(base::Money(m_atLeast, measured()).toString());
    m_amount->setFocus();
    m_amount->selectAll();
}

// An amount as anybody writes it; nothing, or nothing that is one, takes the threshold away.
void AccountFilters::takeThreshold()
{
    const auto amount = base::Money::parse(m_amount->text().trimmed().remove(u','), measured());
    m_atLeast = amount ? amount->abs().minor() : 0;
    m_asking->hide();
    m_amount->clear();
    tell();
}

void AccountFilters::tell()
{
    showChips();
    Q_EMIT changed();
}

void AccountFilters::addChip(
    const QString& icon, Tone tone, const QString& words, std::function<void()> out)
{
    FaceButton* chip = makeFaceButton(m_context, words, {}, "small");
    chip->setIcon(m_context.look().icon(icon, tone));
    chip->setTrailingIcon(u"close"_s);
    chip->setAccessibleName(u"Remove filter: "_s + words);
    chip->setToolTip(u"Remove this filter"_s);
    connect(chip, &QPushButton::clicked, this, [this, out = std::move(out)] {
        out();
        m_button->setFocus();
        tell();
    });
    m_chips->addWidget(chip);
}

void AccountFilters::showChips()
{
    clear(m_chips);
    for (const State& each : kStates)
        if (m_state == QString::fromUtf16(each.key))
            addChip(QString::fromUtf16(each.icon), each.tone, QString::fromUtf16(each.word),
                [this] { m_state.clear(); });
    if (m_cause) {
        const CauseLook look = lookOf(*m_cause);
        addChip(look.icon, look.meaning.text, look.word, [this] { m_cause.reset(); });
    }
    if (m_atLeast > 0)
        addChip(u"filter"_s, Tone::Text2,
            u"At least "_s + money(base::Money(m_atLeast, measured())), [this] { m_atLeast = 0; });
    if (!m_currency.isNone())
        addChip(u"payment"_s, Tone::Text2, m_currency.code(), [this] { chooseCurrency({}); });
    setVisible(isAny() || !m_asking->isHidden());
}

} // namespace ui
