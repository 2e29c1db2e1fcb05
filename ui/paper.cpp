// SPDX-License-Identifier: GPL-3.0-or-later

#include "paper.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QRegularExpression>

#include <memory>

using Qt::StringLiterals::operator""_s;

namespace ui {

void previewPaper(Context& context, const Paper& paper, QWidget* window)
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageSize(QPageSize(QPageSize::A4));
    printer->setPageOrientation(paper.isWide ? QPageLayout::Landscape : QPageLayout::Portrait);
    printer->setDocName(paper.title);
    auto* dialog = new QPrintPreviewDialog(printer.get(), window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(paper.title);
    dialog->setAccessibleName(u"Print preview: %1"_s.arg(paper.title));
    dialog->resize(920, 720);
    const QPointer<Context> desk(&context); // it may go first when the window does
    // The printer lives as long as the one who paints on it.
    QObject::connect(dialog, &QPrintPreviewDialog::paintRequested, dialog,
        [desk, paper, printer](QPrinter* device) {
            if (!paper.paint(*device) && desk)
                desk->notice(paper.refused, u"problems"_s);
        });
    QObject::connect(dialog, &QDialog::accepted, &context, [&context, words = paper.printed] {
        if (!words.isEmpty())
            context.notice(words, u"print"_s);
    });
    dialog->open();
}

QString fileName(QString words)
{
    static const QRegularExpression never(u"[\\\\/:*?\"<>|\\x00-\\x1f]"_s); // on any system
    words = words.replace(never, u"-"_s).simplified().left(120);
    while (words.endsWith(u'.') || words.endsWith(u' '))
        words.chop(1);
    return words;
}

void askWhereToSave(Context& context, QWidget* window, const QString& title, const QString& name,
    const QString& kinds, const std::function<void(const QString&)>& then)
{
    const auto endingOf = [](const QString& kind) { return kind.section(u"*."_s, 1).chopped(1); };
    auto* dialog = new QFileDialog(window, title, context.folder(), kinds);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString first = endingOf(kinds.section(u";;"_s, 0, 0));
    dialog->setDefaultSuffix(first);
    dialog->selectFile(fileName(name) + u'.' + first);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
        [dialog, endingOf](const QString& kind) { dialog->setDefaultSuffix(endingOf(kind)); });
    QObject::connect(
        dialog, &QFileDialog::fileSelected, window, [&context, then](const QString& path) {
            context.useFolder(QFileInfo(path).absolutePath());
            then(path);
        });
    dialog->open();
}

} // namespace ui
