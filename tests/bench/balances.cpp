// SPDX-License-Identifier: GPL-3.0-or-later

// tieout-balances [--accounts N]   what the balances of both sides cost, with difference and causes
// Cold, after a change, and as a plain aggregate of sqlite3's own program over the same file in the
// same run. Prints figures; fails only when the two don't agree on every account. Only an optimised
// build's figures say something.
// tieout-balances --accounts N --make FILE   makes the book and ends; --book FILE measures it.

#include "bench/manyaccounts.h"
#include "bench/memory.h"
#include "engine/run.h"
#include "records/words.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace {

void say(const QString& what, const QString& figures)
{
    std::printf("%-46s %s\n", qPrintable(what), qPrintable(figures));
    std::fflush(stdout);
}

QString seconds(qint64 milliseconds)
{
    return u"%1 s"_s.arg(double(milliseconds) / 1000, 0, 'f', 3);
}

template <class Do>
auto timed(const QString& what, Do work)
{
    QElapsedTimer time;
    time.start();
    auto result = work();
    say(what, seconds(time.elapsed()));
    return result;
}

template <class Result>
auto must(Result result)
{
    if (!result)
        qFatal("%s\n%s", qPrintable(result.error().sentence), qPrintable(result.error().raw));
    if constexpr (!std::is_void_v<typename Result::value_type>)
        return std::move(*result);
}

// What the system keeps of the file in memory is dropped, so that a cold start is one.
void forgetFile(const QString& path)
{
#ifdef Q_OS_LINUX
    const int file = open(qPrintable(path), O_RDONLY);
    if (file < 0 || fsync(file) != 0 || posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) != 0)
        qWarning("what the system keeps of the file may make the figures better");
    close(file);
#else
    Q_UNUSED(path)
#endif
}

class Bench {
public:
    Bench(const QString& path, int accounts)
        : m_path(path)
        , m_accounts(accounts)
    {
    }

    int run()
    {
        forgetFile(m_path);
        openBook();
        cold();
        look();
        int differing = compare();
        change();
        differing += compare();
        return differing > 0 ? 1 : 0;
    }

private:
    class NoTransport final : public xero::Transport {
        void send(const xero::Request&, QObject*, xero::ResponseHandler) override
        {
            qFatal("nothing is sent here");
        }
    };

    engine::Context context()
    {
        return {*m_book, m_transport, m_clock, m_random, m_clock, {}, u"bench"_s, {}, nullptr};
    }

    void openBook()
    {
        m_book = timed(u"book opened, its file read whole"_s,
            [&] { return must(store::Book::open(m_path, {}, m_clock)); });
    }

    qint64 review()
    {
        QElapsedTimer time;
        time.start();
        must(engine::reviewLocally(context()));
        return time.elapsed();
    }

    void cold()
    {
        forgetPeakMemory();
        const qint64 took = review();
        say(u"cold: every account's balances and causes"_s,
            u"%1, %2 accounts a second, peak memory %3 MB"_s.arg(seconds(took))
                .arg(qint64(m_accounts) * 1000 / std::max<qint64>(1, took))
                .arg(peakMemory()));
        say(u"reviewed once more, nothing changed"_s, seconds(review()));
    }

    // What the window asks for.
    void look()
    {
        const auto reader = must(store::openReader(m_path));
        const QString role = u"customer"_s;
        const store::Today today = timed(u"Today"_s, [&] { return reader->today(); });
        timed(u"totals of the list"_s, [&] { return reader->balanceSums(role, {}); });
        timed(u"first window, largest difference first"_s,
            [&] { return reader->accounts(role, {}, 0, 256); });
        timed(u"last window"_s,
            [&] { return reader->accounts(role, {}, std::max(0, m_accounts - 256), 256); });
        timed(u"first window, sorted by difference"_s, [&] {
            return reader->accounts(
                role, {.sortColumn = 4, .order = store::Order::Ascending}, 0, 256);
        });
        timed(u"those that differ, first window"_s,
            [&] { return reader->accounts(role, {.filter = u"differ"_s}, 0, 256); });
        say(u"balances"_s,
            u"ledger %1, Xero %2, difference %3, %4 of %5 accounts differ"_s
                .arg(today.ledger.display(), today.xero.display(),
                    (today.ledger - today.xero).display())
                .arg(today.differing)
                .arg(today.accounts));
        for (const store::CauseSum& sum : today.causes)
            say(u"    "_s + toText(sum.cause),
                u"%1 accounts, %2"_s.arg(sum.accounts).arg(sum.amount.display()));
    }

    // 50 invoices edited in Xero and 50 new ones of the ledger, each of another account.
    void change()
    {
        QList<mirror::Invoice> edited;
        ImportBatch batch;
        for (int i = 0; i < 50; ++i) {
            const int account = 1 + i * 2 * (m_accounts / 100);
            const auto id = manyaccounts::invoiceInXero(m_accounts, account, 5);
            mirror::Invoice invoice = m_book->mirrored(id).value();
            invoice.status = u"AUTHORISED"_s;
            invoice.total += base::Money(100, invoice.total.currency());
            invoice.amountDue += base::Money(100, invoice.total.currency());
            edited.append(invoice);
            batch.documents.append(newInvoice(account + m_accounts / 100));
        }
        forgetPeakMemory();
        QElapsedTimer time;
        time.start();
        QList<ImportError> errors;
        auto transaction = must(m_book->begin());
        const auto touched = must(m_book->put(transaction, edited));
        const ImportOutcome outcome = must(m_book->import(transaction, batch, u"bench"_s, errors));
        must(transaction.commit());
        const qint64 written = time.elapsed();
        review();
        say(u"after a change of 100 documents"_s,
            u"%1 (written in %2, %3 accounts), peak memory %4 MB"_s
                .arg(seconds(time.elapsed()), seconds(written))
                .arg(touched.size() + outcome.touched.size())
                .arg(peakMemory()));
        say(u"    of it, what a review costs at least"_s, seconds(review()));
    }

    ImportedDocument newInvoice(int account) const
    {
        const base::Currency currency = base::Currency::of("AUD");
        ImportedDocument imported;
        imported.accountNumber = QString::number(100'000 + account);
        ledger::Document& document = imported.document;
        document.number = u"LATE-%1"_s.arg(account);
        document.date = document.dueDate = m_clock.now().date();
        document.total = {11'000, currency};
        document.tax = {1'000, currency};
        ledger::Line line;
        line.description = u"Installation"_s;
        line.unitPrice = {1'000'000};
        line.amount = {10'000, currency};
        line.tax = document.tax;
        document.lines.append(line);
        return imported;
    }

    // How many accounts have other balances by plain SQL than by us.
    int compare()
    {
        QFile plain(plainBalances());
        if (!plain.open(QIODevice::ReadOnly))
            qFatal("sqlite3 wrote nothing");
        const auto reader = must(store::openReader(m_path));
        constexpr int window = 5'000;
        int differing = 0, seen = 0;
        while (seen < m_accounts) {
            const auto rows = reader->accounts(u"customer"_s, {.sortColumn = 0}, seen, window);
            if (rows.isEmpty())
                break;
            for (const store::AccountRow& row : rows) {
                const QList<qint64> ours{
                    row.id.value, row.ledger.minor(), row.xero.minor(), row.difference.minor()};
                QList<qint64> theirs;
                for (const QByteArray& column : plain.readLine().trimmed().split('|'))
                    theirs.append(column.toLongLong());
                differing += ours != theirs;
                ++seen;
            }
        }
        differing += m_accounts - seen;
        say(u"    accounts compared, and not equal"_s, u"%1, %2"_s.arg(seen).arg(differing));
        return differing;
    }

    // Made by sqlite3's own program: the file with a row for each account.
    QString plainBalances()
    {
        const QString rows = m_path + u".plain"_s;
        QProcess sqlite;
        sqlite.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QElapsedTimer time;
        time.start();
        sqlite.start(u"sqlite3"_s, {u"-batch"_s, u"-readonly"_s, m_path});
        sqlite.write(
            (u".once "_s + rows + u'\n' + kPlain + u";\n.shell grep VmHWM /proc/$PPID/status\n"_s)
                .toUtf8());
        sqlite.closeWriteChannel();
        if (!sqlite.waitForFinished(-1) || sqlite.exitCode() != 0)
            qFatal("sqlite3: %s", qPrintable(sqlite.errorString()));
        const qint64 took = time.elapsed();
        const QByteArray said = sqlite.readAllStandardOutput().simplified();
        say(u"the same balances, no causes, by plain sqlite3"_s,
            u"%1, peak memory %2 MB"_s.arg(seconds(took))
                .arg(said.split(' ').value(1).toLongLong() / 1024));
        return rows;
    }

    static const QString kPlain;

    QString m_path;
    int m_accounts = 0;
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    NoTransport m_transport;
    std::unique_ptr<store::Book> m_book;
};

// The entries of both sides as the bridge counts them, by people who know SQL and nothing of us.
const QString Bench::kPlain = uR"(
WITH entry(account, amount) AS (
    SELECT account, iif(kind = 'credit-note', -total, total) FROM document
    WHERE status = 'approved'
    UNION ALL
    SELECT account, -amount FROM payment
    UNION ALL
    SELECT account, iif(kind IN ('debit-write-off', 'refund'), amount, -amount) FROM adjustment
    UNION ALL
    SELECT account, iif(of_kind = 'invoice', -amount, amount) FROM reversal),
credit AS (
    SELECT c.id, c.kind, c.contact, c.total, c.remaining_credit,
        c.kind <> 'prepayment' AND t.id IS NOT NULL AS ours
    FROM mirror_credit c
    LEFT JOIN twin t ON t.xero_id = c.id AND t.xero_kind = c.kind AND t.origin <> 'taken-in'
    WHERE c.seen_until IS NULL AND c.status IN ('AUTHORISED', 'PAID')),
in_xero(contact, amount) AS (
    SELECT contact, total FROM mirror_invoice
    WHERE seen_until IS NULL AND status IN ('AUTHORISED', 'PAID')
    UNION ALL
    SELECT contact, -amount FROM mirror_payment
    WHERE seen_until IS NULL AND status <> 'DELETED' AND credit IS NULL
    UNION ALL
    SELECT contact, -total FROM credit WHERE ours
    UNION ALL
    SELECT c.contact, p.amount
    FROM credit c
    JOIN mirror_payment p ON p.credit = c.id AND p.seen_until IS NULL AND p.status <> 'DELETED'
    WHERE c.ours
    UNION ALL
    SELECT c.contact, -a.amount
    FROM credit c
    JOIN mirror_allocation a ON a.credit = c.id AND a.seen_until IS NULL
    WHERE NOT c.ours
    UNION ALL
    SELECT contact, -remaining_credit FROM credit WHERE NOT ours AND kind <> 'prepayment'),
ledger(account, balance) AS (SELECT account, SUM(amount) FROM entry GROUP BY account),
xero(contact, balance) AS (SELECT contact, SUM(amount) FROM in_xero GROUP BY contact)
SELECT a.id, COALESCE(l.balance, 0), COALESCE(x.balance, 0),
    COALESCE(l.balance, 0) - COALESCE(x.balance, 0)
FROM account a
LEFT JOIN ledger l ON l.account = a.id
LEFT JOIN link k ON k.account = a.id
LEFT JOIN xero x ON x.contact = k.contact
ORDER BY a.id)"_s;

// In a process of its own, so that its memory is none of what is measured.
void makeElsewhere(const QString& path, int accounts)
{
    QElapsedTimer time;
    time.start();
    QProcess maker;
    maker.setProcessChannelMode(QProcess::ForwardedChannels);
    maker.start(QCoreApplication::applicationFilePath(),
        {u"--accounts"_s, QString::number(accounts), u"--make"_s, path});
    if (!maker.waitForFinished(-1) || maker.exitCode() != 0)
        qFatal("the book could not be made");
    say(u"book made"_s, seconds(time.elapsed()));
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions(
        {{u"accounts"_s, u"With 10 invoices and 9.5 payments each."_s, u"N"_s, u"100000"_s},
            {u"make"_s, u"Makes the book and ends."_s, u"FILE"_s},
            {u"book"_s, u"One that was made before."_s, u"FILE"_s}});
    parser.process(app);
    const int accounts = std::max(100, parser.value(u"accounts"_s).toInt());
    if (const QString path = parser.value(u"make"_s); !path.isEmpty()) {
        manyaccounts::makeBook(path, accounts);
        return 0;
    }
    const QTemporaryDir folder;
    QString path = parser.value(u"book"_s);
    say(u"accounts, invoices, payments"_s,
        u"%1, %2, %3"_s.arg(accounts).arg(10 * accounts).arg(accounts * 19 / 2));
    if (path.isEmpty()) {
        path = folder.filePath(u"balances.tieout"_s);
        makeElsewhere(path, accounts);
    }
    say(u"file"_s, u"%1 MB"_s.arg(QFileInfo(path).size() / 1'000'000));
    return Bench(path, accounts).run();
}
