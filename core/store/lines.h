// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/change.h"
#include "records/linecheck.h"

// Lists inside a record are kept as one JSON text: they are shown and compared whole. Only what a
// bank line's pick is is asked for (banklines, linefacts).
namespace store {

QString linesToText(const QList<records::mirror::Line>& lines);
QList<records::mirror::Line> linesFromText(const QString& text, base::Currency currency);

QString idsToText(const QList<records::mirror::PaymentId>& ids);
QList<records::mirror::PaymentId> idsFromText(const QString& text);

QString candidatesToText(const QList<records::Candidate>& candidates);
QList<records::Candidate> candidatesFromText(const QString& text, base::Currency currency);

QString evidenceToText(const QList<records::LineEvidence>& evidence);
QList<records::LineEvidence> evidenceFromText(const QString& text);

QString listToText(const QList<int>& list);
QString listToText(const QList<records::FieldChange>& list);
QString listToText(const QList<records::ChangeWay>& list);
void listFromText(const QString& text, QList<int>& list);
void listFromText(const QString& text, QList<records::FieldChange>& list);
void listFromText(const QString& text, QList<records::ChangeWay>& list);

// Stand in a list of columns for the list they refer to.
template <class List>
struct ListText {
    List& list;
    explicit ListText(List& l)
        : list(l)
    {
    }
};

template <class List>
struct LinesText {
    List& list;
    explicit LinesText(List& l)
        : list(l)
    {
    }
};

template <class List>
struct IdsText {
    List& list;
    explicit IdsText(List& l)
        : list(l)
    {
    }
};

} // namespace store
