// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/models.h"
#include "pages/timelineview.h"
#include "support/manualclock.h"
#include "window/fakereader.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace ui;
using Qt::StringLiterals::operator""_s;

class TestModels : public QObject {
    Q_OBJECT

    ManualClock m_clock{window::FakeReader::now()};
    std::unique_ptr<Context> m_context;
    window::FakeReader* m_reader = nullptr;

    template <class Model>
    void walk()
    {
        Model model(*m_context, nullptr);
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setQuery({});
        store::Query narrow;
        narrow.text = u"no such thing"_s;
        model.setQuery(narrow);
        model.setQuery({});
        model.refresh();
        for (int row = 0; row < std::min(50, model.rowCount()); ++row)
            for (int column = 0; column < model.columnCount(); ++column)
                QVERIFY(model.index(row, column).data(CellRole).template canConvert<Cell>());
    }

private Q_SLOTS:
    void init()
    {
        m_context = std::make_unique<Context>(m_clock, nullptr);
        auto reader = std::make_unique<window::FakeReader>();
        m_reader = reader.get();
        m_context->setReader(std::move(reader));
    }

    void everyModelKeepsTheRules()
    {
        walk<AccountsModel>();
        walk<OutboxModel>();
        walk<InboxModel>();
        walk<LedgerModel>();
        walk<LinksModel>();
        walk<RunsModel>();
        walk<RunRecordsModel>();
        walk<AdoptionModel>();
        walk<ProblemRowsModel>();
        TimelineModel timeline(*m_context, nullptr);
        QAbstractItemModelTester tester(
            &timeline, QAbstractItemModelTester::FailureReportingMode::QtTest);
        timeline.show(QList<bridge::TimelineRow>(10), {}, true);
        QCOMPARE(timeline.rowCount(), 11); // the sum is a row of its own
    }

    void rowsAreReadInWindows()
    {
        AccountsModel model(*m_context, nullptr);
        model.setQuery({});
        QVERIFY(model.rowCount() > 600);
        QCOMPARE(model.index(600, 0).data().toString(), u"Customer 576"_s);
        QVERIFY(m_reader->largestWindow <= 256);
    }

    void groupsStandAboveTheirRows()
    {
        OutboxModel model(*m_context, nullptr);
        model.setQuery({});
        QCOMPARE(model.rowCount(), model.sourceRows() + 5);
        QCOMPARE(m_reader->outboxWindows, 0); // no row is read to find where a group begins
        QVERIFY(model.isGroup(0));
        QVERIFY(model.index(0, 0).data().toString().startsWith(u"Needs you 6"_s));
        QCOMPARE(model.sourceRow(1), 0);
        QCOMPARE(model.rowOfSource(0), 1);
        for (int source = 0; source < model.sourceRows(); ++source)
            QCOMPARE(model.sourceRow(model.rowOfSource(source)), source);
        QCOMPARE(model.index(1, 1).data().toString(), u"INV-10381"_s);
    }

    void aNameIsNeverAFormula()
    {
        for (const char* name : {"=1+1", "+61 7 5550 0000", "-12 apples", "@sum"}) {
            m_reader->accountRows[0].name = QString::fromLatin1(name);
            AccountsModel model(*m_context, nullptr);
            model.setQuery({});
            const QString text = model.table({0}, u',');
            QVERIFY2(text.contains(u"\n'"_s + QString::fromLatin1(name) + u','), qPrintable(text));
        }
    }

    void rowsAreCopiedAsATable()
    {
        AccountsModel model(*m_context, nullptr);
        model.setQuery({});
        const QString text = model.table({0, 9}, u',');
        QVERIFY2(text.contains(
                     u"Murray & Sons Plumbing,1240.80,0.00,+1240.80,1240.80,0.00,Failed,,\n"_s),
            qPrintable(text));
        QVERIFY2(text.contains(u",-20.00,"_s), qPrintable(text));
    }
};

QTEST_MAIN(TestModels)
#include "tst_models.moc"
