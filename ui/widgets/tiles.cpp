// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tiles.h"

#include "look/painter.h"
#include "look/words.h"
#include "widgets/filterbar.h"
#include "widgets/make.h"

#include <QPainter>

namespace ui {

namespace {

constexpr int gap = 10;
constexpr int textLeft = 15 + 18 + 10;
constexpr int trailing = 12;
// Below this the page is the small one: one control instead of five tiles.
constexpr int narrow = 1000;

} // namespace

Tile::Tile(Context& context, const TileWords& words, QWidget* parent)
    : QAbstractButton(parent)
    , m_context(context)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setWords(words);
}

void Tile::setWords(const TileWords& words)
{
    m_words = words;
    setText(number(words.count) + u' ' + words.word);
    setAccessibleDescription(words.second);
    updateGeometry();
    update();
}

QSize Tile::sizeHint() const
{
    const QFontMetrics count(m_context.look().font(Type::Section));
    const QFontMetrics body(m_context.look().font(Type::Body));
    const QFontMetrics second(m_context.look().font(Type::Second));
    const int first
        = count.horizontalAdvance(number(m_words.count)) + 9 + body.horizontalAdvance(m_words.word);
    return {textLeft + std::max(first, second.horizontalAdvance(m_words.second)) + trailing,
        count.height() + second.height() + 18};
}

void Tile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Painter paint(painter, m_context.look());
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    paint.fill(frame,
        isChecked()        ? Tone::AccentSoft
            : underMouse() ? Tone::Hover
                           : Tone::Surface,
        8);
    if (hasFocus())
        paint.frame(frame.adjusted(0.5, 0.5, -0.5, -0.5), Tone::Accent, 8, 2);
    else
        paint.frame(frame, isChecked() ? Tone::Accent : Tone::Line, 8);
    const auto place = [this](int left, int top, int width, int height) {
        const int x = isRightToLeft() ? this->width() - left - width : left;
        return QRect(x, top, width, height);
    };
    paint.icon(place(15, 0, 18, height()), m_words.icon, m_words.tone, 18);
    const QFontMetrics strong(m_context.look().font(Type::Section));
    const int upper = strong.height();
    const int lower = QFontMetrics(m_context.look().font(Type::Second)).height();
    const int top = (height() - upper - lower) / 2;
    const QString count = number(m_words.count);
    const int counted = strong.horizontalAdvance(count) + 2; // text of just its width is shortened
    const int room = width() - textLeft - trailing;
    paint.text(place(textLeft, top, counted, upper), count, Tone::Text, Type::Section);
    paint.text(place(textLeft + counted + 5, top, room - counted - 5, upper), m_words.word,
        Tone::Text, Type::Body);
    paint.text(
        place(textLeft, top + upper, room, lower), m_words.second, Tone::Text2, Type::Second);
}

Tiles::Tiles(Context& context, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_row(new QWidget)
    , m_segments(new Segments(context, name))
{
    row(m_row, 0, gap);
    QVBoxLayout* layout = column(this);
    layout->setContentsMargins(24, 0, 24, 12);
    layout->addWidget(m_row);
    layout->addWidget(m_segments, 0, Qt::AlignLeading);
    setMinimumWidth(1); // never keeps the window from becoming narrow
    connect(m_segments, &Segments::changed, this, &Tiles::pick);
}

void Tiles::setTiles(const QList<TileWords>& words)
{
    while (m_tiles.size() < words.size()) {
        auto* tile = new Tile(m_context, words.at(m_tiles.size()), m_row);
        connect(tile, &QAbstractButton::clicked, this,
            [this, tile] { pick(tile->isChecked() ? tile->key() : QString()); });
        m_tiles.append(tile);
        m_row->layout()->addWidget(tile);
    }
    QList<Segment> segments{{QString(), QStringLiteral("All")}};
    for (int i = 0; i < words.size(); ++i) {
        m_tiles.at(i)->setWords(words.at(i));
        QString word = words.at(i).word;
        word[0] = word[0].toUpper();
        segments.append({words.at(i).key, word, words.at(i).count});
    }
    m_segments->setSegments(segments);
    choose(m_chosen);
    fit();
}

void Tiles::choose(const QString& key)
{
    m_chosen = key;
    for (Tile* tile : m_tiles)
        tile->setChecked(tile->key() == key);
    m_segments->choose(key);
}

void Tiles::pick(const QString& key)
{
    choose(key);
    Q_EMIT changed(key);
}

void Tiles::fit()
{
    const int room = width() - 48;
    int widest = 0;
    for (const Tile* tile : m_tiles)
        widest = std::max(widest, tile->sizeHint().width());
    const int count = static_cast<int>(m_tiles.size());
    const bool asTiles = width() >= narrow && count * (widest + gap) - gap <= room;
    m_row->setVisible(asTiles);
    m_segments->setVisible(!asTiles);
    m_segments->fit(room);
}

void Tiles::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

} // namespace ui
