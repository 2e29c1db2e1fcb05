// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QProcess>
#include <QTimer>
#include <QUrl>

namespace app {

// The stand-in Xero of a demo book: a child process with a state file of its own beside the book,
// so that it survives from one call to the next and is a witness independent of the book.
class DemoSandbox : public QObject {
    Q_OBJECT

public:
    // Like Xero, it takes 60 calls a minute; without limits a whole story is told in seconds.
    enum class Limits { AsXero, None };
    explicit DemoSandbox(
        const QString& book, Limits limits = Limits::AsXero, QObject* parent = nullptr);
    ~DemoSandbox() override; // ends the child and waits for it

    void start();
    QUrl address() const { return m_address; }
    static QString stateFile(const QString& book) { return book + QStringLiteral(".sandbox.json"); }

Q_SIGNALS:
    void listening(const QUrl& address);
    void failed(const QString& sentence);

private:
    void readLine();
    void giveUp(const QString& sentence);

    QString m_book;
    Limits m_limits;
    QProcess m_process;
    QTimer m_patience;
    QUrl m_address;
    bool m_gaveUp = false;
};

} // namespace app
