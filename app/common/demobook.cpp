// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/demobook.h"

#include "common/demofiles.h"

#include <QDir>
#include <QFile>

namespace app {

namespace {

namespace command = records::command;

constexpr int wholeDemo = 10'000; // more rows than the demo has

// Writes the exports where the import can read them.
base::Result<Step> import(
    const QTemporaryDir& folder, const QString& name, const QList<demo::File>& files)
{
    QDir(folder.path()).mkdir(name);
    command::ImportFiles import;
    for (const demo::File& file : files) {
        const QString path = folder.filePath(name + u'/' + file.name);
        QFile target(path);
        if (!target.open(QIODevice::WriteOnly) || target.write(file.content) != file.content.size())
            return base::failure(base::ErrorKind::Storage,
                QStringLiteral("%1 can't be written: %2.").arg(path, target.errorString()));
        import.files.append(path);
    }
    return Step{import};
}

Step act(const char* path, const QJsonObject& body)
{
    return {Act{QString::fromLatin1(path), body}};
}

// Every account that has no contact gets one with the next push, but those named: somebody forgot.
Step linkAllBut(const QString& forgotten)
{
    return {Ask([forgotten](const store::Reader& reader) -> base::Result<QList<Step>> {
        const store::Query notLinked{.text = {}, .filter = QStringLiteral("not-linked")};
        QList<Step> steps;
        for (const store::LinkRow& row : reader.links(notLinked, 0, wholeDemo))
            if (row.accountNumber != forgotten)
                steps.append({command::LinkAccount{row.account, {}}});
        return steps;
    })};
}

Step pushPaymentsAs(records::PaymentPush way)
{
    return {Ask([way](const store::Reader& reader) -> base::Result<QList<Step>> {
        command::ChangeSettings change{reader.settings()};
        change.settings.paymentPush = way;
        return QList<Step>{{change}};
    })};
}

Step setAside(const QString& label, const QString& reason)
{
    return {Ask([label, reason](const store::Reader& reader) -> base::Result<QList<Step>> {
        for (const store::OutboxRow& row :
            reader.outbox({.text = label, .filter = {}}, 0, wholeDemo))
            if (row.operation.label == label)
                return QList<Step>{{command::SetAside{{row.operation.id}, reason}}};
        return base::failure(
            base::ErrorKind::NotFound, QStringLiteral("%1 does not wait to be pushed.").arg(label));
    })};
}

// The payment that came in from Xero for this account, reversed in the ledger alone (scenario H).
Step reversePaymentOf(const QString& account, QDate date)
{
    return {Ask([account, date](const store::Reader& reader) -> base::Result<QList<Step>> {
        const store::Query payments{.text = account, .filter = QStringLiteral("payment")};
        for (const store::LedgerRow& row : reader.ledger(payments, 0, wholeDemo))
            if (row.accountName == account)
                return QList<Step>{{command::RecordReversal{
                    row.ref, date, QStringLiteral("Dishonoured by the bank")}}};
        return base::failure(base::ErrorKind::NotFound,
            QStringLiteral("No payment of %1 came in from Xero.").arg(account));
    })};
}

QString iso(QDate day)
{
    return day.toString(Qt::ISODate);
}

// A bank line matched to an invoice, in one click. More than is due becomes an overpayment.
Step match(const char* invoice, const char* amount, QDate date)
{
    return act("match-invoice",
        {{QStringLiteral("invoice"), QString::fromLatin1(invoice)},
            {QStringLiteral("amount"), QString::fromLatin1(amount)},
            {QStringLiteral("date"), iso(date)},
            {QStringLiteral("bank"), demoSettings().bankAccountCode}});
}

Step newContact(const char* name, const char* number = "")
{
    return act("create-contact",
        {{QStringLiteral("name"), QString::fromLatin1(name)},
            {QStringLiteral("number"), QString::fromLatin1(number)}});
}

// What the bookkeeper did in Xero in the weeks before.
QList<Step> deedsInXero(QDate today)
{
    const QString murrayGroup = QStringLiteral("Murray Plumbing Group Pty Ltd");
    return {match("INV-10319", "888.00", today.addDays(-10)),
        match("INV-10329", "150.00", today.addDays(-3)),
        match("INV-10318", "120.00", today.addDays(-10)),
        match("INV-10270", "120.00", today.addDays(-43)),
        act("create-credit-note",
            {{QStringLiteral("contact"), QStringLiteral("Gippsland Dairy Supplies")},
                {QStringLiteral("number"), QStringLiteral("CN-0087")},
                {QStringLiteral("invoice"), QStringLiteral("INV-10326")},
                {QStringLiteral("amount"), QStringLiteral("322.00")},
                {QStringLiteral("date"), iso(today.addDays(-12))}}),
        act("create-prepayment",
            {{QStringLiteral("contact"), QStringLiteral("Kookaburra Preschool")},
                {QStringLiteral("amount"), QStringLiteral("555.55")},
                {QStringLiteral("reference"), QStringLiteral("PP-0031")},
                {QStringLiteral("date"), iso(today.addDays(-2))},
                {QStringLiteral("bank"), demoSettings().bankAccountCode}}),
        act("void", {{QStringLiteral("invoice"), QStringLiteral("INV-10377")}}),
        act("edit-invoice",
            {{QStringLiteral("invoice"), QStringLiteral("INV-10366")},
                {QStringLiteral("total"), QStringLiteral("2415.60")}}),
        newContact("Murray Plumbing Group Pty Ltd"),
        act("merge-contacts",
            {{QStringLiteral("from"), QStringLiteral("Murray & Sons Plumbing")},
                {QStringLiteral("into"), murrayGroup}}),
        newContact("Coral Bay Dive Center"),
        act("archive-contact",
            {{QStringLiteral("contact"), QStringLiteral("Redfern Signs & Print")}}),
        act("set-lock-dates", {{QStringLiteral("period"), iso(today.addDays(-60))}})};
}

} // namespace

records::BookSettings demoSettings()
{
    records::BookSettings settings;
    settings.isDemo = true;
    settings.itemCodes = records::ItemCodes::ProductCode;
    // The history goes as plain payments, fifty a call; the story's own as overpayments later.
    settings.paymentPush = records::PaymentPush::AsPaymentWhenWhole;
    settings.bankAccountCode = QStringLiteral("090");
    settings.bankByMethod.insert(QStringLiteral("DIRECTDEBIT"), QStringLiteral("091"));
    settings.waitsPermille = 20; // the sandbox's own key life scales with them
    return settings;
}

base::Result<DemoStory> demoStory(const base::Clock& clock)
{
    const QDate today = clock.today({});
    DemoStory story{std::make_shared<QTemporaryDir>(), {}};
    const auto history = import(*story.files, QStringLiteral("history"), demo::history(today));
    const auto trouble = import(*story.files, QStringLiteral("trouble"), demo::trouble(today));
    const auto morning = import(*story.files, QStringLiteral("morning"), demo::thisMorning(today));
    for (const auto* step : {&history, &trouble, &morning})
        if (!*step)
            return tl::unexpected(step->error());
    const QString coralBay = QStringLiteral("104409");
    const Step pull{command::Sync{.direction = command::Direction::Pull}};

    // Both sides are empty when they are tied, so there is nothing to adopt; then they agree.
    story.steps = {{command::ProposeAdoption{}}, {command::AcceptAdoption{today.addDays(-120)}},
        *history, linkAllBut(coralBay),
        // These two have no invoice yet, so no push makes their contacts.
        newContact("Murray & Sons Plumbing", "104156"),
        newContact("Redfern Signs & Print", "104406"), {command::Sync{}},
        pushPaymentsAs(records::PaymentPush::AsOverpayment)};
    story.steps += deedsInXero(today);
    // Red Gum Joinery: the line is matched to the invoice while the payment is still on its way
    // (Ax).
    story.steps += {pull, match("INV-10342", "264.00", today.addDays(-1)), *trouble,
        setAside(QStringLiteral("PAY-20290"), QStringLiteral("Duplicate of PAY-20288")),
        reversePaymentOf(QStringLiteral("Waratah Legal"), today.addDays(-2)), {command::Sync{}},
        // Nobody has fetched this yet (D), and nobody has pushed what came in this morning.
        act("allocate",
            {{QStringLiteral("contact"), QStringLiteral("Kookaburra Preschool")},
                {QStringLiteral("kind"), QStringLiteral("prepayment")},
                {QStringLiteral("invoice"), QStringLiteral("INV-10360")},
                {QStringLiteral("amount"), QStringLiteral("555.55")},
                {QStringLiteral("date"), iso(today)}}),
        *morning, linkAllBut(coralBay)};
    return story;
}

} // namespace app
