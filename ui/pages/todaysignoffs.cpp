// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/todaysignoffs.h"

#include "look/words.h"
#include "signoffwords.h"
#include "widgets/make.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

QString wordsOf(const QList<SignOff>& all, const Context& context)
{
    if (all.size() == 1)
        return shortWords(all.first(), context.now());
    return number(all.size())
        + (all.first().state == SignOffState::Suspended ? u" sign-offs are suspended"_s
                                                        : u" sign-offs wait for review"_s);
}

QWidget* makeRow(Context& context, const QList<SignOff>& all, const QString& filter)
{
    QFrame* line = makeCard("");
    line->setMinimumHeight(context.look().height(34));
    QHBoxLayout* cells = row(line, 0, 12);
    cells->setContentsMargins(16, 0, 16, 0);
    const SignOffLook look = lookOf(all.first().state);
    cells->addWidget(makeIcon(context, look.icon, look.meaning.text, 16));
    QPushButton* open = makeButton(context, wordsOf(all, context), {}, "link");
    open->setObjectName(u"sign-offs-"_s + filter);
    const QString what
        = all.size() == 1 ? u"sign-off:%1"_s.arg(all.first().id.value) : u"sign-offs:"_s + filter;
    QObject::connect(
        open, &QPushButton::clicked, line, [&context, what] { context.open(u"accounts"_s, what); });
    cells->addWidget(open);
    cells->addStretch();
    return line;
}

} // namespace

QList<QWidget*> makeSignOffRows(Context& context)
{
    QList<SignOff> waiting, suspended;
    for (const SignOff& each : context.reader().signOffs())
        if (each.state == SignOffState::Prepared)
            waiting.append(each);
        else if (each.state == SignOffState::Suspended)
            suspended.append(each);
    QList<QWidget*> rows;
    if (!suspended.isEmpty())
        rows.append(makeRow(context, suspended, u"suspended"_s));
    if (!waiting.isEmpty())
        rows.append(makeRow(context, waiting, u"waiting"_s));
    return rows;
}

} // namespace ui
