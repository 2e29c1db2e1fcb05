// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pages/accountfigures.h"
#include "pages/timelineview.h"
#include "widgets/celltable.h"

#include <QFrame>

class QLabel;

namespace ui {

class Segments;

// Both sides of an account beside each other: their entries on one timeline, what is open invoice
// by invoice, and how long it has been.
class SidesCard : public QFrame {
    Q_OBJECT
public:
    explicit SidesCard(Context& context, QWidget* parent = nullptr);
    void show(const AccountFigures& figures);
    void focusRows();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum InvoiceColumn { Number, Date, Due, Ledger, Xero, Difference, InvoiceColumns };
    enum AgeColumn { Age, AgeLedger, AgeXero, AgeDifference, AgeColumns };
    QWidget* makeHead();
    void showView();
    void showEntries();
    void showInvoices();
    QList<TableCell> cellsOf(const bridge::Outstanding& one) const;
    void showAgeing();
    void openInvoice(int row);
    void fit();

    Context& m_context;
    AccountFigures m_figures;
    QList<bridge::Outstanding> m_invoices; // as they stand in the table
    QLabel* m_title = nullptr;
    Segments* m_view = nullptr;
    Segments* m_span = nullptr; // of the entries
    Segments* m_which = nullptr; // of the invoices
    QLabel* m_day = nullptr; // on which the ages are counted
    QLabel* m_empty = nullptr;
    TimelineModel* m_model;
    TimelineView* m_timeline = nullptr;
    CellTable* m_open = nullptr;
    CellTable* m_ages = nullptr;
};

} // namespace ui
