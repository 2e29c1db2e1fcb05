// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/life.h"

#include <QJsonArray>

#include <algorithm>

// What others do in Xero: a person at the screen, and another program on the same organisation.
namespace simulation {

using sandbox::Cents;
using sandbox::Document;
using sandbox::Kind;

namespace {

QString money(Cents cents)
{
    return base::Money(cents, base::Currency::of("AUD")).toString();
}

QString s(const char* text)
{
    return QLatin1String(text);
}

bool standsOpen(const Document& document)
{
    return document.status == u"AUTHORISED" && document.left() > 0;
}

// Xero's ids are random; a life must not hang on their order.
template <class Record, class Key>
QList<const Record*> sorted(QList<const Record*> list, Key key)
{
    std::stable_sort(list.begin(), list.end(),
        [&](const Record* a, const Record* b) { return key(*a) < key(*b); });
    return list;
}

auto documentKey(const Document& document)
{
    return std::tuple(document.number, document.contact, document.total, document.updated);
}

} // namespace

Life::Documents Life::openInvoices() const
{
    Documents open;
    for (const auto& [id, document] : m_xero.truth().documents)
        if (document.kind == Kind::Invoice && document.isReceivable() && standsOpen(document))
            open.append(&document);
    return sorted(open, documentKey);
}

Life::Documents Life::openCredits() const
{
    Documents open;
    for (const auto& [id, document] : m_xero.truth().documents)
        if (document.kind != Kind::Invoice && standsOpen(document))
            open.append(&document);
    return sorted(open, documentKey);
}

QList<const sandbox::Payment*> Life::livePayments() const
{
    QList<const sandbox::Payment*> live;
    for (const auto& [id, payment] : m_xero.truth().payments)
        if (payment.status == u"AUTHORISED")
            live.append(&payment);
    return sorted(live, [](const sandbox::Payment& payment) {
        return std::tuple(payment.reference, payment.amount, payment.updated);
    });
}

QList<const sandbox::Contact*> Life::contacts() const
{
    QList<const sandbox::Contact*> all;
    for (const auto& [id, contact] : m_xero.truth().contacts)
        all.append(&contact);
    return sorted(all,
        [](const sandbox::Contact& contact) { return std::tuple(contact.number, contact.name); });
}

void Life::act(const char* what, const QJsonObject& with)
{
    if (!m_xero.person(s(what), with).isEmpty())
        m_marks.reached(s("a person: ") + s(what));
}

void Life::person(const Step& step)
{
    switch (step.act) {
    case Act::Match:
    case Act::MatchOver:
        if (const Document* invoice = pick(openInvoices(), step.a)) {
            const Cents all = step.act == Act::MatchOver ? invoice->left() + 2'000
                : step.b % 4 == 1                        ? (invoice->left() + 1) / 2
                                                         : invoice->left();
            act("match-invoice",
                {{s("invoice"), invoice->id}, {s("bank"), s("090")}, {s("amount"), money(all)}});
        }
        return;
    case Act::CreateCredit:
        return personCreatesCredit(step);
    case Act::Allocate:
        return personAllocates(step);
    case Act::RemoveAllocation:
    case Act::VoidInvoice:
    case Act::VoidCredit:
    case Act::EditTotal:
    case Act::EditReference:
        return personEdits(step);
    case Act::Rename:
    case Act::Archive:
    case Act::Restore:
    case Act::Merge:
        return personChangesContact(step);
    case Act::RemoveAndRedo:
        if (const auto* payment = pick(livePayments(), step.a))
            act("remove-and-redo", {{s("payment"), payment->id}});
        return;
    case Act::Reconcile:
        if (const Document* credit = pick(openCredits(), step.a))
            act("reconcile", {{s("credit"), credit->id}});
        return;
    case Act::Refund:
        if (const Document* credit = pick(openCredits(), step.a))
            act("refund",
                {{s("credit"), credit->id}, {s("amount"), money(credit->left())},
                    {s("bank"), s("090")}});
        return;
    case Act::ReceiveMoney:
        if (const auto* contact = pick(contacts(), step.a))
            act("receive-money",
                {{s("contact"), contact->id}, {s("amount"), amount(step.b).toString()},
                    {s("bank"), s("090")}});
        return;
    case Act::LockPeriod:
        return act("set-lock-dates",
            {{s("period"),
                m_clock.trueNow().date().addDays(-(step.a % 12)).toString(Qt::ISODate)}});
    default:
        return act("set-lock-dates", {{s("period"), QString()}});
    }
}

void Life::personCreatesCredit(const Step& step)
{
    const auto* contact = pick(contacts(), step.a);
    if (!contact)
        return;
    QJsonObject what{{s("contact"), contact->id}, {s("amount"), amount(step.b).toString()},
        {s("bank"), s("090")}};
    if (step.c % 3 == 1)
        return act("create-overpayment", what);
    if (step.c % 3 == 2)
        return act("create-prepayment", what);
    what.insert(s("number"), next("XCN-"));
    if (const Document* invoice = pick(openInvoices(), step.b)) {
        what.insert(s("contact"), invoice->contact);
        what.insert(s("amount"), money(invoice->left()));
        what.insert(s("invoice"), invoice->id);
    }
    act("create-credit-note", what);
}

void Life::personAllocates(const Step& step)
{
    QList<std::pair<const Document*, const Document*>> pairs;
    for (const Document* credit : openCredits())
        for (const Document* invoice : openInvoices())
            if (credit->contact == invoice->contact && credit->isReceivable())
                pairs.emplaceBack(credit, invoice);
    if (pairs.isEmpty())
        return;
    const auto& [credit, invoice] = pairs[step.a % pairs.size()];
    const Cents most = std::min(credit->left(), invoice->left());
    act("allocate",
        {{s("credit"), credit->id}, {s("invoice"), invoice->id},
            {s("amount"), money(step.b % 4 == 1 ? (most + 1) / 2 : most)}});
}

void Life::personEdits(const Step& step)
{
    if (step.act == Act::RemoveAllocation) {
        QList<const sandbox::Allocation*> all;
        for (const auto& [id, allocation] : m_xero.truth().allocations)
            all.append(&allocation);
        all = sorted(all, [&](const sandbox::Allocation& one) {
            return std::pair(m_xero.truth().documents.at(one.invoice).number, one.amount);
        });
        if (const auto* allocation = pick(all, step.a))
            act("remove-allocation",
                {{s("credit"), allocation->credit}, {s("invoice"), allocation->invoice}});
        return;
    }
    if (step.act == Act::VoidCredit) {
        if (const Document* credit = pick(openCredits(), step.a))
            act("void", {{s("credit"), credit->id}});
        return;
    }
    const Document* invoice = pick(openInvoices(), step.a);
    if (!invoice)
        return;
    if (step.act == Act::VoidInvoice)
        act("void", {{s("invoice"), invoice->id}});
    else if (step.act == Act::EditTotal)
        act("edit-invoice", {{s("invoice"), invoice->id}, {s("total"), amount(step.b).toString()}});
    else
        act("edit-invoice", {{s("invoice"), invoice->id}, {s("reference"), next("edited ")}});
}

void Life::personChangesContact(const Step& step)
{
    const auto* contact = pick(contacts(), step.a);
    if (!contact)
        return;
    if (step.act == Act::Archive)
        return act("archive-contact", {{s("contact"), contact->id}});
    if (step.act == Act::Restore) {
        for (const auto* one : contacts())
            if (one->status != u"ACTIVE" && one->mergedTo.isEmpty())
                act("restore-contact", {{s("contact"), one->id}});
        return;
    }
    if (step.act == Act::Merge) {
        if (const auto* into = pick(contacts(), step.b); into != contact)
            act("merge-contacts", {{s("from"), contact->id}, {s("into"), into->id}});
        return;
    }
    if (!m_xero
             .other("POST", s("Contacts"),
                 {{s("Contacts"),
                     QJsonArray{QJsonObject{
                         {s("ContactID"), contact->id}, {s("Name"), next("Renamed ")}}}}})
             .isEmpty())
        m_marks.reached("a person: rename-contact");
}

QJsonObject Life::otherInvoice(
    const QString& contact, const QString& number, base::Money total) const
{
    const QString day = m_clock.trueNow().date().toString(Qt::ISODate);
    const QJsonObject line{{s("Description"), s("Web shop")}, {s("Quantity"), 1},
        {s("UnitAmount"), total.toString()}, {s("AccountCode"), s("200")}};
    return {{s("Invoices"),
        QJsonArray{QJsonObject{{s("Type"), s("ACCREC")}, {s("InvoiceNumber"), number},
            {s("Contact"), QJsonObject{{s("ContactID"), contact}}}, {s("Date"), day},
            {s("DueDate"), day}, {s("Status"), s("AUTHORISED")}, {s("LineAmountTypes"), s("NoTax")},
            {s("LineItems"), QJsonArray{line}}}}}};
}

void Life::other(const Step& step)
{
    switch (step.act) {
    case Act::OtherPays:
        return otherPays(step);
    case Act::OtherContact: {
        const auto file = someFile(step.a);
        if (!file)
            return;
        QJsonObject contact{
            {s("Name"), step.b % 3 == 0 ? next("Shop customer ") : file->account.name}};
        if (step.b % 2 == 0)
            contact.insert(s("ContactNumber"), file->account.number);
        if (!m_xero.other("PUT", s("Contacts"), {{s("Contacts"), QJsonArray{contact}}}).isEmpty())
            m_marks.reached("another program made a contact of ours");
        return;
    }
    case Act::OtherInvoice:
        if (const auto* contact = pick(contacts(), step.a))
            if (!m_xero
                     .other("PUT", s("Invoices"),
                         otherInvoice(contact->id, next("SHOP-"), amount(step.b)))
                     .isEmpty())
                m_marks.reached("another program made an invoice");
        return;
    case Act::OtherTakesNumber:
        return otherTakesNumber(step);
    default:
        return otherOverpays(step);
    }
}

void Life::otherPays(const Step& step)
{
    const Document* invoice = pick(openInvoices(), step.a);
    if (!invoice)
        return;
    // It knows the payment from the same bank, by the reference that the customer gave.
    const QString reference = m_program.witness().text(
        QStringLiteral("SELECT number FROM payment WHERE amount = ? ORDER BY id LIMIT 1"),
        {invoice->left()});
    const QJsonObject payment{{s("Invoice"), QJsonObject{{s("InvoiceID"), invoice->id}}},
        {s("Account"), QJsonObject{{s("Code"), s("090")}}},
        {s("Date"), m_clock.trueNow().date().toString(Qt::ISODate)},
        {s("Amount"), money(step.b % 4 == 1 ? (invoice->left() + 1) / 2 : invoice->left())},
        {s("Reference"), reference}};
    if (!m_xero.other("PUT", s("Payments"), {{s("Payments"), QJsonArray{payment}}}).isEmpty())
        m_marks.reached(reference.isEmpty() ? "another program paid an invoice of ours"
                                            : "another program paid what a payment of ours pays");
}

void Life::otherTakesNumber(const Step& step)
{
    const auto* contact = pick(contacts(), step.a);
    const QString number = m_program.witness().text(QStringLiteral(
        "SELECT number FROM document WHERE kind = 'invoice' AND NOT EXISTS (SELECT 1 "
        "FROM twin WHERE ledger_kind = 'invoice' AND ledger_id = document.id) ORDER "
        "BY id LIMIT 1"));
    if (!contact || number.isEmpty())
        return;
    if (!m_xero.other("PUT", s("Invoices"), otherInvoice(contact->id, number, amount(step.b)))
             .isEmpty())
        m_marks.reached("another program took a number of ours");
}

void Life::otherOverpays(const Step& step)
{
    const auto* contact = pick(contacts(), step.a);
    if (!contact)
        return;
    const auto rows = m_program.witness().rows(
        QStringLiteral("SELECT number, amount FROM payment ORDER BY id"));
    const QVariantList like = rows.isEmpty() ? QVariantList{next("web"), amount(step.b).minor()}
                                             : rows[step.b % rows.size()];
    const QJsonObject line{{s("Description"), like[0].toString()}, {s("Quantity"), 1},
        {s("UnitAmount"), money(like[1].toLongLong())}};
    const QJsonObject transaction{{s("Type"), s("RECEIVE-OVERPAYMENT")},
        {s("Contact"), QJsonObject{{s("ContactID"), contact->id}}},
        {s("BankAccount"), QJsonObject{{s("Code"), s("090")}}},
        {s("Date"), m_clock.trueNow().date().toString(Qt::ISODate)},
        {s("LineAmountTypes"), s("NoTax")}, {s("LineItems"), QJsonArray{line}}};
    if (!m_xero
             .other(
                 "PUT", s("BankTransactions"), {{s("BankTransactions"), QJsonArray{transaction}}})
             .isEmpty())
        m_marks.reached("another program recorded an overpayment like a payment of ours");
}

} // namespace simulation
