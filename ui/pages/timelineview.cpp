// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/timelineview.h"

#include "look/painter.h"
#include "look/words.h"
#include "models/models.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

#include <algorithm>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

// In words what a row is that one side alone has.
QString causeWord(const bridge::TimelineRow& row)
{
    return row.cause ? inSentence(lookOf(*row.cause).word)
        : row.tied   ? u"tied to another row"_s
                     : u"cancels out"_s;
}

Meaning meaningOf(const bridge::TimelineRow& row)
{
    return row.cause ? lookOf(*row.cause).meaning : row.tied ? safeMeaning : uncheckedMeaning;
}

// Both halves stand in this row.
bool isPair(const bridge::TimelineRow& row)
{
    return row.ledger && row.xero;
}

// "Payment on INV-1" and "REV-1, reversal of PAY-1" stand in one narrow column: the record itself.
QString shortLabel(const QString& label)
{
    return label.section(u", "_s, 0, 0).section(u" on "_s, 0, 0);
}

class TwinDelegate : public QStyledItemDelegate {
public:
    TwinDelegate(const Look& look, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        painter->setLayoutDirection(option.direction);
        Painter paint(*painter, m_look);
        const auto* model = static_cast<const TimelineModel*>(index.model());
        const QRect rect = option.rect.adjusted(0, 0, 0, -1);
        const QString text = index.data().toString();
        const auto within = [&](const QRect& outer, int leading, int trailing) {
            return inset(outer, leading, trailing, option.direction);
        };
        if (model->isSum(index.row())) {
            paintSum(paint, option, index.column(), text);
            return painter->restore();
        }
        const bridge::TimelineRow& row = model->row(index.row());
        paint.fill(option.rect,
            option.state.testFlag(QStyle::State_Selected) ? Tone::AccentSoft : Tone::Surface);
        paint.hairline(option.rect);
        switch (index.column()) {
        case TimelineModel::Day:
            paint.text(within(rect, 16, 2), text, Tone::Text2);
            break;
        case TimelineModel::Ledger:
        case TimelineModel::Xero:
            paintRecord(paint, option, row, index.column() == TimelineModel::Ledger, text);
            break;
        case TimelineModel::LedgerBalance:
            paint.money(within(rect, 8, 8), text, Tone::Text3);
            break;
        case TimelineModel::XeroBalance:
            paint.money(within(rect, 8, 16), text, Tone::Text3);
            if (!row.xero && row.ledger) // the cells before it have been filled by now
                paint.text(
                    within(between(option, TimelineModel::Xero, TimelineModel::Places), 4, 16),
                    causeWord(row), meaningOf(row).text, Type::Second);
            break;
        case TimelineModel::Twin:
            if (!row.ledger && row.xero)
                paint.text(
                    within(between(option, TimelineModel::Ledger, TimelineModel::Twin), 4, 2),
                    causeWord(row), meaningOf(row).text, Type::Second,
                    Qt::AlignRight | Qt::AlignVCenter);
            paintTwin(*painter, paint, rect, row, option.direction);
            break;
        default:
            paint.money(within(rect, 8, 8), text, Tone::Text,
                row.tied && TimelineModel::differs(row) ? Type::Strong : Type::Body);
        }
        painter->restore();
    }

private:
    static QRect inset(const QRect& rect, int leading, int trailing, Qt::LayoutDirection direction)
    {
        return direction == Qt::LeftToRight ? rect.adjusted(leading, 0, -trailing, 0)
                                            : rect.adjusted(trailing, 0, -leading, 0);
    }

    // The columns first to last − 1 of the row that is being painted.
    static QRect between(const QStyleOptionViewItem& option, int first, int last)
    {
        const auto* view = qobject_cast<const QTableView*>(option.widget);
        if (!view)
            return option.rect;
        const QRect one(view->columnViewportPosition(first), option.rect.top(),
            view->columnWidth(first), option.rect.height() - 1);
        const QRect other(view->columnViewportPosition(last - 1), option.rect.top(),
            view->columnWidth(last - 1), option.rect.height() - 1);
        return one.united(other);
    }

    void paintSum(
        Painter& paint, const QStyleOptionViewItem& option, int column, const QString& text) const
    {
        const auto within = [&](int leading, int trailing) {
            return inset(option.rect, leading, trailing, option.direction);
        };
        paint.fill(option.rect, Tone::Sunken);
        if (column == TimelineModel::Ledger)
            paint.text(within(8, 2), text, Tone::Text, Type::Strong);
        else if (column == TimelineModel::LedgerBalance)
            paint.money(within(8, 8), text, Tone::Text, Type::Strong);
        else if (column == TimelineModel::XeroBalance) {
            paint.money(within(8, 16), text, Tone::Text, Type::Strong);
            const QModelIndex middle
                = static_cast<const QTableView*>(option.widget)
                      ->model()
                      ->index(
                          static_cast<const QTableView*>(option.widget)->model()->rowCount() - 1,
                          TimelineModel::Twin);
            paint.text(between(option, TimelineModel::Twin, TimelineModel::XeroBalance),
                middle.data().toString(), Tone::Text, Type::Strong, Qt::AlignCenter);
        }
    }

    void paintRecord(Painter& paint, const QStyleOptionViewItem& option,
        const bridge::TimelineRow& row, bool isLedger, const QString& text) const
    {
        if (isLedger ? !row.ledger : !row.xero)
            return;
        const QString icon = isLedger ? iconOf(row.ledger->kind) : iconOf(row.xero->kind);
        const QRect rect = option.rect.adjusted(0, 0, 0, -1);
        paint.icon(inset(rect, 8, rect.width() - 24, option.direction), icon, Tone::Text2, 16);
        paint.text(inset(rect, 29, 2, option.direction), shortLabel(text), Tone::Text);
    }

    void paintTwin(QPainter& painter, Painter& paint, const QRect& rect,
        const bridge::TimelineRow& row, Qt::LayoutDirection direction) const
    {
        const int y = rect.center().y();
        const auto at = [&](int x) { // from the ledger's side
            return direction == Qt::LeftToRight ? rect.left() + x : rect.right() - x;
        };
        const int far = rect.width() - 11;
        const auto dot = [&](int x, Tone tone, bool isFull) {
            const QRectF circle(at(x) - 4, y - 4, 9, 9);
            if (isFull)
                paint.fill(circle, tone, 4.5);
            else
                paint.frame(circle.adjusted(1, 1, -1, -1), tone, 3.5, 2);
        };
        const Meaning meaning = meaningOf(row);
        if (row.tied && isPair(row)) {
            const int left = std::min(at(10), at(far));
            paint.fill(QRect(left, y, far - 10, 2), meaning.solid);
            dot(10, meaning.solid, true);
            dot(far, meaning.solid, true);
            // Of another amount: not by colour alone.
            if (TimelineModel::differs(row)) {
                const QRect mark(rect.center().x() - 7, y - 7, 15, 15);
                paint.fill(mark, Tone::Surface, 7);
                paint.icon(mark, lookOf(*row.cause).icon, meaning.text, 15);
            }
            return;
        }
        painter.setPen(
            QPen(m_look.color(meaning.solid), 1.5, row.tied ? Qt::SolidLine : Qt::DotLine));
        painter.drawLine(at(row.ledger ? 18 : 10), y, at(row.ledger ? far + 6 : far - 8), y);
        dot(row.ledger ? 10 : far, meaning.solid, row.tied);
    }

    const Look& m_look;
};

} // namespace

TimelineModel::TimelineModel(Context& context, QObject* parent)
    : QAbstractTableModel(parent)
    , m_context(context)
{
}

bool TimelineModel::differs(const bridge::TimelineRow& row)
{
    return row.cause.has_value();
}

qsizetype TimelineModel::lastAgreement(const QList<bridge::TimelineRow>& rows)
{
    // Everything before the first difference is agreed; a little of it gives the context.
    const qsizetype first = std::ranges::find_if(rows, &TimelineModel::differs) - rows.begin();
    return std::max<qsizetype>(0, first - 2);
}

void TimelineModel::show(
    const QList<bridge::TimelineRow>& rows, const records::Bridge& bridge, bool all)
{
    beginResetModel();
    m_rows = all ? rows : rows.mid(lastAgreement(rows));
    m_bridge = bridge;
    endResetModel();
}

int TimelineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size()) + 1;
}

int TimelineModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Places;
}

QString TimelineModel::text(const bridge::TimelineRow& row, int column) const
{
    switch (column) {
    case Day:
        return day(row.date, m_context.today());
    case Ledger:
        return row.ledgerLabel;
    case LedgerAmount:
        return row.ledger ? money(row.ledgerAmount) : QString();
    case LedgerBalance:
        return row.ledger ? money(row.ledgerBalance) : QString();
    case Xero:
        return row.xeroLabel;
    case XeroAmount:
        return row.xero ? money(row.xeroAmount) : QString();
    case XeroBalance:
        return row.xero ? money(row.xeroBalance) : QString();
    case Twin:
        return !row.tied || !isPair(row) ? causeWord(row)
            : differs(row)               ? u"the same record, "_s + causeWord(row)
                                         : u"the same record"_s;
    default:
        return {};
    }
}

QString TimelineModel::sumText(int column) const
{
    switch (column) {
    case Ledger:
        return u"Balance"_s;
    case LedgerBalance:
        return money(m_bridge.ledger);
    case XeroBalance:
        return money(m_bridge.xero);
    case Twin:
        return m_bridge.difference().isZero() ? u"equal"_s
                                              : u"differ by "_s + difference(m_bridge.difference());
    default:
        return {};
    }
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    // What is cut is read whole under the pointer; no name is taken for markup.
    const bool isLabel
        = index.column() == Ledger || index.column() == Xero || index.column() == Twin;
    if (role == Qt::ToolTipRole && isLabel && !isSum(index.row()))
        return u"<span>%1</span>"_s.arg(
            text(m_rows.at(index.row()), index.column()).toHtmlEscaped());
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return isSum(index.row()) ? sumText(index.column())
                                  : text(m_rows.at(index.row()), index.column());
    return {};
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool isMoney = section == LedgerAmount || section == LedgerBalance
        || section == XeroAmount || section == XeroBalance;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(isMoney ? Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter
                                           : Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString words[] = {u"Date"_s, u"Ledger"_s, u"Amount"_s, u"Balance"_s, QString(),
        u"Xero"_s, u"Amount"_s, u"Balance"_s};
    return section >= 0 && section < Places ? words[section] : QVariant();
}

TimelineView::TimelineView(Context& context, TimelineModel* model, QWidget* parent)
    : QTableView(parent)
    , m_context(context)
    , m_model(model)
{
    setAccessibleName(u"Side by side"_s);
    setModel(model);
    setItemDelegate(new TwinDelegate(context.look(), this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setProperty("look", u"twin"_s);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setMinimumSectionSize(20);
    connect(&context.look(), &Look::changed, this, &TimelineView::restyle);
    connect(this, &QTableView::doubleClicked, this,
        [this](const QModelIndex& index) { open(index.row()); });
    connect(model, &TimelineModel::modelReset, this, &TimelineView::restyle);
    restyle();
}

void TimelineView::restyle()
{
    const Look& look = m_context.look();
    verticalHeader()->setDefaultSectionSize(look.height(34));
    horizontalHeader()->setFont(look.font(Type::Second));
    horizontalHeader()->setFixedHeight(look.height(28));
    // A page that scrolls holds a list that doesn't, as long as it is short.
    constexpr int mostRows = 14;
    setMinimumHeight(
        look.height(28) + std::min(m_model->rowCount(), mostRows) * look.height(34) + 2);
    measure();
    fit();
    viewport()->update();
}

void TimelineView::open(int row)
{
    if (row < 0 || m_model->isSum(row))
        return;
    const bridge::TimelineRow at = m_model->row(row);
    // Where both stand, Enter on Xero's half means that one.
    const bool meansXero = at.xero && currentIndex().column() >= TimelineModel::Xero;
    if (at.xero && (meansXero || !at.ledger))
        Q_EMIT openedInXero(*at.xero);
    else if (at.ledger)
        Q_EMIT opened(*at.ledger);
}

// The figures, each column by its longest: all of them are read whole.
void TimelineView::measure()
{
    const QFontMetrics strong(m_context.look().font(Type::Strong));
    m_figures.fill(0);
    for (const int column : {TimelineModel::LedgerAmount, TimelineModel::LedgerBalance,
             TimelineModel::XeroAmount, TimelineModel::XeroBalance}) {
        QString longest = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const QString text = m_model->index(row, column).data().toString();
            if (text.size() > longest.size())
                longest = text;
        }
        const int padding = column == TimelineModel::XeroBalance ? 24 : 16;
        m_figures[static_cast<size_t>(column)] = strong.horizontalAdvance(longest) + padding + 2;
    }
}

// By shares, but no figure is cut: where there is little room, the records' names give way.
void TimelineView::fit()
{
    constexpr int shares[] = {74, 114, 74, 78, 42, 128, 76, 92};
    const int leastDay
        = QFontMetrics(m_context.look().font(Type::Body)).horizontalAdvance(u"20 Nov"_s) + 22;
    int rest = viewport()->width();
    int widths[TimelineModel::Places];
    for (int column = 0; column < TimelineModel::Places; ++column) {
        const int least
            = column == TimelineModel::Day ? leastDay : m_figures[static_cast<size_t>(column)];
        widths[column] = std::max(least, viewport()->width() * shares[column] / 678);
        rest -= widths[column];
    }
    for (const int column : {TimelineModel::Ledger, TimelineModel::Xero}) {
        const int share = column == TimelineModel::Ledger ? rest / 2 : rest;
        rest -= std::max(share, -widths[column]);
        widths[column] = std::max(0, widths[column] + share);
    }
    for (int column = 0; column < TimelineModel::Places; ++column)
        setColumnWidth(column, widths[column]);
}

void TimelineView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fit();
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return open(currentIndex().row());
    if (!event->matches(QKeySequence::Copy))
        return QTableView::keyPressEvent(event);
    QStringList lines;
    for (const QModelIndex& index : selectionModel()->selectedRows()) {
        QStringList cells;
        for (int column = 0; column < TimelineModel::Places; ++column)
            cells.append(index.siblingAtColumn(column).data().toString());
        lines.append(cells.join(u'\t'));
    }
    m_context.copy(lines.join(u'\n'));
}

} // namespace ui
