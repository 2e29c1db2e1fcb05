// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pages/page.h"

namespace ui {

// Both sides of the links, each in a list of its own, and what invoices' item codes lack.
class LinksPage : public Page {
    Q_OBJECT
public:
    explicit LinksPage(Context& context);
    void refresh() override { shown()->refresh(); }
    void show(const QString& what) override;
    QLineEdit* filterField() const override { return shown()->filterField(); }
    ListView* list() const override { return shown()->list(); }
    void toggleInspector() override { shown()->toggleInspector(); }
    bool closeInspector() override { return shown()->closeInspector(); }

private:
    ListPage* shown() const { return static_cast<ListPage*>(m_views->currentWidget()); }
    void addView(const QString& key, ListPage* page, QWidget* trailing = nullptr);
    void choose(const QString& key);

    QStackedWidget* m_views;
    QStringList m_keys;
    QList<Segments*> m_switches; // one on each view, all alike
};

} // namespace ui
