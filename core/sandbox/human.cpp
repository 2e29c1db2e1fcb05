// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

// What the person in Xero does by hand. Each act goes through the API's own writes, so that no rule
// exists twice; only what the API can't do (reconcile, merge, void an overpayment) is done here.
namespace sandbox {

namespace {

class Human {
public:
    Human(Books& books, const QJsonObject& sent)
        : m_books(books)
        , m_sent(sent)
    {
    }

    Answer act(const QString& name)
    {
        using Act = void (Human::*)();
        static const QHash<QString, Act> acts{
            {QStringLiteral("match-invoice"), &Human::matchInvoice},
            {QStringLiteral("create-overpayment"), &Human::createOverpayment},
            {QStringLiteral("create-prepayment"), &Human::createPrepayment},
            {QStringLiteral("create-credit-note"), &Human::createCreditNote},
            {QStringLiteral("create-invoice"), &Human::createInvoice},
            {QStringLiteral("create-payment"), &Human::createPayment},
            {QStringLiteral("create-contact"), &Human::createContact},
            {QStringLiteral("create-item"), &Human::createItem},
            {QStringLiteral("allocate"), &Human::allocate},
            {QStringLiteral("remove-allocation"), &Human::removeAllocations},
            {QStringLiteral("void"), &Human::voidDocument},
            {QStringLiteral("delete"), &Human::deleteDocument},
            {QStringLiteral("edit-invoice"), &Human::editInvoice},
            {QStringLiteral("edit-credit-note"), &Human::editCreditNote},
            {QStringLiteral("edit-contact"), &Human::editContact},
            {QStringLiteral("archive-contact"), &Human::archiveContact},
            {QStringLiteral("restore-contact"), &Human::restoreContact},
            {QStringLiteral("merge-contacts"), &Human::mergeContacts},
            {QStringLiteral("remove-and-redo"), &Human::removeAndRedo},
            {QStringLiteral("delete-payment"), &Human::deleteThePayment},
            {QStringLiteral("reconcile"), &Human::reconcile},
            {QStringLiteral("refund"), &Human::refund},
            {QStringLiteral("receive-money"), &Human::receiveMoney},
            {QStringLiteral("set-lock-dates"), &Human::setLockDates},
            {QStringLiteral("add-bank"), &Human::addBank},
            {QStringLiteral("set-organisation"), &Human::setOrganisation},
        };
        const Act which = acts.value(name);
        if (!which)
            return json(404, JsonObject().text("error", QStringLiteral("no such act")).take());
        (this->*which)();
        if (m_error.isEmpty()) {
            note(name);
            return json(200, m_made.take());
        }
        return json(400, JsonObject().text("error", m_error).take());
    }

private:
    QString text(const char* key) const { return textFrom(m_sent, QLatin1String(key)); }
    Cents amount(const char* key = "amount") const
    {
        return moneyFrom(m_sent.value(QLatin1String(key))).value_or(0);
    }
    bool refuse(const QString& why)
    {
        if (m_error.isEmpty())
            m_error = why;
        return false;
    }
    // Xero's history of a record says who did what to it.
    void note(const QString& act)
    {
        const QString verb = act.startsWith(u"create") ? QStringLiteral("Created")
            : act.startsWith(u"edit")                  ? QStringLiteral("Edited")
            : act == u"void"                           ? QStringLiteral("Voided")
            : act == u"archive-contact"                ? QStringLiteral("Archived")
            : act.startsWith(u"delete")                ? QStringLiteral("Deleted")
                                                       : QStringLiteral("Changed");
        const QString by = text("by");
        for (const QString& id : m_touched)
            m_books.tenant.history[id.toLower()].append(QJsonObject{
                {QStringLiteral("Details"), QString()}, {QStringLiteral("Changes"), verb},
                {QStringLiteral("User"), by.isEmpty() ? QStringLiteral("Dana Reed") : by},
                {QStringLiteral("DateUTC"), QStringLiteral("/Date(%1+0000)/").arg(m_books.now)}});
    }
    // The record's id in the answer under that name, or the act's failure.
    QString came(const char* name, const Outcome& outcome)
    {
        if (!outcome.errors.isEmpty()) {
            refuse(outcome.errors.join(QStringLiteral("; ")));
            return {};
        }
        m_made.text(name, outcome.id);
        m_touched << outcome.id;
        return outcome.id;
    }
    QJsonValue money(Cents cents) const { return QString::fromLatin1(moneyText(cents)); }
    QJsonValue day() const { return text("date"); }
    QJsonObject bank() const { return {{QStringLiteral("Code"), text("bank")}}; }

    QJsonObject contactRef(const char* key = "contact")
    {
        const auto id = findContactId(m_books.tenant, text(key));
        if (!id)
            refuse(id.error());
        return {{QStringLiteral("ContactID"), id.value_or(QString())}};
    }
    Document* invoice()
    {
        Document* found = documentFor(m_books.tenant, Kind::Invoice, text("invoice"));
        if (!found)
            refuse(QStringLiteral("no invoice \"%1\"").arg(text("invoice")));
        return found;
    }
    // By id, by number, or the newest of a kind of a contact: {"kind":"overpayment","contact":…}.
    Document* credit()
    {
        const QString key = text("credit");
        for (const Kind kind : {Kind::CreditNote, Kind::Overpayment, Kind::Prepayment})
            if (Document* found = key.isEmpty() ? nullptr : documentFor(m_books.tenant, kind, key))
                return found;
        if (const BankTransaction* t = find(m_books.tenant.bankTransactions, key))
            return m_books.tenant.findDocument(t->credit);
        Document* newest = nullptr;
        const QString kind = text("kind").toLower().remove(u'-');
        const auto contact = findContactId(m_books.tenant, text("contact"));
        for (auto& [id, document] : m_books.tenant.documents) {
            const bool fits = (kind == u"creditnote" && document.kind == Kind::CreditNote)
                || (kind == u"overpayment" && document.kind == Kind::Overpayment)
                || (kind == u"prepayment" && document.kind == Kind::Prepayment);
            const bool open = document.status == u"AUTHORISED";
            if (!key.isEmpty() || !contact || !fits || document.contact != *contact
                || (!open && document.status != u"PAID"))
                continue;
            // One with something left is meant before one that is used up.
            const bool before = newest && newest->status == u"AUTHORISED";
            if (!newest || (open != before ? open : document.updated >= newest->updated))
                newest = &document;
        }
        if (!newest)
            refuse(QStringLiteral("no such credit"));
        return newest;
    }
    Payment* payment()
    {
        Payment* found = find(m_books.tenant.payments, text("payment"));
        const Document* paid = found || text("invoice").isEmpty() ? nullptr : invoice();
        if (paid)
            for (const QString& id : paid->payments)
                if (Payment* live = find(m_books.tenant.payments, id);
                    live->status == u"AUTHORISED")
                    found = live;
        if (!found)
            refuse(QStringLiteral("no such payment"));
        return found;
    }

    QString pay(const Document& document, Cents cents)
    {
        const char* key = document.kind == Kind::Invoice ? "Invoice"
            : document.kind == Kind::CreditNote          ? "CreditNote"
            : document.kind == Kind::Overpayment         ? "Overpayment"
                                                         : "Prepayment";
        const QJsonObject named{{QLatin1String(key) + QStringLiteral("ID"), document.id}};
        return came("paymentId",
            writePayment(m_books,
                {{QLatin1String(key), named}, {QStringLiteral("Account"), bank()},
                    {QStringLiteral("Amount"), money(cents)}, {QStringLiteral("Date"), day()},
                    {QStringLiteral("Reference"), text("reference")}},
                true));
    }
    QString receive(
        const QString& type, const QJsonObject& contact, Cents cents, const QString& account)
    {
        QJsonObject line{{QStringLiteral("Description"), text("reference")},
            {QStringLiteral("Quantity"), 1}, {QStringLiteral("UnitAmount"), money(cents)}};
        if (!account.isEmpty()) {
            line.insert(QStringLiteral("AccountCode"), account);
            line.insert(QStringLiteral("TaxType"), QStringLiteral("NONE"));
        }
        const QString id = came("bankTransactionId",
            writeBankTransaction(m_books,
                {{QStringLiteral("Type"), type}, {QStringLiteral("Contact"), contact},
                    {QStringLiteral("BankAccount"), bank()}, {QStringLiteral("Date"), day()},
                    {QStringLiteral("Reference"), text("reference")},
                    {QStringLiteral("LineAmountTypes"), QStringLiteral("NoTax")},
                    {QStringLiteral("LineItems"), QJsonArray{line}}},
                true));
        if (id.isEmpty())
            return id;
        BankTransaction& made = m_books.tenant.bankTransactions.at(id);
        made.reconciled = m_sent.value(QStringLiteral("reconciled")).toBool(true);
        if (!made.credit.isEmpty())
            m_made.text(
                type.endsWith(u"OVERPAYMENT") ? "overpaymentId" : "prepaymentId", made.credit);
        return id;
    }

    void matchInvoice()
    {
        Document* target = invoice();
        if (!target)
            return;
        const Cents all = amount(), due = std::min(all, target->left());
        const QString id = pay(*target, due);
        if (id.isEmpty())
            return;
        m_books.tenant.payments.at(id).reconciled = true;
        if (all > due) // Xero's prompt: the surplus becomes an overpayment of the same line
            receive(QStringLiteral("RECEIVE-OVERPAYMENT"),
                {{QStringLiteral("ContactID"), target->contact}}, all - due, {});
    }
    void createOverpayment()
    {
        receive(QStringLiteral("RECEIVE-OVERPAYMENT"), contactRef(), amount(), {});
    }
    void createPrepayment()
    {
        const QString account = text("account");
        receive(QStringLiteral("RECEIVE-PREPAYMENT"), contactRef(), amount(),
            account.isEmpty() ? QStringLiteral("200") : account);
    }
    void receiveMoney()
    {
        const QString account = text("account");
        receive(QStringLiteral("RECEIVE"), contactRef(), amount(),
            account.isEmpty() ? QStringLiteral("260") : account);
    }
    QJsonObject documentOf(const char* type, const char* numberKey)
    {
        const QJsonObject line{{QStringLiteral("Description"), QStringLiteral("By hand")},
            {QStringLiteral("Quantity"), 1}, {QStringLiteral("UnitAmount"), money(amount())},
            {QStringLiteral("AccountCode"), QStringLiteral("200")}};
        QJsonObject object{{QStringLiteral("Type"), QLatin1String(type)},
            {QStringLiteral("Contact"), contactRef()}, {QStringLiteral("Date"), day()},
            {QStringLiteral("Status"), QStringLiteral("AUTHORISED")},
            {QStringLiteral("Reference"), text("reference")},
            {QStringLiteral("LineAmountTypes"), QStringLiteral("Inclusive")},
            {QStringLiteral("LineItems"), QJsonArray{line}}};
        if (!text("number").isEmpty())
            object.insert(QLatin1String(numberKey), text("number"));
        return object;
    }
    void createInvoice()
    {
        QJsonObject object = documentOf("ACCREC", "InvoiceNumber");
        object.insert(
            QStringLiteral("DueDate"), text("due").isEmpty() ? text("date") : text("due"));
        came("invoiceId", writeInvoice(m_books, object, true));
    }
    void createCreditNote()
    {
        const QString id = came("creditNoteId",
            writeCreditNote(m_books, documentOf("ACCRECCREDIT", "CreditNoteNumber"), true));
        if (!id.isEmpty() && !text("invoice").isEmpty())
            apply(m_books.tenant.documents.at(id));
    }
    void createPayment()
    {
        if (Document* target = invoice())
            pay(*target, amount());
    }
    void createContact()
    {
        came("contactId",
            writeContact(m_books,
                {{QStringLiteral("Name"), text("name")},
                    {QStringLiteral("ContactNumber"), text("number")},
                    {QStringLiteral("EmailAddress"), text("email")}},
                true));
    }
    void createItem()
    {
        came("itemId",
            writeItem(m_books,
                {{QStringLiteral("Code"), text("code")}, {QStringLiteral("Name"), text("name")},
                    {QStringLiteral("SalesDetails"),
                        QJsonObject{{QStringLiteral("AccountCode"), QStringLiteral("200")},
                            {QStringLiteral("TaxType"), QStringLiteral("OUTPUT")}}}},
                true));
    }
    void apply(Document& from)
    {
        Document* to = invoice();
        if (!to)
            return;
        QJsonObject object{
            {QStringLiteral("Invoice"), QJsonObject{{QStringLiteral("InvoiceID"), to->id}}},
            {QStringLiteral("Amount"), money(amount())}};
        if (!text("date").isEmpty())
            object.insert(QStringLiteral("Date"), day());
        came("allocationId", writeAllocation(m_books, from, object));
        m_touched << from.id;
    }
    void allocate()
    {
        if (Document* from = credit())
            apply(*from);
    }
    void removeAllocations()
    {
        const Document* from = credit();
        const Document* to = from ? invoice() : nullptr;
        if (!to)
            return;
        int removed = 0;
        for (const QString& id : QStringList(from->allocations))
            if (m_books.tenant.allocations.at(id).invoice == to->id) {
                removeAllocation(m_books, id);
                ++removed;
            }
        m_made.whole("removed", removed);
        m_touched << from->id;
        if (removed == 0)
            refuse(QStringLiteral("nothing of that credit is on that invoice"));
    }
    void voidDocument()
    {
        if (!text("invoice").isEmpty()) {
            if (const Document* target = invoice())
                came("invoiceId",
                    writeInvoice(m_books,
                        {{QStringLiteral("InvoiceID"), target->id},
                            {QStringLiteral("Status"), QStringLiteral("VOIDED")}},
                        false));
            return;
        }
        Document* target = credit();
        if (!target)
            return;
        if (target->settled != 0 || target->allocated != 0 || target->status != u"AUTHORISED") {
            refuse(QStringLiteral("only a credit that nothing uses can be voided"));
            return;
        }
        target->status = QStringLiteral("VOIDED");
        target->updated = m_books.now;
        for (auto& [id, t] : m_books.tenant.bankTransactions)
            if (t.credit == target->id) {
                t.status = QStringLiteral("VOIDED");
                t.reconciled = false;
                t.updated = m_books.now;
            }
        m_made.text("creditId", target->id);
        m_touched << target->id;
    }
    // R080, R082: gone as if it had been a draft. Xero lets a person delete drafts only; the papers
    // that the product was founded on warn of it all the same.
    void deleteDocument()
    {
        Document* target = text("invoice").isEmpty() ? credit() : invoice();
        if (!target)
            return;
        if (target->settled != 0 || target->allocated != 0) {
            refuse(QStringLiteral("only what nothing uses can be deleted"));
            return;
        }
        target->status = QStringLiteral("DELETED");
        target->updated = m_books.now;
        m_made.text("documentId", target->id);
        m_touched << target->id;
    }
    void editInvoice()
    {
        const Document* target = invoice();
        if (!target)
            return;
        QJsonObject object{{QStringLiteral("InvoiceID"), target->id}};
        if (m_sent.contains(QStringLiteral("number")))
            object.insert(QStringLiteral("InvoiceNumber"), text("number"));
        if (m_sent.contains(QStringLiteral("reference")))
            object.insert(QStringLiteral("Reference"), text("reference"));
        if (m_sent.contains(QStringLiteral("due")))
            object.insert(QStringLiteral("DueDate"), text("due"));
        if (m_sent.contains(QStringLiteral("contact")))
            object.insert(QStringLiteral("Contact"), contactRef());
        if (m_sent.contains(QStringLiteral("lines")))
            object.insert(QStringLiteral("LineItems"), m_sent.value(QStringLiteral("lines")));
        if (m_sent.contains(QStringLiteral("total"))) {
            object.insert(QStringLiteral("LineAmountTypes"), QStringLiteral("Inclusive"));
            object.insert(QStringLiteral("LineItems"), changedLine());
        }
        came("invoiceId", writeInvoice(m_books, object, false));
    }
    void editCreditNote()
    {
        const Document* target = credit();
        if (!target)
            return;
        QJsonObject object{{QStringLiteral("CreditNoteID"), target->id}};
        if (m_sent.contains(QStringLiteral("reference")))
            object.insert(QStringLiteral("Reference"), text("reference"));
        if (m_sent.contains(QStringLiteral("total"))) {
            object.insert(QStringLiteral("LineAmountTypes"), QStringLiteral("Inclusive"));
            object.insert(QStringLiteral("LineItems"), changedLine());
        }
        came("creditNoteId", writeCreditNote(m_books, object, false));
    }
    QJsonArray changedLine() const
    {
        return {QJsonObject{{QStringLiteral("Description"), QStringLiteral("Changed by hand")},
            {QStringLiteral("Quantity"), 1}, {QStringLiteral("UnitAmount"), money(amount("total"))},
            {QStringLiteral("AccountCode"), QStringLiteral("200")}}};
    }
    void setContactStatus(const char* status)
    {
        QJsonObject object = contactRef();
        object.insert(QStringLiteral("ContactStatus"), QLatin1String(status));
        if (m_error.isEmpty())
            came("contactId", writeContact(m_books, object, false));
    }
    void editContact()
    {
        QJsonObject object = contactRef();
        for (const auto& [key, field] : {std::pair{"name", "Name"}, {"first", "FirstName"},
                 {"last", "LastName"}, {"email", "EmailAddress"}})
            if (m_sent.contains(QLatin1String(key)))
                object.insert(QLatin1String(field), text(key));
        if (m_sent.contains(QStringLiteral("phone")))
            object.insert(QStringLiteral("Phones"),
                QJsonArray{QJsonObject{{QStringLiteral("PhoneType"), QStringLiteral("DEFAULT")},
                    {QStringLiteral("PhoneNumber"), text("phone")}}});
        if (m_error.isEmpty())
            came("contactId", writeContact(m_books, object, false));
    }
    void archiveContact() { setContactStatus("ARCHIVED"); }
    void restoreContact() { setContactStatus("ACTIVE"); }
    void mergeContacts()
    {
        const auto from = findContactId(m_books.tenant, text("from"));
        const auto into = findContactId(m_books.tenant, text("into"));
        if (!from || !into || *from == *into) {
            refuse(QStringLiteral("two different contacts are needed"));
            return;
        }
        Contact& gone = *m_books.tenant.findContact(*from);
        gone.status = QStringLiteral("ARCHIVED");
        gone.mergedTo = *into;
        gone.updated = m_books.tenant.findContact(*into)->updated = m_books.now;
        const auto move = [&](auto& table) {
            for (auto& [id, record] : table)
                if (record.contact == *from) {
                    record.contact = *into;
                    record.updated = m_books.now;
                }
        };
        move(m_books.tenant.documents);
        move(m_books.tenant.bankTransactions);
        m_made.text("contactId", *into);
        m_touched << *from << *into;
    }
    void removeAndRedo()
    {
        Payment* target = payment();
        if (!target)
            return;
        target->reconciled = false;
        came("paymentId", deletePayment(m_books, *target));
    }
    void deleteThePayment()
    {
        if (Payment* target = payment())
            came("paymentId", deletePayment(m_books, *target));
    }
    void reconcile()
    {
        if (!text("payment").isEmpty() || !text("invoice").isEmpty()) {
            if (Payment* target = payment()) {
                target->reconciled = true;
                target->updated = m_books.now;
                m_made.text("paymentId", target->id);
            }
            return;
        }
        const Document* target = credit();
        for (auto& [id, t] : m_books.tenant.bankTransactions)
            if (target && t.credit == target->id) {
                t.reconciled = true;
                t.updated = m_books.now;
                m_made.text("bankTransactionId", id);
            }
    }
    void refund()
    {
        if (const Document* from = credit())
            pay(*from, amount());
    }
    void setLockDates()
    {
        Organisation& o = m_books.tenant.organisation;
        if (m_sent.contains(QStringLiteral("period")))
            o.periodLock = QDate::fromString(text("period"), Qt::ISODate);
        if (m_sent.contains(QStringLiteral("endOfYear")))
            o.endOfYearLock = QDate::fromString(text("endOfYear"), Qt::ISODate);
        m_made.text("period", o.periodLock.toString(Qt::ISODate));
        m_made.text("endOfYear", o.endOfYearLock.toString(Qt::ISODate));
    }
    void addBank()
    {
        if (m_books.tenant.accountBy(text("code"))) {
            refuse(QStringLiteral("that code is taken"));
            return;
        }
        Account account;
        account.id = m_books.newId();
        account.code = text("code");
        account.name = text("name");
        account.bankNumber = text("number");
        account.type = QStringLiteral("BANK");
        account.currency = m_books.tenant.organisation.baseCurrency;
        account.updated = m_books.now;
        m_books.tenant.accounts[account.id] = account;
        m_made.text("accountId", account.id);
    }
    void setOrganisation()
    {
        Organisation& o = m_books.tenant.organisation;
        const auto take = [&](const char* key, QString& field) {
            if (m_sent.contains(QLatin1String(key)))
                field = text(key);
        };
        take("name", o.name);
        take("legalName", o.legalName);
        take("shortCode", o.shortCode);
        take("timezone", o.timezone);
        take("ianaZone", o.ianaZone);
        m_made.text("name", o.name);
    }

    Books& m_books;
    QJsonObject m_sent;
    JsonObject m_made;
    QStringList m_touched; // whose history tells of it
    QString m_error;
};

} // namespace

Answer humanAct(Books& books, const QString& act, const QJsonObject& sent)
{
    return Human(books, sent).act(act);
}

} // namespace sandbox
