// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/accountbuilder.h"

#include "records/words.h"

#include <QTimeZone>

#include <algorithm>

using namespace records;
using base::Money;
using base::require;

namespace support {

namespace {

template <class List, class Id>
auto& find(List& records, const Id& id)
{
    const auto found = std::find_if(
        records.begin(), records.end(), [&](const auto& one) { return one.id == id; });
    require(found != records.end(), "a story speaks of records it has");
    return *found;
}

RecordRef ref(PaymentId id)
{
    return {RecordKind::Payment, id.value};
}
RecordRef ref(AdjustmentId id)
{
    return {RecordKind::Adjustment, id.value};
}
RecordRef ref(const ledger::Document& one)
{
    return {recordKind(one.kind), one.id.value};
}

} // namespace

Money aud(const char* text)
{
    return *Money::parse(QString::fromLatin1(text), base::Currency::of("AUD"));
}

AccountBuilder::AccountBuilder(const QString& name, ledger::AccountRole role)
{
    m_file.account.id = {1};
    m_file.account.number = QStringLiteral("104377");
    m_file.account.name = name;
    m_file.account.role = role;
    m_file.account.currency = base::Currency::of("AUD");
    mirror::Contact contact;
    contact.id = {nextGuid()};
    contact.name = name;
    contact.number = m_file.account.number;
    contact.status = QStringLiteral("ACTIVE");
    m_file.contact = contact;
    m_file.link = Link{
        m_file.account.id, contact.id, name, QStringLiteral("by number"), {}, LinkState::Linked};
}

AccountBuilder& AccountBuilder::on(QDate day)
{
    m_day = day;
    return *this;
}

AccountBuilder& AccountBuilder::unlinked()
{
    m_file.link.reset();
    m_file.contact.reset();
    return *this;
}

QUuid AccountBuilder::nextGuid()
{
    return QUuid(++m_lastGuid, 0x1111, 0x4111, 0x81, 0x11, 0, 0, 0, 0, 0, 1);
}

ledger::Document& AccountBuilder::doc(DocumentId id)
{
    return find(m_file.documents, id);
}
ledger::Payment& AccountBuilder::pay(PaymentId id)
{
    return find(m_file.payments, id);
}
mirror::Invoice& AccountBuilder::inv(InvoiceGuid id)
{
    return find(m_file.invoices, id);
}
mirror::Credit& AccountBuilder::cred(CreditGuid id)
{
    return find(m_file.credits, id);
}

// ---- the ledger

DocumentId AccountBuilder::document(ledger::DocumentKind kind, const QString& number, Money total)
{
    ledger::Document one;
    one.id = {nextId()};
    one.kind = kind;
    one.account = m_file.account.id;
    one.number = number;
    one.date = one.dueDate = m_day;
    one.total = total;
    one.taxMode = ledger::TaxMode::NoTax;
    one.lines = {ledger::Line{number, {10'000}, {}, total, {}, {}, {}, {}}};
    m_file.documents.append(one);
    return one.id;
}

DocumentId AccountBuilder::invoice(const QString& number, Money total)
{
    return document(ledger::DocumentKind::Invoice, number, total);
}
DocumentId AccountBuilder::bill(const QString& number, Money total)
{
    return document(ledger::DocumentKind::Bill, number, total);
}
DocumentId AccountBuilder::creditNote(const QString& number, Money total)
{
    return document(ledger::DocumentKind::CreditNote, number, total);
}

PaymentId AccountBuilder::payment(const QString& number, Money amount)
{
    ledger::Payment one;
    one.id = {nextId()};
    one.account = m_file.account.id;
    one.number = number;
    one.date = m_day;
    one.amount = amount;
    one.method = QStringLiteral("EFT");
    m_file.payments.append(one);
    return one.id;
}

AdjustmentId AccountBuilder::adjustment(
    const QString& number, Money amount, ledger::AdjustmentKind kind)
{
    ledger::Adjustment one;
    one.id = {nextId()};
    one.kind = kind;
    one.account = m_file.account.id;
    one.number = number;
    one.date = m_day;
    one.amount = amount;
    m_file.adjustments.append(one);
    return one.id;
}

AllocationId AccountBuilder::allocateFrom(const RecordRef& from, DocumentId to, Money amount)
{
    require(!(amount > outstanding(to)), "the ledger never over-allocates");
    ledger::Allocation one;
    one.id = {nextId()};
    one.account = m_file.account.id;
    one.from = from;
    one.to = to;
    one.amount = amount;
    one.date = m_day;
    m_file.allocations.append(one);
    return one.id;
}

AllocationId AccountBuilder::allocate(PaymentId payment, DocumentId to, Money amount)
{
    return allocateFrom(ref(payment), to, amount);
}
AllocationId AccountBuilder::allocate(DocumentId creditNote, DocumentId to, Money amount)
{
    return allocateFrom(ref(doc(creditNote)), to, amount);
}
AllocationId AccountBuilder::allocate(AdjustmentId credit, DocumentId to, Money amount)
{
    return allocateFrom(ref(credit), to, amount);
}

void AccountBuilder::reverse(
    const RecordRef& of, const QString& number, Money amount, const QString& reason)
{
    const ReversalId id{nextId()};
    m_file.reversals.append(
        {id, m_file.account.id, of, number, m_day, amount, reason, ledger::Source::Import, {}});
    for (ledger::Allocation& one : m_file.allocations)
        if (!one.removed
            && (one.from == of || (of.kind != RecordKind::Payment && one.to.value == of.id))) {
            one.removed = true;
            one.removedBy = id;
        }
}

void AccountBuilder::reverse(PaymentId payment)
{
    const ledger::Payment& one = pay(payment);
    reverse(ref(payment), QStringLiteral("REV-") + one.number, one.amount,
        QStringLiteral("dishonoured"));
}

void AccountBuilder::voidDocument(DocumentId document)
{
    ledger::Document& one = doc(document);
    one.status = ledger::DocumentStatus::Voided;
    reverse(
        ref(one), QStringLiteral("VOID-") + one.number, one.total, QStringLiteral("billed twice"));
}

void AccountBuilder::tie(
    const RecordRef& ours, const XeroRef& theirs, TwinOrigin origin, Money amount)
{
    require(!isTied(ours) && !isTied(theirs), "a twin is unique on both sides");
    Agreed agreed;
    agreed.amount = amount;
    agreed.date = m_day;
    m_file.twins.append({ours, theirs, origin, agreed, {}});
}

bool AccountBuilder::isTied(const RecordRef& record) const
{
    return std::any_of(m_file.twins.begin(), m_file.twins.end(),
        [&](const Twin& twin) { return twin.ledger == record; });
}
bool AccountBuilder::isTied(const XeroRef& record) const
{
    return std::any_of(m_file.twins.begin(), m_file.twins.end(),
        [&](const Twin& twin) { return twin.xero == record; });
}

void AccountBuilder::operation(const RecordRef& subject, OperationState state, CauseId cause)
{
    m_file.operations.removeIf([&](const Operation& one) { return one.subject == subject; });
    Operation one;
    one.id = {nextId()};
    one.kind = subject.kind == RecordKind::Payment ? OperationKind::CreateOverpayment
        : subject.kind == RecordKind::Allocation   ? OperationKind::CreateAllocation
        : subject.kind == RecordKind::Bill         ? OperationKind::CreateBill
        : subject.kind == RecordKind::CreditNote   ? OperationKind::CreateCreditNote
                                                   : OperationKind::CreateInvoice;
    one.state = state;
    one.subject = subject;
    one.account = m_file.account.id;
    one.cause.id = cause;
    m_file.operations.append(one);
}

void AccountBuilder::confirm(const RecordRef& subject, OperationKind kind, Money amount)
{
    operation(subject, OperationState::Confirmed);
    m_file.operations.last().kind = kind;
    m_file.operations.last().amount = amount;
}

void AccountBuilder::push(DocumentId document)
{
    const ledger::Document& one = doc(document);
    const mirror::Line line{nextGuid(), one.number, {}, {}, {}, {}, {}, one.total, {}};
    if (one.kind == ledger::DocumentKind::CreditNote) {
        const CreditGuid credit = receive(mirror::CreditKind::CreditNote, one.total);
        cred(credit).number = one.number;
        cred(credit).lines = {line};
        tie(ref(one), {XeroKind::CreditNote, credit.value}, TwinOrigin::Pushed, one.total);
        return confirm(ref(one), OperationKind::CreateCreditNote, one.total);
    }
    const InvoiceGuid invoice = xeroInvoice(one.number, one.total);
    inv(invoice).type = one.kind == ledger::DocumentKind::Bill ? QStringLiteral("ACCPAY")
                                                               : QStringLiteral("ACCREC");
    inv(invoice).date = one.date;
    inv(invoice).lines = {line};
    tie(ref(one), {XeroKind::Invoice, invoice.value}, TwinOrigin::Pushed, one.total);
    confirm(ref(one), OperationKind::CreateInvoice, one.total);
}

void AccountBuilder::push(PaymentId payment)
{
    const ledger::Payment one = pay(payment);
    const CreditGuid credit = receive(mirror::CreditKind::Overpayment, one.amount);
    cred(credit).date = one.date;
    tie(ref(payment), {XeroKind::Overpayment, credit.value}, TwinOrigin::Pushed, one.amount);
    confirm(ref(payment), OperationKind::CreateOverpayment, one.amount);
}

void AccountBuilder::pushAsPayment(PaymentId payment)
{
    const ledger::Payment one = pay(payment);
    const auto allocation = std::find_if(m_file.allocations.begin(), m_file.allocations.end(),
        [&](const ledger::Allocation& a) { return a.from == ref(payment) && !a.removed; });
    require(allocation != m_file.allocations.end() && allocation->amount == one.amount,
        "only a payment allocated whole goes as Payment");
    const PaymentGuid pushed = payInXero(twinOf(allocation->to), one.amount);
    tie(ref(payment), {XeroKind::Payment, pushed.value}, TwinOrigin::Pushed, one.amount);
    confirm(ref(payment), OperationKind::CreatePayment, one.amount);
}

void AccountBuilder::push(AllocationId allocation)
{
    const ledger::Allocation one = find(m_file.allocations, allocation);
    const RecordRef record{RecordKind::Allocation, allocation.value};
    const auto parent = std::find_if(m_file.twins.begin(), m_file.twins.end(),
        [&](const Twin& twin) { return twin.ledger == one.from; });
    require(parent != m_file.twins.end(), "the credit goes before its allocation");
    const CreditGuid credit{parent->xero.id};
    allocateInXero(credit, twinOf(one.to), one.amount);
    tie(record, {XeroKind::Allocation, cred(credit).allocations.last().id.value},
        TwinOrigin::Pushed, one.amount);
    confirm(record, OperationKind::CreateAllocation, one.amount);
}

// ---- a person in Xero

InvoiceGuid AccountBuilder::xeroInvoice(const QString& number, Money total)
{
    mirror::Invoice one;
    one.id = {nextGuid()};
    one.type = isPayable() ? QStringLiteral("ACCPAY") : QStringLiteral("ACCREC");
    one.number = number;
    one.status = QStringLiteral("AUTHORISED");
    one.date = m_day;
    one.total = one.amountDue = total;
    one.lineAmountTypes = QStringLiteral("NoTax");
    m_file.invoices.append(one);
    return one.id;
}

void AccountBuilder::settle(InvoiceGuid invoice, Money change)
{
    mirror::Invoice& one = inv(invoice);
    require(one.status == u"AUTHORISED" || one.status == u"PAID",
        "Payments can only be made against Authorised documents");
    one.amountDue += change;
    require(!one.amountDue.isNegative(), "Payment amount exceeds the amount outstanding");
    one.status = one.amountDue.isZero() ? QStringLiteral("PAID") : QStringLiteral("AUTHORISED");
}

PaymentGuid AccountBuilder::payInXero(InvoiceGuid invoice, Money amount)
{
    settle(invoice, -amount);
    mirror::Payment one;
    one.id = {nextGuid()};
    one.type = inv(invoice).type + QStringLiteral("PAYMENT");
    one.status = QStringLiteral("AUTHORISED");
    one.invoice = invoice;
    one.invoiceNumber = inv(invoice).number;
    one.accountCode = QStringLiteral("090");
    one.date = m_day;
    one.amount = amount;
    m_file.xeroPayments.append(one);
    return one.id;
}

CreditGuid AccountBuilder::receive(mirror::CreditKind kind, Money total)
{
    mirror::Credit one;
    one.id = {nextGuid()};
    one.kind = kind;
    const QString direction = isPayable() ? QStringLiteral("SPEND-") : QStringLiteral("RECEIVE-");
    one.type = kind == mirror::CreditKind::CreditNote
        ? (isPayable() ? QStringLiteral("ACCPAYCREDIT") : QStringLiteral("ACCRECCREDIT"))
        : direction + toText(kind).toUpper();
    one.status = QStringLiteral("AUTHORISED");
    one.date = m_day;
    one.total = one.remainingCredit = total;
    m_file.credits.append(one);
    return one.id;
}

void AccountBuilder::allocateInXero(CreditGuid credit, InvoiceGuid invoice, Money amount)
{
    settle(invoice, -amount);
    mirror::Credit& one = cred(credit);
    one.remainingCredit -= amount;
    require(!one.remainingCredit.isNegative(), "a credit is never used up twice");
    one.status
        = one.remainingCredit.isZero() ? QStringLiteral("PAID") : QStringLiteral("AUTHORISED");
    one.allocations.append({{nextGuid()}, invoice, inv(invoice).number, amount, m_day});
}

void AccountBuilder::takeBackInXero(CreditGuid credit)
{
    mirror::Credit& one = cred(credit);
    for (const mirror::Allocation& allocation : std::as_const(one.allocations)) {
        settle(allocation.invoice, allocation.amount);
        one.remainingCredit += allocation.amount;
    }
    one.allocations.clear();
    one.status = QStringLiteral("AUTHORISED");
}

void AccountBuilder::removeInXero(PaymentGuid payment)
{
    mirror::Payment& one = find(m_file.xeroPayments, payment);
    one.status = QStringLiteral("DELETED");
    if (one.invoice)
        return settle(one.invoice, one.amount);
    cred(one.credit).remainingCredit += one.amount;
}

void AccountBuilder::voidInXero(InvoiceGuid invoice)
{
    mirror::Invoice& one = inv(invoice);
    require(one.amountDue == one.total, "Xero voids nothing that is paid or credited");
    one.status = QStringLiteral("VOIDED");
    one.amountDue = {};
}

void AccountBuilder::voidInXero(CreditGuid credit)
{
    takeBackInXero(credit);
    require(
        cred(credit).remainingCredit == cred(credit).total, "a refunded credit can't be voided");
    cred(credit).status = QStringLiteral("VOIDED");
    cred(credit).remainingCredit = {};
}

void AccountBuilder::editInXero(InvoiceGuid invoice, Money total)
{
    mirror::Invoice& one = inv(invoice);
    require(one.amountDue == one.total, "Xero locks what is paid or credited");
    one.total = one.amountDue = total;
    one.lines.first().lineAmount = total;
}

PaymentGuid AccountBuilder::refundInXero(CreditGuid credit, Money amount)
{
    mirror::Credit& from = cred(credit);
    from.remainingCredit -= amount;
    require(!from.remainingCredit.isNegative(), "a refund takes only what remains");
    mirror::Payment one;
    one.id = {nextGuid()};
    one.type = QStringLiteral("AROVERPAYMENTPAYMENT");
    one.status = QStringLiteral("AUTHORISED");
    one.credit = credit;
    one.date = m_day;
    one.amount = amount;
    m_file.xeroPayments.append(one);
    return one.id;
}

// ---- the pull, by the plainest reading of design §5

int AccountBuilder::takeIn()
{
    int made = 0;
    for (const mirror::Payment& one : QList<mirror::Payment>(m_file.xeroPayments))
        if (one.status != u"DELETED" && one.invoice)
            takeInOne({XeroKind::Payment, one.id.value}, one.invoice, one.amount, made);
    for (const mirror::Credit& one : QList<mirror::Credit>(m_file.credits))
        if (one.status != u"VOIDED" && !isTied(XeroRef{xeroKind(one.kind), one.id.value}))
            for (const mirror::Allocation& allocation : one.allocations)
                takeInOne({XeroKind::Allocation, allocation.id.value}, allocation.invoice,
                    allocation.amount, made);
    return made;
}

void AccountBuilder::takeInOne(const XeroRef& xero, InvoiceGuid invoice, Money amount, int& made)
{
    const auto twin = std::find_if(m_file.twins.begin(), m_file.twins.end(), [&](const Twin& one) {
        return one.xero == XeroRef{XeroKind::Invoice, invoice.value};
    });
    if (isTied(xero) || m_file.setAside.contains(xero) || twin == m_file.twins.end())
        return;
    const DocumentId document{twin->ledger.id};
    if (amount > outstanding(document))
        return;
    const PaymentId taken = payment(QStringLiteral("XP-%1").arg(m_lastId), amount);
    pay(taken).source = ledger::Source::Xero;
    allocate(taken, document, amount);
    m_file.allocations.last().source = ledger::Source::Xero;
    tie(ref(taken), xero, TwinOrigin::TakenIn, amount);
    ++made;
}

void AccountBuilder::sameMoney(PaymentId ours, PaymentGuid theirs)
{
    tie(ref(ours), {XeroKind::Payment, theirs.value}, TwinOrigin::SameMoney, pay(ours).amount);
    m_file.operations.removeIf([&](const Operation& one) { return one.subject == ref(ours); });
}

void AccountBuilder::mirrored(AdjustmentId ours, CreditGuid theirs)
{
    tie(ref(ours), {xeroKind(cred(theirs).kind), theirs.value}, TwinOrigin::Mirrored,
        find(m_file.adjustments, ours).amount);
}

void AccountBuilder::setAside(const XeroRef& xero)
{
    m_file.setAside.append(xero);
}

InvoiceGuid AccountBuilder::twinOf(DocumentId document) const
{
    for (const Twin& twin : m_file.twins)
        if (twin.ledger.id == document.value && twin.xero.kind == XeroKind::Invoice)
            return {twin.xero.id};
    return {};
}

CreditGuid AccountBuilder::twinOf(PaymentId payment) const
{
    for (const Twin& twin : m_file.twins)
        if (twin.ledger == ref(payment) && twin.xero.kind == XeroKind::Overpayment)
            return {twin.xero.id};
    return {};
}

Money AccountBuilder::outstanding(DocumentId document) const
{
    const ledger::Document& one = find(m_file.documents, document);
    if (one.status == ledger::DocumentStatus::Voided)
        return {0, one.total.currency()};
    Money left = one.total;
    for (const ledger::Allocation& allocation : m_file.allocations)
        if (allocation.to == document && !allocation.removed)
            left -= allocation.amount;
    return left;
}

Money AccountBuilder::due(InvoiceGuid invoice) const
{
    return find(m_file.invoices, invoice).amountDue;
}

// Σ outstanding − Σ what is left of each payment and credit, as a billing system prints it.
Money AccountBuilder::ledgerBalance() const
{
    Money balance(0, m_file.account.currency);
    const auto allocated = [&](const RecordRef& from) {
        Money sum;
        for (const ledger::Allocation& one : m_file.allocations)
            if (one.from == from && !one.removed)
                sum += one.amount;
        return sum;
    };
    const auto isReversed = [&](const RecordRef& record) {
        return std::any_of(m_file.reversals.begin(), m_file.reversals.end(),
            [&](const ledger::Reversal& one) { return one.of == record; });
    };
    for (const ledger::Document& one : m_file.documents) {
        if (one.status == ledger::DocumentStatus::Draft)
            continue;
        if (one.kind != ledger::DocumentKind::CreditNote)
            balance += outstanding(one.id);
        else if (one.status == ledger::DocumentStatus::Approved)
            balance -= one.total - allocated(ref(one));
    }
    for (const ledger::Payment& one : m_file.payments)
        if (!isReversed(ref(one.id)))
            balance -= one.amount - allocated(ref(one.id));
    for (const ledger::Adjustment& one : m_file.adjustments)
        balance += raisesBalance(one.kind) ? one.amount : allocated(ref(one.id)) - one.amount;
    return balance;
}

Money AccountBuilder::xeroBalance() const
{
    Money balance(0, m_file.account.currency);
    for (const mirror::Invoice& one : m_file.invoices)
        if (one.status == u"AUTHORISED") // a draft is owed by nobody
            balance += one.amountDue;
    for (const mirror::Credit& one : m_file.credits)
        if (one.kind != mirror::CreditKind::Prepayment)
            balance -= one.remainingCredit;
    return balance;
}

Surroundings surroundings(QDate today)
{
    Surroundings around;
    around.today = today;
    around.now = QDateTime(today, QTime(10, 15), QTimeZone::utc());
    around.mirrorReadAt = around.organisationReadAt = around.now.addSecs(-9 * 60);
    around.settings.name = QStringLiteral("Coastline");
    around.settings.currency = base::Currency::of("AUD");
    around.settings.bankAccountCode = QStringLiteral("090");
    around.settings.bankByMethod.insert(QStringLiteral("DIRECTDEBIT"), QStringLiteral("091"));
    around.settings.pushIsOn = true;
    around.settings.paymentsCompleteUntil = around.now;
    around.organisation.timezone = "UTC";
    const auto bank = [](const char16_t* code, const char16_t* name) {
        mirror::ChartAccount one;
        one.code = QString::fromUtf16(code);
        one.name = QString::fromUtf16(name);
        one.type = QStringLiteral("BANK");
        one.status = QStringLiteral("ACTIVE");
        return one;
    };
    around.chart = {bank(u"090", u"NAB Everyday"), bank(u"091", u"NAB Direct Debits"),
        bank(u"092", u"Westpac Saver")};
    return around;
}

} // namespace support
