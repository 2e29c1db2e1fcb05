// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

#include <algorithm>

// What Xero's reconcile page shows on the right of a bank line (xero-api.md §6.2): records of
// exactly its amount and direction that are not reconciled, the closest day first (documents by
// their due date), then the contact's name. No API tells it; here tests may ask.
namespace sandbox {

namespace {

struct Offer {
    QString id;
    qint64 days = 0;
    bool isNamed = false;
    auto order() const { return std::pair(days, !isNamed); }
};

class ReconcilePage {
public:
    ReconcilePage(Tenant& tenant, const QJsonObject& line)
        : m_tenant(tenant)
        , m_date(QDate::fromString(line.value(QStringLiteral("date")).toString(), Qt::ISODate))
        , m_cents(line.value(QStringLiteral("cents")).toInteger())
        , m_text(line.value(QStringLiteral("text")).toString())
    {
        if (const Account* bank = tenant.accountBy(line.value(QStringLiteral("bank")).toString()))
            m_bank = bank->id;
    }

    QList<Offer> all()
    {
        for (const auto& [id, document] : m_tenant.documents)
            if (isOpen(document))
                add(id, document.left(), document.due.isValid() ? document.due : document.date,
                    document.contact);
        for (const auto& [id, payment] : m_tenant.payments)
            if (payment.status == u"AUTHORISED" && !payment.reconciled && payment.batch.isEmpty()
                && isHere(payment.account) && isIn(payment) == isIn())
                add(id, payment.amount, payment.date, contactOf(payment));
        for (const auto& [id, t] : m_tenant.bankTransactions)
            if (t.status == u"AUTHORISED" && !t.reconciled && isHere(t.account)
                && t.type.startsWith(u"RECEIVE") == isIn())
                add(id, t.total, t.date, t.contact);
        for (const auto& [id, batch] : m_tenant.batchPayments)
            if (batch.status == u"AUTHORISED" && !batch.reconciled && isHere(batch.account)
                && (batch.type == u"RECBATCH") == isIn())
                add(id, batch.total, batch.date, {});
        for (const auto& [id, transfer] : m_tenant.bankTransfers)
            if (isHere(isIn() ? transfer.to : transfer.from)
                && !(isIn() ? transfer.toReconciled : transfer.fromReconciled))
                add(id, transfer.amount, transfer.date, {});
        return m_offers;
    }

private:
    bool isIn() const { return m_cents > 0; }

    bool isHere(const QString& account)
    {
        const Account* found = m_tenant.accountBy(account);
        return found && found->id == m_bank;
    }

    // Overpayments and prepayments stand there as the money that made them.
    bool isOpen(const Document& document) const
    {
        const bool isInvoice = document.kind == Kind::Invoice;
        return (isInvoice || document.kind == Kind::CreditNote) && document.status == u"AUTHORISED"
            && document.left() > 0 && (document.isReceivable() == isInvoice) == isIn();
    }

    const Document* paid(const Payment& payment) { return m_tenant.findDocument(payment.document); }
    bool isIn(const Payment& payment)
    {
        const Document* document = paid(payment);
        return document && document->isReceivable() == (document->kind == Kind::Invoice);
    }
    QString contactOf(const Payment& payment)
    {
        const Document* document = paid(payment);
        return document ? document->contact : QString();
    }

    void add(const QString& id, Cents amount, QDate day, const QString& contact)
    {
        if (amount != qAbs(m_cents))
            return;
        const Contact* whose = m_tenant.findContact(contact);
        m_offers.append({id, qAbs(day.daysTo(m_date)),
            whose && m_text.contains(whose->name, Qt::CaseInsensitive)});
    }

    Tenant& m_tenant;
    QDate m_date;
    Cents m_cents;
    QString m_text, m_bank;
    QList<Offer> m_offers;
};

} // namespace

Answer offers(Books& books, const QJsonObject& line)
{
    QList<Offer> all = ReconcilePage(books.tenant, line).all();
    std::stable_sort(all.begin(), all.end(),
        [](const Offer& a, const Offer& b) { return a.order() < b.order(); });
    QByteArrayList first;
    for (const Offer& offer : std::as_const(all))
        if (offer.order() == all.first().order())
            first << JsonObject().text("id", offer.id).take();
    JsonObject answer;
    return json(200, answer.raw("offers", jsonArray(first)).whole("all", all.size()).take());
}

} // namespace sandbox
