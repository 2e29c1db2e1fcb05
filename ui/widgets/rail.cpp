// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/rail.h"

#include "look/painter.h"
#include "look/words.h"

#include <QKeyEvent>
#include <QStyledItemDelegate>

#include <algorithm>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

enum Role { IdRole = Qt::UserRole + 1, IconRole, CountRole, StopsRole, WordRole, DeedRole };

constexpr int wide = 208;
constexpr int narrow = 56;

class RailDelegate : public QStyledItemDelegate {
public:
    RailDelegate(const Look& look, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return index.data(Qt::SizeHintRole).toSize();
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        painter->setLayoutDirection(option.direction);
        Painter paint(*painter, m_look);
        if (index.data(IdRole).toString().isEmpty())
            paint.fill(QRect(option.rect.left() + 18, option.rect.bottom() - 9,
                           option.rect.width() - 36, 1),
                Tone::Line);
        else
            paintPlace(paint, option, index);
        painter->restore();
    }

private:
    void paintPlace(
        Painter& paint, const QStyleOptionViewItem& option, const QModelIndex& index) const
    {
        // The ring is for who works with the keyboard.
        const bool ringed = option.widget->property("ring").toBool()
            && option.state.testFlag(QStyle::State_HasFocus);
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected)
            || (ringed && index.data(DeedRole).toBool());
        const bool mirrored = option.direction == Qt::RightToLeft;
        const bool isNarrow = option.rect.width() < 100;
        const int side = isNarrow ? 4 : 8;
        const QRect item = option.rect.adjusted(side, 0, -side, -1);
        if (isCurrent || option.state.testFlag(QStyle::State_MouseOver))
            paint.fill(item, isCurrent ? Tone::Surface : Tone::Hover, 6);
        if (isCurrent) {
            const qreal inset
                = ringed ? 1 : .5; // a frame stays within its item, or it leaves traces
            paint.frame(QRectF(item).adjusted(inset, inset, -inset, -inset),
                ringed ? Tone::Accent : Tone::Line, 6, ringed ? 2 : 1);
            const int mark = mirrored ? option.rect.right() - 2 : option.rect.left();
            paint.fill(QRect(mark, item.top() + 8, 3, item.height() - 16), Tone::Accent, 1.5);
        }
        const int inset = isNarrow ? 7 : 10;
        const int iconX = mirrored ? item.right() - inset - 17 : item.left() + inset;
        paint.icon({iconX, item.top(), 18, item.height()}, index.data(IconRole).toString(),
            isCurrent ? Tone::Accent : Tone::Text2, 18);
        if (isNarrow)
            return paintNarrowCount(paint, index, item, mirrored);
        const int room = paintCount(paint, index, item, mirrored);
        paint.text(mirrored ? item.adjusted(room, 0, -38, 0) : item.adjusted(38, 0, -room, 0),
            index.data(WordRole).toString(), isCurrent ? Tone::Text : Tone::Text2,
            isCurrent ? Type::Strong : Type::Body);
    }

    // Returns the room that the words leave free for it.
    int paintCount(Painter& paint, const QModelIndex& index, const QRect& item, bool mirrored) const
    {
        const int count = index.data(CountRole).toInt();
        if (count == 0)
            return 4;
        const QString text = number(count);
        const bool stops = index.data(StopsRole).toBool();
        const Type type = stops ? Type::SecondStrong : Type::Second;
        const int width = paint.textWidth(text, type);
        const int x = mirrored ? item.left() + 8 : item.right() - 7 - width;
        paint.text({x, item.top(), width + 2, item.height()}, text,
            stops ? Tone::Stop : Tone::Text2, type, Qt::AlignLeft | Qt::AlignVCenter);
        if (stops)
            paint.icon({mirrored ? x + width + 5 : x - 20, item.top(), 15, item.height()},
                u"stop-solid"_s, Tone::StopSolid, 15);
        return width + (stops ? 34 : 14);
    }

    // No room for both side by side: the octagon stands above its count, never colour alone.
    void paintNarrowCount(
        Painter& paint, const QModelIndex& index, const QRect& item, bool mirrored) const
    {
        const int count = index.data(CountRole).toInt();
        if (count == 0)
            return;
        const bool stops = index.data(StopsRole).toBool();
        const QString text = count > 99 ? u"99+"_s : number(count);
        const QRect side(
            mirrored ? item.left() + 2 : item.left() + 26, item.top(), 20, item.height());
        if (!stops) {
            paint.text(side, text, Tone::Text2, Type::Small, Qt::AlignCenter);
            return;
        }
        const int half = item.height() / 2;
        paint.icon({side.left(), side.top() + 2, side.width(), half - 1}, u"stop-solid"_s,
            Tone::StopSolid, 14);
        paint.text({side.left(), side.top() + half, side.width(), half - 2}, text, Tone::Stop,
            Type::Small, Qt::AlignCenter);
    }

    const Look& m_look;
};

} // namespace

Rail::Rail(Context& context, QWidget* parent)
    : QListView(parent)
    , m_context(context)
{
    setObjectName(u"rail"_s);
    setAccessibleName(u"Places"_s);
    setModel(&m_model);
    setItemDelegate(new RailDelegate(context.look(), this));
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setViewportMargins(0, 10, 0, 0);
    setFixedWidth(wide);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& current) {
            if (current.isValid() && !current.data(DeedRole).toBool())
                Q_EMIT chosen(current.data(IdRole).toString());
        });
    connect(this, &QListView::clicked, this, [this](const QModelIndex& index) {
        if (want(index))
            setCurrent(m_shown);
    });
    connect(&context.look(), &Look::changed, this, [this] { viewport()->update(); });
}

void Rail::addPlace(
    const QString& id, const QString& icon, const QString& word, const QString& keys, bool pinned)
{
    if (pinned)
        startFoot();
    add(id, icon, word, keys);
}

void Rail::addDeed(const QString& id, const QString& icon, const QString& word, const QString& keys)
{
    startFoot();
    QStandardItem* item = add(id, icon, word, keys);
    item->setData(true, DeedRole);
    item->setFlags(Qt::ItemIsEnabled);
}

void Rail::startFoot()
{
    if (m_space)
        return;
    m_space = new QStandardItem;
    m_space->setFlags(Qt::NoItemFlags);
    m_model.appendRow(m_space);
}

QStandardItem* Rail::add(
    const QString& id, const QString& icon, const QString& word, const QString& keys)
{
    auto* item = new QStandardItem(word);
    item->setData(id, IdRole);
    item->setData(icon, IconRole);
    item->setData(word, WordRole);
    item->setToolTip(keys.isEmpty() ? word : word + u" ("_s + keys + u')');
    m_model.appendRow(item);
    fitSpace();
    return item;
}

bool Rail::want(const QModelIndex& index)
{
    const bool isDeed = index.isValid() && index.data(DeedRole).toBool();
    if (isDeed)
        Q_EMIT wanted(index.data(IdRole).toString());
    return isDeed;
}

void Rail::fitSpace()
{
    // In a low window the places move closer; only then is anything left to scroll for.
    constexpr int least = 18; // between the places and the foot
    constexpr int below = 8;
    const int places = std::max(1, m_model.rowCount() - (m_space ? 1 : 0));
    const int room = viewport()->height() - below - (m_space ? least : 0);
    const int height = std::clamp(
        room / places, m_context.look().height(26) + 1, m_context.look().height(34) + 1);
    for (int row = 0; row < m_model.rowCount(); ++row)
        m_model.item(row)->setSizeHint({narrow, height});
    if (m_space)
        m_space->setSizeHint({narrow, std::max(least, room + least - places * height)});
}

void Rail::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    fitSpace();
}

void Rail::focusInEvent(QFocusEvent* event)
{
    const bool byKey = event->reason() == Qt::TabFocusReason
        || event->reason() == Qt::BacktabFocusReason || event->reason() == Qt::ShortcutFocusReason;
    setProperty("ring", byKey);
    QListView::focusInEvent(event);
    viewport()->update();
}

void Rail::keyPressEvent(QKeyEvent* event)
{
    setProperty("ring", true);
    const bool acts = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
        || event->key() == Qt::Key_Space;
    if (!acts || !want(currentIndex()))
        QListView::keyPressEvent(event);
}

QStandardItem* Rail::find(const QString& id) const
{
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (m_model.item(row)->data(IdRole).toString() == id)
            return m_model.item(row);
    return nullptr;
}

void Rail::setCount(const QString& id, int count, bool stops)
{
    QStandardItem* item = find(id);
    if (!item)
        return;
    item->setData(count, CountRole);
    item->setData(stops, StopsRole);
    const QString word = item->data(WordRole).toString();
    item->setData(count == 0 ? word : word + u", "_s + number(count) + (stops ? u" stop"_s : u""_s),
        Qt::AccessibleTextRole);
}

void Rail::setCurrent(const QString& id)
{
    m_shown = id;
    if (QStandardItem* item = find(id))
        setCurrentIndex(item->index());
}

void Rail::setNarrow(bool isNarrow)
{
    setFixedWidth(isNarrow ? narrow : wide);
    setVerticalScrollBarPolicy(isNarrow ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

QStringList Rail::places() const
{
    QStringList ids;
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (m_model.item(row) != m_space && !m_model.item(row)->data(DeedRole).toBool())
            ids.append(m_model.item(row)->data(IdRole).toString());
    return ids;
}

QString Rail::word(const QString& id) const
{
    const QStandardItem* item = find(id);
    return item ? item->data(WordRole).toString() : QString();
}

} // namespace ui
