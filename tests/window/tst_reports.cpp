// SPDX-License-Identifier: GPL-3.0-or-later

// What a page shows, on paper and in a file: from its head, from the palette and by key.

#include "pages/accountfilters.h"
#include "pages/accountspage.h"
#include "pages/logpage.h"
#include "pages/outboxpage.h"
#include "pages/problemspage.h"
#include "reporting/reporting.h"
#include "reportmaker.h"
#include "reports.h"
#include "widgets/tiles.h"
#include "window/workbench.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QProgressBar>
#include <QProgressDialog>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;

namespace {

// Never at its end, and every window of rows takes its time.
class EndlessReader : public window::FakeReader {
public:
    explicit EndlessReader(int& alive)
        : m_alive(alive)
    {
        ++m_alive;
    }
    ~EndlessReader() override { --m_alive; }
    QList<store::OutboxRow> outbox(const store::Query&, int, int) const override
    {
        QTest::qSleep(30);
        return outboxRows;
    }

private:
    int& m_alive;
};

} // namespace

class TestReports : public window::Workbench {
    Q_OBJECT

    int m_alive = 0; // readers that somebody still has
    QTemporaryDir m_folder;

    template <class Kind>
    Kind* page()
    {
        return m_window->findChild<Kind*>();
    }

    QPrintPreviewDialog* preview()
    {
        return find<QPrintPreviewDialog>([](auto*) { return true; });
    }
    QProgressDialog* progress()
    {
        return find<QProgressDialog>([](auto*) { return true; });
    }

    void readEndlessly()
    {
        m_window->setReaders([this](const QString&) {
            return base::Result<std::unique_ptr<store::Reader>>(
                std::make_unique<EndlessReader>(m_alive));
        });
    }

    // Rows of the section, as they would be read on paper.
    QStringList column(const ReportRequest& request, qsizetype section, qsizetype cell)
    {
        QStringList shown;
        const auto report = reporting::build(*m_reader, m_clock, request);
        if (!report)
            return {report.error().sentence};
        for (const auto& row : report->sections.at(section).rows)
            shown.append(report::shown(row.at(cell)));
        return shown;
    }

    // As a person does it: the button opens its menu, the arrows go to the deed, Enter does it.
    void chooseInMenu(QToolButton* button, const QString& deed)
    {
        bool isDone = false;
        QTimer::singleShot(50, this, [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (!menu)
                return;
            for (int step = 0; step < 8 && !isDone; ++step) {
                QTest::keyClick(menu, Qt::Key_Down);
                isDone = menu->activeAction() && menu->activeAction()->text() == deed;
            }
            QTest::keyClick(menu, isDone ? Qt::Key_Return : Qt::Key_Escape);
        });
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY2(isDone, qPrintable(deed));
    }

    QString typeName(const QString& name)
    {
        auto* dialog = find<QFileDialog>([](auto*) { return true; });
        if (!dialog)
            return {};
        const QString path = m_folder.filePath(name);
        auto* field = dialog->findChild<QLineEdit*>(u"fileNameEdit"_s);
        field->setText(path);
        QTest::keyClick(field, Qt::Key_Return);
        settle();
        return path;
    }

    // The engine's part: it writes and answers.
    void writeAsked()
    {
        const auto asked = *last<command::MakeReport>();
        const auto report = reporting::build(*m_reader, m_clock, asked.request);
        QVERIFY(report && report::write(*report, asked.path));
        CommandOutcome outcome;
        outcome.ticket = m_ticket;
        outcome.done = true;
        outcome.sentence = u"The report is in %1."_s.arg(asked.path);
        m_window->showOutcome(outcome);
    }

private Q_SLOTS:
    void initTestCase() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void init()
    {
        m_given.clear();
        openWindow();
    }
    void cleanup() { m_window.reset(); }

    // What is asked for is what is shown ----------------------------------------------------------

    void theOutboxIsNarrowedByKindStateAndText()
    {
        go("outbox");
        QCOMPARE(*page<OutboxPage>()->report(), ReportRequest{.kind = ReportKind::Pending});
        auto* tiles = page<OutboxPage>()->findChild<Tiles*>();
        tiles->choose(u"needs-you"_s);
        Q_EMIT tiles->changed(u"needs-you"_s);
        auto* filter = page<OutboxPage>()->findChild<FilterBar*>();
        filter->set({}, u"invoices"_s);
        const ReportRequest narrowed{
            .kind = ReportKind::Pending, .filter = u"invoices,needs-you"_s};
        QCOMPARE(*page<OutboxPage>()->report(), narrowed);
        const auto* list = page<OutboxPage>()->list()->listModel();
        QStringList shown;
        for (int row = 0; row < list->sourceRows(); ++row)
            shown.append(list->subject(row).number);
        QVERIFY(!shown.isEmpty() && shown.size() < m_reader->outboxCount({}));
        QCOMPARE(column(narrowed, 0, 1), shown);
        QTest::keyClicks(page<OutboxPage>()->filterField(), shown.last());
        QCOMPARE(page<OutboxPage>()->report()->text, shown.last());
        QCOMPARE(column(*page<OutboxPage>()->report(), 0, 1), QStringList{shown.last()});
    }

    void problemsAreNarrowedByWhoActsAndFamily()
    {
        go("problems");
        auto* problems = page<ProblemsPage>();
        QCOMPARE(*problems->report(), ReportRequest{.kind = ReportKind::Problems});
        const QStringList all = column(*problems->report(), 0, 2);
        problems->findChild<FilterBar*>()->set({}, u"xero"_s);
        QCOMPARE(problems->report()->filter, u"xero"_s);
        const QStringList ofXero = column(*problems->report(), 0, 2);
        QVERIFY(!ofXero.isEmpty() && ofXero.size() < all.size());
        QCOMPARE(ofXero.count(u"You, in Xero"_s), ofXero.size());
        problems->findChild<FilterBar*>()->set({}, {});
        auto* family = problems->findChild<QComboBox*>(u"problems/family"_s);
        family->setCurrentIndex(1);
        Q_EMIT family->activated(1);
        const QString name = family->currentData().toString();
        QCOMPARE(problems->report()->filter, name);
        const QStringList ofFamily = column(*problems->report(), 0, 0);
        QVERIFY(!ofFamily.isEmpty() && ofFamily.size() < all.size());
        // Each record stands under a problem that is listed.
        for (const QString& title : column(*problems->report(), 1, 0))
            QVERIFY2(ofFamily.contains(title), qPrintable(title));
    }

    void theLogIsNarrowedByKindResultModuleAndTime()
    {
        go("log");
        auto* log = page<LogPage>();
        QCOMPARE(*log->report(), ReportRequest{.kind = ReportKind::Log});
        log->findChild<FilterBar*>()->set({}, u"left"_s);
        for (const auto& [name, index] :
            {std::pair(u"Kind of run"_s, 1), std::pair(u"Time"_s, 2)}) {
            auto* box = named<QComboBox>(name);
            box->setCurrentIndex(index);
            Q_EMIT box->activated(index);
        }
        QCOMPARE(log->report()->filter, u"manual,left,2025-11-15"_s);
        QCOMPARE(column(*log->report(), 0, 3), QStringList{u"Done, 3 left"_s});
        auto* module = named<QComboBox>(u"Module"_s);
        module->setCurrentIndex(1);
        Q_EMIT module->activated(1);
        const store::Query shown = m_reader->lastRuns;
        column(*log->report(), 0, 3);
        QCOMPARE(m_reader->lastRuns, shown); // the very question that the list asked
        QVERIFY(shown.module.has_value());
    }

    void accountsAreNarrowedByEveryFilter()
    {
        go("accounts");
        auto* accounts = page<AccountsPage>();
        QCOMPARE(*accounts->report(), (ReportRequest{.filter = u"first"_s}));
        accounts->findChild<AccountFilters*>()->chooseCause(BridgeCause::NotYetPushed);
        QTest::keyClicks(accounts->filterField(), u"a"_s);
        const ReportRequest request = *accounts->report();
        QCOMPARE(request.cause, std::optional(BridgeCause::NotYetPushed));
        QCOMPARE(request.text, u"a"_s);
        QVERIFY(!request.vendors);
        const auto* list = accounts->list()->listModel();
        QStringList shown;
        for (int row = 0; row < list->sourceRows(); ++row)
            shown.append(list->subject(row).number);
        shown.sort();
        QStringList reported = column(request, 0, 1);
        reported.sort();
        QVERIFY(!shown.isEmpty());
        QCOMPARE(reported, shown);
        click(u"Vendors"_s);
        QVERIFY(accounts->report()->vendors);
    }

    void signOffsAreReportedWhereTheyAreListed()
    {
        m_reader->signHarbourside();
        go("accounts");
        m_window->findChild<Context*>()->open(u"accounts"_s, u"sign-offs"_s);
        settle();
        QCOMPARE(page<AccountsPage>()->report()->kind, ReportKind::SignOffs);
        chooseInMenu(named<QToolButton>(u"Report of the sign-offs"_s), u"Preview the sign-offs"_s);
        QTRY_VERIFY(preview());
        preview()->close();
        m_window->activateWindow();
        m_window->findChild<Context*>()->open(u"accounts"_s, u"sign-off:7"_s);
        settle();
        QCOMPARE(page<AccountsPage>()->report()->kind, ReportKind::SignOff);
        QCOMPARE(page<AccountsPage>()->report()->signOff, SignOffId{7});
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(preview());
        QCOMPARE(preview()->windowTitle(), u"Sign-off as of 31 Oct 2025"_s);
        preview()->close();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->findChild<Context*>()->open(u"accounts"_s, u"sign-offs"_s);
        settle();
        press(Qt::Key_Escape);
        QCOMPARE(page<AccountsPage>()->report()->kind, ReportKind::Balances);
    }

    void theAccountThatStandsAloneIsReported()
    {
        m_window->resize(1024, 700);
        m_window->findChild<Context*>()->open(u"accounts"_s, u"account:4"_s);
        settle();
        const ReportRequest request = *page<AccountsPage>()->report();
        QCOMPARE(request.kind, ReportKind::Bridge);
        QCOMPARE(request.account, AccountId{4});
    }

    // On paper ------------------------------------------------------------------------------------

    void theMenuOfAPageShowsItsReport()
    {
        go("log");
        chooseInMenu(named<QToolButton>(u"Report of this list"_s), u"Preview the log"_s);
        QTRY_VERIFY(preview());
        QCOMPARE(preview()->windowTitle(), u"Log of syncs"_s);
        QCOMPARE(preview()->accessibleName(), u"Print preview: Log of syncs"_s);
        QVERIFY(!m_window->findChild<ReportMaker*>());
        preview()->close();
    }

    void accountsOfferThreeReportsOfTheSameAccounts()
    {
        go("accounts");
        QStringList words;
        for (const QAction* each : named<QToolButton>(u"Report of this list"_s)->menu()->actions())
            words.append(each->text());
        QCOMPARE(words,
            QStringList(
                {u"Preview the balances"_s, u"Save the balances…"_s, u"Preview the bridge"_s,
                    u"Save the bridge…"_s, u"Preview the ageing"_s, u"Save the ageing…"_s}));
        chooseInMenu(named<QToolButton>(u"Report of this list"_s), u"Preview the bridge"_s);
        QTRY_VERIFY(preview());
        QCOMPARE(preview()->windowTitle(), u"Bridge of the book"_s);
        QCOMPARE(preview()->printer()->pageLayout().orientation(), QPageLayout::Landscape);
        preview()->close();
    }

    void theKeyShowsWhatTheShownPageReports()
    {
        go("problems");
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(preview());
        QCOMPARE(preview()->windowTitle(), u"Problems"_s);
        preview()->close();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        go("inbox");
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QVERIFY(label(u"This page has no report. Ctrl E exports the rows of its list."_s));
        go("settings");
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(label(u"This page has no report."_s));
        QVERIFY(!find<QFileDialog>([](auto*) { return true; }));
    }

    void whatTakesLongCanBeCancelled()
    {
        readEndlessly();
        go("outbox");
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QVERIFY(!progress()); // not for every short one
        QCOMPARE(m_alive, 1);
        QTRY_VERIFY(progress());
        QVERIFY(!m_window->findChild<QProgressDialog*>()->isModal());
        go("log"); // the window goes on
        QVERIFY(named<ListView>(u"Runs"_s));
        for (auto* each : progress()->findChildren<QPushButton*>())
            if (each->text() == u"Cancel"_s)
                QTest::mouseClick(each, Qt::LeftButton);
        settle();
        QVERIFY(!progress() && !preview());
        QCOMPARE(m_alive, 0);
        QTRY_VERIFY(!m_window->findChild<ReportMaker*>());
        QTRY_VERIFY(!m_window->findChild<QProgressDialog*>());
    }

    void aBookThatIsClosedIsLetGoOfAtOnce()
    {
        readEndlessly();
        go("outbox");
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(m_alive, 1);
        m_window->setBook(nullptr, {});
        QCOMPARE(m_alive, 0); // before anybody puts the file aside
        QTest::qWait(500);
        QVERIFY(!progress() && !preview());
    }

    void theWindowMayGoMeanwhile()
    {
        readEndlessly();
        go("outbox");
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(progress());
        m_window.reset();
        QCOMPARE(m_alive, 0);
    }

    void theNewestOneIsMade()
    {
        readEndlessly();
        go("outbox");
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(m_alive, 1);
    }

    void aBookThatCannotBeReadSaysSo()
    {
        m_window->setReaders([](const QString&) {
            return base::Result<std::unique_ptr<store::Reader>>(
                base::failure(base::ErrorKind::Storage, u"The book’s file is gone."_s));
        });
        go("outbox");
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QVERIFY(label(u"The book’s file is gone."_s));
        QVERIFY(!preview());
    }

    void theWorksheetIsSeenBeforeItIsPrinted()
    {
        go("today");
        QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier);
        QVERIFY(preview());
        QVERIFY2(preview()->windowTitle().startsWith(u"Worksheet of "_s),
            qPrintable(preview()->windowTitle()));
        preview()->close();
        settle();
        QVERIFY(!preview());
        click(u"Worksheet"_s);
        QVERIFY(preview());
        preview()->close();
    }

    // In a file -----------------------------------------------------------------------------------

    void theMenuOfAPageSavesItsReport()
    {
        go("outbox");
        QTest::keyClicks(page<OutboxPage>()->filterField(), u"INV"_s);
        const ReportRequest shown = *page<OutboxPage>()->report();
        chooseInMenu(named<QToolButton>(u"Report of this list"_s), u"Save the pushes…"_s);
        const QString path = typeName(u"pushes.csv"_s);
        QVERIFY(!path.isEmpty());
        const auto* asked = last<command::MakeReport>();
        QVERIFY(asked);
        QCOMPARE(asked->request, shown);
        QCOMPARE(asked->path, path);
        QVERIFY(!QFile::exists(path)); // nothing is written by the window itself
        writeAsked();
        QVERIFY(QFile::exists(path));
        QVERIFY(label(u"The report is in "_s));
        QVERIFY(button(u"Open"_s) && button(u"Show in folder"_s));
    }

    // Later one knows from its name what a file is of, whatever stands in that name here.
    void aFileIsNamedAfterWhatIsInIt()
    {
        m_reader->accountRows[3].name = u"Harbourside/Physio: \"A\""_s;
        const auto proposed = [this] {
            QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
            auto* dialog = find<QFileDialog>([](auto*) { return true; });
            const QString name
                = dialog ? QFileInfo(dialog->selectedFiles().value(0)).fileName() : QString();
            delete dialog;
            m_window->activateWindow();
            [&] { QVERIFY(QTest::qWaitForWindowActive(m_window.get())); }();
            return name;
        };
        go("accounts");
        QCOMPARE(proposed(), u"Balances of Coastline customers as of 21 Nov 2025.pdf"_s);
        m_window->resize(1024, 700);
        m_window->findChild<Context*>()->open(u"accounts"_s, u"account:4@2025-10-31"_s);
        QCOMPARE(proposed(), u"Bridge of Harbourside-Physio- -A- as of 31 Oct 2025.pdf"_s);
        go("problems");
        QCOMPARE(proposed(), u"Problems of Coastline as of 21 Nov 2025.pdf"_s);
    }

    void aNameWithoutAnEndBecomesAPdf()
    {
        go("log");
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        typeName(u"log of today"_s);
        QVERIFY(last<command::MakeReport>());
        QCOMPARE(last<command::MakeReport>()->path, m_folder.filePath(u"log of today.pdf"_s));
        QCOMPARE(last<command::MakeReport>()->request.kind, ReportKind::Log);
    }

    void theBooksMenuActsOnTheShownPage()
    {
        go("problems");
        for (auto* menu : m_window->findChildren<QMenu*>())
            for (QAction* each : menu->actions())
                if (each->text() == u"Save the report of this page…"_s)
                    each->trigger();
        typeName(u"p.xlsx"_s);
        QVERIFY(last<command::MakeReport>());
        QCOMPARE(last<command::MakeReport>()->request.kind, ReportKind::Problems);
    }

    // Very long ones ------------------------------------------------------------------------------

    void aVeryLongReportShowsItsBeginning()
    {
        report::Report report;
        report.title = u"Balances"_s;
        report.sections = {{.key = u"a"_s, .columns = {{.title = u"Account"_s}}},
            {.key = u"b"_s, .note = u"In NZD."_s, .columns = {{.title = u"Account"_s}}}};
        for (int row = 0; row < 4'000; ++row)
            for (report::Section& section : report.sections)
                section.rows.append({report::Cell::text(u"Account %1"_s.arg(row))});
        const report::Report shown = report::firstRows(report, 5'000);
        QCOMPARE(report::rowsOf(shown), 5'000);
        QCOMPARE(shown.sections.at(0).note, QString());
        QCOMPARE(shown.sections.at(1).note,
            u"In NZD. The first 1,000 of 4,000 rows; the file holds all."_s);
        QVERIFY(report::firstRows(report, 4'000)
                    .sections.at(1)
                    .note.contains(u"None of its 4,000 rows is shown here"_s));
        QElapsedTimer took;
        took.start();
        previewReport(*m_window->findChild<Context*>(), report, m_window.get());
        QVERIFY(preview());
        qInfo() << "5,000 rows on the screen after" << took.elapsed() << "ms";
        preview()->close();
    }
};

QTEST_MAIN(TestReports)
#include "tst_reports.moc"
