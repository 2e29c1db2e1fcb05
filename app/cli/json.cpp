// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/json.h"

#include "causes/causes.h"
#include "records/words.h"

namespace cli {

namespace {

QString groupText(store::OutboxGroup group)
{
    using enum store::OutboxGroup;
    switch (group) {
    case NeedsYou:
        return QStringLiteral("needs-you");
    case Waiting:
        return QStringLiteral("waiting");
    case Unknown:
        return QStringLiteral("unknown");
    case SetAside:
        return QStringLiteral("set-aside");
    case ConfirmedToday:
        return QStringLiteral("confirmed-today");
    }
    return {};
}

QJsonValue idOrNull(QUuid id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(id.toString(QUuid::WithoutBraces));
}

} // namespace

QJsonObject toJson(const records::Cause& cause)
{
    const causes::Words words = causes::words(cause);
    return {{QStringLiteral("id"), records::toText(cause.id)},
        {QStringLiteral("arguments"), QJsonArray::fromStringList(cause.arguments)},
        {QStringLiteral("title"), words.title}, {QStringLiteral("sentence"), words.sentence},
        {QStringLiteral("who"), causes::whoText(words.who)}, {QStringLiteral("raw"), cause.raw}};
}

QJsonObject toJson(const records::CommandOutcome& outcome)
{
    return {{QStringLiteral("done"), outcome.done}, {QStringLiteral("sentence"), outcome.sentence},
        {QStringLiteral("details"), outcome.details}};
}

QJsonObject toJson(const records::BookSettings& settings)
{
    QJsonObject banks, methods;
    for (auto it = settings.receiptsByBank.begin(); it != settings.receiptsByBank.end(); ++it)
        banks.insert(it.key(), records::toText(it.value()));
    for (auto it = settings.bankByMethod.begin(); it != settings.bankByMethod.end(); ++it)
        methods.insert(it.key(), it.value());
    QJsonObject accounts, taxes;
    for (auto it = settings.accountCodeInstead.begin(); it != settings.accountCodeInstead.end();
         ++it)
        accounts.insert(it.key(), it.value());
    for (auto it = settings.taxTypeInstead.begin(); it != settings.taxTypeInstead.end(); ++it)
        taxes.insert(it.key(), it.value());
    QJsonObject fees;
    for (auto it = settings.feesByBank.begin(); it != settings.feesByBank.end(); ++it)
        fees.insert(it.key(), it.value());
    QStringList automatic = settings.automaticBanks.values();
    automatic.sort();
    return {{QStringLiteral("name"), settings.name},
        {QStringLiteral("currency"), settings.currency.code()},
        {QStringLiteral("automaticBanks"), QJsonArray::fromStringList(automatic)},
        {QStringLiteral("feesByBank"), fees}, // in hundredths of a percent
        {QStringLiteral("statementFolder"), settings.statementFolder},
        {QStringLiteral("supportContact"), settings.supportContact},
        {QStringLiteral("itemCodes"), records::toText(settings.itemCodes)},
        {QStringLiteral("paymentPush"), records::toText(settings.paymentPush)},
        {QStringLiteral("salesAccountCode"), settings.salesAccountCode},
        {QStringLiteral("purchasesAccountCode"), settings.purchasesAccountCode},
        {QStringLiteral("salesTaxType"), settings.salesTaxType},
        {QStringLiteral("purchasesTaxType"), settings.purchasesTaxType},
        {QStringLiteral("accountCode"), accounts}, {QStringLiteral("taxType"), taxes},
        {QStringLiteral("taxCarried"), records::toText(settings.taxCarried)},
        {QStringLiteral("needsPerson"), settings.needsPerson},
        {QStringLiteral("takesInInvoices"), settings.takesInInvoices},
        {QStringLiteral("bankAccountCode"), settings.bankAccountCode},
        {QStringLiteral("bankByMethod"), methods}, {QStringLiteral("receiptsByBank"), banks},
        {QStringLiteral("startDate"), toJson(settings.startDate)},
        {QStringLiteral("pushIsOn"), settings.pushIsOn},
        {QStringLiteral("paymentsCompleteUntil"), toJson(settings.paymentsCompleteUntil)},
        {QStringLiteral("xeroUrl"), settings.xeroUrl},
        {QStringLiteral("clientId"), settings.clientId},
        {QStringLiteral("isDemo"), settings.isDemo}};
}

QJsonObject toJson(const records::Hazard& hazard)
{
    return {{QStringLiteral("id"), records::toText(hazard.id)},
        {QStringLiteral("verdict"), records::toText(hazard.verdict)},
        {QStringLiteral("account"),
            hazard.account ? QJsonValue(hazard.account.value) : QJsonValue()},
        {QStringLiteral("bankCode"), hazard.bankCode},
        {QStringLiteral("ledger"), toJson(hazard.ledger)},
        {QStringLiteral("xero"), toJson(hazard.xero)},
        {QStringLiteral("amount"), toJson(hazard.amount)},
        {QStringLiteral("date"), toJson(hazard.date)}, {QStringLiteral("label"), hazard.label},
        {QStringLiteral("sentence"), hazard.sentence},
        {QStringLiteral("remedy"), records::toText(hazard.remedy)}};
}

QJsonObject toJson(const records::Preflight& preflight)
{
    return {{QStringLiteral("bankCode"), preflight.bankCode},
        {QStringLiteral("bankName"), preflight.bankName},
        {QStringLiteral("bankNumber"), preflight.bankNumber},
        {QStringLiteral("verdict"), records::toText(preflight.verdict)},
        {QStringLiteral("headline"), preflight.headline},
        {QStringLiteral("sentence"), preflight.sentence},
        {QStringLiteral("hazards"), toJsonArray(preflight.hazards)}};
}

QJsonObject toJson(const records::BridgeLine& line)
{
    return {{QStringLiteral("side"), records::toText(line.side)},
        {QStringLiteral("cause"), records::toText(line.cause)},
        {QStringLiteral("words"), causes::bridgeWord(line.cause)},
        {QStringLiteral("amount"), toJson(line.amount)},
        {QStringLiteral("ledger"), toJson(line.ledger)},
        {QStringLiteral("xero"), toJson(line.xero)}, {QStringLiteral("label"), line.label},
        {QStringLiteral("date"), toJson(line.date)},
        {QStringLiteral("remedy"), records::toText(line.remedy)}};
}

QJsonObject toJson(const store::AccountRow& row)
{
    return {{QStringLiteral("id"), row.id.value}, {QStringLiteral("number"), row.number},
        {QStringLiteral("name"), row.name}, {QStringLiteral("role"), records::toText(row.role)},
        {QStringLiteral("side"), records::toText(row.side)},
        {QStringLiteral("ledger"), toJson(row.ledger)}, {QStringLiteral("xero"), toJson(row.xero)},
        {QStringLiteral("difference"), toJson(row.difference)},
        {QStringLiteral("explained"), toJson(row.explained())},
        {QStringLiteral("unexplained"), toJson(row.unexplained)},
        {QStringLiteral("lastMoved"), toJson(row.lastMoved)},
        {QStringLiteral("stale"), row.isStale}, {QStringLiteral("signedTo"), toJson(row.signedTo)},
        {QStringLiteral("suspended"), row.isSuspended}, {QStringLiteral("differs"), row.differs},
        {QStringLiteral("causes"), row.causes},
        {QStringLiteral("cause"),
            row.causes > 0 ? QJsonValue(records::toText(row.cause)) : QJsonValue()}};
}

QJsonObject toJson(const records::SignedSum& one)
{
    return {{QStringLiteral("side"), records::toText(one.side)},
        {QStringLiteral("currency"), one.currency.code()},
        {QStringLiteral("balances"), one.balances}, {QStringLiteral("ledger"), toJson(one.ledger)},
        {QStringLiteral("xero"), toJson(one.xero)},
        {QStringLiteral("difference"), toJson(one.difference())},
        {QStringLiteral("unexplained"), toJson(one.unexplained)}};
}

QJsonObject toJson(const records::SignOff& one)
{
    return {{QStringLiteral("id"), one.id.value},
        {QStringLiteral("state"), records::toText(one.state)},
        {QStringLiteral("scope"), records::toText(one.scope)},
        {QStringLiteral("asOf"), toJson(one.day)}, {QStringLiteral("accounts"), one.accounts},
        {QStringLiteral("xeroReadAt"), toJson(one.xeroReadAt)},
        {QStringLiteral("sums"), toJsonArray(one.sums)},
        {QStringLiteral("threshold"), toJson(one.threshold)},
        {QStringLiteral("preparer"), one.preparer},
        {QStringLiteral("preparedAt"), toJson(one.preparedAt)}, {QStringLiteral("note"), one.note},
        {QStringLiteral("reviewer"), one.reviewer},
        {QStringLiteral("reviewedAt"), toJson(one.reviewedAt)},
        {QStringLiteral("reviewNote"), one.reviewNote},
        {QStringLiteral("suspendedAt"), toJson(one.suspendedAt)},
        {QStringLiteral("endedAt"), toJson(one.endedAt)}, {QStringLiteral("endedBy"), one.endedBy},
        {QStringLiteral("endReason"), one.endReason},
        {QStringLiteral("replacedBy"),
            one.replacedBy ? QJsonValue(one.replacedBy.value) : QJsonValue()},
        {QStringLiteral("seal"), QString::fromLatin1(one.seal)}};
}

QJsonObject toJson(const records::SignOffChange& one)
{
    return {{QStringLiteral("account"), one.account.value}, {QStringLiteral("number"), one.number},
        {QStringLiteral("name"), one.name}, {QStringLiteral("side"), records::toText(one.side)},
        {QStringLiteral("ledger"), toJson(one.ledger)}, {QStringLiteral("xero"), toJson(one.xero)},
        {QStringLiteral("records"), one.records}, {QStringLiteral("foundAt"), toJson(one.foundAt)}};
}

QJsonObject toJson(const records::SignedDelta& one)
{
    const auto item = [](const std::optional<records::SignedItem>& is) {
        return is ? QJsonValue(QJsonObject{{QStringLiteral("label"), is->label},
                   {QStringLiteral("date"), toJson(is->date)},
                   {QStringLiteral("due"), toJson(is->due)},
                   {QStringLiteral("amount"), toJson(is->amount)},
                   {QStringLiteral("open"), toJson(is->open)}})
                  : QJsonValue();
    };
    return {{QStringLiteral("ledger"), toJson(one.item().ledger)},
        {QStringLiteral("xero"), toJson(one.item().xero)},
        {QStringLiteral("amount"), toJson(one.amount())},
        {QStringLiteral("before"), item(one.before)}, {QStringLiteral("after"), item(one.after)}};
}

QJsonObject toJson(const store::OutboxRow& row)
{
    const records::Operation& op = row.operation;
    return {{QStringLiteral("id"), op.id.value}, {QStringLiteral("kind"), records::toText(op.kind)},
        {QStringLiteral("state"), records::toText(op.state)},
        {QStringLiteral("group"), groupText(row.group)}, {QStringLiteral("label"), op.label},
        {QStringLiteral("account"), row.accountName}, {QStringLiteral("amount"), toJson(op.amount)},
        {QStringLiteral("cause"), op.cause ? QJsonValue(toJson(op.cause)) : QJsonValue()},
        {QStringLiteral("attempts"), op.attempts}, {QStringLiteral("next"), toJson(op.notBefore)},
        {QStringLiteral("xeroId"), idOrNull(op.xeroId)},
        {QStringLiteral("stopsBankLine"), row.stopsBankLine}};
}

QJsonObject toJson(const store::InboxRow& row)
{
    const records::Intake& intake = row.intake;
    return {{QStringLiteral("xero"), toJson(std::optional(intake.xero))},
        {QStringLiteral("state"), records::toText(intake.state)},
        {QStringLiteral("cause"), intake.cause ? QJsonValue(toJson(intake.cause)) : QJsonValue()},
        {QStringLiteral("label"), intake.label}, {QStringLiteral("account"), row.accountName},
        {QStringLiteral("parent"), row.parentLabel},
        {QStringLiteral("amount"), toJson(intake.amount)},
        {QStringLiteral("date"), toJson(intake.date)}, {QStringLiteral("at"), toJson(row.at)}};
}

static QString directionOf(bool isFromXero)
{
    return records::toText(
        isFromXero ? records::command::Direction::Pull : records::command::Direction::Push);
}

QJsonObject toJson(const store::ProblemCard& card)
{
    const causes::Words words = causes::words(card.example);
    QJsonArray remedies;
    for (const records::RemedyId remedy : words.remedies)
        remedies.append(records::toText(remedy));
    return {{QStringLiteral("key"), card.key}, {QStringLiteral("cause"), toJson(card.example)},
        {QStringLiteral("heldUp"), toJson(card.heldUp)}, {QStringLiteral("records"), card.records},
        {QStringLiteral("oldest"), toJson(card.oldest)},
        {QStringLiteral("account"), card.accountName}, {QStringLiteral("remedies"), remedies},
        {QStringLiteral("accounts"), card.accounts},
        {QStringLiteral("family"), causes::familyOf(card.cause)},
        {QStringLiteral("who"), causes::whoText(words.who)},
        {QStringLiteral("nextTry"), toJson(card.nextTry)},
        {QStringLiteral("allOf"), card.kindAlike},
        {QStringLiteral("direction"), directionOf(card.isFromXero)}};
}

QJsonObject toJson(const store::ProblemRow& row)
{
    const records::Operation& op = row.operation;
    return {{QStringLiteral("id"), op.id.value}, {QStringLiteral("label"), op.label},
        {QStringLiteral("kind"),
            row.isFromXero ? QJsonValue() : QJsonValue(records::toText(op.kind))},
        {QStringLiteral("record"),
            row.isFromXero ? QJsonValue() : toJson(std::optional(op.subject))},
        {QStringLiteral("xero"), toJson(row.xero)}, {QStringLiteral("xeroUrl"), row.xeroUrl},
        {QStringLiteral("account"), row.accountName}, {QStringLiteral("amount"), toJson(op.amount)},
        {QStringLiteral("date"), toJson(row.date)},
        {QStringLiteral("state"), records::toText(op.state)},
        {QStringLiteral("cause"), toJson(op.cause)}, {QStringLiteral("attempts"), op.attempts},
        {QStringLiteral("nextTry"), toJson(op.notBefore)},
        {QStringLiteral("direction"), directionOf(row.isFromXero)},
        {QStringLiteral("blockedBy"), row.blockedBy}, {QStringLiteral("blocks"), row.blocks},
        {QStringLiteral("text"),
            row.isFromXero ? QString() : causes::failedPushingText(op.kind, op.cause)}};
}

QJsonObject toJson(const records::Mending& mending)
{
    QJsonArray changes;
    for (const records::MendedField& change : mending.changes)
        changes.append(
            QJsonObject{{QStringLiteral("side"),
                            change.inXero ? QStringLiteral("xero") : QStringLiteral("ledger")},
                {QStringLiteral("record"), change.record}, {QStringLiteral("field"), change.field},
                {QStringLiteral("before"), change.before}, {QStringLiteral("after"), change.after},
                {QStringLiteral("final"), change.isFinal}});
    return {{QStringLiteral("records"), mending.records}, {QStringLiteral("count"), mending.count},
        {QStringLiteral("changes"), changes},
        {QStringLiteral("left"), QJsonArray::fromStringList(mending.left)}};
}

QJsonObject toJson(const store::TaskRow& row)
{
    const records::Task& task = row.task;
    const causes::TaskWords words = causes::words(task);
    return {{QStringLiteral("record"), toJson(std::optional(task.of))},
        {QStringLiteral("xero"), toJson(std::optional(task.xero))},
        {QStringLiteral("label"), task.label}, {QStringLiteral("account"), row.accountName},
        {QStringLiteral("amount"), toJson(task.amount)},
        {QStringLiteral("date"), toJson(task.date)},
        {QStringLiteral("missing"), records::toText(task.half)},
        {QStringLiteral("way"), records::toText(task.way)},
        {QStringLiteral("wished"), task.isWished}, {QStringLiteral("cause"), toJson(task.cause)},
        {QStringLiteral("title"), words.title}, {QStringLiteral("sentence"), words.sentence},
        {QStringLiteral("steps"), QJsonArray::fromStringList(words.steps)}};
}

QJsonObject toJson(const store::ChangeRow& row)
{
    const records::Change& change = row.change;
    const causes::ChangeWords words = causes::words(change);
    QJsonArray fields, ways;
    for (const records::FieldChange& field : change.fields)
        fields.append(
            QJsonObject{{QStringLiteral("field"), field.field}, {QStringLiteral("was"), field.was},
                {QStringLiteral("now"), field.now}, {QStringLiteral("differs"), field.differs()}});
    for (const records::ChangeWay way : change.ways)
        ways.append(records::toText(way));
    QJsonObject json{{QStringLiteral("id"), change.id ? QJsonValue(change.id.value) : QJsonValue()},
        {QStringLiteral("decision"), row.decided ? QJsonValue(row.decided.value) : QJsonValue()},
        {QStringLiteral("kind"), records::toText(change.kind)},
        {QStringLiteral("done"), words.done}, {QStringLiteral("meaning"), words.meaning},
        {QStringLiteral("rules"), QJsonArray::fromStringList(words.rules)},
        {QStringLiteral("account"), row.accountName}, {QStringLiteral("label"), change.label},
        {QStringLiteral("ledger"), toJson(change.ledger)},
        {QStringLiteral("xero"), toJson(std::optional(change.xero))},
        {QStringLiteral("fields"), fields}, {QStringLiteral("effect"), toJson(change.effect)},
        {QStringLiteral("changedAt"), toJson(change.changedAt)},
        {QStringLiteral("by"),
            row.author.who.isEmpty() ? QJsonValue() : QJsonValue(row.author.who)},
        {QStringLiteral("ways"), ways},
        {QStringLiteral("obstacle"),
            change.obstacle ? QJsonValue(toJson(change.obstacle)) : QJsonValue()},
        {QStringLiteral("state"), records::toText(row.decision.state)},
        {QStringLiteral("stands"), row.stands}};
    json.insert(QStringLiteral("reason"), row.decision.reason);
    json.insert(QStringLiteral("decidedBy"), row.decision.who);
    json.insert(QStringLiteral("decidedAt"), toJson(row.decision.at));
    return json;
}

QJsonObject toJson(const causes::SyncRow& row)
{
    return {{QStringLiteral("direction"), records::toText(row.direction)},
        {QStringLiteral("kind"), row.kind}, {QStringLiteral("xero"), row.xero},
        {QStringLiteral("note"), row.note},
        {QStringLiteral("byHand"), QJsonArray::fromStringList(row.byHand)}};
}

QJsonObject toJson(const store::LinkRow& row)
{
    return {{QStringLiteral("account"), row.account.value},
        {QStringLiteral("number"), row.accountNumber}, {QStringLiteral("name"), row.accountName},
        {QStringLiteral("contactId"), row.contactId},
        {QStringLiteral("contactName"), row.contactName}, {QStringLiteral("how"), row.how},
        {QStringLiteral("state"), row.state}, {QStringLiteral("waiting"), row.waiting},
        {QStringLiteral("candidates"), row.candidates},
        {QStringLiteral("linkedAt"), toJson(row.linkedAt)},
        {QStringLiteral("primaryContact"), row.primary},
        {QStringLiteral("primaryContactInXero"), row.xeroPrimary},
        {QStringLiteral("survivorId"), row.survivorId},
        {QStringLiteral("survivorName"), row.survivorName}, {QStringLiteral("rival"), row.rival}};
}

QJsonObject toJson(const store::ContactRow& row)
{
    return {{QStringLiteral("contactId"), row.contact.id.toString()},
        {QStringLiteral("name"), row.contact.name},
        {QStringLiteral("contactNumber"), row.contact.number},
        {QStringLiteral("email"), row.contact.email}, {QStringLiteral("state"), row.state},
        {QStringLiteral("account"), row.account ? QJsonValue(row.account.value) : QJsonValue()},
        {QStringLiteral("accountNumber"), row.accountNumber},
        {QStringLiteral("accountName"), row.accountName},
        {QStringLiteral("mergedInto"), row.survivorName}};
}

QJsonObject toJson(const store::LedgerRow& row)
{
    return {{QStringLiteral("record"), toJson(std::optional(row.ref))},
        {QStringLiteral("number"), row.number}, {QStringLiteral("account"), row.accountName},
        {QStringLiteral("date"), toJson(row.date)}, {QStringLiteral("amount"), toJson(row.amount)},
        {QStringLiteral("source"), records::toText(row.source)},
        {QStringLiteral("state"), row.state}, {QStringLiteral("note"), row.note}};
}

QJsonObject toJson(const store::RunRow& row)
{
    return {{QStringLiteral("id"), row.id.value},
        {QStringLiteral("startedAt"), toJson(row.startedAt)}, {QStringLiteral("kind"), row.kind},
        {QStringLiteral("direction"), row.direction}, {QStringLiteral("result"), row.result},
        {QStringLiteral("words"), row.words}, {QStringLiteral("records"), row.records},
        {QStringLiteral("tookMilliseconds"), row.tookMilliseconds}};
}

QJsonObject toJson(const store::RunRecordRow& row)
{
    return {{QStringLiteral("at"), toJson(row.at)}, {QStringLiteral("record"), row.record},
        {QStringLiteral("account"), row.accountName},
        {QStringLiteral("amount"), toJson(row.amount)}, {QStringLiteral("result"), row.result},
        {QStringLiteral("words"), row.words}, {QStringLiteral("ledgerId"), row.ledgerId},
        {QStringLiteral("xeroId"), row.xeroId}, {QStringLiteral("details"), row.details},
        {QStringLiteral("module"),
            row.module ? QJsonValue(records::toText(*row.module)) : QJsonValue()}};
}

QJsonObject toJson(const store::RunModuleRow& row)
{
    return {{QStringLiteral("module"), records::toText(row.module)},
        {QStringLiteral("direction"), records::toText(row.flow)},
        {QStringLiteral("accounts"), QJsonArray::fromStringList(row.accounts)},
        {QStringLiteral("accountCount"), row.accountCount},
        {QStringLiteral("records"), row.records}, {QStringLiteral("done"), row.done},
        {QStringLiteral("left"), row.left}};
}

QJsonObject toJson(const records::Flows& flows)
{
    QJsonObject object;
    for (const records::Module module : records::kModules)
        object.insert(records::toText(module), records::toText(flows[module]));
    return object;
}

QJsonObject toJson(const store::Diagnostics& diagnostics)
{
    QJsonArray fetches, checks;
    QJsonArray hours;
    for (const store::CallHour& hour : diagnostics.callHours)
        hours.append(QJsonObject{{QStringLiteral("beginsAt"), toJson(hour.beginsAt)},
            {QStringLiteral("calls"), hour.calls}, {QStringLiteral("bytes"), hour.bytes}});
    for (const store::FetchRow& fetch : diagnostics.fetches)
        fetches.append(QJsonObject{{QStringLiteral("what"), fetch.what},
            {QStringLiteral("lastFetched"), toJson(fetch.lastFetched)},
            {QStringLiteral("dueEverySeconds"), static_cast<qint64>(fetch.every.count())},
            {QStringLiteral("inMirror"), fetch.inMirror}});
    for (const store::CheckRow& check : diagnostics.checks)
        checks.append(QJsonObject{{QStringLiteral("what"), check.what},
            {QStringLiteral("result"), check.result}, {QStringLiteral("good"), check.good}});
    return {{QStringLiteral("organisation"), diagnostics.organisation},
        {QStringLiteral("tenantId"), diagnostics.tenantId},
        {QStringLiteral("xeroUrl"), diagnostics.xeroUrl},
        {QStringLiteral("file"), diagnostics.file},
        {QStringLiteral("fileBytes"), diagnostics.fileBytes},
        {QStringLiteral("bookFormat"), diagnostics.bookFormat},
        {QStringLiteral("lastError"), diagnostics.lastError},
        {QStringLiteral("lockedUpTo"), toJson(diagnostics.lockedUpTo)},
        {QStringLiteral("lastBackup"), toJson(diagnostics.lastBackup)},
        {QStringLiteral("lastImport"), toJson(diagnostics.lastImport)},
        {QStringLiteral("isConnected"), diagnostics.isConnected},
        {QStringLiteral("pausedSince"), toJson(diagnostics.pausedSince)},
        {QStringLiteral("checkedAt"), toJson(diagnostics.checkedAt)},
        {QStringLiteral("scopes"), QJsonArray::fromStringList(diagnostics.scopes)},
        {QStringLiteral("missingScopes"), QJsonArray::fromStringList(diagnostics.missingScopes)},
        {QStringLiteral("bytesThisMonth"), diagnostics.bytesThisMonth},
        {QStringLiteral("signInUntil"), toJson(diagnostics.signInUntil)},
        {QStringLiteral("twins"), diagnostics.twins}, {QStringLiteral("callHours"), hours},
        {QStringLiteral("fetches"), fetches}, {QStringLiteral("checks"), checks}};
}

QJsonObject toJson(const store::AdoptionRow& row)
{
    return {{QStringLiteral("side"), row.side}, {QStringLiteral("label"), row.label},
        {QStringLiteral("account"), row.accountName}, {QStringLiteral("reason"), row.reason},
        {QStringLiteral("date"), toJson(row.date)}, {QStringLiteral("amount"), toJson(row.amount)}};
}

} // namespace cli
