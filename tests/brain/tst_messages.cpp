// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "causes/plaintext.h"
#include "records/words.h"

#include <QFile>
#include <QTest>

#include <functional>

using namespace records;

// Refusals as they were seen, in every dress that mail, pages, logs and other programs put on them:
// what share of them finds its cause, and that nothing else is taken for one.
class TestMessages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asTheyWereWritten();
    void inEveryDress();
    void joinedInAnyOrder();
    void nothingElseIsTakenForOne();
    void namesAndCodesKeepTheirSpelling();
};

namespace {

struct Sample {
    QString text;
    CauseId id = CauseId::Unrecognised;
    OperationKind kind = OperationKind::CreateInvoice;
    QStringList arguments; // those that must be found; none: not looked at
};

// The files say themselves how they are read.
QList<Sample> samplesOf(const char* name)
{
    QFile file(QStringLiteral(SOURCE_DIR "/tests/brain/messages/") + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Sample> samples;
    Sample heading;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u"# "))
            continue;
        if (line.startsWith(u"== ")) {
            const QStringList parts = line.mid(3).split(u' ');
            heading = {};
            heading.id = fromText<CauseId>(parts.at(0)).value_or(CauseId::None);
            if (parts.size() > 1)
                heading.kind = fromText<OperationKind>(parts.at(1)).value_or(heading.kind);
        } else if (line.startsWith(u"  ")) {
            samples.last().text += u'\n' + line.mid(2);
        } else {
            Sample sample = heading;
            const QStringList parts = line.split(QStringLiteral(" => "));
            sample.text = parts.at(0);
            if (parts.size() > 1)
                sample.arguments = parts.at(1).split(u'|');
            samples.append(sample);
        }
    }
    return samples;
}

QString wrapped(const QString& text, qsizetype width, const QString& lineBreak)
{
    QString result;
    qsizetype column = 0;
    for (const QString& word : text.split(u' ')) {
        if (column > 0 && column + word.size() > width) {
            result += lineBreak;
            column = 0;
        } else if (column > 0) {
            result += u' ';
        }
        result += word;
        column += word.size() + 1;
    }
    return result;
}

QString with(QString text, std::initializer_list<std::pair<const char16_t*, const char16_t*>> pairs)
{
    for (const auto& [what, instead] : pairs)
        text.replace(QString::fromUtf16(what), QString::fromUtf16(instead));
    return text;
}

QString around(const char16_t* before, const QString& text, const char16_t* after)
{
    return QString::fromUtf16(before) + text + QString::fromUtf16(after);
}

QString asJson(const QString& text)
{
    return with(text, {{u"\\", u"\\\\"}, {u"\"", u"\\\""}, {u"\n", u"\\n"}, {u"’", u"\\u2019"}});
}

struct Dress {
    const char* name;
    std::function<QString(const QString&)> put;
};

const QList<Dress>& dresses()
{
    using T = const QString&;
    static const QList<Dress> list = {
        {"capitals", [](T t) { return t.toUpper(); }},
        {"small letters", [](T t) { return t.toLower(); }},
        {"wrapped at 20", [](T t) { return wrapped(t, 20, QStringLiteral("\n")); }},
        {"wrapped at 34", [](T t) { return wrapped(t, 34, QStringLiteral("\r\n    ")); }},
        {"wrapped at 61", [](T t) { return wrapped(t, 61, QStringLiteral(" \n\n\t")); }},
        {"wide spaces",
            [](T t) {
                return around(u"  \n ", with(t, {{u" ", u"  \t "}}), u" \r\n\r\n");
            }},
        {"no-break spaces",
            [](T t) {
                return with(t, {{u" ", u"\u00a0"}});
            }},
        {"narrow spaces",
            [](T t) {
                return with(t, {{u" ", u"\u202f"}});
            }},
        {"marks without width",
            [](T t) {
                return around(u"\ufeff", with(t, {{u" ", u"\u200b \u2060"}}), u"\u200b");
            }},
        {"soft hyphens",
            [](T t) {
                return with(t, {{u"ent", u"en\u00adt"}, {u"ust", u"u\u00adst"}});
            }},
        {"typographer's",
            [](T t) {
                return with(t,
                    {{u" '", u" ‘"}, {u"' ", u"’ "}, {u" \"", u" “"}, {u"\" ", u"” "}, {u"'", u"’"},
                        {u"un-", u"un‑"}, {u" - ", u" – "}});
            }},
        {"HTML",
            [](T t) {
                return with(t,
                    {{u"&", u"&amp;"}, {u"'", u"&#39;"}, {u"’", u"&rsquo;"}, {u"\"", u"&quot;"},
                        {u"<", u"&lt;"}, {u">", u"&gt;"}});
            }},
        {"HTML, by numbers",
            [](T t) {
                return with(t, {{u"'", u"&#x27;"}, {u"\"", u"&#34;"}, {u" ", u"&nbsp;"}});
            }},
        {"HTML, twice",
            [](T t) {
                return with(t, {{u"'", u"&amp;#39;"}, {u"\"", u"&amp;quot;"}});
            }},
        {"in an HTML list", [](T t) { return around(u"<ul><li>", t, u"</li></ul>"); }},
        {"a JSON text", [](T t) { return around(u"\"", asJson(t), u"\""); }},
        {"a JSON list", [](T t) { return around(u"[ \"", asJson(t), u"\" ]"); }},
        {"Xero's JSON",
            [](T t) {
                return around(u"{\"ValidationErrors\": [{\"Message\": \"", asJson(t), u"\"}]}");
            }},
        {"Emersion's",
            [](T t) {
                return around(u"Failed pushing completed invoice to Xero due to: "
                              "Validation Error (",
                    t, u")");
            }},
        {"a summary before",
            [](T t) { return around(u"A validation exception occurred; ", t, u""); }},
        {"a summary above",
            [](T t) { return around(u"A validation exception occurred\n", t, u""); }},
        {"a summary in front",
            [](T t) { return around(u"A validation exception occurred ", t, u""); }},
        {"a code before", [](T t) { return around(u"400 ValidationException: ", t, u""); }},
        {"a dash before", [](T t) { return around(u"Xero said - ", t, u""); }},
        {"a bullet before", [](T t) { return around(u"• ", t, u""); }},
        {"a number before", [](T t) { return around(u"1. ", t, u""); }},
        {"in brackets", [](T t) { return around(u"[", t, u"]"); }},
        {"quoted by the program", [](T t) { return around(u"Xero refused this: “", t, u"”"); }},
        {"the sandbox's mark", [](T t) { return around(u"", t, u" [sandbox]"); }},
        {"something new before",
            [](T t) { return around(u"Something that nobody has seen; ", t, u""); }},
        {"something new behind",
            [](T t) { return around(u"", t, u"; something that nobody has seen"); }},
        {"American",
            [](T t) {
                return with(t,
                    {{u"uthoris", u"uthoriz"}, {u"UTHORIS", u"UTHORIZ"}, {u"rganis", u"rganiz"},
                        {u"ecognis", u"ecogniz"}});
            }},
        {"capitals in HTML, wrapped",
            [](T t) {
                return wrapped(with(t.toUpper(), {{u"'", u"&#39;"}}), 28, QStringLiteral("<br>\n"));
            }},
    };
    return list;
}

// What a dress does to the case and the quotes of an argument is the dress's own.
QStringList plain(const QStringList& arguments)
{
    QStringList list;
    for (const QString& each : arguments)
        list.append(causes::plainText(each).compared);
    return list;
}

// Counts, prints and remembers what went wrong.
class Score {
public:
    explicit Score(const char* of)
        : m_of(of)
    {
    }
    void add(const Sample& sample, const QString& text, const char* dress = "")
    {
        ++m_all;
        const Cause cause = causes::recognise(sample.kind, text);
        const bool isRight = cause.id == sample.id && cause.raw == text
            && (sample.arguments.isEmpty() || plain(cause.arguments) == plain(sample.arguments));
        m_right += isRight ? 1 : 0;
        if (!isRight)
            qWarning().noquote() << dress << "|" << toText(sample.id) << sample.arguments << "|"
                                 << toText(cause.id) << cause.arguments << "|" << text;
    }
    void print() const
    {
        qInfo("%s: %d of %d right, %.2f %%", m_of, m_right, m_all, 100.0 * m_right / m_all);
    }
    int all() const { return m_all; }
    int wrong() const { return m_all - m_right; }

private:
    const char* m_of;
    int m_all = 0;
    int m_right = 0;
};

} // namespace

void TestMessages::asTheyWereWritten()
{
    Score score("messages as they were written");
    QSet<QString> texts;
    for (const Sample& sample : samplesOf("known.txt")) {
        QVERIFY2(sample.id != CauseId::None && sample.id != CauseId::Unrecognised,
            qPrintable(sample.text)); // a heading that names no cause
        texts.insert(sample.text);
        score.add(sample, sample.text);
    }
    score.print();
    QVERIFY(texts.size() >= 120);
    QCOMPARE(score.wrong(), 0);
}

void TestMessages::inEveryDress()
{
    Score score("messages in every dress");
    for (const Sample& sample : samplesOf("known.txt"))
        for (const Dress& dress : dresses())
            if (const QString text = dress.put(sample.text); text != sample.text)
                score.add(sample, text, dress.name);
    score.print();
    QVERIFY(score.all() >= 300);
    QVERIFY(score.wrong() * 100 <= score.all());
}

// Of two messages in one answer the same one counts, whichever comes first, and however the two are
// joined.
void TestMessages::joinedInAnyOrder()
{
    QList<Sample> firsts; // one of each cause
    for (const Sample& sample : samplesOf("known.txt"))
        if (firsts.isEmpty() || firsts.last().id != sample.id)
            firsts.append(sample);
    int pairs = 0;
    for (const Sample& one : firsts)
        for (const Sample& other : firsts) {
            if (one.id == other.id)
                continue;
            const CauseId id
                = causes::recognise(one.kind, one.text + QStringLiteral("; ") + other.text).id;
            for (const char16_t* joint : {u"; ", u"\n", u", ", u". ", u" | ", u"\",\""}) {
                const QString text = other.text + QString::fromUtf16(joint) + one.text;
                QVERIFY2(causes::recognise(one.kind, text).id == id, qPrintable(text));
            }
            QVERIFY2(id == causes::recognise(one.kind, one.text).id
                    || id == causes::recognise(one.kind, other.text).id
                    || id == CauseId::InvoiceAlreadyPaid,
                qPrintable(one.text + u'|' + other.text));
            ++pairs;
        }
    qInfo("messages joined in both orders: %d pairs of %d causes", pairs, int(firsts.size()));
    QVERIFY(firsts.size() >= 40);
}

void TestMessages::nothingElseIsTakenForOne()
{
    Score score("texts that are no known refusal");
    for (const Sample& sample : samplesOf("unknown.txt"))
        for (int kind = 0; kind <= static_cast<int>(kLastOperationKind); ++kind) {
            Sample asked = sample;
            asked.kind = static_cast<OperationKind>(kind);
            score.add(asked, sample.text);
            score.add(asked, sample.text.toUpper());
            score.add(asked, wrapped(sample.text, 24, QStringLiteral("\n")));
        }
    score.print();
    QVERIFY(samplesOf("unknown.txt").size() >= 80);
    QCOMPARE(score.wrong(), 0);
}

void TestMessages::namesAndCodesKeepTheirSpelling()
{
    const auto argument = [](const char16_t* text) {
        return causes::recognise(OperationKind::CreateContact, QString::fromUtf16(text))
            .arguments.value(0);
    };
    QCOMPARE(
        argument(
            u"the contact name  McO’Brien &amp;\nSönne is already assigned to another contact"),
        QStringLiteral("McO’Brien & Sönne"));
    QCOMPARE(argument(u"ITEM CODE ‘FiB-25’ IS NOT VALID"), QStringLiteral("FiB-25"));
    QCOMPARE(
        argument(u"Price List Item with Code \\\"aB/1\\\" already exists"), QStringLiteral("aB/1"));
}

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"
