// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/letter.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {

namespace {

constexpr qsizetype kLongestBody = 1'500; // characters, percent-encoded
constexpr qsizetype kLine = 76; // RFC 2045
constexpr qsizetype kWord = 39; // bytes of an encoded word before base64 makes them 52

bool isPlain(const QString& text)
{
    return std::all_of(
        text.begin(), text.end(), [](QChar c) { return c >= u' ' && c.unicode() < 127; });
}

// A header must not be able to begin another one.
QString oneLine(QString text)
{
    return text.simplified();
}

// RFC 2047, cut between characters.
QByteArray encodedHeader(const QString& text)
{
    if (isPlain(text))
        return text.toLatin1();
    QList<QByteArray> words;
    QByteArray word;
    const auto finish = [&] {
        if (!word.isEmpty())
            words.append("=?UTF-8?B?" + word.toBase64() + "?=");
        word.clear();
    };
    for (const uint character : text.toUcs4()) {
        const char32_t one = character;
        const QByteArray bytes = QString::fromUcs4(&one, 1).toUtf8();
        if (word.size() + bytes.size() > kWord)
            finish();
        word += bytes;
    }
    finish();
    return words.join("\n ");
}

} // namespace

Letter letterOf(const QString& to, const QList<Message>& messages)
{
    if (messages.size() == 1)
        return {oneLine(to), oneLine(messages.first().subject), messages.first().body};
    Letter letter{oneLine(to), u"%1 automatic syncs"_s.arg(messages.size()), {}};
    QStringList parts;
    for (const Message& message : messages)
        parts.append(message.subject + u'\n' + message.body);
    letter.body = parts.join(u"\n\n"_s);
    return letter;
}

QUrl toMailto(const Letter& letter)
{
    const auto encoded
        = [](const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    QString body;
    for (const QString& line : letter.body.split(u'\n')) {
        if (body.size() + encoded(line).size() > kLongestBody) {
            body += encoded(u"\r\nThe rest is in the log."_s);
            break;
        }
        body += (body.isEmpty() ? QString() : encoded(u"\r\n"_s)) + encoded(line);
    }
    return QUrl(u"mailto:%1?subject=%2&body=%3"_s.arg(
                    QString::fromLatin1(QUrl::toPercentEncoding(letter.to, "@")),
                    encoded(letter.subject), body),
        QUrl::StrictMode);
}

QByteArray toMail(const Letter& letter, const QDateTime& date)
{
    QByteArray mail;
    if (!letter.to.isEmpty())
        mail += "To: " + oneLine(letter.to).toUtf8() + '\n';
    mail += "Subject: " + encodedHeader(oneLine(letter.subject)) + '\n';
    mail += "Date: " + QLocale::c().toString(date, u"ddd, d MMM yyyy HH:mm:ss "_s).toLatin1()
        + date.toString(Qt::RFC2822Date).right(5).toLatin1() + '\n';
    mail += "MIME-Version: 1.0\n"
            "Content-Type: text/plain; charset=utf-8\n"
            "Content-Transfer-Encoding: base64\n"
            "\n";
    const QByteArray body = letter.body.toUtf8().toBase64();
    for (qsizetype at = 0; at < body.size(); at += kLine)
        mail += body.mid(at, kLine) + '\n';
    return mail;
}

} // namespace report
