// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulation/invariants.h"
#include "simulation/program.h"

namespace simulation {

// Lives one tape: every step in its order, the invariants after each, then rest and the last
// questions. The same tape gives the same life to the byte.
class Life {
public:
    // folder: empty, of this life alone. bookTemplate: what its book begins as.
    Life(const Tape& tape, Marks& marks, const QString& folder, const QString& bookTemplate);
    ~Life();
    // What failed first; nullopt: all held.
    std::optional<Failure> live();
    QByteArray trace() const; // of every byte sent and heard, and what became of the book

private:
    void perform(const Step& step);
    void billing(const Step& step);
    void person(const Step& step);
    void other(const Step& step);
    void program(const Step& step);
    void time(const Step& step);
    void settle();
    void restart(const Step& step);
    void keepCopy();
    void restoreCopy();
    void changeMachine(const Step& step);
    bool letPushingGoOn();
    void readFilesAgain();
    bool import(const records::ImportBatch& batch);
    void syncOnce(records::command::Direction direction, const QList<Fault>& faults);

    // the billing system
    void newAccount(records::ledger::AccountRole role);
    void newProduct(const Step& step);
    void newDocument(const Step& step, records::ledger::DocumentKind kind);
    void newPayment(const Step& step);
    void newAdjustment(const Step& step);
    void reverseSomething(const Step& step);
    void allocateFrom(records::ImportBatch& batch, const records::AccountFile& file,
        records::RecordKind from, const QString& number, base::Money left, int choice) const;
    std::optional<records::AccountFile> someFile(
        int pick, records::ledger::AccountRole role = records::ledger::AccountRole::Customer);
    QString next(const char* prefix);
    base::Money amount(int pick) const;
    QDate dayOf(const Step& step) const;

    // Xero, in an order that doesn't hang on its random ids
    using Documents = QList<const sandbox::Document*>;
    Documents openInvoices() const;
    Documents openCredits() const;
    template <class Record>
    static const Record* pick(const QList<const Record*>& list, int number)
    {
        return list.isEmpty() ? nullptr : list[number % list.size()];
    }
    QList<const sandbox::Payment*> livePayments() const;
    QList<const sandbox::Contact*> contacts() const;
    void act(const char* what, const QJsonObject& with);
    void personAllocates(const Step& step);
    void personCreatesCredit(const Step& step);
    void personEdits(const Step& step);
    void personChangesContact(const Step& step);
    void otherPays(const Step& step);
    void otherOverpays(const Step& step);
    void otherTakesNumber(const Step& step);
    QJsonObject otherInvoice(
        const QString& contact, const QString& number, base::Money total) const;

    const Tape& m_tape;
    Marks& m_marks;
    SimulatedClock m_clock;
    XeroSide m_xero;
    Invariants m_invariants;
    Program m_program;
    QString m_copy; // of the book, as it was kept
    QList<records::ImportBatch> m_imports; // the billing system's files
    int m_numbers = 0;
    bool m_locked = false;
};

} // namespace simulation
