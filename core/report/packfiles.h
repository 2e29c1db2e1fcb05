// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/pack.h"

#include <QHash>

// The files of an evidence pack: what is written is read again without loss.
namespace report::packfiles {

// All that SHA256SUMS lists, in its order.
const QStringList& listed();
inline QString sums()
{
    return QStringLiteral("SHA256SUMS");
}
// "…  README.txt\n" for each listed file of a folder, as sha256sum writes it.
base::Result<QByteArray> sumsOf(const QString& folder);
base::Result<QByteArray> hashOf(const QString& path);

QByteArray json(const Pack& pack);
// Without items, events and summary.
base::Result<Pack> fromJson(const QByteArray& json);

QByteArray accountsCsv(const Pack& pack);
QByteArray bridgeCsv(const Pack& pack);
base::Result<void> writeItems(const Pack& pack, const QString& path);

QString keyOf(records::AccountId account, records::Side side, const QString& currency);
struct Items {
    QHash<QString, QList<records::SignedItem>> byAccount;
    QStringList faults; // rows that are no items
};
base::Result<Items> readItems(const QString& path);

QByteArray readme(const Pack& pack);

} // namespace report::packfiles
