// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountlinks.h"

#include "look/words.h"
#include "mappingreport.h"
#include "widgets/make.h"
#include "widgets/previewpanel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

// The list of accounts with their contacts, and what is done with many of them at once.
namespace ui {

AccountLinks::AccountLinks(Context& context)
    : ListPage(context, u"Links"_s, u"Filter by name, id, e-mail or tax number"_s)
    , m_model(new LinksModel(context, this))
    , m_follow(makeButton(context, {}, u"merge"_s, "primary"))
    , m_createSelected(makeButton(context, {}, u"plus"_s))
    , m_followSelected(makeButton(context, {}, u"merge"_s))
    , m_selected(makeLabel(context, {}, Type::Second, "second"))
    , m_lastChange(makeCard("plain"))
    , m_lastChangeWords(makeLabel(context, {}, Type::Second, "second"))
    , m_preview(new PreviewPanel(context))
{
    setModel(m_model);
    filter()->segments()->setSegments({{QString(), u"All"_s}});
    addHeadButtons();
    for (QWidget* each : {static_cast<QWidget*>(m_selected),
             static_cast<QWidget*>(m_createSelected), static_cast<QWidget*>(m_followSelected)})
        filter()->addTrailing(each);
    connect(m_createSelected, &QPushButton::clicked, this, [this] { askCreate(selected()); });
    connect(m_followSelected, &QPushButton::clicked, this, [this] {
        QList<AccountId> merged;
        for (const store::LinkRow& row : selected())
            if (row.state == u"merged"_s)
                merged.append(row.account);
        followMerges(merged);
    });
    QHBoxLayout* last = row(m_lastChange, 0, 8);
    last->setContentsMargins(24, 0, 24, 8);
    last->addWidget(m_lastChangeWords);
    QPushButton* undo = makeButton(context, u"Undo these links"_s, u"undo"_s, "link");
    connect(
        undo, &QPushButton::clicked, this, [this] { this->context().give(command::UndoLinks{}); });
    last->addWidget(undo);
    last->addStretch();
    body()->insertWidget(1, m_lastChange);
    body()->insertWidget(3, m_preview);
    m_lastChange->hide();
    connect(list(), &ListView::selectionCountChanged, this, &AccountLinks::selectionChanged);
    connect(m_model, &ListModel::modelReset, this, [this] { selectionChanged(0); });
    connect(&context, &Context::answered, this, &AccountLinks::showFileResult);
    connect(&context, &Context::answered, this, &AccountLinks::pushWaiting);
    connect(&context, &Context::bookChanged, this, [this] {
        m_fileTicket = 0;
        m_waiting.clear();
        m_preview->hide();
    });
    selectionChanged(0);
}

void AccountLinks::addHeadButtons()
{
    connect(m_follow, &QPushButton::clicked, this, [this] { followMerges({}); });
    QPushButton* map = makeButton(context(), u"Link by file…"_s, u"inbox"_s);
    connect(map, &QPushButton::clicked, this, &AccountLinks::chooseFile);
    head()->addWidget(map);
    QPushButton* report = makeButton(context(), u"Mapping report"_s, u"export"_s);
    auto* menu = new QMenu(report);
    for (const auto& [word, filter] : {std::pair(u"All accounts…"_s, QString()),
             std::pair(u"Accounts with a contact…"_s, u"with-contact"_s),
             std::pair(u"Accounts without a contact…"_s, u"without-contact"_s)})
        menu->addAction(
            word, this, [this, filter = filter] { saveMappingReport(context(), filter, this); });
    report->setMenu(menu);
    head()->addWidget(report);
}

QWidget* AccountLinks::followButton() const
{
    return m_follow;
}

void AccountLinks::updateHead()
{
    const QHash<QString, int> counts = reader().linkCounts();
    int all = 0;
    for (int each : counts)
        all += each;
    const int linked = counts.value(u"linked"_s) + counts.value(u"doubled"_s);
    head()->setSentence(u"%1 of %2 accounts are linked."_s.arg(number(linked), number(all)));
    // Only what there is: six segments with zeros in them don't fit a small window.
    const QString chosen = filter()->segments()->chosen();
    QList<Segment> segments = {{QString(), u"All"_s}};
    const auto add = [&](const QString& key, const QString& word, int rows) {
        if (rows > 0 || key == chosen)
            segments.append({key, word, rows});
    };
    for (const auto& [key, word] :
        {std::pair(u"not-linked"_s, u"Not linked"_s), std::pair(u"to-create"_s, u"To create"_s),
            std::pair(u"partial"_s, u"Half-linked"_s), std::pair(u"archived"_s, u"Archived"_s),
            std::pair(u"merged"_s, u"Merged"_s), std::pair(u"doubled"_s, u"Doubled"_s)})
        add(key, word, counts.value(key));
    add(u"primary-missing"_s, u"No primary contact"_s,
        reader().linkCount({.filter = u"primary-missing"_s}));
    filter()->segments()->setSegments(segments);
    const int merged = counts.value(u"merged"_s);
    m_follow->setText(
        merged == 1 ? u"Follow 1 merge"_s : u"Follow %1 merges"_s.arg(number(merged)));
    m_follow->setVisible(merged > 0);
    setFoot(counted(m_model->sourceRows(), u"account"_s, u"accounts"_s),
        u"%1 in Xero, %2 of them nobody’s here"_s.arg(
            counted(reader().contactCount({}), u"contact"_s, u"contacts"_s),
            number(reader().contactCount({.filter = u"free"_s}))));
    showLastChange();
}

void AccountLinks::showLastChange()
{
    const auto change = reader().lastLinkChange();
    const bool isRecent
        = change && !change->isUndone && change->at.secsTo(context().now()) < 24 * 3'600;
    m_lastChange->setVisible(isRecent);
    if (isRecent)
        m_lastChangeWords->setText(u"%1: %2 linked, %3."_s.arg(change->what,
            counted(change->accounts, u"account"_s, u"accounts"_s),
            moment(change->at, context().now())));
}

void AccountLinks::show(const QString& what)
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

QList<store::LinkRow> AccountLinks::selected() const
{
    QList<store::LinkRow> rows;
    for (int each : list()->selectedRows())
        rows.append(m_model->row(each));
    return rows;
}

void AccountLinks::selectionChanged(int rows)
{
    const QList<store::LinkRow> chosen = rows > 5'000 ? QList<store::LinkRow>() : selected();
    const auto many = [&](const QString& state) {
        return std::ranges::count(chosen, state, &store::LinkRow::state);
    };
    const auto unlinked = many(u"not-linked"_s);
    const auto merged = many(u"merged"_s);
    m_selected->setText(u"%1 selected"_s.arg(number(rows)));
    m_selected->setVisible(rows > 1);
    m_createSelected->setText(u"Create %1 in Xero…"_s.arg(number(unlinked)));
    m_createSelected->setVisible(rows > 1 && unlinked > 0);
    m_followSelected->setText(u"Follow %1"_s.arg(counted(merged, u"merge"_s, u"merges"_s)));
    m_followSelected->setVisible(rows > 1 && merged > 0);
}

// What a new contact is made of, before it is made: the API can't delete one.
void AccountLinks::askCreate(const QList<store::LinkRow>& rows)
{
    command::CreateContacts create;
    QStringList lines;
    for (const store::LinkRow& row : rows) {
        const auto detail = row.state == u"not-linked"_s ? reader().account(row.account)
                                                         : std::optional<store::AccountDetail>();
        if (!detail)
            continue;
        create.accounts.append(row.account);
        QStringList fields;
        for (const auto& [name, value] : newContactFields(detail->account))
            fields.append(name + u": "_s + value);
        lines.append(fields.join(u" · "_s));
    }
    if (create.accounts.isEmpty())
        return;
    const QString many = counted(create.accounts.size(), u"contact"_s, u"contacts"_s);
    m_preview->say(
        u"These go to Xero as new contacts with the next push. A contact can be archived there, "
        "but never deleted."_s,
        lines.join(u'\n'), u"Create %1"_s.arg(many), [this, create] { context().give(create); });
}

void AccountLinks::followMerges(const QList<AccountId>& accounts)
{
    m_isTrial = false;
    m_file.clear();
    m_fileTicket = context().nextTicket();
    context().give(command::FollowMerges{accounts});
}

void AccountLinks::chooseFile()
{
    auto* dialog = new QFileDialog(this, u"Link by file"_s, {},
        u"Mapping: Account Id and Xero Guid (*.csv *.txt);;All files (*)"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &AccountLinks::previewFile);
    dialog->open();
}

void AccountLinks::previewFile(const QString& path)
{
    m_file = path;
    m_isTrial = true;
    m_fileTicket = context().nextTicket();
    context().give(command::LinkByFile{path, true});
}

void AccountLinks::showFileResult(const CommandOutcome& outcome)
{
    if (m_fileTicket == 0 || outcome.ticket != m_fileTicket)
        return;
    m_fileTicket = 0;
    const QString name = m_file.isEmpty() ? QString() : QFileInfo(m_file).fileName() + u": "_s;
    if (!outcome.done)
        return m_preview->say(
            name.isEmpty() ? u"Nothing was linked."_s : name + u"nothing was linked."_s,
            outcome.details.isEmpty() ? outcome.error.sentence : outcome.details, {}, {});
    if (!m_isTrial)
        return m_preview->say(name + outcome.sentence, outcome.details, {}, {});
    m_preview->say(name + outcome.sentence, outcome.details, u"Link them"_s, [this, path = m_file] {
        m_file = path;
        m_isTrial = false;
        m_fileTicket = context().nextTicket();
        context().give(command::LinkByFile{path, false});
    });
}

} // namespace ui
