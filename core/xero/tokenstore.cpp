// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/session.h"

#include <QHash>
#include <QPointer>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace xero {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr int kPatience = 20'000;

Error keychainError(QKeychain::Error code, const QString& raw)
{
    Error error;
    error.raw = raw;
    switch (code) {
    case QKeychain::EntryNotFound:
        error.kind = ErrorKind::NotFound;
        error.sentence = QStringLiteral("There is no sign-in for this book yet.");
        return error;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        error.kind = ErrorKind::Storage;
        error.sentence = QStringLiteral("The keychain stayed locked. Unlock it and sign in again; "
                                        "Tieout keeps sign-ins nowhere else.");
        return error;
    default:
        error.kind = ErrorKind::Storage;
#ifdef Q_OS_LINUX
        error.sentence = QStringLiteral(
            "This computer has no keychain that works, and Tieout keeps sign-ins nowhere else. "
            "Install "
            "gnome-keyring or KWallet, log in again so that it is unlocked, and sign in again.");
#else
        error.sentence
            = QStringLiteral("This computer’s keychain did not work. Sign in again; Tieout "
                             "keeps sign-ins nowhere else.");
#endif
        return error;
    }
}

Error noAnswer()
{
    Error error;
    error.kind = ErrorKind::Storage;
    error.sentence = QStringLiteral(
        "The keychain did not answer. If it asks for its password, give it, and try again.");
    return error;
}

// Runs a job of QtKeychain and reports once. A job is never deleted while it is pending: the
// library underneath would write into freed memory when the answer comes at last.
void run(QKeychain::Job* job, const QString& key, QObject* context,
    std::function<void(const Result<void>&)> report)
{
    job->setAutoDelete(true);
    job->setInsecureFallback(false); // no keychain means no token, not a token in a text file
    job->setKey(key);
    auto once = std::make_shared<std::function<void(const Result<void>&)>>(
        [guard = QPointer(context), report = std::move(report)](const Result<void>& result) {
            if (guard)
                report(result);
        });
    const auto finish = [once](const Result<void>& result) {
        if (auto call = std::exchange(*once, nullptr))
            call(result);
    };
    QObject::connect(job, &QKeychain::Job::finished, job, [finish, job] {
        finish(job->error() == QKeychain::NoError
                ? Result<void>()
                : base::Unexpected(keychainError(job->error(), job->errorString())));
    });
    QTimer::singleShot(kPatience, job, [finish] { finish(base::Unexpected(noAnswer())); });
    job->start();
}

const QString& service()
{
    static const QString name = QStringLiteral("Tieout");
    return name;
}

class KeychainStore final : public TokenStore {
public:
    void load(const QString& key, QObject* context, Loaded done) override
    {
        auto* job = new QKeychain::ReadPasswordJob(service());
        run(job, key, context, [job, done = std::move(done)](const Result<void>& result) {
            if (result)
                done(job->binaryData());
            else
                done(base::Unexpected(result.error()));
        });
    }

    // A keychain that says "stored" has been seen to store nothing: what was written is read back.
    void save(const QString& key, const QByteArray& secret, QObject* context, Saved done) override
    {
        auto* job = new QKeychain::WritePasswordJob(service());
        job->setBinaryData(secret);
        run(job, key, context, [=, this, done = std::move(done)](const Result<void>& written) {
            if (!written)
                return done(written);
            load(key, context, [=](const Result<QByteArray>& back) {
                if (back && *back == secret)
                    return done({});
                done(base::Unexpected(keychainError(QKeychain::OtherError,
                    back ? QStringLiteral("another value was read back") : back.error().raw)));
            });
        });
    }

    void remove(const QString& key, QObject* context, Saved done) override
    {
        auto* job = new QKeychain::DeletePasswordJob(service());
        run(job, key, context, [done = std::move(done)](const Result<void>& result) {
            const bool gone = result || result.error().kind == ErrorKind::NotFound;
            done(gone ? Result<void>() : result);
        });
    }
};

class MemoryStore final : public TokenStore {
public:
    void load(const QString& key, QObject* context, Loaded done) override
    {
        const auto found = m_secrets.constFind(key);
        Result<QByteArray> result
            = base::Unexpected(keychainError(QKeychain::EntryNotFound, QString()));
        if (found != m_secrets.cend())
            result = *found;
        later(context, [done = std::move(done), result] { done(result); });
    }

    void save(const QString& key, const QByteArray& secret, QObject* context, Saved done) override
    {
        m_secrets.insert(key, secret);
        later(context, [done = std::move(done)] { done({}); });
    }

    void remove(const QString& key, QObject* context, Saved done) override
    {
        m_secrets.remove(key);
        later(context, [done = std::move(done)] { done({}); });
    }

private:
    static void later(QObject* context, std::function<void()> call)
    {
        QMetaObject::invokeMethod(context, std::move(call), Qt::QueuedConnection);
    }

    QHash<QString, QByteArray> m_secrets;
};

} // namespace

std::unique_ptr<TokenStore> keychainTokenStore()
{
    return std::make_unique<KeychainStore>();
}

std::unique_ptr<TokenStore> memoryTokenStore()
{
    return std::make_unique<MemoryStore>();
}

} // namespace xero
