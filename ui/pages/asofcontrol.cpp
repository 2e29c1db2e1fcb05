// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/asofcontrol.h"

#include "look/words.h"
#include "signoffwords.h"
#include "widgets/facebutton.h"
#include "widgets/make.h"

#include <QCalendarWidget>
#include <QMenu>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

QDate endOfMonth(QDate today, int monthsBack)
{
    return QDate(today.year(), today.month(), 1).addMonths(1 - monthsBack).addDays(-1);
}

QDate endOfQuarter(QDate today)
{
    const int first = (today.month() - 1) / 3 * 3 + 1;
    return QDate(today.year(), first, 1).addDays(-1);
}

AsOfControl::AsOfControl(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_button(makeFaceButton(context, u"As of now"_s))
    , m_icon(makeIcon(context, u"log"_s, Tone::Info, 16))
    , m_words(makeLabel(context, {}, Type::Body, nullptr, true))
    , m_now(makeButton(context, u"Show now"_s, {}, "small"))
    , m_stop(makeButton(context, u"Stop"_s, u"halt"_s, "small"))
{
    setProperty("look", u"sunken"_s);
    m_button->setTrailingIcon(u"chevron-down"_s);
    m_button->setMenu(new QMenu(m_button));
    m_button->setToolTip(u"As of which day both sides are compared"_s);
    connect(m_button->menu(), &QMenu::aboutToShow, this, &AsOfControl::fillMenu);
    QHBoxLayout* cells = row(this, 0, 8);
    cells->setContentsMargins(24, 6, 24, 6);
    cells->addWidget(m_icon);
    m_words->setMinimumWidth(10);
    cells->addWidget(m_words, 1);
    cells->addWidget(m_stop);
    cells->addWidget(m_now);
    connect(m_now, &QPushButton::clicked, this, [this] {
        m_button->setFocus();
        if (m_refusal.isEmpty())
            return choose({});
        m_refusal.clear();
        showBand();
    });
    connect(m_stop, &QPushButton::clicked, this, [this] { m_context.give(command::StopRun{}); });
    connect(&context, &Context::answered, this, &AsOfControl::hear);
    connect(&context, &Context::statusChanged, this, &AsOfControl::showBand);
    hide();
}

bool AsOfControl::isReady() const
{
    if (!m_wanted.isValid() || !m_context.hasBook())
        return false;
    const store::AsOfDay kept = m_context.reader().asOf();
    return kept.isReady && kept.day == m_wanted;
}

QDate AsOfControl::day() const
{
    return m_shown;
}

void AsOfControl::choose(QDate day)
{
    m_refusal.clear();
    const bool isWorking = m_wanted.isValid() && !m_shown.isValid();
    const QDate before = std::exchange(m_wanted, day);
    if (!day.isValid() && isWorking) {
        // Stopped, it leaves the balances as they are now.
        m_ticket = 0;
        m_context.give(command::StopRun{});
    } else if (day.isValid() ? !isReady() : before.isValid()) {
        // What the book keeps for a day already is right: nobody has to work it out once more.
        m_ticket = m_context.nextTicket();
        m_context.ask(command::ShowAsOf{day});
    }
    refresh();
}

void AsOfControl::startAnew()
{
    m_wanted = m_shown = {};
    m_refusal.clear();
    m_ticket = 0;
    showBand();
}

void AsOfControl::refresh()
{
    const QDate before = std::exchange(m_shown, isReady() ? m_wanted : QDate());
    showBand();
    if (before != m_shown)
        Q_EMIT changed();
}

void AsOfControl::hear(const CommandOutcome& outcome)
{
    if (m_ticket == 0 || outcome.ticket != m_ticket)
        return;
    m_ticket = 0;
    if (!outcome.done && m_wanted.isValid()) {
        m_refusal = outcome.error.sentence.isEmpty() ? outcome.sentence : outcome.error.sentence;
        m_wanted = {};
    }
    refresh();
}

void AsOfControl::showBand()
{
    const bool isWorking = m_wanted.isValid() && !m_shown.isValid();
    m_button->setText(
        m_wanted.isValid() ? u"As of "_s + ui::day(m_wanted, m_context.today()) : u"As of now"_s);
    m_button->setAccessibleName(
        m_wanted.isValid() ? u"As of "_s + fullDay(m_wanted) : u"As they are now"_s);
    m_stop->setVisible(isWorking && m_context.status().running);
    m_now->setVisible(!isWorking);
    m_now->setText(m_refusal.isEmpty() ? u"Show now"_s : u"Close"_s);
    setIcon(m_context, m_icon, m_refusal.isEmpty() ? u"log"_s : u"problems"_s,
        m_refusal.isEmpty() ? Tone::Info : Tone::Stop, 16);
    if (!m_refusal.isEmpty())
        m_words->setText(m_refusal);
    else if (m_shown.isValid())
        m_words->setText(u"As of %1, on both sides"_s.arg(fullDay(m_shown)));
    else if (isWorking && m_context.status().running)
        m_words->setText(
            progressWords(m_context.status()) + u". Until then the list stays as it is now."_s);
    else if (isWorking)
        m_words->setText(
            u"Working out %1. Until then the list stays as it is now."_s.arg(fullDay(m_wanted)));
    setVisible(m_wanted.isValid() || !m_refusal.isEmpty());
}

void AsOfControl::fillMenu()
{
    QMenu* menu = m_button->menu();
    menu->clear();
    const QDate today = m_context.today();
    const auto offer = [&](const QString& words, QDate day) {
        QAction* action = menu->addAction(words, this, [this, day] { choose(day); });
        action->setCheckable(true);
        action->setChecked(m_wanted == day);
    };
    offer(u"Now"_s, {});
    menu->addSeparator();
    QList<QDate> offered;
    for (const QDate day : {endOfMonth(today, 1), endOfMonth(today, 2), endOfQuarter(today)})
        if (!offered.contains(day)) {
            const bool isQuarter = day == endOfQuarter(today) && day != endOfMonth(today, 1)
                && day != endOfMonth(today, 2);
            offer(
                (isQuarter ? u"End of last quarter, "_s : u"End of month, "_s) + fullDay(day), day);
            offered.append(day);
        }
    menu->addAction(u"Other date…"_s, this, &AsOfControl::askOther);
}

void AsOfControl::askOther()
{
    auto* popup = new QFrame(this, Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setProperty("look", u"help"_s);
    popup->setAccessibleName(u"Choose a day"_s);
    auto* calendar = new QCalendarWidget;
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar->setMaximumDate(m_context.today());
    calendar->setSelectedDate(m_wanted.isValid() ? m_wanted : endOfMonth(m_context.today(), 1));
    column(popup, 8)->addWidget(calendar);
    connect(calendar, &QCalendarWidget::activated, this, [this, popup](QDate day) {
        popup->close();
        choose(day);
    });
    connect(calendar, &QCalendarWidget::clicked, this, [this, popup](QDate day) {
        popup->close();
        choose(day);
    });
    popup->adjustSize();
    popup->move(m_button->mapToGlobal(QPoint(0, m_button->height() + 4)));
    popup->show();
    calendar->setFocus();
}

} // namespace ui
