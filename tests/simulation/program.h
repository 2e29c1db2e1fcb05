// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/copies.h"
#include "engine/run.h"
#include "simulation/network.h"
#include "simulation/witness.h"

namespace simulation {

// One copy of our program with one book open. It can end at any instant; what its book holds then
// is what the next start finds.
class Program {
public:
    Program(SimulatedClock& clock, XeroSide& xero, Watcher& watcher, Marks& marks,
        const Weather& weather, const QString& path, quint64 seed);
    ~Program();

    // Opens the book and recovers. dieBefore: the program ends again before that transaction of its
    // recovery, as often as there are numbers.
    void start(QList<int> dieBefore = {});
    // kill -9: whatever was under way is gone, the file stays.
    void end();

    // Between end() and start(): from the desk to the laptop, or back; each has a file of its own.
    void changeMachine();

    // Asked all the time during a run: an invariant that failed ends it. Told when it never ends.
    std::function<bool()> mayGoOn;
    std::function<void()> onEndless;
    // A run with these faults; nullopt: the program ended on the way, and was not started again.
    std::optional<base::Result<engine::RunSummary>> sync(
        records::command::Direction direction, const QList<Fault>& faults);
    // false: refused whole.
    bool import(const records::ImportBatch& batch);
    bool reverse(records::RecordRef record);

    bool isRunning() const { return m_book != nullptr; }
    store::Book& book() { return *m_book; }
    Witness& witness() { return *m_witness; }
    Network& network() { return m_network; }
    const Network& network() const { return m_network; }
    const QString& path() const { return m_path; }
    engine::Context context();

    // The empty book that every life begins with: made once, then copied.
    static void makeTemplate(const QString& path);

private:
    void reviewed(const base::Result<void>& result);
    void prepareFaults(const QList<Fault>& faults);

    SimulatedClock& m_clock;
    XeroSide& m_xero;
    Marks& m_marks;
    QString m_path;
    engine::Witness m_watched; // where openings of the book are noted beside it
    QString m_otherPath; // on the other machine
    engine::Witness m_otherWatched;
    base::SeededRandom m_random;
    Network m_network;
    std::unique_ptr<store::Book> m_book;
    std::unique_ptr<Witness> m_witness;
    std::unique_ptr<QObject> m_guard;
    bool m_dead = false;
};

} // namespace simulation
