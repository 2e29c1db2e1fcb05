// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

// What a person at the window feels of the program's work: how long the event loop is away. A timer
// of 5 ms notes the time between its turns; notify() times every event on the way.
class Probe : public QApplication {
    Q_OBJECT

public:
    Probe(int& argc, char** argv);

    struct Stall {
        qint64 nanoseconds = 0;
        QString place; // what the window shows
        QString event; // the longest event on the way, and how long it took
    };
    void begin();
    void end();
    // What the window shows from now on.
    void at(const QString& place) { m_place = place; }
    bool notify(QObject* receiver, QEvent* event) override;

    const QList<qint64>& intervals() const { return m_intervals; } // sorted after end()
    const QList<Stall>& stalls() const { return m_stalls; } // the longest first, after end()
    QStringList report() const;

private:
    void turn();

    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_last = 0;
    int m_depth = 0;
    bool m_measures = false;
    QString m_place;
    qint64 m_longestEvent = 0; // since the last turn
    QString m_longestWhat;
    QList<qint64> m_intervals;
    QList<Stall> m_stalls;
};
