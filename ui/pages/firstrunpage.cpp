// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/firstrunpage.h"

#include "widgets/make.h"

#include <QAccessible>
#include <QComboBox>
#include <QFileDialog>
#include <QMenu>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

QString takes()
{
    return u"takes about a minute, once"_s;
}

} // namespace

FirstRunPage::FirstRunPage(Context& context)
    : Page(context)
{
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* canvas = new QWidget;
    canvas->setObjectName(u"canvas"_s);
    m_halves = row(canvas, 0, 0);
    m_halves->addWidget(makeStory(), 1);
    m_halves->addWidget(makeCards(), 1);
    scroll->setWidget(canvas);
    column(this)->addWidget(scroll);
    fit();
}

QWidget* FirstRunPage::makeStory()
{
    auto* story = new QWidget;
    m_storyLayout = column(story, 0, 12);
    QVBoxLayout* layout = m_storyLayout;
    QHBoxLayout* brand = row(nullptr, 0, 12);
    brand->addWidget(makeIcon(context(), u"mark"_s, Tone::Button, 36));
    brand->addWidget(makeLabel(context(), u"Tieout"_s, Type::PageTitle));
    brand->addStretch();
    layout->addLayout(brand);
    m_air = new QWidget;
    layout->addWidget(m_air);
    m_title = makeLabel(context(), u"Know it is safe\nbefore you click OK."_s, Type::Headline);
    layout->addWidget(m_title);
    QLabel* what = makeLabel(context(),
        u"Tieout stands between your billing system and Xero. It pushes what is missing, tells "
        "you what to match, and explains every cent between the two."_s,
        Type::Section, "second", true);
    QFont light = what->font();
    light.setWeight(QFont::Normal);
    what->setFont(light);
    what->setMaximumWidth(460);
    layout->addWidget(what);
    m_questions = makeQuestions();
    layout->addWidget(m_questions);
    layout->addStretch();
    m_promise = makeLabel(context(),
        u"Nothing leaves this computer but what you push to Xero. Sign-ins are kept in your "
        "system’s keychain."_s,
        Type::Second, "second", true);
    layout->addWidget(m_promise);
    return story;
}

QWidget* FirstRunPage::makeQuestions()
{
    auto* questions = new QWidget;
    QVBoxLayout* layout = column(questions, 0, 16);
    layout->setContentsMargins(0, 16, 0, 0);
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
    return questions;
}

QFrame* FirstRunPage::makeCards()
{
    QFrame* half = makeCard("inspector");
    half->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_cards = column(half, 0, 16);
    m_cards->addStretch();
    m_choices = {makeRefusal(), makeDemoCard(), makeSetUpCard(), makeOpenCard()};
    for (QFrame* card : m_choices)
        m_cards->addWidget(card);
    m_cards->addWidget(makeAppearance(), 0, Qt::AlignHCenter);
    m_cards->addStretch();
    return half;
}

QFrame* FirstRunPage::makeRefusal()
{
    m_refusal = makeCard("refusal");
    QHBoxLayout* line = row(m_refusal, 16, 12);
    line->addWidget(makeIcon(context(), u"problems"_s, Tone::Stop, 20), 0, Qt::AlignTop);
    m_refusalText = makeLabel(context(), {}, Type::Body, nullptr, true);
    m_refusalText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    line->addWidget(m_refusalText, 1);
    QToolButton* close = makeToolButton(context(), u"close"_s, u"Close"_s);
    connect(close, &QToolButton::clicked, m_refusal, &QWidget::hide);
    line->addWidget(close, 0, Qt::AlignTop);
    m_refusal->hide();
    return m_refusal;
}

QPushButton* FirstRunPage::makeAppearance()
{
    const auto word = [](Appearance appearance) {
        return appearance == Appearance::Light ? u"Appearance: light"_s
            : appearance == Appearance::Dark   ? u"Appearance: dark"_s
                                               : u"Appearance: as the system"_s;
    };
    QPushButton* button = makeButton(context(), word(look().appearance()), {}, "quiet");
    button->setFont(look().font(Type::Second));
    auto* menu = new QMenu(button);
    for (Appearance each : {Appearance::System, Appearance::Light, Appearance::Dark})
        menu->addAction(
            word(each).section(u' ', 1), this, [this, each] { Q_EMIT appearanceChosen(each); });
    button->setMenu(menu);
    connect(&look(), &Look::changed, button,
        [this, button, word] { button->setText(word(look().appearance())); });
    return button;
}

QVBoxLayout* FirstRunPage::cardText(
    QFrame* card, const QString& icon, Tone tone, const QString& title, const QString& sentence)
{
    QHBoxLayout* line = row(card, 22, 16);
    line->addWidget(makeIcon(context(), icon, tone, 24), 0, Qt::AlignTop);
    QVBoxLayout* words = column(nullptr, 0, 4);
    words->addWidget(makeLabel(context(), title, Type::Section));
    words->addWidget(makeLabel(context(), sentence, Type::Body, "second", true));
    line->addLayout(words, 1);
    return words;
}

QFrame* FirstRunPage::makeDemoCard()
{
    QFrame* card = makeCard("chosen");
    QVBoxLayout* words = cardText(card, u"demo"_s, Tone::Accent, u"Try the demo book"_s,
        u"Hundreds of customers, a Xero stand-in on this computer and real mistakes to find. No "
        "account, no sign-in, nothing to undo."_s);
    QHBoxLayout* line = row(nullptr, 0, 10);
    m_demo = makeButton(context(), u"Open the demo book"_s, {}, "primary");
    makeBig(m_demo);
    m_stop = makeButton(context(), u"Stop"_s, u"halt"_s);
    m_stop->hide();
    m_activity = makeLabel(context(), takes(), Type::Second, "second", true);
    line->addWidget(m_demo);
    line->addWidget(m_stop);
    line->addWidget(m_activity, 1);
    words->addSpacing(8);
    words->addLayout(line);
    connect(m_demo, &QPushButton::clicked, this, [this] {
        refuse({});
        Q_EMIT demoPressed();
    });
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_stop->setEnabled(false);
        m_activity->setText(u"Stopping…"_s);
        Q_EMIT stopPressed();
    });
    return card;
}

QFrame* FirstRunPage::makeSetUpCard()
{
    QFrame* card = makeCard();
    QVBoxLayout* words = cardText(card, u"plus"_s, Tone::Text, u"Set up a book"_s,
        u"One billing ledger and one Xero organisation. You need the right to connect programs in "
        "Xero."_s);
    words->addSpacing(6);
    int at = 1;
    for (const QString& step :
        {u"Import the billing system’s files"_s, u"Sign in to Xero in your browser"_s,
            u"Link customers; Tieout proposes, you confirm"_s,
            u"Accept what both sides share. Nothing is pushed before that"_s}) {
        QHBoxLayout* line = row(nullptr, 0, 9);
        QLabel* marker = makeLabel(context(), QString::number(at++), Type::SecondStrong);
        marker->setProperty("look", u"ring"_s);
        marker->setAlignment(Qt::AlignCenter);
        marker->setFixedSize(20, 20);
        line->addWidget(marker, 0, Qt::AlignTop);
        line->addWidget(makeLabel(context(), step, Type::Body, "second", true), 1);
        words->addLayout(line);
    }
    words->addSpacing(8);
    QPushButton* start = makeButton(context(), u"Set up a book"_s);
    makeBig(start);
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
    makeBig(open);
    connect(open, &QPushButton::clicked, this, [this] {
        refuse({});
        Q_EMIT openPressed();
    });
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
        refuse({});
        Q_EMIT createPressed(path, name, m_currency->currentText());
    });
    dialog->open();
}

void FirstRunPage::setBusy(const QString& activity)
{
    const bool isBusy = !activity.isEmpty();
    m_demo->setVisible(!isBusy);
    m_stop->setVisible(isBusy);
    if (!isBusy) {
        m_stop->setEnabled(true);
        m_activity->setText(takes());
    } else if (m_stop->isEnabled()) {
        m_activity->setText(activity);
    }
}

void FirstRunPage::refuse(const QString& sentence)
{
    m_refusalText->setText(sentence);
    m_refusal->setVisible(!sentence.isEmpty());
    m_refusal->setAccessibleName(sentence);
    if (sentence.isEmpty())
        return;
    QAccessibleEvent alert(m_refusal, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void FirstRunPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    fit();
}

void FirstRunPage::fit()
{
    const bool isStacked = width() < 900;
    const bool isWide = width() >= 1200;
    m_halves->setDirection(isStacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_questions->setVisible(isWide);
    m_air->setFixedHeight(isStacked ? 4 : 52);
    for (QFrame* card : m_choices)
        card->setMaximumWidth(isStacked ? QWIDGETSIZE_MAX : 566);
    m_promise->setVisible(!isStacked);
    if (isStacked)
        m_storyLayout->setContentsMargins(32, 24, 32, 20);
    else
        m_storyLayout->setContentsMargins(isWide ? 88 : 48, 56, isWide ? 88 : 32, 40);
    const int margin = isStacked ? 32 : isWide ? 64 : 32;
    m_cards->setContentsMargins(margin, 24, margin, 24);
    QFont font = look().font(Type::Headline);
    font.setPixelSize(font.pixelSize() * (isWide ? 38 : isStacked ? 24 : 30) / 24);
    m_title->setFont(font);
}

} // namespace ui
