// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/payers.h"

#include "match/words.h"
#include "preflight/identity.h"

#include <algorithm>

using namespace records;

namespace preflight {

namespace {

// The telling words of a text in their order: "Wattle Cafe (North) Pty Ltd" → " WATTLE CAFE NORTH
// ".
QString inOrder(const QString& text)
{
    const QSet<QString> telling = match::tellingWords(text);
    QString kept = QStringLiteral(" ");
    QString spaced;
    for (const QChar c : text.toUpper())
        spaced += c.isLetterOrNumber() ? c : QChar(u' ');
    for (const QString& word : spaced.split(u' ', Qt::SkipEmptyParts))
        if (telling.contains(word))
            kept += word + u' ';
    return kept;
}

} // namespace

Payers::Payers(const QList<std::pair<AccountId, QString>>& names)
{
    QHash<QString, int> shared;
    QList<Name> all;
    for (const auto& [account, name] : names) {
        const Name one{account, match::tellingWords(name), inOrder(name)};
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

// A longer name counts alone only where it stands as it is written, in one of the line's texts: two
// names whose words stand here and there are both named.
QList<AccountId> Payers::namedBy(const BankLine& line) const
{
    const QSet<QString> words = match::tellingWords(saidIn(line));
    QList<Name> named;
    for (const QString& word : words) {
        const auto [begin, end] = m_byWord.equal_range(word);
        std::copy_if(begin, end, std::back_inserter(named),
            [&](const Name& name) { return words.contains(name.words); });
    }
    const QStringList texts{inOrder(line.payee), inOrder(line.reference), inOrder(line.text)};
    QHash<QString, QSet<QString>> written; // of the names that stand as written, each once
    for (const Name& name : std::as_const(named))
        if (std::ranges::any_of(
                texts, [&](const QString& text) { return text.contains(name.text); }))
            written.insert(name.text, name.words);
    QSet<AccountId> longest;
    for (const Name& one : std::as_const(named))
        if (std::none_of(written.cbegin(), written.cend(), [&](const QSet<QString>& other) {
                return other.size() > one.words.size() && other.contains(one.words);
            }))
            longest.insert(one.account);
    QList<AccountId> sorted(longest.begin(), longest.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

} // namespace preflight
