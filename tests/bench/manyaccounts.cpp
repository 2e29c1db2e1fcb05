// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/manyaccounts.h"

#include "base/clock.h"
#include "base/random.h"
#include "store/book.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace manyaccounts {

namespace {

// In these texts #N is the number of accounts, and @2(x) the GUID of x among the records of kind 2,
// scattered as Xero's are.
const QString kShape = uR"(
CREATE TEMP TABLE acc (i INTEGER PRIMARY KEY);

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < #N)
INSERT INTO acc SELECT i FROM n;

CREATE TEMP TABLE odd AS SELECT i, i / 66 % 12 AS cause FROM acc WHERE i % 33 = 11;

CREATE TEMP TABLE bill AS
WITH RECURSIVE month(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM month WHERE k < 9)
SELECT k * #N + i AS id, i AS account, k, (20 + (k * #N + i) * 7919 % 400) * 100 AS net,
    date('now', (k * 30 - 300) || ' days') AS day, date('now', (k * 30 - 286) || ' days') AS due,
    k < 9 OR i % 2 = 0 AS paid
FROM month CROSS JOIN acc;

INSERT INTO account
SELECT i, 100000 + i, 'Customer ' || i, 'customer', 'active', 'Jo', 'Smith' || i,
    'jo' || i || '@example.com', '08 5550 ' || i, '', i || ' Main Road', 'Perth', 'WA', '6000',
    'Australia', 'AUD', 'import'
FROM acc;

INSERT INTO mirror_contact (seen_from, id, number, name, first_name, last_name, email, phone,
    tax_number, status, is_customer, is_supplier, currency)
SELECT 1, @1(i), 100000 + i, 'Customer ' || i, 'Jo', 'Smith' || i, 'jo' || i || '@example.com',
    '08 5550 ' || i, '', 'ACTIVE', 1, 0, 'AUD'
FROM acc;

INSERT INTO link SELECT i, @1(i), 'Customer ' || i, 'by number', 2 FROM acc
)"_s;

const QString kInvoices = uR"(
INSERT INTO document (id, kind, account, number, reference, date, due_date, status, tax_mode,
    currency, total, tax, source, recorded_at)
SELECT id, 'invoice', account, 'INV-' || (1000000 + id), '', day, due, 'approved', 'exclusive',
    'AUD', net * 11 / 10, net / 10, 'import', 1
FROM bill;

INSERT INTO document_line
SELECT id, 0, 'Broadband, unlimited', 10000, net * 60, net * 6 / 10, net * 6 / 100, '', '', ''
FROM bill
UNION ALL
SELECT id, 1, 'Voice line and calls', 10000, net * 40, net * 4 / 10, net * 4 / 100, '', '', ''
FROM bill
ORDER BY 1, 2;

INSERT INTO mirror_invoice (seen_from, id, type, number, reference, status, contact, contact_name,
    date, due_date, currency, total, total_tax, amount_due, amount_paid, amount_credited,
    line_amount_types, lines, url, updated_at)
SELECT 1, @2(id), 'ACCREC', 'INV-' || (1000000 + id), '', iif(paid, 'PAID', 'AUTHORISED'),
    @1(account), 'Customer ' || account, day, due, 'AUD', net * 11 / 10, net / 10,
    iif(paid, 0, net * 11 / 10), iif(paid AND k < 8, net * 11 / 10, 0),
    iif(paid AND k >= 8, net * 11 / 10, 0), 'Exclusive',
    '[["' || @7(id) || '","Broadband, unlimited","","200","OUTPUT",10000,' || (net * 60) || ','
        || (net * 6 / 10) || ',' || (net * 6 / 100) || '],["' || @8(id)
        || '","Voice line and calls","","200","OUTPUT",10000,' || (net * 40) || ','
        || (net * 4 / 10) || ',' || (net * 4 / 100) || ']]', '', 1
FROM bill;

INSERT INTO twin (account, ledger_kind, ledger_id, xero_kind, xero_id, origin, agreed_status,
    currency, agreed_amount, agreed_date, agreed_contact, agreed_lines, tied_at)
SELECT account, 'invoice', id, 'invoice', @2(id), iif(k < 8, 'adopted', 'pushed'), 'AUTHORISED',
    'AUD', net * 11 / 10, day, @1(account), x'', 2
FROM bill
)"_s;

// The last months' payments went as overpayments with allocations, the older ones were adopted.
const QString kPayments = uR"(
INSERT INTO payment (id, account, role, number, date, currency, amount, reference, method, source,
    recorded_at)
SELECT id, account, 'customer', 'PAY-' || (1000000 + id), due, 'AUD', net * 11 / 10,
    'INV-' || (1000000 + id), 'EFT', 'import', 1
FROM bill WHERE paid;

INSERT INTO allocation (id, account, from_kind, from_id, to_document, currency, amount, date,
    removed, source, recorded_at)
SELECT id, account, 'payment', id, id, 'AUD', net * 11 / 10, due, 0, 'import', 1
FROM bill WHERE paid;

INSERT INTO mirror_payment (seen_from, id, type, status, invoice, invoice_number, contact,
    account_code, date, currency, amount, reference, is_reconciled, updated_at)
SELECT 1, @3(id), 'ACCRECPAYMENT', 'AUTHORISED', @2(id), 'INV-' || (1000000 + id), @1(account),
    '090', due, 'AUD', net * 11 / 10, 'INV-' || (1000000 + id), 1, 1
FROM bill WHERE paid AND k < 8;

INSERT INTO mirror_credit (seen_from, id, kind, type, number, reference, status, contact,
    contact_name, date, currency, total, total_tax, remaining_credit, lines, bank_transaction,
    updated_at)
SELECT 1, @4(id), 'overpayment', 'RECEIVE-OVERPAYMENT', '', '', 'PAID', @1(account),
    'Customer ' || account, due, 'AUD', net * 11 / 10, 0, 0, '[]', @5(id), 1
FROM bill WHERE paid AND k >= 8;

INSERT INTO mirror_transaction (seen_from, id, type, status, reference, contact, contact_name,
    account_code, date, currency, total, is_reconciled, credit, url, first_line_description,
    updated_at)
SELECT 1, @5(id), 'RECEIVE-OVERPAYMENT', 'AUTHORISED', 'INV-' || (1000000 + id), @1(account),
    'Customer ' || account, '090', due, 'AUD', net * 11 / 10, 1, @4(id), '', 'Payment', 1
FROM bill WHERE paid AND k >= 8;

INSERT INTO mirror_allocation (seen_from, credit, id, invoice, invoice_number, currency, amount,
    date)
SELECT 1, @4(id), @6(id), @2(id), 'INV-' || (1000000 + id), 'AUD', net * 11 / 10, due
FROM bill WHERE paid AND k >= 8;

INSERT INTO twin (account, ledger_kind, ledger_id, xero_kind, xero_id, origin, agreed_status,
    currency, agreed_amount, agreed_date, agreed_contact, agreed_lines, tied_at)
SELECT account, 'payment', id, iif(k < 8, 'payment', 'overpayment'), iif(k < 8, @3(id), @4(id)),
    iif(k < 8, 'adopted', 'pushed'), 'AUTHORISED', 'AUD', net * 11 / 10, due, @1(account), x'', 2
FROM bill WHERE paid
UNION ALL
SELECT account, 'allocation', id, 'allocation', @6(id), 'pushed', 'AUTHORISED', 'AUD',
    net * 11 / 10, due, @1(account), x'', 2
FROM bill WHERE paid AND k >= 8;

INSERT INTO operation (kind, state, subject_kind, subject_id, account, currency, amount, label,
    cause, cause_arguments, cause_raw, generation, attempts, negative_probes, created_at, changed_at,
    xero_id, batch)
SELECT 'create-' || what, 'confirmed', iif(what = 'overpayment', 'payment', what), id, account,
    'AUD', net * 11 / 10, upper(substr(what, 1, 3)) || '-' || (1000000 + id), 'none', '[]', '', 1, 1,
    0, 1, 2,
    CASE what WHEN 'invoice' THEN @2(id) WHEN 'overpayment' THEN @4(id) ELSE @6(id) END, ''
FROM bill, (SELECT 'invoice' AS what UNION ALL SELECT 'overpayment' UNION ALL SELECT 'allocation')
WHERE k >= 8 AND (paid OR what = 'invoice')
)"_s;

// One account in twenty has a credit note on its last invoice.
const QString kCreditNotes = uR"(
CREATE TEMP TABLE note AS
SELECT 10 * #N + account AS id, id AS invoice, account, day FROM bill
WHERE k = 9 AND account % 20 = 3;

INSERT INTO document (id, kind, account, number, reference, date, status, tax_mode, currency, total,
    tax, source, recorded_at)
SELECT id, 'credit-note', account, 'CN-' || id, '', day, 'approved', 'exclusive', 'AUD', 1100, 100,
    'import', 1
FROM note;

INSERT INTO document_line SELECT id, 0, 'Outage', 10000, 100000, 1000, 100, '', '', '' FROM note;

INSERT INTO allocation (id, account, from_kind, from_id, to_document, currency, amount, date,
    removed, source, recorded_at)
SELECT id, account, 'credit-note', id, invoice, 'AUD', 1100, day, 0, 'import', 1 FROM note;

INSERT INTO mirror_credit (seen_from, id, kind, type, number, reference, status, contact,
    contact_name, date, currency, total, total_tax, remaining_credit, line_amount_types, lines,
    updated_at)
SELECT 1, @4(id), 'credit-note', 'ACCRECCREDIT', 'CN-' || id, '', 'PAID', @1(account),
    'Customer ' || account, day, 'AUD', 1100, 100, 0, 'Exclusive',
    '[["' || @7(id) || '","Outage","","200","OUTPUT",10000,100000,1000,100]]', 1
FROM note;

INSERT INTO mirror_allocation (seen_from, credit, id, invoice, invoice_number, currency, amount,
    date)
SELECT 1, @4(id), @6(id), @2(invoice), 'INV-' || (1000000 + invoice), 'AUD', 1100, day FROM note;

UPDATE mirror_invoice SET amount_due = amount_due - 1100, amount_credited = 1100
WHERE id IN (SELECT @2(invoice) FROM note);

INSERT INTO twin (account, ledger_kind, ledger_id, xero_kind, xero_id, origin, agreed_status,
    currency, agreed_amount, agreed_date, agreed_contact, agreed_lines, tied_at)
SELECT account, 'credit-note', id, 'credit-note', @4(id), 'adopted', 'AUTHORISED', 'AUD', 1100, day,
    @1(account), x'', 2
FROM note
UNION ALL
SELECT account, 'allocation', id, 'allocation', @6(id), 'adopted', 'AUTHORISED', 'AUD', 1100, day,
    @1(account), x'', 2
FROM note
)"_s;

// What differs. Records of its own have ids from 20 * #N, the others are of month 7.
const QString kDifferences = uR"(
INSERT INTO document (id, kind, account, number, reference, date, due_date, status, tax_mode,
    currency, total, tax, source, recorded_at)
SELECT 20 * #N + i, 'invoice', i, 'NEW-' || i, '', date('now', '-1 day'), date('now', '+13 days'),
    'approved', 'exclusive', 'AUD', 2200, 200, 'import', 1
FROM odd WHERE cause = 0;

INSERT INTO document_line
SELECT 20 * #N + i, 0, 'Router', 10000, 200000, 2000, 200, '', '', '' FROM odd WHERE cause = 0;

INSERT INTO payment (id, account, role, number, date, currency, amount, reference, method, source,
    recorded_at)
SELECT 20 * #N + i, i, 'customer', 'NEW-' || i, date('now', '-1 day'), 'AUD', 3300, '', 'EFT',
    'import', 1
FROM odd WHERE cause IN (1, 11);

INSERT INTO mirror_credit (seen_from, id, kind, type, number, reference, status, contact,
    contact_name, date, currency, total, total_tax, remaining_credit, lines, updated_at)
SELECT 1, @4(20 * #N + i), iif(cause = 9, 'prepayment', 'overpayment'),
    iif(cause = 9, 'RECEIVE-PREPAYMENT', 'RECEIVE-OVERPAYMENT'), '', '',
    iif(cause = 11, 'PAID', 'AUTHORISED'), @1(i), 'Customer ' || i, date('now', '-1 day'), 'AUD',
    3300, 0, iif(cause = 11, 0, iif(cause = 9, 2300, 3300)), '[]', 1
FROM odd WHERE cause IN (2, 9, 11);

INSERT INTO mirror_allocation (seen_from, credit, id, invoice, invoice_number, currency, amount,
    date)
SELECT 1, @4(20 * #N + i), @6(20 * #N + i), @2(7 * #N + i), 'INV-' || (1000000 + 7 * #N + i), 'AUD',
    1000, date('now', '-1 day')
FROM odd WHERE cause = 9;

INSERT INTO mirror_invoice (seen_from, id, type, number, reference, status, contact, contact_name,
    date, due_date, currency, total, total_tax, amount_due, amount_paid, amount_credited,
    line_amount_types, lines, url, updated_at)
SELECT 1, @2(20 * #N + i), 'ACCREC', 'X-' || i, '', 'AUTHORISED', @1(i), 'Customer ' || i,
    date('now', '-2 days'), date('now', '+12 days'), 'AUD', 4400, 400, 4400, 0, 0, 'Exclusive', '[]',
    '', 1
FROM odd WHERE cause = 3;

UPDATE mirror_invoice SET seen_until = 3
WHERE id IN (SELECT @2(7 * #N + i) FROM odd WHERE cause = 4);

INSERT INTO mirror_invoice (seen_from, id, type, number, reference, status, contact, contact_name,
    date, due_date, currency, total, total_tax, amount_due, amount_paid, amount_credited,
    line_amount_types, lines, url, updated_at)
SELECT 3, id, type, number, reference, 'AUTHORISED', contact, contact_name, date, due_date, currency,
    total + 100, total_tax, amount_due + 100, amount_paid, amount_credited, line_amount_types, lines,
    url, 3
FROM mirror_invoice WHERE seen_until = 3;

INSERT INTO adjustment
SELECT 20 * #N + i, 'ledger-credit', i, 'LC-' || i, date('now', '-3 days'), 'AUD', 550, 'Goodwill',
    'import', 1
FROM odd WHERE cause = 5;

INSERT INTO mirror_payment (seen_from, id, type, status, invoice, credit, invoice_number, contact,
    account_code, date, currency, amount, reference, is_reconciled, updated_at)
SELECT 1, @3(20 * #N + i), iif(cause = 6, 'ACCRECPAYMENT', 'AROVERPAYMENTPAYMENT'), 'AUTHORISED',
    iif(cause = 6, @2(9 * #N + i), NULL), iif(cause = 11, @4(20 * #N + i), NULL),
    iif(cause = 6, 'INV-' || (1000000 + 9 * #N + i), ''), @1(i), '090', date('now', '-1 day'), 'AUD',
    iif(cause = 6, 1200, 3300), '', 0, 1
FROM odd WHERE cause IN (6, 11);

INSERT INTO reversal
SELECT 20 * #N + i, i, 'payment', 7 * #N + i, 'REV-' || i, date('now', '-1 day'), 'AUD', p.amount,
    'Bounced', 'import', 1
FROM odd JOIN payment p ON p.id = 7 * #N + i WHERE cause = 7;

UPDATE allocation SET removed = 1 WHERE id IN (SELECT 7 * #N + i FROM odd WHERE cause = 7);

UPDATE mirror_payment SET status = 'DELETED'
WHERE id IN (SELECT @3(7 * #N + i) FROM odd WHERE cause = 8);

DELETE FROM twin
WHERE ledger_kind = 'payment' AND ledger_id IN (SELECT 7 * #N + i FROM odd WHERE cause = 10);

INSERT INTO twin (account, ledger_kind, ledger_id, xero_kind, xero_id, origin, agreed_status,
    currency, agreed_amount, agreed_date, agreed_contact, agreed_lines, tied_at)
SELECT i, 'payment', 20 * #N + i, 'overpayment', @4(20 * #N + i), 'pushed', 'AUTHORISED', 'AUD',
    3300, date('now', '-1 day'), @1(i), x'', 2
FROM odd WHERE cause = 11;

INSERT INTO dirty SELECT i FROM acc
)"_s;

void createBook(const QString& path)
{
    const base::SystemClock clock;
    base::SystemRandom random;
    BookSettings settings;
    settings.name = u"Many accounts"_s;
    settings.currency = base::Currency::of("AUD");
    settings.bankAccountCode = u"090"_s;
    settings.pushIsOn = true;
    auto book = store::Book::create(path, settings, clock, random);
    if (!book)
        qFatal("%s", qPrintable(book.error().sentence));
    mirror::Organisation organisation;
    organisation.tenantId = QUuid::createUuid();
    organisation.name = settings.name;
    organisation.baseCurrency = settings.currency;
    organisation.timezone = "Australia/Perth";
    auto transaction = (*book)->begin();
    if (!transaction || !(*book)->putOrganisation(*transaction, organisation)
        || !(*book)->setValue(
            *transaction, u"fetch.completed"_s, clock.now().toUTC().toString(Qt::ISODateWithMs))
        || !transaction->commit())
        qFatal("the book could not be made");
}

void run(QSqlDatabase& base, const QString& text, int accounts)
{
    static const QRegularExpression guid(uR"(@(\d)\(([^()]*)\))"_s);
    QString sql = text;
    sql.replace(u"#N"_s, QString::number(accounts));
    sql.replace(
        guid, uR"(printf('%08x-%04x-4000-8000-%012x', (\2) * 2654435761 & 4294967295, \1, \2))"_s);
    QSqlQuery query(base);
    for (const QString& statement : sql.split(u";\n\n"_s))
        if (!query.exec(statement))
            qFatal("%s\n%s", qPrintable(query.lastError().text()), qPrintable(statement));
}

} // namespace

void makeBook(const QString& path, int accounts)
{
    createBook(path);
    auto base = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"fill"_s);
    base.setDatabaseName(path);
    if (!base.open())
        qFatal("%s", qPrintable(base.lastError().text()));
    // Its file is nobody's until it is whole: no journal, and room for the indexes in memory.
    run(base, u"PRAGMA synchronous = OFF;\n\nPRAGMA cache_size = -1000000"_s, accounts);
    for (const QString& part : {kShape, kInvoices, kPayments, kCreditNotes, kDifferences}) {
        base.transaction();
        run(base, part, accounts);
        if (!base.commit())
            qFatal("%s", qPrintable(base.lastError().text()));
    }
    run(base, u"PRAGMA wal_checkpoint(TRUNCATE)"_s, accounts);
    base.close();
}

mirror::InvoiceId invoiceInXero(int accounts, int account, int month)
{
    const quint64 n = quint64(month) * quint64(accounts) + quint64(account);
    return {QUuid(uint(n * 2'654'435'761), 2, 0x4000, 0x80, 0, 0, 0, uchar(n >> 24), uchar(n >> 16),
        uchar(n >> 8), uchar(n))};
}

} // namespace manyaccounts
