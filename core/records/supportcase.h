// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace records {

// What somebody who helps needs to see of a book, or of one account in it: ids, numbers, amounts in
// minor units, days, times and what Xero answered. Names, addresses, bank texts and bodies of
// requests are no part of it (R068).
struct SupportCase {
    struct Part {
        QString name; // "pushes"
        QList<QByteArray> rows; // each a JSON object
    };
    int bookFormat = 0;
    QString organisation; // its id
    QString currency;
    QDateTime lastFetch;
    QList<Part> parts;
};

} // namespace records
