// SPDX-License-Identifier: GPL-3.0-or-later

#include "context.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QUrl>

using Qt::StringLiterals::operator""_s;

namespace ui {

Context::Context(base::Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void Context::setReader(std::unique_ptr<store::Reader> reader, const QString& path)
{
    m_reader = std::move(reader);
    m_path = path;
    m_status = {};
    m_settings = {};
    readSettings();
    Q_EMIT bookChanged();
}

base::Result<std::unique_ptr<store::Reader>> Context::anotherReader() const
{
    if (!m_reader || !m_readers)
        return base::failure(base::ErrorKind::Usage, u"No book is open."_s);
    return m_readers(m_path);
}

void Context::readSettings()
{
    if (m_reader)
        m_settings = m_reader->settings();
}

quint64 Context::give(const records::Command& command)
{
    ++m_ticket;
    Q_EMIT commandGiven(m_ticket, command);
    return m_ticket;
}

void Context::giveWithUndo(const records::Command& command, const QString& sentence,
    const QString& icon, const records::Command& undo)
{
    ask(command);
    Q_EMIT noticed(sentence, icon, [this, undo] { give(undo); });
}

void Context::open(const QString& page, const QString& what)
{
    Q_EMIT opened(page, what);
}

void Context::copy(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT noticed(u"Copied."_s, u"copy"_s, {});
}

void Context::openAddress(const QString& url)
{
    // Only what a browser or a mail program opens: an address comes from outside.
    const QUrl address(url, QUrl::StrictMode);
    if (address.scheme() == u"https"_s || address.scheme() == u"http"_s
        || address.scheme() == u"mailto"_s)
        QDesktopServices::openUrl(address);
}

} // namespace ui
