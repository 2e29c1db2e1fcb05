// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/temper.h"

#include "preflight/candidates.h"
#include "preflight/preflight.h"

#include <algorithm>

using namespace records;

namespace preflight {

void stop(LineCheck& check, LineHazard hazard, base::Money atRisk, const QString& sentence,
    RemedyId remedy)
{
    check.verdict = Verdict::Stop;
    check.hazard = hazard;
    check.atRisk = atRisk;
    check.sentence = sentence;
    check.remedy = remedy;
}

void notChecked(LineCheck& check, LineHazard hazard, const QString& sentence, RemedyId remedy)
{
    check.verdict = Verdict::NotChecked;
    check.hazard = hazard;
    check.sentence = sentence;
    check.remedy = remedy;
}

void temper(const BankLine& line, const LineFacts& facts, const QList<Hazard>& stale,
    const Surroundings& around, LineCheck& check)
{
    if (check.verdict != Verdict::Safe)
        return;
    const mirror::Organisation& books = around.organisation;
    const QDate locked = std::max(books.periodLockDate, books.endOfYearLockDate);
    if (locked.isValid() && line.date <= locked)
        return stop(check, LineHazard::Locked, line.amount.abs(),
            QStringLiteral("The books are locked up to %1.")
                .arg(locked.toString(QStringLiteral("d MMM yyyy"))),
            RemedyId::WaitForUnlock);
    if (!areLockDatesFresh(around))
        return notChecked(check, LineHazard::Stale,
            QStringLiteral("The lock dates were not read lately. Fetch again."),
            RemedyId::FetchNow);
    if (facts.isAutomatic)
        return notChecked(check, LineHazard::Automatic,
            QStringLiteral("Xero reconciles this account by itself. Look at what it did."));
    for (const Hazard& hazard : stale)
        if (hazard.bankCode.isEmpty())
            return notChecked(check, LineHazard::Stale, hazard.sentence, hazard.remedy);
    if (facts.receipts == BankReceipts::ThroughBilling && !line.amount.isNegative()
        && !arePaymentsCompleteFor(line.date, around))
        notChecked(check, LineHazard::Stale,
            QStringLiteral("The ledger’s payments are not known to be complete for this day."),
            RemedyId::FixInLedger);
}

void contest(LineCheck& check)
{
    check.choices = check.pick;
    check.atRisk = base::Money(0, check.atRisk.currency());
    notChecked(check, LineHazard::DuplicateLine,
        QStringLiteral("Another line would take %1, too. Ask which of them it is.")
            .arg(check.pick.size() == 1 ? nameOf(check.pick.first())
                                        : QStringLiteral("some of these records")));
}

} // namespace preflight
