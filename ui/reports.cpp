// SPDX-License-Identifier: GPL-3.0-or-later

#include "reports.h"

#include "models/models.h"
#include "paper.h"
#include "reportmaker.h"
#include "signoffwords.h"
#include "widgets/make.h"

#include <QMenu>
#include <QPrinter>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr qsizetype kMostPreviewed = 5'000; // rows: more pages than anybody turns on a screen

QString wordOf(ReportKind kind)
{
    switch (kind) {
    case ReportKind::Balances:
        return u"balances"_s;
    case ReportKind::Bridge:
        return u"bridge"_s;
    case ReportKind::Ageing:
        return u"ageing"_s;
    case ReportKind::Pending:
        return u"pushes"_s;
    case ReportKind::Problems:
        return u"problems"_s;
    case ReportKind::Log:
        return u"log"_s;
    case ReportKind::SignOffs:
        return u"sign-offs"_s;
    case ReportKind::SignOff:
        return u"sign-off"_s;
    }
    base::require(false, "every report has its word");
    return {};
}

// "Bridge of Harbourside Physio as of 31 Oct 2026": one knows later what is in the file.
QString nameOf(const Context& context, const ReportRequest& request)
{
    QString whose = context.settings().name;
    QDate day = request.asOf.isValid() ? request.asOf : context.today();
    const auto account = request.account ? context.reader().account(request.account) : std::nullopt;
    const auto signOff = request.signOff ? context.reader().signOff(request.signOff) : std::nullopt;
    if (account) {
        whose = account->account.name;
    } else if (signOff) {
        whose = scopeWords(context.reader(), *signOff);
        day = signOff->day;
    } else if (request.kind == ReportKind::Balances || request.kind == ReportKind::Bridge
        || request.kind == ReportKind::Ageing) {
        whose += request.vendors ? u" vendors"_s : u" customers"_s;
    }
    return u"%1 of %2 as of %3"_s.arg(sentenceCase(wordOf(request.kind)), whose, fullDay(day));
}

} // namespace

void previewReport(Context& context, const report::Report& report, QWidget* window)
{
    const report::Report shown = report::firstRows(report, kMostPreviewed);
    previewPaper(context,
        {.title = shown.title,
            .isWide = report::isWide(shown),
            .paint = [shown](QPrinter& paper) { return report::paint(shown, paper); },
            .printed = u"The report is at the printer."_s,
            .refused = u"The printer did not take the report."_s},
        window);
}

void previewReport(Context& context, const ReportRequest& request, QWidget* window)
{
    auto* maker = new ReportMaker(context, window);
    QObject::connect(maker, &ReportMaker::made, window,
        [&context, window](const report::Report& made) { previewReport(context, made, window); });
    QObject::connect(maker, &ReportMaker::refused, &context,
        [&context](const QString& sentence) { context.notice(sentence, u"problems"_s); });
    maker->start(request);
}

void saveReport(Context& context, const ReportRequest& request, QWidget* window)
{
    askWhereToSave(context, window, u"Save the report"_s, nameOf(context, request),
        u"PDF (*.pdf);;Spreadsheet (*.xlsx);;CSV (*.csv);;JSON (*.json)"_s,
        [&context, request](const QString& path) {
            context.giveForFile(command::MakeReport{request, path}, path);
        });
}

QToolButton* makeReportButton(Context& context, const QString& name, const QList<ReportKind>& kinds,
    const RequestOf& requestOf)
{
    // In a head full of words there is room for an icon only.
    QToolButton* button = makeToolButton(context, u"print"_s, name);
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    for (const ReportKind kind : kinds) {
        menu->addAction(
            u"Preview the %1"_s.arg(wordOf(kind)), button, [&context, button, requestOf, kind] {
                if (const auto request = requestOf(kind))
                    previewReport(context, *request, button->window());
            });
        menu->addAction(
            u"Save the %1…"_s.arg(wordOf(kind)), button, [&context, button, requestOf, kind] {
                if (const auto request = requestOf(kind))
                    saveReport(context, *request, button->window());
            });
    }
    button->setMenu(menu);
    return button;
}

} // namespace ui
