// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/network.h"

namespace simulation {

namespace {

constexpr int kTravel = 60; // milliseconds there, and back
constexpr int kTimeout = 45'000; // of the program's own transfers

const char* kPortal = "<html><body>Welcome to the airport's network</body></html>";

sandbox::Answer plain(int status, const QByteArray& body, int retryAfterSeconds = -1)
{
    sandbox::Answer answer{status, {{"content-type", "text/plain"}}, body};
    if (retryAfterSeconds >= 0)
        answer.headers.emplaceBack("retry-after", QByteArray::number(retryAfterSeconds));
    return answer;
}

} // namespace

Network::Network(SimulatedClock& clock, XeroSide& xero, Watcher& watcher, Marks& marks, bool limits)
    : m_clock(clock)
    , m_xero(xero)
    , m_watcher(watcher)
    , m_marks(marks)
    , m_limits(limits)
{
    restart();
}

void Network::restart()
{
    m_dead = false;
    m_pacer = m_limits ? std::make_unique<xero::Pacer>(m_clock) : nullptr;
}

void Network::begin(const QList<Fault>& faults)
{
    m_faults = faults;
    m_writes = m_reads = 0;
    m_stopAt = -1;
    for (const Fault& fault : faults)
        if (fault.kind == FaultKind::Stop)
            m_stopAt = fault.at;
}

void Network::end()
{
    m_faults.clear();
    m_stopAt = -1;
}

void Network::note(const QByteArray& what)
{
    m_trace.addData(QByteArray::number(m_clock.trueMilliseconds()) + ' ' + what + '\n');
    if (qEnvironmentVariableIsSet("TIEOUT_TRACE"))
        qInfo("%s %s", qPrintable(m_clock.trueNow().toString(Qt::ISODate)), what.constData());
}

void Network::send(const xero::Request& request, QObject* context, xero::ResponseHandler handler)
{
    const auto go = [this, request, context = QPointer<QObject>(context),
                        handler = std::move(handler)](const base::Result<void>& may) {
        if (!may)
            return handler(tl::unexpected(may.error()));
        transmit({{request, m_clock.trueMilliseconds(), Sent::Copy::Original}, context, handler});
    };
    if (m_pacer)
        m_pacer->enqueue(context, go);
    else
        go({});
}

void Network::transmit(const Call& call)
{
    if (m_dead)
        return;
    // A sync of this many calls is stopped by the user in the middle.
    if (m_stopAt >= 0 && m_writes + m_reads >= m_stopAt && onStop) {
        m_stopAt = -1;
        m_marks.reached("the user stopped a run");
        onStop();
    }
    m_watcher.calls();
    if (call.sent.request.writes())
        m_watcher.leaves(call.sent);
    m_clock.after(std::chrono::milliseconds(kTravel), &m_alive, [this, call] { deliver(call); });
}

std::optional<Fault> Network::faultFor(const xero::Request& request)
{
    const Strikes which = request.writes() ? Strikes::Write : Strikes::Read;
    const int at = request.writes() ? m_writes++ : m_reads++;
    (request.writes() ? m_allWrites : m_allReads)++;
    for (const Fault& fault : m_faults)
        if (fault.strikes == which && fault.at == at)
            return fault;
    return std::nullopt;
}

void Network::deliver(const Call& call)
{
    const xero::Request& request = call.sent.request;
    const auto fault = faultFor(request);
    note(request.verb + ' ' + request.path.toUtf8() + ' ' + request.idempotencyKey + ' '
        + (request.modifiedSince.isValid()
                ? request.modifiedSince.toString(Qt::ISODateWithMs).toLatin1()
                : QByteArray())
        + ' ' + request.body + (fault ? " ~" + toText(fault->kind).toLatin1() : QByteArray()));
    if (!fault)
        return answer(call, process(call.sent), 0, true);
    m_marks.reached(QStringLiteral("%1: %2").arg(
        request.writes() ? QStringLiteral("write") : QStringLiteral("read"), toText(fault->kind)));
    strike(call, *fault);
}

sandbox::Answer Network::process(const Sent& sent)
{
    if (!sent.request.writes())
        return m_xero.handle(sent.request);
    if (m_xero.remembers(sent.request.idempotencyKey))
        m_marks.reached("Xero remembered the key");
    const sandbox::Tenant before = m_xero.truth();
    const sandbox::Answer answer = m_xero.handle(sent.request);
    m_watcher.arrived(sent, before, answer);
    return answer;
}

void Network::arriveLater(Sent sent, Sent::Copy copy, int minutes)
{
    sent.copy = copy;
    m_clock.later(qint64(minutes) * 60'000, [this, sent] {
        note("late " + sent.request.idempotencyKey);
        process(sent);
    });
}

void Network::strike(const Call& call, const Fault& fault)
{
    switch (fault.kind) {
    case FaultKind::LostBefore:
        return lose(call, fault.arg == 2);
    case FaultKind::LostAfter:
        process(call.sent);
        return lose(call, false);
    case FaultKind::Late:
        arriveLater(call.sent, Sent::Copy::Late, fault.arg);
        return lose(call, false);
    case FaultKind::Twice:
        arriveLater(call.sent, Sent::Copy::Duplicate, fault.arg);
        return answer(call, process(call.sent), 0, true);
    case FaultKind::Half: {
        sandbox::Answer half = process(call.sent);
        half.body.truncate(half.body.size() / 2);
        return answer(call, half, 0, false);
    }
    case FaultKind::Foreign:
        process(call.sent);
        return answer(call, plain(200, kPortal), 0, false);
    case FaultKind::Slow:
        return answer(call, process(call.sent), fault.arg * 1'000, true);
    case FaultKind::DieBefore:
    case FaultKind::DieAfter:
        if (call.sent.request.writes())
            m_marks.reached(fault.kind == FaultKind::DieAfter ? "died between send and answer"
                                                              : "died between intent and send");
        if (fault.kind == FaultKind::DieAfter)
            process(call.sent);
        m_dead = true;
        return onDeath();
    default:
        return strikeError(call, fault);
    }
}

void Network::strikeError(const Call& call, const Fault& fault)
{
    switch (fault.kind) {
    case FaultKind::Error500Done:
        process(call.sent);
        [[fallthrough]];
    case FaultKind::Error500:
        return answer(call,
            call.sent.request.writes() ? m_xero.failAndRemember(call.sent.request)
                                       : plain(500, "An error occurred in Xero."),
            0, false);
    case FaultKind::Error503:
        if (fault.arg % 2 == 1)
            process(call.sent);
        return answer(call, plain(503, "The Organisation is offline"), 0, false);
    case FaultKind::TooMany: {
        sandbox::Answer tooMany = plain(429, {}, fault.arg);
        tooMany.headers.emplaceBack("x-rate-limit-problem", "minute");
        return answer(call, tooMany, 0, true);
    }
    case FaultKind::Unauthorised:
        return answer(call,
            plain(401,
                R"({"Title":"Unauthorized","Status":401,"Detail":"AuthenticationUnsuccessful"})"),
            0, true);
    default:
        return answer(call, process(call.sent), 0, true);
    }
}

void Network::lose(const Call& call, bool certainlyNotSent)
{
    base::Error error;
    error.kind = certainlyNotSent ? base::ErrorKind::Offline : base::ErrorKind::Timeout;
    error.effect = call.sent.request.writes() && !certainlyNotSent ? base::Effect::Unknown
                                                                   : base::Effect::None;
    error.sentence = QStringLiteral("Xero did not answer.");
    m_clock.after(std::chrono::milliseconds(certainlyNotSent ? kTravel : kTimeout), &m_alive,
        [this, call, error, certainlyNotSent] {
            if (m_dead)
                return;
            if (call.sent.request.writes())
                m_watcher.heard(call.sent, certainlyNotSent ? -1 : 0, false);
            const base::Result<xero::Response> nothing = tl::unexpected(error);
            if (m_pacer)
                m_pacer->finished(nothing);
            if (call.context)
                call.handler(nothing);
        });
}

void Network::answer(const Call& call, sandbox::Answer answer, int afterMilliseconds, bool whole)
{
    m_clock.after(std::chrono::milliseconds(kTravel + afterMilliseconds), &m_alive,
        [this, call, answer = std::move(answer), whole] {
            if (m_dead)
                return;
            note(QByteArray::number(answer.status) + ' '
                + QCryptographicHash::hash(answer.body, QCryptographicHash::Md5).toHex());
            if (call.sent.request.writes())
                m_watcher.heard(call.sent, answer.status, whole);
            else if (whole)
                m_watcher.readBack(call.sent.request, answer);
            const base::Result<xero::Response> response
                = xero::Response{answer.status, answer.headers, answer.body};
            if (m_pacer)
                m_pacer->finished(response);
            if (call.context)
                call.handler(response);
        });
}

} // namespace simulation
