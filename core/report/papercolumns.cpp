// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/papercolumns.h"

#include <QFontMetricsF>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {

namespace {

constexpr qsizetype kSample = 500; // rows that tell how wide a text is
constexpr double kLeast = 36; // a text column never gets less
constexpr double kShortTitle = 60;
constexpr double kComfort = 95; // per weight: with this much, text reads well

// Measures in points, whatever the device: letters of 100 pixels, scaled.
class Ruler {
public:
    explicit Ruler(bool isBold)
        : m_metrics(font(isBold))
    {
    }
    double widthOf(const QString& text, double size) const
    {
        return m_metrics.horizontalAdvance(text) * size / 100 * 1.03;
    }

private:
    static QFont font(bool isBold)
    {
        QFont font = paper::font(isBold);
        font.setPixelSize(100);
        font.setHintingPreference(QFont::PreferNoHinting);
        return font;
    }
    QFontMetricsF m_metrics;
};

struct Wish {
    double width = 0;
    int weight = 0; // 0: never squeezed, never stretched
};

// A short title stays in one line.
double headWidth(const QString& title, const Ruler& bold)
{
    double width = bold.widthOf(title, paper::kHead);
    if (width <= kShortTitle)
        return width;
    width = 0;
    for (const QString& word : title.split(u' '))
        width = std::max(width, bold.widthOf(word, paper::kHead));
    return width;
}

bool isText(const Column& column)
{
    return column.kind == Cell::Kind::Text || column.kind == Cell::Kind::Empty;
}

// Digits are equally wide, so the longest figure is the widest.
double widestFigure(const Section& section, qsizetype column, const Ruler& bold)
{
    const bool withCode = isMixed(section, column);
    QString longest;
    const auto look = [&](const QList<Cell>& row) {
        if (column >= row.size())
            return;
        const QString text = shown(row.at(column), withCode);
        if (text.size() > longest.size())
            longest = text;
    };
    for (const QList<Cell>& row : section.rows)
        look(row);
    look(section.totals);
    return bold.widthOf(longest, paper::kBody);
}

double widestText(const Section& section, qsizetype column, const Ruler& plain, const Ruler& bold)
{
    double width = 0;
    for (qsizetype i = 0; i < std::min(kSample, section.rows.size()); ++i) {
        const QString text = section.rows.at(i).value(column).asText().left(200);
        width = std::max(width, plain.widthOf(text, paper::kBody));
    }
    return std::max(
        width, bold.widthOf(section.totals.value(column).asText().left(60), paper::kBody));
}

QList<Wish> wishesOf(const Section& section)
{
    const Ruler plain(false), bold(true);
    QList<Wish> wishes;
    for (qsizetype i = 0; i < section.columns.size(); ++i) {
        const Column& column = section.columns.at(i);
        const double head = headWidth(column.title, bold);
        if (isText(column)) {
            const double text = std::max(head, widestText(section, i, plain, bold));
            if (column.weight > 0)
                wishes.append({std::max(text, kLeast), column.weight});
            else
                wishes.append({std::min(text, std::max(head, kComfort)), 0});
        } else
            wishes.append({std::max(head, widestFigure(section, i, bold)), 0});
    }
    return wishes;
}

double gapsOf(const QList<Wish>& wishes)
{
    return paper::kGap * double(std::max<qsizetype>(0, wishes.size() - 1));
}

// Gives each text its share by weight; who needs less leaves the rest to the others.
void share(QList<double>& widths, const QList<Wish>& wishes, double left)
{
    QList<qsizetype> open;
    for (qsizetype i = 0; i < wishes.size(); ++i)
        if (wishes.at(i).weight > 0)
            open.append(i);
    while (!open.isEmpty()) {
        int weights = 0;
        for (const qsizetype i : open)
            weights += wishes.at(i).weight;
        const double unit = left / weights;
        const auto content = std::find_if(open.begin(), open.end(),
            [&](qsizetype i) { return wishes.at(i).width <= unit * wishes.at(i).weight; });
        if (content == open.end()) {
            for (const qsizetype i : open)
                widths[i] = std::max(kLeast, unit * wishes.at(i).weight);
            return;
        }
        widths[*content] = wishes.at(*content).width;
        left -= widths.at(*content);
        open.erase(content);
    }
}

} // namespace

QFont paper::font(bool isBold)
{
    constexpr double kLeastSpacing = 1.0 / 64; // letters that are spaced are never joined
    QFont font;
    font.setBold(isBold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, kLeastSpacing);
    return font;
}

QList<double> widthsOf(const Section& section, double width)
{
    const QList<Wish> wishes = wishesOf(section);
    QList<double> widths(wishes.size(), 0);
    double left = width - gapsOf(wishes);
    for (qsizetype i = 0; i < wishes.size(); ++i)
        if (wishes.at(i).weight == 0) {
            widths[i] = wishes.at(i).width;
            left -= widths.at(i);
        }
    share(widths, wishes, std::max(0.0, left));
    double sum = gapsOf(wishes);
    int weights = 0;
    for (qsizetype i = 0; i < wishes.size(); ++i) {
        sum += widths.at(i);
        weights += wishes.at(i).weight;
    }
    // What nobody needs goes to the texts, so that tables of one page are equally wide; what is
    // missing is taken from all, and letters shrink rather than figures being cut.
    for (qsizetype i = 0; i < wishes.size(); ++i) {
        if (sum > width)
            widths[i] *= (width - gapsOf(wishes)) / (sum - gapsOf(wishes));
        else if (wishes.at(i).weight > 0)
            widths[i] += (width - sum) * wishes.at(i).weight / weights;
    }
    return widths;
}

double wantedWidth(const Section& section)
{
    const QList<Wish> wishes = wishesOf(section);
    double wanted = gapsOf(wishes);
    for (const Wish& wish : wishes)
        wanted += wish.weight == 0 ? wish.width : std::min(wish.width, kComfort * wish.weight);
    return wanted;
}

} // namespace report
