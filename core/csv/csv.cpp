// SPDX-License-Identifier: GPL-3.0-or-later

#include "csv/csv.h"

#include <QHash>
#include <QStringDecoder>

#include <algorithm>

namespace csv {

namespace {

constexpr qsizetype kLookedAt = 65'536; // characters, to find the separator

tl::unexpected<Fault> fault(int line, const QString& sentence)
{
    return tl::unexpected<Fault>({line, sentence});
}

// Where the bytes stop being UTF-8, so that the message can name the line.
int firstBadLine(const QByteArray& content)
{
    int line = 1;
    qsizetype start = 0;
    while (start < content.size()) {
        const qsizetype feed = content.indexOf('\n', start);
        const qsizetype end = feed < 0 ? content.size() : feed + 1;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        [[maybe_unused]] const QString text
            = decoder.decode(QByteArrayView(content).sliced(start, end - start));
        if (decoder.hasError())
            return line;
        start = end;
        ++line;
    }
    return line;
}

// Of the upper half's first two rows, what Latin 1 has otherwise.
QString fromWindows1252(const QByteArray& content)
{
    static constexpr char16_t kSpecial[] = u"\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021"
                                           u"\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
                                           u"\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014"
                                           u"\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";
    QString text = QString::fromLatin1(content);
    for (QChar& c : text)
        if (c >= QChar(0x80) && c < QChar(0xa0))
            c = kSpecial[c.unicode() - 0x80];
    return text;
}

QChar separatorOf(const QString& text)
{
    int counts[3] = {0, 0, 0};
    const QChar candidates[3] = {u',', u';', u'\t'};
    bool quoted = false, any = false;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        if (!quoted && (c == u'\n' || c == u'\r') && any)
            break;
        any = any || !c.isSpace();
        for (int i = 0; i < 3; ++i)
            counts[i] += !quoted && c == candidates[i] ? 1 : 0;
    }
    return candidates[std::max_element(counts, counts + 3) - counts];
}

class Parser {
public:
    Parser(const QString& text, QChar separator)
        : m_text(text)
        , m_separator(separator)
    {
    }

    tl::expected<QList<Row>, Fault> rows()
    {
        while (m_at < m_text.size()) {
            if (const auto done = field(); !done)
                return tl::unexpected<Fault>(done.error());
            const QChar end = m_at < m_text.size() ? m_text.at(m_at) : QChar(u'\n');
            if (end == m_separator) {
                ++m_at;
                if (m_at == m_text.size())
                    m_row.cells.append(QString());
                continue;
            }
            finishRow();
            skipLineEnd();
        }
        finishRow();
        return m_rows;
    }

private:
    tl::expected<void, Fault> field()
    {
        if (m_row.cells.isEmpty())
            m_row.line = m_line;
        if (m_at < m_text.size() && m_text.at(m_at) == u'"')
            return quotedField();
        const qsizetype start = m_at;
        while (m_at < m_text.size() && m_text.at(m_at) != m_separator && !isLineEnd())
            ++m_at;
        m_row.cells.append(m_text.mid(start, m_at - start).trimmed());
        return {};
    }

    tl::expected<void, Fault> quotedField()
    {
        const int opened = m_line;
        QString value;
        for (++m_at; m_at < m_text.size();) {
            const QChar c = m_text.at(m_at);
            if (c == u'"' && m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'"') {
                value += c;
                m_at += 2;
            } else if (c == u'"') {
                ++m_at;
                return closeQuoted(value);
            } else if (isLineEnd()) {
                value += u'\n';
                skipLineEnd();
            } else {
                value += c;
                ++m_at;
            }
        }
        return fault(opened, QStringLiteral("A quotation mark is opened here and never closed."));
    }

    tl::expected<void, Fault> closeQuoted(const QString& value)
    {
        while (m_at < m_text.size() && m_text.at(m_at) == u' ')
            ++m_at;
        if (m_at < m_text.size() && m_text.at(m_at) != m_separator && !isLineEnd())
            return fault(m_line,
                QStringLiteral("There is text after a closing quotation mark. A mark inside a "
                               "quoted value is written twice."));
        m_row.cells.append(value.trimmed());
        return {};
    }

    bool isLineEnd() const { return m_text.at(m_at) == u'\n' || m_text.at(m_at) == u'\r'; }

    void skipLineEnd()
    {
        if (m_at >= m_text.size())
            return;
        const bool both
            = m_text.at(m_at) == u'\r' && m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'\n';
        m_at += both ? 2 : 1;
        ++m_line;
    }

    void finishRow()
    {
        const bool blank = std::all_of(m_row.cells.begin(), m_row.cells.end(),
            [](const QString& cell) { return cell.isEmpty(); });
        if (!blank)
            m_rows.append(m_row);
        m_row = {};
    }

    const QString& m_text;
    const QChar m_separator;
    qsizetype m_at = 0;
    int m_line = 1;
    Row m_row;
    QList<Row> m_rows;
};

} // namespace

tl::expected<QString, Fault> decode(const QByteArray& content, OtherText other)
{
    const bool wide = content.startsWith("\xff\xfe") || content.startsWith("\xfe\xff");
    QStringDecoder decoder(
        wide ? QStringDecoder::Utf16 : QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder.decode(content);
    if (decoder.hasError() && other == OtherText::Windows1252 && !wide)
        text = fromWindows1252(content);
    else if (decoder.hasError())
        return fault(wide ? 1 : firstBadLine(content),
            QStringLiteral("This is not UTF-8 text. Save the file as “CSV UTF-8”."));
    if (text.contains(QChar::Null))
        return fault(1, QStringLiteral("This is not a text file. Save it as “CSV UTF-8”."));
    return text;
}

tl::expected<QList<Row>, Fault> rows(const QString& text, QChar separator)
{
    return Parser(text, separator).rows();
}

QChar commonSeparator(const QString& text)
{
    const QString beginning = text.left(std::max<qsizetype>(0, text.lastIndexOf(u'\n', kLookedAt)));
    std::pair<qsizetype, qsizetype> most; // rows of the same width, and how wide they are
    QChar best = u',';
    for (const QChar candidate : {u',', u';', u'\t'}) {
        const auto parsed = rows(beginning.isEmpty() ? text : beginning, candidate);
        if (!parsed)
            continue;
        QHash<qsizetype, qsizetype> rowsOfWidth;
        for (const Row& row : *parsed) {
            const qsizetype width = row.cells.size();
            const std::pair here{++rowsOfWidth[width], width};
            if (width > 1 && here > most) {
                most = here;
                best = candidate;
            }
        }
    }
    return best;
}

tl::expected<Table, Fault> parse(const QByteArray& content)
{
    const auto text = decode(content);
    if (!text)
        return tl::unexpected<Fault>(text.error());
    auto all = rows(*text, separatorOf(*text));
    if (!all)
        return tl::unexpected<Fault>(all.error());
    if (all->isEmpty())
        return fault(1, QStringLiteral("The file is empty."));
    Table table;
    table.header = all->takeFirst();
    table.rows = std::move(*all);
    for (const Row& row : table.rows)
        for (qsizetype i = table.header.cells.size(); i < row.cells.size(); ++i)
            if (!row.cells.at(i).isEmpty())
                return fault(row.line,
                    QStringLiteral("This line has %1 values, the header has %2. A value that holds "
                                   "the separator stands in quotation marks.")
                        .arg(row.cells.size())
                        .arg(table.header.cells.size()));
    return table;
}

} // namespace csv
