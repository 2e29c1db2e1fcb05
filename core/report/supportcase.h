// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "records/supportcase.h"

#include <QDateTime>

namespace report {

// Where and when a case was made, beside what it holds.
struct SupportFrame {
    QString program; // "Tieout 0.1.0"
    QDateTime madeAt;
    int bookFormat = 0;
    QString organisationId, currency;
    QDateTime lastFetch;
};

// One JSON object, indented: people read it before they send it. Tokens are taken out of whatever
// Xero answered.
QByteArray toJson(const records::SupportCase& support, const SupportFrame& frame);
// Whole or not at all.
base::Result<void> writeJson(
    const records::SupportCase& support, const SupportFrame& frame, const QString& path);

} // namespace report
