// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace ui {

// The answer first: shape, word, sentence, at most two buttons.
class VerdictBand : public QFrame {
    Q_OBJECT
public:
    explicit VerdictBand(Context& context, QWidget* parent = nullptr);
    void show(records::Verdict verdict, const QString& headline, const QString& sentence);
    void setCompact(bool compact); // where a list follows
    // An empty text hides the button.
    void setButtons(const QString& second, const QString& primary);

Q_SIGNALS:
    void secondPressed();
    void primaryPressed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    Context& m_context;
    QBoxLayout* m_parts; // words, then buttons: beside them or, where it is narrow, below
    QLabel* m_icon;
    QLabel* m_headline;
    QLabel* m_sentence;
    QPushButton* m_second;
    QPushButton* m_primary;
    bool m_isCompact = false;
};

} // namespace ui
