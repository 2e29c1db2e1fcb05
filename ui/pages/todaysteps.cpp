// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/todaysteps.h"

#include "causes/causes.h"
#include "linewords.h"
#include "look/painter.h"
#include "look/words.h"
#include "preflight/preflight.h"
#include "widgets/elided.h"
#include "widgets/make.h"

#include <QPainter>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

using Lines = QList<Step::Line>;
constexpr qsizetype mostLines = 4;

// The number of a step: filled, ringed, ticked or an octagon.
class StepMark : public QWidget {
public:
    StepMark(Context& context, const QString& icon, int number, bool isCurrent)
        : m_context(context)
        , m_icon(icon)
        , m_number(number)
        , m_isCurrent(isCurrent)
    {
        const int side = context.look().height(24) - 4;
        setFixedSize(side, side);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        Painter paint(painter, m_context.look());
        if (!m_icon.isEmpty())
            return paint.icon(
                rect(), m_icon, m_icon == u"safe"_s ? Tone::Safe : Tone::StopSolid, width() - 2);
        const QRectF circle = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
        if (m_isCurrent)
            paint.fill(circle, Tone::Button, circle.width() / 2);
        else
            paint.frame(circle, Tone::Control, circle.width() / 2);
        paint.text(rect(), QString::number(m_number), m_isCurrent ? Tone::OnSolid : Tone::Text2,
            Type::SecondStrong, Qt::AlignCenter);
    }

private:
    Context& m_context;
    QString m_icon;
    int m_number;
    bool m_isCurrent;
};

struct KindWords {
    QString filter, one, many; // the outbox's own name of the kind
};

KindWords wordsOf(OperationKind kind)
{
    switch (kind) {
    case OperationKind::RemoveAllocation:
        return {
            u"remove-allocation"_s, u"allocation to take back"_s, u"allocations to take back"_s};
    case OperationKind::DeletePayment:
        return {u"delete-payment"_s, u"payment to take back"_s, u"payments to take back"_s};
    case OperationKind::VoidDocument:
        return {u"void-document"_s, u"document to void"_s, u"documents to void"_s};
    case OperationKind::RefundCredit:
        return {u"refund-credit"_s, u"refund"_s, u"refunds"_s};
    case OperationKind::CreateContact:
        return {u"contacts"_s, u"new account"_s, u"new accounts"_s};
    case OperationKind::UpdateContact:
        return {u"update-contact"_s, u"changed account"_s, u"changed accounts"_s};
    case OperationKind::CreateItem:
        return {u"items"_s, u"new item"_s, u"new items"_s};
    case OperationKind::CreateInvoice:
        return {u"invoices"_s, u"invoice"_s, u"invoices"_s};
    case OperationKind::CreateCreditNote:
        return {u"credit-notes"_s, u"credit note"_s, u"credit notes"_s};
    case OperationKind::CreateBill:
        return {u"bills"_s, u"bill"_s, u"bills"_s};
    case OperationKind::CreateOverpayment:
    case OperationKind::CreatePayment:
        return {u"payments"_s, u"payment"_s, u"payments"_s};
    case OperationKind::CreateAllocation:
        return {u"allocations"_s, u"allocation"_s, u"allocations"_s};
    }
    return {};
}

QString counted(const store::KindSum& sum)
{
    const KindWords words = wordsOf(sum.kind);
    return ui::counted(sum.count, words.one, words.many);
}

// "Vocus Wholesale, Telstra Wholesale"
QString accountsOf(Context& context, OperationKind kind)
{
    QStringList names;
    for (const store::OutboxRow& row :
        context.reader().outbox({.filter = wordsOf(kind).filter, .group = u"waiting"_s}, 0, 4))
        if (!names.contains(row.accountName))
            names.append(row.accountName);
    return names.join(u", "_s);
}

// What waits, with those that stop a bank line named and the others counted by kind.
class PushLines {
public:
    PushLines(Context& context, const store::OutboxSummary& outbox)
        : m_context(context)
        , m_rest(outbox.waitingKinds)
    {
        addStops();
        addKinds();
    }
    Lines lines;

private:
    void take(const store::OutboxRow& row, bool ownMoney)
    {
        const auto sum = std::ranges::find(m_rest, row.operation.kind, &store::KindSum::kind);
        if (sum == m_rest.end())
            return;
        --sum->count;
        if (ownMoney)
            sum->money -= row.operation.amount;
    }

    void addStops()
    {
        const store::Reader& reader = m_context.reader();
        const QList<store::OutboxRow> stops
            = reader.outbox({.filter = u"stops-bank-line"_s, .group = u"waiting"_s}, 0, 3);
        for (const store::OutboxRow& row : stops) {
            lines.append(
                {iconOf(row.operation.kind), row.operation.label + u", "_s + row.accountName,
                    u"stops a bank line"_s, row.operation.amount, true});
            take(row, true);
        }
        if (stops.size() != 1)
            return;
        const store::OutboxRow& stop = stops.first();
        const store::Query near{
            .text = stop.accountName, .filter = u"allocations"_s, .group = u"waiting"_s};
        for (const store::OutboxRow& row : reader.outbox(near, 0, 8)) {
            if (lines.size() == 2 || row.operation.cause.arguments.value(0) != stop.operation.label)
                continue;
            lines.append({iconOf(row.operation.kind), u"Its allocation, "_s + row.operation.label,
                u"goes right after"_s, row.operation.amount});
            take(row, false); // its money is the payment's
        }
    }

    void addKinds()
    {
        m_rest.removeIf([](const store::KindSum& sum) { return sum.count <= 0; });
        std::ranges::stable_sort(
            m_rest, [](const auto& a, const auto& b) { return a.money.minor() > b.money.minor(); });
        QStringList others;
        base::Money sum;
        for (qsizetype i = 0; i < m_rest.size(); ++i) {
            const store::KindSum& each = m_rest.at(i);
            const bool isAlone = !each.money.isZero()
                && (lines.size() < mostLines - 1 || (i == m_rest.size() - 1 && others.isEmpty()));
            if (isAlone && lines.size() < mostLines) {
                lines.append({iconOf(each.kind), counted(each), accountsOf(m_context, each.kind),
                    each.money});
                continue;
            }
            others.append(counted(each));
            sum += each.money;
        }
        if (!others.isEmpty())
            lines.append({iconOf(m_rest.last().kind), others.join(u", "_s), {}, sum});
    }

    Context& m_context;
    QList<store::KindSum> m_rest;
};

Lines problemLines(Context& context)
{
    QList<store::ProblemCard> cards = context.reader().problems({});
    std::ranges::stable_partition(
        cards, [](const store::ProblemCard& card) { return card.bankLines > 0; });
    Lines lines;
    for (const store::ProblemCard& card : cards.first(std::min(mostLines, cards.size()))) {
        const causes::Words words = causes::words(card.example);
        const bool stops = card.bankLines > 0;
        lines.append({iconOf(card.cause), words.title,
            stops ? u"stops a bank line"_s : causes::whoText(words.who), card.heldUp, stops});
    }
    return lines;
}

Lines hazardLines(const store::Today& today)
{
    Lines lines;
    for (const Verdict verdict : {Verdict::Stop, Verdict::NotChecked})
        for (const Preflight& bank : today.banks)
            for (const Hazard& hazard : bank.hazards) {
                if (hazard.verdict != verdict || lines.size() == mostLines)
                    continue;
                lines.append({hazard.ledger ? iconOf(hazard.ledger->kind) : u"bank-lines"_s,
                    hazard.sentence, bank.bankName, hazard.amount, verdict == Verdict::Stop});
            }
    return lines;
}

QString stopping(qint64 count)
{
    return count == 0 ? QString()
                      : u"%1 a bank line."_s.arg(ui::counted(count, u"stops"_s, u"stop"_s));
}

// How long a person has to wait: as long as the last time.
QString lastTime(const std::optional<qint64>& milliseconds)
{
    return milliseconds ? u" It took %1."_s.arg(took(*milliseconds)) : QString();
}

Step pushStep(Context& context, const store::Today& today)
{
    const store::OutboxSummary& outbox = today.outbox;
    Step step{.title = u"Push what waits"_s};
    if (!today.pushIsOn) {
        step.sentence = u"Pushing is off until you accept what both sides already share."_s;
        step.button = u"Open settings"_s;
        step.act = [&context] { context.open(u"settings"_s, u"section:adoption"_s); };
        return step;
    }
    if (outbox.confirmedToday > 0)
        step.sentence = u"%1 went through today. "_s.arg(number(outbox.confirmedToday));
    step.sentence += outbox.waiting == 0
        ? u"Nothing waits."_s
        : u"%1, %2."_s.arg(
            ui::counted(outbox.waiting, u"waits"_s, u"wait"_s), money(outbox.waitingMoney));
    if (outbox.unknown + outbox.sending > 0)
        step.sentence += u" %1 in Xero."_s.arg(
            ui::counted(outbox.unknown + outbox.sending, u"is looked up"_s, u"are looked up"_s));
    if (outbox.waiting > 0) {
        step.alarm = stopping(
            context.reader().outboxCount({.filter = u"stops-bank-line"_s, .group = u"waiting"_s}));
        if (step.alarm.isEmpty() && today.pushTook) // beside an alarm there is no room
            step.sentence += u" The last push took %1."_s.arg(took(*today.pushTook));
        step.button
            = outbox.waiting == 1 ? u"Push it"_s : u"Push all %1"_s.arg(number(outbox.waiting));
        step.lines = [&context, outbox] { return PushLines(context, outbox).lines; };
    }
    step.icon = u"outbox"_s;
    step.isDone = outbox.waiting == 0 && outbox.unknown == 0 && outbox.sending == 0;
    step.act = [&context] { context.give(command::Sync{.direction = command::Direction::Push}); };
    return step;
}

Step problemStep(Context& context, const store::Today& today)
{
    Step step{.title = u"Fix what failed"_s, .sentence = u"Nothing needs you."_s};
    step.isDone = today.problems == 0;
    if (step.isDone)
        return step;
    step.sentence = u"%1 up %2."_s.arg(
        ui::counted(today.problems, u"cause holds"_s, u"causes hold"_s), money(today.heldUp));
    if (today.problemsAtBank == 0)
        step.sentence += u" None touches today’s bank lines."_s;
    step.alarm = stopping(today.problemsAtBank);
    step.button = u"Open problems"_s;
    step.icon = u"problems"_s;
    step.act = [&context] { context.open(u"problems"_s); };
    step.lines = [&context] { return problemLines(context); };
    return step;
}

LineTally allLines(const store::Today& today)
{
    LineTally sum;
    for (const Preflight& bank : today.banks) {
        sum.safe += bank.lines.safe;
        sum.stop += bank.lines.stop;
        sum.notChecked += bank.lines.notChecked;
        sum.done += bank.lines.done;
    }
    return sum;
}

qint64 banksAt(const store::Today& today, Verdict verdict)
{
    return std::ranges::count(today.banks, verdict, &Preflight::verdict);
}

Step linesStep(Context& context, const store::Today& today, const std::function<void()>& showBanks)
{
    const LineTally lines = allLines(today);
    const auto stops = banksAt(today, Verdict::Stop), safe = banksAt(today, Verdict::Safe);
    const bool hasLines = lines.all() > 0;
    const auto withLines = std::ranges::count_if(
        today.banks, [](const Preflight& bank) { return bank.lines.all() > 0; });
    const bool allSafe = preflight::areAllSafe(today.banks);
    Step step{.title = u"Check the bank lines"_s,
        .icon = u"bank-lines"_s,
        .isDone = allSafe,
        .isTrouble = stops > 0,
        .lines = [today] { return hazardLines(today); }};
    if (hasLines) {
        step.sentence = u"%1 in %2: %3."_s.arg(ui::counted(lines.all(), u"line"_s, u"lines"_s),
            ui::counted(withLines, u"bank account"_s, u"bank accounts"_s), tallyWords(lines));
        step.button = u"Open bank lines"_s;
        step.act = [&context] { context.open(u"bank-lines"_s); };
        return step;
    }
    step.sentence
        = u"%1: %2 safe, %3 stop, %4 not checked. Add a statement for a verdict per line."_s.arg(
            ui::counted(today.banks.size(), u"bank account"_s, u"bank accounts"_s), number(safe),
            number(stops), number(today.banks.size() - safe - stops));
    step.button = allSafe ? u"Add statement…"_s : today.banks.isEmpty() ? QString() : u"Show why"_s;
    step.act = allSafe ? [&context] { context.open(u"bank-lines"_s); } : showBanks;
    return step;
}

Step verdictStep(Context& context, const store::Today& today)
{
    const LineTally lines = allLines(today);
    const bool allSafe = preflight::areAllSafe(today.banks);
    Step step{.title = u"Verdict and worksheet"_s,
        .sentence = allSafe ? u"Every bank account is safe. Reconcile in Xero."_s
                            : u"Ready when nothing is left at Stop or Not checked."_s,
        .icon = u"print"_s,
        .isDone = allSafe};
    if (lines.safe == 0)
        return step;
    if (!allSafe)
        step.sentence += u" You can already print what is safe."_s;
    step.button = u"Print %1"_s.arg(ui::counted(lines.safe, u"safe line"_s, u"safe lines"_s));
    step.act = [&context] { context.wantWorksheet(); };
    return step;
}

} // namespace

QList<Step> stepsOf(
    Context& context, const store::Today& today, const std::function<void()>& showBanks)
{
    const bool fresh = today.lastFetch.isValid() && today.lastFetch.secsTo(context.now()) < 1800;
    QList<Step> list;
    list.append({.title = u"Fetch from Xero"_s,
        .sentence = today.lastFetch.isValid()
            ? u"%1 read %2."_s.arg(ui::counted(today.lastFetchChanges, u"change"_s, u"changes"_s),
                  moment(today.lastFetch, context.now()))
                + lastTime(today.fetchTook)
            : u"Xero has not been read yet."_s,
        .button = u"Fetch now"_s,
        .icon = u"inbox"_s,
        .isDone = fresh,
        .act = [&context] { context.give(command::Sync{.direction = command::Direction::Pull}); }});
    list.append(pushStep(context, today));
    list.append(problemStep(context, today));
    list.append(linesStep(context, today, showBanks));
    list.append(verdictStep(context, today));
    const auto current = std::ranges::find_if(list, [](const Step& step) { return !step.isDone; });
    if (current != list.end())
        current->isCurrent = true;
    return list;
}

static QWidget* makeLines(Context& context, const Lines& lines, bool isNarrow)
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 8, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(1, 5);
    grid->setColumnStretch(2, 4);
    int at = 0;
    for (const Step::Line& line : lines) {
        grid->addWidget(makeRule(), at++, 0, 1, 4);
        const Type type = line.stops ? Type::Strong : Type::Body;
        const char* tone = line.stops ? "stop" : nullptr;
        grid->addWidget(
            makeIcon(context, line.icon, line.stops ? Tone::Stop : Tone::Text2, 16), at, 0);
        auto* text = new Elided(context, line.text, type, tone);
        auto* why = new Elided(context, line.why, type, line.stops ? tone : "second");
        if (isNarrow) {
            // Where room is short, each line shares its own between the two: names stay whole.
            QHBoxLayout* both = row(nullptr, 0, 8);
            both->addWidget(text);
            both->addWidget(why, 1);
            grid->addLayout(both, at, 1, 1, 2);
        } else {
            grid->addWidget(text, at, 1);
            grid->addWidget(why, at, 2);
        }
        const bool isMoney = line.amount && !line.amount->isZero();
        QLabel* amount = makeLabel(context, isMoney ? money(*line.amount) : u"–"_s, type, tone);
        amount->setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
        grid->addWidget(amount, at, 3);
        grid->setRowMinimumHeight(at++, context.look().height(22) - 6);
    }
    return box;
}

QFrame* makeStep(Context& context, const Step& step, int number, bool isNarrow)
{
    QFrame* box = makeCard(step.isCurrent ? "current" : "step");
    box->setMinimumHeight(72);
    QHBoxLayout* cells = row(box, 0, 14);
    cells->setContentsMargins(16, 12, 16, 12);
    const QString icon = step.isTrouble ? u"stop-solid"_s : step.isDone ? u"safe"_s : QString();
    cells->addWidget(new StepMark(context, icon, number, step.isCurrent), 0,
        step.isCurrent ? Qt::AlignTop : Qt::AlignVCenter);
    QVBoxLayout* words = column(nullptr, 0, 2);
    QHBoxLayout* top = row(nullptr, 0, 8);
    QVBoxLayout* title = column(nullptr, 0, 1);
    title->addStretch();
    title->addWidget(makeLabel(context, step.title, Type::Strong));
    auto* said = new QBoxLayout(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    said->setSpacing(isNarrow ? 1 : 5);
    // Only where it stands alone may a sentence wrap: beside another, both keep to one line.
    said->addWidget(
        makeLabel(context, step.sentence, Type::Body, "second", isNarrow || step.alarm.isEmpty()));
    if (!step.alarm.isEmpty())
        said->addWidget(makeLabel(context, step.alarm, Type::Strong, "stop"));
    if (!isNarrow && !step.alarm.isEmpty())
        said->addStretch();
    title->addLayout(said);
    title->addStretch();
    top->addLayout(title, 1);
    if (!step.button.isEmpty() && step.act) {
        QPushButton* button = makeButton(context, step.button,
            step.isCurrent ? step.icon : QString(), step.isCurrent ? "small" : "quiet");
        button->setFont(context.look().font(Type::Second));
        button->setObjectName(u"step-%1"_s.arg(number));
        button->setAccessibleDescription(step.title);
        QObject::connect(button, &QPushButton::clicked, box, step.act);
        top->addWidget(button, 0, Qt::AlignVCenter);
    }
    words->addLayout(top);
    const Lines lines = step.isCurrent && step.lines ? step.lines() : Lines();
    if (!lines.isEmpty())
        words->addWidget(makeLines(context, lines, isNarrow));
    cells->addLayout(words, 1);
    return box;
}

} // namespace ui
