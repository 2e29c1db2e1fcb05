// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/firstrunpage.h"

#include "widgets/make.h"

#include <QComboBox>
#include <QFileDialog>

using Qt::StringLiterals::operator""_s;

namespace ui {

FirstRunPage::FirstRunPage(Context& context)
    : Page(context)
    , m_story(makeStory())
{
    QHBoxLayout* halves = row(this, 0, 0);
    halves->addWidget(m_story, 1);
    auto* right = makeCard("inspector");
    QVBoxLayout* cards = column(right, 0, 16);
    cards->setContentsMargins(48, 24, 48, 24);
    cards->addStretch();
    cards->addWidget(makeDemoCard());
    cards->addWidget(makeSetUpCard());
    cards->addWidget(makeOpenCard());
    cards->addStretch();
    halves->addWidget(right, 1);
}

QWidget* FirstRunPage::makeStory()
{
    auto* story = new QWidget;
    QVBoxLayout* layout = column(story, 0, 12);
    layout->setContentsMargins(88, 56, 56, 40);
    QHBoxLayout* brand = row(nullptr, 0, 12);
    brand->addWidget(makeIcon(context(), u"tie"_s, Tone::Accent, 32));
    brand->addWidget(makeLabel(context(), u"Tieout"_s, Type::PageTitle));
    brand->addStretch();
    layout->addLayout(brand);
    layout->addSpacing(64);
    QLabel* title
        = makeLabel(context(), u"Know it is safe\nbefore you click OK."_s, Type::Headline);
    QFont font = title->font();
    font.setPixelSize(font.pixelSize() * 3 / 2);
    title->setFont(font);
    layout->addWidget(title);
    QLabel* what = makeLabel(context(),
        u"Tieout stands between your billing system and Xero. It pushes what is missing, tells "
        "you what to match, and explains every cent between the two."_s,
        Type::Section, "second", true);
    QFont light = what->font();
    light.setWeight(QFont::Normal);
    what->setFont(light);
    what->setMaximumWidth(460);
    layout->addWidget(what);
    layout->addSpacing(12);
    const auto say = [&](const QString& icon, const QString& question, const QString& answer) {
        QHBoxLayout* line = row(nullptr, 0, 14);
        line->addWidget(makeIcon(context(), icon, Tone::Accent, 20), 0, Qt::AlignTop);
        QVBoxLayout* words = column(nullptr, 0, 0);
        words->addWidget(makeLabel(context(), question, Type::Strong));
        words->addWidget(makeLabel(context(), answer, Type::Body, "second", true));
        line->addLayout(words, 1);
        layout->addLayout(line);
    };
    say(u"bank-lines"_s, u"Is it safe to reconcile now?"_s,
        u"Safe, Stop or Not checked, for every bank account."_s);
    say(u"accounts"_s, u"Do the two ledgers agree?"_s,
        u"Side by side, and every difference has a name."_s);
    say(u"problems"_s, u"What has not gone through, and why?"_s,
        u"Grouped by cause, with one button that mends it."_s);
    layout->addStretch();
    layout->addWidget(makeLabel(context(),
        u"Nothing leaves this computer but what you push to Xero. Sign-ins are kept in your "
        "system’s keychain."_s,
        Type::Second, "second", true));
    return story;
}

QVBoxLayout* FirstRunPage::cardText(
    QFrame* card, const QString& icon, Tone tone, const QString& title, const QString& sentence)
{
    QHBoxLayout* line = row(card, 22, 16);
    line->addWidget(makeIcon(context(), icon, tone, 24), 0, Qt::AlignTop);
    QVBoxLayout* words = column(nullptr, 0, 6);
    words->addWidget(makeLabel(context(), title, Type::Section));
    words->addWidget(makeLabel(context(), sentence, Type::Body, "second", true));
    line->addLayout(words, 1);
    return words;
}

QFrame* FirstRunPage::makeDemoCard()
{
    QFrame* card = makeCard("chosen");
    QVBoxLayout* words = cardText(card, u"demo"_s, Tone::Accent, u"Try the demo book"_s,
        u"Customers, a Xero stand-in on this computer and real mistakes to find. No account, no "
        "sign-in, nothing to undo."_s);
    QHBoxLayout* line = row(nullptr, 0, 10);
    m_demo = makeButton(context(), u"Open the demo book"_s, {}, "primary");
    m_activity = makeLabel(context(), u"takes some seconds"_s, Type::Second, "second");
    line->addWidget(m_demo);
    line->addWidget(m_activity);
    line->addStretch();
    words->addSpacing(4);
    words->addLayout(line);
    connect(m_demo, &QPushButton::clicked, this, &FirstRunPage::demoPressed);
    return card;
}

QFrame* FirstRunPage::makeSetUpCard()
{
    QFrame* card = makeCard();
    QVBoxLayout* words = cardText(card, u"plus"_s, Tone::Text, u"Set up a book"_s,
        u"One billing ledger and one Xero organisation. Then import the billing system’s files, "
        "sign in to Xero, and accept what both sides share. Nothing is pushed before that."_s);
    QPushButton* start = makeButton(context(), u"Set up a book"_s);
    words->addWidget(start, 0, Qt::AlignLeft);
    m_form = new QWidget;
    QHBoxLayout* form = row(m_form, 0, 8);
    m_name = new QLineEdit;
    m_name->setPlaceholderText(u"Name of the business"_s);
    m_name->setAccessibleName(u"Name of the business"_s);
    m_currency = new QComboBox;
    m_currency->addItems(
        {u"AUD"_s, u"NZD"_s, u"GBP"_s, u"USD"_s, u"EUR"_s, u"CAD"_s, u"SGD"_s, u"HKD"_s, u"ZAR"_s});
    m_currency->setAccessibleName(u"Currency of the book"_s);
    QPushButton* place = makeButton(context(), u"Create…"_s);
    form->addWidget(m_name, 1);
    form->addWidget(m_currency);
    form->addWidget(place);
    m_form->hide();
    words->addWidget(m_form);
    m_warning = makeLabel(context(), {}, Type::Second, "stop", true);
    m_warning->hide();
    words->addWidget(m_warning);
    connect(start, &QPushButton::clicked, this, [this, start] {
        start->hide();
        m_form->show();
        m_name->setFocus();
    });
    connect(place, &QPushButton::clicked, this, &FirstRunPage::create);
    connect(m_name, &QLineEdit::returnPressed, this, &FirstRunPage::create);
    return card;
}

QFrame* FirstRunPage::makeOpenCard()
{
    QFrame* card = makeCard();
    cardText(card, u"folder"_s, Tone::Text, u"Open a book"_s, u"A *.tieout file."_s);
    QPushButton* open = makeButton(context(), u"Open…"_s);
    card->layout()->addWidget(open);
    connect(open, &QPushButton::clicked, this, &FirstRunPage::openPressed);
    return card;
}

void FirstRunPage::create()
{
    const QString name = m_name->text().trimmed();
    m_warning->setVisible(name.isEmpty());
    m_warning->setText(u"Give the book a name first."_s);
    if (name.isEmpty())
        return m_name->setFocus();
    auto* dialog = new QFileDialog(this, u"Where to keep the book"_s, {}, u"Books (*.tieout)"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"tieout"_s);
    dialog->selectFile(name + u".tieout"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, name](const QString& path) {
        Q_EMIT createPressed(path, name, m_currency->currentText());
    });
    dialog->open();
}

void FirstRunPage::setBusy(const QString& activity)
{
    m_demo->setEnabled(activity.isEmpty());
    m_activity->setText(activity.isEmpty() ? u"takes some seconds"_s : activity + u'…');
}

void FirstRunPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    m_story->setVisible(width() >= 900);
}

AnnouncementPage::AnnouncementPage(Context& context, const QString& title, const QString& icon,
    const QString& sentence, const QString& button, const QString& page)
    : Page(context)
{
    QVBoxLayout* layout = column(this);
    layout->addWidget(new PageHead(context, title));
    auto* empty = new EmptyState(context);
    empty->say(icon, Tone::Text2, u"Not in this version"_s, sentence, button);
    connect(empty, &EmptyState::pressed, this, [this, page] { this->context().open(page); });
    layout->addWidget(empty, 1);
}

} // namespace ui
