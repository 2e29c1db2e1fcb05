// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/outboxpage.h"

#include "causes/causes.h"
#include "look/words.h"
#include "records/words.h"
#include "remedies.h"
#include "widgets/make.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

AskPanel::AskPanel(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_question(makeLabel(context, {}, Type::Strong))
    , m_field(new QLineEdit)
    , m_verb(makeButton(context, {}))
{
    setProperty("look", u"card"_s);
    QHBoxLayout* cells = row(this, 10, 10);
    cells->addWidget(m_question);
    m_field->setFont(context.look().font(Type::Body));
    cells->addWidget(m_field, 1);
    cells->addWidget(m_verb);
    QPushButton* keep = makeButton(context, u"Keep it"_s, {}, "quiet");
    cells->addWidget(keep);
    connect(keep, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_verb, &QPushButton::clicked, this, &AskPanel::answer);
    connect(m_field, &QLineEdit::returnPressed, this, &AskPanel::answer);
    hide();
}

void AskPanel::ask(const QString& question, const QString& suggestion, const QString& verb,
    std::function<bool(const QString&)> answered)
{
    m_question->setText(question);
    m_field->setAccessibleName(question);
    m_field->setText(suggestion);
    m_verb->setText(verb);
    m_answered = std::move(answered);
    show();
    m_field->setFocus();
}

void AskPanel::answer()
{
    if (m_answered && m_answered(m_field->text()))
        hide();
    else
        m_field->setFocus();
}

OutboxPage::OutboxPage(Context& context)
    : ListPage(context, u"Outbox"_s, u"Filter by number, account or amount"_s)
    , m_model(new OutboxModel(context, this))
    , m_push(makeButton(context, {}, u"outbox"_s, "primary"))
    , m_selected(makeLabel(context, {}, Type::Second, "second"))
    , m_retry(makeButton(context, u"Retry"_s, u"outbox"_s))
    , m_setAside(makeButton(context, u"Set aside…"_s))
    , m_bringBack(makeButton(context, u"Bring back"_s))
    , m_ask(new AskPanel(context))
{
    head()->addButton(m_push);
    connect(m_push, &QPushButton::clicked, this,
        [this] { this->context().give(command::Sync{.direction = command::Direction::Push}); });
    auto* tiles = new QWidget;
    QHBoxLayout* cells = row(tiles, 0, 10);
    cells->setContentsMargins(24, 0, 24, 12);
    cells->addWidget(makeTile(u"waiting"_s, Tone::Waiting, u"waiting"_s), 1);
    cells->addWidget(makeTile(u"sending"_s, Tone::Info, u"sending"_s), 1);
    cells->addWidget(makeTile(u"unknown"_s, Tone::Unchecked, u"being looked up"_s), 1);
    cells->addWidget(makeTile(u"problems"_s, Tone::Stop, u"need you"_s), 1);
    cells->addWidget(makeTile(u"safe"_s, Tone::Safe, u"confirmed today"_s), 1);
    body()->insertWidget(1, tiles);
    body()->insertWidget(3, m_ask);
    filter()->segments()->setSegments({{QString(), u"All"_s}, {u"invoices"_s, u"Invoices"_s},
        {u"credit-notes"_s, u"Credit notes"_s}, {u"payments"_s, u"Payments"_s},
        {u"allocations"_s, u"Allocations"_s}, {u"bills"_s, u"Bills"_s},
        {u"contacts"_s, u"Contacts"_s}, {u"items"_s, u"Items"_s}});
    for (QWidget* each : {static_cast<QWidget*>(m_selected), static_cast<QWidget*>(m_retry),
             static_cast<QWidget*>(m_setAside), static_cast<QWidget*>(m_bringBack)})
        filter()->addTrailing(each);
    setModel(m_model);
    connect(list(), &ListView::selectionCountChanged, this, &OutboxPage::selectionChanged);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        QList<OperationId> ids;
        for (const Operation& op : selected())
            ids.append(op.id);
        this->context().give(command::Retry{.operations = ids});
    });
    connect(m_setAside, &QPushButton::clicked, this, [this] { setAside(selected().value(0)); });
    connect(m_bringBack, &QPushButton::clicked, this, [this] {
        for (const Operation& op : selected())
            if (op.state == OperationState::SetAside)
                this->context().give(command::BringBack{op.id});
    });
    connect(list(), &ListView::acted, this, [this](int index) {
        this->context().give(command::Retry{.operations = {m_model->row(index).operation.id}});
    });
    selectionChanged(0);
}

QWidget* OutboxPage::makeTile(const QString& icon, Tone tone, const QString& word)
{
    auto* tile = new QFrame;
    tile->setObjectName(u"tile"_s);
    QHBoxLayout* cells = row(tile, 0, 10);
    cells->setContentsMargins(15, 8, 12, 8);
    cells->addWidget(makeIcon(context(), icon, tone, 18));
    QVBoxLayout* words = column(nullptr, 0, 0);
    QHBoxLayout* top = row(nullptr, 0, 5);
    QLabel* count = makeLabel(context(), u"0"_s, Type::Section);
    top->addWidget(count);
    QLabel* name = makeLabel(context(), word);
    name->setMinimumWidth(10);
    top->addWidget(name, 1);
    words->addLayout(top);
    QLabel* sum = makeLabel(context(), {}, Type::Second, "second");
    sum->setMinimumWidth(10);
    words->addWidget(sum);
    cells->addLayout(words, 1);
    m_tiles.append(Tile{count, sum});
    return tile;
}

QList<Operation> OutboxPage::selected() const
{
    QList<Operation> operations;
    for (int each : list()->selectedRows())
        operations.append(m_model->row(each).operation);
    return operations;
}

void OutboxPage::selectionChanged(int rows)
{
    const QList<Operation> operations = rows > 500 ? QList<Operation>() : selected();
    const auto isAside = [](const Operation& op) { return op.state == OperationState::SetAside; };
    const bool anyAside = std::ranges::any_of(operations, isAside);
    const bool canGo
        = !operations.isEmpty() && std::ranges::all_of(operations, [](const Operation& op) {
              return needsPerson(op.state) || op.state == OperationState::Waiting;
          });
    m_selected->setText(u"%1 selected"_s.arg(number(rows)));
    m_selected->setVisible(rows > 0);
    m_retry->setVisible(canGo);
    m_retry->setText(rows > 1 ? u"Retry %1"_s.arg(rows) : u"Push this one"_s);
    m_setAside->setVisible(canGo && operations.size() == 1);
    m_bringBack->setVisible(anyAside);
}

void OutboxPage::setAside(const Operation& operation)
{
    if (!operation.id)
        return;
    const Remedy remedy = setAsideRemedy(operation);
    m_ask->ask(remedy.asks, {}, u"Set aside"_s, [this, remedy, operation](const QString& reason) {
        const auto command = remedy.answered(reason);
        if (!command)
            return false;
        context().giveWithUndo(*command, operation.label + u" set aside. It stays in the bridge."_s,
            u"set-aside"_s, command::BringBack{operation.id});
        return true;
    });
}

void OutboxPage::updateHead()
{
    const store::OutboxSummary sums = reader().outboxSummary();
    const int open = sums.waiting + sums.sending + sums.unknown + sums.needYou;
    head()->setSentence(open == 0 ? u"Nothing waits. Everything in the ledger is in Xero."_s
                                  : u"%1 not yet confirmed in Xero."_s.arg(number(open)));
    m_push->setText(u"Push %1 waiting"_s.arg(number(sums.waiting)));
    m_push->setVisible(sums.waiting > 0);
    const auto say = [&](int tile, int count, base::Money sum, const QString& none) {
        m_tiles.at(tile).count->setText(number(count));
        m_tiles.at(tile).money->setText(count == 0 || sum.isZero() ? none : money(sum));
    };
    say(0, sums.waiting, sums.waitingMoney, u"no money in it"_s);
    say(1, sums.sending, sums.sendingMoney, u"nothing on its way"_s);
    say(2, sums.unknown, sums.unknownMoney, u"no money in it"_s);
    say(3, sums.needYou, sums.needYouMoney, u"no money in it"_s);
    say(4, sums.confirmedToday, sums.confirmedMoney, u"no money in it"_s);
    const EngineStatus& status = context().status();
    setFoot(
        u"%1 not confirmed    %2 confirmed today"_s.arg(number(open), number(sums.confirmedToday)),
        u"%1 calls left today"_s.arg(number(std::max(0, status.callsPerDay - status.callsToday))));
}

QString OutboxPage::emptySentence() const
{
    return u"Nothing waits. Everything in the ledger is in Xero."_s;
}

void OutboxPage::inspect(int index)
{
    const store::OutboxRow row = m_model->row(index);
    const Operation op = row.operation;
    const causes::Words words = causes::words(op.cause);
    inspector()->addTitle(iconOf(op.kind), Tone::Text, op.label,
        op.amount.isZero() ? row.accountName : money(op.amount) + u", "_s + row.accountName);
    QVBoxLayout* section = inspector()->addSection(op.cause ? words.title : u"It goes by itself"_s);
    section->addWidget(makeLabel(context(),
        op.cause ? words.sentence : u"It goes with the next push. Nobody needs to act."_s,
        Type::Body, "second", true));
    for (const Remedy& remedy : remediesFor(context(), op.cause, {op}, 1)) {
        if (!remedy.asks.isEmpty())
            continue; // asked on its problem card
        for (const QString& step : remedy.steps)
            section->addWidget(makeLabel(context(), u"· "_s + step, Type::Body, "second", true));
        QPushButton* button = makeButton(context(), remedy.text);
        connect(
            button, &QPushButton::clicked, this, [this, remedy] { carryOut(context(), remedy); });
        section->addWidget(button, 0, Qt::AlignLeft);
    }
    inspector()->addFacts(u"Evidence"_s,
        {{u"Entered"_s, moment(op.createdAt, context().now())},
            {u"Last change"_s, moment(op.changedAt, context().now())},
            {u"Tries"_s, number(op.attempts)}, {u"Next"_s, moment(op.notBefore, context().now())},
            {u"Xero id"_s,
                op.xeroId.isNull() ? QString() : op.xeroId.toString(QUuid::WithoutBraces)}});
    inspector()->addTechnicalDetails(op.cause.raw);
    inspector()->finish();
}

InboxPage::InboxPage(Context& context)
    : ListPage(context, u"Inbox"_s, u"Filter by number, account or amount"_s)
    , m_model(new InboxModel(context, this))
{
    QPushButton* fetch = makeButton(context, u"Fetch now"_s, u"inbox"_s);
    head()->addButton(fetch);
    connect(fetch, &QPushButton::clicked, this,
        [this] { this->context().give(command::Sync{.direction = command::Direction::Pull}); });
    filter()->segments()->setSegments({{QString(), u"All"_s},
        {toText(IntakeState::TakenIn), u"Taken in"_s}, {toText(IntakeState::Waiting), u"Waiting"_s},
        {toText(IntakeState::Blocked), u"Blocked"_s}, {toText(IntakeState::Skipped), u"Skipped"_s},
        {toText(IntakeState::Ignored), u"Ignored"_s}});
    setModel(m_model);
}

void InboxPage::updateHead()
{
    const int rows = m_model->sourceRows();
    head()->setSentence(u"What came from Xero, and what became of it."_s);
    setFoot(counted(rows, u"row"_s, u"rows"_s),
        context().status().lastFetch.isValid()
            ? u"Fetched "_s + age(context().status().lastFetch, context().now())
            : u"Never fetched"_s);
}

QString InboxPage::emptySentence() const
{
    return u"Nothing in Xero waits to be taken in."_s;
}

void InboxPage::inspect(int index)
{
    const store::InboxRow row = m_model->row(index);
    const Intake& intake = row.intake;
    inspector()->addTitle(iconOf(intake.xero.kind), Tone::Text, intake.label,
        money(intake.amount) + u", "_s + row.accountName);
    if (intake.cause) {
        const causes::Words words = causes::words(intake.cause);
        QVBoxLayout* section = inspector()->addSection(words.title);
        section->addWidget(makeLabel(context(), words.sentence, Type::Body, "second", true));
        section->addWidget(makeLabel(
            context(), u"Who acts: "_s + causes::whoText(words.who), Type::Second, "third"));
    }
    QPushButton* account = makeButton(context(), u"Show the account"_s, {}, "link");
    connect(account, &QPushButton::clicked, this, [this, id = intake.account] {
        context().open(u"accounts"_s, u"account:%1"_s.arg(id.value));
    });
    if (intake.account)
        inspector()->addSection()->addWidget(account, 0, Qt::AlignLeft);
    inspector()->addFacts(u"Evidence"_s,
        {{u"Date"_s, day(intake.date, context().today())}, {u"Belongs to"_s, row.parentLabel},
            {u"Looked at"_s, moment(row.at, context().now())},
            {u"Xero id"_s, intake.xero.id.toString(QUuid::WithoutBraces)}});
    inspector()->addTechnicalDetails(intake.cause.raw);
    inspector()->finish();
}

} // namespace ui
