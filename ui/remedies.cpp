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

Remedy retry(const Operation& operation, int count)
{
    return command(
        causes::buttonText(RemedyId::Retry, count), command::Retry{.operations = {operation.id}});
}

// What a remedy is made for.
struct Stuck {
    const Context& context;
    const store::ProblemCard& card;
    const Operation& first;
    QList<RecordRef> only;
    const Cause& cause = card.example;
};

Remedy mend(const Stuck& stuck, RemedyId id, const QString& text, const QString& choice = {})
{
    const QString argument = mendedBy(stuck.cause);
    Remedy remedy = command(text,
        command::Mend{.remedy = id,
            .cause = stuck.cause.id,
            .argument = argument,
            .only = stuck.only,
            .choice = choice});
    const QDate date = QDate::fromString(choice, Qt::ISODate);
    remedy.effect = causes::effectText(id, stuck.card.accounts, argument,
        date.isValid()         ? day(date, stuck.context.today())
            : choice.isEmpty() ? u"the one you choose"_s
                               : choice);
    return remedy;
}

Remedy mend(const Stuck& stuck, RemedyId id)
{
    return mend(stuck, id, causes::buttonText(id, stuck.card.records));
}

// What was linked by half already is linked to the same contact again.
Remedy repairLink(const Stuck& stuck)
{
    Remedy remedy = mend(stuck, RemedyId::Relink, u"Repair the link"_s);
    remedy.effect = causes::repairEffectText(stuck.card.accounts);
    return remedy;
}

// Asks for one thing, which the remedy then does.
Remedy asking(const Stuck& stuck, RemedyId id, const QString& question)
{
    Remedy remedy = mend(stuck, id);
    const auto what = std::get<command::Mend>(*std::exchange(remedy.command, {}));
    remedy.asks = question;
    remedy.answered = [what](const QString& answer) -> std::optional<Command> {
        command::Mend mend = what;
        mend.choice = answer.trimmed();
        return mend.choice.isEmpty() ? std::nullopt : std::optional<Command>(mend);
    };
    return remedy;
}

Remedy withCode(const Stuck& stuck, RemedyId id, const QString& code,
    const QList<std::pair<QString, QString>>& choices)
{
    const int records = stuck.card.records;
    Remedy remedy = mend(stuck, id,
        code.isEmpty()     ? causes::buttonText(id, records)
            : records == 1 ? u"Use %1, retry"_s.arg(code)
                           : u"Use %1, retry %2"_s.arg(code).arg(records),
        code);
    remedy.choices = choices;
    remedy.chosen = [&context = stuck.context, card = stuck.card, first = stuck.first,
                        only = stuck.only, id, choices](const QString& other) {
        return withCode({context, card, first, only}, id, other, choices);
    };
    return remedy;
}

// The book's own code first, else the first that Xero has; without any there is nothing to choose.
// Sales and bills have one each: where both are stuck, it is for a person to say which goes.
QList<Remedy> chooseCode(
    const Stuck& stuck, RemedyId id, const QString& ofSales, const QString& ofPurchases)
{
    const auto choices = stuck.context.reader().choices(id);
    const QString refused = mendedBy(stuck.cause);
    const int bills = stuck.card.bills;
    const QString own = bills > 0 ? ofPurchases : ofSales;
    QString code;
    for (const auto& [each, name] : choices)
        if (each != refused && (code.isEmpty() || each == own))
            code = each;
    const Remedy settings = goTo(u"Open settings"_s, u"settings"_s, u"section:items"_s);
    if (code.isEmpty() || refused.isEmpty())
        return {settings};
    if (bills > 0 && bills < stuck.card.records)
        code.clear();
    return {withCode(stuck, id, code, choices), settings};
}

QList<Remedy> moveDate(const Stuck& stuck)
{
    const QDate lock = QDate::fromString(stuck.cause.arguments.value(0), Qt::ISODate);
    if (!lock.isValid())
        return {};
    const QString open = day(lock.addDays(1), stuck.context.today());
    const int records = stuck.card.records;
    Remedy other = asking(stuck, RemedyId::MoveDate,
        u"Date after %1, as year-month-day"_s.arg(day(lock, stuck.context.today())));
    other.text = u"Another date…"_s;
    other.suggestion = lock.addDays(1).toString(Qt::ISODate);
    return {mend(stuck, RemedyId::MoveDate,
                records == 1 ? u"Date it %1"_s.arg(open)
                             : u"Date them %1, retry %2"_s.arg(open).arg(records),
                lock.addDays(1).toString(Qt::ISODate)),
        other};
}

// The number belongs to somebody else’s record in Xero: ours goes under another one.
QList<Remedy> renumber(const Operation& op)
{
    const RecordKind kind = op.subject.kind;
    if (op.cause.id != CauseId::NumberTaken
        || (kind != RecordKind::Invoice && kind != RecordKind::CreditNote
            && kind != RecordKind::Bill))
        return {};
    Remedy remedy;
    remedy.text = u"Push under another number…"_s;
    remedy.asks = u"Its number in Xero"_s;
    remedy.suggestion = op.label + u"-2"_s;
    remedy.effect = u"In Xero: created under that number. Here: nothing; its own number stays."_s;
    remedy.answered = [id = op.subject.id](const QString& number) -> std::optional<Command> {
        if (number.trimmed().isEmpty())
            return std::nullopt;
        return command::RenumberInXero{DocumentId{id}, number.trimmed()};
    };
    return {remedy};
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

QList<Remedy> editSku(const Stuck& stuck)
{
    const QString product = stuck.cause.arguments.value(0);
    if (product.isEmpty())
        return {};
    return {asking(stuck, RemedyId::EditProduct, u"SKU of %1"_s.arg(product))};
}

QString recordAddress(const RecordRef& record)
{
    return u"record:%1/%2"_s.arg(static_cast<int>(record.kind)).arg(record.id);
}

// What the cause's words offer and any one record has: itself in the ledger, its contact in Xero.
QList<Remedy> ofTheWords(const Stuck& stuck)
{
    const store::Reader& reader = stuck.context.reader();
    const AccountId account = stuck.first.account;
    const RecordRef& record = stuck.first.subject;
    QList<Remedy> list;
    for (const RemedyId each : causes::words(stuck.cause).remedies) {
        const QString text = causes::buttonText(each, 1);
        if (each == RemedyId::FixInLedger && record.kind == RecordKind::Account && account)
            list.append(goTo(text, u"accounts"_s, u"account:%1"_s.arg(account.value)));
        else if (each == RemedyId::FixInLedger && reader.record(record))
            list.append(goTo(text, u"ledger"_s, recordAddress(record)));
        else if (each == RemedyId::ShowInXero && account)
            if (const auto detail = reader.account(account); detail && !detail->xeroUrl.isEmpty())
                list.append({.text = text, .address = detail->xeroUrl});
    }
    return list;
}

// What belongs to one cause alone; an empty list means: retry.
QList<Remedy> ownRemedies(const Stuck& stuck)
{
    const Operation& op = stuck.first;
    const int count = stuck.card.records;
    const bool isOne = stuck.card.accounts <= 1;
    const QString first = stuck.cause.arguments.value(0);
    const QString account = isOne ? u"account:%1"_s.arg(op.account.value) : QString();
    const Remedy link = goTo(u"Link…"_s, u"links"_s, account);
    switch (stuck.cause.id) {
    case CauseId::ContactMerged:
        return {mend(stuck, RemedyId::Relink), link};
    case CauseId::ContactArchived:
        return {mend(stuck, RemedyId::RestoreContact),
            stepsInXero(u"I’ve restored it, check"_s,
                {u"In Xero, open Contacts, then Archived."_s,
                    u"Choose %1, then Options, Restore."_s.arg(
                        isOne ? u"the contact"_s : u"each of them"_s),
                    u"Press the button here: Tieout looks, and what waits goes."_s}),
            goTo(u"Link to another…"_s, u"links"_s, account)};
    case CauseId::NotLinked:
        return {link, mend(stuck, RemedyId::CreateContact)};
    case CauseId::PartialLink:
        return {repairLink(stuck), link};
    case CauseId::SurvivorTaken:
    case CauseId::ContactNameTaken:
        return {link};
    case CauseId::PrimaryContactMissing:
        if (op.subject.kind != RecordKind::Account || count != 1)
            return {};
        return {asking(stuck, RemedyId::NamePerson, u"First and last name at %1"_s.arg(op.label))};
    case CauseId::ItemCodeNotFound:
        if (first.isEmpty())
            return {};
        return QList{mend(stuck, RemedyId::CreateItem)} + editSku(stuck);
    case CauseId::SkuMissing:
    case CauseId::DuplicateCode:
        return editSku(stuck);
    case CauseId::AccountCodeInvalid:
    case CauseId::AccountArchived:
        return chooseCode(stuck, RemedyId::ChooseAccountCode,
            stuck.context.settings().salesAccountCode,
            stuck.context.settings().purchasesAccountCode);
    case CauseId::TaxInvalid:
    case CauseId::TaxNotForAccount:
        return chooseCode(stuck, RemedyId::ChooseTaxType, stuck.context.settings().salesTaxType,
            stuck.context.settings().purchasesTaxType);
    case CauseId::TaxModeConflict:
        return {mend(stuck, RemedyId::ChangeTaxCarried)};
    case CauseId::PeriodLocked:
        return moveDate(stuck);
    case CauseId::SuspectedWrongMatch:
        // Said of one payment: of several it would be a guess which one it is.
        if (count != 1 || op.subject.kind != RecordKind::Payment)
            return {removeAndRedo(first)};
        return {mend(stuck, RemedyId::SameMoney, u"Same money"_s), removeAndRedo(first),
            mend(stuck, RemedyId::PushOurs)};
    case CauseId::OverAllocation:
        return {removeAndRedo(first), mend(stuck, RemedyId::AllocateWhatFits)};
    case CauseId::ServiceLine:
        return {stepsInXero(u"I’ve done it, check"_s,
            {u"In Xero, open %1 and choose Edit."_s.arg(first.isEmpty() ? u"the invoice"_s : first),
                u"Give the line that is named above an item, and approve the invoice."_s,
                u"Press the button here: Tieout looks, and takes the invoice in."_s})};
    case CauseId::InvoiceAlreadyPaid:
        return {removeAndRedo(first)};
    case CauseId::MoneyOnIt:
        return {removeAndRedo(first)};
    case CauseId::CreditUsedUp:
        return {stepsInXero(u"I’ve done it, check"_s,
                    {u"In Xero, open the credit and take back the allocation that isn’t the "
                     u"ledger’s."_s,
                        u"Press the button here: Tieout looks, then allocates as in the "
                        u"ledger."_s}),
            mend(stuck, RemedyId::AllocateWhatFits)};
    case CauseId::Ambiguous:
    case CauseId::NumberTaken:
        // A decision about one record; of several, each has its own card or row.
        if (count != 1)
            return {};
        if (!isAskedAbout(op))
            return renumber(op);
        if (op.state == OperationState::Refused) // the number can be had by one only
            return QList{command(u"They are the same"_s, command::DecideParked{op.id, true})}
            + renumber(op);
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
    case CauseId::ScopeMissing:
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
    case CauseId::BankAccountUnknown:
    case CauseId::PaymentsNotEnabled:
        return {goTo(u"Choose a bank account"_s, u"settings"_s, u"section:bank"_s)};
    case CauseId::PushIsOff:
        return {goTo(u"Open settings"_s, u"settings"_s, u"section:adoption"_s)};
    default:
        return count == 1 ? ofTheWords(stuck) : QList<Remedy>();
    }
}

} // namespace

QList<Remedy> remediesFor(const Context& context, const store::ProblemCard& card,
    const Operation& first, const QList<RecordRef>& only)
{
    const Cause& cause = card.example;
    QList<Remedy> list = ownRemedies({context, card, first, only});
    const bool goesAlone = causes::isTransient(cause.id) || cause.id == CauseId::OutcomeUnknown;
    if (card.isFromXero && list.isEmpty())
        list.append(
            command(u"Check again"_s, command::Sync{.direction = command::Direction::Pull}));
    if (first.id && needsPerson(first.state) && !goesAlone)
        list.append(retry(first, card.records));
    return list;
}

QList<Remedy> remediesFor(const Context& context, const Operation& push)
{
    store::ProblemCard alone{push.cause.id, {}, push.cause, push.amount, 1, {}};
    alone.accounts = 1;
    alone.bills = push.kind == OperationKind::CreateBill ? 1 : 0;
    return remediesFor(context, alone, push, {push.subject});
}

bool isMend(const Remedy& remedy)
{
    return remedy.command && std::holds_alternative<command::Mend>(*remedy.command);
}

QList<Remedy> remediesInPassing(const Context& context, const Operation& push)
{
    QList<Remedy> list = remediesFor(context, push);
    const auto left = list.removeIf([](const Remedy& each) {
        return !each.effect.isEmpty() || !each.asks.isEmpty()
            || (each.command && std::holds_alternative<command::DecideParked>(*each.command));
    });
    if (left > 0)
        list.prepend(goTo(causes::buttonText(RemedyId::OpenProblem, 1), u"problems"_s,
            u"filter:"_s + push.label));
    return list;
}

namespace {

// Carried out where a word says what follows; what can't be taken back, and what asks one more
// thing, stands on the problem's card.
std::optional<Remedy> remedyOfPush(const Context& context, const Operation& push)
{
    if (!needsPerson(push.state) || !push.cause)
        return {};
    const QList<Remedy> all = remediesFor(context, push);
    if (all.isEmpty())
        return {};
    const Remedy& first = all.first();
    const bool isFinal = first.command
        && (first.effect.contains(u"can’t be undone"_s)
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
            return command(text, command::BringBack{{push.id}});
        return goTo(causes::buttonText(RemedyId::ShowRecords, 1), u"outbox"_s,
            u"filter:"_s + recordOf(line));
    case RemedyId::ShowInXero:
        if (line.xero)
            if (const QString own = context.reader().address(*line.xero); !own.isEmpty())
                return {.text = text, .address = own};
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
    if (!remedy.command && !remedy.page.isEmpty())
        context.open(remedy.page, remedy.what);
}

} // namespace ui
