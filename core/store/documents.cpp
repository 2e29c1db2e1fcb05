// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/documents.h"

using namespace Qt::StringLiterals;
using records::AccountId;
using records::DocumentId;
using records::ledger::Document;
using records::ledger::DocumentKind;
using records::ledger::Line;

namespace store {

namespace {

Line readLine(Statement& row, base::Currency currency)
{
    Line line;
    row.into(line.description, line.quantity, line.unitPrice);
    line.amount = row.money(currency);
    line.tax = row.money(currency);
    row.into(line.productCode, line.accountCode, line.taxType);
    return line;
}

QList<Document> read(Statement& select)
{
    QList<Document> documents;
    while (select.next()) {
        documents.append(readRecord<Document>(select));
        documents.last().numberInXero = select.get<QString>();
    }
    return documents;
}

} // namespace

DocumentId Documents::add(const Document& document)
{
    Statement insert(m_connection, uR"(
        INSERT INTO document (id, kind, account, number, reference, date, due_date, status, tax_mode,
            currency, total, tax, source, recorded_at, tax_in_total)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    const DocumentId id{bindRecord(insert, document).run() ? insert.lastId() : 0};
    addLines(id, document.lines);
    return id;
}

void Documents::replaceDraft(const Document& document)
{
    Statement update(m_connection, uR"(
        UPDATE document
        SET (id, kind, account, number, reference, date, due_date, status, tax_mode, currency, total,
            tax, source, recorded_at, tax_in_total)
            = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?),
            moved_date = NULL
        WHERE id = ? AND status = 'draft')"_s);
    bindRecord(update, document).bind(document.id).run();
    Statement(m_connection, u"DELETE FROM document_line WHERE document = ?"_s)
        .bind(document.id)
        .run();
    addLines(document.id, document.lines);
}

void Documents::moveDate(DocumentId id, QDate date)
{
    Statement(m_connection, u"UPDATE document SET moved_date = ? WHERE id = ?"_s)
        .bind(date, id)
        .run();
}

void Documents::renumberInXero(DocumentId id, const QString& number)
{
    Statement(m_connection, u"UPDATE document SET number_in_xero = NULLIF(?, '') WHERE id = ?"_s)
        .bind(number, id)
        .run();
}

bool Documents::goesAs(DocumentKind kind, const QString& numberInXero) const
{
    Statement select(
        m_connection, u"SELECT 1 FROM document WHERE number_in_xero = ? AND kind = ?"_s);
    return select.bind(numberInXero, kind).next();
}

std::optional<Document> Documents::find(DocumentId id) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, account, number, reference, COALESCE(moved_date, date), due_date, status,
            tax_mode, currency, total, tax, source, recorded_at, tax_in_total,
            COALESCE(number_in_xero, '')
        FROM document
        WHERE id = ?)"_s);
    const QList<Document> found = read(select.bind(id));
    return withLines(found.isEmpty() ? std::nullopt : std::optional(found.first()));
}

std::optional<Document> Documents::original(
    DocumentKind kind, AccountId account, const QString& number) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, account, number, reference, date, due_date, status, tax_mode, currency,
            total, tax, source, recorded_at, tax_in_total
        FROM document
        WHERE kind = ? AND number = ? AND (kind <> 'bill' OR account = ?))"_s);
    return withLines(oneRecord<Document>(select.bind(kind, number, account)));
}

std::optional<Document> Documents::payable(AccountId account, const QString& number) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, account, number, reference, COALESCE(moved_date, date), due_date, status,
            tax_mode, currency, total, tax, source, recorded_at, tax_in_total
        FROM document
        WHERE account = ? AND number = ? AND kind <> 'credit-note')"_s);
    return oneRecord<Document>(select.bind(account, number));
}

QList<Document> Documents::ofAccount(AccountId account) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, account, number, reference, COALESCE(moved_date, date), due_date, status,
            tax_mode, currency, total, tax, source, recorded_at, tax_in_total,
            COALESCE(number_in_xero, '')
        FROM document
        WHERE account = ?
        ORDER BY id)"_s);
    QList<Document> documents = read(select.bind(account));
    QHash<DocumentId, qsizetype> places;
    for (qsizetype i = 0; i < documents.size(); ++i)
        places.insert(documents[i].id, i);
    Statement lines(m_connection, uR"(
        SELECT l.document, l.description, l.quantity, l.unit_price, l.amount, l.tax, l.product_code,
            l.account_code, l.tax_type
        FROM document d
        JOIN document_line l ON l.document = d.id
        WHERE d.account = ?
        ORDER BY l.document, l.position)"_s);
    lines.bind(account);
    while (lines.next()) {
        Document& document = documents[places.value(lines.get<DocumentId>())];
        document.lines.append(readLine(lines, document.total.currency()));
    }
    return documents;
}

void Documents::addLines(DocumentId id, const QList<Line>& lines)
{
    Statement insert(m_connection, uR"(
        INSERT INTO document_line (document, position, description, quantity, unit_price, amount, tax,
            product_code, account_code, tax_type)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    int position = 0;
    for (const Line& line : lines)
        insert
            .bind(id, position++, line.description, line.quantity, line.unitPrice, line.amount,
                line.tax, line.productCode, line.accountCode, line.taxType)
            .run();
}

std::optional<Document> Documents::withLines(std::optional<Document> document) const
{
    if (!document)
        return document;
    Statement select(m_connection, uR"(
        SELECT description, quantity, unit_price, amount, tax, product_code, account_code, tax_type
        FROM document_line
        WHERE document = ?
        ORDER BY position)"_s);
    select.bind(document->id);
    while (select.next())
        document->lines.append(readLine(select, document->total.currency()));
    return document;
}

} // namespace store
