// SPDX-License-Identifier: GPL-3.0-or-later

// why: why a record of the ledger hasn't synced, and where it is changed.

#include "causes/causes.h"
#include "cli/commands.h"
#include "cli/lookup.h"
#include "cli/session.h"

#include <QJsonArray>

#include <algorithm>

namespace cli {

namespace {

Outcome<Answer> why(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto found = findRecord(**reader, arguments.at(1));
    if (!found)
        return tl::unexpected(found.error());
    const auto detail = (*reader)->record(found->ref);
    if (!detail)
        return wrongUsage(QStringLiteral("There is no record %1.").arg(arguments.at(1)));
    const QList<causes::WhyStep> steps = causes::why(detail->why);
    Answer answer;
    answer.text = QStringLiteral("%1, %2: %3\n")
                      .arg(detail->row.number, detail->row.accountName, detail->row.state);
    QJsonArray list;
    for (const causes::WhyStep& step : steps) {
        answer.text += QStringLiteral("  [%1] %2 %3\n")
                           .arg(step.passed ? QStringLiteral("x") : QStringLiteral(" "),
                               step.question, step.answer);
        list.append(QJsonObject{{QStringLiteral("question"), step.question},
            {QStringLiteral("answer"), step.answer}, {QStringLiteral("passed"), step.passed}});
    }
    answer.text += detail->whereToChange + u'\n';
    answer.json = {{QStringLiteral("record"), detail->row.number},
        {QStringLiteral("state"), detail->row.state}, {QStringLiteral("steps"), list},
        {QStringLiteral("whereToChange"), detail->whereToChange}};
    answer.exit = std::ranges::all_of(steps, &causes::WhyStep::passed) ? Exit::Done : Exit::Stop;
    return answer;
}

} // namespace

QList<Command> explainCommands()
{
    return {{QStringLiteral("why"), QStringLiteral("FILE NUMBER"),
        QStringLiteral("Why a record hasn't synced, asked in order, and where it is changed."), {},
        2, 2, why}};
}

} // namespace cli
