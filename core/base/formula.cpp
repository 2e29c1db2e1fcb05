// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/formula.h"

#include <QRegularExpression>

namespace base {

QString withoutFormula(QString cell)
{
    static const QString dangerous = QStringLiteral("=+-@\t\r\n\uFF1D");
    // "+61-400-12" is none: a spreadsheet would compute it.
    static const QRegularExpression number(QStringLiteral("^[+-]?[0-9]+(\\.[0-9]+)?$"));
    if (!cell.isEmpty() && dangerous.contains(cell.front()) && !number.match(cell).hasMatch())
        cell.prepend(u'\'');
    return cell;
}

} // namespace base
