// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

namespace sandbox {

namespace {

const base::Decimal4 kOne{10'000};

Cents times(base::Decimal4 quantity, base::Decimal4 unitAmount)
{
    return base::lineAmount(quantity, unitAmount, base::Currency::of("AUD")).minor();
}

// Beyond ten thousand million: tax and sums must stay inside 64 bits.
bool isHuge(const Line& line)
{
    const qint64 quantity = std::abs(line.quantity.tenThousandths / 10'000) + 1;
    const qint64 price = std::abs(line.unitAmount.tenThousandths / 10'000) + 1;
    return price > 10'000'000'000 / quantity;
}

Cents roundedDivision(qint64 numerator, qint64 denominator)
{
    const qint64 half = denominator / 2;
    return (numerator >= 0 ? numerator + half : numerator - half) / denominator;
}

Cents calculatedTax(Cents lineAmount, int permyriad, const QString& amountTypes)
{
    if (amountTypes == u"NoTax" || permyriad == 0)
        return 0;
    if (amountTypes == u"Inclusive")
        return lineAmount - roundedDivision(lineAmount * 10'000, 10'000 + permyriad);
    return roundedDivision(lineAmount * permyriad, 10'000);
}

class LineReader {
public:
    LineReader(Books& books, const QString& amountTypes, const LineRules& rules, ReadLines& out)
        : m_books(books)
        , m_amountTypes(amountTypes)
        , m_rules(rules)
        , m_out(out)
    {
    }

    void read(const QJsonObject& sent, const Line* known)
    {
        m_sent = sent;
        Line line = known ? *known : Line();
        if (!known)
            line.id = m_books.newId();
        if (sent.contains(QStringLiteral("Description")))
            line.description = textFrom(sent, QLatin1String("Description"));
        if (readItem(line)) { // without it one cause is enough: account and tax come from the item
            readAmounts(line, known != nullptr);
            readAccount(line);
            readTax(line);
        }
        m_out.lines.append(line);
    }

private:
    void error(const QString& text) { m_out.errors.append(text); }

    bool readItem(Line& line)
    {
        if (!m_sent.contains(QStringLiteral("ItemCode")))
            return true;
        line.itemCode = textFrom(m_sent, QLatin1String("ItemCode"));
        if (line.itemCode.isEmpty())
            return true;
        const Item* item = m_books.tenant.itemByCode(line.itemCode);
        if (!item) {
            error(QStringLiteral("Item code '%1' is not valid").arg(line.itemCode));
            return false;
        }
        if (line.description.isEmpty())
            line.description = item->description.isEmpty() ? item->name : item->description;
        line.accountCode = item->accountCode;
        line.taxType = item->taxType;
        if (!item->unitPrice.isEmpty() && !m_sent.contains(QStringLiteral("UnitAmount")))
            line.unitAmount = base::Decimal4::parse(item->unitPrice).value_or(base::Decimal4());
        return true;
    }

    void readAmounts(Line& line, bool known)
    {
        const bool hasUnit = m_sent.contains(QStringLiteral("UnitAmount"));
        const bool hasAmount = m_sent.value(QStringLiteral("LineAmount")).isDouble()
            || m_sent.value(QStringLiteral("LineAmount")).isString();
        const auto quantity = decimalFrom(m_sent.value(QStringLiteral("Quantity")));
        const auto unit = decimalFrom(m_sent.value(QStringLiteral("UnitAmount")));
        const auto amount = moneyFrom(m_sent.value(QStringLiteral("LineAmount")));
        if ((hasUnit && !unit) || (hasAmount && !amount))
            return error(QStringLiteral("An amount of the line is not a number. [sandbox]"));
        if (quantity)
            line.quantity = *quantity;
        else if (!known)
            line.quantity = kOne;
        if (unit)
            line.unitAmount = *unit;
        else if (amount && line.quantity == kOne)
            line.unitAmount = {*amount * 100};
        if (isHuge(line))
            return error(QStringLiteral("The line total is too large. [sandbox]"));
        line.lineAmount = times(line.quantity, line.unitAmount);
        if (amount && hasUnit && *amount != line.lineAmount)
            error(QStringLiteral("The line total %1 does not match the expected line total %2")
                      .arg(QString::fromLatin1(moneyText(*amount)),
                          QString::fromLatin1(moneyText(line.lineAmount))));
        else if (amount)
            line.lineAmount = *amount;
    }

    void readAccount(Line& line)
    {
        if (!m_rules.controlAccount.isEmpty()) {
            line.accountCode = m_rules.controlAccount;
            return;
        }
        if (m_sent.contains(QStringLiteral("AccountCode")))
            line.accountCode = textFrom(m_sent, QLatin1String("AccountCode"));
        else if (const QString id = textFrom(m_sent, QLatin1String("AccountID")); !id.isEmpty())
            line.accountCode = id;
        if (line.accountCode.isEmpty()) {
            if (m_rules.strict)
                error(QStringLiteral("Account code or ID must be specified."));
            return;
        }
        const Account* account = m_books.tenant.accountBy(line.accountCode);
        if (!account && !m_rules.strict) {
            m_out.warnings.append(
                QStringLiteral("Account code '%1' has been removed as it does not "
                               "match a recognised account.")
                    .arg(line.accountCode));
            line.accountCode.clear();
            return;
        }
        if (account && account->status != u"ACTIVE")
            return error(
                QStringLiteral("Account code '%1' has been archived, or deleted. Each line "
                               "item must reference a valid account.")
                    .arg(line.accountCode));
        const bool control = account
            && (account->type == u"BANK" || account->system == u"DEBTORS"
                || account->system == u"CREDITORS");
        if (!account || control)
            return error(QStringLiteral("Account code '%1' is not a valid code for this document.")
                             .arg(line.accountCode));
        line.accountCode = account->code;
        if (line.taxType.isEmpty())
            line.taxType = account->taxType;
    }

    void readTax(Line& line)
    {
        if (m_sent.contains(QStringLiteral("TaxType")))
            line.taxType = textFrom(m_sent, QLatin1String("TaxType"));
        if (m_amountTypes == u"NoTax" || line.taxType.isEmpty()) {
            line.taxType = QStringLiteral("NONE");
            line.taxAmount = 0;
            return;
        }
        const TaxRate* rate = m_books.tenant.taxRate(line.taxType);
        if (!rate)
            return error(QStringLiteral("Tax rate must be valid."));
        line.taxAmount = calculatedTax(line.lineAmount, rate->permyriad, m_amountTypes);
        const auto sent = moneyFrom(m_sent.value(QStringLiteral("TaxAmount")));
        if (!sent)
            return;
        if (!m_rules.taxMayDiffer && *sent != line.taxAmount)
            return error(
                QStringLiteral("The TaxAmount must match the calculated value. [sandbox]"));
        if (std::abs(*sent) > std::abs(line.lineAmount))
            return error(QStringLiteral("The tax amount cannot be greater than the line amount!"));
        line.taxAmount = *sent;
    }

    Books& m_books;
    const QString& m_amountTypes;
    const LineRules& m_rules;
    ReadLines& m_out;
    QJsonObject m_sent;
};

} // namespace

ReadLines readLines(Books& books, const QJsonArray& sent, const QString& amountTypes,
    const QList<Line>& known, const LineRules& rules)
{
    ReadLines out;
    LineReader reader(books, amountTypes, rules, out);
    for (const QJsonValue& each : sent) {
        const QString id = textFrom(each.toObject(), QLatin1String("LineItemID")).toLower();
        const auto same = std::find_if(known.begin(), known.end(),
            [&](const Line& line) { return !id.isEmpty() && line.id == id; });
        reader.read(each.toObject(), same == known.end() ? nullptr : &*same);
    }
    return out;
}

Totals totalsOf(const QList<Line>& lines, const QString& amountTypes)
{
    Totals totals;
    for (const Line& line : lines) {
        totals.tax += line.taxAmount;
        totals.subTotal
            += amountTypes == u"Inclusive" ? line.lineAmount - line.taxAmount : line.lineAmount;
    }
    totals.total = totals.subTotal + totals.tax;
    return totals;
}

QByteArray linesJson(const QList<Line>& lines, bool fourDecimals)
{
    QByteArrayList list;
    for (const Line& line : lines) {
        JsonObject json;
        json.text("LineItemID", line.id).textIfAny("Description", line.description);
        json.decimal("Quantity", line.quantity);
        if (fourDecimals)
            json.decimal("UnitAmount", line.unitAmount);
        else // without unitdp=4 Xero shows a rounded price
            json.money("UnitAmount", roundedDivision(line.unitAmount.tenThousandths, 100));
        json.textIfAny("ItemCode", line.itemCode).textIfAny("AccountCode", line.accountCode);
        json.text("TaxType", line.taxType).money("TaxAmount", line.taxAmount);
        json.money("LineAmount", line.lineAmount).raw("Tracking", "[]");
        list.append(json.take());
    }
    return jsonArray(list);
}

} // namespace sandbox
