// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources/mapping.h"

#include <QElapsedTimer>
#include <QTest>

// The mapping file: what it may look like, and what is said of one that can't be read.
class TestMapping : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headersInAnyOrder_data();
    void headersInAnyOrder();
    void mistakesNameLineAndColumn_data();
    void mistakesNameLineAndColumn();
    void farBeyondTwoThousandRows();
};

namespace {

const QByteArray kId = "e8a10000-0000-4000-8000-0000000044f0";

} // namespace

void TestMapping::headersInAnyOrder_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("Emersion") << "Account Id,Xero Guid\n104377," + kId + '\n';
    QTest::newRow("its report") << "Account Id,Account Name,Xero Guid,Xero Contact Name\n"
                                   "104377,\"Physio, Harbourside\","
            + kId.toUpper() + ",Harbourside\n";
    QTest::newRow("semicolons, other order") << "ContactID;ACCOUNT_ID\r\n{" + kId + "};104377\r\n";
    QTest::newRow("with a mark") << "\xef\xbb\xbf"
                                    "Account,GUID\n104377,"
            + kId + "\n\n";
}

void TestMapping::headersInAnyOrder()
{
    QFETCH(QByteArray, content);
    QList<records::ImportError> errors;
    const auto read = sources::readMapping({QStringLiteral("m.csv"), content}, errors);
    QVERIFY2(errors.isEmpty(), errors.isEmpty() ? "" : qPrintable(errors.first().toString()));
    QCOMPARE(read.rows.size(), 1);
    QCOMPARE(read.rows[0].account, QStringLiteral("104377"));
    QCOMPARE(read.rows[0].contact.toString(), QString::fromLatin1(kId));
    QCOMPARE(read.rows[0].line, 2);
}

void TestMapping::mistakesNameLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("said");
    QTest::newRow("no column of contacts")
        << QByteArray("Account Id,Name\n1,x\n")
        << QStringLiteral("m.csv, line 1, column Xero Guid: This column is missing");
    QTest::newRow("no account") << "Account Id,Xero Guid\n," + kId + '\n'
                                << QStringLiteral("m.csv, line 2, column Account Id");
    QTest::newRow("no id") << QByteArray("Account Id,Xero Guid\n1,\n2,e8a1\n")
                           << QStringLiteral("m.csv, line 3, column Xero Guid: “e8a1” is no id");
    QTest::newRow("too many values")
        << QByteArray("Account Id,Xero Guid\n1,2,3\n") << QStringLiteral("m.csv, line 2");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("The file is empty");
}

void TestMapping::mistakesNameLineAndColumn()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, said);
    QList<records::ImportError> errors;
    sources::readMapping({QStringLiteral("m.csv"), content}, errors);
    QVERIFY(!errors.isEmpty());
    QVERIFY2(errors.first().toString().contains(said), qPrintable(errors.first().toString()));
}

void TestMapping::farBeyondTwoThousandRows()
{
    QByteArray content = "Account Id,Xero Guid\n";
    for (int i = 0; i < 100'000; ++i)
        content += QByteArray::number(i) + ','
            + QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + '\n';
    QList<records::ImportError> errors;
    const auto read = sources::readMapping({QStringLiteral("m.csv"), content}, errors);
    QVERIFY(errors.isEmpty());
    QCOMPARE(read.rows.size(), 100'000);
}

QTEST_APPLESS_MAIN(TestMapping)
#include "tst_mapping.moc"
