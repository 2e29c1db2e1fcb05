// SPDX-License-Identifier: GPL-3.0-or-later

#include "deeds.h"

#include "look/words.h"
#include "records/words.h"

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

constexpr int mostStops = 200;

int rankOf(Verdict verdict)
{
    return verdict == Verdict::Stop ? 0 : verdict == Verdict::NotChecked ? 1 : 2;
}

QList<Hazard> inOrder(QList<Hazard> hazards)
{
    std::ranges::stable_sort(hazards, {}, [](const Hazard& each) { return rankOf(each.verdict); });
    return hazards;
}

// One payment is pushed by itself; of several, the push takes all. Where nothing can be pushed,
// the way out of the first hazard.
static Deed deedWithoutLines(Context& context, const Preflight& bank)
{
    QList<Hazard> pushes;
    base::Money sum;
    for (const Hazard& each : bank.hazards) {
        if (each.verdict != Verdict::Stop || each.remedy != RemedyId::PushNow || !each.ledger)
            continue;
        pushes.append(each);
        if (each.amount.currency() == context.settings().currency)
            sum += each.amount;
    }
    if (pushes.size() == 1)
        return wayOut(context, pushes.first());
    if (pushes.size() > 1)
        return {u"Push %1 payments, %2"_s.arg(number(pushes.size()), money(sum)),
            [&context] { context.give(command::Sync{.direction = command::Direction::Push}); }};
    if (!bank.hazards.isEmpty())
        return wayOut(context, inOrder(bank.hazards).first());
    return {};
}

Deed wayOut(Context& context, const Hazard& hazard)
{
    const auto give
        = [&](const command::Sync& sync) { return [&context, sync] { context.give(sync); }; };
    const auto go = [&](const QString& page, const QString& what) {
        return [&context, page, what] { context.open(page, what); };
    };
    const QString sum = money(hazard.amount);
    switch (hazard.remedy) {
    case RemedyId::PushNow:
        return {u"Push %1 now"_s.arg(sum),
            give({.kind = command::RunKind::Instant,
                .direction = command::Direction::Push,
                .only = hazard.ledger})};
    case RemedyId::FetchNow:
        return {u"Fetch now"_s, give({.direction = command::Direction::Pull})};
    case RemedyId::LookNow:
        return {u"Look for %1 now"_s.arg(sum), give({})};
    case RemedyId::AddStatement:
        return {u"Add statement…"_s, go(u"bank-lines"_s, u"add:"_s + hazard.bankCode)};
    case RemedyId::LinkContact:
        return {u"Link the account…"_s, go(u"links"_s, u"account:%1"_s.arg(hazard.account.value))};
    case RemedyId::FixInLedger:
        return {u"Import payments…"_s, go(u"settings"_s, u"section:import"_s)};
    default:
        break;
    }
    if (hazard.id == HazardId::PaidByHand)
        return {u"Show %1 in the Inbox"_s.arg(sum), go(u"inbox"_s, u"filter:"_s + hazard.label)};
    return {u"Open the problem, %1"_s.arg(sum),
        go(u"problems"_s, hazard.label.isEmpty() ? QString() : u"filter:"_s + hazard.label)};
}

bool isFreedByPush(const LineCheck& check)
{
    return check.verdict == Verdict::Stop && check.remedy == RemedyId::PushNow;
}

// The match that was made too early is known to the bank account's hazards.
static std::optional<command::SameMoney> sameMoney(Context& context, const LineCheck& check)
{
    for (const Preflight& bank : context.reader().today().banks)
        for (const Hazard& hazard : bank.hazards)
            if (check.ledger && hazard.ledger == check.ledger && hazard.xero
                && hazard.xero->kind == XeroKind::Payment)
                return command::SameMoney{
                    PaymentId{check.ledger->id}, mirror::PaymentId{hazard.xero->id}};
    return {};
}

static QString xeroUrlOf(Context& context, const LineCheck& check)
{
    for (const Candidate& one : check.pick + check.offered)
        if (one.account)
            if (const auto account = context.reader().account(one.account))
                return account->xeroUrl;
    return {};
}

// The payment's own amount: of what waits on an invoice it may be another than the line's.
static std::optional<QString> pushed(const Context& context, const LineCheck& check)
{
    const auto record = check.ledger ? context.reader().record(*check.ledger) : std::nullopt;
    return record ? std::optional(money(record->row.amount.abs())) : std::nullopt;
}

Deed wayOut(Context& context, const store::BankLineRow& line)
{
    const LineCheck& check = line.check;
    const QString sum = money(line.kept.line.amount.abs());
    const auto go = [&](const QString& text, const QString& page, const QString& what) -> Deed {
        return {text, [&context, page, what] { context.open(page, what); }};
    };
    const auto give = [&](const QString& text, const Command& command) -> Deed {
        return {text, [&context, command] { context.give(command); }};
    };
    const QList<Candidate> all = check.pick + check.offered + check.choices;
    const QString account
        = all.isEmpty() ? QString() : u"account:%1"_s.arg(all.first().account.value);
    switch (check.remedy) {
    case RemedyId::PushNow:
        return give(u"Push %1 now"_s.arg(pushed(context, check).value_or(sum)),
            command::Sync{
                .kind = check.ledger ? command::RunKind::Instant : command::RunKind::Manual,
                .direction = command::Direction::Push,
                .only = check.ledger});
    case RemedyId::FetchNow:
        return give(u"Fetch now"_s, command::Sync{.direction = command::Direction::Pull});
    case RemedyId::AddStatement:
        return go(u"Add statement…"_s, u"bank-lines"_s, u"add:"_s + line.bankCode);
    case RemedyId::FixInLedger:
        return go(u"Import payments…"_s, u"settings"_s, u"section:import"_s);
    case RemedyId::OpenProblem: {
        const auto record = check.ledger ? context.reader().record(*check.ledger) : std::nullopt;
        return go(u"Open the problem"_s, u"problems"_s,
            record ? u"filter:"_s + record->row.number : QString());
    }
    case RemedyId::SameMoney:
        if (const auto same = sameMoney(context, check))
            return give(u"It’s the same money"_s, *same);
        return go(u"Open the problem"_s, u"problems"_s, {});
    case RemedyId::Relink:
        return go(u"Open its link"_s, u"links"_s, account);
    case RemedyId::ShowRecords:
        return account.isEmpty() ? Deed() : go(u"Show the account"_s, u"accounts"_s, account);
    case RemedyId::ShowInXero:
    case RemedyId::RemoveAndRedo: {
        const QString url = xeroUrlOf(context, check);
        return url.isEmpty()
            ? Deed()
            : Deed{u"Open in Xero"_s, [&context, url] { context.openAddress(url); }};
    }
    default:
        return {};
    }
}

Deed otherWayOut(Context& context, const store::BankLineRow& line)
{
    const bool isMatched
        = line.check.hazard == LineHazard::WrongMatch && line.check.remedy != RemedyId::SameMoney;
    const auto same = isMatched ? sameMoney(context, line.check) : std::nullopt;
    if (!same)
        return {};
    return {u"It’s the same money"_s, [&context, same] { context.give(*same); }};
}

QList<store::BankLineRow> stoppedLines(const Context& context, const Preflight& bank)
{
    return bank.lines.stop == 0
        ? QList<store::BankLineRow>()
        : context.reader().bankLines(
            {.filter = bank.bankCode, .group = toText(Verdict::Stop)}, 0, mostStops);
}

Deed deedFor(Context& context, const Preflight& bank)
{
    const QList<store::BankLineRow> stopped = stoppedLines(context, bank);
    if (stopped.isEmpty())
        return deedWithoutLines(context, bank);
    QList<store::BankLineRow> freed;
    base::Money sum;
    for (const store::BankLineRow& line : stopped)
        if (isFreedByPush(line.check)) {
            freed.append(line);
            if (line.kept.line.amount.currency() == context.settings().currency)
                sum += line.kept.line.amount.abs();
        }
    if (freed.size() == 1)
        return wayOut(context, freed.first());
    if (freed.size() > 1)
        return {u"Push %1 payments, %2"_s.arg(number(freed.size()), money(sum)),
            [&context] { context.give(command::Sync{.direction = command::Direction::Push}); }};
    return wayOut(context, stopped.first());
}

void decide(
    Context& context, BankLineId line, const LineDecision& decision, const QString& sentence)
{
    context.giveWithUndo(command::DecideLines{{line}, decision}, sentence, u"safe"_s,
        command::DecideLines{{line}, decision, true});
}

} // namespace ui
