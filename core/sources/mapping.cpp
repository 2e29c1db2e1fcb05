// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources/mapping.h"

#include "csv/csv.h"
#include "sources/sheet.h"

using namespace records;

namespace sources {

namespace {

int placeOf(const QStringList& header, const char* names)
{
    for (const QString& name : QString::fromLatin1(names).split(u'|'))
        for (qsizetype i = 0; i < header.size(); ++i)
            if (normalised(header.at(i)) == name)
                return static_cast<int>(i);
    return -1;
}

} // namespace

void addError(QList<ImportError>& errors, const FilePlace& place, const QString& sentence)
{
    Errors(errors).add(place, sentence);
}

MappingRead readMapping(const File& file, QList<ImportError>& errors)
{
    MappingRead read{.file = file.name, .accountColumn = {}, .contactColumn = {}, .rows = {}};
    const auto table = csv::parse(file.content);
    if (!table) {
        addError(errors, {file.name, table.error().line, {}}, table.error().sentence);
        return read;
    }
    const QStringList& header = table->header.cells;
    const int account = placeOf(header, "accountid|accountnumber|account|customerid|number");
    const int contact
        = placeOf(header, "xeroguid|xerocontactid|contactid|xeroid|guid|contactguid|contact");
    for (const auto& [place, name] :
        {std::pair(account, "Account Id"), std::pair(contact, "Xero Guid")})
        if (place < 0)
            addError(errors, {file.name, table->header.line, QString::fromLatin1(name)},
                QStringLiteral("This column is missing; a mapping needs it."));
    if (account < 0 || contact < 0)
        return read;
    read.accountColumn = header.at(account);
    read.contactColumn = header.at(contact);
    for (const csv::Row& row : table->rows) {
        const QString id = row.cells.value(contact);
        MappingRow one{row.line, row.cells.value(account), mirror::ContactId::parse(id)};
        if (one.account.isEmpty())
            addError(errors, {file.name, row.line, read.accountColumn},
                QStringLiteral("The account is missing."));
        else if (!one.contact && !id.isEmpty())
            addError(errors, {file.name, row.line, read.contactColumn},
                QStringLiteral("“%1” is no id of a contact in Xero. It looks like "
                               "e8a10000-0000-4000-8000-0000000044f0.")
                    .arg(id.left(60)));
        else
            read.rows.append(one);
    }
    return read;
}

} // namespace sources
