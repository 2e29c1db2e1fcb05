// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

// The process's greatest memory since it was last forgotten, in MB; 0 where the system doesn't say.
qint64 peakMemory();
void forgetPeakMemory();
