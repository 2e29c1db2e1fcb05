// SPDX-License-Identifier: GPL-3.0-or-later

#include "window/application.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QStandardPaths>

int main(int argc, char** argv)
{
    // A keychain is chosen by the desktop, not by whoever can set a variable.
    qunsetenv("QTKEYCHAIN_BACKEND");
    QApplication qt(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tieout"));
    QApplication::setApplicationDisplayName(QStringLiteral("Tieout"));
    QApplication::setApplicationVersion(QStringLiteral(TIEOUT_VERSION));

    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(
        {QStringLiteral("demo"), QStringLiteral("Open the demo book; make it if need be.")});
    parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("The book to open."));
    parser.process(qt);

    base::SystemClock clock;
    const QDir preferences(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation));
    ui::MainWindow window(clock, preferences.filePath(QStringLiteral("window.ini")));
    app::Application application(window);
    window.show();
    if (parser.isSet(QStringLiteral("demo")))
        application.openDemo();
    else if (const QStringList files = parser.positionalArguments(); !files.isEmpty())
        application.openBook(files.first());
    return QApplication::exec();
}
