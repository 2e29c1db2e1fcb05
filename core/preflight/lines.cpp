// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/lines.h"

#include "match/sets.h"
#include "preflight/candidates.h"
#include "preflight/forecast.h"
#include "preflight/linewords.h"
#include "preflight/preflight.h"
#include "preflight/shares.h"
#include "preflight/temper.h"

#include <algorithm>

using namespace records;

namespace preflight {

namespace {

constexpr int kMostOfOneName = 2'000;
constexpr qsizetype kMostChoices = 12;

class Judge : private Shares {
public:
    Judge(const LineFacts& facts, const Surroundings& around)
        : Shares(facts)
        , m_around(around)
        , m_stale(bookHazards(around))
    {
    }

    QList<LineCheck> judge()
    {
        QList<LineCheck> checks;
        for (qsizetype i = 0; i < m_facts.lines.size(); ++i) {
            LineCheck check;
            check.line = m_facts.lines[i].id;
            look(i, check);
            if ((check.hazard == LineHazard::Twins || check.hazard == LineHazard::NoIdentity)
                && check.choices.isEmpty())
                check.choices = choices(i);
            if (isToldTwice(i) && check.verdict == Verdict::Safe)
                notChecked(check, LineHazard::DuplicateLine,
                    QStringLiteral("The bank has another line of this amount and payer close by. "
                                   "Check that it was paid twice."));
            temper(line(i), m_facts, m_stale, m_around, check);
            if (m_words[i].isTicked() && check.verdict != Verdict::Done && canTick(check)) {
                check.verdict = Verdict::Done;
                check.hazard = LineHazard::None;
                check.atRisk = base::Money(0, amount(i).currency());
                check.sentence = QStringLiteral("Ticked off by you. Xero does not show it yet.");
                check.remedy = RemedyId::None;
                check.choices.clear();
            }
            checks.append(check);
        }
        return checks;
    }

private:
    // All that fit by their amount, the nearest day first.
    QList<Candidate> choices(qsizetype i) const
    {
        QList<Candidate> found;
        for (const Candidate& one : m_facts.equal)
            if (fits(i, one))
                found.append(one);
        std::stable_sort(found.begin(), found.end(), [&](const Candidate& a, const Candidate& b) {
            return days(i, nearDay(a)) < days(i, nearDay(b));
        });
        return found.first(std::min<qsizetype>(found.size(), kMostChoices));
    }

    void look(qsizetype i, LineCheck& check)
    {
        check.atRisk = base::Money(0, amount(i).currency());
        if (m_done[i] && m_done[i]->isWrongMatch) {
            if (m_heldBack[i]) // the ledger's own payment of it
                check.ledger = RecordRef{RecordKind::Payment, m_heldBack[i]->value};
            check.offered = {*m_done[i]}; // what it was matched with, and whose
            return stop(check, LineHazard::WrongMatch, amount(i),
                QStringLiteral("Matched by hand before its payment came. Remove and redo it in "
                               "Xero, then match the overpayment."),
                RemedyId::RemoveAndRedo);
        }
        if (m_done[i]) {
            check.verdict = Verdict::Done;
            check.hazard = LineHazard::None;
            check.pick = {*m_done[i]};
            check.sentence = QStringLiteral("Reconciled with %1.").arg(nameOf(*m_done[i]));
            if (m_done[i]->kind == CandidateKind::Prepayment)
                check.sentence
                    += QStringLiteral(" The ledger gets what is allocated of it."); // R044
            return;
        }
        check.offered = forecast(line(i), m_facts.equal);
        if (const Unpushed* better = betterUnpushed(i))
            return notPushed(i, *better, check);
        if (m_ledger[i])
            return notPushed(i, m_facts.unpushed[m_ledger[i]->at], check);
        if (m_money[i])
            return money(i, check);
        if (documents(i, check) || transfer(i, check) || set(i, check) || lessFee(i, check)
            || overpaid(i, check))
            return;
        nothing(i, check);
    }

    // The line was given money in Xero, and names somebody else's that isn't there at least as
    // well.
    const Unpushed* betterUnpushed(qsizetype i) const
    {
        if (!m_money[i])
            return nullptr;
        const AccountId mine = m_facts.equal[m_money[i]->at].account;
        for (qsizetype at = 0; at < m_facts.unpushed.size(); ++at) {
            const Unpushed& one = m_facts.unpushed[at];
            const Identity named = whose(i, one).identity;
            if (named == Identity::None || days(i, one.date) > kNear)
                continue;
            const bool isGiven = std::any_of(m_ledger.begin(), m_ledger.end(),
                [&](const std::optional<Claim>& claim) { return claim && claim->at == at; });
            if (m_money[i]->identity == Identity::None
                || (named >= m_money[i]->identity && one.account != mine && !isGiven))
                return &one;
        }
        return nullptr;
    }

    void evidence(qsizetype i, const Named& named, QDate date, LineCheck& check) const
    {
        if (named.identity != Identity::None)
            check.evidence.append({named.identity == Identity::Said ? QStringLiteral("you")
                    : named.identity == Identity::Reference         ? QStringLiteral("reference")
                                                                    : QStringLiteral("payer"),
                named.words, true});
        check.evidence.append({QStringLiteral("amount"),
            QStringLiteral("%1, to the cent").arg(amount(i).display()), true});
        const qint64 apart = days(i, date);
        check.evidence.append({QStringLiteral("day"),
            apart == 0 ? QStringLiteral("the same day")
                       : QStringLiteral("%1 days apart").arg(apart),
            apart <= 3});
    }

    void notPushed(qsizetype i, const Unpushed& payment, LineCheck& check)
    {
        check.ledger = RecordRef{RecordKind::Payment, payment.payment.value};
        evidence(i, whose(i, payment), payment.date, check);
        const QString whose
            = QStringLiteral("%1’s payment %2").arg(payment.accountName, payment.number);
        if (payment.why == HazardId::WrongMatch)
            return stop(check, LineHazard::WrongMatch, amount(i),
                whose
                    + QStringLiteral(" was matched by hand before it was pushed. Say if it is the "
                                     "same money, or remove and redo the match."),
                RemedyId::SameMoney);
        if (payment.why == HazardId::PushFailed)
            return stop(check, LineHazard::PushFailed, amount(i),
                whose + QStringLiteral(" did not reach Xero. Mend that first."),
                RemedyId::OpenProblem);
        stop(check, LineHazard::NotPushed, amount(i),
            whose
                + QStringLiteral(" is not in Xero yet. Push it, then match the overpayment; leave "
                                 "the invoice alone."),
            RemedyId::PushNow);
    }

    bool isGone(qsizetype i, const Candidate& one, LineCheck& check) const
    {
        if (!one.contactIsGone)
            return false;
        check.pick.clear();
        stop(check, LineHazard::ContactGone, amount(i),
            QStringLiteral("%1 is archived or merged in Xero. Mend its link first.")
                .arg(one.contactName),
            RemedyId::Relink);
        return true;
    }

    void money(qsizetype i, LineCheck& check)
    {
        const Claim& claim = *m_money[i];
        const Candidate& one = m_facts.equal[claim.at];
        const Named who = whose(i, one);
        evidence(i, who, one.date, check);
        const bool alone = !hasRival(i, claim);
        if (who.identity < Identity::Reference && !alone)
            return notChecked(check, LineHazard::Twins,
                QStringLiteral("Several records of %1 fit equally. Ask who paid.")
                    .arg(amount(i).display()));
        check.pick = {one};
        if (who.identity == Identity::None)
            return namesSomebodyElse(i)
                ? wrongContact(i, check)
                : notChecked(check, LineHazard::NoIdentity,
                    QStringLiteral("%1 has this amount, but the bank’s text names nobody.")
                        .arg(nameOf(one)));
        if (isGone(i, one, check))
            return;
        if (one.isUnallocated && offersDocument(check))
            return stop(check, LineHazard::Unallocated, amount(i),
                QStringLiteral("Match %1, not the invoice: the payment is in Xero, its allocation "
                               "is not.")
                    .arg(nameOf(one)),
                RemedyId::PushNow);
        pickIsRight(i, check);
    }

    // Another record that fits as well and is somebody else's.
    bool hasRival(qsizetype i, const Claim& claim) const
    {
        const Candidate& mine = m_facts.equal[claim.at];
        return std::any_of(m_facts.equal.begin(), m_facts.equal.end(), [&](const Candidate& one) {
            const bool isAsSure = whose(i, one).identity >= claim.identity
                || (claim.identity <= Identity::Payer && mayBeNamed(i, one));
            return !(one.xero == mine.xero) && fits(i, one) && one.contact != mine.contact
                && days(i, nearDay(one)) <= kNear && isAsSure;
        });
    }

    static bool offersDocument(const LineCheck& check)
    {
        return std::any_of(check.offered.begin(), check.offered.end(), isDocument);
    }

    bool looksLike(qsizetype i, qsizetype j) const
    {
        return line(j).payee == line(i).payee && line(j).text == line(i).text
            && line(j).reference == line(i).reference;
    }

    // What a line that looks the same is given: whichever of the two is taken for whichever line,
    // both are right in the end.
    bool isTwins(qsizetype i, const Candidate& one) const
    {
        for (qsizetype j = 0; j < m_facts.lines.size(); ++j)
            if (j != i && m_money[j] && m_facts.equal[m_money[j]->at] == one && looksLike(i, j)
                && m_money[i] && m_facts.equal[m_money[i]->at].contact == one.contact)
                return true;
        return false;
    }

    // Safe, unless Xero would offer something else.
    void pickIsRight(qsizetype i, LineCheck& check)
    {
        const bool offersOther = std::any_of(check.offered.begin(), check.offered.end(),
            [&](const Candidate& one) { return !check.pick.contains(one) && !isTwins(i, one); });
        const QString right = check.pick.size() == 1
            ? nameOf(check.pick.first())
            : QStringLiteral("%1 records").arg(check.pick.size());
        if (offersOther)
            return stop(check, LineHazard::OfferDiffers, amount(i),
                QStringLiteral("Choose Find & Match and tick %1: Xero may offer %2.")
                    .arg(right, article(check.offered.first())),
                RemedyId::ShowInXero);
        check.verdict = Verdict::Safe;
        check.hazard = LineHazard::None;
        check.sentence = check.offered.isEmpty()
            ? QStringLiteral("Choose Find & Match and tick %1.").arg(right)
            : QStringLiteral("Match %1.").arg(right);
    }

    // Open documents. Where receipts come through billing, matching an invoice is never Safe.
    bool documents(qsizetype i, LineCheck& check)
    {
        QList<Candidate> fitting, named;
        for (const Candidate& one : m_facts.equal)
            if (isDocument(one) && fits(i, one)) {
                fitting.append(one);
                if (whose(i, one).identity != Identity::None)
                    named.append(one);
            }
        if (fitting.isEmpty())
            return false;
        QList<Candidate> best = sharpest(i, named);
        if (!best.isEmpty() && whose(i, best.first()).identity <= Identity::Payer)
            for (const Candidate& one : std::as_const(fitting))
                if (!best.contains(one) && mayBeNamed(i, one))
                    best.append(one);
        if (best.isEmpty()) {
            if (namesSomebodyElse(i))
                wrongContact(i, check);
            else if (fitting.size() > 1)
                notChecked(check, LineHazard::Twins,
                    QStringLiteral("%1 invoices of %2 fit equally. Ask who paid.")
                        .arg(fitting.size())
                        .arg(amount(i).display()));
            else
                notChecked(check, LineHazard::NoIdentity,
                    QStringLiteral("%1 has this amount, but the bank’s text names nobody.")
                        .arg(nameOf(fitting.first())));
            return true;
        }
        evidence(i, whose(i, best.first()), best.first().date, check);
        if (isPaidInLedger(i, best, check))
            return true;
        const bool throughBilling = m_facts.receipts == BankReceipts::ThroughBilling
            && best.first().kind == CandidateKind::Invoice;
        if (throughBilling)
            stop(check, LineHazard::NotInBilling, amount(i),
                QStringLiteral(
                    "Billing has no payment for this yet. Enter it there and push; don’t "
                    "match %1.")
                    .arg(nameOf(best.first())),
                RemedyId::FixInLedger);
        else if (best.size() > 1) {
            check.choices = best;
            stop(check, LineHazard::Twins, amount(i),
                QStringLiteral("%1 records of %2 fit equally. Ask which was paid.")
                    .arg(best.size())
                    .arg(amount(i).display()),
                RemedyId::ShowRecords);
        } else if (!isGone(i, best.first(), check)) {
            check.pick = best;
            pickIsRight(i, check);
        }
        return true;
    }

    // Billing has a payment on one of them that waits, whatever its amount and bank account:
    // matched, the document would be paid twice.
    bool isPaidInLedger(qsizetype i, const QList<Candidate>& documents, LineCheck& check)
    {
        const auto waits = std::find_if(documents.begin(), documents.end(),
            [](const Candidate& one) { return bool(one.waiting); });
        if (waits == documents.end())
            return false;
        check.ledger = RecordRef{RecordKind::Payment, waits->waiting.value};
        check.pick.clear();
        if (waits->waitsBecause == HazardId::AllocationNotPushed) {
            stop(check, LineHazard::Unallocated, amount(i),
                QStringLiteral("Billing’s payment on %1 is in Xero, its allocation is not. Push "
                               "it, and match the overpayment; leave the invoice alone.")
                    .arg(nameOf(*waits)),
                RemedyId::PushNow);
            return true;
        }
        if (waits->waitsBecause != HazardId::PaymentNotPushed) {
            const bool isHeld = waits->waitsBecause == HazardId::WrongMatch;
            stop(check, isHeld ? LineHazard::WrongMatch : LineHazard::PushFailed, amount(i),
                QStringLiteral("Billing’s payment on %1 %2. Mend that first.")
                    .arg(nameOf(*waits),
                        isHeld ? QStringLiteral("is held back: one was matched by hand")
                               : QStringLiteral("did not reach Xero")),
                RemedyId::OpenProblem);
            return true;
        }
        stop(check, LineHazard::NotPushed, amount(i),
            QStringLiteral(
                "Billing has a payment on %1 that is not in Xero yet. Push it, then match "
                "the overpayment; leave the invoice alone.")
                .arg(nameOf(*waits)),
            RemedyId::PushNow);
        return true;
    }

    // A person's word beats a number, and a number a name.
    QList<Candidate> sharpest(qsizetype i, const QList<Candidate>& named) const
    {
        for (const Identity sharp : {Identity::Said, Identity::Reference}) {
            QList<Candidate> best;
            for (const Candidate& one : named)
                if (whose(i, one).identity == sharp)
                    best.append(one);
            if (!best.isEmpty())
                return best;
        }
        return named;
    }

    bool namesSomebodyElse(qsizetype i) const
    {
        return std::any_of(m_facts.ofNamed.begin(), m_facts.ofNamed.end(),
            [&](const Candidate& one) { return whose(i, one).identity != Identity::None; });
    }

    void wrongContact(qsizetype i, LineCheck& check)
    {
        const auto named = std::find_if(m_facts.ofNamed.begin(), m_facts.ofNamed.end(),
            [&](const Candidate& one) { return whose(i, one).identity != Identity::None; });
        stop(check, LineHazard::WrongContact, amount(i),
            QStringLiteral("The bank’s text names %1; what has this amount is somebody else’s.")
                .arg(named->contactName),
            RemedyId::ShowRecords);
        check.pick.clear();
    }

    bool transfer(qsizetype i, LineCheck& check)
    {
        const auto* other = opposite(i);
        if (!other)
            return false;
        const QString& bank = other->first;
        check.evidence.append({QStringLiteral("other account"),
            QStringLiteral("%1 on %2 the other way").arg(amount(i).display(), bank), true});
        if (!check.offered.isEmpty())
            stop(check, LineHazard::OwnTransfer, amount(i),
                QStringLiteral("This is a transfer between your own accounts (%1). Use "
                               "Transfer, don’t match %2.")
                    .arg(bank, article(check.offered.first())),
                RemedyId::None);
        else
            notChecked(check, LineHazard::OwnTransfer,
                QStringLiteral("This looks like a transfer from or to %1. Use Transfer.")
                    .arg(bank));
        return true;
    }

    // One deposit for several records of a customer: money first, for what is in Xero already is
    // not to be paid again.
    bool set(qsizetype i, LineCheck& check)
    {
        QHash<mirror::ContactId, QList<Candidate>> byContact;
        QSet<mirror::ContactId> namedContacts;
        for (const Candidate& one : m_facts.ofNamed) {
            if (!fits(i, one))
                continue;
            byContact[one.contact].append(one);
            if (whose(i, one).identity != Identity::None)
                namedContacts.insert(one.contact);
        }
        if (namedContacts.size() != 1)
            return false;
        const QList<Candidate> all = byContact.value(*namedContacts.begin());
        QList<Candidate> money, open;
        for (const Candidate& one : all)
            (isDocument(one) ? open : money).append(one);
        return setAmong(i, money, check) || setAmong(i, open, check);
    }

    bool setAmong(qsizetype i, const QList<Candidate>& candidates, LineCheck& check)
    {
        if (candidates.size() < 2 || candidates.size() > kMostOfOneName)
            return false;
        QList<qint64> amounts;
        for (const Candidate& one : candidates)
            amounts.append(one.amount.minor());
        const match::SetFound found = match::setOf(amounts, amount(i).minor());
        if (found.answer == match::SetFound::None)
            return false;
        if (found.answer != match::SetFound::Unique) {
            notChecked(check, LineHazard::Lump,
                found.answer == match::SetFound::Ambiguous
                    ? QStringLiteral("Several sets of %1’s records give %2. Ask which are paid.")
                          .arg(candidates.first().contactName, amount(i).display())
                    : QStringLiteral("Too many of %1’s records to look through for %2.")
                          .arg(candidates.first().contactName, amount(i).display()));
            return true;
        }
        for (const int place : found.members)
            check.pick.append(candidates[place]);
        evidence(i, whose(i, check.pick.first()), check.pick.first().date, check);
        if (isPaidInLedger(i, check.pick, check) || isGone(i, check.pick.first(), check))
            return true;
        if (isDocument(check.pick.first()) && m_facts.receipts == BankReceipts::ThroughBilling
            && check.pick.first().kind == CandidateKind::Invoice) {
            stop(check, LineHazard::NotInBilling, amount(i),
                QStringLiteral("Billing has no payment for these %1 invoices yet. Enter it there "
                               "and push.")
                    .arg(check.pick.size()),
                RemedyId::FixInLedger);
            check.pick.clear();
            return true;
        }
        pickIsRight(i, check);
        return true;
    }

    // What the named customer has that is a little more than the line; money before documents, for
    // what is in Xero already is not to be paid again.
    QList<Candidate> withFee(qsizetype i) const
    {
        QList<Candidate> money, open;
        for (const Candidate& one : m_facts.ofNamed) {
            const qint64 fee = one.amount.minor() - amount(i).minor();
            if (fee > 0 && fee * 10'000 <= one.amount.minor() * m_facts.mostFee && fits(i, one)
                && whose(i, one).identity != Identity::None)
                (isDocument(one) ? open : money).append(one);
        }
        return sharpest(i, money.isEmpty() ? open : money);
    }

    // A card company pays out less than was paid in. The amount says little then, and another line
    // may have the whole of it: Safe takes a person's word.
    bool lessFee(qsizetype i, LineCheck& check)
    {
        const QList<Candidate> near = line(i).amount.isNegative() ? QList<Candidate>() : withFee(i);
        if (near.isEmpty())
            return false;
        const Candidate& one = near.first();
        if (near.size() > 1) {
            check.choices = near.first(std::min(near.size(), kMostChoices));
            notChecked(check, LineHazard::Fee,
                QStringLiteral(
                    "%1 of %2’s records are a little more than this. Ask which was paid.")
                    .arg(near.size())
                    .arg(one.contactName));
            return true;
        }
        const Named who = whose(i, one);
        const QString fee = (one.amount - amount(i)).display();
        check.evidence = {{QStringLiteral("payer"), who.words, true},
            {QStringLiteral("amount"),
                QStringLiteral("%1 less than %2: within the fee that you allow")
                    .arg(fee, one.amount.display()),
                true}};
        if (isPaidInLedger(i, near, check) || isGone(i, one, check))
            return true;
        if (one.kind == CandidateKind::Invoice
            && m_facts.receipts == BankReceipts::ThroughBilling) {
            stop(check, LineHazard::NotInBilling, amount(i),
                QStringLiteral("%1 is %2 more than this, and no payment for it is in Xero. "
                               "Enter or push it; then match that with a bank fee of %2.")
                    .arg(nameOf(one), fee),
                RemedyId::FixInLedger);
            return true;
        }
        check.pick = {one};
        if (who.identity != Identity::Said) {
            check.choices = near;
            notChecked(check, LineHazard::Fee,
                QStringLiteral("%1 is %2 more. If the bank kept that, tick it and add a bank fee.")
                    .arg(nameOf(one), fee));
            return true;
        }
        pickIsRight(i, check);
        if (check.verdict == Verdict::Safe)
            check.sentence
                = QStringLiteral("Choose Find & Match, tick %1 and add a bank fee of %2.")
                      .arg(nameOf(one), fee);
        return true;
    }

    // More than the one open invoice of whom the line names (R034). Through billing, the payment's
    // own record is what to wait for.
    bool overpaid(qsizetype i, LineCheck& check)
    {
        if (m_facts.receipts != BankReceipts::EnteredInXero || line(i).amount.isNegative())
            return false;
        QList<Candidate> open;
        for (const Candidate& one : m_facts.ofNamed)
            if (one.kind == CandidateKind::Invoice && fits(i, one)
                && whose(i, one).identity != Identity::None)
                open.append(one);
        if (open.size() != 1 || open.first().amount.minor() >= amount(i).minor())
            return false;
        if (isPaidInLedger(i, open, check))
            return true;
        check.pick = open;
        check.evidence = {{QStringLiteral("payer"), whose(i, open.first()).words, true}};
        notChecked(check, LineHazard::Overpaid,
            QStringLiteral("Matching %1 makes an overpayment of %2 in Xero. Right, if they paid "
                           "too much.")
                .arg(nameOf(open.first()), (amount(i) - open.first().amount).display()));
        return true;
    }

    void nothing(qsizetype i, LineCheck& check)
    {
        if (!check.offered.isEmpty())
            return notChecked(check, LineHazard::NoIdentity,
                QStringLiteral("Xero may offer %1, but nothing says that it is this money.")
                    .arg(nameOf(check.offered.first())));
        for (const Candidate& one : m_foreign)
            if (whose(i, one).identity != Identity::None)
                return notChecked(check, LineHazard::ForeignCurrency,
                    QStringLiteral("%1 is in %2: Xero converts it at its own rate. Check the "
                                   "amount before you match.")
                        .arg(nameOf(one), one.amount.currency().code()));
        notChecked(check, LineHazard::NothingKnown,
            namesSomebodyElse(i)
                ? QStringLiteral("Nothing of this customer has or gives this amount.")
                : QStringLiteral("Nothing in the ledger or in Xero has this amount."));
    }

    // The same amount and texts within three days, and not a record for each of the two.
    bool isToldTwice(qsizetype i) const
    {
        for (qsizetype j = 0; j < m_facts.lines.size(); ++j)
            if (j != i && days(i, line(j).date) <= 3 && !m_done[j] && looksLike(i, j)
                && (!m_money[j] || m_money[j]->identity == Identity::None))
                return true;
        return false;
    }

    const Surroundings& m_around;
    const QList<Hazard> m_stale; // what holds for every line of the book
};

} // namespace

QList<LineCheck> judge(const LineFacts& facts, const Surroundings& around)
{
    return Judge(facts, around).judge();
}

} // namespace preflight
