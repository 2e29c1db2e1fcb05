// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/tape.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace simulation {

namespace {

constexpr std::array kActs{"account", "vendor", "product", "invoice", "bill", "payment",
    "credit-note", "adjustment", "reverse", "match", "match-over", "create-credit", "allocate",
    "remove-allocation", "void-invoice", "void-credit", "edit-total", "edit-reference", "rename",
    "archive", "restore", "merge", "remove-and-redo", "reconcile", "refund", "receive-money",
    "lock-period", "unlock-period", "other-pays", "other-contact", "other-invoice",
    "other-takes-number", "other-overpays", "sync", "restart", "keep-copy", "restore-copy",
    "other-machine", "revoke", "sign-in", "wait", "sleep", "wall-clock"};
static_assert(kActs.size() == static_cast<size_t>(Act::WallClock) + 1);

constexpr std::array kFaults{"lost-before", "lost-after", "half", "foreign", "late", "twice", "500",
    "500-done", "503", "429", "slow", "401", "die-before", "die-after", "die-between", "disk-fails",
    "stop"};
static_assert(kFaults.size() == static_cast<size_t>(FaultKind::Stop) + 1);

constexpr std::array kStrikes{"write", "read", "run"};

template <class Names>
int indexIn(const Names& names, const QString& text)
{
    const auto found = std::find_if(
        names.begin(), names.end(), [&](const char* name) { return text == QLatin1String(name); });
    return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

// "step 12 invoice 3 4 0", "fault 12 write 0 late 25", "key-life 360".
bool readLine(Tape& tape, const QStringList& words)
{
    const auto number = [&](int i) { return words.value(i).toInt(); };
    const QString what = words.first();
    if (what == QLatin1String("step") && words.size() == 6) {
        const int act = indexIn(kActs, words[2]);
        tape.steps.append({number(1), static_cast<Act>(act), number(3), number(4), number(5)});
        return act >= 0;
    }
    if (what == QLatin1String("fault") && words.size() == 6) {
        const int strikes = indexIn(kStrikes, words[2]), kind = indexIn(kFaults, words[4]);
        tape.faults.append({number(1), static_cast<Strikes>(strikes), number(3),
            static_cast<FaultKind>(kind), number(5)});
        return strikes >= 0 && kind >= 0;
    }
    if (words.size() != 2)
        return false;
    Weather& weather = tape.weather;
    if (what == QLatin1String("seed"))
        tape.seed = words[1].toULongLong();
    else if (what == QLatin1String("key-life"))
        weather.keyLifeSeconds = number(1);
    else if (what == QLatin1String("page"))
        weather.pageSize = number(1);
    else if (what == QLatin1String("lag"))
        weather.lagSeconds = number(1);
    else if (what == QLatin1String("limits"))
        weather.limits = number(1) != 0;
    else if (what == QLatin1String("whole-payments"))
        weather.wholePayments = number(1) != 0;
    else if (what == QLatin1String("items"))
        weather.items = number(1) != 0;
    else
        return false;
    return true;
}

} // namespace

QString toText(Act act)
{
    return QLatin1String(kActs[static_cast<size_t>(act)]);
}

QString toText(FaultKind kind)
{
    return QLatin1String(kFaults[static_cast<size_t>(kind)]);
}

QString toText(const Step& step)
{
    return QStringLiteral("step %1 %2 %3 %4 %5")
        .arg(step.id)
        .arg(toText(step.act))
        .arg(step.a)
        .arg(step.b)
        .arg(step.c);
}

QString toText(const Tape& tape)
{
    QStringList lines{QStringLiteral("seed %1").arg(tape.seed),
        QStringLiteral("key-life %1").arg(tape.weather.keyLifeSeconds),
        QStringLiteral("page %1").arg(tape.weather.pageSize),
        QStringLiteral("lag %1").arg(tape.weather.lagSeconds),
        QStringLiteral("limits %1").arg(tape.weather.limits),
        QStringLiteral("whole-payments %1").arg(tape.weather.wholePayments),
        QStringLiteral("items %1").arg(tape.weather.items)};
    for (const Step& step : tape.steps) {
        lines += toText(step);
        for (const Fault& fault : tape.faults)
            if (fault.step == step.id)
                lines += QStringLiteral("fault %1 %2 %3 %4 %5")
                             .arg(fault.step)
                             .arg(QLatin1String(kStrikes[static_cast<size_t>(fault.strikes)]))
                             .arg(fault.at)
                             .arg(toText(fault.kind))
                             .arg(fault.arg);
    }
    return lines.join(u'\n') + u'\n';
}

std::optional<Tape> tapeFrom(const QString& text)
{
    Tape tape;
    for (const QString& line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const QString plain = line.section(u'#', 0, 0).simplified();
        if (!plain.isEmpty() && !readLine(tape, plain.split(u' ')))
            return std::nullopt;
    }
    return tape;
}

} // namespace simulation
