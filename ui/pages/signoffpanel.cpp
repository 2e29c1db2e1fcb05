// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/signoffpanel.h"

#include "reports.h"
#include "widgets/emptystate.h"
#include "widgets/filterbar.h"
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
    , m_printAll(makeReportButton(context, u"Report of the sign-offs"_s, {ReportKind::SignOffs},
          [this](ReportKind) { return report(); }))
    , m_printOne(makeReportButton(context, u"Report of this sign-off"_s, {ReportKind::SignOff},
          [this](ReportKind) { return report(); }))
    , m_new(makeButton(context, u"Sign off the whole book…"_s, u"reconciled"_s))
    , m_verify(makeButton(context, u"Verify a pack…"_s, u"safe"_s))
    , m_stack(new QStackedWidget)
    , m_listStack(new QStackedWidget)
    , m_model(new SignOffsModel(context, this))
    , m_filter(new Segments(context, u"Which sign-offs"_s))
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
    cells->addWidget(m_printAll);
    cells->addWidget(m_printOne);
    cells->addWidget(m_verify);
    cells->addWidget(m_new);
    QVBoxLayout* layout = column(this);
    layout->addWidget(head);
    m_list->setFirstPadding(20);
    m_list->setTwoLines();
    m_list->setListModel(m_model);
    m_empty->say(u"reconciled"_s, Tone::Text2, u"Nothing is signed off yet"_s,
        u"A sign-off records that two people agreed the balances of one account, several or the "
        "whole book as at a day. If anything dated by then changes later, on either side, Tieout "
        "lists it."_s);
    auto* listed = new QWidget;
    QVBoxLayout* lines = column(listed, 0, 8);
    QHBoxLayout* choice = row(nullptr, 0, 0);
    choice->setContentsMargins(20, 0, 20, 0);
    choice->addWidget(m_filter);
    choice->addStretch();
    lines->addLayout(choice);
    lines->addWidget(m_list, 1);
    m_listStack->addWidget(listed);
    m_listStack->addWidget(m_empty);
    readList();
    connect(m_filter, &Segments::changed, this, [this](const QString& filter) {
        store::Query asked = m_model->query();
        asked.filter = filter;
        m_model->setQuery(asked);
    });
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
    m_printAll->setVisible(at == All && m_model->countOf(u"all"_s) > 0);
    m_printOne->setVisible(at == One);
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

void SignOffPanel::readList()
{
    m_model->refresh();
    m_filter->setSegments({{u"all"_s, u"All"_s, m_model->countOf(u"all"_s)},
        {u"waiting"_s, u"Waits for review"_s, m_model->countOf(u"waiting"_s)},
        {u"suspended"_s, u"Suspended"_s, m_model->countOf(u"suspended"_s)}});
    if (m_filter->chosen().isEmpty())
        m_filter->choose(u"all"_s);
    m_listStack->setCurrentIndex(m_model->countOf(u"all"_s) == 0 ? 1 : 0);
}

void SignOffPanel::showAll(const QString& filter)
{
    if (!filter.isEmpty()) {
        m_filter->choose(filter);
        Q_EMIT m_filter->changed(filter);
    }
    readList();
    turnTo(All, u"Sign-offs"_s);
    m_list->isVisible() ? m_list->setFocus() : m_new->setFocus();
}

void SignOffPanel::showOne(SignOffId id)
{
    if (!m_detail->show(id))
        return;
    turnTo(One, u"Sign-off %1"_s.arg(id.value));
    m_detail->land();
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
    readList();
    if (m_stack->currentIndex() == One)
        m_detail->refresh();
    else if (m_stack->currentIndex() == New)
        m_form->refresh();
}

std::optional<ReportRequest> SignOffPanel::report() const
{
    switch (m_stack->currentIndex()) {
    case All:
        return ReportRequest{.kind = ReportKind::SignOffs};
    case One:
        return ReportRequest{.kind = ReportKind::SignOff, .signOff = m_detail->shown()};
    default:
        return std::nullopt;
    }
}

QString SignOffPanel::place() const
{
    return m_stack->currentIndex() == One ? u"sign-off:%1"_s.arg(m_detail->shown().value)
                                          : u"sign-offs"_s;
}

bool SignOffPanel::isWriting() const
{
    return m_stack->currentIndex() == New && m_form->isChanged();
}

bool SignOffPanel::goBack()
{
    if (m_stack->currentIndex() == All)
        return false;
    if (m_stack->currentIndex() == One && m_detail->closeAsking())
        return true;
    if (m_stack->currentIndex() == New)
        m_form->drop();
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
