// SPDX-License-Identifier: GPL-3.0-or-later

#include "syncpanel.h"

#include "look/words.h"
#include "records/schedule.h"
#include "widgets/make.h"

#include <QRadioButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTimeZone>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int kWidth = 380;
constexpr int kUsualDays = 12;

// What of Xero a module is read from, as the fetches are named.
QStringList readFrom(Module module)
{
    switch (module) {
    case Module::Contacts:
    case Module::Vendors:
        return {u"contacts"_s};
    case Module::Products:
        return {u"items"_s};
    case Module::Invoices:
        return {u"invoices"_s, u"credit-notes"_s};
    case Module::Bills:
        return {u"invoices"_s};
    case Module::Payments:
        return {u"payments"_s, u"overpayments"_s, u"prepayments"_s};
    }
    return {};
}

} // namespace

SyncPanel::SyncPanel(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_flows(new FlowChoice(context, u"Manual sync"_s))
    , m_sinceLast(new QRadioButton(u"After the last synchronisation"_s))
    , m_before(new QRadioButton(u"Before"_s))
    , m_days(new QSpinBox)
    , m_from(makeLabel(context, {}, Type::Body, "second"))
    , m_last(makeLabel(context, {}, Type::Second, "third", true))
    , m_start(makeButton(context, u"Sync now"_s, u"sync"_s, "primary"))
{
    setProperty("look", u"help"_s);
    setAccessibleName(u"Manual sync"_s);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_canvas = new QWidget;
    QVBoxLayout* layout = column(m_canvas, 20, 12);
    scroll->setWidget(m_canvas);
    scroll->viewport()->setAutoFillBackground(false);
    m_canvas->setAutoFillBackground(false);
    column(this, 1)->addWidget(scroll);
    QHBoxLayout* head = row(nullptr, 0, 8);
    head->addWidget(makeIcon(context, u"sync"_s, Tone::Accent, 18));
    head->addWidget(makeLabel(context, u"Manual sync"_s, Type::Section), 1);
    QToolButton* close = makeToolButton(context, u"close"_s, u"Close"_s);
    head->addWidget(close);
    layout->addLayout(head);
    layout->addWidget(m_flows);
    layout->addWidget(makeRule());
    layout->addWidget(makeLabel(context, u"How far back"_s, Type::Strong));
    layout->addWidget(m_sinceLast);
    layout->addWidget(m_last);
    m_days->setRange(1, kMostDaysBack);
    m_days->setValue(kUsualDays);
    m_days->setSuffix(u" days"_s);
    m_days->setAccessibleName(u"Days back"_s);
    QHBoxLayout* days = row(nullptr, 0, 8);
    days->addWidget(m_before);
    days->addWidget(m_days);
    days->addWidget(m_from, 1);
    layout->addLayout(days);
    m_sinceLast->setChecked(true);
    layout->addWidget(m_start, 0, Qt::AlignLeft);
    layout->addStretch(1);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_flows, &FlowChoice::changed, this, &SyncPanel::showWords);
    connect(m_before, &QRadioButton::toggled, this, &SyncPanel::showWords);
    connect(m_days, &QSpinBox::valueChanged, this, [this] {
        m_before->setChecked(true);
        showWords();
    });
    connect(m_start, &QPushButton::clicked, this, [this] {
        m_context.give(asked());
        hide();
    });
    hide();
}

void SyncPanel::show()
{
    m_flows->set(m_context.settings().flows);
    refresh();
    setVisible(true);
    place();
    raise();
    m_start->setFocus(Qt::PopupFocusReason);
}

void SyncPanel::refresh()
{
    if (m_context.hasBook())
        showWords();
}

QDateTime SyncPanel::lastSync() const
{
    const Flows flows = m_flows->flows();
    QStringList wanted;
    for (const Module module : kModules)
        if (flows[module] != Flow::Off)
            wanted += readFrom(module);
    QDateTime earliest;
    for (const store::FetchRow& each : m_context.reader().diagnostics().fetches) {
        if (!wanted.contains(each.what))
            continue;
        if (!each.lastFetched.isValid())
            return {};
        earliest = earliest.isValid() ? std::min(earliest, each.lastFetched) : each.lastFetched;
    }
    return earliest;
}

void SyncPanel::showWords()
{
    const QDateTime last = lastSync();
    m_last->setText(m_flows->isNothing() ? u"No module takes part."_s
            : last.isValid()
            ? u"The earliest of these modules was read %1."_s.arg(moment(last, m_context.now()))
            : u"Not all of these modules were read before: they are read whole."_s);
    const QDateTime from
        = startOfDaysBack(m_days->value(), m_context.now(), QTimeZone::systemTimeZone());
    m_from->setText(u"from %1"_s.arg(moment(from, m_context.now())));
    m_start->setEnabled(!m_flows->isNothing() && !m_context.status().running);
}

command::Sync SyncPanel::asked() const
{
    command::Sync sync;
    const Flows flows = m_flows->flows();
    if (flows != m_context.settings().flows)
        sync.flows = flows;
    if (m_before->isChecked())
        sync.daysBack = m_days->value();
    return sync;
}

void SyncPanel::place()
{
    constexpr int margin = 12;
    constexpr int top = 48 + margin;
    const QWidget* above = parentWidget();
    const int width
        = std::min(std::max(kWidth, m_canvas->sizeHint().width()), above->width() - 2 * margin);
    const QLayout* layout = m_canvas->layout();
    const int wanted = layout->hasHeightForWidth() ? layout->totalHeightForWidth(width - 2)
                                                   : m_canvas->sizeHint().height();
    const int height = std::min(wanted + 2, above->height() - top - margin);
    const int x = layoutDirection() == Qt::RightToLeft ? margin : above->width() - width - margin;
    setGeometry(x, top, width, height);
}

} // namespace ui
