// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QString>

// What the demo's billing system exports, as CSV files like any other's. Days are counted back from
// the day the book is made, so that the picture stays fresh.
namespace app::demo {

struct File {
    QString name;
    QByteArray content;
};

// The months before: everything that both sides came to agree on, story and crowd.
QList<File> history(QDate today);
// What came in after the person in Xero had done their deeds; most of it can't go through.
QList<File> trouble(QDate today);
// What came in last and waits for the next push.
QList<File> thisMorning(QDate today);

} // namespace app::demo
