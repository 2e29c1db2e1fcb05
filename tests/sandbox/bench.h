// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/rules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

// The rules without sockets, a clock that stands still, and the shortest way to ask for things.
class FixedClock final : public base::Clock {
public:
    qint64 ms = QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC).toMSecsSinceEpoch();
    QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC); }
    qint64 bootMilliseconds() const override { return ms; }
    QString bootId() const override { return QStringLiteral("test"); }
    void after(std::chrono::milliseconds, QObject*, std::function<void()>) override { }
};

class RulesBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

protected:
    QJsonDocument call(const char* verb, const QString& path, const QByteArray& body = {},
        const QByteArray& key = {}, const QByteArray& since = {});
    QJsonObject api(const char* verb, const QString& path, const QByteArray& body = {});
    QJsonObject human(const QString& act, const QByteArray& body);
    QStringList messages(const QJsonObject& answer);
    QString contact(const QString& name);
    QString invoice(const QString& number, const char* amount, const QString& contactId);
    QJsonObject invoiceNow(const QString& number);
    static QByteArray invoiceBody(
        const QString& number, const char* amount, const QString& contactId);

    FixedClock m_clock;
    std::unique_ptr<base::SeededRandom> m_random;
    std::unique_ptr<sandbox::Rules> m_rules;
    QByteArray m_token, m_tenant;
    int m_status = 0;
    QList<std::pair<QByteArray, QByteArray>> m_headers;
};

// The overpayment of the tests: 100.00 of Pelican.
inline constexpr const char* kOverpayment
    = R"({"Type":"RECEIVE-OVERPAYMENT","Contact":{"Name":"Pelican"},"BankAccount":{"Code":"091"},
        "Date":"2026-11-12","LineAmountTypes":"NoTax","LineItems":[{"Description":"P-1","UnitAmount":100}]})";
