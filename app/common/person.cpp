// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/person.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace app {

void Person::act(const QUrl& sandbox, const Act& act, QObject* context, Done done)
{
    QUrl url = sandbox;
    url.setPath(QStringLiteral("/sandbox/human/") + act.path);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setTransferTimeout(20'000);
    QNetworkReply* reply
        = m_network.post(request, QJsonDocument(act.body).toJson(QJsonDocument::Compact));
    QObject::connect(reply, &QNetworkReply::finished, context, [reply, path = act.path, done] {
        reply->deleteLater();
        const QByteArray body = reply->readAll();
        if (reply->error() != QNetworkReply::NoError)
            return done(base::failure(base::ErrorKind::Rejected,
                QStringLiteral("The sandbox refused \"%1\".").arg(path),
                QString::fromUtf8(body.isEmpty() ? reply->errorString().toUtf8() : body)));
        done(QJsonDocument::fromJson(body).object());
    });
}

} // namespace app
