// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/linkspage.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QButtonGroup>
#include <QRadioButton>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

LinksPage::LinksPage(Context& context)
    : ListPage(context, u"Links"_s, u"Filter by name, id, e-mail or ABN"_s)
    , m_model(new LinksModel(context, this))
{
    setModel(m_model);
    filter()->segments()->setSegments({{QString(), u"All"_s}, {u"not-linked"_s, u"Not linked"_s},
        {u"to-create"_s, u"To create"_s}, {u"partial"_s, u"Partial"_s},
        {u"archived"_s, u"Archived"_s}});
}

void LinksPage::updateHead()
{
    const auto count = [&](const QString& state) {
        store::Query query;
        query.filter = state;
        return reader().linkCount(query);
    };
    const int all = count({});
    const int notLinked = count(u"not-linked"_s);
    const int toCreate = count(u"to-create"_s);
    const int partial = count(u"partial"_s);
    const int archived = count(u"archived"_s);
    head()->setSentence(u"%1 of %2 accounts are linked."_s.arg(
        number(all - notLinked - toCreate - partial - archived), number(all)));
    filter()->segments()->setSegments({{QString(), u"All"_s},
        {u"not-linked"_s, u"Not linked"_s, notLinked}, {u"to-create"_s, u"To create"_s, toCreate},
        {u"partial"_s, u"Partial"_s, partial}, {u"archived"_s, u"Archived"_s, archived}});
    setFoot(counted(m_model->sourceRows(), u"account"_s, u"accounts"_s));
}

void LinksPage::show(const QString& what)
{
    ListPage::show(what);
    if (!what.startsWith(u"account:"_s))
        return;
    const AccountId id{what.mid(8).toLongLong()};
    if (const auto detail = reader().account(id)) {
        filter()->field()->setText(detail->account.number);
        for (int row = 0; row < std::min(50, m_model->sourceRows()); ++row) {
            if (m_model->row(row).account != id)
                continue;
            list()->selectSourceRow(row);
            inspectNow(row);
        }
    }
}

void LinksPage::showLinked(const store::LinkRow& row)
{
    QVBoxLayout* section = inspector()->addSection();
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

QWidget* LinksPage::candidate(
    const store::LinkCandidate& candidate, QButtonGroup* group, int id) const
{
    QFrame* card = makeCard();
    QVBoxLayout* layout = column(card, 10, 4);
    auto* radio = new QRadioButton(QString(candidate.contact.name).replace(u'&', u"&&"_s));
    radio->setFont(look().font(Type::Strong));
    radio->setAccessibleName(candidate.contact.name + u", "_s + candidate.evidence);
    group->addButton(radio, id);
    layout->addWidget(radio);
    QLabel* evidence = makeLabel(context(), candidate.evidence, Type::Second, "second", true);
    evidence->setContentsMargins(24, 0, 0, 0);
    layout->addWidget(evidence);
    const QString more
        = QStringList{candidate.contact.email, candidate.contact.phone, candidate.contact.number}
              .join(u"  "_s)
              .simplified();
    if (!more.isEmpty()) {
        QLabel* facts = makeLabel(context(), more, Type::Second, "third", true);
        facts->setContentsMargins(24, 0, 0, 0);
        layout->addWidget(facts);
    }
    return card;
}

void LinksPage::showCandidates(const store::LinkRow& row, QVBoxLayout* section, const QString& text)
{
    clear(section);
    const QList<store::LinkCandidate> candidates = reader().linkCandidates(row.account, text);
    auto* group = new QButtonGroup(section);
    for (int i = 0; i < std::min<qsizetype>(12, candidates.size()); ++i)
        section->addWidget(candidate(candidates.at(i), group, i));
    if (candidates.isEmpty())
        section->addWidget(
            makeLabel(context(), u"No contact in Xero looks like it. Search all, or create one."_s,
                Type::Body, "second", true));
    auto* link = makeButton(context(), u"Link these two"_s, u"links"_s, "primary");
    link->setEnabled(false);
    link->setToolTip(u"Choose a contact first"_s);
    connect(group, &QButtonGroup::idClicked, link, [link] { link->setEnabled(true); });
    if (!candidates.isEmpty()) {
        group->button(0)->setChecked(true);
        link->setEnabled(true);
    }
    connect(link, &QPushButton::clicked, this, [this, row, candidates, group] {
        const mirror::Contact contact = candidates.value(group->checkedId()).contact;
        context().giveWithUndo(command::LinkAccount{row.account, contact.id},
            u"%1 linked to %2."_s.arg(row.accountName, contact.name), u"links"_s,
            command::UnlinkAccount{row.account});
    });
    QPushButton* create = makeButton(context(), u"Create a new contact"_s);
    connect(create, &QPushButton::clicked, this, [this, row] {
        context().give(command::LinkAccount{row.account, {}});
    });
    QHBoxLayout* buttons = ui::row(nullptr, 0, 8);
    buttons->addWidget(link);
    buttons->addWidget(create);
    buttons->addStretch();
    section->addLayout(buttons);
}

void LinksPage::inspect(int index)
{
    const store::LinkRow row = m_model->row(index);
    const bool isLinked = row.state == u"linked"_s;
    inspector()->addTitle(isLinked ? u"safe"_s : u"links"_s, isLinked ? Tone::Safe : Tone::Stop,
        row.accountName,
        isLinked ? u"Account %1 is %2 in Xero."_s.arg(row.accountNumber, row.contactName)
                 : u"Account %1. Nothing moves for this account until it has a contact."_s.arg(
                     row.accountNumber));
    if (isLinked || row.state == u"archived"_s || row.state == u"merged"_s)
        showLinked(row);
    if (row.state == u"archived"_s) {
        QVBoxLayout* section = inspector()->addSection(u"Archived in Xero"_s);
        QPushButton* restore = makeButton(context(), u"Restore contact, retry"_s);
        connect(restore, &QPushButton::clicked, this,
            [this, row] { context().give(command::RestoreContact{row.account}); });
        section->addWidget(restore, 0, Qt::AlignLeft);
    }
    if (!isLinked) {
        QVBoxLayout* section = inspector()->addSection(u"Contacts in Xero that could be it"_s);
        auto* search = new QLineEdit;
        search->setPlaceholderText(u"Search all contacts"_s);
        search->setAccessibleName(u"Search all contacts"_s);
        search->setFont(look().font(Type::Body));
        section->addWidget(search);
        QVBoxLayout* found = column(nullptr, 0, 8);
        section->addLayout(found);
        showCandidates(row, found, {});
        connect(search, &QLineEdit::textChanged, this,
            [this, row, found](const QString& text) { showCandidates(row, found, text); });
    }
    QPushButton* account = makeButton(context(), u"Show the account"_s, {}, "link");
    connect(account, &QPushButton::clicked, this,
        [this, row] { context().open(u"accounts"_s, u"account:%1"_s.arg(row.account.value)); });
    QVBoxLayout* last = inspector()->addSection();
    last->addWidget(account, 0, Qt::AlignLeft);
    inspector()->addFacts(u"What is sent to Xero"_s,
        {{u"ContactNumber"_s, row.accountNumber}, {u"Name"_s, row.accountName},
            {u"Waiting"_s, number(row.waiting)}, {u"Contact id"_s, row.contactId}});
    inspector()->finish();
}

} // namespace ui
