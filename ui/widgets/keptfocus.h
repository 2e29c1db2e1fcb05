// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QApplication>
#include <QPointer>
#include <QWidget>

namespace ui {

// Rows of widgets are made anew when the book changes; the keyboard stays on the one of the same
// name. Stands around the making.
class KeptFocus {
public:
    explicit KeptFocus(QWidget* root)
        : m_root(root)
    {
        const QWidget* focused = QApplication::focusWidget();
        if (focused && root->isAncestorOf(focused))
            m_name = focused->objectName();
    }
    ~KeptFocus()
    {
        const QWidget* focused = QApplication::focusWidget();
        const bool isLost = !focused || focused->objectName() != m_name;
        if (m_root && isLost && !m_name.isEmpty())
            give(m_root, m_name);
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

private:
    QPointer<QWidget> m_root;
    QString m_name;
};

} // namespace ui
