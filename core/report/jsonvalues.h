// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"
#include "records/ids.h"

#include <QDate>
#include <QDateTime>
#include <QJsonValue>

#include <optional>

// The documented shapes (docs/console.md), the same on the console, in reports and in packs. Money
// is
// {"amount": "888.00", "currency": "AUD"}: text, because a JSON number may be read as a binary
// fraction. Dates are ISO, instants UTC; what isn't there is null.
namespace report {

QJsonValue toJson(base::Money money);
QJsonValue toJson(QDate date);
QJsonValue toJson(const QDateTime& instant);
QJsonValue toJson(const std::optional<records::RecordRef>& ref);
QJsonValue toJson(const std::optional<records::XeroRef>& ref);

} // namespace report
