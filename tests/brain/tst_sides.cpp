// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/outstanding.h"
#include "bridge/signed.h"
#include "bridge/timeline.h"
#include "support/accountbuilder.h"

#include <QTest>

#include <numeric>

using namespace records;
using namespace support;
using bridge::Ageing;
using bridge::Scope;

namespace {

QString number(const char* text)
{
    return QString::fromLatin1(text);
}

QList<bridge::TimelineRow> rowsOf(const AccountBuilder& story, QDate asOf = {})
{
    const Scope scope(Side::Receivable, {}, asOf);
    return bridge::timeline(
        story.file(), scope, bridge::explain(story.file(), surroundings(), scope).lines);
}

QString told(const bridge::TimelineRow& row)
{
    return QStringLiteral("%1 %2 | %3 | %4 %5")
        .arg(row.ledgerLabel, row.ledger ? row.ledgerAmount.toString() : QString(),
            row.cause ? toText(*row.cause) : number(row.tied ? "=" : "cancels"), row.xeroLabel,
            row.xero ? row.xeroAmount.toString() : QString());
}

base::Money sum(const std::array<base::Money, Ageing::Ages>& parts)
{
    return std::accumulate(parts.begin(), parts.end(), base::Money());
}

} // namespace

// Both sides of an account beside each other: entry by entry, invoice by invoice, age by age, and
// item by item as they are signed.
class TestSides : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What was signed with balances of nothing is gone as well when its records are: the book reads
    // what it compares first without them.
    void aBalanceOfNothingThatVanishedIsAChange()
    {
        AccountBuilder s;
        const auto invoice = s.on({2025, 10, 3}).invoice(number("INV-1"), aud("100.00"));
        s.push(invoice);
        s.on({2025, 10, 9}).payInXero(s.twinOf(invoice), aud("100.00"));
        s.takeIn();
        QList<SignedAccount> before = bridge::signedAccounts(s.file(), {2025, 10, 31});
        QCOMPARE(before.size(), 1);
        QVERIFY(before.first().ledger.isZero() && before.first().xero.isZero());
        before.first().items.clear();
        QVERIFY(bridge::changesSince({1}, before, bridge::signedAccounts(s.file(), {2025, 10, 31}))
                    .isEmpty());
        const QList<SignOffChange> changes = bridge::changesSince({1}, before, {});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().account, before.first().account);
    }

    void partnersStandBesideEachOther()
    {
        AccountBuilder s;
        const auto invoice = s.on({2025, 10, 3}).invoice(number("INV-1"), aud("100.00"));
        s.push(invoice);
        s.on({2025, 10, 9}).payInXero(s.twinOf(invoice), aud("100.00"));
        s.receive(mirror::CreditKind::Overpayment, aud("20.00"));
        s.takeIn();
        s.on({2025, 10, 12}).payment(number("PAY-2"), aud("8.00"));
        const auto rows = rowsOf(s);
        QCOMPARE(rows.size(), 4);
        QCOMPARE(told(rows.at(0)), number("INV-1 100.00 | = | INV-1 100.00"));
        QVERIFY(rows.at(1).tied);
        QCOMPARE(told(rows.at(2)), number("  | waiting-credit | Overpayment -20.00"));
        QCOMPARE(told(rows.at(3)), number("PAY-2 -8.00 | not-yet-pushed |  "));
        QCOMPARE(rows.last().ledgerBalance, aud("-8.00"));
        QCOMPARE(rows.last().xeroBalance, aud("-20.00"));
    }

    void ofAnotherAmountIsOneRowThatDiffers()
    {
        AccountBuilder s;
        const auto invoice = s.invoice(number("INV-1"), aud("100.00"));
        s.push(invoice);
        s.editInXero(s.twinOf(invoice), aud("120.00"));
        const auto rows = rowsOf(s);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(told(rows.first()), number("INV-1 100.00 | edited-in-xero | INV-1 120.00"));
    }

    void whatCancelsOutOnOneSideMakesNoDifference()
    {
        AccountBuilder s;
        const auto payment = s.payment(number("PAY-1"), aud("50.00"));
        s.reverse(payment);
        const auto rows = rowsOf(s);
        QCOMPARE(rows.size(), 2);
        for (const bridge::TimelineRow& row : rows) {
            QVERIFY(!row.tied && !row.cause);
            QCOMPARE(row.ledgerAmount.abs(), aud("50.00"));
        }
    }

    void aReversalStandsBehindWhatItReverses()
    {
        AccountBuilder s;
        const auto payment = s.payment(number("PAY-1"), aud("50.00"));
        s.push(payment);
        s.on(s.day().addDays(3)).reverse(payment);
        const auto rows = rowsOf(s);
        QCOMPARE(rows.size(), 2);
        QVERIFY(rows.first().tied && !rows.first().cause);
        QCOMPARE(rows.last().cause, BridgeCause::ReversedOneSide);
        QVERIFY2(rows.last().ledgerLabel.endsWith(number("reversal of PAY-1")),
            qPrintable(rows.last().ledgerLabel));
        // As of the day before, nothing was reversed.
        QCOMPARE(rowsOf(s, s.day().addDays(-1)).size(), 1);
    }

    void runningBalancesEndInTheBalances()
    {
        AccountBuilder s;
        const auto a = s.invoice(number("INV-1"), aud("100.00"));
        s.push(a);
        const auto b = s.invoice(number("INV-2"), aud("60.00"));
        s.ledgerCredit(number("CR-1"), aud("7.00"));
        s.payInXero(s.twinOf(a), aud("30.00"));
        Q_UNUSED(b)
        const auto rows = rowsOf(s);
        QCOMPARE(rows.last().ledgerBalance, s.ledgerBalance());
        QCOMPARE(rows.last().xeroBalance, s.xeroBalance());
    }

    void openInvoicesOfBothSides()
    {
        AccountBuilder s;
        const auto a = s.invoice(number("INV-1"), aud("100.00"));
        s.push(a);
        const auto b = s.invoice(number("INV-2"), aud("60.00"));
        s.payInXero(s.twinOf(a), aud("30.00"));
        s.xeroInvoice(number("X-9"), aud("5.00"));
        Q_UNUSED(b)
        const auto open = bridge::outstandings(s.file(), Side::Receivable);
        QCOMPARE(open.size(), 3);
        QCOMPARE(open.at(0).number, number("INV-1"));
        QCOMPARE(open.at(0).ledger, aud("100.00"));
        QCOMPARE(open.at(0).xero, aud("70.00"));
        QVERIFY(open.at(0).differs());
        QVERIFY(!open.at(1).isTied() && !open.at(1).invoice);
        QVERIFY(!open.at(2).isTied() && !open.at(2).document);
        QCOMPARE(open.at(2).xero, aud("5.00"));
    }

    void agesAddUpToTheBalances()
    {
        AccountBuilder s;
        const QDate day(2025, 11, 30);
        for (const int late : {-5, 0, 1, 30, 31, 60, 61, 90, 91, 400}) {
            const auto invoice = s.invoice(QStringLiteral("INV-%1").arg(late), aud("10.00"));
            s.push(invoice);
            s.file().documents.last().dueDate = day.addDays(-late);
            s.file().invoices.last().dueDate = day.addDays(-late);
        }
        s.payment(number("PAY-1"), aud("3.00"));
        const Ageing ages = bridge::ageing(s.file(), Side::Receivable, day);
        for (const auto age :
            {Ageing::NotYetDue, Ageing::To30, Ageing::To60, Ageing::To90, Ageing::Over90}) {
            QCOMPARE(ages.ledger[age], aud("20.00"));
            QCOMPARE(ages.xero[age], aud("20.00"));
        }
        QCOMPARE(ages.ledger[Ageing::NotAllocated], aud("-3.00"));
        QCOMPARE(sum(ages.ledger), s.ledgerBalance());
        QCOMPARE(sum(ages.xero), s.xeroBalance());
    }

    void whatIsSignedSaysEveryChange()
    {
        AccountBuilder s;
        const auto invoice = s.on({2025, 10, 3}).invoice(number("INV-1"), aud("100.00"));
        s.push(invoice);
        s.on({2025, 10, 5}).receive(mirror::CreditKind::Prepayment, aud("40.00"));
        const QDate day(2025, 10, 31);
        const auto before = bridge::signedAccounts(s.file(), day);
        QCOMPARE(before.size(), 1);
        QCOMPARE(before.first().items.size(), 3);
        QVERIFY(bridge::changesSince({1}, before, bridge::signedAccounts(s.file(), day)).isEmpty());
        // Later than the day: no news.
        s.on({2025, 11, 2}).payment(number("PAY-1"), aud("100.00"));
        QVERIFY(bridge::changesSince({1}, before, bridge::signedAccounts(s.file(), day)).isEmpty());
        // Dated before it: news, however late it is entered.
        s.on({2025, 10, 20}).payInXero(s.twinOf(invoice), aud("60.00"));
        const auto changes
            = bridge::changesSince({1}, before, bridge::signedAccounts(s.file(), day));
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().xero, aud("-60.00"));
        QCOMPARE(changes.first().ledger, aud("0.00"));
        QCOMPARE(changes.first().records, 2); // the payment, and what is open of the invoice
    }

    void linesOfItemsCanBeReadBack()
    {
        AccountBuilder s;
        const auto invoice = s.invoice(number("=1+1\t\n\"x\""), aud("100.00"));
        s.push(invoice);
        const auto accounts = bridge::signedAccounts(s.file(), s.day());
        for (const SignedItem& item : accounts.first().items) {
            const auto read = itemOf(lineOf(item));
            QVERIFY(read);
            QCOMPARE(lineOf(*read), lineOf(item));
            QCOMPARE(lineOf(item).count(u'\t'), 7);
        }
    }
};

QTEST_GUILESS_MAIN(TestSides)
#include "tst_sides.moc"
