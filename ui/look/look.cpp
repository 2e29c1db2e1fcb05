// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/look.h"

#include <QApplication>
#include <QBuffer>
#include <QFile>
#include <QFontInfo>
#include <QFontMetrics>
#include <QIconEngine>
#include <QImageReader>
#include <QPainter>
#include <QRegularExpression>
#include <QStyle>

#include <algorithm>

using Qt::StringLiterals::operator""_s;

// A static library's resources are in the program only once somebody asks for them, and the macro
// wants to stand outside of namespaces.
static void initResources()
{
    Q_INIT_RESOURCE(icons);
    Q_INIT_RESOURCE(look);
}

namespace ui {

namespace {

struct TypeRow {
    Type type;
    int pixels; // when the system's font has 13
    QFont::Weight weight;
};
constexpr TypeRow typeTable[] = {
    {Type::Headline, 24, QFont::Bold},
    {Type::PageTitle, 20, QFont::DemiBold},
    {Type::BigMoney, 19, QFont::DemiBold},
    {Type::Section, 15, QFont::DemiBold},
    {Type::Body, 13, QFont::Normal},
    {Type::Strong, 13, QFont::DemiBold},
    {Type::Second, 12, QFont::Normal},
    {Type::SecondStrong, 12, QFont::DemiBold},
    {Type::Small, 11, QFont::Normal},
};

constexpr const char* mirrored[]
    = {"chevron-right", "export", "open-out", "undo", "allocation", "bill", "rule"};

bool isMirrored(const QString& name)
{
    return QApplication::isRightToLeft() && std::ranges::any_of(mirrored, [&](const char* each) {
        return name == QLatin1StringView(each);
    });
}

QByteArray inked(const QString& name, const QColor& ink)
{
    QFile file(u":/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("#000", ink.name().toLatin1());
}

// Style sheets name sides, not the beginning and the end of a line.
QString mirroredSheet(QString sheet)
{
    sheet.replace(u"-left"_s, u"-@"_s).replace(u"-right"_s, u"-left"_s);
    return sheet.replace(u"-@"_s, u"-right"_s);
}

QImage drawn(const QString& name, const QColor& ink, int pixels)
{
    QByteArray svg = inked(name, ink);
    QBuffer buffer(&svg);
    QImageReader reader(&buffer, "svg");
    reader.setScaledSize({pixels, pixels});
    const QImage image = reader.read();
    return isMirrored(name) ? image.mirrored(true, false) : image;
}

// Asks the look at every painting, so that a change of appearance needs no new icons.
class TintedIcon : public QIconEngine {
public:
    TintedIcon(const Look* look, QString name, Tone tone)
        : m_look(look)
        , m_name(std::move(name))
        , m_tone(tone)
    {
    }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = std::min(rect.width(), rect.height());
        const QPixmap picture
            = m_look->pixmap(m_name, mode == QIcon::Disabled ? Tone::Text3 : m_tone, size,
                painter->device()->devicePixelRatio());
        painter->drawPixmap(rect.x() + (rect.width() - size) / 2,
            rect.y() + (rect.height() - size) / 2, size, size, picture);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return m_look->pixmap(m_name, mode == QIcon::Disabled ? Tone::Text3 : m_tone,
            std::min(size.width(), size.height()), 1.0);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }
    QIconEngine* clone() const override { return new TintedIcon(m_look, m_name, m_tone); }

private:
    const Look* m_look;
    QString m_name;
    Tone m_tone;
};

} // namespace

Look::Look(QObject* parent)
    : QObject(parent)
    , m_base(QApplication::font())
{
    // Qt 6.4 can't ask the system; a light text on a dark ground tells it.
    const QPalette system = QApplication::palette();
    m_systemScheme = system.color(QPalette::WindowText).lightness()
            > system.color(QPalette::Window).lightness()
        ? Scheme::Dark
        : Scheme::Light;
    initResources();
    QApplication::setStyle(u"Fusion"_s);
    apply(m_systemScheme);
}

void Look::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    apply(appearance == Appearance::System   ? m_systemScheme
            : appearance == Appearance::Dark ? Scheme::Dark
                                             : Scheme::Light);
    Q_EMIT changed();
}

void Look::apply(Scheme scheme)
{
    m_scheme = scheme;
    QApplication::setPalette(systemPalette(scheme));
}

QFont Look::font(Type type) const
{
    const TypeRow& row = typeTable[static_cast<int>(type)];
    QFont font = m_base;
    font.setPixelSize(std::max(1, (row.pixels * QFontInfo(m_base).pixelSize() + 6) / 13));
    font.setWeight(row.weight);
    return font;
}

int Look::height(int pixels) const
{
    return std::max(pixels, QFontMetrics(font(Type::Body)).height() + 10);
}

QPixmap Look::pixmap(const QString& name, Tone tone, int size, qreal ratio) const
{
    const int pixels = std::max(1, qRound(size * ratio));
    const QRgb ink = color(tone).rgb();
    const QString key = name + u'/' + QString::number(ink, 16) + u'/' + QString::number(pixels)
        + (QApplication::isRightToLeft() ? u"m"_s : QString());
    auto found = m_pixmaps.find(key);
    if (found == m_pixmaps.end()) {
        QPixmap picture = QPixmap::fromImage(drawn(name, QColor(ink), pixels));
        picture.setDevicePixelRatio(ratio);
        found = m_pixmaps.insert(key, picture);
    }
    return *found;
}

QIcon Look::icon(const QString& name, Tone tone) const
{
    return QIcon(new TintedIcon(this, name, tone));
}

QString Look::arrowFile(Points where) const
{
    const QColor ink = color(Tone::Text2);
    const bool isUp = where == Points::Up;
    const QString path
        = m_drawn.filePath((isUp ? u"up-"_s : u"arrow-"_s) + ink.name().mid(1) + u".svg"_s);
    QByteArray drawing = inked(u"chevron-down"_s, ink);
    if (isUp)
        drawing.replace("<path ", "<path transform=\"rotate(180 10 10)\" ");
    if (QFile file(path); !file.exists() && file.open(QIODevice::WriteOnly))
        file.write(drawing);
    return path;
}

QString Look::styleSheet() const
{
    QFile file(u":/look/style.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    for (const ToneRow& row : toneTable()) {
        const QRegularExpression name(u'@' + QLatin1StringView(row.name) + u"\\b"_s);
        sheet.replace(name, color(row.tone).name());
    }
    sheet.replace(u"@upArrow"_s, arrowFile(Points::Up));
    sheet.replace(u"@arrow"_s, arrowFile(Points::Down));
    const QString mark = m_drawn.filePath(u"check.svg"_s); // in one ink, light and dark
    if (QFile tick(mark); !tick.exists() && tick.open(QIODevice::WriteOnly))
        tick.write(inked(u"check"_s, color(Tone::OnSolid)));
    sheet.replace(u"@checkMark"_s, mark);
    return QApplication::isRightToLeft() ? mirroredSheet(sheet) : sheet;
}

} // namespace ui
