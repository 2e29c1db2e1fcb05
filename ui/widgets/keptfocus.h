// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QPointer>

#include <functional>

namespace ui {

// Rows of widgets are made anew when the book changes; the keyboard stays on the one of the same
// name. Where that has gone, otherwise says where it goes: Qt would throw it to the window's top.
// Stands around the making.
class KeptFocus {
public:
    explicit KeptFocus(QWidget* root, std::function<void()> otherwise = {})
        : m_root(root)
        , m_otherwise(std::move(otherwise))
    {
        const QWidget* focused = QApplication::focusWidget();
        if (focused && root->isAncestorOf(focused))
            m_name = focused->objectName();
    }
    ~KeptFocus()
    {
        const QWidget* focused = QApplication::focusWidget();
        const bool isLost = !focused || focused->objectName() != m_name;
        if (m_root && isLost && !m_name.isEmpty() && !give(m_root, m_name) && m_otherwise)
            m_otherwise();
    }
    KeptFocus(const KeptFocus&) = delete;
    KeptFocus& operator=(const KeptFocus&) = delete;

    // False when nothing of this name is there any more.
    static bool give(QWidget* root, const QString& name)
    {
        for (QWidget* each : root->findChildren<QWidget*>(name)) {
            bool isGone = false;
            for (const QWidget* at = each; at && at != root; at = at->parentWidget())
                isGone = isGone
                    || (at->isHidden() && at->testAttribute(Qt::WA_WState_ExplicitShowHide));
            if (isGone)
                continue;
            // What was just added to a layout is shown by a later event only.
            for (QWidget* at = each; at && at != root; at = at->parentWidget())
                at->show();
            each->setFocus();
            return true;
        }
        return false;
    }

    // Buttons by their words, which are the same when they are made anew.
    static void nameButtons(QWidget* root)
    {
        for (QAbstractButton* each : root->findChildren<QAbstractButton*>())
            if (each->objectName().isEmpty())
                each->setObjectName(each->text().isEmpty() ? each->accessibleName() : each->text());
    }

private:
    QPointer<QWidget> m_root;
    std::function<void()> m_otherwise;
    QString m_name;
};

} // namespace ui
