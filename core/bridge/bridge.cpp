// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/bridge.h"

#include "bridge/explainer.h"

using namespace records;

namespace bridge {

namespace {

Bridge explainCut(const AsOf& cut, const Surroundings& around, Side side)
{
    const match::Index index(cut.file);
    const Tally tally(cut.file, index, side);
    return Explainer(cut, index, around, side).explain(tally);
}

} // namespace

Bridge explain(const AccountFile& file, const Surroundings& around, Side side)
{
    return explainCut({file, {}, {}}, around, side);
}

Bridge explainAsOf(const AccountFile& file, const Surroundings& around, Side side, QDate day)
{
    return explainCut(asOf(file, day), around, side);
}

} // namespace bridge
