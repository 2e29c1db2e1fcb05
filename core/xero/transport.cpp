// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/transport.h"

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

} // namespace xero
