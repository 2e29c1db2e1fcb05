// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/livingbook.h"

#include "causes/causes.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

using namespace records;
using namespace Qt::StringLiterals;

// The engine owns its clock; the test's goes on when the program is closed.
class LivingBook::SharedClock final : public base::Clock {
public:
    explicit SharedClock(LivingBook& book)
        : m_book(book)
        , m_clock(book.m_clock)
    {
    }
    QDateTime now() const override { return m_book.now(); }
    qint64 bootMilliseconds() const override { return m_clock.bootMilliseconds(); }
    QString bootId() const override { return m_clock.bootId(); }
    void after(
        std::chrono::milliseconds delay, QObject* context, std::function<void()> call) override
    {
        m_clock.after(delay, context, std::move(call));
    }

private:
    LivingBook& m_book;
    ManualClock& m_clock;
};

LivingBook::LivingBook(const QDateTime& start, const QByteArray& zone)
    : m_zone(zone)
    , m_clock(start)
    , m_xero(m_clock, m_random)
{
    BookSettings settings;
    settings.name = u"Coastline"_s;
    settings.currency = base::Currency::of("AUD");
    settings.bankAccountCode = u"090"_s;
    settings.pushIsOn = true;
    settings.clientId = u"test"_s;
    settings.paymentsCompleteUntil = start.addYears(1);
    const auto made = store::Book::create(path(), settings, m_clock, m_random);
    if (!made)
        qFatal("%s", qPrintable(made.error().sentence));
}

LivingBook::~LivingBook()
{
    close();
}

void LivingBook::open()
{
    m_engine = std::make_unique<engine::Engine>([this] {
        engine::Parts parts;
        parts.clock = std::make_unique<SharedClock>(*this);
        parts.random = std::make_unique<base::SeededRandom>(m_random.next());
        parts.tokens = xero::memoryTokenStore();
        parts.makeSession = m_xero.sessions();
        parts.zone = m_zone;
        parts.who = u"Dana"_s;
        parts.keepsLooking = true;
        return parts;
    });
    QObject::connect(m_engine.get(), &engine::Engine::refused,
        [](const base::Error& error) { qFatal("%s", qPrintable(error.sentence)); });
    QObject::connect(m_engine.get(), &engine::Engine::statusChanged,
        [this](const EngineStatus& status) { noteStatus(status); });
    m_engine->open(path());
    auto reader = store::openReader(path(), std::make_shared<SharedClock>(*this));
    if (!reader)
        qFatal("%s", qPrintable(reader.error().sentence));
    m_reader = std::move(*reader);
    if (whenOpened)
        whenOpened();
    runUntil(now().addSecs(1));
}

void LivingBook::close()
{
    if (!m_engine)
        return;
    bool stopped = false;
    QObject::connect(m_engine.get(), &engine::Engine::stopped, [&] { stopped = true; });
    m_engine->shutDown();
    while (!stopped && m_clock.step()) { }
    m_reader.reset();
    m_engine.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_clock.forgetAll();
}

void LivingBook::noteStatus(const EngineStatus& status)
{
    m_status = status;
    QString words;
    if (status.connection == Connection::SyncIsOff)
        words = u"Sync is off."_s;
    else if (status.everything)
        words = causes::words(status.everything).title + u'.';
    const QString before = m_banners.isEmpty() ? QString() : m_banners.last().words;
    if (words != before)
        m_banners.append({now(), words});
}

bool LivingBook::step(const QDateTime& until)
{
    const QDateTime next = m_clock.nextTimer();
    if (!next.isValid() || next.addMSecs(-m_behind.count()) > until)
        return false;
    m_clock.step();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return true;
}

void LivingBook::runUntil(const QDateTime& instant)
{
    while (step(instant)) { }
    if (now() < instant)
        sleepUntil(instant); // nothing happens until then
}

CommandOutcome LivingBook::tell(const Command& command)
{
    std::optional<CommandOutcome> outcome;
    const quint64 ticket = ++m_ticket;
    const auto connection = QObject::connect(
        m_engine.get(), &engine::Engine::answered, [&](const CommandOutcome& answered) {
            if (answered.ticket == ticket)
                outcome = answered;
        });
    m_engine->perform(ticket, command);
    while (!outcome)
        if (!step(now().addDays(1)))
            qFatal("a command got no answer");
    QObject::disconnect(connection);
    runUntil(now().addMSecs(200)); // the status follows
    return *outcome;
}

CommandOutcome LivingBook::import(const char* name, const QString& rows)
{
    const QString folder = m_dir.filePath(u"import%1"_s.arg(++m_imports));
    QDir().mkpath(folder);
    QFile file(folder + u'/' + QString::fromLatin1(name));
    const QByteArray content = rows.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write a test file");
    file.close();
    const CommandOutcome outcome = tell(command::ImportFiles{{file.fileName()}});
    if (!outcome.done)
        qFatal("%s %s", qPrintable(outcome.sentence), qPrintable(outcome.details));
    return outcome;
}

void LivingBook::account(const QString& number, const QString& name)
{
    import("accounts.csv", u"Account,Name,Role\n%1,%2,Customer\n"_s.arg(number, name));
}

void LivingBook::invoice(const QString& account, const QString& number, const QString& amount)
{
    import("invoices.csv",
        u"Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n"
        "%1,%2,%3,%3,No tax,Broadband,1,%4,%4,0.00\n"_s.arg(
            account, number, now().date().toString(Qt::ISODate), amount));
}

void LivingBook::payment(
    const QString& account, const QString& number, const QString& amount, const QString& invoice)
{
    import("payments.csv",
        u"Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n"
        "%1,%2,%3,%4,%2,EFT,%5,%4\n"_s.arg(
            account, number, now().date().toString(Qt::ISODate), amount, invoice));
}

QString LivingBook::wall(const QDateTime& instant, const char* format) const
{
    return QLocale::c().toString(instant.toTimeZone(m_zone), QString::fromLatin1(format));
}

QList<store::RunRow> LivingBook::runs() const
{
    QList<store::RunRow> rows = m_reader->runs({}, 0, 10'000);
    std::reverse(rows.begin(), rows.end());
    return rows;
}
