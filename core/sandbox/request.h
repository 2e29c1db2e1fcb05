// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/json.h"
#include "sandbox/rules.h"

// A call as the endpoints see it, and the shapes in which Xero answers.
namespace sandbox {

// One organisation at one moment, with what it takes to change it.
struct Books {
    Tenant& tenant;
    qint64 now;
    base::Random& random;

    QString newId();
    QDate today() const; // in the organisation's time zone
};

struct Request {
    QByteArray verb;
    QStringList path; // below the root: {"Invoices", id, "History"}
    QHash<QString, QString> query;
    QJsonObject body;
    qint64 modifiedSince = -1; // milliseconds, to the second; −1 = not asked
    QByteArray application; // the ProviderName of the envelope
    QString at(qsizetype i) const { return i < path.size() ? path.at(i) : QString(); }
    bool creates() const { return verb == "PUT"; }
};

// What one written element came to. Valid elements persist even if others of the call fail.
struct Outcome {
    QString id; // of the record as it is now; empty if nothing was written
    QStringList errors, warnings;
    static Outcome refused(const QString& message) { return {{}, {message}, {}}; }
};

Answer plain(int status, const QByteArray& text);
Answer json(int status, const QByteArray& text);
Answer problem(int status, const char* title, const QString& detail, const QString& instance);
Answer exception(int number, const char* type, const QString& message);
Answer notFound();
Answer notImplemented();
// {"Id":…,"Status":"OK",…,"Invoices":[…]}; pagination may be empty.
Answer envelope(Books& books, const Request& request, const char* name,
    const QByteArrayList& elements, const QByteArray& pagination = {});

using Writer = std::function<Outcome(const QJsonObject&)>;
using Printer = std::function<QByteArray(const QString& id, const QByteArray& status)>;
// Writes every element and answers with summarizeErrors' semantics.
Answer writeAll(Books& books, const Request& request, const char* plural, const char* singular,
    const char* idKey, const Writer& write, const Printer& print);

// The 400 of a single write that was refused.
Answer refusal(const QJsonObject& sent, const Outcome& outcome, const char* idKey);

// StatusAttributeString, warnings: what a written element carries beside its fields.
QByteArray elementStatus(const Outcome& outcome, bool asked);

} // namespace sandbox
