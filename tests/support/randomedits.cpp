// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/randomedits.h"

#include "match/index.h"

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

struct RandomEdits::Act {
    const char* name;
    Where where;
    QString (RandomEdits::*make)();
};

const QList<RandomEdits::Act>& RandomEdits::acts()
{
    using enum Where;
    static const QList<Act> all{{"void invoice", Xero, &RandomEdits::voidInvoice},
        {"edit total", Xero, &RandomEdits::editTotal},
        {"remove payment", Xero, &RandomEdits::removePayment},
        {"pay backdated", Xero, &RandomEdits::pay}, {"allocate", Xero, &RandomEdits::allocate},
        {"take back allocation", Xero, &RandomEdits::takeBack},
        {"invoice backdated", Xero, &RandomEdits::makeInvoice},
        {"credit note backdated", Xero, &RandomEdits::makeCreditNote},
        {"overpayment backdated", Xero, &RandomEdits::receiveOverpayment},
        {"prepayment backdated", Xero, &RandomEdits::receivePrepayment},
        {"refund", Xero, &RandomEdits::refund}, {"void credit", Xero, &RandomEdits::voidCredit},
        {"invoice backdated", Ledger, &RandomEdits::enterInvoice},
        {"payment backdated", Ledger, &RandomEdits::enterPayment},
        {"allocate", Ledger, &RandomEdits::allocateHere},
        {"adjustment backdated", Ledger, &RandomEdits::adjust},
        {"reverse", Ledger, &RandomEdits::reverse},
        {"take back allocation", Ledger, &RandomEdits::takeBackHere}};
    return all;
}

QStringList RandomEdits::kinds()
{
    QStringList names;
    for (const Act& one : acts())
        names.append((one.where == Where::Xero ? u"Xero: "_s : u"ledger: "_s)
            + QString::fromLatin1(one.name));
    return names;
}

RandomEdits::Done RandomEdits::any(AccountId account)
{
    m_file = *m_world.reader().accountFile(account);
    QList<Act> left = acts();
    while (!left.isEmpty()) {
        const Act act = left.takeAt(static_cast<qsizetype>(m_random.below(left.size())));
        if (const QString what = (this->*act.make)(); !what.isEmpty())
            return {act.where,
                (act.where == Where::Xero ? u"Xero: "_s : u"ledger: "_s)
                    + QString::fromLatin1(act.name) + u", "_s + m_file.account.number + u' '
                    + what};
    }
    return {};
}

template <class Record>
const Record* RandomEdits::pick(const QList<Record>& all, auto fits)
{
    QList<const Record*> found;
    for (const Record& one : all)
        if (fits(one))
            found.append(&one);
    return found.isEmpty() ? nullptr
                           : found.at(static_cast<qsizetype>(m_random.below(found.size())));
}

base::Money RandomEdits::part(base::Money of)
{
    if (m_random.below(3) == 0)
        return of;
    return {
        1 + static_cast<qint64>(m_random.below(static_cast<quint64>(of.minor()))), of.currency()};
}

QString RandomEdits::some()
{
    return base::Money(100 + static_cast<qint64>(m_random.below(20'000)), m_file.account.currency)
        .toString();
}

QString RandomEdits::day()
{
    return m_upTo.addDays(-static_cast<qint64>(m_random.below(20))).toString(Qt::ISODate);
}

QString RandomEdits::next(const char* prefix)
{
    return QString::fromLatin1(prefix) + QString::number(++m_made);
}

bool RandomEdits::inXero(const char* act, const QJsonObject& what)
{
    const QJsonObject answer = m_world.person(QString::fromLatin1(act), what);
    return !answer.isEmpty() && !answer.contains(u"error"_s);
}

bool RandomEdits::here(const CommandOutcome& outcome)
{
    if (!outcome.done)
        qInfo("%s", qPrintable(outcome.sentence + outcome.error.sentence));
    return outcome.done;
}

base::Money RandomEdits::outstanding(const ledger::Document& document) const
{
    base::Money left = document.total;
    for (const ledger::Allocation& one : m_file.allocations)
        if (one.to == document.id && !one.removed)
            left -= one.amount;
    return left;
}

base::Money RandomEdits::left(const RecordRef& credit, base::Money whole) const
{
    for (const ledger::Allocation& one : m_file.allocations)
        if (one.from == credit && !one.removed)
            whole -= one.amount;
    return whole;
}

namespace {

bool isOwed(const mirror::Invoice& one)
{
    return one.status == u"AUTHORISED" && !one.amountDue.isZero();
}

bool isUntouched(const mirror::Invoice& one)
{
    return one.status == u"AUTHORISED" && one.amountDue == one.total;
}

bool hasRest(const mirror::Credit& one)
{
    return one.status == u"AUTHORISED" && !one.remainingCredit.isZero();
}

QString textOf(const QUuid& id)
{
    return id.toString(QUuid::WithoutBraces);
}

} // namespace

// ---- in Xero

QString RandomEdits::voidInvoice()
{
    const mirror::Invoice* one = pick(m_file.invoices, isUntouched);
    return one && inXero("void", {{u"invoice"_s, textOf(one->id.value)}}) ? one->number : QString();
}

QString RandomEdits::editTotal()
{
    const mirror::Invoice* one = pick(m_file.invoices, isUntouched);
    if (!one)
        return {};
    const base::Money total = one->total + part(one->total);
    const bool done = inXero(
        "edit-invoice", {{u"invoice"_s, textOf(one->id.value)}, {u"total"_s, total.toString()}});
    return done ? one->number + u" to "_s + total.toString() : QString();
}

QString RandomEdits::removePayment()
{
    const mirror::Payment* one
        = pick(m_file.xeroPayments, [](const auto& p) { return p.status == u"AUTHORISED"; });
    return one && inXero("remove-and-redo", {{u"payment"_s, textOf(one->id.value)}})
        ? one->amount.toString()
        : QString();
}

QString RandomEdits::pay()
{
    const mirror::Invoice* one = pick(m_file.invoices, isOwed);
    if (!one)
        return {};
    const QString amount = part(one->amountDue).toString();
    const bool done = inXero("match-invoice",
        {{u"invoice"_s, textOf(one->id.value)}, {u"amount"_s, amount}, {u"bank"_s, u"090"_s},
            {u"date"_s, day()}});
    return done ? one->number + u' ' + amount : QString();
}

QString RandomEdits::allocate()
{
    const mirror::Invoice* to = pick(m_file.invoices, isOwed);
    const mirror::Credit* from = pick(m_file.credits, hasRest);
    if (!to || !from)
        return {};
    const QString amount = part(std::min(to->amountDue, from->remainingCredit)).toString();
    const bool done = inXero("allocate",
        {{u"credit"_s, textOf(from->id.value)}, {u"invoice"_s, textOf(to->id.value)},
            {u"amount"_s, amount}, {u"date"_s, day()}});
    return done ? to->number + u' ' + amount : QString();
}

QString RandomEdits::takeBack()
{
    const mirror::Credit* from
        = pick(m_file.credits, [](const auto& one) { return !one.allocations.isEmpty(); });
    if (!from)
        return {};
    const mirror::Allocation& one = from->allocations.first();
    const bool done = inXero("remove-allocation",
        {{u"credit"_s, textOf(from->id.value)}, {u"invoice"_s, textOf(one.invoice.value)}});
    return done ? one.invoiceNumber + u' ' + one.amount.toString() : QString();
}

QString RandomEdits::makeInvoice()
{
    const QString number = next("X-"), amount = some();
    const bool done = inXero("create-invoice",
        {{u"contact"_s, m_file.account.name}, {u"number"_s, number}, {u"amount"_s, amount},
            {u"date"_s, day()}});
    return done ? number + u' ' + amount : QString();
}

QString RandomEdits::makeCreditNote()
{
    const QString number = next("XC-"), amount = some();
    const bool done = inXero("create-credit-note",
        {{u"contact"_s, m_file.account.name}, {u"number"_s, number}, {u"amount"_s, amount},
            {u"date"_s, day()}});
    return done ? number + u' ' + amount : QString();
}

QString RandomEdits::receiveOverpayment()
{
    const QString amount = some();
    const bool done = inXero("create-overpayment",
        {{u"contact"_s, m_file.account.name}, {u"amount"_s, amount}, {u"bank"_s, u"090"_s},
            {u"date"_s, day()}});
    return done ? amount : QString();
}

QString RandomEdits::receivePrepayment()
{
    const QString amount = some();
    const bool done = inXero("create-prepayment",
        {{u"contact"_s, m_file.account.name}, {u"amount"_s, amount}, {u"bank"_s, u"090"_s},
            {u"date"_s, day()}});
    return done ? amount : QString();
}

QString RandomEdits::refund()
{
    const mirror::Credit* from = pick(m_file.credits, hasRest);
    if (!from)
        return {};
    const QString amount = part(from->remainingCredit).toString();
    const bool done = inXero("refund",
        {{u"credit"_s, textOf(from->id.value)}, {u"amount"_s, amount}, {u"bank"_s, u"090"_s},
            {u"date"_s, m_upTo.toString(Qt::ISODate)}});
    return done ? amount : QString();
}

QString RandomEdits::voidCredit()
{
    const mirror::Credit* one = pick(m_file.credits, [&](const mirror::Credit& credit) {
        return credit.status == u"AUTHORISED" && credit.remainingCredit == credit.total
            && std::none_of(m_file.xeroPayments.begin(), m_file.xeroPayments.end(),
                [&](const auto& payment) { return payment.credit == credit.id; });
    });
    return one && inXero("void", {{u"credit"_s, textOf(one->id.value)}}) ? one->total.toString()
                                                                         : QString();
}

// ---- in the ledger

QString RandomEdits::enterInvoice()
{
    const QString number = next("L-"), amount = some();
    const QString row = u"%1,%2,%3,%3,No tax,Service,1,%4,%4,0.00\n"_s.arg(
        m_file.account.number, number, day(), amount);
    const QString head
        = u"Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n"_s;
    return here(m_world.import({{u"invoices.csv"_s, (head + row).toUtf8()}}))
        ? number + u' ' + amount
        : QString();
}

QString RandomEdits::enterPayment()
{
    const QString number = next("LP-"), amount = some();
    const QString row
        = u"%1,%2,%3,%4,%2,EFT,,\n"_s.arg(m_file.account.number, number, day(), amount);
    const QString head
        = u"Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n"_s;
    return here(m_world.import({{u"payments.csv"_s, (head + row).toUtf8()}}))
        ? number + u' ' + amount
        : QString();
}

QString RandomEdits::adjust()
{
    const QString number = next("LA-"), amount = some();
    const QString row = u"%1,%2,Ledger credit,%3,%4,Goodwill,\n"_s.arg(
        m_file.account.number, number, day(), amount);
    const QString head = u"Account,Adjustment,Kind,Date,Amount,Reason,Invoice\n"_s;
    return here(m_world.import({{u"adjustments.csv"_s, (head + row).toUtf8()}}))
        ? number + u' ' + amount
        : QString();
}

QString RandomEdits::allocateHere()
{
    const match::Index index(m_file);
    const ledger::Payment* from = pick(m_file.payments, [&](const ledger::Payment& one) {
        return !index.isUndone(match::ref(one)) && !left(match::ref(one), one.amount).isZero();
    });
    const ledger::Document* to = pick(m_file.documents, [&](const ledger::Document& one) {
        return one.kind == ledger::DocumentKind::Invoice
            && one.status == ledger::DocumentStatus::Approved && !outstanding(one).isZero();
    });
    if (!from || !to)
        return {};
    const base::Money amount
        = part(std::min(outstanding(*to), left(match::ref(*from), from->amount)));
    return here(m_world.tell(command::RecordAllocation{match::ref(*from), to->id, amount, m_upTo}))
        ? from->number + u" to "_s + to->number + u' ' + amount.toString()
        : QString();
}

QString RandomEdits::reverse()
{
    const match::Index index(m_file);
    const ledger::Payment* one = pick(m_file.payments,
        [&](const ledger::Payment& payment) { return !index.isUndone(match::ref(payment)); });
    return one && here(m_world.tell(command::RecordReversal{match::ref(*one), m_upTo, u"test"_s}))
        ? one->number
        : QString();
}

QString RandomEdits::takeBackHere()
{
    const ledger::Allocation* one
        = pick(m_file.allocations, [](const auto& allocation) { return !allocation.removed; });
    return one && here(m_world.tell(command::RemoveAllocation{one->id})) ? one->amount.toString()
                                                                         : QString();
}
