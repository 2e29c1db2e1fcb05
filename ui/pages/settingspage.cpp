// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/settingspage.h"

#include "look/painter.h"
#include "look/words.h"
#include "pages/schedulesection.h"
#include "widgets/keptfocus.h"
#include "widgets/make.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QListWidget>
#include <QLocale>
#include <QStyledItemDelegate>

#include <utility>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

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
    // A question waits for its answer, whatever happens in the book meanwhile.
    if (isTyping || m_stack->currentWidget()->findChild<QWidget*>(u"question"_s))
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
    const bool isNarrow = width() < 1000;
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

} // namespace ui
