// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/page.h"

#include "look/words.h"
#include "widgets/elided.h"
#include "widgets/keptfocus.h"
#include "widgets/make.h"
#include "widgets/verdictmark.h"

#include <QApplication>
#include <QPlainTextEdit>

using Qt::StringLiterals::operator""_s;

namespace ui {

Page::Page(Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
}

QWidget* Page::landing() const
{
    if (list() && list()->isVisible())
        return list();
    for (QWidget* each = nextInFocusChain(); each && each != this; each = each->nextInFocusChain())
        if (isAncestorOf(each) && each->isVisible() && each->isEnabled()
            && (each->focusPolicy() & Qt::TabFocus))
            return each;
    return nullptr;
}

PageHead::PageHead(Context& context, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_sentence(new Elided(context, {}, Type::Body, "second"))
{
    QHBoxLayout* layout = row(this, 0, 8);
    layout->setContentsMargins(24, 14, 24, 12);
    QLabel* name = makeLabel(context, title, Type::PageTitle);
    name->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred); // with no sentence
    layout->addWidget(name);
    layout->addWidget(m_sentence, 1);
    m_sentence->hide(); // until there is one
    setMinimumHeight(56);
}

void PageHead::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void PageHead::addWidget(QWidget* widget)
{
    layout()->addWidget(widget);
}

Inspector::Inspector(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
{
    setProperty("look", u"inspector"_s);
    setAccessibleName(u"Inspector"_s);
    setFocusPolicy(Qt::ClickFocus); // it may stand alone, and then Esc and Tab begin here
    setMinimumWidth(300);
    QVBoxLayout* outer = column(this);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* canvas = new QWidget;
    m_content = column(canvas, 0, 0);
    scroll->setWidget(canvas);
    scroll->viewport()->setAutoFillBackground(false);
    canvas->setAutoFillBackground(false);
    scroll->setStyleSheet(u"QScrollArea{background:transparent}"_s);
    outer->addWidget(scroll);
}

void Inspector::empty()
{
    clear(m_content);
}

void Inspector::addTitle(
    const QString& icon, Tone tone, const QString& title, const QString& sentence)
{
    auto* box = new QWidget;
    QHBoxLayout* line = row(box, 0, 8);
    line->setContentsMargins(20, 14, 12, 14);
    QVBoxLayout* words = column(nullptr, 0, 4);
    QHBoxLayout* top = row(nullptr, 0, 8);
    top->addWidget(makeIcon(m_context, icon, tone, 18), 0, Qt::AlignTop);
    QLabel* name = makeLabel(m_context, title, Type::Section, nullptr, true);
    name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    name->setMinimumWidth(10);
    top->addWidget(name, 1);
    words->addLayout(top);
    if (!sentence.isEmpty())
        words->addWidget(makeLabel(m_context, sentence, Type::Second, "second", true));
    line->addLayout(words, 1);
    QToolButton* close = makeToolButton(m_context, u"close"_s, u"Close the inspector"_s);
    connect(close, &QToolButton::clicked, this, &Inspector::closed);
    line->addWidget(close, 0, Qt::AlignTop);
    m_content->addWidget(box);
}

void Inspector::addVerdict(records::Verdict verdict, const QString& place, const QString& title,
    const QString& amount, const QString& sentence)
{
    auto* box = new QWidget;
    QVBoxLayout* lines = column(box, 0, 6);
    lines->setContentsMargins(20, 12, 12, 14);
    QHBoxLayout* top = row(nullptr, 0, 4);
    top->addWidget(new VerdictMark(m_context, verdict));
    top->addWidget(makeLabel(m_context, place, Type::Second, "second"), 1);
    QToolButton* close = makeToolButton(m_context, u"close"_s, u"Close the inspector"_s);
    connect(close, &QToolButton::clicked, this, &Inspector::closed);
    top->addWidget(close);
    lines->addLayout(top);
    QHBoxLayout* money = row(nullptr, 0, 8);
    QLabel* name = makeLabel(m_context, title, Type::Section, nullptr, true);
    name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    name->setMinimumWidth(10);
    money->addWidget(name, 1);
    money->addWidget(makeLabel(m_context, amount, Type::BigMoney), 0, Qt::AlignTop);
    money->addSpacing(8);
    lines->addLayout(money);
    if (!sentence.isEmpty())
        lines->addWidget(makeLabel(m_context, sentence, Type::Second, "second", true));
    m_content->addWidget(box);
}

QVBoxLayout* Inspector::addSection(const QString& title)
{
    m_content->addWidget(makeRule());
    auto* box = new QWidget;
    QVBoxLayout* layout = column(box, 0, 8);
    layout->setContentsMargins(20, 14, 20, 14);
    if (!title.isEmpty())
        layout->addWidget(makeLabel(m_context, title, Type::Strong));
    m_content->addWidget(box);
    return layout;
}

void Inspector::addFacts(const QString& title, const QList<std::pair<QString, QString>>& facts)
{
    QVBoxLayout* section = addSection(title);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const auto& [key, value] : facts) {
        if (value.isEmpty())
            continue;
        grid->addWidget(makeLabel(m_context, key, Type::Second, "second"), line, 0, Qt::AlignTop);
        QLabel* shown = makeLabel(m_context, value, Type::Second, nullptr, true);
        shown->setTextInteractionFlags(Qt::TextSelectableByMouse);
        shown->setMinimumWidth(10); // an id may be cut, the panel never grows
        grid->addWidget(shown, line++, 1);
    }
    section->addLayout(grid);
}

void Inspector::addTechnicalDetails(const QString& raw)
{
    if (raw.isEmpty())
        return;
    QVBoxLayout* section = addSection();
    QPushButton* open = makeButton(m_context, u"Technical details"_s, u"chevron-right"_s, "link");
    auto* text = new QPlainTextEdit(raw);
    text->setReadOnly(true);
    text->setAccessibleName(u"Technical details"_s);
    text->setMaximumHeight(160);
    text->setVisible(false);
    connect(open, &QPushButton::clicked, text, [text] { text->setVisible(text->isHidden()); });
    section->addWidget(open, 0, Qt::AlignLeft);
    section->addWidget(text);
}

void Inspector::finish()
{
    m_content->addWidget(makeRule());
    m_content->addStretch(1);
}

ListPage::ListPage(Context& context, const QString& title, const QString& placeholder)
    : Page(context)
    , m_left(new QWidget)
    , m_head(new PageHead(context, title))
    , m_filter(new FilterBar(context, placeholder))
    , m_list(new ListView(context, title))
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(context))
    , m_footLeading(makeLabel(context, {}, Type::Second, "second"))
    , m_footTrailing(makeLabel(context, {}, Type::Second, "second"))
    , m_inspector(new Inspector(context))
{
    m_body = column(m_left);
    m_body->addWidget(m_head);
    m_body->addWidget(m_filter);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    m_body->addWidget(m_stack, 1);
    QFrame* foot = makeCard("foot");
    foot->setFixedHeight(look().height(30));
    QHBoxLayout* footRow = row(foot, 0, 16);
    footRow->setContentsMargins(24, 0, 24, 0);
    footRow->addWidget(m_footLeading);
    footRow->addStretch();
    footRow->addWidget(m_footTrailing);
    m_body->addWidget(foot);
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_left);
    splitter->addWidget(m_inspector);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({880, 352});
    column(this)->addWidget(splitter);
    m_inspector->hide();
    connect(m_inspector, &Inspector::closed, this, [this] { closeInspector(); });
    connect(m_filter, &FilterBar::changed, this, &ListPage::applyFilter);
    connect(m_list, &ListView::typed, m_filter, &FilterBar::startTyping);
}

void ListPage::setModel(ListModel* model)
{
    m_model = model;
    m_list->setListModel(model);
    connect(m_list, &ListView::chosen, this, [this](int row) {
        if (!m_inspector->isHidden())
            inspectNow(row);
    });
    connect(m_list, &QTableView::clicked, this, [this] {
        // In place of the list it would take away what is being chosen: there Enter opens it.
        if (m_inspectorWanted && !m_isNarrow && m_list->currentRow() >= 0)
            inspectNow(m_list->currentRow());
    });
    connect(m_list, &ListView::opened, this, &ListPage::inspectNow);
}

void ListPage::addSwitch(Segments* views, QWidget* trailing)
{
    auto* bar = new QWidget;
    QHBoxLayout* line = row(bar, 0, 0);
    line->setContentsMargins(24, 0, 24, 10);
    line->addWidget(views);
    line->addStretch();
    if (trailing)
        line->addWidget(trailing);
    m_body->insertWidget(1, bar);
}

store::Query ListPage::queryFor(const QString& text, const QString& segment) const
{
    store::Query query = m_model->query();
    query.text = text;
    query.filter = segment;
    return query;
}

void ListPage::applyFilter()
{
    m_model->setQuery(queryFor(m_filter->field()->text(), m_filter->segments()->chosen()));
    refresh();
}

void ListPage::refresh()
{
    if (!context().hasBook())
        return;
    m_model->refresh();
    updateHead();
    const bool isEmpty = m_model->rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    if (isEmpty && !m_model->query().text.isEmpty())
        m_empty->say(u"search"_s, Tone::Text2, u"Nothing found"_s,
            u"No row has “%1” in its number, name or amount."_s.arg(m_model->query().text));
    else if (isEmpty)
        m_empty->say(u"safe"_s, Tone::Safe, u"Nothing here"_s, emptySentence(), emptyButton());
    inspectAgain();
}

void ListPage::inspectAgain()
{
    const auto* typing = qobject_cast<const QLineEdit*>(QApplication::focusWidget());
    if (m_inspector->isHidden() || !m_isOfRow || (typing && m_inspector->isAncestorOf(typing)))
        return;
    if (m_list->currentRow() >= 0)
        return inspectNow(m_list->currentRow());
    // What it was about has gone from the list.
    m_inspector->hide();
    fit();
}

void ListPage::show(const QString& what)
{
    if (what.startsWith(u"filter:"_s))
        m_filter->field()->setText(what.mid(7));
}

void ListPage::inspectNow(int row)
{
    // A deed that is done takes its button away: from there one walks on in the list.
    const KeptFocus focus(m_inspector, [this] {
        QWidget* next = m_left->isHidden() ? static_cast<QWidget*>(m_inspector) : m_list;
        next->setFocus();
    });
    m_inspector->empty();
    inspect(row);
    KeptFocus::nameButtons(m_inspector);
    showInspector(true);
}

void ListPage::showInspector(bool isOfRow)
{
    m_isOfRow = isOfRow;
    const bool takesKeyboard = m_isNarrow && m_left->isAncestorOf(QApplication::focusWidget());
    m_inspector->show();
    fit();
    if (takesKeyboard)
        m_inspector->setFocus();
}

void ListPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    // Widths are those of a 13-px font; a larger one needs as much more.
    m_isNarrow = width() < 28 * look().height(0);
    fit();
}

void ListPage::fit()
{
    const QSplitter* splitter = static_cast<QSplitter*>(m_left->parentWidget());
    bool isCovered = false;
    for (int i = 1; i < splitter->count(); ++i)
        isCovered = isCovered || !splitter->widget(i)->isHidden();
    m_left->setVisible(!m_isNarrow || !isCovered);
}

void ListPage::toggleInspector()
{
    if (!m_inspector->isHidden()) {
        closeInspector();
    } else if (m_list->currentRow() >= 0) {
        m_inspectorWanted = true;
        inspectNow(m_list->currentRow());
    }
}

bool ListPage::closeInspector()
{
    if (m_inspector->isHidden())
        return false;
    m_inspectorWanted = false;
    m_inspector->hide();
    fit();
    m_list->setFocus();
    return true;
}

void ListPage::setFoot(const QString& leading, const QString& trailing)
{
    m_footLeading->setText(leading);
    m_footTrailing->setText(trailing);
}

ScrollPage::ScrollPage(Context& context)
    : Page(context)
{
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* canvas = new QWidget;
    canvas->setObjectName(u"canvas"_s);
    m_content = column(canvas, 0, 14);
    scroll->setWidget(canvas);
    column(this)->addWidget(scroll);
}

} // namespace ui
