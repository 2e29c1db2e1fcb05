// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/changes.h"

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

// Which line of a document became which (R079).
namespace plan {

namespace {

bool sameContent(mirror::Line a, mirror::Line b)
{
    a.lineItemId = b.lineItemId = {};
    return a == b;
}

// The same thing sold; only how much of it, or for how much, may differ.
bool sameThing(const mirror::Line& a, const mirror::Line& b)
{
    return a.description == b.description && a.itemCode == b.itemCode
        && a.accountCode == b.accountCode && a.taxType == b.taxType;
}

QString shown(const mirror::Line& line)
{
    QString text = line.description.simplified();
    if (text.isEmpty())
        text = line.itemCode;
    text = line.quantity.toString() + u" × "_s + text + u", "_s + line.lineAmount.display();
    if (!line.taxAmount.isZero())
        text += u" + "_s + line.taxAmount.display();
    return text;
}

// What no shorter words of two lines tell apart.
QString shownInFull(const mirror::Line& line)
{
    return shown(line) + u" ["_s
        + QStringList{line.itemCode, line.accountCode, line.taxType}.join(u' ') + u']';
}

struct Pairing {
    QList<std::pair<qsizetype, qsizetype>> pairs; // was, now
    QList<qsizetype> removed, added;
};

// Equal ones first, then those of one id, then those at one place: Xero gives new ids to lines that
// somebody typed anew.
Pairing paired(const QList<mirror::Line>& was, const QList<mirror::Line>& now)
{
    Pairing found;
    QList<bool> usedWas(was.size()), usedNow(now.size());
    const auto pair = [&](auto fits) {
        for (qsizetype i = 0; i < was.size(); ++i)
            for (qsizetype j = 0; j < now.size() && !usedWas[i]; ++j)
                if (!usedNow[j] && fits(i, j)) {
                    usedWas[i] = usedNow[j] = true;
                    found.pairs.append({i, j});
                }
    };
    pair([&](qsizetype i, qsizetype j) { return i == j && sameContent(was[i], now[j]); });
    pair([&](qsizetype i, qsizetype j) { return sameContent(was[i], now[j]); });
    pair([&](qsizetype i, qsizetype j) {
        return !was[i].lineItemId.isNull() && was[i].lineItemId == now[j].lineItemId;
    });
    pair([&](qsizetype i, qsizetype j) { return i == j; });
    for (qsizetype i = 0; i < was.size(); ++i)
        if (!usedWas[i])
            found.removed.append(i);
    for (qsizetype j = 0; j < now.size(); ++j)
        if (!usedNow[j])
            found.added.append(j);
    return found;
}

} // namespace

QList<FieldChange> lineChanges(const QList<mirror::Line>& was, const QList<mirror::Line>& now)
{
    const Pairing pairing = paired(was, now);
    QList<std::pair<qsizetype, FieldChange>> found;
    const auto name = [](qsizetype place) { return u"Line %1"_s.arg(place + 1); };
    for (const auto& [i, j] : pairing.pairs)
        if (!sameContent(was[i], now[j])) {
            const bool tell = shown(was[i]) != shown(now[j]);
            found.append({i,
                {name(i), tell ? shown(was[i]) : shownInFull(was[i]),
                    tell ? shown(now[j]) : shownInFull(now[j])}});
        }
    for (const qsizetype i : pairing.removed)
        found.append({i, {name(i), shown(was[i]), u"removed"_s}});
    for (const qsizetype j : pairing.added)
        found.append({was.size() + j, {name(j), u"not there"_s, shown(now[j])}});
    std::stable_sort(
        found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    QList<FieldChange> fields;
    for (const auto& [place, field] : found)
        fields.append(field);
    return fields;
}

bool otherLines(const QList<mirror::Line>& was, const QList<mirror::Line>& now)
{
    const Pairing pairing = paired(was, now);
    return !pairing.removed.isEmpty() || !pairing.added.isEmpty()
        || std::any_of(pairing.pairs.begin(), pairing.pairs.end(),
            [&](const auto& pair) { return !sameThing(was[pair.first], now[pair.second]); });
}

} // namespace plan
