// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/preflight.h"

#include "base/clock.h"
#include "match/index.h"
#include "match/match.h"
#include "preflight/linewords.h"

#include <algorithm>

using namespace records;

namespace preflight {

using match::ref;
using match::stands;

namespace {

constexpr qint64 kFreshMinutes = 30; // design §7
constexpr qint64 kStatementDays = 7; // weekends and holidays have no lines

class Watch {
public:
    Watch(const AccountFile& file, const Surroundings& around)
        : m_file(file)
        , m_index(file)
        , m_around(around)
    {
        for (const match::Pair& pair : match::suspectedWrongMatches(file))
            m_suspected.insert(pair.ledger, pair.xero);
        for (const match::Pair& pair : match::madeWrongMatches(file))
            m_made.insert(pair.ledger, pair.xero);
    }

    QList<Hazard> look()
    {
        for (const ledger::Payment& payment : m_file.payments)
            if (!m_index.isUndone(payment) && !m_index.twin(ref(payment)))
                unpushed(payment);
        for (const match::AllocationGap& gap : match::allocationGaps(m_file))
            unallocated(gap);
        lookAtXero();
        std::sort(m_found.begin(), m_found.end(), [](const Hazard& a, const Hazard& b) {
            const auto key = [](const Hazard& one) {
                return std::tuple(one.date, one.ledger.value_or(RecordRef{}), one.label);
            };
            const auto left = key(a), right = key(b);
            return left != right ? left < right
                                 : a.xero.value_or(XeroRef{}) < b.xero.value_or(XeroRef{});
        });
        return m_found;
    }

private:
    Hazard hazard(
        HazardId id, base::Money amount, QDate date, const QString& what, RemedyId remedy) const
    {
        Hazard one;
        one.id = id;
        one.account = m_file.account.id;
        one.amount = amount;
        one.date = date;
        one.remedy = remedy;
        one.sentence
            = QStringLiteral("%1, %2. %3").arg(m_file.account.name, amount.display(), what);
        return one;
    }

    void add(Hazard one, const ledger::Payment& payment)
    {
        one.ledger = one.ledger.value_or(ref(payment));
        one.bankCode = bankFor(m_around.settings, payment.method);
        one.label = payment.number;
        m_found.append(one);
    }

    // Its bank line would find the invoice and not the payment.
    void unpushed(const ledger::Payment& payment)
    {
        const RecordRef record = ref(payment);
        const QDate start = pushFrom(m_around.settings, Module::Payments);
        const Operation* operation = m_index.operation(record);
        // Years before the connection were looked at and accepted with the adoption; what a person
        // put aside never goes; what was taken in came from Xero.
        const bool old = start.isValid() && payment.date < start
            && (!operation || operation->cause.id == CauseId::BeforeStartDate);
        if (old || m_index.isSetAside(record) || payment.source == ledger::Source::Xero
            || isTiedInPieces(record))
            return;
        if (m_suspected.contains(record)) {
            Hazard one = hazard(HazardId::WrongMatch, payment.amount, payment.date,
                QStringLiteral(
                    "Already matched in Xero before its payment was pushed. Say if it is "
                    "the same money, or remove and redo the match."),
                RemedyId::SameMoney);
            one.xero = m_suspected.value(record);
            return add(one, payment);
        }
        add(unpushedBy(payment, operation), payment);
    }

    Hazard unpushedBy(const ledger::Payment& payment, const Operation* operation) const
    {
        const auto because = [&](HazardId id, const QString& what, RemedyId remedy) {
            return hazard(id, payment.amount, payment.date, what, remedy);
        };
        const QString notThere = QStringLiteral("Its payment is not in Xero yet.");
        if (!m_file.link)
            return because(HazardId::PaymentNotPushed,
                QStringLiteral("Its payment can’t go: the account is not linked to a contact."),
                RemedyId::LinkContact);
        if (!operation || operation->state == OperationState::Waiting
            || operation->state == OperationState::Confirmed)
            return because(HazardId::PaymentNotPushed, notThere, RemedyId::PushNow);
        if (isUnresolved(operation->state))
            return because(HazardId::PushFailed,
                QStringLiteral("Its payment is being looked up in Xero."), RemedyId::LookNow);
        if (operation->state == OperationState::Parked)
            return because(HazardId::PushFailed,
                QStringLiteral("Nobody can tell if its payment is in Xero."),
                RemedyId::DecideParked);
        if (operation->cause.id == CauseId::WaitsForOther)
            return because(HazardId::PaymentNotPushed, notThere, RemedyId::PushNow);
        return because(HazardId::PushFailed,
            operation->state == OperationState::Held
                ? QStringLiteral("Its payment is held back and not in Xero.")
                : QStringLiteral("Xero refused its payment."),
            RemedyId::OpenProblem);
    }

    // Xero holds it as several records, each tied to one of its allocations.
    bool isTiedInPieces(const RecordRef& payment) const
    {
        const QList<const ledger::Allocation*> allocations = m_index.allocationsOf(payment);
        return !allocations.isEmpty()
            && std::all_of(allocations.begin(), allocations.end(),
                [&](const ledger::Allocation* one) { return m_index.twin(ref(*one)); });
    }

    // Two candidates for the same money: the overpayment and the invoice that is still open. Where
    // the invoice isn't there, or isn't open, only the overpayment can be picked.
    void unallocated(const match::AllocationGap& gap)
    {
        const ledger::Payment* payment
            = gap.from.kind == RecordKind::Payment ? m_index.payment({gap.from.id}) : nullptr;
        if (!payment || !(gap.missing > base::Money{}))
            return;
        const mirror::Invoice* invoice = m_index.xeroInvoice(gap.to);
        Hazard one;
        if (m_made.contains(gap.from)) {
            one = hazard(HazardId::WrongMatch, gap.missing, gap.date,
                QStringLiteral("Matched to the invoice before its payment arrived. Remove and redo "
                               "it in Xero, then match the overpayment."),
                RemedyId::RemoveAndRedo);
            one.xero = m_made.value(gap.from);
        } else if (invoice && stands(*invoice) && !invoice->amountDue.isZero()) {
            one = hazard(HazardId::AllocationNotPushed, gap.missing, gap.date,
                QStringLiteral("Its payment is in Xero but not allocated to %1. Match the "
                               "overpayment, leave the invoice alone.")
                    .arg(invoice->number),
                RemedyId::PushNow);
            one.xero = gap.credit;
        } else {
            return;
        }
        one.ledger = gap.allocation;
        add(one, *payment);
    }

    // Money on an invoice of ours that the ledger doesn't know. Where it does not fit, the invoice
    // is paid in both systems: Stop. Where it fits, nothing is known to be wrong and the next sync
    // takes it in; but when receipts come through billing, billing's own payment may still be on
    // its way and would double it: not Safe until both are read, so Not checked. Where receipts are
    // entered in Xero this is the ordinary way (R031), and so it is with bills.
    void lookAtXero()
    {
        const QSet<XeroRef> suspected(m_suspected.cbegin(), m_suspected.cend());
        const QSet<XeroRef> made(m_made.cbegin(), m_made.cend());
        QHash<DocumentId, base::Money> promised;
        QList<const mirror::Payment*> untied;
        for (const mirror::Payment& one : m_file.xeroPayments)
            if (stands(one) && one.invoice && !m_index.twin(ref(one))
                && !m_index.isSetAside(ref(one)) && !suspected.contains(ref(one))
                && !made.contains(ref(one)) && m_index.ourDocument(one.invoice))
                untied.append(&one);
        std::sort(untied.begin(), untied.end(), [](const auto* a, const auto* b) {
            return std::pair(a->date, a->id) < std::pair(b->date, b->id);
        });
        for (const mirror::Payment* one : std::as_const(untied))
            paidByHand(*one, promised[m_index.ourDocument(one->invoice)->id]);
    }

    void paidByHand(const mirror::Payment& payment, base::Money& promised)
    {
        const ledger::Document& document = *m_index.ourDocument(payment.invoice);
        const base::Money outstanding = m_index.outstanding(document);
        const bool fits = match::comparable(outstanding, payment.amount)
            && match::comparable(promised, payment.amount)
            && payment.amount <= outstanding - promised;
        const bool throughBilling = m_around.settings.receiptsByBank.value(payment.accountCode)
            == BankReceipts::ThroughBilling;
        if (fits)
            promised += payment.amount;
        if (fits && (!throughBilling || document.kind == ledger::DocumentKind::Bill))
            return;
        Hazard one = hazard(HazardId::PaidByHand, payment.amount, payment.date,
            fits ? QStringLiteral(
                "Paid in Xero on %1, not in the ledger yet. Sync, then look again.")
                       .arg(document.number)
                 : QStringLiteral("Paid in Xero on %1, which the ledger already holds as paid.")
                       .arg(document.number),
            fits ? RemedyId::FetchNow : RemedyId::OpenProblem);
        one.verdict = fits ? Verdict::NotChecked : Verdict::Stop;
        one.xero = ref(payment);
        one.ledger = ref(document);
        one.bankCode = payment.accountCode;
        one.label = QStringLiteral("Payment on ") + document.number;
        m_found.append(one);
    }

    const AccountFile& m_file;
    const match::Index m_index;
    const Surroundings& m_around;
    QHash<RecordRef, XeroRef> m_suspected, m_made;
    QList<Hazard> m_found;
};

Hazard notChecked(HazardId id, const QString& sentence, RemedyId remedy, const QString& bank = {})
{
    Hazard one;
    one.id = id;
    one.verdict = Verdict::NotChecked;
    one.bankCode = bank;
    one.sentence = sentence;
    one.remedy = remedy;
    return one;
}

QString age(qint64 minutes)
{
    const auto words = [](qint64 count, const QString& unit) {
        return QStringLiteral("%1 %2%3").arg(count).arg(
            unit, count == 1 ? QString() : QStringLiteral("s"));
    };
    constexpr qint64 hour = 60, day = 24 * hour;
    if (minutes < hour)
        return words(minutes, QStringLiteral("minute"));
    if (minutes < 2 * day)
        return words(minutes / hour, QStringLiteral("hour"));
    return words(minutes / day, QStringLiteral("day"));
}

QDate localDay(const QDateTime& instant, const Surroundings& around)
{
    return instant.toTimeZone(base::zoneNamed(around.organisation.timezone)).date();
}

} // namespace

QList<const mirror::ChartAccount*> bankAccounts(const Surroundings& around)
{
    QList<const mirror::ChartAccount*> found;
    for (const mirror::ChartAccount& one : around.chart)
        if (one.type == u"BANK" && one.status != u"ARCHIVED")
            found.append(&one);
    return found;
}

bool arePaymentsCompleteFor(QDate date, const Surroundings& around)
{
    const QDateTime until = around.settings.paymentsCompleteUntil;
    return until.isValid() && localDay(until, around) >= date;
}

namespace {

// The founding accident is a payment that billing has and nobody has imported yet: a source that
// never said up to when it is complete is not complete.
QList<Hazard> incompleteSources(const Surroundings& around)
{
    const QDateTime until = around.settings.paymentsCompleteUntil;
    if (arePaymentsCompleteFor(around.today, around))
        return {};
    const QString sentence = until.isValid()
        ? QStringLiteral("The ledger’s payments are complete up to %1 only. Import newer ones.")
              .arg(localDay(until, around).toString(QStringLiteral("d MMM yyyy")))
        : QStringLiteral("Nobody has said up to when the ledger’s payments are complete.");
    QList<Hazard> found;
    for (const mirror::ChartAccount* bank : bankAccounts(around))
        if (around.settings.receiptsByBank.value(bank->code) == BankReceipts::ThroughBilling)
            found.append(notChecked(
                HazardId::SourceIncomplete, sentence, RemedyId::FixInLedger, bank->code));
    return found;
}

} // namespace

QList<Hazard> hazards(const AccountFile& file, const Surroundings& around)
{
    return Watch(file, around).look();
}

bool isFresh(const QDateTime& readAt, const QDateTime& now)
{
    const qint64 seconds = readAt.isValid() ? readAt.secsTo(now) : -1;
    return seconds >= 0 && seconds <= kFreshMinutes * 60;
}

QList<Hazard> bookHazards(const Surroundings& around)
{
    QList<Hazard> found;
    if (!around.mirrorReadAt.isValid()) {
        found.append(notChecked(HazardId::NeverFetched,
            QStringLiteral("Nothing was fetched from Xero yet."), RemedyId::FetchNow));
    } else {
        const qint64 minutes = around.mirrorReadAt.secsTo(around.now) / 60;
        const bool old = !isFresh(around.mirrorReadAt, around.now);
        const bool beforePush
            = around.lastPushAt.isValid() && around.mirrorReadAt < around.lastPushAt;
        if (old)
            found.append(notChecked(HazardId::StaleMirror,
                minutes < 0 ? QStringLiteral("The last fetch lies in the future: check the clock.")
                            : QStringLiteral("Last fetch is %1 old, so no line can be called Safe.")
                                  .arg(age(minutes)),
                RemedyId::FetchNow));
        else if (beforePush)
            found.append(notChecked(HazardId::StaleMirror,
                QStringLiteral("Something was pushed since the last fetch. Fetch again."),
                RemedyId::FetchNow));
    }
    return found + incompleteSources(around);
}

namespace {

QString counted(int lines)
{
    return lines == 1 ? QStringLiteral("1 line") : QStringLiteral("%1 lines").arg(lines);
}

// The bank's lines are only worth a verdict while they are the ones that Xero shows.
std::optional<Hazard> oldStatement(
    const LineTally& lines, const QString& bankCode, const Surroundings& around)
{
    const qint64 days = lines.statementTo.isValid() ? lines.statementTo.daysTo(around.today) : 0;
    if (days <= kStatementDays)
        return {};
    return notChecked(HazardId::StatementOld,
        QStringLiteral("The statement is %1 days old. Add a newer one.").arg(days),
        RemedyId::AddStatement, bankCode);
}

Verdict worstOf(const QList<Hazard>& hazards, const LineTally& lines)
{
    const auto any = [&](Verdict verdict) {
        return std::any_of(hazards.begin(), hazards.end(),
            [&](const Hazard& hazard) { return hazard.verdict == verdict; });
    };
    if (any(Verdict::Stop) || lines.stop > 0)
        return Verdict::Stop;
    return any(Verdict::NotChecked) || lines.notChecked > 0 ? Verdict::NotChecked : Verdict::Safe;
}

// What, who, how much: the bank's own line before what has none yet; the largest is named, the
// others are counted.
QString sentenceOf(const QList<Hazard>& hazards, const LineTally& lines, Verdict verdict)
{
    if (verdict == Verdict::Stop && lines.stop > 0)
        return QStringLiteral("%1 of %2 at Stop: %3, %4. %5")
            .arg(lines.stop)
            .arg(counted(lines.all()), payerOf(lines.worst), lines.worstAtRisk.display(),
                lines.worstSentence);
    const Hazard* worst = nullptr;
    int others = 0;
    for (const Hazard& one : hazards) {
        if (one.verdict != verdict)
            continue;
        if (worst)
            ++others;
        if (!worst || one.amount.minor() > worst->amount.minor())
            worst = &one;
    }
    if (!worst && lines.notChecked > 0)
        return QStringLiteral("%1 not checked, %2 safe. Look at those before you reconcile them.")
            .arg(counted(lines.notChecked))
            .arg(lines.safe);
    if (!worst && lines.safe > 0)
        return QStringLiteral("%1 safe, and no payment waits.").arg(counted(lines.safe));
    if (!worst)
        return QStringLiteral("No payment waits, and nothing would be paid twice.");
    if (others == 0 || verdict != Verdict::Stop)
        return worst->sentence;
    return worst->sentence + QStringLiteral(" And %1 more.").arg(others);
}

QString headline(Verdict verdict, const QString& bank)
{
    switch (verdict) {
    case Verdict::Stop:
        return QStringLiteral("Stop. Don’t reconcile %1 yet.").arg(bank);
    case Verdict::NotChecked:
        return QStringLiteral("Not checked. %1.").arg(bank);
    case Verdict::Safe:
    case Verdict::Done:
        break;
    }
    return QStringLiteral("Safe. Reconcile %1.").arg(bank);
}

} // namespace

QList<Preflight> verdicts(const QList<Hazard>& hazards, const Surroundings& around,
    const QHash<QString, LineTally>& lines)
{
    const QList<const mirror::ChartAccount*> banks = bankAccounts(around);
    QHash<QString, QList<Hazard>> byBank;
    QSet<QString> known;
    for (const mirror::ChartAccount* bank : banks)
        known.insert(bank->code);
    // A hazard of a bank account that Xero's chart doesn't have concerns all: better one Stop too
    // many than one that nobody sees.
    for (const Hazard& one : hazards)
        byBank[known.contains(one.bankCode) ? one.bankCode : QString()].append(one);
    QList<Preflight> found;
    for (const mirror::ChartAccount* bank : banks) {
        Preflight one;
        one.bankCode = bank->code;
        one.bankName = bank->name;
        one.bankNumber = bank->bankAccountNumber;
        one.lines = lines.value(bank->code);
        one.judgedAt = around.now;
        one.hazards
            = bank->code.isEmpty() ? byBank.value({}) : byBank.value(bank->code) + byBank.value({});
        if (const auto old = oldStatement(one.lines, bank->code, around))
            one.hazards.append(*old);
        one.verdict = worstOf(one.hazards, one.lines);
        one.headline = headline(one.verdict, bank->name);
        one.sentence = sentenceOf(one.hazards, one.lines, one.verdict);
        found.append(one);
    }
    return found;
}

bool areLockDatesFresh(const Surroundings& around)
{
    return isFresh(around.organisationReadAt, around.now);
}

Preflight ofAccount(const QList<Hazard>& hazards, const QList<Preflight>& banks)
{
    Preflight one;
    one.hazards = hazards;
    const auto has = [&](HazardId id) {
        return std::ranges::any_of(
            one.hazards, [&](const Hazard& each) { return each.id == id && !each.account; });
    };
    // A source that isn't complete stands at each bank account whose receipts it has.
    const auto concernsAll = [](const Hazard& hazard) {
        return !hazard.account
            && (hazard.bankCode.isEmpty() || hazard.id == HazardId::SourceIncomplete);
    };
    for (const Preflight& bank : banks) {
        one.judgedAt = std::max(one.judgedAt, bank.judgedAt);
        for (const Hazard& hazard : bank.hazards)
            if (concernsAll(hazard) && !has(hazard.id))
                one.hazards.append(hazard);
    }
    if (banks.isEmpty()) {
        one.sentence = QStringLiteral("No bank account of Xero has been read yet.");
        return one;
    }
    one.verdict = worstOf(one.hazards, {});
    one.sentence = sentenceOf(one.hazards, {}, one.verdict);
    return one;
}

bool areAllSafe(const QList<Preflight>& banks)
{
    return !banks.isEmpty() && std::ranges::all_of(banks, [](const Preflight& bank) {
        return bank.verdict == Verdict::Safe || bank.verdict == Verdict::Done;
    });
}

} // namespace preflight
