// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/bridge.h"
#include "fakereader.h"
#include "support/accountbuilder.h"

using namespace records;
using Qt::StringLiterals::operator""_s;
using support::aud;

// Accounts that show what the pictures don't: wrongs that cancel, two currencies, old data.
namespace window {

namespace {

// Entered on the morning of its date.
template <class Record>
void recordOnItsDay(QList<Record>& records)
{
    for (Record& one : records)
        one.recordedAt = QDateTime(one.date, QTime(9, 0), Qt::UTC);
}

AccountFile recorded(support::AccountBuilder& story, const QString& number, const QString& name)
{
    AccountFile& file = story.file();
    file.account.number = number;
    file.account.name = name;
    recordOnItsDay(file.documents);
    recordOnItsDay(file.payments);
    recordOnItsDay(file.adjustments);
    return file;
}

} // namespace

AccountId FakeReader::tell(AccountFile file)
{
    file.account.id = AccountId{accountRows.size() + 1};
    const Bridge bridge
        = bridge::explain(file, surroundings(), {Side::Receivable, file.account.currency});
    addAccount(file.account.name, file.account.number, bridge.ledger.toString().toLatin1(),
        bridge.xero.toString().toLatin1(), static_cast<int>(bridge.lines.size()),
        bridge.lines.isEmpty() ? BridgeCause::Unexplained : bridge.lines.first().cause);
    accountRows.last().differs = !bridge.agrees();
    accountRows.last().isStale = bridge.isStale;
    files.insert(file.account.id, file);
    storied.insert(file.account.id);
    return file.account.id;
}

// One invoice was voided in Xero by hand, another of the same amount was made there.
AccountFile cancellingStory(RecordHistory& past)
{
    support::AccountBuilder story;
    story.on({2025, 10, 10});
    const auto kept = story.invoice(u"INV-20110"_s, aud("264.00"));
    story.push(kept);
    const auto voided = story.on({2025, 11, 7}).invoice(u"INV-20144"_s, aud("888.00"));
    story.push(voided);
    const mirror::Invoice before = story.file().invoices.last();
    story.on({2025, 11, 12});
    story.voidInXero(story.twinOf(voided));
    mirror::Invoice after = story.file().invoices.last();
    story.xeroInvoice(u"20144-A"_s, aud("888.00"));
    const QDateTime first(QDate(2025, 11, 7), QTime(10, 0), Qt::UTC);
    const QDateTime then(QDate(2025, 11, 12), QTime(14, 7), Qt::UTC);
    after.updatedAt = then;
    past.knownFrom = QDateTime(QDate(2025, 10, 1), QTime(8, 0), Qt::UTC);
    past.invoices.append({before, first, then});
    past.invoices.append({after, then, {}});
    past.invoices.append({story.file().invoices.last(), then.addSecs(240), {}});
    past.authors.insert({after.id.value, then}, u"Dana Reed"_s);
    return recorded(story, u"104520"_s, u"Tamar Valley Wines"_s);
}

AccountFile twoCurrencyStory()
{
    const auto nzd = [](const char* text) {
        return *base::Money::parse(QString::fromLatin1(text), base::Currency::of("NZD"));
    };
    support::AccountBuilder story;
    story.on({2025, 11, 3});
    story.push(story.invoice(u"INV-20210"_s, aud("150.00")));
    story.on({2025, 11, 5}).push(story.invoice(u"INV-20214"_s, nzd("412.50")));
    story.on({2025, 11, 18}).invoice(u"INV-20231"_s, nzd("99.00"));
    return recorded(story, u"104533"_s, u"Milford Sound Tours"_s);
}

// Xero reports less than what was read of it.
AccountFile oldStory()
{
    support::AccountBuilder story;
    story.on({2025, 11, 3});
    story.push(story.invoice(u"INV-20301"_s, aud("120.00")));
    AccountFile file = recorded(story, u"104541"_s, u"Pelican Marine"_s);
    ControlDifference control;
    control.contact = file.contact->id;
    control.name = file.account.name;
    control.documents = aud("120.00");
    control.xero = aud("100.00");
    control.isStale = true;
    file.stale = {control};
    return file;
}

} // namespace window
