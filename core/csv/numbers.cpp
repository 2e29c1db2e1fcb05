// SPDX-License-Identifier: GPL-3.0-or-later

#include "csv/numbers.h"

#include <QRegularExpression>

#include <algorithm>

namespace csv {

namespace {

// Sign and digits with their separators, blanks and currency signs taken out; empty if hopeless.
QString bareNumber(const QString& text)
{
    QString kept;
    bool negative = false;
    for (const QChar c : text) {
        if (c == u'-' || c == QChar(0x2212) || c == u'(')
            negative = true;
        else if (c != u')' && c != u'+' && c != u'$' && c != QChar(0x20ac) && c != QChar(0x00a3)
            && c != u'\'' && c != QChar(0x2019) && !c.isSpace())
            kept += c;
    }
    const bool digitsOnly = !kept.isEmpty() && std::all_of(kept.begin(), kept.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || c == u'.' || c == u',';
    });
    if (!digitsOnly)
        return {};
    return negative ? u'-' + kept : kept;
}

QString machineForm(QString number, DecimalMark mark)
{
    number.remove(mark == DecimalMark::Point ? u',' : u'.');
    number.replace(u',', u'.');
    if (number.startsWith(u'.'))
        number.prepend(u'0');
    if (number.startsWith(QLatin1String("-.")))
        number.insert(1, u'0');
    return number;
}

QString spoken(DecimalMark mark)
{
    return mark == DecimalMark::Point ? QStringLiteral("point") : QStringLiteral("comma");
}

} // namespace

bool NumberStyle::fits(const QString& number, DecimalMark mark) const
{
    static const QRegularExpression point(
        QStringLiteral("^-?(?=[.]?\\d)(?:\\d+|[1-9]\\d{0,2}(?:,\\d{3})+)?(?:[.]\\d+)?$"));
    static const QRegularExpression comma(
        QStringLiteral("^-?(?=[,]?\\d)(?:\\d+|[1-9]\\d{0,2}(?:[.]\\d{3})+)?(?:,\\d+)?$"));
    const bool isPoint = mark == DecimalMark::Point;
    const qsizetype dot = number.lastIndexOf(isPoint ? QChar(u'.') : QChar(u','));
    const QString decimals = dot < 0 ? QString() : number.mid(dot + 1);
    // Three digits are a group; a fourth and later may be zeros that a spreadsheet added.
    const bool onlyZeros = decimals.size() > 3
        && decimals.mid(std::max(m_mostDecimals, 0)).count(u'0')
            == decimals.size() - m_mostDecimals;
    const bool tooMany = m_mostDecimals >= 0 && decimals.size() > m_mostDecimals && !onlyZeros;
    return !tooMany && (isPoint ? point : comma).match(number).hasMatch();
}

void NumberStyle::see(const Cell& cell)
{
    const QString number = bareNumber(cell.text);
    if (!number.contains(u'.') && !number.contains(u','))
        return;
    const bool point = fits(number, DecimalMark::Point), comma = fits(number, DecimalMark::Comma);
    std::optional<Cell>& first = point && comma ? m_open : point ? m_point : m_comma;
    if ((point || comma) && !first)
        first = cell;
}

tl::expected<DecimalMark, CellFault> NumberStyle::settle() const
{
    if (m_point && m_comma) {
        const bool pointIsLater = m_point->line > m_comma->line;
        return tl::unexpected<CellFault>({pointIsLater ? *m_point : *m_comma,
            QStringLiteral("This number has a decimal %1, but the one in line %2 has a decimal %3.")
                .arg(spoken(pointIsLater ? DecimalMark::Point : DecimalMark::Comma))
                .arg((pointIsLater ? m_comma : m_point)->line)
                .arg(spoken(pointIsLater ? DecimalMark::Comma : DecimalMark::Point))});
    }
    if (m_open && !m_point && !m_comma) {
        const QString number = bareNumber(m_open->text);
        return tl::unexpected<CellFault>({*m_open,
            QStringLiteral("“%1” may be %2 or %3, and no number in the file tells which. Write "
                           "decimals with a point and no other separators.")
                .arg(m_open->text, machineForm(number, DecimalMark::Point),
                    machineForm(number, DecimalMark::Comma)),
            true});
    }
    return m_comma ? DecimalMark::Comma : DecimalMark::Point;
}

QString NumberStyle::read(const QString& text, DecimalMark mark) const
{
    const QString number = bareNumber(text);
    return !number.isEmpty() && fits(number, mark) ? machineForm(number, mark) : QString();
}

} // namespace csv
