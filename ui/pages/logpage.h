// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/page.h"

class QComboBox;
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
    std::optional<records::ReportRequest> report() const override;

private:
    void makeChoices();
    QComboBox* choice(const QString& name, const QStringList& words);
    void applyFilter();
    void showRun(int row);
    QString moduleWords(records::RunId run) const;
    QString detailsOf(const store::RunRecordRow& record) const;
    void showRecord(int index);
    QWidget* makeLower();

    RunsModel* m_runs;
    RunRecordsModel* m_records;
    FilterBar* m_filter;
    ListView* m_list;
    ListView* m_recordList = nullptr;
    records::RunId m_run; // the one shown below
    int m_runRecords = 0;
    QComboBox* m_kind = nullptr;
    QComboBox* m_module = nullptr;
    QComboBox* m_period = nullptr;
    Segments* m_leftOver = nullptr; // all records of the run, or what did not go through
    QLabel* m_modules = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_sentence = nullptr;
    QPushButton* m_retry = nullptr;
    QPlainTextEdit* m_details = nullptr;
    QLabel* m_foot;
};

} // namespace ui
