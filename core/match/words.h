// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

namespace match {

// The words of a text that can tell one payer from another: letters and digits, upper case without
// accents, two characters or more; legal forms ("Pty", "GmbH") and what banks put in front of every
// line ("DIRECT CREDIT") left out.
QSet<QString> tellingWords(const QString& text);
QStringList tellingWordsInOrder(const QString& text); // as they stand, twice what stands twice
bool isLegalForm(const QString& word); // in capitals
bool mayBeginLegalForm(const QString& letters); // the "P" of "Pty"

} // namespace match
