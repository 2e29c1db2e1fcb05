// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fiveyears.h"

#include "base/random.h"
#include "match/index.h"
#include "store/book.h"
#include "support/fiveyearsrecords.h"
#include "support/manualclock.h"

using namespace records;
using Qt::StringLiterals::operator""_s;
using base::Money;
using match::ref;

namespace fiveyears {

namespace {

constexpr int kDays = 1'826;
constexpr int kQuietDays = 70; // at the end nothing new is invoiced, so that all heals
constexpr qint64 kHour = 3'600'000, kDay = 24 * kHour;
const base::Currency kAud = base::Currency::of("AUD");

template <class T>
T must(base::Result<T> result)
{
    if (!result)
        qFatal("%s\n%s", qPrintable(result.error().sentence), qPrintable(result.error().raw));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

class Maker {
public:
    Maker(const QString& path, int documents, int breaks, quint64 seed)
        : m_random(seed)
        , m_clock(QDateTime(QDate(2021, 1, 4), QTime(6, 0), QTimeZone::utc()))
        , m_start(m_clock.now())
        , m_wanted(documents)
        , m_customers(std::max(breaks * 2, std::max(4, documents / 50)))
    {
        BookSettings settings;
        settings.name = u"Five years"_s;
        settings.currency = kAud;
        settings.bankAccountCode = u"090"_s;
        settings.pushIsOn = true;
        settings.paymentsCompleteUntil = m_start.addDays(kDays + 1);
        m_book = must(store::Book::create(path, settings, m_clock, m_random));
        begin();
        mirror::Organisation organisation;
        organisation.tenantId = guid();
        organisation.name = settings.name;
        organisation.baseCurrency = kAud;
        organisation.timezone = "UTC";
        must(m_book->putOrganisation(*m_transaction, organisation));
        addCustomers(breaks);
        for (int day = 0; day < kDays; ++day)
            at(m_start.addDays(day).addMSecs(14 * kHour), [this] { fetch(); });
    }

    Made make()
    {
        while (!m_events.empty()) {
            auto next = m_events.extract(m_events.begin());
            if (next.key() > m_clock.now().toMSecsSinceEpoch())
                m_clock.advance(
                    std::chrono::milliseconds(next.key() - m_clock.now().toMSecsSinceEpoch()));
            next.mapped()();
        }
        fetch();
        must(m_book->setValue(*m_transaction, u"fetch.completed"_s,
            m_clock.now().toUTC().toString(Qt::ISODateWithMs)));
        must(m_transaction->commit());
        m_transaction.reset();
        return m_made;
    }

private:
    // ---- time and chance

    void begin() { m_transaction.emplace(must(m_book->begin())); }
    void at(const QDateTime& when, std::function<void()> what)
    {
        m_events.emplace(when.toMSecsSinceEpoch(), std::move(what));
    }
    void in(qint64 milliseconds, std::function<void()> what)
    {
        at(m_clock.now().addMSecs(milliseconds), std::move(what));
    }
    qint64 between(qint64 least, qint64 most)
    {
        return least + static_cast<qint64>(m_random.below(static_cast<quint64>(most - least + 1)));
    }
    bool oneIn(int times) { return m_random.below(static_cast<quint64>(times)) == 0; }
    QUuid guid() { return QUuid::fromRfc4122(m_random.bytes(16)); }
    QDate today() const { return m_clock.now().date(); }
    // Xero's clock has no milliseconds.
    QDateTime xeroNow() const
    {
        return QDateTime::fromSecsSinceEpoch(m_clock.now().toSecsSinceEpoch(), Qt::UTC);
    }
    Money some() { return {between(1'000, 90'000), kAud}; }

    // ---- what Xero shows next

    void show(mirror::Invoice& one)
    {
        one.updatedAt = xeroNow();
        m_invoices.insert(one.id.value, one);
    }
    void show(mirror::Credit& one)
    {
        one.updatedAt = xeroNow();
        m_credits.insert(one.id.value, one);
    }
    void show(mirror::Payment& one)
    {
        one.updatedAt = xeroNow();
        m_payments.insert(one.id.value, one);
    }

    // Xero's answer to a push is kept at once.
    template <class Record>
    void answer(const Record& one)
    {
        must(m_book->put(*m_transaction, QList<Record>{one}));
    }

    void fetch()
    {
        const auto pause
            = [this] { m_clock.advance(std::chrono::milliseconds(between(150, 1'500))); };
        const auto put = [&](auto& changed) {
            if (!changed.isEmpty())
                must(m_book->put(*m_transaction, changed.values()));
            changed.clear();
            pause();
        };
        put(m_invoices);
        put(m_credits);
        put(m_payments);
        ++m_made.fetches;
        for (const auto& takeIn : std::exchange(m_toTakeIn, {}))
            takeIn();
        must(m_transaction->commit());
        begin();
    }

    void tie(const RecordRef& ours, const XeroRef& theirs, TwinOrigin origin, Money amount)
    {
        must(m_book->tie(*m_transaction,
            Twin{.ledger = ours,
                .xero = theirs,
                .origin = origin,
                .agreed = {u"AUTHORISED"_s, amount, today(), {}, {}},
                .tiedAt = m_clock.now()},
            u"Tieout"_s));
    }

    // ---- the daily work

    void addCustomers(int breaks)
    {
        const int each = std::max(1, m_wanted / static_cast<int>(m_customers.size()));
        QList<mirror::Contact> contacts;
        for (qsizetype i = 0; i < m_customers.size(); ++i) {
            Customer& one = m_customers[i];
            one.number = QString::number(100'000 + i);
            one.contact = {guid()};
            ledger::Account account;
            account.number = one.number;
            account.name = u"Customer "_s + one.number;
            account.currency = kAud;
            one.id = must(m_book->add(*m_transaction, account));
            mirror::Contact contact;
            contact.id = one.contact;
            contact.name = account.name;
            contact.number = one.number;
            contact.status = u"ACTIVE"_s;
            contact.updatedAt = xeroNow();
            contacts.append(contact);
            for (int k = 0; k < each; ++k)
                at(m_start.addMSecs((kDays - kQuietDays) * kDay / each * k + between(0, 9 * kHour)
                       + between(0, 20) * kDay),
                    [this, i] { invoice(i); });
            if (i < breaks)
                at(m_start.addMSecs(between(90 * kDay, (kDays - 5) * kDay)),
                    [this, i] { part(i, static_cast<int>(i % kKinds), 60); });
            else
                m_made.whole.append(one.id);
        }
        must(m_book->put(*m_transaction, contacts));
        for (const Customer& one : std::as_const(m_customers)) {
            Link link;
            link.account = one.id;
            link.contact = one.contact;
            link.contactName = u"Customer "_s + one.number;
            link.how = u"by number"_s;
            must(m_book->link(*m_transaction, link, u"import"_s));
        }
    }

    DocumentId enter(const Customer& customer, const QString& number, Money total)
    {
        return must(m_book->add(
            *m_transaction, ledgerInvoice(customer.id, number, total, today()), u"billing"_s));
    }
    mirror::Invoice invoiceOf(const Customer& customer, const QString& number, Money total)
    {
        return xeroInvoice({guid()}, customer.contact, number, total, today());
    }

    // Recorded, in Xero some hours later, paid some weeks after that; sometimes with a detour.
    void invoice(qsizetype customer)
    {
        Customer& who = m_customers[customer];
        const qsizetype k = who.billed.size();
        Billed billed;
        const Money total = some();
        const QString number = u"INV-%1-%2"_s.arg(who.number).arg(k);
        billed.ours = enter(who, number, total);
        billed.xero = invoiceOf(who, number, total);
        who.billed.append(billed);
        ++m_made.documents;
        in(between(kHour / 2, 7 * kHour), [this, customer, k] {
            Billed& one = m_customers[customer].billed[k];
            one.isInXero = true;
            show(one.xero);
            answer(one.xero);
            tie({RecordKind::Invoice, one.ours.value}, ref(one.xero), TwinOrigin::Pushed,
                one.xero.total);
        });
        if (oneIn(12))
            in(between(1 * kDay, 3 * kDay), [this, customer, k] { detour(customer, k); });
        if (!oneIn(15))
            in(between(12 * kDay, 40 * kDay), [this, customer, k] { pay(customer, k); });
    }

    // A difference that is there for some days and gone again.
    void detour(qsizetype customer, qsizetype k)
    {
        Billed& one = m_customers[customer].billed[k];
        if (one.isTaken)
            return;
        ++m_made.healed;
        const qint64 days = between(1, 8) * kDay;
        switch (m_random.below(3)) {
        case 0: { // edited, and back
            const Money before = one.xero.total;
            one.isTaken = true;
            one.xero.total = one.xero.amountDue = before + Money(500, kAud);
            show(one.xero);
            in(days, [this, customer, k, before] {
                Billed& again = m_customers[customer].billed[k];
                again.isTaken = false;
                again.xero.total = again.xero.amountDue = before;
                show(again.xero);
            });
            return;
        }
        case 1: { // paid by hand in Xero, and removed there
            one.isTaken = true;
            mirror::Payment payment = paymentOn(one, Money(one.xero.total.minor() / 2, kAud));
            settle(one, -payment.amount);
            show(payment);
            in(days, [this, customer, k, payment]() mutable {
                Billed& again = m_customers[customer].billed[k];
                again.isTaken = false;
                settle(again, payment.amount);
                payment.status = u"DELETED"_s;
                show(payment);
            });
            return;
        }
        default: { // an overpayment that came by mistake
            mirror::Credit credit
                = creditOf(m_customers.at(customer), mirror::CreditKind::Overpayment, some());
            show(credit);
            in(days, [this, credit]() mutable {
                credit.status = u"VOIDED"_s;
                credit.remainingCredit = Money(0, kAud);
                show(credit);
            });
        }
        }
    }

    void settle(Billed& one, Money change)
    {
        one.xero.amountDue += change;
        one.xero.amountPaid -= change;
        one.xero.status = one.xero.amountDue.isZero() ? u"PAID"_s : u"AUTHORISED"_s;
        show(one.xero);
    }

    mirror::Payment paymentOn(const Billed& one, Money amount)
    {
        return xeroPayment({guid()}, one.xero, amount, today());
    }
    mirror::Credit creditOf(const Customer& customer, mirror::CreditKind kind, Money total)
    {
        mirror::Credit one = xeroCredit({guid()}, kind, customer.contact, total, today());
        if (kind == mirror::CreditKind::CreditNote)
            one.number = u"CN-%1"_s.arg(++m_creditNotes);
        return one;
    }

    void allocate(mirror::Credit& credit, Billed& to, Money amount)
    {
        credit.allocations.append({{guid()}, to.xero.id, to.xero.number, amount, today()});
        credit.remainingCredit -= amount;
        if (credit.remainingCredit.isZero())
            credit.status = u"PAID"_s;
        show(credit);
        settle(to, -amount);
    }

    // Our payment with its allocation.
    void payHere(const Customer& who, const Billed& billed, Paid& paid, ledger::Source source)
    {
        ledger::Payment one;
        one.account = who.id;
        one.number = u"PAY-%1"_s.arg(++m_made.payments);
        one.date = today();
        one.amount = billed.xero.total;
        one.method = u"EFT"_s;
        one.source = source;
        paid.ours = must(m_book->add(*m_transaction, one, u"billing"_s));
        ledger::Allocation allocation;
        allocation.account = who.id;
        allocation.from = {RecordKind::Payment, paid.ours.value};
        allocation.to = billed.ours;
        allocation.amount = one.amount;
        allocation.date = today();
        allocation.source = source;
        paid.allocation = must(m_book->add(*m_transaction, allocation, u"billing"_s));
    }

    void pay(qsizetype customer, qsizetype k)
    {
        Customer& who = m_customers[customer];
        Billed& billed = who.billed[k];
        if (billed.isTaken)
            return;
        billed.isTaken = true;
        const int way = static_cast<int>(m_random.below(4));
        Paid paid;
        paid.invoice = k;
        if (way < 2) { // entered in the ledger, pushed later
            payHere(who, billed, paid, ledger::Source::Import);
            const qsizetype p = who.paid.size();
            paid.isTaken = true; // until it is there
            who.paid.append(paid);
            in(between(kHour / 2, 9 * kHour), [this, customer, p, way] { push(customer, p, way); });
            return;
        }
        // Made in Xero, taken in by the next reading.
        const Money amount = billed.xero.total;
        if (way == 2) {
            paid.payment = paymentOn(billed, amount);
            show(*paid.payment);
            settle(billed, -amount);
        } else {
            paid.credit = creditOf(who, mirror::CreditKind::CreditNote, amount);
            allocate(*paid.credit, billed, amount);
        }
        m_toTakeIn.append([this, customer, paid]() mutable {
            Customer& owner = m_customers[customer];
            payHere(owner, owner.billed.at(paid.invoice), paid, ledger::Source::Xero);
            tie({RecordKind::Payment, paid.ours.value},
                paid.payment ? ref(*paid.payment) : ref(paid.credit->allocations.first()),
                TwinOrigin::TakenIn, owner.billed.at(paid.invoice).xero.total);
            owner.paid.append(paid);
        });
    }

    void push(qsizetype customer, qsizetype p, int way)
    {
        Customer& who = m_customers[customer];
        Paid& paid = who.paid[p];
        Billed& billed = who.billed[paid.invoice];
        const Money amount = billed.xero.total;
        const RecordRef ours{RecordKind::Payment, paid.ours.value};
        paid.isTaken = false;
        if (way == 0) {
            paid.payment = paymentOn(billed, amount);
            show(*paid.payment);
            settle(billed, -amount);
            answer(*paid.payment);
            answer(billed.xero);
            tie(ours, ref(*paid.payment), TwinOrigin::Pushed, amount);
            return;
        }
        paid.isPushed = true;
        paid.credit = creditOf(who, mirror::CreditKind::Overpayment, amount);
        allocate(*paid.credit, billed, amount);
        tie(ours, ref(*paid.credit), TwinOrigin::Pushed, amount);
        tie({RecordKind::Allocation, paid.allocation.value}, ref(paid.credit->allocations.first()),
            TwinOrigin::Pushed, amount);
    }

    // ---- the breaks

    static constexpr int kKinds = 14;

    Billed* openInvoice(Customer& who)
    {
        for (auto one = who.billed.rbegin(); one != who.billed.rend(); ++one)
            if (one->isInXero && !one->isTaken && one->xero.amountDue == one->xero.total)
                return &*one;
        return nullptr;
    }
    Paid* paidAs(Customer& who, auto fits)
    {
        QList<Paid*> found;
        for (Paid& one : who.paid)
            if (!one.isTaken && fits(one))
                found.append(&one);
        return found.isEmpty() ? nullptr
                               : found.at(static_cast<qsizetype>(m_random.below(found.size())));
    }

    // Tried again some days later where nothing fits just now; in the end something that always
    // does.
    void part(qsizetype customer, int kind, int tries)
    {
        Customer& who = m_customers[customer];
        Break made;
        made.account = who.id;
        made.at = m_clock.now();
        const bool done = kind < 4 ? partByInvoice(who, kind, made)
            : kind < 9             ? partByMoney(who, kind, made)
                                   : partByNew(who, kind, made);
        if (done) {
            if (!made.xero.isEmpty())
                made.at = xeroNow();
            m_made.breaks.append(made);
        } else if (m_clock.now().addDays(6) < m_start.addDays(kDays - 2) && tries > 0) {
            in(between(kDay, 5 * kDay),
                [this, customer, kind, tries] { part(customer, kind, tries - 1); });
        } else {
            part(customer, 13, 0);
        }
    }

    bool partByInvoice(Customer& who, int kind, Break& made)
    {
        Billed* one = openInvoice(who);
        if (!one)
            return false;
        one->isTaken = true;
        made.xero = {ref(one->xero)};
        if (kind == 0) {
            made.kind = u"voided in Xero"_s;
            one->xero.status = u"VOIDED"_s;
            one->xero.amountDue = Money(0, kAud);
        } else if (kind == 1) {
            made.kind = u"total edited in Xero"_s;
            one->xero.total = one->xero.amountDue = one->xero.total + some();
        } else if (kind == 2) {
            made.kind = u"paid by hand in Xero"_s;
            mirror::Payment payment = paymentOn(*one, Money(one->xero.total.minor() / 3, kAud));
            made.xero = {ref(payment)};
            show(payment);
            settle(*one, -payment.amount);
            return true;
        } else {
            made.kind = u"credited by hand in Xero"_s;
            mirror::Credit credit = creditOf(who, mirror::CreditKind::CreditNote, one->xero.total);
            allocate(credit, *one, credit.total);
            made.xero = {ref(credit.allocations.first()), ref(credit)};
            return true;
        }
        show(one->xero);
        if (oneIn(3)) // looked at again later: nothing that matters
            in(between(2 * kDay, 30 * kDay), [this, again = one->xero]() mutable {
                again.reference = u"seen"_s;
                show(again);
            });
        return true;
    }

    bool partByMoney(Customer& who, int kind, Break& made)
    {
        const bool isPayment = kind == 4, isPushed = kind == 5 || kind == 8;
        Paid* one = paidAs(who, [&](const Paid& paid) {
            return kind == 7 ? true
                : isPayment  ? paid.payment.has_value()
                             : paid.credit.has_value() && paid.isPushed == isPushed;
        });
        if (!one)
            return false;
        one->isTaken = true;
        Billed& billed = who.billed[one->invoice];
        const RecordRef ours{RecordKind::Payment, one->ours.value};
        if (kind == 4) {
            made.kind = u"payment removed in Xero"_s;
            one->payment->status = u"DELETED"_s;
            made.xero = {ref(*one->payment)};
            show(*one->payment);
            settle(billed, one->payment->amount);
        } else if (kind == 5 || kind == 6) {
            made.kind = kind == 5 ? u"allocation of ours taken back in Xero"_s
                                  : u"allocation taken back in Xero"_s;
            const mirror::Allocation gone = one->credit->allocations.takeFirst();
            one->credit->remainingCredit += gone.amount;
            one->credit->status = u"AUTHORISED"_s;
            made.xero = {ref(gone), ref(*one->credit)};
            show(*one->credit);
            settle(billed, gone.amount);
        } else if (kind == 7) {
            made.kind = u"reversed in the ledger"_s;
            ledger::Reversal reversal;
            reversal.of = ours;
            reversal.account = who.id;
            reversal.number = u"REV-%1"_s.arg(++m_reversals);
            reversal.date = today();
            reversal.amount = billed.xero.total;
            const auto id = must(m_book->add(*m_transaction, reversal, u"Lee Park"_s));
            made.ledger = {RecordKind::Reversal, id.value};
        } else {
            made.kind = u"allocation taken back in the ledger"_s;
            must(m_book->remove(*m_transaction, one->allocation, u"Lee Park"_s));
            made.ledger = {RecordKind::Allocation, one->allocation.value};
        }
        return true;
    }

    bool partByNew(Customer& who, int kind, Break& made)
    {
        if (kind == 9) {
            made.kind = u"invoice never pushed"_s;
            const DocumentId id = enter(who, u"NEVER-"_s + who.number, some());
            made.ledger = {RecordKind::Invoice, id.value};
        } else if (kind == 10) {
            made.kind = u"payment never pushed"_s;
            ledger::Payment one;
            one.account = who.id;
            one.number = u"LOST-"_s + who.number;
            one.date = today();
            one.amount = some();
            one.method = u"EFT"_s;
            made.ledger
                = {RecordKind::Payment, must(m_book->add(*m_transaction, one, u"x"_s)).value};
        } else if (kind == 11) {
            made.kind = u"ledger credit"_s;
            ledger::Adjustment one;
            one.account = who.id;
            one.number = u"LC-"_s + who.number;
            one.date = today();
            one.amount = some();
            one.reason = u"Goodwill"_s;
            made.ledger
                = {RecordKind::Adjustment, must(m_book->add(*m_transaction, one, u"x"_s)).value};
        } else if (kind == 12) {
            made.kind = u"invoice of Xero’s own"_s;
            mirror::Invoice one = invoiceOf(who, u"X-"_s + who.number, some());
            show(one);
            made.xero = {ref(one)};
        } else {
            made.kind = u"credit of Xero’s own"_s;
            mirror::Credit one = creditOf(who, mirror::CreditKind::Overpayment, some());
            show(one);
            made.xero = {ref(one)};
        }
        return true;
    }

    base::SeededRandom m_random;
    ManualClock m_clock;
    const QDateTime m_start;
    const int m_wanted;
    QList<Customer> m_customers;
    std::unique_ptr<store::Book> m_book;
    std::optional<store::Transaction> m_transaction;
    std::multimap<qint64, std::function<void()>> m_events;
    QHash<QUuid, mirror::Invoice> m_invoices; // changed in Xero, not read yet
    QHash<QUuid, mirror::Credit> m_credits;
    QHash<QUuid, mirror::Payment> m_payments;
    QList<std::function<void()>> m_toTakeIn;
    int m_creditNotes = 0, m_reversals = 0;
    Made m_made;
};

} // namespace

Made makeBook(const QString& path, int documents, int breaks, quint64 seed)
{
    return Maker(path, documents, breaks, seed).make();
}

} // namespace fiveyears
