// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/rail.h"

#include "look/painter.h"
#include "look/words.h"

#include <QStyledItemDelegate>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

enum Role { IdRole = Qt::UserRole + 1, IconRole, CountRole, StopsRole, WordRole };

class RailDelegate : public QStyledItemDelegate {
public:
    RailDelegate(const Look& look, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {100, m_look.height(34) + 1};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        painter->setLayoutDirection(option.direction);
        Painter paint(*painter, m_look);
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
        const bool mirrored = option.direction == Qt::RightToLeft;
        const QRect item = option.rect.adjusted(8, 0, -8, -1);
        const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
        if (isCurrent || isHovered)
            paint.fill(item, isCurrent ? Tone::Surface : Tone::Hover, 6);
        const auto* view = static_cast<const QListView*>(option.widget);
        if (isCurrent) {
            paint.frame(QRectF(item).adjusted(.5, .5, -.5, -.5),
                view->hasFocus() ? Tone::Accent : Tone::Line, 6, view->hasFocus() ? 2 : 1);
            const int mark = mirrored ? option.rect.right() - 2 : option.rect.left();
            paint.fill(QRect(mark, item.top() + 8, 3, item.height() - 16), Tone::Accent, 1.5);
        }
        const bool isNarrow = option.rect.width() < 100;
        const int iconX = mirrored ? item.right() - 28 : item.left() + 10;
        paint.icon({isNarrow ? item.left() + 4 : iconX, item.top(), 18, item.height()},
            index.data(IconRole).toString(), isCurrent ? Tone::Accent : Tone::Text2, 18);
        const int room = index.data(CountRole).toInt() == 0 ? 4 : 48;
        const QRect words
            = mirrored ? item.adjusted(room, 0, -36, 0) : item.adjusted(36, 0, -room, 0);
        if (!isNarrow)
            paint.text(words, index.data(WordRole).toString(), isCurrent ? Tone::Text : Tone::Text2,
                isCurrent ? Type::Strong : Type::Body);
        paintCount(paint, index, item, mirrored, isNarrow);
        painter->restore();
    }

private:
    void paintCount(Painter& paint, const QModelIndex& index, const QRect& item, bool mirrored,
        bool isNarrow) const
    {
        const int count = index.data(CountRole).toInt();
        if (count == 0)
            return;
        const QString text = number(count);
        const bool stops = index.data(StopsRole).toBool();
        const Type type = stops ? Type::SecondStrong : Type::Second;
        const int width = paint.textWidth(text, type);
        const int edge = isNarrow ? 1 : 8;
        const int x = mirrored ? item.left() + edge : item.right() - edge - width;
        paint.text({x, item.top(), width + 2, item.height()}, text,
            stops ? Tone::Stop : Tone::Text2, type, Qt::AlignLeft | Qt::AlignVCenter);
        if (stops && !isNarrow)
            paint.icon({mirrored ? x + width + 5 : x - 20, item.top(), 15, item.height()},
                u"stop-solid"_s, Tone::StopSolid, 15);
    }

    const Look& m_look;
};

} // namespace

Rail::Rail(Context& context, QWidget* parent)
    : QListView(parent)
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
    setFixedWidth(208);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& current) {
            if (current.isValid())
                Q_EMIT chosen(current.data(IdRole).toString());
        });
    connect(&context.look(), &Look::changed, this, [this] { viewport()->update(); });
}

void Rail::addPlace(const QString& id, const QString& icon, const QString& word)
{
    auto* item = new QStandardItem(word);
    item->setData(id, IdRole);
    item->setData(icon, IconRole);
    item->setData(word, WordRole);
    item->setToolTip(word);
    m_model.appendRow(item);
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
    if (QStandardItem* item = find(id))
        setCurrentIndex(item->index());
}

void Rail::setNarrow(bool narrow)
{
    setFixedWidth(narrow ? 56 : 208);
}

QStringList Rail::places() const
{
    QStringList ids;
    for (int row = 0; row < m_model.rowCount(); ++row)
        ids.append(m_model.item(row)->data(IdRole).toString());
    return ids;
}

QString Rail::word(const QString& id) const
{
    const QStandardItem* item = find(id);
    return item ? item->data(WordRole).toString() : QString();
}

} // namespace ui
