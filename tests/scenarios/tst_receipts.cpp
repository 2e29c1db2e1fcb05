// SPDX-License-Identifier: GPL-3.0-or-later

// R031: many receipts are entered in Xero, which saves keying them into billing and matching them
// again. Said of a bank account, it makes the invoice what is right to match; what is entered
// comes into the ledger by itself, once. Over HTTP against the sandbox, with both sides' balances.

#include "support/world.h"

#include "records/words.h"

#include <QFile>
#include <QTest>

using namespace records;
using Qt::StringLiterals::operator""_s;

class TestReceipts : public QObject {
    Q_OBJECT

    std::unique_ptr<World> m_world;

    struct Customer {
        QString account, name, invoice, amount;
    };
    // Two owe the same amount: only their names tell their receipts apart.
    const Customer m_physio{u"104377"_s, u"Harbourside Physio"_s, u"INV-A"_s, u"888.00"_s};
    const Customer m_bakery{u"104400"_s, u"Boronia Bakery"_s, u"INV-B"_s, u"888.00"_s};
    const Customer m_legal{u"104500"_s, u"Waratah Legal"_s, u"INV-C"_s, u"312.50"_s};
    const QList<Customer> m_all{m_physio, m_bakery, m_legal};

    // One customer's line of the table: L out, L bal, X due, X bal, and the difference in words.
    QString step(const Customer& of)
    {
        const QStringList figures{m_world->outstanding(of.invoice),
            m_world->ledgerBalance(of.account), m_world->due(of.invoice),
            m_world->xeroBalance(of.name)};
        return figures.join(u' ') + u" | "_s + m_world->bridge(of.account).join(u' ');
    }
    LineCheck check(const Customer& of) const
    {
        for (const store::BankLineRow& row : m_world->reader().bankLines({}, 0, 10))
            if (row.kept.line.payee == of.name.toUpper())
                return row.check;
        return {};
    }
    // "safe: Match Invoice INV-A."
    QString said(const Customer& of) const
    {
        const LineCheck found = check(of);
        return toText(found.verdict) + u": "_s + found.sentence;
    }

    // The bank's statement holds a receipt of each of them.
    void takeStatementIn()
    {
        QFile file(m_world->folder() + u"/everyday.csv"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray today = base::SystemClock().now().date().toString(Qt::ISODate).toLatin1();
        file.write("Date,Payee,Debit,Credit\n");
        for (const Customer& each : m_all)
            file.write(
                today + ',' + each.name.toUpper().toUtf8() + ",," + each.amount.toUtf8() + '\n');
        file.close();
        const auto taken = m_world->tell(
            command::ImportStatement{.path = file.fileName(), .bankCode = u"090"_s});
        QVERIFY2(taken.done, qPrintable(taken.sentence));
    }
    void saysReceiptsAreEnteredInXero()
    {
        BookSettings settings = m_world->reader().settings();
        settings.receiptsByBank.insert(u"090"_s, BankReceipts::EnteredInXero);
        QVERIFY(m_world->tell(command::ChangeSettings{settings}).done);
    }
    void inXero(const QString& act, const Customer& of)
    {
        m_world->person(
            act, {{u"invoice"_s, of.invoice}, {u"amount"_s, of.amount}, {u"bank"_s, u"090"_s}});
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        for (const Customer& each : m_all) {
            m_world->account(each.account, each.name);
            m_world->invoice(each.account, each.invoice, each.amount);
        }
        QVERIFY(m_world->sync().done);
        takeStatementIn();
    }
    void cleanup() { m_world.reset(); }

    void theInvoiceIsRightOnlyWhereReceiptsAreEnteredInXero()
    {
        // Through billing, as every bank account is at first: its payment must come before.
        for (const Customer& each : m_all)
            QCOMPARE(check(each).hazard, LineHazard::NotInBilling);
        QCOMPARE(m_world->verdict(), Verdict::Stop);
        saysReceiptsAreEnteredInXero();
        QCOMPARE(said(m_physio), u"safe: Match Invoice INV-A."_s);
        QCOMPARE(said(m_bakery), u"safe: Match Invoice INV-B."_s);
        QCOMPARE(said(m_legal), u"safe: Match Invoice INV-C."_s);
        for (const Customer& each : m_all) {
            QCOMPARE(check(each).pick.size(), 1);
            QCOMPARE(check(each).pick.first().kind, CandidateKind::Invoice);
            QCOMPARE(check(each).pick.first().number, each.invoice);
        }
        QCOMPARE(m_world->verdict(), Verdict::Safe);
        QCOMPARE(step(m_physio), u"888.00 888.00 888.00 888.00 | "_s); // nothing has moved
    }

    void whatIsEnteredComesInOnce()
    {
        saysReceiptsAreEnteredInXero();
        QCOMPARE(step(m_physio), u"888.00 888.00 888.00 888.00 | "_s);
        QCOMPARE(step(m_bakery), u"888.00 888.00 888.00 888.00 | "_s);
        QCOMPARE(step(m_legal), u"312.50 312.50 312.50 312.50 | "_s);
        // Two are matched as told; the third is entered from its remittance advice, and the line
        // is then matched to that payment.
        inXero(u"match-invoice"_s, m_physio);
        inXero(u"match-invoice"_s, m_bakery);
        inXero(u"create-payment"_s, m_legal);
        QVERIFY(m_world->push().done); // reads Xero as well, and takes nothing in
        QCOMPARE(step(m_physio), u"888.00 888.00 0.00 0.00 | +888.00 not-taken-in"_s);
        QCOMPARE(step(m_bakery), u"888.00 888.00 0.00 0.00 | +888.00 not-taken-in"_s);
        QCOMPARE(step(m_legal), u"312.50 312.50 0.00 0.00 | +312.50 not-taken-in"_s);
        QCOMPARE(m_world->verdict(), Verdict::Safe); // here this is no accident
        QVERIFY(m_world->pull().done);
        for (const Customer& each : m_all) {
            QCOMPARE(step(each), u"0.00 0.00 0.00 0.00 | "_s);
            QCOMPARE(m_world->xeroStatus(each.invoice), u"PAID"_s);
            QCOMPARE(m_world->ledgerPayments(each.account), 1);
        }
        QCOMPARE(check(m_physio).verdict, Verdict::Done);
        QCOMPARE(check(m_bakery).verdict, Verdict::Done);
        QCOMPARE(check(m_physio).pick.value(0).kind, CandidateKind::Payment);
        QCOMPARE(check(m_legal).verdict, Verdict::Safe);
        QCOMPARE(check(m_legal).pick.value(0).kind, CandidateKind::Payment);
        m_world->person(u"reconcile"_s, {{u"kind"_s, u"payment"_s}, {u"invoice"_s, u"INV-C"_s}});
        QVERIFY(m_world->sync().done);
        QCOMPARE(check(m_legal).verdict, Verdict::Done);
        QCOMPARE(m_world->verdict(), Verdict::Safe);
        // Nothing of it goes back to Xero, and nothing comes a second time.
        QVERIFY(m_world->sync().done);
        QCOMPARE(m_world->outbox(), QStringList());
        QCOMPARE(m_world->truth()[u"overpayments"_s].toArray().size(), 0);
        QCOMPARE(m_world->truth()[u"payments"_s].toArray().size(), 3);
        for (const Customer& each : m_all) {
            QCOMPARE(step(each), u"0.00 0.00 0.00 0.00 | "_s);
            QCOMPARE(m_world->ledgerPayments(each.account), 1);
        }
    }

    // The setting is of the bank account, not of the payment: one that billing has all the same is
    // pushed first, as everywhere.
    void aPaymentOfBillingsStillStops()
    {
        saysReceiptsAreEnteredInXero();
        m_world->payment(m_physio.account, u"PAY-1"_s, u"888.00"_s, u"INV-A"_s, u"888.00"_s);
        QCOMPARE(step(m_physio), u"0.00 0.00 888.00 888.00 | -888.00 not-yet-pushed"_s);
        QCOMPARE(check(m_physio).hazard, LineHazard::NotPushed);
        QCOMPARE(check(m_bakery).verdict, Verdict::Safe); // the other of the same amount isn't it
        QCOMPARE(m_world->verdict(), Verdict::Stop);
        QVERIFY(m_world->sync().done);
        QCOMPARE(step(m_physio), u"0.00 0.00 0.00 0.00 | "_s);
        QCOMPARE(check(m_physio).verdict, Verdict::Safe);
        QCOMPARE(check(m_physio).pick.value(0).kind, CandidateKind::Overpayment);
        QCOMPARE(m_world->verdict(), Verdict::Safe);
    }
};

QTEST_GUILESS_MAIN(TestReceipts)
#include "tst_receipts.moc"
