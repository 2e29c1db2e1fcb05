// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/linkspage.h"

#include "causes/causes.h"
#include "look/words.h"
#include "widgets/make.h"

#include <QButtonGroup>
#include <QRadioButton>

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

LinksPage::LinksPage(Context& context)
    : ListPage(context, u"Links"_s, u"Filter by name or id"_s)
    , m_model(new LinksModel(context, this))
{
    setModel(m_model);
    filter()->segments()->setSegments({{QString(), u"All"_s}});
}

void LinksPage::updateHead()
{
    const auto count = [&](const QString& state) {
        store::Query query;
        query.filter = state;
        return reader().linkCount(query);
    };
    head()->setSentence(
        u"%1 of %2 accounts are linked."_s.arg(number(count(u"linked"_s)), number(count({}))));
    // Only what there is: six segments with zeros in them don't fit a small window.
    const QString chosen = filter()->segments()->chosen();
    QList<Segment> segments = {{QString(), u"All"_s}};
    for (const Segment& each : {Segment{u"not-linked"_s, u"Not linked"_s},
             Segment{u"to-create"_s, u"To create"_s}, Segment{u"partial"_s, u"Half-linked"_s},
             Segment{u"archived"_s, u"Archived"_s}, Segment{u"merged"_s, u"Merged"_s}})
        if (const int rows = count(each.key); rows > 0 || each.key == chosen)
            segments.append({each.key, each.word, rows});
    filter()->segments()->setSegments(segments);
    setFoot(counted(m_model->sourceRows(), u"account"_s, u"accounts"_s));
}

void LinksPage::show(const QString& what)
{
    ListPage::show(what);
    if (!what.startsWith(u"account:"_s))
        return;
    const AccountId id{what.mid(8).toLongLong()};
    if (const auto detail = reader().account(id)) {
        filter()->segments()->choose({});
        filter()->field()->setText(detail->account.number);
        for (int row = 0; row < std::min(50, m_model->sourceRows()); ++row) {
            if (m_model->row(row).account != id)
                continue;
            list()->selectSourceRow(row);
            inspectNow(row);
        }
    }
}

void LinksPage::showWhatItIs(const store::LinkRow& row)
{
    const Cell state = linkState(row);
    const auto sentence = [&]() -> QString {
        if (row.state == u"linked"_s)
            return u"Account %1 is %2 in Xero."_s.arg(row.accountNumber, row.contactName);
        if (row.state == u"to-create"_s)
            return u"Account %1. Its contact is created with the next push, unless you link it to "
                   "one that is there."_s.arg(row.accountNumber);
        if (row.state == u"partial"_s)
            return u"Account %1 knows its contact’s id, but not its name or the way back. Nothing "
                   "moves until it is linked again."_s.arg(row.accountNumber);
        if (row.state == u"archived"_s)
            return u"Account %1. %2 is archived in Xero, and Xero takes nothing for an archived "
                   "contact."_s.arg(row.accountNumber, row.contactName);
        if (row.state == u"merged"_s)
            return u"Account %1. %2 was merged into another contact in Xero. Link the account to "
                   "that one."_s.arg(row.accountNumber, row.contactName);
        return u"Account %1. Nothing moves for this account until it has a contact."_s.arg(
            row.accountNumber);
    };
    inspector()->addTitle(state.icon, state.tone, row.accountName, sentence());
}

void LinksPage::link(const store::LinkRow& row, const mirror::Contact& contact)
{
    const command::LinkAccount link{row.account, contact.id};
    // Taken back only where nothing was tied before and nothing goes out at once.
    if (row.contactId.isEmpty() && row.waiting == 0)
        return context().giveWithUndo(link,
            u"%1 linked to %2."_s.arg(row.accountName, contact.name), u"links"_s,
            command::UnlinkAccount{row.account});
    context().give(link);
    if (row.waiting > 0)
        context().give(command::Sync{.kind = command::RunKind::Instant,
            .direction = command::Direction::Push,
            .only = RecordRef{RecordKind::Account, row.account.value}});
}

void LinksPage::showUnlink(const store::LinkRow& row)
{
    QVBoxLayout* section = inspector()->addSection();
    if (row.isUsed) {
        section->addWidget(makeLabel(context(),
            u"Records have been pushed under this link, so it can’t be undone any more."_s,
            Type::Second, "second", true));
        return;
    }
    section->addWidget(
        makeLabel(context(), u"A link can be undone until the first record has been pushed."_s,
            Type::Second, "second", true));
    QPushButton* unlink = makeButton(context(), u"Unlink"_s);
    connect(unlink, &QPushButton::clicked, this, [this, row] {
        context().giveWithUndo(command::UnlinkAccount{row.account},
            u"%1 unlinked from %2."_s.arg(row.accountName, row.contactName), u"links"_s,
            command::LinkAccount{row.account, mirror::ContactId::parse(row.contactId)});
    });
    section->addWidget(unlink, 0, Qt::AlignLeft);
}

void LinksPage::showRepair(const store::LinkRow& row)
{
    QVBoxLayout* section = inspector()->addSection(u"Link it again by its id"_s);
    section->addWidget(makeLabel(context(),
        u"The contact with this id in Xero stays the same; its name and the way back are read "
        "anew."_s,
        Type::Body, "second", true));
    QPushButton* repair = makeButton(context(), u"Repair link"_s, u"links"_s, "primary");
    connect(repair, &QPushButton::clicked, this, [this, row] {
        mirror::Contact same;
        same.id = mirror::ContactId::parse(row.contactId);
        link(row, same);
    });
    section->addWidget(repair, 0, Qt::AlignLeft);
}

void LinksPage::showRestore(const store::LinkRow& row)
{
    QVBoxLayout* section = inspector()->addSection(u"Restore it in Xero"_s);
    section->addWidget(
        makeLabel(context(), u"Xero makes the contact active again, and what waits goes."_s,
            Type::Body, "second", true));
    QPushButton* restore = makeButton(
        context(), causes::buttonText(RemedyId::RestoreContact, row.waiting), {}, "primary");
    connect(restore, &QPushButton::clicked, this,
        [this, row] { context().give(command::RestoreContact{row.account}); });
    section->addWidget(restore, 0, Qt::AlignLeft);
}

QFrame* LinksPage::candidate(
    const store::LinkCandidate& candidate, QButtonGroup* group, int id) const
{
    QFrame* card = makeCard();
    QVBoxLayout* layout = column(card, 10, 4);
    QHBoxLayout* top = ui::row(nullptr, 0, 8);
    auto* radio = new QRadioButton(QString(candidate.contact.name).replace(u'&', u"&&"_s));
    radio->setFont(look().font(Type::Strong));
    group->addButton(radio, id);
    const auto agreeing = std::ranges::count_if(
        candidate.fields, [](const store::LinkEvidence& each) { return each.agrees; });
    const QString score = u"%1 of %2 agree"_s.arg(agreeing).arg(candidate.fields.size());
    radio->setAccessibleName(candidate.contact.name + u", "_s + score);
    top->addWidget(radio, 1);
    if (!candidate.fields.isEmpty())
        top->addWidget(makeLabel(context(), score, Type::Second, "second"));
    layout->addLayout(top);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    for (int line = 0; line < candidate.fields.size(); ++line) {
        const store::LinkEvidence& each = candidate.fields.at(line);
        grid->addWidget(
            makeLabel(context(), each.field, Type::Second, "second"), line, 0, Qt::AlignTop);
        QLabel* words = makeLabel(context(), each.words, Type::Second, nullptr, true);
        words->setMinimumWidth(10);
        grid->addWidget(words, line, 1);
        QLabel* mark = makeIcon(context(), each.agrees ? u"safe"_s : u"close"_s,
            each.agrees ? Tone::Safe : Tone::Text3, 14);
        mark->setAccessibleName(each.agrees ? u"agrees"_s : u"differs"_s);
        grid->addWidget(mark, line, 2, Qt::AlignTop);
    }
    QHBoxLayout* below = ui::row(nullptr, 0, 0);
    below->addSpacing(26); // under the name
    below->addLayout(grid, 1);
    layout->addLayout(below);
    connect(radio, &QRadioButton::toggled, card,
        [card](bool isChosen) { setLook(card, isChosen ? "picked" : "card"); });
    return card;
}

void LinksPage::showCandidates(const store::LinkRow& row, QVBoxLayout* section, const QString& text)
{
    clear(section);
    const QList<store::LinkCandidate> candidates
        = reader().linkCandidates(row.account, text).mid(0, 6);
    auto* group = new QButtonGroup(section);
    for (int i = 0; i < candidates.size(); ++i)
        section->addWidget(candidate(candidates.at(i), group, i));
    if (candidates.isEmpty())
        section->addWidget(makeLabel(context(),
            text.isEmpty() ? u"No contact in Xero looks like it. Search all of them."_s
                           : u"No free contact in Xero has “%1” in it."_s.arg(text),
            Type::Body, "second", true));
    QHBoxLayout* buttons = ui::row(nullptr, 0, 8);
    if (!candidates.isEmpty()) {
        group->button(0)->setChecked(true);
        const QString words = row.waiting > 0 ? causes::buttonText(RemedyId::Relink, row.waiting)
                                              : u"Link these two"_s;
        QPushButton* both
            = makeButton(context(), words, u"links"_s, row.state == u"archived"_s ? "" : "primary");
        connect(both, &QPushButton::clicked, this, [this, row, candidates, group] {
            link(row, candidates.value(group->checkedId()).contact);
        });
        buttons->addWidget(both);
    }
    // Without anything to push the contact would not be made now, but with its first record.
    if (row.state == u"not-linked"_s && row.waiting > 0) {
        QPushButton* create = makeButton(context(), u"Create a new contact"_s);
        connect(create, &QPushButton::clicked, this, [this, row] {
            context().give(command::LinkAccount{row.account, {}});
        });
        buttons->addWidget(create);
    }
    buttons->addStretch();
    section->addLayout(buttons);
    const QString note = row.waiting > 0 ? u"What waits goes at once, so this can’t be undone."_s
        : row.contactId.isEmpty()        ? u"A link can be undone until the first record has been "
                                    "pushed. Without one, the contact is created with the first "
                                    "record."_s
                                  : QString();
    if (!note.isEmpty())
        section->addWidget(makeLabel(context(), note, Type::Second, "second", true));
}

void LinksPage::showSearch(const store::LinkRow& row)
{
    QVBoxLayout* section = inspector()->addSection(u"Contacts in Xero that could be it"_s);
    auto* search = new QLineEdit;
    search->setPlaceholderText(u"Search all contacts"_s);
    search->setAccessibleName(u"Search all contacts"_s);
    search->setFont(look().font(Type::Body));
    QVBoxLayout* found = column(nullptr, 0, 8);
    section->addLayout(found);
    section->addWidget(search);
    showCandidates(row, found, {});
    connect(search, &QLineEdit::textChanged, this,
        [this, row, found](const QString& text) { showCandidates(row, found, text); });
}

void LinksPage::inspect(int index)
{
    const store::LinkRow row = m_model->row(index);
    showWhatItIs(row);
    if (row.state == u"linked"_s)
        showUnlink(row);
    if (row.state == u"partial"_s)
        showRepair(row);
    if (row.state == u"archived"_s)
        showRestore(row);
    if (row.state != u"linked"_s)
        showSearch(row);
    QPushButton* account = makeButton(context(), u"Show the account"_s, u"accounts"_s, "small");
    connect(account, &QPushButton::clicked, this,
        [this, row] { context().open(u"accounts"_s, u"account:%1"_s.arg(row.account.value)); });
    QVBoxLayout* last = inspector()->addSection();
    last->addWidget(account, 0, Qt::AlignLeft);
    inspector()->addFacts(u"What is sent to Xero"_s,
        {{u"ContactNumber"_s, row.accountNumber}, {u"Name"_s, row.accountName},
            {u"Then"_s,
                row.waiting == 0 ? u"nothing waits for this account"_s
                                 : counted(row.waiting, u"record goes"_s, u"records go"_s)},
            {u"Contact id"_s, row.contactId}});
    inspector()->finish();
}

} // namespace ui
