// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/lineinspector.h"

#include "deeds.h"
#include "linewords.h"
#include "preflight/candidates.h"
#include "preflight/whatif.h"
#include "records/words.h"
#include "widgets/make.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

QString factsOf(Context& context, const Candidate& one)
{
    QStringList facts{one.contactName};
    if (preflight::isDocument(one))
        facts.append(u"open, "_s + money(one.amount));
    else
        facts.append(money(one.amount));
    facts.append(day(one.date, context.today()));
    facts.removeAll(QString());
    return facts.join(u", "_s);
}

// What a record is, beside the mark that says what to think of it.
QFrame* recordCard(Context& context, const char* look, const QString& mark, Tone tone,
    const QString& title, const QString& icon, const QString& name, const QString& facts)
{
    QFrame* card = makeCard(look);
    QHBoxLayout* cells = row(card, 10, 10);
    cells->addWidget(makeIcon(context, mark, tone, 18), 0, Qt::AlignTop);
    QVBoxLayout* words = column(nullptr, 0, 2);
    words->addWidget(makeLabel(context, title, Type::Second, "second"));
    QHBoxLayout* what = row(nullptr, 0, 5);
    if (!icon.isEmpty())
        what->addWidget(makeIcon(context, icon, Tone::Text2, 16), 0, Qt::AlignTop);
    QLabel* label = makeLabel(context, name, Type::Strong, nullptr, true);
    label->setMinimumWidth(10);
    what->addWidget(label, 1);
    words->addLayout(what);
    if (!facts.isEmpty())
        words->addWidget(makeLabel(context, facts, Type::Second, "second", true));
    cells->addLayout(words, 1);
    card->setAccessibleName(title + u": "_s + name);
    return card;
}

class LineView {
public:
    LineView(Context& context, Inspector& inspector, const store::BankLineRow& row)
        : m_context(context)
        , m_inspector(inspector)
        , m_row(row)
        , m_check(row.check)
    {
    }

    void order()
    {
        QVBoxLayout* section = m_inspector.addSection(preflight::orderOf(m_check));
        section->addWidget(makeLabel(m_context, m_check.sentence, Type::Body, "second", true));
    }

    void records()
    {
        const bool hasOffer = !preflight::offerOf(m_check).isEmpty() && !m_check.offered.isEmpty();
        const QList<Candidate> picks
            = m_check.verdict == Verdict::NotChecked && !m_check.choices.isEmpty()
            ? QList<Candidate>()
            : m_check.pick; // what a person is asked about stands below
        const bool isOther = hasOffer && !preflight::isSame(m_check);
        if (!isOther && picks.isEmpty() && !isAfterPush())
            return;
        QVBoxLayout* section = m_inspector.addSection();
        if (isOther)
            section->addWidget(offered());
        if (m_check.pick.isEmpty() && isAfterPush()) {
            section->addWidget(recordCard(m_context, "pick", u"safe"_s, Tone::Safe,
                u"Pick this instead"_s, pickIcon(m_check), preflight::pickOf(m_check),
                m_check.hazard == LineHazard::NotPushed ? u"there about 10 s after the push"_s
                                                        : QString()));
        }
        const QString title = m_check.verdict == Verdict::Done ? u"Reconciled with"_s
            : isOther                                          ? u"Pick this instead"_s
                                                               : u"Pick this in Xero"_s;
        for (const Candidate& one : picks)
            section->addWidget(recordCard(m_context, "pick", u"safe"_s, Tone::Safe, title,
                iconOf(one.kind), preflight::nameOf(one), factsOf(m_context, one)));
    }

    void choices()
    {
        if (m_check.choices.isEmpty() || m_check.verdict == Verdict::Done)
            return;
        QVBoxLayout* section = m_inspector.addSection(u"Which one is it?"_s);
        for (const Candidate& one : m_check.choices) {
            QFrame* card = recordCard(m_context, "sunken", u"not-checked"_s, Tone::Unchecked,
                m_check.hazard == LineHazard::DuplicateLine ? u"Another line would take it, too"_s
                    : m_check.hazard == LineHazard::Fee     ? u"Is a little more"_s
                                                            : u"Has this amount"_s,
                iconOf(one.kind), preflight::nameOf(one), factsOf(m_context, one));
            QHBoxLayout* buttons = row(nullptr, 0, 6);
            buttons->addWidget(say(u"It’s this one"_s, LineSaying::Is, one));
            buttons->addWidget(say(u"It isn’t"_s, LineSaying::IsNot, one));
            buttons->addStretch();
            static_cast<QVBoxLayout*>(card->layout()->itemAt(1)->layout())->addLayout(buttons);
            section->addWidget(card);
        }
    }

    void next()
    {
        const QStringList steps = preflight::stepsOf(m_check);
        const Deed deed = wayOut(m_context, m_row);
        const bool isDone = m_check.verdict == Verdict::Done;
        QVBoxLayout* section
            = m_inspector.addSection(steps.isEmpty() ? QString() : u"What happens next"_s);
        addSteps(section, steps);
        QHBoxLayout* buttons = row(nullptr, 0, 8);
        if (!deed.text.isEmpty()) {
            QPushButton* act = makeButton(
                m_context, deed.text, isFreedByPush(m_check) ? u"outbox"_s : QString());
            QObject::connect(act, &QPushButton::clicked, &m_inspector, deed.act);
            buttons->addWidget(act);
        }
        if (const Deed other = otherWayOut(m_context, m_row); !other.text.isEmpty()) {
            QPushButton* act = makeButton(m_context, other.text);
            act->setToolTip(u"Ties the ledger’s payment to the one in Xero. Nothing is undone, and "
                            u"nothing is pushed."_s);
            QObject::connect(act, &QPushButton::clicked, &m_inspector, other.act);
            buttons->addWidget(act);
        }
        if (!isDone && preflight::canTick(m_check))
            buttons->addWidget(tick());
        else if (m_row.decisions.contains(LineDecision{LineSaying::Done, {}}))
            buttons->addWidget(takeBack(u"Not done yet"_s, {LineSaying::Done, {}}));
        buttons->addStretch();
        section->addLayout(buttons);
        afterOk(section);
        for (const LineDecision& said : m_row.decisions)
            if (said.xero)
                section->addWidget(takeBack(said.saying == LineSaying::Is
                                           ? u"You said which one it is. Take it back"_s
                                           : u"You said which one it isn’t. Take it back"_s,
                                       said),
                    0, Qt::AlignLeft);
    }

    void whatIf()
    {
        if (m_check.verdict == Verdict::Done || m_check.hazard == LineHazard::WrongMatch)
            return;
        QList<Candidate> asked
            = m_check.offered.first(std::min<qsizetype>(1, m_check.offered.size()));
        if (!m_check.pick.isEmpty() && !asked.contains(m_check.pick.first()))
            asked.append(m_check.pick.first());
        QVBoxLayout* section = nullptr;
        for (const Candidate& one : std::as_const(asked)) {
            const auto account
                = one.account ? m_context.reader().account(one.account) : std::nullopt;
            if (!account || !(account->bridge.currency == m_row.kept.line.amount.currency())
                || one.kind == CandidateKind::Bill || one.kind == CandidateKind::CreditNote
                || m_row.kept.line.amount.isNegative())
                continue;
            if (!section)
                section = m_inspector.addSection(u"What if you click OK"_s);
            addWhatIf(section, one, *account);
        }
    }

    // Of a match that was made too early: what each way back does to both balances.
    void repair()
    {
        const std::optional<AccountId> whose = accountOfRepair();
        const auto account = whose ? m_context.reader().account(*whose) : std::nullopt;
        if (!account)
            return;
        for (const preflight::Repair& way : preflight::repairs(
                 m_check, m_row.kept.line.amount, account->bridge.ledger, account->bridge.xero)) {
            QVBoxLayout* section = m_inspector.addSection(way.name);
            QGridLayout* grid = balances(section, {u"Ledger"_s, u"Xero"_s});
            addBalances(grid, u"Now"_s, account->bridge.ledger, account->bridge.xero);
            for (const preflight::RepairStep& step : way.steps)
                addBalances(grid, step.sentence, step.ledger, step.xero);
        }
        QPushButton* support
            = makeButton(m_context, u"Prepare support case…"_s, u"export"_s, "link");
        QObject::connect(support, &QPushButton::clicked, &m_inspector,
            [&context = m_context, whose] { context.wantSupportCase(*whose); });
        m_inspector.addSection()->addWidget(support, 0, Qt::AlignLeft);
    }

    void evidence()
    {
        QList<std::pair<QString, QString>> facts;
        static const QHash<QString, QString> words{{u"reference"_s, u"Reference"_s},
            {u"payer"_s, u"Payer"_s}, {u"amount"_s, u"Amount"_s}, {u"day"_s, u"Day"_s},
            {u"other account"_s, u"Other account"_s}, {u"you"_s, u"You"_s}};
        for (const LineEvidence& one : m_check.evidence)
            facts.append({words.value(one.what, one.what), one.words});
        if (!facts.isEmpty())
            m_inspector.addFacts(u"What this rests on"_s, facts);
        const BankLine& line = m_row.kept.line;
        m_inspector.addTechnicalDetails(
            QStringList{u"line %1, %2, line %3 of its file"_s.arg(m_row.kept.id.value)
                            .arg(toText(m_row.kept.format))
                            .arg(line.place),
                u"hazard: "_s + toText(m_check.hazard), u"type: "_s + line.type,
                u"bank id: "_s + line.bankId, u"payee: "_s + line.payee,
                u"reference: "_s + line.reference, u"text: "_s + line.text}
                .join(u'\n'));
    }

private:
    // What is right isn't in Xero yet, but known.
    bool isAfterPush() const { return m_check.ledger && m_check.hazard != LineHazard::WrongMatch; }

    QFrame* offered()
    {
        const bool isBad = m_check.verdict == Verdict::Stop;
        QString facts;
        if (m_check.offered.size() == 1) {
            facts = factsOf(m_context, m_check.offered.first());
        } else {
            QStringList names;
            for (const Candidate& one : m_check.offered)
                names.append(preflight::nameOf(one) + u' ' + one.contactName);
            facts = names.join(u'\n');
        }
        return recordCard(m_context, "sunken", isBad ? u"close"_s : u"not-checked"_s,
            isBad ? Tone::Stop : Tone::Unchecked, u"Xero will offer"_s, offerIcon(m_check),
            preflight::offerOf(m_check), facts);
    }

    void addSteps(QVBoxLayout* section, const QStringList& steps)
    {
        int at = 0;
        for (const QString& step : steps) {
            QHBoxLayout* line = row(nullptr, 0, 10);
            QLabel* mark = makeLabel(m_context, QString::number(++at), Type::SecondStrong);
            mark->setAlignment(Qt::AlignCenter);
            mark->setFixedSize(20, 20);
            setLook(mark, "ring");
            line->addWidget(mark, 0, Qt::AlignTop);
            line->addWidget(makeLabel(m_context, step, Type::Body, "second", true), 1);
            section->addLayout(line);
        }
    }

    // What to do where OK was clicked already: shown when asked for.
    void afterOk(QVBoxLayout* section)
    {
        const QStringList steps = preflight::stepsAfterOk(m_check);
        if (steps.isEmpty())
            return;
        QPushButton* ask = makeButton(m_context, u"I already clicked OK"_s, {}, "link");
        auto* box = new QWidget;
        QVBoxLayout* inside = column(box, 0, 8);
        addSteps(inside, steps);
        QPushButton* fetch = makeButton(m_context, u"Fetch now"_s, u"inbox"_s, "small");
        QObject::connect(fetch, &QPushButton::clicked, &m_inspector, [&context = m_context] {
            context.give(command::Sync{.direction = command::Direction::Pull});
        });
        inside->addWidget(fetch, 0, Qt::AlignLeft);
        box->hide();
        QObject::connect(
            ask, &QPushButton::clicked, box, [box] { box->setVisible(box->isHidden()); });
        section->addWidget(ask, 0, Qt::AlignLeft);
        section->addWidget(box);
    }

    void addWhatIf(QVBoxLayout* section, const Candidate& one, const store::AccountDetail& account)
    {
        const preflight::WhatIf after = preflight::whatIf(
            m_check, one, m_row.kept.line.amount, account.bridge.ledger, account.bridge.xero);
        QHBoxLayout* head = row(nullptr, 0, 6);
        head->addWidget(makeIcon(m_context, after.isGood ? u"safe"_s : u"close"_s,
                            after.isGood ? Tone::Safe : Tone::Stop, 16),
            0, Qt::AlignTop);
        head->addWidget(
            makeLabel(m_context, u"on "_s + preflight::nameOf(one), Type::Strong, nullptr, true),
            1);
        section->addLayout(head);
        section->addWidget(makeLabel(m_context, after.sentence, Type::Second, "second", true));
        QGridLayout* grid = balances(section, {u"now"_s, u"then"_s});
        grid->addWidget(
            makeLabel(m_context, account.account.name + u" owes"_s, Type::Second, "second", true),
            0, 0);
        addBalances(grid, u"Ledger"_s, account.bridge.ledger, after.ledger);
        addBalances(grid, u"Xero"_s, account.bridge.xero, after.xero);
    }

    // Whose money it was.
    std::optional<AccountId> accountOfRepair() const
    {
        if (m_check.hazard != LineHazard::WrongMatch)
            return {};
        if (m_check.ledger)
            if (const auto record = m_context.reader().record(*m_check.ledger))
                return record->row.account;
        for (const Candidate& one : m_check.offered) // what it was matched with
            if (one.account)
                return one.account;
        return {};
    }

    // Words, then a column for each of these.
    QGridLayout* balances(QVBoxLayout* section, const QStringList& columns)
    {
        auto* grid = new QGridLayout;
        grid->setHorizontalSpacing(12);
        grid->setVerticalSpacing(2);
        grid->setColumnStretch(0, 1);
        for (int at = 0; at < columns.size(); ++at) {
            grid->setColumnMinimumWidth(at + 1, 72); // as wide in each
            grid->addWidget(makeLabel(m_context, columns.at(at), Type::Second, "second"), 0, at + 1,
                Qt::AlignRight | Qt::AlignAbsolute);
        }
        section->addLayout(grid);
        return grid;
    }

    void addBalances(QGridLayout* grid, const QString& words, base::Money first, base::Money second)
    {
        const int line = grid->rowCount();
        grid->addWidget(makeLabel(m_context, words, Type::Second, "second", true), line, 0);
        grid->addWidget(makeLabel(m_context, money(first), Type::Second), line, 1,
            Qt::AlignRight | Qt::AlignAbsolute);
        grid->addWidget(makeLabel(m_context, money(second), Type::Second), line, 2,
            Qt::AlignRight | Qt::AlignAbsolute);
    }

    QPushButton* say(const QString& text, LineSaying saying, const Candidate& one)
    {
        QPushButton* button = makeButton(m_context, text, {}, "small");
        button->setAccessibleDescription(preflight::nameOf(one) + u' ' + one.contactName);
        const QString sentence = saying == LineSaying::Is
            ? u"Noted: it is %1."_s.arg(preflight::nameOf(one))
            : u"Noted: it isn’t %1."_s.arg(preflight::nameOf(one));
        QObject::connect(button, &QPushButton::clicked, &m_inspector,
            [&context = m_context, id = m_row.kept.id, decision = LineDecision{saying, one.xero},
                sentence] { decide(context, id, decision, sentence); });
        return button;
    }

    QPushButton* tick()
    {
        QPushButton* button = makeButton(m_context, u"Done in Xero"_s);
        QObject::connect(button, &QPushButton::clicked, &m_inspector,
            [&context = m_context, id = m_row.kept.id] {
                decide(context, id, {LineSaying::Done, {}}, u"Ticked off."_s);
            });
        return button;
    }

    QPushButton* takeBack(const QString& text, const LineDecision& decision)
    {
        QPushButton* button = makeButton(m_context, text, {}, "link");
        const command::DecideLines undo{{m_row.kept.id}, decision, true};
        QObject::connect(button, &QPushButton::clicked, &m_inspector,
            [&context = m_context, undo] { context.give(undo); });
        return button;
    }

    Context& m_context;
    Inspector& m_inspector;
    const store::BankLineRow& m_row;
    const LineCheck& m_check;
};

} // namespace

void showLine(
    Context& context, Inspector& inspector, const store::BankLineRow& row, int place, int lines)
{
    const BankLine& line = row.kept.line;
    inspector.addVerdict(row.check.verdict,
        u"Line %1 of %2, %3"_s.arg(number(place), number(lines), day(line.date, context.today())),
        preflight::payerOf(line), money(line.amount), preflight::referenceOf(line));
    LineView view(context, inspector, row);
    view.order();
    view.records();
    view.choices();
    view.next();
    view.repair();
    view.whatIf();
    view.evidence();
    inspector.finish();
}

} // namespace ui
