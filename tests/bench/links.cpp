// SPDX-License-Identifier: GPL-3.0-or-later

// tieout-links N: what a mapping file of N rows costs, validated, taken in and taken back, and what
// the Links page then asks of the book. Figures, no tests.

#include "support/world.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <cstdio>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace {

mirror::ContactId contactId(int n)
{
    return {QUuid(static_cast<uint>(n), 0x10, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1)};
}

void fill(World& world, int count)
{
    world.closeEngine();
    const base::SystemClock clock;
    auto book = store::Book::open(world.bookPath(), {}, clock);
    if (!book)
        qFatal("%s", qPrintable(book.error().sentence));
    ImportBatch batch;
    QList<mirror::Contact> contacts;
    for (int i = 1; i <= count; ++i) {
        ImportedAccount account;
        account.account.number = QString::number(100'000 + i);
        account.account.name = u"Customer %1"_s.arg(i);
        account.account.currency = base::Currency::of("AUD");
        batch.accounts.append(account);
        mirror::Contact contact;
        contact.id = contactId(i);
        contact.name = u"Customer %1 Pty Ltd"_s.arg(i);
        contact.status = u"ACTIVE"_s;
        contacts.append(contact);
    }
    auto transaction = (*book)->begin();
    QList<ImportError> errors;
    if (!(*book)->import(*transaction, batch, u"bench"_s, errors)
        || !(*book)->put(*transaction, contacts) || !transaction->commit())
        qFatal("the book could not be filled");
}

QString mapping(World& world, int count)
{
    QByteArray csv = "Account Id,Xero Guid\n";
    for (int i = 1; i <= count; ++i)
        csv += (QString::number(100'000 + i) + u',' + contactId(i).toString() + u'\n').toUtf8();
    QFile file(world.folder() + u"/mapping.csv"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
        qFatal("the mapping could not be written");
    return file.fileName();
}

template <class Do>
void timed(const char* what, Do work)
{
    QElapsedTimer time;
    time.start();
    const QString said = work();
    std::printf(
        "%-34s %7.2f s  %s\n", what, static_cast<double>(time.elapsed()) / 1000, qPrintable(said));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? QByteArray(argv[1]).toInt() : 2'000;
    constexpr int patience = 3'600'000;
    World world;
    fill(world, count);
    world.restartEngine();
    const QString path = mapping(world, count);
    const auto tell = [&](const Command& command) {
        const CommandOutcome outcome = world.tell(command, patience);
        return outcome.done ? outcome.sentence : outcome.error.sentence;
    };
    timed("first look at the accounts", [&] { return tell(command::UndoLinks{7}); });
    timed("looked through, nothing written", [&] { return tell(command::LinkByFile{path, true}); });
    timed("taken in and reviewed", [&] { return tell(command::LinkByFile{path, false}); });
    timed("states of all links",
        [&] { return QString::number(world.reader().linkCounts().value(u"linked"_s)); });
    timed("a window of links",
        [&] { return QString::number(world.reader().links({}, count / 2, 256).size()); });
    timed("a window of contacts",
        [&] { return QString::number(world.reader().contacts({}, count / 2, 256).size()); });
    timed("taken back", [&] { return tell(command::UndoLinks{}); });
    return 0;
}
