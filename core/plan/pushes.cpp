// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/planted.h"
#include "match/index.h"
#include "match/match.h"
#include "plan/itemchecks.h"
#include "plan/plan.h"
#include "plan/removals.h"

#include <algorithm>

using namespace records;
using match::comparable;
using match::Index;
using match::ref;

namespace plan {

namespace {

Cause because(CauseId id, const QStringList& arguments = {})
{
    return {id, arguments, {}};
}

bool isBefore(const QDate& date, const QDate& start)
{
    return start.isValid() && date.isValid() && date < start;
}

OperationKind kindOf(ledger::DocumentKind kind)
{
    switch (kind) {
    case ledger::DocumentKind::Invoice:
        return OperationKind::CreateInvoice;
    case ledger::DocumentKind::CreditNote:
        return OperationKind::CreateCreditNote;
    case ledger::DocumentKind::Bill:
        return OperationKind::CreateBill;
    }
    base::require(false, "every document kind has its push");
    return OperationKind::CreateInvoice;
}

// What goes to Xero at all: approved, standing, ours, of a module that this book sends, and not
// from before its start.
bool belongsInXero(
    const Index& index, const ledger::Document& document, const BookSettings& settings)
{
    const Module module = moduleOf(recordKind(document.kind));
    return records::pushes(settings.flows[module])
        && !isBefore(document.date, pushFrom(settings, module))
        && document.status == ledger::DocumentStatus::Approved && !index.isUndone(document)
        && document.source != ledger::Source::Xero && !index.isSetAside(ref(document));
}

bool asPayment(const AccountFile& file, const Index& index, const ledger::Payment& payment,
    const BookSettings& settings)
{
    if (const Twin* tie = index.twin(ref(payment)))
        return tie->xero.kind == XeroKind::Payment;
    // What may already be in Xero decides, whatever the setting says by now.
    if (index.mayBeInXero(ref(payment), OperationKind::CreateOverpayment))
        return false;
    if (index.mayBeInXero(ref(payment), OperationKind::CreatePayment))
        return true;
    if (settings.paymentPush != PaymentPush::AsPaymentWhenWhole
        || file.account.role != ledger::AccountRole::Customer)
        return false;
    const QList<const ledger::Allocation*> allocations = index.allocationsOf(ref(payment));
    if (allocations.size() != 1 || !(allocations.first()->amount == payment.amount))
        return false;
    const ledger::Document* invoice = index.document(allocations.first()->to);
    return invoice && invoice->kind == ledger::DocumentKind::Invoice
        && (index.twin(ref(*invoice)) || belongsInXero(index, *invoice, settings));
}

// R139: a book takes tax by item or in one total, once it was settled which.
Cause taxCarried(const ledger::Document& document, TaxCarried taken)
{
    if (taken == TaxCarried::AsItComes || document.tax.isZero()
        || (taken == TaxCarried::InTotal) == document.taxInTotal)
        return {};
    const QString byItem = QStringLiteral("by item"), inTotal = QStringLiteral("in total");
    return because(CauseId::TaxModeConflict,
        document.taxInTotal ? QStringList{byItem, inTotal} : QStringList{inTotal, byItem});
}

bool isSales(const mirror::ChartAccount& account)
{
    return account.type != u"BANK";
}

// R025: an account or tax rate that Xero doesn't have, or has no more, is known without a call.
// What was never read bars nothing.
Cause codes(const ledger::Document& document, const Surroundings& around)
{
    const bool isBill = document.kind == ledger::DocumentKind::Bill;
    const bool knowsChart = std::ranges::any_of(around.chart, isSales);
    const bool knowsRates
        = !around.taxTypes.isEmpty() && document.taxMode != ledger::TaxMode::NoTax;
    for (const ledger::Line& line : document.lines) {
        const QString code = accountCodeInXero(around.settings, line.accountCode, isBill);
        const auto takes = [&](const mirror::ChartAccount& account) {
            return isSales(account) && account.status == u"ACTIVE"
                && account.code.compare(code, Qt::CaseInsensitive) == 0;
        };
        if (knowsChart && !code.isEmpty() && !std::ranges::any_of(around.chart, takes))
            return because(CauseId::AccountCodeInvalid, {code});
        const QString type = taxTypeInXero(around.settings, line.taxType, isBill);
        if (knowsRates && !type.isEmpty() && type != u"NONE" && !around.taxTypes.contains(type))
            return because(CauseId::TaxInvalid, {type});
    }
    return {};
}

// Walks one account's file once and collects what it owes Xero.
class Planner {
public:
    Planner(const AccountFile& file, const Surroundings& around)
        : m_file(file)
        , m_around(around)
        , m_index(file)
    {
        for (const match::Pair& pair : match::suspectedWrongMatches(file))
            m_wrongMatches.insert(pair.ledger, pair.xero.id);
    }

    QList<Push> plan()
    {
        reserveWhatIsOnItsWay();
        for (const ledger::Document& document : m_file.documents)
            addDocument(document);
        for (const ledger::Payment& payment : m_file.payments)
            addPayment(payment);
        for (const ledger::Allocation& allocation : m_file.allocations)
            addAllocation(allocation);
        if (!m_pushes.isEmpty() || m_file.wantsContact == true)
            judgeAccount();
        addContactChange();
        m_pushes += removals(m_file, m_around, m_index);
        if (!m_around.settings.pushIsOn)
            for (Push& push : m_pushes)
                if (!m_index.mayBeInXero(push.subject, push.kind))
                    hold(push, because(CauseId::PushIsOff));
        std::stable_sort(m_pushes.begin(), m_pushes.end(),
            [](const Push& a, const Push& b) { return a.kind < b.kind; });
        return m_pushes;
    }

private:
    static void hold(Push& push, const Cause& cause)
    {
        push.held = true;
        push.cause = cause;
    }

    // The first cause found is the one shown; a push that may have arrived is never held again.
    void add(Push push, const Cause& cause)
    {
        if (cause && !m_index.mayBeInXero(push.subject, push.kind))
            hold(push, cause);
        m_labels.insert(push.subject, push.label);
        m_pushes.append(push);
    }

    void addDocument(const ledger::Document& document)
    {
        if (m_index.twin(ref(document)) || !belongsInXero(m_index, document, m_around.settings))
            return;
        Push push{
            kindOf(document.kind), ref(document), document.total, document.number, false, {}, {}};
        Cause cause = dateAndCurrency(document.date, document.total.currency());
        if (!cause)
            cause = taxCarried(document, m_around.settings.taxCarried);
        if (!cause)
            cause = itemCause(document, m_around);
        if (!cause)
            cause = codes(document, m_around);
        if (cause.id == CauseId::ItemCodeNotFound && sends(Module::Products))
            push.cause = because(CauseId::WaitsForOther, std::exchange(cause, {}).arguments);
        add(push, cause);
    }

    Cause dateAndCurrency(const QDate& date, base::Currency currency) const
    {
        const QDate lock = lockedUpTo(m_around.organisation);
        if (lock.isValid() && date.isValid() && date <= lock)
            return because(
                CauseId::PeriodLocked, {lock.toString(Qt::ISODate), date.toString(Qt::ISODate)});
        for (base::Currency base : {m_around.settings.currency, m_around.organisation.baseCurrency})
            if (!base.isNone() && !currency.isNone() && !(currency == base))
                return because(CauseId::ForeignCurrency, {currency.code()});
        return {};
    }

    void addPayment(const ledger::Payment& payment)
    {
        const RecordRef subject = ref(payment);
        if (m_index.twin(subject) || m_index.isUndone(payment) || m_index.isSetAside(subject)
            || payment.source == ledger::Source::Xero || !sends(Module::Payments)
            || isBefore(payment.date, pushFrom(m_around.settings, Module::Payments)))
            return;
        const bool whole = asPayment(m_file, m_index, payment, m_around.settings);
        Push push{whole ? OperationKind::CreatePayment : OperationKind::CreateOverpayment, subject,
            payment.amount, payment.number, false, {}, {}};
        Cause cause = wrongMatch(payment);
        if (!cause)
            cause = dateAndCurrency(dateInXero(payment), payment.amount.currency());
        if (!cause && bankFor(m_around.settings, payment.method).isEmpty())
            cause = because(CauseId::NoBankAccount);
        if (whole && !m_index.allocationsOf(subject).isEmpty()) {
            const ledger::Allocation& allocation = *m_index.allocationsOf(subject).first();
            waitFor(push, m_index.document(allocation.to));
            if (!cause && push.after.isEmpty() && !m_index.mayBeInXero(subject, push.kind)) {
                cause = invoiceTakes(allocation.to, payment.amount);
                if (!cause)
                    spend(allocation);
            }
        }
        add(push, cause);
    }

    bool sends(Module module) const { return records::pushes(m_around.settings.flows[module]); }

    Cause wrongMatch(const ledger::Payment& payment) const
    {
        const mirror::Payment* suspect = m_index.xeroPayment(m_wrongMatches.value(ref(payment)));
        if (!suspect || base::planted(base::Planted::NoWrongMatch))
            return {};
        return because(CauseId::SuspectedWrongMatch,
            {suspect->invoiceNumber, payment.amount.toString(), suspect->id.toString()});
    }

    void addAllocation(const ledger::Allocation& allocation)
    {
        if (allocation.removed || m_index.twin(ref(allocation))
            || allocation.source == ledger::Source::Xero || m_index.isSetAside(ref(allocation)))
            return;
        const Module module = moduleOf(allocation.from.kind);
        if (!sends(module) || isBefore(allocation.date, pushFrom(m_around.settings, module)))
            return;
        const ledger::Document* to = m_index.document(allocation.to);
        if (!to || !isOrWillBeInXero(ref(*to)) || m_index.isUndone(*to)
            || !creditIsOrWillBeInXero(allocation.from))
            return;
        Push push{OperationKind::CreateAllocation, ref(allocation), allocation.amount,
            allocation.amount.display() + QStringLiteral(" to ") + to->number, false, {}, {}};
        if (!m_index.twin(allocation.from))
            push.after.append(allocation.from);
        waitFor(push, to);
        Cause cause;
        if (push.after.isEmpty() && !m_index.mayBeInXero(push.subject, push.kind)) {
            cause = dateAndCurrency(
                dateInXero(allocation, m_file, m_around), allocation.amount.currency());
            if (!cause)
                cause = creditGives(allocation);
            if (!cause)
                cause = invoiceTakes(allocation.to, allocation.amount);
            if (!cause)
                spend(allocation);
        }
        add(push, cause);
    }

    // Only credit that stands in Xero as a credit of ours can be allocated there: a payment that
    // went as Payment, or that was taken in, is covered by its own twin; adjustments never travel.
    bool creditIsOrWillBeInXero(const RecordRef& from) const
    {
        const Twin* tie = m_index.twin(from);
        if (from.kind == RecordKind::CreditNote) {
            const ledger::Document* note = m_index.document({from.id});
            return note && !m_index.isUndone(*note)
                && (tie ? tie->xero.kind == XeroKind::CreditNote : isPlanned(from));
        }
        if (from.kind != RecordKind::Payment)
            return false;
        const ledger::Payment* payment = m_index.payment({from.id});
        if (!payment || m_index.isUndone(*payment))
            return false;
        if (tie)
            return tie->xero.kind == XeroKind::Overpayment;
        return isPlanned(from) && !asPayment(m_file, m_index, *payment, m_around.settings);
    }

    bool isPlanned(const RecordRef& record) const { return m_labels.contains(record); }
    bool isOrWillBeInXero(const RecordRef& record) const
    {
        return m_index.twin(record) || isPlanned(record);
    }

    void waitFor(Push& push, const ledger::Document* document) const
    {
        if (document && !m_index.twin(ref(*document)) && isPlanned(ref(*document)))
            push.after.append(ref(*document));
    }

    // AmountDue less what this plan already sends to the invoice.
    Cause invoiceTakes(DocumentId to, base::Money amount)
    {
        const mirror::Invoice* invoice = m_index.xeroInvoice(to);
        if (!invoice || base::planted(base::Planted::NoAmountDue))
            return {};
        if (invoice->status != u"AUTHORISED" && invoice->status != u"PAID")
            return because(CauseId::DocumentNotOpen, {invoice->number, invoice->status});
        const base::Money planned = m_toInvoice.value(to);
        if (!comparable(invoice->amountDue, amount) || !comparable(planned, amount))
            return because(CauseId::ForeignCurrency, {amount.currency().code()});
        const base::Money excess = amount - (invoice->amountDue - planned);
        if (excess <= base::Money{})
            return {};
        if (invoice->status == u"PAID" && invoice->amountDue.isZero())
            return because(CauseId::InvoiceAlreadyPaid, {invoice->number});
        return because(CauseId::OverAllocation, {invoice->number, excess.toString()});
    }

    // RemainingCredit less what this plan already takes out of it.
    Cause creditGives(const ledger::Allocation& allocation) const
    {
        const mirror::Credit* credit = m_index.xeroCredit(allocation.from);
        if (!credit || base::planted(base::Planted::NoRemainingCredit))
            return {};
        if (credit->status != u"AUTHORISED" && credit->status != u"PAID") {
            const QString label = credit->number.isEmpty() ? credit->reference : credit->number;
            return because(CauseId::DocumentNotOpen, {label, credit->status});
        }
        const base::Money planned = m_fromCredit.value(allocation.from);
        if (!comparable(credit->remainingCredit, allocation.amount)
            || !comparable(planned, allocation.amount))
            return because(CauseId::ForeignCurrency, {allocation.amount.currency().code()});
        const base::Money remaining = credit->remainingCredit - planned;
        if (remaining < allocation.amount)
            return because(CauseId::CreditUsedUp, {remaining.toString()});
        return {};
    }

    void spend(const ledger::Allocation& allocation)
    {
        base::Money& given = m_fromCredit[allocation.from];
        base::Money& taken = m_toInvoice[allocation.to];
        if (comparable(given, allocation.amount) && comparable(taken, allocation.amount)) {
            given += allocation.amount;
            taken += allocation.amount;
        }
    }

    // Money on the wire may or may not be in the mirror's AmountDue: nothing else may count on it.
    void reserveWhatIsOnItsWay()
    {
        for (const ledger::Allocation& allocation : m_file.allocations) {
            if (allocation.removed || m_index.twin(ref(allocation)))
                continue;
            if (m_index.mayBeInXero(ref(allocation), OperationKind::CreateAllocation)
                || (!m_index.twin(allocation.from)
                    && m_index.mayBeInXero(allocation.from, OperationKind::CreatePayment)))
                spend(allocation);
        }
    }

    void judgeAccount()
    {
        if (!m_file.link)
            return planContact();
        Cause cause;
        if (m_file.link->state == LinkState::Partial)
            cause = because(CauseId::PartialLink);
        else if (m_file.contact && m_file.contact->mergedTo)
            cause = merged();
        else if (m_file.contact && !m_file.contact->status.isEmpty()
            && m_file.contact->status != u"ACTIVE")
            cause = because(CauseId::ContactArchived, {m_file.account.name});
        for (Push& push : m_pushes) {
            if (cause && !m_index.mayBeInXero(push.subject, push.kind))
                hold(push, cause);
            else if (!push.held && !push.after.isEmpty())
                push.cause = because(CauseId::WaitsForOther, {m_labels.value(push.after.first())});
        }
    }

    // One contact belongs to one account: where another has the survivor, a person has to decide.
    Cause merged() const
    {
        const auto& survivor = m_file.survivor;
        const QString name = survivor ? survivor->name : QString();
        if (survivor && !m_file.survivorOf.isEmpty())
            return because(CauseId::SurvivorTaken, {name, m_file.survivorOf});
        return because(CauseId::ContactMerged,
            {name, (survivor ? survivor->id : m_file.contact->mergedTo).toString()});
    }

    // Nothing moves without a link (R001): the contact goes first and everything waits for it. A
    // missing first and last name (R144) holds a customer that has a name only where the book asks
    // for a person: Xero doesn't, and most companies in a billing system have none on file.
    void planContact()
    {
        const bool never = m_index.isSetAside(ref(m_file.account)) || m_file.wantsContact == false
            || !sends(moduleOf(RecordKind::Account, m_file.account.role));
        for (Push& push : m_pushes) {
            push.after.prepend(ref(m_file.account));
            if (m_index.mayBeInXero(push.subject, push.kind) || push.held)
                continue;
            if (never)
                hold(push, because(CauseId::NotLinked, {m_file.account.name}));
            else if (!base::planted(base::Planted::ChildBeforeParent))
                push.cause = because(CauseId::WaitsForOther, {m_file.account.name});
        }
        if (never)
            return;
        const ledger::Account& account = m_file.account;
        const bool isNamed = !account.name.trimmed().isEmpty();
        const bool hasPerson
            = !account.firstName.trimmed().isEmpty() && !account.lastName.trimmed().isEmpty();
        add({OperationKind::CreateContact, ref(account), {}, account.name, false, {}, {}},
            isNamed && (hasPerson || !m_around.settings.needsPerson)
                ? Cause{}
                : because(CauseId::PrimaryContactMissing, {account.name}));
    }

    // R003, R005: of a contact we created, what the ledger changed since; field by field, and never
    // over what a person entered in Xero.
    void addContactChange()
    {
        const RecordRef subject = ref(m_file.account);
        if (!m_file.link || m_file.link->how != u"created" || !m_file.card || !m_file.contact
            || m_file.contact->status != u"ACTIVE"
            || !sends(moduleOf(RecordKind::Account, m_file.account.role))
            || m_index.isSetAside(subject, OperationKind::UpdateContact))
            return;
        const ContactCard ours = cardOf(m_file.account), theirs = cardOf(*m_file.contact);
        Push push{OperationKind::UpdateContact, subject, {}, m_file.account.name, false, {}, {}};
        Cause conflict;
        for (const CardField& field : changedFields(ours, *m_file.card, theirs))
            if (theirs.*field.value != m_file.card.value().*field.value)
                conflict = because(CauseId::ContactEdited,
                    {QString::fromUtf16(field.words), theirs.*field.value, ours.*field.value});
        if (!changedFields(ours, *m_file.card, theirs).isEmpty())
            add(push, conflict);
    }

    const AccountFile& m_file;
    const Surroundings& m_around;
    const Index m_index;
    QHash<RecordRef, QUuid> m_wrongMatches;
    QHash<RecordRef, QString> m_labels; // of everything planned
    QHash<DocumentId, base::Money> m_toInvoice;
    QHash<RecordRef, base::Money> m_fromCredit;
    QList<Push> m_pushes;
};

} // namespace

bool goesAsPayment(
    const AccountFile& file, const ledger::Payment& payment, const BookSettings& settings)
{
    return asPayment(file, Index(file), payment, settings);
}

QDate lockedUpTo(const mirror::Organisation& organisation)
{
    return std::max(organisation.periodLockDate, organisation.endOfYearLockDate);
}

QDate dateInXero(
    const ledger::Allocation& allocation, const AccountFile& file, const Surroundings& around)
{
    QDate date = allocation.date;
    const QDate lock = lockedUpTo(around.organisation);
    if (!lock.isValid() || date > lock)
        return date;
    for (const ledger::Payment& payment : file.payments)
        if (ref(payment) == allocation.from && payment.movedTo.isValid())
            date = std::max(date, payment.movedTo);
    for (const ledger::Document& document : file.documents)
        if (document.id == allocation.to)
            date = std::max(date, document.date);
    return date;
}

QList<Push> pushes(const AccountFile& file, const Surroundings& around)
{
    return Planner(file, around).plan();
}

} // namespace plan
