// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>

class QObject;

namespace xero {

// One call of Xero's accounting API, as a value. path is below …/api.xro/2.0/, without a slash in
// front, percent-encoded: "Invoices", "Overpayments/{id}/Allocations".
struct Request {
    QByteArray verb = "GET";
    QString path;
    QList<std::pair<QString, QString>> query = {}; // unencoded
    QByteArray body = {};
    QByteArray idempotencyKey = {}; // ≤ 128 characters; PUT and POST only
    QDateTime modifiedSince = {};
    bool writes() const { return verb != "GET"; }
    bool operator==(const Request&) const = default;
};

struct Response {
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers; // names lower case
    QByteArray body;
    QByteArray header(const char* lowerCaseName) const;
};

using ResponseHandler = std::function<void(base::Result<Response>)>;

// The way out. Calls back exactly once from the event loop, unless the context died. An answer of
// any HTTP status is a Response; an Error means that no usable answer came, and its effect says
// whether bytes may have reached Xero (None: certainly not sent).
class Transport {
public:
    virtual ~Transport() = default;
    virtual void send(const Request& request, QObject* context, ResponseHandler handler) = 0;
    // Calls that Xero leaves this organisation for today, all programs together; −1 = not known.
    virtual int callsLeftToday() const { return -1; }
};

// What the response headers say of the shared limits (xero-api.md §2.1). −1 = not said.
struct Budget {
    int leftToday = -1, leftThisMinute = -1;
    QString problem; // X-Rate-Limit-Problem
    int retryAfterSeconds = -1;
};
Budget budgetOf(const Response& response);
// "Fri, 20 Nov 2026 10:00:38 GMT"; invalid when it is none.
QDateTime httpDate(const QByteArray& text);
// Of a 429: how long to leave the organisation alone, 1 second to 24 hours. Xero says it for the
// minute and the day, as seconds (or, in HTTP, a date), but not for calls at the same time.
int secondsToWait(const Response& response);

} // namespace xero
