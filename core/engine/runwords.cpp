// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "engine/run.h"
#include "engine/schedule.h"
#include "records/words.h"

// What the log says of a run as a whole.
namespace engine {

using namespace records;
using command::RunKind;

namespace {

QString spoken(RunKind kind)
{
    switch (kind) {
    case RunKind::Manual:
        return QStringLiteral("manual");
    case RunKind::Automatic:
        return QStringLiteral("automatic");
    case RunKind::Instant:
        return QStringLiteral("instant");
    }
    return {};
}

QString counted(int count, QStringView one, QStringView many)
{
    return QStringLiteral("%1 %2").arg(count).arg(count == 1 ? one : many);
}

} // namespace

QString linkedByNumber(int accounts)
{
    return counted(accounts, u"linked by its number", u"linked by their number");
}

QString RunSummary::words() const
{
    QStringList parts;
    if (sent > 0)
        parts += QStringLiteral("%1 went through").arg(wentThrough);
    if (needYou > 0)
        parts += needYou == 1 ? QStringLiteral("1 needs you")
                              : QStringLiteral("%1 need you").arg(needYou);
    if (unknown > 0)
        parts += QStringLiteral("%1 without an answer").arg(unknown);
    if (linked > 0)
        parts += linkedByNumber(linked);
    if (read > 0)
        parts += counted(read, u"change read", u"changes read");
    if (takenIn > 0)
        parts += counted(takenIn, u"payment taken in", u"payments taken in");
    if (skipped > 0)
        parts += QStringLiteral("%1 skipped").arg(skipped);
    if (balancesDiffer > 0)
        parts += counted(
            balancesDiffer, u"balance of Xero’s own differs", u"balances of Xero’s own differ");
    if (parts.isEmpty() && stoppedBy)
        return causes::words(stoppedBy).sentence;
    if (parts.isEmpty())
        parts += whyNothing.isEmpty() ? QStringLiteral("Nothing to do") : whyNothing;
    QString text = parts.join(QStringLiteral(", ")) + u'.';
    if (stoppedBy)
        text += u' ' + causes::words(stoppedBy).sentence;
    else if (stopped)
        text += QStringLiteral(" Stopped; the rest goes next time.");
    return text;
}

base::Result<RunId> beginRun(
    const Context& context, store::Transaction& tx, const command::Sync& what)
{
    return context.book.beginRun(tx, spoken(what.kind), toText(what.direction),
        flowsOf(what, context.book.settings()), context.clock.now());
}

} // namespace engine
