// SPDX-License-Identifier: GPL-3.0-or-later

#include "bank/readers.h"

#include <QHash>

#include <array>

// OFX 1.x (SGML: values have no closing tag) and 2.x (XML: they have one), QFX with Quicken's own
// tags between. One small tokeniser reads both: a tag with text after it is a value, one without
// opens a group. (OFX 1.6 and 2.2, sections 2.3, 3.2 and 11.4.)
namespace bank {

namespace {

struct Token {
    enum Kind { Open, Close, Value } kind = Open;
    QString name, text;
    int line = 1;
};

QString unescaped(QString text)
{
    static const std::array<std::pair<const char16_t*, const char16_t*>, 6> entities{
        {{u"&lt;", u"<"}, {u"&gt;", u">"}, {u"&nbsp;", u" "}, {u"&quot;", u"\""}, {u"&apos;", u"'"},
            {u"&amp;", u"&"}}};
    for (const auto& [entity, meant] : entities)
        text.replace(QStringView(entity).toString(), QStringView(meant).toString());
    return text;
}

class Tokens {
public:
    Tokens(const QString& text, Faults& faults)
        : m_text(text)
        , m_faults(faults)
    {
        m_at = m_text.indexOf(u"<OFX>", 0, Qt::CaseInsensitive);
        m_line += static_cast<int>(QStringView(m_text).left(m_at).count(u'\n'));
    }

    bool next(Token& token)
    {
        const qsizetype open = m_text.indexOf(u'<', m_at);
        if (open < 0)
            return false;
        countTo(open);
        const qsizetype end = m_text.indexOf(u'>', open);
        const qsizetype again = m_text.indexOf(u'<', open + 1);
        if (end < 0 || (again >= 0 && again < end)) {
            m_faults.add(m_line, {}, QStringLiteral("A tag is opened here and never closed."));
            return false;
        }
        QString name = m_text.mid(open + 1, end - open - 1).trimmed().toUpper();
        token.line = m_line;
        countTo(end + 1);
        if (name.startsWith(u'!') || name.startsWith(u'?') || name.endsWith(u'/'))
            return next(token);
        token.kind = name.startsWith(u'/') ? Token::Close : Token::Open;
        token.name = token.kind == Token::Close ? name.mid(1) : name;
        token.text.clear();
        if (token.kind == Token::Open)
            takeText(token);
        return true;
    }

private:
    // Text up to the next tag; a value's own closing tag is taken with it.
    void takeText(Token& token)
    {
        qsizetype end = m_text.indexOf(u'<', m_at);
        if (end < 0)
            end = m_text.size();
        const QString text = m_text.mid(m_at, end - m_at).trimmed();
        if (text.isEmpty())
            return;
        token.kind = Token::Value;
        token.text = tidy(unescaped(text));
        countTo(end);
        const QString closing = QStringLiteral("</%1>").arg(token.name);
        if (QStringView(m_text).mid(m_at, closing.size()).compare(closing, Qt::CaseInsensitive)
            == 0)
            countTo(m_at + closing.size());
    }

    void countTo(qsizetype position)
    {
        m_line += static_cast<int>(QStringView(m_text).mid(m_at, position - m_at).count(u'\n'));
        m_at = position;
    }

    const QString& m_text;
    Faults& m_faults;
    qsizetype m_at = 0;
    int m_line = 1;
};

// The values of one group by name, each with its line; of repeated ones the last.
using Values = QHash<QString, Token>;

class Reader {
public:
    Reader(const QString& text, const Expected& expected, Faults& faults)
        : m_tokens(text, faults)
        , m_expected(expected)
        , m_faults(faults)
    {
    }

    Statements read()
    {
        Token token;
        while (!m_faults.any() && m_tokens.next(token)) {
            if (token.kind == Token::Open)
                open(token);
            else if (token.kind == Token::Close)
                close(token);
            else
                value(token);
        }
        if (!m_faults.any() && !m_groups.isEmpty())
            m_faults.add(m_groups.last().line, m_groups.last().name,
                QStringLiteral("This group is never closed: the file is cut off."));
        return m_statements;
    }

private:
    bool inside(const char16_t* group) const
    {
        return std::any_of(m_groups.begin(), m_groups.end(),
            [&](const Token& one) { return one.name == QStringView(group); });
    }

    void open(const Token& token)
    {
        if (token.name.startsWith(u"INVSTMT"))
            return m_faults.add(token.line, token.name,
                QStringLiteral("This is a statement of investments, not of a bank account."));
        const bool isStatement = token.name == u"STMTRS" || token.name == u"CCSTMTRS";
        if (isStatement) {
            m_statement = Statement{.format = Format::Ofx, .currency = m_expected.currency};
            m_raw.clear();
        } else if (token.name == u"STMTTRN") {
            m_values.clear();
        }
        m_groups.append(token);
    }

    void close(const Token& token)
    {
        // An empty value may be closed without ever having been a group: <MEMO></MEMO>.
        while (
            !m_groups.isEmpty() && m_groups.last().name != token.name && !isGroup(m_groups.last()))
            m_groups.removeLast();
        if (m_groups.isEmpty() || m_groups.last().name != token.name)
            return m_faults.add(token.line, token.name,
                m_groups.isEmpty()
                    ? QStringLiteral("This closes what was never opened.")
                    : QStringLiteral("This closes %1, but %2 of line %3 is still open.")
                          .arg(token.name, m_groups.last().name)
                          .arg(m_groups.last().line));
        m_groups.removeLast();
        if (token.name == u"STMTTRN")
            m_raw.append({m_values, token.line});
        else if (token.name == u"STMTRS" || token.name == u"CCSTMTRS")
            finishStatement();
    }

    // What holds others; whatever else opens is an empty value that SGML doesn't close.
    static bool isGroup(const Token& token)
    {
        static const QSet<QString> groups{QStringLiteral("OFX"), QStringLiteral("SIGNONMSGSRSV1"),
            QStringLiteral("SONRS"), QStringLiteral("STATUS"), QStringLiteral("FI"),
            QStringLiteral("BANKMSGSRSV1"), QStringLiteral("CREDITCARDMSGSRSV1"),
            QStringLiteral("STMTTRNRS"), QStringLiteral("CCSTMTTRNRS"), QStringLiteral("STMTRS"),
            QStringLiteral("CCSTMTRS"), QStringLiteral("BANKACCTFROM"),
            QStringLiteral("CCACCTFROM"), QStringLiteral("BANKTRANLIST"), QStringLiteral("STMTTRN"),
            QStringLiteral("LEDGERBAL"), QStringLiteral("AVAILBAL"), QStringLiteral("PAYEE")};
        return groups.contains(token.name);
    }

    void value(const Token& token)
    {
        if (inside(u"STMTTRN")) {
            const bool ofPayee = inside(u"PAYEE") && token.name == u"NAME";
            const bool elsewhere = inside(u"BANKACCTTO") || inside(u"CCACCTTO")
                || inside(u"CURRENCY") || inside(u"ORIGCURRENCY");
            if (!elsewhere || ofPayee)
                m_values.insert(token.name, token);
            return;
        }
        if (token.name == u"SEVERITY" && token.text.toUpper() == u"ERROR")
            return m_faults.add(token.line, token.name,
                QStringLiteral("The bank answered with an error instead of a statement."));
        if (token.name == u"CURDEF")
            return takeCurrency(token);
        if (token.name == u"ACCTID" && (inside(u"BANKACCTFROM") || inside(u"CCACCTFROM")))
            m_statement.account = token.text;
        else if (token.name == u"DTSTART")
            m_statement.from = dateOf(token);
        else if (token.name == u"DTEND")
            m_statement.to = dateOf(token).addDays(token.text.mid(8, 4) == u"2359" ? 0 : -1);
        else if (token.name == u"BALAMT" && inside(u"LEDGERBAL"))
            m_closing = token;
    }

    void takeCurrency(const Token& token)
    {
        const auto currency = base::Currency::parse(token.text.toUpper());
        if (currency)
            m_statement.currency = *currency;
        else
            m_faults.add(token.line, token.name, currency.error().sentence);
    }

    // The first eight digits; what follows is a time in the bank's own zone.
    QDate dateOf(const Token& token)
    {
        const QDate date = QDate::fromString(token.text.left(8), QStringLiteral("yyyyMMdd"));
        if (!date.isValid() || date.year() < 1970)
            m_faults.add(token.line, token.name,
                QStringLiteral("“%1” is not a date.").arg(token.text.left(40)));
        return date;
    }

    void finishStatement()
    {
        Amounts amounts(m_statement.currency, m_faults);
        for (const Raw& raw : std::as_const(m_raw))
            amounts.see(raw.values.value(QStringLiteral("TRNAMT")).line, QStringLiteral("TRNAMT"),
                raw.values.value(QStringLiteral("TRNAMT")).text);
        amounts.settle();
        for (const Raw& raw : std::as_const(m_raw))
            addLine(raw, amounts);
        if (!m_closing.text.isEmpty() && !m_faults.any())
            m_statement.closing
                = amounts.read(m_closing.line, QStringLiteral("BALAMT"), m_closing.text);
        m_closing = {};
        // DTEND is a moment, mostly midnight of a day that isn't covered any more. What the lines
        // show is certain.
        coverLines(m_statement);
        m_statements.append(m_statement);
    }

    struct Raw {
        Values values;
        int line = 0; // where it ends
    };

    void addLine(const Raw& raw, Amounts& amounts)
    {
        const auto text = [&](const char16_t* name) {
            return raw.values.value(QStringView(name).toString()).text;
        };
        for (const char16_t* needed : {u"DTPOSTED", u"TRNAMT"})
            if (text(needed).isEmpty())
                return m_faults.add(raw.line, QStringView(needed).toString(),
                    QStringLiteral("This value is missing."));
        Line line;
        const Token amount = raw.values.value(QStringLiteral("TRNAMT"));
        line.place = amount.line;
        line.date = dateOf(raw.values.value(QStringLiteral("DTPOSTED")));
        line.amount = amounts.read(amount.line, QStringLiteral("TRNAMT"), amount.text)
                          .value_or(base::Money());
        line.payee = text(u"NAME");
        line.text = text(u"MEMO") == line.payee ? QString() : text(u"MEMO");
        line.reference = text(u"REFNUM").isEmpty() ? text(u"CHECKNUM") : text(u"REFNUM");
        line.type = text(u"TRNTYPE");
        line.bankId = text(u"FITID");
        m_statement.lines.append(line);
    }

    Tokens m_tokens;
    const Expected& m_expected;
    Faults& m_faults;
    QList<Token> m_groups;
    Statements m_statements;
    Statement m_statement;
    Token m_closing;
    Values m_values;
    QList<Raw> m_raw;
};

} // namespace

Statements readOfx(const QString& text, const Expected& expected, Faults& faults)
{
    if (text.indexOf(u"<OFX>", 0, Qt::CaseInsensitive) < 0) {
        faults.add(1, QStringLiteral("OFX"),
            QStringLiteral("The header is there, the statement is not: the file is cut off."));
        return {};
    }
    return Reader(text, expected, faults).read();
}

} // namespace bank
