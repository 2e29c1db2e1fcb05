// SPDX-License-Identifier: GPL-3.0-or-later

#include <QDir>
#include <QFile>
#include <QMap>
#include <QTest>

// Adds up the situations that the shards of the simulator have been in. After a full run each of
// the named ones must have come about: a simulator that never gets there proves nothing about it.
class TestMarks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySituationWasReached();
};

void TestMarks::everySituationWasReached()
{
    QMap<QString, qint64> reached;
    qint64 lives = 0;
    const QDir folder(qEnvironmentVariable("TIEOUT_MARKS_FOLDER"));
    for (const QFileInfo& info : folder.entryInfoList({QStringLiteral("*.marks")}, QDir::Files)) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QByteArray& line : file.readAll().split('\n')) {
            const qsizetype space = line.indexOf(' ');
            if (line.startsWith("lives "))
                lives += line.mid(6).toLongLong();
            else if (space > 0)
                reached[QString::fromUtf8(line.mid(space + 1))] += line.left(space).toLongLong();
        }
    }
    for (auto mark = reached.begin(); mark != reached.end(); ++mark)
        qInfo("%9lld  %s", mark.value(), qPrintable(mark.key()));
    QFile file(QStringLiteral(SOURCE_DIR "/tests/simulation/situations.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList missing;
    int named = 0;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        ++named;
        if (!reached.contains(line))
            missing += line;
    }
    qInfo("%lld lives; %d named situations", lives, named);
    QVERIFY(named >= 60);
    if (lives < 10'000)
        QSKIP("only a full run of 10,000 lives must have seen everything");
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestMarks)
#include "tst_marks.moc"
