// SPDX-License-Identifier: GPL-3.0-or-later

// why: why a record of the ledger hasn't gone to Xero, or one of Xero's hasn't come in, and where
// it is changed.

#include "causes/causes.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/lookup.h"
#include "cli/session.h"

#include <QJsonArray>

#include <algorithm>

namespace cli {

namespace {

QString stateWords(records::IntakeState state)
{
    switch (state) {
    case records::IntakeState::TakenIn:
        return QStringLiteral("taken in");
    case records::IntakeState::Waiting:
        return QStringLiteral("waits in Xero");
    case records::IntakeState::Blocked:
        return QStringLiteral("can't come in");
    case records::IntakeState::Skipped:
        return QStringLiteral("doesn't concern the ledger");
    case records::IntakeState::Ignored:
        return QStringLiteral("left in Xero by you");
    }
    return {};
}

// The other direction: what Xero has, and why the ledger hasn't.
Answer whyNotHere(const QList<store::InboxRow>& rows)
{
    const QString where = QStringLiteral("Change this in Xero: it was made there.");
    Answer answer;
    QJsonArray list;
    for (const store::InboxRow& row : rows) {
        const records::Intake& intake = row.intake;
        const QString state = stateWords(intake.state);
        const QString reason = intake.cause ? causes::words(intake.cause).sentence
                                            : QStringLiteral("Nothing is in the way.");
        answer.text += QStringLiteral("%1, %2, %3 of %4: %5\n  %6\n  %7\n")
                           .arg(intake.label, row.accountName, intake.amount.display(),
                               intake.date.toString(Qt::ISODate), state, reason, where);
        QJsonObject json = toJson(row);
        json.insert(QStringLiteral("whereToChange"), where);
        list.append(json);
        if (intake.state == records::IntakeState::Blocked)
            answer.exit = Exit::Stop;
    }
    answer.json = {{QStringLiteral("intakes"), list}};
    return answer;
}

Outcome<Answer> why(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto found = findRecord(**reader, arguments.at(1));
    if (!found) {
        const auto fromXero = (*reader)->inbox({.text = arguments.at(1), .filter = {}}, 0, 20);
        return fromXero.isEmpty() ? Outcome<Answer>(tl::unexpected(found.error()))
                                  : whyNotHere(fromXero);
    }
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
