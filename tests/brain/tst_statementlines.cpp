// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "match/statementlines.h"
#include "match/words.h"

#include <QTest>

using namespace records;

// Files of a bank overlap; a line is the same line however often it comes, and twins stay twins.
class TestStatementLines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBanksOwnNumberDecides();
    void twinsStayTwo();
    void balancesTellTwinsApart();
    void anotherFormatHasOtherTexts();
    void anyCutOfAHistoryGivesTheHistory();
    void wordsThatTell_data();
    void wordsThatTell();
};

namespace {

const base::Currency kAud = base::Currency::of("AUD");

BankLine line(int day, qint64 cents, const char* text, const char* bankId = "")
{
    BankLine one;
    one.date = QDate(2026, 11, day);
    one.amount = base::Money(cents, kAud);
    one.text = QString::fromUtf8(text);
    one.bankId = QString::fromLatin1(bankId);
    return one;
}

// A book of lines that takes files in, as the engine does.
struct Kept {
    QList<KeptBankLine> lines;
    int take(const QList<BankLine>& file, BankFormat format = BankFormat::Csv)
    {
        const auto known = match::alreadyKept(file, format, lines);
        int added = 0;
        for (qsizetype i = 0; i < file.size(); ++i)
            if (!known[i]) {
                lines.append({BankLineId{lines.size() + 1}, format, file[i]});
                ++added;
            }
        return added;
    }
};

} // namespace

void TestStatementLines::theBanksOwnNumberDecides()
{
    Kept book;
    QCOMPARE(book.take({line(3, 7900, "A", "1"), line(3, 7900, "A", "2")}, BankFormat::Ofx), 2);
    // The bank has changed its words, not its number.
    QCOMPARE(book.take({line(3, 7900, "A B C", "2"), line(3, 7900, "A", "3")}, BankFormat::Ofx), 1);
}

void TestStatementLines::twinsStayTwo()
{
    Kept book;
    const QList<BankLine> twins{line(3, 7900, "DIRECT CREDIT"), line(3, 7900, "DIRECT CREDIT")};
    QCOMPARE(book.take({twins.first()}), 1); // at noon
    QCOMPARE(book.take(twins), 1); // in the evening
    QCOMPARE(book.take(twins), 0); // and again
}

void TestStatementLines::balancesTellTwinsApart()
{
    Kept book;
    BankLine first = line(3, 7900, "DIRECT CREDIT"), second = first;
    first.balance = base::Money(10'000, kAud);
    second.balance = base::Money(17'900, kAud);
    QCOMPARE(book.take({first}), 1);
    QCOMPARE(book.take({second}), 1); // two files that don't overlap
    QCOMPARE(book.take({first, second}), 0);
}

void TestStatementLines::anotherFormatHasOtherTexts()
{
    Kept book;
    QCOMPARE(book.take({line(3, 7900, "HARBOURSIDE PHYSIO", "77"), line(4, 500, "FEE", "78")},
                 BankFormat::Ofx),
        2);
    QCOMPARE(book.take({line(3, 7900, "Direct Credit 301500 Harbourside Physio"),
                           line(3, 7900, "Direct Credit 301500 Northwind"), line(4, 500, "")},
                 BankFormat::Csv),
        1); // Northwind
}

// A property: whatever overlapping pieces of whole days come in whatever order, the book has each
// line once.
void TestStatementLines::anyCutOfAHistoryGivesTheHistory()
{
    static constexpr int kSeeds = 300;
    for (quint64 seed = 1; seed <= kSeeds; ++seed) {
        base::SeededRandom random(seed);
        QList<BankLine> history;
        for (int day = 1; day <= 20; ++day)
            for (quint64 i = random.below(5); i > 0; --i)
                history.append(line(day, 100 * static_cast<qint64>(1 + random.below(3)),
                    random.below(2) == 0 ? "A" : "B"));
        Kept book;
        for (int files = 0; files < 12; ++files) {
            const int from = 1 + static_cast<int>(random.below(20)),
                      to = from + static_cast<int>(random.below(10));
            QList<BankLine> file;
            for (const BankLine& one : history)
                if (one.date.day() >= from && one.date.day() <= to)
                    file.append(one);
            book.take(file);
        }
        book.take(history);
        QVERIFY2(book.lines.size() == history.size(),
            qPrintable(QStringLiteral("seed %1: %2 lines kept of %3")
                           .arg(seed)
                           .arg(book.lines.size())
                           .arg(history.size())));
    }
}

void TestStatementLines::wordsThatTell_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* text, const char* words) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(words);
    };
    row("DIRECT CREDIT 301500 HARBOURSIDE PHYSIO", "301500 HARBOURSIDE PHYSIO");
    row("Murray Plumbing Group Pty. Ltd.", "GROUP MURRAY PLUMBING");
    row("Société Pérot & Fils", "FILS PEROT SOCIETE");
    row("O'Brien / O’Brien", "OBRIEN");
    row("INV-10291", "10291");
    row("a b c", "");
}

void TestStatementLines::wordsThatTell()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    const QSet<QString> found = match::tellingWords(text);
    QStringList list(found.begin(), found.end());
    list.sort();
    QCOMPARE(list.join(u' '), words);
}

QTEST_GUILESS_MAIN(TestStatementLines)
#include "tst_statementlines.moc"
