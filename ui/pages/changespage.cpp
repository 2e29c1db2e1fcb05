// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/changespage.h"

#include "look/words.h"
#include "widgets/facebutton.h"
#include "widgets/make.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QMenu>
#include <QRadioButton>

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int kDaysShown = 30; // of what is settled, unless the user wants more

bool isToDecide(const store::ChangeRow& row)
{
    return row.decision.state == ChangeState::ToDecide;
}

// Ways that every one of them allows, in the first one's order.
QList<ChangeWay> waysOf(const QList<store::ChangeRow>& rows)
{
    QList<ChangeWay> common = rows.first().change.ways;
    common.removeIf([&](ChangeWay way) {
        return std::ranges::any_of(
            rows, [&](const store::ChangeRow& row) { return !row.change.ways.contains(way); });
    });
    return common;
}

QList<ChangeId> idsOf(const QList<store::ChangeRow>& rows)
{
    QList<ChangeId> ids;
    for (const store::ChangeRow& row : rows)
        ids.append(row.change.id);
    return ids;
}

QString sinceWord(int days)
{
    return days > 0 ? u"Settled: %1 days"_s.arg(days) : u"Settled: all"_s;
}

QString balanceSentence(const Change& change)
{
    if (change.effect.isZero())
        return u"No balance moves."_s;
    return u"The ledger is now %1 %2 Xero."_s.arg(
        money(change.effect.abs()), change.effect.isNegative() ? u"below"_s : u"above"_s);
}

} // namespace

ChangesPage::ChangesPage(Context& context)
    : ListPage(context, u"Changes in Xero"_s, u"Filter by account, number or amount"_s)
    , m_model(new ChangesModel(context, this))
    , m_since(makeFaceButton(context, {}, {}, "quiet"))
{
    QPushButton* rules = makeButton(context, u"Dos and don’ts"_s);
    head()->addWidget(rules);
    connect(rules, &QPushButton::clicked, this, &ChangesPage::showDosAndDonts);
    filter()->segments()->setSegments({{QString(), u"All"_s}, {u"money"_s, u"Money"_s},
        {u"contacts"_s, u"Contacts"_s}, {u"details"_s, u"Details"_s}});
    filter()->addTrailing(m_since);
    m_since->setTrailingIcon(u"chevron-down"_s);
    m_since->setMenu(new QMenu(m_since));
    for (const int days : {7, kDaysShown, 0})
        m_since->menu()->addAction(sinceWord(days), this, [this, days] { chooseSince(days); });
    QPushButton* save = makeButton(context, u"Export"_s, u"export"_s);
    filter()->addTrailing(save);
    connect(save, &QPushButton::clicked, this, [this] { this->context().exportList(); });
    setModel(m_model);
    chooseSince(kDaysShown);
    connect(list(), &ListView::acted, this, [this](int row) {
        inspectNow(row);
        for (QPushButton* button : inspector()->findChildren<QPushButton*>())
            if (button->objectName() == u"primary"_s && button->isEnabled())
                button->setFocus();
    });
    connect(list(), &ListView::selectionCountChanged, this, [this] {
        if (!inspector()->isHidden() && list()->currentRow() >= 0)
            inspectNow(list()->currentRow());
    });
}

void ChangesPage::chooseSince(int days)
{
    m_from = days > 0 ? context().now().addDays(-days) : QDateTime();
    m_since->setText(sinceWord(days));
    m_model->setQuery(queryFor(filter()->field()->text(), filter()->segments()->chosen()));
    refresh();
}

store::Query ChangesPage::queryFor(const QString& text, const QString& segment) const
{
    store::Query query = ListPage::queryFor(text, segment);
    query.from = m_from;
    return query;
}

void ChangesPage::updateHead()
{
    store::Query query;
    query.from = m_from;
    const store::ChangeSums all = reader().changeSums(query);
    if (all.toDecide == 0)
        head()->setSentence(u"Nothing to decide."_s);
    else
        head()->setSentence(u"%1 to decide, %2."_s.arg(number(all.toDecide),
            all.money == 0       ? u"none of them changes a balance"_s
                : all.money == 1 ? u"1 of them changes a balance"_s
                                 : u"%1 of them change a balance"_s.arg(number(all.money))));
    const auto count = [&](const QString& key) {
        query.filter = key;
        return reader().changeCount(query);
    };
    filter()->segments()->setSegments(
        {{QString(), u"All"_s, count({})}, {u"money"_s, u"Money"_s, count(u"money"_s)},
            {u"contacts"_s, u"Contacts"_s, count(u"contacts"_s)},
            {u"details"_s, u"Details"_s, count(u"details"_s)}});
    const QDateTime fetched = reader().today().lastFetch;
    setFoot(counted(m_model->sourceRows(), u"change"_s, u"changes"_s)
            + (all.effect.isZero() ? QString() : u" · Effect "_s + difference(all.effect)),
        fetched.isValid()
            ? u"Compared with what was last agreed, "_s + moment(fetched, context().now())
            : QString());
}

QString ChangesPage::emptySentence() const
{
    return u"Nobody has changed anything in Xero that was pushed. Each fetch compares."_s;
}

void ChangesPage::show(const QString& what)
{
    filter()->segments()->choose({});
    ListPage::show(what);
}

QList<store::ChangeRow> ChangesPage::chosenRows(int row) const
{
    QList<store::ChangeRow> rows;
    for (const int each : list()->selectedRows())
        if (const store::ChangeRow chosen = m_model->row(each); isToDecide(chosen))
            rows.append(chosen);
    return rows.size() > 1 ? rows : QList{m_model->row(row)};
}

void ChangesPage::inspect(int index)
{
    const QList<store::ChangeRow> rows = chosenRows(index);
    if (rows.size() > 1)
        showSeveral(rows);
    else
        showOne(rows.first());
    inspector()->finish();
}

void ChangesPage::showOne(const store::ChangeRow& row)
{
    const Change& change = row.change;
    const causes::ChangeWords words = causes::words(change);
    const bool isLoud = isToDecide(row) && !change.effect.isZero();
    QStringList when;
    if (change.changedAt.isValid())
        when.append(moment(change.changedAt, context().now()));
    if (!row.author.who.isEmpty())
        when.append(u"by "_s + row.author.who);
    inspector()->addTitle(isLoud ? u"problems"_s : u"changes"_s, isLoud ? Tone::Stop : Tone::Text2,
        words.badge, when.join(u", "_s));
    QVBoxLayout* section = inspector()->addSection();
    QHBoxLayout* top = ui::row(nullptr, 0, 8);
    QLabel* name = makeLabel(context(), change.label, Type::Section, nullptr, true);
    name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    name->setMinimumWidth(10);
    top->addWidget(name, 1);
    if (!change.effect.isZero())
        top->addWidget(
            makeLabel(context(), difference(change.effect), Type::BigMoney), 0, Qt::AlignTop);
    section->addLayout(top);
    section->addWidget(makeLabel(context(), row.accountName + u". "_s + balanceSentence(change),
        Type::Second, "second", true));
    addFields(change);
    addMeaning(row);
    if (isToDecide(row))
        addChoice({row});
    else
        addSettled(row);
    addEarlier(row);
}

void ChangesPage::addFields(const Change& change)
{
    QFrame* table = makeCard();
    auto* grid = new QGridLayout(table);
    grid->setContentsMargins(10, 8, 10, 8);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    const auto put = [&](int line, int column, const QString& text, const char* tone, Type type) {
        QLabel* label = makeLabel(context(), text, type, tone, true);
        label->setMinimumWidth(10);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(label, line, column, Qt::AlignTop);
    };
    put(0, 1, u"Last agreed"_s, "second", Type::Second);
    put(0, 2, u"Now in Xero"_s, "second", Type::Second);
    int line = 1;
    for (const FieldChange& field : change.fields) {
        put(line, 0, field.field, "second", Type::Second);
        put(line, 1, field.was, nullptr, Type::Second);
        put(line, 2, field.now, field.differs() ? "stop" : nullptr,
            field.differs() ? Type::Strong : Type::Second);
        ++line;
    }
    inspector()->addSection()->addWidget(table);
}

void ChangesPage::addMeaning(const store::ChangeRow& row)
{
    const causes::ChangeWords words = causes::words(row.change);
    QVBoxLayout* section = inspector()->addSection(u"What this means"_s);
    section->addWidget(makeLabel(context(), words.meaning, Type::Body, "second", true));
    for (const QString& rule : words.rules)
        section->addWidget(makeLabel(context(), rule, Type::Second, "second", true));
}

QFrame* ChangesPage::wayCard(const causes::WayWords& words, QButtonGroup* group, int id) const
{
    QFrame* card = makeCard();
    QVBoxLayout* layout = column(card, 10, 4);
    auto* radio = new QRadioButton(words.title);
    radio->setFont(look().font(Type::Strong));
    radio->setAccessibleDescription(words.sentence);
    group->addButton(radio, id);
    layout->addWidget(radio);
    QLabel* sentence = makeLabel(context(), words.sentence, Type::Second, "second", true);
    sentence->setIndent(0);
    QHBoxLayout* below = ui::row(nullptr, 0, 0);
    below->addSpacing(26); // under the title
    below->addWidget(sentence, 1);
    layout->addLayout(below);
    connect(radio, &QRadioButton::toggled, card,
        [card](bool isChosen) { setLook(card, isChosen ? "picked" : "card"); });
    return card;
}

void ChangesPage::addChoice(const QList<store::ChangeRow>& rows)
{
    const QList<ChangeWay> ways = waysOf(rows);
    const Change& first = rows.first().change;
    QVBoxLayout* section = inspector()->addSection(u"Choose what is right"_s);
    if (first.obstacle && rows.size() == 1)
        section->addWidget(makeLabel(context(),
            u"It can’t be put back: "_s + causes::words(first.obstacle).sentence, Type::Second,
            "second", true));
    if (ways.isEmpty()) {
        section->addWidget(makeLabel(context(),
            u"Nothing settles all of these at once. Choose fewer."_s, Type::Body, "second", true));
        return;
    }
    auto* group = new QButtonGroup(section);
    for (int i = 0; i < ways.size(); ++i)
        section->addWidget(wayCard(causes::words(first, ways.at(i)), group, i));
    auto* reason = new QLineEdit;
    reason->setPlaceholderText(u"Why it is left"_s);
    reason->setAccessibleName(u"Why it is left"_s);
    reason->setFont(look().font(Type::Body));
    QPushButton* act = makeButton(context(), {}, {}, "primary");
    act->setObjectName(u"primary"_s);
    QPushButton* inXero = makeButton(context(), {}, u"open-out"_s);
    inXero->setAccessibleName(u"Open in Xero"_s);
    inXero->setToolTip(u"Open in Xero"_s);
    const QString url
        = rows.first().xeroUrl.isEmpty() ? rows.first().contactXeroUrl : rows.first().xeroUrl;
    connect(inXero, &QPushButton::clicked, this, [this, url] { context().openAddress(url); });
    QLabel* note = makeLabel(context(), {}, Type::Second, "second", true);
    section->addWidget(reason);
    QHBoxLayout* buttons = ui::row(nullptr, 0, 8);
    buttons->addWidget(act);
    buttons->addWidget(inXero);
    buttons->addStretch();
    section->addLayout(buttons);
    section->addWidget(note);
    inXero->setVisible(rows.size() == 1 && !url.isEmpty());
    const auto needsReason = [rows](ChangeWay way) {
        return std::ranges::any_of(rows, [&](const store::ChangeRow& row) {
            return causes::words(row.change, way).needsReason;
        });
    };
    const QList<ChangeId> changes = idsOf(rows);
    const auto choose = [=, this](int id) {
        const ChangeWay way = ways.at(id);
        m_begun = {changes, way, reason->text()};
        const causes::WayWords words = causes::words(first, way);
        act->setText(rows.size() == 1
                ? words.button
                : words.button + u" · "_s + number(static_cast<qint64>(rows.size())));
        note->setText(words.note);
        note->setVisible(!words.note.isEmpty());
        reason->setVisible(needsReason(way));
        act->setEnabled(!needsReason(way) || !reason->text().trimmed().isEmpty());
    };
    connect(group, &QButtonGroup::idToggled, section, [choose](int id, bool isChosen) {
        if (isChosen)
            choose(id);
    });
    connect(
        reason, &QLineEdit::textChanged, section, [choose, group] { choose(group->checkedId()); });
    connect(reason, &QLineEdit::returnPressed, act, &QPushButton::click);
    connect(act, &QPushButton::clicked, this, [this, rows, ways, group, reason] {
        settle(rows, ways.at(group->checkedId()), reason->text().trimmed());
    });
    const Begun begun = m_begun.changes == changes ? m_begun : Begun{{}, ways.first(), {}};
    group->button(std::max(0, static_cast<int>(ways.indexOf(begun.way))))->setChecked(true);
    reason->setText(begun.reason);
}

void ChangesPage::settle(const QList<store::ChangeRow>& rows, ChangeWay way, const QString& reason)
{
    command::DecideChanges decide;
    decide.way = way;
    decide.reason = reason;
    decide.changes = idsOf(rows);
    context().give(decide);
}

void ChangesPage::showSeveral(const QList<store::ChangeRow>& rows)
{
    base::Money effect;
    bool isOneCurrency = true;
    for (const store::ChangeRow& row : rows) {
        if (row.change.effect.isZero())
            continue;
        isOneCurrency = effect.isZero() || effect.currency() == row.change.effect.currency();
        if (!isOneCurrency)
            break;
        effect = effect.isZero() ? row.change.effect : effect + row.change.effect;
    }
    inspector()->addTitle(u"changes"_s, Tone::Text2,
        counted(static_cast<int>(rows.size()), u"change"_s, u"changes"_s) + u" chosen"_s,
        effect.isZero() || !isOneCurrency ? QString() : u"Effect "_s + difference(effect));
    QVBoxLayout* section = inspector()->addSection();
    constexpr qsizetype most = 8;
    for (const store::ChangeRow& row : rows.mid(0, most))
        section->addWidget(makeLabel(context(),
            row.change.label + u": "_s + causes::words(row.change).done.toLower(), Type::Second,
            nullptr, true));
    if (rows.size() > most)
        section->addWidget(makeLabel(
            context(), u"and %1 more"_s.arg(number(rows.size() - most)), Type::Second, "second"));
    addChoice(rows);
}

void ChangesPage::addSettled(const store::ChangeRow& row)
{
    QVBoxLayout* section = inspector()->addSection(causes::stateWord(row.decision.state));
    section->addWidget(makeLabel(context(),
        u"By %1, %2."_s.arg(row.decision.who, moment(row.decision.at, context().now())), Type::Body,
        "second", true));
    if (!row.decision.reason.isEmpty())
        section->addWidget(
            makeLabel(context(), u"“%1”"_s.arg(row.decision.reason), Type::Body, nullptr, true));
    const bool isAWord
        = row.decision.state == ChangeState::Accepted || row.decision.state == ChangeState::Left;
    QHBoxLayout* buttons = ui::row(nullptr, 0, 8);
    if (isAWord && row.stands) {
        QPushButton* again = makeButton(context(), u"Decide again"_s, u"undo"_s);
        connect(again, &QPushButton::clicked, this,
            [this, id = row.decided] { context().give(command::ReopenChange{id}); });
        buttons->addWidget(again);
    }
    if (!row.xeroUrl.isEmpty()) {
        QPushButton* inXero = makeButton(context(), u"Open in Xero"_s, u"open-out"_s);
        connect(inXero, &QPushButton::clicked, this,
            [this, url = row.xeroUrl] { context().openAddress(url); });
        buttons->addWidget(inXero);
    }
    buttons->addStretch();
    section->addLayout(buttons);
}

// What was said of it before, where it belongs, and where it is changed.
void ChangesPage::addEarlier(const store::ChangeRow& row)
{
    QList<std::pair<QString, QString>> earlier;
    for (const store::ChangeRow& each : reader().changesOf(row.change.xero))
        if (each.decided && each.decided != row.decided)
            earlier.append({moment(each.decision.at, context().now()),
                u"%1: %2, by %3"_s.arg(causes::words(each.change).done,
                    causes::stateWord(each.decision.state).toLower(), each.decision.who)});
    if (!earlier.isEmpty())
        inspector()->addFacts(u"Decided before"_s, earlier);
    const auto detail = row.change.ledger ? reader().record(*row.change.ledger) : std::nullopt;
    QVBoxLayout* section = inspector()->addSection(u"Where do I change this?"_s);
    section->addWidget(makeLabel(context(),
        detail && !detail->whereToChange.isEmpty()
            ? detail->whereToChange
            : u"In the ledger: %1 is one of its accounts, and what is changed in Xero never comes "
              "back."_s.arg(row.accountName),
        Type::Body, "second", true));
    const bool isContact = isOfContact(row.change.kind);
    QPushButton* open = makeButton(context(),
        isContact ? u"Show the account"_s : u"History of %1"_s.arg(row.change.label),
        isContact ? u"accounts"_s : u"ledger"_s, "small");
    connect(open, &QPushButton::clicked, this, [this, row, isContact] {
        if (isContact || !row.change.ledger)
            return context().open(u"accounts"_s, u"account:%1"_s.arg(row.change.account.value));
        context().open(u"ledger"_s,
            u"record:%1/%2"_s.arg(static_cast<int>(row.change.ledger->kind))
                .arg(row.change.ledger->id));
    });
    section->addWidget(open, 0, Qt::AlignLeft);
}

void ChangesPage::showDosAndDonts()
{
    inspector()->empty();
    inspector()->addTitle(u"rule"_s, Tone::Text2, u"Dos and don’ts"_s,
        u"What came from the ledger is changed in the ledger. What somebody changes in Xero all "
        u"the "
        "same is found with the next fetch, stands here, and repairing it costs time and often "
        "money."_s);
    QVBoxLayout* section = inspector()->addSection();
    for (const QString& rule : causes::dosAndDonts())
        section->addWidget(makeLabel(context(), rule, Type::Second, nullptr, true));
    inspector()->finish();
    showInspector(false);
}

} // namespace ui
