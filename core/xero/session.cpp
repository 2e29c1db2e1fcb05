// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/session.h"

#include "xero/answers.h"
#include "xero/lanes.h"
#include "xero/oauth.h"
#include "xero/pacer.h"
#include "xero/redirectserver.h"
#include "xero/savedtoken.h"
#include "xero/signinlock.h"

#include <QPointer>

namespace xero {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

// Refreshed this long before its end, so that a call does not end on the way.
constexpr int kSpareSeconds = 60;
constexpr int kUnusedDays = 60;

Error errorWith(ErrorKind kind, const QString& sentence)
{
    Error error;
    error.kind = kind;
    error.sentence = sentence;
    return error;
}

class HttpSession final : public QObject, public Session, private Transport {
public:
    HttpSession(SessionOptions options, TokenStore& store, base::Clock& clock, base::Random& random)
        : m_options(std::move(options))
        , m_saved(store, clock, m_options.bookKey, m_options.clientId)
        , m_lock(m_options.lockFile, clock)
        , m_clock(clock)
        , m_random(random)
        , m_lanes(clock)
        , m_pacer(clock, m_options.addresses.isLocalSandbox ? 0 : 60)
    {
    }

    void signIn(QObject* context, Done done) override;
    void resume(QObject* context, Done done) override;
    void tenants(QObject* context, Tenants done) override;
    void chooseTenant(QUuid tenantId) override
    {
        m_tenant = tenantId.toByteArray(QUuid::WithoutBraces);
    }
    QDateTime endsUnused() const override { return m_endsUnused; }
    QStringList scopes() const override { return m_scopes; }
    void signOut(QObject* context, Done done) override;
    Transport& transport() override { return *this; }
    Budget budget() const override { return m_pacer.budget(); }
    int callsThisMinute() const override { return m_pacer.callsThisMinute(); }
    int callsToday() const override { return m_pacer.callsToday(); }
    qint64 bytesToday() const override { return m_pacer.bytesToday(); }

private:
    int callsLeftToday() const override { return m_pacer.budget().leftToday; }
    void send(const Request& request, QObject* context, ResponseHandler handler) override;

    // Sign-in.
    void askSilently();
    void askInBrowser();
    bool cameBack(const QUrl& url, quint16 port);
    void useCode(quint16 port, const QString& code);
    void signInEnded(const Result<void>& result);

    void signOutHolding(const SignInLock::Held& held, const Done& done);

    // Tokens.
    bool isFresh() const;
    void withToken(Done ready);
    void refresh();
    void refreshStored();
    void refreshWith(QList<QByteArray> candidates);
    void keep(const oauth::Tokens& tokens, Done done);
    void refreshEnded(const Result<void>& result);
    using Network = std::function<QNetworkAccessManager&()>; // asked right before sending
    void authorised(
        const Network& network, HttpCall call, bool mayRefresh, ResponseHandler handler);

    void later(std::function<void()> call)
    {
        QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
    }

    SessionOptions m_options;
    SavedToken m_saved;
    SignInLock m_lock;
    SignInLock::Held m_held; // while the tokens change
    base::Clock& m_clock;
    base::Random& m_random;
    QNetworkAccessManager m_network; // for signing in
    Lanes m_lanes; // for calls
    Pacer m_pacer;
    QByteArray m_tenant;

    QByteArray m_access; // in memory only
    QDateTime m_accessEnds, m_endsUnused;
    QStringList m_scopes;
    oauth::Tokens m_unsaved; // a rotated pair that the store has not taken yet
    std::vector<Done> m_waiting; // for the one refresh under way
    bool m_refreshing = false;

    Done m_signIn; // the sign-in under way
    int m_attempt = 0;
    oauth::Proof m_proof;
    std::unique_ptr<RedirectServer> m_server;
};

Session::Done guarded(QObject* context, Session::Done done)
{
    return [guard = QPointer(context), done = std::move(done)](const Result<void>& result) {
        if (guard)
            done(result);
    };
}

// --- sign-in ---

void HttpSession::signIn(QObject* context, Done done)
{
    if (m_signIn)
        signInEnded(base::Unexpected(
            errorWith(ErrorKind::Cancelled, QStringLiteral("Another sign-in has begun."))));
    m_signIn = guarded(context, std::move(done));
    ++m_attempt;
    m_proof = oauth::makeProof(m_random);
    if (m_options.silent)
        later([this] { askSilently(); });
    else
        later([this] { askInBrowser(); });
}

void HttpSession::signInEnded(const Result<void>& result)
{
    ++m_attempt; // whatever still comes back is late
    if (m_server)
        m_server.release()->deleteLater(); // it may be the one calling
    if (const auto done = std::exchange(m_signIn, nullptr))
        done(result);
}

void HttpSession::askInBrowser()
{
    if (!m_signIn)
        return;
    auto server = std::make_unique<RedirectServer>();
    auto listening = std::make_shared<quint16>(0);
    const auto port = server->listen(
        m_options.ports, [this, listening](const QUrl& url) { return cameBack(url, *listening); });
    if (!port)
        return signInEnded(base::Unexpected(port.error()));
    *listening = *port;
    m_server = std::move(server);
    const QUrl address = oauth::consentAddress(m_options, m_proof, *port);
    if (!m_options.openBrowser || !m_options.openBrowser(address))
        return signInEnded(base::Unexpected(errorWith(ErrorKind::Usage,
            QStringLiteral(
                "The browser did not open. Choose a default browser and sign in again."))));
    m_clock.after(
        std::chrono::seconds(m_options.consentTimeoutSeconds), this, [this, attempt = m_attempt] {
            if (attempt == m_attempt && m_signIn)
                signInEnded(base::Unexpected(errorWith(ErrorKind::Timeout,
                    QStringLiteral(
                        "Nobody answered in the browser, so the sign-in was dropped. Sign "
                        "in again when it suits."))));
        });
}

// Answers the browser at once, before the code is exchanged: the page says what the user can know
// now.
bool HttpSession::cameBack(const QUrl& url, quint16 port)
{
    const auto code = oauth::code(url, m_proof);
    later([this, code, port, attempt = m_attempt] {
        if (attempt != m_attempt || !m_signIn)
            return;
        ++m_attempt; // the clock and a second answer no longer count
        if (m_server)
            m_server.release()->deleteLater();
        if (code)
            useCode(port, *code);
        else
            signInEnded(base::Unexpected(code.error()));
    });
    return code.has_value();
}

void HttpSession::askSilently()
{
    if (!m_signIn)
        return;
    if (!m_options.addresses.isLocalSandbox || m_options.ports.isEmpty())
        return signInEnded(base::Unexpected(errorWith(ErrorKind::Usage,
            QStringLiteral("Only a sandbox on this computer signs in without you."))));
    const quint16 port = m_options.ports.first();
    const HttpCall call{
        .url = oauth::consentAddress(m_options, m_proof, port), .wantsRedirect = true};
    exchange(
        m_network, call, this, [this, port, attempt = m_attempt](const Result<Response>& answer) {
            if (attempt != m_attempt || !m_signIn)
                return;
            if (!answer)
                return signInEnded(base::Unexpected(answer.error()));
            if (answer->status < 300 || answer->status > 399)
                return signInEnded(base::Unexpected(errorOf(*answer)));
            const auto code = oauth::code(QUrl::fromEncoded(answer->header("location")), m_proof);
            if (!code)
                return signInEnded(base::Unexpected(code.error()));
            useCode(port, *code);
        });
}

void HttpSession::useCode(quint16 port, const QString& code)
{
    const HttpCall call = oauth::exchangeCode(m_options, m_proof, port, code);
    exchange(m_network, call, this, [this, attempt = m_attempt](const Result<Response>& answer) {
        if (attempt != m_attempt || !m_signIn)
            return;
        const auto tokens = oauth::tokens(answer);
        if (!tokens)
            return signInEnded(base::Unexpected(tokens.error()));
        m_lock.take(this, [this, attempt, tokens = *tokens](const Result<SignInLock::Held>& held) {
            if (attempt != m_attempt || !m_signIn)
                return;
            if (!held)
                return signInEnded(base::Unexpected(held.error()));
            keep(tokens, [this, held = *held](const Result<void>& result) { signInEnded(result); });
        });
    });
}

// --- tokens ---

bool HttpSession::isFresh() const
{
    return !m_access.isEmpty() && m_clock.now() < m_accessEnds;
}

// Stored before it is used: a crash in between would otherwise leave a token that has ended.
void HttpSession::keep(const oauth::Tokens& tokens, Done done)
{
    m_unsaved = tokens;
    m_saved.save(
        tokens.refresh, this, [this, tokens, done = std::move(done)](const Result<void>& saved) {
            if (!saved)
                return done(saved);
            m_unsaved = {};
            m_access = tokens.access;
            m_accessEnds = m_clock.now().addSecs(std::max(1, tokens.livesSeconds - kSpareSeconds));
            m_endsUnused = m_clock.now().addDays(kUnusedDays);
            m_scopes = tokens.scopes;
            done({});
        });
}

void HttpSession::refreshEnded(const Result<void>& result)
{
    m_refreshing = false;
    m_held.reset();
    for (const auto& done : std::exchange(m_waiting, {}))
        done(result);
}

void HttpSession::withToken(Done ready)
{
    if (isFresh())
        return ready({});
    m_waiting.push_back(std::move(ready));
    if (!std::exchange(m_refreshing, true))
        refresh();
}

// What is stored is read under the lock only: another program may have rotated it meanwhile.
void HttpSession::refresh()
{
    m_lock.take(this, [this](const Result<SignInLock::Held>& held) {
        if (!held)
            return refreshEnded(base::Unexpected(held.error()));
        m_held = *held;
        refreshStored();
    });
}

void HttpSession::refreshStored()
{
    if (!m_unsaved.refresh.isEmpty()) // the last rotation only lacks the storing
        return keep(m_unsaved, [this](const Result<void>& result) { refreshEnded(result); });
    m_saved.load(this, [this](const Result<QList<QByteArray>>& found) {
        if (found)
            return refreshWith(*found);
        const bool none = found.error().kind == ErrorKind::NotFound;
        refreshEnded(base::Unexpected(none
                ? errorWith(ErrorKind::Unauthorised, QStringLiteral("Sign in to Xero first."))
                : found.error()));
    });
}

// The newest first. The one before is tried once: if the last answer was lost or half stored, Xero
// still takes it for half an hour.
void HttpSession::refreshWith(QList<QByteArray> candidates)
{
    const QByteArray token = candidates.takeFirst();
    exchange(m_network, oauth::refresh(m_options, token), this,
        [this, candidates](const Result<Response>& answer) {
            if (isFresh()) // a sign-in came first, and its tokens are the newer ones
                return refreshEnded({});
            const auto tokens = oauth::tokens(answer);
            if (tokens)
                return keep(*tokens, [this](const Result<void>& result) { refreshEnded(result); });
            const bool ended = tokens.error().kind == ErrorKind::Unauthorised;
            if (ended && !candidates.isEmpty())
                return refreshWith(candidates);
            Error error = tokens.error();
            error.effect = base::Effect::None; // of the call that waits for the token
            refreshEnded(base::Unexpected(error));
        });
}

void HttpSession::resume(QObject* context, Done done)
{
    later([this, context = QPointer(context), done = std::move(done)] {
        if (!context)
            return;
        withToken([this, context, done](const Result<void>& result) {
            if (!context)
                return;
            const bool signInAgain
                = !result && m_options.silent && result.error().kind == ErrorKind::Unauthorised;
            if (signInAgain)
                signIn(context, done);
            else
                done(result);
        });
    });
}

void HttpSession::authorised(
    const Network& network, HttpCall call, bool mayRefresh, ResponseHandler handler)
{
    withToken([=, this](const Result<void>& ready) {
        if (!ready)
            return handler(base::Unexpected(ready.error()));
        const QByteArray used = m_access;
        HttpCall withBearer = call;
        withBearer.headers.emplaceBack("Authorization", "Bearer " + used);
        exchange(network(), withBearer, this, [=, this](const Result<Response>& answer) {
            const bool expired
                = answer && answer->status == 401 && errorOf(*answer).raw.contains(u"TokenExpired");
            if (!expired || !mayRefresh)
                return handler(answer);
            // Xero did nothing with it, so the same bytes may go again. Another call may have
            // refreshed meanwhile.
            if (m_access == used)
                m_access.clear();
            m_pacer.startedAgain();
            authorised(network, call, false, handler);
        });
    });
}

// --- calls ---

void HttpSession::send(const Request& request, QObject* context, ResponseHandler handler)
{
    const QPointer guard(context);
    const auto answer = [guard, handler = std::move(handler)](const Result<Response>& result) {
        if (guard)
            handler(result);
    };
    if (m_tenant.isEmpty())
        return later([answer] {
            answer(base::Unexpected(errorWith(
                ErrorKind::Usage, QStringLiteral("Choose the organisation in Xero first."))));
        });
    m_pacer.enqueue(context, [=, this](const Result<void>& mayGo) {
        if (!mayGo)
            return answer(base::Unexpected(mayGo.error()));
        Lanes::Lane& lane = m_lanes.take();
        authorised([this, &lane]() -> QNetworkAccessManager& { return m_lanes.network(lane); },
            httpCall(m_options.addresses.api, request, m_tenant), true,
            [=, this, &lane](const Result<Response>& result) {
                m_lanes.giveBack(lane);
                m_pacer.finished(result);
                answer(result);
            });
    });
}

void HttpSession::tenants(QObject* context, Tenants done)
{
    later([this, context = QPointer(context), done = std::move(done)] {
        authorised([this]() -> QNetworkAccessManager& { return m_network; },
            oauth::listConnections(m_options), true,
            [context, done](const Result<Response>& answer) {
                if (context)
                    done(oauth::tenants(answer));
            });
    });
}

// What is on this computer goes in any case; Xero is told if it can be.
void HttpSession::signOut(QObject* context, Done done)
{
    m_lock.take(this,
        [this, finished = guarded(context, std::move(done))](const Result<SignInLock::Held>& held) {
            if (!held)
                return finished(base::Unexpected(held.error()));
            signOutHolding(*held, finished);
        });
}

void HttpSession::signOutHolding(const SignInLock::Held& held, const Done& done)
{
    const Done finished = [held, done](const Result<void>& result) { done(result); };
    m_saved.load(this, [this, finished](const Result<QList<QByteArray>>& found) {
        m_access.fill('\0');
        m_access.clear();
        m_unsaved = {};
        const auto forget = [this, finished](const Result<void>& told) {
            m_saved.forget(this, [=](const Result<void>& gone) { finished(gone ? told : gone); });
        };
        if (!found)
            return forget(found.error().kind == ErrorKind::NotFound
                    ? Result<void>()
                    : base::Unexpected(found.error()));
        exchange(m_network, oauth::revoke(m_options, found->first()), this,
            [forget](const Result<Response>& answer) {
                if (answer && answer->status == 200)
                    return forget({});
                Error error = answer ? errorOf(*answer) : answer.error();
                error.sentence = QStringLiteral("Tieout has forgotten the sign-in, but Xero could "
                                                "not be told. Remove Tieout in "
                                                "Xero under Settings, Connected apps.");
                forget(base::Unexpected(error));
            });
    });
}

} // namespace

QStringList neededScopes()
{
    return oauth::scopes();
}

std::unique_ptr<Session> makeSession(
    SessionOptions options, TokenStore& tokens, base::Clock& clock, base::Random& random)
{
    return std::make_unique<HttpSession>(std::move(options), tokens, clock, random);
}

} // namespace xero
