// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/ledgerpage.h"

#include "look/words.h"
#include "records/words.h"
#include "widgets/make.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

LedgerPage::LedgerPage(Context& context)
    : ListPage(context, u"Ledger"_s, u"Filter by number, account or amount"_s)
    , m_model(new LedgerModel(context, this))
    , m_panel(new RecordPanel(context))
{
    QPushButton* credit = makeButton(context, u"Record credit note…"_s, u"credit-note"_s);
    QPushButton* payment = makeButton(context, u"Record payment…"_s, u"payment"_s);
    head()->addButton(credit);
    head()->addButton(payment);
    connect(
        payment, &QPushButton::clicked, this, [this] { start(RecordPanel::Entry::Payment, {}); });
    connect(
        credit, &QPushButton::clicked, this, [this] { start(RecordPanel::Entry::CreditNote, {}); });
    filter()->segments()->setSegments(
        {{QString(), u"All"_s}, {toText(RecordKind::Invoice), u"Invoices"_s},
            {toText(RecordKind::CreditNote), u"Credit notes"_s},
            {toText(RecordKind::Bill), u"Bills"_s}, {toText(RecordKind::Payment), u"Payments"_s},
            {toText(RecordKind::Adjustment), u"Ledger credits"_s},
            {toText(RecordKind::Reversal), u"Reversals"_s}});
    setModel(m_model);
    auto* splitter = findChild<QSplitter*>();
    splitter->addWidget(m_panel);
    m_panel->hide();
    connect(m_panel, &RecordPanel::closed, this, [this] {
        if (m_panel->isHidden())
            return;
        m_panel->hide();
        list()->setFocus();
    });
}

void LedgerPage::start(RecordPanel::Entry entry, const std::optional<store::RecordDetail>& about)
{
    inspector()->hide();
    m_panel->show();
    m_panel->start(entry, about);
}

bool LedgerPage::closeInspector()
{
    if (m_panel->isHidden())
        return ListPage::closeInspector();
    m_panel->hide();
    list()->setFocus();
    return true;
}

void LedgerPage::updateHead()
{
    head()->setSentence(u"What the billing system says, and where each record stands in Xero."_s);
    setFoot(counted(m_model->sourceRows(), u"record"_s, u"records"_s));
}

QString LedgerPage::emptySentence() const
{
    return u"Import the billing system’s files in Settings & diagnostics."_s;
}

void LedgerPage::show(const QString& what)
{
    ListPage::show(what);
    if (what == u"payment"_s)
        return start(RecordPanel::Entry::Payment, {});
    if (!what.startsWith(u"record:"_s))
        return;
    const QStringList parts = what.mid(7).split(u'/');
    const RecordRef ref{
        static_cast<RecordKind>(parts.value(0).toInt()), parts.value(1).toLongLong()};
    if (const auto detail = reader().record(ref)) {
        filter()->field()->setText(detail->row.number);
        m_panel->hide();
        inspector()->empty();
        showDetail(*detail);
        inspector()->show();
    }
}

void LedgerPage::inspect(int index)
{
    m_panel->hide();
    if (const auto detail = reader().record(m_model->row(index).ref))
        showDetail(*detail);
}

void LedgerPage::addActions(const store::RecordDetail& detail)
{
    QVBoxLayout* section = inspector()->addSection();
    const auto add = [&](const QString& text, const QString& icon, auto act) {
        QPushButton* button = makeButton(context(), text, icon, "small");
        connect(button, &QPushButton::clicked, this, act);
        section->addWidget(button, 0, Qt::AlignLeft);
    };
    add(u"Sync to Xero"_s, u"outbox"_s, [this, ref = detail.row.ref] {
        context().give(command::Sync{
            .kind = command::RunKind::Instant, .direction = command::Direction::Push, .only = ref});
    });
    if (!detail.xeroUrl.isEmpty())
        add(u"Open in Xero"_s, u"open-out"_s,
            [this, url = detail.xeroUrl] { context().openAddress(url); });
    const RecordKind kind = detail.row.ref.kind;
    if (kind == RecordKind::Invoice)
        add(u"Record payment…"_s, u"payment"_s,
            [this, detail] { start(RecordPanel::Entry::Payment, detail); });
    if (kind == RecordKind::Payment || kind == RecordKind::CreditNote)
        add(u"Allocate…"_s, u"allocation"_s,
            [this, detail] { start(RecordPanel::Entry::Allocation, detail); });
    const bool canReverse = kind == RecordKind::Payment || kind == RecordKind::Invoice
        || kind == RecordKind::CreditNote || kind == RecordKind::Bill;
    if (canReverse)
        add(u"Reverse…"_s, u"undo"_s,
            [this, detail] { start(RecordPanel::Entry::Reversal, detail); });
    add(u"Show the account"_s, u"accounts"_s, [this, id = detail.row.account] {
        context().open(u"accounts"_s, u"account:%1"_s.arg(id.value));
    });
}

void LedgerPage::showDetail(const store::RecordDetail& detail)
{
    inspector()->addTitle(iconOf(detail.row.ref.kind), Tone::Text,
        nameOf(detail.row.ref.kind) + u' ' + detail.row.number,
        money(detail.row.amount) + u", "_s + detail.row.accountName);
    if (!detail.whereToChange.isEmpty()) {
        QVBoxLayout* section = inspector()->addSection(u"Where do I change this?"_s);
        section->addWidget(makeLabel(context(), detail.whereToChange, Type::Body, "second", true));
    }
    addActions(detail);
    QList<std::pair<QString, QString>> facts
        = {{u"Date"_s, day(detail.row.date, context().today())}, {u"State"_s, detail.row.state},
            {u"Applied to"_s, detail.row.note}};
    facts.append(detail.facts);
    facts.append({u"Xero id"_s, detail.xeroId});
    inspector()->addFacts(u"Record"_s, facts);
    if (!detail.history.isEmpty()) {
        QList<std::pair<QString, QString>> history;
        for (const store::HistoryRow& each : detail.history)
            history.append({moment(each.at, context().now()), each.what + u", "_s + each.who});
        inspector()->addFacts(u"History"_s, history);
    }
    inspector()->finish();
}

} // namespace ui
