// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/session.h"

#include "cli/json.h"
#include "common/parts.h"
#include "preflight/preflight.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <csignal>
#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace cli {

namespace {

#ifdef Q_OS_UNIX
// A signal handler may do next to nothing: it writes one byte, the event loop reads it.
std::array<int, 2> signalPipe{-1, -1};

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalPipe[0], &byte, 1);
}

class Interruption {
public:
    explicit Interruption(app::Runner& runner)
    {
        if (::socketpair(AF_UNIX, SOCK_STREAM, 0, signalPipe.data()) != 0)
            return;
        m_notifier = std::make_unique<QSocketNotifier>(signalPipe[1], QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, &runner, [&runner] {
            char byte = 0;
            [[maybe_unused]] const auto got = ::read(signalPipe[1], &byte, 1);
            runner.interrupt();
        });
        std::signal(SIGINT, onSignal);
        std::signal(SIGTERM, onSignal);
    }
    ~Interruption()
    {
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
        m_notifier.reset();
        ::close(signalPipe[0]);
        ::close(signalPipe[1]);
    }
    Q_DISABLE_COPY_MOVE(Interruption)

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};
#else
struct Interruption {
    explicit Interruption(app::Runner&) { }
};
#endif

Failure openElsewhere(const app::Finished& finished)
{
    base::Error error = finished.error.value_or(base::failure(base::ErrorKind::Conflict,
        QStringLiteral("The book is open in another program, or can't be written; close that "
                       "program first. Looking into it works meanwhile."))
                                                    .value());
    return {error, Exit::OpenElsewhere};
}

} // namespace

Outcome<std::unique_ptr<store::Reader>> look(const QString& book)
{
    if (const auto upToDate = store::bringUpToDate(book, base::SystemClock()); !upToDate)
        return failed(upToDate.error());
    auto reader = store::openReader(book);
    if (!reader)
        return failed(reader.error());
    return std::move(*reader);
}

namespace {

bool isSafeOnOldData(const store::Reader& reader)
{
    const store::Today today = reader.today();
    return !preflight::isFresh(today.lastFetch, base::SystemClock().now())
        && std::ranges::any_of(today.banks, [](const records::Preflight& bank) {
               return bank.verdict == records::Verdict::Safe || bank.lines.safe > 0;
           });
}

} // namespace

Outcome<std::unique_ptr<store::Reader>> lookJudged(const QString& book)
{
    auto reader = look(book);
    if (!reader || !isSafeOnOldData(**reader))
        return reader;
    reader->reset();
    const auto judged = performOne(book, records::command::JudgeAgain{});
    reader = look(book);
    if (!reader || !isSafeOnOldData(**reader))
        return reader;
    return tl::unexpected(
        Failure{judged ? base::Error{.sentence = QStringLiteral("The last fetch is too old.")}
                       : judged.error().error,
            Exit::NotChecked});
}

Outcome<app::Finished> perform(app::Work work)
{
    std::optional<app::Finished> finished;
    {
        app::Runner runner(std::move(work));
        const Interruption interruption(runner);
        QObject::connect(&runner, &app::Runner::progressed, &runner, showProgress);
        QObject::connect(
            &runner, &app::Runner::finished, &runner, [&](const app::Finished& result) {
                finished = result;
                QCoreApplication::quit();
            });
        QMetaObject::invokeMethod(&runner, &app::Runner::start, Qt::QueuedConnection);
        QCoreApplication::exec();
    }
    clearProgress();
    if (finished->openElsewhere)
        return tl::unexpected<Failure>(openElsewhere(*finished));
    if (finished->error) {
        base::Error error = *finished->error;
        // A file with many errors is mended in one go, so all of them are told.
        const QString details
            = finished->outcomes.isEmpty() ? QString() : finished->outcomes.last().details;
        if (details.contains(u'\n'))
            error.sentence += u'\n' + details;
        return failed(error);
    }
    if (finished->interrupted)
        return failed(base::failure(base::ErrorKind::Cancelled,
            QStringLiteral(
                "Stopped. What had gone through stays; the rest waits for the next sync."))
                          .value());
    return *finished;
}

Outcome<app::Finished> perform(
    const QString& book, const QList<records::Command>& commands, const QString& browserCommand)
{
    auto reader = look(book);
    if (!reader)
        return tl::unexpected<Failure>(reader.error());
    const records::BookSettings settings = (*reader)->settings();
    reader->reset();
    return perform(settings, book, commands, browserCommand);
}

Outcome<app::Finished> perform(const records::BookSettings& settings, const QString& book,
    const QList<records::Command>& commands, const QString& browserCommand)
{
    app::Work work{.book = book,
        .isDemo = settings.isDemo,
        .xeroUrl = settings.xeroUrl,
        .openBrowser = app::browserByCommand(browserCommand),
        .steps = {}};
    for (const records::Command& command : commands)
        work.steps.append(app::Step{command});
    return perform(std::move(work));
}

Answer answerOf(const app::Finished& finished)
{
    Answer answer;
    QJsonArray outcomes;
    for (const records::CommandOutcome& outcome : finished.outcomes) {
        if (!outcome.sentence.isEmpty())
            answer.text += outcome.sentence + u'\n';
        if (!outcome.details.isEmpty())
            answer.text += outcome.details + u'\n';
        outcomes.append(toJson(outcome));
    }
    if (answer.text.isEmpty())
        answer.text = QStringLiteral("Done.\n");
    answer.json.insert(QStringLiteral("outcomes"), outcomes);
    return answer;
}

Outcome<Answer> performOne(const QString& book, const records::Command& command)
{
    const auto finished = perform(book, {command});
    if (!finished)
        return tl::unexpected<Failure>(finished.error());
    return answerOf(*finished);
}

} // namespace cli
