// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/log.h"

#include <QRegularExpression>

namespace base {

Q_LOGGING_CATEGORY(logStore, "tieout.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logXero, "tieout.xero", QtInfoMsg)
Q_LOGGING_CATEGORY(logEngine, "tieout.engine", QtInfoMsg)
Q_LOGGING_CATEGORY(logApp, "tieout.app", QtInfoMsg)

QString redacted(QString text)
{
    static const QRegularExpression bearer(QStringLiteral("(?i)(bearer\\s+)[A-Za-z0-9._~+/=-]+"));
    static const QRegularExpression field(QStringLiteral(
        "(?i)(\"?(?:access_token|refresh_token|id_token|code|code_verifier|client_secret|state)\"?"
        "\\s*[:=]\\s*\"?)[^\"&\\s,}]+"));
    text.replace(bearer, QStringLiteral("\\1…"));
    text.replace(field, QStringLiteral("\\1…"));
    return text;
}

} // namespace base
