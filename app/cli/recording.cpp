// SPDX-License-Identifier: GPL-3.0-or-later

// record: payments, allocations, credit notes and reversals entered by hand.

#include "cli/commands.h"
#include "cli/lookup.h"
#include "cli/session.h"

namespace cli {

namespace {

using enum records::RecordKind;

Outcome<QDate> dateOrToday(const Arguments& arguments)
{
    const auto typed = arguments.date("date");
    if (!typed)
        return tl::unexpected(typed.error());
    return typed->value_or(base::SystemClock().today({}));
}

using Part = std::pair<records::DocumentId, base::Money>;

// "INV-1=50.00", or "INV-1" for what is left of the whole.
Outcome<Part> part(const store::Reader& reader, const QString& typed, base::Money left)
{
    const auto invoice = findRecord(reader, typed.section(u'=', 0, 0), {Invoice, Bill});
    if (!invoice)
        return tl::unexpected(invoice.error());
    base::Money amount = left;
    if (typed.contains(u'=')) {
        const auto money = moneyIn(reader, typed.section(u'=', 1));
        if (!money)
            return tl::unexpected(money.error());
        amount = *money;
    }
    return Part{records::DocumentId{invoice->ref.id}, amount};
}

Outcome<Answer> payment(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto account = findAccount(**reader, arguments.at(1));
    const auto amount = moneyIn(**reader, arguments.at(2));
    const auto date = dateOrToday(arguments);
    if (!account)
        return tl::unexpected(account.error());
    if (!amount)
        return tl::unexpected(amount.error());
    if (!date)
        return tl::unexpected(date.error());
    records::command::RecordPayment command;
    command.payment = {.id = {},
        .account = *account,
        .number = arguments.value("number"),
        .date = *date,
        .amount = *amount,
        .reference = arguments.value("reference"),
        .method = arguments.value("method"),
        .source = records::ledger::Source::Hand,
        .recordedAt = {}};
    base::Money left = *amount;
    for (const QString& typed : arguments.values("to")) {
        const auto found = part(**reader, typed, left);
        if (!found)
            return tl::unexpected(found.error());
        left -= found->second;
        command.allocations.append(*found);
    }
    if (left.isNegative())
        return wrongUsage(QStringLiteral("The parts are more than the payment."));
    return performOne(arguments.at(0), command);
}

Outcome<Answer> allocation(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto from = findRecord(**reader, arguments.at(1), {Payment, CreditNote, Adjustment});
    const auto to = findRecord(**reader, arguments.at(2), {Invoice, Bill});
    const auto amount = moneyIn(**reader, arguments.at(3));
    const auto date = dateOrToday(arguments);
    if (!from)
        return tl::unexpected(from.error());
    if (!to)
        return tl::unexpected(to.error());
    if (!amount)
        return tl::unexpected(amount.error());
    if (!date)
        return tl::unexpected(date.error());
    return performOne(arguments.at(0),
        records::command::RecordAllocation{
            from->ref, records::DocumentId{to->ref.id}, *amount, *date});
}

// One line with the tax that was typed: what a tax rate would make of it is not ours to guess.
Outcome<records::ledger::Document> creditNoteOf(
    const Arguments& arguments, const store::Reader& reader)
{
    const auto account = findAccount(reader, arguments.at(1));
    const auto amount = moneyIn(reader, arguments.at(2));
    const auto date = dateOrToday(arguments);
    if (!account)
        return tl::unexpected(account.error());
    if (!amount)
        return tl::unexpected(amount.error());
    if (!date)
        return tl::unexpected(date.error());
    base::Money tax{0, amount->currency()};
    if (arguments.has("tax")) {
        const auto typed = moneyIn(reader, arguments.value("tax"));
        if (!typed)
            return tl::unexpected(typed.error());
        tax = *typed;
    }
    const auto price = base::Decimal4::parse(amount->toString());
    if (!price)
        return failed(price.error());
    records::ledger::Document note;
    note.kind = records::ledger::DocumentKind::CreditNote;
    note.account = *account;
    note.number = arguments.value("number");
    note.reference = arguments.value("reference");
    note.date = note.dueDate = *date;
    note.taxMode
        = tax.isZero() ? records::ledger::TaxMode::NoTax : records::ledger::TaxMode::Inclusive;
    note.total = *amount;
    note.tax = tax;
    records::ledger::Line line;
    line.description
        = arguments.has("description") ? arguments.value("description") : QStringLiteral("Credit");
    line.unitPrice = *price;
    line.amount = *amount;
    line.tax = tax;
    note.lines = {line};
    note.source = records::ledger::Source::Hand;
    return note;
}

Outcome<Answer> creditNote(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto note = creditNoteOf(arguments, **reader);
    if (!note)
        return tl::unexpected(note.error());
    records::command::RecordCreditNote command{*note, {}};
    if (arguments.has("to")) {
        const auto invoice = findRecord(**reader, arguments.value("to"), {Invoice, Bill});
        if (!invoice)
            return tl::unexpected(invoice.error());
        command.allocateTo = records::DocumentId{invoice->ref.id};
    }
    return performOne(arguments.at(0), command);
}

Outcome<Answer> reversal(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto record = findRecord(**reader, arguments.at(1), {Payment, Invoice, CreditNote, Bill});
    const auto date = dateOrToday(arguments);
    if (!record)
        return tl::unexpected(record.error());
    if (!date)
        return tl::unexpected(date.error());
    return performOne(arguments.at(0),
        records::command::RecordReversal{record->ref, *date, arguments.value("reason")});
}

Outcome<Answer> refund(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto record = findRecord(**reader, arguments.at(1), {Payment, Invoice, CreditNote});
    const auto amount = moneyIn(**reader, arguments.at(2));
    const auto date = dateOrToday(arguments);
    if (!record)
        return tl::unexpected(record.error());
    if (!amount)
        return tl::unexpected(amount.error());
    if (!date)
        return tl::unexpected(date.error());
    return performOne(arguments.at(0),
        records::command::RecordRefund{record->ref, *amount, *date, arguments.value("reason")});
}

// An allocation has no number of its own: it is the last one listed from this record to that one.
Outcome<Answer> removal(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const QString from = arguments.at(1), to = arguments.at(2);
    const store::Query query{.text = to, .filter = QStringLiteral("allocation")};
    for (const store::LedgerRow& row : (*reader)->ledger(query, 0, 200))
        if (row.ref.kind == Allocation && row.number == to
            && row.note == QStringLiteral("from ") + from
            && row.state != QStringLiteral("reversed"))
            return performOne(arguments.at(0),
                records::command::RemoveAllocation{records::AllocationId{row.ref.id}});
    return wrongUsage(QStringLiteral("Nothing of %1 is allocated to %2.").arg(from, to));
}

Outcome<Answer> doInXero(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto record = findRecord(**reader, arguments.at(1), {Payment, Invoice, CreditNote, Bill});
    if (!record)
        return tl::unexpected(record.error());
    return performOne(arguments.at(0), records::command::DoInXero{record->ref});
}

} // namespace

QList<Command> recordCommands()
{
    const QCommandLineOption date = option("date", "Its date (today).", "D");
    const QCommandLineOption number = option("number", "Its number (the next free one).", "N");
    const QCommandLineOption reference = option("reference", "What the bank line shows.", "TEXT");
    const QCommandLineOption to = option(
        "to", "Allocate it to this invoice; can be given several times.", "INVOICE[=AMOUNT]");
    return {
        {QStringLiteral("record payment"),
            QStringLiteral("FILE ACCOUNT AMOUNT [--to INVOICE[=AMOUNT]]… [--date D]"),
            QStringLiteral("Enter a payment received or made."),
            {date, number, reference, to, option("method", "EFT, DIRECTDEBIT, VISA_MC…", "M")}, 3,
            3, payment},
        {QStringLiteral("record allocation"), QStringLiteral("FILE FROM INVOICE AMOUNT [--date D]"),
            QStringLiteral("Apply money of a payment or credit to an invoice."), {date}, 4, 4,
            allocation},
        {QStringLiteral("record credit-note"),
            QStringLiteral("FILE ACCOUNT AMOUNT [--to INVOICE] [--tax T] [--date D]"),
            QStringLiteral("Enter a credit note; the amount includes its tax."),
            {date, number, reference, option("to", "Allocate it to this invoice.", "INVOICE"),
                option("tax", "The tax in the amount (none).", "T"),
                option("description", "What its line says.", "TEXT")},
            3, 3, creditNote},
        {QStringLiteral("record reversal"), QStringLiteral("FILE RECORD [--reason R] [--date D]"),
            QStringLiteral("Reverse a payment or void a document, here; Xero's half stays a task."),
            {date, option("reason", "Why.", "R")}, 2, 2, reversal},
        {QStringLiteral("record refund"),
            QStringLiteral("FILE RECORD AMOUNT [--reason R] [--date D]"),
            QStringLiteral("Enter a refund; of what Xero has reconciled it stays a draft."),
            {date, option("reason", "Why.", "R")}, 3, 3, refund},
        {QStringLiteral("record removal"), QStringLiteral("FILE FROM INVOICE"),
            QStringLiteral("Take the allocation of a payment or credit back, in Xero too."), {}, 3,
            3, removal},
        {QStringLiteral("do-in-xero"), QStringLiteral("FILE RECORD"),
            QStringLiteral("Undo in Xero what the ledger reversed or voided."), {}, 2, 2, doInXero},
    };
}

} // namespace cli
