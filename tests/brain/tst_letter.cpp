// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/letter.h"

#include <QTest>
#include <QTimeZone>
#include <QUrlQuery>

using namespace report;
using Qt::StringLiterals::operator""_s;

// Messages as letters: what a mail program reads must be what was meant, whatever the words are.
class TestOfLetters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void severalBecomeOne()
    {
        const Letter one = letterOf(u"a@b.example"_s, {{u"Noon"_s, u"Done."_s}});
        QCOMPARE(one.subject, u"Noon"_s);
        QCOMPARE(one.body, u"Done."_s);
        const Letter two = letterOf({}, {{u"Morning"_s, u"Done."_s}, {u"Noon"_s, u"Left."_s}});
        QCOMPARE(two.subject, u"2 automatic syncs"_s);
        QCOMPARE(two.body, u"Morning\nDone.\n\nNoon\nLeft."_s);
    }

    void addressesAreEncoded()
    {
        const QUrl url = toMailto({u"a+b@c.example"_s, u"50 % & more?"_s, u"Größe\nzwei"_s});
        QCOMPARE(url.scheme(), u"mailto"_s);
        QCOMPARE(url.path(), u"a+b@c.example"_s);
        const QUrlQuery query(url);
        QCOMPARE(query.queryItemValue(u"subject"_s, QUrl::FullyDecoded), u"50 % & more?"_s);
        QCOMPARE(query.queryItemValue(u"body"_s, QUrl::FullyDecoded), u"Größe\r\nzwei"_s);
    }

    void longBodiesAreCutAtALine()
    {
        const QString body = QString(u"A line of the log.\n"_s).repeated(200);
        const QUrl url = toMailto({{}, u"Long"_s, body});
        QVERIFY(url.toEncoded().size() < 2'000);
        QVERIFY(QUrlQuery(url)
                    .queryItemValue(u"body"_s, QUrl::FullyDecoded)
                    .endsWith(u"log.\r\nThe rest is in the log."_s));
    }

    void mailIsWhatSendmailReads()
    {
        const QByteArray mail = toMail({u"a@b.example"_s, u"Coastline: done"_s, u"Größe\n"_s},
            QDateTime(QDate(2026, 11, 2), QTime(8, 0), QTimeZone(3600)));
        QCOMPARE(mail,
            QByteArray("To: a@b.example\n"
                       "Subject: Coastline: done\n"
                       "Date: Mon, 2 Nov 2026 08:00:00 +0100\n"
                       "MIME-Version: 1.0\n"
                       "Content-Type: text/plain; charset=utf-8\n"
                       "Content-Transfer-Encoding: base64\n"
                       "\n"
                       "R3LDtsOfZQo=\n"));
    }

    // A subject comes from the book's name: it must not be able to add a header.
    void headersStayOneLine()
    {
        const QByteArray mail
            = toMail(letterOf(u"a@b.example"_s, {{u"Hi\nBcc: x@y.example"_s, {}}}), {});
        QVERIFY(!mail.contains("\nBcc"));
    }

    void longForeignSubjectsAreFolded()
    {
        const QString subject = QString(u"Größenänderung "_s).repeated(12).trimmed();
        const QByteArray mail = toMail({{}, subject, {}}, {});
        QByteArray decoded;
        for (const QByteArray& line : mail.left(mail.indexOf("\nDate")).split('\n')) {
            QVERIFY(line.size() <= 76);
            const qsizetype begins = line.indexOf("=?UTF-8?B?") + 10;
            decoded += QByteArray::fromBase64(line.mid(begins, line.size() - begins - 2));
        }
        QCOMPARE(QString::fromUtf8(decoded), subject);
    }
};

QTEST_GUILESS_MAIN(TestOfLetters)
#include "tst_letter.moc"
