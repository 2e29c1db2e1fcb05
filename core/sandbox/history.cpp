// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

namespace sandbox {

// Notes on a record: accepted, kept and given back; no rule looks at them.
Answer history(Books& books, const Request& request)
{
    QJsonArray& notes = books.tenant.history[request.at(1).toLower()];
    QByteArrayList list;
    if (request.verb == "PUT") {
        const QString plural = QStringLiteral("HistoryRecords");
        for (const QJsonObject& sent :
            elementsOf(request.body, plural, QStringLiteral("HistoryRecord"))) {
            QJsonObject note{{QStringLiteral("Details"), sent.value(QStringLiteral("Details"))},
                {QStringLiteral("Changes"), QStringLiteral("Note")},
                {QStringLiteral("User"), QStringLiteral("System Generated")},
                {QStringLiteral("DateUTC"), QStringLiteral("/Date(%1+0000)/").arg(books.now)}};
            notes.append(note);
            list << toJson(note);
        }
        if (list.isEmpty())
            return exception(17, "NoDataProcessedException",
                QStringLiteral(
                    "No data has been processed for this endpoint. This endpoint is expecting "
                    "HistoryRecord data to be specifed in the request body."));
        return envelope(books, request, "HistoryRecords", list);
    }
    if (request.verb != "GET")
        return notImplemented();
    for (const QJsonValue& note : notes)
        list << toJson(note);
    return envelope(books, request, "HistoryRecords", list);
}

} // namespace sandbox
