// SPDX-License-Identifier: GPL-3.0-or-later

#include "reportmaker.h"

#include <QProgressDialog>

#include <chrono>

using namespace std::chrono_literals;
using Qt::StringLiterals::operator""_s;

namespace ui {

ReportMaker::ReportMaker(Context& context, QWidget* window)
    : m_context(context)
    , m_window(window)
{
    for (ReportMaker* before :
        window->findChildren<ReportMaker*>(QString(), Qt::FindDirectChildrenOnly))
        before->end();
    setParent(window);
    m_patience.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &ReportMaker::step);
    connect(&m_patience, &QTimer::timeout, this, &ReportMaker::showProgress);
    connect(&context, &Context::bookChanged, this, &ReportMaker::end);
}

ReportMaker::~ReportMaker()
{
    delete m_progress;
}

void ReportMaker::start(const records::ReportRequest& request)
{
    auto reader = m_context.anotherReader();
    if (!reader) {
        Q_EMIT refused(reader.error().sentence);
        return end();
    }
    m_reader = std::move(*reader);
    m_builder = std::make_unique<reporting::Builder>(*m_reader, m_context.clock(), request);
    if (const auto begun = m_builder->begin(); !begun) {
        Q_EMIT refused(begun.error().sentence);
        return end();
    }
    m_turn.start(0);
    m_patience.start(400ms);
}

void ReportMaker::step()
{
    const bool isMore = m_builder->step();
    if (m_progress)
        m_progress->setValue(m_builder->done());
    if (isMore)
        return;
    const report::Report report = m_builder->take();
    end();
    Q_EMIT made(report);
}

void ReportMaker::showProgress()
{
    // Not modal: then it never runs a loop of its own, and the window can be used meanwhile.
    m_progress = new QProgressDialog(
        u"Making the report…"_s, u"Cancel"_s, 0, m_builder->total(), m_window);
    m_progress->setWindowTitle(u"Report"_s);
    m_progress->setWindowModality(Qt::NonModal);
    m_progress->setAutoReset(false);
    m_progress->setAutoClose(false);
    m_progress->setMinimumWidth(360);
    m_progress->setValue(m_builder->done());
    connect(m_progress, &QProgressDialog::canceled, this, &ReportMaker::end);
    m_progress->show();
}

// The book's file is let go of at once: it may be about to be put aside.
void ReportMaker::end()
{
    m_turn.stop();
    m_patience.stop();
    m_builder.reset();
    m_reader.reset();
    if (m_progress) {
        m_progress->disconnect(this);
        m_progress->hide();
        m_progress->deleteLater();
    }
    deleteLater();
}

} // namespace ui
