// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/copies.h"

#include "base/disk.h"
#include "base/failpoint.h"
#include "base/log.h"
#include "base/planted.h"
#include "engine/fetch.h"
#include "engine/outbox.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <limits>

namespace engine {

using namespace records;

namespace {

constexpr int kEverything = std::numeric_limits<int>::max();
constexpr int kReadingsNeeded = 2;

QString tokenName()
{
    return QStringLiteral("opening.token");
}

QString machineName()
{
    return QStringLiteral("opening.machine");
}

QString incarnationName()
{
    return QStringLiteral("incarnation");
}

QString holdName()
{
    return QStringLiteral("push.hold");
}

QString readingsName()
{
    return QStringLiteral("push.readings");
}

// What the witness knows of the book's last opening. tokens: two while an opening is under way,
// because file and book can't change at once.
struct Testimony {
    QStringList tokens;
    QString file;
    bool operator==(const Testimony&) const = default;
};

QString testimonyFile(const store::Book& book, const Witness& witness)
{
    return QStringLiteral("%1/%2.opening")
        .arg(witness.folder, QString::fromLatin1(book.salt().toHex().left(16)));
}

std::optional<Testimony> testimony(const store::Book& book, const Witness& witness)
{
    QFile file(testimonyFile(book, witness));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    Testimony known;
    for (const QJsonValue& token : json[QStringLiteral("tokens")].toArray())
        known.tokens.append(token.toString());
    known.file = json[QStringLiteral("file")].toString();
    return known;
}

// A witness that can't write makes the next opening look like a copy's: slower, never unsafe.
void testify(const store::Book& book, const Witness& witness, const QStringList& tokens)
{
    QDir().mkpath(witness.folder);
    QSaveFile file(testimonyFile(book, witness));
    const QJsonObject json{{QStringLiteral("tokens"), QJsonArray::fromStringList(tokens)},
        {QStringLiteral("file"), QString::fromLatin1(base::fileIdentity(book.path()))}};
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(json).toJson()) < 0
        || !file.commit())
        qCWarning(base::logEngine) << "opening not witnessed:" << file.errorString();
}

bool isTheSame(const store::Book& book, const Witness& witness)
{
    if (base::planted(base::Planted::CopyUnnoticed))
        return true;
    const QString token = book.value(tokenName());
    const auto known = testimony(book, witness);
    if (!known)
        return token.isEmpty(); // never opened anywhere
    const QString machine = book.value(machineName());
    return known->tokens.contains(token)
        && known->file == QString::fromLatin1(base::fileIdentity(book.path()))
        && (machine.isEmpty() || witness.machine.isEmpty() || machine == witness.machine);
}

base::Result<void> readEverythingAgain(store::Transaction& tx, const Context& context)
{
    QStringList names{QStringLiteral("fetch.completed")};
    for (const Resource resource : quickResources() + slowResources())
        names += {fetchCursorName(resource), fetchedAtName(resource)};
    for (const QString& name : names)
        if (auto set = context.book.setValue(tx, name, {}); !set)
            return set;
    return {};
}

// What waits is looked for by its own account's next review; what was sent starts its waits anew,
// because the other copy may have sent it a moment ago.
base::Result<void> lookForOpenPushes(store::Transaction& tx, const Context& context)
{
    using enum OperationState;
    QList<AccountId> accounts;
    for (const OperationState state : {Waiting, Held, Refused, Parked, Unknown, Sending})
        for (Operation operation : context.book.operationsIn(state, kEverything)) {
            if (operation.account)
                accounts.append(operation.account);
            if (state != Unknown)
                continue;
            lookAnew(operation, context.clock.now(), context.waits);
            if (auto saved = context.book.save(tx, operation); !saved)
                return tl::unexpected(saved.error());
        }
    return context.book.markDirty(tx, accounts);
}

} // namespace

base::Result<void> becomeCopy(store::Transaction& tx, const Context& context, const QString& why)
{
    store::Book& book = context.book;
    const int incarnation = std::max(1, book.value(incarnationName()).toInt()) + 1;
    if (auto set = book.setValue(tx, incarnationName(), QString::number(incarnation)); !set)
        return set;
    if (auto held = holdAnew(tx, context); !held)
        return held;
    if (auto forgotten = readEverythingAgain(tx, context); !forgotten)
        return forgotten;
    if (auto looked = lookForOpenPushes(tx, context); !looked)
        return looked;
    base::failpoint("copy.before-commit");
    return book.journal(tx, context.who,
        why + QStringLiteral(": Xero is read anew, and looked through before anything is sent."),
        std::nullopt);
}

namespace {

base::Result<void> takeToken(const Context& context, const Witness& witness, bool isCopy)
{
    store::Book& book = context.book;
    const QString token = QString::fromLatin1(context.random.bytes(16).toHex());
    testify(book, witness, {book.value(tokenName()), token});
    base::failpoint("opening.witnessed");
    const auto taken = inTransaction(book, [&](store::Transaction& tx) -> base::Result<void> {
        if (auto set = book.setValue(tx, tokenName(), token); !set)
            return set;
        if (auto set = book.setValue(tx, machineName(), witness.machine); !set)
            return set;
        return isCopy
            ? becomeCopy(tx, context, QStringLiteral("The book was restored, copied or moved here"))
            : base::Result<void>();
    });
    base::failpoint("opening.token.committed");
    if (!taken)
        return taken;
    testify(book, witness, {token});
    return book.checkpoint();
}

} // namespace

base::Result<void> recognise(const Context& context, const Witness& witness)
{
    if (witness.folder.isEmpty())
        return {};
    return takeToken(context, witness, !isTheSame(context.book, witness));
}

base::Result<void> seal(const Context& context, const Witness& witness)
{
    if (witness.folder.isEmpty())
        return {};
    return takeToken(context, witness, false);
}

base::Result<void> holdAnew(store::Transaction& tx, const Context& context)
{
    const QDateTime hold = context.clock.now().addMSecs(context.waits.firstProbe.count());
    if (auto set = context.book.setValue(tx, holdName(), isoUtc(hold)); !set)
        return set;
    return context.book.setValue(tx, readingsName(), {});
}

bool hasCopies(const store::Book& book)
{
    return book.value(incarnationName()).toInt() > 1;
}

QDateTime heldUntil(const store::Book& book)
{
    return QDateTime::fromString(book.value(holdName()), Qt::ISODateWithMs);
}

base::Result<void> countReading(const Context& context, const QDateTime& readAt)
{
    const QDateTime due = heldUntil(context.book);
    if (!due.isValid() || !readAt.isValid() || readAt < due)
        return {};
    const int readings = context.book.value(readingsName()).toInt() + 1;
    // From the end of this reading, which may have taken long.
    const QDateTime next
        = std::max(readAt, context.clock.now()).addMSecs(context.waits.secondProbe.count());
    return inTransaction(context.book, [&](store::Transaction& tx) -> base::Result<void> {
        if (auto set = context.book.setValue(tx, readingsName(), QString::number(readings)); !set)
            return set;
        return context.book.setValue(
            tx, holdName(), readings < kReadingsNeeded ? isoUtc(next) : QString());
    });
}

} // namespace engine
