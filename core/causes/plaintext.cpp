// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/plaintext.h"

#include <QRegularExpression>

using Qt::StringLiterals::operator""_s;

namespace causes {

namespace {

constexpr qsizetype longest = 20'000; // of an answer; what matters stands at its beginning

template <class Replacement>
QString replaced(const QString& text, const QRegularExpression& what, const Replacement& with)
{
    QString result;
    qsizetype from = 0;
    for (auto found = what.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        result += text.mid(from, match.capturedStart() - from) + with(match);
        from = match.capturedEnd();
    }
    return result + text.mid(from);
}

QString character(uint code)
{
    const char32_t whole = code;
    return code < 0x10000 ? QString(QChar(static_cast<char16_t>(code)))
                          : QString::fromUcs4(&whole, 1);
}

QString unescaped(const QRegularExpressionMatch& match)
{
    if (match.hasCaptured(1))
        return character(match.captured(1).toUInt(nullptr, 16));
    if (match.hasCaptured(2))
        return character(match.captured(2).toUInt());
    static const QHash<QString, QString> signs{{u"n"_s, u"\n"_s}, {u"r"_s, u"\n"_s},
        {u"t"_s, u" "_s}, {u"quot"_s, u"\""_s}, {u"apos"_s, u"'"_s}, {u"lsquo"_s, u"‘"_s},
        {u"rsquo"_s, u"’"_s}, {u"ldquo"_s, u"“"_s}, {u"rdquo"_s, u"”"_s}, {u"nbsp"_s, u" "_s},
        {u"lt"_s, u"<"_s}, {u"gt"_s, u">"_s}, {u"ndash"_s, u"–"_s}};
    const bool isJson = match.hasCaptured(3);
    const QString sign = match.captured(isJson ? 3 : 4);
    return signs.value(sign.toLower(), isJson ? sign : match.captured());
}

QString spelled(const QString& raw)
{
    static const QRegularExpression escape(
        u"(?|&#x([0-9a-f]{1,5});|\\\\u([0-9a-f]{4}))|&#(\\d{1,6});|\\\\([nrt\"'/])|&([a-z]{2,6});"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression lineBreak(
        u"<br ?/?>"_s, QRegularExpression::CaseInsensitiveOption);
    // The sign itself first: what passed through two pages was escaped twice.
    QString text = raw.left(longest).replace(u"&amp;"_s, u"&"_s, Qt::CaseInsensitive);
    text = replaced(text, escape, unescaped).replace(lineBreak, u"\n"_s);
    QString result;
    QChar gap;
    for (const QChar each : std::as_const(text)) {
        if (each.isSpace()) {
            const bool isBreak = each == u'\n' || each == u'\r' || each == QChar::LineSeparator
                || each == QChar::ParagraphSeparator;
            gap = isBreak || gap == u'\n' ? u'\n' : u' ';
            continue;
        }
        if (each.category() == QChar::Other_Format) // soft hyphens, marks of direction and width
            continue;
        if (!gap.isNull() && !result.isEmpty())
            result += gap;
        gap = {};
        result += each;
    }
    return result;
}

QChar folded(QChar each)
{
    switch (each.unicode()) {
    case u'‘':
    case u'’':
    case u'‛':
    case u'`':
    case u'´':
        return u'\'';
    case u'“':
    case u'”':
    case u'„':
    case u'«':
    case u'»':
        return u'"';
    case u'‐':
    case u'‑':
    case u'–':
    case u'—':
        return u'-';
    default:
        return each.toLower();
    }
}

void blotOut(QString& text, const QRegularExpression& what, int group)
{
    for (auto found = what.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const qsizetype length = match.capturedLength(group);
        text.replace(match.capturedStart(group), length, QString(length, u'x'));
    }
}

// A code, a name, or somebody's words in a line are no part of the message that quotes them: what
// stands in quotes behind a word, and what people filled into a field. Behind any other colon
// stands the message itself: Message: "…".
void blotOutQuotations(QString& text)
{
    static const QString field = u"\\b(?<!credit[ \\n]|error[ "
                                 u"\\n])(?:description|reference|narration|particulars|memo|notes?"
                                 "|comments?)[\"']?[ \\n]?[:=][ \\n]?"_s;
    static const QRegularExpression quoted(
        u"(?:\\w[ \\n]|%1)([\"'])(?![ \\n])(.{1,300}?)(?<![ \\n])\\1(?!\\w)"_s.arg(field),
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression bare(field + u"([^\"';,.\\n][^;,.\\n]*)"_s);
    blotOut(text, quoted, 2);
    blotOut(text, bare, 1);
}

} // namespace

PlainText plainText(const QString& raw)
{
    PlainText text{spelled(raw), {}};
    for (const QChar each : text.spelled)
        text.compared += folded(each);
    for (const auto& [american, british] : {std::pair(u"authoriz"_s, u"authoris"_s),
             std::pair(u"organiz"_s, u"organis"_s), std::pair(u"recogniz"_s, u"recognis"_s)})
        text.compared.replace(american, british);
    blotOutQuotations(text.compared);
    return text;
}

} // namespace causes
