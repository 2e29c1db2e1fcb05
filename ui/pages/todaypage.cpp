// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/todaypage.h"

#include "look/painter.h"
#include "look/words.h"
#include "widgets/make.h"
#include "widgets/verdictband.h"

#include <QLocale>
#include <QPainter>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

// A verdict as in lists, for the few rows that are widgets.
class VerdictMark : public QWidget {
public:
    VerdictMark(Context& context, Verdict verdict)
        : m_context(context)
        , m_look(lookOf(verdict))
    {
        setFixedSize(124, 26);
        setAccessibleName(m_look.word);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        Painter(painter, m_context.look())
            .verdict(rect(), m_look.icon, m_look.word, m_look.meaning);
    }

private:
    Context& m_context;
    VerdictLook m_look;
};

// The number of a step: filled, ringed, ticked or an octagon.
class StepMark : public QWidget {
public:
    StepMark(Context& context, const QString& icon, int number, bool isCurrent)
        : m_context(context)
        , m_icon(icon)
        , m_number(number)
        , m_isCurrent(isCurrent)
    {
        setFixedSize(24, 24);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        Painter paint(painter, m_context.look());
        if (!m_icon.isEmpty())
            return paint.icon(
                rect(), m_icon, m_icon == u"safe"_s ? Tone::Safe : Tone::StopSolid, 22);
        const QRectF circle = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
        if (m_isCurrent)
            paint.fill(circle, Tone::Button, 11);
        else
            paint.frame(circle, Tone::Control, 11);
        paint.text(rect(), QString::number(m_number), m_isCurrent ? Tone::OnSolid : Tone::Text2,
            Type::SecondStrong, Qt::AlignCenter);
    }

private:
    Context& m_context;
    QString m_icon;
    int m_number;
    bool m_isCurrent;
};

const Preflight* worst(const QList<Preflight>& banks)
{
    const auto rank = [](Verdict verdict) {
        return verdict == Verdict::Stop ? 0 : verdict == Verdict::NotChecked ? 1 : 2;
    };
    const auto found = std::ranges::min_element(
        banks, {}, [&](const Preflight& each) { return rank(each.verdict); });
    return found == banks.end() ? nullptr : &*found;
}

QString hazardCounts(const Preflight& bank)
{
    const auto count = [&](Verdict verdict) {
        return static_cast<int>(std::ranges::count(bank.hazards, verdict, &Hazard::verdict));
    };
    QStringList parts;
    if (const int stops = count(Verdict::Stop))
        parts.append(u"%1 stop"_s.arg(stops));
    if (const int open = count(Verdict::NotChecked))
        parts.append(u"%1 not checked"_s.arg(open));
    return parts.join(u", "_s);
}

} // namespace

TodayPage::TodayPage(Context& context)
    : ScrollPage(context)
    , m_head(new PageHead(context, u"Today"_s))
    , m_band(new VerdictBand(context))
    , m_banks(makeCard())
    , m_bankRows(column(m_banks))
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_steps(makeCard())
    , m_stepRows(column(m_steps))
    , m_agree(makeCard())
    , m_agreeRows(column(m_agree))
{
    content()->setSpacing(0);
    content()->addWidget(m_head);
    auto* below = new QWidget;
    QVBoxLayout* cards = column(below, 0, 14);
    cards->setContentsMargins(24, 0, 24, 20);
    cards->addWidget(m_band);
    cards->addWidget(m_banks);
    m_columns->setSpacing(14);
    m_columns->addWidget(m_steps, 138);
    m_columns->addWidget(m_agree, 100);
    cards->addLayout(m_columns);
    cards->addStretch(1);
    content()->addWidget(below, 1);
    connect(m_band, &VerdictBand::secondPressed, this, [this] {
        if (m_first.account)
            this->context().open(u"accounts"_s, u"account:%1"_s.arg(m_first.account.value));
        else
            this->context().open(u"bank-lines"_s);
    });
    connect(m_band, &VerdictBand::primaryPressed, this, [this] {
        const bool pushes = m_first.remedy == RemedyId::PushNow && m_first.ledger;
        this->context().give(pushes ? command::Sync{.kind = command::RunKind::Instant,
                                 .direction = command::Direction::Push,
                                 .only = m_first.ledger}
                                    : command::Sync{});
    });
}

void TodayPage::refresh()
{
    if (!context().hasBook())
        return;
    const store::Today today = reader().today();
    m_head->setSentence(
        QLocale(QLocale::English).toString(context().today(), u"dddd d MMMM yyyy"_s));
    showBand(today);
    showBanks(today);
    showSteps(today);
    showAgreement(today);
}

void TodayPage::showBand(const store::Today& today)
{
    m_first = {};
    const Preflight* bank = worst(today.banks);
    if (!bank) {
        m_band->show(Verdict::NotChecked, u"Not checked yet."_s,
            today.isConnected ? u"Fetch from Xero, and every bank account gets its verdict."_s
                              : u"Connect this book to Xero in Settings, and every bank account "
                                u"gets its verdict."_s);
        return m_band->setButtons({}, today.isConnected ? u"Fetch now"_s : QString());
    }
    if (!bank->hazards.isEmpty())
        m_first = bank->hazards.first();
    m_band->show(bank->verdict, bank->headline, bank->sentence);
    QString primary;
    if (bank->verdict == Verdict::Stop && m_first.remedy == RemedyId::PushNow)
        primary = u"Push %1 now"_s.arg(money(m_first.amount));
    else if (bank->verdict != Verdict::Safe)
        primary = u"Sync now"_s;
    m_band->setButtons(bank->hazards.isEmpty() ? QString()
            : m_first.account                  ? u"Show the account"_s
                                               : u"Show why"_s,
        primary);
}

QWidget* TodayPage::bankRow(const Preflight& bank)
{
    auto* line = new QWidget;
    line->setMinimumHeight(look().height(42));
    QHBoxLayout* cells = row(line, 0, 12);
    cells->setContentsMargins(16, 4, 10, 4);
    cells->addWidget(new VerdictMark(context(), bank.verdict));
    QLabel* name = makeLabel(context(), bank.bankName, Type::Strong);
    name->setMinimumWidth(150);
    cells->addWidget(name);
    const QString tail = bank.bankNumber.isEmpty() ? QString() : u"··"_s + bank.bankNumber.right(4);
    QLabel* number = makeLabel(context(), tail, Type::Body, "second");
    number->setMinimumWidth(60);
    cells->addWidget(number);
    cells->addWidget(makeLabel(context(), hazardCounts(bank), Type::Body,
        bank.verdict == Verdict::Stop ? "stop" : nullptr));
    QLabel* sentence = makeLabel(context(), bank.sentence, Type::Body, "second");
    sentence->setMinimumWidth(10);
    sentence->setToolTip(bank.sentence);
    cells->addWidget(sentence, 1);
    QToolButton* open = makeToolButton(
        context(), u"chevron-right"_s, u"Show why %1 has this verdict"_s.arg(bank.bankName));
    connect(open, &QToolButton::clicked, this,
        [this, code = bank.bankCode] { context().open(u"bank-lines"_s, u"bank:"_s + code); });
    cells->addWidget(open);
    return line;
}

void TodayPage::showBanks(const store::Today& today)
{
    clear(m_bankRows);
    m_banks->setVisible(!today.banks.isEmpty());
    for (const Preflight& bank : today.banks) {
        if (m_bankRows->count() > 0)
            m_bankRows->addWidget(makeRule());
        m_bankRows->addWidget(bankRow(bank));
    }
}

QList<TodayPage::Step> TodayPage::steps(const store::Today& today) const
{
    Context& desk = context();
    const bool fresh = today.lastFetch.isValid() && today.lastFetch.secsTo(desk.now()) < 1800;
    const auto sync = [&desk](command::Direction direction) {
        return [&desk, direction] { desk.give(command::Sync{.direction = direction}); };
    };
    const auto go = [&desk](const QString& page) { return [&desk, page] { desk.open(page); }; };
    const store::OutboxSummary& outbox = today.outbox;
    const auto stops = std::ranges::count(today.banks, Verdict::Stop, &Preflight::verdict);
    const auto safe = std::ranges::count(today.banks, Verdict::Safe, &Preflight::verdict);
    const bool allSafe = !today.banks.isEmpty() && safe == today.banks.size();
    QList<Step> list;
    list.append({.title = u"Fetch from Xero"_s,
        .sentence = today.lastFetch.isValid()
            ? u"%1 read %2."_s.arg(counted(today.lastFetchChanges, u"change"_s, u"changes"_s),
                moment(today.lastFetch, desk.now()))
            : u"Xero has not been read yet."_s,
        .button = u"Fetch now"_s,
        .isDone = fresh,
        .act = sync(command::Direction::Pull),
        .icon = u"inbox"_s});
    QString waits = outbox.waiting == 0
        ? u"Nothing waits. "_s
        : u"%1 wait, %2. "_s.arg(number(outbox.waiting), money(outbox.waitingMoney));
    waits += outbox.confirmedToday > 0
        ? u"%1 went through today."_s.arg(number(outbox.confirmedToday))
        : QString();
    if (!today.pushIsOn)
        waits = u"Pushing is off until you accept what both sides already share."_s;
    list.append({.title = u"Push what waits"_s,
        .sentence = waits.trimmed(),
        .button = !today.pushIsOn ? u"Open settings"_s
            : outbox.waiting > 0  ? u"Push all %1"_s.arg(number(outbox.waiting))
                                  : QString(),
        .isDone = today.pushIsOn && outbox.waiting == 0 && outbox.unknown == 0,
        .act = today.pushIsOn ? std::function<void()>(sync(command::Direction::Push))
                              : std::function<void()>(go(u"settings"_s)),
        .icon = u"outbox"_s});
    list.append({.title = u"Fix what failed"_s,
        .sentence = today.problems == 0
            ? u"Nothing needs you."_s
            : u"%1 up %2."_s.arg(
                counted(today.problems, u"cause holds"_s, u"causes hold"_s), money(today.heldUp)),
        .button = today.problems == 0 ? QString() : u"Open problems"_s,
        .isDone = today.problems == 0,
        .act = go(u"problems"_s)});
    list.append({.title = u"Check the bank accounts"_s,
        .sentence = u"%1: %2 safe, %3 stop, %4 not checked."_s.arg(
            counted(today.banks.size(), u"bank account"_s, u"bank accounts"_s), number(safe),
            number(stops), number(today.banks.size() - safe - stops)),
        .button = u"Open bank lines"_s,
        .isDone = allSafe,
        .isTrouble = stops > 0,
        .act = go(u"bank-lines"_s)});
    list.append({.title = u"Verdict"_s,
        .sentence = allSafe ? u"Every bank account is safe. Reconcile in Xero."_s
                            : u"Ready when nothing is left at Stop or Not checked."_s,
        .isDone = allSafe});
    const auto current = std::ranges::find_if(list, [](const Step& step) { return !step.isDone; });
    if (current != list.end())
        current->isCurrent = true;
    return list;
}

QWidget* TodayPage::stepWidget(const Step& step, int number) const
{
    QFrame* box = makeCard(step.isCurrent ? "current" : "step");
    box->setMinimumHeight(72);
    QHBoxLayout* cells = row(box, 0, 14);
    cells->setContentsMargins(16, 12, 16, 12);
    const QString icon = step.isTrouble ? u"stop-solid"_s : step.isDone ? u"safe"_s : QString();
    cells->addWidget(new StepMark(context(), icon, number, step.isCurrent), 0,
        step.isCurrent ? Qt::AlignTop : Qt::AlignVCenter);
    QVBoxLayout* words = column(nullptr, 0, 2);
    QHBoxLayout* top = row(nullptr, 0, 8);
    QVBoxLayout* title = column(nullptr, 0, 1);
    title->addWidget(makeLabel(context(), step.title, Type::Strong));
    title->addWidget(makeLabel(context(), step.sentence, Type::Body, "second", true));
    top->addLayout(title, 1);
    if (!step.button.isEmpty() && step.act) {
        QPushButton* button = makeButton(context(), step.button,
            step.isCurrent ? step.icon : QString(), step.isCurrent ? "small" : "quiet");
        button->setFont(look().font(Type::Second));
        connect(button, &QPushButton::clicked, box, step.act);
        top->addWidget(button, 0, Qt::AlignVCenter);
    }
    words->addLayout(top);
    if (step.isCurrent && number == 2)
        words->addWidget(waitingLines());
    cells->addLayout(words, 1);
    return box;
}

// At most four lines of what waits, money that stops a bank line first.
QWidget* TodayPage::waitingLines() const
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 8, 0, 0);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(2, 2);
    QList<store::OutboxRow> waiting;
    for (const store::OutboxRow& each : reader().outbox({}, 0, 60))
        if (each.group == store::OutboxGroup::Waiting)
            waiting.append(each);
    std::ranges::stable_sort(waiting, std::ranges::greater(), &store::OutboxRow::stopsBankLine);
    int line = 0;
    for (const store::OutboxRow& each : waiting.first(std::min<qsizetype>(4, waiting.size()))) {
        const Tone tone = each.stopsBankLine ? Tone::Stop : Tone::Text2;
        const char* property = each.stopsBankLine ? "stop" : nullptr;
        const Type type = each.stopsBankLine ? Type::Strong : Type::Body;
        grid->addWidget(makeIcon(context(), iconOf(each.operation.kind), tone, 16), line, 0);
        QLabel* name = makeLabel(
            context(), each.operation.label + u", "_s + each.accountName, type, property);
        name->setMinimumWidth(10);
        grid->addWidget(name, line, 1);
        const QString why = each.stopsBankLine ? u"stops a bank line"_s
            : each.dependent                   ? u"goes right after"_s
                                               : QString();
        grid->addWidget(
            makeLabel(context(), why, type, each.stopsBankLine ? "stop" : "second"), line, 2);
        const bool isMoney = !each.operation.amount.isZero();
        QLabel* amount
            = makeLabel(context(), isMoney ? money(each.operation.amount) : u"–"_s, type, property);
        amount->setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
        grid->addWidget(amount, line++, 3);
    }
    return box;
}

void TodayPage::showSteps(const store::Today& today)
{
    clear(m_stepRows);
    const QList<Step> list = steps(today);
    auto* head = new QWidget;
    head->setMinimumHeight(46);
    QHBoxLayout* cells = row(head);
    cells->setContentsMargins(16, 8, 16, 8);
    cells->addWidget(makeLabel(context(), u"Your five steps"_s, Type::Section));
    cells->addStretch();
    const auto current = std::ranges::find_if(list, &Step::isCurrent);
    cells->addWidget(makeLabel(context(),
        current == list.end() ? u"All done"_s
                              : u"You are at step %1"_s.arg(current - list.begin() + 1),
        Type::Second, "third"));
    m_stepRows->addWidget(head);
    for (int i = 0; i < list.size(); ++i)
        m_stepRows->addWidget(stepWidget(list.at(i), i + 1));
    m_stepRows->addStretch(1);
}

void TodayPage::showAgreement(const store::Today& today)
{
    clear(m_agreeRows);
    auto* head = new QWidget;
    QVBoxLayout* box = column(head, 0, 6);
    box->setContentsMargins(16, 10, 16, 14);
    QHBoxLayout* top = row(nullptr);
    top->addWidget(makeLabel(context(), u"Do the two ledgers agree?"_s, Type::Section));
    top->addStretch();
    QPushButton* open = makeButton(context(), u"Open accounts"_s, {}, "link");
    connect(open, &QPushButton::clicked, this, [this] { context().open(u"accounts"_s); });
    top->addWidget(open);
    box->addLayout(top);
    QHBoxLayout* sums = row(nullptr, 0, 12);
    const auto addSum = [&](const QString& word, const QString& sum, Qt::Alignment alignment,
                            int stretch, Type type) {
        QVBoxLayout* pair = column(nullptr, 0, 0);
        pair->addWidget(makeLabel(context(), word, Type::Second, "second"), 0, alignment);
        QLabel* figure = makeLabel(context(), sum, type);
        QFont font = look().font(Type::BigMoney);
        font.setWeight(type == Type::BigMoney ? QFont::DemiBold : QFont::Normal);
        figure->setFont(font);
        pair->addWidget(figure, 0, alignment);
        sums->addLayout(pair, stretch);
    };
    addSum(u"Ledger"_s, money(today.ledger), Qt::AlignLeading, 3, Type::Body);
    addSum(u"Xero"_s, money(today.xero), Qt::AlignLeading, 3, Type::Body);
    addSum(u"Difference in "_s + counted(today.differing, u"account"_s, u"accounts"_s),
        difference(today.ledger - today.xero), Qt::AlignTrailing, 4, Type::BigMoney);
    box->addLayout(sums);
    m_agreeRows->addWidget(head);
    for (const store::CauseSum& sum : today.causes) {
        const bool unexplained = sum.cause == BridgeCause::Unexplained;
        const bool good = unexplained && sum.amount.isZero();
        m_agreeRows->addWidget(makeRule());
        QFrame* line = makeCard("");
        line->setMinimumHeight(look().height(34));
        const CauseLook cause = lookOf(sum.cause);
        if (unexplained)
            line->setStyleSheet(u"QFrame{background:%1}"_s.arg(
                look().color(good ? Tone::SafeSoft : Tone::StopSoft).name()));
        QHBoxLayout* cells = row(line, 0, 12);
        cells->setContentsMargins(16, 0, 16, 0);
        cells->addWidget(makeIcon(
            context(), good ? u"safe"_s : cause.icon, good ? Tone::Safe : cause.meaning.text, 16));
        cells->addWidget(
            makeLabel(context(), cause.word, unexplained ? Type::Strong : Type::Body), 1);
        if (sum.accounts > 0)
            cells->addWidget(makeLabel(context(), number(sum.accounts), Type::Body, "third"));
        QLabel* amount
            = makeLabel(context(), difference(sum.amount), unexplained ? Type::Strong : Type::Body);
        amount->setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
        amount->setMinimumWidth(90);
        cells->addWidget(amount);
        m_agreeRows->addWidget(line);
    }
    m_agreeRows->addStretch(1);
}

void TodayPage::resizeEvent(QResizeEvent* event)
{
    ScrollPage::resizeEvent(event);
    m_columns->setDirection(width() < 820 ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace ui
