// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/identity.h"

#include "match/words.h"

#include <algorithm>

using namespace records;

namespace preflight {

namespace {

constexpr qsizetype kShortestNumber = 4; // digits: "12" stands in every text
constexpr qsizetype kShortestBeginning = 10; // letters of two words

// "INV-10291" → "INV 10291": as the bank's text is kept.
QString spaced(const QString& text)
{
    QString kept = QStringLiteral(" ");
    for (const QChar c : text.toUpper())
        kept += c.isLetterOrNumber() ? c : QChar(u' ');
    return kept.simplified();
}

template <class Record>
QStringList numbersOf(const Record& record)
{
    return QStringList{record.number, record.reference} + record.invoices;
}

QString digitsOf(const QString& text)
{
    QString digits;
    for (const QChar c : text)
        if (c.isDigit())
            digits += c;
    return digits;
}

} // namespace

QString saidIn(const BankLine& line)
{
    return line.payee + u' ' + line.reference + u' ' + line.text;
}

QStringList cutOffsIn(const QString& text)
{
    QStringList written = spaced(text).split(u' ', Qt::SkipEmptyParts);
    while (!written.isEmpty()
        && (written.last().at(0).isDigit()
            || (written.last().size() > 1 && !match::isLegalForm(written.last())
                && match::tellingWords(written.last()).isEmpty())))
        written.removeLast();
    if (written.isEmpty() || match::isLegalForm(written.last()))
        return {};
    QStringList words = match::tellingWordsInOrder(text);
    while (!words.isEmpty() && words.last().at(0).isDigit())
        words.removeLast();
    if (written.last().size() == 1)
        words.append(written.last());
    QStringList found;
    for (qsizetype at = 0; at + 1 < words.size(); ++at)
        if (const QString rest = words.mid(at).join(u' '); rest.size() >= kShortestCutOff)
            found.append(rest);
    return found;
}

bool goesOn(const QString& cutOff, const QString& name)
{
    return name.size() > cutOff.size() && name.startsWith(cutOff) && name[cutOff.size()] != u' ';
}

// As hasNumber, hasWholeName and isCutOff look at them.
static QSet<QString> cluesTo(const QStringList& numbers, const QString& name)
{
    QSet<QString> clues;
    for (const QString& number : numbers) {
        const QString digits = digitsOf(number);
        if (digits.isEmpty())
            continue;
        const QString whole = spaced(number);
        const QStringList parts = whole.split(u' ');
        clues.insert(digits);
        clues.insert(QString(whole).remove(u' '));
        clues.insert(*std::ranges::max_element(parts, {}, &QString::size));
    }
    if (const QStringList words = match::tellingWordsInOrder(name); !words.isEmpty())
        clues.insert(words.first());
    clues.insert(spaced(name).section(u' ', 0, 0));
    return clues;
}

QSet<QString> cluesTo(const Candidate& candidate)
{
    return cluesTo(numbersOf(candidate), candidate.contactName);
}

QSet<QString> cluesTo(const Unpushed& payment)
{
    return cluesTo(numbersOf(payment), payment.accountName);
}

LineWords::LineWords(const BankLine& line, QList<LineDecision> decisions)
    : m_decisions(std::move(decisions))
    , m_compact(u' ' + spaced(saidIn(line)) + u' ')
    , m_words(match::tellingWords(saidIn(line)))
    , m_clues(m_words)
    , m_cutOffs(cutOffsIn(line.payee) + cutOffsIn(line.reference) + cutOffsIn(line.text))
{
    for (const QString& word : m_compact.split(u' ', Qt::SkipEmptyParts))
        m_clues.insert(word);
}

// As it is written, or by its digits alone where they are many and stand as one word: people leave
// the "INV-" out, and banks the hyphen.
bool LineWords::hasNumber(const QString& number) const
{
    const QString digits = digitsOf(number);
    if (digits.isEmpty())
        return false;
    const QString whole = spaced(number);
    if (whole.size() >= kShortestNumber
        && (m_compact.contains(u' ' + whole + u' ')
            || m_compact.contains(u' ' + QString(whole).remove(u' ') + u' ')))
        return true;
    return digits.size() >= kShortestNumber && m_words.contains(digits);
}

bool LineWords::hasName(const QString& name) const
{
    const QStringList words = match::tellingWordsInOrder(name);
    return hasWholeName(words) || isCutOff(name, words);
}

bool LineWords::hasWholeName(const QStringList& words) const
{
    const auto isWord
        = [](const QString& word) { return word.size() >= 3 && word.at(0).isLetter(); };
    return std::ranges::any_of(words, isWord)
        && std::ranges::all_of(words, [&](const QString& word) { return m_words.contains(word); });
}

bool LineWords::isCutOff(const QString& name, const QStringList& words) const
{
    const QString telling = words.join(u' ');
    return std::ranges::any_of(m_cutOffs, [&](const QString& cutOff) {
        return goesOn(cutOff, telling);
    }) || isCutOffBetweenWords(name);
}

// Banks cut names off: the text has the name's beginning, two words or more, and then nothing, a
// number, or the beginning of the name's next word. Any other word is of another name.
bool LineWords::isCutOffBetweenWords(const QString& name) const
{
    const QStringList words = spaced(name).split(u' '), text = m_compact.trimmed().split(u' ');
    for (qsizetype at = 0; at < text.size(); ++at) {
        qsizetype same = 0;
        while (same < words.size() && at + same < text.size() && text[at + same] == words[same])
            ++same;
        if (same < 2 || words.first(same).join(QString()).size() < kShortestBeginning)
            continue;
        const QString next = text.value(at + same), expected = words.value(same);
        const bool otherNumber = !next.isEmpty() && next.at(0).isDigit() && !expected.isEmpty()
            && expected.at(0).isDigit();
        if (otherNumber || match::isLegalForm(next)) // that name ends here
            continue;
        if (next.isEmpty() || match::tellingWords(next).isEmpty() || next.at(0).isDigit()
            || (same < words.size() && expected.startsWith(next)))
            return true;
    }
    return false;
}

Named LineWords::named(const QStringList& numbers, const QString& name) const
{
    for (const QString& number : numbers)
        if (hasNumber(number))
            return {
                Identity::Reference, QStringLiteral("%1 stands in the bank’s text").arg(number)};
    const QStringList words = match::tellingWordsInOrder(name);
    if (hasWholeName(words))
        return {Identity::Payer, QStringLiteral("“%1” is the payer").arg(name)};
    if (isCutOff(name, words))
        return {Identity::Beginning, QStringLiteral("“%1”, cut off, is the payer").arg(name)};
    return {};
}

bool LineWords::isTicked() const
{
    return m_decisions.contains(LineDecision{LineSaying::Done, {}});
}

bool LineWords::is(LineSaying saying, const Candidate& candidate) const
{
    return m_decisions.contains(LineDecision{saying, candidate.xero});
}

bool LineWords::isRefused(const Candidate& candidate) const
{
    return is(LineSaying::IsNot, candidate);
}

Named LineWords::names(const Candidate& candidate) const
{
    if (is(LineSaying::Is, candidate))
        return {Identity::Said, QStringLiteral("you said that it is this one")};
    if (isRefused(candidate))
        return {};
    return named(numbersOf(candidate), candidate.contactName);
}

Named LineWords::names(const Unpushed& payment) const
{
    return named(numbersOf(payment), payment.accountName);
}

} // namespace preflight
