// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

#include <QCryptographicHash>

// What stands before the endpoints: who may call, how often, and which answer is given twice.
namespace sandbox {

namespace {

constexpr qint64 kMinute = 60'000, kDay = 86'400'000;

QString tenantId(const Call& call)
{
    return QString::fromLatin1(call.header("xero-tenant-id")).toLower();
}

// Fixed windows, as Xero counts.
void roll(Window& window, qint64 now, qint64 length)
{
    if (now - window.since >= length || now < window.since)
        window = {now, 0};
}

Answer tooMany(State& state, const char* problem, qint64 retryAfterMs)
{
    ++state.tooMany;
    Answer answer = plain(429, "");
    answer.headers.emplaceBack("x-rate-limit-problem", problem);
    if (retryAfterMs >= 0) // the concurrent limit names no time
        answer.headers.emplaceBack("retry-after", QByteArray::number((retryAfterMs + 999) / 1000));
    return answer;
}

QByteArray requestHash(const Call& call)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(call.verb);
    hash.addData("\n" + call.path.toUtf8() + "\n");
    hash.addData(call.body);
    return hash.result();
}

// Whether what was agreed to covers this call (xero-api.md §1.4). Only what a person withholds is
// ever missing: a token made without the dance may do all.
bool mayCall(const QString& agreed, const QString& withheld, const Call& call)
{
    static const QHash<QString, QString> scopeOf{
        {QStringLiteral("Contacts"), QStringLiteral("accounting.contacts")},
        {QStringLiteral("Invoices"), QStringLiteral("accounting.invoices")},
        {QStringLiteral("CreditNotes"), QStringLiteral("accounting.invoices")},
        {QStringLiteral("Items"), QStringLiteral("accounting.invoices")},
        {QStringLiteral("Payments"), QStringLiteral("accounting.payments")},
        {QStringLiteral("BatchPayments"), QStringLiteral("accounting.payments")},
        {QStringLiteral("Overpayments"), QStringLiteral("accounting.payments")},
        {QStringLiteral("Prepayments"), QStringLiteral("accounting.payments")},
        {QStringLiteral("BankTransactions"), QStringLiteral("accounting.banktransactions")},
        {QStringLiteral("BankTransfers"), QStringLiteral("accounting.banktransactions")}};
    const QString needed = scopeOf.value(call.path.section(u'/', 3, 3));
    return needed.isEmpty() || !withheld.split(u' ').contains(needed)
        || agreed.split(u' ').contains(needed);
}

} // namespace

std::optional<Answer> refuseAccess(Desk& desk, const Call& call)
{
    Books books{desk.state.tenants.begin()->second, desk.now, desk.random};
    const QByteArray header = call.header("authorization");
    const QString token
        = header.startsWith("Bearer ") ? QString::fromLatin1(header.mid(7)) : QString();
    const auto known = desk.state.oauth.access.find(token);
    if (known == desk.state.oauth.access.end() || known->second.revoked)
        return problem(
            401, "Unauthorized", QStringLiteral("AuthenticationUnsuccessful"), books.newId());
    if (known->second.until <= desk.now) {
        const QDateTime expired = QDateTime::fromMSecsSinceEpoch(known->second.until, Qt::UTC);
        return problem(401, "Unauthorized",
            QStringLiteral("TokenExpired: token expired at %1")
                .arg(expired.toString(QStringLiteral("MM/dd/yyyy HH:mm:ss"))),
            books.newId());
    }
    if (!mayCall(known->second.scope, desk.state.settings.withheldScopes, call)) {
        Answer refused = problem(
            401, "Unauthorized", QStringLiteral("AuthorizationUnsuccessful"), books.newId());
        refused.headers.emplaceBack(
            "WWW-Authenticate", "Bearer error=\"insufficent_scope\""); // as Xero spells it
        return refused;
    }
    const auto tenant = desk.state.tenants.find(tenantId(call));
    if (tenant == desk.state.tenants.end() || !tenant->second.connected)
        return problem(
            403, "Forbidden", QStringLiteral("AuthenticationUnsuccessful"), books.newId());
    return std::nullopt;
}

std::optional<Answer> refuseByLimit(Desk& desk, const Call& call)
{
    const Settings& settings = desk.state.settings;
    Limits& limits = desk.state.limits[tenantId(call)];
    roll(limits.minute, desk.now, kMinute);
    roll(limits.day, desk.now, kDay);
    if (!settings.limits)
        return std::nullopt;
    // The server says how many calls are under way; called directly, there is one.
    if (call.header("x-sandbox-in-flight").toInt() > settings.concurrent)
        return tooMany(desk.state, "concurrent", -1);
    if (limits.day.used >= settings.perDay)
        return tooMany(desk.state, "day", limits.day.since + kDay - desk.now);
    if (limits.minute.used >= settings.perMinute)
        return tooMany(desk.state, "minute", limits.minute.since + kMinute - desk.now);
    ++limits.minute.used;
    ++limits.day.used;
    return std::nullopt;
}

void addLimitHeaders(Desk& desk, const Call& call, Answer& answer)
{
    const Limits limits = desk.state.limits[tenantId(call)];
    const Settings& settings = desk.state.settings;
    const auto left = [](int all, int used) { return QByteArray::number(std::max(0, all - used)); };
    answer.headers.emplaceBack(
        "x-minlimit-remaining", left(settings.perMinute, limits.minute.used));
    answer.headers.emplaceBack("x-daylimit-remaining", left(settings.perDay, limits.day.used));
    answer.headers.emplaceBack("x-appminlimit-remaining", left(10'000, limits.minute.used));
}

std::optional<Answer> remembered(Desk& desk, const Call& call)
{
    const QByteArray key = call.header("idempotency-key");
    if (key.isEmpty() || (call.verb != "PUT" && call.verb != "POST"))
        return std::nullopt;
    if (key.size() > 128)
        return exception(10, "ValidationException",
            QStringLiteral("Idempotency Key: the key is longer than 128 characters. [sandbox]"));
    const auto known = desk.state.answers.find(key);
    if (known == desk.state.answers.end())
        return std::nullopt;
    // Counted from the first call, not from the last.
    if (desk.now - known->second.since >= qint64(desk.state.settings.keyLifeSeconds) * 1000) {
        desk.state.answers.erase(known);
        return std::nullopt;
    }
    if (known->second.request != requestHash(call))
        return exception(10, "ValidationException",
            QStringLiteral("Idempotency Key: %1 is used with a different request.")
                .arg(QString::fromUtf8(key)));
    return json(known->second.status, known->second.body);
}

void remember(Desk& desk, const Call& call, const Answer& answer)
{
    const QByteArray key = call.header("idempotency-key");
    if (key.isEmpty() || (call.verb != "PUT" && call.verb != "POST"))
        return;
    desk.state.answers[key] = {requestHash(call), answer.status, answer.body, desk.now};
}

} // namespace sandbox
