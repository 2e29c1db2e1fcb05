// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/accountfiles.h"

#include "store/accounts.h"
#include "store/adjustments.h"
#include "store/allocations.h"
#include "store/control.h"
#include "store/documents.h"
#include "store/links.h"
#include "store/mirrorbank.h"
#include "store/mirrorcontacts.h"
#include "store/mirrorcredits.h"
#include "store/mirrorinvoices.h"
#include "store/mirrorpayments.h"
#include "store/outbox.h"
#include "store/payments.h"
#include "store/products.h"
#include "store/settings.h"
#include "store/ties.h"
#include "store/undone.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace store {

namespace {

// What is tied here is tied nowhere else, so most accounts needn't ask.
bool isAllTied(const records::AccountFile& file)
{
    QSet<QUuid> tied;
    for (const records::Twin& twin : file.twins)
        tied.insert(twin.xero.id);
    const auto isTied = [&](const auto& one) { return tied.contains(one.id.value); };
    return std::ranges::all_of(file.invoices, isTied) && std::ranges::all_of(file.credits, isTied)
        && std::ranges::all_of(file.xeroPayments, isTied);
}

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
    file.twins = ties.ofAccount(id);
    if (contact && !isAllTied(file))
        leaveOthersOut(file, ties.tiedElsewhere(id, contact));
    file.operations = Outbox(connection).ofAccount(id);
    file.setAside = ties.setAsideOf(id);
    file.card = ties.cardOf(id);
    if (!file.link)
        file.wantsContact = links.wantsContact(id);
    if (contact)
        for (const auto& difference : controlDifferencesOf(connection, contact))
            if (difference.isStale)
                file.stale.append(difference);
    const Undone undone(connection);
    file.wishes = undone.wishesOf(id);
    file.refundDrafts = undone.draftsOf(id);
    return file;
}

records::Surroundings readSurroundings(Connection& connection, const base::Clock& clock)
{
    const Settings settings(connection);
    const auto instant = [&](const QString& name) {
        return QDateTime::fromString(settings.value(name), Qt::ISODateWithMs);
    };
    const MirrorBank bank(connection);
    records::Surroundings around;
    around.settings = settings.read();
    around.organisation = bank.organisation().value_or(records::mirror::Organisation{});
    around.now = clock.now();
    around.today = clock.today(around.organisation.timezone);
    around.mirrorReadAt = instant(u"fetch.completed"_s);
    around.organisationReadAt = instant(u"fetch.at.organisation"_s);
    const QDateTime pushed = instant(u"push.last"_s);
    const QDateTime seen = instant(u"push.seen"_s);
    if (!seen.isValid() || seen < pushed)
        around.lastPushAt = pushed;
    around.chart = bank.chart();
    around.taxTypes = bank.taxTypes();
    around.itemCodes = bank.itemCodes();
    around.products = Products(connection).byCode();
    if (around.settings.itemCodes != records::ItemCodes::Off)
        around.duplicateCodes = duplicateCodes(around.products, around.settings.itemCodes);
    return around;
}

} // namespace store
