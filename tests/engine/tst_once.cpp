// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/copies.h"
#include "engine/identity.h"
#include "engine/outbox.h"
#include "engine/push.h"
#include "engine/recovery.h"
#include "engine/reserve.h"
#include "engine/run.h"
#include "engine/sweep.h"
#include "store/testbook.h"
#include "support/manualclock.h"

#include <QDir>
#include <QProcess>

using namespace test;
using engine::Reserve;
using engine::Witness;

// What keeps a push from going twice beside the protocol itself: names that survive a restored
// backup, one owner at a time, a disk that is full at the worst moment, a clock that is turned, and
// copies that know less than Xero does.
class TestOnce : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void factsAreTheBusinesss();
    void equalAllocationsAreTold();
    void aStolenLockStopsTheOldOwner();
    void aBookOnANetworkDriveIsOnlyLookedAt();
    void foldersKeptInStepAreKnown_data();
    void foldersKeptInStepAreKnown();
    void theBallastMakesRoomForAnAnswer();
    void anAnswerWithoutRoomIsKeptForTheNextOpening();
    void aFullDiskForReal_data();
    void aFullDiskForReal();
    void aTornAnswerIsNone();
    void aTurnedClockShortensNoWait();
    void copiesAreRecognised();
    void aCopyLooksFirst();
    void whatStandsTwiceIsFound();
    void uncertainPushesAreSweptThreeTimes();
};

namespace {

// Says yes to every contact it is sent, under an id of its own.
class YesToContacts final : public xero::Transport {
public:
    explicit YesToContacts(base::Clock& clock)
        : m_clock(clock)
    {
    }
    void send(const xero::Request&, QObject* context, xero::ResponseHandler handler) override
    {
        m_clock.after(std::chrono::milliseconds(0), context,
            [this, handler = std::move(handler)] { answer(handler); });
    }
    int sent = 0;
    std::function<void()> whenSent;

private:
    void answer(const xero::ResponseHandler& handler)
    {
        ++sent;
        if (whenSent)
            whenSent();
        xero::Response response;
        response.status = 200;
        response.body = R"({"Contacts":[{"ContactID":"11111111-2222-3333-4444-555555555555",)"
                        R"("Name":"Account C-1","ContactNumber":"C-1","ContactStatus":"ACTIVE",)"
                        R"("StatusAttributeString":"OK"}]})";
        handler(response);
    }
    base::Clock& m_clock;
};

struct Rig {
    TestBook t;
    ManualClock clock{QDateTime(QDate(2026, 11, 20), QTime(9, 0), QTimeZone::utc())};
    base::SeededRandom random{7};
    YesToContacts xero{clock};
    QObject guard;
    Surroundings around;
    std::unique_ptr<Reserve> reserve = std::make_unique<Reserve>(t.path());

    engine::Context context() { return contextOf(*t.book); }
    engine::Context contextOf(store::Book& book)
    {
        return {book, xero, clock, random, clock, engine::Waits{}, u"test"_s, "tenant", &guard,
            QTimeZone::utc(), reserve.get()};
    }
    // An account whose contact waits to be made in Xero.
    OperationId waitingContact()
    {
        const AccountId account = t.account(u"C-1"_s);
        return t.write([&](auto& tx) {
            return ok(t.book->save(tx,
                TestBook::operationValue(account, OperationKind::CreateContact,
                    {RecordKind::Account, account.value}, "0.00")));
        });
    }
    base::Result<engine::PushSummary> push(store::Book& book)
    {
        base::Result<engine::PushSummary> result = engine::PushSummary();
        around = book.surroundings(clock);
        auto* push = new engine::Push(
            contextOf(book), around, OperationKind::CreateContact, std::nullopt, std::nullopt,
            [](int) {}, [&](const auto& done) { result = done; });
        push->start();
        while (clock.step()) { }
        return result;
    }
    OperationState state(OperationId id) { return t.book->operation(id)->state; }
};

// A disk of 96 MiB in memory: room to send, and soon filled.
class SmallDisk {
public:
    SmallDisk()
    {
        m_mounted = run(
            u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=96m"_s, u"tmpfs"_s, m_folder.path()});
    }
    ~SmallDisk()
    {
        if (m_mounted)
            run(u"umount"_s, {m_folder.path()});
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)
    bool isMounted() const { return m_mounted; }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    void fill()
    {
        QFile filler(path(u"filler"_s));
        if (!filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return;
        for (const int size : {1 << 20, 4096})
            while (filler.write(QByteArray(size, 'x')) == size) { }
    }
    void makeRoom() { QFile::remove(path(u"filler"_s)); }

private:
    static bool run(const QString& program, const QStringList& arguments)
    {
        QProcess process;
        process.start(program, arguments);
        return process.waitForFinished(10'000) && process.exitStatus() == QProcess::NormalExit
            && process.exitCode() == 0;
    }
    QTemporaryDir m_folder;
    bool m_mounted = false;
};

AccountFile fileWith(int firstId, bool reversed)
{
    AccountFile file;
    file.account = TestBook::accountValue(u"C-1"_s);
    file.account.id = {firstId};
    QStringList numbers{u"PAY-1"_s, u"PAY-2"_s};
    if (reversed)
        std::reverse(numbers.begin(), numbers.end());
    for (const QString& number : numbers) {
        file.payments.append(TestBook::paymentValue(file.account.id, number, "10.00"));
        file.payments.last().id = {firstId + file.payments.size()};
    }
    file.documents.append(TestBook::invoiceValue(file.account.id, u"INV-1"_s, "20.00"));
    file.documents.last().id = {firstId * 2};
    return file;
}

QHash<QByteArray, QByteArray> factsByNumber(const AccountFile& file)
{
    QHash<QByteArray, QByteArray> facts;
    for (const ledger::Payment& payment : file.payments) {
        Operation operation;
        operation.kind = OperationKind::CreateOverpayment;
        operation.subject = {RecordKind::Payment, payment.id.value};
        facts.insert(payment.number.toUtf8(), engine::factOf(operation, file));
    }
    return facts;
}

ledger::Allocation allocation(int id, const AccountFile& file, const char* amount)
{
    ledger::Allocation one;
    one.id = {id};
    one.from = {RecordKind::Payment, file.payments.first().id.value};
    one.to = file.documents.first().id;
    one.amount = money(amount);
    one.date = QDate(2026, 11, 12);
    return one;
}

} // namespace

void TestOnce::factsAreTheBusinesss()
{
    const auto before = factsByNumber(fileWith(1, false)),
               after = factsByNumber(fileWith(70, true));
    QCOMPARE(before, after);
    QVERIFY(before["PAY-1"] != before["PAY-2"]);
    const QByteArray salt("salt");
    QVERIFY(engine::marker(salt, before["PAY-1"]) != engine::marker(salt, before["PAY-2"]));
    QVERIFY(engine::marker(salt, before["PAY-1"]).startsWith(engine::markerPrefix(salt)));
    QVERIFY(engine::markerPrefix("other") != engine::markerPrefix(salt));
    const auto key = [&](const QByteArray& fact, int generation) {
        return engine::idempotencyKey(salt, "tenant", {{fact, generation}}, "PUT", u"Payments"_s);
    };
    QCOMPARE(key(before["PAY-1"], 1), key(after["PAY-1"], 1));
    QVERIFY(key(before["PAY-1"], 1) != key(before["PAY-1"], 2));
    QVERIFY(key(before["PAY-1"], 1) != key(before["PAY-2"], 1));
}

void TestOnce::equalAllocationsAreTold()
{
    AccountFile file = fileWith(1, false);
    file.allocations
        = {allocation(5, file, "4.00"), allocation(6, file, "4.00"), allocation(7, file, "3.00")};
    QSet<QByteArray> facts;
    for (const ledger::Allocation& one : file.allocations) {
        Operation operation;
        operation.kind = OperationKind::CreateAllocation;
        operation.subject = {RecordKind::Allocation, one.id.value};
        facts.insert(engine::factOf(operation, file));
    }
    QCOMPARE(facts.size(), 3);
    // In a copy their rows have other ids, in another order: the same three names.
    AccountFile copy = fileWith(300, true);
    std::reverse(copy.payments.begin(), copy.payments.end());
    copy.allocations = {
        allocation(41, copy, "3.00"), allocation(42, copy, "4.00"), allocation(43, copy, "4.00")};
    for (const ledger::Allocation& one : copy.allocations) {
        Operation operation;
        operation.kind = OperationKind::CreateAllocation;
        operation.subject = {RecordKind::Allocation, one.id.value};
        QVERIFY(facts.remove(engine::factOf(operation, copy)));
    }
    QVERIFY(facts.isEmpty());
}

void TestOnce::aStolenLockStopsTheOldOwner()
{
    Rig rig;
    const OperationId op = rig.waitingContact();
    QVERIFY(!store::Book::open(rig.t.path(), {}, rig.clock)); // the lock does its work
    // Asleep for days; somebody removed the lock file and opened the book.
    QVERIFY(QFile::remove(rig.t.path() + u".lock"_s));
    const auto thief = ok(store::Book::open(rig.t.path(), {}, rig.clock));
    const auto old = rig.push(*rig.t.book);
    QVERIFY(!old);
    QCOMPARE(old.error().kind, base::ErrorKind::Conflict);
    QCOMPARE(rig.xero.sent, 0);
    QCOMPARE(thief->operation(op)->state, OperationState::Waiting);
    const auto fresh = rig.push(*thief);
    QVERIFY2(fresh, qPrintable(fresh ? QString() : fresh.error().sentence));
    QCOMPARE(rig.xero.sent, 1);
}

void TestOnce::aBookOnANetworkDriveIsOnlyLookedAt()
{
    TestBook t;
    const QString path = t.path();
    t.book.reset();
    const auto onNfs = [](const QString&) { return u"a network drive (NFS)"_s; };
    const auto refused = store::Book::open(path, {.whyNotLocal = onNfs}, t.clock);
    QVERIFY(!refused);
    QVERIFY2(refused.error().sentence.contains(u"network drive (NFS)"_s),
        qPrintable(refused.error().sentence));
    ok(store::Book::open(path, {.readOnly = true, .whyNotLocal = onNfs}, t.clock));
    ok(store::Book::open(path, {}, t.clock)); // where tests run is an ordinary disk
    QVERIFY(QDir(t.folder.path()).mkdir(u"Dropbox"_s));
    const auto made = store::Book::create(
        t.folder.filePath(u"Dropbox/new.tieout"_s), TestBook::settings(), t.clock, t.random);
    QVERIFY(!made);
    QVERIFY2(made.error().sentence.contains(u"Dropbox"_s), qPrintable(made.error().sentence));
}

void TestOnce::foldersKeptInStepAreKnown_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("service");
    QTest::newRow("onedrive") << u"OneDrive - Coastline"_s << u"OneDrive"_s;
    QTest::newRow("dropbox") << u"Dropbox (Personal)/books"_s << u"Dropbox"_s;
    QTest::newRow("google") << u"GoogleDrive-a@b.example/My Drive"_s << u"Google Drive"_s;
    QTest::newRow("icloud") << u"Mobile Documents/com~apple~CloudDocs"_s << u"iCloud"_s;
    QTest::newRow("marked") << u"work/.stfolder"_s << u"Syncthing"_s;
    QTest::newRow("ordinary") << u"Documents"_s << QString();
    QTest::newRow("namesake") << u"Dropboxes"_s << QString();
}

void TestOnce::foldersKeptInStepAreKnown()
{
    QFETCH(QString, folder);
    QFETCH(QString, service);
    QTemporaryDir root;
    QVERIFY(QDir(root.path()).mkpath(folder));
    QString inside = folder;
    if (inside.endsWith(u"/.stfolder"_s))
        inside.chop(10);
    QCOMPARE(base::syncedBy(root.filePath(inside + u"/book.tieout"_s)), service);
}

void TestOnce::theBallastMakesRoomForAnAnswer()
{
    Rig rig;
    const OperationId op = rig.waitingContact();
    ok(rig.reserve->prepare());
    const QString ballast = rig.t.path() + u".ballast"_s;
    QCOMPARE(QFileInfo(ballast).size(), 8 * 1024 * 1024);
    // Full for one statement; with the ballast gone there is room again.
    rig.xero.whenSent = [&] { rig.t.connection().failAfter(3); };
    const auto pushed = rig.push(*rig.t.book);
    QVERIFY2(pushed, qPrintable(pushed ? QString() : pushed.error().sentence));
    QCOMPARE(rig.state(op), OperationState::Confirmed);
    QVERIFY(!QFileInfo::exists(ballast));
    QVERIFY(rig.reserve->kept().isEmpty());
    QCOMPARE(rig.xero.sent, 1);
}

void TestOnce::anAnswerWithoutRoomIsKeptForTheNextOpening()
{
    Rig rig;
    const OperationId op = rig.waitingContact();
    ok(rig.reserve->prepare());
    rig.xero.whenSent = [&] { rig.t.connection().failFrom(3); };
    const auto pushed = rig.push(*rig.t.book);
    QVERIFY(!pushed);
    QCOMPARE(pushed.error().kind, base::ErrorKind::Storage); // DiskFull in the banner
    rig.t.connection().failAfter(-1);
    QCOMPARE(rig.state(op), OperationState::Sending);
    QCOMPARE(rig.reserve->kept().size(), 1);
    // The program ends; the file outlives it.
    const QString path = rig.t.path();
    rig.reserve.reset();
    rig.t.book.reset();
    QVERIFY(QFileInfo::exists(path + u".outcome"_s));
    rig.t.book = ok(store::Book::open(path, {}, rig.clock));
    rig.reserve = std::make_unique<Reserve>(path);
    ok(engine::recoverAtOpening(rig.context(), {}));
    QCOMPARE(rig.state(op), OperationState::Confirmed);
    QVERIFY(rig.t.book->linkOf(AccountId{rig.t.book->operation(op)->subject.id}));
    QVERIFY(rig.reserve->kept().isEmpty());
    ok(engine::recoverAtOpening(rig.context(), {})); // a second time changes nothing
    ok(rig.push(*rig.t.book));
    QCOMPARE(rig.xero.sent, 1);
}

void TestOnce::aFullDiskForReal_data()
{
    QTest::addColumn<bool>("ballastHelps");
    QTest::newRow("with the ballast") << true;
    QTest::newRow("even without it") << false;
}

// The same on a disk that really is full between sending and recording.
void TestOnce::aFullDiskForReal()
{
    QFETCH(bool, ballastHelps);
    SmallDisk disk;
    if (!disk.isMounted())
        QSKIP("a small disk can't be mounted here; the failing statements show the same");
    Rig rig;
    const OperationId op = rig.waitingContact();
    rig.t.book.reset();
    const QString path = disk.path(u"book.tieout"_s);
    QVERIFY(QFile::copy(rig.t.path(), path));
    rig.t.book = ok(store::Book::open(path, {}, rig.clock));
    rig.reserve = std::make_unique<Reserve>(path);
    ok(rig.reserve->prepare());
    rig.xero.whenSent = [&] {
        if (!ballastHelps)
            QVERIFY(rig.reserve->giveBack());
        disk.fill();
    };
    const auto pushed = rig.push(*rig.t.book);
    QCOMPARE(rig.xero.sent, 1);
    QVERIFY(!QFileInfo::exists(path + u".ballast"_s));
    QCOMPARE(pushed.has_value(), ballastHelps);
    QCOMPARE(rig.reserve->kept().size(), ballastHelps ? 0 : 1);
    disk.makeRoom();
    rig.reserve.reset();
    rig.t.book.reset();
    rig.t.book = ok(store::Book::open(path, {}, rig.clock));
    rig.reserve = std::make_unique<Reserve>(path);
    ok(engine::recoverAtOpening(rig.context(), {}));
    QCOMPARE(rig.state(op), OperationState::Confirmed);
    rig.reserve.reset();
    rig.t.book.reset();
}

void TestOnce::aTornAnswerIsNone()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"book"_s);
    Reserve reserve(path);
    ok(reserve.prepare());
    QVERIFY(reserve.kept().isEmpty());
    const QByteArray answer(1000, 'a');
    ok(reserve.keep(answer));
    QCOMPARE(reserve.kept(), QList{answer});
    ok(reserve.keep("two"));
    QCOMPARE(reserve.kept(), (QList{answer, QByteArray("two")}));
    QCOMPARE(QFileInfo(path + u".outcome"_s).size(), 5 * 64 * 1024);
    QFile file(path + u".outcome"_s);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(500) && file.write("b") == 1);
    file.close();
    QCOMPARE(reserve.kept(), QList{QByteArray("two")}); // the torn one is none
    ok(reserve.keep(answer));
    ok(reserve.forget());
    QVERIFY(reserve.kept().isEmpty());
}

void TestOnce::aTurnedClockShortensNoWait()
{
    using namespace std::chrono_literals;
    Rig rig;
    const AccountId account = rig.t.account(u"C-1"_s);
    const PaymentId payment = rig.t.payment(account, u"PAY-1"_s, "10.00");
    Operation op = TestBook::operationValue(
        account, OperationKind::CreateOverpayment, {RecordKind::Payment, payment.value}, "10.00");
    op.state = OperationState::Unknown;
    op.cause = {CauseId::OutcomeUnknown, {}, {}};
    op.notBefore = rig.clock.now().addSecs(600);
    op.id = rig.t.write([&](auto& tx) { return ok(rig.t.book->save(tx, op)); });
    const auto due = [&] { return rig.t.book->operation(op.id)->notBefore; };
    ok(engine::distrustClock(rig.context()));
    const auto full = [&] { return rig.clock.now().addSecs(600); };
    const QDateTime first = due();
    rig.clock.advance(5min); // passes, asleep or awake
    ok(engine::distrustClock(rig.context()));
    QCOMPARE(due(), first);
    rig.clock.turn(1h); // shows a time at which the wait seems over
    ok(engine::distrustClock(rig.context()));
    QCOMPARE(due(), full());
    rig.clock.turn(-3h); // back: not one that takes hours either
    ok(engine::distrustClock(rig.context()));
    QCOMPARE(due(), full());
    rig.clock.advance(9min);
    rig.clock.boot(u"anew"_s); // how long it was off, nobody knows
    ok(engine::distrustClock(rig.context()));
    QCOMPARE(due(), full());
}

void TestOnce::copiesAreRecognised()
{
    Rig rig;
    QTemporaryDir home;
    const QString path = rig.t.path();
    rig.t.book.reset();
    const Witness here{home.path(), u"machine-1"_s};
    // Opens, says which incarnation it is, and closes; a killed one is not sealed.
    const auto opened = [&](const Witness& witness, bool killed = false) {
        const auto book = ok(store::Book::open(path, {}, rig.clock));
        ok(engine::recognise(rig.contextOf(*book), witness));
        if (!killed)
            ok(engine::seal(rig.contextOf(*book), witness));
        return std::max(1, book->value(u"incarnation"_s).toInt());
    };
    const auto copyTo = [&](const QString& target) {
        QFile::remove(target);
        QVERIFY(QFile::copy(path, target));
    };
    // In place: the very same file with an older content.
    const auto putBack = [&](const QString& backup) {
        for (const QString& side : {u"-wal"_s, u"-shm"_s})
            QFile::remove(path + side);
        QFile from(backup), to(path);
        QVERIFY(from.open(QIODevice::ReadOnly));
        QVERIFY(to.open(QIODevice::ReadWrite | QIODevice::Truncate));
        QVERIFY(to.write(from.readAll()) > 0);
    };
    QCOMPARE(opened(here), 1);
    QCOMPARE(opened(here), 1);
    QCOMPARE(opened(here, true), 1);
    QCOMPARE(opened(here), 1); // after a crash it is still itself
    const QString backup = rig.t.folder.filePath(u"backup"_s);
    copyTo(backup);
    QCOMPARE(opened(here), 1);
    putBack(backup);
    QCOMPARE(opened(here), 2);
    QCOMPARE(opened(here), 2); // said once
    copyTo(backup);
    QVERIFY(QFile::rename(path, path + u".old"_s)); // renamed and back: the same file
    QVERIFY(QFile::rename(path + u".old"_s, path));
    QCOMPARE(opened(here), 2);
    copyTo(backup);
    QVERIFY(QFile::rename(path, path + u".old"_s)); // two files, nothing opened in between
    QVERIFY(QFile::copy(backup, path));
    QCOMPARE(opened(here), 3);
    QCOMPARE(opened({home.path(), u"machine-2"_s}), 4); // the home moved along
    QTemporaryDir otherHome;
    QCOMPARE(opened({otherHome.path(), u"machine-2"_s}), 5);
    QCOMPARE(opened({}), 5); // nobody watches
}

void TestOnce::aCopyLooksFirst()
{
    using namespace std::chrono_literals;
    Rig rig;
    QTemporaryDir home;
    const AccountId account = rig.t.account(u"C-1"_s);
    const PaymentId payment = rig.t.payment(account, u"PAY-1"_s, "10.00");
    Operation op = TestBook::operationValue(
        account, OperationKind::CreateOverpayment, {RecordKind::Payment, payment.value}, "10.00");
    op.state = OperationState::Unknown;
    op.negativeProbes = 1;
    op.id = rig.t.write([&](auto& tx) {
        ok(rig.t.book->setValue(tx, u"fetch.contacts"_s, u"2026-11-01T00:00:00.000Z"_s));
        ok(rig.t.book->setValue(tx, u"opening.token"_s, u"of another place"_s));
        return ok(rig.t.book->save(tx, op));
    });
    ok(engine::recognise(rig.context(), {home.path(), {}}));
    QVERIFY(engine::hasCopies(*rig.t.book));
    QCOMPARE(rig.t.book->value(u"fetch.contacts"_s), QString());
    QCOMPARE(rig.t.book->operation(op.id)->negativeProbes, 0);
    QCOMPARE(rig.t.book->operation(op.id)->notBefore, rig.clock.now().addSecs(600));
    const auto verdict = [&](const QDateTime& readAt) {
        return ok(engine::judgeReading(rig.context(), readAt)).id;
    };
    QCOMPARE(verdict({}), CauseId::Restored);
    QCOMPARE(verdict(rig.clock.now().addSecs(599)), CauseId::Restored);
    QCOMPARE(verdict(rig.clock.now().addSecs(600)), CauseId::Restored); // the first that counts
    QCOMPARE(verdict(rig.clock.now().addSecs(630)), CauseId::Restored); // too soon after it
    QCOMPARE(verdict(rig.clock.now().addSecs(660)), CauseId::None);
}

void TestOnce::whatStandsTwiceIsFound()
{
    const QByteArray salt("salt");
    AccountFile file = fileWith(1, false);
    Operation op;
    op.id = {9};
    op.kind = OperationKind::CreatePayment;
    op.state = OperationState::Confirmed;
    op.subject = {RecordKind::Payment, file.payments.first().id.value};
    file.operations = {op};
    mirror::Payment seen;
    seen.id = {QUuid::createUuid()};
    seen.status = u"AUTHORISED"_s;
    seen.reference = u"EFT [%1]"_s.arg(engine::marker(salt, engine::factOf(op, file)));
    seen.amount = money("10.00");
    file.xeroPayments = {seen};
    file.twins = {{op.subject, {XeroKind::Payment, seen.id.value}, TwinOrigin::Pushed, {}, {}}};
    QCOMPARE(engine::twiceInXero(file, salt), QList<engine::Twice>());
    seen.id = {QUuid::createUuid()};
    file.xeroPayments.append(seen);
    const QList<engine::Twice> twice{{op.id, {XeroKind::Payment, seen.id.value}}};
    QCOMPARE(engine::twiceInXero(file, salt), twice);
    file.xeroPayments.last().status = u"DELETED"_s; // repaired
    QCOMPARE(engine::twiceInXero(file, salt), QList<engine::Twice>());
}

void TestOnce::uncertainPushesAreSweptThreeTimes()
{
    using namespace std::chrono_literals;
    Rig rig;
    const OperationId op = rig.waitingContact();
    ok(rig.push(*rig.t.book));
    const QDateTime end = rig.clock.now();
    QVERIFY(!engine::nextSweep(*rig.t.book, end).isValid()); // it got its answer
    rig.t.write([&](auto& tx) {
        const auto batch = rig.t.book->batch(rig.t.book->operation(op)->batch);
        const qint64 attempt = ok(rig.t.book->beginAttempt(tx, *batch, end));
        ok(rig.t.book->endAttempt(tx, attempt, store::AttemptOutcome::Unknown, 0, {}, end));
    });
    const auto readAt = [&](const QDateTime& at) {
        rig.t.write([&](auto& tx) {
            ok(rig.t.book->setValue(tx, u"fetch.completed"_s, engine::isoUtc(at)));
        });
    };
    const auto next = [&] { return engine::nextSweep(*rig.t.book, rig.clock.now()); };
    readAt(end);
    QCOMPARE(next(), end.addSecs(15 * 60));
    readAt(end.addSecs(16 * 60));
    QCOMPARE(next(), end.addSecs(3600));
    readAt(end.addSecs(2 * 3600));
    QCOMPARE(next(), end.addSecs(24 * 3600));
    readAt(end.addSecs(25 * 3600));
    QVERIFY(!next().isValid());
}

QTEST_GUILESS_MAIN(TestOnce)
#include "tst_once.moc"
