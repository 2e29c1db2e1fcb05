// SPDX-License-Identifier: GPL-3.0-or-later

#include "linewords.h"
#include "models/models.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

BankLinesModel::BankLinesModel(Context& context, QObject* parent)
    : ListModel(
        {{u"Verdict"_s, 148, false, false, true, 0, true}, {u"Date"_s, 72, false, false, true, 700},
            {u"Payer and reference"_s, 200, true, false, true},
            {u"Amount"_s, 92, false, true, true, 0, true}, {u"Pick this in Xero"_s, 226},
            {u"Xero will offer"_s, 176, false, false, false, 880}},
        parent)
    , m_context(context)
    , m_rows([this](int offset, int limit) {
        return m_context.reader().bankLines(query(), offset, limit);
    })
{
}

QVariant BankLinesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == 3 && orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return amountTitle(m_context);
    return ListModel::headerData(section, orientation, role);
}

int BankLinesModel::count(const store::Query& query) const
{
    return m_context.hasBook() ? m_context.reader().bankLineCount(query) : 0;
}

Subject BankLinesModel::subject(int index) const
{
    const store::BankLineRow row = m_rows.at(index);
    Subject subject{.record = row.check.ledger,
        .number = preflight::payerOf(row.kept.line),
        .needsYou = row.check.verdict == Verdict::Stop || row.check.verdict == Verdict::NotChecked};
    if (!row.check.pick.isEmpty()) {
        subject.account = row.check.pick.first().account;
        subject.xeroId = row.check.pick.first().xero.id.toString(QUuid::WithoutBraces);
    }
    return subject;
}

bool BankLinesModel::isLoud(int index) const
{
    return m_rows.at(index).check.verdict == Verdict::Stop;
}

QString BankLinesModel::key(int index) const
{
    return QString::number(m_rows.at(index).kept.id.value);
}

Cell BankLinesModel::cell(int index, int column) const
{
    const store::BankLineRow row = m_rows.at(index);
    const BankLine& line = row.kept.line;
    const bool isStop = row.check.verdict == Verdict::Stop;
    const auto words = [](const QString& icon, const QString& said, Tone tone) {
        Cell cell = textCell(said, tone);
        cell.icon = icon;
        return cell;
    };
    switch (column) {
    case 0: {
        const VerdictLook look = lookOf(row.check.verdict);
        return {.kind = Cell::Kind::Verdict,
            .text = look.word,
            .icon = look.icon,
            .tone = look.meaning.text};
    }
    case 1:
        return textCell(day(line.date, m_context.today()), Tone::Text2);
    case 2: {
        Cell cell = textCell(preflight::payerOf(line));
        cell.second = preflight::referenceOf(line);
        return cell;
    }
    case 3:
        return moneyCell(line.amount);
    case 4: {
        Cell cell = words(pickIcon(row.check), preflight::pickOf(row.check), Tone::Text);
        cell.strong = isStop;
        return cell;
    }
    default: {
        const bool isQuiet = preflight::isSame(row.check) || row.check.offered.isEmpty();
        return words(offerIcon(row.check), preflight::offerOf(row.check),
            isQuiet ? Tone::Text3 : Tone::Text2);
    }
    }
}

} // namespace ui
