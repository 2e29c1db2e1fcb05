// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "records/reportrequest.h"
#include "report/report.h"
#include "reporting/reporting.h"

#include <QPointer>
#include <QTimer>

class QProgressDialog;

namespace ui {

// Makes a report for the screen, a window of rows at each turn of the window's own loop and on a
// reader of its own, so that nothing else waits for it. Ends itself: made, refused, cancelled, or
// when another book is open.
class ReportMaker : public QObject {
    Q_OBJECT
public:
    // One at a time: the one before it, of this window, gives up.
    ReportMaker(Context& context, QWidget* window);
    ~ReportMaker() override;
    void start(const records::ReportRequest& request);

Q_SIGNALS:
    void made(const report::Report& report);
    void refused(const QString& sentence);

private:
    void step();
    void showProgress(); // only when it takes long enough to be noticed
    void end();

    Context& m_context;
    QWidget* m_window;
    std::unique_ptr<store::Reader> m_reader;
    std::unique_ptr<reporting::Builder> m_builder; // on that reader: goes first
    QPointer<QProgressDialog> m_progress;
    QTimer m_turn, m_patience;
};

} // namespace ui
