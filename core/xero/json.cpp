// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/json.h"

#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace xero::json {

namespace {

// A page of 1000 invoices with many lines is some 20 MB.
constexpr qsizetype kLargestBody = 64 * 1024 * 1024;
constexpr int kDeepest = 64;
// Xero's widest object has some 60 members; looking for repeated names is quadratic.
constexpr size_t kMostMembers = 500;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

} // namespace

const Value& Value::operator[](QLatin1String name) const
{
    static const Value none;
    for (size_t i = 0; i < m_names.size(); ++i)
        if (m_names[i] == name)
            return m_items[i];
    return none;
}

class Parser {
public:
    explicit Parser(QStringView text)
        : m_text(text)
    {
    }

    base::Result<Value> document()
    {
        auto value = parseValue(0);
        skipBlanks();
        if (value && m_at == m_text.size())
            return std::move(*value);
        return base::failure(base::ErrorKind::Malformed,
            QStringLiteral("The answer can’t be read: it is not JSON."),
            QStringLiteral("JSON breaks off at character %1").arg(m_at));
    }

private:
    QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }

    bool take(QChar c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    bool takeWord(QStringView word)
    {
        if (!m_text.mid(m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }

    void skipBlanks()
    {
        while (m_at < m_text.size()
            && (m_text[m_at] == u' ' || m_text[m_at] == u'\n' || m_text[m_at] == u'\r'
                || m_text[m_at] == u'\t'))
            ++m_at;
    }

    std::optional<Value> parseValue(int depth)
    {
        if (depth > kDeepest)
            return std::nullopt;
        skipBlanks();
        Value value;
        const QChar c = peek();
        if (c == u'{')
            return parseObject(depth);
        if (c == u'[')
            return parseArray(depth);
        if (c == u'"')
            return ofText(Value::Kind::Text, parseText());
        if (c == u'-' || isDigit(c))
            return ofText(Value::Kind::Number, parseNumber());
        if (takeWord(u"null"))
            return value;
        if (takeWord(u"true"))
            return ofText(Value::Kind::Bool, QStringLiteral("true"));
        if (takeWord(u"false"))
            return ofText(Value::Kind::Bool, QStringLiteral("false"));
        return std::nullopt;
    }

    static std::optional<Value> ofText(Value::Kind kind, std::optional<QString> text)
    {
        if (!text)
            return std::nullopt;
        Value value;
        value.m_kind = kind;
        value.m_text = std::move(*text);
        return value;
    }

    std::optional<Value> parseArray(int depth)
    {
        Value array;
        array.m_kind = Value::Kind::Array;
        take(u'[');
        skipBlanks();
        if (take(u']'))
            return array;
        for (;;) {
            auto item = parseValue(depth + 1);
            if (!item)
                return std::nullopt;
            array.m_items.push_back(std::move(*item));
            skipBlanks();
            if (take(u']'))
                return array;
            if (!take(u','))
                return std::nullopt;
        }
    }

    std::optional<Value> parseObject(int depth)
    {
        Value object;
        object.m_kind = Value::Kind::Object;
        take(u'{');
        skipBlanks();
        if (take(u'}'))
            return object;
        for (;;) {
            skipBlanks();
            auto name = peek() == u'"' ? parseText() : std::nullopt;
            skipBlanks();
            if (!name || !take(u':') || object.m_names.size() >= kMostMembers
                || std::ranges::find(object.m_names, *name) != object.m_names.end())
                return std::nullopt;
            auto item = parseValue(depth + 1);
            if (!item)
                return std::nullopt;
            object.m_names.push_back(std::move(*name));
            object.m_items.push_back(std::move(*item));
            skipBlanks();
            if (take(u'}'))
                return object;
            if (!take(u','))
                return std::nullopt;
        }
    }

    qsizetype skipDigits()
    {
        const qsizetype from = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at - from;
    }

    std::optional<QString> parseNumber()
    {
        const qsizetype from = m_at;
        take(u'-');
        const bool leadingZero = peek() == u'0';
        const qsizetype whole = skipDigits();
        if (whole == 0 || (leadingZero && whole > 1))
            return std::nullopt;
        if (take(u'.') && skipDigits() == 0)
            return std::nullopt;
        if (take(u'e') || take(u'E')) {
            if (!take(u'+'))
                take(u'-');
            if (skipDigits() == 0)
                return std::nullopt;
        }
        return m_text.mid(from, m_at - from).toString();
    }

    std::optional<QString> parseText()
    {
        take(u'"');
        QString text;
        while (m_at < m_text.size()) {
            // Most texts have no escapes: copy runs, not characters.
            const qsizetype from = m_at;
            while (m_at < m_text.size() && m_text[m_at] != u'"' && m_text[m_at] != u'\\'
                && m_text[m_at] >= u' ')
                ++m_at;
            text += m_text.mid(from, m_at - from);
            if (take(u'"'))
                return text;
            const auto escaped = take(u'\\') ? parseEscape() : std::nullopt;
            if (!escaped)
                return std::nullopt;
            text += *escaped;
        }
        return std::nullopt;
    }

    std::optional<QString> parseEscape()
    {
        static constexpr QStringView kNames = u"\"\\/bfnrt";
        static constexpr QStringView kMeanings = u"\"\\/\b\f\n\r\t";
        const QChar c = peek();
        ++m_at;
        if (const qsizetype i = kNames.indexOf(c); i >= 0)
            return QString(kMeanings[i]);
        const auto first = c == u'u' ? parseHex() : std::nullopt;
        if (!first || first->isLowSurrogate())
            return std::nullopt;
        if (!first->isHighSurrogate())
            return QString(*first);
        const auto second = takeWord(u"\\u") ? parseHex() : std::nullopt;
        if (!second || !second->isLowSurrogate())
            return std::nullopt;
        return QString(*first) + *second;
    }

    std::optional<QChar> parseHex()
    {
        const QStringView digits = m_text.mid(m_at, 4);
        const bool good = digits.size() == 4 && std::ranges::all_of(digits, [](QChar c) {
            return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
        });
        if (!good)
            return std::nullopt;
        m_at += 4;
        return QChar(digits.toUShort(nullptr, 16));
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

base::Result<Value> parse(const QByteArray& utf8)
{
    if (utf8.size() > kLargestBody)
        return base::failure(base::ErrorKind::Malformed,
            QStringLiteral("The answer can’t be read: it is too large."),
            QStringLiteral("%1 bytes").arg(utf8.size()));
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(utf8);
    if (decoder.hasError())
        return base::failure(base::ErrorKind::Malformed,
            QStringLiteral("The answer can’t be read: it is not JSON."),
            QStringLiteral("not UTF-8"));
    return Parser(text).document();
}

QByteArray quoted(QStringView text)
{
    QByteArray out = "\"";
    for (const char c : text.toUtf8()) {
        if (c == '"' || c == '\\')
            out.append('\\').append(c);
        else if (static_cast<unsigned char>(c) < 0x20)
            out.append("\\u00").append(QByteArray::number(c, 16).rightJustified(2, '0'));
        else
            out.append(c);
    }
    return out.append('"');
}

ObjectWriter& ObjectWriter::text(const char* name, QStringView value)
{
    return json(name, quoted(value));
}

ObjectWriter& ObjectWriter::textUnlessEmpty(const char* name, QStringView value)
{
    return value.isEmpty() ? *this : text(name, value);
}

ObjectWriter& ObjectWriter::json(const char* name, const QByteArray& value)
{
    if (!m_members.isEmpty())
        m_members.append(',');
    m_members.append('"').append(name).append("\":").append(value);
    return *this;
}

QByteArray arrayOf(const QList<QByteArray>& items)
{
    return '[' + items.join(',') + ']';
}

} // namespace xero::json
