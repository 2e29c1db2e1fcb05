// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/session.h"

#include <QTest>

using namespace xero;
using base::ErrorKind;

// A computer without a keychain: nothing is stored anywhere, and the words say how to get one.
class TestNoKeychain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const char* name :
            {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"})
            qunsetenv(name);
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    }
    void savingFailsWithAWayOut()
    {
        const auto store = keychainTokenStore();
        std::optional<base::Result<void>> result;
        store->save(QStringLiteral("tieout/x/rt.0"), "secret", this,
            [&](const base::Result<void>& r) { result = r; });
        QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 25'000);
        QVERIFY(!result->has_value());
        QCOMPARE(result->error().kind, ErrorKind::Storage);
        QVERIFY(result->error().sentence.contains(u"gnome-keyring"));
        QVERIFY(!result->error().raw.contains(u"secret"));
    }
};

QTEST_GUILESS_MAIN(TestNoKeychain)
#include "tst_nokeychain.moc"
