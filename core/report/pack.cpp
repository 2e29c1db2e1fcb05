// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/pack.h"

#include "report/packfiles.h"
#include "report/packsummary.h"
#include "report/tablefile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace report {

namespace {

base::Unexpected notWanted(const QString& folder, const QString& why)
{
    return base::failure(
        base::ErrorKind::Usage, u"%1 can’t become an evidence pack: %2"_s.arg(folder, why));
}

bool isEmptyFolder(const QString& folder)
{
    return QDir(folder).isEmpty(
        QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

// All files of the pack but the checksums, which are made of them.
base::Result<void> writeFiles(const Pack& pack, const QDir& folder)
{
    const auto path = [&](QLatin1StringView name) { return folder.filePath(name); };
    return writeFile(path("README.txt"_L1), packfiles::readme(pack))
        .and_then([&] { return writeFile(path("accounts.csv"_L1), packfiles::accountsCsv(pack)); })
        .and_then([&] { return writeFile(path("bridge.csv"_L1), packfiles::bridgeCsv(pack)); })
        .and_then([&] { return packfiles::writeItems(pack, path("items.csv"_L1)); })
        .and_then([&] { return writeFile(path("sign-off.json"_L1), packfiles::json(pack)); })
        .and_then([&] { return writeXlsx(spreadsheetOf(pack), path("sign-off.xlsx"_L1)); })
        .and_then([&] {
            const bool isOwn = pack.summary.title.isEmpty();
            return writePdf(isOwn ? summaryOf(pack) : pack.summary, path("sign-off.pdf"_L1));
        });
}

base::Result<void> check(const Pack& pack, const QString& folder)
{
    const auto verdict = verifyPack(folder, pack.signOff.seal);
    if (!verdict)
        return tl::unexpected(verdict.error());
    if (!verdict->good)
        return base::failure(base::ErrorKind::Conflict,
            u"The sign-off does not agree with its own records, so no evidence pack was written: %1"_s
                .arg(verdict->faults.first()),
            verdict->faults.join(u'\n'));
    return {};
}

} // namespace

base::Result<QByteArray> writePack(
    const Pack& pack, const QString& folder, const KeepChecksum& keep)
{
    const QFileInfo wanted(QDir::cleanPath(folder));
    const QString path = wanted.absoluteFilePath();
    if (wanted.exists() && !wanted.isDir())
        return notWanted(folder, u"it is a file."_s);
    if (wanted.exists() && !isEmptyFolder(path))
        return notWanted(folder, u"it isn’t empty."_s);
    // Beside it, so that the last step is one renaming; one folder deeper, so that the pack gets
    // the permissions that any new folder here gets.
    QTemporaryDir beside(QDir(wanted.absolutePath()).filePath(u".evidence-XXXXXX"_s));
    if (!beside.isValid() || !QDir(beside.path()).mkdir(u"pack"_s))
        return notWritten(folder, beside.errorString());
    const QDir made(beside.filePath(u"pack"_s));
    if (const auto written = writeFiles(pack, made); !written)
        return tl::unexpected(written.error());
    const auto sums = packfiles::sumsOf(made.path());
    if (!sums)
        return sums;
    if (const auto written = writeFile(made.filePath(packfiles::sums()), *sums); !written)
        return tl::unexpected(written.error());
    if (const auto checked = check(pack, made.path()); !checked)
        return tl::unexpected(checked.error());
    const QByteArray checksum = QCryptographicHash::hash(*sums, QCryptographicHash::Sha256).toHex();
    if (keep)
        if (const auto kept = keep(checksum); !kept)
            return tl::unexpected(kept.error());
    if (wanted.exists() && !QDir().rmdir(path))
        return notWritten(folder, u"the empty folder that is there can’t be replaced."_s);
    if (!QDir().rename(made.path(), path))
        return notWritten(folder, u"the folder can’t be made there."_s);
    return checksum;
}

} // namespace report
