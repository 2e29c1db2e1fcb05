// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/mirror.h"
#include "sources/sources.h"

// The file that says which account is which contact: Emersion's "Xero Account Mapping", and this
// program's own report of it.
namespace sources {

struct MappingRow {
    int line = 0;
    QString account; // its number
    records::mirror::ContactId contact; // none: nothing is said of it
};

struct MappingRead {
    QString file;
    QString accountColumn, contactColumn; // as the header names them
    QList<MappingRow> rows; // those that could be read
};

// Any number of rows; columns in any order.
MappingRead readMapping(const File& file, QList<records::ImportError>& errors);

// Up to a hundred are told: beyond that a file is the wrong file.
void addError(
    QList<records::ImportError>& errors, const records::FilePlace& place, const QString& sentence);

} // namespace sources
