// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/words.h"
#include "report/pack.h"
#include "report/packfiles.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;
using namespace records;

namespace report {

namespace {

constexpr qsizetype kMostFaults = 100; // a person reads a few; one is enough to fail

// "104377 Harbourside Physio (receivable, AUD)"
QString nameOf(const SignedAccount& one)
{
    return u"%1 %2 (%3, %4)"_s.arg(one.number, one.name, toText(one.side), one.currency.code());
}

QString keyOf(const SignedAccount& one)
{
    return packfiles::keyOf(one.account, one.side, one.currency.code());
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// What file managers leave in a folder that somebody looked at. It is none of the evidence.
bool isOfFileManager(const QString& name)
{
    return name == ".DS_Store"_L1 || name == ".directory"_L1
        || name.compare("Thumbs.db"_L1, Qt::CaseInsensitive) == 0
        || name.compare("desktop.ini"_L1, Qt::CaseInsensitive) == 0
        || (name.startsWith("._"_L1)
            && (packfiles::listed().contains(name.mid(2)) || name.mid(2) == packfiles::sums()));
}

// One pack being looked at, from its outside to its inside.
class PackCheck {
public:
    PackCheck(const QString& folder, const std::optional<QByteArray>& sealInBook)
        : m_folder(folder)
        , m_sealInBook(sealInBook)
    {
    }

    PackVerdict check()
    {
        strangers();
        checksums();
        contents();
        m_verdict.good = m_verdict.faults.isEmpty();
        if (m_left > 0)
            m_verdict.faults.append(u"%1 more faults are left out."_s.arg(m_left));
        return m_verdict;
    }

private:
    void fault(const QString& sentence)
    {
        if (m_verdict.faults.size() < kMostFaults)
            m_verdict.faults.append(sentence);
        else
            ++m_left;
    }

    QString path(const QString& name) const { return m_folder.filePath(name); }

    void strangers()
    {
        const auto entries = m_folder.entryList(
            QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
        for (const QString& name : entries)
            if (!packfiles::listed().contains(name) && name != packfiles::sums()
                && !isOfFileManager(name))
                fault(u"%1 does not belong to the pack."_s.arg(name));
        for (const QString& name : packfiles::listed() + QStringList{packfiles::sums()}) {
            const QFileInfo file(path(name));
            if (file.isSymLink() || (file.exists() && !file.isFile()))
                fault(u"%1 is no file of its own."_s.arg(name));
            else if (!file.exists())
                fault(u"%1 is missing."_s.arg(name));
        }
    }

    // The lines of SHA256SUMS by the names in them.
    QHash<QString, QByteArray> listedHashes(const QByteArray& sums)
    {
        QHash<QString, QByteArray> hashes;
        const QList<QByteArray> lines = sums.split('\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QByteArray& line = lines.at(i);
            if (line.isEmpty() && i + 1 == lines.size())
                break;
            const QString name = QString::fromUtf8(line.mid(66));
            if (line.mid(64, 2) != "  " || hashes.contains(name))
                fault(u"SHA256SUMS, line %1, can’t be read."_s.arg(i + 1));
            else if (!packfiles::listed().contains(name))
                fault(u"SHA256SUMS lists %1, which does not belong to a pack."_s.arg(name));
            else
                hashes.insert(name, line.left(64));
        }
        return hashes;
    }

    void checksums()
    {
        const QByteArray sums = read(path(packfiles::sums()));
        m_verdict.checksum = QCryptographicHash::hash(sums, QCryptographicHash::Sha256).toHex();
        const QHash<QString, QByteArray> hashes = listedHashes(sums);
        QByteArray expected;
        for (const QString& name : packfiles::listed()) {
            if (!hashes.contains(name))
                fault(u"SHA256SUMS does not list %1."_s.arg(name));
            if (!QFileInfo(path(name)).isFile())
                continue; // said already
            const auto hash = packfiles::hashOf(path(name));
            if (!hash)
                fault(hash.error().sentence);
            else if (hashes.contains(name) && hashes.value(name) != *hash)
                fault(u"%1 is not the file that was packed: its checksum is another one."_s.arg(
                    name));
            expected += hash.value_or(QByteArray()) + "  " + name.toUtf8() + '\n';
        }
        if (m_verdict.faults.isEmpty() && sums != expected)
            fault(u"SHA256SUMS is not written as a pack’s is."_s);
    }

    void contents()
    {
        const QByteArray json = read(path(u"sign-off.json"_s));
        const auto pack = packfiles::fromJson(json);
        if (!pack) {
            if (!json.isEmpty())
                fault(pack.error().sentence);
            return;
        }
        m_verdict.id = pack->signOff.id;
        m_verdict.seal = pack->signOff.seal;
        m_verdict.day = pack->signOff.day;
        m_verdict.accounts = int(pack->accounts.size());
        if (read(path(u"accounts.csv"_s)) != packfiles::accountsCsv(*pack))
            fault(u"accounts.csv says something else than sign-off.json."_s);
        if (read(path(u"bridge.csv"_s)) != packfiles::bridgeCsv(*pack))
            fault(u"bridge.csv says something else than sign-off.json."_s);
        bridge(*pack);
        seal(*pack, withItems(*pack));
    }

    // By account, side and currency, what the differences sum up to.
    void bridge(const Pack& pack)
    {
        QHash<QString, qint64> sums;
        for (const BridgeLine& line : pack.lines)
            if (!line.amount.isZero())
                sums[packfiles::keyOf(line.account, line.side, line.amount.currency().code())]
                    += line.amount.minor();
        for (const SignedAccount& one : pack.accounts) {
            const base::Money sum(sums.take(keyOf(one)), one.currency);
            if (sum != one.difference())
                fault(
                    u"bridge.csv: the differences of %1 sum up to %2, but its balances differ by %3."_s
                        .arg(nameOf(one), sum.display(), one.difference().display()));
        }
        if (!sums.isEmpty())
            fault(u"bridge.csv has differences of an account that was not signed."_s);
    }

    // The accounts with the fingerprints of the records that are there now.
    QList<SignedAccount> withItems(const Pack& pack)
    {
        auto items = packfiles::readItems(path(u"items.csv"_s));
        if (!items)
            return pack.accounts; // missing; said already
        for (const QString& sentence : std::as_const(items->faults))
            fault(sentence);
        QList<SignedAccount> accounts = pack.accounts;
        for (SignedAccount& one : accounts)
            compare(one, items->byAccount.take(keyOf(one)));
        if (!items->byAccount.isEmpty())
            fault(u"items.csv has records of an account that was not signed: %1."_s.arg(
                items->byAccount.constBegin().value().first().label.simplified()));
        return accounts;
    }

    void compare(SignedAccount& one, const QList<SignedItem>& items)
    {
        QList<SignedItem> ledger, xero;
        for (const SignedItem& item : items)
            (item.ledger ? ledger : xero).append(item);
        compareSide(one, ledger, one.ledger, one.ledgerPrint, u"ledger"_s);
        compareSide(one, xero, one.xero, one.xeroPrint, u"Xero"_s);
    }

    void compareSide(const SignedAccount& one, const QList<SignedItem>& items, base::Money balance,
        QByteArray& print, const QString& side)
    {
        qint64 sum = 0;
        for (const SignedItem& item : items) {
            sum += item.amount.minor();
            if (!item.amount.isZero() && item.amount.currency() != one.currency)
                fault(u"items.csv: %1 of %2 is in %3."_s.arg(
                    item.label.simplified(), nameOf(one), item.amount.currency().code()));
        }
        const QByteArray found = fingerprint(items);
        if (found != print)
            fault(u"items.csv: the records of %1 in %2 are not those that were signed."_s.arg(
                nameOf(one), side == "ledger"_L1 ? u"the ledger"_s : side));
        if (sum != balance.minor())
            fault(
                u"items.csv: the records of %1 sum up to a %2 balance of %3, signed was %4."_s.arg(
                    nameOf(one), side, base::Money(sum, one.currency).display(),
                    balance.display()));
        print = found;
    }

    void seal(const Pack& pack, const QList<SignedAccount>& accounts)
    {
        const SignOff& signOff = pack.signOff;
        for (const SignedAccount& one : accounts)
            if (!one.isWithin(signOff.threshold))
                fault(u"sign-off.json: more is unexplained of %1 than the threshold allows."_s.arg(
                    nameOf(one)));
        if (sumsOf(accounts) != signOff.sums)
            fault(u"sign-off.json: the sums are not those of its balances."_s);
        if (sealOf(signOff, accounts, pack.lines) != signOff.seal)
            fault(u"sign-off.json: the seal does not belong to this sign-off with its accounts, "
                  "differences and records."_s);
        if (m_sealInBook && *m_sealInBook != signOff.seal)
            fault(u"sign-off.json: the book keeps another seal for this sign-off, so this is not "
                  "what was signed."_s);
    }

    const QDir m_folder;
    const std::optional<QByteArray> m_sealInBook;
    PackVerdict m_verdict;
    qsizetype m_left = 0; // faults that are not listed
};

} // namespace

base::Result<PackVerdict> verifyPack(
    const QString& folder, const std::optional<QByteArray>& sealInBook)
{
    const QDir dir(folder);
    if (!QFileInfo(folder).isDir())
        return base::failure(base::ErrorKind::NotFound, u"There is no folder %1."_s.arg(folder));
    const bool isPack = dir.exists(packfiles::sums()) || dir.exists(u"sign-off.json"_s);
    if (!isPack)
        return base::failure(base::ErrorKind::NotFound,
            u"%1 is no evidence pack: it has neither SHA256SUMS nor sign-off.json."_s.arg(folder));
    return PackCheck(folder, sealInBook).check();
}

} // namespace report
