// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/signoffpanel.h"

#include "widgets/emptystate.h"
#include "widgets/listview.h"
#include "widgets/make.h"

#include <QFileDialog>
#include <QScrollArea>
#include <QStackedWidget>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

QScrollArea* scrolled(QWidget* what)
{
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* canvas = new QWidget;
    canvas->setObjectName(u"canvas"_s);
    QVBoxLayout* layout = column(canvas);
    layout->setContentsMargins(20, 4, 20, 16);
    layout->addWidget(what);
    scroll->setWidget(canvas);
    return scroll;
}

Signable wholeBook()
{
    return {.accounts = {}, .wholeBook = true, .words = u"Whole book"_s};
}

} // namespace

SignOffPanel::SignOffPanel(Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_title(makeLabel(context, {}, Type::BigMoney))
    , m_new(makeButton(context, u"Sign off the whole book…"_s, u"reconciled"_s))
    , m_verify(makeButton(context, u"Verify a pack…"_s, u"safe"_s))
    , m_stack(new QStackedWidget)
    , m_listStack(new QStackedWidget)
    , m_model(new SignOffsModel(context, this))
    , m_list(new ListView(context, u"Sign-offs"_s))
    , m_empty(new EmptyState(context))
    , m_detail(new SignOffDetail(context))
    , m_form(new SignOffForm(context))
{
    setObjectName(u"canvas"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto* head = new QWidget;
    QHBoxLayout* cells = row(head, 0, 8);
    cells->setContentsMargins(20, 14, 20, 10);
    QToolButton* back = makeToolButton(context, u"undo"_s, u"Back"_s);
    cells->addWidget(back);
    m_title->setMinimumWidth(10);
    cells->addWidget(m_title, 1);
    m_verify->setToolTip(u"Whether an evidence pack is as this book made it"_s);
    cells->addWidget(m_verify);
    cells->addWidget(m_new);
    QVBoxLayout* layout = column(this);
    layout->addWidget(head);
    m_list->setFirstPadding(20);
    m_list->setListModel(m_model);
    m_empty->say(u"reconciled"_s, Tone::Text2, u"Nothing is signed off yet"_s,
        u"A sign-off is the word of two people that an account, several or the whole book is right "
        "as of a day. Whatever changes afterwards on either side is told by record."_s);
    m_listStack->addWidget(m_list);
    m_listStack->addWidget(m_empty);
    m_stack->addWidget(m_listStack);
    m_stack->addWidget(scrolled(m_detail));
    m_stack->addWidget(scrolled(m_form));
    layout->addWidget(m_stack, 1);
    connect(back, &QToolButton::clicked, this, [this] {
        if (!goBack())
            Q_EMIT closed();
    });
    connect(m_new, &QPushButton::clicked, this, [this] { begin(wholeBook(), All); });
    connect(m_verify, &QPushButton::clicked, this, &SignOffPanel::askForPack);
    connect(m_list, &ListView::opened, this, [this](int row) { showOne(m_model->row(row).id); });
    connect(m_list, &QTableView::clicked, this,
        [this](const QModelIndex& at) { showOne(m_model->row(at.row()).id); });
    connect(m_detail, &SignOffDetail::anewWanted, this,
        [this](const Signable& what) { begin(what, One); });
    connect(m_form, &SignOffForm::closed, this, [this] {
        if (!goBack())
            Q_EMIT closed();
    });
    connect(m_form, &SignOffForm::signedOff, this, [this] {
        const QList<SignOff> all = m_context.reader().signOffs();
        all.isEmpty() ? showAll() : showOne(all.first().id);
    });
}

void SignOffPanel::turnTo(At at, const QString& title)
{
    m_stack->setCurrentIndex(at);
    m_title->setText(title);
    m_new->setVisible(at == All);
    m_verify->setVisible(at == All);
}

void SignOffPanel::askForPack()
{
    auto* dialog = new QFileDialog(this, u"Which evidence pack"_s, m_context.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this](const QString& folder) { m_context.give(command::VerifyPack{folder}); });
    dialog->open();
}

void SignOffPanel::showAll()
{
    m_model->refresh();
    m_listStack->setCurrentIndex(m_model->rowCount() == 0 ? 1 : 0);
    turnTo(All, u"Sign-offs"_s);
    m_list->isVisible() ? m_list->setFocus() : m_new->setFocus();
}

void SignOffPanel::showOne(SignOffId id)
{
    if (m_detail->show(id))
        turnTo(One, u"Sign-off %1"_s.arg(id.value));
}

void SignOffPanel::start(const Signable& what)
{
    begin(what, Outside);
}

void SignOffPanel::begin(const Signable& what, At from)
{
    m_before = from;
    turnTo(New, u"Sign off"_s);
    m_form->start(what);
}

void SignOffPanel::refresh()
{
    m_model->refresh();
    m_listStack->setCurrentIndex(m_model->rowCount() == 0 ? 1 : 0);
    if (m_stack->currentIndex() == One)
        m_detail->refresh();
    else if (m_stack->currentIndex() == New)
        m_form->refresh();
}

bool SignOffPanel::goBack()
{
    if (m_stack->currentIndex() == All)
        return false;
    if (m_stack->currentIndex() == One && m_detail->closeAsking())
        return true;
    if (m_stack->currentIndex() == New && m_before == Outside)
        return false;
    if (m_stack->currentIndex() == New && m_before == One && m_detail->shown()) {
        showOne(m_detail->shown());
        return true;
    }
    showAll();
    return true;
}

} // namespace ui
