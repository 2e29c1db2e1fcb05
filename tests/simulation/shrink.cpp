// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/shrink.h"

#include <QElapsedTimer>

#include <algorithm>

namespace simulation {

namespace {

// ddmin over one list of the tape: ever smaller chunks are left out.
template <class T>
bool leaveOut(Tape& tape, QList<T> Tape::*list, const std::function<bool(const Tape&)>& stillFails,
    const std::function<bool()>& timeIsUp)
{
    bool smaller = false;
    for (qsizetype chunk = std::max<qsizetype>(1, (tape.*list).size() / 2); chunk >= 1;) {
        bool removed = false;
        for (qsizetype at = 0; at < (tape.*list).size() && !timeIsUp();) {
            Tape without = tape;
            (without.*list).remove(at, std::min(chunk, (without.*list).size() - at));
            if (stillFails(without)) {
                tape = without;
                removed = smaller = true;
            } else {
                at += chunk;
            }
        }
        if (chunk == 1 && !removed)
            break;
        chunk = removed ? std::min(chunk, std::max<qsizetype>(1, (tape.*list).size() / 2))
                        : chunk / 2;
        if (timeIsUp())
            break;
    }
    return smaller;
}

void plainWeather(Tape& tape, const std::function<bool(const Tape&)>& stillFails)
{
    const Weather plain;
    const auto attempt = [&](auto member) {
        Tape other = tape;
        other.weather.*member = plain.*member;
        if (!(other == tape) && stillFails(other))
            tape = other;
    };
    attempt(&Weather::keyLifeSeconds);
    attempt(&Weather::pageSize);
    attempt(&Weather::lagSeconds);
    attempt(&Weather::limits);
    attempt(&Weather::wholePayments);
    attempt(&Weather::items);
}

// Small numbers read better, and say that the others didn't matter.
void smallNumbers(Tape& tape, const std::function<bool(const Tape&)>& stillFails,
    const std::function<bool()>& timeIsUp)
{
    for (qsizetype i = 0; i < tape.steps.size(); ++i)
        for (int Step::*number : {&Step::a, &Step::b, &Step::c}) {
            Tape other = tape;
            other.steps[i].*number = 0;
            if (!timeIsUp() && !(other == tape) && stillFails(other))
                tape = other;
        }
}

} // namespace

Tape shrunk(const Tape& tape, const std::function<bool(const Tape&)>& stillFails,
    std::chrono::milliseconds patience)
{
    QElapsedTimer timer;
    timer.start();
    const std::function<bool()> timeIsUp = [&] { return timer.hasExpired(patience.count()); };
    Tape small = tape;
    for (bool smaller = true; smaller && !timeIsUp();) {
        smaller = leaveOut(small, &Tape::steps, stillFails, timeIsUp);
        small.faults.removeIf([&](const Fault& fault) {
            return std::none_of(small.steps.begin(), small.steps.end(),
                [&](const Step& step) { return step.id == fault.step; });
        });
        smaller = leaveOut(small, &Tape::faults, stillFails, timeIsUp) || smaller;
    }
    plainWeather(small, stillFails);
    smallNumbers(small, stillFails, timeIsUp);
    return small;
}

} // namespace simulation
