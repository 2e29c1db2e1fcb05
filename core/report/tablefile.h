// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "report/tables.h"

// A table as a file for other programs.
namespace report {

// By the end of its name: .xlsx a spreadsheet, all else CSV. A file that is there is replaced.
base::Result<void> writeTable(const Table& table, const QString& path);

base::Result<void> writeFile(const QString& path, const QByteArray& content);
[[nodiscard]] base::Unexpected notWritten(const QString& path, const QString& why);

} // namespace report
