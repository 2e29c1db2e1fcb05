// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace engine {

// What is kept for the moment when Xero has answered and the disk is full (reliability.md §3.4):
// 8 MiB beside the book that are given back then; and, should that not do, a small file whose
// blocks exist already, into which the answers of the calls in flight are written instead. Both are
// there while the book is open; answers that could not be brought into the book stay for the next
// opening.
class Reserve {
public:
    explicit Reserve(const QString& bookPath);
    ~Reserve();
    Reserve(const Reserve&) = delete;
    Reserve& operator=(const Reserve&) = delete;

    // Without room for it nothing may be sent.
    base::Result<void> prepare();
    // True when there was something to give back.
    bool giveBack();
    base::Result<void> keep(const QByteArray& answer);
    // The answers that wait to be written into the book, each whole or not at all.
    QList<QByteArray> kept() const;
    base::Result<void> forget();

private:
    QString m_ballast, m_outcome;
};

} // namespace engine
