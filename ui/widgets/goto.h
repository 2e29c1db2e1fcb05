// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QDialog>
#include <QStandardItemModel>

class QLineEdit;
class QListView;

namespace ui {

// Ctrl K: records by number, name or amount, the pages, and what can be done.
class GoTo : public QDialog {
    Q_OBJECT
public:
    struct Entry {
        QString icon, text, key;
        std::function<void()> act;
    };
    GoTo(Context& context, QList<Entry> entries, QWidget* parent);
    void start(); // clears, places itself and takes the keyboard

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void find(const QString& text);
    void addRow(const Entry& entry, const QString& trailing);
    void run(int row);

    Context& m_context;
    QList<Entry> m_entries;
    QList<Entry> m_shown;
    QLineEdit* m_field;
    QListView* m_list;
    QStandardItemModel m_model;
};

} // namespace ui
