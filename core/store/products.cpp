// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/products.h"

using namespace Qt::StringLiterals;
using records::ledger::Product;

namespace store {

records::ProductId Products::add(const Product& product)
{
    Statement insert(m_connection, uR"(
        INSERT INTO product (id, code, sku, name, class, unit_price, account_code, tax_type, source)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    return {bindRecord(insert, product).run() ? insert.lastId() : 0};
}

void Products::update(const Product& product)
{
    Statement update(m_connection, uR"(
        UPDATE product
        SET (id, code, sku, name, class, unit_price, account_code, tax_type, source)
            = (?, ?, ?, ?, ?, ?, ?, ?, ?)
        WHERE id = ?)"_s);
    bindRecord(update, product).bind(product.id).run();
}

std::optional<Product> Products::find(const QString& code) const
{
    Statement select(m_connection, uR"(
        SELECT id, code, sku, name, class, unit_price, account_code, tax_type, source
        FROM product
        WHERE code = ?)"_s);
    return oneRecord<Product>(select.bind(code));
}

QHash<QString, Product> Products::byCode() const
{
    Statement select(m_connection, uR"(
        SELECT id, code, sku, name, class, unit_price, account_code, tax_type, source
        FROM product)"_s);
    QHash<QString, Product> products;
    while (select.next()) {
        const Product product = readRecord<Product>(select);
        products.insert(product.code, product);
    }
    return products;
}

} // namespace store
