// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/linecheck.h"

namespace preflight {

// How surely a line names a record's owner. Amount and day are not identity: any number of
// customers pay 79.00 on a Monday.
enum class Identity {
    None,
    Beginning, // of a name: it counts where the line has nobody's whole name
    Payer,
    Reference,
    Said // by a person who asked
};

struct Named {
    Identity identity = Identity::None;
    QString words; // "“HARBOURSIDE PHYSIO” is the payer"; empty for None
};

// All that the bank says of who paid and for what.
QString saidIn(const records::BankLine& line);

// What of a text may be a name that the bank cut off in the middle of a word: from each of its
// words to its end, two words and ten characters or more, telling words with a blank between
// ("YARRA GLEN CATERIN", "GLEN CATERIN"). Numbers and what banks say may follow; a legal form shows
// that the name was not cut off.
QStringList cutOffsIn(const QString& text);
constexpr qsizetype kShortestCutOff = 10;
// Whether a name, its telling words with a blank between, goes on where the text was cut off.
bool goesOn(const QString& cutOff, const QString& name);

// Words of which a line has one if it names this record; having one it need not. Of thousands of
// records they leave a few to be looked at.
QSet<QString> cluesTo(const records::Candidate& candidate);
QSet<QString> cluesTo(const records::Unpushed& payment);

// A line's words, taken apart once.
class LineWords {
public:
    explicit LineWords(const records::BankLine& line, QList<records::LineDecision> decisions = {});
    bool isTicked() const; // done in Xero, a person says
    bool isRefused(const records::Candidate& candidate) const;
    // A number that the payer gave (an invoice's, a payment's), or a name.
    Named names(const records::Candidate& candidate) const;
    Named names(const records::Unpushed& payment) const;
    QSet<QString> clues() const { return m_clues; }
    bool hasNumber(const QString& number) const;
    bool hasName(const QString& name) const; // whole, or cut off by the bank

private:
    bool hasWholeName(const QStringList& words) const;
    bool isCutOff(const QString& name, const QStringList& words) const;
    bool isCutOffBetweenWords(const QString& name) const;
    Named named(const QStringList& numbers, const QString& name) const;

    bool is(records::LineSaying saying, const records::Candidate& candidate) const;

    QList<records::LineDecision> m_decisions;
    QString m_compact; // letters and digits of all texts, with a blank where others stand
    QSet<QString> m_words, m_clues;
    QStringList m_cutOffs; // of each of the texts
};

} // namespace preflight
