// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/output.h"

#include <QJsonDocument>

#include <cstdio>
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace cli {

namespace {

Exit exitOf(base::ErrorKind kind)
{
    using enum base::ErrorKind;
    switch (kind) {
    case Usage:
    case NotFound:
        return Exit::Usage;
    case Offline:
    case Timeout:
    case Unauthorised:
    case RateLimited:
    case Cancelled:
        return Exit::NotChecked;
    case Forbidden:
    case Rejected:
    case Conflict:
    case Malformed:
    case Storage:
    case Bug:
        return Exit::Stop;
    }
    return Exit::Stop;
}

QString kindText(base::ErrorKind kind)
{
    using enum base::ErrorKind;
    switch (kind) {
    case Offline:
        return QStringLiteral("offline");
    case Timeout:
        return QStringLiteral("timeout");
    case Unauthorised:
        return QStringLiteral("unauthorised");
    case Forbidden:
        return QStringLiteral("forbidden");
    case RateLimited:
        return QStringLiteral("rate-limited");
    case Rejected:
        return QStringLiteral("rejected");
    case Conflict:
        return QStringLiteral("conflict");
    case NotFound:
        return QStringLiteral("not-found");
    case Malformed:
        return QStringLiteral("malformed");
    case Storage:
        return QStringLiteral("storage");
    case Cancelled:
        return QStringLiteral("cancelled");
    case Usage:
        return QStringLiteral("usage");
    case Bug:
        return QStringLiteral("bug");
    }
    return {};
}

bool isTerminal()
{
#ifdef Q_OS_UNIX
    return isatty(STDERR_FILENO) == 1;
#else
    return false;
#endif
}

void write(FILE* to, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), to);
    if (!bytes.endsWith('\n'))
        std::fputc('\n', to);
}

QJsonObject json(const Failure& failure)
{
    return {{QStringLiteral("error"),
        QJsonObject{{QStringLiteral("kind"), kindText(failure.error.kind)},
            {QStringLiteral("sentence"), failure.error.sentence},
            {QStringLiteral("raw"), failure.error.raw}}}};
}

} // namespace

tl::unexpected<Failure> failed(const base::Error& error)
{
    return tl::unexpected<Failure>(Failure{error, exitOf(error.kind)});
}

tl::unexpected<Failure> wrongUsage(const QString& sentence)
{
    return failed(base::failure(base::ErrorKind::Usage, sentence).value());
}

int print(const Outcome<Answer>& outcome, PrintOptions options)
{
    const Exit exit = outcome ? outcome->exit : outcome.error().exit;
    if (options.json) {
        QJsonObject object = outcome ? outcome->json : json(outcome.error());
        object.insert(QStringLiteral("exit"), static_cast<int>(exit));
        write(stdout, QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)));
    } else if (outcome) {
        write(stdout, outcome->text);
    } else {
        const base::Error& error = outcome.error().error;
        write(stderr, error.sentence);
        if (options.details && !error.raw.isEmpty())
            write(stderr, error.raw);
    }
    return static_cast<int>(exit);
}

void showProgress(const records::EngineStatus& status)
{
    // The window, which lets this program make the demo book, reads the progress line by line.
    const bool isRead = qEnvironmentVariableIsSet("TIEOUT_PROGRESS");
    if ((!isTerminal() && !isRead) || !status.running)
        return;
    QString line = status.activity;
    if (status.total > 0)
        line += QStringLiteral(" %1 of %2").arg(status.done).arg(status.total);
    if (isRead)
        std::fprintf(stderr, "progress: %s\n", qUtf8Printable(line));
    else
        std::fprintf(stderr, "\r\033[K%s", qUtf8Printable(line));
}

void clearProgress()
{
    if (isTerminal())
        std::fputs("\r\033[K", stderr);
}

QString withoutHeader(const report::Table& table)
{
    const QString text = report::toText(table);
    return text.mid(text.indexOf(u'\n') + 1);
}

QString shownOf(int shown, int all)
{
    if (shown == all)
        return {};
    return QStringLiteral("%1 of %2 shown; --limit 0 shows all.\n").arg(shown).arg(all);
}

} // namespace cli
