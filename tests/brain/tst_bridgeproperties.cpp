// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "bridge/bridge.h"
#include "records/words.h"
#include "support/accountbuilder.h"

#include <QTest>

#include <algorithm>

using namespace records;
using namespace support;

namespace {

constexpr quint64 kSeeds = 600;
constexpr int kSteps = 40;

// A history that both systems allow: what the ledger does, what is pushed or fails, what people do
// in Xero whether they should or not, what is taken in. One account, made from one seed.
class History {
public:
    explicit History(quint64 seed)
        : m_random(seed)
        , m_story(QStringLiteral("Account of seed %1").arg(seed))
    {
        for (int step = 0; step < kSteps; ++step) {
            m_story.on(m_story.day().addDays(static_cast<qint64>(m_random.below(4))));
            act();
        }
    }

    const AccountBuilder& story() const { return m_story; }
    const AccountFile& file() const { return m_story.file(); }

private:
    void act()
    {
        switch (m_random.below(12)) {
        case 0:
        case 1:
        case 2:
            return bill();
        case 3:
        case 4:
            return pay();
        case 5:
        case 6:
            return push();
        case 7:
            return fail();
        case 8:
        case 9:
            return person();
        case 10:
            m_story.takeIn();
            return;
        default:
            return undo();
        }
    }

    // Few different amounts, so that equal ones meet by chance as they do in life.
    base::Money amount()
    {
        constexpr qint64 cents[] = {2'000, 7'900, 10'000, 12'000, 32'200, 88'800};
        return {cents[m_random.below(std::size(cents))], base::Currency::of("AUD")};
    }

    base::Money upTo(base::Money most)
    {
        return m_random.below(2)
            ? most
            : base::Money(
                1 + static_cast<qint64>(m_random.below(static_cast<quint64>(most.minor()))),
                most.currency());
    }

    QString number(const char16_t* prefix)
    {
        return QString::fromUtf16(prefix) + QString::number(++m_count);
    }

    template <class Record>
    const Record* any(const QList<Record>& records, auto accept)
    {
        QList<const Record*> good;
        for (const Record& one : records)
            if (accept(one))
                good.append(&one);
        return good.isEmpty()
            ? nullptr
            : good.at(static_cast<qsizetype>(m_random.below(static_cast<quint64>(good.size()))));
    }

    bool isTied(const RecordRef& ref) const
    {
        return std::any_of(file().twins.begin(), file().twins.end(),
            [&](const Twin& twin) { return twin.ledger == ref; });
    }
    bool isTied(const XeroRef& ref) const
    {
        return std::any_of(file().twins.begin(), file().twins.end(),
            [&](const Twin& twin) { return twin.xero == ref; });
    }
    bool isSetAside(const RecordRef& ref) const
    {
        return std::any_of(
            file().operations.begin(), file().operations.end(), [&](const Operation& one) {
                return one.subject == ref && one.state == OperationState::SetAside;
            });
    }
    bool isReversed(const RecordRef& ref) const
    {
        return std::any_of(file().reversals.begin(), file().reversals.end(),
            [&](const ledger::Reversal& one) { return one.of == ref; });
    }
    static RecordRef ref(const ledger::Document& one)
    {
        return {recordKind(one.kind), one.id.value};
    }
    static RecordRef ref(const ledger::Payment& one) { return {RecordKind::Payment, one.id.value}; }
    base::Money freeOf(const RecordRef& from, base::Money whole) const
    {
        for (const ledger::Allocation& one : file().allocations)
            if (one.from == from && !one.removed)
                whole -= one.amount;
        return whole;
    }
    bool isOpen(const ledger::Document& one) const
    {
        return one.kind == ledger::DocumentKind::Invoice
            && one.status == ledger::DocumentStatus::Approved
            && !m_story.outstanding(one.id).isZero();
    }

    void bill()
    {
        switch (m_random.below(6)) {
        case 0:
            m_story.creditNote(number(u"CN-"), amount());
            return;
        case 1:
            m_story.adjustment(
                number(u"CR-"), amount(), static_cast<ledger::AdjustmentKind>(m_random.below(4)));
            return;
        case 2:
            m_story.invoice(number(u"DRAFT-"), amount());
            m_story.file().documents.last().status = ledger::DocumentStatus::Draft;
            return;
        default:
            m_story.invoice(number(u"INV-"), amount());
        }
    }

    void pay()
    {
        if (m_random.below(2))
            m_story.payment(number(u"PAY-"), amount());
        const auto* invoice = any(file().documents, [&](const auto& one) { return isOpen(one); });
        if (!invoice)
            return;
        const DocumentId to = invoice->id;
        const base::Money owed = m_story.outstanding(to);
        const auto* payment = any(file().payments, [&](const auto& one) {
            return !isReversed(ref(one)) && freeOf(ref(one), one.amount) > base::Money();
        });
        const auto* note = any(file().documents, [&](const auto& one) {
            return one.kind == ledger::DocumentKind::CreditNote
                && one.status == ledger::DocumentStatus::Approved
                && freeOf(ref(one), one.total) > base::Money();
        });
        if (payment && (!note || m_random.below(3)))
            m_story.allocate(
                payment->id, to, upTo(std::min(owed, freeOf(ref(*payment), payment->amount))));
        else if (note)
            m_story.allocate(note->id, to, upTo(std::min(owed, freeOf(ref(*note), note->total))));
    }

    bool mayPush(const RecordRef& record) const { return !isTied(record) && !isSetAside(record); }

    void push()
    {
        if (const auto* one = any(file().documents, [&](const auto& each) {
                return each.status == ledger::DocumentStatus::Approved && mayPush(ref(each));
            }))
            m_story.push(one->id);
        if (const auto* one = any(file().payments, [&](const auto& each) {
                return !isReversed(ref(each)) && each.source != ledger::Source::Xero
                    && mayPush(ref(each));
            }))
            pushPayment(*one);
        if (const auto* one
            = any(file().allocations, [&](const auto& each) { return isReady(each); }))
            m_story.push(one->id);
    }

    void pushPayment(const ledger::Payment& payment)
    {
        const auto* whole = any(file().allocations, [&](const ledger::Allocation& one) {
            const InvoiceGuid xero = m_story.twinOf(one.to);
            return one.from == ref(payment) && !one.removed && one.amount == payment.amount && xero
                && isPayable(xero) && m_story.due(xero) >= one.amount;
        });
        if (whole && m_random.below(3) == 0)
            m_story.pushAsPayment(payment.id);
        else
            m_story.push(payment.id);
    }

    bool isPayable(InvoiceGuid invoice) const
    {
        return std::any_of(file().invoices.begin(), file().invoices.end(),
            [&](const auto& one) { return one.id == invoice && one.status == u"AUTHORISED"; });
    }

    // The checks before an allocation goes: its credit and its invoice stand, and both have room.
    bool isReady(const ledger::Allocation& one) const
    {
        const InvoiceGuid invoice = m_story.twinOf(one.to);
        if (one.removed || !mayPush({RecordKind::Allocation, one.id.value}) || !invoice
            || !isPayable(invoice) || m_story.due(invoice) < one.amount)
            return false;
        return std::any_of(file().twins.begin(), file().twins.end(), [&](const Twin& twin) {
            return twin.ledger == one.from
                && std::any_of(file().credits.begin(), file().credits.end(), [&](const auto& each) {
                       return each.id.value == twin.xero.id && each.status == u"AUTHORISED"
                           && each.remainingCredit >= one.amount;
                   });
        });
    }

    void fail()
    {
        constexpr OperationState states[] = {OperationState::Waiting, OperationState::Held,
            OperationState::Sending, OperationState::Unknown, OperationState::Refused,
            OperationState::Parked, OperationState::SetAside};
        constexpr CauseId causes[]
            = {CauseId::ItemCodeNotFound, CauseId::ContactArchived, CauseId::PeriodLocked,
                CauseId::OverAllocation, CauseId::ServerTrouble, CauseId::WaitsForOther};
        const OperationState state = states[m_random.below(std::size(states))];
        const CauseId cause = causes[m_random.below(std::size(causes))];
        const auto* document = any(file().documents, [&](const auto& one) {
            return one.status == ledger::DocumentStatus::Approved && mayPush(ref(one));
        });
        const auto* payment = any(file().payments, [&](const auto& one) {
            return one.source != ledger::Source::Xero && mayPush(ref(one)) && !isReversed(ref(one));
        });
        if (payment && m_random.below(2))
            m_story.operation(ref(*payment), state, cause);
        else if (document)
            m_story.operation(ref(*document), state, cause);
    }

    void person()
    {
        const auto* invoice = any(file().invoices,
            [](const mirror::Invoice& one) { return one.status == u"AUTHORISED"; });
        const auto* credit = any(file().credits, [](const mirror::Credit& one) {
            return one.status == u"AUTHORISED" && one.remainingCredit > base::Money();
        });
        switch (m_random.below(7)) {
        case 0:
        case 1:
            if (invoice)
                m_story.payInXero(invoice->id, upTo(invoice->amountDue));
            return;
        case 2:
            m_story.receive(static_cast<mirror::CreditKind>(m_random.below(3)), amount());
            return;
        case 3:
        case 4:
            if (invoice && credit)
                m_story.allocateInXero(credit->id, invoice->id,
                    upTo(std::min(invoice->amountDue, credit->remainingCredit)));
            return;
        case 5:
            if (credit && credit->kind != mirror::CreditKind::Prepayment)
                m_story.refundInXero(credit->id, upTo(credit->remainingCredit));
            return;
        default:
            m_story.xeroInvoice(number(u"X-"), amount());
        }
    }

    void undo()
    {
        switch (m_random.below(9)) {
        case 0:
            if (const auto* one
                = any(file().payments, [&](const auto& each) { return !isReversed(ref(each)); }))
                m_story.reverse(one->id);
            return;
        case 1:
            if (const auto* one = any(file().documents, [&](const auto& each) {
                    return each.status == ledger::DocumentStatus::Approved;
                }))
                m_story.voidDocument(one->id);
            return;
        case 2:
            if (const auto* one = any(file().xeroPayments,
                    [](const mirror::Payment& each) { return each.status == u"AUTHORISED"; }))
                m_story.removeInXero(one->id);
            return;
        case 3:
        case 4:
            return undoInvoice();
        case 5:
            if (const auto* one = any(file().credits, [&](const mirror::Credit& each) {
                    return each.status != u"VOIDED" && !hasRefunds(each);
                }))
                m_story.voidInXero(one->id);
            return;
        case 6:
            if (const auto* one = any(file().credits,
                    [](const mirror::Credit& each) { return !each.allocations.isEmpty(); }))
                m_story.takeBackInXero(one->id);
            return;
        case 7:
            return decideSameMoney();
        default:
            return mirrorOrSetAside();
        }
    }

    bool hasRefunds(const mirror::Credit& credit) const
    {
        return std::any_of(file().xeroPayments.begin(), file().xeroPayments.end(),
            [&](const mirror::Payment& one) {
                return one.credit == credit.id && one.status != u"DELETED";
            });
    }

    void undoInvoice()
    {
        const auto* one = any(file().invoices, [](const mirror::Invoice& each) {
            return each.status == u"AUTHORISED" && each.amountDue == each.total;
        });
        if (!one)
            return;
        if (m_random.below(2))
            return m_story.voidInXero(one->id);
        if (!one->lines.isEmpty())
            m_story.editInXero(one->id,
                m_random.below(2) ? one->total + base::Money(3, one->total.currency()) : amount());
    }

    void decideSameMoney()
    {
        for (const ledger::Payment& ours : file().payments) {
            const auto* theirs = any(file().xeroPayments, [&](const mirror::Payment& one) {
                return one.invoice && one.status == u"AUTHORISED" && one.amount == ours.amount
                    && !isTied(XeroRef{XeroKind::Payment, one.id.value});
            });
            if (theirs && !isTied(ref(ours)) && ours.source != ledger::Source::Xero
                && !isReversed(ref(ours)))
                return m_story.sameMoney(ours.id, theirs->id);
        }
    }

    void mirrorOrSetAside()
    {
        const auto* ours = any(file().adjustments, [&](const auto& one) {
            return !raisesBalance(one.kind) && !isTied({RecordKind::Adjustment, one.id.value});
        });
        const auto* theirs = any(file().credits, [&](const mirror::Credit& one) {
            return one.kind == mirror::CreditKind::CreditNote && one.status != u"VOIDED"
                && !isTied(XeroRef{XeroKind::CreditNote, one.id.value})
                && std::none_of(
                    one.allocations.begin(), one.allocations.end(), [&](const auto& each) {
                        return isTied(XeroRef{XeroKind::Allocation, each.id.value});
                    });
        });
        if (ours && theirs && m_random.below(2))
            return m_story.mirrored(ours->id, theirs->id);
        if (const auto* one = any(file().xeroPayments, [&](const mirror::Payment& each) {
                return each.invoice && !isTied(XeroRef{XeroKind::Payment, each.id.value});
            }))
            m_story.setAside({XeroKind::Payment, one->id.value});
    }

    base::SeededRandom m_random;
    AccountBuilder m_story;
    int m_count = 0;
};

template <class Record>
void shuffle(QList<Record>& records, base::Random& random)
{
    for (qsizetype i = records.size() - 1; i > 0; --i)
        records.swapItemsAt(i, static_cast<qsizetype>(random.below(static_cast<quint64>(i + 1))));
}

AccountFile shuffled(AccountFile file, quint64 seed)
{
    base::SeededRandom random(seed);
    shuffle(file.documents, random);
    shuffle(file.payments, random);
    shuffle(file.adjustments, random);
    shuffle(file.allocations, random);
    shuffle(file.reversals, random);
    shuffle(file.invoices, random);
    shuffle(file.credits, random);
    for (mirror::Credit& credit : file.credits)
        shuffle(credit.allocations, random);
    shuffle(file.xeroPayments, random);
    shuffle(file.twins, random);
    shuffle(file.operations, random);
    shuffle(file.setAside, random);
    return file;
}

base::Money sum(const QList<BridgeLine>& lines)
{
    base::Money total;
    for (const BridgeLine& line : lines)
        total += line.amount;
    return total;
}

QByteArray told(quint64 seed, const Bridge& bridge)
{
    QString text = QStringLiteral("seed %1: ledger %2, Xero %3")
                       .arg(seed)
                       .arg(bridge.ledger.toString(), bridge.xero.toString());
    for (const BridgeLine& line : bridge.lines)
        text += QStringLiteral("\n  %1 %2 %3")
                    .arg(line.amount.toString(), toText(line.cause), line.label);
    return text.toUtf8();
}

} // namespace

class TestBridgeProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesAreTheDifference();
    void balancesAreThoseOfTheTwoSystems();
    void everyEntryIsInOneGroup();
    void nothingIsUnexplained();
    void orderChangesNothing();
    void exactOnEveryDay();
    void exactOnNonsense();
    void everyCauseIsMet();
};

#define FOR_EACH_HISTORY(history, seed)                                                            \
    for (quint64 seed = 1; seed <= kSeeds; ++seed)                                                 \
        if (const History history(seed); true)

void TestBridgeProperties::linesAreTheDifference()
{
    FOR_EACH_HISTORY(history, seed)
    {
        const Bridge bridge = bridge::explain(history.file(), surroundings(), Side::Receivable);
        QVERIFY2(sum(bridge.lines) == bridge.difference(), told(seed, bridge));
        QVERIFY2(!bridge.lines.isEmpty() || bridge.difference().isZero(), told(seed, bridge));
    }
}

// The table of entries against what a billing system and Xero would print, which know no entries.
void TestBridgeProperties::balancesAreThoseOfTheTwoSystems()
{
    FOR_EACH_HISTORY(history, seed)
    {
        const Bridge bridge = bridge::explain(history.file(), surroundings(), Side::Receivable);
        QVERIFY2(bridge.ledger == history.story().ledgerBalance(), told(seed, bridge));
        QVERIFY2(bridge.xero == history.story().xeroBalance(), told(seed, bridge));
    }
}

void TestBridgeProperties::everyEntryIsInOneGroup()
{
    FOR_EACH_HISTORY(history, seed)
    {
        const Bridge bridge = bridge::explain(history.file(), surroundings(), Side::Receivable);
        QMap<int, base::Money> left;
        QSet<RecordRef> seen;
        base::Money ledger, xero;
        for (const bridge::Entry& one : bridge::entries(history.file(), Side::Receivable)) {
            QVERIFY2(one.ledger.has_value() != one.xero.has_value(), told(seed, bridge));
            left[one.group] += one.ledger ? one.amount : -one.amount;
            (one.ledger ? ledger : xero) += one.amount;
            if (one.ledger) {
                QVERIFY2(!seen.contains(*one.ledger), told(seed, bridge));
                seen.insert(*one.ledger);
            }
        }
        QCOMPARE(ledger, bridge.ledger);
        QCOMPARE(xero, bridge.xero);
        base::Money rest;
        for (const base::Money& one : std::as_const(left))
            rest += one;
        QVERIFY2(rest == sum(bridge.lines), told(seed, bridge));
    }
}

void TestBridgeProperties::nothingIsUnexplained()
{
    FOR_EACH_HISTORY(history, seed)
    {
        const Bridge bridge = bridge::explain(history.file(), surroundings(), Side::Receivable);
        for (const BridgeLine& line : bridge.lines) {
            QVERIFY2(line.cause != BridgeCause::Unexplained, told(seed, bridge));
            QVERIFY2(!line.label.isEmpty() && line.remedy != RemedyId::None, told(seed, bridge));
            QVERIFY2(line.ledger || line.xero, told(seed, bridge));
        }
    }
}

void TestBridgeProperties::orderChangesNothing()
{
    FOR_EACH_HISTORY(history, seed)
    {
        const Bridge bridge = bridge::explain(history.file(), surroundings(), Side::Receivable);
        const AccountFile other = shuffled(history.file(), seed);
        const Bridge again = bridge::explain(other, surroundings(), Side::Receivable);
        QVERIFY2(again == bridge, told(seed, bridge) + "\nand shuffled " + told(seed, again));
        QVERIFY2(bridge::entries(other, Side::Receivable)
                == bridge::entries(history.file(), Side::Receivable),
            told(seed, bridge));
    }
}

void TestBridgeProperties::exactOnEveryDay()
{
    FOR_EACH_HISTORY(history, seed)
    {
        const QDate last = history.story().day();
        for (int back = 0; back < 60; back += 7) {
            const Bridge bridge = bridge::explain(
                history.file(), surroundings(), {Side::Receivable, {}, last.addDays(-back)});
            QVERIFY2(sum(bridge.lines) == bridge.difference(), told(seed, bridge));
            for (const BridgeLine& line : bridge.lines)
                QVERIFY2(line.cause != BridgeCause::Unexplained, told(seed, bridge));
        }
        QVERIFY(bridge::explain(history.file(), surroundings(), {Side::Receivable, {}, last})
            == bridge::explain(history.file(), surroundings(), Side::Receivable));
    }
}

// Twins that point nowhere, records that vanished, statuses nobody knows: the sum still holds, and
// what can't be named stands in plain sight.
void TestBridgeProperties::exactOnNonsense()
{
    int unexplained = 0;
    FOR_EACH_HISTORY(history, seed)
    {
        base::SeededRandom random(seed);
        AccountFile file = history.file();
        const auto thin = [&](auto& records) {
            records.removeIf([&](const auto&) { return random.below(5) == 0; });
        };
        thin(file.documents);
        thin(file.payments);
        thin(file.invoices);
        thin(file.credits);
        thin(file.xeroPayments);
        thin(file.twins);
        if (!file.invoices.isEmpty())
            file.invoices.first().status = QStringLiteral("REIMAGINED");
        const Bridge bridge = bridge::explain(file, surroundings(), Side::Receivable);
        QVERIFY2(sum(bridge.lines) == bridge.difference(), told(seed, bridge));
        for (const BridgeLine& line : bridge.lines)
            unexplained += line.cause == BridgeCause::Unexplained;
    }
    QVERIFY(unexplained > 0);
}

// The histories reach what they are meant to reach.
void TestBridgeProperties::everyCauseIsMet()
{
    QSet<int> met;
    FOR_EACH_HISTORY(history, seed)
    {
        for (const BridgeLine& line :
            bridge::explain(history.file(), surroundings(), Side::Receivable).lines)
            met.insert(static_cast<int>(line.cause));
    }
    using enum BridgeCause;
    for (const BridgeCause cause : {NotYetPushed, Failed, Held, UnsupportedKind, WaitingCredit,
             NotTakenIn, Blocked, Skipped, ReversedOneSide, VoidedOneSide, RefundedInXero,
             EditedInXero, WrongMatch, XeroOnly, SetAside, Rounding, NotAllocated})
        QVERIFY2(met.contains(static_cast<int>(cause)), toText(cause).toUtf8());
}

QTEST_GUILESS_MAIN(TestBridgeProperties)
#include "tst_bridgeproperties.moc"
