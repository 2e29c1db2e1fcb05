// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "records/words.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace records;

// docs/causes.md says of each cause what the program does. Its words, who acts and the buttons are
// the program's own; its messages are put to the program; its tests are looked for. With
// TIEOUT_WRITE_DOCS set, the page is brought up to date instead.
class TestCauseTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheProgramSays();
    void itsMessagesAreRecognised();
    void itsTestsExist();
};

namespace {

const QString path = QStringLiteral(SOURCE_DIR "/docs/causes.md");

struct Row {
    QString id;
    QString messages; // written by hand, like the tests
    QString tests;
};

QList<QString> linesOfTheDocument()
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n')
                                          : QStringList();
}

bool isRow(const QString& line)
{
    return line.startsWith(u"| `");
}

Row rowOf(const QString& line)
{
    const QStringList cells = line.mid(2).split(QStringLiteral(" | "));
    QString tests = cells.value(5);
    return {cells.value(0).remove(u'`'), cells.value(2), tests.remove(QStringLiteral(" |"))};
}

QList<Row> rows()
{
    QList<Row> list;
    for (const QString& line : linesOfTheDocument())
        if (isRow(line))
            list.append(rowOf(line));
    return list;
}

QString written(CauseId id, const Row& row)
{
    const causes::Words words = causes::words({id, {}, {}});
    QStringList buttons;
    for (const RemedyId remedy : words.remedies)
        buttons.append(causes::buttonText(remedy, 1));
    return QStringLiteral("| `%1` | %2 | %3 | %4 | %5 | %6 |")
        .arg(toText(id), words.title, row.messages, causes::whoText(words.who),
            buttons.join(QStringLiteral(" · ")), row.tests);
}

QStringList quotedIn(const QString& cell)
{
    QStringList list;
    const QStringList parts = cell.split(u'`');
    for (qsizetype i = 1; i < parts.size(); i += 2)
        list.append(parts.at(i));
    return list;
}

} // namespace

void TestCauseTable::saysWhatTheProgramSays()
{
    QStringList before, table, after;
    QHash<QString, Row> known;
    QStringList actual;
    for (const QString& line : linesOfTheDocument()) {
        if (isRow(line)) {
            known.insert(rowOf(line).id, rowOf(line));
            actual.append(line);
        } else {
            (actual.isEmpty() ? before : after).append(line);
        }
    }
    for (int i = 1; i <= static_cast<int>(CauseId::Unrecognised); ++i) // none but None is left out
        table.append(
            written(static_cast<CauseId>(i), known.value(toText(static_cast<CauseId>(i)))));
    if (qEnvironmentVariableIsSet("TIEOUT_WRITE_DOCS")) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write((before + table + after).join(u'\n').toUtf8());
        return;
    }
    for (qsizetype i = 0; i < std::min(table.size(), actual.size()); ++i)
        QCOMPARE(actual.at(i), table.at(i));
    QCOMPARE(actual.size(), table.size());
    QVERIFY(table.size() >= 40);
}

void TestCauseTable::itsMessagesAreRecognised()
{
    int messages = 0;
    for (const Row& row : rows()) {
        const QStringList quoted = quotedIn(row.messages);
        QVERIFY2(!row.messages.isEmpty(), qPrintable(row.id));
        messages += static_cast<int>(quoted.size());
        for (const QString& text : quoted) {
            QStringList ids; // the same words may mean something else for another push
            for (int kind = 0; kind <= static_cast<int>(kLastOperationKind); ++kind)
                ids.append(toText(causes::recognise(static_cast<OperationKind>(kind), text).id));
            QVERIFY2(
                ids.contains(row.id), qPrintable(text + QStringLiteral(": ") + ids.join(u' ')));
        }
    }
    QVERIFY(messages >= 40);
}

void TestCauseTable::itsTestsExist()
{
    QHash<QString, QString> sources; // of each test program
    QDirIterator walk(QStringLiteral(SOURCE_DIR "/tests"), {QStringLiteral("tst_*.cpp")},
        QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile file(walk.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        sources.insert(walk.fileInfo().completeBaseName(), QString::fromUtf8(file.readAll()));
    }
    for (const Row& row : rows()) {
        QVERIFY2(!quotedIn(row.tests).isEmpty(), qPrintable(row.id));
        for (const QString& test : quotedIn(row.tests)) {
            const QString program = test.section(QStringLiteral("::"), 0, 0);
            const QString function = test.section(QStringLiteral("::"), 1);
            const QRegularExpression slot(QStringLiteral("\\bvoid %1\\(\\)").arg(function));
            QVERIFY2(!function.isEmpty() && sources.value(program).contains(slot),
                qPrintable(row.id + QStringLiteral(": ") + test));
        }
    }
}

QTEST_GUILESS_MAIN(TestCauseTable)
#include "tst_causetable.moc"
