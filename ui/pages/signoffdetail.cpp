// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/signoffdetail.h"

#include "bridge/signed.h"
#include "look/words.h"
#include "models/models.h"
#include "signoffwords.h"
#include "widgets/chiplabel.h"
#include "widgets/elided.h"
#include "widgets/keptfocus.h"
#include "widgets/make.h"

#include <QFileDialog>
#include <QLineEdit>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int kMostChanges = 50;
constexpr qsizetype kMostRecords = 50;

QString keyOf(const SignOffChange& change)
{
    return u"%1/%2/%3"_s.arg(change.account.value)
        .arg(static_cast<int>(change.side))
        .arg(change.currency.code());
}

bool isOf(const SignedAccount& account, const SignOffChange& change)
{
    return account.side == change.side && account.currency == change.currency;
}

QList<SignedItem> itemsOf(const QList<SignedAccount>& accounts, const SignOffChange& change)
{
    for (const SignedAccount& each : accounts)
        if (isOf(each, change))
            return each.items;
    return {};
}

QString wordsOf(const SignedDelta& delta)
{
    if (!delta.before)
        return u"new"_s;
    if (!delta.after)
        return u"gone"_s;
    if (delta.before->amount != delta.after->amount)
        return u"%1, was %2"_s.arg(money(delta.after->amount), money(delta.before->amount));
    if (delta.before->open != delta.after->open)
        return u"open %1, was %2"_s.arg(money(delta.after->open), money(delta.before->open));
    return u"date or number changed"_s;
}

QString movedWords(const SignOffChange& change)
{
    QStringList words;
    if (!change.ledger.isZero())
        words.append(u"ledger "_s + difference(change.ledger));
    if (!change.xero.isZero())
        words.append(u"Xero "_s + difference(change.xero));
    words.append(counted(change.records, u"record"_s, u"records"_s));
    return words.join(u" · "_s);
}

} // namespace

SignOffDetail::SignOffDetail(Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_body(column(nullptr, 0, 12))
    , m_signed(new SignedCard(context))
    , m_after(column(nullptr, 0, 12))
    , m_ask(makeCard())
    , m_whoLabel(makeLabel(context, {}, Type::Body, "second"))
    , m_whyLabel(makeLabel(context, {}, Type::Body, "second"))
    , m_who(new QLineEdit)
    , m_why(new QLineEdit)
    , m_verb(makeButton(context, {}, {}, "primary"))
    , m_refusal(makeCard("refusal"))
    , m_refused(makeLabel(context, {}, Type::Body, nullptr, true))
{
    QVBoxLayout* layout = column(this, 0, 12);
    layout->addWidget(makeAsk());
    column(m_refusal, 12)->addWidget(m_refused);
    layout->addWidget(m_refusal);
    layout->addLayout(m_body);
    layout->addWidget(m_signed);
    layout->addLayout(m_after);
    layout->addStretch(1);
    m_refusal->hide();
    connect(&context, &Context::answered, this, &SignOffDetail::hear);
    connect(&context, &Context::bookChanged, this, [this] { m_signOff = {}; });
}

// Who and why are asked in place, above what they are about.
QWidget* SignOffDetail::makeAsk()
{
    auto* grid = new QGridLayout(m_ask);
    grid->setContentsMargins(16, 14, 16, 14);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    m_whoLabel->setBuddy(m_who);
    m_whyLabel->setBuddy(m_why);
    m_who->setMaximumWidth(260);
    grid->addWidget(m_whoLabel, 0, 0);
    grid->addWidget(m_who, 0, 1);
    grid->addWidget(m_whyLabel, 1, 0);
    grid->addWidget(m_why, 1, 1);
    QHBoxLayout* buttons = row(nullptr, 0, 8);
    QPushButton* leave = makeButton(m_context, u"Cancel"_s, {}, "quiet");
    buttons->addWidget(m_verb);
    buttons->addWidget(leave);
    buttons->addStretch();
    grid->addLayout(buttons, 2, 1);
    connect(m_verb, &QPushButton::clicked, this, &SignOffDetail::answer);
    connect(m_who, &QLineEdit::returnPressed, this, [this] { m_why->setFocus(); });
    connect(m_why, &QLineEdit::returnPressed, this, &SignOffDetail::answer);
    connect(leave, &QPushButton::clicked, this, [this] { closeAsking(); });
    m_ask->hide();
    return m_ask;
}

bool SignOffDetail::show(SignOffId id)
{
    const auto found = m_context.reader().signOff(id);
    if (!found)
        return false;
    if (m_signOff.id != id) {
        m_ask->hide();
        m_refusal->hide();
        m_opened.clear();
    }
    m_signOff = *found;
    fill();
    return true;
}

void SignOffDetail::land()
{
    for (const QString& name : {u"Review…"_s, u"Sign off again…"_s, u"Evidence pack…"_s})
        if (KeptFocus::give(this, name))
            return;
}

void SignOffDetail::refresh()
{
    if (m_signOff.id)
        show(m_signOff.id);
}

void SignOffDetail::fill()
{
    const KeptFocus focus(this);
    clear(m_body);
    clear(m_after);
    addState();
    if (m_ask->isHidden())
        addActions(); // one question at a time
    addFigures();
    addChanges();
    m_signed->show(m_signOff);
    addHistory();
    KeptFocus::nameButtons(this);
}

void SignOffDetail::addState()
{
    const SignOffLook look = lookOf(m_signOff.state);
    auto* box = new QWidget;
    QVBoxLayout* words = column(box, 0, 4);
    QHBoxLayout* line = row(nullptr, 0, 8);
    line->addWidget(makeLabel(m_context,
        u"%1 as of %2"_s.arg(scopeWords(m_context.reader(), m_signOff), fullDay(m_signOff.day)),
        Type::Section));
    auto* chip = new ChipLabel(m_context);
    chip->say(look.icon, look.word, look.meaning);
    line->addWidget(chip);
    line->addStretch();
    words->addLayout(line);
    words->addWidget(makeLabel(
        m_context, stateSentence(m_signOff, m_context.now()), Type::Body, "second", true));
    m_body->addWidget(box);
}

void SignOffDetail::addActions()
{
    auto* box = new QWidget;
    QHBoxLayout* line = row(box, 0, 8);
    const bool isOpen = m_signOff.state == SignOffState::Prepared
        || m_signOff.state == SignOffState::SignedOff || m_signOff.state == SignOffState::Suspended;
    if (m_signOff.state == SignOffState::Prepared) {
        QPushButton* review = makeButton(m_context, u"Review…"_s, u"reconciled"_s, "primary");
        connect(review, &QPushButton::clicked, this, [this] {
            ask(u"Reviewed by"_s, u"Note"_s, u"Sign off as reviewer"_s, false,
                [id = m_signOff.id](const QString& who, const QString& why) {
                    return command::ReviewSignOff{id, who, why};
                });
        });
        line->addWidget(review);
    }
    if (m_signOff.state == SignOffState::Suspended || m_signOff.state == SignOffState::Withdrawn) {
        QPushButton* anew = makeButton(m_context, u"Sign off again…"_s, u"reconciled"_s, "primary");
        connect(anew, &QPushButton::clicked, this, &SignOffDetail::signAnew);
        line->addWidget(anew);
    }
    if (isOpen) {
        QPushButton* withdraw = makeButton(m_context, u"Withdraw…"_s, u"undo"_s);
        connect(withdraw, &QPushButton::clicked, this, [this] {
            ask(u"Withdrawn by"_s, u"Reason"_s, u"Withdraw this sign-off"_s, true,
                [id = m_signOff.id](const QString& who, const QString& why) {
                    return command::WithdrawSignOff{id, who, why};
                });
        });
        line->addWidget(withdraw);
    }
    if (QPushButton* pack = packButton())
        line->addWidget(pack);
    line->addStretch();
    m_body->addWidget(box);
}

QPushButton* SignOffDetail::packButton()
{
    QPushButton* pack = makeButton(m_context, u"Evidence pack…"_s, u"export"_s);
    pack->setToolTip(u"Everything that was signed off, as a folder an auditor can check"_s);
    connect(pack, &QPushButton::clicked, this, [this] {
        auto* dialog = new QFileDialog(this, u"Where the evidence pack goes"_s, m_context.folder());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
            const QString name = u"Sign-off %1 as of %2"_s.arg(m_signOff.id.value)
                                     .arg(m_signOff.day.toString(Qt::ISODate));
            m_context.useFolder(folder);
            const QString made = folder + u'/' + name;
            m_context.giveForFile(command::MakePack{m_signOff.id, made}, made);
        });
        dialog->open();
    });
    return pack;
}

void SignOffDetail::ask(const QString& who, const QString& why, const QString& verb,
    bool needsReason, std::function<Command(const QString&, const QString&)> answered)
{
    m_whoLabel->setText(who);
    m_who->setAccessibleName(who);
    m_whyLabel->setText(why);
    m_why->setAccessibleName(why);
    m_verb->setText(verb);
    m_who->clear();
    m_why->clear();
    m_needsReason = needsReason;
    m_asked = needsReason ? u"Withdraw…"_s : u"Review…"_s;
    m_answered = std::move(answered);
    m_refusal->hide();
    m_ask->show();
    fill();
    m_who->setFocus();
}

void SignOffDetail::answer()
{
    const QString who = m_who->text().trimmed();
    const QString why = m_why->text().trimmed();
    if (who.isEmpty())
        return m_who->setFocus();
    if (m_needsReason && why.isEmpty())
        return m_why->setFocus();
    m_ticket = m_context.nextTicket();
    m_context.ask(m_answered(who, why));
}

void SignOffDetail::hear(const CommandOutcome& outcome)
{
    if (m_ticket == 0 || outcome.ticket != m_ticket)
        return;
    m_ticket = 0;
    if (outcome.done) {
        closeAsking();
        m_context.notice(outcome.sentence, u"reconciled"_s);
        return refresh();
    }
    if (m_ask->isVisible())
        m_context.noteShown(outcome.ticket);
    m_refused->setText(
        outcome.error.sentence.isEmpty() ? outcome.sentence : outcome.error.sentence);
    m_refusal->show();
}

bool SignOffDetail::closeAsking()
{
    if (m_ask->isHidden())
        return false;
    m_ask->hide();
    m_refusal->hide();
    fill();
    // Back to the button that asked.
    if (!KeptFocus::give(this, m_asked))
        nextInFocusChain()->setFocus();
    return true;
}

void SignOffDetail::addFigures()
{
    QFrame* card = makeCard();
    auto* grid = new QGridLayout(card);
    grid->setContentsMargins(16, 14, 16, 14);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    const auto fact = [&](const QString& key, const QString& value) {
        if (value.isEmpty())
            return;
        const int line = grid->rowCount();
        grid->addWidget(makeLabel(m_context, key, Type::Body, "second"), line, 0, Qt::AlignTop);
        QLabel* said = makeLabel(m_context, value, Type::Body, nullptr, true);
        said->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(said, line, 1);
    };
    QList<SumShown> sums;
    for (const SignedSum& sum : m_signOff.sums)
        sums.append({.sum = sum});
    grid->addWidget(makeSums(m_context, sums), grid->rowCount(), 0, 1, 2);
    grid->setRowMinimumHeight(grid->rowCount(), 6);
    fact(u"Threshold"_s, u"%1 in each account"_s.arg(money(m_signOff.threshold)));
    fact(u"Accounts"_s, number(m_signOff.accounts));
    fact(u"Xero read"_s, moment(m_signOff.xeroReadAt, m_context.now()));
    fact(u"Note"_s, m_signOff.note);
    fact(u"Reviewer’s note"_s, m_signOff.reviewNote);
    const QString seal = QString::fromLatin1(m_signOff.seal);
    const int line = grid->rowCount();
    grid->addWidget(makeLabel(m_context, u"Checksum (seal)"_s, Type::Body, "second"), line, 0);
    QPushButton* copy = makeButton(m_context, seal.left(16) + u'…', u"copy"_s, "link");
    copy->setToolTip(u"Copy the checksum: it stands for every record that was signed"_s);
    copy->setAccessibleName(u"Copy the checksum "_s + seal.left(16));
    connect(copy, &QPushButton::clicked, this, [this, seal] { m_context.copy(seal); });
    grid->addWidget(copy, line, 1, leadingSide());
    m_body->addWidget(card);
}

void SignOffDetail::addChanges()
{
    const QList<SignOffChange> changes
        = m_context.reader().signOffChanges(m_signOff.id, 0, kMostChanges);
    if (changes.isEmpty())
        return;
    QFrame* card = makeCard();
    QVBoxLayout* layout = column(card, 16, 8);
    layout->addWidget(makeLabel(m_context, u"What changed since"_s, Type::Section));
    for (const SignOffChange& each : changes)
        addChange(layout, each);
    if (changes.size() == kMostChanges)
        layout->addWidget(makeLabel(
            m_context, u"The first %1 are shown."_s.arg(kMostChanges), Type::Second, "third"));
    m_body->addWidget(card);
}

void SignOffDetail::addChange(QVBoxLayout* into, const SignOffChange& change)
{
    const QString key = keyOf(change);
    const bool isOpen = key == m_opened;
    auto* box = new QWidget;
    QVBoxLayout* lines = column(box, 0, 2);
    QHBoxLayout* head = row(nullptr, 0, 8);
    QPushButton* open = makeButton(
        m_context, change.name, isOpen ? u"chevron-down"_s : u"chevron-right"_s, "link");
    open->setObjectName(u"change/"_s + key);
    open->setToolTip(isOpen ? u"Hide its records"_s : u"Show what changed, by record"_s);
    connect(open, &QPushButton::clicked, this, [this, key, isOpen] {
        m_opened = isOpen ? QString() : key;
        fill();
    });
    head->addWidget(open);
    head->addStretch();
    QPushButton* go = makeButton(m_context, u"Show the account"_s, {}, "link");
    connect(go, &QPushButton::clicked, this, [this, id = change.account] {
        m_context.open(u"accounts"_s,
            u"account:%1@%2"_s.arg(id.value).arg(m_signOff.day.toString(Qt::ISODate)));
    });
    head->addWidget(go);
    lines->addLayout(head);
    QHBoxLayout* moved = row(nullptr, 0, 0);
    moved->addSpacing(26); // under the name
    moved->addWidget(makeLabel(m_context, movedWords(change), Type::Second, "second", true), 1);
    lines->addLayout(moved);
    if (isOpen)
        lines->addWidget(makeDelta(change));
    into->addWidget(box);
}

// As signed against as it is now: which records are new, gone, or others than they were.
QWidget* SignOffDetail::makeDelta(const SignOffChange& change)
{
    auto* box = makeCard("sunken");
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(12, 8, 12, 8);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    const auto file = m_context.reader().accountFile(change.account);
    const QList<SignedAccount> now
        = file ? bridge::signedAccounts(*file, m_signOff.day) : QList<SignedAccount>();
    const QList<SignedAccount> before
        = m_context.reader().signedAccounts(m_signOff.id, change.account, true, 0, -1);
    const QList<SignedDelta> deltas = deltaOf(itemsOf(before, change), itemsOf(now, change));
    for (qsizetype i = 0; i < std::min(kMostRecords, deltas.size()); ++i) {
        const SignedDelta& each = deltas.at(i);
        const int line = grid->rowCount();
        grid->addWidget(
            makeLabel(m_context, each.isLedger() ? u"Ledger"_s : u"Xero"_s, Type::Second, "second"),
            line, 0);
        grid->addWidget(new Elided(m_context,
                            u"%1, %2: %3"_s.arg(nameOf(each.item()),
                                ui::day(each.item().date, m_context.today()), wordsOf(each)),
                            Type::Second),
            line, 1);
        QLabel* amount = makeLabel(m_context, difference(each.amount()), Type::SecondStrong);
        amount->setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
        grid->addWidget(amount, line, 2);
    }
    if (deltas.size() > kMostRecords || deltas.isEmpty())
        grid->addWidget(
            makeLabel(m_context,
                deltas.isEmpty() ? u"This account matches the sign-off again."_s
                                 : u"And %1 more."_s.arg(number(deltas.size() - kMostRecords)),
                Type::Second, "third"),
            grid->rowCount(), 0, 1, 3);
    return box;
}

void SignOffDetail::addHistory()
{
    const QList<SignOffEvent> events = m_context.reader().signOffEvents(m_signOff.id);
    if (events.isEmpty())
        return;
    QFrame* card = makeCard();
    QVBoxLayout* layout = column(card, 16, 6);
    layout->addWidget(makeLabel(m_context, u"History"_s, Type::Section));
    for (const SignOffEvent& each : events)
        layout->addWidget(makeLabel(m_context,
            moment(each.at, m_context.now()) + u" · "_s
                + (each.who.isEmpty() ? sentenceCase(each.what) : each.who + u' ' + each.what),
            Type::Second, "second", true));
    m_after->addWidget(card);
}

// The same accounts and day, to be looked at as they are now.
void SignOffDetail::signAnew()
{
    Signable what{.accounts = {},
        .wholeBook = m_signOff.scope == SignOffScope::Book,
        .words = scopeWords(m_context.reader(), m_signOff),
        .day = m_signOff.day,
        .threshold = m_signOff.threshold,
        .note = m_signOff.note};
    QSet<AccountId> taken; // an account has several balances
    if (!what.wholeBook)
        for (const SignedAccount& each :
            m_context.reader().signedAccounts(m_signOff.id, {}, false, 0, -1))
            if (!taken.contains(each.account)) {
                taken.insert(each.account);
                what.accounts.append(each.account);
            }
    Q_EMIT anewWanted(what);
}

} // namespace ui
