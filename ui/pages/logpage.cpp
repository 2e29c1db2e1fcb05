// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/logpage.h"

#include "look/words.h"
#include "widgets/elided.h"
#include "widgets/make.h"

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
    m_filter->segments()->setSegments({{QString(), u"All"_s}, {u"manual"_s, u"Manual"_s},
        {u"automatic"_s, u"Automatic"_s}, {u"instant"_s, u"Instant"_s},
        {u"left"_s, u"Something left"_s}, {u"stopped"_s, u"Stopped"_s}});
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
    connect(m_filter, &FilterBar::changed, this, [this](const QString& text, const QString& kind) {
        store::Query query;
        query.text = text;
        query.filter = kind;
        m_runs->setQuery(query);
        refresh();
    });
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
    cells->addWidget(m_title);
    cells->addWidget(m_sentence, 1);
    cells->addWidget(m_retry);
    layout->addWidget(head);
    m_recordList = new ListView(context(), u"Records of the run"_s);
    m_recordList->setListModel(m_records);
    layout->addWidget(m_recordList, 1);
    m_details = new QPlainTextEdit;
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setAccessibleName(u"Technical details"_s);
    m_details->setMaximumHeight(look().height(96));
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

void LogPage::showRecord(int index)
{
    const store::RunRecordRow record = m_records->row(index);
    QStringList lines = {record.words};
    QStringList ids = {u"In the ledger: "_s + record.record};
    if (!record.xeroId.isEmpty())
        ids.append(u"In Xero: "_s + record.xeroId);
    lines.append(ids.join(u"    "_s));
    if (!record.details.isEmpty())
        lines.append(u"Xero said: “%1”"_s.arg(record.details));
    m_details->setPlainText(lines.join(u'\n'));
    m_details->show();
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
        m_run = {};
        return m_records->setRun({}, 0);
    }
    const store::RunRow run = m_runs->row(row);
    if (run.id != m_run || run.records != m_runRecords) {
        m_run = run.id;
        m_runRecords = run.records;
        m_details->hide();
        m_records->setRun(run.id, run.records);
    }
    m_title->setText(
        u"%1 run, %2"_s.arg(sentenceCase(run.kind), moment(run.startedAt, context().now())));
    m_sentence->setText(m_records->sourceRows() == 0 && run.records > 0
            ? run.words + u" Nothing was sent, so no record is listed."_s
            : run.words);
    // What an older run left may long have gone through: only the newest says what is left now.
    m_retry->setVisible(
        run.result.contains(u"left"_s) && run.id == reader().runs({}, 0, 1).value(0).id);
}

} // namespace ui
