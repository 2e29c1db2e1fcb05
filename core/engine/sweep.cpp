// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/sweep.h"

#include "engine/copies.h"
#include "engine/identity.h"
#include "match/index.h"
#include "records/why.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace engine {

using namespace records;
using namespace std::chrono_literals;

namespace {

constexpr std::array<std::chrono::seconds, 3> kSweeps{15min, 60min, 24h};

QString quarantineName()
{
    return QStringLiteral("push.quarantine");
}

// The markers of everything in this account that we push under a marker, by the record.
QHash<QString, RecordRef> markersOf(const AccountFile& file, const QByteArray& salt)
{
    QHash<QString, RecordRef> markers;
    const auto add = [&](OperationKind kind, const RecordRef& subject) {
        Operation operation;
        operation.kind = kind;
        operation.subject = subject;
        markers.insert(marker(salt, factOf(operation, file)), subject);
    };
    for (const ledger::Document& document : file.documents)
        for (const OperationKind kind : {OperationKind::CreateInvoice, OperationKind::CreateBill,
                 OperationKind::CreateCreditNote})
            add(kind, match::ref(document));
    for (const ledger::Payment& payment : file.payments)
        for (const OperationKind kind :
            {OperationKind::CreateOverpayment, OperationKind::CreatePayment})
            add(kind, match::ref(payment));
    for (const Operation& operation : file.operations)
        if (operation.kind != OperationKind::CreateItem)
            markers.insert(marker(salt, factOf(operation, file)), operation.subject);
    return markers;
}

bool contains(const QHash<QString, RecordRef>& markers, const QString& text, const QString& prefix)
{
    for (qsizetype at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1))
        if (markers.contains(text.mid(at, prefix.size() + kMarkerDigits)))
            return true;
    return false;
}

base::Result<QList<store::Marked>> unexplained(const Context& context)
{
    const QByteArray salt = context.book.salt();
    const QString prefix = markerPrefix(salt);
    QList<store::Marked> strangers;
    QHash<AccountId, QHash<QString, RecordRef>> known;
    for (const store::Marked& marked : context.book.markedUntied(prefix)) {
        const auto link = context.book.linkOf(marked.contact);
        if (link && !known.contains(link->account)) {
            const auto file = context.book.accountFile(link->account);
            if (!file)
                return tl::unexpected(file.error());
            known.insert(link->account, markersOf(*file, salt));
        }
        if (!link || !contains(known.value(link->account), marked.text, prefix))
            strangers.append(marked);
    }
    return strangers;
}

base::Result<void> noteStrangers(const Context& context, const QList<store::Marked>& strangers)
{
    const QString first = strangers.isEmpty() ? QString()
        : strangers.first().label.isEmpty()   ? strangers.first().amount.display()
                                              : strangers.first().label;
    const QString note = strangers.isEmpty()
        ? QString()
        : QStringLiteral("%1\t%2").arg(strangers.size() == 1
                ? QStringLiteral("1 record")
                : QStringLiteral("%1 records").arg(strangers.size()),
            first);
    return inTransaction(context.book, [&](store::Transaction& tx) -> base::Result<void> {
        if (strangers.isEmpty())
            if (auto done = context.book.markersExplained(tx); !done)
                return done;
        if (note == context.book.value(quarantineName()))
            return {};
        return context.book.setValue(tx, quarantineName(), note);
    });
}

// Living records that carry a marker, with the text where it stands.
QList<std::pair<XeroRef, QString>> livingMarked(const AccountFile& file)
{
    QList<std::pair<XeroRef, QString>> found;
    for (const mirror::Invoice& invoice : file.invoices)
        if (match::stands(invoice) && !invoice.url.isEmpty())
            found.append({match::ref(invoice), invoice.url});
    for (const mirror::Payment& payment : file.xeroPayments)
        if (match::stands(payment) && !payment.reference.isEmpty())
            found.append({match::ref(payment), payment.reference});
    QHash<QUuid, const mirror::Credit*> credits;
    for (const mirror::Credit& credit : file.credits)
        if (match::stands(credit))
            credits.insert(credit.id.value, &credit);
    for (const mirror::BankTransaction& made : file.bankTransactions)
        if (const mirror::Credit* credit = credits.value(made.credit.value))
            found.append({match::ref(*credit), made.url + u' ' + made.firstLineDescription});
    return found;
}

QList<std::pair<XeroRef, QString>> untiedMarked(const AccountFile& file, const QString& prefix)
{
    auto seen = livingMarked(file);
    seen.removeIf([&](const auto& one) { return !one.second.contains(prefix); });
    if (seen.isEmpty())
        return seen;
    QSet<XeroRef> known(file.setAside.begin(), file.setAside.end());
    for (const Twin& twin : file.twins)
        known.insert(twin.xero);
    seen.removeIf([&](const auto& one) { return known.contains(one.first); });
    return seen;
}

void addMarkedTwice(
    const AccountFile& file, const match::Index& index, const QByteArray& salt, QList<Twice>& twice)
{
    const auto untied = untiedMarked(file, markerPrefix(salt));
    if (untied.isEmpty())
        return;
    for (const Operation& operation : file.operations) {
        if (operation.state != OperationState::Confirmed || !index.twin(operation.subject)
            || operation.kind == OperationKind::CreateContact
            || operation.kind == OperationKind::CreateAllocation)
            continue;
        const QString own = marker(salt, factOf(operation, file));
        for (const auto& [xero, text] : untied)
            if (text.contains(own))
                twice.append({operation.id, xero});
    }
}

// One more in Xero than the ledger has of credit, invoice and amount.
void addAllocatedTwice(const AccountFile& file, const match::Index& index, QList<Twice>& twice)
{
    for (const Operation& operation : file.operations) {
        if (operation.kind != OperationKind::CreateAllocation || operation.attempts < 2
            || operation.state != OperationState::Confirmed)
            continue;
        const auto allocation = std::find_if(file.allocations.begin(), file.allocations.end(),
            [&](const ledger::Allocation& one) { return match::ref(one) == operation.subject; });
        if (allocation == file.allocations.end() || allocation->removed)
            continue;
        const mirror::Credit* credit = index.xeroCredit(allocation->from);
        const Twin* invoice = index.twin(allocation->to);
        if (!credit || !invoice)
            continue;
        const auto ours = std::count_if(
            file.allocations.begin(), file.allocations.end(), [&](const ledger::Allocation& one) {
                return one.from == allocation->from && one.to == allocation->to
                    && one.amount == allocation->amount && !one.removed;
            });
        QList<XeroRef> theirs, untied;
        for (const mirror::Allocation& seen : credit->allocations)
            if (seen.invoice.value == invoice->xero.id && seen.amount == allocation->amount) {
                theirs.append(match::ref(seen));
                if (!index.twin(match::ref(seen)))
                    untied.append(match::ref(seen));
            }
        if (theirs.size() > ours && !untied.isEmpty())
            twice.append({operation.id, untied.first()});
    }
}

} // namespace

base::Result<Cause> judgeReading(const Context& context, const QDateTime& readAt)
{
    if (auto counted = countReading(context, readAt); !counted)
        return tl::unexpected(counted.error());
    const auto strangers = unexplained(context);
    if (!strangers)
        return tl::unexpected(strangers.error());
    if (auto noted = noteStrangers(context, *strangers); !noted)
        return tl::unexpected(noted.error());
    return standingTrouble(context.book);
}

Cause standingTrouble(const store::Book& book)
{
    const QDateTime until = heldUntil(book);
    return standingCause(book.value(quarantineName()), until.isValid() ? isoUtc(until) : QString());
}

base::Result<void> releasePushing(store::Transaction& tx, store::Book& book, const QString& who)
{
    const QString stored = book.value(quarantineName());
    if (stored.isEmpty())
        return base::failure(
            base::ErrorKind::Usage, QStringLiteral("Nothing holds pushing up in this book."));
    if (auto set = book.setValue(tx, quarantineName(), {}); !set)
        return set;
    if (auto explained = book.markersExplained(tx); !explained)
        return explained;
    return book.journal(tx, who,
        QStringLiteral(
            "Let pushing go on although Xero has %1 that this book doesn’t know, such as %2.")
            .arg(stored.section(u'\t', 0, 0), stored.section(u'\t', 1)),
        std::nullopt);
}

QList<Twice> twiceInXero(const AccountFile& file, const QByteArray& salt)
{
    QList<Twice> twice;
    const match::Index index(file);
    addMarkedTwice(file, index, salt, twice);
    addAllocatedTwice(file, index, twice);
    return twice;
}

bool hasUntiedMarked(const AccountFile& file, const QString& markerPrefix)
{
    return !untiedMarked(file, markerPrefix).isEmpty();
}

const Operation* frozenBy(const AccountFile& file)
{
    const auto twice = std::find_if(
        file.operations.begin(), file.operations.end(), [](const Operation& operation) {
            return operation.state == OperationState::Confirmed
                && operation.cause.id == CauseId::TwiceInXero;
        });
    return twice == file.operations.end() ? nullptr : &*twice;
}

base::Result<void> listTwice(
    store::Book& book, store::Transaction& tx, OperationId operation, bool isTwice)
{
    QJsonArray ids = QJsonDocument::fromJson(book.value(twiceName()).toUtf8()).array();
    ids = [&] {
        QJsonArray others;
        for (const QJsonValue& id : ids)
            if (id.toInteger() != operation.value)
                others.append(id);
        if (isTwice)
            others.append(operation.value);
        return others;
    }();
    return book.setValue(
        tx, twiceName(), QString::fromUtf8(QJsonDocument(ids).toJson(QJsonDocument::Compact)));
}

QString twiceName()
{
    return QStringLiteral("twice.operations");
}

QDateTime nextSweep(const store::Book& book, const QDateTime& now)
{
    const QDateTime read
        = QDateTime::fromString(book.value(QStringLiteral("fetch.completed")), Qt::ISODateWithMs);
    QDateTime next;
    for (const QDateTime& end : book.uncertainSince(now.addDays(-2)))
        for (const std::chrono::seconds wait : kSweeps) {
            const QDateTime due = end.addSecs(wait.count());
            if ((!read.isValid() || read < due) && (!next.isValid() || due < next))
                next = due;
        }
    return next;
}

} // namespace engine
