// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <utility>
#include <vector>

// JSON without doubles. QJsonDocument turns every number into a double, which money must never be;
// here a number stays the text it was written as. Strict RFC 8259, bounded in size and depth, since
// whatever answers on the network may be hostile.
namespace xero::json {

class Value {
public:
    enum class Kind { Null, Bool, Number, Text, Array, Object };

    Kind kind() const { return m_kind; }
    bool isNull() const { return m_kind == Kind::Null; } // also: not there
    bool isTrue() const { return m_kind == Kind::Bool && m_text == u"true"; }
    // Of a number its digits as written, of a text its characters, of a bool "true" or "false".
    const QString& text() const { return m_text; }
    const std::vector<Value>& items() const { return m_items; } // of an array; empty otherwise
    // A member of an object; Null when it isn't there or this is no object.
    const Value& operator[](QLatin1String name) const;

private:
    friend class Parser;
    Kind m_kind = Kind::Null;
    QString m_text;
    std::vector<Value> m_items; // of an object: the values, in the order of m_names
    std::vector<QString> m_names;
};

// Malformed, with the place in raw. An object with the same name twice is refused: two readers
// could disagree about which one counts.
base::Result<Value> parse(const QByteArray& utf8);

// A JSON string literal with its quotes.
QByteArray quoted(QStringView text);

// Writes one object, members in the order they are added: same values, same bytes.
class ObjectWriter {
public:
    ObjectWriter& text(const char* name, QStringView value);
    ObjectWriter& textUnlessEmpty(const char* name, QStringView value);
    // Anything that is JSON already: a number's text, another object.
    ObjectWriter& json(const char* name, const QByteArray& value);
    QByteArray done() const { return '{' + m_members + '}'; }

private:
    QByteArray m_members;
};

QByteArray arrayOf(const QList<QByteArray>& items);

} // namespace xero::json
