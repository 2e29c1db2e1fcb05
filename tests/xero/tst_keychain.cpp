// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/session.h"

#include <QTest>

using namespace xero;
using base::ErrorKind;
using base::Result;

class TestKeychain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesReadsAndDeletes();
    void overwrites();
    void missingEntryIsNotFound();
    void deletingTwiceIsFine();
    void keepsEntriesApart();
    void saysNothingToADeadContext();

private:
    Result<void> save(const QString& key, const QByteArray& secret)
    {
        return wait<void>([&](auto done) { m_store->save(key, secret, this, done); });
    }
    Result<QByteArray> load(const QString& key)
    {
        return wait<QByteArray>([&](auto done) { m_store->load(key, this, done); });
    }
    Result<void> remove(const QString& key)
    {
        return wait<void>([&](auto done) { m_store->remove(key, this, done); });
    }
    template <class T, class Begin>
    static Result<T> wait(Begin begin)
    {
        std::optional<Result<T>> result;
        begin([&](const Result<T>& r) { result = r; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 10'000))
            return base::failure(ErrorKind::Bug, QStringLiteral("no answer"));
        return *result;
    }

    std::unique_ptr<TokenStore> m_store = keychainTokenStore();
};

void TestKeychain::writesReadsAndDeletes()
{
    const QString key = QStringLiteral("tieout/book/rt.0");
    const QByteArray secret
        = QByteArray("{\"seq\":1} M\xC3\xBCller \0 x", 22) + QByteArray(2'000, 'r');
    const auto saved = save(key, secret);
    QVERIFY2(saved.has_value(), qPrintable(saved ? QString() : saved.error().raw));
    const auto loaded = load(key);
    QVERIFY(loaded.has_value());
    QCOMPARE(*loaded, secret);
    QVERIFY(remove(key).has_value());
    QCOMPARE(load(key).error().kind, ErrorKind::NotFound);
}

void TestKeychain::overwrites()
{
    const QString key = QStringLiteral("tieout/book/rt.1");
    QVERIFY(save(key, "one").has_value());
    QVERIFY(save(key, "two").has_value());
    QCOMPARE(*load(key), QByteArray("two"));
}

void TestKeychain::missingEntryIsNotFound()
{
    const auto loaded = load(QStringLiteral("tieout/none/rt.0"));
    QVERIFY(!loaded.has_value());
    QCOMPARE(loaded.error().kind, ErrorKind::NotFound);
}

void TestKeychain::deletingTwiceIsFine()
{
    QVERIFY(remove(QStringLiteral("tieout/none/rt.0")).has_value());
    QVERIFY(remove(QStringLiteral("tieout/none/rt.0")).has_value());
}

void TestKeychain::keepsEntriesApart()
{
    QVERIFY(save(QStringLiteral("tieout/a/rt.0"), "a").has_value());
    QVERIFY(save(QStringLiteral("tieout/b/rt.0"), "b").has_value());
    QCOMPARE(*load(QStringLiteral("tieout/a/rt.0")), QByteArray("a"));
    QCOMPARE(*load(QStringLiteral("tieout/b/rt.0")), QByteArray("b"));
}

void TestKeychain::saysNothingToADeadContext()
{
    bool called = false;
    {
        QObject context;
        m_store->load(QStringLiteral("tieout/a/rt.0"), &context,
            [&](const Result<QByteArray>&) { called = true; });
    }
    QTest::qWait(300);
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
