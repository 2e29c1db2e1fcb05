// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/logpage.h"

#include "base/log.h"
#include "look/words.h"
#include "records/words.h"
#include "reports.h"
#include "widgets/elided.h"
#include "widgets/flowchoice.h"
#include "widgets/make.h"

#include <QComboBox>
#include <QPlainTextEdit>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

LogPage::LogPage(Context& context)
    : Page(context)
    , m_runs(new RunsModel(context, this))
    , m_records(new RunRecordsModel(context, this))
    , m_filter(new FilterBar(context, u"Filter by account, number or words"_s))
    , m_list(new ListView(context, u"Runs"_s))
    , m_foot(makeLabel(context, {}, Type::Second, "second"))
{
    auto* head = new PageHead(context, u"Log"_s);
    head->setSentence(u"One line for every run, with every record in it."_s);
    QPushButton* exportAll = makeButton(context, u"Export"_s, u"export"_s);
    connect(exportAll, &QPushButton::clicked, this, [this] { this->context().exportList(); });
    head->addWidget(makeReportButton(context, u"Report of this list"_s, {ReportKind::Log},
        [this](ReportKind) { return report(); }));
    head->addWidget(exportAll);
    m_filter->segments()->setSegments({{QString(), u"All"_s}, {u"left"_s, u"Something left"_s},
        {u"stopped"_s, u"Stopped"_s}, {u"nothing"_s, u"Nothing to do"_s}});
    makeChoices();
    auto* upper = new QWidget;
    QVBoxLayout* above = column(upper);
    above->addWidget(head);
    above->addWidget(m_filter);
    above->addWidget(m_list, 1);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(upper);
    splitter->addWidget(makeLower());
    splitter->setSizes({420, 400});
    QVBoxLayout* layout = column(this);
    layout->addWidget(splitter, 1);
    QFrame* foot = makeCard("foot");
    foot->setFixedHeight(look().height(30));
    QHBoxLayout* cells = row(foot);
    cells->setContentsMargins(24, 0, 24, 0);
    cells->addWidget(m_foot);
    cells->addStretch();
    layout->addWidget(foot);
    m_list->setListModel(m_runs);
    connect(m_list, &ListView::chosen, this, &LogPage::showRun);
    connect(m_list, &ListView::typed, m_filter, &FilterBar::startTyping);
    connect(m_filter, &FilterBar::changed, this, &LogPage::applyFilter);
}

QComboBox* LogPage::choice(const QString& name, const QStringList& words)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->addItems(words);
    connect(box, &QComboBox::activated, this, &LogPage::applyFilter);
    m_filter->addTrailing(box);
    return box;
}

void LogPage::makeChoices()
{
    m_kind = choice(u"Kind of run"_s, {u"Any kind"_s, u"Manual"_s, u"Automatic"_s, u"Instant"_s});
    QStringList modules{u"All modules"_s};
    for (const Module module : kModules)
        modules.append(nameOf(module));
    m_module = choice(u"Module"_s, modules);
    m_period = choice(u"Time"_s, {u"Any time"_s, u"Today"_s, u"Last 7 days"_s, u"Last 30 days"_s});
}

void LogPage::applyFilter()
{
    constexpr int daysBack[] = {0, 0, 6, 29};
    const QStringList kinds{QString(), u"manual"_s, u"automatic"_s, u"instant"_s};
    store::Query query;
    query.text = m_filter->field()->text();
    query.filter = kinds.at(m_kind->currentIndex());
    query.result = m_filter->segments()->chosen();
    if (const int module = m_module->currentIndex(); module > 0)
        query.module = kModules[static_cast<size_t>(module - 1)];
    if (const int period = m_period->currentIndex(); period > 0)
        query.from = context().today().addDays(-daysBack[period]).startOfDay();
    m_runs->setQuery(query);
    refresh();
}

std::optional<ReportRequest> LogPage::report() const
{
    const store::Query& query = m_runs->query();
    QStringList words{query.filter, query.result, query.module ? toText(*query.module) : QString(),
        query.from.isValid() ? query.from.date().toString(Qt::ISODate) : QString()};
    words.removeAll(QString());
    return ReportRequest{.kind = ReportKind::Log, .text = query.text, .filter = words.join(u',')};
}

QWidget* LogPage::makeLower()
{
    auto* lower = new QWidget;
    QVBoxLayout* layout = column(lower);
    auto* head = new QWidget;
    head->setMinimumHeight(48);
    QHBoxLayout* cells = row(head, 0, 10);
    cells->setContentsMargins(24, 8, 24, 8);
    m_title = makeLabel(context(), {}, Type::Section);
    m_sentence = new Elided(context(), {}, Type::Body, "second");
    m_retry = makeButton(context(), u"Retry what is left"_s, {}, "small");
    m_leftOver = new Segments(context(), u"Records of the run"_s);
    m_leftOver->setSegments({{QString(), u"All"_s}, {u"left"_s, u"Left over"_s}});
    cells->addWidget(m_title);
    cells->addWidget(m_sentence, 1);
    cells->addWidget(m_leftOver);
    cells->addWidget(m_retry);
    layout->addWidget(head);
    m_modules = makeLabel(context(), {}, Type::Second, "second", true);
    m_modules->setContentsMargins(24, 0, 24, 8);
    m_modules->setObjectName(u"modules-of-the-run"_s);
    layout->addWidget(m_modules);
    connect(m_leftOver, &Segments::changed, this, [this] {
        m_details->hide();
        m_records->setRun(m_run, m_leftOver->chosen() == u"left"_s);
    });
    m_recordList = new ListView(context(), u"Records of the run"_s);
    m_recordList->setListModel(m_records);
    layout->addWidget(m_recordList, 1);
    m_details = new QPlainTextEdit;
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setAccessibleName(u"Technical details"_s);
    m_details->hide();
    layout->addWidget(m_details);
    connect(m_recordList, &ListView::chosen, this, &LogPage::showRecord);
    connect(m_recordList, &ListView::opened, this, [this](int index) {
        if (const auto subject = m_records->row(index).subject)
            context().open(u"ledger"_s,
                u"record:%1/%2"_s.arg(static_cast<int>(subject->kind)).arg(subject->id));
    });
    connect(m_retry, &QPushButton::clicked, this,
        [this] { context().give(command::Retry{.all = true}); });
    return lower;
}

// What was sent and what came back, of every attempt; secrets never reach a page.
QString LogPage::detailsOf(const store::RunRecordRow& record) const
{
    QStringList lines = {record.words};
    QStringList ids = {u"In the ledger: "_s + record.record};
    if (!record.ledgerId.isEmpty())
        ids.append(u"id "_s + record.ledgerId);
    if (!record.xeroId.isEmpty())
        ids.append(u"In Xero: "_s + record.xeroId);
    lines.append(ids.join(u"    "_s));
    if (!record.details.isEmpty())
        lines.append(u"Xero said: “%1”"_s.arg(record.details));
    if (record.operation)
        for (const store::AttemptRow& each : reader().attempts(record.operation)) {
            lines.append(u"\n%1  %2  →  %3"_s.arg(moment(each.at, context().now()), each.request,
                each.httpStatus > 0 ? u"HTTP %1, %2"_s.arg(each.httpStatus).arg(each.outcome)
                                    : each.outcome));
            lines.append(u"Sent: "_s + each.body);
            if (!each.raw.isEmpty())
                lines.append(u"Answer: "_s + each.raw);
        }
    return base::redacted(lines.join(u'\n'));
}

void LogPage::showRecord(int index)
{
    m_details->setPlainText(detailsOf(m_records->row(index)));
    m_details->show();
    // As high as its words, so that it leaves the records their room.
    const int wanted = m_details->document()->blockCount() * m_details->fontMetrics().lineSpacing();
    m_details->setFixedHeight(std::clamp(wanted + 24, look().height(48), look().height(150)));
}

// The log's line for every module: its direction, its accounts, what became of them.
QString LogPage::moduleWords(RunId run) const
{
    QStringList lines;
    for (const store::RunModuleRow& each : reader().runModules(run)) {
        QStringList parts{nameOf(each.flow)};
        if (each.records == 0)
            parts.append(u"nothing to do"_s);
        if (each.done > 0)
            parts.append(u"%1 done"_s.arg(number(each.done)));
        if (each.left > 0)
            parts.append(u"%1 left"_s.arg(number(each.left)));
        QStringList names;
        for (const QString& name : each.accounts)
            names.append(isolated(name));
        if (each.accountCount > each.accounts.size())
            names.append(u"%1 more"_s.arg(number(each.accountCount - each.accounts.size())));
        if (!names.isEmpty())
            parts.append(names.join(u", "_s));
        lines.append(u"%1: %2"_s.arg(nameOf(each.module), parts.join(u", "_s)));
    }
    return lines.join(u'\n');
}

void LogPage::refresh()
{
    if (!context().hasBook())
        return;
    m_runs->refresh();
    const int all = reader().runCount({});
    m_foot->setText(m_runs->sourceRows() == all
            ? counted(all, u"run"_s, u"runs"_s)
            : u"%1 of %2"_s.arg(number(m_runs->sourceRows()), counted(all, u"run"_s, u"runs"_s)));
    if (m_list->currentRow() < 0 && m_runs->sourceRows() > 0)
        m_list->selectSourceRow(0);
    showRun(m_list->currentRow());
}

void LogPage::showRun(int row)
{
    if (row < 0 || row >= m_runs->sourceRows()) {
        const bool isFiltered = reader().runCount({}) > 0;
        m_title->setText(isFiltered ? u"Nothing found"_s : u"No run yet"_s);
        m_sentence->setText(isFiltered ? u"No run has this in its words or its records."_s
                                       : u"Press Sync now, and what happens stands here."_s);
        m_retry->hide();
        m_details->hide();
        m_modules->hide();
        m_leftOver->hide();
        m_run = {};
        return m_records->setRun({}, false);
    }
    const store::RunRow run = m_runs->row(row);
    if (run.id != m_run || run.records != m_runRecords) {
        m_run = run.id;
        m_runRecords = run.records;
        m_details->hide();
        m_records->setRun(run.id, m_leftOver->chosen() == u"left"_s);
    }
    const int all = reader().runRecordCount(run.id, false);
    m_leftOver->setSegments({{QString(), u"All"_s, all},
        {u"left"_s, u"Left over"_s, reader().runRecordCount(run.id, true)}});
    m_leftOver->setVisible(all > 0);
    const QString modules = moduleWords(run.id);
    m_modules->setText(modules);
    m_modules->setVisible(!modules.isEmpty());
    m_title->setText(
        u"%1 run, %2"_s.arg(sentenceCase(run.kind), moment(run.startedAt, context().now())));
    m_sentence->setText(all == 0 && run.records > 0
            ? run.words + u" Nothing was sent, so no record is listed."_s
            : run.words);
    // What an older run left may long have gone through: only the newest says what is left now.
    m_retry->setVisible(
        run.result.contains(u"left"_s) && run.id == reader().runs({}, 0, 1).value(0).id);
}

} // namespace ui
