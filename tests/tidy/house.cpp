// SPDX-License-Identifier: GPL-3.0-or-later

#include "tidy/house.h"

#include <QDir>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

namespace tidy {

namespace {

using Names = QSet<QString>;

Names names(const char* text)
{
    const QStringList list = QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
    return Names(list.begin(), list.end());
}

// What a floor may include besides itself: the table of core/CMakeLists.txt, spelled out.
const QHash<QString, Names>& mayInclude()
{
    static const QHash<QString, Names> table = {
        {QStringLiteral("base"), {}},
        {QStringLiteral("records"), names("base")},
        {QStringLiteral("csv"), names("base")},
        {QStringLiteral("match"), names("base records")},
        {QStringLiteral("plan"), names("base records match")},
        {QStringLiteral("causes"), names("base records match")},
        {QStringLiteral("preflight"), names("base records match")},
        {QStringLiteral("bridge"), names("base records match")},
        {QStringLiteral("report"), names("base records match causes preflight")},
        {QStringLiteral("store"), names("base records")},
        {QStringLiteral("reporting"), names("base records match preflight causes bridge report")},
        {QStringLiteral("xero"), names("base records")},
        {QStringLiteral("sources"), names("base records csv")},
        {QStringLiteral("bank"), names("base records csv")},
        {QStringLiteral("engine"),
            names("base records match plan causes preflight bridge report reporting store xero "
                  "sources bank")},
        {QStringLiteral("sandbox"), names("base records")},
        {QStringLiteral("ui"),
            names("base records plan causes preflight bridge report reporting ui")},
    };
    return table;
}

// "core/plan/x.cpp" is on the floor plan, "ui/pages/x.cpp" on ui, "app/cli/x.cpp" on app.
QString floorOf(const QString& path)
{
    const QStringList parts = path.split(u'/');
    return parts.first() == QStringLiteral("core") && parts.size() > 2 ? parts[1] : parts.first();
}

bool isWidgetHeader(const QString& include)
{
    static const QRegularExpression widget(QStringLiteral(
        "^(QtWidgets(/"
        ".*)?|QApplication|Q\\w*(Widget|Dialog|Button|Layout|Window|View|Label|LineEdit|"
        "TextEdit|Menu|Menu?Bar|ToolBar|ComboBox|SpinBox|Splitter|Delegate|Shortcut|Style|"
        "StyleOption|"
        "GraphicsScene|GraphicsItem|HeaderView|ScrollArea|ScrollBar|StackedLayout|Action)|QFrame|"
        "QCompleter|QGroupBox|QCheckBox|QProgressBar|QSlider|QToolTip|QMessageBox)$"));
    return widget.match(include).hasMatch();
}

bool isUnder(const QString& path, const char* folder)
{
    return path.startsWith(QLatin1String(folder));
}

QString at(const File& file, qsizetype line, const QString& what)
{
    return QStringLiteral("%1:%2: %3").arg(file.path).arg(line).arg(what);
}

QString includeFinding(const File& file, const QString& included)
{
    const QString floor = floorOf(file.path);
    const QString other = included.section(u'/', 0, 0);
    if (floor == QStringLiteral("app"))
        return {};
    if (!mayInclude().contains(floor))
        return QStringLiteral("the floor \"%1\" is not in the table of floors").arg(floor);
    if (other == floor || mayInclude().value(floor).contains(other))
        return {};
    if (floor == QStringLiteral("ui") || floor == QStringLiteral("reporting")) {
        if (included == QStringLiteral("store/reader.h") || !mayInclude().contains(other))
            return {}; // the reader's face, and ui's own folders
    }
    return QStringLiteral("%1 must not include %2").arg(floor, included);
}

struct Ban {
    QRegularExpression what;
    QStringList in; // path prefixes
    QStringList except; // path prefixes
    QString why;
};

Ban ban(const char* what, const char* in, const char* except, const char* why)
{
    return {QRegularExpression(QString::fromLatin1(what)),
        QString::fromLatin1(in).split(u' ', Qt::SkipEmptyParts),
        QString::fromLatin1(except).split(u' ', Qt::SkipEmptyParts), QString::fromLatin1(why)};
}

const QList<Ban>& bans()
{
    static const QList<Ban> list = {
        ban("\\bQEventLoop\\b|\\bprocessEvents\\b", "app/ ui/ core/", "", "nested event loops"),
        ban("\\bQMutex\\b|\\bQReadWriteLock\\b|\\bQMutexLocker\\b", "app/ ui/ core/", "",
            "values cross threads, locks don't"),
        ban("\\b(double|float)\\b",
            "core/records/ core/bridge/ core/preflight/ core/match/ core/plan/ core/store/", "",
            "no binary fractions near money"),
        ban("\\bcurrentDate(Time|TimeUtc)?\\s*\\(|\\bcurrentM?SecsSinceEpoch\\s*\\(",
            "app/ ui/ core/", "core/base/clock.cpp", "ask the clock"),
        ban("setInsecureFallback\\s*\\(\\s*true|\\bignoreSslErrors\\b", "app/ ui/ core/", "",
            "never less safe than asked"),
        ban("\\b(TODO|FIXME|XXX)\\b", "app/ ui/ core/ tests/", "tests/tidy/",
            "finish it or leave it out"),
        // The demo's person in Xero speaks to the sandbox's control path, which isn't Xero.
        ban("\\bQNetworkRequest\\b", "app/ ui/ core/", "core/xero/ app/common/person.cpp",
            "the network is core/xero's"),
        ban("\\bQSqlQuery\\b", "app/ ui/ core/", "core/store/statement.",
            "SQL goes through statement"),
        ban("\\bthrow\\b", "app/ ui/ core/", "", "errors are values"),
    };
    return list;
}

bool startsWithAny(const QString& path, const QStringList& prefixes)
{
    for (const QString& prefix : prefixes)
        if (path.startsWith(prefix))
            return true;
    return false;
}

// The line without what stands behind //, where people may name what is forbidden.
QString code(const QString& line)
{
    const qsizetype comment = line.indexOf(QStringLiteral("//"));
    const bool isAddress = comment > 0 && line[comment - 1] == u':';
    return comment < 0 || isAddress ? line : line.first(comment);
}

} // namespace

Findings floors(const File& file)
{
    static const QRegularExpression include(
        QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"));
    Findings findings;
    qsizetype number = 0;
    for (const QByteArray& line : file.text.split('\n')) {
        ++number;
        const auto match = include.match(QString::fromUtf8(line));
        if (!match.hasMatch())
            continue;
        const QString included = match.captured(2);
        if (isUnder(file.path, "core/") && isWidgetHeader(included)) {
            findings.append(
                at(file, number, QStringLiteral("core must not include a widget: ") + included));
        } else if (match.captured(1) == QStringLiteral("\"")
            && !included.startsWith(QStringLiteral("moc_"))
            && !included.endsWith(QStringLiteral(".moc"))) {
            const QString finding = includeFinding(file, included);
            if (!finding.isEmpty())
                findings.append(at(file, number, finding));
        }
    }
    return findings;
}

Findings size(const File& file)
{
    Findings findings;
    const QList<QByteArray> lines = file.text.split('\n');
    if (lines.size() > 601)
        findings.append(at(file, lines.size(), QStringLiteral("a file has 600 lines at most")));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = QString::fromUtf8(lines[i]);
        if (line.size() > 110 && !line.contains(QStringLiteral("://")))
            findings.append(at(file, i + 1, QStringLiteral("a line has 110 columns at most")));
    }
    return findings;
}

Findings words(const File& file)
{
    Findings findings;
    qsizetype number = 0;
    for (const QByteArray& bytes : file.text.split('\n')) {
        ++number;
        const QString line = QString::fromUtf8(bytes);
        for (const Ban& banned : bans()) {
            if (!startsWithAny(file.path, banned.in) || startsWithAny(file.path, banned.except))
                continue;
            const bool isNote = banned.what.pattern().contains(QStringLiteral("FIXME"));
            const auto match = banned.what.match(isNote ? line : code(line));
            if (match.hasMatch())
                findings.append(at(file, number,
                    QStringLiteral("%1: %2").arg(match.captured().trimmed(), banned.why)));
        }
    }
    return findings;
}

Findings opening(const File& file)
{
    const QByteArray first = file.text.left(file.text.indexOf('\n'));
    if (first == "// SPDX-License-Identifier: GPL-3.0-or-later")
        return {};
    return {at(file, 1, QStringLiteral("opens without the licence line"))};
}

Findings unlisted(const QList<File>& sources, const QList<File>& lists)
{
    // Every word of a list may be a file beside it; a test's own file is named without its ending:
    // tieout_test(tst_money …).
    static const QRegularExpression word(QStringLiteral("[^\\s()\"]+"));
    QSet<QString> named;
    for (const File& list : lists) {
        const QString folder = list.path.section(u'/', 0, -2) + u'/';
        auto matches = word.globalMatch(QString::fromUtf8(list.text));
        while (matches.hasNext()) {
            static const QString root = QStringLiteral("${CMAKE_SOURCE_DIR}/");
            const QString said = matches.next().captured();
            const QString path = said.startsWith(root) ? QDir::cleanPath(said.mid(root.size()))
                                                       : QDir::cleanPath(folder + said);
            named << path << path + QStringLiteral(".cpp");
        }
    }
    Findings findings;
    for (const File& source : sources)
        if (!named.contains(source.path))
            findings.append(at(source, 1, QStringLiteral("no CMake list names this file")));
    return findings;
}

Findings withoutReadme(const QStringList& paths)
{
    QSet<QString> folders;
    for (const QString& path : paths) {
        const QStringList parts = path.split(u'/');
        if (parts.first() == QStringLiteral("core") && parts.size() > 2)
            folders.insert(parts[0] + u'/' + parts[1]);
        else if (parts.first() == QStringLiteral("ui"))
            folders.insert(parts[0]);
        else if (parts.first() == QStringLiteral("app") && parts.size() > 2)
            folders.insert(parts[0] + u'/' + parts[1]);
    }
    Findings findings;
    for (const QString& folder : folders)
        if (!paths.contains(folder + QStringLiteral("/README.md")))
            findings.append(folder + QStringLiteral(": has no README.md"));
    return findings;
}

Findings topLevel(const QStringList& paths)
{
    static const Names allowed = names(
        "README.md CONTRIBUTING.md LICENSE CMakePresets.json CMakeLists.txt docs run check app ui "
        "core resources translations tests installer");
    QSet<QString> strangers;
    for (const QString& path : paths) {
        const QString top = path.section(u'/', 0, 0);
        if (!top.startsWith(u'.') && !allowed.contains(top))
            strangers.insert(top);
    }
    Findings findings;
    for (const QString& stranger : strangers)
        findings.append(stranger + QStringLiteral(": does not belong at the top level"));
    return findings;
}

} // namespace tidy
