// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/organisationcard.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QLineEdit>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int kKeyWidth = 130;

QString list(const QStringList& parts)
{
    return parts.size() < 2
        ? parts.join(QString())
        : parts.mid(0, parts.size() - 1).join(u", "_s) + u" and "_s + parts.last();
}

QString whatGoesAlong(const store::SwitchPreview& p)
{
    return u"Everything of the ledger: %1. And the bank’s own %2."_s.arg(
        list({counted(p.accounts, u"account"_s, u"accounts"_s),
            counted(p.documents, u"document"_s, u"documents"_s),
            counted(p.payments, u"payment"_s, u"payments"_s)}),
        counted(p.bankLines, u"line"_s, u"lines"_s));
}

QString whatIsProven(const store::SwitchPreview& p)
{
    return u"%1, by number and by name. What both sides hold is matched and tied, and nothing is "
           "pushed before you accept that."_s.arg(counted(p.links, u"link"_s, u"links"_s));
}

QString whatStays(const store::SwitchPreview& p, const QString& organisation)
{
    QString text = u"%1 tied with %2, %3 and %4. They stay in the present book, which is kept "
                   u"beside it under "
                   "another name."_s.arg(counted(p.tied, u"record"_s, u"records"_s), organisation,
                       counted(p.waiting, u"push that waits"_s, u"pushes that wait"_s),
                       counted(p.decisions, u"decision of yours"_s, u"decisions of yours"_s));
    if (p.unanswered > 0)
        text += u" %1 no answer yet: sync once more first, so that you know."_s.arg(
            counted(p.unanswered, u"push has"_s, u"pushes have"_s));
    return text;
}

} // namespace

OrganisationCard::OrganisationCard(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_layout(column(this, 16, 8))
{
    setLook(this, "card");
    QHBoxLayout* head = row(nullptr, 0, 8);
    head->addWidget(makeLabel(context, u"Another organisation"_s, Type::Section));
    head->addStretch();
    QPushButton* other = makeButton(context, u"Switch organisation…"_s, {}, "small");
    connect(other, &QPushButton::clicked, this, &OrganisationCard::ask);
    head->addWidget(other);
    m_layout->addLayout(head);
    m_layout->addWidget(makeLabel(context,
        u"When the books of this business have moved to another organisation in Xero, this book "
        u"can "
        "follow them. For another business make a book of its own."_s,
        Type::Body, "second", true));
}

// What becomes of everything, before the name is typed.
void OrganisationCard::ask()
{
    delete m_question; // asked anew
    m_question = makeCard("picked");
    m_question->setObjectName(u"question"_s);
    QVBoxLayout* layout = column(m_question, 12, 8);
    const store::SwitchPreview preview = m_context.reader().switchPreview();
    const QString now = m_context.reader().diagnostics().organisation;
    const std::pair<QString, QString> facts[] = {{u"Goes along"_s, whatGoesAlong(preview)},
        {u"Proven again"_s, whatIsProven(preview)}, {u"Stays behind"_s, whatStays(preview, now)}};
    for (const auto& [key, text] : facts) {
        QHBoxLayout* line = row(nullptr, 0, 12);
        QLabel* label = makeLabel(m_context, key, Type::Body, "second");
        label->setMinimumWidth(kKeyWidth);
        line->addWidget(label, 0, Qt::AlignTop);
        line->addWidget(makeLabel(m_context, text, Type::Body, nullptr, true), 1);
        layout->addLayout(line);
    }
    auto* name = new QLineEdit;
    name->setPlaceholderText(u"The other organisation’s name, exactly as Xero shows it"_s);
    name->setAccessibleName(u"The other organisation’s name"_s);
    layout->addWidget(name);
    QHBoxLayout* buttons = row(nullptr, 0, 8);
    QPushButton* go = makeButton(m_context, u"Sign in and switch"_s, u"connected"_s, "primary");
    go->setEnabled(false);
    const auto typed = [name] { return name->text().trimmed(); };
    connect(name, &QLineEdit::textChanged, go,
        [go, typed, now] { go->setEnabled(!typed().isEmpty() && typed() != now); });
    connect(go, &QPushButton::clicked, this, [this, typed] {
        const QString wanted = typed();
        m_question->deleteLater();
        m_question->setObjectName({});
        m_context.give(command::SwitchOrganisation{wanted});
    });
    connect(name, &QLineEdit::returnPressed, go, &QPushButton::click);
    QPushButton* stay = makeButton(m_context, u"Stay with %1"_s.arg(now));
    connect(stay, &QPushButton::clicked, m_question, &QWidget::deleteLater);
    buttons->addWidget(go);
    buttons->addWidget(stay);
    buttons->addStretch();
    layout->addLayout(buttons);
    m_layout->addWidget(m_question);
    name->setFocus();
}

} // namespace ui
