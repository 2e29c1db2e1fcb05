// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/celltable.h"

#include "widgets/listheader.h"
#include "widgets/rowdelegate.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace ui {

namespace {

constexpr int edge = 16; // as far in as the words above the table
constexpr int padding = 8;
constexpr int iconWidth = 20;
constexpr int barWidth = 84;
constexpr int leastWords = 40; // of a column that gives way: a letter or two, and the tooltip

// As in every list; and the bars, the sums and the link that the keyboard stands on.
class CellDelegate : public RowDelegate {
public:
    CellDelegate(const Look& look, QObject* parent)
        : RowDelegate(look, edge, parent)
        , m_look(look)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        const auto* model = static_cast<const CellTableModel*>(index.model());
        if (model->isSum(index.row()))
            return paintSum(painter, option, index, *model);
        RowDelegate::paint(painter, option, index);
        const TableCell& cell = model->at(index);
        painter->save();
        Painter paint(*painter, m_look);
        if (cell.bar >= 0)
            paintBar(paint, option, cell);
        const auto* table = qobject_cast<const QTableView*>(option.widget);
        if (cell.isLink && table && table->hasFocus() && table->currentIndex() == index)
            paint.frame(QRectF(option.rect).adjusted(2, 4, -2, -5), Tone::Accent, 4, 1);
        painter->restore();
    }

private:
    void paintBar(Painter& paint, const QStyleOptionViewItem& option, const TableCell& cell) const
    {
        // Figures stand at the right in both directions of writing, so bars begin at the left.
        const int figure = QFontMetrics(m_look.font(Type::Body)).horizontalAdvance(cell.cell.text);
        const int room = std::max(0, option.rect.width() - figure - 3 * padding);
        const int width = std::clamp(barWidth * cell.bar / 1000, 2, std::max(2, room));
        const QRectF bar(option.rect.left() + padding, option.rect.center().y() - 4, width, 9);
        if (cell.isHollow)
            paint.frame(bar.adjusted(0.5, 0.5, -0.5, -0.5), Tone::Control, 1);
        else
            paint.fill(bar, Tone::Bar, 1);
    }

    void paintSum(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
        const CellTableModel& model) const
    {
        painter->save();
        painter->setLayoutDirection(option.direction);
        Painter paint(*painter, m_look);
        const Cell& cell = model.at(index).cell;
        paint.fill(option.rect, Tone::Sunken);
        paint.hairline(option.rect);
        const int leading = index.column() == 0 ? edge : padding;
        const int trailing = index.column() == model.columnCount() - 1 ? edge - 4 : padding;
        const QRect rect = option.direction == Qt::LeftToRight
            ? option.rect.adjusted(leading, 0, -trailing, -1)
            : option.rect.adjusted(trailing, 0, -leading, -1);
        if (model.columns().at(index.column()).isRight)
            paint.money(rect, cell.text, cell.isZero ? Tone::Text3 : Tone::Text, Type::Strong);
        else
            paint.text(rect, cell.text, Tone::Text, Type::Strong);
        painter->restore();
    }

    const Look& m_look;
};

} // namespace

CellTableModel::CellTableModel(QList<TableColumn> columns, QObject* parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{
}

void CellTableModel::setRows(const QList<QList<TableCell>>& rows, const QList<TableCell>& sum)
{
    beginResetModel();
    m_rows = rows;
    m_sum = sum;
    endResetModel();
}

void CellTableModel::setUnit(const QString& unit)
{
    m_unit = unit;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

const TableCell& CellTableModel::at(const QModelIndex& index) const
{
    return isSum(index.row()) ? m_sum.at(index.column())
                              : m_rows.at(index.row()).at(index.column());
}

int CellTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size()) + (m_sum.isEmpty() ? 0 : 1);
}

int CellTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant CellTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const TableCell& cell = at(index);
    switch (role) {
    case Qt::DisplayRole:
        return cell.cell.spoken();
    case Qt::AccessibleTextRole:
        return cell.tip.isEmpty() ? cell.cell.spoken()
                                  : cell.cell.spoken() + QStringLiteral(", ") + cell.tip;
    case Qt::ToolTipRole: { // plain, whatever a name looks like
        QStringList tip{cell.isLink ? cell.cell.text : QString(), cell.tip};
        tip.removeAll(QString());
        return tip.isEmpty()
            ? QVariant()
            : QStringLiteral("<span>%1</span>").arg(tip.join(QStringLiteral(": ")).toHtmlEscaped());
    }
    case CellRole:
        return QVariant::fromValue(cell.cell);
    default:
        return {};
    }
}

QVariant CellTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(m_columns.at(section).isRight
                ? Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter
                : Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const TableColumn& column = m_columns.at(section);
    return column.isRight && !m_unit.isEmpty() ? column.title + u' ' + m_unit : column.title;
}

CellTable::CellTable(
    Context& context, const QString& name, QList<TableColumn> columns, QWidget* parent)
    : QTableView(parent)
    , m_context(context)
    , m_model(new CellTableModel(std::move(columns), this))
{
    setAccessibleName(name);
    auto* header = new ListHeader(context.look(), this);
    header->setFirstPadding(edge);
    header->setSectionsClickable(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    setHorizontalHeader(header);
    setModel(m_model);
    setItemDelegate(new CellDelegate(context.look(), this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(&context.look(), &Look::changed, this, &CellTable::restyle);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (!m_model->isSum(index.row()) && !m_model->at(index).isLink)
            Q_EMIT opened(index.row());
    });
    restyle();
}

void CellTable::setRows(const QList<QList<TableCell>>& rows, const QList<TableCell>& sum)
{
    const QModelIndex before = currentIndex();
    m_model->setRows(rows, sum);
    if (before.isValid() && before.row() < m_model->rowCount())
        setCurrentIndex(m_model->index(before.row(), before.column()));
    restyle();
}

void CellTable::setUnit(const QString& unit)
{
    m_model->setUnit(unit);
    fit();
}

QSize CellTable::sizeHint() const
{
    return {QTableView::sizeHint().width(), minimumHeight()};
}

void CellTable::restyle()
{
    const Look& look = m_context.look();
    verticalHeader()->setDefaultSectionSize(look.height(34));
    horizontalHeader()->setFixedHeight(look.height(28));
    constexpr int mostRows = 14; // a page that scrolls holds a list that doesn't, while it is short
    setMinimumHeight(
        look.height(28) + std::min(m_model->rowCount(), mostRows) * look.height(34) + 2);
    fit();
    viewport()->update();
}

int CellTable::widthOf(int column) const
{
    const Look& look = m_context.look();
    const QFontMetrics body(look.font(Type::Body)), strong(look.font(Type::Strong));
    const QFontMetrics second(look.font(Type::Second));
    int widest = second.horizontalAdvance(
        m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const TableCell& one = m_model->at(m_model->index(row, column));
        const bool isStrong
            = one.cell.strong || one.cell.kind == Cell::Kind::Difference || m_model->isSum(row);
        int width = (isStrong ? strong : body).horizontalAdvance(one.cell.text);
        if (!one.cell.icon.isEmpty())
            width += iconWidth;
        if (!one.cell.second.isEmpty())
            width += 6 + second.horizontalAdvance(one.cell.second);
        if (one.bar >= 0)
            width += barWidth;
        widest = std::max(widest, width);
    }
    const bool isLast = column == m_model->columnCount() - 1;
    return widest + 2 + (column == 0 ? edge : padding) + (isLast ? edge - 4 : padding);
}

// First those go that are read whole or not at all; then the columns of words are cut, those that
// keep least first, and each in its measure; in the end, where not even that suffices, all of them
// down to nothing. Figures are never cut.
int CellTable::giveWay(QList<int>& widths, int missing) const
{
    const QList<TableColumn>& columns = m_model->columns();
    int most = 0;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        most = std::max(most, columns.at(i).keeps);
        if (columns.at(i).keeps < 0 && missing > 0)
            missing -= std::exchange(widths[i], 0);
    }
    for (int keeps = 0; keeps <= most + 1 && missing > 0; ++keeps) {
        const bool isLast = keeps > most;
        const auto room = [&](qsizetype i) {
            const bool gives = !columns.at(i).isRight && (isLast || columns.at(i).keeps == keeps);
            return gives ? std::max(0, widths.at(i) - (isLast ? 0 : leastWords)) : 0;
        };
        int whole = 0;
        for (qsizetype i = 0; i < widths.size(); ++i)
            whole += room(i);
        for (qsizetype i = 0; i < widths.size() && whole > 0; ++i) {
            const int own = room(i);
            const int share = std::min(own, missing * own / whole);
            whole -= own;
            missing -= share;
            widths[i] -= share;
        }
    }
    return missing;
}

// Every column is as wide as its words; what is left goes to those that stretch.
void CellTable::fit()
{
    QList<int> widths;
    int rest = viewport()->width(), stretching = 0;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        widths.append(widthOf(column));
        rest -= widths.last();
        stretching += m_model->columns().at(column).stretches ? 1 : 0;
    }
    if (rest < 0)
        rest = -giveWay(widths, -rest);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (rest > 0 && m_model->columns().at(column).stretches && stretching > 0) {
            const int share = rest / stretching--;
            widths[column] += share;
            rest -= share;
        }
        setColumnWidth(column, widths.at(column));
        setColumnHidden(column, widths.at(column) == 0);
    }
}

void CellTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fit();
}

void CellTable::focusInEvent(QFocusEvent* event)
{
    QTableView::focusInEvent(event);
    if (!currentIndex().isValid() && m_model->rowCount() > 0)
        setCurrentIndex(m_model->index(0, 0));
}

void CellTable::copyRows()
{
    QStringList lines;
    QStringList head;
    for (int column = 0; column < m_model->columnCount(); ++column)
        head.append(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    lines.append(head.join(u'\t'));
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!selectionModel()->isRowSelected(row))
            continue;
        QStringList cells;
        for (int column = 0; column < m_model->columnCount(); ++column)
            cells.append(m_model->index(row, column).data().toString());
        lines.append(cells.join(u'\t'));
    }
    if (lines.size() > 1)
        m_context.copy(lines.join(u'\n'));
}

void CellTable::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex at = currentIndex();
    const bool isRecord = at.isValid() && !m_model->isSum(at.row());
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && isRecord) {
        if (event->modifiers().testFlag(Qt::ControlModifier))
            Q_EMIT acted(at.row());
        else if (m_model->at(at).isLink)
            Q_EMIT pressed(at.row(), at.column());
        else
            Q_EMIT opened(at.row());
        return;
    }
    if (event->key() == Qt::Key_C && isRecord
        && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        Q_EMIT idsWanted(at.row());
        return;
    }
    if (event->matches(QKeySequence::Copy))
        return copyRows();
    QTableView::keyPressEvent(event);
}

void CellTable::mouseReleaseEvent(QMouseEvent* event)
{
    QTableView::mouseReleaseEvent(event);
    const QModelIndex at = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && at.isValid() && !m_model->isSum(at.row())
        && m_model->at(at).isLink)
        Q_EMIT pressed(at.row(), at.column());
}

void CellTable::mouseMoveEvent(QMouseEvent* event)
{
    QTableView::mouseMoveEvent(event);
    const QModelIndex at = indexAt(event->position().toPoint());
    viewport()->setCursor(
        at.isValid() && m_model->at(at).isLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

} // namespace ui
