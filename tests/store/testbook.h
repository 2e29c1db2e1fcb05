// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/sqlitebook.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

// A book in a folder of its own, with a clock that stands still and builders for short records.
namespace test {

using namespace Qt::StringLiterals;
using namespace records;

class StillClock final : public base::Clock {
public:
    QDateTime at = QDateTime(QDate(2026, 11, 20), QTime(0, 7), QTimeZone::utc());
    QDateTime now() const override { return at; }
    qint64 bootMilliseconds() const override { return 1000; }
    QString bootId() const override { return u"boot"_s; }
    void after(std::chrono::milliseconds, QObject*, std::function<void()>) override { }
};

inline base::Currency aud()
{
    return base::Currency::of("AUD");
}

inline base::Money money(const char* text)
{
    return *base::Money::parse(QString::fromLatin1(text), aud());
}

// The result's value, or the test stops with the error's sentence.
template <class T>
T ok(base::Result<T> result)
{
    if (!result)
        qFatal("%s / %s", qPrintable(result.error().sentence), qPrintable(result.error().raw));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

struct TestBook {
    QTemporaryDir folder;
    StillClock clock;
    base::SeededRandom random{42};
    std::unique_ptr<store::Book> book;

    TestBook() { book = ok(store::Book::create(path(), settings(), clock, random)); }
    QString path() const { return folder.filePath(u"coastline.tieout"_s); }
    static BookSettings settings()
    {
        BookSettings s;
        s.name = u"Coastline Broadband"_s;
        s.currency = aud();
        s.bankByMethod = {{u"EFT"_s, u"090"_s}};
        s.receiptsByBank = {{u"090"_s, BankReceipts::EnteredInXero}};
        s.startDate = QDate(2026, 11, 1);
        s.pushIsOn = true;
        return s;
    }
    store::Connection& connection() { return static_cast<store::SqliteBook&>(*book).connection(); }
    // Runs in a transaction of its own and commits.
    template <class Call>
    auto write(Call call)
    {
        auto transaction = ok(book->begin());
        if constexpr (std::is_void_v<std::invoke_result_t<Call, store::Transaction&>>) {
            call(transaction);
            ok(transaction.commit());
        } else {
            auto value = call(transaction);
            ok(transaction.commit());
            return value;
        }
    }
    qint64 number(const QString& sql)
    {
        store::Statement ask(connection(), sql);
        return ask.next() ? ask.get<qint64>() : -1;
    }

    AccountId account(const QString& number, const QString& name = {})
    {
        return write([&](auto& t) { return ok(book->add(t, accountValue(number, name))); });
    }
    static ledger::Account accountValue(const QString& number, const QString& name = {})
    {
        ledger::Account a;
        a.number = number;
        a.name = name.isEmpty() ? u"Account "_s + number : name;
        a.currency = aud();
        return a;
    }
    static ledger::Document invoiceValue(
        AccountId account, const QString& number, const char* total)
    {
        ledger::Document d;
        d.account = account;
        d.number = number;
        d.date = QDate(2026, 11, 3);
        d.dueDate = QDate(2026, 11, 17);
        d.total = money(total);
        d.taxMode = ledger::TaxMode::NoTax;
        ledger::Line line;
        line.description = u"Fibre"_s;
        line.amount = d.total;
        d.lines = {line};
        return d;
    }
    DocumentId invoice(AccountId account, const QString& number, const char* total)
    {
        return write([&](auto& t) {
            return ok(book->add(t, invoiceValue(account, number, total), u"test"_s));
        });
    }
    static ledger::Payment paymentValue(
        AccountId account, const QString& number, const char* amount)
    {
        ledger::Payment p;
        p.account = account;
        p.number = number;
        p.date = QDate(2026, 11, 12);
        p.amount = money(amount);
        p.reference = u"EFT "_s + number;
        p.method = u"EFT"_s;
        return p;
    }
    PaymentId payment(AccountId account, const QString& number, const char* amount)
    {
        return write([&](auto& t) {
            return ok(book->add(t, paymentValue(account, number, amount), u"test"_s));
        });
    }
    AllocationId allocate(PaymentId from, DocumentId to, const char* amount)
    {
        ledger::Allocation a;
        a.from = {RecordKind::Payment, from.value};
        a.to = to;
        a.amount = money(amount);
        a.date = QDate(2026, 11, 12);
        return write([&](auto& t) { return ok(book->add(t, a, u"test"_s)); });
    }
    Link link(AccountId account)
    {
        Link l;
        l.account = account;
        l.contact = {QUuid::createUuidV5(QUuid(), QString::number(account.value))};
        l.contactName = u"Contact"_s;
        l.how = u"by you"_s;
        l.linkedAt = clock.at;
        write([&](auto& t) { ok(book->link(t, l, u"test"_s)); });
        return l;
    }
    mirror::Invoice xeroInvoice(mirror::ContactId contact, const QString& number, const char* total)
    {
        mirror::Invoice i;
        i.id = {QUuid::createUuidV5(QUuid(), number)};
        i.type = u"ACCREC"_s;
        i.number = number;
        i.status = u"AUTHORISED"_s;
        i.contact = contact;
        i.date = QDate(2026, 11, 3);
        i.total = money(total);
        i.amountDue = money(total);
        i.lines = {{.lineItemId = i.id.value,
            .description = u"Fibre"_s,
            .itemCode = u"FIB"_s,
            .accountCode = u"200"_s,
            .taxType = u"OUTPUT"_s,
            .quantity = {10'000},
            .unitAmount = {10'000},
            .lineAmount = money(total),
            .taxAmount = {}}};
        i.updatedAt = clock.at;
        return i;
    }
    static Operation operationValue(
        AccountId account, OperationKind kind, RecordRef subject, const char* amount)
    {
        Operation o;
        o.kind = kind;
        o.subject = subject;
        o.account = account;
        o.amount = money(amount);
        o.label = u"Push %1"_s.arg(subject.id);
        return o;
    }
};

} // namespace test
