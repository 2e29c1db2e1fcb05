// SPDX-License-Identifier: GPL-3.0-or-later

#include "brain/linestory.h"
#include "preflight/forecast.h"

using namespace records;

// Bank lines one by one: the worked scenarios, and each hazard with its sentence.
class TestLineCheck : public QObject, private LineStory {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void theFoundingAccident();
    void afterThePushTheOverpaymentIsSafe();
    void pushedButNotAllocated();
    void alreadyMatchedByHand();
    void paymentAndOverpaymentTogether();
    void oneDepositForMany();
    void severalSetsAreSaid();
    void twinsAreATie();
    void aNumberBeatsAName();
    void theAmountAloneIsNotEnough();
    void theBankNamesSomebodyElse();
    void receiptsEnteredInXero();
    void receiptsThroughBilling();
    void aReconciledLineIsDone();
    void doneIsByItsOwnMoney();
    void banksCutNamesOff();
    void oneRecordIsOneLines();
    void twoPaymentsOfOneCustomer();
    void transfersBetweenOwnAccounts();
    void theSameLineTwice();
    void lockedDays();
    void archivedContacts();
    void aLumpIsOfItsOwnTime();
    void automaticReconciliation();
    void staleDataIsNeverSafe();
    void nothingIsSaidPlainly();
    void forecastKeepsTies();
};

// Scenario Ax1–Ax2.
void TestLineCheck::theFoundingAccident()
{
    line("HARBOURSIDE PHYSIO", "INV10291", "888.00");
    m_facts.equal
        = {candidate(CandidateKind::Invoice, "Harbourside Physio", "INV-10291", "888.00")};
    m_facts.unpushed = {unpushed("Harbourside Physio", "PAY-20417", "INV-10291", "888.00")};
    EXPECT(check(), Stop, NotPushed);
    QCOMPARE(check().atRisk.toString(), QStringLiteral("888.00"));
    QCOMPARE(check().remedy, RemedyId::PushNow);
    QCOMPARE(check().offered.size(), 1);
    QVERIFY(check().pick.isEmpty());
    QCOMPARE(check().ledger, (RecordRef{RecordKind::Payment, 7}));
    m_facts.unpushed[0].why = HazardId::PushFailed;
    EXPECT(check(), Stop, PushFailed);
}

// Ax3, the good path: the invoice is paid off by the allocation and no longer offered.
void TestLineCheck::afterThePushTheOverpaymentIsSafe()
{
    line("HARBOURSIDE PHYSIO", "INV10291", "888.00");
    m_facts.equal
        = {candidate(CandidateKind::Overpayment, "Harbourside Physio", "PAY-20417", "888.00")};
    EXPECT(check(), Safe, None);
    QCOMPARE(check().pick.size(), 1);
    QCOMPARE(check().sentence, QStringLiteral("Match Overpayment PAY-20417."));
}

void TestLineCheck::pushedButNotAllocated()
{
    line("HARBOURSIDE PHYSIO", "INV10291", "888.00");
    Candidate over
        = candidate(CandidateKind::Overpayment, "Harbourside Physio", "PAY-20417", "888.00");
    over.isUnallocated = true;
    m_facts.equal
        = {over, candidate(CandidateKind::Invoice, "Harbourside Physio", "INV-10291", "888.00")};
    EXPECT(check(), Stop, Unallocated);
    QCOMPARE(check().pick, QList<Candidate>{over});
    // Whose due date is nearer is offered: with the invoice far away it is the overpayment.
    m_facts.equal[1].dueDate = QDate(2026, 12, 31);
    EXPECT(check(), Safe, None);
}

void TestLineCheck::alreadyMatchedByHand()
{
    line("HARBOURSIDE PHYSIO", "INV10291", "888.00");
    m_facts.unpushed = {unpushed("Harbourside Physio", "PAY-20417", "INV-10291", "888.00")};
    m_facts.unpushed[0].why = HazardId::WrongMatch;
    EXPECT(check(), Stop, WrongMatch);
    QCOMPARE(check().remedy, RemedyId::SameMoney);
}

// B7: 120.00 is a payment of 100.00 and an overpayment of 20.00; no single record has 120.00.
void TestLineCheck::paymentAndOverpaymentTogether()
{
    line("OCEAN ROAD SURF SCHOOL", "INV10318", "120.00");
    m_facts.ofNamed
        = {candidate(CandidateKind::Payment, "Ocean Road Surf School", "INV-10318", "100.00"),
            candidate(CandidateKind::Overpayment, "Ocean Road Surf School", "OP", "20.00")};
    EXPECT(check(), Safe, None);
    QCOMPARE(check().pick.size(), 2);
    QVERIFY(check().offered.isEmpty());
    QCOMPARE(check().sentence, QStringLiteral("Choose Find & Match and tick 2 records."));
}

void TestLineCheck::oneDepositForMany()
{
    line("STRIPE", "po_1Q8Zt4", "600.00");
    for (int i = 0; i < 6; ++i)
        m_facts.ofNamed.append(candidate(CandidateKind::Overpayment, "Stripe",
            qPrintable(QStringLiteral("OP-%1").arg(i)), "100.00"));
    m_facts.ofNamed.append(candidate(CandidateKind::Overpayment, "Stripe", "OP-x", "99999.00"));
    EXPECT(check(), Safe, None);
    QCOMPARE(check().pick.size(), 6);
}

void TestLineCheck::severalSetsAreSaid()
{
    line("STRIPE", "po_1Q8Zt4", "300.00");
    for (int i = 0; i < 6; ++i)
        m_facts.ofNamed.append(candidate(CandidateKind::Overpayment, "Stripe",
            qPrintable(QStringLiteral("OP-%1").arg(i)), "100.00"));
    EXPECT(check(), NotChecked, Lump);
    QVERIFY(check().pick.isEmpty());
}

void TestLineCheck::twinsAreATie()
{
    line("DEPOSIT 4471", "", "79.00");
    m_facts.equal = {candidate(CandidateKind::Invoice, "Harbourside Physio", "INV-1001", "79.00"),
        candidate(CandidateKind::Invoice, "Boronia Bakery", "INV-1002", "79.00")};
    EXPECT(check(), NotChecked, Twins);
    QCOMPARE(check().offered.size(), 2);
    QCOMPARE(check().sentence, QStringLiteral("2 invoices of 79.00 fit equally. Ask who paid."));
}

void TestLineCheck::aNumberBeatsAName()
{
    m_facts.receipts = BankReceipts::EnteredInXero;
    line("BORONIA BAKERY", "INV 1003", "79.00");
    m_facts.equal = {candidate(CandidateKind::Invoice, "Boronia Bakery", "INV-1002", "79.00", 19),
        candidate(CandidateKind::Invoice, "Boronia Bakery", "INV-1003", "79.00", 1)};
    // Xero offers the nearer one; the payer means the other.
    EXPECT(check(), Stop, OfferDiffers);
    QCOMPARE(check().pick.value(0).number, QStringLiteral("INV-1003"));
}

void TestLineCheck::theAmountAloneIsNotEnough()
{
    line("DIRECT CREDIT", "", "79.00");
    m_facts.equal = {candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-1", "79.00")};
    EXPECT(check(), NotChecked, NoIdentity);
}

void TestLineCheck::theBankNamesSomebodyElse()
{
    m_facts.receipts = BankReceipts::EnteredInXero;
    line("HARBOURSIDE PHYSIO", "", "79.00");
    m_facts.equal = {candidate(CandidateKind::Invoice, "Boronia Bakery", "INV-1002", "79.00")};
    m_facts.ofNamed
        = {candidate(CandidateKind::Invoice, "Harbourside Physio", "INV-9999", "500.00")};
    EXPECT(check(), Stop, WrongContact);
    QVERIFY(check().pick.isEmpty());
}

// R031.
void TestLineCheck::receiptsEnteredInXero()
{
    m_facts.receipts = BankReceipts::EnteredInXero;
    line("BORONIA BAKERY", "INV-1002", "79.00");
    m_facts.equal = {candidate(CandidateKind::Invoice, "Boronia Bakery", "INV-1002", "79.00")};
    EXPECT(check(), Safe, None);
    QCOMPARE(check().sentence, QStringLiteral("Match Invoice INV-1002."));
}

void TestLineCheck::receiptsThroughBilling()
{
    line("BORONIA BAKERY", "INV-1002", "79.00");
    m_facts.equal = {candidate(CandidateKind::Invoice, "Boronia Bakery", "INV-1002", "79.00")};
    EXPECT(check(), Stop, NotInBilling);
    // A bill that is paid is another matter.
    begin();
    line("VOCUS WHOLESALE", "BILL 88213", "-4310.20");
    m_facts.equal = {candidate(CandidateKind::Bill, "Vocus Wholesale", "88213", "4310.20")};
    EXPECT(check(), Safe, None);
}

void TestLineCheck::aReconciledLineIsDone()
{
    line("BORONIA BAKERY", "", "79.00");
    Candidate done = candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-1", "79.00", 18);
    done.isReconciled = true;
    m_facts.equal = {done};
    EXPECT(check(), Done, None);
}

void TestLineCheck::doneIsByItsOwnMoney()
{
    line("HARBOURSIDE PHYSIO", "INV10291", "888.00");
    Candidate others = candidate(CandidateKind::Payment, "Waratah Legal", "", "888.00", 20);
    others.isReconciled = true;
    m_facts.equal
        = {others, candidate(CandidateKind::Payment, "Harbourside Physio", "PAY-20417", "888.00")};
    EXPECT(check(), Safe, None);
    QCOMPARE(check().pick.value(0).contactName, QStringLiteral("Harbourside Physio"));
    // One that names nobody is done by what Xero dated the same day, and by nothing else.
    begin();
    line("DEPOSIT 4471", "", "888.00");
    m_facts.equal = {others};
    EXPECT(check(), Done, None);
    m_facts.equal[0].date = QDate(2026, 11, 19);
    EXPECT(check(), NotChecked, NothingKnown);
}

void TestLineCheck::banksCutNamesOff()
{
    m_facts.receipts = BankReceipts::EnteredInXero;
    line("REDFERN SIGNS", "", "250.80");
    m_facts.equal
        = {candidate(CandidateKind::Invoice, "Redfern Signs & Print", "INV-1002", "250.80")};
    EXPECT(check(), Safe, None);
    // A name that goes on otherwise is another's, and so is one that stands there whole.
    m_facts.equal[0].contactName = QStringLiteral("Redfern Signs North 1150");
    m_facts.lines[0].line.payee = QStringLiteral("REDFERN SIGNS NORTH 1077");
    EXPECT(check(), NotChecked, NoIdentity);
    m_facts.equal[0].contactName = QStringLiteral("Redfern Signs & Print");
    m_facts.lines[0].line.payee = QStringLiteral("REDFERN SIGNS");
    m_facts.ofNamed = {candidate(CandidateKind::Invoice, "Redfern Signs", "INV-1009", "999.00")};
    EXPECT(check(), Stop, WrongContact);
    m_facts.ofNamed.clear();
    // Two that begin alike are a tie.
    m_facts.equal.append(
        candidate(CandidateKind::Invoice, "Redfern Signs & More", "INV-1003", "250.80"));
    EXPECT(check(), Stop, Twins);
}

void TestLineCheck::oneRecordIsOneLines()
{
    line("BORONIA BAKERY", "", "79.00", 18);
    line("BORONIA BAKERY", "", "79.00", 19);
    Candidate done = candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-1", "79.00", 18);
    done.isReconciled = true;
    m_facts.equal = {done};
    EXPECT(check(0), Done, None);
    EXPECT(check(1), NotChecked, NothingKnown);
}

void TestLineCheck::twoPaymentsOfOneCustomer()
{
    line("BORONIA BAKERY", "", "79.00", 3);
    line("BORONIA BAKERY", "", "79.00", 10);
    m_facts.equal = {candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-1", "79.00", 3)};
    m_facts.unpushed = {unpushed("Boronia Bakery", "PAY-2", "INV-1002", "79.00", 10)};
    EXPECT(check(0), Safe, None);
    EXPECT(check(1), Stop, NotPushed);
}

void TestLineCheck::transfersBetweenOwnAccounts()
{
    line("TRANSFER", "xx4821", "1000.00");
    KeptBankLine other;
    other.line.date = QDate(2026, 11, 20);
    other.line.amount = money("-1000.00");
    m_facts.opposite = {{QStringLiteral("091"), other}};
    EXPECT(check(), NotChecked, OwnTransfer);
    m_facts.equal = {candidate(CandidateKind::Transfer, "", "", "1000.00")};
    QVERIFY(check().verdict != Verdict::Safe);
}

void TestLineCheck::theSameLineTwice()
{
    line("BORONIA BAKERY", "", "79.00", 18);
    line("BORONIA BAKERY", "", "79.00", 18);
    m_facts.equal = {candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-1", "79.00", 18)};
    EXPECT(check(0), NotChecked, DuplicateLine);
    // Two records for the two of them: paid twice, and known.
    m_facts.equal.append(
        candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-2", "79.00", 18));
    EXPECT(check(0), Safe, None);
    EXPECT(check(1), Safe, None);
    QVERIFY(check(0).pick != check(1).pick);
}

void TestLineCheck::lockedDays()
{
    line("BORONIA BAKERY", "", "79.00", 18);
    m_facts.equal = {candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-1", "79.00", 18)};
    m_around.organisation.periodLockDate = QDate(2026, 11, 18);
    EXPECT(check(), Stop, Locked);
    m_around.organisation.periodLockDate = QDate(2026, 11, 17);
    EXPECT(check(), Safe, None);
}

void TestLineCheck::archivedContacts()
{
    line("BORONIA BAKERY", "", "79.00");
    m_facts.equal = {candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-1", "79.00")};
    m_facts.equal[0].contactIsGone = true;
    EXPECT(check(), Stop, ContactGone);
    QVERIFY(check().pick.isEmpty());
    // A lump of theirs is no better.
    m_facts.equal.clear();
    m_facts.ofNamed = {candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-1", "40.00"),
        candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-2", "39.00")};
    EXPECT(check(), Safe, None);
    for (Candidate& one : m_facts.ofNamed)
        one.contactIsGone = true;
    EXPECT(check(), Stop, ContactGone);
}

// Last month's deposit, and this month's records that add up to the same.
void TestLineCheck::aLumpIsOfItsOwnTime()
{
    line("BORONIA BAKERY", "", "79.00", 20);
    m_facts.lines[0].line.date = QDate(2026, 10, 20);
    m_facts.ofNamed = {candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-1", "40.00"),
        candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-2", "39.00")};
    EXPECT(check(), NotChecked, NothingKnown);
    m_facts.receipts = BankReceipts::EnteredInXero;
    for (Candidate& one : m_facts.ofNamed)
        one.kind = CandidateKind::Invoice;
    EXPECT(check(), NotChecked, NothingKnown);
    m_facts.lines[0].line.date = QDate(2026, 11, 20);
    EXPECT(check(), Safe, None);
}

void TestLineCheck::automaticReconciliation()
{
    line("BORONIA BAKERY", "", "79.00");
    m_facts.equal = {candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-1", "79.00")};
    m_facts.isAutomatic = true;
    EXPECT(check(), NotChecked, Automatic);
}

void TestLineCheck::staleDataIsNeverSafe()
{
    line("BORONIA BAKERY", "", "79.00");
    m_facts.equal = {candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-1", "79.00")};
    m_around.mirrorReadAt = m_around.now.addSecs(-31 * 60);
    EXPECT(check(), NotChecked, Stale);
    m_around.mirrorReadAt = m_around.now;
    EXPECT(check(), Safe, None);
    m_around.settings.paymentsCompleteUntil = m_around.now.addDays(-1);
    EXPECT(check(), NotChecked, Stale);
    m_around.settings.paymentsCompleteUntil = {};
    EXPECT(check(), NotChecked, Stale);
    // Where receipts are entered in Xero nobody waits for billing.
    m_facts.receipts = BankReceipts::EnteredInXero;
    EXPECT(check(), Safe, None);
}

void TestLineCheck::nothingIsSaidPlainly()
{
    line("SOMEBODY", "", "1.23");
    EXPECT(check(), NotChecked, NothingKnown);
}

void TestLineCheck::forecastKeepsTies()
{
    line("BORONIA BAKERY", "", "79.00");
    const QList<Candidate> two{
        candidate(CandidateKind::Invoice, "Boronia Bakery", "INV-1", "79.00"),
        candidate(CandidateKind::Invoice, "Boronia Bakery", "INV-2", "79.00")};
    QCOMPARE(preflight::forecast(m_facts.lines[0].line, two), two);
    QList<Candidate> three = two;
    three.append(candidate(CandidateKind::Invoice, "Harbourside Physio", "INV-3", "79.00"));
    QCOMPARE(preflight::forecast(m_facts.lines[0].line, three), two); // the payer's before others
    three[2].dueDate = QDate(2026, 11, 20);
    three[0].dueDate = three[1].dueDate = QDate(2026, 11, 21);
    QCOMPARE(preflight::forecast(m_facts.lines[0].line, three), QList<Candidate>{three[2]});
}

QTEST_GUILESS_MAIN(TestLineCheck)
#include "tst_linecheck.moc"
