// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/preflight.h"
#include "support/accountbuilder.h"

#include <QTest>

using namespace records;
using namespace support;
using namespace Qt::StringLiterals;

namespace {

QList<Hazard> hazardsOf(const AccountBuilder& story)
{
    return preflight::hazards(story.file(), surroundings());
}

Preflight verdictOf(
    const AccountBuilder& story, const QString& bank, const Surroundings& around = surroundings())
{
    const QList<Hazard> all
        = preflight::hazards(story.file(), around) + preflight::bookHazards(around);
    for (const Preflight& one : preflight::verdicts(all, around))
        if (one.bankCode == bank)
            return one;
    return {};
}

// Scenario Ax up to the moment of the pictures.
struct Story {
    AccountBuilder s;
    DocumentId a = s.invoice(u"INV-10291"_s, aud("888.00"));
    PaymentId p{};
    AllocationId all{};

    Story()
    {
        s.push(a);
        p = s.payment(u"PAY-20417"_s, aud("888.00"));
        all = s.allocate(p, a, aud("888.00"));
    }
};

} // namespace

class TestPreflight : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingWaits();
    void paymentNotPushed();
    void pushedThenAllocated();
    void wrongMatchBeforeAndAfterThePush();
    void failures_data();
    void failures();
    void methodNamesTheBank();
    void unknownBankConcernsAll();
    void whatIsNoHazard();
    void paidByHand();
    void staleIsNeverSafe_data();
    void staleIsNeverSafe();
    void severalAreCounted();
    void ofOneCustomer();
};

void TestPreflight::nothingWaits()
{
    const AccountBuilder s;
    const Preflight one = verdictOf(s, u"091"_s);
    QCOMPARE(one.verdict, Verdict::Safe);
    QCOMPARE(one.headline, u"Safe. Reconcile NAB Direct Debits."_s);
    QCOMPARE(preflight::verdicts({}, surroundings()).size(), 3);
}

void TestPreflight::paymentNotPushed()
{
    const Story story;
    const Preflight stop = verdictOf(story.s, u"090"_s);
    QCOMPARE(stop.verdict, Verdict::Stop);
    QCOMPARE(stop.headline, u"Stop. Don’t reconcile NAB Everyday yet."_s);
    QCOMPARE(stop.sentence, u"Harbourside Physio, 888.00. Its payment is not in Xero yet."_s);
    QCOMPARE(stop.hazards.first().id, HazardId::PaymentNotPushed);
    QCOMPARE(stop.hazards.first().remedy, RemedyId::PushNow);
    QCOMPARE(verdictOf(story.s, u"091"_s).verdict, Verdict::Safe);
}

void TestPreflight::pushedThenAllocated()
{
    Story story;
    story.s.push(story.p);
    const Preflight stop = verdictOf(story.s, u"090"_s);
    QCOMPARE(stop.verdict, Verdict::Stop);
    QCOMPARE(stop.hazards.first().id, HazardId::AllocationNotPushed);
    QVERIFY(stop.sentence.contains(u"Match the overpayment"_s));
    story.s.push(story.all);
    QCOMPARE(verdictOf(story.s, u"090"_s).verdict, Verdict::Safe);
}

void TestPreflight::wrongMatchBeforeAndAfterThePush()
{
    Story story;
    const PaymentGuid wrong = story.s.payInXero(story.s.twinOf(story.a), aud("888.00"));
    QList<Hazard> found = hazardsOf(story.s);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().id, HazardId::WrongMatch);
    QCOMPARE(found.first().remedy, RemedyId::SameMoney);
    QCOMPARE(found.first().xero, (XeroRef{XeroKind::Payment, wrong.value}));
    story.s.push(story.p);
    found = hazardsOf(story.s);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().id, HazardId::WrongMatch);
    QCOMPARE(found.first().remedy, RemedyId::RemoveAndRedo);
    story.s.removeInXero(wrong);
    QCOMPARE(hazardsOf(story.s).first().id, HazardId::AllocationNotPushed);
    story.s.push(story.all);
    QVERIFY(hazardsOf(story.s).isEmpty());
}

void TestPreflight::failures_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("hazard");
    const auto row = [](const char* name, OperationState state, HazardId hazard) {
        QTest::newRow(name) << static_cast<int>(state) << static_cast<int>(hazard);
    };
    row("waiting", OperationState::Waiting, HazardId::PaymentNotPushed);
    row("held", OperationState::Held, HazardId::PushFailed);
    row("refused", OperationState::Refused, HazardId::PushFailed);
    row("sending", OperationState::Sending, HazardId::PushFailed);
    row("unknown", OperationState::Unknown, HazardId::PushFailed);
    row("parked", OperationState::Parked, HazardId::PushFailed);
}

void TestPreflight::failures()
{
    QFETCH(int, state);
    QFETCH(int, hazard);
    Story story;
    story.s.operation({RecordKind::Payment, story.p.value}, static_cast<OperationState>(state),
        CauseId::PeriodLocked);
    const QList<Hazard> found = hazardsOf(story.s);
    QCOMPARE(found.size(), 1);
    QCOMPARE(static_cast<int>(found.first().id), hazard);
    QCOMPARE(found.first().verdict, Verdict::Stop);
}

void TestPreflight::methodNamesTheBank()
{
    Story story;
    story.s.file().payments.first().method = u"DIRECTDEBIT"_s;
    QCOMPARE(verdictOf(story.s, u"090"_s).verdict, Verdict::Safe);
    QCOMPARE(verdictOf(story.s, u"091"_s).verdict, Verdict::Stop);
}

void TestPreflight::unknownBankConcernsAll()
{
    const Story story;
    Surroundings around = surroundings();
    around.settings.bankAccountCode.clear();
    QCOMPARE(verdictOf(story.s, u"092"_s, around).verdict, Verdict::Stop);
    around.settings.bankAccountCode = u"999"_s;
    QCOMPARE(verdictOf(story.s, u"092"_s, around).verdict, Verdict::Stop);
}

void TestPreflight::whatIsNoHazard()
{
    Story aside;
    aside.s.operation({RecordKind::Payment, aside.p.value}, OperationState::SetAside);
    QVERIFY(hazardsOf(aside.s).isEmpty());
    Story reversed;
    reversed.s.reverse(reversed.p);
    QVERIFY(hazardsOf(reversed.s).isEmpty());
    const Story old;
    Surroundings around = surroundings();
    around.settings.startDate = around.today;
    QVERIFY(preflight::hazards(old.s.file(), around).isEmpty());
}

void TestPreflight::paidByHand()
{
    AccountBuilder s;
    const DocumentId a = s.invoice(u"INV-A"_s, aud("100.00"));
    s.push(a);
    s.payInXero(s.twinOf(a), aud("100.00"));
    QCOMPARE(verdictOf(s, u"090"_s).verdict, Verdict::NotChecked);
    QCOMPARE(hazardsOf(s).first().id, HazardId::PaidByHand);
    Surroundings around = surroundings();
    around.settings.receiptsByBank.insert(u"090"_s, BankReceipts::EnteredInXero);
    QVERIFY(preflight::hazards(s.file(), around).isEmpty()); // R031
    s.takeIn();
    QVERIFY(hazardsOf(s).isEmpty());

    // Where it can't fit, the invoice is paid in both systems.
    AccountBuilder d;
    const DocumentId b = d.invoice(u"INV-B"_s, aud("100.00"));
    d.push(b);
    const AdjustmentId credit = d.ledgerCredit(u"CR-1"_s, aud("60.00"));
    d.allocate(credit, b, aud("60.00"));
    d.payInXero(d.twinOf(b), aud("100.00"));
    QCOMPARE(verdictOf(d, u"090"_s).verdict, Verdict::Stop);
    QCOMPARE(preflight::hazards(d.file(), around).first().verdict, Verdict::Stop);
}

void TestPreflight::staleIsNeverSafe_data()
{
    QTest::addColumn<int>("minutesOld");
    QTest::addColumn<int>("minutesSincePush");
    QTest::addColumn<int>("completeDaysAgo");
    QTest::addColumn<int>("verdict");
    const int safe = static_cast<int>(Verdict::Safe), open = static_cast<int>(Verdict::NotChecked);
    QTest::newRow("fresh") << 9 << 60 << 0 << safe;
    QTest::newRow("30 minutes") << 30 << 60 << 0 << safe;
    QTest::newRow("31 minutes") << 31 << 60 << 0 << open;
    QTest::newRow("older than the last push") << 9 << 5 << 0 << open;
    QTest::newRow("never fetched") << -1 << 60 << 0 << open;
    QTest::newRow("from the future") << -90 << 60 << 0 << open;
    QTest::newRow("payments of yesterday") << 9 << 60 << 1 << open;
    QTest::newRow("nobody said complete") << 9 << 60 << -1 << open;
}

void TestPreflight::staleIsNeverSafe()
{
    QFETCH(int, minutesOld);
    QFETCH(int, minutesSincePush);
    QFETCH(int, completeDaysAgo);
    QFETCH(int, verdict);
    Surroundings around = surroundings();
    around.mirrorReadAt = minutesOld == -1 ? QDateTime() : around.now.addSecs(-60 * minutesOld);
    around.lastPushAt = around.now.addSecs(-60 * minutesSincePush);
    around.settings.paymentsCompleteUntil
        = completeDaysAgo < 0 ? QDateTime() : around.now.addDays(-completeDaysAgo);
    const Preflight one = verdictOf(AccountBuilder(), u"092"_s, around);
    QCOMPARE(static_cast<int>(one.verdict), verdict);
    if (one.verdict == Verdict::NotChecked)
        QCOMPARE(one.headline, u"Not checked. Westpac Saver."_s);
    // Stop beats Not checked.
    QCOMPARE(verdictOf(Story().s, u"090"_s, around).verdict, Verdict::Stop);
    if (minutesOld == 31) {
        around.mirrorReadAt = around.now.addSecs(-3 * 3600);
        QCOMPARE(verdictOf(AccountBuilder(), u"092"_s, around).sentence,
            u"Last fetch is 3 hours old, so no line can be called Safe."_s);
    }
}

// What was found on the account, and what holds for the whole book.
void TestPreflight::ofOneCustomer()
{
    const Story story;
    Surroundings around = surroundings();
    const auto judged = [&](const QList<Hazard>& own) {
        QList<Preflight> banks = preflight::verdicts(preflight::bookHazards(around), around);
        banks.first().judgedAt = around.now;
        return preflight::ofAccount(own, banks);
    };
    QCOMPARE(judged({}).verdict, Verdict::Safe);
    QCOMPARE(judged({}).judgedAt, around.now);
    const QList<Hazard> own = verdictOf(story.s, u"090"_s).hazards;
    QCOMPARE(judged(own).verdict, Verdict::Stop);
    QVERIFY(judged(own).sentence.contains(u"888.00"_s));
    around.mirrorReadAt = around.now.addSecs(-3 * 3600);
    QCOMPARE(judged({}).verdict, Verdict::NotChecked);
    QVERIFY(judged({}).sentence.contains(u"3 hours old"_s));
    QCOMPARE(judged(own).verdict, Verdict::Stop);
    QCOMPARE(preflight::ofAccount({}, {}).verdict, Verdict::NotChecked);
    around.mirrorReadAt = around.now;
    around.settings.paymentsCompleteUntil = {}; // nobody said up to when
    QCOMPARE(judged({}).verdict, Verdict::NotChecked);
    QCOMPARE(judged({}).hazards.size(), 1);
}

void TestPreflight::severalAreCounted()
{
    Story story;
    story.s.payment(u"PAY-2"_s, aud("12.00"));
    story.s.payment(u"PAY-3"_s, aud("13.00"));
    QCOMPARE(verdictOf(story.s, u"090"_s).sentence,
        u"Harbourside Physio, 888.00. Its payment is not in Xero yet. And 2 more."_s);
}

QTEST_GUILESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
