// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/listmodel.h"

#include "base/formula.h"

#include <QStringList>

#include <algorithm>

namespace ui {

ListModel::ListModel(QList<Column> columns, QObject* parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{
}

void ListModel::readAgain()
{
    forget();
    m_sourceRows = count(m_query);
    m_groups = groups(m_sourceRows);
}

void ListModel::setQuery(const store::Query& query)
{
    Q_EMIT aboutToRead();
    beginResetModel();
    m_query = query;
    readAgain();
    endResetModel();
    Q_EMIT counted();
}

void ListModel::refresh()
{
    Q_EMIT aboutToRead();
    const int before = rowCount();
    const QList<Group> groupsBefore = m_groups;
    const int sourceBefore = m_sourceRows;
    readAgain();
    const bool same = before == rowCount()
        && std::ranges::equal(groupsBefore, m_groups, {}, &Group::sourceRow, &Group::sourceRow);
    if (same) {
        if (before > 0)
            Q_EMIT dataChanged(index(0, 0), index(before - 1, columnCount() - 1));
    } else {
        // The old state has to be in place while the views are told.
        const QList<Group> groupsNow = std::exchange(m_groups, groupsBefore);
        const int sourceNow = std::exchange(m_sourceRows, sourceBefore);
        beginResetModel();
        m_groups = groupsNow;
        m_sourceRows = sourceNow;
        endResetModel();
    }
    Q_EMIT counted();
}

bool ListModel::isGroup(int row) const
{
    return sourceRow(row) < 0;
}

int ListModel::sourceRow(int row) const
{
    int above = 0;
    for (const Group& group : m_groups) {
        const int heading = group.sourceRow + above;
        if (row == heading)
            return -1;
        if (row < heading)
            break;
        ++above;
    }
    return row - above;
}

int ListModel::rowOfSource(int sourceRow) const
{
    const auto above = std::ranges::count_if(
        m_groups, [&](const Group& group) { return group.sourceRow <= sourceRow; });
    return sourceRow + static_cast<int>(above);
}

QList<int> ListModel::groupRows() const
{
    QList<int> rows;
    for (const Group& group : m_groups)
        rows.append(group.sourceRow + static_cast<int>(rows.size()));
    return rows;
}

int ListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_sourceRows + static_cast<int>(m_groups.size());
}

int ListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const int source = sourceRow(index.row());
    if (role == GroupRole)
        return source < 0;
    if (role == LoudRole)
        return source >= 0 && isLoud(source);
    if (role == Qt::TextAlignmentRole && m_columns.at(index.column()).isRight)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && source >= 0)
        if (const Cell told = cell(source, index.column());
            !told.markWords.isEmpty() || !told.below.isEmpty())
            return told.spoken();
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != CellRole)
        return {};
    Cell shown;
    if (source >= 0) {
        shown = cell(source, index.column());
    } else if (index.column() == 0) {
        shown = m_groups.at(groupRows().indexOf(index.row())).heading;
    }
    if (role == Qt::DisplayRole)
        shown.markWords.clear(); // it has an icon to be seen by
    return role == CellRole ? QVariant::fromValue(shown) : QVariant(shown.spoken());
}

QVariant ListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns.at(section).title;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(m_columns.at(section).isRight
                ? Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter
                : Qt::AlignLeading | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags ListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    // A heading is walked over: nothing can be done with it.
    return isGroup(index.row()) ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

void ListModel::sort(int column, Qt::SortOrder order)
{
    store::Query query = m_query;
    query.sortColumn = column;
    query.order = column < 0          ? store::Order::Default
        : order == Qt::AscendingOrder ? store::Order::Ascending
                                      : store::Order::Descending;
    if (query != m_query)
        setQuery(query);
}

QString ListModel::table(const QList<int>& rows, QChar separator) const
{
    const auto quoted = [&](QString text) {
        text = base::withoutFormula(text);
        if (separator == u'\t')
            return text.replace(u'\t', u' ').replace(u'\n', u' ');
        if (text.contains(separator) || text.contains(u'"') || text.contains(u'\n'))
            return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
        return text;
    };
    const auto plain = [](QString text) { return text.replace(QChar(0x2212), u'-'); };
    QStringList lines;
    QStringList cells;
    for (const Column& column : m_columns)
        cells.append(quoted(column.title));
    lines.append(cells.join(separator));
    for (int row : rows) {
        const int source = sourceRow(row);
        if (source < 0)
            continue;
        cells.clear();
        for (int column = 0; column < columnCount(); ++column) {
            Cell shown = cell(source, column);
            shown.markWords.clear(); // a column of its own says it
            const bool isMoney
                = shown.kind == Cell::Kind::Money || shown.kind == Cell::Kind::Difference;
            cells.append(isMoney ? quoted(plain(shown.text).remove(u',')) : quoted(shown.spoken()));
        }
        lines.append(cells.join(separator));
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace ui
