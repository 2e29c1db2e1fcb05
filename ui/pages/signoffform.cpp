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

void add(QList<store::BalanceSum>& sums, const store::BalanceSum& one)
{
    for (store::BalanceSum& each : sums)
        if (each.currency == one.currency) {
            each.rows += one.rows;
            each.differing += one.differing;
            each.ledger += one.ledger;
            each.xero += one.xero;
            each.unexplained += one.unexplained;
            return;
        }
    sums.append(one);
}

QString wordsOf(const store::BalanceSum& sum, base::Currency own)
{
    const QString code = sum.currency == own ? QString() : sum.currency.code() + u' ';
    return u"%1Ledger %2 − Xero %3 = %4\n%5%6, %7 unexplained"_s.arg(code, money(sum.ledger),
        money(sum.xero), difference(sum.difference()), code,
        counted(sum.differing, u"balance differs"_s, u"balances differ"_s), money(sum.unexplained));
}

QString wordsOf(const QList<store::BalanceSum>& sums, base::Currency own)
{
    QStringList lines;
    for (const store::BalanceSum& each : sums)
        lines.append(wordsOf(each, own));
    return lines.join(u"\n\n"_s);
}

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
    connect(&context, &Context::answered, this, &SignOffForm::hear);
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
    add(u"May be unexplained"_s, m_threshold, leadingSide());
    m_threshold->setToolTip(u"Of each account, at most"_s);
    add(u"Note"_s, m_note);
    return fields;
}

void SignOffForm::start(const Signable& what)
{
    m_what = what;
    m_ticket = 0;
    m_refusal->hide();
    m_words->setText(what.words);
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
    sumUp();
    (m_preparer->text().isEmpty() ? static_cast<QWidget*>(m_preparer) : m_day)->setFocus();
}

void SignOffForm::refresh()
{
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
    sumUp();
    if (!outcome.done && isVisible())
        m_context.noteShown(outcome.ticket);
    if (!outcome.done)
        return refuse(outcome.error.sentence.isEmpty() ? outcome.sentence : outcome.error.sentence);
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
    m_isStale = false;
    m_hint->clear();
    m_what.wholeBook ? sumBook() : sumAccounts();
    m_hint->setVisible(!m_hint->text().isEmpty());
    m_sign->setText(u"Sign off as of "_s + fullDay(m_day->date()));
    m_sign->setEnabled(!m_isStale && m_ticket == 0);
}

void SignOffForm::sumAccounts()
{
    if (m_what.accounts.size() > kMostSummed)
        return m_summary->setText(
            u"%1, with all their records up to that day. Their balances are counted while it is "
            "signed."_s.arg(counted(m_what.accounts.size(), u"account"_s, u"accounts"_s)));
    QList<store::BalanceSum> sums;
    QStringList stale;
    const Surroundings around = m_context.reader().surroundings();
    for (const AccountId id : std::as_const(m_what.accounts)) {
        const auto file = m_context.reader().accountFile(id);
        if (!file)
            continue;
        for (const bridge::Signing& one : bridge::signings(*file, around, m_day->date())) {
            const SignedAccount& account = one.account;
            add(sums,
                {.currency = account.currency,
                    .rows = 1,
                    .differing = account.causes > 0 ? 1 : 0,
                    .ledger = account.ledger,
                    .xero = account.xero,
                    .unexplained = account.unexplained});
            if (account.isStale)
                stale.append(account.name);
        }
    }
    m_isStale = !stale.isEmpty();
    m_summary->setText(sums.isEmpty() ? u"Nothing: no entry is dated so early."_s
                                      : wordsOf(sums, m_context.settings().currency));
    if (m_isStale)
        m_hint->setText(u"%1 %2 being read again. It can be signed when that is done."_s.arg(
            stale.mid(0, 3).join(u", "_s), stale.size() == 1 ? u"is"_s : u"are"_s));
}

// The whole book is counted already for the day that the lists show, and for today.
void SignOffForm::sumBook()
{
    const store::Reader& reader = m_context.reader();
    store::Query query;
    int stale = 0;
    for (const QString& role : {u"customer"_s, u"vendor"_s}) {
        query.filter = u"stale"_s;
        stale += reader.accountCount(role, query);
    }
    m_isStale = stale > 0;
    if (m_isStale)
        m_hint->setText(u"%1 being read again. It can be signed when that is done."_s.arg(
            counted(stale, u"account is"_s, u"accounts are"_s)));
    const store::AsOfDay kept = reader.asOf();
    const bool isKept = kept.isReady && kept.day == m_day->date();
    if (!isKept && m_day->date() != m_context.today())
        return m_summary->setText(
            u"Every account with all its records up to that day, customers and vendors. The "
            "balances of that day are counted while it is signed."_s);
    query.filter = u"all"_s;
    query.asOf = isKept ? kept.day : QDate();
    QList<store::BalanceSum> sums;
    for (const QString& role : {u"customer"_s, u"vendor"_s})
        for (const store::BalanceSum& each : reader.balanceSums(role, query))
            if (each.rows > 0)
                add(sums, each);
    m_summary->setText(wordsOf(sums, m_context.settings().currency));
}

} // namespace ui
