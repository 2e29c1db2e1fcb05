// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/payers.h"

#include "match/words.h"
#include "preflight/identity.h"

#include <algorithm>

using namespace records;

namespace preflight {

Payers::Payers(const QList<std::pair<AccountId, QString>>& names)
{
    QHash<QString, int> shared;
    QList<Name> all;
    for (const auto& [account, name] : names) {
        const Name one{account, match::tellingWords(name)};
        for (const QString& word : one.words)
            ++shared[word];
        if (!one.words.isEmpty())
            all.append(one);
    }
    for (const Name& one : std::as_const(all)) {
        const auto rarest = std::min_element(
            one.words.begin(), one.words.end(), [&](const QString& a, const QString& b) {
                return std::pair(shared.value(a), a) < std::pair(shared.value(b), b);
            });
        m_byWord.insert(*rarest, one);
    }
}

QList<AccountId> Payers::namedBy(const BankLine& line) const
{
    const QSet<QString> words = match::tellingWords(saidIn(line));
    QHash<AccountId, QSet<QString>> named;
    for (const QString& word : words) {
        const auto [begin, end] = m_byWord.equal_range(word);
        for (auto name = begin; name != end; ++name)
            if (words.contains(name->words))
                named.insert(name->account, name->words);
    }
    QList<AccountId> longest;
    for (auto one = named.cbegin(); one != named.cend(); ++one)
        if (std::none_of(named.cbegin(), named.cend(), [&](const QSet<QString>& other) {
                return other.size() > one->size() && other.contains(*one);
            }))
            longest.append(one.key());
    std::sort(longest.begin(), longest.end());
    return longest;
}

} // namespace preflight
