// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"

#include <QTest>

using namespace records;
using Qt::StringLiterals::operator""_s;

// "Why hasn't it synced?" answers each cause of the founding papers, and names the one that it is.
class TestWhy : public QObject {
    Q_OBJECT

private:
    // What is all right but for the test's own change: it waits for the next push.
    static WhyFacts waiting()
    {
        WhyFacts facts;
        facts.isLinked = true;
        facts.contactName = u"Harbourside Physio"_s;
        facts.contactStatus = u"ACTIVE"_s;
        facts.date = {2026, 11, 20};
        facts.startDate = {2026, 2, 4};
        facts.lockedUpTo = {2026, 9, 30};
        facts.push = Operation{};
        facts.push->createdAt = QDateTime({2026, 11, 20}, {9, 0}, Qt::UTC);
        return facts;
    }
    static QStringList failing(const WhyFacts& facts)
    {
        QStringList answers;
        for (const causes::WhyStep& step : causes::why(facts))
            if (!step.passed)
                answers.append(step.answer);
        return answers;
    }

private Q_SLOTS:
    void eachCauseIsNamed_data()
    {
        using Change = std::function<void(WhyFacts&)>;
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* name, const Change& change, const QString& part) {
            QTest::newRow(name) << change << part;
        };
        row(
            "unsupported", [](WhyFacts& f) { f.kind = RecordKind::Adjustment; }, u"by hand"_s);
        row(
            "reversal", [](WhyFacts& f) { f.kind = RecordKind::Reversal; }, u"task"_s);
        row(
            "not linked", [](WhyFacts& f) { f.isLinked = false; }, u"Links page"_s);
        row(
            "half-linked", [](WhyFacts& f) { f.isHalfLinked = true; }, u"repair"_s);
        row(
            "merged", [](WhyFacts& f) { f.isMerged = true; }, u"merged"_s);
        row(
            "archived", [](WhyFacts& f) { f.contactStatus = u"ARCHIVED"_s; }, u"archived"_s);
        row(
            "pushing is off", [](WhyFacts& f) { f.pushIsOn = false; }, u"history is accepted"_s);
        row(
            "module off", [](WhyFacts& f) { f.isSent = false; }, u"leaves this kind out"_s);
        row(
            "before the start",
            [](WhyFacts& f) {
                f.startDate = {2026, 12, 1};
            },
            u"before 1 Dec 2026"_s);
        row(
            "locked",
            [](WhyFacts& f) {
                f.lockedUpTo = {2026, 11, 30};
            },
            u"locked up to 30 Nov 2026"_s);
        row(
            "nothing owed", [](WhyFacts& f) { f.push.reset(); }, u"nothing of it is owed"_s);
        row(
            "waits",
            [](WhyFacts& f) {
                f.push->cause = {CauseId::WaitsForOther, {u"INV-1"_s}, {}};
            },
            u"INV-1"_s);
        row(
            "refused",
            [](WhyFacts& f) {
                f.push->state = OperationState::Refused;
                f.push->cause = {CauseId::ItemCodeNotFound, {u"FIB-100"_s}, {}};
            },
            u"FIB-100"_s);
        row(
            "unanswered", [](WhyFacts& f) { f.push->state = OperationState::Unknown; },
            u"looks there first"_s);
        row(
            "unknown pushes",
            [](WhyFacts& f) {
                f.standing = standingCause(u"3 records\tINV-7"_s, {});
                f.lastPush = {}; // it waits, but not for the next push
            },
            u"such as INV-7"_s);
        row(
            "a copy",
            [](WhyFacts& f) {
                f.standing = standingCause({}, u"2026-11-20T09:10:00.000Z"_s);
                f.lastPush = {};
            },
            u"reads Xero twice"_s);
        row(
            "paused", [](WhyFacts& f) { f.isPaused = true; }, u"five connection errors"_s);
    }
    void eachCauseIsNamed()
    {
        QFETCH(std::function<void(WhyFacts&)>, change);
        QFETCH(QString, part);
        WhyFacts facts = waiting();
        facts.lastPush = facts.push->createdAt.addSecs(60);
        QCOMPARE(failing(facts), QStringList());
        change(facts);
        const QStringList answers = failing(facts);
        QCOMPARE(answers.size(), 1);
        QVERIFY2(answers.first().contains(part), qPrintable(answers.first()));
    }

    // R089: pending is no error.
    void pendingIsNothingWrong()
    {
        QCOMPARE(failing(waiting()),
            QStringList{u"Not yet: it goes with the next push. Nothing is wrong."_s});
        WhyFacts there = waiting();
        there.isInXero = true;
        there.push.reset();
        QCOMPARE(failing(there), QStringList());
        // There, it doesn't matter what would keep another one from going.
        there.contactStatus = u"ARCHIVED"_s;
        there.lockedUpTo = {2026, 11, 30};
        there.standing = standingCause(u"3 records\tINV-7"_s, {});
        QCOMPARE(failing(there), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestWhy)
#include "tst_why.moc"
