// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources/sources.h"

namespace sources {

QList<File> templates()
{
    return {
        {QStringLiteral("accounts.csv"),
            "Account ID,Account name,Role,Status,First name,Last name,Email,Phone,Tax number,"
            "Address,City,Region,Postal code,Country,Currency\r\n"
            "104001,Harbourside Physio,customer,active,Mara,Lindqvist,accounts@harbourside.example,"
            "02 5550 1840,51 824 753 556,12 Wharf Street,Newcastle,NSW,2300,Australia,AUD\r\n"
            "900010,Vocus Wholesale,vendor,active,,,billing@vocus.example,,,,,,,Australia,AUD\r\n"},
        {QStringLiteral("products.csv"),
            "Product code,Product name,SKU,Class,Unit price,Account code,Tax type\r\n"
            "NBN100,NBN 100/20 plan,FIB-NBN100,billable,99.00,200,OUTPUT\r\n"
            "INSTALL,Installation on site,,service,150.00,200,OUTPUT\r\n"},
        {QStringLiteral("invoices.csv"),
            "Invoice number,Account ID,Date,Due date,Reference,Status,Amounts are,Total,"
            "Description,Quantity,Unit price,Line amount,Line tax,Product code,Account code,"
            "Tax type\r\n"
            "INV-10291,104001,2026-11-01,2026-11-15,November,approved,exclusive,273.90,"
            "NBN 100/20 plan,1,99.00,99.00,9.90,NBN100,200,OUTPUT\r\n"
            ",,,,,,,,Installation on site,1,150.00,150.00,15.00,INSTALL,200,OUTPUT\r\n"},
        {QStringLiteral("credit-notes.csv"),
            "Credit note number,Account ID,Date,Reference,Status,Amounts are,Total,Description,"
            "Line amount,Line tax,Invoice number,Allocated\r\n"
            "CN-2040,104001,2026-11-03,Outage credit,approved,exclusive,22.00,"
            "Two days without service,20.00,2.00,INV-10291,22.00\r\n"},
        {QStringLiteral("bills.csv"),
            "Bill number,Account ID,Date,Due date,Reference,Status,Amounts are,Total,Description,"
            "Quantity,Unit price,Line amount,Line tax,Account code,Tax type\r\n"
            "88240,900010,2026-11-02,2026-11-30,Ports,approved,exclusive,642.40,"
            "Wholesale ports,8,73.00,584.00,58.40,300,INPUT\r\n"},
        {QStringLiteral("payments.csv"),
            "Payment number,Account ID,Payment date,Amount,Reference,Payment method,"
            "Invoice number,Allocated,Complete until\r\n"
            "PAY-20417,104001,2026-11-20,251.90,HARBOURSIDE,EFT,INV-10291,251.90,2026-11-20\r\n"
            "PAY-20418,104001,2026-11-20,50.00,HARBOURSIDE,EFT,,,2026-11-20\r\n"},
        {QStringLiteral("adjustments.csv"),
            "Adjustment number,Kind,Account ID,Date,Amount,Reason,Invoice number,Allocated\r\n"
            "ADJ-301,ledger credit,104001,2026-11-05,10.00,Goodwill,,\r\n"},
        {QStringLiteral("reversals.csv"),
            "Reversal number,Reversed kind,Reversed number,Account ID,Date,Reason\r\n"
            "REV-12,payment,PAY-20418,104001,2026-11-21,Dishonoured\r\n"},
    };
}

} // namespace sources
