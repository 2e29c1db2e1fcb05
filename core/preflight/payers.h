// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/bankline.h"

#include <QHash>
#include <QSet>

namespace preflight {

// Who of all accounts a bank's text names: an account is named when all telling words of its name
// stand in the text, unless a longer name that has them as well stands there as it is written:
// “Wattle Cafe North” is not Wattle Cafe. Each name lies under the one of its words that fewest
// names share, so that a line looks at few of them.
class Payers {
public:
    explicit Payers(const QList<std::pair<records::AccountId, QString>>& names);
    QList<records::AccountId> namedBy(const records::BankLine& line) const; // ascending

private:
    struct Name {
        records::AccountId account;
        QSet<QString> words;
        QString text; // the same words in their order
    };
    QMultiHash<QString, Name> m_byWord;
};

} // namespace preflight
