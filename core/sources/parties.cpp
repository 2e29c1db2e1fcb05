// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources/sheet.h"

using namespace records;

namespace sources {

namespace {

// Numbers are unique in a list; the second one may be a slip or a newer state, so it is asked for.
class Numbers {
public:
    bool take(const Sheet& sheet, const csv::Row& row, Field field, const QString& number)
    {
        if (number.isEmpty())
            return false;
        const auto before = m_lines.constFind(number);
        if (before != m_lines.constEnd()) {
            sheet.complain(
                row, field, QStringLiteral("“%1” is already on line %2.").arg(number).arg(*before));
            return false;
        }
        m_lines.insert(number, row.line);
        return true;
    }

private:
    QHash<QString, int> m_lines;
};

bool oneOf(const QString& word, std::initializer_list<const char*> words)
{
    for (const char* known : words)
        if (word == QLatin1String(known))
            return true;
    return false;
}

ledger::AccountRole role(const Sheet& sheet, const csv::Row& row)
{
    const QString word = normalised(sheet.text(row, Field::Role));
    if (oneOf(word, {"vendor", "supplier", "carrier"}))
        return ledger::AccountRole::Vendor;
    if (!oneOf(word, {"", "customer", "client", "business", "residential"}))
        sheet.complain(row, Field::Role,
            QStringLiteral("“%1” is neither customer nor vendor.")
                .arg(sheet.text(row, Field::Role)));
    return ledger::AccountRole::Customer;
}

ledger::ProductClass productClass(const Sheet& sheet, const csv::Row& row)
{
    const QString word = normalised(sheet.text(row, Field::ProductClass));
    if (oneOf(word, {"service", "services"}))
        return ledger::ProductClass::Service;
    if (oneOf(word, {"physical", "goods", "inventory"}))
        return ledger::ProductClass::Physical;
    if (!oneOf(word, {"", "billable", "item"}))
        sheet.complain(row, Field::ProductClass,
            QStringLiteral("“%1” is none of billable, physical and service.")
                .arg(sheet.text(row, Field::ProductClass)));
    return ledger::ProductClass::Billable;
}

} // namespace

void readAccounts(const Sheet& sheet, ImportBatch& batch)
{
    Numbers numbers;
    for (const csv::Row& row : sheet.rows()) {
        ledger::Account account;
        account.number = sheet.required(row, Field::Account);
        account.name = sheet.required(row, Field::Name);
        account.role = role(sheet, row);
        // Only what is plainly over counts as inactive: status has no bearing on what travels.
        account.status = oneOf(normalised(sheet.text(row, Field::AccountStatus)),
                             {"inactive", "cancelled", "canceled", "closed", "archived"})
            ? ledger::AccountStatus::Inactive
            : ledger::AccountStatus::Active;
        account.firstName = sheet.text(row, Field::FirstName);
        account.lastName = sheet.text(row, Field::LastName);
        account.email = sheet.text(row, Field::Email);
        account.phone = sheet.text(row, Field::Phone);
        account.taxNumber = sheet.text(row, Field::TaxNumber);
        account.addressLine = sheet.text(row, Field::Address);
        account.city = sheet.text(row, Field::City);
        account.region = sheet.text(row, Field::Region);
        account.postalCode = sheet.text(row, Field::PostalCode);
        account.country = sheet.text(row, Field::Country);
        account.currency = sheet.currency(row);
        if (numbers.take(sheet, row, Field::Account, account.number))
            batch.accounts.append({account, sheet.place(row)});
    }
}

void readProducts(const Sheet& sheet, ImportBatch& batch)
{
    Numbers numbers;
    for (const csv::Row& row : sheet.rows()) {
        ledger::Product product;
        product.code = sheet.required(row, Field::Product);
        product.name = sheet.required(row, Field::ProductName);
        product.sku = sheet.text(row, Field::Sku);
        product.productClass = productClass(sheet, row);
        product.unitPrice = sheet.decimal(row, Field::UnitPrice).value_or(base::Decimal4{});
        product.accountCode = sheet.text(row, Field::AccountCode);
        product.taxType = sheet.text(row, Field::TaxType);
        if (numbers.take(sheet, row, Field::Product, product.code))
            batch.products.append({product, sheet.place(row)});
    }
}

} // namespace sources
