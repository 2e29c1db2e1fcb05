// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/mirror.h"

// What requests that read and requests that write have in common.
namespace xero {

using Query = QList<std::pair<QString, QString>>;

inline QString endpoint(records::mirror::CreditKind kind)
{
    switch (kind) {
    case records::mirror::CreditKind::CreditNote:
        return QStringLiteral("CreditNotes");
    case records::mirror::CreditKind::Overpayment:
        return QStringLiteral("Overpayments");
    case records::mirror::CreditKind::Prepayment:
        return QStringLiteral("Prepayments");
    }
    return {};
}

// Without it Xero rounds unit prices to two places, on reading and on writing.
inline const Query& unitPricesInFull()
{
    static const Query query{{QStringLiteral("unitdp"), QStringLiteral("4")}};
    return query;
}

} // namespace xero
