// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/page.h"

class QPlainTextEdit;

namespace ui {

// Every run above, the records of the chosen one below.
class LogPage : public Page {
    Q_OBJECT
public:
    explicit LogPage(Context& context);
    void refresh() override;
    QLineEdit* filterField() const override { return m_filter->field(); }
    ListView* list() const override { return m_list; }

private:
    void showRun(int row);
    void showRecord(int index);
    QWidget* makeLower();

    RunsModel* m_runs;
    RunRecordsModel* m_records;
    FilterBar* m_filter;
    ListView* m_list;
    ListView* m_recordList = nullptr;
    records::RunId m_run; // the one shown below
    int m_runRecords = 0;
    QLabel* m_title = nullptr;
    QLabel* m_sentence = nullptr;
    QPushButton* m_retry = nullptr;
    QPlainTextEdit* m_details = nullptr;
    QLabel* m_foot;
};

} // namespace ui
