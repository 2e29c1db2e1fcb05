// SPDX-License-Identifier: GPL-3.0-or-later

#include "mappingreport.h"

#include "look/words.h"
#include "paper.h"
#include "report/mapping.h"
#include "report/tablefile.h"

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
    askWhereToSave(context, window, u"Save the mapping report"_s,
        u"mapping-"_s + context.today().toString(Qt::ISODate),
        u"CSV (*.csv);;Spreadsheet (*.xlsx)"_s, [&context, filter](const QString& path) {
            const report::Table table = tableOf(context.reader(), filter);
            const auto written = report::writeTable(table, path);
            if (written)
                context.noticeFile(
                    u"%1 are in %2."_s.arg(
                        counted(table.rows.size(), u"account"_s, u"accounts"_s), path),
                    path);
            else
                context.notice(written.error().sentence, u"problems"_s);
        });
}

} // namespace ui
