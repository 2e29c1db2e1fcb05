// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

// What syncing costs in calls to Xero, by the sandbox's own count, with its limits on.
void countCalls(int perMinute, int scale);
