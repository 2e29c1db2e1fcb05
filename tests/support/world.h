// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/engine.h"
#include "store/book.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

// A whole world for a test: a sandbox in a process of its own (an independent witness), a book on
// disk, an engine over real HTTP, and the person who works in Xero. A test tells it what happens
// and asks both sides for their figures.
class World {
public:
    struct Options {
        bool accepted = true; // false: a connection that was not adopted yet
        records::PaymentPush paymentPush = records::PaymentPush::AsOverpayment;
        records::ItemCodes itemCodes = records::ItemCodes::Off;
        int waitsPermille = 1;
        bool keepsBackups = false;
        bool hasEngine = true; // false: the test works by the console alone
    };
    World();
    explicit World(Options options);
    ~World();

    // --- what happens ---------------------------------------------------------------------------
    records::CommandOutcome tell(const records::Command& command, int patience = 120'000); // ms
    // Imports text as files; fails the test's expectations by returning the outcome as it is.
    records::CommandOutcome import(const QList<std::pair<QString, QByteArray>>& files);
    records::CommandOutcome sync();
    records::CommandOutcome push();
    records::CommandOutcome pull();
    void account(const QString& number, const QString& name);
    void invoice(const QString& account, const QString& number, const QString& amount);
    void payment(const QString& account, const QString& number, const QString& amount,
        const QString& invoice = {}, const QString& allocated = {});
    void ledgerCredit(const QString& account, const QString& number, const QString& amount,
        const QString& invoice = {});
    void reverse(const QString& paymentNumber);
    // What the person does in Xero; answers with the records made.
    QJsonObject person(const QString& act, const QJsonObject& what);
    QJsonObject control(const QByteArray& verb, const QString& path, const QJsonObject& body = {});

    // --- what both sides say
    // ----------------------------------------------------------------------
    QString ledgerBalance(const QString& account) const; // "888.00"
    QString outstanding(const QString& invoice) const; // of the ledger
    QString xeroBalance(const QString& contact); // dues − remaining overpayments and credit notes
    QString due(const QString& invoice); // AmountDue, straight from the sandbox
    QString xeroStatus(const QString& invoice);
    QString remaining(const QString& contact, const QString& kind); // Σ RemainingCredit
    // The bridge as text: "+888.00 not-yet-pushed PAY-1", one line each in its order; empty =
    // agrees.
    QStringList bridge(const QString& account) const;
    QString difference(const QString& account) const;
    records::Verdict verdict(const QString& bank = QStringLiteral("090")) const;
    QStringList outbox() const; // "create-overpayment waiting PAY-1 none"
    QStringList inbox() const; // "blocked 888.00 over-allocation"
    int ledgerPayments(const QString& account) const;
    QJsonObject truth();

    records::AccountId accountId(const QString& number) const;
    records::RecordRef record(const QString& number) const;
    store::Reader& reader() const { return *m_reader; }
    engine::Engine& engine() const { return *m_engine; } // for a window
    QString bookPath() const { return m_dir.filePath(QStringLiteral("test.tieout")); }
    QString url() const { return m_url; }
    QString folder() const { return m_dir.path(); }
    void restartEngine();
    void closeEngine();
    // A backup as a person makes one: the closed book's file, copied; and put back under its name.
    void backUp(const QString& name);
    void restore(const QString& name);

private:
    void startSandbox();
    void createBook(const Options& options);
    void startEngine();

    bool m_keepsBackups = false;
    QTemporaryDir m_dir;
    QProcess m_sandbox;
    QString m_url;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<store::Reader> m_reader;
    quint64 m_ticket = 0;
    int m_imports = 0;
};

// What was told is done, else what was said instead.
#define DONE(outcome)                                                                              \
    do {                                                                                           \
        const auto answered = (outcome);                                                           \
        QVERIFY2(answered.done,                                                                    \
            qPrintable(answered.sentence + answered.error.sentence + answered.error.raw));         \
    } while (false)
