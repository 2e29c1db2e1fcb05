// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/signoffform.h"

#include "bridge/signed.h"
#include "look/words.h"
#include "pages/asofcontrol.h"
#include "signoffwords.h"
#include "widgets/make.h"

#include <QDateEdit>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr qsizetype kMostSummed = 50; // the window counts no more than this; the engine does
constexpr qsizetype kMostNamed = 3;

} // namespace

SignOffForm::SignOffForm(Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(makeLabel(context, {}, Type::Section, nullptr, true))
    , m_day(new QDateEdit)
    , m_preparer(new QLineEdit)
    , m_threshold(new QLineEdit)
    , m_note(new QPlainTextEdit)
    , m_summary(makeLabel(context, {}, Type::Body, nullptr, true))
    , m_sums(column(nullptr))
    , m_hint(makeLabel(context, {}, Type::Second, "second", true))
    , m_refusal(makeCard("refusal"))
    , m_refused(makeLabel(context, {}, Type::Body, nullptr, true))
    , m_sign(makeButton(context, {}, u"reconciled"_s, "primary"))
{
    QVBoxLayout* layout = column(this, 0, 12);
    layout->addWidget(m_words);
    layout->addWidget(makeFields());
    QFrame* summary = makeCard();
    QVBoxLayout* inside = column(summary, 16, 6);
    inside->addWidget(makeLabel(context, u"What will be signed"_s, Type::Strong));
    inside->addWidget(m_summary);
    inside->addLayout(m_sums);
    inside->addWidget(m_hint);
    layout->addWidget(summary);
    column(m_refusal, 12)->addWidget(m_refused);
    m_refusal->hide();
    layout->addWidget(m_refusal);
    QHBoxLayout* buttons = row(nullptr, 0, 8);
    QPushButton* cancel = makeButton(context, u"Cancel"_s, {}, "quiet");
    buttons->addWidget(m_sign);
    buttons->addWidget(cancel);
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addStretch(1);
    connect(m_sign, &QPushButton::clicked, this, &SignOffForm::sign);
    connect(cancel, &QPushButton::clicked, this, &SignOffForm::closed);
    connect(m_day, &QDateEdit::dateChanged, this, &SignOffForm::sumUp);
    connect(&m_turn, &QTimer::timeout, this, &SignOffForm::sumNext);
    connect(&context, &Context::answered, this, &SignOffForm::hear);
    connect(&context, &Context::bookChanged, this, [this] {
        m_turn.stop();
        drop();
    });
}

QWidget* SignOffForm::makeFields()
{
    auto* fields = new QWidget;
    auto* grid = new QGridLayout(fields);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    const auto add = [&](const QString& word, QWidget* field, Qt::Alignment side = {}) {
        QLabel* label = makeLabel(m_context, word, Type::Body, "second");
        label->setBuddy(field);
        field->setAccessibleName(word);
        const int line = grid->rowCount();
        grid->addWidget(label, line, 0, Qt::AlignTop);
        label->setMinimumHeight(m_context.look().height(30));
        grid->addWidget(field, line, 1, side);
    };
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(u"d MMM yyyy"_s);
    m_day->setFixedWidth(150);
    m_preparer->setMaximumWidth(260);
    m_threshold->setFixedWidth(110);
    m_threshold->setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
    m_note->setProperty("look", u"field"_s);
    m_note->setFont(m_context.look().font(Type::Body));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(2 * m_context.look().height(0) + 12);
    m_note->setPlaceholderText(u"What the reviewer should know"_s);
    add(u"As of"_s, m_day, leadingSide());
    add(u"Prepared by"_s, m_preparer);
    add(u"Threshold"_s, m_threshold, leadingSide());
    const QString most = u"The most that may stay unexplained in each account"_s;
    m_threshold->setAccessibleDescription(most);
    grid->addWidget(makeLabel(m_context, most, Type::Second, "third", true), grid->rowCount(), 1);
    add(u"Note"_s, m_note);
    return fields;
}

void SignOffForm::start(const Signable& what)
{
    const bool isKept
        = isChanged() && what.accounts == m_what.accounts && what.wholeBook == m_what.wholeBook;
    m_ticket = 0;
    m_refusal->hide();
    m_what = what;
    m_words->setText(what.words);
    if (!isKept)
        fill(what);
    sumUp();
    (m_preparer->text().isEmpty() ? static_cast<QWidget*>(m_preparer) : m_day)->setFocus();
}

void SignOffForm::fill(const Signable& what)
{
    const QSignalBlocker quiet(m_day);
    m_day->setMaximumDate(m_context.today());
    m_day->setDate(what.day.isValid() ? what.day : endOfMonth(m_context.today(), 1));
    // Whoever prepared the last one is at this desk, more often than not.
    const QList<SignOff> before = m_context.reader().signOffs();
    m_preparer->setText(before.isEmpty() ? QString() : before.first().preparer);
    const base::Currency own = m_context.settings().currency;
    m_threshold->setText(
        (what.threshold.isZero() ? base::Money(0, own) : what.threshold).toString());
    m_note->setPlainText(what.note);
    m_proposed = written();
}

SignOffForm::Written SignOffForm::written() const
{
    return {m_day->date(), m_preparer->text(), m_threshold->text(), m_note->toPlainText()};
}

bool SignOffForm::isChanged() const
{
    return (m_what.wholeBook || !m_what.accounts.isEmpty()) && written() != m_proposed;
}

// What is counted once stays as it was looked at; what was being read again may be signed now.
void SignOffForm::refresh()
{
    if (m_what.wholeBook || m_isStale)
        sumUp();
}

std::optional<base::Money> SignOffForm::threshold() const
{
    const auto amount = base::Money::parse(
        m_threshold->text().trimmed().remove(u','), m_context.settings().currency);
    return amount ? std::optional(*amount) : std::nullopt;
}

void SignOffForm::sign()
{
    const auto most = threshold();
    if (!most)
        return refuse(u"Write what may stay unexplained as an amount, like 0.00."_s);
    if (m_preparer->text().trimmed().isEmpty()) {
        m_preparer->setFocus();
        return refuse(u"A sign-off needs the name of who prepared it."_s);
    }
    m_refusal->hide();
    m_ticket = m_context.nextTicket();
    m_sign->setEnabled(false);
    m_context.ask(command::SignOff{.accounts = m_what.accounts,
        .wholeBook = m_what.wholeBook,
        .day = m_day->date(),
        .preparer = m_preparer->text().trimmed(),
        .note = m_note->toPlainText().trimmed(),
        .threshold = *most});
}

void SignOffForm::hear(const CommandOutcome& outcome)
{
    if (m_ticket == 0 || outcome.ticket != m_ticket)
        return;
    m_ticket = 0;
    showReady();
    if (!outcome.done && isVisible())
        m_context.noteShown(outcome.ticket);
    if (!outcome.done)
        return refuse(outcome.error.sentence.isEmpty() ? outcome.sentence : outcome.error.sentence);
    drop();
    m_context.notice(outcome.sentence, u"reconciled"_s);
    Q_EMIT signedOff();
}

void SignOffForm::refuse(const QString& sentence)
{
    m_refused->setText(sentence);
    m_refusal->setAccessibleName(sentence);
    m_refusal->show();
}

void SignOffForm::sumUp()
{
    m_turn.stop();
    m_left.clear();
    m_isStale = false;
    m_hint->hide();
    m_what.wholeBook ? sumBook() : sumAccounts();
    showReady();
}

void SignOffForm::showReady()
{
    m_sign->setText(u"Sign off as of "_s + fullDay(m_day->date()));
    m_sign->setEnabled(!m_isStale && m_ticket == 0 && m_left.isEmpty());
}

void SignOffForm::say(const QString& words, const QList<SumShown>& sums)
{
    m_summary->setText(words);
    m_summary->setVisible(!words.isEmpty());
    clear(m_sums);
    if (!sums.isEmpty())
        m_sums->addWidget(makeSums(m_context, sums));
}

void SignOffForm::sayStale(const QString& who, bool isOne)
{
    m_isStale = true;
    m_hint->setText(u"%1 %2 being read again. It can be signed when that is done."_s.arg(
        who, isOne ? u"is"_s : u"are"_s));
    m_hint->show();
}

void SignOffForm::sumAccounts()
{
    const QString accounts = counted(m_what.accounts.size(), u"account"_s, u"accounts"_s);
    if (m_what.accounts.size() > kMostSummed)
        return say(u"%1, with all their records up to that day. Their balances are counted while "
                   "it is signed."_s.arg(accounts));
    m_left = m_what.accounts;
    m_counted.clear();
    m_around = m_context.reader().surroundings();
    say(u"Counting the balances of %1…"_s.arg(accounts));
    m_turn.start(0);
}

void SignOffForm::sumNext()
{
    const auto file = m_context.reader().accountFile(m_left.takeFirst());
    for (bridge::Signing& one :
        file ? bridge::signings(*file, m_around, m_day->date()) : QList<bridge::Signing>()) {
        one.account.items.clear();
        m_counted.append(one.account);
    }
    if (!m_left.isEmpty())
        return;
    m_turn.stop();
    QList<SumShown> sums;
    for (const SignedSum& sum : sumsOf(m_counted)) {
        SumShown shown{.sum = sum};
        for (const SignedAccount& one : std::as_const(m_counted))
            shown.notExplained += one.side == sum.side && one.currency == sum.currency
                && !one.unexplained.isZero();
        sums.append(shown);
    }
    say(sums.isEmpty() ? u"There are no transactions on or before this day."_s : QString(), sums);
    QStringList stale;
    for (const SignedAccount& one : std::as_const(m_counted))
        if (one.isStale && !stale.contains(one.name))
            stale.append(one.name);
    if (!stale.isEmpty())
        sayStale(stale.mid(0, kMostNamed).join(u", "_s), stale.size() == 1);
    showReady();
}

// The whole book is counted already for the day that the lists show, and for today.
void SignOffForm::sumBook()
{
    const store::Reader& reader = m_context.reader();
    const std::pair<QString, Side> roles[]{
        {u"customer"_s, Side::Receivable}, {u"vendor"_s, Side::Payable}};
    store::Query query;
    int stale = 0;
    query.filter = u"stale"_s;
    for (const auto& [role, side] : roles)
        stale += reader.accountCount(role, query);
    if (stale > 0)
        sayStale(counted(stale, u"account"_s, u"accounts"_s), stale == 1);
    const store::AsOfDay kept = reader.asOf();
    const bool isKept = kept.isReady && kept.day == m_day->date();
    if (!isKept && m_day->date() != m_context.today())
        return say(u"Every account with all its records up to that day, customers and vendors. The "
                   "balances of that day are counted while it is signed."_s);
    query.filter = u"all"_s;
    query.asOf = isKept ? kept.day : QDate();
    QList<SumShown> sums;
    for (const auto& [role, side] : roles)
        for (const store::BalanceSum& each : reader.balanceSums(role, query))
            if (each.rows > 0)
                sums.append({{.side = side,
                                 .currency = each.currency,
                                 .balances = each.rows,
                                 .ledger = each.ledger,
                                 .xero = each.xero,
                                 .unexplained = each.unexplained},
                    each.notExplained});
    say({}, sums);
}

} // namespace ui
