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

// One record at once, or all that waits of an account.
Command pushOf(const RecordRef& record)
{
    return command::Sync{
        .kind = command::RunKind::Instant, .direction = command::Direction::Push, .only = record};
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
        Remedy relink = command(causes::buttonText(RemedyId::Relink, count),
            command::LinkAccount{op.account, survivor});
        relink.then = pushOf({RecordKind::Account, op.account.value});
        return {relink};
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
    case CauseId::MoneyOnIt:
        return {removeAndRedo(first)};
    case CauseId::CreditUsedUp:
        return {stepsInXero(u"I’ve done it, check"_s,
            {u"In Xero, open the credit and take back the allocation that isn’t the ledger’s."_s,
                u"Press the button here: Tieout looks, then allocates as in the ledger."_s})};
    case CauseId::Ambiguous:
    case CauseId::NumberTaken:
        // A decision about one record; of several, each has its own card or row.
        if (op.state != OperationState::Parked || count != 1)
            return {};
        return {command(u"They are the same"_s, command::DecideParked{op.id, true}),
            command(u"They are two: push ours"_s, command::DecideParked{op.id, false})};
    case CauseId::TwiceInXero:
        return {stepsInXero(u"I’ve done it, check"_s,
            {u"In Xero, open the second record; its fields stand beside the first one’s below."_s,
                u"A payment: Options, Remove & Redo, then delete it. A document or an overpayment: "
                u"void it. An allocation: remove it."_s,
                u"Press the button here: Tieout looks, and pushes on this account go on."_s})};
    case CauseId::RolledBack:
        return {
            command(causes::buttonText(RemedyId::ReleasePushing, 1), command::ReleasePushing{})};
    case CauseId::SignInNeeded:
    case CauseId::WrongOrganisation:
    case CauseId::PermissionDenied:
        return {command(u"Sign in to Xero"_s, command::Connect{})};
    case CauseId::Restored:
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

namespace {

QString recordAddress(const RecordRef& record)
{
    return u"record:%1/%2"_s.arg(static_cast<int>(record.kind)).arg(record.id);
}

// Carried out where a word says what follows; what can't be taken back, and what asks one more
// thing, stands on the problem's card.
std::optional<Remedy> remedyOfPush(const Context& context, const Operation& push)
{
    if (!needsPerson(push.state) || !push.cause)
        return {};
    const QList<Remedy> all = remediesFor(context, push.cause, {push}, 1);
    if (all.isEmpty())
        return {};
    const Remedy& first = all.first();
    const bool isFinal = first.command
        && (std::holds_alternative<command::SameMoney>(*first.command)
            || std::holds_alternative<command::DecideParked>(*first.command));
    if (isFinal || !first.asks.isEmpty() || (!first.command && first.page.isEmpty()))
        return goTo(
            causes::buttonText(RemedyId::OpenProblem, 1), u"problems"_s, u"filter:"_s + push.label);
    return first;
}

QString recordOf(const BridgeLine& line)
{
    return line.label.section(u", "_s, 0, 0);
}

QStringList stepsOf(const BridgeLine& line, const QString& contact)
{
    const QString open = u"In Xero, open %1."_s.arg(contact);
    const QString check = u"Press the button here: Tieout looks into Xero and closes the line."_s;
    const QString amount = money(line.amount.abs());
    switch (line.remedy) {
    case RemedyId::MirrorByHand:
        return {open,
            line.amount.isNegative()
                ? u"Add a credit note of %1 and allocate it to the invoice it belongs to."_s.arg(
                    amount)
                : u"Add an invoice of %1."_s.arg(amount),
            check};
    case RemedyId::AllocateInXero:
        return {open,
            u"Open the credit of %1 and allocate it to the invoice it pays."_s.arg(amount), check};
    case RemedyId::RemoveAndRedo:
        return removeAndRedo({}).steps;
    default:
        return {};
    }
}

Remedy showRecord(const QString& text, const BridgeLine& line, const store::AccountDetail& account)
{
    return line.ledger ? goTo(text, u"ledger"_s, recordAddress(*line.ledger))
                       : goTo(text, u"ledger"_s, u"filter:"_s + account.account.name);
}

} // namespace

Remedy remedyFor(
    const Context& context, const BridgeLine& line, const store::AccountDetail& account)
{
    const Operation push = line.ledger ? account.pushes.value(*line.ledger) : Operation();
    if (const auto own = remedyOfPush(context, push))
        return *own;
    const QString text = causes::buttonText(line.remedy, 1);
    const auto problem = [&] {
        return goTo(causes::buttonText(RemedyId::OpenProblem, 1), u"problems"_s,
            u"filter:"_s + recordOf(line));
    };
    switch (line.remedy) {
    case RemedyId::PushNow:
        return command(text, line.ledger ? pushOf(*line.ledger) : command::Sync{});
    case RemedyId::LookNow:
        return command(text, command::Sync{});
    case RemedyId::FetchNow:
        return command(text, command::Sync{.direction = command::Direction::Pull});
    case RemedyId::MirrorByHand:
    case RemedyId::AllocateInXero:
    case RemedyId::RemoveAndRedo: {
        const QString contact
            = account.contactName.isEmpty() ? account.account.name : account.contactName;
        return stepsInXero(text, stepsOf(line, contact));
    }
    case RemedyId::LinkContact:
    case RemedyId::Relink:
        return goTo(causes::buttonText(RemedyId::LinkContact, 1), u"links"_s,
            u"account:%1"_s.arg(account.account.id.value));
    case RemedyId::BringBack:
        if (push.id && push.state == OperationState::SetAside)
            return command(text, command::BringBack{push.id});
        return goTo(causes::buttonText(RemedyId::ShowRecords, 1), u"outbox"_s,
            u"filter:"_s + recordOf(line));
    case RemedyId::ShowInXero:
        if (!account.xeroUrl.isEmpty())
            return {.text = text, .address = account.xeroUrl};
        return showRecord(causes::buttonText(RemedyId::ShowRecords, 1), line, account);
    case RemedyId::ShowRecords:
    case RemedyId::FixInLedger:
        return showRecord(text, line, account);
    case RemedyId::DoInXeroToo: // its task has the button, or the steps
        return goTo(text, u"problems"_s, u"filter:"_s + recordOf(line));
    case RemedyId::None:
    case RemedyId::Wait:
    case RemedyId::WaitForUnlock:
        return {};
    default:
        return problem();
    }
}

void carryOut(Context& context, const Remedy& remedy)
{
    if (!remedy.address.isEmpty())
        return context.openAddress(remedy.address);
    if (remedy.command)
        context.give(*remedy.command);
    if (remedy.then)
        context.give(*remedy.then);
    if (!remedy.command && !remedy.page.isEmpty())
        context.open(remedy.page, remedy.what);
}

} // namespace ui
