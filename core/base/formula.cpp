// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/formula.h"

#include <algorithm>

namespace base {

QString withoutFormula(QString cell)
{
    static const QString dangerous = QStringLiteral("=+-@\t\r\n\uFF1D");
    const bool number = !cell.isEmpty() && std::all_of(cell.begin(), cell.end(), [](QChar c) {
        return c.isDigit() || c == u'.' || c == u'-' || c == u'+';
    });
    if (!cell.isEmpty() && dangerous.contains(cell.front()) && !number)
        cell.prepend(u'\'');
    return cell;
}

} // namespace base
