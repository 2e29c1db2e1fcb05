// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/transport.h"

#include <algorithm>

namespace xero {

QByteArray Response::header(const char* lowerCaseName) const
{
    for (const auto& [name, value] : headers)
        if (name == lowerCaseName)
            return value;
    return {};
}

Budget budgetOf(const Response& response)
{
    const auto number = [&](const char* name) {
        bool good = false;
        const int value = response.header(name).trimmed().toInt(&good);
        return good ? value : -1;
    };
    return {.leftToday = number("x-daylimit-remaining"),
        .leftThisMinute = number("x-minlimit-remaining"),
        .problem = QString::fromLatin1(response.header("x-rate-limit-problem")).toLower(),
        .retryAfterSeconds = number("retry-after")};
}

QDateTime httpDate(const QByteArray& text)
{
    QByteArray zoned = text.trimmed();
    if (zoned.endsWith("GMT"))
        zoned.replace(zoned.size() - 3, 3, "+0000"); // the spelling that Qt reads
    return QDateTime::fromString(QString::fromLatin1(zoned), Qt::RFC2822Date).toUTC();
}

int secondsToWait(const Response& response)
{
    constexpr qint64 kLongest = 24 * 3600;
    const QByteArray said = response.header("retry-after").trimmed();
    bool good = false;
    qint64 seconds = said.toLongLong(&good);
    if (!good) {
        const QDateTime until = httpDate(said), now = httpDate(response.header("date"));
        good = until.isValid() && now.isValid();
        seconds = good ? now.secsTo(until) : 0;
    }
    if (good)
        return static_cast<int>(std::clamp<qint64>(seconds, 1, kLongest));
    const QString problem = budgetOf(response).problem;
    return problem == u"concurrent" ? 2 : problem == u"day" ? 3600 : 60;
}

} // namespace xero
