// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/query.h"

#include <QRegularExpression>

namespace sandbox {

bool before(const Value& a, const Value& b)
{
    if (a.type == Value::Type::Text || a.type == Value::Type::Guid)
        return a.text.compare(b.text, Qt::CaseInsensitive) < 0;
    return a.number < b.number;
}

bool same(const Value& a, const Value& b)
{
    if (a.type == Value::Type::Text || a.type == Value::Type::Guid)
        return a.text.compare(b.text, Qt::CaseInsensitive) == 0;
    return a.number == b.number;
}

namespace {

using Parsed = tl::expected<Predicate, QString>;

// A recursive descent over the part of .NET's expression language that Xero documents.
class WhereParser {
public:
    WhereParser(const QString& text, const QStringList& properties, const QString& typeName)
        : m_text(text)
        , m_properties(properties)
        , m_typeName(typeName)
    {
    }

    Parsed parse()
    {
        Parsed all = either();
        skipSpace();
        if (all && m_at != m_text.size())
            return wrong(QStringLiteral("Syntax error"));
        return all;
    }

private:
    Parsed either()
    {
        Parsed left = both();
        while (left && word({QStringLiteral("||"), QStringLiteral("OR")})) {
            Parsed right = both();
            if (!right)
                return right;
            left = Parsed([l = *left, r = *right](const Lookup& of) { return l(of) || r(of); });
        }
        return left;
    }

    Parsed both()
    {
        Parsed left = term();
        while (left && word({QStringLiteral("&&"), QStringLiteral("AND")})) {
            Parsed right = term();
            if (!right)
                return right;
            left = Parsed([l = *left, r = *right](const Lookup& of) { return l(of) && r(of); });
        }
        return left;
    }

    Parsed term()
    {
        if (word({QStringLiteral("(")})) {
            Parsed inner = either();
            if (inner && !word({QStringLiteral(")")}))
                return wrong(QStringLiteral("')' or operator expected"));
            return inner;
        }
        const qsizetype start = m_at;
        const QString path = take(QStringLiteral("[A-Za-z_][A-Za-z0-9_.]*"));
        if (path.isEmpty())
            return wrong(QStringLiteral("Expression expected"));
        for (const char* method : {".StartsWith", ".EndsWith", ".Contains"})
            if (path.endsWith(QLatin1String(method)))
                return textTest(
                    path.chopped(qsizetype(qstrlen(method))), QLatin1String(method), start);
        if (!knows(path))
            return unknown(path, start);
        return comparison(path);
    }

    Parsed textTest(const QString& path, const QString& method, qsizetype start)
    {
        if (!knows(path))
            return unknown(path, start);
        const QString literal = take(QStringLiteral("\\(\\s*\"[^\"]*\"\\s*\\)"));
        if (literal.isEmpty())
            return wrong(QStringLiteral("Expression expected"));
        const QString text = literal.section(u'"', 1, 1);
        return Parsed([path, method, text](const Lookup& of) {
            const QString value = of(path).text;
            if (method == u".StartsWith")
                return value.startsWith(text, Qt::CaseInsensitive);
            if (method == u".EndsWith")
                return value.endsWith(text, Qt::CaseInsensitive);
            return value.contains(text, Qt::CaseInsensitive);
        });
    }

    Parsed comparison(const QString& path)
    {
        const QString sign = take(QStringLiteral("==|!=|<>|>=|<=|=|>|<"));
        if (sign.isEmpty())
            return wrong(QStringLiteral("Operator expected"));
        const std::optional<Value> right = literal();
        if (!right)
            return wrong(QStringLiteral("Expression expected"));
        return Parsed([path, sign, r = *right](const Lookup& of) {
            const Value left = of(path);
            Value other = r;
            other.number = scaled(left, r);
            if (sign == u"==" || sign == u"=")
                return same(left, other);
            if (sign == u"!=" || sign == u"<>")
                return !same(left, other);
            if (sign == u">=")
                return !before(left, other);
            if (sign == u"<=")
                return !before(other, left);
            return sign == u">" ? before(other, left) : before(left, other);
        });
    }

    // A day may be compared with an instant (UpdatedDateUTC >= DateTime(…)).
    static qint64 scaled(const Value& left, const Value& right)
    {
        if (left.type == Value::Type::Day && right.type == Value::Type::Instant)
            return QDateTime::fromMSecsSinceEpoch(right.number, Qt::UTC).date().toJulianDay();
        return right.number;
    }

    std::optional<Value> literal()
    {
        skipSpace();
        const QString guid = take(QStringLiteral("(?i:guid)\\(\\s*\"[^\"]*\"\\s*\\)"));
        if (!guid.isEmpty())
            return Value::ofGuid(guid.section(u'"', 1, 1));
        if (const QString date = take(QStringLiteral("DateTime\\.Parse\\(\\s*\"[^\"]*\"\\s*\\)"));
            !date.isEmpty())
            return Value::ofInstant(
                QDateTime(QDate::fromString(date.section(u'"', 1, 1).left(10), Qt::ISODate),
                    QTime(0, 0), Qt::UTC)
                    .toMSecsSinceEpoch());
        if (const QString date = take(QStringLiteral("DateTime\\([\\d\\s,]+\\)")); !date.isEmpty())
            return dateLiteral(date);
        if (const QString text = take(QStringLiteral("\"[^\"]*\"")); !text.isEmpty())
            return Value::ofText(text.mid(1, text.size() - 2));
        if (const QString number = take(QStringLiteral("-?\\d+(\\.\\d{1,2})?")); !number.isEmpty())
            return Value::ofMoney(moneyFrom(number).value_or(0));
        const QString name = take(QStringLiteral("(?i:true|false|null)")).toLower();
        if (name == u"true" || name == u"false")
            return Value::ofFlag(name == u"true");
        return name.isEmpty() ? std::nullopt : std::optional(Value::ofText({}));
    }

    static std::optional<Value> dateLiteral(const QString& text)
    {
        const QStringList parts = text.section(u'(', 1).chopped(1).split(u',');
        const auto part = [&](int i) { return parts.value(i).trimmed().toInt(); };
        const QDate date(part(0), part(1), part(2));
        const QTime time(part(3), part(4), part(5));
        if (!date.isValid() || !time.isValid())
            return std::nullopt;
        return Value::ofInstant(QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch());
    }

    bool knows(const QString& path) const { return m_properties.contains(path.toLower()); }

    Parsed unknown(const QString& path, qsizetype start) const
    {
        return tl::unexpected(
            QStringLiteral("No property or field '%1' exists in type '%2' (at index %3)")
                .arg(path.section(u'.', -1), m_typeName)
                .arg(start));
    }

    Parsed wrong(const QString& what) const
    {
        return tl::unexpected(QStringLiteral("%1 (at index %2)").arg(what).arg(m_at));
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }

    bool word(const QStringList& words)
    {
        skipSpace();
        for (const QString& each : words)
            if (QStringView(m_text).mid(m_at).startsWith(each, Qt::CaseInsensitive)) {
                m_at += each.size();
                return true;
            }
        return false;
    }

    QString take(const QString& pattern)
    {
        skipSpace();
        const QRegularExpression expression(pattern);
        const auto match = expression.match(m_text, m_at, QRegularExpression::NormalMatch,
            QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch())
            return {};
        m_at = match.capturedEnd();
        return match.captured();
    }

    QString m_text;
    QStringList m_properties;
    QString m_typeName;
    qsizetype m_at = 0;
};

} // namespace

tl::expected<Predicate, QString> parseWhere(
    const QString& where, const QStringList& properties, const QString& typeName)
{
    if (where.trimmed().isEmpty())
        return Predicate([](const Lookup&) { return true; });
    return WhereParser(where, properties, typeName).parse();
}

tl::expected<QList<Order>, QString> parseOrder(
    const QString& order, const QStringList& properties, const QString& typeName)
{
    QList<Order> orders;
    for (const QString& part : order.split(u',', Qt::SkipEmptyParts)) {
        const QStringList words = part.simplified().split(u' ');
        if (!properties.contains(words[0].toLower()))
            return tl::unexpected(
                QStringLiteral("No property or field '%1' exists in type '%2' (at index 0)")
                    .arg(words[0], typeName));
        const QString direction = words.value(1).toUpper();
        if (words.size() > 2 || (words.size() == 2 && direction != u"ASC" && direction != u"DESC"))
            return tl::unexpected(
                QStringLiteral("Syntax error (at index %1)").arg(words[0].size()));
        orders.append({words[0], direction == u"DESC"});
    }
    return orders;
}

Page pageOf(const Request& request, bool forced)
{
    Page page;
    page.paged = forced || request.query.contains(QStringLiteral("page"))
        || request.query.contains(QStringLiteral("pageSize"));
    // Out of range is clamped, not refused.
    page.page
        = std::max(1, request.query.value(QStringLiteral("page"), QStringLiteral("1")).toInt());
    page.size = std::clamp(
        request.query.value(QStringLiteral("pageSize"), QStringLiteral("100")).toInt(), 1, 1000);
    return page;
}

QByteArray paginationJson(const Page& page, qsizetype items)
{
    JsonObject object;
    object.whole("page", page.page).whole("pageSize", page.size);
    object.whole("pageCount", (items + page.size - 1) / page.size).whole("itemCount", items);
    return object.take();
}

Answer badQuery(const QString& message)
{
    return exception(16, "QueryParseException", message);
}

} // namespace sandbox
