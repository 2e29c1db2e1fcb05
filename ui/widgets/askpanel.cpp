// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/askpanel.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

AskPanel::AskPanel(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_question(makeLabel(context, {}, Type::Strong, nullptr, true))
    , m_field(new QLineEdit)
    , m_verb(makeButton(context, {}))
{
    setProperty("look", u"card"_s);
    QHBoxLayout* cells = row(this, 10, 10);
    cells->addWidget(m_question, 2);
    m_field->setFont(context.look().font(Type::Body));
    m_field->setMinimumWidth(120);
    m_field->installEventFilter(this);
    cells->addWidget(m_field, 3);
    cells->addWidget(m_verb);
    QPushButton* keep = makeButton(context, u"Keep it"_s, {}, "quiet");
    cells->addWidget(keep);
    connect(keep, &QPushButton::clicked, this, &AskPanel::close);
    connect(m_verb, &QPushButton::clicked, this, &AskPanel::answer);
    connect(m_field, &QLineEdit::returnPressed, this, &AskPanel::answer);
    hide();
}

void AskPanel::ask(const QString& question, const QString& suggestion, const QString& verb,
    std::function<bool(const QString&)> answered)
{
    if (isHidden())
        m_before = QApplication::focusWidget();
    m_question->setText(question);
    m_field->setAccessibleName(question);
    m_field->setText(suggestion);
    m_verb->setText(verb);
    m_answered = std::move(answered);
    show();
    m_field->setFocus();
}

void AskPanel::askWhySetAside(const QList<Operation>& operations)
{
    if (operations.isEmpty())
        return;
    const bool isOne = operations.size() == 1;
    const QString label = operations.first().label;
    const QString question = isOne ? u"Why is %1 never sent?"_s.arg(label)
                                   : u"Why are these %1 never sent?"_s.arg(operations.size());
    const QString done = (isOne ? label : counted(operations.size(), u"record"_s, u"records"_s))
        + (isOne ? u" set aside. It stays in the bridge."_s
                 : u" set aside. They stay in the bridge."_s);
    ask(question, {}, u"Set aside"_s, [this, operations, done](const QString& answer) {
        const QString reason = answer.trimmed();
        if (reason.isEmpty())
            return false;
        QList<OperationId> ids;
        for (const Operation& each : operations)
            ids.append(each.id);
        m_context.giveWithUndo(
            command::SetAside{ids, reason}, done, u"set-aside"_s, command::BringBack{ids});
        return true;
    });
}

void AskPanel::answer()
{
    if (m_answered && m_answered(m_field->text()))
        close();
    else
        m_field->setFocus();
}

void AskPanel::close()
{
    // A field would take Ctrl Z for itself, and what was done could not be taken back by it.
    if (m_before && m_before->isVisible())
        m_before->setFocus();
    hide();
}

bool AskPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                close();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace ui
