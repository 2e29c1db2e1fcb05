// SPDX-License-Identifier: GPL-3.0-or-later

// tieout-since [--documents N] [--breaks N] [--seed N]   since when do the two sides differ?
// Makes a book of five years with accounts that parted at a known moment, and asks for it as the
// window does. Fails when fewer than 99 in 100 answers are right. Only an optimised build's times
// say something.

#include "support/sincewhen.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>

using Qt::StringLiterals::operator""_s;

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"documents"_s, u"Invoices in five years."_s, u"N"_s, u"100000"_s},
        {u"breaks"_s, u"Accounts that part."_s, u"N"_s, u"1000"_s},
        {u"seed"_s, u"Of all that is random."_s, u"N"_s, u"1"_s}});
    parser.process(app);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"since.tieout"_s);
    QElapsedTimer time;
    time.start();
    const fiveyears::Made made = fiveyears::makeBook(path, parser.value(u"documents"_s).toInt(),
        parser.value(u"breaks"_s).toInt(), parser.value(u"seed"_s).toULongLong());
    std::printf("%d invoices, %d payments, %d readings, %d differences that healed, %lld accounts "
                "that parted of %lld: %.1f s, %lld MB\n",
        made.documents, made.payments, made.fetches, made.healed,
        static_cast<long long>(made.breaks.size()),
        static_cast<long long>(made.breaks.size() + made.whole.size()),
        double(time.elapsed()) / 1000, static_cast<long long>(QFileInfo(path).size() / 1'000'000));
    std::fflush(stdout);
    const fiveyears::Score score = fiveyears::sinceWhen(path, made);
    for (auto one = score.kinds.begin(); one != score.kinds.end(); ++one)
        std::printf("  %-40s %d of %d\n", qPrintable(one.key()), one->first, one->second);
    for (auto one = score.wrong.begin(); one != score.wrong.end(); ++one)
        std::printf("  wrong: %s: %d\n", qPrintable(one.key()), one.value());
    for (const QString& one : score.differing.mid(0, 20))
        std::printf("  differs, and should not: %s\n", qPrintable(one));
    std::printf(
        "right: %d of %d (%.2f %%); %lld lines where there should be none; a question takes "
        "%.2f ms, at worst %.2f ms\n",
        score.right, score.asked, score.asked > 0 ? 100.0 * score.right / score.asked : 0.0,
        static_cast<long long>(score.differing.size()), score.meanMilliseconds,
        score.worstMilliseconds);
    return score.right * 100 >= score.asked * 99 && score.differing.isEmpty() ? 0 : 1;
}
