// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/payers.h"

#include "match/words.h"
#include "preflight/identity.h"

#include <algorithm>

using namespace records;

namespace preflight {

namespace {

constexpr qsizetype kMostCutOff = 20; // a chain's branches: nobody can tell them apart anyway

bool hasAll(const QSet<QString>& said, const QStringList& words)
{
    return std::ranges::all_of(words, [&](const QString& word) { return said.contains(word); });
}

QSet<QString> setOf(const QStringList& words)
{
    return {words.begin(), words.end()};
}

} // namespace

Payers::Payers(const QList<std::pair<AccountId, QString>>& names)
{
    QHash<QString, int> shared;
    m_names.reserve(static_cast<std::size_t>(names.size()));
    for (const auto& [account, name] : names)
        if (Name one{account, match::tellingWordsInOrder(name), {}}; !one.words.isEmpty()) {
            one.text = one.words.join(u' ');
            for (const QString& word : std::as_const(one.words))
                ++shared[word];
            m_names.push_back(std::move(one));
        }
    m_byWord.reserve(names.size());
    m_byBeginning.reserve(names.size());
    for (const Name& one : m_names) {
        const QString* rarest = &one.words.first();
        int fewest = shared.value(*rarest);
        for (const QString& word : one.words)
            if (const int count = shared.value(word); count < fewest) {
                rarest = &word;
                fewest = count;
            }
        m_byWord.insert(*rarest, &one);
        if (one.words.size() > 1)
            m_byBeginning.insert(one.text.left(kShortestCutOff), &one);
    }
}

QList<const Payers::Name*> Payers::wholeIn(const BankLine& line) const
{
    const QSet<QString> words = match::tellingWords(saidIn(line));
    QList<const Name*> found;
    for (const QString& word : words) {
        const auto [begin, end] = m_byWord.equal_range(word);
        std::copy_if(begin, end, std::back_inserter(found),
            [&](const Name* name) { return hasAll(words, name->words); });
    }
    return found;
}

QMap<QString, QList<const Payers::Name*>> Payers::cutOffIn(const BankLine& line) const
{
    QMap<QString, QList<const Name*>> found;
    for (const QString& text : {line.payee, line.reference, line.text})
        for (const QString& cutOff : cutOffsIn(text)) {
            const auto [begin, end] = m_byBeginning.equal_range(cutOff.left(kShortestCutOff));
            QList<const Name*> names;
            bool isWhole = false; // it is a name, and need not be another's beginning
            for (auto it = begin; it != end; ++it) {
                isWhole = isWhole || it.value()->text == cutOff;
                if (goesOn(cutOff, it.value()->text))
                    names.append(it.value());
            }
            if (isWhole || names.isEmpty())
                continue;
            std::ranges::sort(names, {}, [](const Name* name) { return name->account; });
            found.insert(cutOff, names.first(std::min(names.size(), kMostCutOff)));
        }
    return found;
}

// A longer name counts alone only where it stands as it is written, in one of the line's texts: two
// names whose words stand here and there are both named.
QList<AccountId> Payers::namedBy(const BankLine& line) const
{
    const QList<const Name*> whole = wholeIn(line);
    QHash<QString, QSet<QString>> written; // of the names that stand as written, each once
    QStringList texts;
    for (const QString& text : {line.payee, line.reference, line.text})
        texts.append(u' ' + match::tellingWordsInOrder(text).join(u' ') + u' ');
    for (const Name* name : whole) {
        const QString text = u' ' + name->text + u' ';
        if (std::ranges::any_of(texts, [&](const QString& said) { return said.contains(text); }))
            written.insert(text, setOf(name->words));
    }
    QSet<AccountId> named;
    const auto cutOff = cutOffIn(line);
    for (auto it = cutOff.begin(); it != cutOff.end(); ++it) {
        for (const Name* name : it.value())
            named.insert(name->account);
        if (!match::mayBeginLegalForm(it.key().section(u' ', -1)))
            written.insert(it.key(), setOf(it.key().split(u' ')));
    }
    for (const Name* one : whole) {
        const qsizetype words = setOf(one->words).size();
        if (std::none_of(written.cbegin(), written.cend(), [&](const QSet<QString>& other) {
                return other.size() > words && hasAll(other, one->words);
            }))
            named.insert(one->account);
    }
    QList<AccountId> sorted(named.begin(), named.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

} // namespace preflight
