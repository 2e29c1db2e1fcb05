// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/backupcard.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QLocale>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

BackupCard::BackupCard(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_layout(column(this, 16, 0))
{
    setLook(this, "card");
    QHBoxLayout* head = row(nullptr, 0, 8);
    head->addWidget(makeLabel(context, u"Backups"_s, Type::Section));
    head->addStretch();
    QPushButton* now = makeButton(context, u"Back up now"_s, u"folder"_s, "small");
    connect(now, &QPushButton::clicked, this, [this] { m_context.give(command::BackUp{}); });
    head->addWidget(now);
    m_layout->addLayout(head);
    m_layout->addSpacing(6);
    m_layout->addWidget(makeLabel(context,
        u"One is made after the first sync of a day, and read back whole. The last seven days and "
        "five weeks are kept beside the book."_s,
        Type::Second, "second", true));
    m_layout->addSpacing(8);
    constexpr qsizetype most = 6;
    const QList<store::BackupRow> backups = context.reader().backups();
    for (const store::BackupRow& backup : backups.mid(0, most))
        addRow(backup, backup == backups.first());
    if (backups.isEmpty())
        m_layout->addWidget(makeLabel(context, u"There is none yet."_s, Type::Body, "second"));
    m_layout->addStretch(1);
}

void BackupCard::addRow(const store::BackupRow& backup, bool isNewest)
{
    QFrame* box = makeCard(isNewest ? "" : "step");
    box->setMinimumHeight(m_context.look().height(30));
    QHBoxLayout* line = row(box, 0, 10);
    line->addWidget(makeIcon(m_context, u"safe"_s, Tone::Safe, 16));
    line->addWidget(makeLabel(m_context, moment(backup.madeAt, m_context.now())), 1);
    line->addWidget(makeLabel(m_context, QLocale(QLocale::English).formattedDataSize(backup.bytes),
        Type::Second, "second"));
    QPushButton* back = makeButton(m_context, u"Restore…"_s, {}, "small");
    back->setAccessibleName(
        u"Restore the backup of %1…"_s.arg(moment(backup.madeAt, m_context.now())));
    connect(back, &QPushButton::clicked, this, [this, backup] { askWhether(backup); });
    line->addWidget(back);
    m_layout->addWidget(box);
}

// What happens to both books, before it does.
void BackupCard::askWhether(const store::BackupRow& backup)
{
    delete m_question; // asked anew
    m_question = makeCard("picked");
    m_question->setObjectName(u"question"_s);
    QVBoxLayout* words = column(m_question, 12, 8);
    words->addWidget(makeLabel(m_context,
        u"Put the book of %1 back?"_s.arg(moment(backup.madeAt, m_context.now())), Type::Strong,
        nullptr, true));
    words->addWidget(makeLabel(m_context,
        u"The present book stays beside it under another name. What Xero got since then is looked "
        "for there before anything is pushed, so nothing goes twice; until that is done, pushing "
        "waits."_s,
        Type::Second, "second", true));
    QHBoxLayout* buttons = row(nullptr, 0, 8);
    QPushButton* put = makeButton(m_context, u"Put it back"_s, {}, "primary");
    connect(put, &QPushButton::clicked, this, [this, path = backup.path] {
        m_question->setObjectName({});
        m_question->deleteLater();
        m_context.wantRestored(path);
    });
    QPushButton* keep = makeButton(m_context, u"Keep the present one"_s);
    connect(keep, &QPushButton::clicked, m_question, &QWidget::deleteLater);
    buttons->addWidget(put);
    buttons->addWidget(keep);
    buttons->addStretch();
    words->addLayout(buttons);
    m_layout->insertWidget(3, m_question);
    put->setFocus();
}

} // namespace ui
