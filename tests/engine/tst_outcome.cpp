// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/outbox.h"
#include "engine/outcome.h"

#include <QTest>

using namespace records;
using engine::Outcome;

// Did money move? What an answer means, and what the op does next (reliability.md §3.6, §3.7).
class TestOutcome : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void notSentGoesBackToWaiting();
    void lostAnswerIsUnknown();
    void unreadableSuccessIsUnknown();
    void refusalOfOneElementLeavesTheOthers();
    void ghostIsLookedUpBeforeItIsBelieved();
    void moneyNeedsTwoLooksWithTheirWaits();
    void aLookBeforeTheWaitDoesNotCount();
    void acceptedIsNeverSentAgain();
    void whatIsTakenBackIsConfirmedByReading();
    void whatRecursGoesUnderAnotherKey();
    void whatWasRefusedGoesWhenItsCauseMayBeGone();

private:
    static Operation operation(OperationKind kind)
    {
        Operation op;
        op.id = {1};
        op.kind = kind;
        op.state = OperationState::Sending;
        op.subject = {RecordKind::Payment, 1};
        op.amount = {88800, base::Currency::of("AUD")};
        op.attempts = 1;
        return op;
    }
    static QDateTime at(int seconds)
    {
        return QDateTime::fromSecsSinceEpoch(1'000'000 + seconds, Qt::UTC);
    }
};

namespace {

const base::Currency kAud = base::Currency::of("AUD");

xero::Response response(int status, const char* body)
{
    return {status, {{"content-type", "application/json"}}, body};
}

} // namespace

void TestOutcome::notSentGoesBackToWaiting()
{
    const Operation op = operation(OperationKind::CreateOverpayment);
    base::Error refused{.kind = base::ErrorKind::Offline, .effect = base::Effect::None};
    const auto outcome = engine::classify({op}, tl::unexpected(refused), kAud).first();
    QCOMPARE(outcome.kind, Outcome::Kind::NotSent);
    const Operation next = engine::afterwards(
        op, outcome, at(0), {std::chrono::minutes(10), std::chrono::minutes(1)});
    QCOMPARE(next.state, OperationState::Waiting);
    QCOMPARE(next.attempts, 0);
    QCOMPARE(next.notBefore, at(60));
}

void TestOutcome::lostAnswerIsUnknown()
{
    const Operation op = operation(OperationKind::CreateOverpayment);
    base::Error lost{.kind = base::ErrorKind::Timeout, .effect = base::Effect::Unknown};
    const auto outcome = engine::classify({op}, tl::unexpected(lost), kAud).first();
    const Operation next = engine::afterwards(
        op, outcome, at(0), {std::chrono::minutes(10), std::chrono::minutes(1)});
    QCOMPARE(next.state, OperationState::Unknown);
    QCOMPARE(next.notBefore, at(600));
}

void TestOutcome::unreadableSuccessIsUnknown()
{
    const Operation op = operation(OperationKind::CreateOverpayment);
    for (const char* body :
        {"<html>captive portal</html>", "{\"BankTransactions\":[{\"Bank", "{}", ""})
        QCOMPARE(
            engine::classify({op}, response(200, body), kAud).first().kind, Outcome::Kind::Unknown);
    QCOMPARE(engine::classify({op}, response(500, "An error occurred in Xero."), kAud).first().kind,
        Outcome::Kind::Unknown);
    QCOMPARE(engine::classify({op}, response(302, ""), kAud).first().kind, Outcome::Kind::Unknown);
}

void TestOutcome::refusalOfOneElementLeavesTheOthers()
{
    Operation first = operation(OperationKind::CreateInvoice), second = first;
    const auto outcomes = engine::classify({first, second}, response(200, R"({"Invoices":[
            {"InvoiceID":"00000000-0000-0000-0000-000000000000","StatusAttributeString":"ERROR",
             "HasErrors":true,"ValidationErrors":[{"Message":"Item code 'X' is not valid"}]},
            {"InvoiceID":"11111111-1111-1111-1111-111111111111","StatusAttributeString":"OK",
             "Status":"AUTHORISED","Total":888.00,
             "Contact":{"ContactID":"22222222-2222-2222-2222-222222222222"}}]})"),
        kAud);
    QCOMPARE(outcomes[0].kind, Outcome::Kind::Refused);
    QCOMPARE(outcomes[0].cause.id, CauseId::ItemCodeNotFound);
    QCOMPARE(outcomes[1].kind, Outcome::Kind::Accepted);
}

void TestOutcome::ghostIsLookedUpBeforeItIsBelieved()
{
    Operation op = operation(OperationKind::CreateInvoice);
    const char* body = R"({"Invoices":[{"InvoiceID":"00000000-0000-0000-0000-000000000000",
        "HasErrors":true,"StatusAttributeString":"ERROR",
        "ValidationErrors":[{"Message":"Invoice # must be unique."}]}]})";
    QCOMPARE(
        engine::classify({op}, response(200, body), kAud).first().kind, Outcome::Kind::Refused);
    op.attempts = 2;
    QCOMPARE(
        engine::classify({op}, response(200, body), kAud).first().kind, Outcome::Kind::Unknown);
}

void TestOutcome::moneyNeedsTwoLooksWithTheirWaits()
{
    Operation op = operation(OperationKind::CreateOverpayment);
    op.state = OperationState::Unknown;
    op.cause.id = CauseId::OutcomeUnknown;
    op.notBefore = at(600);
    op = engine::afterLook(op, {}, at(601), at(601), {});
    QCOMPARE(op.negativeProbes, 1);
    QVERIFY(op.negativeProbes < engine::looksNeeded(op.kind));
    op = engine::afterLook(op, {}, at(630), at(630), {}); // too soon after the first
    QCOMPARE(op.negativeProbes, 1);
    op = engine::afterLook(op, {}, at(662), at(662), {});
    QCOMPARE(op.negativeProbes, 2);
    QVERIFY(op.negativeProbes >= engine::looksNeeded(op.kind));
    QCOMPARE(op.state, OperationState::Unknown); // the same bytes go again, from here
}

void TestOutcome::aLookBeforeTheWaitDoesNotCount()
{
    Operation op = operation(OperationKind::CreateOverpayment);
    op.state = OperationState::Unknown;
    op.cause.id = CauseId::OutcomeUnknown;
    op.notBefore = at(600);
    QCOMPARE(engine::afterLook(op, {}, at(599), at(700), {}), op);
    QCOMPARE(engine::afterLook(op, {}, {}, at(700), {}), op);
}

void TestOutcome::acceptedIsNeverSentAgain()
{
    Operation op = operation(OperationKind::CreateAllocation);
    op.state = OperationState::Unknown;
    op.cause = {};
    op.lastAttemptEnd = at(0);
    for (int i = 0; i < 20; ++i)
        op = engine::afterLook(op, {}, at(100 + 100 * i), at(100 + 100 * i), {});
    QCOMPARE(op.state, OperationState::Parked);
    QCOMPARE(op.cause.id, CauseId::Ambiguous);
}

void TestOutcome::whatIsTakenBackIsConfirmedByReading()
{
    for (const OperationKind kind : {OperationKind::RemoveAllocation, OperationKind::DeletePayment,
             OperationKind::VoidDocument}) {
        const Operation op = operation(kind);
        Outcome accepted;
        accepted.kind = Outcome::Kind::Accepted;
        const Operation next = engine::afterwards(op, accepted, at(0), {});
        QCOMPARE(next.state, OperationState::Unknown);
        QVERIFY(!next.cause); // Xero said yes: it is never sent again
        // Gone already says nothing about who did it: that is looked up.
        const auto gone = engine::classify({op}, response(404, "not there"), kAud).first();
        QCOMPARE(gone.kind, Outcome::Kind::Unknown);
        QCOMPARE(engine::looksNeeded(kind), 1);
    }
    QCOMPARE(engine::looksNeeded(OperationKind::RefundCredit), 2); // money
    QCOMPARE(engine::doneWords(OperationKind::DeletePayment), QStringLiteral("Deleted in Xero."));
}

void TestOutcome::whatRecursGoesUnderAnotherKey()
{
    AccountFile file;
    file.account.id = {7};
    Operation op = operation(OperationKind::UpdateContact);
    op.subject = {RecordKind::Account, 7};
    op.state = OperationState::Confirmed;
    op.generation = 3;
    file.operations = {op};
    const plan::Push push{OperationKind::UpdateContact, op.subject, {}, {}, false, {}, {}};
    const auto again = engine::outboxChanges(file, {push}, at(0), false);
    QCOMPARE(again.size(), 1);
    QCOMPARE(again.first().id, op.id);
    QCOMPARE(again.first().state, OperationState::Waiting);
    QCOMPARE(again.first().generation, 4);
    QCOMPARE(again.first().attempts, 0);
    // What is made once stays confirmed.
    file.operations.first().kind = OperationKind::CreateContact;
    plan::Push once = push;
    once.kind = OperationKind::CreateContact;
    QVERIFY(engine::outboxChanges(file, {once}, at(0), false).isEmpty());
}

// R111: what only Xero can see mended waits half a day, or until it says something else; what our
// own check sees mended goes at once, and what it still sees broken never goes.
void TestOutcome::whatWasRefusedGoesWhenItsCauseMayBeGone()
{
    AccountFile file;
    file.account.id = {7};
    Operation op = operation(OperationKind::CreateInvoice);
    op.id = {3};
    op.subject = {RecordKind::Invoice, 9};
    op.state = OperationState::Refused;
    op.cause = {CauseId::Unrecognised, {}, {}};
    op.notBefore = at(12 * 3600);
    file.operations = {op};
    plan::Push push{OperationKind::CreateInvoice, op.subject, {}, {}, false, {}, {}};
    const auto states = [&](int seconds, bool saysOther) {
        QList<OperationState> all;
        for (const Operation& next : engine::outboxChanges(
                 file, {push}, at(seconds), false, [&](const Operation&) { return saysOther; }))
            all.append(next.state);
        return all.isEmpty() ? OperationState::Refused : all.first();
    };
    QCOMPARE(states(60, false), OperationState::Refused);
    QCOMPARE(states(12 * 3600 - 1, false), OperationState::Refused);
    QCOMPARE(states(12 * 3600, false), OperationState::Waiting);
    QCOMPARE(states(60, true), OperationState::Waiting); // the record was edited
    file.operations.first().cause.id = CauseId::PeriodLocked;
    QCOMPARE(states(60, false), OperationState::Waiting); // our own check sees it open
    push.held = true;
    push.cause = {CauseId::PeriodLocked, {}, {}};
    QCOMPARE(states(24 * 3600, false), OperationState::Refused);
    // Where only our own check knows the cause, it holds it from now on.
    file.operations.first().cause.id = CauseId::Unrecognised;
    push.cause = {CauseId::AccountCodeInvalid, {QStringLiteral("410")}, {}};
    QCOMPARE(states(60, false), OperationState::Held);
}

QTEST_GUILESS_MAIN(TestOutcome)
#include "tst_outcome.moc"
