// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "look/words.h"
#include "pages/backupcard.h"
#include "pages/settingspage.h"
#include "widgets/elided.h"
#include "widgets/hourbars.h"
#include "widgets/make.h"

#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>

#include <algorithm>
#include <array>
#include <utility>

using namespace records;
using Qt::StringLiterals::operator""_s;

// Diagnostics: the connection, the calls, what was read when, and whether the book is sound.
namespace ui {

namespace {

// "bank-transactions" → "Bank transactions"
QString inWords(const QString& what)
{
    QString words = what.left(1).toUpper() + what.mid(1);
    return words.replace(u'-', u' ');
}

struct ConnectionWords {
    QString icon, word;
    Tone tone;
};

ConnectionWords wordsOf(Connection connection)
{
    switch (connection) {
    case Connection::NotConnected:
        return {u"offline"_s, u"Not connected"_s, Tone::Unchecked};
    case Connection::Connected:
        return {u"connected"_s, u"Connected"_s, Tone::Safe};
    case Connection::Waiting:
        return {u"waiting"_s, u"Xero asks to wait"_s, Tone::Waiting};
    case Connection::Offline:
        return {u"offline"_s, u"Offline"_s, Tone::Stop};
    case Connection::SignInNeeded:
        return {u"key"_s, u"Signed out; sign in again"_s, Tone::Stop};
    case Connection::SyncIsOff:
        return {u"held"_s, u"Sync is off"_s, Tone::Unchecked};
    case Connection::ReadOnly:
        return {u"reconciled"_s, u"Read only"_s, Tone::Unchecked};
    }
    return {};
}

// R116: amber when older than twice the interval.
QString lateWords(std::chrono::seconds every)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(every).count();
    return minutes == 0 ? u"Old; nothing runs by itself"_s
        : minutes < 120 ? u"Late: every %1 min"_s.arg(minutes)
                        : u"Late: every %1 hours"_s.arg(minutes / 60);
}

} // namespace

void SettingsPage::showDiagnostics()
{
    QVBoxLayout* into = section(u"diagnostics"_s);
    const store::Diagnostics found = reader().diagnostics();
    const QDateTime now = context().now();
    addHead(into, found);
    QBoxLayout* first = pair(into);
    showConnectionFacts(found, first);
    showCalls(found, first);
    showFetches(found, into);
    QBoxLayout* last = pair(into);
    showChecks(found, last);
    last->addWidget(
        factsCard(nullptr, u"This book"_s,
            {{u"File"_s, found.file},
                {u"Size"_s, QLocale(QLocale::English).formattedDataSize(found.fileBytes)},
                {u"Last import"_s, moment(found.lastImport, now)},
                {u"Version"_s,
                    u"Tieout %1, book format %2"_s.arg(QStringLiteral(TIEOUT_VERSION))
                        .arg(found.bookFormat)}}),
        1);
    into->addWidget(new BackupCard(context()));
    addSupport(into);
}

// Whom to ask, kept where it is needed, and the file to send them (R115).
void SettingsPage::addSupport(QVBoxLayout* into)
{
    QFrame* frame = card(into, u"Who helps"_s);
    frame->layout()->addWidget(makeLabel(context(),
        u"It stands above what you copy for support. The support case has ids, amounts, times and "
        "Xero’s answers, no names and no secrets."_s,
        Type::Second, "second", true));
    auto* field = new QLineEdit(context().settings().supportContact);
    field->setPlaceholderText(u"Name, e-mail, phone or website"_s);
    field->setAccessibleName(u"Who helps"_s);
    connect(field, &QLineEdit::editingFinished, this, [this, field] {
        change([&](BookSettings& after) { after.supportContact = field->text().trimmed(); });
    });
    frame->layout()->addWidget(field);
}

void SettingsPage::addHead(QVBoxLayout* into, const store::Diagnostics& found)
{
    const bool isFine = context().status().connection == Connection::Connected
        && !endsSoon(found.signInUntil, context().now()) && found.lastError.isEmpty()
        && std::ranges::all_of(found.checks, &store::CheckRow::good);
    QHBoxLayout* head = row(nullptr, 0, 10);
    head->addWidget(makeLabel(context(), u"Diagnostics"_s, Type::PageTitle));
    if (isFine) {
        QFrame* mark = makeCard("markSafe");
        mark->setFixedHeight(24);
        QHBoxLayout* cells = row(mark, 0, 5);
        cells->setContentsMargins(7, 0, 10, 0);
        cells->addWidget(makeIcon(context(), u"safe"_s, Tone::Safe, 15));
        cells->addWidget(makeLabel(context(), u"Everything works"_s, Type::Second, "safe"));
        head->addWidget(mark);
    }
    head->addStretch();
    QPushButton* support = makeButton(context(), u"Prepare support case…"_s, u"export"_s);
    support->setObjectName(u"support-case"_s);
    connect(
        support, &QPushButton::clicked, this, [this] { context().wantSupportCase(AccountId{}); });
    head->addWidget(support);
    into->addLayout(head);
}

void SettingsPage::showConnectionFacts(const store::Diagnostics& found, QBoxLayout* into)
{
    QHBoxLayout* head = nullptr;
    QFrame* frame = factsCard(nullptr, u"Connection"_s,
        {{u"Organisation"_s, found.organisation}, {u"Its id"_s, found.tenantId},
            {u"Address"_s, found.xeroUrl},
            {u"Locked up to"_s,
                found.lockedUpTo.isValid() ? day(found.lockedUpTo, context().today())
                                           : u"nothing is locked"_s},
            {u"Next run"_s, nextRun()},
            {u"Last error"_s, found.lastError.isEmpty() ? u"none"_s : found.lastError}},
        &head);
    int at = 1;
    const auto add = [&](const QString& word, QWidget* what) {
        QHBoxLayout* line = row(nullptr, 0, 16);
        QLabel* key = makeLabel(context(), word, Type::Body, "second");
        key->setMinimumWidth(factsKeyWidth);
        line->addWidget(key, 0, Qt::AlignTop);
        line->addWidget(what, 1);
        static_cast<QVBoxLayout*>(frame->layout())->insertLayout(at++, line);
    };
    const ConnectionWords words = wordsOf(context().status().connection);
    add(u"Status"_s, state(words.icon, words.tone, words.word));
    const QDateTime now = context().now();
    const bool isWarning = endsSoon(found.signInUntil, now);
    if (found.signInUntil.isValid())
        add(u"Sign-in"_s,
            state(isWarning ? u"waiting"_s : u"key"_s, isWarning ? Tone::Waiting : Tone::Unchecked,
                signInWords(found.signInUntil, now)));
    if (!found.missingScopes.isEmpty())
        add(u"Allowed"_s,
            state(u"waiting"_s, Tone::Waiting,
                u"Not %1. Sign in again and allow it."_s.arg(
                    causes::scopeWords(found.missingScopes))));
    else if (!found.scopes.isEmpty())
        add(u"Allowed"_s, state(u"safe"_s, Tone::Safe, u"All that Tieout asks for"_s));
    QPushButton* test = makeButton(context(), u"Test"_s, {}, "small");
    test->setAccessibleName(u"Test the connection"_s);
    connect(
        test, &QPushButton::clicked, this, [this] { context().give(command::TestConnection{}); });
    head->addWidget(test);
    QPushButton* sign = makeButton(context(), u"Sign in again"_s, u"key"_s, "small");
    connect(sign, &QPushButton::clicked, this, [this] { context().give(command::Connect{}); });
    head->addWidget(sign);
    into->addWidget(frame, 1);
}

QString SettingsPage::nextRun() const
{
    const EngineStatus& status = context().status();
    if (!status.isAutomatic)
        return u"none by itself; the schedule is off"_s;
    return status.nextRunAt.isValid() ? moment(status.nextRunAt, context().now())
                                      : u"none by itself"_s;
}

void SettingsPage::showCalls(const store::Diagnostics& found, QBoxLayout* into)
{
    const EngineStatus& status = context().status();
    // The engine tells of its calls as it makes them; before it does, the book knows of the last.
    const QDate day = context().clock().now().toUTC().date();
    const int today = std::max(status.callsToday, found.callsDay == day ? found.calls : 0);
    QHBoxLayout* head = nullptr;
    QFrame* frame = card(nullptr, u"Calls to Xero"_s, &head);
    head->addWidget(new Elided(
        context(), u"shared with every program on this organisation"_s, Type::Second, "second"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(9);
    grid->setColumnStretch(1, 1);
    const std::pair<QString, std::pair<int, int>> meters[]
        = {{u"Today"_s, {today, status.callsPerDay}},
            {u"This minute"_s, {status.callsThisMinute, 60}}};
    int line = 0;
    for (const auto& [word, calls] : meters)
        addMeter(grid, line++, word, u"Calls, "_s + word, {calls.first, calls.second},
            u"%1 of %2"_s.arg(number(calls.first), number(calls.second)));
    // Xero bills data above a plan's allowance, of all organisations together.
    const QLocale english(QLocale::English);
    qint64 bytes = 0; // of the day that Xero counts, as the calls
    for (const store::CallHour& hour : found.callHours)
        bytes += hour.beginsAt.toUTC().date() == day ? hour.bytes : 0;
    addMeter(grid, line++, u"Data"_s, u"Data received in 30 days"_s,
        {found.bytesThisMonth, store::kEgressIncluded},
        u"%1 of %2 a month"_s.arg(
            english.formattedDataSize(found.bytesThisMonth, 1, QLocale::DataSizeSIFormat),
            english.formattedDataSize(store::kEgressIncluded, 0, QLocale::DataSizeSIFormat)));
    grid->addWidget(
        makeLabel(context(),
            u"%1 today"_s.arg(english.formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat)),
            Type::Second, "second"),
        line, 2, Qt::AlignRight | Qt::AlignAbsolute);
    static_cast<QVBoxLayout*>(frame->layout())->addLayout(grid);
    static_cast<QVBoxLayout*>(frame->layout())->addStretch(1);
    frame->layout()->addWidget(new HourBars(context(), found.callHours));
    into->addWidget(frame, 1);
}

void SettingsPage::addMeter(QGridLayout* grid, int line, const QString& word, const QString& name,
    std::pair<qint64, qint64> of, const QString& said)
{
    constexpr qint64 steps = 1000; // a progress bar counts in int
    auto* meter = new QProgressBar;
    meter->setProperty("look", u"meter"_s);
    meter->setTextVisible(false);
    meter->setFixedHeight(8);
    meter->setMaximum(steps);
    meter->setValue(static_cast<int>(
        std::clamp<qint64>(of.first * steps / std::max<qint64>(1, of.second), 0, steps)));
    meter->setAccessibleName(name);
    grid->addWidget(makeLabel(context(), word, Type::Body, "second"), line, 0);
    grid->addWidget(meter, line, 1);
    grid->addWidget(makeLabel(context(), said), line, 2, Qt::AlignRight | Qt::AlignAbsolute);
}

void SettingsPage::showFetches(const store::Diagnostics& found, QVBoxLayout* into)
{
    QHBoxLayout* head = nullptr;
    QFrame* frame = card(into, u"Last fetch"_s, &head);
    QPushButton* fetch = makeButton(context(), u"Fetch all now"_s, u"inbox"_s, "small");
    connect(fetch, &QPushButton::clicked, this, [this] {
        context().give(command::Sync{.direction = command::Direction::Pull, .daysBack = 30});
    });
    head->addWidget(fetch);
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    layout->setContentsMargins(0, 12, 0, 4);
    layout->setSpacing(0);
    head->setContentsMargins(16, 0, 16, 10);
    // Cells of every line share their widths by these parts.
    constexpr int parts[] = {20, 14, 14, 12, 18};
    const auto add = [&](const char* style, const std::array<QWidget*, 5>& cells) {
        QFrame* line = makeCard(style);
        line->setFixedHeight(look().height(28));
        QHBoxLayout* places = row(line, 0, 16);
        places->setContentsMargins(16, 0, 16, 0);
        for (size_t i = 0; i < cells.size(); ++i) {
            cells[i]->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
            places->addWidget(cells[i], parts[i]);
        }
        layout->addWidget(line);
    };
    const auto quiet
        = [&](const QString& text) { return makeLabel(context(), text, Type::Second, "third"); };
    const auto toRight = [](QLabel* label) {
        label->setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
        return label;
    };
    add("tableHead",
        {quiet(u"What"_s), quiet(u"Last fetched"_s), quiet(u"Age"_s),
            toRight(quiet(u"In the mirror"_s)), quiet(u"State"_s)});
    for (const store::FetchRow& each : found.fetches) {
        const bool ever = each.lastFetched.isValid();
        const QDateTime now = context().now();
        add("step",
            {makeLabel(context(), inWords(each.what)),
                makeLabel(context(), ever ? moment(each.lastFetched, now) : u"never"_s),
                makeLabel(
                    context(), ever ? age(each.lastFetched, now) : QString(), Type::Body, "second"),
                toRight(makeLabel(context(), number(each.inMirror))),
                !ever                  ? state(u"info"_s, Tone::Info, u"Not yet fetched"_s)
                    : each.isLate(now) ? state(u"waiting"_s, Tone::Waiting, lateWords(each.every))
                                       : state(u"safe"_s, Tone::Safe, u"Fetched"_s)});
    }
}

void SettingsPage::showChecks(const store::Diagnostics& found, QBoxLayout* into)
{
    QHBoxLayout* head = nullptr;
    QFrame* frame = card(nullptr, u"Does the book hold together?"_s, &head);
    QPushButton* check = makeButton(context(), u"Check the file"_s, {}, "small");
    check->setToolTip(u"Reads all of it. A large book takes some seconds."_s);
    connect(check, &QPushButton::clicked, this, [this] { context().give(command::CheckBook{}); });
    head->addWidget(check);
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    layout->setSpacing(0);
    const auto add = [&](const QString& what, const QString& result, bool good) {
        QFrame* box = makeCard(layout->count() == 1 ? "" : "step");
        box->setMinimumHeight(look().height(28));
        QHBoxLayout* line = row(box, 0, 10);
        line->addWidget(makeIcon(
            context(), good ? u"safe"_s : u"problems"_s, good ? Tone::Safe : Tone::Waiting, 16));
        line->addWidget(makeLabel(context(), what, Type::Body, nullptr, true), 1);
        line->addWidget(makeLabel(context(), result, Type::Body, "second"));
        layout->addWidget(box);
    };
    for (const store::CheckRow& each : found.checks)
        add(each.what, each.result, each.good);
    if (found.checkedAt.isValid())
        add(u"The file is sound"_s, u"read whole %1"_s.arg(age(found.checkedAt, context().now())),
            true);
    add(u"No record is tied twice"_s, counted(found.twins, u"twin"_s, u"twins"_s), true);
    layout->addStretch(1);
    into->addWidget(frame, 1);
}

} // namespace ui
