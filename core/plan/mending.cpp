// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/mending.h"

#include "match/index.h"
#include "plan/plan.h"
#include "records/words.h"

#include <QLocale>

#include <algorithm>

using namespace records;
using match::Index;

namespace plan {

namespace {

QString spoken(const QDate& date)
{
    return QLocale::c().toString(date, QStringLiteral("d MMM yyyy"));
}

bool isSameCode(const QString& a, const QString& b)
{
    return a.trimmed().compare(b.trimmed(), Qt::CaseInsensitive) == 0;
}

// One account's part of a remedy.
class Mender {
public:
    Mender(const command::Mend& what, const AccountFile& file, const Surroundings& around)
        : m_what(what)
        , m_file(file)
        , m_index(file)
        , m_around(around)
    {
    }

    QList<Deed> ofAccount() const
    {
        Deed deed = start();
        deed.change.record = m_file.account.name;
        if (m_what.remedy == RemedyId::RestoreContact)
            restore(deed);
        else if (m_what.remedy == RemedyId::Relink)
            relink(deed);
        else if (m_what.remedy == RemedyId::NamePerson)
            namePerson(deed);
        else if (m_what.remedy == RemedyId::CreateContact)
            createContact(deed);
        else
            return {};
        return {deed};
    }

    Deed ofRecord(const Operation& operation)
    {
        Deed deed = start();
        deed.record = operation.subject;
        deed.change.record = operation.label;
        if (m_what.remedy == RemedyId::MoveDate)
            moveDate(deed);
        else if (m_what.remedy == RemedyId::AllocateWhatFits)
            allocateWhatFits(deed);
        else
            decidePayment(deed, operation.cause);
        return deed;
    }

private:
    Deed start() const
    {
        Deed deed;
        deed.remedy = m_what.remedy;
        deed.account = m_file.account.id;
        return deed;
    }

    void restore(Deed& deed) const
    {
        const auto& contact = m_file.contact;
        if (!contact || contact->status != u"ARCHIVED" || contact->mergedTo) {
            deed.left = contact && contact->mergedTo
                ? QStringLiteral("was merged into another contact; Xero restores no merged one")
                : QStringLiteral("is not archived as last read");
            return;
        }
        deed.xero = contact->id.value;
        deed.change = {true, contact->name, QStringLiteral("Status"), QStringLiteral("Archived"),
            QStringLiteral("Active"), false};
    }

    // To whom it was merged into, in the end; a link that is half there, to its own contact again.
    void relink(Deed& deed) const
    {
        const auto& contact
            = m_file.contact && m_file.contact->mergedTo ? m_file.survivor : m_file.contact;
        if (!m_file.link || !contact)
            deed.left = QStringLiteral("Xero shows no contact to link it to");
        else if (!m_file.survivorOf.isEmpty())
            deed.left
                = QStringLiteral("%1 belongs to %2 already").arg(contact->name, m_file.survivorOf);
        else if (contact->status != u"ACTIVE")
            deed.left
                = QStringLiteral("%1 is archived itself; restore it first").arg(contact->name);
        if (!deed.left.isEmpty())
            return;
        deed.xero = contact->id.value;
        const QString before = m_file.link->contactName;
        deed.change = {false, m_file.account.name, QStringLiteral("Contact in Xero"),
            before.isEmpty() ? QStringLiteral("without a name") : before, contact->name, false};
    }

    void namePerson(Deed& deed) const
    {
        const QString name = m_what.choice.simplified();
        deed.text = name;
        deed.change.field = QStringLiteral("Primary contact");
        deed.change.before = QStringLiteral("%1 %2")
                                 .arg(m_file.account.firstName, m_file.account.lastName)
                                 .trimmed();
        deed.change.after = name;
        if (!name.contains(u' '))
            deed.left = QStringLiteral("needs a first and a last name");
    }

    void createContact(Deed& deed) const
    {
        if (m_file.link)
            deed.left = QStringLiteral("has a contact in Xero");
        deed.change = {true, m_file.account.name, QStringLiteral("Contact"), QStringLiteral("none"),
            QStringLiteral("new, number %1").arg(m_file.account.number), false};
    }

    void moveDate(Deed& deed) const
    {
        const QDate lock = lockedUpTo(m_around.organisation);
        deed.date = m_what.choice.isEmpty() ? lock.addDays(1)
                                            : QDate::fromString(m_what.choice, Qt::ISODate);
        QDate before;
        if (const ledger::Payment* payment
            = deed.record.kind == RecordKind::Payment ? m_index.payment({deed.record.id}) : nullptr)
            before = dateInXero(*payment);
        else if (const ledger::Document* document = m_index.document({deed.record.id});
                 document && match::ref(*document) == deed.record)
            before = document->date;
        deed.change.field = QStringLiteral("Date in Xero");
        deed.change.before = spoken(before);
        deed.change.after = spoken(deed.date);
        if (!before.isValid())
            deed.left = QStringLiteral("takes its date from what it allocates; both are in Xero");
        else if (m_index.twin(deed.record))
            deed.left = QStringLiteral("is in Xero already");
        else if (!deed.date.isValid() || (lock.isValid() && deed.date <= lock))
            deed.left = QStringLiteral("has to be dated after %1").arg(spoken(lock));
    }

    // What both sides have room for goes; the rest stays held until there is room for it, too.
    // Room that one allocation takes is no room for the next.
    void allocateWhatFits(Deed& deed)
    {
        const auto found = std::ranges::find(m_file.allocations, deed.record,
            [](const ledger::Allocation& one) { return match::ref(one); });
        const mirror::Invoice* invoice
            = found == m_file.allocations.end() ? nullptr : m_index.xeroInvoice(found->to);
        const mirror::Credit* credit
            = found == m_file.allocations.end() ? nullptr : m_index.xeroCredit(found->from);
        if (!invoice || !credit || invoice->status != u"AUTHORISED") {
            deed.left = QStringLiteral("has no room in Xero at all");
            return;
        }
        const QUuid to = invoice->id.value, from = credit->id.value;
        deed.amount = std::min({invoice->amountDue - m_taken.value(to),
            credit->remainingCredit - m_taken.value(from), found->amount});
        if (!(deed.amount > base::Money())) {
            deed.left = QStringLiteral("has no part that fits");
            return;
        }
        m_taken[to] += deed.amount;
        m_taken[from] += deed.amount;
        if (deed.amount == found->amount) {
            deed.left = QStringLiteral("fits whole by now; Retry sends it");
            return;
        }
        deed.change.field = QStringLiteral("Allocation");
        deed.change.before = found->amount.display();
        deed.change.after
            = QStringLiteral("%1 now, %2 held")
                  .arg(deed.amount.display(), (found->amount - deed.amount).display());
    }

    // Two payments that equal each other, one on each side: they are one, or Xero's goes.
    void decidePayment(Deed& deed, const Cause& cause) const
    {
        const auto id = mirror::PaymentId::parse(cause.arguments.value(2));
        const mirror::Payment* seen = id ? m_index.xeroPayment(id.value) : nullptr;
        const ledger::Payment* ours = m_index.payment({deed.record.id});
        if (!seen || !ours || deed.record.kind != RecordKind::Payment) {
            deed.left = QStringLiteral("has no equal payment in Xero any more");
            return;
        }
        deed.xero = seen->id.value;
        const QString theirs = QStringLiteral("Payment of %1 on %2")
                                   .arg(seen->amount.display(), seen->invoiceNumber);
        if (m_what.remedy == RemedyId::SameMoney) {
            deed.change = {false, ours->number, QStringLiteral("Tied to"),
                QStringLiteral("nothing"), theirs, true};
            return;
        }
        if (seen->isReconciled)
            deed.left = QStringLiteral("is reconciled in Xero; Remove & Redo it there");
        deed.change = {true, theirs, QStringLiteral("Status"), QStringLiteral("Authorised"),
            QStringLiteral("Deleted"), true};
    }

    const command::Mend& m_what;
    const AccountFile& m_file;
    const Index m_index;
    const Surroundings& m_around;
    QHash<QUuid, base::Money> m_taken; // of invoices and credits, by the deeds so far
};

const ledger::Product* productOf(const Surroundings& around, const QString& argument)
{
    for (const ledger::Product& product : around.products)
        if (isSameCode(itemCode(product, around.settings.itemCodes), argument)
            || isSameCode(product.code, argument))
            return &product;
    return nullptr;
}

void createItem(Deed& deed, const command::Mend& what, const Surroundings& around)
{
    const ledger::Product* product = productOf(around, what.argument);
    deed.change = {true, what.argument, QStringLiteral("Item"), QStringLiteral("none"),
        product ? product->name : QString(), false};
    if (!product)
        deed.left = QStringLiteral("is no product of the ledger; create the item in Xero");
    else if (around.itemCodes.contains(what.argument.trimmed().toUpper()))
        deed.left = QStringLiteral("is an item in Xero already");
    else
        deed.record = {RecordKind::Product, product->id.value};
}

void editProduct(Deed& deed, const command::Mend& what, const Surroundings& around)
{
    const ledger::Product* product = productOf(around, what.argument);
    deed.text = what.choice.trimmed();
    deed.change = {false, product ? product->code : what.argument, QStringLiteral("SKU"),
        product && !product->sku.isEmpty() ? product->sku : QStringLiteral("none"), deed.text,
        false};
    if (!product)
        deed.left = QStringLiteral("is no product of the ledger");
    else if (deed.text.isEmpty())
        deed.left = QStringLiteral("needs a SKU");
}

void chooseCode(Deed& deed, const command::Mend& what, const Surroundings& around)
{
    const bool isAccount = what.remedy == RemedyId::ChooseAccountCode;
    deed.text = what.choice.trimmed();
    deed.change = {false,
        (isAccount ? QStringLiteral("Lines with account %1") : QStringLiteral("Lines with tax %1"))
            .arg(what.argument),
        isAccount ? QStringLiteral("Account in Xero") : QStringLiteral("Tax type in Xero"),
        what.argument, deed.text, false};
    const bool isKnown = isAccount ? std::ranges::any_of(around.chart,
                             [&](const mirror::ChartAccount& one) {
                                 return one.type != u"BANK" && one.status == u"ACTIVE"
                                     && isSameCode(one.code, deed.text);
                             })
                                   : around.taxTypes.contains(deed.text);
    if (what.argument.isEmpty())
        deed.left = QStringLiteral("Xero didn’t say which code it is");
    else if (!isKnown || isSameCode(deed.text, what.argument))
        deed.left = QStringLiteral("“%1” is not in use in Xero").arg(deed.text);
}

void changeTaxCarried(Deed& deed, const command::Mend& what, const Surroundings& around)
{
    deed.text = what.choice.isEmpty() ? toText(TaxCarried::AsItComes) : what.choice;
    deed.change = {false, around.settings.name, QStringLiteral("Tax is taken"),
        toText(around.settings.taxCarried), deed.text, false};
    if (!fromText<TaxCarried>(deed.text))
        deed.left = QStringLiteral("it is as-it-comes, by-item or in-total");
}

} // namespace

bool isMendable(RemedyId remedy)
{
    using enum RemedyId;
    return isOfTheBook(remedy) || remedy == RestoreContact || remedy == Relink || remedy == MoveDate
        || remedy == NamePerson || remedy == CreateContact || remedy == AllocateWhatFits
        || remedy == SameMoney || remedy == PushOurs;
}

bool isOfTheBook(RemedyId remedy)
{
    return remedy == RemedyId::CreateItem || remedy == RemedyId::EditProduct
        || remedy == RemedyId::ChooseAccountCode || remedy == RemedyId::ChooseTaxType
        || remedy == RemedyId::ChangeTaxCarried;
}

QList<Deed> deeds(const command::Mend& what, const Surroundings& around)
{
    Deed deed;
    deed.remedy = what.remedy;
    if (what.remedy == RemedyId::CreateItem)
        createItem(deed, what, around);
    else if (what.remedy == RemedyId::EditProduct)
        editProduct(deed, what, around);
    else if (what.remedy == RemedyId::ChangeTaxCarried)
        changeTaxCarried(deed, what, around);
    else
        chooseCode(deed, what, around);
    return {deed};
}

QList<Deed> deeds(const command::Mend& what, const AccountFile& file, const QList<Operation>& stuck,
    const Surroundings& around)
{
    Mender mender(what, file, around);
    const bool isByRecord = what.remedy == RemedyId::MoveDate
        || what.remedy == RemedyId::AllocateWhatFits || what.remedy == RemedyId::SameMoney
        || what.remedy == RemedyId::PushOurs;
    if (!isByRecord)
        return mender.ofAccount();
    QList<Deed> all;
    for (const Operation& operation : stuck)
        all.append(mender.ofRecord(operation));
    return all;
}

} // namespace plan
