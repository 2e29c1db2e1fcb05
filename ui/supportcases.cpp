// SPDX-License-Identifier: GPL-3.0-or-later

#include "supportcases.h"

#include "report/supportcase.h"

#include <QFileDialog>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

void saveSupportCase(Context& context, AccountId account, QWidget* window)
{
    auto* dialog
        = new QFileDialog(window, u"Save the support case"_s, {}, u"Support case (*.json)"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(u"support-case-%1.json"_s.arg(context.today().toString(Qt::ISODate)));
    QObject::connect(
        dialog, &QFileDialog::fileSelected, window, [&context, account](const QString& path) {
            const auto written = report::writeJson(context.reader().supportCase(account),
                u"Tieout "_s + QStringLiteral(TIEOUT_VERSION), context.now(), path);
            context.notice(written
                    ? u"The support case is in %1: ids, amounts, times and Xero’s answers."_s.arg(
                        path)
                    : written.error().sentence,
                written ? u"export"_s : u"problems"_s);
        });
    dialog->open();
}

} // namespace ui
