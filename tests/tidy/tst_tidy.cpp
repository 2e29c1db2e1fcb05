// SPDX-License-Identifier: GPL-3.0-or-later

// Reads the house itself and holds it against its rules (CONTRIBUTING.md), after showing that each
// rule bites on a file that breaks it.

#include "tidy/house.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using tidy::File;

namespace {

QList<File> filesOf(const QString& folder, const QStringList& patterns)
{
    const QDir root(QStringLiteral(SOURCE_DIR));
    QList<File> files;
    QDirIterator walk(root.filePath(folder), patterns, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString path = walk.next();
        if (path.contains(QStringLiteral("/node_modules/"))
            || path.contains(QStringLiteral("/build/")))
            continue;
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            files.append({root.relativeFilePath(path), file.readAll()});
    }
    return files;
}

QList<File> sources(const QStringList& folders)
{
    QList<File> files;
    for (const QString& folder : folders)
        files += filesOf(folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")});
    return files;
}

const QStringList house = {QStringLiteral("app"), QStringLiteral("ui"), QStringLiteral("core")};
const QStringList houseAndTests = house + QStringList{QStringLiteral("tests")};

File fake(const char* path, const char* text)
{
    return {QString::fromLatin1(path), QByteArray(text)};
}

} // namespace

class TidyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRuleBites_data();
    void everyRuleBites();
    void rulesLetGoodFilesPass();
    void deadFilesAreFound();
    void floorsHold();
    void filesAreSmall();
    void bannedWordsAreAbsent();
    void everyFileOpensWithTheLicence();
    void everyFileIsBuilt();
    void everyFloorSaysWhatItIs();
    void topLevelIsClear();

private:
    void expectNone(const tidy::Findings& findings)
    {
        QVERIFY2(findings.isEmpty(), qPrintable(QStringLiteral("\n") + findings.join(u'\n')));
    }
};

void TidyTest::everyRuleBites_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row
        = [](const char* name, const char* path, const char* text, const char* expected) {
              QTest::newRow(name) << QString::fromLatin1(path) << QByteArray(text)
                                  << QString::fromLatin1(expected);
          };
    row("core includes a widget", "core/report/pages.cpp", "\n#include <QPushButton>\n",
        "core/report/pages.cpp:2: core must not include a widget: QPushButton");
    row("core includes QtWidgets", "core/engine/x.h", "#include <QtWidgets/QLabel>\n",
        "core/engine/x.h:1: core must not include a widget: QtWidgets/QLabel");
    row("a lower floor includes a higher", "core/base/money.cpp", "#include \"records/ledger.h\"\n",
        "core/base/money.cpp:1: base must not include records/ledger.h");
    row("the brain includes the store", "core/bridge/bridge.cpp", "#include \"store/book.h\"\n",
        "core/bridge/bridge.cpp:1: bridge must not include store/book.h");
    row("siblings", "core/xero/session.cpp", "#include \"store/book.h\"\n",
        "core/xero/session.cpp:1: xero must not include store/book.h");
    row("the engine includes the window", "core/engine/run.cpp", "#include \"ui/mainwindow.h\"\n",
        "core/engine/run.cpp:1: engine must not include ui/mainwindow.h");
    row("the window includes the book", "ui/mainwindow.cpp", "#include \"store/book.h\"\n",
        "ui/mainwindow.cpp:1: ui must not include store/book.h");
    row("the window includes the engine", "ui/mainwindow.cpp", "#include \"engine/engine.h\"\n",
        "ui/mainwindow.cpp:1: ui must not include engine/engine.h");
    row("double near money", "core/plan/pushes.cpp", "\n\ndouble due = 0;\n",
        "core/plan/pushes.cpp:3: double: no binary fractions near money");
    row("the clock on the wall", "core/engine/run.cpp", "QDateTime::currentDateTimeUtc();\n",
        "core/engine/run.cpp:1: currentDateTimeUtc(: ask the clock");
    row("network outside xero", "ui/page.cpp", "QNetworkRequest r;\n",
        "ui/page.cpp:1: QNetworkRequest: the network is core/xero's");
    row("a loop in a loop", "app/window/main.cpp", "QEventLoop loop;\n",
        "app/window/main.cpp:1: QEventLoop: nested event loops");
    row("unfinished", "core/base/id.h", "// TODO later\n",
        "core/base/id.h:1: TODO: finish it or leave it out");
}

void TidyTest::everyRuleBites()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const File file{path, text};
    QCOMPARE(tidy::floors(file) + tidy::words(file), tidy::Findings{expected});
}

void TidyTest::rulesLetGoodFilesPass()
{
    for (const File& file :
        {fake("core/engine/a.cpp", "#include \"store/book.h\"\n#include <QObject>\n"),
            fake("ui/a.cpp",
                "#include \"store/reader.h\"\n#include \"causes/causes.h\"\n"
                "#include \"ui/b.h\"\n#include <QLabel>\n"),
            fake("app/a.cpp", "#include \"engine/engine.h\"\n#include \"ui/b.h\"\n"),
            fake("core/plan/a.cpp", "// never a double near money\n")})
        expectNone(tidy::floors(file) + tidy::words(file));
    QCOMPARE(tidy::size(fake("core/a.cpp", QByteArray(601, '\n').constData())).size(), 1);
    QCOMPARE(tidy::size(fake("core/a.cpp", QByteArray(111, 'x').constData())).size(), 1);
    QCOMPARE(tidy::opening(fake("core/a.cpp", "#pragma once\n")).size(), 1);
    QCOMPARE(tidy::topLevel({QStringLiteral("src/a.cpp"), QStringLiteral("core/a/b.cpp")}),
        tidy::Findings{QStringLiteral("src: does not belong at the top level")});
    QCOMPARE(tidy::withoutReadme({QStringLiteral("core/new/a.cpp")}),
        tidy::Findings{QStringLiteral("core/new: has no README.md")});
}

void TidyTest::deadFilesAreFound()
{
    const QList<File> lists = {fake("core/plan/sources.cmake", "set(FLOOR_SOURCES plan.h)\n"),
        fake("tests/base/CMakeLists.txt",
            "tieout_test(tst_base base SOURCES ../support/world.cpp)\n"
            "set(MORE ${CMAKE_SOURCE_DIR}/tests/support/life.cpp)\n")};
    expectNone(
        tidy::unlisted({fake("core/plan/plan.h", ""), fake("tests/base/tst_base.cpp", ""),
                           fake("tests/support/world.cpp", ""), fake("tests/support/life.cpp", "")},
            lists));
    QCOMPARE(tidy::unlisted({fake("core/plan/dead.cpp", "")}, lists),
        tidy::Findings{QStringLiteral("core/plan/dead.cpp:1: no CMake list names this file")});
}

void TidyTest::floorsHold()
{
    const QList<File> files = sources(house);
    QVERIFY(files.size() > 40); // the walk found the house
    tidy::Findings findings;
    for (const File& file : files)
        findings += tidy::floors(file);
    expectNone(findings);
}

void TidyTest::filesAreSmall()
{
    tidy::Findings findings;
    for (const File& file : sources(houseAndTests))
        findings += tidy::size(file);
    expectNone(findings);
}

void TidyTest::bannedWordsAreAbsent()
{
    tidy::Findings findings;
    for (const File& file : sources(houseAndTests))
        findings += tidy::words(file);
    expectNone(findings);
}

void TidyTest::everyFileOpensWithTheLicence()
{
    tidy::Findings findings;
    for (const File& file : sources(houseAndTests))
        findings += tidy::opening(file);
    expectNone(findings);
}

void TidyTest::everyFileIsBuilt()
{
    const QStringList lists = {QStringLiteral("CMakeLists.txt"), QStringLiteral("*.cmake")};
    QList<File> listed;
    for (const QString& folder : houseAndTests)
        listed += filesOf(folder, lists);
    // A header of the tests is built by whoever includes it.
    const QList<File> files
        = sources(house) + filesOf(QStringLiteral("tests"), {QStringLiteral("*.cpp")});
    expectNone(tidy::unlisted(files, listed));
}

void TidyTest::everyFloorSaysWhatItIs()
{
    QStringList paths;
    for (const QString& folder : house)
        for (const File& file : filesOf(folder, {QStringLiteral("*")}))
            paths.append(file.path);
    expectNone(tidy::withoutReadme(paths));
}

void TidyTest::topLevelIsClear()
{
    QStringList entries
        = QDir(QStringLiteral(SOURCE_DIR)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    entries.removeAll(QStringLiteral("build")); // what .gitignore keeps out of the repository
    expectNone(tidy::topLevel(entries));
}

QTEST_GUILESS_MAIN(TidyTest)
#include "tst_tidy.moc"
