// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/plan.h"
#include "simulation/life.h"

#include <algorithm>

// What the billing system brings.
namespace simulation {

using namespace records;

namespace {

const base::Currency kAud = base::Currency::of("AUD");

} // namespace

QString Life::next(const char* prefix)
{
    return QLatin1String(prefix) + QString::number(++m_numbers);
}

// Few different amounts, so that equal ones meet.
base::Money Life::amount(int pick) const
{
    static constexpr qint64 minors[]
        = {10'000, 2'000, 88'800, 32'200, 55'555, 7'900, 7'900, 26'401};
    return {minors[static_cast<size_t>(pick) % std::size(minors)], kAud};
}

QDate Life::dayOf(const Step& step) const
{
    return m_clock.trueNow().date().addDays(step.c % 7 == 0 ? -10 : 0);
}

void Life::billing(const Step& step)
{
    using ledger::DocumentKind;
    switch (step.act) {
    case Act::Account:
        return newAccount(ledger::AccountRole::Customer);
    case Act::Vendor:
        return newAccount(ledger::AccountRole::Vendor);
    case Act::Product:
        return newProduct(step);
    case Act::Invoice:
        return newDocument(step, DocumentKind::Invoice);
    case Act::Bill:
        return newDocument(step, DocumentKind::Bill);
    case Act::CreditNote:
        return newDocument(step, DocumentKind::CreditNote);
    case Act::Payment:
        return newPayment(step);
    case Act::Adjustment:
        return newAdjustment(step);
    default:
        return reverseSomething(step);
    }
}

void Life::newAccount(ledger::AccountRole role)
{
    ledger::Account account;
    account.number = next("10");
    account.name = QStringLiteral("Customer ") + account.number;
    account.role = role;
    account.currency = kAud;
    ImportBatch batch;
    batch.accounts.append({account, {}});
    import(batch);
}

void Life::newProduct(const Step& step)
{
    ledger::Product product;
    product.code = next("P-");
    product.name = QStringLiteral("Product ") + product.code;
    product.unitPrice = {amount(step.a).minor() * 100};
    ImportBatch batch;
    batch.products.append({product, {}});
    import(batch);
}

std::optional<AccountFile> Life::someFile(int pick, ledger::AccountRole role)
{
    QList<AccountId> fitting;
    for (const QVariantList& row : m_program.witness().rows(
             QStringLiteral("SELECT id FROM account WHERE role = ? ORDER BY id"),
             {role == ledger::AccountRole::Vendor ? QStringLiteral("vendor")
                                                  : QStringLiteral("customer")}))
        fitting.append(AccountId{row[0].toLongLong()});
    if (fitting.isEmpty()) {
        newAccount(role);
        return std::nullopt;
    }
    const auto file = m_program.book().accountFile(fitting[pick % fitting.size()]);
    return file ? std::optional(*file) : std::nullopt;
}

void Life::allocateFrom(ImportBatch& batch, const AccountFile& file, RecordKind from,
    const QString& number, base::Money left, int choice) const
{
    for (const ledger::Document& document : file.documents) {
        choice = choice * 5 % 997 + 1;
        const base::Money open = plan::outstanding(file, document.id);
        if (document.kind != ledger::DocumentKind::Invoice
            || document.status != ledger::DocumentStatus::Approved || !(open > base::Money())
            || left.isZero() || choice % 3 == 0)
            continue;
        const base::Money part = std::min(open, left);
        batch.allocations.append(
            {from, number, document.number, part, m_clock.trueNow().date(), {}});
        left -= part;
    }
}

void Life::newDocument(const Step& step, ledger::DocumentKind kind)
{
    const bool bill = kind == ledger::DocumentKind::Bill;
    const auto file
        = someFile(step.a, bill ? ledger::AccountRole::Vendor : ledger::AccountRole::Customer);
    if (!file)
        return;
    ledger::Document document;
    document.kind = kind;
    document.number = next(bill ? "BILL-" : kind == ledger::DocumentKind::Invoice ? "INV-" : "CN-");
    document.date = document.dueDate = dayOf(step);
    document.taxMode = ledger::TaxMode::NoTax;
    document.total = amount(step.b);
    document.tax = base::Money(0, kAud);
    document.lines.append({.description = QStringLiteral("Service"),
        .unitPrice = {document.total.minor() * 100},
        .amount = document.total,
        .tax = document.tax});
    if (m_tape.weather.items && !bill)
        document.lines.last().productCode = m_program.witness().text(
            QStringLiteral("SELECT code FROM product ORDER BY id LIMIT 1 OFFSET ?"), {step.c % 3});
    ImportBatch batch;
    batch.documents.append({document, file->account.number, {}});
    if (kind == ledger::DocumentKind::CreditNote)
        allocateFrom(batch, *file, RecordKind::CreditNote, document.number, document.total, step.c);
    import(batch);
}

void Life::newPayment(const Step& step)
{
    const auto file = someFile(step.a);
    if (!file)
        return;
    ledger::Payment payment;
    payment.number = next("PAY-");
    payment.date = dayOf(step);
    payment.amount = amount(step.b);
    payment.reference = payment.number;
    // Often it pays exactly what one invoice leaves open, as customers do.
    if (step.b % 2 == 0)
        for (const ledger::Document& document : file->documents)
            if (document.kind == ledger::DocumentKind::Invoice
                && plan::outstanding(*file, document.id) > base::Money())
                payment.amount = plan::outstanding(*file, document.id);
    ImportBatch batch;
    batch.payments.append({payment, file->account.number, {}});
    allocateFrom(batch, *file, RecordKind::Payment, payment.number, payment.amount, step.c);
    import(batch);
}

void Life::newAdjustment(const Step& step)
{
    const auto file = someFile(step.a);
    if (!file)
        return;
    ledger::Adjustment adjustment;
    adjustment.kind = static_cast<ledger::AdjustmentKind>(step.c % 4);
    adjustment.number = next("ADJ-");
    adjustment.date = m_clock.trueNow().date();
    adjustment.amount = amount(step.b);
    adjustment.reason = QStringLiteral("goodwill");
    ImportBatch batch;
    batch.adjustments.append({adjustment, file->account.number, {}});
    import(batch);
}

void Life::reverseSomething(const Step& step)
{
    const auto file = someFile(step.a);
    if (!file || file->payments.isEmpty())
        return;
    const auto& payment = file->payments[step.b % file->payments.size()];
    if (m_program.reverse({RecordKind::Payment, payment.id.value}))
        m_marks.reached("a payment was reversed in the ledger");
}

} // namespace simulation
