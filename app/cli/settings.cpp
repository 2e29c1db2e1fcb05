// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/settings.h"

#include "records/words.h"

#include <QDateTime>
#include <QDir>
#include <QRegularExpression>

namespace cli {

namespace {

tl::unexpected<Failure> noSuchValue(
    const QString& key, const QString& value, const QString& choices)
{
    return wrongUsage(QStringLiteral("%1 can't be \"%2\"; it is %3.").arg(key, value, choices));
}

QString* textSetting(records::BookSettings& settings, const QString& key)
{
    const std::pair<QString, QString*> table[] = {
        {QStringLiteral("name"), &settings.name},
        {QStringLiteral("salesAccountCode"), &settings.salesAccountCode},
        {QStringLiteral("purchasesAccountCode"), &settings.purchasesAccountCode},
        {QStringLiteral("salesTaxType"), &settings.salesTaxType},
        {QStringLiteral("purchasesTaxType"), &settings.purchasesTaxType},
        {QStringLiteral("bankAccountCode"), &settings.bankAccountCode},
        {QStringLiteral("xeroUrl"), &settings.xeroUrl},
        {QStringLiteral("clientId"), &settings.clientId},
        {QStringLiteral("statementFolder"), &settings.statementFolder},
        {QStringLiteral("supportContact"), &settings.supportContact},
    };
    for (const auto& [name, setting] : table)
        if (name == key)
            return setting;
    return nullptr;
}

Outcome<records::BookSettings> withPush(
    records::BookSettings settings, const QString& key, const QString& value)
{
    if (value == QStringLiteral("true"))
        return wrongUsage(
            QStringLiteral("Pushing is switched on by accepting what both sides already "
                           "hold: tieout-cli adopt FILE --accept."));
    if (value != QStringLiteral("false"))
        return noSuchValue(key, value, QStringLiteral("false"));
    settings.pushIsOn = false;
    return settings;
}

Outcome<records::BookSettings> withTime(
    records::BookSettings settings, const QString& key, const QString& value)
{
    if (key == QStringLiteral("startDate")) {
        settings.startDate = QDate::fromString(value, Qt::ISODate);
        if (!settings.startDate.isValid())
            return noSuchValue(key, value, QStringLiteral("a date such as 2026-03-31"));
        return settings;
    }
    settings.paymentsCompleteUntil = QDateTime::fromString(value, Qt::ISODate).toUTC();
    if (!settings.paymentsCompleteUntil.isValid())
        return noSuchValue(key, value, QStringLiteral("a time such as 2026-03-31T17:00:00Z"));
    return settings;
}

Outcome<records::BookSettings> withChoice(
    records::BookSettings settings, const QString& key, const QString& value)
{
    if (key == QStringLiteral("itemCodes")) {
        const auto choice = records::fromText<records::ItemCodes>(value);
        if (!choice)
            return noSuchValue(key, value, QStringLiteral("off, product-code or sku"));
        settings.itemCodes = *choice;
        return settings;
    }
    if (key == QStringLiteral("taxCarried")) {
        const auto carried = records::fromText<records::TaxCarried>(value);
        if (!carried)
            return noSuchValue(key, value, QStringLiteral("as-it-comes, by-item or in-total"));
        settings.taxCarried = *carried;
        return settings;
    }
    if (key == QStringLiteral("needsPerson") || key == QStringLiteral("takesInInvoices")) {
        if (value != QStringLiteral("true") && value != QStringLiteral("false"))
            return noSuchValue(key, value, QStringLiteral("true or false"));
        (key == QStringLiteral("needsPerson") ? settings.needsPerson : settings.takesInInvoices)
            = value == QStringLiteral("true");
        return settings;
    }
    const auto choice = records::fromText<records::PaymentPush>(value);
    if (!choice)
        return noSuchValue(key, value, QStringLiteral("as-overpayment or as-payment-when-whole"));
    settings.paymentPush = *choice;
    return settings;
}

// "2.5" → 250
std::optional<int> hundredths(const QString& percent)
{
    static const QRegularExpression shape(QStringLiteral("^([0-9]{1,2})(?:\\.([0-9]{1,2}))?$"));
    const QRegularExpressionMatch found = shape.match(percent);
    const int whole
        = found.captured(1).toInt() * 100 + found.captured(2).leftJustified(2, u'0').toInt();
    return found.hasMatch() && whole <= 2'000 ? std::optional(whole) : std::nullopt;
}

Outcome<records::BookSettings> withNamedPart(
    records::BookSettings settings, const QString& key, const QString& value)
{
    const QString part = key.section(u'.', 1);
    for (const auto& [name, codes] :
        {std::pair(QStringLiteral("bankByMethod."), &settings.bankByMethod),
            std::pair(QStringLiteral("accountCode."), &settings.accountCodeInstead),
            std::pair(QStringLiteral("taxType."), &settings.taxTypeInstead)})
        if (key.startsWith(name)) {
            value.isEmpty() ? void(codes->remove(part)) : void(codes->insert(part, value));
            return settings;
        }
    if (key.startsWith(QStringLiteral("automatic."))) {
        if (value == QStringLiteral("on"))
            settings.automaticBanks.insert(part);
        else if (value == QStringLiteral("off"))
            settings.automaticBanks.remove(part);
        else
            return noSuchValue(key, value, QStringLiteral("on or off"));
        return settings;
    }
    if (key.startsWith(QStringLiteral("bankFee."))) {
        const auto percent = hundredths(value);
        if (!percent)
            return noSuchValue(
                key, value, QStringLiteral("a percentage from 0 to 20, such as 2.5"));
        settings.feesByBank.insert(part, *percent);
        return settings;
    }
    const auto receipts = records::fromText<records::BankReceipts>(value);
    if (!receipts)
        return noSuchValue(key, value, QStringLiteral("through-billing or entered-in-xero"));
    settings.receiptsByBank.insert(part, *receipts);
    return settings;
}

} // namespace

Outcome<records::BookSettings> changedSettings(
    records::BookSettings settings, const QString& key, const QString& value)
{
    if (QString* text = textSetting(settings, key)) {
        // A folder is the same from wherever the console is called.
        *text = key == QStringLiteral("statementFolder") && !value.isEmpty()
            ? QDir(value).absolutePath()
            : value;
        return settings;
    }
    if (key == QStringLiteral("pushIsOn"))
        return withPush(std::move(settings), key, value);
    if (key == QStringLiteral("startDate") || key == QStringLiteral("paymentsCompleteUntil"))
        return withTime(std::move(settings), key, value);
    if (key == QStringLiteral("itemCodes") || key == QStringLiteral("paymentPush")
        || key == QStringLiteral("taxCarried") || key == QStringLiteral("needsPerson")
        || key == QStringLiteral("takesInInvoices"))
        return withChoice(std::move(settings), key, value);
    if (key.startsWith(QStringLiteral("bankByMethod."))
        || key.startsWith(QStringLiteral("accountCode."))
        || key.startsWith(QStringLiteral("taxType."))
        || key.startsWith(QStringLiteral("automatic."))
        || key.startsWith(QStringLiteral("bankFee."))
        || key.startsWith(QStringLiteral("receiptsByBank.")))
        return withNamedPart(std::move(settings), key, value);
    return wrongUsage(
        QStringLiteral("There is no setting \"%1\" that can be changed; see: tieout-cli "
                       "book info FILE --json.")
            .arg(key));
}

} // namespace cli
