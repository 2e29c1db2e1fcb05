// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/world.h"

// The steps of the worked scenarios: what both sides say, asserted and printed.

inline const QString kAccount = QStringLiteral("104377");
inline const QString kName = QStringLiteral("Harbourside Physio");

inline QString s(const char* text)
{
    return QString::fromUtf8(text);
}

// Prints a step as the tables of the requirements have it. What the lines of the bridge don't add
// up to, or call unexplained, is wrong; while Xero was not read since, they are of before.
inline QString told(World& world, const char* scenario, const char* invoice)
{
    const records::Bridge bridge = world.reader().account(world.accountId(kAccount))->bridge;
    const QString xero = world.xeroBalance(kName);
    const base::Currency aud = base::Currency::of("AUD");
    const base::Money diff = bridge.ledger - *base::Money::parse(xero, aud);
    const bool isRead = bridge.xero.toString() == xero;
    const QString cause = !isRead ? s("pending pull: Xero was not read since")
        : bridge.lines.isEmpty()  ? s("agrees")
                                  : world.bridge(kAccount).join(s(", "));
    const QString document = invoice ? s(invoice) : QString();
    qInfo("| %-8s | %-6s | out %8s | L.bal %8s | due %8s | X.bal %8s | diff %8s | %s", scenario,
        qPrintable(document), qPrintable(invoice ? world.outstanding(document) : s("-")),
        qPrintable(bridge.ledger.toString()), qPrintable(invoice ? world.due(document) : s("-")),
        qPrintable(xero), qPrintable(diff.toString()), qPrintable(cause));
    base::Money sum(0, aud);
    for (const records::BridgeLine& line : bridge.lines)
        sum += line.amount;
    if (!bridge.unexplained().isZero() || sum != bridge.difference())
        return s(scenario) + s(": the causes don't add up");
    return isRead && diff != sum ? s(scenario) + s(": another difference") : QString();
}

// One line of a scenario's table: L out, L bal, X due, X bal; the difference with its reason is
// what the bridge says next.
#define STEP(world, step, invoice, out, lbal, xdue, xbal)                                          \
    do {                                                                                           \
        QCOMPARE((world).outstanding(s(invoice)), s(out));                                         \
        QCOMPARE((world).ledgerBalance(kAccount), s(lbal));                                        \
        QCOMPARE((world).due(s(invoice)), s(xdue));                                                \
        QCOMPARE((world).xeroBalance(kName), s(xbal));                                             \
        QCOMPARE(told(world, step, invoice), QString());                                           \
    } while (false)

// The same where there is no invoice.
#define BALANCES(world, step, lbal, xbal)                                                          \
    do {                                                                                           \
        QCOMPARE((world).ledgerBalance(kAccount), s(lbal));                                        \
        QCOMPARE((world).xeroBalance(kName), s(xbal));                                             \
        QCOMPARE(told(world, step, nullptr), QString());                                           \
    } while (false)

#define CREDIT(world, kind, left) QCOMPARE((world).remaining(kName, s(kind)), s(left))

#define DIFFERS(world, ...) QCOMPARE((world).bridge(kAccount), (QStringList{__VA_ARGS__}))
#define AGREES(world) QCOMPARE((world).bridge(kAccount), QStringList())
