// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/topbar.h"

#include "look/words.h"
#include "widgets/facebutton.h"
#include "widgets/make.h"

#include <QMenu>
#include <QProgressBar>
#include <QStyle>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

struct Pill {
    QString icon, text;
    const char* meaning;
    Tone tone;
};

Pill pillOf(const EngineStatus& status, const QDateTime& now, const QDateTime& offlineSince)
{
    if (status.connection == Connection::Waiting) {
        const qint64 seconds = std::max<qint64>(0, now.secsTo(status.resumesAt));
        constexpr qint64 patience = 600; // longer than this nobody counts in seconds
        if (seconds > patience)
            return {u"waiting"_s,
                u"Xero asks to wait until %1"_s.arg(moment(status.resumesAt, now)), "waiting",
                Tone::Waiting};
        return {u"waiting"_s, u"Xero asks to wait, %1 s"_s.arg(seconds), "waiting", Tone::Waiting};
    }
    if (status.running)
        return {u"sync"_s, progressWords(status), "info", Tone::Info};
    switch (status.connection) {
    case Connection::NotConnected:
        return {u"offline"_s, u"Not connected"_s, "", Tone::Unchecked};
    case Connection::Connected:
        return {u"connected"_s, u"Connected"_s, "safe", Tone::Safe};
    case Connection::Offline:
        return {u"offline"_s, u"Offline since "_s + offlineSince.toLocalTime().toString(u"HH:mm"_s),
            "stop", Tone::Stop};
    case Connection::SignInNeeded:
        return {u"key"_s, u"Sign in again"_s, "stop", Tone::Stop};
    case Connection::SyncIsOff:
        return {u"held"_s, u"Sync is off"_s, "", Tone::Unchecked};
    case Connection::ReadOnly:
        return {u"reconciled"_s, u"Read only"_s, "", Tone::Unchecked};
    case Connection::Waiting:
        break;
    }
    return {};
}

} // namespace

TopBar::TopBar(Context& context, QMenu* bookMenu, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_book(makeFaceButton(context, {}, u"mark"_s, "book"))
    , m_rule(makeRule())
    , m_demo(makeDemoMark())
    , m_where(new QWidget)
    , m_organisation(makeLabel(context, {}))
    , m_pill(makeButton(context, {}, {}, "pill"))
    , m_age(new QWidget)
    , m_ageText(makeLabel(context, {}, Type::Second, "second"))
    , m_meter(new QProgressBar)
    , m_calls(makeLabel(context, {}, Type::Second, "second"))
    , m_find(makeFaceButton(context, u"Go to, find or do…"_s, {}, "find"))
    , m_sync(makeFaceButton(context, u"Sync now"_s, u"sync"_s))
    , m_ways(makeWays())
    , m_stop(makeButton(context, u"Stop"_s, u"halt"_s))
{
    setProperty("look", u"top"_s);
    setFixedHeight(std::max(48, context.look().height(30) + 18));
    m_book->setMenu(bookMenu);
    m_book->setIcon(context.look().icon(u"mark"_s, Tone::Button));
    m_book->setIconSize({22, 22});
    m_book->setTrailingIcon(u"chevron-down"_s);
    m_book->setFont(context.look().font(Type::Strong));
    m_book->setAccessibleName(u"Book"_s);
    m_rule->setFixedSize(1, 20);
    m_pill->setFont(context.look().font(Type::SecondStrong));
    m_pill->setIconSize({15, 15});
    m_meter->setTextVisible(false);
    m_meter->setFixedSize(56, 4);
    m_meter->setAccessibleName(u"Calls to Xero today"_s);
    m_find->setIcon(context.look().icon(u"search"_s, Tone::Text3));
    m_find->setAccessibleName(u"Go to, find or do"_s);
    m_find->setKey(u"Ctrl K"_s);
    m_stop->setToolTip(u"Stop the run (Shift F5)"_s);
    arrange();
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &TopBar::refresh);
    connect(m_find, &QPushButton::clicked, this, &TopBar::findPressed);
    connect(m_sync, &QPushButton::clicked, this, &TopBar::syncPressed);
    connect(m_stop, &QPushButton::clicked, this, &TopBar::stopPressed);
    connect(m_pill, &QPushButton::clicked, this, &TopBar::pillPressed);
}

QWidget* TopBar::makeDemoMark()
{
    QFrame* mark = makeCard("mark");
    QHBoxLayout* layout = row(mark, 0, 4);
    layout->setContentsMargins(7, 0, 10, 0);
    mark->setFixedHeight(24);
    layout->addWidget(makeIcon(m_context, u"demo"_s, Tone::Unchecked, 15));
    layout->addWidget(makeLabel(m_context, u"Demo"_s, Type::SecondStrong, "second"));
    mark->setToolTip(u"This book talks to a stand-in for Xero on this computer"_s);
    return mark;
}

// The three ways to sync (R093), each as the log names it.
QToolButton* TopBar::makeWays()
{
    QToolButton* ways = makeToolButton(m_context, u"chevron-down"_s, u"Ways to sync"_s);
    auto* menu = new QMenu(ways);
    connect(menu->addAction(u"Manual…"_s), &QAction::triggered, this, &TopBar::manualPressed);
    connect(menu->addAction(u"Automatic"_s), &QAction::triggered, this, &TopBar::automaticPressed);
    connect(menu->addAction(u"Instant"_s), &QAction::triggered, this, &TopBar::instantPressed);
    const QString words[] = {u"Choose modules, direction and how far back"_s,
        u"When the book syncs by itself"_s, u"The chosen record, one way: ledger → Xero"_s};
    for (int i = 0; i < menu->actions().size(); ++i)
        menu->actions().at(i)->setToolTip(words[i]);
    menu->setToolTipsVisible(true);
    ways->setMenu(menu);
    ways->setPopupMode(QToolButton::InstantPopup);
    return ways;
}

void TopBar::arrange()
{
    QHBoxLayout* where = row(m_where, 0, 4);
    where->addWidget(makeLabel(m_context, u"Xero:"_s, Type::Body, "second"));
    where->addWidget(m_organisation);
    QHBoxLayout* age = row(m_age, 0, 5);
    age->addWidget(makeIcon(m_context, u"waiting"_s, Tone::Text2, 15));
    age->addWidget(m_ageText);
    QHBoxLayout* layout = row(this, 0, 12);
    layout->setContentsMargins(10, 0, 12, 0);
    for (QWidget* each : {static_cast<QWidget*>(m_book), static_cast<QWidget*>(m_rule), m_demo,
             m_where, static_cast<QWidget*>(m_pill), m_age, static_cast<QWidget*>(m_meter),
             static_cast<QWidget*>(m_calls)})
        layout->addWidget(each);
    layout->addStretch(1);
    layout->addWidget(m_find);
    layout->addWidget(m_stop);
    layout->addWidget(m_sync);
    layout->addWidget(m_ways);
}

void TopBar::refresh()
{
    const EngineStatus& status = m_context.status();
    if (status.connection != Connection::Offline)
        m_offlineSince = {};
    else if (!m_offlineSince.isValid())
        m_offlineSince = m_context.now();
    if (status.connection != Connection::Waiting)
        m_second.stop();
    else if (!m_second.isActive())
        m_second.start();
    m_book->setText(m_context.hasBook() ? m_context.settings().name : u"Tieout"_s);
    m_organisation->setText(isolated(status.organisation));
    showPill();
    const QString next = status.nextRunAt.isValid()
        ? u", next run "_s + moment(status.nextRunAt, m_context.now())
        : QString();
    m_ageText->setText(status.lastFetch.isValid()
            ? u"Fetched "_s + age(status.lastFetch, m_context.now()) + next
            : u"Never fetched"_s);
    m_age->setToolTip(nextWords(status));
    m_ways->setEnabled(m_context.hasBook());
    m_meter->setMaximum(std::max(1, status.callsPerDay));
    m_meter->setValue(status.callsToday);
    m_calls->setText(
        u"%1 of %2 calls today"_s.arg(number(status.callsToday), number(status.callsPerDay)));
    m_meter->setToolTip(m_calls->text());
    m_stop->setVisible(status.running);
    m_sync->setText(status.running ? progressWords(status) : u"Sync now"_s);
    m_sync->setKey(status.running ? QString() : u"F5"_s);
    m_sync->setToolTip(status.running ? QString() : u"Fetch from Xero and push what waits"_s);
    m_sync->setEnabled(m_context.hasBook() && !status.running);
    fit();
}

QString TopBar::nextWords(const EngineStatus& status) const
{
    if (!status.isAutomatic)
        return u"Automatic sync is off"_s;
    return status.nextRunAt.isValid()
        ? u"Automatic sync is on, next run %1"_s.arg(moment(status.nextRunAt, m_context.now()))
        : u"Automatic sync is paused"_s;
}

void TopBar::showPill()
{
    const Pill pill = pillOf(m_context.status(), m_context.now(), m_offlineSince);
    m_pill->setText(pill.text);
    m_pill->setToolTip(u"Open diagnostics"_s);
    m_pill->setIcon(m_context.look().icon(pill.icon, pill.tone));
    if (m_pill->property("meaning").toString() != QLatin1StringView(pill.meaning)) {
        m_pill->setProperty("meaning", QString::fromLatin1(pill.meaning));
        setLook(m_pill, "pill");
    }
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fit();
}

int TopBar::wanted() const
{
    const QMargins margins = layout()->contentsMargins();
    int width = margins.left() + margins.right() + 12;
    for (int i = 0; i < layout()->count(); ++i)
        if (const QWidget* each = layout()->itemAt(i)->widget(); each && !each->isHidden())
            width += std::max(each->sizeHint().width(), each->minimumWidth()) + 12;
    return width;
}

void TopBar::fit()
{
    // Drops from the left as width shrinks: organisation, the meter's words, the age's words.
    const bool isWide = width() >= 1200;
    const bool named = !m_context.status().organisation.isEmpty();
    m_book->setFixedWidth(isWide ? 186 : std::min(186, m_book->sizeHint().width()));
    m_find->setFixedWidth(isWide ? 210 : 150);
    m_demo->setVisible(m_context.settings().isDemo);
    m_rule->setVisible(isWide && (named || !m_demo->isHidden()));
    m_where->setVisible(isWide && named);
    m_calls->setVisible(true);
    m_age->setVisible(true);
    m_meter->setVisible(true);
    for (QWidget* each :
        {m_where, static_cast<QWidget*>(m_calls), m_age, static_cast<QWidget*>(m_meter), m_demo}) {
        if (wanted() <= width())
            break;
        each->hide();
    }
    const QString next = nextWords(m_context.status());
    m_pill->setToolTip(m_age->isHidden() ? m_ageText->text() + u". "_s + next : next);
}

} // namespace ui
