// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/failpoint.h"

#ifdef TIEOUT_TEST_SEAMS

#include <QByteArray>
#include <QFile>

#include <csignal>
#include <cstdlib>

namespace base {

void failpoint(const char* name)
{
    // The one counter of the program: it lives as long as the process that it ends.
    static const QByteArray wanted = qgetenv("TIEOUT_FAILPOINT");
    if (wanted.isEmpty())
        return;
    if (wanted.startsWith("list>")) {
        // Which ones a run comes by, one a line.
        QFile list(QString::fromLocal8Bit(wanted.mid(5)));
        if (list.open(QIODevice::Append))
            list.write(QByteArray(name) + '\n');
        return;
    }
    static int left = 0;
    const qsizetype mark = wanted.indexOf(':');
    if (wanted.left(mark < 0 ? wanted.size() : mark) != name)
        return;
    if (left == 0)
        left = mark < 0 ? 1 : wanted.mid(mark + 1).toInt();
    if (--left > 0)
        return;
#ifdef Q_OS_UNIX
    std::raise(SIGKILL);
#else
    std::_Exit(137); // no destructors, no flushing
#endif
}

} // namespace base

#endif
