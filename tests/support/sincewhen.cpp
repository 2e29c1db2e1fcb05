// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/sincewhen.h"

#include "bridge/parted.h"
#include "records/words.h"
#include "store/book.h"

#include <QElapsedTimer>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace fiveyears {

namespace {

QString named(const std::optional<bridge::Event>& event)
{
    if (!event)
        return u"nothing"_s;
    static const QStringList whats{u"entered"_s, u"reversed"_s, u"appeared in Xero"_s,
        u"changed in Xero"_s, u"undone in Xero"_s, u"unknown"_s};
    const QString record = event->xero && event->what != bridge::Happened::Entered
            && event->what != bridge::Happened::Reversed
        ? u"Xero’s "_s + toText(event->xero->kind)
        : event->ledger ? toText(event->ledger->kind)
                        : u"no record"_s;
    return whats.at(static_cast<int>(event->what)) + u", "_s + record;
}

bool isRight(const Break& made, const std::optional<bridge::Event>& event)
{
    if (!event || event->at != made.at)
        return false;
    return made.ledger ? event->ledger == made.ledger
                       : event->xero && made.xero.contains(*event->xero);
}

QString answerOf(const Break& made, const std::optional<bridge::Event>& event)
{
    QString when = u"no time"_s;
    if (event && event->at.isValid())
        when = event->at == made.at ? u"then"_s : event->at < made.at ? u"earlier"_s : u"later"_s;
    return made.kind + u": "_s + named(event) + u", "_s + when;
}

} // namespace

Score sinceWhen(const QString& path, const Made& made)
{
    const auto reader = store::openReader(path);
    if (!reader)
        qFatal("%s", qPrintable(reader.error().sentence));
    const store::Reader& book = **reader;
    Score score;
    double all = 0;
    for (const Break& one : made.breaks) {
        QElapsedTimer time;
        time.start();
        const auto file = book.accountFile(one.account);
        const Bridge bridge = bridge::explain(*file, book.surroundings(), Side::Receivable);
        const bridge::Involved involved = bridge::involved(*file, Side::Receivable, bridge.lines);
        const RecordHistory history = book.history(involved.ledger, involved.xero);
        const auto event
            = bridge::parted(bridge::events(*file, Side::Receivable, bridge.lines, history));
        const double took = static_cast<double>(time.nsecsElapsed()) / 1e6;
        all += took;
        score.worstMilliseconds = std::max(score.worstMilliseconds, took);
        ++score.asked;
        auto& [right, asked] = score.kinds[one.kind];
        ++asked;
        if (isRight(one, event)) {
            ++right;
            ++score.right;
        } else {
            ++score.wrong[answerOf(one, event)];
        }
    }
    score.meanMilliseconds = score.asked > 0 ? all / score.asked : 0;
    for (const AccountId id : made.whole) {
        const auto file = book.accountFile(id);
        const Bridge bridge = bridge::explain(*file, book.surroundings(), Side::Receivable);
        for (const BridgeLine& line : bridge.lines)
            score.differing.append(file->account.number + u' ' + toText(line.cause) + u' '
                + line.amount.toString() + u' ' + line.label);
    }
    return score;
}

} // namespace fiveyears
