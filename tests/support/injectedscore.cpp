// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/injectedscore.h"

#include "bridge/bridge.h"
#include "records/words.h"

#include <algorithm>

using namespace records;
using base::Money;

namespace support {

namespace {

constexpr int kCauses = int(BridgeCause::Unexplained) + 1;
constexpr int kOtherAmount = kCauses; // the cause is right and the amount isn't
constexpr int kNoLine = kCauses + 1;
constexpr int kNothing = kCauses + 2; // a line that nothing was injected for

// The bridge of one injected pair, beside what is expected of it.
class Comparison {
public:
    Comparison(const InjectedLedgers& ledgers, const Bridge& bridge)
        : m_free(bridge.lines)
    {
        for (const Injection& injection : ledgers.injections())
            for (const ExpectedLine& line : injection.lines)
                m_expected.append({&injection, line, take(line), {}});
        // What is left may speak of the same record with another cause or amount.
        for (Found& one : m_expected)
            if (one.column < 0)
                takeNearest(one);
    }

    struct Found {
        const Injection* injection;
        ExpectedLine line;
        int column; // as in the matrix; −1: not yet
        std::optional<BridgeLine> named; // when it isn't the right one
        bool isRight() const { return column == int(line.cause) && !named; }
    };
    const QList<Found>& expected() const { return m_expected; }
    const QList<BridgeLine>& surplus() const { return m_free; }

    // Why nobody who reads the two ledgers could tell; empty: somebody could, and it is to be
    // mended.
    QString excuse(const Found& miss) const
    {
        if (miss.named && miss.named->label.contains(u"being looked up"))
            return QStringLiteral("ambiguous: a push of this very amount may have made it");
        // Which of two credit notes a ledger credit on no invoice is for (R041).
        const bool isFree = std::ranges::any_of(m_expected, [&](const Found& other) {
            return other.line.ledger && other.line.ledger->kind == RecordKind::Adjustment
                && other.injection != miss.injection
                && other.line.amount.abs() == miss.line.amount.abs();
        });
        if (miss.named && miss.named->cause == BridgeCause::Skipped && isFree)
            return QStringLiteral("ambiguous: a ledger credit of this amount is on no invoice");
        const bool isAboutPairs = miss.line.cause == BridgeCause::WrongMatch
            || (miss.named && miss.named->cause == BridgeCause::WrongMatch);
        const auto rival = std::ranges::find_if(m_expected, [&](const Found& other) {
            return isAboutPairs && isPayment(miss.line) && isPayment(other.line)
                && other.injection != miss.injection
                && other.line.amount.abs() == miss.line.amount.abs();
        });
        if (rival == m_expected.end())
            return {};
        return QStringLiteral("ambiguous: a payment here that is on no invoice and payments of the"
                              " same amount in Xero, one of them from \"%1, %2\"")
            .arg(toText(rival->injection->cause), rival->injection->way);
    }

private:
    // On one side alone: what is tied is nobody's rival.
    static bool isPayment(const ExpectedLine& line)
    {
        return line.ledger ? line.ledger->kind == RecordKind::Payment && line.xero.isEmpty()
                           : line.xero.value(0).kind == XeroKind::Payment;
    }

    static bool speaksOf(const BridgeLine& line, const ExpectedLine& expected)
    {
        return line.ledger == expected.ledger
            && (expected.xero.isEmpty() ? !line.xero
                                        : line.xero && expected.xero.contains(*line.xero));
    }

    int take(const ExpectedLine& expected)
    {
        const auto line = std::ranges::find_if(m_free, [&](const BridgeLine& one) {
            return one.cause == expected.cause && one.amount == expected.amount
                && speaksOf(one, expected);
        });
        if (line == m_free.end())
            return -1;
        m_free.erase(line);
        return int(expected.cause);
    }

    void takeNearest(Found& one)
    {
        const auto shares = [&](const BridgeLine& line) {
            return (one.line.ledger && line.ledger == one.line.ledger)
                || (line.xero && one.line.xero.contains(*line.xero));
        };
        const auto line = std::ranges::find_if(m_free, shares);
        one.column = line == m_free.end() ? kNoLine
            : line->cause == one.line.cause && !(line->amount == one.line.amount)
            ? kOtherAmount
            : int(line->cause);
        if (line == m_free.end())
            return;
        one.named = *line;
        m_free.erase(line);
    }

    QList<BridgeLine> m_free;
    QList<Found> m_expected;
};

QString words(const BridgeLine& line)
{
    return QStringLiteral("%1 %2 (%3)").arg(line.amount.toString(), toText(line.cause), line.label);
}

QString words(const Comparison::Found& miss)
{
    return QStringLiteral("%1 %2 of \"%3, %4\": %5")
        .arg(miss.line.amount.toString(), toText(miss.line.cause), toText(miss.injection->cause),
            miss.injection->way, miss.named ? words(*miss.named) : QStringLiteral("no line"));
}

QString share(qint64 part, qint64 whole)
{
    const qint64 thousandths = whole ? part * 100'000 / whole : 100'000;
    return QStringLiteral("%1 of %2 = %3.%4 %")
        .arg(part)
        .arg(whole)
        .arg(thousandths / 1'000)
        .arg(thousandths % 1'000, 3, 10, QLatin1Char('0'));
}

QString nameOf(int column)
{
    return column == kOtherAmount ? QStringLiteral("another amount")
        : column == kNoLine       ? QStringLiteral("no line")
        : column == kNothing      ? QStringLiteral("nothing injected")
                                  : toText(static_cast<BridgeCause>(column));
}

QString matrixOf(const QMap<std::pair<int, int>, qint64>& counts)
{
    const auto cell = [](const QString& text) { return text.rightJustified(6); };
    QString text = QString(23, u' ');
    for (int column = 0; column <= kNoLine; ++column)
        text += cell(QString::number(column + 1));
    for (int row = 0; row <= kNothing; ++row) {
        if (row == kOtherAmount || row == kNoLine)
            continue;
        text += QStringLiteral("\n%1 %2")
                    .arg(row == kNothing ? QString() : QString::number(row + 1), 3)
                    .arg(nameOf(row), -19);
        for (int column = 0; column <= kNoLine; ++column) {
            const qint64 count = counts.value({row, column});
            text += cell(count ? QString::number(count) : QStringLiteral("."));
        }
    }
    return text
        + QStringLiteral("\nColumns as rows; %1: the cause, with another amount; %2: no line.\n")
              .arg(kOtherAmount + 1)
              .arg(kNoLine + 1);
}

} // namespace

// Cause by cause: what was injected, and which line the bridge has for it.
void Score::compare(quint64 seed, const InjectedLedgers& pair, const Bridge& bridge)
{
    const Comparison comparison(pair, bridge);
    QSet<const Injection*> missed;
    for (const Comparison::Found& one : comparison.expected()) {
        ++matrix[{int(one.line.cause), one.column}];
        if (one.isRight())
            continue;
        missed.insert(one.injection);
        const QString excuse = comparison.excuse(one);
        mistakes += excuse.isEmpty();
        whys.append(QStringLiteral("seed %1: %2; %3")
                        .arg(seed)
                        .arg(support::words(one),
                            excuse.isEmpty() ? QStringLiteral("NAMED WRONG") : excuse));
    }
    causes += pair.injections().size();
    named += pair.injections().size() - missed.size();
    lines += bridge.lines.size();
    surplus += comparison.surplus().size();
    for (const BridgeLine& line : comparison.surplus()) {
        ++matrix[{kNothing, int(line.cause)}];
        whys.append(QStringLiteral("seed %1: nothing injected, and yet %2")
                        .arg(seed)
                        .arg(support::words(line)));
    }
}

void Score::judge(quint64 seed)
{
    const InjectedLedgers pair(seed);
    const AgreeingLedgers& world = pair.world();
    const auto miss
        = [&](const QString& what) { whys.append(QStringLiteral("seed %1: ").arg(seed) + what); };
    ++ledgers;
    const Bridge before = bridge::explain(pair.agreed(), world.around(), world.side());
    if (before.agrees() && before.difference().isZero())
        ++agreedBefore;
    else
        miss(QStringLiteral("differed before anything was injected"));

    const Money difference = world.ledgerBalance() - world.xeroBalanceAsRead();
    Money told;
    for (const Injection& injection : pair.injections())
        for (const ExpectedLine& line : injection.lines)
            told += line.amount;
    if (told == difference)
        ++toldWhole;
    else
        miss(QStringLiteral("injected %1, and the systems differ by %2")
                 .arg(told.toString(), difference.toString()));

    const Side otherSide = world.side() == Side::Payable ? Side::Receivable : Side::Payable;
    const Bridge other = bridge::explain(world.file(), world.around(), otherSide);
    const Bridge bridge = bridge::explain(world.file(), world.around(), world.side());
    Money known, unknown;
    for (const BridgeLine& line : bridge.lines)
        (line.cause == BridgeCause::Unexplained ? unknown : known) += line.amount;
    if (known + unknown == difference && other.agrees() && bridge.ledger == world.ledgerBalance()
        && bridge.xero == world.xeroBalanceAsRead())
        ++exact;
    else
        miss(QStringLiteral("the lines make %1, and the systems differ by %2")
                 .arg((known + unknown).toString(), difference.toString()));
    // Two unexplained lines that cancel are no explanation.
    explained += std::ranges::none_of(bridge.lines,
        [](const BridgeLine& line) { return line.cause == BridgeCause::Unexplained; });
    compare(seed, pair, bridge);
}

QString Score::words() const
{
    QString text = QStringLiteral("%1 pairs of ledgers, %2 injected causes, %3 lines of bridges\n")
                       .arg(ledgers)
                       .arg(causes)
                       .arg(lines);
    const auto figure = [&](const char* what, qint64 part, qint64 whole) {
        text += QString::fromUtf8(what).leftJustified(52) + share(part, whole) + u'\n';
    };
    figure("agreed, without a line, before the first cause", agreedBefore, ledgers);
    figure("injected amounts are the difference of the systems", toldWhole, ledgers);
    figure("explained + unexplained = ledger − Xero", exact, ledgers);
    figure("unexplained = 0", explained, ledgers);
    figure("injected cause named right", named, causes);
    figure("lines named wrong that could be told", mistakes, lines);
    figure("lines that nothing was injected for", surplus, lines);
    text += u'\n' + matrixOf(matrix);
    if (!whys.isEmpty())
        text += QStringLiteral("\nWhere it isn’t right, and why:\n") + whys.join(u'\n') + u'\n';
    return text;
}

} // namespace support
