// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>

#include <functional>

namespace app {

// Something a person does by hand in the sandbox's Xero: match a line to an invoice, void, merge…
struct Act {
    QString path; // below /sandbox/human/
    QJsonObject body;
};

// The hand of that person. It speaks to the sandbox's own control path, never to Xero.
class Person {
public:
    using Done = std::function<void(base::Result<QJsonObject>)>;
    void act(const QUrl& sandbox, const Act& act, QObject* context, Done done);

private:
    QNetworkAccessManager m_network;
};

} // namespace app
