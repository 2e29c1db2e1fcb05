// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/contactlinks.h"

#include "look/words.h"
#include "widgets/make.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

ContactLinks::ContactLinks(Context& context)
    : ListPage(context, u"Contacts in Xero"_s, u"Filter by name, number, e-mail or account"_s)
    , m_model(new ContactsModel(context, this))
{
    setModel(m_model);
    filter()->segments()->setSegments({{QString(), u"All"_s}});
}

void ContactLinks::updateHead()
{
    const auto count
        = [&](const QString& state) { return reader().contactCount({.filter = state}); };
    const int all = count({});
    QList<Segment> segments = {{QString(), u"All"_s}};
    const QString chosen = filter()->segments()->chosen();
    for (const auto& [key, word] : {std::pair(u"free"_s, u"Nobody’s here"_s),
             std::pair(u"linked"_s, u"Linked"_s), std::pair(u"doubled"_s, u"Doubled"_s),
             std::pair(u"archived"_s, u"Archived"_s), std::pair(u"merged"_s, u"Merged"_s)})
        if (const int rows = count(key); rows > 0 || key == chosen)
            segments.append({key, word, rows});
    filter()->segments()->setSegments(segments);
    head()->setSentence(
        u"%1 as last read from Xero."_s.arg(counted(all, u"contact"_s, u"contacts"_s)));
    setFoot(counted(m_model->sourceRows(), u"contact"_s, u"contacts"_s));
}

QString ContactLinks::emptySentence() const
{
    return u"No contact of Xero’s has been read yet. Fetch to see them."_s;
}

void ContactLinks::inspect(int index)
{
    const store::ContactRow row = m_model->row(index);
    const QString name = row.contact.name;
    const auto sentence = [&]() -> QString {
        if (row.state == u"merged"_s)
            return u"It was merged into %1, and is archived."_s.arg(
                row.survivorName.isEmpty() ? u"another contact"_s : row.survivorName);
        if (row.state == u"archived"_s)
            return u"It is archived: Xero takes nothing for it."_s;
        if (row.state == u"doubled"_s)
            return u"Another active contact has the same name or tax number, and one of them is "
                   "nobody’s here. What is entered for that one never reaches an account. Merge "
                   "them in Xero once nothing waits."_s;
        if (row.state == u"free"_s)
            return u"No account is linked to it. Nothing moves between it and the ledger."_s;
        return u"It is %1, account %2."_s.arg(row.accountName, row.accountNumber);
    };
    const Cell state = contactState(row);
    inspector()->addTitle(state.icon, state.tone, name, sentence());
    if (row.account) {
        QVBoxLayout* section = inspector()->addSection();
        QPushButton* link = makeButton(context(), u"Show its link"_s, u"links"_s, "small");
        connect(link, &QPushButton::clicked, this, [this, id = row.account] {
            context().open(u"links"_s, u"account:%1"_s.arg(id.value));
        });
        section->addWidget(link, 0, Qt::AlignLeft);
    }
    const mirror::Contact& contact = row.contact;
    const QString primary = (contact.firstName + u' ' + contact.lastName).trimmed();
    inspector()->addFacts(u"As Xero has it"_s,
        {{u"ContactNumber"_s, contact.number},
            {u"Primary contact"_s, primary.isEmpty() ? u"missing"_s : primary},
            {u"E-mail"_s, contact.email}, {u"Phone"_s, contact.phone},
            {u"Tax number"_s, contact.taxNumber}, {u"Address"_s, contact.address},
            {u"Is"_s,
                contact.isCustomer && contact.isSupplier ? u"customer and supplier"_s
                    : contact.isCustomer                 ? u"customer"_s
                    : contact.isSupplier                 ? u"supplier"_s
                                                         : QString()},
            {u"Contact id"_s, contact.id.toString()}});
    inspector()->finish();
}

} // namespace ui
