// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/parts.h"

#include <QProcess>
#include <QStandardPaths>

#include <cstdio>

namespace app {

std::function<engine::Parts()> partsFor(PartsOptions options)
{
    return [options = std::move(options)] {
        engine::Parts parts;
        parts.clock = std::make_unique<base::SystemClock>();
        parts.random = std::make_unique<base::SystemRandom>();
        parts.tokens = options.isDemo ? xero::memoryTokenStore() : xero::keychainTokenStore();
        parts.openBrowser = options.openBrowser;
        parts.who = userName();
        parts.xeroUrl = options.xeroUrl;
        if (!options.isDemo)
            parts.lockFolder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
                + QStringLiteral("/tieout/locks");
        parts.witness = {QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
                + QStringLiteral("/tieout/openings"),
            QString::fromLatin1(QSysInfo::machineUniqueId())};
        parts.silentConsent = options.isDemo;
        parts.keepsLooking = options.isWindow;
        parts.keepsBackups = !options.isDemo; // a demo is made anew
        return parts;
    };
}

std::function<bool(const QUrl&)> browserByCommand(const QString& command)
{
    return [command](const QUrl& url) {
        const QString address = QString::fromUtf8(url.toEncoded());
        std::fprintf(stderr, "Sign in to Xero at: %s\n", qUtf8Printable(address));
        QStringList words = QProcess::splitCommand(command);
        if (words.isEmpty()) {
#ifdef Q_OS_MACOS
            words = {QStringLiteral("open")};
#else
            words = {QStringLiteral("xdg-open")};
#endif
            // Without an opener the address above still lets a person go on by hand.
            QProcess::startDetached(words.takeFirst(), {address});
            return true;
        }
        const QString program = words.takeFirst();
        return QProcess::startDetached(program, words << address);
    };
}

QString userName()
{
    for (const char* name : {"USER", "LOGNAME", "USERNAME"})
        if (const QString user = qEnvironmentVariable(name); !user.isEmpty())
            return user;
    return QStringLiteral("somebody");
}

} // namespace app
