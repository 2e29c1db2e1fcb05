// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/random.h"
#include "plan/plan.h"
#include "records/words.h"

#include <QTest>

// The accounts that the tests of the plan tell, and what is planned for them, in words.
namespace story {

using namespace records;
using namespace plan;
using ledger::DocumentKind;

inline const base::Currency aud = base::Currency::of("AUD");
inline const QDate day(2026, 11, 20);

inline base::Money money(qint64 minor)
{
    return {minor, aud};
}

inline QUuid guid(int n)
{
    return QUuid(static_cast<uint>(n), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
}

inline Surroundings calm()
{
    Surroundings around;
    around.settings.currency = aud;
    around.settings.bankAccountCode = QStringLiteral("090");
    around.settings.pushIsOn = true;
    around.settings.startDate = QDate(2026, 1, 1);
    around.organisation.baseCurrency = aud;
    around.today = day;
    return around;
}

// An account's file, told step by step as in the scenarios.
struct Story {
    AccountFile file;
    int nextId = 1;

    Story()
    {
        file.account.id = {1};
        file.account.number = QStringLiteral("104001");
        file.account.name = QStringLiteral("Harbourside Physio");
        file.account.currency = aud;
        file.link = Link{{1}, {guid(1)}, file.account.name, {}, {}, LinkState::Linked};
        mirror::Contact contact;
        contact.id = {guid(1)};
        contact.status = QStringLiteral("ACTIVE");
        file.contact = contact;
    }

    DocumentId document(DocumentKind kind, const char* number, qint64 total)
    {
        ledger::Document document;
        document.id = {nextId++};
        document.kind = kind;
        document.account = file.account.id;
        document.number = QString::fromLatin1(number);
        document.date = day;
        document.total = money(total);
        document.lines.append({QStringLiteral("Plan"), {10'000}, {}, money(total), {}, {}, {}, {}});
        file.documents.append(document);
        return document.id;
    }
    DocumentId invoice(const char* number, qint64 total)
    {
        return document(DocumentKind::Invoice, number, total);
    }
    PaymentId payment(const char* number, qint64 amount)
    {
        ledger::Payment payment;
        payment.id = {nextId++};
        payment.account = file.account.id;
        payment.number = QString::fromLatin1(number);
        payment.date = day;
        payment.amount = money(amount);
        file.payments.append(payment);
        return payment.id;
    }
    AllocationId allocate(RecordRef from, DocumentId to, qint64 amount)
    {
        ledger::Allocation allocation;
        allocation.id = {nextId++};
        allocation.account = file.account.id;
        allocation.from = from;
        allocation.to = to;
        allocation.amount = money(amount);
        allocation.date = day;
        file.allocations.append(allocation);
        return allocation.id;
    }
    void ledgerCredit(qint64 amount, DocumentId to)
    {
        ledger::Adjustment adjustment;
        adjustment.id = {nextId++};
        adjustment.amount = money(amount);
        file.adjustments.append(adjustment);
        allocate({RecordKind::Adjustment, adjustment.id.value}, to, amount);
    }
    void tie(RecordRef ledger, XeroKind kind, int xero, TwinOrigin origin = TwinOrigin::Pushed)
    {
        file.twins.append({ledger, {kind, guid(xero)}, origin, {}, {}});
    }
    // The invoice stands in Xero with this much due.
    void inXero(DocumentId id, int xero, qint64 due)
    {
        for (const ledger::Document& document : file.documents) {
            if (document.id != id)
                continue;
            mirror::Invoice invoice;
            invoice.id = {guid(xero)};
            invoice.number = document.number;
            invoice.status = due == 0 ? QStringLiteral("PAID") : QStringLiteral("AUTHORISED");
            invoice.total = document.total;
            invoice.amountDue = money(due);
            file.invoices.append(invoice);
            tie({recordKind(document.kind), id.value}, XeroKind::Invoice, xero);
        }
    }
    mirror::Credit& credit(mirror::CreditKind kind, int xero, qint64 total, qint64 remaining)
    {
        mirror::Credit credit;
        credit.id = {guid(xero)};
        credit.kind = kind;
        credit.status = QStringLiteral("AUTHORISED");
        credit.date = day;
        credit.total = money(total);
        credit.remainingCredit = money(remaining);
        file.credits.append(credit);
        return file.credits.last();
    }
    void xeroPayment(int id, int invoice, const char* number, qint64 amount)
    {
        mirror::Payment payment;
        payment.id = {guid(id)};
        payment.status = QStringLiteral("AUTHORISED");
        payment.invoice = {guid(invoice)};
        payment.invoiceNumber = QString::fromLatin1(number);
        payment.date = day;
        payment.amount = money(amount);
        file.xeroPayments.append(payment);
    }
    Operation& operation(OperationKind kind, RecordRef subject, OperationState state)
    {
        Operation operation;
        operation.id = {nextId++};
        operation.kind = kind;
        operation.subject = subject;
        operation.state = state;
        file.operations.append(operation);
        return file.operations.last();
    }
};

inline RecordRef ref(PaymentId id)
{
    return {RecordKind::Payment, id.value};
}
inline RecordRef ref(AllocationId id)
{
    return {RecordKind::Allocation, id.value};
}
inline RecordRef invoiceRef(DocumentId id)
{
    return {RecordKind::Invoice, id.value};
}

inline mirror::Allocation allocation(int id, int invoice, const char* number, qint64 amount)
{
    return {{guid(id)}, {guid(invoice)}, QString::fromLatin1(number), money(amount), day};
}

inline QStringList told(const QList<Push>& pushes)
{
    QStringList lines;
    for (const Push& push : pushes) {
        QString line = toText(push.kind) + u' ' + push.label;
        if (push.held)
            line += QStringLiteral(" held ");
        else if (push.cause)
            line += QStringLiteral(" waits ");
        if (push.cause)
            line += (QStringList{toText(push.cause.id)} + push.cause.arguments).join(u' ');
        lines.append(line.trimmed());
    }
    return lines;
}

inline QStringList told(const QList<Intake>& intakes)
{
    QStringList lines;
    for (const Intake& intake : intakes)
        lines.append((QStringList{toText(intake.state), intake.amount.toString(),
                          intake.cause ? toText(intake.cause.id) : QString()}
            + intake.cause.arguments)
                         .join(u' ')
                         .trimmed());
    return lines;
}

inline QStringList list(std::initializer_list<const char*> lines)
{
    QStringList texts;
    for (const char* line : lines)
        texts.append(QString::fromLatin1(line));
    return texts;
}

} // namespace story
