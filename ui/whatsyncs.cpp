// SPDX-License-Identifier: GPL-3.0-or-later

#include "whatsyncs.h"

#include "causes/causes.h"
#include "widgets/make.h"

#include <QLineEdit>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

QString allOf(const causes::SyncRow& row)
{
    return causes::directionText(row.direction) + u' ' + row.kind + u' ' + row.xero + u' '
        + row.note + u' ' + row.byHand.join(u' ');
}

} // namespace

WhatSyncs::WhatSyncs(Context& context)
    : m_context(context)
    , m_field(new QLineEdit)
    , m_rows(column(nullptr, 0, 10))
{
    setObjectName(u"what-syncs"_s);
    QVBoxLayout* all = column(this, 0, 10);
    m_field->setPlaceholderText(u"Filter: credit note, refund, contact…"_s);
    m_field->setAccessibleName(u"Filter what syncs"_s);
    m_field->setClearButtonEnabled(true);
    all->addWidget(m_field);
    all->addLayout(m_rows);
    connect(m_field, &QLineEdit::textChanged, this, &WhatSyncs::fill);
    fill();
}

void WhatSyncs::fill()
{
    clear(m_rows);
    std::optional<records::Flow> under;
    for (const causes::SyncRow& row : causes::whatSyncs()) {
        if (!allOf(row).contains(m_field->text().trimmed(), Qt::CaseInsensitive))
            continue;
        if (under != row.direction)
            m_rows->addWidget(
                makeLabel(m_context, causes::directionText(row.direction), Type::SecondStrong));
        under = row.direction;
        QVBoxLayout* lines = column(nullptr, 0, 1);
        const bool travels = row.direction != records::Flow::Off;
        lines->addWidget(makeLabel(m_context, travels ? row.kind + u" → "_s + row.xero : row.kind,
            Type::Body, nullptr, true));
        lines->addWidget(makeLabel(m_context, row.note, Type::Second, "second", true));
        for (qsizetype i = 0; i < row.byHand.size(); ++i)
            lines->addWidget(makeLabel(m_context, u"%1.  %2"_s.arg(i + 1).arg(row.byHand.at(i)),
                Type::Second, "second", true));
        m_rows->addLayout(lines);
    }
    if (!under)
        m_rows->addWidget(makeLabel(
            m_context, u"No kind of record has this in its words."_s, Type::Second, "third", true));
}

} // namespace ui
