// SPDX-License-Identifier: GPL-3.0-or-later

#include "bookcorpus.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using records::LineHazard;

namespace corpus {

const About& about(Kind kind)
{
    using enum LineHazard;
    static const QList<About> all{{"good: pushed and allocated", {None}},
        {"good: paid twice, pushed twice", {None}}, {"good: two payments, one deposit", {None}},
        {"good: a lump of payments", {None}}, {"good: reconciled", {None}},
        {"good: receipts entered in Xero", {None}}, {"good: a lump of invoices there", {None}},
        {"good: not allocated, but due later", {None}},
        {"good: another's name begins this one", {None}}, {"not pushed", {NotPushed}},
        {"not pushed, of another bank account", {NotPushed}}, {"push held or failed", {PushFailed}},
        {"pushed, not allocated", {Unallocated}}, {"matched by hand too early", {WrongMatch}},
        {"not in billing", {NotInBilling}}, {"twin invoices of two customers", {Twins}},
        {"twin invoices of one customer", {Twins}}, {"a lump with two answers", {Lump}},
        {"a lump, not all of it pushed", {NotPushed, PushFailed, NothingKnown, NoIdentity}},
        {"a lump of invoices, paid in billing", {NotPushed}},
        {"somebody else is named", {WrongContact, NoIdentity}},
        {"a beginning of two names", {Twins}}, {"contact archived", {ContactGone}},
        {"contact merged", {ContactGone, NoIdentity, WrongContact}},
        {"account not linked", {NotPushed}},
        {"invoice voided in Xero", {NothingKnown, NoIdentity, NotPushed, Twins}},
        {"day locked", {Locked}}, {"invoice in another currency", {ForeignCurrency, NothingKnown}},
        {"one record for two lines", {DuplicateLine, Twins}},
        {"told twice by the bank", {DuplicateLine, NothingKnown, NoIdentity}},
        {"transfer between own accounts", {OwnTransfer, NoIdentity, Twins}},
        {"Xero reconciles by itself", {LineHazard::Automatic}},
        {"nobody is named", {NoIdentity, Twins}}, {"nothing known", {NothingKnown}},
        {"data stale", {LineHazard::Stale}}};
    Q_ASSERT(all.size() == KindCount);
    return all.at(kind);
}

namespace {

const QString kMain = u"090"_s; // receipts come through billing
const QString kByHand = u"091"_s; // receipts are entered in Xero
const QString kBySelf = u"092"_s; // Xero's automatic reconciliation is on

struct Customer {
    QString number, name;
};

QString text(qint64 cents)
{
    return u"%1.%2"_s.arg(cents / 100).arg(cents % 100, 2, 10, QChar(u'0'));
}

class Maker {
public:
    Maker(quint64 seed, QDate today)
        : m_random(seed)
        , m_today(today)
    {
        m_month.lockDate = today.addDays(-17);
    }

    Month make(int lines)
    {
        for (int i = 0; m_month.lines.size() < lines; ++i)
            plant(i % 2 ? Kind(upTo(kFirstHazard))
                        : Kind(kFirstHazard + i / 2 % (Stale - kFirstHazard)));
        line(Unknown, m_today.addDays(-1), -1'500, u"NAB"_s, u"Account fee"_s);
        return m_month;
    }

private:
    int upTo(int n) { return int(m_random.below(quint64(n))); }
    bool oneIn(int n) { return upTo(n) == 0; }

    // Flat fees lead, as they do among telcos: equal amounts everywhere.
    qint64 amount()
    {
        static constexpr std::array kFees{7'900, 9'900, 14'900, 12'000, 26'400};
        return oneIn(2) ? kFees[size_t(upTo(kFees.size()))] : odd();
    }
    qint64 odd() { return 2'001 + upTo(900'000); }

    // Names are each one's own, but often one is another's beginning.
    Customer customer(const QString& name = {})
    {
        static constexpr std::array kFirst{"Harbourside", "Boronia", "Wattle", "Currawong",
            "Pinnacle", "Kookaburra", "Banksia", "Eastgate", "Upwey", "Yarra Glen", "Lakeside",
            "Mallee", "Quandong", "Ridgeline", "Ironbark", "Gippsland"};
        static constexpr std::array kSecond{"Physio", "Bakery", "Cafe", "Dental", "Roofing",
            "Preschool", "Veterinary", "Electrical", "Hardware", "Pharmacy", "Catering",
            "Surveying", "Fencing", "Dairy"};
        static constexpr std::array kThird{"", "", " North", " South", " Hill", " Park", " Bay"};
        Customer one{{}, name};
        while (one.name.isEmpty() || m_names.contains(one.name))
            one.name = QLatin1String(kFirst[size_t(upTo(kFirst.size()))]) + u' '
                + QLatin1String(kSecond[size_t(upTo(kSecond.size()))])
                + QLatin1String(kThird[size_t(upTo(kThird.size()))]);
        m_names.append(one.name);
        one.number = QString::number(100'000 + m_names.size());
        m_month.accounts.append(one.number + u',' + one.name + u",Customer"_s);
        return one;
    }

    QString invoice(const Customer& of, qint64 cents, QDate due, const QString& currency = u"AUD"_s)
    {
        const QString number = u"INV-%1"_s.arg(10'000 + ++m_invoices);
        m_month.invoices.append(u"%1,%2,%3,%4,No tax,%5,Broadband,1,%6,%6,0.00"_s.arg(of.number,
            number, m_today.addDays(-40).toString(Qt::ISODate), due.toString(Qt::ISODate), currency,
            text(cents)));
        return number;
    }

    QString payment(QStringList& to, const Customer& of, qint64 cents, QDate date,
        const QString& invoice, const QString& method = u"EFT"_s)
    {
        const QString number = u"PAY-%1"_s.arg(50'000 + ++m_payments);
        to.append(u"%1,%2,%3,%4,%2,%5,%6,%7"_s.arg(of.number, number, date.toString(Qt::ISODate),
            text(cents), method, invoice, invoice.isEmpty() ? QString() : text(cents)));
        m_month.paid.append({number, of.name, cents});
        return number;
    }

    void line(Kind kind, QDate date, qint64 cents, const QString& payee, const QString& reference,
        const QStringList& right = {}, const QString& bank = kMain)
    {
        m_month.lines.append({kind, bank, date, cents, payee, reference, right});
    }

    QString shout(const Customer& one) const { return one.name.toUpper(); }

    // Cut off by the bank in the middle of a word, so that it is nobody else's whole name.
    QString cut(const Customer& one) const
    {
        const bool isWhole = one.name.size() <= 18 || one.name[17] == u' ' || one.name[18] == u' ';
        return isWhole ? shout(one) : one.name.left(18).toUpper();
    }

    // By number or by name, as payers do: payee and reference.
    std::pair<QString, QString> said(const Customer& by, const QString& number)
    {
        switch (upTo(6)) {
        case 0:
            return {shout(by), {}};
        case 1:
            return {shout(by), QString(number).remove(u'-')};
        case 2:
            return {u"DIRECT CREDIT 04821"_s, number};
        case 3:
            return {cut(by), {}};
        case 4:
            return {u"OSKO PAYMENT "_s + shout(by), u"internet"_s};
        default:
            return {u"TRANSFER"_s, number.section(u'-', 1)};
        }
    }

    void plant(Kind kind)
    {
        m_day = m_today.addDays(-upTo(13));
        m_paid = m_day.addDays(-upTo(3));
        m_due = m_today.addDays(upTo(26) - 16);
        m_cents = amount();
        m_who = customer();
        if (kind < kFirstHazard)
            good(kind);
        else if (kind <= LumpInBilling)
            payments(kind);
        else
            others(kind);
    }

    void good(Kind kind)
    {
        switch (kind) {
        case PaidTwice:
            return paidTwice();
        case Pair:
        case Lump:
            return lump(kind);
        case EnteredInXero: {
            const QString number = invoice(m_who, m_cents, m_due);
            const auto [payee, reference] = said(m_who, number);
            return line(kind, m_day, m_cents, payee, reference, {number}, kByHand);
        }
        case LumpEnteredInXero: {
            const qint64 first = odd(), second = odd();
            const QStringList both{invoice(m_who, first, m_due), invoice(m_who, second, m_due)};
            return line(kind, m_day, first + second, shout(m_who), {}, both, kByHand);
        }
        case LongerName:
            return namesakes(kind);
        case UnallocatedAndDueLater:
            return unallocated(kind, m_day, m_today.addDays(30));
        default:
            break;
        }
        const QString number = invoice(m_who, m_cents, m_due);
        const QString paid = payment(m_month.payments, m_who, m_cents, m_paid, number);
        if (kind == Reconciled)
            m_month.reconciled.append(paid);
        const auto [payee, reference] = said(m_who, number);
        line(kind, m_day, m_cents, payee, reference, {paid});
    }

    void paidTwice()
    {
        QStringList both;
        for (int i = 0; i < 2; ++i)
            both += payment(
                m_month.payments, m_who, m_cents, m_paid, invoice(m_who, m_cents, m_due));
        for (int i = 0; i < 2; ++i) {
            line(PaidTwice, m_day, m_cents, shout(m_who), {}, both);
            m_month.lines.last().eachIsRight = true;
        }
    }

    void lump(Kind kind)
    {
        QStringList all;
        qint64 sum = 0;
        for (int i = kind == Pair ? 2 : 3 + upTo(4); i > 0; --i) {
            const qint64 part = odd();
            all += payment(m_month.payments, m_who, part, m_paid, invoice(m_who, part, m_due));
            sum += part;
        }
        line(kind, m_day, sum, shout(m_who), oneIn(2) ? u"several"_s : QString(), all);
    }

    // Two customers whose names begin alike pay the same; the other one's money, whose own line is
    // not here yet, is nearer by its day.
    void namesakes(Kind kind)
    {
        const QString begin = m_who.name;
        if (kind == CutOffForTwo)
            m_month.accounts.removeLast();
        const Customer one = kind == LongerName ? m_who : customer(begin + u" Street"_s);
        const Customer other = customer(begin + u" Square"_s);
        payment(m_month.payments, one, m_cents, m_day, invoice(one, m_cents, m_due));
        const QString paid = payment(
            m_month.payments, other, m_cents, m_day.addDays(-2), invoice(other, m_cents, m_due));
        line(kind, m_day, m_cents, kind == LongerName ? shout(other) : begin.toUpper(), {},
            kind == LongerName ? QStringList{paid} : QStringList());
    }

    // Billing allocates a payment that is in Xero already.
    void unallocated(Kind kind, QDate paid, QDate due)
    {
        m_cents = odd();
        const QString number = invoice(m_who, m_cents, due);
        const QString payment = this->payment(m_month.payments, m_who, m_cents, paid, {});
        m_month.allocations.append({payment, number, m_cents});
        const auto [payee, reference] = said(m_who, number);
        line(kind, m_day, m_cents, payee, reference, {payment});
    }

    void payments(Kind kind)
    {
        switch (kind) {
        case Unallocated: // the invoice is nearer to the line's day, or as near
            return unallocated(kind, m_paid, m_day);
        case PushHeld:
            return held();
        case AmbiguousLump:
        case LumpHalfPushed:
        case LumpInBilling:
            return doubtfulLump(kind);
        case InvoiceTwins:
            invoice(customer(), m_cents, m_due);
            invoice(m_who, m_cents, oneIn(2) ? m_due : m_day);
            return line(kind, m_day, m_cents, u"DEPOSIT BRANCH"_s, {});
        case TwinsOfOne:
            invoice(m_who, m_cents, m_due);
            invoice(m_who, m_cents, m_day);
            return line(kind, m_day, m_cents, shout(m_who), {}, {}, kByHand);
        default:
            break;
        }
        const QString number = invoice(m_who, m_cents, m_due);
        if (kind == MatchedByHand)
            m_month.acts.append({u"match-invoice"_s,
                {{u"invoice"_s, number}, {u"amount"_s, text(m_cents)}, {u"bank"_s, kMain},
                    {u"date"_s, m_day.toString(Qt::ISODate)}}});
        if (kind != NotInBilling) // what was matched is fetched with the push, too late
            payment(kind == MatchedByHand ? m_month.paymentsToHold : m_month.paymentsToday, m_who,
                m_cents, m_paid, number);
        const auto [payee, reference] = said(m_who, number);
        line(kind, m_day, m_cents, payee, reference, {}, kind == OtherBank ? kByHand : kMain);
    }

    // Xero takes it no more: the day is locked, or the contact was archived.
    void held()
    {
        const QString number = invoice(m_who, m_cents, m_due);
        if (oneIn(2))
            m_day = m_paid = m_month.lockDate.addDays(-upTo(4));
        else
            m_month.acts.append({u"archive-contact"_s, {{u"contact"_s, m_who.name}}});
        payment(m_month.paymentsToHold, m_who, m_cents, m_paid, number);
        const auto [payee, reference] = said(m_who, number);
        line(PushHeld, m_day, m_cents, payee, reference);
    }

    void doubtfulLump(Kind kind)
    {
        const qint64 a = odd(), b = a + 1 + upTo(500), c = b + 1 + upTo(500);
        QList<qint64> parts{a, b, c};
        if (kind == AmbiguousLump) // a + d = b + c
            parts.append(b + c - a);
        for (qsizetype i = 0; i < parts.size(); ++i)
            payment(kind == LumpInBilling || (kind == LumpHalfPushed && i == 1)
                    ? m_month.paymentsToday
                    : m_month.payments,
                m_who, parts[i], m_paid, invoice(m_who, parts[i], m_due));
        const qint64 sum = kind == AmbiguousLump ? b + c : a + b + c;
        line(kind, m_day, sum, shout(m_who), {}, {},
            kind == LumpInBilling && oneIn(2) ? kByHand : kMain);
    }

    void others(Kind kind)
    {
        switch (kind) {
        case WrongContact:
            return wrongContact();
        case CutOffForTwo:
            return namesakes(kind);
        case Merged:
            return merged();
        case Voided: {
            const QString number = invoice(m_who, m_cents, m_due);
            m_month.acts.append({u"void"_s, {{u"invoice"_s, number}}});
            if (oneIn(3))
                payment(m_month.paymentsToday, m_who, m_cents, m_paid, number);
            return line(kind, m_day, m_cents, shout(m_who), number);
        }
        case Foreign: {
            const qint64 dollars = odd(), converted = oneIn(2) ? dollars : dollars * 153 / 100;
            invoice(m_who, odd(), m_due);
            if (oneIn(3)) // billing's own are held: the book has no rate
                return line(
                    kind, m_day, converted, shout(m_who), invoice(m_who, dollars, m_due, u"USD"_s));
            const QString number = u"US-%1"_s.arg(70'000 + m_month.foreign.size());
            m_month.foreign.append(foreign(number, dollars));
            return line(kind, m_day, converted, shout(m_who), oneIn(2) ? number : QString());
        }
        case OwnTransfer:
            line(kind, m_day, m_cents, u"TRANSFER FROM XX1102"_s, {});
            return line(
                kind, m_day.addDays(-upTo(2)), -m_cents, u"TRANSFER TO XX4821"_s, {}, {}, kBySelf);
        case Contested:
            return contested();
        case Unknown:
            m_month.accounts.removeLast();
            return line(kind, m_day, 500'000'001 + upTo(1'000'000), u"KMART 1234 REFUND"_s, {});
        default:
            return pushedButNotSafe(kind);
        }
    }

    QJsonObject foreign(const QString& number, qint64 cents) const
    {
        return {{u"Type"_s, u"ACCREC"_s}, {u"InvoiceNumber"_s, number},
            {u"Status"_s, u"AUTHORISED"_s}, {u"Contact"_s, QJsonObject{{u"Name"_s, m_who.name}}},
            {u"CurrencyCode"_s, u"USD"_s}, {u"Date"_s, m_day.addDays(-20).toString(Qt::ISODate)},
            {u"DueDate"_s, m_due.toString(Qt::ISODate)}, {u"LineAmountTypes"_s, u"NoTax"_s},
            {u"LineItems"_s,
                QJsonArray{QJsonObject{{u"Description"_s, u"By hand"_s}, {u"Quantity"_s, 1},
                    {u"UnitAmount"_s, text(cents)}, {u"AccountCode"_s, u"200"_s}}}}};
    }

    // The bank names one customer; what has this amount is another's, in billing or in Xero alone.
    void wrongContact()
    {
        m_cents = odd();
        const Customer other = customer();
        invoice(m_who, odd(), m_due);
        invoice(other, odd(), m_due);
        if (oneIn(2))
            payment(m_month.payments, other, m_cents, m_paid, invoice(other, m_cents, m_due));
        else
            m_month.acts.append({u"create-overpayment"_s,
                {{u"contact"_s, other.name}, {u"amount"_s, text(m_cents)}, {u"bank"_s, kMain},
                    {u"date"_s, m_paid.toString(Qt::ISODate)}, {u"reconciled"_s, false}}});
        if (other.name.startsWith(m_who.name)) // whose money it is would be said after all
            return line(WrongContact, m_day, m_cents, u"DEPOSIT"_s, {});
        line(WrongContact, m_day, m_cents, shout(m_who), {});
    }

    // A lump for two records of a customer, and a line that is one of them; or one invoice, and two
    // lines some days apart that are both it.
    void contested()
    {
        const qint64 first = odd(), second = oneIn(3) ? first : odd();
        const bool isByHand = oneIn(2);
        for (const qint64 cents : {first, second}) {
            const QString number = invoice(m_who, cents, m_due);
            if (!isByHand)
                payment(m_month.payments, m_who, cents, m_paid, number);
        }
        const QString bank = isByHand ? kByHand : kMain;
        line(Contested, m_day, first, shout(m_who), {}, {}, bank);
        if (isByHand && oneIn(2))
            line(Contested, m_day.addDays(-4), first, shout(m_who), {}, {}, bank);
        else
            line(Contested, m_day, first + second, shout(m_who), {}, {}, bank);
    }

    void merged()
    {
        m_cents = odd();
        const Customer into = customer();
        const QString number = invoice(m_who, m_cents, m_due);
        invoice(into, odd(), m_due);
        payment(
            oneIn(2) ? m_month.payments : m_month.paymentsToday, m_who, m_cents, m_paid, number);
        m_month.acts.append(
            {u"merge-contacts"_s, {{u"from"_s, m_who.name}, {u"into"_s, into.name}}});
        line(Merged, m_day, m_cents, shout(m_who), {});
    }

    void pushedButNotSafe(Kind kind)
    {
        if (kind == Locked)
            m_day = m_paid = m_month.lockDate.addDays(-upTo(4));
        if (kind == NoName)
            m_cents = odd();
        const QString number = invoice(m_who, m_cents, m_due);
        const QString paid = payment(kind == Unlinked ? m_month.paymentsToday : m_month.payments,
            m_who, m_cents, m_paid, number, kind == Automatic ? u"Saver"_s : u"EFT"_s);
        if (kind == Unlinked) { // a new customer, whom Xero doesn't know yet
            m_month.accountsToday.append(m_month.accounts.takeLast());
            m_month.invoicesToday.append(m_month.invoices.takeLast());
        }
        if (kind == Archived)
            m_month.archived.append(m_who.name);
        if (kind == NoName)
            return line(kind, m_day, m_cents, u"DIRECT CREDIT 0482"_s, {});
        const auto [payee, reference] = said(m_who, number);
        const QString bank = kind == Automatic ? kBySelf : kMain;
        line(kind, m_day, m_cents, payee, reference, {}, bank);
        if (kind == ToldTwice)
            line(kind, oneIn(2) ? m_day : m_day.addDays(-1), m_cents, payee, reference);
    }

    base::SeededRandom m_random;
    const QDate m_today;
    Month m_month;
    QStringList m_names;
    int m_invoices = 0, m_payments = 0;
    // Of what is being planted.
    Customer m_who;
    QDate m_day, m_paid, m_due;
    qint64 m_cents = 0;
};

QString signedText(qint64 cents)
{
    return cents < 0 ? u'-' + text(-cents) : text(cents);
}

} // namespace

Month month(quint64 seed, int lines, QDate today)
{
    return Maker(seed, today).make(lines);
}

QByteArray csv(const QList<Planted>& lines)
{
    QString rows = u"Date,Payee,Reference,Amount\n"_s;
    for (const Planted& one : lines)
        rows += u"%1,%2,%3,%4\n"_s.arg(
            one.date.toString(Qt::ISODate), one.payee, one.reference, signedText(one.cents));
    return rows.toUtf8();
}

QByteArray ofx(const QList<Planted>& lines)
{
    QString rows = u"OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n"
                   "<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>AUD\n<BANKACCTFROM><BANKID>082\n"
                   "<ACCTID>427730\n<ACCTTYPE>CHECKING\n</BANKACCTFROM><BANKTRANLIST>\n"_s;
    int id = 0;
    for (const Planted& one : lines)
        rows += u"<STMTTRN><TRNTYPE>CREDIT\n<DTPOSTED>%1\n<TRNAMT>%2\n<FITID>F%3\n<NAME>%4\n"
                "<MEMO>%5\n</STMTTRN>\n"_s.arg(one.date.toString(u"yyyyMMdd"),
                    signedText(one.cents), QString::number(++id), one.payee, one.reference);
    return rows.append(u"</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n").toUtf8();
}

QByteArray mt940(const QList<Planted>& lines)
{
    qint64 sum = 100'000'000;
    QDate first = lines.first().date, last = first;
    QString rows;
    for (const Planted& one : lines) {
        sum += one.cents;
        first = std::min(first, one.date);
        last = std::max(last, one.date);
        const QString day = one.date.toString(u"yyMMdd");
        rows += u":61:%1%2%3%4NTRFNONREF\n:86:%5 %6\n"_s.arg(day, day.mid(2),
            one.cents < 0 ? u"D"_s : u"C"_s, text(qAbs(one.cents)).replace(u'.', u','), one.payee,
            one.reference);
    }
    const auto balance = [](QDate day, qint64 cents) {
        return u"C%1AUD%2\n"_s.arg(day.toString(u"yyMMdd"), text(cents).replace(u'.', u','));
    };
    return (u":20:TIEOUT\n:25:0320001102\n:28C:1/1\n:60F:"_s + balance(first, 100'000'000) + rows
        + u":62F:"_s + balance(last, sum))
        .toUtf8();
}

} // namespace corpus
