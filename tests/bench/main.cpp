// SPDX-License-Identifier: GPL-3.0-or-later

// tieout-bench sync [--documents N] [--delay MS]   the window during a sync against a slow sandbox
// tieout-bench open [--records N]                  the opening of a large book
// tieout-bench calls [--per-minute N] [--scale N]  what syncing costs in calls, by the sandbox's
// count Prints figures and asserts nothing. Only an optimised build's figures say something: preset
// bench.

#include "bench/memory.h"
#include "bench/probe.h"
#include "common/enginehost.h"
#include "common/parts.h"
#include "support/world.h"
#include "ui/mainwindow.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>

#include <cstdio>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace {

void say(const QString& line)
{
    std::printf("%s\n", qPrintable(line));
    std::fflush(stdout);
}

QString seconds(const QElapsedTimer& since)
{
    return QString::number(static_cast<double>(since.elapsed()) / 1000, 'f', 2) + u" s"_s;
}

// The program as it is: the window over a reader, the engine on a thread of its own.
class Desk {
public:
    explicit Desk(const QString& book)
        : window(clock)
        , host(app::partsFor({.isDemo = true, .isWindow = true}))
    {
        engine::Engine* engine = host.engine();
        QObject::connect(
            engine, &engine::Engine::statusChanged, &window, &ui::MainWindow::setStatus);
        QObject::connect(engine, &engine::Engine::changed, &window, &ui::MainWindow::refresh);
        QObject::connect(engine, &engine::Engine::answered, &window, &ui::MainWindow::showOutcome);
        QObject::connect(
            engine, &engine::Engine::answered, &window, [this](const CommandOutcome& answered) {
                outcome = answered;
                QApplication::quit();
            });
        QObject::connect(engine, &engine::Engine::opened, &window, [] { QApplication::quit(); });
        QObject::connect(engine, &engine::Engine::refused, &window,
            [](const base::Error& error) { qFatal("%s", qPrintable(error.sentence)); });
        auto opened = store::openReader(book);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().sentence));
        reader = opened->get();
        window.setBook(std::move(*opened), book);
        window.show();
        host.open(book);
    }

    // One command, and the event loop until its answer.
    CommandOutcome ask(const Command& command)
    {
        outcome.reset();
        host.perform(1, command);
        while (!outcome)
            QApplication::exec();
        if (!outcome->done)
            qFatal("%s\n%s", qPrintable(outcome->sentence), qPrintable(outcome->details));
        return *outcome;
    }

    base::SystemClock clock;
    ui::MainWindow window;
    store::Reader* reader = nullptr;
    app::EngineHost host;
    std::optional<CommandOutcome> outcome;
};

// What a billing system exports: five invoices to an account, and the first of them is paid.
QStringList exports(const QDir& folder, int documents)
{
    QByteArray accounts = "Account,Name,Role\n";
    QByteArray invoices
        = "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n";
    QByteArray payments
        = "Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n";
    const QDate today = base::SystemClock().now().date();
    for (int i = 0; i < documents; ++i) {
        const QByteArray account = QByteArray::number(100'000 + i / 5);
        const QByteArray number = QByteArray::number(1'000'000 + i);
        const QByteArray amount = QByteArray::number(50 + i % 400) + ".00";
        const QByteArray day = today.addDays(-i % 60).toString(Qt::ISODate).toLatin1();
        invoices += account + ",INV-" + number + ',' + day + ',' + day + ",No tax,Broadband,1,"
            + amount + ',' + amount + ",0.00\n";
        if (i % 5 != 0)
            continue;
        accounts += account + ",Customer " + account + ",Customer\n";
        payments += account + ",PAY-" + number + ',' + day + ',' + amount + ",PAY-" + number
            + ",EFT,INV-" + number + ',' + amount + '\n';
    }
    QStringList paths;
    for (const auto& [name, text] : {std::pair("accounts.csv", accounts),
             std::pair("invoices.csv", invoices), std::pair("payments.csv", payments)}) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("can't write %s", name);
        paths += file.fileName();
    }
    return paths;
}

void fill(World& world, int documents)
{
    const QTemporaryDir folder;
    QElapsedTimer time;
    time.start();
    Desk desk(world.bookPath());
    const CommandOutcome imported
        = desk.ask(command::ImportFiles{exports(QDir(folder.path()), documents)});
    say(u"import                     %1: %2"_s.arg(seconds(time), imported.sentence));
}

// A user who doesn't wait: another page every second.
class Wanderer : public QObject {
public:
    Wanderer(Probe& probe, ui::MainWindow& window)
    {
        connect(&m_timer, &QTimer::timeout, this, [this, &probe, &window] {
            static const QStringList places
                = {u"today"_s, u"accounts"_s, u"outbox"_s, u"problems"_s, u"ledger"_s};
            const QString place = places.at(m_step++ % places.size());
            probe.at(place);
            window.showPage(place);
        });
        m_timer.start(1000);
    }

private:
    QTimer m_timer;
    int m_step = 1;
};

void syncSlowly(Probe& probe, int documents, int delay)
{
    World world({.paymentPush = PaymentPush::AsPaymentWhenWhole});
    world.closeEngine();
    fill(world, documents);
    world.control("POST", u"/sandbox/faults"_s,
        {{u"kind"_s, u"slow"_s}, {u"every"_s, 1}, {u"delayMs"_s, delay}});
    Desk desk(world.bookPath());
    QApplication::exec(); // until the engine has opened it
    const store::OutboxSummary before = desk.reader->outboxSummary();
    forgetPeakMemory();
    QElapsedTimer time;
    time.start();
    Wanderer wanderer(probe, desk.window);
    probe.at(u"today"_s);
    probe.begin();
    const CommandOutcome synced = desk.ask(command::Sync{});
    probe.end();
    say(u"documents                  %1, and what they need: %2 pushes"_s.arg(documents).arg(
        before.waiting));
    say(u"sync                       %1 at %2 ms a call, %3 calls: %4"_s.arg(seconds(time))
            .arg(delay)
            .arg(world.control("GET", u"/sandbox/calls"_s)[u"received"_s].toInt())
            .arg(synced.sentence));
    for (const QString& line : probe.report())
        say(line);
    say(u"peak memory                %1 MB, window and engine"_s.arg(peakMemory()));
}

void openLarge(Probe& probe, int records)
{
    World world;
    world.closeEngine();
    fill(world, records * 5 / 7); // five invoices make an account and a payment too
    say(u"book                       %1 records, %2 MB"_s.arg(records).arg(
        QFileInfo(world.bookPath()).size() / 1'000'000));
    forgetPeakMemory();
    QElapsedTimer time;
    time.start();
    Desk desk(world.bookPath());
    desk.window.repaint();
    say(u"to the first page          %1"_s.arg(seconds(time)));
    probe.begin();
    QApplication::exec();
    say(u"to the engine's readiness  %1"_s.arg(seconds(time)));
    for (const QString& place : {u"accounts"_s, u"outbox"_s, u"inbox"_s, u"problems"_s, u"ledger"_s,
             u"links"_s, u"log"_s, u"settings"_s, u"today"_s}) {
        time.start();
        desk.window.showPage(place);
        desk.window.repaint();
        say(u"to page %1 %2"_s.arg(place, -18).arg(seconds(time)));
    }
    probe.end();
    say(u"peak memory                %1 MB, window and engine"_s.arg(peakMemory()));
}

} // namespace

int main(int argc, char** argv)
{
    Probe probe(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(u"what"_s, u"sync or open"_s);
    parser.addOption({u"documents"_s, u"Documents to push."_s, u"N"_s, u"5000"_s});
    parser.addOption({u"delay"_s, u"How long the sandbox takes for a call."_s, u"MS"_s, u"250"_s});
    parser.addOption({u"records"_s, u"Records of the large book."_s, u"N"_s, u"100000"_s});
    parser.process(probe);
    const QString what = parser.positionalArguments().value(0);
    if (what == u"sync"_s)
        syncSlowly(probe, parser.value(u"documents"_s).toInt(), parser.value(u"delay"_s).toInt());
    else if (what == u"open"_s)
        openLarge(probe, parser.value(u"records"_s).toInt());
    else
        parser.showHelp(2);
    return 0;
}
