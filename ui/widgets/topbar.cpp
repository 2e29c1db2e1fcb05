// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/topbar.h"

#include "look/words.h"
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

Pill pillOf(const EngineStatus& status, const QDateTime& now)
{
    if (status.running) {
        const QString progress = status.total > 0
            ? u" %1 of %2"_s.arg(number(status.done), number(status.total))
            : QString();
        return {u"sync"_s, status.activity + progress, "info", Tone::Info};
    }
    switch (status.connection) {
    case Connection::NotConnected:
        return {u"offline"_s, u"Not connected"_s, "", Tone::Unchecked};
    case Connection::Connected:
        return {u"connected"_s, u"Connected"_s, "safe", Tone::Safe};
    case Connection::Waiting: {
        const qint64 seconds = std::max<qint64>(0, now.secsTo(status.resumesAt));
        return {u"waiting"_s, u"Xero asks to wait, %1 s"_s.arg(seconds), "waiting", Tone::Waiting};
    }
    case Connection::Offline:
        return {u"offline"_s, u"Offline"_s, "stop", Tone::Stop};
    case Connection::SignInNeeded:
        return {u"key"_s, u"Sign in again"_s, "stop", Tone::Stop};
    case Connection::SyncIsOff:
        return {u"held"_s, u"Sync is off"_s, "", Tone::Unchecked};
    case Connection::ReadOnly:
        return {u"reconciled"_s, u"Read only"_s, "", Tone::Unchecked};
    }
    return {};
}

} // namespace

TopBar::TopBar(Context& context, QMenu* bookMenu, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_book(makeButton(context, {}, {}, "book"))
    , m_organisation(makeLabel(context, {}))
    , m_pill(makeButton(context, {}, {}, "pill"))
    , m_age(new QWidget)
    , m_ageText(makeLabel(context, {}, Type::Second, "second"))
    , m_meter(new QProgressBar)
    , m_calls(makeLabel(context, {}, Type::Second, "second"))
    , m_find(makeButton(context, u"Go to, find or do…  Ctrl K"_s, u"search"_s))
    , m_sync(makeButton(context, u"Sync now"_s, u"sync"_s))
    , m_stop(makeButton(context, u"Stop"_s, u"halt"_s))
{
    setProperty("look", u"top"_s);
    setFixedHeight(std::max(48, context.look().height(30) + 18));
    m_book->setMenu(bookMenu);
    m_book->setIcon(context.look().icon(u"ledger"_s, Tone::Accent));
    m_book->setMinimumWidth(180);
    m_book->setAccessibleName(u"Book"_s);
    m_pill->setFont(context.look().font(Type::SecondStrong));
    m_pill->setIconSize({15, 15});
    QHBoxLayout* age = row(m_age, 0, 6);
    age->addWidget(makeIcon(context, u"waiting"_s, Tone::Text2, 15));
    age->addWidget(m_ageText);
    m_meter->setTextVisible(false);
    m_meter->setFixedSize(56, 4);
    m_meter->setAccessibleName(u"Calls to Xero today"_s);
    m_find->setAccessibleName(u"Go to, find or do"_s);
    m_find->setProperty("look", u"find"_s);
    m_sync->setToolTip(u"Sync now (F5)"_s);
    m_stop->setToolTip(u"Stop the run (Shift F5)"_s);
    QHBoxLayout* layout = row(this, 0, 12);
    layout->setContentsMargins(10, 0, 12, 0);
    for (QWidget* each : {static_cast<QWidget*>(m_book), static_cast<QWidget*>(m_organisation),
             static_cast<QWidget*>(m_pill), m_age, static_cast<QWidget*>(m_meter),
             static_cast<QWidget*>(m_calls)})
        layout->addWidget(each);
    layout->addStretch(1);
    layout->addWidget(m_find);
    layout->addWidget(m_stop);
    layout->addWidget(m_sync);
    connect(m_find, &QPushButton::clicked, this, &TopBar::findPressed);
    connect(m_sync, &QPushButton::clicked, this, &TopBar::syncPressed);
    connect(m_stop, &QPushButton::clicked, this, &TopBar::stopPressed);
    connect(m_pill, &QPushButton::clicked, this, &TopBar::pillPressed);
}

void TopBar::refresh()
{
    const EngineStatus& status = m_context.status();
    m_book->setText(m_context.hasBook() ? m_context.settings().name : u"Tieout"_s);
    const bool isDemo = m_context.settings().isDemo;
    m_organisation->setText(status.organisation.isEmpty()
            ? QString()
            : (isDemo ? u"Demo · Xero: "_s : u"Xero: "_s) + status.organisation);
    showPill();
    m_ageText->setText(status.lastFetch.isValid()
            ? u"Fetched "_s + age(status.lastFetch, m_context.now())
            : u"Never fetched"_s);
    m_meter->setMaximum(std::max(1, status.callsPerDay));
    m_meter->setValue(status.callsToday);
    m_calls->setText(
        u"%1 of %2 calls today"_s.arg(number(status.callsToday), number(status.callsPerDay)));
    m_stop->setVisible(status.running);
    m_sync->setEnabled(m_context.hasBook() && !status.running);
    fit();
}

void TopBar::showPill()
{
    const Pill pill = pillOf(m_context.status(), m_context.now());
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

void TopBar::fit()
{
    // Drops from the left as width shrinks: organisation, the meter's words, the age's words.
    const int width = this->width();
    m_organisation->setVisible(width >= 1280 && !m_organisation->text().isEmpty());
    m_calls->setVisible(width >= 1160);
    m_meter->setVisible(width >= 960);
    m_age->setVisible(width >= 860);
    m_book->setMinimumWidth(width >= 960 ? 180 : 90);
    m_pill->setToolTip(m_age->isHidden() ? m_ageText->text() : u"Open diagnostics"_s);
}

} // namespace ui
