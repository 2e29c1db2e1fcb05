// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/livingbook.h"

#include <QJsonArray>
#include <QTest>

#include <cstdio>

using namespace records;
using namespace Qt::StringLiterals;

// A week of a bookkeeper's computer: it sleeps, the program is closed, the line is cut, the sign-in
// is taken back, the day's calls are used up. What she saw is printed from the log; nothing goes
// twice, nothing is lost, and what was missed is caught up once.
class TestOfAWeek : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWeek();

private:
    void begin();
    void monday();
    void tuesday();
    void wednesday();
    void thursday();
    void friday();
    void weekend();
    void nextMonday();
    void print() const;
    void checkOnceAndWhole();

    QDateTime at(int day, int hour, int minute = 0) const
    {
        return m_book->at(QDate(2026, 11, day), QTime(hour, minute));
    }
    // Work until then: something is billed each hour, and what was billed before is paid.
    void workUntil(const QDateTime& until);
    void bill();
    int automaticRuns() const { return m_book->reader().runCount({.filter = u"automatic"_s}); }

    std::unique_ptr<LivingBook> m_book;
    QStringList m_invoices, m_payments;
    int m_writesSignedOut = 0;
};

void TestOfAWeek::bill()
{
    const auto number = m_invoices.size() + 1;
    const QString account = number % 2 ? u"1001"_s : u"1002"_s;
    const QString invoice = u"INV-%1"_s.arg(10'000 + number);
    m_book->invoice(account, invoice, u"%1.50"_s.arg(100 + number));
    m_invoices.append(invoice);
    if (number % 3 != 0)
        return;
    const QString payment = u"PAY-%1"_s.arg(20'000 + number);
    m_book->payment(account, payment, u"%1.50"_s.arg(100 + number), invoice);
    m_payments.append(payment);
}

void TestOfAWeek::workUntil(const QDateTime& until)
{
    while (m_book->now().addSecs(3600) < until) {
        m_book->runUntil(m_book->now().addSecs(3600));
        bill();
    }
    m_book->runUntil(until);
}

void TestOfAWeek::begin()
{
    m_book = std::make_unique<LivingBook>(
        QDateTime(QDate(2026, 11, 15), QTime(20, 30), Qt::UTC), "Australia/Sydney");
    m_book->open(); // Monday 07:30
    QVERIFY(m_book->tell(command::Connect{}).done);
    m_book->account(u"1001"_s, u"Harbourside Physio"_s);
    m_book->account(u"1002"_s, u"Wattle & Co Cafe"_s);
    Schedule schedule;
    schedule.times = *timesOfDay({u"0:00"_s, u"8:00"_s, u"12:00"_s, u"16:00"_s});
    schedule.email = true;
    QVERIFY(m_book->tell(command::ChangeSchedule{schedule}).done);
}

void TestOfAWeek::monday()
{
    workUntil(at(16, 18));
    QCOMPARE(automaticRuns(), 3); // 8, 12, 16
    m_book->sleepUntil(at(17, 8, 30)); // the lid is closed: 0:00 and 8:00 are missed
    m_book->runUntil(at(17, 8, 40));
    QCOMPARE(automaticRuns(), 4);
}

void TestOfAWeek::tuesday()
{
    workUntil(at(17, 11, 50));
    m_book->xero().setOnline(false);
    workUntil(at(17, 15, 10));
    m_book->xero().setOnline(true);
    workUntil(at(17, 18));
    m_book->close(); // until Wednesday morning: 0:00 and 8:00 are missed
}

void TestOfAWeek::wednesday()
{
    m_book->sleepUntil(at(18, 9, 20));
    m_book->open();
    const int before = automaticRuns();
    m_book->runUntil(at(18, 9, 30));
    QVERIFY(automaticRuns() - before <= 1);
    workUntil(at(18, 10));
    QVERIFY(m_book->tell(command::Sync{}).done);
    workUntil(at(18, 18));
    m_book->runUntil(at(19, 8, 30));
}

void TestOfAWeek::thursday()
{
    workUntil(at(19, 11));
    m_book->xero().revoke(); // somebody disconnects Tieout in Xero
    const int writes = m_book->xero().writes();
    const int before = automaticRuns();
    workUntil(at(19, 17, 30));
    QCOMPARE(m_book->status().connection, Connection::SignInNeeded);
    QCOMPARE(automaticRuns() - before, 1); // noticed at 12:00, then paused
    m_writesSignedOut = m_book->xero().writes() - writes;
    QVERIFY(m_book->tell(command::Connect{}).done);
    m_book->runUntil(at(19, 17, 45));
    QCOMPARE(automaticRuns() - before, 2); // what was missed, once
    m_book->runUntil(at(20, 8, 30));
}

void TestOfAWeek::friday()
{
    workUntil(at(20, 11));
    m_book->xero().setSettings({{u"perDay"_s, 25}}); // another program uses up the day's calls
    workUntil(at(20, 12, 30));
    m_book->xero().setSettings({{u"perDay"_s, 3}});
    workUntil(at(20, 18));
    QCOMPARE(m_book->status().connection, Connection::Waiting);
    QCOMPARE(m_book->status().nextRunAt, m_book->status().resumesAt);
}

void TestOfAWeek::weekend()
{
    m_book->xero().setOnline(false); // she takes the computer home, where there is no line
    m_book->xero().setSettings({{u"perDay"_s, 5000}});
    m_book->runUntil(at(22, 16, 1));
    for (int minute = 2; minute <= 5; ++minute) { // and tries by hand
        m_book->runUntil(at(22, 16, minute));
        QVERIFY(!m_book->tell(command::Sync{}).done);
    }
    QCOMPARE(m_book->status().connection, Connection::SyncIsOff);
}

void TestOfAWeek::nextMonday()
{
    m_book->xero().setOnline(true);
    const int before = automaticRuns();
    m_book->sleepUntil(at(23, 8, 30));
    m_book->runUntil(at(23, 8, 45));
    QCOMPARE(automaticRuns(), before); // nothing by itself before somebody tries
    const CommandOutcome again = m_book->tell(command::Sync{}); // Try again
    QVERIFY2(again.done, qPrintable(again.sentence));
    QCOMPARE(m_book->status().connection, Connection::Connected);
    m_book->runUntil(at(23, 12, 5));
}

// One line a run and one a banner, in the order she saw them.
void TestOfAWeek::print() const
{
    QMultiMap<QDateTime, QString> lines;
    for (const store::RunRow& run : m_book->runs())
        lines.insert(run.startedAt,
            u"%1  %2 %3 %4 %5"_s.arg(m_book->wall(run.startedAt), run.kind.leftJustified(10),
                run.direction.leftJustified(14), run.result.leftJustified(14), run.words));
    for (const LivingBook::Banner& banner : m_book->banners())
        lines.insert(banner.at,
            u"%1  %2"_s.arg(m_book->wall(banner.at),
                banner.words.isEmpty() ? u"-- the banner goes"_s
                                       : u"-- banner: "_s + banner.words));
    std::puts("\nWhat the bookkeeper saw (times of the day: 0:00, 8:00, 12:00, 16:00)\n");
    for (const QString& line : lines)
        std::puts(qUtf8Printable(line));
    std::printf(
        "\n%lld messages queued, %lld invoices, %lld payments; in Xero each of them once.\n\n",
        static_cast<long long>(m_book->reader().waitingMessages().size()),
        static_cast<long long>(m_invoices.size()), static_cast<long long>(m_payments.size()));
}

void TestOfAWeek::checkOnceAndWhole()
{
    const QJsonObject truth = m_book->xero().truth();
    QHash<QString, int> times;
    for (const QJsonValue& row : truth[u"invoices"_s].toArray())
        ++times[row[u"number"_s].toString()];
    for (const QString& invoice : m_invoices)
        QVERIFY2(times.value(invoice) == 1, qPrintable(invoice));
    QCOMPARE(truth[u"overpayments"_s].toArray().size(), m_payments.size());
    const store::OutboxSummary outbox = m_book->reader().outboxSummary();
    QCOMPARE(outbox.waiting + outbox.sending + outbox.unknown + outbox.needYou, 0);
    QVERIFY(!m_book->status().everything);
    QCOMPARE(m_writesSignedOut, 0);
    QCOMPARE(m_book->xero().writesWhileRevoked(), 0);
    QCOMPARE(m_book->reader().waitingMessages().size(), automaticRuns());
    // Every time of the day is followed by at most one run before the next one comes, but for tries
    // that failed.
    QHash<QString, int> done;
    for (const store::RunRow& run : m_book->runs()) {
        if (run.kind != u"automatic"_s || run.result.startsWith(u"Stopped"_s))
            continue;
        const QString slot = m_book->wall(run.startedAt, "yyyy-MM-dd")
            + QString::number(
                run.startedAt.toTimeZone(QTimeZone("Australia/Sydney")).time().hour() / 4);
        ++done[slot];
        QVERIFY2(done[slot] == 1, qPrintable(slot));
    }
}

void TestOfAWeek::aWeek()
{
    begin();
    monday();
    tuesday();
    wednesday();
    thursday();
    friday();
    weekend();
    nextMonday();
    print();
    checkOnceAndWhole();
}

QTEST_GUILESS_MAIN(TestOfAWeek)
#include "tst_week.moc"
