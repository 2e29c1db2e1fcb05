// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/ledgerpage.h"

#include "causes/causes.h"
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
    head()->addWidget(credit);
    head()->addWidget(payment);
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
        if (!m_panel->isHidden())
            closeInspector();
    });
}

void LedgerPage::start(RecordPanel::Entry entry, const std::optional<store::RecordDetail>& about)
{
    inspector()->hide();
    m_panel->show();
    fit();
    m_panel->start(entry, about);
}

bool LedgerPage::closeInspector()
{
    if (m_panel->isHidden())
        return ListPage::closeInspector();
    m_panel->hide();
    fit();
    list()->setFocus();
    return true;
}

void LedgerPage::updateHead()
{
    head()->setSentence(u"Each record, and where it stands in Xero."_s);
    setFoot(counted(m_model->sourceRows(), u"record"_s, u"records"_s));
}

QString LedgerPage::emptySentence() const
{
    return u"Import the billing system’s files in Settings & diagnostics."_s;
}

void LedgerPage::show(const QString& what)
{
    if (what == u"payment"_s)
        return start(RecordPanel::Entry::Payment, {});
    const bool isRecord = what.startsWith(u"record:"_s);
    if (isRecord || what.startsWith(u"filter:"_s))
        filter()->segments()->choose({}); // a kind chosen before would hide what is asked for
    ListPage::show(what);
    if (!isRecord)
        return;
    const QStringList parts = what.mid(7).split(u'/');
    const RecordRef ref{
        static_cast<RecordKind>(parts.value(0).toInt()), parts.value(1).toLongLong()};
    const auto detail = reader().record(ref);
    if (!detail)
        return;
    filter()->field()->setText(detail->row.number);
    list()->chooseNothing();
    for (int row = 0; row < std::min(256, m_model->sourceRows()); ++row)
        if (m_model->row(row).ref == ref)
            list()->selectSourceRow(row);
    m_panel->hide();
    inspector()->empty();
    showDetail(*detail);
    showInspector(list()->currentRow() >= 0);
}

void LedgerPage::inspect(int index)
{
    m_panel->hide();
    if (const auto detail = reader().record(m_model->row(index).ref))
        showDetail(*detail);
}

// What to do, in one bold line; why; and the button that does it.
void LedgerPage::addAdvice(const store::RecordDetail& detail)
{
    const bool needsYou = detail.push && detail.push->cause && needsPerson(detail.push->state);
    const auto say = [this](const QString& bold, const QString& why) {
        QVBoxLayout* section = inspector()->addSection();
        section->addWidget(makeLabel(context(), bold, Type::Strong, nullptr, true));
        section->addWidget(makeLabel(context(), why, Type::Body, "second", true));
        return section;
    };
    if (needsYou) {
        const causes::Words words = causes::words(detail.push->cause);
        QVBoxLayout* section = say(words.title, words.sentence);
        QPushButton* open
            = makeButton(context(), causes::buttonText(RemedyId::OpenProblem, 1), u"problems"_s);
        connect(open, &QPushButton::clicked, this, [this, label = detail.push->label] {
            context().open(u"problems"_s, u"filter:"_s + label);
        });
        section->addWidget(open, 0, Qt::AlignLeft);
    } else if (detail.push && detail.push->state == OperationState::SetAside) {
        say(u"Set aside by you"_s, causes::words(detail.push->cause).sentence);
    } else if (detail.push && isUnresolved(detail.push->state)) {
        say(u"Nobody needs to act"_s,
            u"Xero did not answer. Tieout looks there first and only then sends again."_s);
    } else if (detail.push) {
        say(u"Goes with the next push"_s, causes::words(detail.push->cause).sentence);
    } else if (detail.row.ref.kind == RecordKind::Adjustment) {
        say(u"Mirror it by hand"_s,
            u"Never pushed: a ledger credit has no counterpart in Xero. Mirror it by hand."_s);
    } else if (detail.row.ref.kind == RecordKind::Reversal) {
        say(u"Do it in Xero too"_s,
            u"Reversals don’t travel. Until Xero shows it too, Problems has the task."_s);
    } else if (detail.row.state == u"not in Xero"_s) {
        say(u"Not in Xero"_s, u"Nothing was sent and nothing waits to be sent for this record."_s);
    }
}

// R154: what was asked, in order; the first that fails is the reason.
void LedgerPage::addWhy(const store::RecordDetail& detail)
{
    if (detail.why.isInXero || detail.row.ref.kind == RecordKind::Account)
        return;
    QVBoxLayout* section = inspector()->addSection(u"Why hasn’t it synced?"_s);
    for (const causes::WhyStep& step : causes::why(detail.why)) {
        QHBoxLayout* line = row(nullptr, 0, 8);
        line->addWidget(makeIcon(context(), step.passed ? u"safe"_s : u"problems"_s,
                            step.passed ? Tone::Safe : Tone::Waiting, 15),
            0, Qt::AlignTop);
        QVBoxLayout* words = column(nullptr, 0, 0);
        words->addWidget(makeLabel(
            context(), step.question, Type::Second, step.passed ? "second" : nullptr, true));
        if (!step.passed)
            words->addWidget(makeLabel(context(), step.answer, Type::Second, "second", true));
        line->addLayout(words, 1);
        section->addLayout(line);
    }
}

void LedgerPage::addActions(const store::RecordDetail& detail)
{
    QVBoxLayout* section = inspector()->addSection();
    const auto add = [&](const QString& text, const QString& icon, auto act) {
        QPushButton* button = makeButton(context(), text, icon, "small");
        connect(button, &QPushButton::clicked, this, act);
        section->addWidget(button, 0, Qt::AlignLeft);
    };
    // Only what waits to go can be sent; for the rest the button would do nothing.
    if (detail.push && !isUnresolved(detail.push->state)
        && detail.push->state != OperationState::SetAside && !needsPerson(detail.push->state))
        add(u"Sync to Xero"_s, u"outbox"_s, [this, ref = detail.row.ref] {
            context().give(command::Sync{.kind = command::RunKind::Instant,
                .direction = command::Direction::Push,
                .only = ref});
        });
    if (!detail.xeroUrl.isEmpty())
        add(u"Open in Xero"_s, u"open-out"_s,
            [this, url = detail.xeroUrl] { context().openAddress(url); });
    const RecordKind kind = detail.row.ref.kind;
    const bool isUndone = detail.row.state == u"reversed"_s || detail.row.state == u"voided"_s;
    const bool hasRoom = !detail.outstanding || !detail.outstanding->isZero();
    if (kind == RecordKind::Invoice && hasRoom && !isUndone)
        add(u"Record its payment…"_s, u"payment"_s,
            [this, detail] { start(RecordPanel::Entry::Payment, detail); });
    if ((kind == RecordKind::Payment || kind == RecordKind::CreditNote) && hasRoom && !isUndone)
        add(u"Allocate…"_s, u"allocation"_s,
            [this, detail] { start(RecordPanel::Entry::Allocation, detail); });
    const bool canReverse = kind == RecordKind::Payment || kind == RecordKind::Invoice
        || kind == RecordKind::CreditNote || kind == RecordKind::Bill;
    if (canReverse && !isUndone)
        add(u"Reverse…"_s, u"undo"_s,
            [this, detail] { start(RecordPanel::Entry::Reversal, detail); });
    if (kind == RecordKind::Allocation && !isUndone && detail.row.source != ledger::Source::Xero)
        add(u"Take it back"_s, u"undo"_s, [this, id = detail.row.ref.id] {
            context().give(command::RemoveAllocation{AllocationId{id}});
        });
    const bool canRefund = kind == RecordKind::Payment || kind == RecordKind::Invoice
        || kind == RecordKind::CreditNote;
    if (canRefund && !isUndone)
        add(u"Refund…"_s, u"undo"_s, [this, detail] { start(RecordPanel::Entry::Refund, detail); });
    add(u"Show the account"_s, u"accounts"_s, [this, id = detail.row.account] {
        context().open(u"accounts"_s, u"account:%1"_s.arg(id.value));
    });
}

void LedgerPage::addEvidence(const store::RecordDetail& detail)
{
    const RecordKind kind = detail.row.ref.kind;
    const bool takes = kind == RecordKind::Invoice || kind == RecordKind::Bill;
    QList<std::pair<QString, QString>> shown = {
        {u"Date"_s, day(detail.row.date, context().today())},
        {takes ? u"Outstanding"_s : u"To allocate"_s,
            detail.outstanding ? money(*detail.outstanding) : QString()},
        {kind == RecordKind::Allocation ? u"Money"_s : u"Reference"_s, detail.row.note},
        {u"Source"_s, sourceName(detail.row.source)}, {u"State"_s, sentenceCase(detail.row.state)}};
    shown.append(detail.facts);
    shown.append({u"Xero id"_s, detail.xeroId});
    inspector()->addFacts(u"Record"_s, shown);
    QList<std::pair<QString, QString>> history;
    for (const store::HistoryRow& each : detail.history)
        history.append(
            {moment(each.at, context().now()), sentenceCase(each.what) + u", by "_s + each.who});
    if (!history.isEmpty())
        inspector()->addFacts(u"History"_s, history);
}

void LedgerPage::showDetail(const store::RecordDetail& detail)
{
    const QString number = detail.row.ref.kind == RecordKind::Allocation
        ? u"to "_s + detail.row.number
        : detail.row.number;
    inspector()->addTitle(iconOf(detail.row.ref.kind), Tone::Text,
        nameOf(detail.row.ref.kind) + u' ' + number,
        money(detail.row.amount) + u", "_s + detail.row.accountName);
    addAdvice(detail);
    addWhy(detail);
    addActions(detail);
    addEvidence(detail);
    if (!detail.whereToChange.isEmpty()) {
        QVBoxLayout* section = inspector()->addSection(u"Where do I change this?"_s);
        section->addWidget(makeLabel(context(), detail.whereToChange, Type::Body, "second", true));
    }
    if (detail.push)
        inspector()->addTechnicalDetails(detail.push->cause.raw);
    inspector()->finish();
}

} // namespace ui
