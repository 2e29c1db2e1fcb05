// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/timeline.h"
#include "context.h"

#include <QAbstractTableModel>
#include <QTableView>

#include <array>

namespace ui {

// Both histories of an account beside each other: dots joined where one record is tied to another.
// The last row is the sum: both balances, and by how much they differ.
class TimelineModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Place {
        Day,
        Ledger,
        LedgerAmount,
        LedgerBalance,
        Twin,
        Xero,
        XeroAmount,
        XeroBalance,
        Places
    };
    TimelineModel(Context& context, QObject* parent);
    // all: from the first record; else from the last moment both sides agreed.
    void show(const QList<bridge::TimelineRow>& rows, const records::Bridge& bridge, bool all);
    static qsizetype lastAgreement(const QList<bridge::TimelineRow>& rows);
    // Both sides have it, of another amount; or one side alone has it, and it makes a difference.
    static bool differs(const bridge::TimelineRow& row);
    bool isSum(int row) const { return row == m_rows.size(); }
    const bridge::TimelineRow& row(int row) const { return m_rows.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const bridge::TimelineRow& row, int column) const;
    QString sumText(int column) const;

    Context& m_context;
    QList<bridge::TimelineRow> m_rows;
    records::Bridge m_bridge;
};

class TimelineView : public QTableView {
    Q_OBJECT
public:
    TimelineView(Context& context, TimelineModel* model, QWidget* parent = nullptr);

Q_SIGNALS:
    void opened(const records::RecordRef& record); // Enter or double click on a ledger record
    void openedInXero(const records::XeroRef& record); // of a row that only Xero has

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void open(int row);
    void restyle();
    void measure();
    void fit();

    Context& m_context;
    TimelineModel* m_model;
    std::array<int, TimelineModel::Places> m_figures{}; // how wide each column of figures must be
};

} // namespace ui
