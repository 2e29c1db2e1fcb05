// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/schedulesection.h"

#include "look/words.h"
#include "report/letter.h"
#include "widgets/make.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTimeEdit>
#include <QTimeZone>

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int kShownRuns = 4;
constexpr int kMinutesOfDay = 24 * 60;
constexpr int kAddressWidth = 320;

QString nameOf(Job job)
{
    switch (job) {
    case Job::PushDocuments:
        return u"Push invoices and credit notes"_s;
    case Job::PushPayments:
        return u"Push payments and allocations"_s;
    case Job::Pull:
        return u"Pull changes from Xero"_s;
    }
    return {};
}

int waitingFor(const store::OutboxSummary& outbox, Job job)
{
    int waiting = 0;
    for (const store::KindSum& kind : outbox.waitingKinds)
        if (jobOf(kind.kind) == job)
            waiting += kind.count;
    return waiting;
}

// The timetable of a book that had none.
QList<QTime> usualTimes()
{
    return {QTime(0, 0), QTime(8, 0), QTime(12, 0), QTime(16, 0)};
}

template <class Widget, class Set>
void quietly(Widget* widget, Set set)
{
    const QSignalBlocker blocker(widget);
    if (!widget->hasFocus())
        set(widget);
}

} // namespace

ScheduleSection::ScheduleSection(Context& context)
    : m_context(context)
    , m_layout(column(this, 0, 14))
{
    m_layout->addWidget(makeLabel(context, u"Schedule"_s, Type::PageTitle));
    makeSwitch();
    makeTimes();
    makeModules();
    makeJobs();
    makeMail();
}

QFrame* ScheduleSection::card(const QString& title)
{
    QFrame* frame = makeCard();
    QVBoxLayout* layout = column(frame, 16, 8);
    layout->addWidget(makeLabel(m_context, title, Type::Section));
    m_layout->addWidget(frame);
    return frame;
}

void ScheduleSection::change(const std::function<void(Schedule&)>& how)
{
    const Schedule before = m_context.reader().schedule();
    Schedule after = before;
    how(after);
    if (after == before)
        return;
    m_context.giveWithUndo(command::ChangeSchedule{after}, u"Schedule changed."_s, u"settings"_s,
        command::ChangeSchedule{before});
}

void ScheduleSection::makeSwitch()
{
    QFrame* frame = card(u"Automatic sync"_s);
    m_isOn = new QCheckBox(u"Sync by itself while this window is open"_s);
    connect(m_isOn, &QCheckBox::clicked, this,
        [this](bool isOn) { change([&](Schedule& schedule) { schedule.isOn = isOn; }); });
    frame->layout()->addWidget(m_isOn);
    m_state = makeLabel(m_context, {}, Type::Body, "second", true);
    frame->layout()->addWidget(m_state);
    frame->layout()->addWidget(makeLabel(m_context,
        u"With the window closed, “tieout-cli run-due” does what is due: let cron, launchd or "
        "systemd start it."_s,
        Type::Second, "third", true));
}

void ScheduleSection::makeTimes()
{
    QFrame* frame = card(u"When"_s);
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    m_byTimes = new QRadioButton(u"At times of the day, in this computer’s own time"_s);
    m_byIntervals = new QRadioButton(u"Each job at its own interval"_s);
    layout->addWidget(m_byTimes);
    m_timetable = new QWidget;
    QVBoxLayout* inner = column(m_timetable, 0, 8);
    inner->setContentsMargins(24, 0, 0, 4);
    QHBoxLayout* count = row(nullptr, 0, 8);
    m_count = new QSpinBox;
    m_count->setRange(1, kMostTimesOfDay);
    m_count->setAccessibleName(u"Runs a day"_s);
    count->addWidget(makeLabel(m_context, u"Runs a day"_s, Type::Body, "second"));
    count->addWidget(m_count);
    count->addStretch();
    inner->addLayout(count);
    m_timeGrid = new QGridLayout;
    m_timeGrid->setSpacing(8);
    for (int i = 0; i < kMostTimesOfDay; ++i) {
        auto* time = new QTimeEdit;
        time->setDisplayFormat(u"HH:mm"_s);
        time->setAccessibleName(u"Time %1"_s.arg(i + 1));
        m_times[static_cast<size_t>(i)] = time;
        connect(time, &QTimeEdit::editingFinished, this, [this] {
            QList<QTime> all;
            for (const QTimeEdit* each : m_times)
                if (!each->isHidden())
                    all.append(each->time());
            setTimes(all);
        });
    }
    placeTimes();
    inner->addLayout(m_timeGrid);
    makePresets(inner);
    layout->addWidget(m_timetable);
    layout->addWidget(m_byIntervals);
    m_next = makeLabel(m_context, {}, Type::Body, nullptr, true);
    m_next->setObjectName(u"next-runs"_s);
    layout->addWidget(m_next);
    connect(m_byTimes, &QRadioButton::clicked, this, [this] {
        change([](Schedule& schedule) {
            if (schedule.times.isEmpty())
                schedule.times = usualTimes();
        });
    });
    connect(m_byIntervals, &QRadioButton::clicked, this,
        [this] { change([](Schedule& schedule) { schedule.times.clear(); }); });
    connect(m_count, &QSpinBox::valueChanged, this, &ScheduleSection::setCount);
}

void ScheduleSection::placeTimes()
{
    constexpr int mostColumns = 5;
    const int columns = m_isNarrow ? 3 : mostColumns;
    for (int i = 0; i < kMostTimesOfDay; ++i)
        m_timeGrid->addWidget(m_times[static_cast<size_t>(i)], i / columns, i % columns);
    m_timeGrid->setColumnStretch(mostColumns, 1);
}

void ScheduleSection::makePresets(QVBoxLayout* into)
{
    const std::pair<QString, QList<QTime>> presets[] = {
        {u"0:00, 8:00, 12:00, 16:00"_s, usualTimes()}, {u"Once, at 7:00"_s, {QTime(7, 0)}},
        {u"Every two hours, 8:00 to 18:00"_s,
            {QTime(8, 0), QTime(10, 0), QTime(12, 0), QTime(14, 0), QTime(16, 0), QTime(18, 0)}}};
    m_presets = new QBoxLayout(QBoxLayout::LeftToRight);
    m_presets->setSpacing(8);
    for (const auto& [words, times] : presets) {
        QPushButton* button = makeButton(m_context, words, {}, "small");
        connect(button, &QPushButton::clicked, this, [this, times = times] { setTimes(times); });
        m_presets->addWidget(button, 0, Qt::AlignLeft);
    }
    m_presets->addStretch();
    into->addLayout(m_presets);
}

void ScheduleSection::setTimes(QList<QTime> times)
{
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    change([&](Schedule& schedule) { schedule.times = times; });
}

// One more goes two hours after the last, or where there is room.
void ScheduleSection::setCount(int count)
{
    QList<QTime> times = m_context.reader().schedule().times;
    while (times.size() > count)
        times.removeLast();
    QTime next = times.isEmpty() ? QTime(8, 0) : times.last().addSecs(2 * 3600);
    while (times.size() < count) {
        while (times.contains(next))
            next = next.addSecs(3600);
        times.append(next);
    }
    setTimes(times);
}

void ScheduleSection::makeModules()
{
    m_modulesCard = card(u"What a run of the timetable does"_s);
    auto* layout = static_cast<QVBoxLayout*>(m_modulesCard->layout());
    m_flows = new FlowChoice(m_context, u"Automatic sync"_s);
    layout->addWidget(m_flows);
    connect(m_flows, &FlowChoice::changed, this,
        [this] { change([this](Schedule& schedule) { schedule.flows = m_flows->flows(); }); });
    layout->addWidget(makeLabel(m_context, u"When it is switched on"_s, Type::Strong));
    m_catchUp = new QRadioButton(u"Catch up from the last sync"_s);
    m_fresh = new QRadioButton(u"Start fresh at the first run"_s);
    auto* both = new QButtonGroup(this);
    both->addButton(m_catchUp);
    both->addButton(m_fresh);
    layout->addWidget(m_catchUp);
    layout->addWidget(m_fresh);
    connect(m_catchUp, &QRadioButton::clicked, this,
        [this] { change([](Schedule& schedule) { schedule.start = StartMode::CatchUp; }); });
    connect(m_fresh, &QRadioButton::clicked, this,
        [this] { change([](Schedule& schedule) { schedule.start = StartMode::Fresh; }); });
}

void ScheduleSection::makeJobs()
{
    QFrame* frame = card(u"Jobs"_s);
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    m_jobsNote = makeLabel(m_context, {}, Type::Body, "second", true);
    layout->addWidget(m_jobsNote);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    int column = 0;
    for (const QString& word : {u"Job"_s, u"Every"_s, u"Last run"_s, u"Next run"_s, u"Waiting"_s})
        m_jobHeads.append(makeLabel(m_context, word, Type::Second, "third"));
    for (QLabel* head : m_jobHeads)
        grid->addWidget(head, 0, column++);
    int line = 1;
    for (const Job job : kJobs) {
        m_jobs.append(makeJob(job, grid, line));
        grid->addWidget(m_jobs.last().below, line + 1, 0);
        line += 2;
    }
    layout->addLayout(grid);
    m_jobGrid = grid;
}

ScheduleSection::JobRow ScheduleSection::makeJob(Job job, QGridLayout* grid, int line)
{
    JobRow cells{job};
    cells.isOn = new QCheckBox(nameOf(job));
    cells.minutes = new QSpinBox;
    cells.minutes->setRange(1, kMinutesOfDay);
    cells.minutes->setSuffix(u" min"_s);
    cells.minutes->setKeyboardTracking(false);
    cells.minutes->setAccessibleName(u"Minutes between: %1"_s.arg(nameOf(job)));
    cells.last = makeLabel(m_context, {}, Type::Body, "second");
    cells.next = makeLabel(m_context, {});
    cells.waiting = makeLabel(m_context, {});
    cells.waiting->setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
    cells.below = makeLabel(m_context, {}, Type::Second, "third");
    cells.below->setContentsMargins(24, 0, 0, 4);
    cells.below->hide();
    cells.run = makeButton(m_context, u"Run now"_s, u"sync"_s, "small");
    cells.run->setAccessibleName(u"Run now: %1"_s.arg(nameOf(job)));
    int column = 0;
    for (QWidget* cell : {static_cast<QWidget*>(cells.isOn), static_cast<QWidget*>(cells.minutes),
             static_cast<QWidget*>(cells.last), static_cast<QWidget*>(cells.next),
             static_cast<QWidget*>(cells.waiting), static_cast<QWidget*>(cells.run)})
        grid->addWidget(cell, line, column++);
    connect(cells.isOn, &QCheckBox::clicked, this, [this, job](bool isOn) {
        change([&](Schedule& schedule) { schedule.of(job).isOn = isOn; });
    });
    connect(cells.minutes, &QSpinBox::valueChanged, this, [this, job](int minutes) {
        change([&](Schedule& schedule) { schedule.of(job).minutes = minutes; });
    });
    connect(cells.run, &QPushButton::clicked, this, [this, job] { runNow(job); });
    return cells;
}

void ScheduleSection::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    placeTimes();
    m_presets->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    for (QLabel* head : m_jobHeads.mid(2))
        head->setVisible(!isNarrow);
    int line = 1;
    for (const JobRow& each : m_jobs) {
        for (QLabel* cell : {each.last, each.next, each.waiting})
            cell->setVisible(!isNarrow);
        each.below->setVisible(isNarrow);
        constexpr int lastColumn = 5;
        m_jobGrid->addWidget(
            each.run, isNarrow ? line + 1 : line, isNarrow ? 1 : lastColumn, Qt::AlignLeft);
        line += 2;
    }
}

void ScheduleSection::runNow(Job job)
{
    command::Sync run;
    run.of.jobs = {job};
    run.flows = flowsOf({}, run.of);
    run.direction = job == Job::Pull ? command::Direction::Pull : command::Direction::Push;
    m_context.give(run);
}

void ScheduleSection::makeMail()
{
    QFrame* frame = card(u"E-mail"_s);
    m_mail = new QCheckBox(u"A message for every automatic run"_s);
    connect(m_mail, &QCheckBox::clicked, this,
        [this](bool isOn) { change([&](Schedule& schedule) { schedule.email = isOn; }); });
    m_problemsOnly = new QCheckBox(u"Only when something stopped it"_s);
    connect(m_problemsOnly, &QCheckBox::clicked, this,
        [this](bool isOn) { change([&](Schedule& s) { s.emailProblemsOnly = isOn; }); });
    m_mailTo = new QLineEdit;
    m_mailTo->setAccessibleName(u"E-mail address"_s);
    m_mailTo->setPlaceholderText(u"name@example.com"_s);
    m_mailTo->setMaximumWidth(kAddressWidth);
    connect(m_mailTo, &QLineEdit::editingFinished, this, &ScheduleSection::setMailTo);
    m_mailRefused = makeLabel(m_context, {}, Type::Second, "stop", true);
    m_mailRefused->hide();
    m_queued = makeLabel(m_context, {}, Type::Body, "second", true);
    m_openMail = makeButton(m_context, u"Open as an e-mail"_s, u"export"_s, "small");
    connect(m_openMail, &QPushButton::clicked, this, &ScheduleSection::openMail);
    auto* address = row(nullptr, 0, 8);
    QLabel* whom = makeLabel(m_context, u"For"_s, Type::Body, "second");
    whom->setBuddy(m_mailTo);
    address->addWidget(whom);
    address->addWidget(m_mailTo, 1);
    address->addStretch();
    auto* waiting = row(nullptr, 0, 12);
    waiting->addWidget(m_queued, 1);
    waiting->addWidget(m_openMail, 0, Qt::AlignTop);
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    layout->addWidget(m_mail);
    layout->addWidget(m_problemsOnly);
    layout->addLayout(address);
    layout->addWidget(m_mailRefused);
    layout->addLayout(waiting);
}

void ScheduleSection::setMailTo()
{
    Schedule schedule = m_context.reader().schedule();
    schedule.emailTo = m_mailTo->text().trimmed();
    const auto good = checked(schedule);
    m_mailRefused->setText(good ? QString() : good.error().sentence);
    m_mailRefused->setVisible(!good);
    if (good && schedule.emailTo != m_context.reader().schedule().emailTo)
        change([&](Schedule& s) { s.emailTo = schedule.emailTo; });
}

// The user's own mail program sends it: Tieout keeps no password for mail.
void ScheduleSection::openMail()
{
    const QList<store::MessageRow> waiting = m_context.reader().waitingMessages();
    if (waiting.isEmpty())
        return;
    QList<report::Message> messages;
    for (const store::MessageRow& row : waiting)
        messages.append({row.subject, row.body});
    m_context.openAddress(QString::fromLatin1(
        report::toMailto(report::letterOf(m_context.reader().schedule().emailTo, messages))
            .toEncoded()));
    m_context.give(command::TakeMessages{waiting.last().run});
}

QString ScheduleSection::nextWords(const Schedule& schedule, const RunTimes& ran) const
{
    if (!schedule.isOn)
        return u"Nothing runs by itself."_s;
    QStringList next;
    for (const QDateTime& each :
        nextRuns(schedule, ran, m_context.now(), QTimeZone::systemTimeZone(), kShownRuns))
        next.append(moment(each, m_context.now()));
    return next.isEmpty() ? u"No job is on, so nothing runs by itself."_s
                          : u"Next runs: %1"_s.arg(next.join(u" · "_s));
}

void ScheduleSection::refresh()
{
    const Schedule schedule = m_context.reader().schedule();
    const RunTimes ran = m_context.reader().runTimes();
    m_isOn->setChecked(schedule.isOn);
    const QDateTime next = m_context.status().nextRunAt;
    m_state->setText(!schedule.isOn ? u"Off: only what you press is synced."_s
            : m_context.status().connection == Connection::SyncIsOff
            ? u"Paused after five connection errors within an hour. Press Sync now to try again."_s
            : m_context.status().connection == Connection::SignInNeeded
            ? u"Paused until you sign in to Xero again."_s
            : next.isValid() ? u"On. The next run is %1."_s.arg(moment(next, m_context.now()))
                             : u"On, as soon as the book is connected to Xero."_s);
    showTimes(schedule);
    m_next->setText(nextWords(schedule, ran));
    m_modulesCard->setVisible(!schedule.times.isEmpty());
    m_flows->set(schedule.flows);
    m_catchUp->setChecked(schedule.start == StartMode::CatchUp);
    m_fresh->setChecked(schedule.start == StartMode::Fresh);
    showJobs(schedule, ran);
    m_mail->setChecked(schedule.email);
    m_problemsOnly->setChecked(schedule.emailProblemsOnly);
    m_problemsOnly->setEnabled(schedule.email);
    quietly(m_mailTo, [&](QLineEdit* field) { field->setText(schedule.emailTo); });
    const qsizetype queued = m_context.reader().waitingMessages().size();
    m_queued->setText(queued == 0
            ? u"No message waits. Your own mail program sends them: Tieout keeps no password. For "
              u"cron there is “tieout-cli messages --letter”."_s
            : u"%1 for your mail program."_s.arg(
                counted(queued, u"message waits"_s, u"messages wait"_s)));
    m_openMail->setVisible(queued > 0);
}

void ScheduleSection::showTimes(const Schedule& schedule)
{
    const bool byTimes = !schedule.times.isEmpty();
    m_byTimes->setChecked(byTimes);
    m_byIntervals->setChecked(!byTimes);
    m_timetable->setVisible(byTimes);
    const QSignalBlocker blocker(m_count);
    m_count->setValue(std::max(1, static_cast<int>(schedule.times.size())));
    for (int i = 0; i < kMostTimesOfDay; ++i) {
        QTimeEdit* field = m_times[static_cast<size_t>(i)];
        field->setVisible(i < schedule.times.size());
        if (i < schedule.times.size())
            quietly(field, [&](QTimeEdit* edit) { edit->setTime(schedule.times.at(i)); });
    }
}

void ScheduleSection::showJobs(const Schedule& schedule, const RunTimes& ran)
{
    const bool byTimes = !schedule.times.isEmpty();
    m_jobsNote->setText(byTimes
            ? u"The timetable takes their place. You can still run each by hand."_s
            : u"What is due together goes in one run."_s);
    const store::OutboxSummary outbox = m_context.reader().outboxSummary();
    const QDateTime now = m_context.now();
    for (const JobRow& each : m_jobs) {
        each.isOn->setChecked(schedule.of(each.job).isOn);
        each.isOn->setEnabled(!byTimes);
        each.minutes->setEnabled(!byTimes && schedule.of(each.job).isOn);
        quietly(each.minutes, [&](QSpinBox* box) { box->setValue(schedule.of(each.job).minutes); });
        const QDateTime last = ran.of(each.job);
        each.last->setText(last.isValid() ? moment(last, now) : u"never"_s);
        const QDateTime next = nextRun(schedule, ran, each.job, now, QTimeZone::systemTimeZone());
        each.next->setText(next.isValid() ? moment(next, now) : u"–"_s);
        each.waiting->setText(
            each.job == Job::Pull ? u"–"_s : number(waitingFor(outbox, each.job)));
        each.below->setText(
            (last.isValid() ? u"Last run %1"_s.arg(each.last->text()) : u"Never run yet"_s)
            + u"\nNext run %1"_s.arg(each.next->text())
            + (each.job == Job::Pull ? QString() : u" · %1 waiting"_s.arg(each.waiting->text())));
        each.run->setEnabled(!m_context.status().running);
    }
}

} // namespace ui
