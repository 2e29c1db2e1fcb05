// SPDX-License-Identifier: GPL-3.0-or-later

// support-case: one file for whoever helps, without names and without secrets.

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/lookup.h"
#include "cli/session.h"
#include "report/supportcase.h"

namespace cli {

namespace {

Outcome<Answer> supportCase(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    records::AccountId account;
    if (!arguments.at(1).isEmpty()) {
        const auto found = findAccount(**reader, arguments.at(1));
        if (!found)
            return tl::unexpected(found.error());
        account = *found;
    }
    const records::SupportCase support = (*reader)->supportCase(account);
    const QString program = QStringLiteral("tieout-cli " TIEOUT_VERSION);
    const QDateTime now = base::SystemClock().now();
    const QString path = arguments.value("to");
    if (path.isEmpty())
        return Answer{QString::fromUtf8(report::toJson(support, program, now)), {}};
    if (const auto written = report::writeJson(support, program, now, path); !written)
        return failed(written.error());
    return Answer{
        QStringLiteral("The support case is in %1: ids, amounts, times and Xero’s answers.\n")
            .arg(path),
        {{QStringLiteral("file"), path}}};
}

} // namespace

QList<Command> supportCommands()
{
    return {{QStringLiteral("support-case"), QStringLiteral("FILE [ACCOUNT] [--to X.json]"),
        QStringLiteral("Ids, amounts, times and Xero's answers, for whoever helps: of an account, "
                       "or of all that is open."),
        {option("to", "The file to write; without it JSON goes to the screen.", "FILE")}, 1, 2,
        supportCase}};
}

} // namespace cli
