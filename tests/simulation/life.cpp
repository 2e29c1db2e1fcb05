// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/life.h"

#include "engine/sweep.h"

#include <QFile>

using namespace records;

namespace simulation {

namespace {

constexpr qint64 kMinute = 60'000, kHour = 60 * kMinute;
// Xero is slower than the longest answer that may still arrive late.
constexpr int kLatestArrivalMinutes = 41;
constexpr int kMostRuns = 30;

QString copied(const QString& from, const QString& to)
{
    if (!QFile::copy(from, to))
        qFatal("%s can't be copied to %s", qPrintable(from), qPrintable(to));
    return to;
}

} // namespace

Life::Life(const Tape& tape, Marks& marks, const QString& folder, const QString& bookTemplate)
    : m_tape(tape)
    , m_marks(marks)
    , m_clock(QDateTime(QDate(2026, 11, 2), QTime(9, 0), Qt::UTC))
    , m_xero(m_clock, tape.seed * 4 + 100)
    , m_invariants(m_clock, m_xero, marks)
    , m_program(m_clock, m_xero, m_invariants, marks, tape.weather,
          copied(bookTemplate, folder + QStringLiteral("/life.tieout")), tape.seed * 4 + 101)
{
    m_xero.setKeyLife(tape.weather.keyLifeSeconds);
    m_xero.setPageSize(tape.weather.pageSize);
    m_xero.setLag(tape.weather.lagSeconds);
    m_xero.setLimits(tape.weather.limits);
    m_invariants.watch(&m_program);
    m_program.mayGoOn = [this] { return !m_invariants.failure(); };
    m_program.onEndless = [this] { m_invariants.runIsEndless(); };
    m_program.start();
    BookSettings settings = m_program.book().settings();
    settings.paymentPush
        = tape.weather.wholePayments ? PaymentPush::AsPaymentWhenWhole : PaymentPush::AsOverpayment;
    settings.itemCodes = tape.weather.items ? ItemCodes::ProductCode : ItemCodes::Off;
    const auto saved = engine::inTransaction(m_program.book(),
        [&](store::Transaction& tx) { return m_program.book().saveSettings(tx, settings); });
    if (!saved)
        qFatal("%s", qPrintable(saved.error().sentence));
}

Life::~Life() = default;

QByteArray Life::trace() const
{
    return m_program.network().trace();
}

std::optional<Failure> Life::live()
{
    for (const Step& step : m_tape.steps) {
        m_clock.advance(20'000);
        perform(step);
        m_invariants.afterStep();
        if (const auto failed = m_invariants.failure()) {
            Failure told = *failed;
            told.what += QStringLiteral("\n  at ") + toText(step);
            return told;
        }
    }
    settle();
    if (!m_invariants.failure())
        m_invariants.atRest(m_tape.weather);
    if (auto failed = m_invariants.failure()) {
        failed->what += QStringLiteral("\n  at rest");
        return failed;
    }
    return std::nullopt;
}

void Life::perform(const Step& step)
{
    if (step.act <= Act::Reverse)
        return billing(step);
    if (step.act <= Act::UnlockPeriod)
        return person(step);
    if (step.act <= Act::OtherOverpays)
        return other(step);
    if (step.act <= Act::SignIn)
        return program(step);
    time(step);
}

void Life::program(const Step& step)
{
    using command::Direction;
    switch (step.act) {
    case Act::Sync: {
        static constexpr Direction directions[]
            = {Direction::Both, Direction::Both, Direction::Both, Direction::Push, Direction::Pull};
        QList<Fault> faults;
        for (const Fault& fault : m_tape.faults)
            if (fault.step == step.id)
                faults.append(fault);
        syncOnce(directions[step.a % 5], faults);
        if (!m_program.isRunning() && !m_invariants.failure())
            restart(step);
        return;
    }
    case Act::Restart:
        m_program.end();
        return restart(step);
    case Act::KeepCopy:
        return keepCopy();
    case Act::RestoreCopy:
        return restoreCopy();
    case Act::OtherMachine:
        return changeMachine(step);
    case Act::Revoke:
        m_marks.reached("the login was revoked");
        return m_xero.revoke();
    default:
        if (!m_xero.isSignedIn())
            m_marks.reached("signed in again after the login was revoked");
        return m_xero.signIn();
    }
}

void Life::restart(const Step& step)
{
    QList<int> dieBefore;
    if (step.b % 4 == 0)
        dieBefore.append(step.b / 4 % 3);
    if (step.b % 16 == 0)
        dieBefore.append(step.c % 3);
    // A computer that fell over is back after seconds, or the next morning.
    m_clock.advance(step.c % 5 == 0 ? 10 * kHour : 20'000);
    m_program.start(dieBefore);
    m_invariants.restarted();
}

void Life::keepCopy()
{
    m_copy = m_program.path() + QStringLiteral(".kept");
    QFile::remove(m_copy);
    if (const auto kept = m_program.book().backup(m_copy); !kept)
        qFatal("%s", qPrintable(kept.error().sentence));
}

// The earlier copy takes the book's place; the billing system's files are read again.
void Life::restoreCopy()
{
    if (m_copy.isEmpty())
        return;
    m_marks.reached("an earlier copy of the book was restored");
    m_program.end();
    for (const char* suffix : {"", "-wal", "-shm"})
        QFile::remove(m_program.path() + QLatin1String(suffix));
    copied(m_copy, m_program.path());
    m_program.start();
    readFilesAgain();
}

// On to the laptop, with a copy of the book; or back to the desk, where the book stayed behind. A
// plain copy of a file in use is an old one: what stands in its WAL is not in it.
void Life::changeMachine(const Step& step)
{
    const QString taken = m_program.path() + QStringLiteral(".taken");
    QFile::remove(taken);
    if (step.a % 2 == 0)
        copied(m_program.path(), taken);
    else if (const auto kept = m_program.book().backup(taken); !kept)
        qFatal("%s", qPrintable(kept.error().sentence));
    m_program.end();
    m_program.changeMachine();
    if (QFile::exists(m_program.path())) {
        m_marks.reached("back on the machine of before");
        m_invariants.wentOnElsewhere();
    } else {
        m_marks.reached("the book was taken to another machine");
        copied(taken, m_program.path());
    }
    m_program.start();
    readFilesAgain();
}

void Life::readFilesAgain()
{
    m_invariants.restored();
    for (const ImportBatch& batch : std::as_const(m_imports))
        m_program.import(batch);
}

bool Life::import(const ImportBatch& batch)
{
    if (!m_program.import(batch))
        return false;
    m_imports.append(batch);
    return true;
}

void Life::syncOnce(command::Direction direction, const QList<Fault>& faults)
{
    const auto result = m_program.sync(direction, faults);
    if (!result) {
        m_marks.reached("died in the middle of a run");
        m_program.end();
        return;
    }
    if (!*result && qEnvironmentVariableIsSet("TIEOUT_TRACE"))
        qInfo("the run failed: %s (%s)", qPrintable(result->error().sentence),
            qPrintable(result->error().raw));
    m_invariants.syncEnded(result->map([](const auto&) {}));
}

// A book that knows less than Xero sends nothing until a person has looked at what it doesn't know.
bool Life::letPushingGoOn()
{
    store::Book& book = m_program.book();
    if (engine::standingTrouble(book).id != CauseId::RolledBack)
        return false;
    m_marks.reached("a person let pushing go on after a rollback");
    const auto released = engine::inTransaction(book, [&](store::Transaction& tx) {
        return engine::releasePushing(tx, book, QStringLiteral("person"));
    });
    return released.has_value();
}

void Life::time(const Step& step)
{
    switch (step.act) {
    case Act::Wait:
        return m_clock.advance((1 + step.a % 25) * kMinute);
    case Act::Sleep:
        m_marks.reached("the computer slept");
        return m_clock.advance((1 + step.a % 16) * kHour);
    default:
        m_marks.reached(step.a % 2 == 0 ? "the computer's clock went ahead"
                                        : "the computer's clock was set back");
        m_clock.setWallBy((step.a % 2 == 0 ? 1 : -1) * (1 + step.b % 180) * kMinute);
    }
}

// Faults off, the clock right, somebody signed in: whatever can be done is done within a day.
void Life::settle()
{
    m_clock.setWallRight();
    m_xero.setLag(0);
    m_xero.setLimits(false);
    if (!m_xero.isSignedIn())
        m_xero.signIn();
    act("set-lock-dates", {{QStringLiteral("period"), QString()}});
    m_clock.advance(kLatestArrivalMinutes * kMinute);
    const qint64 end = m_clock.trueMilliseconds() + 24 * kHour;
    int quiet = 0;
    for (int i = 0; i < kMostRuns && quiet < 2 && m_clock.trueMilliseconds() < end; ++i) {
        const int writes = m_program.network().writesSeen();
        const auto before = m_invariants.unsettled();
        syncOnce(command::Direction::Both, {});
        m_invariants.afterStep();
        if (m_invariants.failure())
            return;
        if (letPushingGoOn())
            quiet = 0;
        const bool moved = writes != m_program.network().writesSeen()
            || before != m_invariants.unsettled() || m_invariants.unsettled() > 0;
        quiet = moved ? 0 : quiet + 1;
        m_clock.advance(i < 6 ? 13 * kMinute : kHour);
    }
}

} // namespace simulation
