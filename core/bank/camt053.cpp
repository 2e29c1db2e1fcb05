// SPDX-License-Identifier: GPL-3.0-or-later

#include "bank/readers.h"

#include <QXmlStreamReader>

// ISO 20022 camt.053, versions 001.02 to .13: what differs between them (a party's name one level
// deeper, a status in a group of its own) is read by its last name. One entry is one bank line.
namespace bank {

namespace {

struct Entry {
    QString amount, currency, sign, status, booked, value, bankRef, info, type;
    QStringList payers, payees, references, remittances;
    int line = 0, details = 0;
};

struct Balance {
    QString code, amount, currency, sign, day;
    int line = 0;
};

class Reader {
public:
    Reader(const QByteArray& content, Faults& faults)
        : m_xml(content)
        , m_faults(faults)
    {
    }

    Statements read()
    {
        while (!m_xml.atEnd() && !m_faults.any()) {
            switch (m_xml.readNext()) {
            case QXmlStreamReader::DTD:
                m_faults.add(line(), {},
                    QStringLiteral("A statement has no document type of its own; this file is not "
                                   "from a bank."));
                break;
            case QXmlStreamReader::StartElement:
                open();
                break;
            case QXmlStreamReader::Characters:
                m_text += m_xml.text();
                break;
            case QXmlStreamReader::EndElement:
                close();
                break;
            default:
                break;
            }
        }
        if (m_xml.hasError() && !m_faults.any())
            m_faults.add(line(), m_path.value(m_path.size() - 1),
                m_xml.error() == QXmlStreamReader::PrematureEndOfDocumentError
                    ? QStringLiteral("The file is cut off here.")
                    : QStringLiteral("This is not well-formed XML: %1").arg(m_xml.errorString()));
        return m_statements;
    }

private:
    int line() const { return static_cast<int>(m_xml.lineNumber()); }
    QString parent(int up = 1) const { return m_path.value(m_path.size() - 1 - up); }
    bool inside(const QString& name) const { return m_path.contains(name); }

    void open()
    {
        const QString name = m_xml.name().toString();
        m_path.append(name);
        m_text.clear();
        if (m_path.size() > 64)
            return m_faults.add(line(), name, QStringLiteral("The file is nested too deeply."));
        if (name == u"Stmt") {
            m_statement = Statement{.format = Format::Camt053};
            m_balances.clear();
            m_begun = line();
        } else if (name == u"Ntry") {
            m_entry = Entry{.line = line()};
        } else if (name == u"Bal") {
            m_balance = Balance{.line = line()};
        } else if (name == u"TxDtls") {
            ++m_entry.details;
        }
        if (name == u"Amt")
            m_currency = m_xml.attributes().value(QStringLiteral("Ccy")).toString();
    }

    void close()
    {
        const QString name = m_path.takeLast();
        const QString text = tidy(m_text);
        m_text.clear();
        if (name == u"Ntry")
            return addEntry();
        if (name == u"Bal")
            return m_balances.append(m_balance);
        if (name == u"Stmt")
            return finish();
        if (inside(QStringLiteral("Ntry")))
            ofEntry(name, text);
        else if (inside(QStringLiteral("Bal")))
            ofBalance(name, text);
        else if (inside(QStringLiteral("Stmt")))
            ofStatement(name, text);
    }

    void ofStatement(const QString& name, const QString& text)
    {
        const bool ofAccount = inside(QStringLiteral("Acct")) && inside(QStringLiteral("Id"));
        if (ofAccount && (name == u"IBAN" || name == u"Id") && !inside(QStringLiteral("Svcr"))
            && !inside(QStringLiteral("Ownr")) && !text.isEmpty())
            m_statement.account = text;
        else if (name == u"Ccy")
            setCurrency(text);
        else if (name == u"FrDtTm")
            m_statement.from = dateOf(text, name);
        else if (name == u"ToDtTm")
            m_until = dateOf(text, name);
    }

    void ofBalance(const QString& name, const QString& text)
    {
        if (name == u"Cd" || name == u"Prtry")
            m_balance.code = text;
        else if (name == u"Amt" && parent(0) == u"Bal") {
            m_balance.amount = text;
            m_balance.currency = m_currency;
        } else if (name == u"CdtDbtInd" && parent(0) == u"Bal")
            m_balance.sign = text;
        else if (name == u"Dt" || name == u"DtTm")
            m_balance.day = text;
    }

    void ofEntry(const QString& name, const QString& text)
    {
        const QString above = parent(0);
        if (above == u"Ntry")
            return ofEntryItself(name, text);
        if (above == u"Sts" && name == u"Cd")
            m_entry.status = text;
        else if ((name == u"Dt" || name == u"DtTm") && above == u"BookgDt")
            m_entry.booked = text;
        else if ((name == u"Dt" || name == u"DtTm") && above == u"ValDt")
            m_entry.value = text;
        else if (inside(QStringLiteral("BkTxCd")) && !text.isEmpty())
            m_entry.type += m_entry.type.isEmpty() ? text : u'/' + text;
        else if (name == u"Nm" && isParty(QStringLiteral("Dbtr")))
            m_entry.payers.append(text);
        else if (name == u"Nm" && isParty(QStringLiteral("Cdtr")))
            m_entry.payees.append(text);
        else if (name == u"EndToEndId" && text != u"NOTPROVIDED" && !text.isEmpty())
            m_entry.references.append(text);
        else if (name == u"Ref" && inside(QStringLiteral("CdtrRefInf")))
            m_entry.references.append(text);
        else if (name == u"Ustrd" || name == u"AddtlTxInf")
            m_entry.remittances.append(text);
    }

    void ofEntryItself(const QString& name, const QString& text)
    {
        if (name == u"Amt") {
            m_entry.amount = text;
            m_entry.currency = m_currency;
        } else if (name == u"CdtDbtInd") {
            m_entry.sign = text;
        } else if (name == u"Sts" && !text.isEmpty()) {
            m_entry.status = text;
        } else if (name == u"AcctSvcrRef") {
            m_entry.bankRef = text;
        } else if (name == u"AddtlNtryInf") {
            m_entry.info = text;
        }
    }

    // Dbtr/Nm, or Dbtr/Pty/Nm from version 8 on; not the ultimate one's.
    bool isParty(const QString& role) const
    {
        return parent(0) == role || (parent(0) == u"Pty" && parent(1) == role);
    }

    void setCurrency(const QString& code)
    {
        const auto currency = base::Currency::parse(code);
        if (!currency)
            return m_faults.add(line(), QStringLiteral("Ccy"), currency.error().sentence);
        if (!m_statement.currency.isNone() && m_statement.currency != *currency)
            return m_faults.add(line(), QStringLiteral("Ccy"),
                QStringLiteral("An account in %1 has an amount in %2.")
                    .arg(m_statement.currency.code(), code));
        m_statement.currency = *currency;
    }

    QDate dateOf(const QString& text, const QString& field)
    {
        const QDate date = QDate::fromString(text.left(10), Qt::ISODate);
        if (!date.isValid())
            m_faults.add(line(), field, QStringLiteral("“%1” is not a date.").arg(text.left(40)));
        return date;
    }

    std::optional<base::Money> money(
        const QString& amount, const QString& currency, const QString& sign, int line)
    {
        if (sign != u"CRDT" && sign != u"DBIT") {
            m_faults.add(line, QStringLiteral("CdtDbtInd"),
                QStringLiteral("“%1” is neither CRDT nor DBIT.").arg(sign.left(20)));
            return {};
        }
        setCurrency(currency);
        if (m_faults.any())
            return {};
        const auto read
            = plainAmount(amount, m_statement.currency, line, QStringLiteral("Amt"), m_faults);
        return read && sign == u"DBIT" ? std::optional(-*read) : read;
    }

    void addEntry()
    {
        if (m_entry.status == u"PDNG" || m_entry.status == u"INFO")
            return; // not booked: it will come again
        const auto amount = money(m_entry.amount, m_entry.currency, m_entry.sign, m_entry.line);
        const QString day = m_entry.booked.isEmpty() ? m_entry.value : m_entry.booked;
        if (day.isEmpty())
            m_faults.add(
                m_entry.line, QStringLiteral("BookgDt"), QStringLiteral("This entry has no date."));
        if (!amount || m_faults.any())
            return;
        Line one;
        one.place = m_entry.line;
        one.amount = *amount;
        one.date = dateOf(day, QStringLiteral("BookgDt"));
        one.type = m_entry.type;
        one.bankId = m_entry.bankRef;
        const QStringList& others = amount->isNegative() ? m_entry.payees : m_entry.payers;
        one.payee = m_entry.details > 1 ? QStringLiteral("%1 payments").arg(m_entry.details)
                                        : others.value(0);
        one.reference = m_entry.references.join(QStringLiteral(", "));
        one.text = m_entry.remittances.isEmpty() ? m_entry.info : m_entry.remittances.join(u' ');
        m_statement.lines.append(one);
    }

    void finish()
    {
        for (const Balance& one : std::as_const(m_balances)) {
            const bool opens = one.code == u"OPBD" || one.code == u"PRCD";
            if (!opens && one.code != u"CLBD")
                continue; // available, forward, interim: not of the booked lines
            const auto amount = money(one.amount, one.currency, one.sign, one.line);
            (opens ? m_statement.opening : m_statement.closing) = amount;
            if (!one.day.isEmpty() && !opens)
                m_until = dateOf(one.day, QStringLiteral("Dt"));
        }
        if (m_faults.any())
            return;
        checkBalance(m_statement, m_begun, m_faults);
        if (m_until.isValid())
            m_statement.to = m_until;
        coverLines(m_statement);
        m_until = {};
        m_statements.append(m_statement);
    }

    QXmlStreamReader m_xml;
    Faults& m_faults;
    QStringList m_path;
    QString m_text, m_currency;
    Statements m_statements;
    Statement m_statement;
    Entry m_entry;
    Balance m_balance;
    QList<Balance> m_balances;
    QDate m_until;
    int m_begun = 0;
};

} // namespace

Statements readCamt053(const QByteArray& content, Faults& faults)
{
    return Reader(content, faults).read();
}

} // namespace bank
