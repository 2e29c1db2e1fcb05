// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/problemcard.h"

#include "causes/causes.h"
#include "look/painter.h"
#include "look/words.h"
#include "pages/mendpanel.h"
#include "records/words.h"
#include "widgets/askpanel.h"
#include "widgets/make.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPlainTextEdit>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int rowsAtOnce = 200;
constexpr int mostShownRows = 8;
constexpr int mostSupportRows = 20;

bool canRetry(const Operation& op)
{
    if (!op.id)
        return false; // could not be taken in: it is judged anew with every fetch
    return needsPerson(op.state) || op.state == OperationState::Waiting;
}

Tone toneOf(causes::WhoActs who)
{
    return who == causes::WhoActs::Nobody     ? Tone::Unchecked
        : who == causes::WhoActs::YourAdviser ? Tone::Waiting
                                              : Tone::Stop;
}

} // namespace

ProblemCardView::ProblemCardView(Context& context, const CardPlace& place)
    : m_context(context)
    , m_place(place)
    , m_layout(column(this, 1, 0))
    , m_steps(makeLabel(context, {}, Type::Body, "second", true))
    , m_ask(new AskPanel(context))
    , m_mendAsk(new MendAsk(context, key()))
{
    setProperty("look", u"card"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    setFocusPolicy(Qt::StrongFocus);
    setObjectName(u"card/"_s + key());
    makeTop();
    m_steps->setContentsMargins(50, 0, 16, 12);
    m_steps->hide();
    m_layout->addWidget(m_steps);
    addSides();
    if (place.isOpen)
        addRecords();
    m_layout->addWidget(m_ask);
    m_layout->addWidget(m_mendAsk);
}

void ProblemCardView::makeTop()
{
    const causes::Words words = causes::words(m_place.card.example);
    m_top = new QWidget;
    QHBoxLayout* line = row(m_top, 0, 14);
    line->setContentsMargins(16, 14, 16, 14);
    line->addWidget(
        makeIcon(m_context, iconOf(m_place.card.cause), toneOf(words.who), 18), 0, Qt::AlignTop);
    QVBoxLayout* text = column(nullptr, 0, 3);
    text->addWidget(makeLabel(m_context, words.title, Type::Section, nullptr, true));
    const QString& account = m_place.card.accountName;
    const bool isNamed = account.isEmpty() || words.sentence.startsWith(account);
    text->addWidget(makeLabel(m_context,
        isNamed ? words.sentence : account + u": "_s + words.sentence, Type::Body, "second", true));
    const QList<Remedy> remedies
        = remediesFor(m_context, m_place.card, m_place.first.operation, only());
    if (!m_place.card.kindAlike.isEmpty())
        text->addWidget(makeLabel(m_context,
            u"All %1 fail alike since %2: what is wrong is set up once, not in each of them."_s.arg(
                m_place.card.kindAlike, day(m_place.card.oldest, m_context.today())),
            Type::Strong, nullptr, true));
    addEffect(text, remedies);
    if (m_place.card.bankLines > 0)
        text->addWidget(makeLabel(m_context,
            counted(m_place.card.bankLines, u"stops"_s, u"stop"_s) + u" a bank line."_s,
            Type::Strong, "stop"));
    if (m_place.isNarrow) {
        text->addSpacing(6);
        text->addWidget(facts());
    }
    line->addLayout(text, 1);
    if (!m_place.isNarrow)
        line->addWidget(facts(), 0, Qt::AlignTop);
    m_buttons = buttons(remedies);
    if (m_place.isSmall) {
        text->addSpacing(6);
        text->addWidget(m_buttons);
    } else {
        line->addWidget(m_buttons, 0, Qt::AlignTop);
    }
    text->addStretch();
    m_layout->addWidget(m_top);
    setAccessibleName(u"%1. %2 held up, %3. %4"_s.arg(words.title, money(m_place.card.heldUp),
        counted(m_place.card.records, u"record"_s, u"records"_s), words.sentence));
}

// What the first button will change, before it is pressed; and when it is tried without.
void ProblemCardView::addEffect(QVBoxLayout* text, const QList<Remedy>& remedies)
{
    const Remedy first = remedies.value(0);
    if (isMend(first)) {
        m_mend = new MendPanel(m_context, first, key());
        connect(m_mend, &MendPanel::chosen, this, [this] {
            if (!m_primary)
                return;
            m_primary->setText(m_mend->remedy().text);
            m_primary->setEnabled(m_mend->isChosen());
        });
        text->addWidget(m_mend);
    }
    if (const QString next = nextTryText(); !next.isEmpty())
        text->addWidget(makeLabel(m_context, next, Type::Second, "third", true));
}

QString ProblemCardView::nextTryText() const
{
    const QDateTime& next = m_place.card.nextTry;
    if (causes::words(m_place.card.example).who == causes::WhoActs::Nobody
        || m_place.first.operation.state != OperationState::Refused
        || next <= m_context.clock().now())
        return {};
    return u"Tried again by itself: %1. Retry brings it forward."_s.arg(
        moment(next, m_context.now()));
}

// As wide on every card whatever stands in them.
QWidget* ProblemCardView::facts()
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(2);
    int at = 0;
    const auto add = [&](const QString& word, const QString& value, const QString& widest,
                         Type type, Qt::Alignment alignment) {
        QLabel* name = makeLabel(m_context, word, Type::Second, "third");
        QLabel* shown = makeLabel(m_context, value, type);
        const int width = std::max(name->fontMetrics().horizontalAdvance(word),
            QFontMetrics(shown->font()).horizontalAdvance(widest));
        grid->setColumnMinimumWidth(at, width);
        for (QLabel* label : {name, shown})
            label->setAlignment(alignment | Qt::AlignVCenter);
        grid->addWidget(name, 0, at);
        grid->addWidget(shown, 1, at++);
    };
    const store::ProblemCard& card = m_place.card;
    const causes::Words words = causes::words(card.example);
    QString who = causes::whoText(words.who);
    const QDateTime next = m_place.first.operation.notBefore;
    if (words.who == causes::WhoActs::Nobody && next > m_context.clock().now())
        who += u", "_s + next.toLocalTime().toString(u"HH:mm"_s);
    const Qt::Alignment toRight
        = m_place.isNarrow ? leadingSide() : Qt::AlignRight | Qt::AlignAbsolute;
    add(u"Held up"_s, money(card.heldUp), u"888,888.88"_s, Type::Strong, toRight);
    add(card.records == 1 ? u"Record"_s : u"Records"_s, number(card.records), u"Records"_s,
        Type::Body, toRight);
    add(u"Oldest"_s, ageOfDay(card.oldest, m_context.today()), u"888 days"_s, Type::Body,
        leadingSide());
    add(u"Who acts"_s, who, u"Nobody, 88:88"_s, Type::Body, leadingSide());
    grid->setColumnStretch(at, m_place.isNarrow ? 1 : 0);
    return box;
}

QPushButton* ProblemCardView::link(const QString& name, const QString& text)
{
    QPushButton* button = makeButton(m_context, text, {}, "link");
    button->setObjectName(key() + u'/' + name);
    return button;
}

QWidget* ProblemCardView::buttons(const QList<Remedy>& remedies)
{
    auto* box = new QWidget;
    QHBoxLayout* line = row(box, 0, 6);
    if (!m_place.isSmall)
        line->addStretch();
    for (int i = 0; i < std::min<qsizetype>(2, remedies.size()); ++i) {
        const Remedy remedy = remedies.at(i);
        QPushButton* button
            = makeButton(m_context, remedy.steps.isEmpty() ? remedy.text : u"Show the steps"_s, {},
                i == 0 && m_place.isPrimary ? "primary" : "");
        button->setObjectName(key() + u"/remedy-%1"_s.arg(i));
        connect(button, &QPushButton::clicked, this, [this, i, remedy, button] {
            act(i == 0 && m_mend ? m_mend->remedy() : remedy, button, i == 0);
        });
        line->addWidget(button);
        if (i > 0)
            continue;
        m_primary = button;
        button->setEnabled(!m_mend || m_mend->isChosen());
    }
    addMenu(line, remedies.mid(2));
    if (m_place.isSmall)
        line->addStretch();
    return box;
}

// What a person decides by: both records, field by field; what differs is marked.
void ProblemCardView::addSides()
{
    const CauseId cause = m_place.card.cause;
    if (cause != CauseId::Ambiguous && cause != CauseId::NumberTaken
        && cause != CauseId::TwiceInXero)
        return;
    std::optional<store::SideBySide> sides;
    for (const store::ProblemRow& each :
        m_context.reader().problemRows(key(), m_place.shown, 0, mostSupportRows))
        if (!sides)
            sides = m_context.reader().sideBySide(each.operation.id);
    if (!sides)
        return;
    auto* box = new QWidget;
    box->setObjectName(key() + u"/sides"_s);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(50, 0, 16, 14);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(3);
    grid->addWidget(makeLabel(m_context, sides->left, Type::Second, "third"), 0, 1);
    grid->addWidget(makeLabel(m_context, sides->right, Type::Second, "third"), 0, 2);
    QStringList told;
    int line = 1;
    for (const store::SideBySide::Field& field : sides->fields) {
        const Type type = field.differs ? Type::Strong : Type::Body;
        const char* tone = field.differs ? "stop" : nullptr;
        grid->addWidget(makeLabel(m_context, field.name, Type::Second, "third"), line, 0);
        grid->addWidget(makeLabel(m_context, field.left, type, tone, true), line, 1);
        grid->addWidget(makeLabel(m_context, field.differs ? u"≠ "_s + field.right : field.right,
                            type, tone, true),
            line++, 2);
        if (field.differs)
            told.append(u"%1: %2 and %3"_s.arg(field.name, field.left, field.right));
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    box->setAccessibleName(
        told.isEmpty() ? u"Both sides show the same"_s : u"Different: "_s + told.join(u"; "_s));
    m_layout->addWidget(box);
}

void ProblemCardView::addMenu(QHBoxLayout* line, const QList<Remedy>& rest)
{
    QToolButton* more = makeToolButton(m_context, u"more"_s, u"More for this problem"_s);
    more->setObjectName(key() + u"/more"_s);
    auto* menu = new QMenu(more);
    connect(more, &QToolButton::clicked, this, [this, more, menu, rest] {
        menu->clear();
        menu->addAction(m_place.isOpen ? u"Hide records"_s : u"Show records"_s, this,
            [this] { Q_EMIT toggled(key()); });
        for (const Remedy& remedy : rest)
            menu->addAction(remedy.text, this, [this, remedy] { act(remedy, nullptr, false); });
        if (canRetry(m_place.first.operation))
            menu->addAction(
                u"Set aside with reason…"_s, this, [this] { m_ask->askWhySetAside(all()); });
        if (!xeroUrl().isEmpty())
            menu->addAction(u"Open in Xero"_s, this, &ProblemCardView::openInXero);
        menu->addAction(u"Copy for support"_s, this, [this] { m_context.copy(supportText()); });
        menu->addAction(causes::buttonText(RemedyId::PrepareSupportCase, 1), this,
            [this] { m_context.wantSupportCase(m_place.first.operation.account); });
        menu->popup(more->mapToGlobal(QPoint(0, more->height())));
    });
    line->addWidget(more);
}

void ProblemCardView::addRecords()
{
    m_model = new ProblemRowsModel(m_context, this);
    m_model->setCard(key(), m_place.shown, m_place.card.records);
    m_list = new ListView(m_context, causes::words(m_place.card.example).title);
    m_list->setObjectName(key() + u"/records"_s);
    m_list->setFirstPadding(24);
    m_list->setListModel(m_model);
    m_list->setFixedHeight(
        (std::min(mostShownRows, m_place.card.records) + 1) * m_context.look().height(28) + 2);
    connect(m_list, &ListView::selectionCountChanged, this, &ProblemCardView::showSelection);
    connect(m_list, &ListView::chosen, this, &ProblemCardView::showSelection);
    const auto toggleDetails = [this] {
        m_raw->setVisible(m_raw->isHidden());
        showDetails();
    };
    connect(m_list, &ListView::opened, this, toggleDetails);
    connect(m_list, &QTableView::clicked, this, [this, toggleDetails](const QModelIndex& index) {
        const store::ProblemRow row = m_model->row(index.row());
        if (index.column() == ProblemRowsModel::detailsColumn)
            toggleDetails();
        else if (index.column() == ProblemRowsModel::xeroColumn && !row.xeroUrl.isEmpty())
            m_context.openAddress(row.xeroUrl);
        else if (index.column() == ProblemRowsModel::recordColumn && !row.isFromXero)
            edit();
    });
    connect(m_list, &ListView::acted, this, [this](int index) {
        const Operation op = m_model->row(index).operation;
        if (canRetry(op))
            m_context.give(command::Retry{.operations = {op.id}});
    });
    m_layout->addWidget(m_list);
    addActions();
    m_raw = new QPlainTextEdit;
    m_raw->setReadOnly(true);
    m_raw->setTabChangesFocus(true);
    m_raw->setObjectName(key() + u"/raw"_s);
    m_raw->setAccessibleName(u"Technical details"_s);
    m_raw->setFixedHeight(m_context.look().height(0) * 6);
    m_raw->hide();
    m_layout->addWidget(m_raw);
    connect(m_details, &QPushButton::clicked, this, toggleDetails);
    showSelection();
}

void ProblemCardView::addActions()
{
    m_chosen = makeLabel(m_context, {}, Type::Second, "second");
    m_retry = link(u"retry"_s, u"Retry these"_s);
    m_edit = link(u"edit"_s, u"Edit…"_s);
    m_setAside = link(u"set-aside"_s, u"Set aside with reason…"_s);
    m_details = link(u"details"_s, u"Technical details"_s);
    QPushButton* open = link(u"open"_s, u"Open in Xero"_s);
    QPushButton* copy = link(u"copy"_s, u"Copy for support"_s);
    if (xeroUrl().isEmpty())
        open->hide();
    auto* lines
        = new QBoxLayout(m_place.isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    lines->setContentsMargins(20, 6, 16, 8);
    lines->setSpacing(4);
    QHBoxLayout* deeds = row(nullptr, 0, 12);
    for (QWidget* each : {static_cast<QWidget*>(m_chosen), static_cast<QWidget*>(m_retry),
             static_cast<QWidget*>(m_edit), static_cast<QWidget*>(m_setAside),
             static_cast<QWidget*>(open)})
        deeds->addWidget(each);
    deeds->addStretch();
    lines->addLayout(deeds, 1);
    QHBoxLayout* facts = row(nullptr, 0, 12);
    facts->addWidget(m_details);
    facts->addWidget(copy);
    facts->addStretch(m_place.isNarrow ? 1 : 0);
    lines->addLayout(facts);
    m_layout->addLayout(lines);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        command::Retry again;
        for (const Operation& each : chosen())
            again.operations.append(each.id);
        m_context.give(again);
    });
    connect(m_edit, &QPushButton::clicked, this, &ProblemCardView::edit);
    connect(m_setAside, &QPushButton::clicked, this, [this] { m_ask->askWhySetAside(chosen()); });
    connect(open, &QPushButton::clicked, this, &ProblemCardView::openInXero);
    connect(copy, &QPushButton::clicked, this, [this] { m_context.copy(supportText()); });
}

// All of them, in windows: what is retried are the card's own records, every one.
QList<Operation> ProblemCardView::all() const
{
    QList<Operation> operations;
    QList<store::ProblemRow> some;
    for (int offset = 0; offset == 0 || some.size() == rowsAtOnce; offset += rowsAtOnce) {
        some = m_context.reader().problemRows(key(), m_place.shown, offset, rowsAtOnce);
        for (const store::ProblemRow& each : some)
            operations.append(each.operation);
    }
    return operations;
}

QList<RecordRef> ProblemCardView::only() const
{
    QList<RecordRef> records;
    if (m_place.shown.text.isEmpty() || m_place.card.isFromXero)
        return records;
    for (const Operation& each : all())
        records.append(each.subject);
    return records;
}

QList<Operation> ProblemCardView::chosen() const
{
    const QList<int> rows = m_list ? m_list->selectedRows() : QList<int>();
    if (rows.isEmpty())
        return all();
    QList<Operation> operations;
    for (int each : rows)
        operations.append(m_model->row(each).operation);
    return operations;
}

void ProblemCardView::showSelection()
{
    const auto count = static_cast<int>(m_list->selectedRows().size());
    const int records = m_place.card.records;
    m_chosen->setText(count == 0 ? u"All %1:"_s.arg(counted(records, u"record"_s, u"records"_s))
                                 : u"%1 of %2 selected:"_s.arg(number(count), number(records)));
    const int acted = count == 0 ? records : count;
    m_retry->setText(acted == 1 ? u"Retry it"_s : u"Retry these %1"_s.arg(number(acted)));
    const bool canGo = canRetry(m_place.first.operation); // one cause, so all are in one state
    m_retry->setVisible(canGo);
    m_setAside->setVisible(canGo);
    const Operation one = current().operation;
    m_edit->setVisible(!m_place.card.isFromXero
        && (one.subject.kind == RecordKind::Account || m_context.reader().record(one.subject)));
    m_edit->setToolTip(u"Show %1 where it can be changed"_s.arg(one.label));
    showDetails();
}

void ProblemCardView::showDetails()
{
    const bool isShown = m_raw && !m_raw->isHidden();
    m_details->setIcon(
        m_context.look().icon(isShown ? u"chevron-down"_s : u"chevron-right"_s, Tone::Accent));
    if (isShown)
        m_raw->setPlainText(detailsOf(current().operation));
}

void ProblemCardView::edit()
{
    const Operation op = current().operation;
    if (op.subject.kind == RecordKind::Account)
        return m_context.open(u"accounts"_s, u"account:%1"_s.arg(op.subject.id));
    m_context.open(
        u"ledger"_s, u"record:%1/%2"_s.arg(static_cast<int>(op.subject.kind)).arg(op.subject.id));
}

store::ProblemRow ProblemCardView::current() const
{
    return m_model && m_list ? m_model->row(std::max(0, m_list->currentRow())) : m_place.first;
}

QString ProblemCardView::xeroUrl() const
{
    const store::ProblemRow row = current();
    return row.xeroUrl.isEmpty() ? m_place.first.xeroUrl : row.xeroUrl;
}

void ProblemCardView::openInXero()
{
    m_context.openAddress(xeroUrl());
}

void ProblemCardView::act(Remedy remedy, QPushButton* button, bool isShown)
{
    if (!isShown && isMend(remedy) && !remedy.effect.isEmpty())
        return m_mendAsk->ask(remedy);
    if (!remedy.steps.isEmpty() && m_steps->isHidden()) {
        QStringList lines;
        for (int i = 0; i < remedy.steps.size(); ++i)
            lines.append(u"%1.  %2"_s.arg(i + 1).arg(remedy.steps.at(i)));
        m_steps->setText(lines.join(u'\n'));
        m_steps->show();
        if (button)
            button->setText(remedy.text);
        return; // the steps first; the second press looks
    }
    if (remedy.asks.isEmpty()) {
        if (auto* again
            = remedy.command ? std::get_if<command::Retry>(&*remedy.command) : nullptr) {
            again->operations.clear();
            for (const Operation& each : all())
                again->operations.append(each.id);
        }
        return carryOut(m_context, remedy);
    }
    m_steps->setText(remedy.effect);
    m_steps->setVisible(!remedy.effect.isEmpty());
    m_ask->ask(remedy.asks, remedy.suggestion, u"Save"_s, [this, remedy](const QString& answer) {
        const auto command = remedy.answered(answer);
        if (command)
            m_context.give(*command);
        return command.has_value();
    });
}

bool ProblemCardView::isAsking() const
{
    return !m_ask->isHidden() || !m_mendAsk->isHidden();
}

int ProblemCardView::buttonsWidth() const
{
    return m_buttons->sizeHint().width();
}

void ProblemCardView::setButtonsWidth(int width)
{
    m_buttons->setMinimumWidth(width);
}

void ProblemCardView::refreshRecords()
{
    if (!m_model)
        return;
    m_model->refresh();
    showSelection();
}

void ProblemCardView::keyPressEvent(QKeyEvent* event)
{
    // Enter in a field or a list of the card is theirs, and comes here when they have used it.
    if (!hasFocus())
        return QFrame::keyPressEvent(event);
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier)) {
        if (m_primary)
            m_primary->click();
    } else if (isEnter || event->key() == Qt::Key_Space) {
        Q_EMIT toggled(key());
    } else if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        Q_EMIT walked(event->key() == Qt::Key_Down ? 1 : -1);
    } else {
        QFrame::keyPressEvent(event);
    }
}

void ProblemCardView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_top->geometry().contains(event->pos()))
        Q_EMIT toggled(key());
}

void ProblemCardView::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Painter(painter, m_context.look())
        .frame(QRectF(rect()).adjusted(1, 1, -1, -1), Tone::Accent, 8, 2);
}

} // namespace ui
