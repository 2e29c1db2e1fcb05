// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/randomlife.h"

#include "plan/plan.h"

#include <QJsonArray>

#include <algorithm>

using namespace records;

namespace {

const base::Currency kAud = base::Currency::of("AUD");

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

base::Money RandomLife::amount()
{
    // Few different amounts, so that equal ones meet.
    static constexpr qint64 minors[] = {10000, 2000, 88800, 32200, 55555, 7900, 7900, 26401};
    return {minors[below(std::size(minors))], kAud};
}

void RandomLife::newAccount()
{
    ImportBatch batch;
    ledger::Account account;
    account.number = next("10");
    account.name = s("Customer ") + account.number;
    account.currency = kAud;
    batch.accounts.append({account, {}});
    if (m_world.import(batch))
        m_accounts.append({account.number, account.name});
}

std::optional<AccountFile> RandomLife::someFile()
{
    if (m_accounts.isEmpty())
        return std::nullopt;
    const auto& chosen
        = m_accounts[static_cast<qsizetype>(below(static_cast<quint64>(m_accounts.size())))];
    const auto id = m_world.book().accountByNumber(chosen.first);
    const auto file = m_world.book().accountFile(*id);
    return file ? std::optional(*file) : std::nullopt;
}

void RandomLife::newInvoice()
{
    const auto file = someFile();
    if (!file)
        return newAccount();
    ledger::Document invoice;
    invoice.number = next("INV-");
    invoice.date = invoice.dueDate = today();
    invoice.taxMode = ledger::TaxMode::NoTax;
    invoice.total = amount();
    invoice.tax = base::Money(0, kAud);
    invoice.lines.append({.description = s("Service"),
        .unitPrice = {invoice.total.minor() * 100},
        .amount = invoice.total,
        .tax = invoice.tax});
    ImportBatch batch;
    batch.documents.append({invoice, file->account.number, {}});
    m_world.import(batch);
}

void RandomLife::newPayment()
{
    const auto file = someFile();
    if (!file)
        return newAccount();
    ImportBatch batch;
    ledger::Payment payment;
    payment.number = next("PAY-");
    payment.date = today();
    payment.amount = amount();
    payment.reference = payment.number;
    batch.payments.append({payment, file->account.number, {}});
    base::Money left = payment.amount;
    for (const ledger::Document& document : file->documents) {
        const base::Money open = plan::outstanding(*file, document.id);
        if (document.kind != ledger::DocumentKind::Invoice
            || document.status != ledger::DocumentStatus::Approved || open.isZero()
            || open.isNegative() || left.isZero() || below(3) == 0)
            continue;
        const base::Money part = std::min(open, left);
        batch.allocations.append(
            {RecordKind::Payment, payment.number, document.number, part, today(), {}});
        left -= part;
    }
    m_world.import(batch);
}

void RandomLife::newCreditNote()
{
    const auto file = someFile();
    if (!file)
        return newAccount();
    ledger::Document note;
    note.kind = ledger::DocumentKind::CreditNote;
    note.number = next("CN-");
    note.date = note.dueDate = today();
    note.taxMode = ledger::TaxMode::NoTax;
    note.total = amount();
    note.tax = base::Money(0, kAud);
    note.lines.append({.description = s("Credit"),
        .unitPrice = {note.total.minor() * 100},
        .amount = note.total,
        .tax = note.tax});
    ImportBatch batch;
    batch.documents.append({note, file->account.number, {}});
    for (const ledger::Document& document : file->documents) {
        const base::Money open = plan::outstanding(*file, document.id);
        if (document.kind == ledger::DocumentKind::Invoice
            && document.status == ledger::DocumentStatus::Approved && open > base::Money()
            && below(2) == 0) {
            batch.allocations.append({RecordKind::CreditNote, note.number, document.number,
                std::min(open, note.total), today(), {}});
            break;
        }
    }
    m_world.import(batch);
}

void RandomLife::newAdjustment()
{
    const auto file = someFile();
    if (!file)
        return newAccount();
    ImportBatch batch;
    ledger::Adjustment adjustment;
    adjustment.kind = static_cast<ledger::AdjustmentKind>(below(4));
    adjustment.number = next("ADJ-");
    adjustment.date = today();
    adjustment.amount = amount();
    adjustment.reason = s("goodwill");
    batch.adjustments.append({adjustment, file->account.number, {}});
    m_world.import(batch);
}

void RandomLife::reverseSomething()
{
    const auto file = someFile();
    if (!file || file->payments.isEmpty())
        return newPayment();
    const auto& payment = file->payments[static_cast<qsizetype>(
        below(static_cast<quint64>(file->payments.size())))];
    m_world.reverse({RecordKind::Payment, payment.id.value});
}

QJsonObject RandomLife::someOpenInvoice()
{
    QList<QJsonObject> open;
    const QJsonObject truth = m_world.truth();
    for (const QJsonValue& row : truth[s("invoices")].toArray())
        if (row[s("status")].toString() == s("AUTHORISED") && row[s("due")].toDouble() > 0)
            open.append(row.toObject());
    return open.isEmpty() ? QJsonObject()
                          : open[static_cast<qsizetype>(below(static_cast<quint64>(open.size())))];
}

void RandomLife::personMatches()
{
    const QJsonObject invoice = someOpenInvoice();
    if (invoice.isEmpty())
        return;
    const double due = invoice[s("due")].toDouble();
    m_world.person(s("match-invoice"),
        {{s("invoice"), invoice[s("number")]}, {s("bank"), s("090")},
            {s("amount"), QString::number(below(4) == 0 ? due + 20 : due, 'f', 2)}});
}

void RandomLife::personCreatesCredit()
{
    if (m_accounts.isEmpty())
        return;
    const auto& who
        = m_accounts[static_cast<qsizetype>(below(static_cast<quint64>(m_accounts.size())))];
    const QJsonObject invoice = someOpenInvoice();
    const quint64 kind = below(3);
    QJsonObject what{
        {s("contact"), who.second}, {s("amount"), amount().toString()}, {s("bank"), s("090")}};
    if (kind == 0 && !invoice.isEmpty()) {
        what[s("contact")] = invoice[s("contact")];
        what[s("amount")] = QString::number(invoice[s("due")].toDouble(), 'f', 2);
        what[s("invoice")] = invoice[s("number")];
        what[s("number")] = next("XCN-");
        m_world.person(s("create-credit-note"), what);
    } else {
        m_world.person(kind == 1 ? s("create-overpayment") : s("create-prepayment"), what);
    }
}

void RandomLife::personAllocates()
{
    const QJsonObject invoice = someOpenInvoice();
    if (invoice.isEmpty())
        return;
    const QJsonObject truth = m_world.truth();
    for (const char* kind : {"overpayments", "prepayments", "creditNotes"}) {
        for (const QJsonValue& row : truth[s(kind)].toArray()) {
            const double part
                = std::min(row[s("remaining")].toDouble(), invoice[s("due")].toDouble());
            if (row[s("contact")] != invoice[s("contact")] || part <= 0 || below(3) == 0)
                continue;
            m_world.person(s("allocate"),
                {{s("credit"), row[s("id")]}, {s("invoice"), invoice[s("number")]},
                    {s("amount"), QString::number(part, 'f', 2)}});
            return;
        }
    }
}

void RandomLife::personUndoes()
{
    const QJsonObject truth = m_world.truth();
    const QJsonArray payments = truth[s("payments")].toArray();
    if (below(3) == 0) {
        const QJsonObject invoice = someOpenInvoice();
        if (!invoice.isEmpty())
            m_world.person(s("void"), {{s("invoice"), invoice[s("number")]}});
    } else if (!payments.isEmpty()) {
        const QJsonObject payment
            = payments[static_cast<int>(below(static_cast<quint64>(payments.size())))].toObject();
        if (payment[s("status")].toString() == s("AUTHORISED"))
            m_world.person(s("remove-and-redo"), {{s("payment"), payment[s("id")]}});
    }
}

void RandomLife::personArchives()
{
    if (m_accounts.isEmpty())
        return;
    const auto& who
        = m_accounts[static_cast<qsizetype>(below(static_cast<quint64>(m_accounts.size())))];
    m_world.person(
        below(2) == 0 ? s("archive-contact") : s("restore-contact"), {{s("contact"), who.first}});
}

void RandomLife::sync()
{
    using command::Direction;
    m_world.clock().advance(std::chrono::minutes(below(30)));
    if (below(12) == 0)
        m_world.dieAfter(static_cast<int>(below(25)));
    const Direction directions[]
        = {Direction::Both, Direction::Both, Direction::Push, Direction::Pull};
    m_world.sync(directions[below(4)]);
    m_world.dieAfter(-1);
}

void RandomLife::step()
{
    switch (below(16)) {
    case 0:
        return newAccount();
    case 1:
    case 2:
    case 3:
        return newInvoice();
    case 4:
    case 5:
        return newPayment();
    case 6:
        return newCreditNote();
    case 7:
        return newAdjustment();
    case 8:
        return reverseSomething();
    case 9:
        return personMatches();
    case 10:
        return personCreatesCredit();
    case 11:
        return personAllocates();
    case 12:
        return below(2) == 0 ? personUndoes() : personArchives();
    default:
        return sync();
    }
}

void RandomLife::settle()
{
    m_world.setFaults({});
    m_world.dieAfter(-1);
    for (int i = 0; i < 8; ++i) {
        m_world.clock().advance(std::chrono::minutes(31));
        m_world.sync(command::Direction::Both);
    }
}
