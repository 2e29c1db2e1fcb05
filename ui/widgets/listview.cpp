// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/listview.h"

#include "look/words.h"
#include "widgets/listheader.h"
#include "widgets/rowdelegate.h"

#include <QKeyEvent>
#include <QMetaMethod>
#include <QScrollBar>

#include <algorithm>
#include <utility>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

// What the first rows need: a figure is never cut, whatever stands before it or however long it is.
int widestOf(const ListModel& model, int column, const Look& look, int padding)
{
    int widest = 0;
    for (int row = 0; row < std::min(40, model.rowCount()); ++row)
        if (const int cell
            = paintedWidth(model.index(row, column).data(CellRole).value<Cell>(), look);
            cell > 0)
            widest = std::max(widest, cell + padding);
    return widest;
}

} // namespace

// What is chosen, by key, and where the list stands: so that a new reading moves neither.
class KeptRows {
public:
    explicit KeptRows(const ListView& list)
        : current(list.currentRow())
        , scroll(list.verticalScrollBar()->value())
    {
        const ListModel& model = *list.listModel();
        if (current >= 0)
            key = model.key(current);
        const QList<int> rows = list.selectedRows();
        isWhole = rows.size() <= most;
        for (int row : isWhole ? rows : QList<int>())
            selected.insert(model.key(row), row);
    }
    bool areAt(const ListView& list) const
    {
        const ListModel& model = *list.listModel();
        return current == list.currentRow() && (current < 0 || model.key(current) == key)
            && list.selectedRows().size() == selected.size()
            && std::ranges::all_of(selected.keys(),
                [&](const QString& each) { return model.key(selected.value(each)) == each; });
    }
    // A list may be long: a row that has moved further than this is no longer looked for.
    static int find(const ListModel& model, const QString& key, int before)
    {
        constexpr int furthest = 512;
        const auto fits = [&](int row) {
            return row >= 0 && row < model.sourceRows() && model.key(row) == key;
        };
        for (int away = 0; away < furthest; ++away)
            for (int row : {before - away, before + away})
                if (fits(row))
                    return row;
        return -1;
    }

    int current, scroll;
    QString key;
    QHash<QString, int> selected;
    bool isWhole = true;
    bool wasTicking = false;

private:
    static constexpr qsizetype most = 500;
};

ListView::~ListView() = default;

ListView::ListView(Context& context, const QString& name, QWidget* parent)
    : QTableView(parent)
    , m_context(context)
    , m_header(new ListHeader(context.look(), this))
{
    setHorizontalHeader(m_header);
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
    setFirstPadding(24);
    connect(m_header, &QHeaderView::sectionResized, this,
        [this](int column, int, int width) { widened(column, width); });
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (m_model && !m_model->isGroup(index.row()))
            Q_EMIT opened(m_model->sourceRow(index.row()));
    });
    connect(&context.look(), &Look::changed, this, &ListView::restyle);
    restyle();
}

void ListView::restyle()
{
    verticalHeader()->setDefaultSectionSize(lineHeight());
    m_header->setFont(m_context.look().font(Type::Second));
    m_header->setFixedHeight(m_context.look().height(28));
    viewport()->update();
}

void ListView::setFirstPadding(int pixels)
{
    m_firstPadding = pixels;
    m_header->setFirstPadding(pixels);
    setItemDelegate(new RowDelegate(m_context.look(), pixels, this));
}

void ListView::setListModel(ListModel* model)
{
    m_model = model;
    setModel(model);
    connect(model, &ListModel::modelReset, this, [this] {
        m_ticking = false;
        spanGroups();
        showOrder();
    });
    connect(model, &ListModel::aboutToRead, this, &ListView::keepRows);
    connect(model, &ListModel::counted, this, &ListView::findRows);
    connect(model, &ListModel::counted, this, &ListView::fitColumns);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& current) {
            if (current.isValid() && !m_model->isGroup(current.row()))
                Q_EMIT chosen(m_model->sourceRow(current.row()));
        });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this] { Q_EMIT selectionCountChanged(static_cast<int>(selectedRows().size())); });
    connect(m_header, &QHeaderView::sectionClicked, this, [this](int column) {
        if (!m_model->columns().at(column).isSortable)
            return;
        const store::Query& query = m_model->query();
        // Up, down, and back to the list's own order with its headings.
        if (query.sortColumn != column)
            m_model->sort(column, Qt::AscendingOrder);
        else if (query.order == store::Order::Ascending)
            m_model->sort(column, Qt::DescendingOrder);
        else
            m_model->sort(-1, Qt::AscendingOrder);
    });
    spanGroups();
    showOrder();
    fitColumns();
}

void ListView::keepRows()
{
    m_kept = std::make_unique<KeptRows>(*this);
    m_kept->wasTicking = m_ticking;
}

// What is chosen stays chosen wherever it now stands; what has gone leaves nothing chosen.
void ListView::findRows()
{
    const auto kept = std::exchange(m_kept, nullptr);
    if (!kept || !kept->isWhole || kept->areAt(*this))
        return;
    QItemSelection selection;
    for (auto each = kept->selected.cbegin(); each != kept->selected.cend(); ++each)
        if (const int row = KeptRows::find(*m_model, each.key(), each.value()); row >= 0) {
            const QModelIndex index = m_model->index(m_model->rowOfSource(row), 0);
            selection.select(index, index);
        }
    const int row = kept->current < 0 ? -1 : KeptRows::find(*m_model, kept->key, kept->current);
    {
        // Nobody has chosen anything: the page hears of it by its own refresh.
        const QSignalBlocker quiet(this);
        setAutoScroll(false);
        selectionModel()->select(
            selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        selectionModel()->setCurrentIndex(
            row < 0 ? QModelIndex() : m_model->index(m_model->rowOfSource(row), 0),
            QItemSelectionModel::NoUpdate);
        setAutoScroll(true);
    }
    m_ticking = kept->wasTicking && !selection.isEmpty();
    verticalScrollBar()->setValue(kept->scroll);
    Q_EMIT selectionCountChanged(static_cast<int>(selectedRows().size()));
}

void ListView::spanGroups()
{
    clearSpans();
    for (int row : m_model->groupRows())
        setSpan(row, 0, 1, m_model->columnCount());
}

void ListView::showOrder()
{
    const store::Query& query = m_model->query();
    m_header->setSortIndicatorShown(query.sortColumn >= 0);
    if (query.sortColumn >= 0)
        m_header->setSortIndicator(query.sortColumn,
            query.order == store::Order::Descending ? Qt::DescendingOrder : Qt::AscendingOrder);
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

void ListView::chooseNothing()
{
    setCurrentIndex({});
    clearSelection();
}

bool ListView::event(QEvent* event)
{
    // Ticks are taken back before Esc closes anything of the window's.
    if (event->type() == QEvent::ShortcutOverride && m_ticking && !selectedRows().isEmpty()
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QTableView::event(event);
}

// The ring goes round a row; Qt would paint one cell of it anew.
void ListView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update();
}

// The keyboard begins at the first record, not at the heading above it.
void ListView::focusInEvent(QFocusEvent* event)
{
    if (m_model && !currentIndex().isValid())
        if (const QModelIndex first = firstRecord(1); first.isValid())
            selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    QTableView::focusInEvent(event);
}

QModelIndex ListView::firstRecord(int step) const
{
    const int rows = m_model->rowCount();
    for (int row = step > 0 ? 0 : rows - 1; row >= 0 && row < rows; row += step)
        if (!m_model->isGroup(row))
            return m_model->index(row, 0);
    return {};
}

// Whole rows are walked: Home and End are the ends of the list, where Qt has those of a row.
QModelIndex ListView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (m_model && (action == MoveHome || action == MoveEnd))
        return firstRecord(action == MoveHome ? 1 : -1);
    return QTableView::moveCursor(action, modifiers);
}

void ListView::keyPressEvent(QKeyEvent* event)
{
    if (m_model && takeKey(event))
        return event->accept();
    const QString text = event->text();
    const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (isPlain && !text.isEmpty() && text.front().isPrint() && text.front() != u' ') {
        Q_EMIT typed(text);
        return;
    }
    QTableView::keyPressEvent(event);
}

bool ListView::takeKey(QKeyEvent* event)
{
    const bool withControl = event->modifiers().testFlag(Qt::ControlModifier);
    const bool withShift = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentRow() < 0)
            return false;
        withControl ? act(currentRow()) : Q_EMIT opened(currentRow());
        return true;
    case Qt::Key_C:
        if (!withControl)
            return false;
        withShift ? copyIds() : copyRows();
        return true;
    case Qt::Key_Space:
        tick();
        return true;
    case Qt::Key_Escape:
        if (!m_ticking || selectedRows().isEmpty())
            return false;
        m_ticking = false;
        clearSelection();
        return true;
    default:
        return false;
    }
}

void ListView::act(int row)
{
    if (isSignalConnected(QMetaMethod::fromSignal(&ListView::acted))) {
        Q_EMIT acted(row);
        return;
    }
    const Subject subject = m_model->subject(row);
    if (subject.record)
        m_context.give(records::command::Sync{.kind = records::command::RunKind::Instant,
            .direction = records::command::Direction::Push,
            .only = subject.record});
    else
        Q_EMIT opened(row);
}

void ListView::copyRows()
{
    QList<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows.append(index.row());
    if (rows.isEmpty() && currentIndex().isValid())
        rows.append(currentIndex().row());
    std::ranges::sort(rows);
    if (!rows.isEmpty())
        m_context.copy(m_model->table(rows, u'\t'));
}

void ListView::copyIds()
{
    if (currentRow() < 0)
        return;
    const Subject subject = m_model->subject(currentRow());
    QString xero = subject.xeroId;
    if (xero.isEmpty() && subject.record && m_context.hasBook())
        if (const auto detail = m_context.reader().record(*subject.record))
            xero = detail->xeroId;
    if (xero.isEmpty() && !subject.record && subject.account && m_context.hasBook()) {
        const auto detail = m_context.reader().account(subject.account);
        if (detail && detail->link && detail->link->contact)
            xero = detail->link->contact.toString();
    }
    if (!subject.number.isEmpty())
        m_context.copy(xero.isEmpty() ? subject.number : subject.number + u'\t' + xero);
}

void ListView::tick()
{
    if (currentRow() < 0)
        return;
    // The first Space ticks the row that moving about has selected; from then on it is taken off
    // and put on.
    const auto how = std::exchange(m_ticking, true) ? QItemSelectionModel::Toggle
                                                    : QItemSelectionModel::Select;
    selectionModel()->select(currentIndex(), how | QItemSelectionModel::Rows);
}

bool ListView::goToNeedy(int step)
{
    // A long list is looked through piece by piece; further away than this nobody goes by key.
    constexpr int furthest = 5000;
    const int rows = m_model ? m_model->rowCount() : 0;
    // A row that the keyboard merely stands on may itself be the one.
    const QModelIndex at = currentIndex();
    const bool isChosen = at.isValid() && selectionModel()->isSelected(at);
    int row = at.isValid() ? at.row() + (isChosen ? step : 0) : step > 0 ? 0 : rows - 1;
    for (int looked = 0; row >= 0 && row < rows && looked < furthest; row += step, ++looked) {
        if (m_model->isGroup(row) || !m_model->subject(m_model->sourceRow(row)).needsYou)
            continue;
        m_ticking = false;
        setCurrentIndex(m_model->index(row, 0));
        return true;
    }
    return false;
}

QItemSelectionModel::SelectionFlags ListView::selectionCommand(
    const QModelIndex& index, const QEvent* event) const
{
    const bool isKey = event && event->type() == QEvent::KeyPress;
    if (m_ticking && isKey
        && !static_cast<const QKeyEvent*>(event)->modifiers().testFlag(Qt::ShiftModifier))
        return QItemSelectionModel::NoUpdate;
    return QTableView::selectionCommand(index, event);
}

void ListView::mousePressEvent(QMouseEvent* event)
{
    m_ticking = false;
    QTableView::mousePressEvent(event);
}

void ListView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

int ListView::sizeHintForRow(int) const
{
    return lineHeight();
}

void ListView::setComfortable(bool comfortable)
{
    m_comfortable = comfortable;
    restyle();
}

void ListView::chooseColumn(int column, bool shown)
{
    if (column == 0)
        return;
    m_hidden.remove(column);
    m_wanted.remove(column);
    (shown ? m_wanted : m_hidden).insert(column);
    fitColumns();
}

void ListView::widened(int column, int width)
{
    if (!m_fitting)
        m_widths.insert(column, width);
}

int ListView::columnOf(const QString& title) const
{
    const auto& columns = m_model->columns();
    const auto found = std::ranges::find(columns, title, &Column::title);
    return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

QVariantMap ListView::arrangement() const
{
    QVariantMap kept;
    if (!m_model)
        return kept;
    const auto title = [&](int column) { return m_model->columns().at(column).title; };
    QStringList hidden, wanted;
    for (int column : m_hidden)
        hidden.append(title(column));
    for (int column : m_wanted)
        wanted.append(title(column));
    QVariantMap widths;
    for (auto each = m_widths.begin(); each != m_widths.end(); ++each)
        widths.insert(title(each.key()), each.value());
    const store::Query& query = m_model->query();
    kept.insert(u"hidden"_s, hidden);
    kept.insert(u"wanted"_s, wanted);
    kept.insert(u"widths"_s, widths);
    kept.insert(u"comfortable"_s, m_comfortable);
    kept.insert(u"sort"_s, query.sortColumn < 0 ? QString() : title(query.sortColumn));
    kept.insert(u"descending"_s, query.order == store::Order::Descending);
    return kept;
}

void ListView::setArrangement(const QVariantMap& arrangement)
{
    if (!m_model)
        return;
    m_hidden.clear();
    for (const QString& title : arrangement.value(u"hidden"_s).toStringList())
        if (const int column = columnOf(title); column > 0)
            m_hidden.insert(column);
    m_wanted.clear();
    for (const QString& title : arrangement.value(u"wanted"_s).toStringList())
        if (const int column = columnOf(title); column > 0)
            m_wanted.insert(column);
    m_widths.clear();
    const QVariantMap widths = arrangement.value(u"widths"_s).toMap();
    for (auto each = widths.begin(); each != widths.end(); ++each)
        if (const int column = columnOf(each.key()); column >= 0)
            m_widths.insert(column, each.value().toInt());
    setComfortable(arrangement.value(u"comfortable"_s).toBool());
    const int sorted = columnOf(arrangement.value(u"sort"_s).toString());
    if (sorted < 0)
        m_model->sort(-1, Qt::AscendingOrder);
    else if (m_model->columns().at(sorted).isSortable)
        m_model->sort(sorted,
            arrangement.value(u"descending"_s).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    fitColumns();
}

void ListView::hideColumns(int available)
{
    const auto least = [&](int column) {
        const Column& each = m_model->columns().at(column);
        return each.stretches ? std::min(each.width, 150) : widthOf(column);
    };
    int wanted = 0;
    for (int column = 0; column < m_model->columns().size(); ++column) {
        const bool isNarrow = available < m_model->columns().at(column).hideBelow;
        const bool isHidden = m_hidden.contains(column) || (isNarrow && !m_wanted.contains(column));
        setColumnHidden(column, isHidden);
        if (!isHidden)
            wanted += least(column);
    }
    // What doesn't fit goes from the end, money last; the inspector has it.
    const auto dropWhere = [&](const auto& mayGo) {
        for (int column = m_model->columnCount() - 1; column > 1 && wanted > available; --column)
            if (!isColumnHidden(column) && !m_model->columns().at(column).stays && mayGo(column)) {
                setColumnHidden(column, true);
                wanted -= least(column);
            }
    };
    for (bool money : {false, true})
        dropWhere([&](int column) {
            return m_model->columns().at(column).isRight == money && !m_wanted.contains(column);
        });
    dropWhere([](int) { return true; });
}

int ListView::widthOf(int column) const
{
    const int scaled = QFontMetrics(m_context.look().font(Type::Body)).height();
    const int own = m_model->columns().at(column).width * std::max(18, scaled) / 18;
    const bool fits = m_model->columns().at(column).isRight || m_model->columns().at(column).fits;
    const int padding = 8 + trailingPadding(*m_header, column, m_firstPadding);
    const int least = fits ? widestOf(*m_model, column, m_context.look(), padding) : 0;
    return m_widths.value(column, std::max(own, least));
}

// Where every column that stretches is hidden, the last of words takes what is left.
void ListView::giveRest(int rest)
{
    for (int column = m_model->columnCount() - 1; column >= 0; --column)
        if (!isColumnHidden(column) && !m_model->columns().at(column).isRight)
            return setColumnWidth(column, columnWidth(column) + rest);
}

void ListView::fitColumns()
{
    if (!m_model)
        return;
    m_fitting = true;
    const int available = viewport()->width();
    hideColumns(available);
    int taken = 0;
    int stretching = 0;
    for (int column = 0; column < m_model->columns().size(); ++column) {
        const Column& each = m_model->columns().at(column);
        if (isColumnHidden(column))
            continue;
        if (each.stretches) {
            stretching += each.width;
            continue;
        }
        setColumnWidth(column, widthOf(column));
        taken += widthOf(column);
    }
    const int rest = available - taken;
    if (stretching == 0 && rest > 0)
        giveRest(rest);
    for (int column = 0; column < m_model->columns().size(); ++column) {
        const Column& each = m_model->columns().at(column);
        if (each.stretches && !isColumnHidden(column))
            setColumnWidth(column, std::max(80, rest * each.width / std::max(1, stretching)));
    }
    m_fitting = false;
}

} // namespace ui
