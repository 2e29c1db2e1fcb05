// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/httptransport.h"

#include <QIODevice>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

#include <algorithm>
#include <cstring>

namespace xero {

using base::Effect;
using base::Error;
using base::ErrorKind;

namespace {

constexpr qint64 kLargestAnswer = 64 * 1024 * 1024;
constexpr auto kLongestRead = 300s;

// A body that can't be rewound, so that Qt can't send it twice. What was pulled from it tells
// whether anything can have reached the wire.
class OneShotBody final : public QIODevice {
public:
    OneShotBody(QByteArray bytes, QObject* parent)
        : QIODevice(parent)
        , m_bytes(std::move(bytes))
    {
        open(ReadOnly);
    }
    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override { return m_at >= m_bytes.size(); }
    qint64 bytesAvailable() const override
    {
        return m_bytes.size() - m_at + QIODevice::bytesAvailable();
    }
    qint64 bytesPulled() const { return m_at; }

protected:
    qint64 readData(char* data, qint64 most) override
    {
        const qint64 count = std::min(most, m_bytes.size() - m_at);
        if (count <= 0)
            return atEnd() ? -1 : 0;
        std::memcpy(data, m_bytes.constData() + m_at, static_cast<size_t>(count));
        m_at += count;
        return count;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    qint64 m_at = 0;
};

QNetworkRequest networkRequest(const HttpCall& call)
{
    QNetworkRequest request(call.url);
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(
        QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    for (const auto attribute :
        {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
            QNetworkRequest::AuthenticationReuseAttribute})
        request.setAttribute(attribute, QNetworkRequest::Manual);
    request.setTransferTimeout(static_cast<int>(call.timeout.count()));
    // Invoices compress well; Qt would take a full page for a bomb.
    request.setDecompressedSafetyCheckThreshold(kLargestAnswer);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Tieout/" TIEOUT_VERSION));
    for (const auto& [name, value] : call.headers)
        request.setRawHeader(name, value);
    return request;
}

Error errorWith(ErrorKind kind, Effect effect, const QString& sentence, const QString& raw)
{
    Error error;
    error.kind = kind;
    error.effect = effect;
    error.sentence = sentence;
    error.raw = raw;
    return error;
}

// Whether Qt's error only repeats the HTTP status of a complete answer.
bool isOnlyTheStatus(QNetworkReply::NetworkError error)
{
    using E = QNetworkReply;
    return error == E::NoError
        || (error >= E::ContentAccessDenied && error <= E::UnknownContentError
            && error != E::ContentReSendError)
        || (error >= E::InternalServerError && error <= E::UnknownServerError)
        || error == E::ProtocolInvalidOperationError; // how Qt calls a 400
}

Error brokenOff(QNetworkReply::NetworkError error, const QString& raw, bool mayHaveArrived)
{
    if (mayHaveArrived)
        return errorWith(ErrorKind::Timeout, Effect::Unknown,
            QStringLiteral(
                "Xero did not answer. Tieout looks there first and only then sends again."),
            raw);
    if (error == QNetworkReply::SslHandshakeFailedError)
        return errorWith(ErrorKind::Offline, Effect::None,
            QStringLiteral("The connection to Xero is not secure, so nothing was sent. Check this "
                           "computer’s date and its network."),
            raw);
    if (error == QNetworkReply::OperationCanceledError || error == QNetworkReply::TimeoutError)
        return errorWith(ErrorKind::Timeout, Effect::None,
            QStringLiteral("Xero did not answer in time. Tieout asks again by itself."), raw);
    return errorWith(ErrorKind::Offline, Effect::None,
        QStringLiteral("No connection to Xero. You can go on working here."), raw);
}

base::Result<Response> resultOf(QNetworkReply& reply, const HttpCall& call, const OneShotBody* body)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // Without a body nothing can prove that a write did not go out.
    const bool mayHaveArrived
        = call.writes() && (!body || call.body.isEmpty() || body->bytesPulled() > 0);
    const bool isRedirect = status >= 300 && status <= 399 && status != 304;
    if (isRedirect && !call.wantsRedirect)
        return base::Unexpected(errorWith(ErrorKind::Malformed,
            call.writes() ? Effect::Unknown : Effect::None,
            QStringLiteral("Something other than Xero answered. Check the network and any sign-in "
                           "page it shows."),
            QStringLiteral("HTTP %1").arg(status)));
    if (status == 0 || !isOnlyTheStatus(reply.error()))
        return base::Unexpected(brokenOff(reply.error(), reply.errorString(), mayHaveArrived));
    Response response{.status = status, .headers = {}, .body = reply.readAll()};
    for (const auto& [name, value] : reply.rawHeaderPairs())
        response.headers.append({name.toLower(), value});
    return response;
}

} // namespace

void exchange(
    QNetworkAccessManager& network, const HttpCall& call, QObject* context, ResponseHandler handler)
{
    QNetworkRequest request = networkRequest(call);
    OneShotBody* body = nullptr;
    QNetworkReply* reply = nullptr;
    if (call.writes()) {
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setHeader(QNetworkRequest::ContentLengthHeader, call.body.size());
        body = new OneShotBody(call.body, nullptr);
        reply = network.sendCustomRequest(request, call.verb, body);
        body->setParent(reply);
    } else {
        reply = network.get(request);
    }
    // Qt's timeout only counts silence; an answer that drips in must end as well.
    QTimer::singleShot(call.writes() ? call.timeout : std::chrono::milliseconds(kLongestRead),
        reply, [reply] { reply->abort(); });
    QObject::connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
        if (received > kLargestAnswer)
            reply->abort();
    });
    QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    QObject::connect(reply, &QNetworkReply::finished, context,
        [=, handler = std::move(handler)] { handler(resultOf(*reply, call, body)); });
}

HttpCall httpCall(const QUrl& api, const Request& request, const QByteArray& tenant)
{
    QByteArray query;
    for (const auto& [name, value] : request.query)
        query += (query.isEmpty() ? "?" : "&") + QUrl::toPercentEncoding(name) + '='
            + QUrl::toPercentEncoding(value, ",");
    HttpCall call{.verb = request.verb,
        .url = QUrl::fromEncoded(api.toEncoded() + request.path.toLatin1() + query)};
    call.headers = {{"Accept", "application/json"}, {"xero-tenant-id", tenant}};
    if (request.modifiedSince.isValid())
        call.headers.emplaceBack("If-Modified-Since",
            request.modifiedSince.toUTC()
                .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss"))
                .toLatin1());
    if (request.writes()) {
        call.headers.emplaceBack("Content-Type", "application/json; charset=utf-8");
        // An empty key breaks calls (xero-node #649).
        if (!request.idempotencyKey.isEmpty())
            call.headers.emplaceBack("Idempotency-Key", request.idempotencyKey);
        call.body = request.body;
        call.timeout = 45s;
    }
    return call;
}

} // namespace xero
