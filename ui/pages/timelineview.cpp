// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/timelineview.h"

#include "look/painter.h"
#include "look/words.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

QString inSentence(QString word)
{
    if (!word.isEmpty())
        word[0] = word.at(0).toLower();
    return word;
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
        Painter paint(*painter, m_look);
        const auto* model = static_cast<const TimelineModel*>(index.model());
        const store::TimelineRow& row = model->row(index.row());
        paint.fill(option.rect,
            option.state.testFlag(QStyle::State_Selected) ? Tone::AccentSoft : Tone::Surface);
        paint.hairline(option.rect);
        const QRect rect = option.rect.adjusted(0, 0, 0, -1);
        const QString text = index.data().toString();
        switch (index.column()) {
        case TimelineModel::Day:
            paint.text(rect.adjusted(16, 0, -2, 0), text, Tone::Text2);
            break;
        case TimelineModel::Ledger:
        case TimelineModel::Xero:
            paintRecord(paint, rect, row, index.column() == TimelineModel::Ledger, text);
            break;
        case TimelineModel::LedgerBalance:
            if (!row.ledger) {
                // The cause of what only Xero has, leading into its dotted line.
                const CauseLook cause = lookOf(row.cause);
                paint.text(rect.adjusted(-90, 0, -2, 0), inSentence(cause.word), cause.meaning.text,
                    Type::Second, Qt::AlignRight | Qt::AlignVCenter);
                break;
            }
            [[fallthrough]];
        case TimelineModel::XeroBalance:
            paint.money(
                rect.adjusted(0, 0, index.column() == TimelineModel::XeroBalance ? -16 : -8, 0),
                text, Tone::Text3);
            break;
        case TimelineModel::Twin:
            paintTwin(*painter, paint, rect, row);
            break;
        default:
            paint.money(rect.adjusted(0, 0, -8, 0), text, Tone::Text);
        }
        painter->restore();
    }

private:
    void paintRecord(Painter& paint, const QRect& rect, const store::TimelineRow& row,
        bool isLedger, const QString& text) const
    {
        if (isLedger ? !row.ledger : !row.xero) {
            // The cause stands in the empty half, beside the dotted line.
            const CauseLook cause = lookOf(row.cause);
            if (isLedger)
                return;
            return static_cast<void>(paint.text(rect.adjusted(2, 0, 0, 0), inSentence(cause.word),
                cause.meaning.text, Type::Second));
        }
        const QString icon = isLedger ? iconOf(row.ledger->kind) : iconOf(row.xero->kind);
        paint.icon({rect.left() + 8, rect.top(), 16, rect.height()}, icon, Tone::Text2, 16);
        paint.text(rect.adjusted(29, 0, -2, 0), text, Tone::Text);
    }

    void paintTwin(
        QPainter& painter, Painter& paint, const QRect& rect, const store::TimelineRow& row) const
    {
        const int y = rect.center().y();
        const int left = rect.left() + 10;
        const int right = rect.right() - 10;
        const auto dot = [&](int x, Tone tone, bool isFull) {
            const QRectF circle(x - 4, y - 4, 9, 9);
            if (isFull)
                paint.fill(circle, tone, 4.5);
            else
                paint.frame(circle.adjusted(1, 1, -1, -1), tone, 3.5, 2);
        };
        if (row.tied) {
            paint.fill(QRect(left, y, right - left, 2), Tone::SafeSolid);
            dot(left, Tone::SafeSolid, true);
            return dot(right, Tone::SafeSolid, true);
        }
        const Meaning meaning = lookOf(row.cause).meaning;
        painter.setPen(QPen(m_look.color(meaning.solid), 1.5, Qt::DotLine));
        painter.drawLine(
            row.ledger ? left + 8 : left - 6, y, row.ledger ? right + 6 : right - 8, y);
        dot(row.ledger ? left : right, meaning.solid, false);
    }

    const Look& m_look;
};

} // namespace

TimelineModel::TimelineModel(Context& context, QObject* parent)
    : QAbstractTableModel(parent)
    , m_context(context)
{
}

qsizetype TimelineModel::lastAgreement(const QList<store::TimelineRow>& rows)
{
    // Everything before the first row without a twin is agreed; a little of it gives the context.
    qsizetype first = 0;
    while (first < rows.size() && rows.at(first).tied)
        ++first;
    return std::max<qsizetype>(0, first - 2);
}

void TimelineModel::show(const QList<store::TimelineRow>& rows, bool all)
{
    beginResetModel();
    m_rows = all ? rows : rows.mid(lastAgreement(rows));
    endResetModel();
}

int TimelineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TimelineModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Places;
}

QString TimelineModel::text(const store::TimelineRow& row, int column) const
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
        return row.tied ? u"the same record"_s : lookOf(row.cause).word;
    default:
        return {};
    }
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return text(m_rows.at(index.row()), index.column());
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
    verticalHeader()->setDefaultSectionSize(context.look().height(34));
    horizontalHeader()->setProperty("look", u"inCard"_s);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setMinimumSectionSize(20);
    horizontalHeader()->setFont(context.look().font(Type::Second));
    horizontalHeader()->setFixedHeight(context.look().height(28));
    connect(&context.look(), &Look::changed, viewport(), qOverload<>(&QWidget::update));
}

void TimelineView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    const int width = viewport()->width();
    const int shares[] = {78, 116, 80, 76, 44, 118, 80, 88};
    int rest = width;
    for (int column = 0; column < TimelineModel::Places - 1; ++column) {
        const int share = width * shares[column] / 680;
        setColumnWidth(column, share);
        rest -= share;
    }
    setColumnWidth(TimelineModel::Places - 1, rest);
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
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
