// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/journal.h"

using namespace Qt::StringLiterals;

namespace store {

void Journal::add(const QDateTime& at, const QString& who, const QString& what,
    const std::optional<records::RecordRef>& about)
{
    Statement(m_connection, uR"(
        INSERT INTO journal (at, who, what, about_kind, about_id)
        VALUES (?, ?, ?, ?, ?))"_s)
        .bind(at, who, what, about)
        .run();
}

} // namespace store
