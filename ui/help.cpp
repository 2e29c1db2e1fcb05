// SPDX-License-Identifier: GPL-3.0-or-later

#include "help.h"

#include "look/painter.h"
#include "whatsyncs.h"
#include "widgets/make.h"

#include <QAccessible>
#include <QLineEdit>
#include <QScrollArea>

#include <algorithm>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

struct Topic {
    const char* page;
    const char* title;
    const char* icon;
    const char* sentences; // a line each
    bool isList; // the keys of lists work here
};

constexpr Topic topics[] = {
    {"today", "Today", "today",
        "The band answers one question: may this bank account be reconciled in Xero now? It shows "
        "the worst of your bank accounts.\n"
        "Stop: clicking OK in Xero would pay an invoice twice, or tie the wrong records. Safe: "
        "every payment that could stand behind a bank line is in Xero. Not checked: Tieout doesn’t "
        "know enough to say either.\n"
        "The five steps are the order of the day. The one you are at is open, with the money that "
        "stops a bank line first.\n"
        "On the right, every cent between the ledger and Xero has a cause. Press one to see its "
        "accounts. Unexplained must be 0.00.",
        false},
    {"accounts", "Accounts", "accounts",
        "Each customer or vendor with the balance of the ledger, the balance in Xero and the "
        "difference. Accounts that differ come first, the largest difference on top.\n"
        "Choose one: the bridge leads from Xero’s balance to the ledger’s, one row for each cause, "
        "with what mends it; Lines shows it row by row, and since when. Below it both histories "
        "stand side by side; a record without a twin says why.\n"
        "As of now, above the list, compares both sides as they stood at the end of another day. "
        "Sign off keeps the balances of a day with the name of who looked at them. If an entry of "
        "that time changes later, the sign-off is suspended and says which.\n"
        "A difference of 0.00 is not agreement: two mistakes can cancel. Such accounts are listed, "
        "too.",
        true},
    {"bank-lines", "Bank lines", "bank-lines",
        "Each line of the bank’s own statement: whether it is safe to click OK in Xero, what Xero "
        "will offer, and what to pick. Drop the statement anywhere in the window.\n"
        "Safe: take what stands under Pick this in Xero. Stop: clicking OK would be wrong, often "
        "because the payment isn’t in Xero yet; the line says what to do. Not checked: nobody can "
        "tell yet; where several fit, say which one it is.\n"
        "Under the answer stands what it rests on: how complete the ledger’s payments are, how "
        "receipts come, and which statements were added. F9 opens the companion to keep beside the "
        "browser, Ctrl P shows the worksheet as it is printed.",
        true},
    {"outbox", "Outbox", "outbox",
        "Everything that is to go to Xero and isn’t confirmed there yet, in the order it goes: "
        "contacts, items, documents, payments, allocations.\n"
        "Waiting goes with the next push. Needs you was refused, with the reason. Looking in Xero "
        "means that no answer came: Tieout looks there first and only then sends again, so nothing "
        "is ever paid twice.\n"
        "Set aside never goes; it stays in the bridge with your reason until you bring it back.",
        true},
    {"inbox", "Inbox", "inbox",
        "What somebody entered in Xero and Tieout read: payments, credits and their allocations, "
        "and what became of each in the ledger.\n"
        "Blocked would have paid an invoice twice, so nothing was taken in. Skipped and Ignored "
        "say why.",
        true},
    {"problems", "Problems", "problems",
        "What didn’t go through, grouped by cause, the most money first. Each card says what "
        "happened, who acts, and has one button that mends it and tries again.\n"
        "Technical details hold Xero’s own words, for your adviser or for support.",
        false},
    {"changes", "Changes in Xero", "changes",
        "What somebody changed in Xero after it was pushed: voided, deleted, another amount or "
        "other "
        "lines, allocated by hand, a contact archived or merged. Each fetch compares with what "
        "both "
        "sides last agreed on.\n"
        "Choose one: how it was, how it is, which rule it breaks and what it means in money. Then "
        "say which side is right. Where Xero allows it, Tieout puts it back; otherwise it is done "
        "here too, or it stays with your reason.\n"
        "Several that are alike can be chosen together and settled at once.",
        true},
    {"ledger", "Ledger", "ledger",
        "Every invoice, credit note, bill, payment and reversal of the billing system, and where "
        "it stands in Xero.\n"
        "A record is changed where it came from; choose one and it says where. What was never in a "
        "file can be recorded here by hand.",
        true},
    {"links", "Links", "links",
        "Which contact in Xero belongs to which account of the ledger. Nothing moves for an "
        "account before it is linked.\n"
        "Tieout proposes contacts with the evidence for each; you choose. Only a contact that "
        "carries the account’s own number is linked by itself, and the log says so.\n"
        "A link is taken away when nothing of the account is left half done in Xero. Merge "
        "contacts in Xero only when nothing of theirs waits; the inspector says whether it does.",
        true},
    {"log", "Log", "log",
        "One line for each run, the newest on top; below it every record of the chosen run, with "
        "what happened and both ids. Choose one to see what was sent and what Xero answered.\n"
        "Runs are kept for a year. A run without records says why.",
        true},
    {"settings", "Settings & diagnostics", "settings",
        "Diagnostics shows whether the connection, the fetches and the book are in order. The "
        "other sections hold what the book is set to; a change works at once and can be undone.",
        false},
};

QList<std::pair<QString, QString>> listKeys()
{
    return {{u"Just type"_s, u"filter the list; Esc clears it"_s}, {u"Enter"_s, u"open the row"_s},
        {u"Ctrl Enter"_s, u"do what the row offers first"_s}, {u"Space"_s, u"tick the row"_s},
        {u"Ctrl ↓"_s, u"next row that needs you"_s}, {u"F4"_s, u"show or hide the explanation"_s},
        {u"Ctrl O"_s, u"open it in Xero"_s}, {u"Ctrl C"_s, u"copy rows as a table"_s},
        {u"Ctrl Shift C"_s, u"copy both ids"_s}, {u"Ctrl E"_s, u"export the list"_s}};
}

QList<std::pair<QString, QString>> windowKeys()
{
    return {{u"Ctrl K"_s, u"go to, find or do"_s},
        {u"F5"_s, u"sync now; Ctrl F5 asks how, Shift F5 stops it"_s},
        {u"Ctrl 1 … 0"_s, u"the places of the rail"_s}, {u"Alt ←"_s, u"back"_s},
        {u"Ctrl P"_s, u"the worksheet on paper; Ctrl Shift P in a file"_s},
        {u"Ctrl R"_s, u"the report of this page on paper; Ctrl Shift R in a file"_s},
        {u"Ctrl Z"_s, u"undo"_s}};
}

// A key as on the keyboard.
class KeyCap : public QWidget {
public:
    KeyCap(const Look& look, QString keys)
        : m_look(look)
        , m_keys(std::move(keys))
    {
        setFixedSize(Painter::keyCapWidth(look, m_keys), look.height(20) - 6);
        setAccessibleName(m_keys);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        Painter(painter, m_look).keyCap(rect(), m_keys);
    }

private:
    const Look& m_look;
    QString m_keys;
};

} // namespace

HelpPanel::HelpPanel(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
{
    setProperty("look", u"help"_s);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* canvas = new QWidget;
    m_content = column(canvas, 0, 10);
    m_content->setContentsMargins(20, 16, 16, 16);
    scroll->setWidget(canvas);
    scroll->viewport()->setAutoFillBackground(false);
    canvas->setAutoFillBackground(false);
    column(this, 1)->addWidget(scroll);
    hide();
}

void HelpPanel::show(const QString& page)
{
    const auto* topic = std::ranges::find_if(
        topics, [&](const Topic& each) { return page == QLatin1StringView(each.page); });
    if (topic == std::end(topics))
        return;
    clear(m_content);
    const QString title = QString::fromUtf8(topic->title);
    addHead(title, QString::fromLatin1(topic->icon));
    QStringList spoken;
    for (const QString& sentence : QString::fromUtf8(topic->sentences).split(u'\n')) {
        m_content->addWidget(makeLabel(m_context, sentence, Type::Body, "second", true));
        spoken.append(sentence);
    }
    m_content->addWidget(makeRule());
    if (topic->isList)
        addKeys(listKeys());
    addKeys(windowKeys());
    m_content->addWidget(makeRule());
    QPushButton* table = makeButton(m_context, u"What syncs, and what doesn’t?"_s, {}, "link");
    table->setObjectName(u"help/what-syncs"_s);
    connect(table, &QPushButton::clicked, this, &HelpPanel::showWhatSyncs);
    m_content->addWidget(table, 0, Qt::AlignLeading);
    m_content->addStretch(1);
    present(title + u". "_s + spoken.join(u' '));
}

void HelpPanel::addHead(const QString& title, const QString& icon)
{
    QHBoxLayout* head = row(nullptr, 0, 8);
    head->addWidget(makeIcon(m_context, icon, Tone::Accent, 18));
    head->addWidget(makeLabel(m_context, title, Type::Section), 1);
    QToolButton* close = makeToolButton(m_context, u"close"_s, u"Close"_s);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    head->addWidget(close);
    m_content->addLayout(head);
}

void HelpPanel::showWhatSyncs()
{
    clear(m_content);
    addHead(u"What syncs?"_s, u"sync"_s);
    auto* table = new WhatSyncs(m_context);
    m_content->addWidget(table);
    m_content->addStretch(1);
    present(u"What syncs?"_s);
    table->field()->setFocus();
}

void HelpPanel::present(const QString& name)
{
    setAccessibleName(name);
    setVisible(true);
    place();
    raise();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void HelpPanel::addKeys(const QList<std::pair<QString, QString>>& keys)
{
    for (const auto& [key, what] : keys) {
        QHBoxLayout* line = row(nullptr, 0, 8);
        auto* cell = new QWidget;
        cell->setFixedWidth(104);
        QHBoxLayout* inside = row(cell, 0, 0);
        inside->addWidget(new KeyCap(m_context.look(), key));
        inside->addStretch();
        line->addWidget(cell);
        line->addWidget(makeLabel(m_context, what, Type::Second, "second", true), 1);
        m_content->addLayout(line);
    }
}

void HelpPanel::place()
{
    const int margin = 12;
    const int top = 48 + margin;
    const int width = std::min(380, parentWidget()->width() - 2 * margin);
    const int height = std::min(640, parentWidget()->height() - top - margin);
    const int x
        = layoutDirection() == Qt::RightToLeft ? margin : parentWidget()->width() - width - margin;
    setGeometry(x, top, width, height);
}

} // namespace ui
