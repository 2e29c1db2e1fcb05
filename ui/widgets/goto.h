// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QDialog>
#include <QStandardItemModel>

class QLabel;
class QLineEdit;
class QListView;

namespace ui {

// Ctrl K: records by number, name or amount, the pages, and what can be done. Enter opens, Ctrl
// Enter acts.
class GoTo : public QDialog {
    Q_OBJECT
public:
    struct Entry {
        QString icon, text, key;
        std::function<void()> act;
        std::function<void()> primary = {}; // Ctrl Enter; none: the same as Enter
        QString state = {}; // of a record: "waiting"
    };
    GoTo(Context& context, QList<Entry> entries, QWidget* parent);
    void start(); // clears, places itself and takes the keyboard

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void find(const QString& text);
    void findRecords(const QString& text);
    void addRow(const Entry& entry, const QString& amount);
    void run(int row, bool primary);
    void sayWhatEnterDoes();

    Context& m_context;
    QList<Entry> m_entries;
    QList<Entry> m_shown;
    QLineEdit* m_field;
    QListView* m_list;
    QLabel* m_foot;
    QStandardItemModel m_model;
};

} // namespace ui
