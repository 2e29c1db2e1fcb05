// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources/columns.h"

namespace sources {

namespace {

constexpr const char* accountNames
    = "Account ID|Account|Account number|Account no|Customer ID|Customer|Customer number|Vendor ID|"
      "Vendor|Client ID";
constexpr const char* invoiceNames
    = "Invoice number|Invoice|Invoice ID|Invoice no|Invoice list|Invoices|Applied to";
constexpr const char* allocatedNames
    = "Allocated|Invoice allocation list|Allocations|Allocation|Allocated amount|Applied amount";
constexpr const char* referenceNames
    = "Reference|Ref|Customer reference|Cust reference|Export reference";

QList<Column> accountColumns()
{
    using enum Field;
    return {{Account, Reading::Text, true, accountNames},
        {Name, Reading::Text, true,
            "Account name|Name|Customer name|Company|Company name|Vendor name|Organisation"},
        {Role, Reading::Text, false, "Role|Account type|Type"},
        {AccountStatus, Reading::Text, false, "Status|Account status"},
        {FirstName, Reading::Text, false, "First name|Given name|Contact first name"},
        {LastName, Reading::Text, false, "Last name|Surname|Family name|Contact last name"},
        {Email, Reading::Text, false, "Email|Email address"},
        {Phone, Reading::Text, false, "Phone|Phone number|Telephone|Mobile"},
        {TaxNumber, Reading::Text, false, "Tax number|ABN|VAT number|GST number|Tax ID"},
        {Address, Reading::Text, false, "Address|Street|Address line|Address line 1"},
        {City, Reading::Text, false, "City|Suburb|Town"},
        {Region, Reading::Text, false, "Region|State|Province|County"},
        {PostalCode, Reading::Text, false, "Postal code|Postcode|Post code|Zip|Zip code"},
        {Country, Reading::Text, false, "Country"},
        {Currency, Reading::Text, false, "Currency|Currency code"}};
}

QList<Column> productColumns()
{
    using enum Field;
    return {{Product, Reading::Text, true, "Product code|Product|Product ID|Item code|Code|Item"},
        {ProductName, Reading::Text, true, "Product name|Name|Item name|Description"},
        {Sku, Reading::Text, false, "SKU"},
        {ProductClass, Reading::Text, false, "Class|Product class|Product type|Type"},
        {UnitPrice, Reading::Number, false, "Unit price|Price|Sales price"},
        {AccountCode, Reading::Text, false, "Account code|Sales account|Xero account"},
        {TaxType, Reading::Text, false, "Tax type|Xero tax type"}};
}

QList<Column> documentColumns(FileKind kind)
{
    using enum Field;
    QList<Column> columns{{Account, Reading::Text, true, accountNames},
        {Date, Reading::Date, true,
            "Date|Invoice date|Issue date|Invoice issue date|Credit note date|Bill date"},
        {DueDate, Reading::Date, false, "Due date|Invoice due|Invoice due date|Due"},
        {Reference, Reading::Text, false, referenceNames},
        {Status, Reading::Text, false, "Status|Invoice status|Invoice status name"},
        {TaxMode, Reading::Text, false, "Amounts are|Tax mode|Line amount types|Line amount type"},
        {Currency, Reading::Text, false, "Currency|Currency code"},
        {Total, Reading::Number, false,
            "Total|Total amount|Invoice total|Invoice amount|Credit note total|Bill total"},
        {TotalTax, Reading::Number, false, "Total tax|Invoice tax|Tax total"},
        {Description, Reading::Text, false, "Description|Line description|Item description"},
        {Quantity, Reading::Number, false, "Quantity|Qty"},
        {UnitPrice, Reading::Number, false, "Unit price|Unit amount|Price"},
        {LineAmount, Reading::Number, false, "Line amount|Amount|Line total|Net amount"},
        {LineTax, Reading::Number, false, "Line tax|Tax amount|Tax|GST|VAT"},
        {Product, Reading::Text, false,
            "Product code|Product|Product ID|Item code|Inventory item code"},
        {AccountCode, Reading::Text, false,
            "Account code|Ledger code|Mapped ledger code|Xero account"},
        {TaxType, Reading::Text, false, "Tax type|Xero tax type"}};
    if (kind == FileKind::Invoices)
        columns.prepend(
            {Invoice, Reading::Text, true, "Invoice number|Invoice|Invoice ID|Invoice no"});
    if (kind == FileKind::Bills)
        columns.prepend({Bill, Reading::Text, true,
            "Bill number|Bill|Bill ID|Bill no|Purchase order|Purchase order number"});
    if (kind == FileKind::CreditNotes) {
        columns.prepend({CreditNote, Reading::Text, true,
            "Credit note number|Credit note|Credit note ID|Credit note no|Credit number"});
        columns.append({Invoice, Reading::Text, false, invoiceNames});
        columns.append({Allocated, Reading::Number, false, allocatedNames});
    }
    return columns;
}

QList<Column> paymentColumns()
{
    using enum Field;
    return {{Payment, Reading::Text, false,
                "Payment number|Payment|Payment ID|Payment no|Receipt number|Receipt"},
        {Account, Reading::Text, true, accountNames},
        {Date, Reading::Date, true, "Payment date|Date|Transaction date|Receipt date"},
        {Time, Reading::Text, false, "Payment time|Time"},
        {Amount, Reading::Number, true, "Amount|Payment amount|Total"},
        {Reference, Reading::Text, false, referenceNames},
        {OtherReference, Reading::Text, false, "BPAY reference"},
        {Method, Reading::Text, false, "Payment method|Method|Payment type"},
        {Currency, Reading::Text, false, "Currency|Currency code"},
        {Invoice, Reading::Text, false, invoiceNames},
        {Allocated, Reading::Number, false, allocatedNames},
        {CompleteUntil, Reading::Date, false,
            "Complete until|Payments complete until|Complete up to"}};
}

QList<Column> adjustmentColumns()
{
    using enum Field;
    return {{Adjustment, Reading::Text, true,
                "Adjustment number|Adjustment|Adjustment ID|Adjustment no"},
        {AdjustmentKind, Reading::Text, true, "Kind|Adjustment kind|Adjustment type|Type"},
        {Account, Reading::Text, true, accountNames},
        {Date, Reading::Date, true, "Date|Adjustment date|Transaction date"},
        {Amount, Reading::Number, true, "Amount|Adjustment amount"},
        {Reason, Reading::Text, false, "Reason|Description|Note"},
        {Currency, Reading::Text, false, "Currency|Currency code"},
        {Invoice, Reading::Text, false, invoiceNames},
        {Allocated, Reading::Number, false, allocatedNames}};
}

QList<Column> reversalColumns()
{
    using enum Field;
    return {{Reversal, Reading::Text, true, "Reversal number|Reversal|Reversal ID|Reversal no"},
        {ReversedKind, Reading::Text, true, "Reversed kind|Kind|Reversed type|Type"},
        {ReversedNumber, Reading::Text, true, "Reversed number|Number|Reverses|Record number"},
        {Account, Reading::Text, true, accountNames},
        {Date, Reading::Date, true, "Date|Reversal date"},
        {Reason, Reading::Text, false, "Reason|Description|Note"}};
}

} // namespace

QList<Column> columnsOf(FileKind kind)
{
    switch (kind) {
    case FileKind::Accounts:
        return accountColumns();
    case FileKind::Products:
        return productColumns();
    case FileKind::Invoices:
    case FileKind::CreditNotes:
    case FileKind::Bills:
        return documentColumns(kind);
    case FileKind::Payments:
        return paymentColumns();
    case FileKind::Adjustments:
        return adjustmentColumns();
    case FileKind::Reversals:
        return reversalColumns();
    }
    base::require(false, "every kind of file has its columns");
    return {};
}

QString nameOf(FileKind kind)
{
    switch (kind) {
    case FileKind::Accounts:
        return QStringLiteral("accounts");
    case FileKind::Products:
        return QStringLiteral("products");
    case FileKind::Invoices:
        return QStringLiteral("invoices");
    case FileKind::CreditNotes:
        return QStringLiteral("credit notes");
    case FileKind::Bills:
        return QStringLiteral("bills");
    case FileKind::Payments:
        return QStringLiteral("payments");
    case FileKind::Adjustments:
        return QStringLiteral("adjustments");
    case FileKind::Reversals:
        return QStringLiteral("reversals");
    }
    base::require(false, "every kind of file has its name");
    return {};
}

QString nameOf(const Column& column)
{
    return QString::fromLatin1(column.names).section(u'|', 0, 0);
}

QString normalised(const QString& header)
{
    QString kept;
    for (const QChar c : header)
        if (c.isLetterOrNumber())
            kept += c.toLower();
    return kept;
}

QHash<Field, int> locate(const QStringList& header, FileKind kind)
{
    QHash<QString, int> places;
    for (int i = static_cast<int>(header.size()) - 1; i >= 0; --i)
        places.insert(normalised(header.at(i)), i);
    QHash<Field, int> found;
    for (const Column& column : columnsOf(kind)) {
        for (const QString& name : QString::fromLatin1(column.names).split(u'|')) {
            const auto place = places.constFind(normalised(name));
            if (place == places.constEnd())
                continue;
            found.insert(column.field, *place);
            break;
        }
    }
    return found;
}

} // namespace sources
