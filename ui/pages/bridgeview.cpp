// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/bridgeview.h"

#include "causes/causes.h"
#include "look/painter.h"
#include "look/words.h"
#include "models/models.h"

#include <QAccessible>
#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int mostRows = 8;
constexpr int edge = 16; // from the card's border to the icon, and to the remedy
constexpr int iconWidth = 26;
constexpr int gap = 14;

int wide(const Look& look, const QString& text, Type type)
{
    return QFontMetrics(look.font(type)).horizontalAdvance(text);
}

// The record, and in words what is in the way of its push.
QString labelOf(const BridgeLine& line, const store::AccountDetail& account)
{
    const Operation push = line.ledger ? account.pushes.value(*line.ledger) : Operation();
    if (!push.cause || !needsPerson(push.state))
        return line.label;
    const QString record = line.label.section(u", "_s, 0, 0);
    return record + u", "_s + inSentence(causes::words(push.cause).brief);
}

} // namespace

BridgeView::BridgeView(Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(u"Why the balances differ"_s);
    connect(&context.look(), &Look::changed, this, &BridgeView::fit);
}

void BridgeView::show(const store::AccountDetail& account, bool offersRemedies)
{
    if (account.account.id != m_account.account.id) {
        m_isUnfolded = false;
        m_current = 0;
    }
    m_account = account;
    m_offersRemedies = offersRemedies;
    build();
}

void BridgeView::addRow(const BridgeLine& line, const store::AccountDetail& account)
{
    // Minutes old or not, a label may carry its own time; the day beside it would say it twice.
    const bool hasTime = line.label.contains(u", entered "_s);
    m_rows.append({line, causes::bridgeWord(line.cause), labelOf(line, account),
        line.date.isValid() && !hasTime ? u", "_s + day(line.date, m_context.today()) : QString(),
        m_offersRemedies ? remedyFor(m_context, line, account) : Remedy(), {}, {}, 0});
}

void BridgeView::build()
{
    QList<BridgeLine> lines = m_account.bridge.lines;
    std::ranges::stable_sort(
        lines, std::ranges::greater(), [](const BridgeLine& line) { return line.amount.minor(); });
    QList<BridgeLine> bySize = lines;
    std::ranges::stable_sort(bySize, std::ranges::greater(),
        [](const BridgeLine& line) { return line.amount.abs().minor(); });
    const bool folds = lines.size() > mostRows && !m_isUnfolded;
    m_rows.clear();
    BridgeLine rest;
    int restCount = 0;
    for (const BridgeLine& line : lines) {
        if (folds && bySize.indexOf(line) >= mostRows - 1) {
            rest.amount += line.amount;
            ++restCount;
        } else {
            addRow(line, m_account);
        }
    }
    if (restCount > 0) {
        Remedy open;
        open.text = u"Show them"_s;
        m_rows.append({rest, u"%1 more"_s.arg(restCount), u"the smaller ones, together"_s, {}, open,
            {}, {}, restCount});
    }
    base::Money sum = m_account.bridge.xero;
    m_least = sum.isNegative() ? sum : base::Money{};
    m_most = sum.isNegative() ? base::Money{} : sum;
    for (Row& row : m_rows) {
        row.from = sum;
        row.to = sum = sum + row.line.amount;
        m_least = sum.minor() < m_least.minor() ? sum : m_least;
        m_most = sum.minor() > m_most.minor() ? sum : m_most;
    }
    m_current = std::clamp(m_current, 0, std::max(0, rows() - 1));
    fit();
    if (hasFocus())
        speak();
}

void BridgeView::fit()
{
    const Look& look = m_context.look();
    int words = std::max(wide(look, u"Ledger balance"_s, Type::Strong) - iconWidth,
        wide(look, u"Xero balance"_s, Type::Strong) - iconWidth);
    int labels = 0;
    m_columns.money = std::max(wide(look, money(m_account.bridge.xero), Type::Strong),
        wide(look, money(m_account.bridge.ledger), Type::Strong));
    m_columns.remedy = 0;
    for (const Row& row : m_rows) {
        // A pixel more than measured: a rounded width elides what just fits.
        words = std::max(words, wide(look, row.word, Type::Body) + 2);
        labels = std::max(labels, wide(look, row.label, Type::Second) + 2);
        m_columns.money
            = std::max(m_columns.money, wide(look, difference(row.line.amount), Type::Body));
        m_columns.remedy = std::max(m_columns.remedy, wide(look, row.remedy.text, Type::Second));
    }
    m_columns.money += 6;
    const int rest = width() - 2 * edge - iconWidth - m_columns.money - m_columns.remedy - 3 * gap;
    const int unit = QFontMetrics(look.font(Type::Body)).averageCharWidth();
    m_columns.hasSecondLine = rest - 11 * unit >= std::max(words, 20 * unit);
    // Wide enough to be compared, where the words leave so much.
    const int left = rest - (m_columns.hasSecondLine ? std::max(words, 20 * unit) : words);
    const int leastBars = std::max(11 * unit, std::min(width() * 28 / 100, left));
    const int wanted = std::max(words, m_columns.hasSecondLine ? labels : 0);
    m_columns.bars = std::clamp(rest - wanted, leastBars, std::max(leastBars, width() * 30 / 100));
    if (rest - m_columns.bars < words)
        m_columns.bars = std::max(0, rest - words);
    if (m_columns.bars < 4 * unit)
        m_columns.bars = 0;
    m_columns.words = rest - m_columns.bars;
    updateGeometry();
    update();
}

void BridgeView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

int BridgeView::rowHeight() const
{
    if (!m_columns.hasSecondLine)
        return m_context.look().height(34);
    return std::max(44, 2 * QFontMetrics(m_context.look().font(Type::Body)).height() + 8);
}

int BridgeView::edgeHeight() const
{
    return m_context.look().height(30);
}

QSize BridgeView::sizeHint() const
{
    return {560, 2 * edgeHeight() + rows() * rowHeight()};
}

QRect BridgeView::rowRect(int row) const
{
    return {0, edgeHeight() + row * rowHeight(), width(), rowHeight()};
}

QRect BridgeView::remedyRect(int row) const
{
    return seen(rowRect(row).adjusted(width() - edge - m_columns.remedy - 4, 0, -edge, 0));
}

// Places are reckoned from the left; where one reads from the right, they are seen mirrored.
QRect BridgeView::seen(const QRect& place) const
{
    return QStyle::visualRect(layoutDirection(), rect(), place);
}

QRect BridgeView::moneyRect(const QRect& row) const
{
    const int right = width() - edge - m_columns.remedy - (m_columns.remedy > 0 ? gap : 0);
    return seen({right - m_columns.money, row.top(), m_columns.money, row.height()});
}

int BridgeView::place(base::Money sum) const
{
    const int left = edge + iconWidth + m_columns.words + gap;
    // A tenth of the room stays free: a bar that ends at the figures reads as cut off.
    const int room = m_columns.bars * 10 / 11;
    const qint64 range = std::max<qint64>(1, m_most.minor() - m_least.minor());
    return left + static_cast<int>(room * (sum.minor() - m_least.minor()) / range);
}

int BridgeView::rowAt(QPoint point) const
{
    for (int row = 0; row < rows(); ++row)
        if (rowRect(row).contains(point))
            return row;
    return -1;
}

void BridgeView::paintEdge(
    Painter& paint, const QRect& rect, const QString& word, base::Money sum) const
{
    paint.fill(rect, Tone::Sunken);
    paint.hairline(rect);
    paint.text(seen({edge, rect.top(), iconWidth + m_columns.words, rect.height()}), word,
        Tone::Text, Type::Strong);
    if (m_columns.bars > 0) {
        const int zero = place({});
        const int end = place(sum);
        paint.fill(seen({std::min(zero, end), rect.center().y() - 6,
                       std::max(2, std::abs(end - zero)), 14}),
            Tone::Bar, 1);
    }
    paint.money(moneyRect(rect), money(sum), Tone::Text, Type::Strong);
}

void BridgeView::paintLabel(Painter& paint, const QRect& rect, const Row& row) const
{
    const int left = edge + iconWidth;
    if (!m_columns.hasSecondLine) {
        paint.text(seen({left, rect.top(), m_columns.words, rect.height()}), row.word, Tone::Text);
        return;
    }
    const int half = rect.height() / 2;
    paint.text(seen({left, rect.top() + 4, m_columns.words, half - 3}), row.word, Tone::Text);
    // A day that doesn't fit isn't cut in two: it is left out.
    const bool hasRoom = paint.textWidth(row.label + row.date, Type::Second) <= m_columns.words;
    paint.text(seen({left, rect.top() + half, m_columns.words, half - 5}),
        hasRoom ? row.label + row.date : row.label, Tone::Text2, Type::Second);
}

void BridgeView::paintRow(Painter& paint, int number) const
{
    const Row& row = m_rows.at(number);
    const QRect rect = rowRect(number);
    paint.hairline(rect);
    const CauseLook cause = lookOf(row.line.cause);
    const Meaning meaning = row.folded > 0 ? uncheckedMeaning : cause.meaning;
    paint.icon(seen({edge, rect.top(), 16, rect.height()}), row.folded > 0 ? u"more"_s : cause.icon,
        meaning.text, 16);
    paintLabel(paint, rect, row);
    if (m_columns.bars > 0) {
        const int from = place(row.from);
        const int to = place(row.to);
        paint.fill(
            seen({std::min(from, to), rect.center().y() - 6, std::max(2, std::abs(to - from)), 14}),
            meaning.solid, 1);
    }
    paint.money(moneyRect(rect), difference(row.line.amount),
        row.line.amount.isZero() ? Tone::Text3 : Tone::Text);
    paint.text(remedyRect(number), row.remedy.text, Tone::Accent, Type::Second,
        Qt::AlignRight | Qt::AlignVCenter);
    if (hasFocus() && number == m_current)
        paint.frame(QRectF(rect).adjusted(2, 2, -2, -3), Tone::Accent, 4, 2);
}

// A line comes down from each bar's end to the next bar's start.
void BridgeView::paintConnectors(Painter& paint) const
{
    int y = edgeHeight() / 2;
    base::Money sum = m_account.bridge.xero;
    for (int row = 0; row <= rows(); ++row) {
        const int next = row < rows() ? rowRect(row).center().y()
                                      : edgeHeight() + rows() * rowHeight() + edgeHeight() / 2;
        paint.fill(seen({place(sum), y, 1, next - y}), Tone::Control);
        if (row < rows())
            sum = m_rows.at(row).to;
        y = next;
    }
    if (m_least.isNegative())
        paint.fill(seen({place({}), 0, 1, height()}), Tone::LineStrong);
}

void BridgeView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    Painter paint(painter, m_context.look());
    paintEdge(paint, {0, 0, width(), edgeHeight()}, u"Xero balance"_s, m_account.bridge.xero);
    for (int row = 0; row < rows(); ++row)
        paintRow(paint, row);
    const int top = edgeHeight() + rows() * rowHeight();
    paintEdge(paint, {0, top, width(), edgeHeight()}, u"Ledger balance"_s, m_account.bridge.ledger);
    if (m_columns.bars > 0)
        paintConnectors(paint);
}

void BridgeView::act(int row)
{
    if (row < 0 || row >= rows())
        return;
    if (m_rows.at(row).folded > 0) {
        m_isUnfolded = true;
        return build();
    }
    const Remedy remedy = m_rows.at(row).remedy; // what follows may build the rows anew
    if (!remedy.text.isEmpty())
        Q_EMIT remedyPressed(remedy);
}

void BridgeView::open(int row)
{
    if (row >= 0 && row < rows() && m_rows.at(row).folded == 0)
        Q_EMIT opened(m_rows.at(row).line);
    else
        act(row);
}

bool BridgeView::isOnRemedy(int row, QPoint point) const
{
    return row >= 0 && (remedyRect(row).contains(point) || m_rows.at(row).folded > 0);
}

void BridgeView::setCurrent(int row)
{
    m_current = std::clamp(row, 0, std::max(0, rows() - 1));
    speak();
    update();
    if (rows() > 0)
        Q_EMIT moved(rowRect(m_current));
}

void BridgeView::mousePressEvent(QMouseEvent* event)
{
    const QPoint point = event->position().toPoint();
    const int row = rowAt(point);
    m_pressed.reset();
    if (row < 0 || event->button() != Qt::LeftButton)
        return;
    setCurrent(row);
    if (isOnRemedy(row, point))
        m_pressed = m_rows.at(row).line;
}

// As every button does: what was pressed by mistake is let go somewhere else.
void BridgeView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPoint point = event->position().toPoint();
    const int row = rowAt(point);
    const auto pressed = std::exchange(m_pressed, std::nullopt);
    if (pressed && isOnRemedy(row, point) && m_rows.at(row).line == *pressed)
        act(row);
}

void BridgeView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QPoint point = event->position().toPoint();
    const int row = rowAt(point);
    // Two quick clicks on a remedy are one.
    if (row >= 0 && event->button() == Qt::LeftButton && !isOnRemedy(row, point))
        open(row);
}

void BridgeView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint point = event->position().toPoint();
    const int row = rowAt(point);
    const bool over
        = row >= 0 && remedyRect(row).contains(point) && !m_rows.at(row).remedy.text.isEmpty();
    setCursor(over ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

bool BridgeView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = rowAt(help->pos());
    // Plain text, whatever a name looks like.
    QToolTip::showText(help->globalPos(),
        row < 0 ? QString()
                : u"<span>%1</span>"_s.arg(
                    (m_rows.at(row).label + m_rows.at(row).date).toHtmlEscaped()),
        this);
    return true;
}

void BridgeView::keyPressEvent(QKeyEvent* event)
{
    const bool isRow = m_current < rows() && m_rows.at(m_current).folded == 0;
    if (isRow && event->matches(QKeySequence::Copy))
        return copyWanted(m_rows.at(m_current).line);
    if (isRow && event->key() == Qt::Key_C
        && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        return idsWanted(m_rows.at(m_current).line);
    switch (event->key()) {
    case Qt::Key_Down:
        return setCurrent(m_current + 1);
    case Qt::Key_Up:
        return setCurrent(m_current - 1);
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(rows() - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // The Enter that led here may still be held down.
        if (event->isAutoRepeat())
            return;
        return event->modifiers().testFlag(Qt::ControlModifier) ? act(m_current) : open(m_current);
    default:
        return QWidget::keyPressEvent(event);
    }
}

void BridgeView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    setCurrent(m_current);
}

QString BridgeView::spoken(int number) const
{
    if (number < 0 || number >= rows())
        return u"No difference"_s;
    const Row& row = m_rows.at(number);
    const base::Money amount = row.line.amount;
    const QString sign = amount.isZero() ? QString()
        : amount.isNegative()            ? u"minus "_s
                                         : u"plus "_s;
    QStringList parts = {row.word, sign + money(amount.abs()), row.label};
    if (!row.remedy.text.isEmpty())
        parts.append(row.remedy.text);
    return parts.join(u", "_s);
}

void BridgeView::speak()
{
    setAccessibleDescription(spoken(m_current));
    QAccessibleEvent said(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&said);
}

} // namespace ui
