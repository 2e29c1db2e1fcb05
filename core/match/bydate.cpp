// SPDX-License-Identifier: GPL-3.0-or-later

#include "match/bydate.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace match {

namespace {

using Place = std::pair<qint64, int>; // day, position

QList<Place> sortedPlaces(const QList<QDate>& dates)
{
    QList<Place> places;
    for (int i = 0; i < dates.size(); ++i)
        places.append({dates.at(i).isValid() ? dates.at(i).toJulianDay() : 0, i});
    std::sort(places.begin(), places.end());
    return places;
}

// Takes out what stands on the same day on both sides. A day with unequal numbers is a tie: any
// choice would be a guess, and it leaves no candidate for another day either.
void takeSameDays(QList<Place>& left, QList<Place>& right, ByDate& found)
{
    QHash<qint64, QList<int>> leftByDay, rightByDay;
    for (const Place& place : left)
        leftByDay[place.first].append(place.second);
    for (const Place& place : right)
        rightByDay[place.first].append(place.second);
    QList<qint64> days = leftByDay.keys();
    std::sort(days.begin(), days.end());
    QSet<qint64> taken;
    for (const qint64 day : days) {
        const QList<int> here = leftByDay.value(day), there = rightByDay.value(day);
        if (there.isEmpty())
            continue;
        taken.insert(day);
        if (here.size() == there.size()) {
            for (int i = 0; i < here.size(); ++i)
                found.pairs.append({here.at(i), there.at(i)});
        } else {
            found.leftTies += here;
            found.rightTies += there;
        }
    }
    const auto isTaken = [&](const Place& place) { return taken.contains(place.first); };
    left.removeIf(isTaken);
    right.removeIf(isTaken);
}

// The nearest of those left; nullopt and a tie when two are equally near.
struct Nearest {
    std::set<Place>::iterator place;
    bool found = false, tie = false;
};

Nearest nearest(std::set<Place>& free, qint64 day, qint64 maxDays)
{
    const auto after = free.lower_bound({day, std::numeric_limits<int>::min()});
    Nearest best;
    best.place = free.end();
    qint64 distance = maxDays;
    if (after != free.end() && after->first - day <= distance) {
        best = {after, true, false};
        distance = after->first - day;
        const auto next = std::next(after);
        best.tie = next != free.end() && next->first == after->first;
    }
    if (after != free.begin()) {
        const auto before = std::prev(after);
        const qint64 back = day - before->first;
        if (back < distance || (back == distance && !best.found)) {
            best = {before, true, false};
            best.tie = before != free.begin() && std::prev(before)->first == before->first;
        } else if (back == distance) {
            best.tie = true;
        }
    }
    return best;
}

} // namespace

int takeNearest(std::set<Place>& free, QDate date, qint64 maxDays)
{
    if (free.empty())
        return -1;
    const qint64 day = date.toJulianDay();
    auto best = free.lower_bound({day, std::numeric_limits<int>::min()});
    if (best == free.end()
        || (best != free.begin() && day - std::prev(best)->first < best->first - day))
        best = std::prev(best);
    if (qAbs(best->first - day) > maxDays)
        return -1;
    const int position = best->second;
    free.erase(best);
    return position;
}

ByDate pairByDate(const QList<QDate>& left, const QList<QDate>& right, qint64 maxDays)
{
    ByDate found;
    QList<Place> ours = sortedPlaces(left), theirs = sortedPlaces(right);
    takeSameDays(ours, theirs, found);
    if (ours.size() == theirs.size()) {
        for (int i = 0; i < ours.size(); ++i)
            if (qAbs(ours.at(i).first - theirs.at(i).first) <= maxDays)
                found.pairs.append({ours.at(i).second, theirs.at(i).second});
        return found;
    }
    const bool leftIsFewer = ours.size() < theirs.size();
    const QList<Place>& fewer = leftIsFewer ? ours : theirs;
    const QList<Place>& more = leftIsFewer ? theirs : ours;
    std::set<Place> free(more.begin(), more.end());
    for (const Place& one : fewer) {
        const Nearest best = nearest(free, one.first, maxDays);
        if (!best.found)
            continue;
        if (best.tie) {
            (leftIsFewer ? found.leftTies : found.rightTies).append(one.second);
            continue;
        }
        found.pairs.append(leftIsFewer ? qMakePair(one.second, best.place->second)
                                       : qMakePair(best.place->second, one.second));
        free.erase(best.place);
    }
    return found;
}

} // namespace match
