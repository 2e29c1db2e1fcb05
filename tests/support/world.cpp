// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include "records/words.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <QThread>

#include <httplib.h>

using namespace records;

namespace {

const base::Currency kAud = base::Currency::of("AUD");

QString today()
{
    return base::SystemClock().now().date().toString(Qt::ISODate);
}

// The sandbox writes amounts as JSON numbers with two decimals.
base::Money amountOf(const QJsonValue& value)
{
    const QString text
        = value.isString() ? value.toString() : QString::number(value.toDouble(), 'f', 2);
    return base::Money::parse(text, kAud).value_or(base::Money());
}

} // namespace

World::World()
    : World(Options())
{
}

World::World(Options options)
    : m_keepsBackups(options.keepsBackups)
{
    startSandbox();
    createBook(options);
    if (options.hasEngine)
        startEngine();
}

World::~World()
{
    closeEngine();
    if (QTest::currentTestFailed()) {
        m_dir.setAutoRemove(false);
        qInfo("the book is kept: %s", qPrintable(bookPath()));
    }
    m_sandbox.terminate();
    m_sandbox.waitForFinished(5'000);
}

void World::startSandbox()
{
    m_sandbox.setProgram(QStringLiteral(SANDBOX_PROGRAM));
    m_sandbox.setArguments({QStringLiteral("--port"), QStringLiteral("0"),
        QStringLiteral("--auto-approve"), QStringLiteral("--limits"), QStringLiteral("off"),
        QStringLiteral("--state"), m_dir.filePath(QStringLiteral("sandbox.state"))});
    m_sandbox.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_sandbox.start();
    QByteArray line;
    while (!line.contains("listening on ")) {
        if (!m_sandbox.canReadLine() && !m_sandbox.waitForReadyRead(20'000))
            qFatal("the sandbox did not start");
        line = m_sandbox.readLine();
    }
    m_url = QString::fromUtf8(line.mid(line.indexOf("http://"))).trimmed();
}

void World::createBook(const Options& options)
{
    base::SystemClock clock;
    base::SystemRandom random;
    BookSettings settings;
    settings.name = QStringLiteral("Test");
    settings.currency = kAud;
    settings.bankAccountCode = QStringLiteral("090");
    settings.xeroUrl = m_url;
    settings.clientId = QStringLiteral("tieout-test");
    settings.pushIsOn = options.accepted;
    settings.paymentPush = options.paymentPush;
    settings.itemCodes = options.itemCodes;
    settings.waitsPermille = options.waitsPermille;
    // As a demo book the console may use it too: its tokens are a sandbox's, so no keychain is
    // asked.
    settings.isDemo = true;
    settings.paymentsCompleteUntil = clock.now().addDays(2);
    const auto book = store::Book::create(bookPath(), settings, clock, random);
    if (!book)
        qFatal("%s", qPrintable(book.error().sentence));
}

void World::startEngine()
{
    m_engine = std::make_unique<engine::Engine>([this] {
        engine::Parts parts;
        parts.clock = std::make_unique<base::SystemClock>();
        parts.random = std::make_unique<base::SystemRandom>();
        parts.tokens = xero::memoryTokenStore();
        parts.openBrowser = [](const QUrl&) { return false; };
        parts.who = QStringLiteral("test");
        parts.silentConsent = true;
        parts.keepsBackups = m_keepsBackups;
        // Where the console, told by XDG_DATA_HOME, has its own: both open the same book.
        parts.witness = {m_dir.filePath(QStringLiteral("tieout/openings")),
            QString::fromLatin1(QSysInfo::machineUniqueId())};
        return parts;
    });
    QObject::connect(m_engine.get(), &engine::Engine::refused,
        [](const base::Error& error) { qFatal("%s", qPrintable(error.sentence)); });
    if (qEnvironmentVariableIsSet("TIEOUT_TRACE"))
        QObject::connect(
            m_engine.get(), &engine::Engine::statusChanged, [](const EngineStatus& status) {
                qInfo("%s %d/%d, connection %d, calls %d", qPrintable(status.activity), status.done,
                    status.total, static_cast<int>(status.connection), status.callsThisMinute);
            });
    m_engine->open(bookPath());
    auto reader = store::openReader(bookPath());
    if (!reader)
        qFatal("%s", qPrintable(reader.error().sentence));
    m_reader = std::move(*reader);
}

void World::closeEngine()
{
    if (!m_engine)
        return;
    bool stopped = false;
    QObject::connect(m_engine.get(), &engine::Engine::stopped, [&] { stopped = true; });
    m_engine->shutDown();
    if (!QTest::qWaitFor([&] { return stopped; }, 20'000))
        qWarning("the engine did not stop");
    m_reader.reset();
    m_engine.reset();
}

void World::backUp(const QString& name)
{
    closeEngine();
    const base::SystemClock clock;
    const auto book = store::Book::open(bookPath(), {.readOnly = true}, clock);
    if (!book || !(*book)->backup(m_dir.filePath(name)))
        qFatal("no backup was made");
    startEngine();
}

void World::restore(const QString& name)
{
    closeEngine();
    for (const QString& side : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::remove(bookPath() + side);
    if (!QFile::copy(m_dir.filePath(name), bookPath()))
        qFatal("the backup was not restored");
    startEngine();
}

void World::restartEngine()
{
    closeEngine();
    startEngine();
}

CommandOutcome World::tell(const Command& command, int patience)
{
    std::optional<CommandOutcome> outcome;
    const quint64 ticket = ++m_ticket;
    const auto connection = QObject::connect(
        m_engine.get(), &engine::Engine::answered, [&](const CommandOutcome& answered) {
            if (answered.ticket == ticket)
                outcome = answered;
        });
    m_engine->perform(ticket, command);
    if (!QTest::qWaitFor([&] { return outcome.has_value(); }, patience))
        qFatal("a command got no answer");
    QObject::disconnect(connection);
    return *outcome;
}

CommandOutcome World::import(const QList<std::pair<QString, QByteArray>>& files)
{
    command::ImportFiles what;
    const QString folder = m_dir.filePath(QStringLiteral("import%1").arg(++m_imports));
    QDir().mkpath(folder);
    for (const auto& [name, content] : files) {
        QFile file(folder + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write a test file");
        what.files.append(file.fileName());
    }
    return tell(what);
}

CommandOutcome World::sync()
{
    return tell(command::Sync{});
}

CommandOutcome World::push()
{
    return tell(command::Sync{.direction = command::Direction::Push});
}

CommandOutcome World::pull()
{
    return tell(command::Sync{.direction = command::Direction::Pull});
}

namespace {

void expectDone(const CommandOutcome& outcome)
{
    if (!outcome.done)
        qWarning("%s\n%s", qPrintable(outcome.sentence), qPrintable(outcome.details));
}

} // namespace

void World::account(const QString& number, const QString& name)
{
    expectDone(import({{QStringLiteral("accounts.csv"),
        QStringLiteral("Account,Name,Role\n%1,%2,Customer\n").arg(number, name).toUtf8()}}));
}

void World::invoice(const QString& account, const QString& number, const QString& amount)
{
    expectDone(import({{QStringLiteral("invoices.csv"),
        QStringLiteral(
            "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n"
            "%1,%2,%3,%3,No tax,Broadband,1,%4,%4,0.00\n")
            .arg(account, number, today(), amount)
            .toUtf8()}}));
}

void World::payment(const QString& account, const QString& number, const QString& amount,
    const QString& invoice, const QString& allocated)
{
    expectDone(import({{QStringLiteral("payments.csv"),
        QStringLiteral(
            "Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n"
            "%1,%2,%3,%4,%2,EFT,%5,%6\n")
            .arg(account, number, today(), amount, invoice,
                invoice.isEmpty() || !allocated.isEmpty() ? allocated : amount)
            .toUtf8()}}));
}

void World::ledgerCredit(
    const QString& account, const QString& number, const QString& amount, const QString& invoice)
{
    expectDone(import({{QStringLiteral("adjustments.csv"),
        QStringLiteral("Account,Adjustment,Kind,Date,Amount,Reason,Invoice\n"
                       "%1,%2,Ledger credit,%3,%4,Goodwill,%5\n")
            .arg(account, number, today(), amount, invoice)
            .toUtf8()}}));
}

void World::reverse(const QString& paymentNumber)
{
    expectDone(tell(command::RecordReversal{
        record(paymentNumber), base::SystemClock().now().date(), QStringLiteral("dishonoured")}));
}

QJsonObject World::control(const QByteArray& verb, const QString& path, const QJsonObject& body)
{
    httplib::Client client(m_url.toStdString());
    client.set_read_timeout(300);
    const std::string text = QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString();
    const std::string address = path.toStdString();
    const auto answer = verb == "GET" ? client.Get(address)
        : verb == "DELETE"            ? client.Delete(address)
                                      : client.Post(address, text, "application/json");
    if (!answer || answer->status >= 400)
        qWarning("sandbox %s: %d %s", address.c_str(), answer ? answer->status : 0,
            answer ? answer->body.c_str() : "no answer");
    return answer ? QJsonDocument::fromJson(QByteArray::fromStdString(answer->body)).object()
                  : QJsonObject();
}

QJsonObject World::person(const QString& act, const QJsonObject& what)
{
    QJsonObject body = what;
    if (!body.contains(QStringLiteral("date")))
        body.insert(QStringLiteral("date"), today());
    return control("POST", QStringLiteral("/sandbox/human/") + act, body);
}

QJsonObject World::truth()
{
    return control("GET", QStringLiteral("/sandbox/truth"));
}

AccountId World::accountId(const QString& number) const
{
    for (const QString& role : {QStringLiteral("customer"), QStringLiteral("vendor")})
        for (const store::AccountRow& row : m_reader->accounts(role, {.text = number}, 0, 100))
            if (row.number == number)
                return row.id;
    qFatal("no account %s", qPrintable(number));
    return {};
}

RecordRef World::record(const QString& number) const
{
    for (const store::LedgerRow& row : m_reader->find(number, 50))
        if (row.number == number)
            return row.ref;
    qFatal("no record %s", qPrintable(number));
    return {};
}

QString World::ledgerBalance(const QString& account) const
{
    return m_reader->account(accountId(account))->bridge.ledger.toString();
}

QString World::difference(const QString& account) const
{
    return m_reader->account(accountId(account))->bridge.difference().toString();
}

QStringList World::bridge(const QString& account) const
{
    QStringList lines;
    const auto detail = m_reader->account(accountId(account));
    for (const BridgeLine& line : detail->bridge.lines)
        lines.append(QStringLiteral("%1%2 %3").arg(
            line.amount.isNegative() ? QString() : QStringLiteral("+"), line.amount.toString(),
            toText(line.cause)));
    return lines;
}

QString World::outstanding(const QString& invoice) const
{
    RecordRef ref;
    for (const store::LedgerRow& row :
        m_reader->ledger({.text = invoice, .filter = toText(RecordKind::Invoice)}, 0, 50))
        if (row.number == invoice)
            ref = row.ref;
    const auto detail = m_reader->record(ref);
    return detail && detail->outstanding ? detail->outstanding->toString() : QString();
}

QString World::due(const QString& invoice)
{
    for (const QJsonValue& row : truth()[QStringLiteral("invoices")].toArray())
        if (row[QStringLiteral("number")].toString() == invoice)
            return amountOf(row[QStringLiteral("left")]).toString();
    return QStringLiteral("none");
}

QString World::xeroStatus(const QString& invoice)
{
    for (const QJsonValue& row : truth()[QStringLiteral("invoices")].toArray())
        if (row[QStringLiteral("number")].toString() == invoice)
            return row[QStringLiteral("status")].toString();
    return QStringLiteral("none");
}

QString World::remaining(const QString& contact, const QString& kind)
{
    base::Money sum(0, kAud);
    for (const QJsonValue& row : truth()[kind].toArray())
        if (row[QStringLiteral("contact")].toString() == contact
            && row[QStringLiteral("status")].toString() == QLatin1String("AUTHORISED"))
            sum += amountOf(row[QStringLiteral("left")]);
    return sum.toString();
}

QString World::xeroBalance(const QString& contact)
{
    base::Money sum(0, kAud);
    for (const QJsonValue& row : truth()[QStringLiteral("invoices")].toArray())
        if (row[QStringLiteral("contact")].toString() == contact
            && row[QStringLiteral("status")].toString() == QLatin1String("AUTHORISED"))
            sum += amountOf(row[QStringLiteral("left")]);
    for (const char* kind : {"overpayments", "creditNotes"})
        sum -= *base::Money::parse(remaining(contact, QString::fromLatin1(kind)), kAud);
    return sum.toString();
}

Verdict World::verdict(const QString& bank) const
{
    for (const Preflight& preflight : m_reader->today().banks)
        if (preflight.bankCode == bank)
            return preflight.verdict;
    return Verdict::NotChecked;
}

QStringList World::outbox() const
{
    QStringList lines;
    for (const store::OutboxRow& row : m_reader->outbox({}, 0, 1'000))
        if (row.operation.state != OperationState::Confirmed)
            lines.append(QStringLiteral("%1 %2 %3 %4")
                             .arg(toText(row.operation.kind), toText(row.operation.state),
                                 row.operation.label, toText(row.operation.cause.id)));
    return lines;
}

QStringList World::inbox() const
{
    QStringList lines;
    for (const store::InboxRow& row : m_reader->inbox({}, 0, 1'000))
        lines.append(QStringLiteral("%1 %2 %3")
                         .arg(toText(row.intake.state), row.intake.amount.toString(),
                             toText(row.intake.cause.id)));
    return lines;
}

int World::ledgerPayments(const QString& account) const
{
    const QString name = m_reader->account(accountId(account))->account.name;
    int count = 0;
    for (const store::LedgerRow& row :
        m_reader->ledger({.filter = toText(RecordKind::Payment)}, 0, 10'000))
        count += row.accountName == name ? 1 : 0;
    return count;
}
