// SPDX-License-Identifier: GPL-3.0-or-later

#include "mappingreport.h"

#include "look/words.h"
#include "report/mapping.h"
#include "report/tablefile.h"

#include <QFileDialog>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

report::Table tableOf(const store::Reader& reader, const QString& filter)
{
    constexpr int page = 1'000;
    QList<report::MappingLine> lines;
    const store::Query query{.filter = filter, .sortColumn = 0};
    for (QList<store::LinkRow> rows = reader.links(query, 0, page); !rows.isEmpty();
         rows = reader.links(query, static_cast<int>(lines.size()), page))
        for (const store::LinkRow& row : rows)
            lines.append({row.accountNumber, row.accountName, row.contactId, row.contactName,
                row.state, row.how, row.linkedAt});
    return report::mappingTable(lines);
}

} // namespace

void saveMappingReport(Context& context, const QString& filter, QWidget* window)
{
    auto* dialog = new QFileDialog(
        window, u"Save the mapping report"_s, {}, u"CSV (*.csv);;Spreadsheet (*.xlsx)"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"mapping-%1.csv"_s.arg(context.today().toString(Qt::ISODate)));
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& chosen) {
        dialog->setDefaultSuffix(chosen.contains(u"xlsx"_s) ? u"xlsx"_s : u"csv"_s);
    });
    QObject::connect(
        dialog, &QFileDialog::fileSelected, window, [&context, filter](const QString& path) {
            const report::Table table = tableOf(context.reader(), filter);
            const auto written = report::writeTable(table, path);
            context.notice(written ? u"%1 are in %2."_s.arg(
                               counted(table.rows.size(), u"account"_s, u"accounts"_s), path)
                                   : written.error().sentence,
                written ? u"export"_s : u"problems"_s);
        });
    dialog->open();
}

} // namespace ui
