// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QLabel>

namespace ui {

// One line that shortens its words where there is no room and never pushes others aside; the whole
// stands in its tooltip and is read aloud.
class Elided : public QLabel {
    Q_OBJECT
public:
    Elided(Context& context, const QString& text, Type type = Type::Body,
        const char* tone = nullptr, QWidget* parent = nullptr);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshTip();
    QString m_tip; // as given by itself: one that somebody else gave stays
};

} // namespace ui
