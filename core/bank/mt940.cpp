// SPDX-License-Identifier: GPL-3.0-or-later

#include "bank/readers.h"

#include <QRegularExpression>

#include <algorithm>

// SWIFT MT940: fields ":61:…" over several lines, with or without SWIFT's own blocks around them.
// Several statements, or several pages of one, may follow each other. (SWIFT Standards MT, category
// 9.)
namespace bank {

namespace {

struct Tag {
    QString name, text; // text keeps its line ends
    int line = 0;
};

QList<Tag> tagsOf(const QString& text, Faults& faults)
{
    static const QRegularExpression begin(QStringLiteral("^(?:\\{4:)?\\s*:(\\d{2}[A-Z]?):(.*)$"));
    QList<Tag> tags;
    const QStringList lines = text.split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        const QString& line = lines[i];
        const auto match = begin.match(line);
        const bool isBlock = line.startsWith(u'{') || line.startsWith(u"-}") || line == u"-"
            || line.trimmed().isEmpty();
        if (match.hasMatch())
            tags.append({match.captured(1), match.captured(2), i + 1});
        else if (!isBlock && tags.isEmpty())
            faults.add(i + 1, {}, QStringLiteral("This stands before the first field."));
        else if (!isBlock)
            tags.last().text += u'\n' + line;
    }
    return tags;
}

class Reader {
public:
    explicit Reader(Faults& faults)
        : m_faults(faults)
    {
    }

    Statements read(const QList<Tag>& tags)
    {
        for (const Tag& tag : tags) {
            if (m_faults.any())
                break;
            take(tag);
        }
        if ((m_isOpen || m_pageFollows) && !m_faults.any())
            m_faults.add(m_begun, QStringLiteral(":62F:"),
                QStringLiteral("This statement has no closing balance: the file is cut off."));
        return m_statements;
    }

private:
    void take(const Tag& tag)
    {
        if (tag.name == u"20")
            return begin(tag);
        if (!m_isOpen && tag.name != u"64" && tag.name != u"65" && tag.name != u"86")
            return m_faults.add(tag.line, u':' + tag.name + u':',
                QStringLiteral("This field stands outside of any statement (:20:)."));
        if (tag.name == u"25")
            m_statement.account = tag.text.section(u'\n', 0, 0).trimmed();
        else if (tag.name == u"60F" || tag.name == u"60M")
            m_statement.opening = balance(tag);
        else if (tag.name == u"61")
            addLine(tag);
        else if (tag.name == u"86")
            describe(tag);
        else if (tag.name == u"62F" || tag.name == u"62M")
            end(tag);
    }

    void begin(const Tag& tag)
    {
        if (m_isOpen)
            return m_faults.add(tag.line, QStringLiteral(":20:"),
                QStringLiteral("The statement of line %1 has no closing balance.").arg(m_begun));
        m_statement = Statement{.format = Format::Mt940};
        m_isOpen = true;
        m_mayDescribe = false;
        m_begun = tag.line;
    }

    // C261101AUD1234,56
    std::optional<base::Money> balance(const Tag& tag)
    {
        static const QRegularExpression form(
            QStringLiteral("^([CD])(\\d{6})([A-Z]{3})(\\d+,\\d*)$"));
        const QString field = u':' + tag.name + u':';
        const auto match = form.match(tag.text.trimmed());
        const QDate day = match.hasMatch() ? date(match.captured(2), tag.line, field) : QDate();
        const auto currency = base::Currency::parse(match.captured(3));
        if (!match.hasMatch() || !currency) {
            m_faults.add(
                tag.line, field, QStringLiteral("“%1” is not a balance.").arg(tag.text.left(40)));
            return {};
        }
        const bool isFirst = m_statement.currency.isNone();
        if (!isFirst && m_statement.currency != *currency) {
            m_faults.add(tag.line, field, QStringLiteral("The statement changes its currency."));
            return {};
        }
        m_statement.currency = *currency;
        // The opening balance is that of the evening before.
        if (tag.name.startsWith(u"60"))
            m_statement.from = day.addDays(1);
        else
            m_statement.to = day;
        const auto amount = money(match.captured(4), tag.line, field);
        return amount && match.captured(1) == u"D" ? std::optional(-*amount) : amount;
    }

    std::optional<base::Money> money(QString text, int line, const QString& field)
    {
        text.replace(u',', u'.');
        if (text.endsWith(u'.'))
            text.chop(1);
        return plainAmount(text, m_statement.currency, line, field, m_faults);
    }

    QDate date(const QString& digits, int line, const QString& field)
    {
        const QDate day(
            2000 + digits.left(2).toInt(), digits.mid(2, 2).toInt(), digits.mid(4, 2).toInt());
        if (!day.isValid())
            m_faults.add(line, field, QStringLiteral("“%1” is not a date.").arg(digits));
        return day;
    }

    // Value date, booking day, mark (R: reversed), funds code, amount, type, the payer's reference,
    // the bank's; on a second line whatever the bank adds.
    void addLine(const Tag& tag)
    {
        static const QRegularExpression form(
            QStringLiteral("^(\\d{6})(\\d{4})?(R?[CD])([A-Z])?(\\d+,\\d*)([NSF][A-Z0-9]{3})([^\\n]*"
                           "?)(?://([^\\n]*))?"
                           "(?:\\n([\\s\\S]*))?$"));
        const QString field = QStringLiteral(":61:");
        const auto match = form.match(tag.text);
        if (!match.hasMatch())
            return m_faults.add(tag.line, field,
                QStringLiteral("“%1” is not a line of an MT940 statement.")
                    .arg(tag.text.section(u'\n', 0, 0).left(60)));
        if (m_statement.currency.isNone())
            return m_faults.add(tag.line, field,
                QStringLiteral("A line before the opening balance has no currency."));
        Line line;
        line.place = tag.line;
        const QDate value = date(match.captured(1), tag.line, field);
        line.date = match.captured(2).isEmpty() ? value
                                                : booked(value, match.captured(2), tag.line, field);
        const auto amount = money(match.captured(5), tag.line, field);
        const bool isIn = match.captured(3) == u"C" || match.captured(3) == u"RD";
        if (amount)
            line.amount = isIn ? *amount : -*amount;
        line.type = match.captured(6);
        const QString reference = tidy(match.captured(7));
        line.reference = reference == u"NONREF" ? QString() : reference;
        line.bankId = tidy(match.captured(8));
        line.text = tidy(match.captured(9));
        m_statement.lines.append(line);
        m_mayDescribe = true;
    }

    // The booking day has no year: the one that is nearest to the value date.
    QDate booked(QDate value, const QString& monthAndDay, int line, const QString& field)
    {
        const int month = monthAndDay.left(2).toInt(), day = monthAndDay.mid(2).toInt();
        QDate nearest;
        for (const int year : {value.year() - 1, value.year(), value.year() + 1}) {
            const QDate one(year, month, day);
            if (one.isValid()
                && (!nearest.isValid() || qAbs(one.daysTo(value)) < qAbs(nearest.daysTo(value))))
                nearest = one;
        }
        if (!nearest.isValid())
            m_faults.add(line, field, QStringLiteral("“%1” is not a day.").arg(monthAndDay));
        return nearest;
    }

    // :86: tells more of the line before it: in German banks' ?20 fields, in Dutch banks' /NAME/
    // words, or plainly. After :62F: it tells of the statement.
    void describe(const Tag& tag)
    {
        if (!m_mayDescribe || m_statement.lines.isEmpty())
            return;
        m_mayDescribe = false;
        Line& line = m_statement.lines.last();
        static const QRegularExpression german(QStringLiteral("^\\d{3}\\s*\\?"));
        static const QRegularExpression dutch(QStringLiteral("^/[A-Z]{3,5}/"));
        QString text = tag.text;
        if (german.match(text).hasMatch())
            return fromGerman(text.remove(u'\n'), line);
        if (dutch.match(text).hasMatch())
            return fromDutch(text.remove(u'\n'), line);
        line.text = tidy(line.text + u' ' + text.replace(u'\n', u' '));
    }

    static void fromGerman(const QString& text, Line& line)
    {
        QString purpose, name;
        for (const QString& part : text.split(u'?').mid(1)) {
            const int code = part.left(2).toInt();
            if ((code >= 20 && code <= 29) || (code >= 60 && code <= 63))
                purpose += part.mid(2);
            else if (code == 32 || code == 33)
                name += part.mid(2);
        }
        // Within the purpose SEPA's own words say what follows: EREF+INV-2071SVWZ+Rechnung 2071.
        const auto after = [&](const QString& word) {
            const QRegularExpression form(word
                + QStringLiteral("\\+(.+?)(?=(?:EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE)\\+|$)"));
            return tidy(form.match(purpose).captured(1));
        };
        const QString words = after(QStringLiteral("SVWZ"));
        line.payee = tidy(name);
        line.text = tidy(line.text + u' ' + (words.isEmpty() ? purpose : words));
        const QString reference = after(QStringLiteral("EREF"));
        if (!reference.isEmpty() && reference != u"NOTPROVIDED")
            line.reference = reference;
    }

    static void fromDutch(const QString& text, Line& line)
    {
        const auto after = [&](const QString& word) {
            const QRegularExpression form(u'/' + word
                + QStringLiteral("/(.*?)(?=/(?:TRTP|IBAN|BIC|NAME|REMI|EREF|ORDP|BENM|CSID|MARF|"
                                 "USTD|STRD|ADDR|ISDT|PREF|CNTP)/|$)"));
            const QString found = tidy(form.match(text).captured(1));
            return found.endsWith(u'/') ? found.chopped(1) : found;
        };
        line.payee = after(QStringLiteral("NAME"));
        line.text = after(QStringLiteral("REMI")).remove(QStringLiteral("USTD//"));
        const QString reference = after(QStringLiteral("EREF"));
        if (!reference.isEmpty() && reference != u"NOTPROVIDED")
            line.reference = reference;
    }

    void end(const Tag& tag)
    {
        m_statement.closing = balance(tag);
        checkBalance(m_statement, tag.line, m_faults);
        m_statement.from = std::min(m_statement.from, m_statement.to); // a day without lines
        coverLines(m_statement);
        m_statements.append(m_statement);
        m_isOpen = m_mayDescribe = false;
        m_pageFollows = tag.name == u"62M";
    }

    Faults& m_faults;
    Statements m_statements;
    Statement m_statement;
    bool m_isOpen = false, m_mayDescribe = false, m_pageFollows = false;
    int m_begun = 0;
};

} // namespace

Statements readMt940(const QString& text, Faults& faults)
{
    QString lines = text;
    lines.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
    const QList<Tag> tags = tagsOf(lines, faults);
    return faults.any() ? Statements() : Reader(faults).read(tags);
}

} // namespace bank
