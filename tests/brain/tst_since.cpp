// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/parted.h"
#include "match/index.h"
#include "support/accountbuilder.h"

#include <QTest>
#include <QTimeZone>

using namespace records;
using namespace bridge;
using namespace support;
using Qt::StringLiterals::operator""_s;

// Since when? Each kind of event, told from a past that is known to the minute.
class TestSince : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entered();
    void voidedInXero();
    void editedInXero();
    void paymentRemovedInXero();
    void allocationTakenBackInXero();
    void allocationTakenBackBeforeItWasRead();
    void paidByHandInXero();
    void creditOfXerosOwn();
    void invoiceOfXerosOwn();
    void refundedInXero();
    void reversedHere();
    void voidedHere();
    void allocationTakenBackHere();
    void takenBackWithItsInvoice();
    void movedToAnotherInvoiceHere();
    void whatSettledDoesNotCount();
    void theFirstOfSeveral();
    void beforeTheFirstReadingOnlyTheDate();
    void whoDidIt();
    void nothingDiffers();
};

namespace {

QDateTime at(int day, int hour, int minute = 0)
{
    return {QDate(2025, 11, day), QTime(hour, minute), QTimeZone::utc()};
}

// An account as the book comes to know it: what the ledger records is known at once, what happens
// in Xero when it is read.
class Watched {
public:
    Watched() { m_history.knownFrom = at(1, 0); }

    AccountBuilder* operator->() { return &m_account; }

    // All that the ledger did since.
    Watched& recorded(const QDateTime& when)
    {
        const auto stamp = [&](auto& records) {
            for (auto& one : records)
                if (!one.recordedAt.isValid())
                    one.recordedAt = when;
        };
        AccountFile& file = m_account.file();
        stamp(file.documents);
        stamp(file.payments);
        stamp(file.adjustments);
        stamp(file.allocations);
        stamp(file.reversals);
        return *this;
    }

    // All that happened there since, at one moment of Xero's clock, and when it was read.
    Watched& happened(const QDateTime& there, const QDateTime& read)
    {
        const AccountFile& file = m_account.file();
        for (const mirror::Invoice& one : file.invoices)
            version(m_history.invoices, one, there, read);
        for (const mirror::Payment& one : file.xeroPayments)
            version(m_history.payments, one, there, read);
        for (mirror::Credit one : file.credits) {
            allocations(one, read);
            one.allocations.clear();
            version(m_history.credits, one, there, read);
        }
        return *this;
    }

    RecordHistory& history() { return m_history; }

    std::optional<Event> parted()
    {
        const AccountFile& file = m_account.file();
        const Scope scope(Side::Receivable);
        const Bridge bridge = explain(file, surroundings(), scope);
        const Involved asked = involved(file, scope, bridge.lines);
        return bridge::parted(events(file, scope, bridge.lines, only(asked)));
    }

private:
    template <class Record>
    static void version(
        QList<Version<Record>>& all, Record record, const QDateTime& there, const QDateTime& read)
    {
        for (Version<Record>& one : all) {
            if (one.record.id != record.id || one.until.isValid())
                continue;
            record.updatedAt = one.record.updatedAt;
            if (one.record == record)
                return;
            one.until = read;
        }
        record.updatedAt = there;
        all.append({record, read, {}});
    }

    void allocations(const mirror::Credit& credit, const QDateTime& read)
    {
        QSet<QUuid> known;
        for (AllocationVersion& one : m_history.allocations) {
            if (one.credit != credit.id || one.version.until.isValid())
                continue;
            known.insert(one.version.record.id.value);
            if (!credit.allocations.contains(one.version.record))
                one.version.until = read;
        }
        for (const mirror::Allocation& one : credit.allocations)
            if (!known.contains(one.id.value))
                m_history.allocations.append({credit.id, {one, read, {}}});
    }

    // As the book answers: of what was asked for, of an allocation its credit as well.
    RecordHistory only(const Involved& asked) const
    {
        RecordHistory found = m_history;
        const auto isAsked = [&](const XeroRef& one) { return asked.xero.contains(one); };
        found.invoices.removeIf([&](const auto& one) { return !isAsked(match::ref(one.record)); });
        found.payments.removeIf([&](const auto& one) { return !isAsked(match::ref(one.record)); });
        QSet<QUuid> credits;
        for (const auto& one : m_history.credits)
            if (isAsked(match::ref(one.record)))
                credits.insert(one.record.id.value);
        for (const AllocationVersion& one : m_history.allocations)
            if (isAsked(match::ref(one.version.record)))
                credits.insert(one.credit.value);
        found.credits.removeIf(
            [&](const auto& one) { return !credits.contains(one.record.id.value); });
        found.allocations.removeIf(
            [&](const auto& one) { return !credits.contains(one.credit.value); });
        found.notes.removeIf([&](std::pair<const RecordRef&, QList<Noted>&> one) {
            return !asked.ledger.contains(one.first);
        });
        return found;
    }

    AccountBuilder m_account;
    RecordHistory m_history;
};

// An invoice on both sides; and one that our payment pays, pushed as an overpayment.
struct Books {
    Watched watched;
    DocumentId open, paid;
    PaymentId payment;
    AllocationId allocation;

    Books()
    {
        open = watched->invoice(u"INV-1"_s, aud("100.00"));
        paid = watched->invoice(u"INV-2"_s, aud("80.00"));
        payment = watched->payment(u"PAY-2"_s, aud("80.00"));
        allocation = watched->allocate(payment, paid, aud("80.00"));
        watched.recorded(at(2, 9));
        watched->push(open);
        watched->push(paid);
        watched->push(payment);
        watched->push(allocation);
        watched.happened(at(2, 13), at(2, 20));
    }
    InvoiceGuid invoice() { return watched->twinOf(open); }
    CreditGuid credit() { return watched->twinOf(payment); }
};

} // namespace

#define SINCE(watched, happened, when)                                                             \
    const std::optional<Event> event = (watched).parted();                                         \
    QVERIFY(event);                                                                                \
    QCOMPARE(static_cast<int>(event->what), static_cast<int>(happened));                           \
    QCOMPARE(event->at, when)

void TestSince::entered()
{
    Books books;
    const DocumentId late = books.watched->invoice(u"INV-3"_s, aud("30.00"));
    books.watched.recorded(at(5, 10, 12));
    SINCE(books.watched, Happened::Entered, at(5, 10, 12));
    QCOMPARE(event->ledger, (RecordRef{RecordKind::Invoice, late.value}));
    QCOMPARE(event->amount, aud("30.00"));
    QCOMPARE(event->label, u"INV-3"_s);
}

void TestSince::voidedInXero()
{
    Books books;
    books.watched->voidInXero(books.invoice());
    books.watched.happened(at(6, 11, 3), at(6, 20));
    SINCE(books.watched, Happened::UndoneInXero, at(6, 11, 3));
    QCOMPARE(event->xero, (XeroRef{XeroKind::Invoice, books.invoice().value}));
    QCOMPARE(event->amount, aud("100.00"));
}

void TestSince::editedInXero()
{
    Books books;
    books.watched->file().invoices.first().lines.append(mirror::Line());
    books.watched->editInXero(books.invoice(), aud("112.00"));
    books.watched.happened(at(6, 11, 4), at(6, 20));
    SINCE(books.watched, Happened::ChangedInXero, at(6, 11, 4));
    QCOMPARE(event->amount, aud("-12.00"));
}

void TestSince::paymentRemovedInXero()
{
    Books books;
    const PaymentGuid there = books.watched->payInXero(books.invoice(), aud("100.00"));
    books.watched.happened(at(7, 9), at(7, 20));
    books.watched->takeIn();
    books.watched.recorded(at(7, 20, 1));
    QVERIFY(!books.watched.parted());
    books.watched->removeInXero(there);
    books.watched.happened(at(9, 8, 30), at(9, 20));
    SINCE(books.watched, Happened::UndoneInXero, at(9, 8, 30));
    QCOMPARE(event->xero, (XeroRef{XeroKind::Payment, there.value}));
}

// It moves no balance, and is since when the two sides are not the same.
void TestSince::allocationTakenBackInXero()
{
    Books books;
    const mirror::AllocationId gone = books.watched->file().credits.first().allocations.first().id;
    books.watched->takeBackInXero(books.credit());
    books.watched.happened(at(8, 15, 45), at(8, 20));
    SINCE(books.watched, Happened::UndoneInXero, at(8, 15, 45));
    QCOMPARE(event->xero, (XeroRef{XeroKind::Allocation, gone.value}));
    QVERIFY(event->amount.isZero());
}

void TestSince::allocationTakenBackBeforeItWasRead()
{
    Books books;
    const PaymentId more = books.watched->payment(u"PAY-3"_s, aud("50.00"));
    const AllocationId part = books.watched->allocate(more, books.open, aud("50.00"));
    books.watched.recorded(at(3, 9));
    books.watched->push(more);
    books.watched.happened(at(3, 10), at(3, 10, 1));
    books.watched->push(part);
    books.watched->file().twins.last().tiedAt = at(3, 11);
    books.watched->takeBackInXero(books.watched->twinOf(more));
    // Its amounts are as they were; its instant isn't.
    Version<mirror::Credit>& last = books.watched.history().credits.last();
    last.until = at(3, 20);
    Version<mirror::Credit> again = last;
    again.record.updatedAt = at(3, 14, 30);
    again.from = at(3, 20);
    again.until = {};
    books.watched.history().credits.append(again);
    SINCE(books.watched, Happened::UndoneInXero, at(3, 14, 30));
    QCOMPARE(event->xero->kind, XeroKind::Allocation);
}

void TestSince::paidByHandInXero()
{
    Books books;
    const PaymentGuid there = books.watched->payInXero(books.invoice(), aud("40.00"));
    books.watched.happened(at(7, 9, 9), at(7, 20));
    SINCE(books.watched, Happened::AppearedInXero, at(7, 9, 9));
    QCOMPARE(event->xero, (XeroRef{XeroKind::Payment, there.value}));
}

void TestSince::creditOfXerosOwn()
{
    Books books;
    const CreditGuid there = books.watched->receive(mirror::CreditKind::Overpayment, aud("25.00"));
    books.watched.happened(at(10, 16), at(10, 20));
    SINCE(books.watched, Happened::AppearedInXero, at(10, 16));
    QCOMPARE(event->xero, (XeroRef{XeroKind::Overpayment, there.value}));
}

void TestSince::invoiceOfXerosOwn()
{
    Books books;
    const InvoiceGuid there = books.watched->xeroInvoice(u"X-1"_s, aud("25.00"));
    books.watched.happened(at(10, 17), at(10, 20));
    SINCE(books.watched, Happened::AppearedInXero, at(10, 17));
    QCOMPARE(event->xero, (XeroRef{XeroKind::Invoice, there.value}));
    QCOMPARE(event->amount, aud("-25.00"));
}

void TestSince::refundedInXero()
{
    Books books;
    const PaymentId more = books.watched->payment(u"PAY-3"_s, aud("50.00"));
    books.watched.recorded(at(3, 9));
    books.watched->push(more);
    books.watched.happened(at(3, 12), at(3, 20));
    QVERIFY(!books.watched.parted());
    const PaymentGuid there
        = books.watched->refundInXero(books.watched->twinOf(more), aud("20.00"));
    books.watched.happened(at(12, 10), at(12, 20));
    SINCE(books.watched, Happened::AppearedInXero, at(12, 10));
    QCOMPARE(event->xero, (XeroRef{XeroKind::Payment, there.value}));
}

void TestSince::reversedHere()
{
    Books books;
    books.watched->reverse(books.payment);
    books.watched.recorded(at(11, 14, 20));
    books.watched.history().notes[{RecordKind::Payment, books.payment.value}]
        = {{at(2, 9), u"billing"_s, u"recorded"_s},
            {at(11, 14, 20), u"Lee Park"_s, u"reversed by REV-1: bounced"_s},
            {at(12, 8), u"Dana Reed"_s, u"tied"_s}};
    SINCE(books.watched, Happened::Reversed, at(11, 14, 20));
    QCOMPARE(event->ledger->kind, RecordKind::Reversal);
    QCOMPARE(event->who, u"Lee Park"_s);
}

void TestSince::voidedHere()
{
    Books books;
    books.watched->voidDocument(books.open);
    books.watched.recorded(at(11, 14, 21));
    SINCE(books.watched, Happened::Reversed, at(11, 14, 21));
    QCOMPARE(event->amount, aud("-100.00"));
}

void TestSince::allocationTakenBackHere()
{
    Books books;
    const RecordRef allocation{RecordKind::Allocation, books.allocation.value};
    books.watched->file().allocations.first().removed = true;
    books.watched.history().notes[allocation]
        = {{at(2, 9), u"billing"_s, u"allocated 80.00 from PAY-2 to INV-2"_s},
            {at(13, 16, 2), u"Lee Park"_s, u"allocation of 80.00 taken back"_s}};
    SINCE(books.watched, Happened::Reversed, at(13, 16, 2));
    QCOMPARE(event->ledger, allocation);
    QCOMPARE(event->who, u"Lee Park"_s);
}

// The reversal is one event, however many lines it makes.
void TestSince::takenBackWithItsInvoice()
{
    Books books;
    books.watched->voidDocument(books.paid);
    books.watched.recorded(at(11, 14, 20));
    const AccountFile& file = books.watched->file();
    const Scope scope(Side::Receivable);
    const QList<BridgeLine> lines = explain(file, surroundings(), scope).lines;
    QCOMPARE(lines.size(), 2);
    for (const Event& one : events(file, scope, lines, books.watched.history())) {
        QCOMPARE(static_cast<int>(one.what), static_cast<int>(Happened::Reversed));
        QCOMPARE(one.at, at(11, 14, 20));
        QCOMPARE(one.ledger->kind, RecordKind::Reversal);
    }
}

// No balance moved: the lines are of the two invoices, and the one it was taken off came first.
void TestSince::movedToAnotherInvoiceHere()
{
    Watched watched;
    const DocumentId a = watched->on({2025, 11, 2}).invoice(u"INV-A"_s, aud("80.00"));
    const DocumentId b = watched->invoice(u"INV-B"_s, aud("80.00"));
    watched->push(a);
    watched->push(b);
    watched.recorded(at(2, 9)).happened(at(2, 9), at(2, 10));
    watched->on({2025, 11, 4}).payInXero(watched->twinOf(a), aud("80.00"));
    watched->takeIn();
    watched.recorded(at(4, 12)).happened(at(4, 11), at(4, 12));
    QVERIFY(!watched.parted());
    ledger::Allocation& was = watched->file().allocations.first();
    was.removed = true;
    const RecordRef taken = match::ref(was);
    watched.history().notes[taken]
        = {{at(13, 16, 2), u"Lee Park"_s, u"allocation of 80.00 taken back"_s}};
    watched->on({2025, 11, 13}).allocate(PaymentId{was.from.id}, b, aud("80.00"));
    watched.recorded(at(13, 16, 3));
    const AccountFile& file = watched->file();
    const Scope scope(Side::Receivable);
    const QList<BridgeLine> lines = explain(file, surroundings(), scope).lines;
    QCOMPARE(lines.size(), 2);
    const QList<Event> found = events(file, scope, lines, watched.history());
    QCOMPARE(found.at(0).at, at(13, 16, 2));
    QCOMPARE(static_cast<int>(found.at(0).what), static_cast<int>(Happened::Reversed));
    QCOMPARE(found.at(0).who, u"Lee Park"_s);
    QCOMPARE(found.at(1).at, at(13, 16, 3));
    QCOMPARE(static_cast<int>(found.at(1).what), static_cast<int>(Happened::Entered));
    QCOMPARE(watched.parted()->at, at(13, 16, 2));
}

void TestSince::whatSettledDoesNotCount()
{
    Books books;
    books.watched->file().invoices.first().lines.append(mirror::Line());
    books.watched->editInXero(books.invoice(), aud("112.00"));
    books.watched.happened(at(4, 11), at(4, 20));
    books.watched->editInXero(books.invoice(), aud("100.00"));
    books.watched.happened(at(6, 11), at(6, 20));
    QVERIFY(!books.watched.parted());
    books.watched->editInXero(books.invoice(), aud("90.00"));
    books.watched.happened(at(9, 11), at(9, 20));
    books.watched->editInXero(books.invoice(), aud("85.00"));
    books.watched.happened(at(12, 11), at(12, 20));
    SINCE(books.watched, Happened::ChangedInXero, at(9, 11)); // not met again since
    QCOMPARE(event->amount, aud("15.00"));
}

void TestSince::theFirstOfSeveral()
{
    Books books;
    books.watched->xeroInvoice(u"X-1"_s, aud("25.00"));
    books.watched.happened(at(10, 17), at(10, 20));
    books.watched->invoice(u"INV-3"_s, aud("30.00"));
    books.watched.recorded(at(10, 9, 30));
    SINCE(books.watched, Happened::Entered, at(10, 9, 30));
    QCOMPARE(event->label, u"INV-3"_s);
}

void TestSince::beforeTheFirstReadingOnlyTheDate()
{
    Watched watched;
    watched->on(QDate(2025, 3, 14));
    watched->xeroInvoice(u"X-OLD"_s, aud("25.00"));
    watched.happened(at(1, 0), at(1, 0));
    {
        SINCE(watched, Happened::AppearedInXero, QDateTime());
        QCOMPARE(event->date, QDate(2025, 3, 14));
    }
    watched->on(QDate(2025, 2, 1));
    watched->invoice(u"INV-OLD"_s, aud("30.00"));
    watched.recorded(at(1, 0).addDays(-1)); // came over with the books
    SINCE(watched, Happened::Entered, QDateTime());
    QCOMPARE(event->date, QDate(2025, 2, 1));
    QCOMPARE(event->label, u"INV-OLD"_s);
}

void TestSince::whoDidIt()
{
    Books books;
    books.watched->voidInXero(books.invoice());
    books.watched.happened(at(6, 11, 3), at(6, 20));
    const XeroRef there{XeroKind::Invoice, books.invoice().value};
    QCOMPARE(books.watched.parted()->who, QString()); // nobody was asked
    books.watched.history().authors.insert(
        {there.id, at(1, 9)}, u"Kim Ochoa"_s); // an earlier change
    QCOMPARE(books.watched.parted()->who, QString());
    books.watched.history().authors.insert({there.id, at(6, 11, 3)}, u"Dana Reed"_s);
    QCOMPARE(books.watched.parted()->who, u"Dana Reed"_s);
    const DocumentId late = books.watched->invoice(u"INV-3"_s, aud("30.00"));
    books.watched.recorded(at(5, 10));
    books.watched.history().notes[{RecordKind::Invoice, late.value}]
        = {{at(5, 10), u"billing"_s, u"recorded"_s}, {at(8, 10), u"Lee Park"_s, u"renumbered"_s}};
    QCOMPARE(books.watched.parted()->who, u"billing"_s); // who entered it, not who came later
}

void TestSince::nothingDiffers()
{
    Books books;
    QVERIFY(!books.watched.parted());
}

QTEST_APPLESS_MAIN(TestSince)
#include "tst_since.moc"
