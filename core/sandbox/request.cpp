// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/request.h"

#include <QTimeZone>
#include <QUuid>

namespace sandbox {

static constexpr auto kNoId = "00000000-0000-0000-0000-000000000000";

QString Books::newId()
{
    QByteArray bytes = random.bytes(16);
    bytes[6] = char((bytes[6] & 0x0f) | 0x40);
    bytes[8] = char((bytes[8] & 0x3f) | 0x80);
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

QDate Books::today() const
{
    const QTimeZone zone(tenant.organisation.ianaZone.toLatin1());
    const QDateTime instant = QDateTime::fromMSecsSinceEpoch(now, Qt::UTC);
    return zone.isValid() ? instant.toTimeZone(zone).date() : instant.date();
}

Answer plain(int status, const QByteArray& text)
{
    Answer answer;
    answer.status = status;
    answer.headers.emplaceBack("content-type", "text/plain; charset=utf-8");
    answer.body = text;
    return answer;
}

Answer json(int status, const QByteArray& text)
{
    Answer answer;
    answer.status = status;
    answer.headers.emplaceBack("content-type", "application/json; charset=utf-8");
    answer.body = text;
    return answer;
}

Answer problem(int status, const char* title, const QString& detail, const QString& instance)
{
    JsonObject body;
    body.raw("Type", "null").text("Title", QLatin1String(title)).whole("Status", status);
    body.text("Detail", detail).text("Instance", instance).raw("Extensions", "{}");
    return json(status, body.take());
}

Answer exception(int number, const char* type, const QString& message)
{
    JsonObject body;
    body.whole("ErrorNumber", number).text("Type", QLatin1String(type)).text("Message", message);
    return json(400, body.take());
}

Answer notFound()
{
    return plain(404, "The resource you're looking for cannot be found");
}

Answer notImplemented()
{
    return plain(501, "The Api Method called is not implemented");
}

Answer envelope(Books& books, const Request& request, const char* name,
    const QByteArrayList& elements, const QByteArray& pagination)
{
    JsonObject body;
    body.text("Id", books.newId()).text("Status", QStringLiteral("OK"));
    body.text("ProviderName", QString::fromUtf8(request.application));
    // The envelope's own instant has no offset, unlike all others.
    body.text("DateTimeUTC", QStringLiteral("/Date(%1)/").arg(books.now));
    if (!pagination.isEmpty())
        body.raw("pagination", pagination);
    body.raw(name, jsonArray(elements));
    return json(200, body.take());
}

static QByteArray messages(const QStringList& texts)
{
    QByteArrayList list;
    for (const QString& each : texts)
        list.append(JsonObject().text("Message", each).take());
    return jsonArray(list);
}

QByteArray elementStatus(const Outcome& outcome, bool asked)
{
    JsonObject status;
    if (!outcome.warnings.isEmpty())
        status.raw("Warnings", messages(outcome.warnings));
    if (asked) {
        const bool bad = !outcome.errors.isEmpty();
        status.text("StatusAttributeString",
            bad                               ? QStringLiteral("ERROR")
                : !outcome.warnings.isEmpty() ? QStringLiteral("WARNING")
                                              : QStringLiteral("OK"));
    }
    const QByteArray text = status.take();
    return text.mid(1, text.size() - 2);
}

// The element as it was sent, with what is wrong with it.
static QByteArray refusedElement(
    const QJsonObject& sent, const Outcome& outcome, const char* idKey, bool asked)
{
    QJsonObject echo = sent;
    for (const char* ours : {"HasErrors", "HasValidationErrors", "ValidationErrors", "Warnings"})
        echo.remove(QLatin1String(ours));
    JsonObject element;
    if (!echo.contains(QLatin1String(idKey)))
        element.text(idKey, QLatin1String(kNoId));
    element.members(echo);
    if (asked)
        element.text("StatusAttributeString", QStringLiteral("ERROR"));
    element.flag("HasErrors", true).flag("HasValidationErrors", true);
    element.raw("ValidationErrors", messages(outcome.errors));
    return element.take();
}

static Answer validationException(const QByteArrayList& failures)
{
    JsonObject body;
    body.whole("ErrorNumber", 10).text("Type", QStringLiteral("ValidationException"));
    body.text("Message", QStringLiteral("A validation exception occurred"));
    body.raw("Elements", jsonArray(failures));
    return json(400, body.take());
}

Answer refusal(const QJsonObject& sent, const Outcome& outcome, const char* idKey)
{
    return validationException({refusedElement(sent, outcome, idKey, false)});
}

Answer writeAll(Books& books, const Request& request, const char* plural, const char* singular,
    const char* idKey, const Writer& write, const Printer& print)
{
    const QList<QJsonObject> sent
        = elementsOf(request.body, QLatin1String(plural), QLatin1String(singular));
    if (sent.isEmpty())
        return exception(17, "NoDataProcessedException",
            QStringLiteral(
                "No data has been processed for this endpoint. This endpoint is expecting "
                "%1 data to be specifed in the request body.")
                .arg(QLatin1String(singular)));
    const bool each = request.query.value(QStringLiteral("summarizeErrors")).toLower() == u"false";
    QByteArrayList elements, failures;
    for (const QJsonObject& object : sent) {
        const Outcome outcome = write(object);
        if (outcome.errors.isEmpty()) {
            elements.append(print(outcome.id, elementStatus(outcome, each)));
            continue;
        }
        failures.append(refusedElement(object, outcome, idKey, each));
        elements.append(failures.last());
    }
    if (!failures.isEmpty() && !each)
        return validationException(failures);
    return envelope(books, request, plural, elements);
}

} // namespace sandbox
