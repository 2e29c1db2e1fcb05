// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QWidget>

namespace ui {

// A cause chip outside of lists: icon and word on the soft ground of their meaning.
class ChipLabel : public QWidget {
    Q_OBJECT
public:
    explicit ChipLabel(Context& context, QWidget* parent = nullptr);
    void say(const QString& icon, const QString& word, const Meaning& meaning);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Context& m_context;
    QString m_icon, m_word;
    Meaning m_meaning;
};

} // namespace ui
