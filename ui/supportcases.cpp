// SPDX-License-Identifier: GPL-3.0-or-later

#include "supportcases.h"

#include "paper.h"
#include "report/supportcase.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

void saveSupportCase(Context& context, AccountId account, QWidget* window)
{
    askWhereToSave(context, window, u"Save the support case"_s,
        u"support-case-"_s + context.today().toString(Qt::ISODate), u"Support case (*.json)"_s,
        [&context, account](const QString& path) {
            const auto written = report::writeJson(context.reader().supportCase(account),
                u"Tieout "_s + QStringLiteral(TIEOUT_VERSION), context.now(), path);
            if (written)
                context.noticeFile(
                    u"The support case is in %1: ids, amounts, times and Xero’s answers."_s.arg(
                        path),
                    path);
            else
                context.notice(written.error().sentence, u"problems"_s);
        });
}

} // namespace ui
