// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulation/network.h"
#include "simulation/witness.h"

#include <QSet>

namespace simulation {

class Program;

struct Failure {
    int invariant = 0;
    QString what;
};

// The invariants of the exactly-once protocol, numbered as in the README. Most are held
// against two sources that don't know each other: what the wire and Xero saw, and what the book's
// file durably says. Safety is asked at every write and after every step, the rest at rest.
class Invariants final : public Watcher {
public:
    Invariants(SimulatedClock& clock, XeroSide& xero, Marks& marks);
    void watch(Program* program) { m_program = program; }

    void afterStep();
    void restarted();
    void runIsEndless(); // 27
    void wentOnElsewhere(); // another copy of the book is in use from now on, one of before
    void restored(); // from an earlier copy: the book's own numbers begin anew
    void syncEnded(const base::Result<void>& result); // 28
    void atRest(const Weather& weather);
    // Ops on the wire or unanswered, and accounts to review.
    int unsettled();
    const std::optional<Failure>& failure() const { return m_failure; }

    void calls() override; // 23
    void leaves(const Sent& sent) override;
    void arrived(
        const Sent& sent, const sandbox::Tenant& before, const sandbox::Answer& answer) override;
    void heard(const Sent& sent, int status, bool whole) override;
    void readBack(const xero::Request& request, const sandbox::Answer& answer) override;

private:
    // An op as the book has it, under a name that a restored or copied book can't change.
    struct Op {
        qint64 id = 0, subject = 0, account = 0;
        QString kind, state, subjectKind, name;
        qint64 amount = 0;
        int attempts = 0;
    };
    struct Attempt { // the last one of an op
        qint64 leftAt = 0, heardAt = 0;
        enum Fate { Unheard, Definite, NotSent } fate = Unheard;
        QByteArray key;
        bool ofAnotherCopy = false; // the book in use can't know of it: one look before its own
    };
    struct Effect {
        QString id;
        qint64 at = 0;
        Sent::Copy copy = Sent::Copy::Original;
    };

    void fail(int invariant, const QString& what);
    Witness& book();
    QList<Op> opsOf(const QByteArray& key);
    QString nameOf(const QString& kind, qint64 id);
    const QList<Op>& known(const QByteArray& key);

    // at a write
    void intentFirst(const Sent& sent, const QList<Op>& ops); // 3
    void frozenBytes(const Sent& sent); // 4
    void sameKeyAgain(const Sent& sent, const QList<Op>& ops); // 4
    void oneWirePerAttempt(const Sent& sent); // 5, 10
    void resendProof(const Sent& sent, const QList<Op>& ops); // 6
    void parentsFirst(const QList<Op>& ops); // 8
    void serialAggregate(const QList<Op>& ops); // 9
    void precondition(const QList<Op>& ops); // 19
    void noSuspectedWrongMatch(const Op& op); // 19
    void noClobber(const sandbox::Tenant& before, const QList<Op>& ops); // 16
    void noteEffects(const Sent& sent, const QList<Op>& ops, const sandbox::Tenant& before,
        const sandbox::Answer& answer); // 1, 2, 18
    void noteEffect(const Sent& sent, const Op& op, const QString& id); // 1
    void approvalBinding(const Op& op, const QString& id); // 18
    bool lives(const Op& op, const QString& id) const;
    bool isDeclared(const Effect& effect, const Sent& sent) const;
    // after a step
    void legalMoves(); // 7, 25
    void refusedByXero(qint64 operation); // 7
    void toldIsTrue(qint64 operation); // 25
    bool isEffectOf(const QString& name, const QString& id) const;
    bool isOfThisBook(const QString& name);
    void takenInIsBornInXero(); // 2
    void nothingTakenInWhileBusy(); // 2
    void conservationInXero(); // 11, 12
    void ledgerAddsUp(); // 13
    void journalOnlyGrows(); // 14
    void nothingLost(); // 15
    void watermarks(); // 17
    void databaseIsWhole(); // 24
    // at rest
    void everythingEnded(); // 27
    void everyReasonIsNamed(); // 28
    void everyReasonIsTrue(); // 28
    void mirrorIsTruth(); // 29
    void bridgesAreExact(); // 29
    void quiet(); // 29
    void noSecrets(); // 21
    void duplicatesAreShown(); // 1, beyond the horizon

    SimulatedClock& m_clock;
    XeroSide& m_xero;
    Marks& m_marks;
    Program* m_program = nullptr;
    std::optional<Failure> m_failure;
    QHash<QByteArray, QList<Op>> m_opsOfKey;
    QHash<QByteArray, QByteArray> m_bytesOfKey;
    QHash<QString, Attempt> m_attempts; // by op name
    QHash<QString, QList<Effect>> m_effects; // by op name
    QHash<QString, int> m_answers, m_refusals; // definite answers heard; refusals in the book
    QHash<QString, QList<qint64>> m_looks; // complete readings, by resource
    QList<QString> m_duplicates; // beyond the declared horizon: ids in Xero
    qint64 m_lastAttempt = 0, m_lastMove = 0, m_journal = 0, m_lastTwin = 0;
    QList<qint64> m_calls; // of the last minute
};

} // namespace simulation
