// SPDX-License-Identifier: GPL-3.0-or-later

#include "match/statementlines.h"

#include "match/words.h"

#include <QHash>

using namespace records;

namespace match {

namespace {

struct Day {
    QDate date;
    qint64 minor = 0;
    bool operator==(const Day&) const = default;
};

size_t qHash(const Day& day, size_t seed = 0)
{
    return qHashMulti(seed, day.date, day.minor);
}

QString texts(const BankLine& line)
{
    return line.payee + u'\n' + line.reference + u'\n' + line.text + u'\n' + line.type;
}

bool looksTheSame(const BankLine& line, const BankLine& kept)
{
    if (!line.bankId.isEmpty() && !kept.bankId.isEmpty())
        return line.bankId == kept.bankId;
    const bool sameBalance = !line.balance || !kept.balance || *line.balance == *kept.balance;
    return sameBalance && texts(line) == texts(kept);
}

bool mayBeTheSame(const BankLine& line, const BankLine& kept)
{
    const QSet<QString> mine = tellingWords(texts(line)), theirs = tellingWords(texts(kept));
    return mine.isEmpty() || theirs.isEmpty() || mine.intersects(theirs);
}

class Finder {
public:
    Finder(const QList<BankLine>& lines, const QList<KeptBankLine>& kept)
        : m_lines(lines)
        , m_kept(kept)
        , m_found(lines.size())
        , m_isTaken(kept.size())
    {
        for (qsizetype i = 0; i < kept.size(); ++i)
            m_ofDay[{kept[i].line.date, kept[i].line.amount.minor()}].append(i);
    }

    template <class Same>
    void look(Same&& same)
    {
        for (qsizetype i = 0; i < m_lines.size(); ++i) {
            if (m_found[i])
                continue;
            const auto& candidates = m_ofDay.value({m_lines[i].date, m_lines[i].amount.minor()});
            for (const qsizetype at : candidates) {
                if (m_isTaken[at] || !same(m_lines[i], m_kept[at]))
                    continue;
                m_isTaken[at] = true;
                m_found[i] = m_kept[at].id;
                break;
            }
        }
    }

    const QList<std::optional<BankLineId>>& found() const { return m_found; }

private:
    const QList<BankLine>& m_lines;
    const QList<KeptBankLine>& m_kept;
    QList<std::optional<BankLineId>> m_found;
    QList<bool> m_isTaken;
    QHash<Day, QList<qsizetype>> m_ofDay;
};

} // namespace

QList<std::optional<BankLineId>> alreadyKept(
    const QList<BankLine>& lines, BankFormat format, const QList<KeptBankLine>& kept)
{
    Finder finder(lines, kept);
    finder.look([&](const BankLine& line, const KeptBankLine& one) {
        return one.format == format && looksTheSame(line, one.line);
    });
    finder.look([&](const BankLine& line, const KeptBankLine& one) {
        return one.format != format && mayBeTheSame(line, one.line);
    });
    return finder.found();
}

} // namespace match
