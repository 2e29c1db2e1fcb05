// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QWidget>

#include <array>

namespace ui {

// The calls to Xero of this day, one bar an hour; the hour that runs stands out.
class HourBars : public QWidget {
    Q_OBJECT
public:
    HourBars(Context& context, const QList<store::CallHour>& hours);
    QSize sizeHint() const override;
    int callsAt(int hour) const { return m_calls[static_cast<size_t>(hour)]; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Context& m_context;
    std::array<int, 24> m_calls{};
};

} // namespace ui
