// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/bankline.h"

#include <QHash>
#include <QMap>
#include <QStringList>

#include <vector>

namespace preflight {

// Who of all accounts a bank's text names: an account is named when all telling words of its name
// stand in the text, unless a longer name that has them as well stands there as it is written,
// whole or cut off in the middle of a word: “Wattle Cafe Nor” is not Wattle Cafe. Each name lies
// under the one of its words that fewest names share, and under its beginning, so that a line looks
// at few.
class Payers {
public:
    explicit Payers(const QList<std::pair<records::AccountId, QString>>& names);
    Payers(const Payers&) = delete; // it points into itself
    Payers& operator=(const Payers&) = delete;
    QList<records::AccountId> namedBy(const records::BankLine& line) const; // ascending

private:
    struct Name {
        records::AccountId account;
        QStringList words; // telling ones, as they are written
        QString text; // the same with a blank between
    };
    QList<const Name*> wholeIn(const records::BankLine& line) const;
    // Names that go on where a text ends, by that end; not where it is somebody's whole name.
    QMap<QString, QList<const Name*>> cutOffIn(const records::BankLine& line) const;

    std::vector<Name> m_names;
    QMultiHash<QString, const Name*> m_byWord, m_byBeginning;
};

} // namespace preflight
