// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/statementpanel.h"

#include "widgets/make.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>

#include <memory>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

using Choice = std::pair<QString, QString>; // as the book has it, as the window says it

QComboBox* comboOf(const QString& name, const QList<Choice>& choices, const QString& chosen)
{
    auto* combo = new QComboBox;
    combo->setAccessibleName(name);
    for (const auto& [key, words] : choices)
        combo->addItem(words, key);
    combo->setCurrentIndex(std::max(0, combo->findData(chosen)));
    return combo;
}

QString capitalised(const QString& word)
{
    return word.left(1).toUpper() + word.mid(1);
}

} // namespace

StatementPanel::StatementPanel(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
{
    setProperty("look", u"card"_s);
    column(this);
    connect(&context, &Context::answered, this, &StatementPanel::hear);
    // Not every folder tells of its changes, and none of a file that grows: it is looked through
    // every now and then as well. Never at once, for a book's engine starts after its window.
    m_settled.setSingleShot(true);
    connect(&m_folder, &QFileSystemWatcher::directoryChanged, this,
        [this] { m_settled.start(std::chrono::seconds(2)); });
    connect(&m_settled, &QTimer::timeout, this, &StatementPanel::look);
    connect(&context, &Context::bookChanged, this, &StatementPanel::startAnew);
    hide();
}

void StatementPanel::choose(const QString& bankCode)
{
    auto* dialog = new QFileDialog(this, u"Bank statements"_s, {},
        u"Bank statements (*.ofx *.qfx *.qif *.csv *.xml *.sta *.mt940 *.940 *.txt);;All files (*)"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this, bankCode](const QStringList& files) {
        for (const QString& file : files)
            take(file, bankCode);
    });
    dialog->open();
}

void StatementPanel::take(const QString& path, const QString& bankCode)
{
    m_waiting.append({.path = path, .bankCode = bankCode});
    if (m_ticket == 0 && isHidden())
        next();
}

void StatementPanel::watch(const QString& folder)
{
    const QString before = m_folder.directories().value(0);
    if (folder == before)
        return;
    if (!before.isEmpty())
        m_folder.removePath(before);
    m_settled.stop();
    m_hasNew = false;
    if (!folder.isEmpty() && m_folder.addPath(folder))
        m_settled.start(std::chrono::seconds(2));
}

// What was asked and given belongs to the book that was open.
void StatementPanel::startAnew()
{
    hide();
    delete m_content;
    m_waiting.clear();
    m_current = {};
    m_ticket = 0;
    watch({});
    if (m_context.hasBook())
        watch(m_context.settings().statementFolder);
}

void StatementPanel::look()
{
    m_hasNew = true;
    m_settled.start(std::chrono::seconds(30));
    if (m_ticket == 0 && isHidden())
        next();
}

void StatementPanel::next()
{
    m_ticket = 0;
    if (!m_waiting.isEmpty())
        return give(m_waiting.takeFirst());
    if (!std::exchange(m_hasNew, false))
        return;
    m_current = {};
    m_ticket = m_context.nextTicket();
    m_context.give(command::LookForStatements{std::exchange(m_left, {})});
}

void StatementPanel::give(const command::ImportStatement& what)
{
    m_current = what;
    m_ticket = m_context.nextTicket();
    m_context.give(what);
}

void StatementPanel::hear(const CommandOutcome& outcome)
{
    if (m_ticket == 0 || outcome.ticket != m_ticket)
        return;
    m_ticket = 0;
    if (outcome.question) {
        m_isOfFolder = m_current.path.isEmpty();
        m_current.path = outcome.question->path; // of a folder's files, the one that it is about
        ask(*outcome.question);
    } else
        next();
}

void StatementPanel::ask(const StatementQuestion& question)
{
    delete m_content;
    m_content = new QWidget;
    QVBoxLayout* inside = column(m_content, 16, 10);
    inside->addWidget(
        makeLabel(m_context, QFileInfo(question.path).fileName() + u": "_s + question.sentence,
            Type::Strong, nullptr, true));
    if (question.banks.isEmpty())
        askColumns(question, inside);
    else
        askWhose(question, inside);
    static_cast<QVBoxLayout*>(layout())->addWidget(m_content);
    show();
    if (!isVisible())
        m_context.notice(u"A statement needs your answer on Bank lines."_s, u"bank-lines"_s);
    if (auto* first = m_content->findChild<QComboBox*>())
        first->setFocus();
    else if (auto* button = m_content->findChild<QPushButton*>())
        button->setFocus();
}

void StatementPanel::askWhose(const StatementQuestion& question, QVBoxLayout* inside)
{
    QHBoxLayout* buttons = row(nullptr, 0, 8);
    for (const auto& [code, name] : question.banks) {
        QPushButton* button = makeButton(m_context, name);
        connect(button, &QPushButton::clicked, this, [this, code = code] {
            hide();
            m_current.bankCode = code;
            give(m_current);
        });
        buttons->addWidget(button);
    }
    QPushButton* leave = makeButton(m_context, u"Leave it"_s, {}, "quiet");
    connect(leave, &QPushButton::clicked, this, &StatementPanel::close);
    buttons->addWidget(leave);
    buttons->addStretch();
    inside->addLayout(buttons);
}

void StatementPanel::askColumns(const StatementQuestion& question, QVBoxLayout* inside)
{
    QList<Choice> meanings;
    for (const QString& word : question.meanings)
        meanings.append({word, capitalised(word)});
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    const auto columns = std::make_shared<QList<QComboBox*>>();
    for (int at = 0; at < question.guess.columns.size(); ++at) {
        QStringList sample;
        for (const QStringList& line : question.sample)
            if (!line.value(at).isEmpty() && line.value(at) != question.guess.header.value(at))
                sample.append(line.value(at).left(24));
        const QString name = question.guess.header.value(at, u"Column %1"_s.arg(at + 1));
        grid->addWidget(makeLabel(m_context, name, Type::Strong), at, 0);
        QLabel* shown
            = makeLabel(m_context, sample.mid(0, 3).join(u"  ·  "_s), Type::Body, "second");
        shown->setMinimumWidth(10);
        grid->addWidget(shown, at, 1);
        columns->append(
            comboOf(u"What “%1” means"_s.arg(name), meanings, question.guess.columns[at]));
        grid->addWidget(columns->last(), at, 2);
    }
    inside->addLayout(grid);
    QHBoxLayout* ways = row(nullptr, 0, 8);
    QComboBox* dates = comboOf(u"Dates"_s,
        {{{}, u"Dates as the file shows"_s}, {u"day"_s, u"Day first: 3/4 is 3 April"_s},
            {u"month"_s, u"Month first: 3/4 is 4 March"_s}, {u"year"_s, u"Year first"_s}},
        question.guess.first);
    QComboBox* decimals = comboOf(u"Decimal mark"_s,
        {{{}, u"Decimals as the file shows"_s}, {u"point"_s, u"1,234.50"_s},
            {u"comma"_s, u"1.234,50"_s}},
        question.guess.decimals);
    QComboBox* plain = comboOf(u"Amounts without a sign"_s,
        {{{}, u"Signs as the file shows"_s}, {u"in"_s, u"Without a sign: money in"_s},
            {u"out"_s, u"Without a sign: money out"_s}},
        question.guess.plain);
    for (QComboBox* each : {dates, decimals, plain})
        ways->addWidget(each);
    ways->addStretch();
    inside->addLayout(ways);
    QHBoxLayout* buttons = row(nullptr, 0, 8);
    QPushButton* take = makeButton(m_context, u"Take the lines in"_s, {}, "primary");
    connect(take, &QPushButton::clicked, this, [this, question, columns, dates, decimals, plain] {
        StatementColumns said{.header = question.guess.header,
            .columns = {},
            .first = dates->currentData().toString(),
            .decimals = decimals->currentData().toString(),
            .plain = plain->currentData().toString()};
        for (const QComboBox* each : std::as_const(*columns))
            said.columns.append(each->currentData().toString());
        hide();
        m_current.bankCode = question.bankCode;
        m_current.columns = said;
        give(m_current);
    });
    buttons->addWidget(take);
    QPushButton* leave = makeButton(m_context, u"Leave it"_s, {}, "quiet");
    connect(leave, &QPushButton::clicked, this, &StatementPanel::close);
    buttons->addWidget(leave);
    buttons->addStretch();
    inside->addLayout(buttons);
}

void StatementPanel::close()
{
    hide();
    if (m_isOfFolder) {
        m_left = m_current.path; // not asked again
        m_hasNew = true;
    }
    next();
}

} // namespace ui
