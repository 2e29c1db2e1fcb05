// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/answers.h"

#include "xero/fields.h"

namespace xero {

using base::Effect;
using base::Error;
using base::ErrorKind;

namespace {

// Everything Xero says in the body of a refusal, in its own words.
struct Words {
    QStringList messages; // of the elements; else the one of the whole call
    QString detail;
};

Words wordsOf(const QByteArray& body)
{
    Words words;
    const auto parsed = json::parse(body);
    if (!parsed) {
        words.messages = {QString::fromUtf8(body.left(2'000)).trimmed()};
        return words;
    }
    QString ignored; // of a refusal we take what can be read
    const Fields envelope(*parsed, ignored);
    const auto collect = [&](const Fields& f) {
        const QString text = f.has("Message") ? f.text("Message") : f.text("Description");
        if (!text.isEmpty())
            words.messages += text;
    };
    envelope.each("Elements", [&](const Fields& f) { f.each("ValidationErrors", collect); });
    envelope.each("ValidationErrors", collect);
    words.detail = envelope.text("Detail");
    for (const char* name : {"Message", "Detail", "error_description", "error", "Title"})
        if (words.messages.isEmpty() && !envelope.text(name).isEmpty())
            words.messages = {envelope.text(name)};
    if (words.messages.isEmpty())
        words.messages = {QString::fromUtf8(body.left(2'000)).trimmed()};
    return words;
}

QString refusal(const QString& raw)
{
    return raw.isEmpty() ? QStringLiteral("Xero refused this without a reason.")
                         : QStringLiteral("Xero refused this: “%1”").arg(raw);
}

Error said(ErrorKind kind, const QString& sentence, Effect effect = Effect::None)
{
    Error error;
    error.kind = kind;
    error.effect = effect;
    error.sentence = sentence;
    return error;
}

Error unauthorised(const Words& words)
{
    // Refreshing never helps here: the consent itself lacks something.
    return said(ErrorKind::Unauthorised,
        words.detail.contains(u"AuthorizationUnsuccessful")
            ? QStringLiteral("Xero doesn’t let Tieout do this yet. Sign in again and allow "
                             "everything it asks for.")
            : QStringLiteral("Your sign-in to Xero has ended. Sign in again."));
}

Error badRequest(const QString& raw)
{
    if (raw.contains(u"is used with a different request", Qt::CaseInsensitive))
        return said(ErrorKind::Conflict,
            QStringLiteral("Xero has seen another push under the same key. Nothing was sent."));
    return said(ErrorKind::Rejected, refusal(raw));
}

Error rateLimited(const Response& response)
{
    const int seconds = secondsToWait(response);
    Error error = said(ErrorKind::RateLimited,
        budgetOf(response).problem == u"day"
            ? QStringLiteral(
                "The calls Xero allows for one day are used up. Tieout goes on by itself.")
            : QStringLiteral("Xero asks to wait %1 seconds. Nothing to do.").arg(seconds));
    error.retryAfterSeconds = seconds;
    return error;
}

Error classified(const Response& response, const Words& words, const QString& raw)
{
    switch (response.status) {
    case 400:
        return badRequest(raw);
    case 401:
        return unauthorised(words);
    case 403:
        return said(ErrorKind::Forbidden,
            QStringLiteral(
                "Xero no longer lets Tieout into this organisation. Connect it again, or "
                "ask who looks after it in Xero."));
    case 404:
        return said(ErrorKind::NotFound, QStringLiteral("Xero has no such record."));
    case 409:
    case 412:
        return said(ErrorKind::Conflict,
            QStringLiteral("The record in Xero is not as expected. Look at both sides first."));
    case 429:
        return rateLimited(response);
    case 501:
        return said(
            ErrorKind::Bug, QStringLiteral("Xero doesn’t know this call. Prepare a support case."));
    default:
        break;
    }
    if (response.status >= 400 && response.status <= 499)
        return said(ErrorKind::Rejected, refusal(raw));
    if (response.status >= 500)
        return said(ErrorKind::Timeout,
            QStringLiteral("Xero has trouble of its own. Tieout looks there first and only then "
                           "sends again."),
            Effect::Unknown);
    // A redirect, or a success that a caller took for none: never an answer of Xero's API.
    return said(ErrorKind::Malformed,
        QStringLiteral("Something other than Xero answered. Check the network and any sign-in page "
                       "it shows."),
        Effect::Unknown);
}

} // namespace

Error errorOf(const Response& response)
{
    const Words words = wordsOf(response.body);
    const QString raw = words.messages.join(QStringLiteral("; "));
    Error error = classified(response, words, raw);
    error.raw = raw;
    error.httpStatus = response.status;
    return error;
}

} // namespace xero
