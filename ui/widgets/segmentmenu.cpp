// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/segmentmenu.h"

#include "look/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>

namespace ui {

SegmentMenu::SegmentMenu(Context& context, FilterBar* bar, const QString& name)
    : m_bar(bar)
{
    setAccessibleName(name);
    setFont(context.look().font(Type::Body));
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    static_cast<QHBoxLayout*>(bar->layout())->insertWidget(2, this);
    hide();
    bar->setMinimumWidth(1); // the bar never keeps the window from becoming narrow
    bar->installEventFilter(this);
    connect(this, &QComboBox::activated, this, [this] {
        const QString key = currentData().toString();
        m_bar->segments()->choose(key);
        Q_EMIT m_bar->changed(m_bar->field()->text(), key);
    });
    connect(bar->segments(), &Segments::changed, this, &SegmentMenu::choose);
}

void SegmentMenu::setSegments(const QList<Segment>& segments)
{
    m_bar->segments()->setSegments(segments);
    clear();
    for (const Segment& each : segments)
        addItem(each.count < 0 ? each.word : each.word + QStringLiteral("  ") + number(each.count),
            each.key);
    choose(m_bar->segments()->chosen());
    fit();
}

void SegmentMenu::choose(const QString& key)
{
    setCurrentIndex(std::max(0, findData(key)));
}

void SegmentMenu::fit()
{
    int taken = m_bar->field()->minimumWidth();
    const QLayout* layout = m_bar->layout();
    for (int i = 0; i < layout->count(); ++i) {
        const QWidget* widget = layout->itemAt(i)->widget();
        if (widget && widget != this && widget != m_bar->segments() && widget != m_bar->field()
            && !widget->isHidden())
            taken += widget->sizeHint().width() + layout->spacing();
    }
    const QMargins margins = layout->contentsMargins();
    const int room = m_bar->width() - margins.left() - margins.right() - 2 * layout->spacing();
    const bool fits = m_bar->segments()->minimumWidth() + taken <= room;
    const bool hadFocus = hasFocus() || m_bar->segments()->isAncestorOf(focusWidget());
    m_bar->segments()->setVisible(fits);
    setVisible(!fits);
    if (hadFocus && !fits)
        setFocus();
}

bool SegmentMenu::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_bar
        && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
        fit();
    return QComboBox::eventFilter(watched, event);
}

} // namespace ui
