// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "xero/transport.h"

#include <QNetworkAccessManager>
#include <QUrl>

#include <chrono>

namespace xero {

using namespace std::chrono_literals;

// One HTTP exchange as a value, below the level of Xero's API: sign-in uses it as well.
struct HttpCall {
    QByteArray verb = "GET";
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    QByteArray body = {};
    std::chrono::milliseconds timeout = 60s; // of silence; a write must also be over by then
    bool wantsRedirect = false; // a redirect is the answer, not an error; it is never followed
    bool writes() const { return verb != "GET"; }
};

// Sends exactly once: Qt would repeat a request whose connection broke, and follow redirects with
// the bearer token. Neither is ever right here. Calls back once from the event loop unless the
// context died.
void exchange(QNetworkAccessManager& network, const HttpCall& call, QObject* context,
    ResponseHandler handler);

// The call of Xero's API that a request is, without the bearer.
HttpCall httpCall(const QUrl& api, const Request& request, const QByteArray& tenant);

} // namespace xero
