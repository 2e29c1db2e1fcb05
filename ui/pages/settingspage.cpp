// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/settingspage.h"

#include "look/painter.h"
#include "look/words.h"
#include "pages/backupcard.h"
#include "pages/schedulesection.h"
#include "widgets/elided.h"
#include "widgets/hourbars.h"
#include "widgets/keptfocus.h"
#include "widgets/make.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QStyledItemDelegate>

#include <algorithm>
#include <array>
#include <utility>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

// "bank-transactions" → "Bank transactions"
QString inWords(const QString& what)
{
    QString words = what.left(1).toUpper() + what.mid(1);
    return words.replace(u'-', u' ');
}

constexpr int factsKeyWidth = 108;

// The names of the sections: the chosen one on its own ground, inset, with round corners.
class SectionDelegate : public QStyledItemDelegate {
public:
    SectionDelegate(const Look& look, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        painter->setLayoutDirection(option.direction);
        Painter paint(*painter, m_look);
        const bool isChosen = option.state.testFlag(QStyle::State_Selected);
        const QRect ground = option.rect.adjusted(10, 1, -10, -1);
        if (isChosen || option.state.testFlag(QStyle::State_MouseOver))
            paint.fill(ground, isChosen ? Tone::AccentSoft : Tone::Hover, 6);
        if (isChosen && option.state.testFlag(QStyle::State_HasFocus))
            paint.frame(QRectF(ground).adjusted(1, 1, -1, -1), Tone::Accent, 6, 2);
        paint.text(ground.adjusted(10, 0, -10, 0), index.data().toString(),
            isChosen ? Tone::Text : Tone::Text2, isChosen ? Type::Strong : Type::Body);
        painter->restore();
    }

private:
    const Look& m_look;
};

struct ConnectionWords {
    QString icon, word;
    Tone tone;
};

ConnectionWords wordsOf(Connection connection)
{
    switch (connection) {
    case Connection::NotConnected:
        return {u"offline"_s, u"Not connected"_s, Tone::Unchecked};
    case Connection::Connected:
        return {u"connected"_s, u"Connected"_s, Tone::Safe};
    case Connection::Waiting:
        return {u"waiting"_s, u"Xero asks to wait"_s, Tone::Waiting};
    case Connection::Offline:
        return {u"offline"_s, u"Offline"_s, Tone::Stop};
    case Connection::SignInNeeded:
        return {u"key"_s, u"Signed out; sign in again"_s, Tone::Stop};
    case Connection::SyncIsOff:
        return {u"held"_s, u"Sync is off"_s, Tone::Unchecked};
    case Connection::ReadOnly:
        return {u"reconciled"_s, u"Read only"_s, Tone::Unchecked};
    }
    return {};
}

// Xero forgets a sign-in that nobody uses; in its last days that is told.
constexpr int lastDays = 10;

bool endsSoon(const QDateTime& signIn, const QDateTime& now)
{
    return signIn.isValid() && now.daysTo(signIn) <= lastDays;
}

QString signInWords(const QDateTime& until, const QDateTime& now)
{
    const QString day = ui::day(until.toLocalTime().date(), now.date());
    if (until <= now)
        return u"Ended on %1. Sign in again."_s.arg(day);
    return endsSoon(until, now) ? u"Ends on %1 unless the book is synced before"_s.arg(day)
                                : u"Good until %1; each sync makes it last longer"_s.arg(day);
}

} // namespace

SettingsPage::SettingsPage(Context& context)
    : Page(context)
    , m_list(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_unmatched(new AdoptionModel(context, this))
    , m_schedule(new ScheduleSection(context))
{
    QHBoxLayout* halves = row(this, 0, 0);
    auto* left = new QFrame;
    left->setProperty("look", u"sections"_s);
    QVBoxLayout* names = column(left, 0, 8);
    names->setContentsMargins(0, 16, 0, 0);
    QLabel* title = makeLabel(context, u"Settings & diagnostics"_s, Type::BigMoney, nullptr, true);
    title->setContentsMargins(20, 0, 8, 6);
    names->addWidget(title);
    m_list->setObjectName(u"sections"_s);
    m_list->setAccessibleName(u"Sections of the settings"_s);
    m_list->setFont(look().font(Type::Body));
    m_list->setItemDelegate(new SectionDelegate(look(), m_list));
    m_list->setMouseTracking(true);
    names->addWidget(m_list, 1);
    left->setFixedWidth(188);
    halves->addWidget(left);
    halves->addWidget(m_stack, 1);
    addSection(u"diagnostics"_s, u"Diagnostics"_s);
    addSection(u"connection"_s, u"Connection"_s);
    addSection(u"adoption"_s, u"Adoption"_s);
    addSection(u"schedule"_s, u"Schedule"_s);
    section(u"schedule"_s)->addWidget(m_schedule);
    section(u"schedule"_s)->addStretch(1);
    addSection(u"flows"_s, u"What syncs"_s);
    addSection(u"items"_s, u"Item codes and tax"_s);
    addSection(u"bank"_s, u"Payments and banks"_s);
    addSection(u"import"_s, u"Import files"_s);
    addSection(u"appearance"_s, u"Appearance"_s);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        m_stack->setCurrentIndex(row);
        refresh();
    });
    connect(&context, &Context::bookChanged, this, [this] { m_startDate = {}; });
    m_list->setCurrentRow(0);
}

void SettingsPage::addSection(const QString& id, const QString& word)
{
    auto* item = new QListWidgetItem(word, m_list);
    item->setSizeHint({100, look().height(32)});
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* canvas = new QWidget;
    canvas->setObjectName(u"canvas"_s);
    QVBoxLayout* layout = column(canvas, 0, 14);
    layout->setContentsMargins(24, 14, 24, 20);
    scroll->setWidget(canvas);
    m_stack->addWidget(scroll);
    m_sections.append(Section{id, word, layout});
}

QVBoxLayout* SettingsPage::section(const QString& id) const
{
    for (const Section& each : m_sections)
        if (each.id == id)
            return each.layout;
    return nullptr;
}

void SettingsPage::refresh()
{
    const int chosen = m_stack->currentIndex();
    if (!context().hasBook() || chosen < 0)
        return;
    // A field that is being typed into keeps its text and its focus.
    if (m_sections.at(chosen).id == u"schedule"_s)
        return m_schedule->refresh();
    const QWidget* focus = QApplication::focusWidget();
    const bool isField = qobject_cast<const QLineEdit*>(focus)
        || qobject_cast<const QAbstractSpinBox*>(focus); // a date's parts
    const bool isTyping = isField && isAncestorOf(focus);
    if (isTyping)
        return;
    const KeptFocus kept(m_stack->currentWidget(), [this] { m_list->setFocus(); });
    clear(m_sections.at(chosen).layout);
    const QString id = m_sections.at(chosen).id;
    if (id == u"diagnostics"_s)
        showDiagnostics();
    else if (id == u"connection"_s)
        showConnection();
    else if (id == u"adoption"_s)
        showAdoption();
    else if (id == u"flows"_s)
        showFlows();
    else if (id == u"items"_s)
        showItems();
    else if (id == u"bank"_s)
        showBank();
    else if (id == u"import"_s)
        showImport();
    else
        showAppearance();
    KeptFocus::nameButtons(m_stack->currentWidget());
    m_sections.at(chosen).layout->addStretch(1);
}

void SettingsPage::show(const QString& what)
{
    for (int i = 0; i < m_sections.size(); ++i)
        if (what == u"section:"_s + m_sections.at(i).id)
            m_list->setCurrentRow(i);
}

QFrame* SettingsPage::card(QVBoxLayout* into, const QString& title, QHBoxLayout** head)
{
    QFrame* frame = makeCard();
    QVBoxLayout* layout = column(frame, 16, 8);
    QHBoxLayout* top = row(nullptr, 0, 8);
    top->addWidget(makeLabel(context(), title, Type::Section));
    top->addStretch();
    layout->addLayout(top);
    if (head)
        *head = top;
    if (into)
        into->addWidget(frame);
    return frame;
}

QFrame* SettingsPage::factsCard(QVBoxLayout* into, const QString& title,
    const QList<std::pair<QString, QString>>& facts, QHBoxLayout** head)
{
    QFrame* frame = card(into, title, head);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(7);
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(0, factsKeyWidth);
    int line = 0;
    for (const auto& [key, value] : facts) {
        if (value.isEmpty())
            continue;
        grid->addWidget(makeLabel(context(), key, Type::Body, "second"), line, 0, Qt::AlignTop);
        QLabel* shown = makeLabel(context(), value, Type::Body, nullptr, true);
        shown->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(shown, line++, 1);
    }
    static_cast<QVBoxLayout*>(frame->layout())->addLayout(grid);
    static_cast<QVBoxLayout*>(frame->layout())->addStretch(1);
    return frame;
}

void SettingsPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    const bool isNarrow = width() < 860;
    if (std::exchange(m_isNarrow, isNarrow) == isNarrow)
        return;
    m_schedule->setNarrow(isNarrow);
    refresh();
}

QBoxLayout* SettingsPage::pair(QVBoxLayout* into)
{
    auto* layout = new QBoxLayout(m_isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    layout->setSpacing(14);
    into->addLayout(layout);
    return layout;
}

QWidget* SettingsPage::state(const QString& icon, Tone tone, const QString& word)
{
    auto* box = new QWidget;
    QHBoxLayout* cells = row(box, 0, 5);
    cells->addWidget(makeIcon(context(), icon, tone, 16));
    const char* ink = tone == Tone::Safe ? "safe"
        : tone == Tone::Stop             ? "stop"
        : tone == Tone::Waiting          ? "waiting"
                                         : "second";
    cells->addWidget(makeLabel(context(), word, Type::Body, ink, true), 1);
    return box;
}

void SettingsPage::showDiagnostics()
{
    QVBoxLayout* into = section(u"diagnostics"_s);
    const store::Diagnostics found = reader().diagnostics();
    const QDateTime now = context().now();
    addHead(into, found);
    QBoxLayout* first = pair(into);
    showConnectionFacts(found, first);
    showCalls(found, first);
    showFetches(found, into);
    QBoxLayout* last = pair(into);
    showChecks(found, last);
    last->addWidget(
        factsCard(nullptr, u"This book"_s,
            {{u"File"_s, found.file},
                {u"Size"_s, QLocale(QLocale::English).formattedDataSize(found.fileBytes)},
                {u"Last import"_s, moment(found.lastImport, now)},
                {u"Version"_s,
                    u"Tieout %1, book format %2"_s.arg(QStringLiteral(TIEOUT_VERSION))
                        .arg(found.bookFormat)}}),
        1);
    into->addWidget(new BackupCard(context()));
}

void SettingsPage::addHead(QVBoxLayout* into, const store::Diagnostics& found)
{
    const bool isFine = context().status().connection == Connection::Connected
        && !endsSoon(found.signInUntil, context().now()) && found.lastError.isEmpty()
        && std::ranges::all_of(found.checks, &store::CheckRow::good);
    QHBoxLayout* head = row(nullptr, 0, 10);
    head->addWidget(makeLabel(context(), u"Diagnostics"_s, Type::PageTitle));
    if (isFine) {
        QFrame* mark = makeCard("markSafe");
        mark->setFixedHeight(24);
        QHBoxLayout* cells = row(mark, 0, 5);
        cells->setContentsMargins(7, 0, 10, 0);
        cells->addWidget(makeIcon(context(), u"safe"_s, Tone::Safe, 15));
        cells->addWidget(makeLabel(context(), u"Everything works"_s, Type::Second, "safe"));
        head->addWidget(mark);
    }
    head->addStretch();
    QPushButton* support = makeButton(context(), u"Prepare support case…"_s, u"export"_s);
    support->setObjectName(u"support-case"_s);
    connect(
        support, &QPushButton::clicked, this, [this] { context().wantSupportCase(AccountId{}); });
    head->addWidget(support);
    into->addLayout(head);
}

void SettingsPage::showConnectionFacts(const store::Diagnostics& found, QBoxLayout* into)
{
    QHBoxLayout* head = nullptr;
    QFrame* frame = factsCard(nullptr, u"Connection"_s,
        {{u"Organisation"_s, found.organisation}, {u"Tenant"_s, found.tenantId},
            {u"Address"_s, found.xeroUrl},
            {u"Locked up to"_s,
                found.lockedUpTo.isValid() ? day(found.lockedUpTo, context().today())
                                           : u"nothing is locked"_s},
            {u"Last error"_s, found.lastError.isEmpty() ? u"none"_s : found.lastError}},
        &head);
    int at = 1;
    const auto add = [&](const QString& word, QWidget* what) {
        QHBoxLayout* line = row(nullptr, 0, 16);
        QLabel* key = makeLabel(context(), word, Type::Body, "second");
        key->setMinimumWidth(factsKeyWidth);
        line->addWidget(key, 0, Qt::AlignTop);
        line->addWidget(what, 1);
        static_cast<QVBoxLayout*>(frame->layout())->insertLayout(at++, line);
    };
    const ConnectionWords words = wordsOf(context().status().connection);
    add(u"Status"_s, state(words.icon, words.tone, words.word));
    const QDateTime now = context().now();
    const bool isWarning = endsSoon(found.signInUntil, now);
    if (found.signInUntil.isValid())
        add(u"Sign-in"_s,
            state(isWarning ? u"waiting"_s : u"key"_s, isWarning ? Tone::Waiting : Tone::Unchecked,
                signInWords(found.signInUntil, now)));
    QPushButton* test = makeButton(context(), u"Test"_s, {}, "small");
    test->setAccessibleName(u"Test the connection"_s);
    connect(
        test, &QPushButton::clicked, this, [this] { context().give(command::TestConnection{}); });
    head->addWidget(test);
    QPushButton* sign = makeButton(context(), u"Sign in again"_s, u"key"_s, "small");
    connect(sign, &QPushButton::clicked, this, [this] { context().give(command::Connect{}); });
    head->addWidget(sign);
    into->addWidget(frame, 1);
}

void SettingsPage::showCalls(const store::Diagnostics& found, QBoxLayout* into)
{
    const EngineStatus& status = context().status();
    // The engine tells of its calls as it makes them; before it does, the book knows of the last.
    const QDate day = context().clock().now().toUTC().date();
    const int today = std::max(status.callsToday, found.callsDay == day ? found.calls : 0);
    QHBoxLayout* head = nullptr;
    QFrame* frame = card(nullptr, u"Calls to Xero"_s, &head);
    head->addWidget(new Elided(
        context(), u"shared with every program on this organisation"_s, Type::Second, "second"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(9);
    grid->setColumnStretch(1, 1);
    const std::pair<QString, std::pair<int, int>> meters[]
        = {{u"Today"_s, {today, status.callsPerDay}},
            {u"This minute"_s, {status.callsThisMinute, 60}}};
    int line = 0;
    for (const auto& [word, calls] : meters) {
        auto* meter = new QProgressBar;
        meter->setProperty("look", u"meter"_s);
        meter->setTextVisible(false);
        meter->setFixedHeight(8);
        meter->setMaximum(std::max(1, calls.second));
        meter->setValue(std::min(calls.first, meter->maximum()));
        meter->setAccessibleName(u"Calls, "_s + word);
        grid->addWidget(makeLabel(context(), word, Type::Body, "second"), line, 0);
        grid->addWidget(meter, line, 1);
        grid->addWidget(
            makeLabel(context(), u"%1 of %2"_s.arg(number(calls.first), number(calls.second))),
            line++, 2, Qt::AlignRight | Qt::AlignAbsolute);
    }
    static_cast<QVBoxLayout*>(frame->layout())->addLayout(grid);
    static_cast<QVBoxLayout*>(frame->layout())->addStretch(1);
    qint64 bytes = 0; // of the day that Xero counts, as the calls
    for (const store::CallHour& hour : found.callHours)
        bytes += hour.beginsAt.toUTC().date() == day ? hour.bytes : 0;
    grid->addWidget(makeLabel(context(), u"Received"_s, Type::Body, "second"), line, 0);
    grid->addWidget(
        makeLabel(context(), u"%1 today"_s.arg(QLocale(QLocale::English).formattedDataSize(bytes))),
        line, 2, Qt::AlignRight | Qt::AlignAbsolute);
    frame->layout()->addWidget(new HourBars(context(), found.callHours));
    into->addWidget(frame, 1);
}

void SettingsPage::showFetches(const store::Diagnostics& found, QVBoxLayout* into)
{
    QHBoxLayout* head = nullptr;
    QFrame* frame = card(into, u"Last fetch"_s, &head);
    QPushButton* fetch = makeButton(context(), u"Fetch all now"_s, u"inbox"_s, "small");
    connect(fetch, &QPushButton::clicked, this, [this] {
        context().give(command::Sync{.direction = command::Direction::Pull, .daysBack = 30});
    });
    head->addWidget(fetch);
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    layout->setContentsMargins(0, 12, 0, 4);
    layout->setSpacing(0);
    head->setContentsMargins(16, 0, 16, 10);
    // Cells of every line share their widths by these parts.
    constexpr int parts[] = {24, 14, 14, 12, 14};
    const auto add = [&](const char* style, const std::array<QWidget*, 5>& cells) {
        QFrame* line = makeCard(style);
        line->setFixedHeight(look().height(28));
        QHBoxLayout* places = row(line, 0, 16);
        places->setContentsMargins(16, 0, 16, 0);
        for (size_t i = 0; i < cells.size(); ++i) {
            cells[i]->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
            places->addWidget(cells[i], parts[i]);
        }
        layout->addWidget(line);
    };
    const auto quiet
        = [&](const QString& text) { return makeLabel(context(), text, Type::Second, "third"); };
    const auto toRight = [](QLabel* label) {
        label->setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
        return label;
    };
    add("tableHead",
        {quiet(u"What"_s), quiet(u"Last fetched"_s), quiet(u"Age"_s),
            toRight(quiet(u"In the mirror"_s)), quiet(u"State"_s)});
    for (const store::FetchRow& each : found.fetches) {
        const bool ever = each.lastFetched.isValid();
        const QDateTime now = context().now();
        add("step",
            {makeLabel(context(), inWords(each.what)),
                makeLabel(context(), ever ? moment(each.lastFetched, now) : u"never"_s),
                makeLabel(
                    context(), ever ? age(each.lastFetched, now) : QString(), Type::Body, "second"),
                toRight(makeLabel(context(), number(each.inMirror))),
                ever ? state(u"safe"_s, Tone::Safe, u"Fetched"_s)
                     : state(u"info"_s, Tone::Info, u"Not yet fetched"_s)});
    }
}

void SettingsPage::showChecks(const store::Diagnostics& found, QBoxLayout* into)
{
    QFrame* frame = card(nullptr, u"Does the book hold together?"_s);
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    layout->setSpacing(0);
    const auto add = [&](const QString& what, const QString& result, bool good) {
        QFrame* box = makeCard(layout->count() == 1 ? "" : "step");
        box->setMinimumHeight(look().height(28));
        QHBoxLayout* line = row(box, 0, 10);
        line->addWidget(makeIcon(
            context(), good ? u"safe"_s : u"problems"_s, good ? Tone::Safe : Tone::Waiting, 16));
        line->addWidget(makeLabel(context(), what, Type::Body, nullptr, true), 1);
        line->addWidget(makeLabel(context(), result, Type::Body, "second"));
        layout->addWidget(box);
    };
    for (const store::CheckRow& each : found.checks)
        add(each.what, each.result, each.good);
    add(u"No record is tied twice"_s, counted(found.twins, u"twin"_s, u"twins"_s), true);
    layout->addStretch(1);
    into->addWidget(frame, 1);
}

} // namespace ui
