// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/todaypage.h"

#include "deeds.h"
#include "look/words.h"
#include "pages/todaysignoffs.h"
#include "pages/todaysteps.h"
#include "records/words.h"
#include "widgets/elided.h"
#include "widgets/keptfocus.h"
#include "widgets/linebar.h"
#include "widgets/make.h"
#include "widgets/verdictband.h"
#include "widgets/verdictmark.h"

#include <QLocale>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int bankColumns = 5;
constexpr qsizetype mostHazards = 12;

const Preflight* worst(const QList<Preflight>& banks)
{
    const auto found = std::ranges::min_element(
        banks, {}, [](const Preflight& each) { return rankOf(each.verdict); });
    return found == banks.end() ? nullptr : &*found;
}

struct Count {
    QString text;
    Type type = Type::Body;
    const char* tone = nullptr;
};

// Of the bank's lines where there are some, else of what is known without them.
QList<Count> countsOf(const Preflight& bank)
{
    const auto hazards = [&](Verdict verdict) {
        return int(std::ranges::count(bank.hazards, verdict, &Hazard::verdict));
    };
    const bool hasLines = bank.lines.all() > 0;
    const int stops = hasLines ? bank.lines.stop : hazards(Verdict::Stop);
    const int open = hasLines ? bank.lines.notChecked : hazards(Verdict::NotChecked);
    QList<Count> counts;
    if (stops > 0)
        counts.append({number(stops) + u" stop"_s, Type::Strong, "stop"});
    if (open > 0)
        counts.append({number(open) + u" not checked"_s});
    if (hasLines && bank.lines.safe > 0)
        counts.append({number(bank.lines.safe) + u" safe"_s});
    if (hasLines && bank.lines.done > 0)
        counts.append({number(bank.lines.done) + u" done"_s});
    return counts;
}

} // namespace

TodayPage::TodayPage(Context& context)
    : Page(context)
    , m_head(new PageHead(context, u"Today"_s))
    , m_band(new VerdictBand(context))
    , m_banks(makeCard())
    , m_bankRows(new QGridLayout(m_banks))
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_steps(makeCard())
    , m_stepRows(column(m_steps))
    , m_agree(makeCard())
    , m_agreeRows(column(m_agree))
{
    QPushButton* companion = makeButton(context, u"Companion"_s, u"companion"_s);
    QPushButton* worksheet = makeButton(context, u"Worksheet"_s, u"print"_s);
    connect(companion, &QPushButton::clicked, this, [this] { this->context().wantCompanion(); });
    connect(worksheet, &QPushButton::clicked, this, [this] { this->context().wantWorksheet(); });
    m_head->addWidget(companion);
    m_head->addWidget(worksheet);
    QVBoxLayout* whole = column(this);
    whole->addWidget(m_head);
    QVBoxLayout* onTop = column(nullptr);
    onTop->setContentsMargins(24, 0, 24, 14);
    onTop->addWidget(m_band);
    whole->addLayout(onTop);
    auto* canvas = new QWidget;
    canvas->setObjectName(u"canvas"_s);
    QVBoxLayout* cards = column(canvas, 0, 14);
    cards->setContentsMargins(24, 0, 24, 20);
    m_bankRows->setContentsMargins(0, 0, 0, 0);
    m_bankRows->setHorizontalSpacing(12);
    m_bankRows->setVerticalSpacing(0);
    m_bankRows->setColumnStretch(2, 1);
    cards->addWidget(m_banks);
    m_columns->setSpacing(14);
    m_columns->addWidget(m_steps, 138);
    m_columns->addWidget(m_agree, 100);
    cards->addLayout(m_columns);
    cards->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(canvas);
    whole->addWidget(scroll, 1);
    connect(m_band, &VerdictBand::secondPressed, this, [this] {
        if (m_worstHasLines)
            this->context().open(u"bank-lines"_s, u"bank:"_s + m_worst);
        else
            openBank(m_worst);
    });
    connect(m_band, &VerdictBand::primaryPressed, this, [this] {
        if (m_deed.act)
            m_deed.act();
    });
}

void TodayPage::refresh()
{
    if (!context().hasBook())
        return;
    const KeptFocus focus(this, [this] { goOn(); });
    const store::Today today = reader().today();
    m_head->setSentence(
        QLocale(QLocale::English).toString(context().today(), u"dddd d MMMM yyyy"_s));
    showBand(today);
    showBanks(today);
    showSteps(today);
    showAgreement(today);
}

// What was pressed is done and gone: the keyboard goes to the step that one is at.
void TodayPage::goOn()
{
    if (m_step.isEmpty() || !KeptFocus::give(m_steps, m_step))
        if (QWidget* first = landing())
            first->setFocus();
}

void TodayPage::showBand(const store::Today& today)
{
    m_deed = {};
    const Preflight* bank = worst(today.banks);
    m_worst = bank ? bank->bankCode : QString();
    m_worstHasLines = bank && bank->lines.stop > 0;
    if (!bank) {
        if (today.isConnected)
            m_deed = {u"Fetch now"_s,
                [this] { context().give(command::Sync{.direction = command::Direction::Pull}); }};
        else
            m_deed = {u"Connect to Xero…"_s,
                [this] { context().open(u"settings"_s, u"section:connection"_s); }};
        m_band->show(Verdict::NotChecked, u"Not checked yet."_s,
            today.isConnected ? u"Fetch from Xero, and every bank account gets its verdict."_s
                              : u"Connect this book to Xero, and every bank account gets its "
                                u"verdict."_s);
        return m_band->setButtons({}, m_deed.text);
    }
    m_band->show(bank->verdict, bank->headline, bank->sentence);
    m_deed = deedFor(context(), *bank);
    m_band->setButtons(bank->lines.stop == 1 ? u"Show the line"_s
            : bank->lines.stop > 1           ? u"Show the lines"_s
            : bank->hazards.isEmpty()        ? QString()
                                             : u"Show why"_s,
        m_deed.text);
}

void TodayPage::openBank(const QString& code)
{
    m_open = m_open == code ? QString() : code;
    refresh();
    KeptFocus::give(this, u"bank-"_s + code);
}

void TodayPage::addBank(const Preflight& bank, const QDateTime& readAt, int line)
{
    m_bankRows->setRowMinimumHeight(line, look().height(42));
    QHBoxLayout* verdict = row(nullptr, 0, 0);
    verdict->addSpacing(16);
    verdict->addWidget(new VerdictMark(context(), bank.verdict));
    m_bankRows->addLayout(verdict, line, 0);
    QHBoxLayout* name = row(nullptr, 0, 5);
    name->addWidget(makeLabel(context(), bank.bankName, Type::Strong));
    if (!bank.bankNumber.isEmpty())
        name->addWidget(
            makeLabel(context(), u"··"_s + bank.bankNumber.right(4), Type::Body, "third"));
    name->addStretch();
    name->addSpacing(12);
    QHBoxLayout* words = row(nullptr, 0, 8);
    for (const auto& [text, type, tone] : countsOf(bank))
        words->addWidget(makeLabel(context(), text, type, tone));
    if (m_isStacked) {
        words->addWidget(makeLabel(context(), bank.sentence, Type::Body, "second", true), 1);
        QVBoxLayout* both = column(nullptr, 0, 2);
        both->setContentsMargins(0, 8, 0, 8);
        both->addLayout(name);
        both->addLayout(words);
        m_bankRows->addLayout(both, line, 1, 1, 3);
    } else {
        if (bank.lines.all() > 0)
            words->insertWidget(0, new LineBar(context(), bank.lines));
        words->addWidget(new Elided(context(), bank.lines.stop > 0 ? QString() : bank.sentence,
                             Type::Body, "second"),
            1);
        m_bankRows->addLayout(name, line, 1);
        m_bankRows->addLayout(words, line, 2);
    }
    const QString basis = bank.lines.statementTo.isValid()
        ? u"Statement to "_s + day(bank.lines.statementTo, context().today())
        : readAt.isValid() ? u"Xero read "_s + moment(readAt, context().now())
                           : QString();
    if (!m_isNarrow && !basis.isEmpty())
        m_bankRows->addWidget(makeLabel(context(), basis, Type::Body, "second"), line, 3);
    if (bank.lines.all() > 0)
        return addWay(u"chevron-right"_s, u"Open the lines of %1"_s.arg(bank.bankName), bank, line,
            [this, code = bank.bankCode] { context().open(u"bank-lines"_s, u"bank:"_s + code); });
    if (bank.hazards.isEmpty())
        return;
    const bool isOpen = m_open == bank.bankCode;
    addWay(isOpen ? u"chevron-down"_s : u"chevron-right"_s,
        isOpen ? u"Hide why %1 has this verdict"_s.arg(bank.bankName)
               : u"Show why %1 has this verdict"_s.arg(bank.bankName),
        bank, line, [this, code = bank.bankCode] { openBank(code); });
}

// What a bank account's row ends with.
void TodayPage::addWay(const QString& icon, const QString& name, const Preflight& bank, int line,
    const std::function<void()>& act)
{
    QToolButton* more = makeToolButton(context(), icon, name);
    more->setObjectName(u"bank-"_s + bank.bankCode);
    connect(more, &QToolButton::clicked, this, act);
    QHBoxLayout* last = row(nullptr, 0, 0);
    last->addWidget(more);
    last->addSpacing(10);
    m_bankRows->addLayout(last, line, 4);
}

// Why it has its verdict, and the way out of each.
QWidget* TodayPage::hazardRows(const Preflight& bank)
{
    QFrame* box = makeCard("sunken");
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(16, 8, 16, 8);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    const QList<Hazard> hazards = inOrder(bank.hazards);
    int line = 0;
    for (const Hazard& each : hazards.first(std::min(mostHazards, hazards.size()))) {
        const VerdictLook verdict = lookOf(each.verdict);
        grid->addWidget(makeIcon(context(), verdict.solidIcon, verdict.meaning.solid, 16), line, 0);
        grid->addWidget(new Elided(context(), each.sentence), line, 1);
        const Deed deed = wayOut(context(), each);
        QPushButton* button = makeButton(context(), deed.text, {}, "link");
        button->setObjectName(u"hazard-%1-%2"_s.arg(bank.bankCode).arg(line));
        button->setAccessibleDescription(each.sentence);
        connect(button, &QPushButton::clicked, this, deed.act);
        grid->addWidget(button, line++, 2, Qt::AlignTrailing);
    }
    if (hazards.size() > mostHazards)
        grid->addWidget(makeLabel(context(), u"%1 more"_s.arg(number(hazards.size() - mostHazards)),
                            Type::Second, "third"),
            line, 1);
    return box;
}

void TodayPage::showBanks(const store::Today& today)
{
    clear(m_bankRows);
    for (int line = 0; line < m_bankRows->rowCount(); ++line)
        m_bankRows->setRowMinimumHeight(line, 0);
    m_banks->setVisible(!today.banks.isEmpty());
    int line = 0;
    for (const Preflight& bank : today.banks) {
        if (line > 0)
            m_bankRows->addWidget(makeRule(), line++, 0, 1, bankColumns);
        addBank(bank, today.lastFetch, line++);
        if (m_open == bank.bankCode && !bank.hazards.isEmpty())
            m_bankRows->addWidget(hazardRows(bank), line++, 0, 1, bankColumns);
    }
}

void TodayPage::showSteps(const store::Today& today)
{
    clear(m_stepRows);
    const auto showWorst = [this] {
        if (m_open != m_worst)
            openBank(m_worst);
    };
    const QList<Step> list = stepsOf(context(), today, showWorst);
    auto* head = new QWidget;
    head->setMinimumHeight(46);
    QHBoxLayout* cells = row(head);
    cells->setContentsMargins(16, 8, 16, 8);
    cells->addWidget(makeLabel(context(), u"Your five steps"_s, Type::Section));
    const auto current = std::ranges::find_if(list, &Step::isCurrent);
    m_step = current == list.end() ? QString() : u"step-%1"_s.arg(current - list.begin() + 1);
    auto* clean = new Elided(context(),
        today.lastClean.isValid() && current != list.end()
            ? u"All was safe "_s + moment(today.lastClean, context().now())
            : QString(),
        Type::Second, "third");
    clean->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    cells->addWidget(clean, 1);
    cells->addWidget(makeLabel(context(),
        current == list.end() ? u"All done"_s
                              : u"You are at step %1"_s.arg(current - list.begin() + 1),
        Type::Second, "third"));
    m_stepRows->addWidget(head);
    for (int i = 0; i < list.size(); ++i)
        m_stepRows->addWidget(makeStep(context(), list.at(i), i + 1, m_isNarrow));
    m_stepRows->addStretch(1);
}

QWidget* TodayPage::sums(const store::Today& today)
{
    auto* head = new QWidget;
    QVBoxLayout* box = column(head, 0, 6);
    box->setContentsMargins(16, 10, 16, 14);
    QHBoxLayout* top = row(nullptr);
    top->addWidget(new Elided(context(), u"Do the two ledgers agree?"_s, Type::Section), 1);
    QPushButton* open = makeButton(context(), u"Open accounts"_s, {}, "link");
    open->setObjectName(u"accounts"_s);
    open->setProperty("flush", true); // above the amounts
    connect(open, &QPushButton::clicked, this, [this] { context().open(u"accounts"_s); });
    top->addWidget(open);
    box->addLayout(top);
    QHBoxLayout* pairs = row(nullptr, 0, 12);
    const auto add = [&](const QString& word, const QString& sum, Qt::Alignment alignment,
                         int stretch, QFont::Weight weight) {
        QVBoxLayout* pair = column(nullptr, 0, 0);
        QLabel* name = makeLabel(context(), word, Type::Second, "second", true);
        name->setAlignment(alignment.testFlag(Qt::AlignTrailing) ? trailingSide() : leadingSide());
        pair->addStretch();
        pair->addWidget(name);
        QLabel* figure = makeLabel(context(), sum, Type::BigMoney);
        QFont font = look().font(m_isNarrow ? Type::Section : Type::BigMoney);
        font.setWeight(weight);
        figure->setFont(font);
        pair->addWidget(figure, 0, alignment);
        pairs->addLayout(pair, stretch);
    };
    add(u"Ledger"_s, money(today.ledger), Qt::AlignLeading, 3, QFont::Normal);
    add(u"Xero"_s, money(today.xero), Qt::AlignLeading, 3, QFont::Normal);
    add(u"Difference in "_s + counted(today.differing, u"account"_s, u"accounts"_s),
        difference(today.ledger - today.xero), Qt::AlignTrailing, 4, QFont::DemiBold);
    box->addLayout(pairs);
    return head;
}

// A row that opens the accounts of its cause; what of them has none stands out.
QPushButton* TodayPage::makeCause(const store::CauseSum& sum)
{
    const bool isUnexplained = sum.cause == BridgeCause::Unexplained;
    const bool isGood = isUnexplained && sum.accounts == 0; // such amounts may cancel out
    const CauseLook cause = lookOf(sum.cause);
    const Type type = isUnexplained ? Type::Strong : Type::Body;
    QPushButton* line = makeButton(context(), {}, {}, "row");
    line->setObjectName(u"cause-"_s + toText(sum.cause));
    line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    if (isUnexplained)
        line->setProperty("meaning", isGood ? u"safe"_s : u"stop"_s);
    QHBoxLayout* cells = row(line, 0, 12);
    cells->setContentsMargins(16, 0, 16, 0);
    cells->addWidget(makeIcon(
        context(), isGood ? u"safe"_s : cause.icon, isGood ? Tone::Safe : cause.meaning.text, 16));
    cells->addWidget(new Elided(context(), cause.word, type), 1);
    if (sum.accounts > 0)
        cells->addWidget(makeLabel(context(), number(sum.accounts), Type::Body, "third"));
    QLabel* amount = makeLabel(context(), difference(sum.amount), type);
    amount->setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
    amount->setMinimumWidth(90);
    cells->addWidget(amount);
    const QString accounts = counted(sum.accounts, u"account"_s, u"accounts"_s);
    line->setAccessibleName(
        QStringList{cause.word, accounts, difference(sum.amount)}.join(u", "_s));
    line->setToolTip(isGood ? u"Every difference has a cause"_s : u"Show "_s + accounts);
    connect(line, &QPushButton::clicked, this,
        [this, cause = sum.cause] { context().open(u"accounts"_s, u"cause:"_s + toText(cause)); });
    return line;
}

void TodayPage::showAgreement(const store::Today& today)
{
    clear(m_agreeRows);
    m_agreeRows->addWidget(sums(today));
    for (const store::CauseSum& sum : today.causes) {
        m_agreeRows->addWidget(makeRule());
        m_agreeRows->addWidget(makeCause(sum));
    }
    for (QWidget* each : makeSignOffRows(context())) {
        m_agreeRows->addWidget(makeRule());
        m_agreeRows->addWidget(each);
    }
    m_agreeRows->addStretch(1);
}

void TodayPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    // Widths are those of a 13-px font; a larger one needs as much more.
    const int unit = look().height(0);
    const bool isOneColumn = width() < std::max(860, 30 * unit + 4);
    m_columns->setDirection(isOneColumn ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const bool isNarrow = width() < 38 * unit;
    const bool isStacked = width() < 28 * unit;
    if (isNarrow == m_isNarrow && isStacked == m_isStacked)
        return;
    m_isNarrow = isNarrow;
    m_isStacked = isStacked;
    refresh();
}

} // namespace ui
