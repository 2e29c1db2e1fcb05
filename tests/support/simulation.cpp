// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/simulation.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

using namespace records;

class Simulation::Transport final : public xero::Transport {
public:
    explicit Transport(Simulation& world)
        : m_world(world)
    {
    }

    void send(
        const xero::Request& request, QObject* context, xero::ResponseHandler handler) override
    {
        m_world.m_clock.after(std::chrono::milliseconds(5), context,
            [this, request, handler = std::move(handler)] { deliver(request, handler); });
    }

private:
    void deliver(const xero::Request& request, const xero::ResponseHandler& handler)
    {
        const quint64 fate = m_world.m_random.below(100);
        const Faults& faults = m_world.m_faults;
        m_world.m_writes += request.writes() ? 1 : 0;
        if (request.writes() && qEnvironmentVariableIsSet("TIEOUT_TRACE"))
            qInfo("%s %s %s key=%s %s", qPrintable(m_world.m_clock.now().toString(Qt::ISODate)),
                request.verb.constData(), qPrintable(request.path),
                request.idempotencyKey.constData(), request.body.left(700).constData());
        const bool dies = m_world.m_diesAfter >= 0 && m_world.m_diesAfter-- == 0;
        if (fate < faults.dropBefore && !dies)
            return lost(request, handler);
        const sandbox::Answer answer = m_world.m_rules->handle(asCall(request));
        if (dies) {
            m_world.m_dead = true;
            return;
        }
        if (fate < faults.dropBefore + faults.dropAfter)
            return lost(request, handler);
        xero::Response response{answer.status, answer.headers, answer.body};
        if (fate < faults.dropBefore + faults.dropAfter + faults.half)
            response.body.truncate(response.body.size() / 2);
        handler(response);
    }

    static void lost(const xero::Request& request, const xero::ResponseHandler& handler)
    {
        base::Error error;
        error.kind = base::ErrorKind::Timeout;
        error.effect = request.writes() ? base::Effect::Unknown : base::Effect::None;
        error.sentence = QStringLiteral("Xero did not answer.");
        handler(tl::unexpected(error));
    }

    sandbox::Call asCall(const xero::Request& request) const
    {
        sandbox::Call call{request.verb, QStringLiteral("/api.xro/2.0/") + request.path,
            request.query,
            {{"authorization", "Bearer " + m_world.m_token}, {"xero-tenant-id", m_world.m_tenant},
                {"accept", "application/json"}, {"content-type", "application/json"}},
            request.body};
        if (!request.idempotencyKey.isEmpty())
            call.headers.append({"idempotency-key", request.idempotencyKey});
        if (request.modifiedSince.isValid())
            call.headers.append({"if-modified-since",
                request.modifiedSince.toUTC().toString(Qt::ISODate).toLatin1()});
        return call;
    }

    Simulation& m_world;
};

Simulation::Simulation(quint64 seed)
    : m_clock(QDateTime(QDate(2026, 11, 2), QTime(9, 0), Qt::UTC))
    , m_random(seed)
    , m_rules(sandbox::makeRules(m_clock, m_random))
    , m_transport(std::make_unique<Transport>(*this))
{
    call("POST", QStringLiteral("/sandbox/settings"),
        R"({"limits":false,"accessTokenSeconds":1000000000})");
    signIn();
    BookSettings settings;
    settings.name = QStringLiteral("Simulated");
    settings.currency = base::Currency::of("AUD");
    settings.bankAccountCode = QStringLiteral("090");
    settings.pushIsOn = true;
    settings.paymentsCompleteUntil = m_clock.now().addDays(400);
    auto made = store::Book::create(
        m_dir.filePath(QStringLiteral("s.tieout")), settings, m_clock, m_random);
    if (!made)
        qFatal("%s", qPrintable(made.error().sentence));
    made->reset();
    openBook();
}

Simulation::~Simulation()
{
    m_guard.reset();
    m_reader.reset();
}

void Simulation::openBook()
{
    const QString path = m_dir.filePath(QStringLiteral("s.tieout"));
    auto book = store::Book::open(path, {}, m_clock);
    if (!book)
        qFatal("%s", qPrintable(book.error().sentence));
    m_book = std::move(*book);
    m_guard = std::make_unique<QObject>();
    auto reader = store::openReader(path);
    if (!reader)
        qFatal("%s", qPrintable(reader.error().sentence));
    m_reader = std::move(*reader);
}

void Simulation::reopenAfterDeath()
{
    m_clock.forgetAll();
    m_guard.reset();
    m_reader.reset();
    m_book.reset();
    m_dead = false;
    m_diesAfter = -1;
    openBook();
    if (auto recovered = engine::recoverUnanswered(context()); !recovered)
        qFatal("%s", qPrintable(recovered.error().sentence));
}

engine::Context Simulation::context()
{
    return {*m_book, *m_transport, m_clock, m_random, m_clock, engine::Waits{},
        QStringLiteral("simulation"), m_tenant, m_guard.get()};
}

sandbox::Answer Simulation::call(
    const QByteArray& verb, const QString& path, const QByteArray& body)
{
    const qsizetype mark = path.indexOf(u'?');
    sandbox::Call made{
        verb, mark < 0 ? path : path.left(mark), {}, {{"content-type", "application/json"}}, body};
    if (!m_token.isEmpty())
        made.headers.append({{"authorization", "Bearer " + m_token}, {"xero-tenant-id", m_tenant}});
    for (const auto& item :
        QUrlQuery(mark < 0 ? QString() : path.mid(mark + 1)).queryItems(QUrl::FullyDecoded))
        made.query.append(item);
    return m_rules->handle(made);
}

void Simulation::signIn()
{
    const QByteArray verifier(64, 'v');
    const QByteArray challenge
        = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QString redirect = QStringLiteral("http://localhost:8742/callback");
    const sandbox::Answer consent = call("GET",
        QStringLiteral("/identity/connect/authorize?response_type=code&client_id=c&redirect_uri=%1"
                       "&scope=offline_access&state=s&code_challenge=%2&code_challenge_method=S256&"
                       "prompt=none")
            .arg(QString::fromLatin1(QUrl::toPercentEncoding(redirect)),
                QString::fromLatin1(challenge)));
    QByteArray location;
    for (const auto& [name, value] : consent.headers)
        if (name.toLower() == "location")
            location = value;
    QUrlQuery form;
    form.addQueryItem(QStringLiteral("grant_type"), QStringLiteral("authorization_code"));
    form.addQueryItem(QStringLiteral("client_id"), QStringLiteral("c"));
    form.addQueryItem(QStringLiteral("code"),
        QUrlQuery(QUrl(QString::fromUtf8(location))).queryItemValue(QStringLiteral("code")));
    form.addQueryItem(
        QStringLiteral("redirect_uri"), QString::fromLatin1(QUrl::toPercentEncoding(redirect)));
    form.addQueryItem(QStringLiteral("code_verifier"), QString::fromLatin1(verifier));
    const sandbox::Answer tokens = m_rules->handle({"POST", QStringLiteral("/connect/token"), {},
        {{"content-type", "application/x-www-form-urlencoded"}},
        form.toString(QUrl::FullyEncoded).toUtf8()});
    m_token = QJsonDocument::fromJson(tokens.body)
                  .object()[QStringLiteral("access_token")]
                  .toString()
                  .toLatin1();
    const sandbox::Answer connections = call("GET", QStringLiteral("/connections"));
    m_tenant = QJsonDocument::fromJson(connections.body)
                   .array()
                   .first()
                   .toObject()[QStringLiteral("tenantId")]
                   .toString()
                   .toLatin1();
    if (m_token.isEmpty() || m_tenant.isEmpty())
        qFatal("the sandbox gave no access: %s", tokens.body.constData());
}

bool Simulation::import(const ImportBatch& batch)
{
    QList<ImportError> errors;
    const auto done
        = engine::inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
              const auto imported = m_book->import(tx, batch, QStringLiteral("simulation"), errors);
              return imported ? base::Result<void>() : tl::unexpected(imported.error());
          });
    if (!done)
        return false;
    const auto reviewed = engine::reviewLocally(context());
    if (!reviewed)
        qFatal("%s", qPrintable(reviewed.error().sentence));
    return true;
}

bool Simulation::reverse(RecordRef record)
{
    ledger::Reversal reversal;
    reversal.of = record;
    reversal.date = m_clock.now().date();
    reversal.reason = QStringLiteral("dishonoured");
    reversal.source = ledger::Source::Hand;
    const auto done
        = engine::inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
              reversal.number = m_book->nextNumber(tx, RecordKind::Reversal);
              const auto added = m_book->add(tx, reversal, QStringLiteral("simulation"));
              return added ? base::Result<void>() : tl::unexpected(added.error());
          });
    return done && engine::reviewLocally(context());
}

std::optional<base::Result<engine::RunSummary>> Simulation::sync(command::Direction direction)
{
    std::optional<base::Result<engine::RunSummary>> result;
    auto* run = new engine::Run(
        context(), {.direction = direction}, [](const QString&, int, int) {},
        [&](const base::Result<engine::RunSummary>& done) { result = done; });
    run->start();
    for (int steps = 0; !result && !m_dead && steps < 1'000'000; ++steps)
        if (!m_clock.step())
            break;
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    if (m_dead)
        reopenAfterDeath();
    else if (!result)
        qFatal("a run stopped without an end");
    return result;
}

QJsonObject Simulation::person(const QString& act, const QJsonObject& what)
{
    QJsonObject body = what;
    if (!body.contains(QStringLiteral("date")))
        body.insert(QStringLiteral("date"), m_clock.now().date().toString(Qt::ISODate));
    const sandbox::Answer answer = call("POST", QStringLiteral("/sandbox/human/") + act,
        QJsonDocument(body).toJson(QJsonDocument::Compact));
    return QJsonDocument::fromJson(answer.body).object();
}

QJsonObject Simulation::truth()
{
    return QJsonDocument::fromJson(call("GET", QStringLiteral("/sandbox/truth")).body).object();
}
