// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/randomlife.h"

#include "bridge/bridge.h"
#include "records/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace records;

// Generated books: the whole engine against the sandbox's rules, with lost answers, half answers
// and deaths in mid-run. Every failure prints its seed; TIEOUT_SEED repeats one, TIEOUT_SEEDS sets
// how many.
class TestSimulation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quietBooks();
    void booksUnderFaults();

private:
    static int seeds()
    {
        return qEnvironmentVariableIntValue("TIEOUT_SEEDS") > 0
            ? qEnvironmentVariableIntValue("TIEOUT_SEEDS")
            : 100;
    }
    static void live(quint64 seed, Simulation::Faults faults);
    static QString checkBridges(Simulation& world);
    static QString checkOnce(Simulation& world);
    static QString checkNothingLost(Simulation& world);
    static QString checkQuiet(Simulation& world);
};

namespace {

const base::Currency kAud = base::Currency::of("AUD");

base::Money cents(const QJsonValue& value)
{
    return *base::Money::parse(QString::number(value.toDouble(), 'f', 2), kAud);
}

// Xero's balance of a contact by the sandbox's own books, independent of our mirror.
base::Money xeroBalance(const QJsonObject& truth, const QString& contactId)
{
    base::Money sum(0, kAud);
    const auto add = [&](const char* table, const char* field, bool plus) {
        for (const QJsonValue& row : truth[QLatin1String(table)].toArray())
            if (row[QLatin1String("contactId")].toString() == contactId
                && row[QLatin1String("status")].toString() == QLatin1String("AUTHORISED"))
                sum += plus ? cents(row[QLatin1String(field)]) : -cents(row[QLatin1String(field)]);
    };
    add("invoices", "left", true);
    add("overpayments", "left", false);
    add("creditNotes", "left", false);
    return sum;
}

QString describe(const Bridge& bridge)
{
    QStringList lines;
    for (const BridgeLine& line : bridge.lines)
        lines += line.amount.toString() + u' ' + toText(line.cause) + u' ' + line.label;
    return lines.join(QStringLiteral("; "));
}

} // namespace

QString TestSimulation::checkBridges(Simulation& world)
{
    const QJsonObject truth = world.truth();
    const Surroundings around = world.book().surroundings(world.clock());
    for (const AccountId id : world.book().accountIds()) {
        const auto file = world.book().accountFile(id);
        if (!file)
            return file.error().sentence;
        const Bridge bridge = bridge::explain(*file, around, Side::Receivable);
        base::Money sum(0, kAud);
        for (const BridgeLine& line : bridge.lines) {
            sum += line.amount;
            if (line.cause == BridgeCause::Unexplained)
                return file->account.number + QStringLiteral(" unexplained: ") + describe(bridge);
        }
        if (sum != bridge.difference())
            return file->account.number + QStringLiteral(" does not add up: ") + describe(bridge);
        if (file->link) {
            const base::Money real = xeroBalance(truth, file->link->contact.toString());
            if (real != bridge.xero)
                return QStringLiteral("%1: Xero has %2, the bridge says %3: %4")
                    .arg(file->account.number, real.toString(), bridge.xero.toString(),
                        describe(bridge));
        }
        const auto stored = world.reader().account(id);
        if (!stored || stored->bridge.lines != bridge.lines)
            return file->account.number
                + QStringLiteral(": the stored bridge is not the computed one");
    }
    return {};
}

namespace {

// The attempts and ops of the book, for a failure's message.
QString whatWasDone(Simulation& world)
{
    QStringList lines;
    for (const AccountId id : world.book().accountIds())
        if (const auto file = world.book().accountFile(id))
            for (const Operation& op : file->operations)
                lines += QStringLiteral("%1 %2 gen %3 attempts %4 %5 %6")
                             .arg(op.label, toText(op.state))
                             .arg(op.generation)
                             .arg(op.attempts)
                             .arg(toText(op.kind), op.batch);
    return lines.join(u'\n');
}

} // namespace

// Every marker of ours stands in at most one living record.
QString TestSimulation::checkOnce(Simulation& world)
{
    QHash<QString, int> seen;
    static const QRegularExpression marker(QStringLiteral("TO[0-9A-HJKMNP-TV-Z]{12}"));
    for (const char* path : {"/api.xro/2.0/BankTransactions?page=1&pageSize=1000",
             "/api.xro/2.0/Payments?page=1&pageSize=1000",
             "/api.xro/2.0/Invoices?page=1&pageSize=1000"}) {
        const QJsonObject answer
            = QJsonDocument::fromJson(world.call("GET", QString::fromLatin1(path)).body).object();
        for (const char* list : {"BankTransactions", "Payments", "Invoices"})
            for (const QJsonValue& row : answer[QLatin1String(list)].toArray()) {
                const QString text = QString::fromUtf8(QJsonDocument(row.toObject()).toJson());
                if (text.contains(QLatin1String("\"DELETED\""))
                    || text.contains(QLatin1String("\"VOIDED\"")))
                    continue;
                const auto found = marker.match(text);
                if (found.hasMatch() && ++seen[found.captured()] > 1)
                    return QStringLiteral("twice in Xero: ") + found.captured() + u'\n'
                        + whatWasDone(world);
            }
    }
    return {};
}

// At rest every op is done or says why not; every supported record has a twin or such an op.
QString TestSimulation::checkNothingLost(Simulation& world)
{
    for (const OperationState state : {OperationState::Sending, OperationState::Unknown})
        for (const Operation& operation : world.book().operationsIn(state, 10))
            return operation.label + QStringLiteral(" is still ") + toText(state);
    for (const Operation& operation : world.book().operationsIn(OperationState::Waiting, 1'000))
        if (!operation.cause)
            return operation.label + QStringLiteral(" waits for nothing");
    for (const AccountId id : world.book().accountIds()) {
        const auto file = world.book().accountFile(id);
        for (const ledger::Payment& payment : file->payments) {
            const RecordRef ref{RecordKind::Payment, payment.id.value};
            const auto about = [&](const auto& list, auto member) {
                return std::any_of(
                    list.begin(), list.end(), [&](const auto& one) { return one.*member == ref; });
            };
            if (!about(file->twins, &Twin::ledger) && !about(file->operations, &Operation::subject)
                && !about(file->reversals, &ledger::Reversal::of))
                return payment.number + QStringLiteral(" is neither in Xero nor in the outbox");
        }
    }
    return {};
}

QString TestSimulation::checkQuiet(Simulation& world)
{
    const int writes = world.writesSeen();
    const auto again = world.sync(command::Direction::Both);
    if (!again || !*again)
        return QStringLiteral("the last sync failed");
    return world.writesSeen() == writes ? QString() : QStringLiteral("a second sync wrote to Xero");
}

void TestSimulation::live(quint64 seed, Simulation::Faults faults)
{
    Simulation world(seed);
    world.setFaults(faults);
    RandomLife life(world);
    const quint64 steps = 20 + world.random().below(40);
    for (quint64 i = 0; i < steps; ++i)
        life.step();
    life.settle();
    for (const auto& check : {checkBridges, checkOnce, checkNothingLost, checkQuiet}) {
        const QString wrong = check(world);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(wrong)));
    }
}

void TestSimulation::quietBooks()
{
    const quint64 only = qEnvironmentVariable("TIEOUT_SEED").toULongLong();
    if (only)
        return live(only, {});
    for (int seed = 1; seed <= seeds() && !QTest::currentTestFailed(); ++seed)
        live(static_cast<quint64>(seed), {});
}

void TestSimulation::booksUnderFaults()
{
    const Simulation::Faults faults{.dropAfter = 7, .dropBefore = 4, .half = 3};
    const quint64 only = qEnvironmentVariable("TIEOUT_SEED").toULongLong();
    if (only)
        return live(only, faults);
    for (int seed = 1'001; seed <= 1'000 + seeds() && !QTest::currentTestFailed(); ++seed)
        live(static_cast<quint64>(seed), faults);
}

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
