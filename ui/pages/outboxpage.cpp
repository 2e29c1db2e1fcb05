// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/outboxpage.h"

#include "causes/causes.h"
#include "look/words.h"
#include "records/words.h"
#include "remedies.h"
#include "reports.h"
#include "widgets/askpanel.h"
#include "widgets/make.h"
#include "widgets/tiles.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

OutboxPage::OutboxPage(Context& context)
    : ListPage(context, u"Outbox"_s, u"Filter by number, account or amount"_s)
    , m_model(new OutboxModel(context, this))
    , m_tiles(new Tiles(context, u"State"_s))
    , m_push(makeButton(context, {}, u"outbox"_s, "primary"))
    , m_selected(makeLabel(context, {}, Type::Second, "second"))
    , m_retry(makeButton(context, {}, u"outbox"_s))
    , m_setAside(makeButton(context, u"Set aside…"_s))
    , m_bringBack(makeButton(context, {}))
    , m_ask(new AskPanel(context))
{
    head()->addWidget(makeReportButton(context, u"Report of this list"_s, {ReportKind::Pending},
        [this](ReportKind) { return report(); }));
    head()->addWidget(m_push);
    connect(m_push, &QPushButton::clicked, this,
        [this] { this->context().give(command::Sync{.direction = command::Direction::Push}); });
    body()->insertWidget(1, m_tiles);
    body()->insertWidget(3, m_ask);
    showTiles({});
    filter()->segments()->setAccessibleName(u"Kind"_s);
    filter()->segments()->setSegments({{QString(), u"All"_s}, {u"invoices"_s, u"Invoices"_s},
        {u"credit-notes"_s, u"Credit notes"_s}, {u"payments"_s, u"Payments"_s},
        {u"allocations"_s, u"Allocations"_s}, {u"bills"_s, u"Bills"_s},
        {u"contacts"_s, u"Contacts"_s}, {u"items"_s, u"Items"_s}});
    for (QWidget* each : {static_cast<QWidget*>(m_selected), static_cast<QWidget*>(m_retry),
             static_cast<QWidget*>(m_setAside), static_cast<QWidget*>(m_bringBack)})
        filter()->addTrailing(each);
    setModel(m_model);
    connect(m_tiles, &Tiles::changed, this, &OutboxPage::filterAgain);
    connect(list(), &ListView::selectionCountChanged, this, &OutboxPage::selectionChanged);
    connect(m_model, &ListModel::modelReset, this, [this] { selectionChanged(0); });
    connect(m_retry, &QPushButton::clicked, this, [this] { retry(selected()); });
    connect(m_setAside, &QPushButton::clicked, this, [this] { m_ask->askWhySetAside(selected()); });
    connect(m_bringBack, &QPushButton::clicked, this, [this] {
        command::BringBack back;
        for (const Operation& op : selected())
            if (op.state == OperationState::SetAside)
                back.operations.append(op.id);
        this->context().give(back);
    });
    connect(list(), &ListView::acted, this, [this](int index) {
        const Operation op = m_model->row(index).operation;
        if (needsPerson(op.state) || op.state == OperationState::Waiting)
            retry({op});
    });
    selectionChanged(0);
}

store::Query OutboxPage::queryFor(const QString& text, const QString& segment) const
{
    store::Query query = ListPage::queryFor(text, segment);
    query.group = m_tiles->chosen();
    return query;
}

std::optional<ReportRequest> OutboxPage::report() const
{
    const store::Query& query = m_model->query();
    QStringList words{query.filter, query.group};
    words.removeAll(QString());
    return ReportRequest{
        .kind = ReportKind::Pending, .text = query.text, .filter = words.join(u',')};
}

void OutboxPage::filterAgain()
{
    Q_EMIT filter()->changed(filter()->field()->text(), filter()->segments()->chosen());
}

void OutboxPage::show(const QString& what)
{
    if (what.startsWith(u"group:"_s)) {
        m_tiles->choose(what.mid(6));
        return filterAgain();
    }
    if (what.startsWith(u"filter:"_s)) // all of what is meant, whatever was chosen before
        m_tiles->choose({});
    ListPage::show(what);
}

QList<Operation> OutboxPage::selected() const
{
    QList<Operation> operations;
    for (int each : list()->selectedRows())
        operations.append(m_model->row(each).operation);
    return operations;
}

void OutboxPage::retry(const QList<Operation>& operations)
{
    command::Retry again;
    for (const Operation& op : operations)
        again.operations.append(op.id);
    context().give(again);
}

void OutboxPage::selectionChanged(int rows)
{
    const QList<Operation> operations = rows > 500 ? QList<Operation>() : selected();
    const auto asideCount = std::ranges::count(
        operations, OperationState::SetAside, [](const Operation& op) { return op.state; });
    const bool canGo
        = !operations.isEmpty() && std::ranges::all_of(operations, [](const Operation& op) {
              return needsPerson(op.state) || op.state == OperationState::Waiting;
          });
    m_selected->setText(u"%1 selected"_s.arg(number(rows)));
    m_selected->setVisible(rows > 0);
    m_retry->setVisible(canGo);
    m_retry->setText(rows > 1 ? u"Retry %1"_s.arg(rows) : u"Push this one"_s);
    m_setAside->setVisible(canGo);
    m_setAside->setText(rows > 1 ? u"Set %1 aside…"_s.arg(rows) : u"Set aside…"_s);
    m_bringBack->setVisible(asideCount > 0);
    m_bringBack->setText(asideCount > 1 ? u"Bring back %1"_s.arg(asideCount) : u"Bring back"_s);
}

void OutboxPage::showTiles(const store::OutboxSummary& sums)
{
    const auto tile = [](const QString& key, const QString& icon, Tone tone, const QString& word,
                          int count, base::Money sum, const QString& none) {
        return TileWords{
            key, icon, tone, count, word, count == 0 || sum.isZero() ? none : money(sum)};
    };
    const QString noMoney = u"no money in it"_s;
    QList<TileWords> tiles = {tile(u"waiting"_s, u"waiting"_s, Tone::Waiting, u"waiting"_s,
                                  sums.waiting, sums.waitingMoney, noMoney),
        tile(u"sending"_s, u"sending"_s, Tone::Info, u"sending"_s, sums.sending, sums.sendingMoney,
            u"nothing on its way"_s),
        tile(u"unknown"_s, u"unknown"_s, Tone::Unchecked, u"being looked up"_s, sums.unknown,
            sums.unknownMoney, noMoney),
        tile(u"needs-you"_s, u"problems"_s, Tone::Stop,
            sums.needYou == 1 ? u"needs you"_s : u"need you"_s, sums.needYou, sums.needYouMoney,
            noMoney),
        tile(u"confirmed-today"_s, u"safe"_s, Tone::Safe, u"confirmed today"_s, sums.confirmedToday,
            sums.confirmedMoney, noMoney)};
    if (sums.needYou > 0 && !sums.needYouMoney.isZero())
        tiles[3].second += u" held up"_s;
    m_tiles->setTiles(tiles);
}

void OutboxPage::updateHead()
{
    const store::OutboxSummary sums = reader().outboxSummary();
    const int open = sums.waiting + sums.sending + sums.unknown + sums.needYou;
    head()->setSentence(open == 0 ? u"Nothing waits. Everything in the ledger is in Xero."_s
                                  : u"%1 not yet confirmed in Xero."_s.arg(number(open)));
    m_push->setText(u"Push %1 waiting"_s.arg(number(sums.waiting)));
    m_push->setVisible(sums.waiting > 0);
    showTiles(sums);
    const EngineStatus& status = context().status();
    setFoot(
        u"%1 not confirmed    %2 confirmed today"_s.arg(number(open), number(sums.confirmedToday)),
        u"%1 calls left today"_s.arg(number(std::max(0, status.callsPerDay - status.callsToday))));
}

QString OutboxPage::emptySentence() const
{
    return m_tiles->chosen().isEmpty() && m_model->query().filter.isEmpty()
        ? u"Nothing waits. Everything in the ledger is in Xero."_s
        : u"Nothing of this kind and state. Choose All to see the others."_s;
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
    for (const Remedy& remedy : remediesInPassing(context(), op)) {
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
    head()->addWidget(fetch);
    connect(fetch, &QPushButton::clicked, this,
        [this] { this->context().give(command::Sync{.direction = command::Direction::Pull}); });
    filter()->segments()->setAccessibleName(u"What became of it"_s);
    filter()->segments()->setSegments({{QString(), u"All"_s}});
    setModel(m_model);
    m_model->setQuery(queryFor({}, {}));
}

store::Query InboxPage::queryFor(const QString& text, const QString& segment) const
{
    store::Query query = ListPage::queryFor(text, segment);
    query.withReceipts = true;
    return query;
}

void InboxPage::showSegments()
{
    const QList<store::IntakeSum> sums = reader().inboxSums({.text = m_model->query().text});
    int all = 0;
    for (const store::IntakeSum& each : sums)
        all += each.rows;
    QList<Segment> segments{{QString(), u"All"_s, all}};
    const std::pair<IntakeState, QString> words[] = {{IntakeState::TakenIn, u"Taken in"_s},
        {IntakeState::Waiting, u"Waiting"_s}, {IntakeState::Blocked, u"Blocked"_s},
        {IntakeState::Skipped, u"Skipped"_s}, {IntakeState::Ignored, u"Ignored"_s}};
    for (const auto& [state, word] : words) {
        const auto sum = std::ranges::find(sums, state, &store::IntakeSum::state);
        segments.append({toText(state), word, sum == sums.end() ? 0 : sum->rows});
    }
    filter()->segments()->setSegments(segments);
}

void InboxPage::updateHead()
{
    showSegments();
    base::Money taken;
    base::Money waits;
    int waiting = 0;
    int blocked = 0;
    for (const store::IntakeSum& each : reader().inboxSums({})) {
        if (each.state == IntakeState::TakenIn)
            taken = each.money;
        if (each.state == IntakeState::Waiting) {
            waits = each.money;
            waiting = each.rows;
        }
        if (each.state == IntakeState::Blocked)
            blocked = each.rows;
    }
    QStringList said;
    if (waiting > 0)
        said.append(u"%1 for allocation in Xero"_s.arg(counted(waiting, u"waits"_s, u"wait"_s)));
    if (blocked > 0)
        said.append(counted(blocked, u"is blocked"_s, u"are blocked"_s));
    head()->setSentence(said.isEmpty() ? u"What came from Xero, and what became of it."_s
                                       : said.join(u", "_s) + u'.');
    setFoot(u"%1 taken in today    %2 waits in Xero"_s.arg(money(taken), money(waits)),
        context().status().lastFetch.isValid()
            ? u"Fetched "_s + age(context().status().lastFetch, context().now())
            : u"Never fetched"_s);
}

QString InboxPage::emptySentence() const
{
    return m_model->query().filter.isEmpty() ? u"Nothing in Xero waits to be taken in."_s
                                             : u"Nothing of this state. Choose All."_s;
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
    } else if (row.isReceipt) {
        inspector()
            ->addSection(u"A receipt in Xero"_s)
            ->addWidget(makeLabel(context(),
                u"The rows below it are what its allocations became in the ledger."_s, Type::Body,
                "second", true));
    }
    if (intake.account) {
        QVBoxLayout* section = inspector()->addSection();
        QPushButton* account = makeButton(context(), u"Show the account"_s, {}, "link");
        connect(account, &QPushButton::clicked, this, [this, id = intake.account] {
            context().open(u"accounts"_s, u"account:%1"_s.arg(id.value));
        });
        section->addWidget(account, 0, Qt::AlignLeft);
        const auto detail = reader().account(intake.account);
        if (detail && !detail->xeroUrl.isEmpty()) {
            QPushButton* open = makeButton(context(), u"Open in Xero"_s, u"open-out"_s, "link");
            connect(open, &QPushButton::clicked, this,
                [this, url = detail->xeroUrl] { context().openAddress(url); });
            section->addWidget(open, 0, Qt::AlignLeft);
        }
    }
    inspector()->addFacts(u"Evidence"_s,
        {{u"Date"_s, day(intake.date, context().today())}, {u"Belongs to"_s, row.parentLabel},
            {u"Looked at"_s, moment(row.at, context().now())},
            {u"Xero id"_s, intake.xero.id.toString(QUuid::WithoutBraces)}});
    inspector()->addTechnicalDetails(intake.cause.raw);
    inspector()->finish();
}

} // namespace ui
