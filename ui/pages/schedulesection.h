// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "widgets/flowchoice.h"

#include <array>

class QCheckBox;
class QFrame;
class QBoxLayout;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;
class QTimeEdit;
class QVBoxLayout;

namespace ui {

// When the book syncs by itself: the switch, the timetable or the jobs' intervals, what its runs
// do, and the next ones. Changes apply at once, with undo. Its widgets stay, so that a field that
// is being typed into keeps its text.
class ScheduleSection : public QWidget {
    Q_OBJECT
public:
    explicit ScheduleSection(Context& context);
    void refresh();
    void setNarrow(bool isNarrow); // a job's times go under its name

private:
    struct JobRow {
        records::Job job;
        QCheckBox* isOn = nullptr;
        QSpinBox* minutes = nullptr;
        QLabel* last = nullptr;
        QLabel* next = nullptr;
        QLabel* waiting = nullptr;
        QLabel* below = nullptr; // all three in words, where there is no room for columns
        QPushButton* run = nullptr;
    };
    QFrame* card(const QString& title);
    void makeSwitch();
    void makeTimes();
    void makePresets(QVBoxLayout* into);
    void placeTimes();
    void makeModules();
    void makeJobs();
    JobRow makeJob(records::Job job, QGridLayout* grid, int line);
    void makeMail();
    void setMailTo();
    void openMail();
    void change(const std::function<void(records::Schedule&)>& how);
    void setTimes(QList<QTime> times);
    void setCount(int count);
    void runNow(records::Job job);
    void showTimes(const records::Schedule& schedule);
    void showJobs(const records::Schedule& schedule, const records::RunTimes& ran);
    QString nextWords(const records::Schedule& schedule, const records::RunTimes& ran) const;

    Context& m_context;
    QVBoxLayout* m_layout;
    QCheckBox* m_isOn = nullptr;
    QLabel* m_state = nullptr;
    QRadioButton* m_byTimes = nullptr;
    QRadioButton* m_byIntervals = nullptr;
    QWidget* m_timetable = nullptr;
    QSpinBox* m_count = nullptr;
    std::array<QTimeEdit*, records::kMostTimesOfDay> m_times{};
    QLabel* m_next = nullptr;
    QFrame* m_modulesCard = nullptr;
    FlowChoice* m_flows = nullptr;
    QRadioButton* m_catchUp = nullptr;
    QRadioButton* m_fresh = nullptr;
    QLabel* m_jobsNote = nullptr;
    QList<JobRow> m_jobs;
    QList<QLabel*> m_jobHeads; // of the columns that go
    QGridLayout* m_jobGrid = nullptr;
    QGridLayout* m_timeGrid = nullptr;
    QBoxLayout* m_presets = nullptr;
    bool m_isNarrow = false;
    QCheckBox* m_mail = nullptr;
    QCheckBox* m_problemsOnly = nullptr;
    QLineEdit* m_mailTo = nullptr;
    QLabel* m_mailRefused = nullptr;
    QLabel* m_queued = nullptr;
    QPushButton* m_openMail = nullptr;
};

} // namespace ui
