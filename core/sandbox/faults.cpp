// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

namespace sandbox {

std::optional<Fault> strikingFault(State& state, const Call& call)
{
    for (Fault& fault : state.faults) {
        const QString verb = QString::fromLatin1(call.verb);
        if (!fault.verbs.isEmpty() && !fault.verbs.contains(verb, Qt::CaseInsensitive))
            continue;
        if (!fault.pathContains.isEmpty()
            && !call.path.contains(fault.pathContains, Qt::CaseInsensitive))
            continue;
        ++fault.seen;
        if (fault.every > 0 && fault.seen % fault.every != 0)
            continue;
        if (fault.times == 0)
            continue;
        if (fault.times > 0)
            --fault.times;
        return fault;
    }
    return std::nullopt;
}

Answer faultAnswer(const Fault& fault, const QString& instance)
{
    if (fault.kind == u"429") {
        Answer answer = plain(429, "");
        answer.headers.emplaceBack("x-rate-limit-problem", "minute");
        answer.headers.emplaceBack(
            "retry-after", QByteArray::number(std::max(1, fault.retryAfter)));
        return answer;
    }
    if (fault.kind == u"503") {
        Answer answer = plain(503, "The Organisation is offline");
        if (fault.retryAfter >= 0)
            answer.headers.emplaceBack("retry-after", QByteArray::number(fault.retryAfter));
        return answer;
    }
    if (fault.kind == u"401")
        return problem(401, "Unauthorized",
            QStringLiteral("TokenExpired: token expired at 01/01/2026 00:00:00"), instance);
    if (fault.kind == u"403")
        return problem(403, "Forbidden", QStringLiteral("AuthenticationUnsuccessful"), instance);
    return plain(500,
        "An error occurred in Xero. Check the API Status page http://status.developer.xero.com for "
        "current service status.");
}

} // namespace sandbox
