// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "records/supportcase.h"

namespace report {

// One JSON object, indented: people read it before they send it. Tokens are taken out of whatever
// Xero answered. program: "Tieout 0.1.0".
QByteArray toJson(
    const records::SupportCase& support, const QString& program, const QDateTime& madeAt);
// Whole or not at all.
base::Result<void> writeJson(const records::SupportCase& support, const QString& program,
    const QDateTime& madeAt, const QString& path);

} // namespace report
