// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/manualclock.h"
#include "support/xeroinmemory.h"

#include <QTemporaryDir>

// A book with its engine as the window has it, living through days: time passes, the computer
// sleeps, the program is closed and opened, the network comes and goes. One thread, no sockets,
// everything on the test's clock.
class LivingBook {
public:
    LivingBook(const QDateTime& start, const QByteArray& zone);
    ~LivingBook();

    void open();
    void close();
    // What the person who looks at the window sees change: the top bar's banner.
    struct Banner {
        QDateTime at;
        QString words; // empty: it went away
    };
    const QList<Banner>& banners() const { return m_banners; }
    const records::EngineStatus& status() const { return m_status; }
    std::function<void()> whenOpened = {}; // before any time passes
    void give(const records::Command& command) { m_engine->perform(++m_ticket, command); }

    void runUntil(const QDateTime& instant); // awake
    void sleepUntil(const QDateTime& instant)
    {
        m_clock.advance(std::chrono::milliseconds(now().msecsTo(instant)));
    }
    records::CommandOutcome tell(const records::Command& command);
    records::CommandOutcome import(const char* file, const QString& rows);
    void account(const QString& number, const QString& name);
    void invoice(const QString& account, const QString& number, const QString& amount);
    void payment(const QString& account, const QString& number, const QString& amount,
        const QString& invoice);

    // Somebody sets the clock on the wall back; the one since the computer's start goes on.
    void turnBack(std::chrono::milliseconds by) { m_behind += by; }
    QDateTime now() const { return m_clock.now().addMSecs(-m_behind.count()); }
    QDateTime at(QDate day, QTime time) const { return records::instantOf(day, time, m_zone); }
    QString wall(const QDateTime& instant, const char* format = "ddd d MMM HH:mm") const;
    XeroInMemory& xero() { return m_xero; }
    const store::Reader& reader() const { return *m_reader; }
    QString path() const { return m_dir.filePath(QStringLiteral("living.tieout")); }
    // Every run of the log, the oldest first.
    QList<store::RunRow> runs() const;

private:
    class SharedClock;
    void noteStatus(const records::EngineStatus& status);
    bool step(const QDateTime& until);

    QTemporaryDir m_dir;
    QTimeZone m_zone;
    ManualClock m_clock;
    std::chrono::milliseconds m_behind{0};
    base::SeededRandom m_random{42};
    XeroInMemory m_xero;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<store::Reader> m_reader;
    records::EngineStatus m_status;
    QList<Banner> m_banners;
    quint64 m_ticket = 0;
    int m_imports = 0;
};
