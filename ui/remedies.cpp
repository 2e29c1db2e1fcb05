// SPDX-License-Identifier: GPL-3.0-or-later

#include "remedies.h"

#include "causes/causes.h"
#include "look/words.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

Remedy command(const QString& text, const Command& what)
{
    Remedy remedy;
    remedy.text = text;
    remedy.command = what;
    return remedy;
}

Remedy goTo(const QString& text, const QString& page, const QString& what = {})
{
    Remedy remedy;
    remedy.text = text;
    remedy.page = page;
    remedy.what = what;
    return remedy;
}

// Ends with a look into Xero: only the mirror tells whether it was done.
Remedy stepsInXero(const QString& text, const QStringList& steps)
{
    Remedy remedy = command(text, command::Sync{});
    remedy.steps = steps;
    return remedy;
}

Remedy retry(const QList<Operation>& operations, int count)
{
    command::Retry again;
    for (const Operation& each : operations)
        again.operations.append(each.id);
    return command(causes::buttonText(RemedyId::Retry, count), again);
}

Remedy editSku(const QString& product)
{
    Remedy remedy;
    remedy.text = causes::buttonText(RemedyId::EditProduct, 1);
    remedy.asks = u"SKU of %1"_s.arg(product);
    remedy.answered = [product](const QString& sku) -> std::optional<Command> {
        if (sku.trimmed().isEmpty())
            return {};
        return command::EditProductSku{product, sku.trimmed()};
    };
    return remedy;
}

std::optional<Remedy> moveDate(const Context& context, const Cause& cause, const Operation& op)
{
    const QDate lock = QDate::fromString(cause.arguments.value(0), Qt::ISODate);
    const bool isDocument = op.subject.kind == RecordKind::Invoice
        || op.subject.kind == RecordKind::CreditNote || op.subject.kind == RecordKind::Bill;
    if (!lock.isValid() || !isDocument)
        return {};
    const QDate open = lock.addDays(1);
    return command(u"Date it %1"_s.arg(day(open, context.today())),
        command::MoveDocumentDate{DocumentId{op.subject.id}, open});
}

Remedy removeAndRedo(const QString& invoice)
{
    const QString what = invoice.isEmpty() ? u"the invoice"_s : invoice;
    return stepsInXero(u"I’ve done it, check"_s,
        {u"In Xero, open %1 and the payment on it."_s.arg(what),
            u"Choose Options, then Remove & Redo. The invoice is open again."_s,
            u"Press the button here: Tieout looks, then pushes the real payment."_s,
            u"In Xero, match the bank line to the overpayment, not to the invoice."_s});
}

// What belongs to one cause alone; an empty list means: retry.
QList<Remedy> ownRemedies(
    const Context& context, const Cause& cause, const Operation& op, int count)
{
    const QString first = cause.arguments.value(0);
    const QString account = u"account:%1"_s.arg(op.account.value);
    switch (cause.id) {
    case CauseId::ContactMerged: {
        const auto survivor = mirror::ContactId::parse(cause.arguments.value(1));
        if (!survivor || !op.account)
            return {goTo(u"Link…"_s, u"links"_s, account)};
        return {command(causes::buttonText(RemedyId::Relink, count),
            command::LinkAccount{op.account, survivor})};
    }
    case CauseId::ContactArchived:
        return {command(causes::buttonText(RemedyId::RestoreContact, count),
                    command::RestoreContact{op.account}),
            goTo(u"Link to another…"_s, u"links"_s, account)};
    case CauseId::NotLinked:
    case CauseId::PartialLink:
    case CauseId::ContactNameTaken:
        return {goTo(u"Link…"_s, u"links"_s, account)};
    case CauseId::ItemCodeNotFound:
        if (first.isEmpty())
            return {};
        return {command(causes::buttonText(RemedyId::CreateItem, count),
                    command::CreateItem{first, first}),
            editSku(first)};
    case CauseId::SkuMissing:
        return first.isEmpty() ? QList<Remedy>() : QList<Remedy>{editSku(first)};
    case CauseId::PeriodLocked: {
        const auto move = moveDate(context, cause, op);
        return move && count == 1 ? QList<Remedy>{*move} : QList<Remedy>();
    }
    case CauseId::SuspectedWrongMatch: {
        QList<Remedy> list;
        const auto paid = mirror::PaymentId::parse(cause.arguments.value(2));
        // Said of one payment: of several it would be a guess which one it is.
        if (paid && op.subject.kind == RecordKind::Payment && count == 1)
            list.append(
                command(u"Same money"_s, command::SameMoney{PaymentId{op.subject.id}, paid}));
        list.append(removeAndRedo(first));
        return list;
    }
    case CauseId::OverAllocation:
    case CauseId::InvoiceAlreadyPaid:
        return {removeAndRedo(first)};
    case CauseId::CreditUsedUp:
        return {stepsInXero(u"I’ve done it, check"_s,
            {u"In Xero, open the credit and take back the allocation that isn’t the ledger’s."_s,
                u"Press the button here: Tieout looks, then allocates as in the ledger."_s})};
    case CauseId::SignInNeeded:
    case CauseId::WrongOrganisation:
    case CauseId::PermissionDenied:
        return {command(u"Sign in to Xero"_s, command::Connect{})};
    case CauseId::ConnectionLost:
    case CauseId::RateLimited:
    case CauseId::ServerTrouble:
    case CauseId::OutcomeUnknown:
        return {command(u"Look now"_s, command::Sync{})};
    case CauseId::NoBankAccount:
        return {goTo(u"Choose a bank account"_s, u"settings"_s, u"section:bank"_s)};
    case CauseId::PushIsOff:
        return {goTo(u"Open settings"_s, u"settings"_s, u"section:adoption"_s)};
    case CauseId::AccountCodeInvalid:
    case CauseId::TaxInvalid:
        return {goTo(u"Open settings"_s, u"settings"_s, u"section:items"_s)};
    default:
        return {};
    }
}

} // namespace

QList<Remedy> remediesFor(
    const Context& context, const Cause& cause, const QList<Operation>& operations, int count)
{
    const Operation op = operations.value(0);
    QList<Remedy> list = ownRemedies(context, cause, op, count);
    const bool goesAlone = causes::isTransient(cause.id) || cause.id == CauseId::OutcomeUnknown;
    if (op.id && needsPerson(op.state) && !goesAlone)
        list.append(retry(operations, count));
    return list;
}

Remedy setAsideRemedy(const Operation& operation)
{
    Remedy remedy;
    remedy.text = u"Set aside…"_s;
    remedy.asks = u"Why is %1 never sent?"_s.arg(operation.label);
    remedy.answered = [id = operation.id](const QString& reason) -> std::optional<Command> {
        if (reason.trimmed().isEmpty())
            return {};
        return command::SetAside{id, reason.trimmed()};
    };
    return remedy;
}

void carryOut(Context& context, const Remedy& remedy)
{
    if (remedy.command)
        context.give(*remedy.command);
    else if (!remedy.page.isEmpty())
        context.open(remedy.page, remedy.what);
}

void carryOut(Context& context, const BridgeLine& line, const store::AccountDetail& account)
{
    switch (line.remedy) {
    case RemedyId::PushNow:
    case RemedyId::LookNow:
        context.give(command::Sync{.kind = command::RunKind::Instant,
            .direction = command::Direction::Push,
            .only = line.ledger});
        return;
    case RemedyId::FetchNow:
        context.give(command::Sync{.direction = command::Direction::Pull});
        return;
    case RemedyId::ShowInXero:
    case RemedyId::AllocateInXero:
    case RemedyId::MirrorByHand:
    case RemedyId::DoInXeroToo:
        if (!account.xeroUrl.isEmpty())
            return context.openAddress(account.xeroUrl);
        return context.open(u"ledger"_s, u"filter:"_s + account.account.name);
    case RemedyId::LinkContact:
    case RemedyId::Relink:
        return context.open(u"links"_s, u"account:%1"_s.arg(account.account.id.value));
    case RemedyId::BringBack:
        return context.open(u"outbox"_s, u"filter:"_s + account.account.name);
    case RemedyId::ShowRecords:
        return context.open(u"ledger"_s, u"filter:"_s + account.account.name);
    default:
        return context.open(u"problems"_s, u"filter:"_s + account.account.name);
    }
}

} // namespace ui
