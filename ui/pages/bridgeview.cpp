// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/bridgeview.h"

#include "causes/causes.h"
#include "look/painter.h"
#include "look/words.h"

#include <QAccessible>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int mostRows = 8;

// What the window can carry out for a line of the bridge, or show.
bool canAct(RemedyId remedy)
{
    switch (remedy) {
    case RemedyId::PushNow:
    case RemedyId::Retry:
    case RemedyId::FetchNow:
    case RemedyId::OpenProblem:
    case RemedyId::ShowInXero:
    case RemedyId::ShowRecords:
    case RemedyId::BringBack:
    case RemedyId::LookNow:
    case RemedyId::LinkContact:
    case RemedyId::Relink:
    case RemedyId::CreateItem:
    case RemedyId::SameMoney:
    case RemedyId::RemoveAndRedo:
    case RemedyId::AllocateInXero:
    case RemedyId::MirrorByHand:
    case RemedyId::DoInXeroToo:
        return true;
    default:
        return false;
    }
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
    connect(&context.look(), &Look::changed, this, qOverload<>(&QWidget::update));
}

void BridgeView::show(const Bridge& bridge)
{
    m_bridge = bridge;
    QList<BridgeLine> lines = bridge.lines;
    std::ranges::stable_sort(
        lines, std::ranges::greater(), [](const BridgeLine& line) { return line.amount.minor(); });
    QList<BridgeLine> bySize = lines;
    std::ranges::stable_sort(bySize, std::ranges::greater(),
        [](const BridgeLine& line) { return line.amount.abs().minor(); });
    const bool folds = lines.size() > mostRows;
    m_rows.clear();
    base::Money sum = bridge.xero;
    m_least = std::min({base::Money{}.minor(), sum.minor()}) == 0 ? base::Money{} : sum;
    m_most = sum.minor() > 0 ? sum : base::Money{};
    const auto add
        = [&](const BridgeLine& line, const QString& word, const QString& label, int folded) {
              const base::Money to = sum + line.amount;
              m_rows.append({line, word, label, sum, to, folded});
              sum = to;
              if (sum.minor() < m_least.minor())
                  m_least = sum;
              if (sum.minor() > m_most.minor())
                  m_most = sum;
          };
    BridgeLine rest;
    int restCount = 0;
    for (const BridgeLine& line : lines) {
        if (folds && bySize.indexOf(line) >= mostRows - 1) {
            rest.amount += line.amount;
            ++restCount;
            continue;
        }
        const QString label = line.date.isValid()
            ? line.label + u", "_s + day(line.date, m_context.today())
            : line.label;
        add(line, causes::bridgeWord(line.cause), label, 0);
    }
    if (restCount > 0)
        add(rest, u"%1 more"_s.arg(restCount), u"smaller ones, listed below"_s, restCount);
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(m_rows.size()) - 1));
    updateGeometry();
    update();
}

int BridgeView::rowHeight() const
{
    return std::max(44, 2 * QFontMetrics(m_context.look().font(Type::Body)).height() + 8);
}

int BridgeView::edgeHeight() const
{
    return m_context.look().height(30);
}

QSize BridgeView::sizeHint() const
{
    return {560, 2 * edgeHeight() + static_cast<int>(m_rows.size()) * rowHeight()};
}

QRect BridgeView::rowRect(int row) const
{
    return {0, edgeHeight() + row * rowHeight(), width(), rowHeight()};
}

QRect BridgeView::remedyRect(int row) const
{
    return rowRect(row).adjusted(std::max(0, width() - 142), 0, -16, 0);
}

int BridgeView::place(base::Money sum) const
{
    const int left = width() * 41 / 100;
    const int right = width() - 256;
    const qint64 range = std::max<qint64>(1, m_most.minor() - m_least.minor());
    return left + static_cast<int>((right - left) * (sum.minor() - m_least.minor()) / range);
}

int BridgeView::rowAt(QPoint point) const
{
    for (int row = 0; row < m_rows.size(); ++row)
        if (rowRect(row).contains(point))
            return row;
    return -1;
}

QString BridgeView::remedyText(const Row& row) const
{
    if (row.folded > 0 || !canAct(row.line.remedy))
        return {};
    // These are carried out on the problem's card, beside what they do.
    const bool isOnItsCard = row.line.remedy == RemedyId::Retry
        || row.line.remedy == RemedyId::CreateItem || row.line.remedy == RemedyId::SameMoney
        || row.line.remedy == RemedyId::RemoveAndRedo;
    return causes::buttonText(isOnItsCard ? RemedyId::OpenProblem : row.line.remedy, 1);
}

void BridgeView::paintEdge(
    Painter& paint, const QRect& rect, const QString& word, base::Money sum) const
{
    paint.fill(rect, Tone::Sunken);
    paint.hairline(rect);
    paint.text(rect.adjusted(16, 0, 0, 0), word, Tone::Text, Type::Strong);
    const int zero = place({});
    const int end = place(sum);
    paint.fill(
        QRect(std::min(zero, end), rect.center().y() - 6, std::max(2, std::abs(end - zero)), 13),
        Tone::Bar, 1);
    paint.money(
        {rect.right() - 264, rect.top(), 106, rect.height()}, money(sum), Tone::Text, Type::Strong);
}

void BridgeView::paintRow(Painter& paint, int number) const
{
    const Row& row = m_rows.at(number);
    const QRect rect = rowRect(number);
    paint.hairline(rect);
    const CauseLook cause = lookOf(row.line.cause);
    const Meaning meaning = row.folded > 0 ? uncheckedMeaning : cause.meaning;
    paint.icon({16, rect.top(), 16, rect.height()}, row.folded > 0 ? u"more"_s : cause.icon,
        meaning.text, 16);
    const int textWidth = width() * 41 / 100 - 50;
    const int half = rect.height() / 2;
    paint.text({42, rect.top() + 4, textWidth, half - 3}, row.word, Tone::Text);
    paint.text({42, rect.top() + half, textWidth, half - 5}, row.label, Tone::Text2, Type::Second);
    const int from = place(row.from);
    const int to = place(row.to);
    paint.fill(
        QRect(std::min(from, to), rect.center().y() - 6, std::max(2, std::abs(to - from)), 14),
        meaning.solid, 1);
    // The connector comes down from the row above, where this bar starts.
    const int above = rect.top() - (number == 0 ? edgeHeight() : rowHeight()) / 2;
    paint.fill(QRect(from, above, 1, rect.center().y() - above), Tone::Control);
    paint.money({rect.right() - 264, rect.top(), 106, rect.height()}, difference(row.line.amount),
        Tone::Text);
    paint.text(remedyRect(number), remedyText(row), Tone::Accent, Type::Second,
        Qt::AlignRight | Qt::AlignVCenter);
    if (hasFocus() && number == m_current)
        paint.frame(QRectF(rect).adjusted(2, 2, -2, -3), Tone::Accent, 4, 2);
}

void BridgeView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    Painter paint(painter, m_context.look());
    paintEdge(paint, {0, 0, width(), edgeHeight()}, u"Xero balance"_s, m_bridge.xero);
    for (int row = 0; row < m_rows.size(); ++row)
        paintRow(paint, row);
    const int top = edgeHeight() + static_cast<int>(m_rows.size()) * rowHeight();
    paintEdge(paint, {0, top, width(), edgeHeight()}, u"Ledger balance"_s, m_bridge.ledger);
    const int end = place(m_bridge.ledger);
    const int last = m_rows.isEmpty() ? edgeHeight() / 2
                                      : rowRect(static_cast<int>(m_rows.size()) - 1).center().y();
    paint.fill(QRect(end, last, 1, top + edgeHeight() / 2 - last), Tone::Control);
    if (m_least.isNegative())
        paint.fill(QRect(place({}), 0, 1, height()), Tone::LineStrong);
}

void BridgeView::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().toPoint());
    if (row < 0)
        return;
    m_current = row;
    update();
    if (remedyRect(row).contains(event->position().toPoint())
        && !remedyText(m_rows.at(row)).isEmpty())
        Q_EMIT remedyPressed(m_rows.at(row).line);
}

void BridgeView::mouseMoveEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().toPoint());
    const bool over = row >= 0 && remedyRect(row).contains(event->position().toPoint())
        && !remedyText(m_rows.at(row)).isEmpty();
    setCursor(over ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void BridgeView::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_rows.size()) - 1;
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        m_current
            = std::clamp(m_current + (event->key() == Qt::Key_Down ? 1 : -1), 0, std::max(0, last));
        speak();
        return update();
    }
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && m_current <= last && !remedyText(m_rows.at(m_current)).isEmpty())
        return Q_EMIT remedyPressed(m_rows.at(m_current).line);
    QWidget::keyPressEvent(event);
}

void BridgeView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    speak();
    update();
}

void BridgeView::speak()
{
    QString text;
    if (m_current < m_rows.size()) {
        const Row& row = m_rows.at(m_current);
        text = u"%1, %2, %3, %4"_s.arg(
            row.word, difference(row.line.amount), row.label, remedyText(row));
    }
    setAccessibleDescription(text);
    QAccessibleEvent said(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&said);
}

} // namespace ui
