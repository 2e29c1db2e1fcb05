// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/settingspage.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QApplication>
#include <QListWidget>
#include <QLocale>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

SettingsPage::SettingsPage(Context& context)
    : Page(context)
    , m_list(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_unmatched(new AdoptionModel(context, this))
{
    QHBoxLayout* halves = row(this, 0, 0);
    auto* left = new QWidget;
    QVBoxLayout* names = column(left, 0, 8);
    names->setContentsMargins(0, 16, 0, 0);
    QLabel* title = makeLabel(context, u"Settings & diagnostics"_s, Type::BigMoney, nullptr, true);
    title->setContentsMargins(20, 0, 8, 4);
    names->addWidget(title);
    m_list->setObjectName(u"sections"_s);
    m_list->setAccessibleName(u"Sections of the settings"_s);
    m_list->setFont(look().font(Type::Body));
    names->addWidget(m_list, 1);
    left->setFixedWidth(188);
    halves->addWidget(left);
    halves->addWidget(m_stack, 1);
    addSection(u"diagnostics"_s, u"Diagnostics"_s);
    addSection(u"connection"_s, u"Connection"_s);
    addSection(u"adoption"_s, u"Adoption"_s);
    addSection(u"items"_s, u"Item codes and accounts"_s);
    addSection(u"bank"_s, u"Payments and banks"_s);
    addSection(u"import"_s, u"Import files"_s);
    addSection(u"appearance"_s, u"Appearance"_s);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        m_stack->setCurrentIndex(row);
        refresh();
    });
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
    const QWidget* focus = QApplication::focusWidget();
    const bool isTyping = qobject_cast<const QLineEdit*>(focus) && isAncestorOf(focus);
    if (isTyping)
        return;
    clear(m_sections.at(chosen).layout);
    const QString id = m_sections.at(chosen).id;
    if (id == u"diagnostics"_s)
        showDiagnostics();
    else if (id == u"connection"_s)
        showConnection();
    else if (id == u"adoption"_s)
        showAdoption();
    else if (id == u"items"_s)
        showItems();
    else if (id == u"bank"_s)
        showBank();
    else if (id == u"import"_s)
        showImport();
    else
        showAppearance();
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
    grid->setColumnMinimumWidth(0, 108);
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

void SettingsPage::showDiagnostics()
{
    QVBoxLayout* into = section(u"diagnostics"_s);
    const store::Diagnostics found = reader().diagnostics();
    const EngineStatus& status = context().status();
    const QDateTime now = context().now();
    into->addWidget(makeLabel(context(), u"Diagnostics"_s, Type::PageTitle));
    QHBoxLayout* pair = row(nullptr, 0, 14);
    QHBoxLayout* head = nullptr;
    pair->addWidget(
        factsCard(nullptr, u"Connection"_s,
            {{u"Organisation"_s, found.organisation}, {u"Tenant"_s, found.tenantId},
                {u"Address"_s, found.xeroUrl}, {u"Locked up to"_s, found.lockedUpTo},
                {u"Last error"_s, found.lastError.isEmpty() ? u"none"_s : found.lastError}},
            &head),
        1);
    QPushButton* sign = makeButton(context(), u"Sign in again"_s, u"key"_s, "small");
    connect(sign, &QPushButton::clicked, this, [this] { context().give(command::Connect{}); });
    head->addWidget(sign);
    pair->addWidget(
        factsCard(nullptr, u"Calls to Xero"_s,
            {{u"Today"_s, u"%1 of %2"_s.arg(number(status.callsToday), number(status.callsPerDay))},
                {u"This minute"_s, u"%1 of 60"_s.arg(status.callsThisMinute)},
                {u"Shared"_s, u"with every program on this organisation"_s}}),
        1);
    into->addLayout(pair);
    showFetches(found, into);
    QHBoxLayout* last = row(nullptr, 0, 14);
    showChecks(found, last);
    last->addWidget(
        factsCard(nullptr, u"This book"_s,
            {{u"File"_s, found.file},
                {u"Size"_s, QLocale(QLocale::English).formattedDataSize(found.fileBytes)},
                {u"Last backup"_s, moment(found.lastBackup, now)},
                {u"Last import"_s, moment(found.lastImport, now)},
                {u"Version"_s,
                    u"Tieout %1, book format %2"_s.arg(QStringLiteral(TIEOUT_VERSION))
                        .arg(found.bookFormat)}}),
        1);
    into->addLayout(last);
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
    auto* grid = new QGridLayout;
    grid->setVerticalSpacing(7);
    const QString words[] = {u"What"_s, u"Last fetched"_s, u"Age"_s, u"In the mirror"_s};
    for (int i = 0; i < 4; ++i) {
        grid->setColumnStretch(i, i == 0 ? 2 : 1);
        QLabel* word = makeLabel(context(), words[i], Type::Second, "third");
        grid->addWidget(word, 0, i, i == 3 ? Qt::AlignRight : Qt::AlignLeading);
    }
    int line = 1;
    for (const store::FetchRow& each : found.fetches) {
        grid->addWidget(makeLabel(context(), each.what), line, 0);
        const bool ever = each.lastFetched.isValid();
        grid->addWidget(
            makeLabel(context(), ever ? moment(each.lastFetched, context().now()) : u"never"_s),
            line, 1);
        grid->addWidget(
            makeLabel(context(), ever ? age(each.lastFetched, context().now()) : QString(),
                Type::Body, "second"),
            line, 2);
        grid->addWidget(makeLabel(context(), number(each.inMirror)), line++, 3, Qt::AlignRight);
    }
    static_cast<QVBoxLayout*>(frame->layout())->addLayout(grid);
}

void SettingsPage::showChecks(const store::Diagnostics& found, QHBoxLayout* into)
{
    QFrame* frame = card(nullptr, u"Does the book hold together?"_s);
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    const auto add = [&](const QString& what, const QString& result, bool good) {
        QHBoxLayout* line = row(nullptr, 0, 10);
        line->addWidget(makeIcon(
            context(), good ? u"safe"_s : u"problems"_s, good ? Tone::Safe : Tone::Waiting, 16));
        line->addWidget(makeLabel(context(), what, Type::Body, nullptr, true), 1);
        line->addWidget(makeLabel(context(), result, Type::Body, "second"));
        layout->addLayout(line);
    };
    for (const store::CheckRow& each : found.checks)
        add(each.what, each.result, each.good);
    add(u"No record is tied twice"_s, counted(found.twins, u"twin"_s, u"twins"_s), true);
    layout->addStretch(1);
    into->addWidget(frame, 1);
}

} // namespace ui
