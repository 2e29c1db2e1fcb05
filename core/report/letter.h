// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

// Messages about automatic runs (R104) as one letter: for the mail program that the user has, by
// a mailto: address, or for sendmail.
namespace report {

struct Message {
    QString subject, body;
};

struct Letter {
    QString to; // empty: the mail program asks
    QString subject, body;
};

// One message as it is; several, oldest first, as one letter.
Letter letterOf(const QString& to, const QList<Message>& messages);
// RFC 6068. Systems cut addresses off at about 2,000 characters, so a long body ends with a line
// that says so.
QUrl toMailto(const Letter& letter);
// RFC 5322 with MIME, lines ended by \n as sendmail wants them on standard input.
QByteArray toMail(const Letter& letter, const QDateTime& date);

} // namespace report
