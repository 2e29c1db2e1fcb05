// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/fetch.h"
#include "support/manualclock.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace {

const QString kTenant = u"9b3e0c8a-5f6f-4b3c-8a2e-111111111111"_s;

// A Xero that has contacts alone and shows three on a page, in order of their last change.
class ThreeOnAPage final : public xero::Transport {
public:
    explicit ThreeOnAPage(ManualClock& clock)
        : m_clock(clock)
    {
    }

    void add(int count)
    {
        for (int i = 0; i < count; ++i)
            m_contacts.append({QUuid::createUuidV5(QUuid(), QString::number(m_contacts.size())),
                m_clock.now().addSecs(-3'600 + m_contacts.size())});
    }
    void touch(qsizetype which) { m_contacts[which].second = m_clock.now(); }

    void send(
        const xero::Request& request, QObject* context, xero::ResponseHandler handler) override
    {
        ++calls;
        m_clock.after(std::chrono::milliseconds(400), context, [=, this] {
            handler(answer(request));
            if (afterCall)
                afterCall(calls);
        });
    }

    int calls = 0;
    std::function<void(int)> afterCall; // the world goes on between two calls

private:
    xero::Response answer(const xero::Request& request) const
    {
        auto found = m_contacts;
        found.removeIf([&](const auto& contact) {
            return request.modifiedSince.isValid() && contact.second < request.modifiedSince;
        });
        std::ranges::stable_sort(
            found, [](const auto& a, const auto& b) { return a.second < b.second; });
        int page = 1;
        for (const auto& [name, value] : request.query)
            if (name == u"page")
                page = value.toInt();
        QJsonArray list;
        for (const auto& [id, updated] : found.mid((page - 1) * 3, 3))
            list.append(QJsonObject{{u"ContactID"_s, id.toString(QUuid::WithoutBraces)},
                {u"Name"_s, u"Contact"_s}, {u"ContactStatus"_s, u"ACTIVE"_s},
                {u"UpdatedDateUTC"_s, dotNet(updated)}});
        const QJsonObject body{{u"DateTimeUTC"_s, dotNet(m_clock.now())},
            {u"pagination"_s,
                QJsonObject{{u"page"_s, page}, {u"pageSize"_s, 3},
                    {u"pageCount"_s, static_cast<int>((found.size() + 2) / 3)}}},
            {u"Contacts"_s, list}};
        return {200, {}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
    }
    static QString dotNet(const QDateTime& instant)
    {
        return u"/Date(%1)/"_s.arg(instant.toMSecsSinceEpoch());
    }

    ManualClock& m_clock;
    QList<std::pair<QUuid, QDateTime>> m_contacts;
};

// A book, and what a fetch needs.
struct Desk {
    QTemporaryDir folder;
    ManualClock clock{QDateTime(QDate(2026, 11, 2), QTime(9, 0), Qt::UTC)};
    base::SeededRandom random{7};
    ThreeOnAPage xero{clock};
    QObject guard;
    std::unique_ptr<store::Book> book;

    Desk()
    {
        BookSettings settings;
        settings.currency = base::Currency::of("AUD");
        auto made = store::Book::create(folder.filePath(u"walk.tieout"_s), settings, clock, random);
        if (!made)
            qFatal("%s", qPrintable(made.error().sentence));
        book = std::move(*made);
    }
    base::Result<engine::FetchSummary> read()
    {
        std::optional<base::Result<engine::FetchSummary>> result;
        auto* fetch = new engine::Fetch(
            {*book, xero, clock, random, clock, {}, u"test"_s, kTenant.toLatin1(), &guard},
            {engine::Resource::Contacts}, [](const QString&, int) {},
            [&](const auto& done) { result = done; });
        fetch->start();
        while (!result && clock.step()) { }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return *result;
    }
    qsizetype inMirror() const { return book->unlinkedContacts().size(); }
};

} // namespace

class TestWalk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pagesAreTurnedByNumber()
    {
        Desk desk;
        desk.xero.add(10);
        QVERIFY(desk.read());
        QCOMPARE(desk.inMirror(), 10);
        QCOMPARE(desk.xero.calls, 4);
    }

    // The second call has read four to six when the first is changed: the seventh moves up to the
    // second page, which nobody reads again.
    void whoeverSlipsPastAPageIsFound()
    {
        Desk desk;
        desk.xero.add(10);
        desk.xero.afterCall = [&](int call) {
            if (call == 2)
                desk.xero.touch(0);
        };
        QVERIFY(desk.read());
        QCOMPARE(desk.inMirror(), 10);
        QCOMPARE(desk.xero.calls, 5); // the second turn alone is looked at again
    }

    void manyChangesInOneWalk()
    {
        Desk desk;
        desk.xero.add(30);
        desk.xero.afterCall = [&](int call) {
            if (call % 3 == 0 && call < 10)
                for (int i = 0; i < 3; ++i)
                    desk.xero.touch(call + i);
        };
        QVERIFY(desk.read());
        QCOMPARE(desk.inMirror(), 30);
    }

    // The next reading begins where Xero's clock stood at the first page, less the overlap.
    void theNextReadingIsShort()
    {
        Desk desk;
        desk.xero.add(10);
        QVERIFY(desk.read());
        desk.clock.advance(std::chrono::hours(1));
        desk.xero.touch(4);
        desk.xero.calls = 0;
        const auto again = desk.read();
        QVERIFY(again);
        QCOMPARE(again->recordsRead, 1);
        QCOMPARE(desk.xero.calls, 1);
    }
};

QTEST_GUILESS_MAIN(TestWalk)
#include "tst_walk.moc"
