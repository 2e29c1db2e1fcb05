// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "report/pack.h"
#include "report/packcsv.h"
#include "report/packfiles.h"
#include "unpacked.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace records;
using namespace report;
using namespace Qt::StringLiterals;

namespace {

const base::Currency kAud = base::Currency::of("AUD");

base::Money aud(qint64 minor)
{
    return {minor, kAud};
}

// Whatever people and spreadsheets make of names.
const QStringList kLabels{u"INV-10388"_s, u"=1+1"_s, u"+61 400"_s, u"-"_s, u"-5"_s, u"@SUM(A1)"_s,
    u"\tpaid"_s, u"'quoted'"_s, u"''twice"_s, u"'=x"_s, u"a \"b\" c"_s, u"\"\""_s, u"one, two"_s,
    u"line\nbreak"_s, u"line\r\nbreak"_s, u"\rreturn"_s, u"\n"_s, QString(), u" "_s, u"😀 Größe"_s,
    u"\uFF1D1"_s, u"مرحبا"_s, u"a\u2028b"_s, u"\uFEFFmark"_s};

SignedItem item(int number, bool isLedger, qint64 minor)
{
    SignedItem item;
    if (isLedger)
        item.ledger = RecordRef{RecordKind::Invoice, number};
    else
        item.xero = XeroRef{XeroKind::Invoice, QUuid(uint(number), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)};
    item.label = kLabels.at(number % kLabels.size());
    item.date = QDate(2026, 10, 1).addDays(number % 50);
    item.due = number % 3 == 0 ? QDate() : item.date.addDays(14);
    item.amount = aud(minor);
    item.open = number % 2 == 0 ? aud(minor / 2) : base::Money();
    return item;
}

SignedAccount account(int number, int items)
{
    SignedAccount one{.account = {number},
        .number = QString::number(104'000 + number),
        .name = number == 2 ? u"=cmd|' /C calc'!A0"_s : u"Harbourside Physio"_s,
        .currency = kAud};
    QList<SignedItem> ledger, xero;
    for (int i = 0; i < items; ++i) {
        ledger.append(item(number * 100 + i, true, 1'000 + i * 37));
        xero.append(item(number * 100 + i, false, 1'000 + i * 37 + (i == 0 ? 250 : 0)));
    }
    if (number == 3) // Xero gave an allocation no id yet
        xero.append({.xero = XeroRef{XeroKind::Allocation, QUuid()}, .label = u"to INV-1"_s});
    for (const SignedItem& entry : std::as_const(ledger))
        one.ledger += entry.amount;
    for (const SignedItem& entry : std::as_const(xero))
        one.xero += entry.amount;
    one.causes = items > 0 ? 1 : 0;
    one.ledgerPrint = fingerprint(ledger);
    one.xeroPrint = fingerprint(xero);
    one.items = ledger + xero;
    return one;
}

void seal(Pack& pack)
{
    pack.signOff.sums = sumsOf(pack.accounts);
    pack.signOff.seal = sealOf(pack.signOff, pack.accounts, pack.lines);
}

Pack signedPack()
{
    Pack pack{.organisation = u"Coastline Broadband Pty Ltd"_s,
        .book = u"Coastline"_s,
        .madeAt = QDateTime(QDate(2026, 11, 21), QTime(9, 0), Qt::UTC)};
    pack.accounts = {account(1, 12), account(2, 24), account(3, 5), account(4, 0)};
    for (const SignedAccount& one : std::as_const(pack.accounts)) {
        if (one.causes > 0)
            pack.lines.append({.account = one.account,
                .cause = BridgeCause::EditedInXero,
                .amount = one.difference(),
                .ledger = one.items.first().ledger,
                .xero = one.items.last().xero,
                .label = kLabels.at(int(one.account.value)),
                .date = QDate(2026, 11, 2),
                .remedy = RemedyId::PushNow});
    }
    pack.lines.append({.account = {1}, .cause = BridgeCause::NotAllocated, .label = u"PAY-1"_s});
    pack.signOff.id = {7};
    pack.signOff.scope = SignOffScope::Set;
    pack.signOff.state = SignOffState::SignedOff;
    pack.signOff.day = QDate(2026, 10, 31);
    pack.signOff.preparer = u"Dana Reed"_s;
    pack.signOff.reviewer = u"Lee Park"_s;
    pack.signOff.note = u"The 2.50 are Xero’s."_s;
    pack.signOff.preparedAt = QDateTime(QDate(2026, 11, 20), QTime(10, 15), Qt::UTC);
    pack.signOff.reviewedAt = pack.signOff.preparedAt.addSecs(3'600);
    pack.signOff.threshold = aud(100);
    pack.signOff.accounts = int(pack.accounts.size());
    pack.events = {{pack.signOff.preparedAt, u"Dana Reed"_s, u"prepared"_s},
        {pack.signOff.reviewedAt, u"Lee Park"_s, u"signed off"_s}};
    seal(pack);
    return pack;
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QString joined(const PackVerdict& verdict)
{
    return verdict.faults.join(u'\n');
}

} // namespace

// A pack that was touched says so; one that was not says that as well.
class TestOfPacks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.reset(new QTemporaryDir);
        m_path = m_folder->filePath(u"evidence"_s);
        const auto written = writePack(m_pack, m_path);
        QVERIFY2(written, written ? "" : qPrintable(written.error().raw));
        m_checksum = *written;
    }

    void aGoodPackPasses()
    {
        const auto verdict = verifyPack(m_path, m_pack.signOff.seal);
        QVERIFY(verdict);
        QVERIFY2(verdict->good, qPrintable(joined(*verdict)));
        QCOMPARE(verdict->faults, QStringList());
        QCOMPARE(verdict->id.value, 7);
        QCOMPARE(verdict->seal, m_pack.signOff.seal);
        QCOMPARE(verdict->checksum, m_checksum);
        QCOMPARE(verdict->day, QDate(2026, 10, 31));
        QCOMPARE(verdict->accounts, 4);
        QVERIFY(verifyPack(m_path)->good);
        QCOMPARE(QDir(m_path).entryList(QDir::Files | QDir::Hidden).size(), 8);
        QCOMPARE(QDir(m_folder->path())
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
            QStringList{u"evidence"_s}); // nothing is left beside it
    }

    void anyoneCanCheckTheSums()
    {
        const QString program = QStandardPaths::findExecutable(u"sha256sum"_s);
        if (program.isEmpty())
            QSKIP("no sha256sum here");
        QProcess process;
        process.setWorkingDirectory(m_path);
        process.start(program, {u"-c"_s, u"--strict"_s, u"SHA256SUMS"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
    }

    void recordsSurviveTheirTrip()
    {
        const auto items = packfiles::readItems(m_path + u"/items.csv"_s);
        QVERIFY(items);
        QCOMPARE(items->faults, QStringList());
        for (const SignedAccount& one : std::as_const(m_pack.accounts)) {
            const auto found = items->byAccount.value(
                packfiles::keyOf(one.account, one.side, one.currency.code()));
            QCOMPARE(found.size(), one.items.size());
            for (qsizetype i = 0; i < found.size(); ++i) {
                QCOMPARE(found.at(i).label, one.items.at(i).label);
                QCOMPARE(lineOf(found.at(i)), lineOf(one.items.at(i)));
            }
        }
    }

    void everyTextSurvivesTheTable()
    {
        QByteArray table;
        for (const QString& label : kLabels)
            table += packcsv::row({label, label + u'x', label});
        QBuffer buffer(&table);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        packcsv::Reader reader(buffer);
        for (const QString& label : kLabels)
            QCOMPARE(reader.next(), (QStringList{label, label + u'x', label}));
        QVERIFY(!reader.next());
        QVERIFY(!reader.isBroken());
    }

    void noCellRunsAsAFormula()
    {
        for (const char* name : {"accounts.csv", "bridge.csv", "items.csv"}) {
            const QByteArray csv = read(m_path + u'/' + QLatin1String(name));
            for (const char* start : {"\n=", ",=", ",@", ",\"=", ",+6", ",\t"})
                QVERIFY2(!csv.contains(start), name);
        }
        const auto files = unpacked(read(m_path + u"/sign-off.xlsx"_s));
        for (auto it = files.begin(); it != files.end(); ++it)
            QVERIFY2(!it.value().contains("<f>"), qPrintable(it.key()));
        const QByteArray book = files.value(u"xl/workbook.xml"_s);
        for (const char* sheet : {"Summary", "Accounts", "Bridge lines", "Items"})
            QVERIFY2(book.contains(QByteArray("name=\"") + sheet + '"'), sheet);
    }

    void everyFlippedByteIsFound()
    {
        base::SeededRandom random(17);
        const QStringList names = QDir(m_path).entryList(QDir::Files);
        for (int i = 0; i < 300; ++i) {
            const QString name = names.at(qsizetype(random.below(quint64(names.size()))));
            const QByteArray good = read(m_path + u'/' + name);
            QByteArray bad = good;
            const auto at = qsizetype(random.below(quint64(bad.size())));
            bad[at] = char(bad.at(at) ^ char(1 << random.below(8)));
            QVERIFY(put(m_path + u'/' + name, bad));
            const auto verdict = verifyPack(m_path);
            QVERIFY(verdict);
            QVERIFY2(!verdict->good, qPrintable(u"%1, byte %2"_s.arg(name).arg(at)));
            if (name != packfiles::sums()) // there the file whose sum it was is named
                QVERIFY2(joined(*verdict).contains(name), qPrintable(joined(*verdict)));
            QVERIFY(put(m_path + u'/' + name, good));
        }
        QVERIFY(verifyPack(m_path)->good);
    }

    void filesThatGoOrComeAreFound()
    {
        const QStringList names = QDir(m_path).entryList(QDir::Files);
        for (const QString& name : names) {
            const QString path = m_path + u'/' + name;
            QVERIFY(QFile::rename(path, path + u".old"_s));
            auto verdict = verifyPack(m_path);
            QVERIFY(verdict && !verdict->good);
            QVERIFY(verdict->faults.contains(name + u" is missing."_s));
            QVERIFY(verdict->faults.contains(name + u".old does not belong to the pack."_s));
            QVERIFY(QFile::rename(path + u".old"_s, m_folder->filePath(u"kept"_s)));
            verdict = verifyPack(m_path);
            QVERIFY(verdict && !verdict->good);
            QVERIFY(QFile::link(m_folder->filePath(u"kept"_s), path));
            QVERIFY(!verifyPack(m_path)->good);
            QVERIFY(QFile::remove(path));
            QVERIFY(QFile::rename(m_folder->filePath(u"kept"_s), path));
        }
        QVERIFY(put(m_path + u"/.hidden"_s, "x"));
        QVERIFY(!verifyPack(m_path)->good);
        QVERIFY(QFile::remove(m_path + u"/.hidden"_s));
        QVERIFY(QDir(m_path).mkdir(u"more"_s));
        QVERIFY(!verifyPack(m_path)->good);
        QVERIFY(QDir(m_path).rmdir(u"more"_s));
        QVERIFY(verifyPack(m_path)->good);
    }

    void sumsThatAreWrittenOtherwiseAreFound()
    {
        const QString path = m_path + u"/SHA256SUMS"_s;
        const QByteArray good = read(path);
        QList<QByteArray> lines = good.split('\n');
        const QByteArray first = lines.takeFirst();
        for (const QByteArray& bad : {QByteArray(), good + good, good + '\n', good.chopped(1),
                 lines.join('\n'), lines.join('\n') + first + '\n',
                 QByteArray(good).replace("  ", " *"), good.left(64).toUpper() + good.mid(64),
                 good + QByteArray(64, '0') + "  ../secret\n"}) {
            QVERIFY(put(path, bad));
            const auto verdict = verifyPack(m_path);
            QVERIFY(verdict);
            QVERIFY2(!verdict->good, bad.constData());
        }
    }

    void swappedAmountsAreFoundByTheFingerprint()
    {
        const QString path = m_path + u"/items.csv"_s;
        QByteArray csv = read(path);
        const qsizetype one = csv.indexOf("1037"), two = csv.indexOf("10.74");
        QVERIFY(one < 0 && two > 0); // amounts are written with their point
        const qsizetype first = csv.indexOf(",10.37,"), second = csv.indexOf(",10.74,");
        QVERIFY(first > 0 && second > first);
        csv.replace(first, 7, ",10.74,");
        csv.replace(second, 7, ",10.37,");
        QVERIFY(put(path, csv));
        sumUp();
        const auto verdict = verifyPack(m_path);
        QVERIFY(verdict && !verdict->good);
        QCOMPARE(verdict->faults.first(),
            u"items.csv: the records of 104001 Harbourside Physio (receivable, AUD) in the ledger "
            "are not those that were signed."_s);
        QVERIFY(verdict->checksum != m_checksum);
    }

    void anotherBalanceIsFound()
    {
        change(u"sign-off.json"_s, m_pack.accounts.first().ledger.toString().toLatin1(), "999.00");
        const auto verdict = verifyPack(m_path);
        QVERIFY(verdict && !verdict->good);
        QVERIFY(joined(*verdict).contains(u"sum up to a ledger balance of"_s));
        QVERIFY(joined(*verdict).contains(u"accounts.csv says something else"_s));
        QVERIFY(joined(*verdict).contains(u"the seal does not belong"_s));
    }

    void neitherSidesNorCurrenciesAreAddedUp()
    {
        const base::Currency nzd = *base::Currency::parse(u"NZD"_s);
        QList<SignedAccount> accounts{account(1, 2), account(2, 2), account(3, 2), account(4, 2)};
        accounts[1].side = Side::Payable;
        accounts[2].currency = nzd;
        accounts[2].ledger = accounts[2].xero = base::Money(500, nzd);
        const QList<SignedSum> sums = sumsOf(accounts);
        QCOMPARE(sums.size(), 3);
        QCOMPARE(nameOf(sums.at(0)), u"Receivable in AUD"_s);
        QCOMPARE(sums.at(0).balances, 2);
        QCOMPARE(sums.at(0).ledger, accounts[0].ledger + accounts[3].ledger);
        QCOMPARE(sentenceOf(sums.at(1)),
            u"Receivable in NZD: ledger 5.00 − Xero 5.00 = 0.00, 0.00 unexplained"_s);
        QCOMPARE(nameOf(sums.at(2)), u"Payable in AUD"_s);
        QCOMPARE(sums.at(2).difference(), accounts[1].difference());
    }

    void anotherSumIsFound()
    {
        const QByteArray sum = m_pack.signOff.sums.first().xero.toString().toLatin1();
        QCOMPARE(read(m_path + u"/sign-off.json"_s).count(sum), 1);
        change(u"sign-off.json"_s, sum, "1.00");
        const auto verdict = verifyPack(m_path);
        QVERIFY(verdict && !verdict->good);
        QVERIFY2(joined(*verdict).contains(u"the sums are not those of its balances"_s),
            qPrintable(joined(*verdict)));
    }

    // The book knows of a pack before anybody can hold it in his hands.
    void theChecksumIsKeptFirst()
    {
        const QString path = m_folder->filePath(u"kept"_s);
        QByteArray kept;
        const auto written = writePack(m_pack, path, [&](const QByteArray& checksum) {
            kept = QFileInfo::exists(path) ? QByteArray("too late") : checksum;
            return base::Result<void>();
        });
        QVERIFY(written);
        QCOMPARE(kept, *written);
        const QString none = m_folder->filePath(u"none"_s);
        QVERIFY(!writePack(m_pack, none, [](const QByteArray&) -> base::Result<void> {
            return base::failure(base::ErrorKind::Storage, u"The disk is full."_s);
        }));
        QVERIFY(!QFileInfo::exists(none));
    }

    void anotherCauseIsFound()
    {
        change(u"bridge.csv"_s, "edited-in-xero", "rounding");
        QCOMPARE(verifyPack(m_path)->faults,
            QStringList{u"bridge.csv says something else than sign-off.json."_s});
    }

    // All checksums right, and no record touched.
    void whatWasPreparedIsSealed()
    {
        const QByteArray json = read(m_path + u"/sign-off.json"_s);
        const QByteArray csv = read(m_path + u"/bridge.csv"_s);
        const auto isRefused = [&](const QByteArray& from, const QByteArray& into) {
            const QByteArray bad = QByteArray(json).replace(from, into);
            const bool isGood = bad == json || !put(m_path + u"/sign-off.json"_s, bad)
                || (sumUp(), verifyPack(m_path)->good);
            return !isGood && joined(*verifyPack(m_path)).contains(u"the seal does not belong"_s)
                && put(m_path + u"/sign-off.json"_s, json);
        };
        QVERIFY(isRefused("\"preparer\": \"Dana Reed\"", "\"preparer\": \"Mallory\""));
        QVERIFY(isRefused("\"day\": \"2026-10-31\"", "\"day\": \"2026-12-31\""));
        QVERIFY(isRefused("\"scope\": \"set\"", "\"scope\": \"book\""));
        QVERIFY(isRefused("The 2.50 are", "The 2.50 and 9.00 are"));
        QVERIFY(isRefused("=cmd|' /C calc'!A0", "Somebody Else"));
        QVERIFY(
            put(m_path + u"/bridge.csv"_s, QByteArray(csv).replace("edited-in-xero", "rounding")));
        QVERIFY(isRefused("edited-in-xero", "rounding"));
        QVERIFY(put(m_path + u"/bridge.csv"_s, csv));
        sumUp();
        QVERIFY(verifyPack(m_path)->good);
    }

    void moreThanTheThresholdIsFound()
    {
        Pack wrong = m_pack;
        wrong.accounts.first().unexplained = aud(101);
        seal(wrong);
        const auto written = writePack(wrong, m_folder->filePath(u"wrong"_s));
        QVERIFY(!written);
        QVERIFY2(written.error().sentence.contains(u"more is unexplained of 104001"_s),
            qPrintable(written.error().sentence));
    }

    // Looked at in a window of the operating system, it is as it was.
    void tracesOfFileManagersAreNoStrangers()
    {
        for (const QString& name :
            {u".DS_Store"_s, u"Thumbs.db"_s, u"desktop.ini"_s, u".directory"_s, u"._items.csv"_s})
            QVERIFY(put(m_path + u'/' + name, "x"));
        QVERIFY2(verifyPack(m_path)->good, qPrintable(joined(*verifyPack(m_path))));
        QVERIFY(put(m_path + u"/._others.csv"_s, "x"));
        QVERIFY(!verifyPack(m_path)->good);
    }

    // Everything made anew, all checksums right: only the book, or the paper, knows better.
    void aForgedPackIsFoundByTheSealOfTheBook()
    {
        Pack forged = m_pack;
        forged.accounts = {account(1, 11), account(2, 24), account(3, 5), account(4, 0)};
        forged.lines.first().amount = forged.accounts.first().difference();
        seal(forged);
        const QString path = m_folder->filePath(u"forged"_s);
        const auto written = writePack(forged, path);
        QVERIFY(written);
        QVERIFY(*written != m_checksum);
        QVERIFY(verifyPack(path)->good);
        const auto verdict = verifyPack(path, m_pack.signOff.seal);
        QVERIFY(verdict && !verdict->good);
        QCOMPARE(verdict->faults,
            QStringList{u"sign-off.json: the book keeps another seal for this sign-off, so this is "
                        "not what was signed."_s});
    }

    // What is no pack at all must not stop the program, whatever it holds.
    void nonsenseIsRefusedNotObeyed()
    {
        const QByteArray json = read(m_path + u"/sign-off.json"_s);
        const QByteArray csv = read(m_path + u"/items.csv"_s);
        for (const QByteArray& bad :
            {QByteArray("{}"), QByteArray("[1,2"), QByteArray("{\"evidencePack\": 9}"),
                QByteArray(json).replace("AUD", "USD"), QByteArray(json).replace("AUD", "aud"),
                QByteArray(json).replace("\"amount\": \"0.00\"", "\"amount\": \"0.x\""),
                QByteArray(json).replace("receivable", "nobody")}) {
            QVERIFY(put(m_path + u"/sign-off.json"_s, bad));
            sumUp();
            QVERIFY(!verifyPack(m_path)->good);
        }
        QVERIFY(put(m_path + u"/sign-off.json"_s, json));
        for (const QByteArray& bad :
            {QByteArray(), QByteArray("\""), csv + "\"", csv + "x\r\n", csv + csv,
                QByteArray(csv).replace("AUD", "USD"), QByteArray(csv).replace("\r\n", "\n"),
                QByteArray(csv).replace("ledger", "lodger"), csv.left(csv.size() / 2)}) {
            QVERIFY(put(m_path + u"/items.csv"_s, bad));
            sumUp();
            QVERIFY(!verifyPack(m_path)->good);
        }
    }

    void aFolderInUseIsLeftAlone()
    {
        const auto again = writePack(m_pack, m_path);
        QVERIFY(!again);
        QCOMPARE(again.error().kind, base::ErrorKind::Usage);
        QVERIFY(verifyPack(m_path)->good);
        QVERIFY(QDir(m_folder->path()).mkdir(u"empty"_s));
        QVERIFY(writePack(m_pack, m_folder->filePath(u"empty"_s)));
        QVERIFY(!writePack(m_pack, m_path + u"/README.txt"_s));
        const auto nowhere = writePack(m_pack, m_folder->filePath(u"no/where"_s));
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().kind, base::ErrorKind::Storage);
        QCOMPARE(verifyPack(m_folder->filePath(u"no"_s)).error().kind, base::ErrorKind::NotFound);
        QCOMPARE(verifyPack(m_folder->path()).error().kind, base::ErrorKind::NotFound);
    }

    void aSignOffThatContradictsItselfIsNotPacked()
    {
        Pack wrong = m_pack;
        wrong.accounts[1].items.removeLast();
        const QString path = m_folder->filePath(u"wrong"_s);
        const auto written = writePack(wrong, path);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, base::ErrorKind::Conflict);
        QVERIFY(written.error().sentence.contains(u"104002"_s));
        QVERIFY(!QFileInfo::exists(path));
    }

private:
    void change(const QString& name, const QByteArray& from, const QByteArray& into)
    {
        QByteArray content = read(m_path + u'/' + name);
        const qsizetype at = content.indexOf(from);
        QVERIFY(at >= 0);
        QVERIFY(put(m_path + u'/' + name, content.replace(at, from.size(), into)));
        sumUp();
    }
    void sumUp() { QVERIFY(put(m_path + u"/SHA256SUMS"_s, *packfiles::sumsOf(m_path))); }

    const Pack m_pack = signedPack();
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QByteArray m_checksum;
};

QTEST_MAIN(TestOfPacks)
#include "tst_pack.moc"
