// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/listview.h"

#include "widgets/rowdelegate.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace ui {

ListView::ListView(Context& context, const QString& name, QWidget* parent)
    : QTableView(parent)
    , m_context(context)
{
    setAccessibleName(name);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setMinimumSectionSize(24);
    setFirstPadding(24);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (m_model && !m_model->isGroup(index.row()))
            Q_EMIT opened(m_model->sourceRow(index.row()));
    });
    connect(&context.look(), &Look::changed, this, &ListView::restyle);
    restyle();
}

void ListView::restyle()
{
    verticalHeader()->setDefaultSectionSize(m_context.look().height(28));
    horizontalHeader()->setFont(m_context.look().font(Type::Second));
    horizontalHeader()->setFixedHeight(m_context.look().height(28));
    viewport()->update();
}

void ListView::setFirstPadding(int pixels)
{
    m_firstPadding = pixels;
    horizontalHeader()->setProperty("look", pixels < 24 ? QStringLiteral("inCard") : QString());
    setItemDelegate(new RowDelegate(m_context.look(), pixels, this));
}

void ListView::setListModel(ListModel* model)
{
    m_model = model;
    setModel(model);
    connect(model, &ListModel::modelReset, this, &ListView::spanGroups);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& current) {
            if (current.isValid() && !m_model->isGroup(current.row()))
                Q_EMIT chosen(m_model->sourceRow(current.row()));
        });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this] { Q_EMIT selectionCountChanged(static_cast<int>(selectedRows().size())); });
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int column) {
        if (!m_model->columns().at(column).isSortable)
            return;
        const store::Query& query = m_model->query();
        const bool descend = query.sortColumn == column && query.order == store::Order::Ascending;
        m_model->sort(column, descend ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    horizontalHeader()->setSectionsClickable(true);
    spanGroups();
    fitColumns();
}

void ListView::spanGroups()
{
    clearSpans();
    for (int row : m_model->groupRows())
        setSpan(row, 0, 1, m_model->columnCount());
}

QList<int> ListView::selectedRows() const
{
    QList<int> rows;
    if (!m_model || !selectionModel())
        return rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        if (!m_model->isGroup(index.row()))
            rows.append(m_model->sourceRow(index.row()));
    std::ranges::sort(rows);
    return rows;
}

int ListView::currentRow() const
{
    const QModelIndex index = currentIndex();
    return index.isValid() && m_model ? m_model->sourceRow(index.row()) : -1;
}

void ListView::selectSourceRow(int row)
{
    const int shown = m_model->rowOfSource(row);
    if (row >= 0 && shown < m_model->rowCount())
        setCurrentIndex(m_model->index(shown, 0));
}

void ListView::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentRow() >= 0) {
        if (event->modifiers().testFlag(Qt::ControlModifier))
            Q_EMIT acted(currentRow());
        else
            Q_EMIT opened(currentRow());
        return;
    }
    if (event->matches(QKeySequence::Copy) && m_model) {
        QList<int> rows;
        for (const QModelIndex& index : selectionModel()->selectedRows())
            rows.append(index.row());
        std::ranges::sort(rows);
        return m_context.copy(m_model->table(rows, u'\t'));
    }
    const QString text = event->text();
    const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (isPlain && !text.isEmpty() && text.front().isPrint() && text.front() != u' ') {
        Q_EMIT typed(text);
        return;
    }
    QTableView::keyPressEvent(event);
}

void ListView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

int ListView::sizeHintForRow(int) const
{
    return m_context.look().height(28);
}

void ListView::fitColumns()
{
    if (!m_model)
        return;
    const int available = viewport()->width();
    const int scaled = QFontMetrics(m_context.look().font(Type::Body)).height();
    int taken = 0;
    int stretching = 0;
    for (int column = 0; column < m_model->columns().size(); ++column) {
        const Column& each = m_model->columns().at(column);
        setColumnHidden(column, each.hideBelow > 0 && available < each.hideBelow);
        if (isColumnHidden(column))
            continue;
        if (each.stretches) {
            stretching += each.width;
            continue;
        }
        const int width = each.width * std::max(18, scaled) / 18;
        setColumnWidth(column, width);
        taken += width;
    }
    if (stretching == 0)
        return;
    int rest = available - taken;
    for (int column = 0; column < m_model->columns().size(); ++column) {
        const Column& each = m_model->columns().at(column);
        if (each.stretches && !isColumnHidden(column))
            setColumnWidth(column, std::max(80, rest * each.width / stretching));
    }
}

} // namespace ui
