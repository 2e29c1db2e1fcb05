// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "causes/causes.h"
#include "report/jsonvalues.h"
#include "store/reader.h"

#include <QJsonArray>
#include <QJsonObject>

// The documented shapes (docs/console.md) of what only the console prints.
namespace cli {

using report::toJson; // money, dates, records
QJsonObject toJson(const records::Cause& cause);
QJsonObject toJson(const records::CommandOutcome& outcome);
QJsonObject toJson(const records::BookSettings& settings);
QJsonObject toJson(const records::Hazard& hazard);
QJsonObject toJson(const records::Preflight& preflight);
QJsonObject toJson(const records::BridgeLine& line);
QJsonObject toJson(const store::AccountRow& row);
QJsonObject toJson(const records::SignedSum& one);
QJsonObject toJson(const records::SignOff& one);
QJsonObject toJson(const records::SignOffChange& one);
QJsonObject toJson(const records::SignedDelta& one);
QJsonObject toJson(const store::OutboxRow& row);
QJsonObject toJson(const store::InboxRow& row);
QJsonObject toJson(const store::ProblemCard& card);
QJsonObject toJson(const store::ProblemRow& row);
QJsonObject toJson(const records::Mending& mending);
QJsonObject toJson(const store::TaskRow& row);
QJsonObject toJson(const store::ChangeRow& row);
QJsonObject toJson(const causes::SyncRow& row);
QJsonObject toJson(const store::LinkRow& row);
QJsonObject toJson(const store::ContactRow& row);
QJsonObject toJson(const store::LedgerRow& row);
QJsonObject toJson(const store::RunRow& row);
QJsonObject toJson(const store::RunRecordRow& row);
QJsonObject toJson(const store::RunModuleRow& row);
QJsonObject toJson(const records::Flows& flows);
QJsonObject toJson(const store::Diagnostics& diagnostics);
QJsonObject toJson(const store::AdoptionRow& row);

template <class Row>
QJsonArray toJsonArray(const QList<Row>& rows)
{
    QJsonArray array;
    for (const Row& row : rows)
        array.append(toJson(row));
    return array;
}

} // namespace cli
