// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "records/signoff.h"
#include "report/report.h"

#include <QStringList>

#include <functional>

// The evidence of a sign-off as a folder of files, for an auditor who has neither the book nor this
// program: paper, spreadsheet, tables, all of it for machines, and checksums over the whole.
namespace report {

struct Pack {
    records::SignOff signOff;
    QString organisation, book;
    QDateTime madeAt;
    QList<records::SignedAccount> accounts; // with their items
    QList<records::BridgeLine> lines; // of these accounts, as signed
    QList<records::SignOffEvent> events;
    Report summary; // what sign-off.pdf says; without a title it is summaryOf()
};

// Who, when and how much; balances, causes, what is unexplained, seal, fingerprints, history.
Report summaryOf(const Pack& pack);

// Answers the pack's checksum: SHA-256 of its SHA256SUMS, hexadecimal. The folder must not be
// there, or be empty; it appears whole and checked, or not at all. keep is told the checksum before
// the folder appears, so that no pack is about that its book doesn't know; if it fails, none
// appears.
using KeepChecksum = std::function<base::Result<void>(const QByteArray& checksum)>;
base::Result<QByteArray> writePack(
    const Pack& pack, const QString& folder, const KeepChecksum& keep = {});

struct PackVerdict {
    bool good = false;
    QStringList faults; // sentences that name the file and the record
    records::SignOffId id;
    QByteArray seal; // as sign-off.json has it
    QByteArray checksum; // of SHA256SUMS as it is now
    QDate day;
    int accounts = 0;
};

// Whether a pack is what was written: its files by their checksums, the records by the fingerprints
// and the balances by the seal. The seal that the book kept, or the checksum on paper, tells a pack
// that was made anew as a whole. An error only where there is no pack to look at.
base::Result<PackVerdict> verifyPack(
    const QString& folder, const std::optional<QByteArray>& sealInBook = {});

} // namespace report
