// SPDX-License-Identifier: GPL-3.0-or-later

#include "brain/linestory.h"
#include "preflight/forecast.h"
#include "preflight/identity.h"
#include "preflight/payers.h"
#include "preflight/whatif.h"
#include "records/words.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

// Whose a bank line is: by its names, by what a person says, less a fee; and the ways back.
class TestLineWords : public QObject, private LineStory {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void aPersonsWordDecides();
    void aTickNeverHidesMoney();
    void anotherCurrencySaysNothing();
    void theLongestNameCounts();
    void aBeginningThatMayBeAnotherIsNeverSafe();
    void namelessLinesTakeNothingInDoubt();
    void lastWeeksMoneyIsNotThisLines();
    void whatIsNamedHasAClue();
    void aBeginningOfTwoIsATie();
    void aWaitingPaymentStopsItsInvoice();
    void aKnownPayerIsNotDoneByAnother();
    void aHeldBackPaymentIsNobodyElses();
    void aFeeThatTheBankKept();
    void aFeeNeedsAWord();
    void moreThanIsOpen();
    void lockDatesThatNobodyReadLately();
    void theWaysBackFromAWrongMatch();
};

void TestLineWords::aPersonsWordDecides()
{
    m_facts.receipts = BankReceipts::EnteredInXero;
    const BankLineId id = line("DEPOSIT 4471 BRANCH", "", "79.00").id;
    m_facts.equal = {candidate(CandidateKind::Invoice, "Boronia Bakery", "INV-1002", "79.00"),
        candidate(CandidateKind::Invoice, "Corner Laundry", "INV-1003", "79.00")};
    EXPECT(check(), NotChecked, Twins);
    QCOMPARE(check().choices.size(), 2);
    m_facts.decisions[id] = {{LineSaying::Is, m_facts.equal[1].xero}};
    EXPECT(check(), Stop, OfferDiffers); // Xero may offer either
    QCOMPARE(check().pick.value(0).number, QStringLiteral("INV-1003"));
    QCOMPARE(check().evidence.value(0).what, QStringLiteral("you"));
    // What is refused is no choice any more; the other is still nobody's for sure.
    m_facts.decisions[id] = {{LineSaying::IsNot, m_facts.equal[1].xero}};
    EXPECT(check(), NotChecked, NoIdentity);
    QCOMPARE(check().choices.size(), 1);
    QCOMPARE(check().choices.value(0).number, QStringLiteral("INV-1002"));
}

void TestLineWords::aTickNeverHidesMoney()
{
    const BankLineId id = line("HARBOURSIDE PHYSIO", "INV10291", "888.00").id;
    m_facts.decisions[id] = {{LineSaying::Done, {}}};
    EXPECT(check(), Done, None);
    m_facts.unpushed = {unpushed("Harbourside Physio", "PAY-20417", "INV-10291", "888.00")};
    EXPECT(check(), Stop, NotPushed);
}

void TestLineWords::anotherCurrencySaysNothing()
{
    m_facts.receipts = BankReceipts::EnteredInXero;
    line("BORONIA BAKERY", "INV-1002", "79.00");
    Candidate foreign = candidate(CandidateKind::Invoice, "Boronia Bakery", "INV-1002", "79.00");
    foreign.amount = *base::Money::parse(QStringLiteral("79.00"), base::Currency::of("NZD"));
    m_facts.equal = m_facts.ofNamed = {foreign};
    EXPECT(check(), NotChecked, ForeignCurrency);
    QVERIFY(check().offered.isEmpty() && check().pick.isEmpty());
    QVERIFY(check().sentence.contains(QStringLiteral("NZD")));
}

// The bank names Wattle Cafe North, and Wattle Cafe's money is nearer by its day.
void TestLineWords::theLongestNameCounts()
{
    const KeptBankLine kept = line("WATTLE CAFE NORTH", "", "79.00");
    const preflight::Payers payers({{AccountId{1}, QStringLiteral("Wattle Cafe")},
        {AccountId{2}, QStringLiteral("Wattle Cafe North")}});
    m_facts.named[kept.id] = payers.namedBy(kept.line);
    QCOMPARE(m_facts.named[kept.id], QList{AccountId{2}});
    const Candidate shorter
        = candidate(CandidateKind::Overpayment, "Wattle Cafe", "PAY-1", "79.00");
    Candidate longer
        = candidate(CandidateKind::Overpayment, "Wattle Cafe North", "PAY-2", "79.00", 18);
    longer.account = AccountId{2};
    m_facts.equal = m_facts.ofNamed = {shorter, longer};
    EXPECT(check(), Stop, OfferDiffers);
    QCOMPARE(check().pick, QList{longer});
    // The longer name's words stand here and there: both are named.
    const preflight::Payers scattered({{AccountId{1}, QStringLiteral("Wattle Cafe")},
        {AccountId{2}, QStringLiteral("Wattle Cafe North")}});
    BankLine apart = kept.line;
    apart.payee = QStringLiteral("WATTLE CAFE");
    apart.text = QStringLiteral("NORTH SYDNEY BRANCH");
    QCOMPARE(scattered.namedBy(apart), (QList{AccountId{1}, AccountId{2}}));
    // Accents and apostrophes are written or not.
    const preflight::Payers accented({{AccountId{1}, QStringLiteral("Café North")},
        {AccountId{2}, QStringLiteral("Café O’Brien North")}});
    apart.payee = QStringLiteral("CAFE OBRIEN NORTH");
    apart.text.clear();
    QCOMPARE(accented.namedBy(apart), QList{AccountId{2}});
    // Cut off in the middle of a word it is the longer one, even if that word is only begun.
    const preflight::Payers roofers({{AccountId{1}, QStringLiteral("Wattle Roofing")},
        {AccountId{2}, QStringLiteral("Wattle Roofing South")},
        {AccountId{3}, QStringLiteral("Ridgeline Veterinary")},
        {AccountId{4}, QStringLiteral("Wattle Roofing Park")}});
    const auto named = [&](const char* payee) {
        apart.payee = QString::fromLatin1(payee);
        return roofers.namedBy(apart);
    };
    QCOMPARE(named("OSKO WATTLE ROOFING SOU"), QList{AccountId{2}});
    QCOMPARE(named("WATTLE ROOFING"), QList{AccountId{1}});
    QCOMPARE(named("WATTLE ROOFING P"), (QList{AccountId{1}, AccountId{4}})); // or Pty Ltd
    QCOMPARE(named("WATTLE ROOFING PAR"), QList{AccountId{4}});
    QCOMPARE(named("WATTLE ROOFING SOU 000482 INTERNET"), QList{AccountId{2}});
    QCOMPARE(named("RIDGELINE VETERINARY PTY LTD"), QList{AccountId{3}});
    QCOMPARE(named("RIDGELINE VETERI PTY LTD"), QList<AccountId>()); // that name ends there
    QCOMPARE(named("RIDGELINE VETERINA"), QList{AccountId{3}});
    QCOMPARE(named("RIDGELINE VETERANS"), QList<AccountId>());
    QCOMPARE(named("SOUTH RIDGE"), QList<AccountId>());
    // An account of two names is named by either, whatever the other is.
    const preflight::Payers twoNames({{AccountId{1}, QStringLiteral("Wattle Cafe")},
        {AccountId{1}, QStringLiteral("Wattle Cafe North")},
        {AccountId{2}, QStringLiteral("Wattle Cafe North")}});
    QCOMPARE(twoNames.namedBy(kept.line), (QList{AccountId{1}, AccountId{2}}));
    // Both are named: nobody can tell.
    m_facts.lines[0].line.text = QStringLiteral("FOR WATTLE CAFE OR BORONIA BAKERY");
    m_facts.lines[0].line.payee.clear();
    m_facts.named.clear();
    m_facts.equal
        = {shorter, candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-3", "79.00", 18)};
    EXPECT(check(), NotChecked, Twins);
}

// Cut off where two names go on, or perhaps not cut off at all.
void TestLineWords::aBeginningThatMayBeAnotherIsNeverSafe()
{
    const auto verdictOf = [&](const char* payee, const QList<const char*>& names, qsizetype with) {
        begin();
        QList<std::pair<AccountId, QString>> accounts;
        for (const char* name : names)
            accounts.append({AccountId{accounts.size() + 1}, QString::fromLatin1(name)});
        const KeptBankLine kept = line(payee, "", "79.00");
        m_facts.named[kept.id] = preflight::Payers(accounts).namedBy(kept.line);
        for (qsizetype i = with; i < names.size(); ++i) { // what they have in Xero
            Candidate one = candidate(CandidateKind::Overpayment, names[i], names[i], "79.00");
            one.account = AccountId{i + 1};
            m_facts.equal.append(one);
        }
        const LineCheck judged = check();
        return toText(judged.verdict) + u' '
            + (judged.pick.isEmpty() ? QString() : judged.pick.first().contactName);
    };
    const QList<const char*> smiths{"Anna Smith", "Anna Smithson"};
    QVERIFY(!verdictOf("ANNA SMITH", smiths, 1).startsWith(u"safe"));
    const QList<const char*> roofers{"Wattle Roofing", "Wattle Roofing Park"};
    QVERIFY(!verdictOf("WATTLE ROOFING P", roofers, 0).startsWith(u"safe")); // or Pty Ltd
    QVERIFY(!verdictOf("WATTLE ROOFING P", roofers, 1).startsWith(u"safe"));
    QCOMPARE(verdictOf("WATTLE ROOFING PA", roofers, 1), u"safe Wattle Roofing Park");
    QCOMPARE(verdictOf("WATTLE ROOFING PA 0048", roofers, 1), u"safe Wattle Roofing Park");
    QVERIFY(!verdictOf("WATTLE ROOFING PA PTY LTD", roofers, 1).startsWith(u"safe"));
}

// A line that names nobody on the day of reconciled money, beside one that may name its owner.
void TestLineWords::namelessLinesTakeNothingInDoubt()
{
    const preflight::Payers payers({{AccountId{1}, u"Currawong Veterinary"_s},
        {AccountId{2}, u"Currawong Veterinary North"_s}});
    line("DEPOSIT BRANCH", "", "99.00");
    m_facts.equal = {candidate(CandidateKind::Payment, "Currawong Veterinary", "PAY-1", "99.00")};
    m_facts.equal[0].isReconciled = true;
    EXPECT(check(), Done, None);
    const KeptBankLine cut = line("CURRAWONG VETERINA", "", "99.00", 18);
    m_facts.named[cut.id] = payers.namedBy(cut.line);
    QCOMPARE(m_facts.named[cut.id].size(), 2);
    QVERIFY(check(0).verdict != Verdict::Done && check(0).verdict != Verdict::Safe);
    QVERIFY(check(1).verdict != Verdict::Safe);
}

// Somebody pays the same each week, and last week's line is of a statement that isn't here.
void TestLineWords::lastWeeksMoneyIsNotThisLines()
{
    line("BORONIA BAKERY", "INV-1002", "79.00");
    Candidate lastWeek = candidate(CandidateKind::Payment, "Boronia Bakery", "PAY-1", "79.00", 13);
    lastWeek.isReconciled = true;
    m_facts.equal = {lastWeek};
    QVERIFY(check().verdict != Verdict::Done);
    m_facts.equal[0].date = QDate(2026, 11, 18);
    EXPECT(check(), Done, None);
    m_facts.unpushed = {unpushed("Boronia Bakery", "PAY-2", "INV-1002", "79.00")};
    EXPECT(check(), Stop, NotPushed);
}

// Records are found by clues; what a line names must never be missed for want of one.
void TestLineWords::whatIsNamedHasAClue()
{
    const QStringList names{u"Wattle Cafe"_s, u"The Wattle Cafe North Pty Ltd"_s, u"Café O’Brien"_s,
        u"Anna Smithson"_s, u"A. B. Surveying"_s, u"24 Hour Towing"_s, u"Müller & Söhne GmbH"_s,
        u"St. Mary's Preschool"_s, u"IRONBARK"_s, u"Of The Hill Dairy"_s};
    const QStringList numbers{u"INV-10291"_s, u"2026/00417"_s, u"PAY 7"_s, u"A-1-2-3-4"_s, u""_s};
    QStringList texts;
    for (const QString& said : names + numbers)
        for (const QString& text : {said, QString(said).remove(u'-'), said.section(u'-', 1)})
            for (qsizetype end = 4; end <= text.size(); ++end)
                texts += {text.left(end).toUpper(), u"OSKO PAYMENT "_s + text.left(end),
                    text.left(end) + u" 000482"_s, text.left(end) + u" PTY LTD"_s};
    int named = 0;
    for (const QString& text : std::as_const(texts)) {
        const preflight::LineWords words(line(text.toUtf8(), "", "1.00").line);
        for (const QString& name : names)
            for (const QString& number : numbers) {
                const Candidate one
                    = candidate(CandidateKind::Invoice, name.toUtf8(), number.toUtf8(), "1.00");
                if (words.names(one).identity == preflight::Identity::None)
                    continue;
                ++named;
                QVERIFY2(words.clues().intersects(preflight::cluesTo(one)),
                    qPrintable(text + u" | "_s + name + u" | "_s + number));
            }
    }
    QVERIFY(named > 1'000);
}

void TestLineWords::aBeginningOfTwoIsATie()
{
    line("WATTLE CATERING", "", "79.00");
    m_facts.equal
        = {candidate(CandidateKind::Overpayment, "Wattle Catering Street", "PAY-1", "79.00"),
            candidate(CandidateKind::Overpayment, "Wattle Catering Square", "PAY-2", "79.00", 18)};
    EXPECT(check(), NotChecked, Twins);
    QCOMPARE(check().choices.size(), 2);
}

// Receipts are entered in Xero here, but billing has a payment on the invoice, of another amount
// or for another bank account.
void TestLineWords::aWaitingPaymentStopsItsInvoice()
{
    m_facts.receipts = BankReceipts::EnteredInXero;
    line("HARBOURSIDE PHYSIO", "", "888.00");
    m_facts.equal
        = {candidate(CandidateKind::Invoice, "Harbourside Physio", "INV-10291", "888.00")};
    EXPECT(check(), Safe, None);
    m_facts.equal[0].waiting = PaymentId{7};
    EXPECT(check(), Stop, NotPushed);
    QVERIFY(check().pick.isEmpty());
    QCOMPARE(check().ledger, (RecordRef{RecordKind::Payment, 7}));
    QCOMPARE(check().atRisk.toString(), QStringLiteral("888.00"));
    // Its payment is there, and only the allocation waits.
    m_facts.equal[0].waitsBecause = HazardId::AllocationNotPushed;
    EXPECT(check(), Stop, Unallocated);
    m_facts.equal[0].waitsBecause = HazardId::PaymentNotPushed;
    // One deposit for two invoices.
    m_facts.equal.clear();
    m_facts.ofNamed
        = {candidate(CandidateKind::Invoice, "Harbourside Physio", "INV-1001", "800.00"),
            candidate(CandidateKind::Invoice, "Harbourside Physio", "INV-1002", "88.00")};
    EXPECT(check(), Safe, None);
    m_facts.ofNamed[1].waiting = PaymentId{7};
    EXPECT(check(), Stop, NotPushed);
    m_facts.receipts = BankReceipts::ThroughBilling; // where it isn't true that billing has none
    EXPECT(check(), Stop, NotPushed);
}

// A customer who has nothing open is named: another's reconciled money is not this line's.
void TestLineWords::aKnownPayerIsNotDoneByAnother()
{
    const BankLineId id = line("GIPPSLAND CATERING", "INV-10203", "264.00").id;
    m_facts.equal = {candidate(CandidateKind::Overpayment, "Upwey Bakery", "PAY-5", "264.00")};
    m_facts.equal[0].isReconciled = true;
    m_facts.named[id] = {AccountId{2}};
    EXPECT(check(), NotChecked, NothingKnown);
    m_facts.named[id] = {AccountId{1}}; // under another name in Xero
    EXPECT(check(), Done, None);
}

void TestLineWords::aHeldBackPaymentIsNobodyElses()
{
    line("HARBOURSIDE PHYSIO", "INV10291", "888.00");
    line("BORONIA BAKERY", "", "888.00");
    m_facts.equal
        = {candidate(CandidateKind::Payment, "Harbourside Physio", "INV-10291", "888.00")};
    m_facts.equal[0].isReconciled = m_facts.equal[0].isWrongMatch = true;
    m_facts.unpushed = {unpushed("Harbourside Physio", "PAY-20417", "INV-10291", "888.00")};
    m_facts.unpushed[0].why = HazardId::WrongMatch;
    EXPECT(check(0), Stop, WrongMatch);
    QCOMPARE(check(0).ledger, (RecordRef{RecordKind::Payment, 7}));
    EXPECT(check(1), NotChecked, NothingKnown);
    // Nor is a payment that waits the line's of somebody else in the book.
    begin();
    m_facts.named[line("BORONIA BAKERY", "", "888.00").id] = {AccountId{2}};
    m_facts.unpushed = {unpushed("Harbourside Physio", "PAY-20417", "INV-10291", "888.00")};
    EXPECT(check(), NotChecked, NothingKnown);
}

// A card company pays 98.20 of 100.00; the payment stands in Xero.
void TestLineWords::aFeeThatTheBankKept()
{
    line("BORONIA BAKERY", "PAY-20420", "98.20");
    m_facts.ofNamed
        = {candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-20420", "100.00")};
    EXPECT(check(), NotChecked, NothingKnown);
    m_facts.mostFee = 200; // 2 %: 2.00 of 100.00
    EXPECT(check(), NotChecked, Fee); // another line may have the whole of it
    QCOMPARE(check().pick.value(0).number, QStringLiteral("PAY-20420"));
    QVERIFY(check().sentence.contains(QStringLiteral("1.80 more")));
    m_facts.mostFee = 179;
    EXPECT(check(), NotChecked, NothingKnown);
    // Money out is never less a fee, and what is less than the line is none.
    m_facts.mostFee = 200;
    m_facts.ofNamed.first().amount = money("98.00");
    EXPECT(check(), NotChecked, NothingKnown);
    m_facts.lines.first().line.amount = money("-98.20");
    m_facts.ofNamed.first().amount = money("100.00");
    EXPECT(check(), NotChecked, NothingKnown);
}

void TestLineWords::aFeeNeedsAWord()
{
    const BankLineId id = line("BORONIA BAKERY", "CARD PAYOUT", "98.20").id;
    m_facts.mostFee = 200;
    m_facts.ofNamed
        = {candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-20420", "100.00")};
    EXPECT(check(), NotChecked, Fee);
    QCOMPARE(check().choices.size(), 1);
    m_facts.decisions[id] = {{LineSaying::Is, m_facts.ofNamed.first().xero}};
    EXPECT(check(), Safe, None);
    QVERIFY(check().sentence.contains(QStringLiteral("bank fee of 1.80")));
    m_facts.ofNamed.first().contactIsGone = true;
    EXPECT(check(), Stop, ContactGone);
    m_facts.ofNamed.first().contactIsGone = false;
    m_facts.decisions.clear();
    m_facts.ofNamed.append(
        candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-20421", "99.00"));
    EXPECT(check(), NotChecked, Fee);
    QCOMPARE(check().choices.size(), 2);
    QVERIFY(check().pick.isEmpty());
    // Through billing an invoice is never matched, a little more or not.
    m_facts.ofNamed = {candidate(CandidateKind::Invoice, "Boronia Bakery", "INV-1002", "100.00")};
    EXPECT(check(), Stop, NotInBilling);
}

void TestLineWords::lockDatesThatNobodyReadLately()
{
    line("BORONIA BAKERY", "PAY-20420", "100.00");
    m_facts.equal
        = {candidate(CandidateKind::Overpayment, "Boronia Bakery", "PAY-20420", "100.00")};
    EXPECT(check(), Safe, None);
    m_around.organisationReadAt = m_around.now.addSecs(-31 * 60);
    EXPECT(check(), NotChecked, Stale);
    QCOMPARE(check().remedy, RemedyId::FetchNow);
    m_around.organisationReadAt = {};
    EXPECT(check(), NotChecked, Stale);
}

// R034: 120 on 100.
void TestLineWords::moreThanIsOpen()
{
    line("BORONIA BAKERY", "INV-1002", "120.00");
    m_facts.ofNamed = {candidate(CandidateKind::Invoice, "Boronia Bakery", "INV-1002", "100.00")};
    EXPECT(check(), NotChecked, NothingKnown);
    m_facts.receipts = BankReceipts::EnteredInXero;
    EXPECT(check(), NotChecked, Overpaid);
    QVERIFY(check().sentence.contains(QStringLiteral("an overpayment of 20.00")));
}

// Ax5–Ax9: what each step does to both balances.
void TestLineWords::theWaysBackFromAWrongMatch()
{
    LineCheck wrong;
    QVERIFY(preflight::repairs(wrong, money("888.00"), {}, {}).isEmpty());
    wrong.hazard = LineHazard::WrongMatch;
    wrong.ledger = RecordRef{RecordKind::Payment, 7};
    const auto balances = [](const preflight::Repair& way) {
        QStringList all;
        for (const preflight::RepairStep& step : way.steps)
            all.append(step.ledger.toString() + u'/' + step.xero.toString());
        return all.join(u' ');
    };
    const auto ways = preflight::repairs(wrong, money("888.00"), money("0.00"), money("0.00"));
    QCOMPARE(ways.size(), 2);
    QCOMPARE(ways[0].name, QStringLiteral("Same money"));
    QCOMPARE(balances(ways[0]), QStringLiteral("0.00/0.00"));
    QCOMPARE(balances(ways[1]), QStringLiteral("0.00/888.00 0.00/0.00 0.00/0.00"));
    // The overpayment is in Xero already, unallocated.
    wrong.ledger.reset();
    const auto pushed = preflight::repairs(wrong, money("888.00"), money("0.00"), money("-888.00"));
    QCOMPARE(pushed.size(), 1);
    QCOMPARE(balances(pushed[0]), QStringLiteral("0.00/0.00 0.00/0.00 0.00/0.00"));
}

QTEST_GUILESS_MAIN(TestLineWords)
#include "tst_linewords.moc"
