// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace ui {

// Both histories of an account beside each other: dots joined where one record is tied to another.
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
    void show(const QList<store::TimelineRow>& rows, bool all);
    static qsizetype lastAgreement(const QList<store::TimelineRow>& rows);
    const store::TimelineRow& row(int row) const { return m_rows.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const store::TimelineRow& row, int column) const;

    Context& m_context;
    QList<store::TimelineRow> m_rows;
};

class TimelineView : public QTableView {
    Q_OBJECT
public:
    TimelineView(Context& context, TimelineModel* model, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Context& m_context;
};

} // namespace ui
