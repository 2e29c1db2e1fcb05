// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/filterbar.h"

#include "look/words.h"
#include "widgets/facebutton.h"
#include "widgets/listview.h"
#include "widgets/make.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace ui {

Segments::Segments(Context& context, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_group(this)
    , m_menu(makeFaceButton(context, {}))
{
    setAccessibleName(name);
    row(this, 0, 0)->addWidget(m_menu);
    m_menu->setTrailingIcon(QStringLiteral("chevron-down"));
    m_menu->setMenu(new QMenu(m_menu));
    m_menu->hide();
    connect(m_menu->menu(), &QMenu::aboutToShow, this, &Segments::showMenu);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&m_group, &QButtonGroup::idClicked, this, [this](int id) {
        choose(m_segments.at(id).key);
        if (!m_menu->isHidden())
            setFixedWidth(m_menu->sizeHint().width());
        Q_EMIT changed(m_chosen);
    });
}

namespace {

QString textOf(const Segment& segment)
{
    return segment.count < 0 ? segment.word
                             : segment.word + QStringLiteral("  ") + number(segment.count);
}

} // namespace

void Segments::makeButtons(const QList<Segment>& segments)
{
    for (QAbstractButton* button : m_group.buttons()) {
        m_group.removeButton(button);
        button->hide();
        button->deleteLater(); // it may be the one that was pressed
    }
    for (int i = 0; i < segments.size(); ++i) {
        const char* look = segments.size() == 1 ? "segmentOnly"
            : i == 0                            ? "segmentFirst"
            : i == segments.size() - 1          ? "segmentLast"
                                                : "segment";
        QPushButton* button = makeButton(m_context, textOf(segments.at(i)), {}, look);
        button->setCheckable(true);
        m_group.addButton(button, i);
        layout()->addWidget(button);
    }
}

void Segments::setSegments(const QList<Segment>& segments)
{
    if (m_segments.size() != segments.size())
        makeButtons(segments);
    m_segments = segments;
    m_wanted = 0;
    for (int i = 0; i < segments.size(); ++i) {
        QAbstractButton* button = m_group.button(i);
        button->setText(textOf(segments.at(i)));
        if (!segments.at(i).icon.isEmpty())
            button->setIcon(m_context.look().icon(segments.at(i).icon, segments.at(i).tone));
        // The chosen one is bold: every one has room for that, so that nothing moves.
        const QFontMetrics bold(m_context.look().font(Type::Strong));
        const int icon = segments.at(i).icon.isEmpty() ? 0 : 22;
        button->setMinimumWidth(bold.horizontalAdvance(button->text()) + icon + 22);
        m_wanted += std::max(button->sizeHint().width(), button->minimumWidth());
    }
    choose(m_chosen);
    fit(m_available);
}

void Segments::fit(int available)
{
    constexpr int most = 6; // more of them nobody reads at a glance
    m_available = available;
    const bool asMenu = m_segments.size() > most || m_wanted > available;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    m_menu->setAccessibleDescription(accessibleName());
    m_menu->setVisible(asMenu);
    for (QAbstractButton* button : m_group.buttons())
        button->setVisible(!asMenu);
    setFixedWidth(asMenu ? m_menu->sizeHint().width() : m_wanted);
    if (hadFocus && asMenu)
        m_menu->setFocus();
}

void Segments::showMenu()
{
    m_menu->menu()->clear();
    for (int i = 0; i < m_segments.size(); ++i) {
        QAction* action = m_menu->menu()->addAction(
            textOf(m_segments.at(i)), m_group.button(i), [this, i] { m_group.button(i)->click(); });
        action->setCheckable(true);
        action->setChecked(m_segments.at(i).key == m_chosen);
    }
}

void Segments::choose(const QString& key)
{
    m_chosen = key;
    for (int i = 0; i < m_segments.size(); ++i)
        if (m_segments.at(i).key == key) {
            m_group.button(i)->setChecked(true);
            m_menu->setText(textOf(m_segments.at(i)));
        }
}

void Segments::focusChosen()
{
    QWidget* chosen = m_group.checkedButton();
    (chosen && chosen->isVisibleTo(this) ? chosen : m_menu)->setFocus();
}

FilterBar::FilterBar(Context& context, const QString& placeholder, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_columns(makeToolButton(
          context, QStringLiteral("columns"), QStringLiteral("Columns and rows of this list")))
    , m_field(new QLineEdit)
    , m_segments(new Segments(context, placeholder))
{
    QHBoxLayout* layout = row(this);
    layout->setContentsMargins(24, 0, 24, 10);
    m_field->setPlaceholderText(placeholder);
    m_field->setAccessibleName(placeholder);
    m_field->setFont(context.look().font(Type::Body));
    m_field->addAction(
        context.look().icon(QStringLiteral("search"), Tone::Text3), QLineEdit::LeadingPosition);
    m_field->setMinimumWidth(140);
    setMinimumWidth(1); // never keeps the window from becoming narrow
    m_field->setMaximumWidth(280);
    m_field->installEventFilter(this);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_segments);
    layout->addStretch();
    layout->addWidget(m_columns);
    m_columns->hide();
    const auto tell = [this] { Q_EMIT changed(m_field->text(), m_segments->chosen()); };
    connect(m_field, &QLineEdit::textChanged, this, tell);
    connect(m_segments, &Segments::changed, this, tell);
}

void FilterBar::set(const QString& text, const QString& segment)
{
    if (m_field->text() == text && m_segments->chosen() == segment)
        return;
    const QSignalBlocker quiet(m_field);
    m_field->setText(text);
    m_segments->choose(segment);
    Q_EMIT changed(text, segment);
}

void FilterBar::addTrailing(QWidget* widget)
{
    auto* cells = static_cast<QHBoxLayout*>(layout());
    cells->insertWidget(cells->indexOf(m_columns), widget);
}

void FilterBar::serve(ListView* list)
{
    auto* menu = new QMenu(m_columns);
    m_columns->setMenu(menu);
    m_columns->setPopupMode(QToolButton::InstantPopup);
    m_columns->show();
    connect(menu, &QMenu::aboutToShow, this, [this, menu, list] { fillColumnsMenu(menu, list); });
}

void FilterBar::fillColumnsMenu(QMenu* menu, ListView* list)
{
    menu->clear();
    const QList<Column>& columns = list->listModel()->columns();
    for (int i = 1; i < columns.size(); ++i) {
        QAction* action = menu->addAction(
            columns.at(i).title, list, [list, i](bool shown) { list->chooseColumn(i, shown); });
        action->setCheckable(true);
        action->setChecked(list->isColumnChosen(i));
    }
    menu->addSeparator();
    QAction* rows = menu->addAction(QStringLiteral("Comfortable rows"), list,
        [list](bool comfortable) { list->setComfortable(comfortable); });
    rows->setCheckable(true);
    rows->setChecked(list->isComfortable());
    menu->addAction(
        QStringLiteral("As it was at first"), list, [list] { list->setArrangement({}); });
}

bool FilterBar::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return QWidget::event(event);
}

void FilterBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void FilterBar::fit()
{
    const QMargins margins = layout()->contentsMargins();
    int rest = width() - margins.left() - margins.right() - m_field->minimumWidth();
    for (int i = 0; i < layout()->count(); ++i) {
        const QWidget* each = layout()->itemAt(i)->widget();
        if (!each || each == m_field || each->isHidden())
            continue;
        rest -= layout()->spacing();
        if (each != m_segments)
            rest -= each->sizeHint().width();
    }
    m_segments->fit(rest);
}

void FilterBar::startTyping(const QString& text)
{
    m_field->setFocus();
    m_field->insert(text);
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape && !m_field->text().isEmpty()) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                m_field->clear();
            return true;
        }
        if (key->key() == Qt::Key_Down && event->type() == QEvent::KeyPress)
            return focusNextPrevChild(true), true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
