// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/rules.h"

#include "sandbox/endpoints.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTimeZone>

namespace sandbox {

QByteArray Call::header(const char* lowerCaseName) const
{
    for (const auto& [name, value] : headers)
        if (name == lowerCaseName)
            return value;
    return {};
}

QString queryValue(const Call& call, const char* name)
{
    for (const auto& [key, value] : call.query)
        if (key == QLatin1String(name))
            return value;
    return {};
}

namespace {

const QString kRoot = QStringLiteral("/api.xro/2.0/");

// "PUT /api.xro/2.0/Overpayments/{id}/Allocations": calls are counted by what they ask for.
QString pathTemplate(const QString& path)
{
    QStringList parts = path.split(u'/');
    for (qsizetype i = 4; i < parts.size(); i += 2)
        parts[i] = QStringLiteral("{id}");
    return path.startsWith(kRoot) ? parts.join(u'/') : path;
}

qint64 modifiedSince(const QByteArray& header)
{
    const QString text = QString::fromLatin1(header).trimmed();
    if (text.isEmpty())
        return -1;
    QDateTime when = QDateTime::fromString(text, Qt::ISODate);
    if (!when.isValid())
        when = QDateTime::fromString(text, Qt::RFC2822Date);
    if (!when.isValid()) // "Fri, 20 Nov 2026 10:00:00 GMT"
        when = QLocale::c().toDateTime(text, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!when.isValid())
        return -1;
    if (when.timeSpec() == Qt::LocalTime) // no zone given: it is UTC
        when.setTimeSpec(Qt::UTC);
    return when.toMSecsSinceEpoch() / 1000 * 1000;
}

using Endpoint = Answer (*)(Books&, const Request&);

const QHash<QString, Endpoint>& endpoints()
{
    static const QHash<QString, Endpoint> all{
        {QStringLiteral("Organisation"), organisation},
        {QStringLiteral("Accounts"), accounts},
        {QStringLiteral("TaxRates"), taxRates},
        {QStringLiteral("Currencies"), currencies},
        {QStringLiteral("Items"), items},
        {QStringLiteral("Contacts"), contacts},
        {QStringLiteral("Invoices"), invoices},
        {QStringLiteral("CreditNotes"), creditNotes},
        {QStringLiteral("Overpayments"), overpayments},
        {QStringLiteral("Prepayments"), prepayments},
        {QStringLiteral("Payments"), payments},
        {QStringLiteral("BatchPayments"), batchPayments},
        {QStringLiteral("BankTransactions"), bankTransactions},
        {QStringLiteral("BankTransfers"), bankTransfers},
    };
    return all;
}

class SandboxRules final : public Rules {
public:
    SandboxRules(const base::Clock& clock, base::Random& random, const Start& start)
        : m_clock(clock)
        , m_random(random)
        , m_start(start)
    {
        Tenant tenant = newTenant(random, now(),
            start.demo ? QStringLiteral("Coastline Broadband Pty Ltd")
                       : QStringLiteral("Sandbox Pty Ltd"));
        if (start.demo)
            makeDemo(tenant, random, now());
        obeyStart();
        m_state.firstTenant = tenant.organisation.id;
        m_state.tenants[m_state.firstTenant] = std::move(tenant);
    }

    Answer handle(const Call& call) override
    {
        Desk desk{m_state, m_random, now()};
        if (call.path.startsWith(u"/sandbox/"))
            return control(desk, call);
        ++m_state.received;
        ++m_state.callCounts[QString::fromLatin1(call.verb) + u' ' + pathTemplate(call.path)];
        const std::optional<Fault> fault = strikingFault(m_state, call);
        const Answer answer = fault ? struck(desk, call, *fault) : processed(desk, call);
        if (call.path.startsWith(kRoot) && call.verb != "GET")
            m_state.writes.append({QString::fromLatin1(call.verb), call.path,
                QString::fromUtf8(call.header("idempotency-key")),
                answer.wire == Wire::DropBefore ? 0 : answer.status});
        return answer;
    }

    QByteArray save() const override { return saveState(m_state); }
    State& state() override { return m_state; }
    bool load(const QByteArray& state) override
    {
        const bool loaded = loadState(m_state, state);
        obeyStart(); // what this start was told outweighs what an earlier one saved
        return loaded;
    }

private:
    void obeyStart()
    {
        m_state.oauth.autoApprove = m_start.autoApprove;
        m_state.settings.limits = m_start.limits;
    }

    qint64 now() const
    {
        return m_clock.now().toMSecsSinceEpoch() + m_state.settings.clockOffsetMs;
    }

    Answer struck(Desk& desk, const Call& call, const Fault& fault)
    {
        const QString kind = fault.kind;
        Answer answer;
        if (kind == u"drop-before") {
            answer.wire = Wire::DropBefore;
        } else if (kind == u"drop-after" || kind == u"half" || kind == u"slow") {
            answer = processed(desk, call);
            if (kind != u"slow")
                answer.wire = kind == u"half" ? Wire::HalfAnswer : Wire::DropAfter;
        } else {
            if (kind == u"500-after")
                answer = processed(desk, call);
            answer = faultAnswer(fault, Books{first(), desk.now, m_random}.newId());
        }
        answer.delayMilliseconds = fault.delayMs;
        return answer;
    }

    Answer processed(Desk& desk, const Call& call)
    {
        if (!call.path.startsWith(kRoot))
            return oauth(desk, call);
        if (auto refused = refuseAccess(desk, call))
            return *refused;
        // The limit comes before the key: a 429 means that nothing was written.
        Answer answer;
        if (auto refused = refuseByLimit(desk, call)) {
            answer = *refused;
        } else if (auto known = remembered(desk, call)) {
            answer = *known;
        } else {
            answer = routed(desk, call);
            remember(desk, call, answer);
        }
        addLimitHeaders(desk, call, answer);
        return answer;
    }

    Answer routed(Desk& desk, const Call& call)
    {
        Request request;
        request.verb = call.verb;
        request.path = call.path.mid(kRoot.size()).split(u'/', Qt::SkipEmptyParts);
        for (const auto& [key, value] : call.query)
            request.query.insert(key, value);
        request.modifiedSince = modifiedSince(call.header("if-modified-since"));
        request.application = "Tieout sandbox";
        if (call.verb == "PUT" || call.verb == "POST") {
            QJsonParseError error;
            const QJsonDocument document = QJsonDocument::fromJson(call.body, &error);
            if (document.isNull())
                return exception(14, "PostDataInvalidException",
                    QStringLiteral("JSON for post data was invalid: %1").arg(error.errorString()));
            request.body = document.object();
        }
        const auto tenant
            = desk.state.tenants.find(QString::fromLatin1(call.header("xero-tenant-id")).toLower());
        Books books{tenant->second, desk.now, m_random};
        if (request.at(2) == u"History")
            return history(books, request);
        const Endpoint endpoint = endpoints().value(request.at(0));
        return endpoint ? endpoint(books, request) : notFound();
    }

    Tenant& first() { return m_state.tenants.at(m_state.firstTenant); }

    const base::Clock& m_clock;
    base::Random& m_random;
    Start m_start;
    State m_state;
};

} // namespace

std::unique_ptr<Rules> makeRules(const base::Clock& clock, base::Random& random, const Start& start)
{
    return std::make_unique<SandboxRules>(clock, random, start);
}

} // namespace sandbox
