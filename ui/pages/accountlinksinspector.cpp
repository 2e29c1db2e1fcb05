// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountlinks.h"

#include "causes/causes.h"
#include "look/words.h"
#include "plan/linkchecks.h"
#include "widgets/make.h"

#include <QButtonGroup>
#include <QRadioButton>

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

// What is said of one account, and what can be done about its link.
namespace ui {

void AccountLinks::showWhatItIs(const store::LinkRow& row)
{
    const Cell state = linkState(row);
    const auto sentence = [&]() -> QString {
        if (row.state == u"linked"_s)
            return u"Account %1 is %2 in Xero."_s.arg(row.accountNumber, row.contactName);
        if (row.state == u"to-create"_s)
            return u"Account %1. Its contact is created with the next push, unless you link it to "
                   "one that is there."_s.arg(row.accountNumber);
        if (row.state == u"partial"_s)
            return u"Account %1 knows its contact’s id, but not its name or the way back: Xero "
                   "doesn’t show the contact, or it carries another number. Nothing moves until it "
                   "is linked again."_s.arg(row.accountNumber);
        if (row.state == u"archived"_s)
            return u"Account %1. %2 is archived in Xero, and Xero takes nothing for an archived "
                   "contact."_s.arg(row.accountNumber, row.contactName);
        if (row.state == u"merged"_s)
            return row.rival.isEmpty()
                ? u"Account %1. %2 was merged into %3 in Xero. Link the account to that one."_s.arg(
                    row.accountNumber, row.contactName,
                    row.survivorName.isEmpty() ? u"another contact"_s : row.survivorName)
                : u"Account %1. In Xero, %2 and the contact of %3 became one: %4. One contact "
                  u"stands "
                  "for one account. Link the account that goes on; move the other’s open records "
                  "to "
                  "it in the billing system, or link that one to a contact of its own."_s.arg(
                      row.accountNumber, row.contactName, row.rival, row.survivorName);
        if (row.state == u"doubled"_s)
            return u"Account %1 is %2 in Xero, and another contact there has the same name or tax "
                   "number. What somebody enters for that one never reaches this account."_s.arg(
                       row.accountNumber, row.contactName);
        return u"Account %1. Nothing moves for this account until it has a contact."_s.arg(
            row.accountNumber);
    };
    inspector()->addTitle(state.icon, state.tone, row.accountName, sentence());
}

void AccountLinks::link(const store::LinkRow& row, const mirror::Contact& contact)
{
    const command::LinkAccount link{row.account, contact.id};
    // Taken back only where nothing was tied before and nothing goes out at once.
    if (row.contactId.isEmpty() && row.waiting == 0)
        return context().giveWithUndo(link,
            u"%1 linked to %2."_s.arg(row.accountName, contact.name), u"links"_s,
            command::UndoLinks{.account = row.account});
    giveThenPush(row, link);
}

void AccountLinks::giveThenPush(const store::LinkRow& row, const Command& command)
{
    if (row.waiting > 0)
        m_waiting.insert(context().nextTicket(), row.account); // its answer may come at once
    context().give(command);
}

void AccountLinks::pushWaiting(const CommandOutcome& outcome)
{
    const AccountId account = m_waiting.take(outcome.ticket);
    if (account && outcome.done)
        context().give(command::Sync{.kind = command::RunKind::Instant,
            .direction = command::Direction::Push,
            .only = RecordRef{RecordKind::Account, account.value}});
}

void AccountLinks::addMarked(QVBoxLayout* section, bool isGood, const QString& words)
{
    QHBoxLayout* line = ui::row(nullptr, 0, 8);
    QLabel* mark
        = makeIcon(context(), isGood ? u"safe"_s : u"stop"_s, isGood ? Tone::Safe : Tone::Stop, 14);
    mark->setAccessibleName(isGood ? u"holds"_s : u"does not hold"_s);
    line->addWidget(mark, 0, Qt::AlignTop);
    line->addWidget(makeLabel(context(), words, Type::Second, nullptr, true), 1);
    section->addLayout(line);
}

void AccountLinks::showUnlink(const store::LinkRow& row, const AccountFile& file)
{
    const plan::Disassociation asked = plan::disassociation(file);
    QVBoxLayout* section = inspector()->addSection(u"Disassociate it?"_s);
    for (const plan::Condition& condition : plan::conditions(asked))
        addMarked(section, condition.bars.isEmpty(),
            condition.bars.isEmpty()
                ? condition.sentence
                : u"%1: not so for %2"_s.arg(condition.sentence, plan::words(condition.bars)));
    if (asked.isBeingLookedUp)
        addMarked(section, false, u"A push of it is being looked up in Xero"_s);
    if (!asked.mayGo())
        return;
    section->addWidget(makeLabel(context(),
        u"Its sync stops. What has gone to Xero stays there and stays known, so that nothing goes "
        "twice."_s,
        Type::Second, "second", true));
    QPushButton* unlink = makeButton(context(), u"Unlink"_s);
    connect(unlink, &QPushButton::clicked, this, [this, row] {
        context().giveWithUndo(command::UnlinkAccount{row.account},
            u"%1 unlinked from %2."_s.arg(row.accountName, row.contactName), u"links"_s,
            command::UndoLinks{.account = row.account});
    });
    section->addWidget(unlink, 0, Qt::AlignLeft);
}

void AccountLinks::showMergeSafety(const AccountFile& file)
{
    const plan::MergeSafety safety = plan::mergeSafety(file);
    QVBoxLayout* section = inspector()->addSection(u"Safe to merge in Xero?"_s);
    addMarked(section, safety.isSafe(),
        u"%1, %2 and %3 of this account wait to go to Xero."_s.arg(
            counted(safety.invoices, u"invoice"_s, u"invoices"_s),
            counted(safety.payments, u"payment"_s, u"payments"_s),
            counted(safety.allocations, u"allocation"_s, u"allocations"_s)));
    section->addWidget(makeLabel(context(),
        safety.isSafe() ? u"Yes, as far as this account goes. Look at the other contact’s, too."_s
                        : u"Not yet. Push what waits first: nothing goes to a contact that was "
                          "merged away."_s,
        Type::Second, "second", true));
}

void AccountLinks::showNewContact(const store::LinkRow& row, const AccountFile& file)
{
    QVBoxLayout* section = inspector()->addSection(u"As a new contact in Xero"_s);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const auto& [name, value] : newContactFields(file.account)) {
        grid->addWidget(makeLabel(context(), name, Type::Second, "second"), line, 0, Qt::AlignTop);
        QLabel* shown = makeLabel(context(), value, Type::Second, nullptr, true);
        shown->setMinimumWidth(10);
        grid->addWidget(shown, line++, 1);
    }
    section->addLayout(grid);
    if (row.state != u"not-linked"_s)
        return;
    section->addWidget(makeLabel(context(),
        u"It can be archived in Xero later, but never deleted."_s, Type::Second, "second", true));
    QPushButton* create = makeButton(context(), u"Create a new contact"_s, u"plus"_s);
    connect(create, &QPushButton::clicked, this,
        [this, row] { giveThenPush(row, command::CreateContacts{{row.account}}); });
    section->addWidget(create, 0, Qt::AlignLeft);
}

void AccountLinks::showRepair(const store::LinkRow& row)
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

void AccountLinks::showRestore(const store::LinkRow& row)
{
    QVBoxLayout* section = inspector()->addSection(u"Restore it in Xero"_s);
    section->addWidget(
        makeLabel(context(), u"Xero makes the contact active again, and what waits goes."_s,
            Type::Body, "second", true));
    QPushButton* restore = makeButton(
        context(), causes::buttonText(RemedyId::RestoreContact, row.waiting), {}, "primary");
    connect(restore, &QPushButton::clicked, this, [this, row] {
        context().give(command::Mend{.remedy = RemedyId::RestoreContact,
            .only = {{RecordKind::Account, row.account.value}}});
    });
    section->addWidget(restore, 0, Qt::AlignLeft);
}

QFrame* AccountLinks::candidate(
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

void AccountLinks::showCandidates(
    const store::LinkRow& row, QVBoxLayout* section, const QString& text)
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
    buttons->addStretch();
    section->addLayout(buttons);
    const QString note = row.waiting > 0 ? u"What waits goes at once, so this can’t be undone."_s
        : row.contactId.isEmpty()        ? u"Without a link, a contact is created with the first "
                                    "record that goes to Xero."_s
                                  : QString();
    if (!note.isEmpty())
        section->addWidget(makeLabel(context(), note, Type::Second, "second", true));
}

void AccountLinks::showSearch(const store::LinkRow& row)
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

void AccountLinks::inspect(int index)
{
    const store::LinkRow row = m_model->row(index);
    const auto file = reader().accountFile(row.account);
    showWhatItIs(row);
    if (row.state == u"partial"_s)
        showRepair(row);
    if (row.state == u"archived"_s)
        showRestore(row);
    const bool isFound = row.state == u"linked"_s || row.state == u"doubled"_s;
    if (!isFound)
        showSearch(row);
    if (file && row.contactId.isEmpty())
        showNewContact(row, *file);
    if (file && isFound)
        showUnlink(row, *file);
    if (file && !row.contactId.isEmpty())
        showMergeSafety(*file);
    QVBoxLayout* last = inspector()->addSection();
    QPushButton* account = makeButton(context(), u"Show the account"_s, u"accounts"_s, "small");
    connect(account, &QPushButton::clicked, this,
        [this, row] { context().open(u"accounts"_s, u"account:%1"_s.arg(row.account.value)); });
    last->addWidget(account, 0, Qt::AlignLeft);
    const auto named = [](const QString& name) { return name.isEmpty() ? u"missing"_s : name; };
    inspector()->addFacts(u"Evidence"_s,
        {{u"Linked"_s,
             row.linkedAt.isValid() ? row.how + u", "_s + moment(row.linkedAt, context().now())
                                    : row.how},
            {u"Primary contact"_s, named(row.primary)},
            {u"In Xero"_s, row.contactId.isEmpty() ? QString() : named(row.xeroPrimary)},
            {u"Waiting"_s,
                row.waiting == 0 ? u"nothing"_s : counted(row.waiting, u"record"_s, u"records"_s)},
            {u"Contact id"_s, row.contactId}});
    inspector()->finish();
}

} // namespace ui
