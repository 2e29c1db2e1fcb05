// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/accountfiles.h"

#include "store/accounts.h"
#include "store/adjustments.h"
#include "store/allocations.h"
#include "store/documents.h"
#include "store/links.h"
#include "store/mirrorbank.h"
#include "store/mirrorcontacts.h"
#include "store/mirrorcredits.h"
#include "store/mirrorinvoices.h"
#include "store/mirrorpayments.h"
#include "store/outbox.h"
#include "store/payments.h"
#include "store/ties.h"
#include "store/undone.h"

namespace store {

namespace {

// Each account explains what is its own; on a contact that two of them share, nothing counts twice.
void leaveOthersOut(records::AccountFile& file, const QSet<QUuid>& tiedElsewhere)
{
    if (tiedElsewhere.isEmpty())
        return;
    const auto isOthers = [&](const auto& id) { return tiedElsewhere.contains(id.value); };
    file.invoices.removeIf([&](const auto& invoice) { return isOthers(invoice.id); });
    file.credits.removeIf([&](const auto& credit) { return isOthers(credit.id); });
    file.xeroPayments.removeIf([&](const auto& payment) {
        return isOthers(payment.id) || isOthers(payment.invoice)
            || (payment.credit && isOthers(payment.credit));
    });
}

} // namespace

std::optional<records::AccountFile> readAccountFile(Connection& connection, records::AccountId id)
{
    const auto account = Accounts(connection).find(id);
    if (!account)
        return std::nullopt;
    const Ties ties(connection);
    records::AccountFile file;
    file.account = *account;
    const Links links(connection);
    file.link = links.linkOf(id);
    const auto contact = file.link ? file.link->contact : records::mirror::ContactId{};
    if (contact)
        file.contact = MirrorContacts(connection).find(contact);
    if (file.contact && file.contact->mergedTo) {
        file.survivor = MirrorContacts(connection).survivorOf(contact);
        if (const auto taken = file.survivor ? links.linkOf(file.survivor->id) : std::nullopt)
            file.survivorOf = Accounts(connection).find(taken->account)->name;
    }
    file.documents = Documents(connection).ofAccount(id);
    file.payments = Payments(connection).ofAccount(id);
    file.adjustments = Adjustments(connection).ofAccount(id);
    file.reversals = Adjustments(connection).reversalsOfAccount(id);
    file.allocations = Allocations(connection).ofAccount(id);
    file.invoices = MirrorInvoices(connection).ofAccount(id, contact);
    file.credits = MirrorCredits(connection).ofAccount(id, contact);
    file.xeroPayments = MirrorPayments(connection).ofAccount(id, contact);
    if (contact)
        file.bankTransactions = MirrorBank(connection).creditsOf(contact);
    if (contact)
        leaveOthersOut(file, ties.tiedElsewhere(id, contact));
    file.twins = ties.ofAccount(id);
    file.operations = Outbox(connection).ofAccount(id);
    file.setAside = ties.setAsideOf(id);
    file.card = ties.cardOf(id);
    if (!file.link)
        file.wantsContact = links.wantsContact(id);
    const Undone undone(connection);
    file.wishes = undone.wishesOf(id);
    file.refundDrafts = undone.draftsOf(id);
    return file;
}

} // namespace store
