// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/filterbar.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QKeyEvent>

#include <algorithm>

namespace ui {

Segments::Segments(Context& context, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_group(this)
{
    setAccessibleName(name);
    row(this, 0, 0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&m_group, &QButtonGroup::idClicked, this, [this](int id) {
        m_chosen = m_segments.at(id).key;
        Q_EMIT changed(m_chosen);
    });
}

void Segments::setSegments(const QList<Segment>& segments)
{
    const auto text = [](const Segment& segment) {
        return segment.count < 0 ? segment.word
                                 : segment.word + QStringLiteral("  ") + number(segment.count);
    };
    if (m_segments.size() != segments.size()) {
        clear(layout());
        for (QAbstractButton* button : m_group.buttons())
            m_group.removeButton(button);
        for (int i = 0; i < segments.size(); ++i) {
            const char* look = segments.size() == 1 ? "segmentOnly"
                : i == 0                            ? "segmentFirst"
                : i == segments.size() - 1          ? "segmentLast"
                                                    : "segment";
            QPushButton* button = makeButton(m_context, text(segments.at(i)), {}, look);
            button->setCheckable(true);
            m_group.addButton(button, i);
            layout()->addWidget(button);
        }
    }
    m_segments = segments;
    for (int i = 0; i < segments.size(); ++i) {
        QAbstractButton* button = m_group.button(i);
        button->setText(text(segments.at(i)));
        // The chosen one is bold: every one has room for that, so that nothing moves.
        const QFontMetrics bold(m_context.look().font(Type::Strong));
        button->setMinimumWidth(bold.horizontalAdvance(button->text()) + 24);
    }
    choose(m_chosen);
    int width = 0;
    for (QAbstractButton* button : m_group.buttons())
        width += std::max(button->sizeHint().width(), button->minimumWidth());
    setFixedWidth(width);
}

void Segments::choose(const QString& key)
{
    m_chosen = key;
    for (int i = 0; i < m_segments.size(); ++i)
        if (m_segments.at(i).key == key)
            m_group.button(i)->setChecked(true);
}

FilterBar::FilterBar(Context& context, const QString& placeholder, QWidget* parent)
    : QWidget(parent)
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
    m_field->setMaximumWidth(420);
    m_field->installEventFilter(this);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_segments);
    layout->addStretch();
    const auto tell = [this] { Q_EMIT changed(m_field->text(), m_segments->chosen()); };
    connect(m_field, &QLineEdit::textChanged, this, tell);
    connect(m_segments, &Segments::changed, this, tell);
}

void FilterBar::addTrailing(QWidget* widget)
{
    layout()->addWidget(widget);
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
