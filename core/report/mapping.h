// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/tables.h"

#include <QDateTime>

// The mapping report: which account is which contact in Xero. Its first and third column are what a
// mapping file needs (core/sources/mapping.h), so that it may be edited and read again.
namespace report {

struct MappingLine {
    QString number, name; // of the account
    QString contactId, contactName;
    QString state, how; // as the reader has them: "half-linked" is "partial"
    QDateTime linkedAt;
};

Table mappingTable(const QList<MappingLine>& lines);
QString linkWord(const QString& state); // "Half-linked"

} // namespace report
