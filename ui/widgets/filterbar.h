// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QButtonGroup>
#include <QLineEdit>

namespace ui {

struct Segment {
    QString key, word;
    int count = -1; // −1: no count
};

// One choice out of a few, in one frame.
class Segments : public QWidget {
    Q_OBJECT
public:
    Segments(Context& context, const QString& name, QWidget* parent = nullptr);
    void setSegments(const QList<Segment>& segments);
    QString chosen() const { return m_chosen; }
    void choose(const QString& key); // tells nobody

Q_SIGNALS:
    void changed(const QString& key);

private:
    Context& m_context;
    QButtonGroup m_group;
    QList<Segment> m_segments;
    QString m_chosen;
};

// Field, segments, and at the trailing side what can be done with the selection.
class FilterBar : public QWidget {
    Q_OBJECT
public:
    FilterBar(Context& context, const QString& placeholder, QWidget* parent = nullptr);
    QLineEdit* field() const { return m_field; }
    Segments* segments() const { return m_segments; }
    void addTrailing(QWidget* widget);
    void startTyping(const QString& text);

Q_SIGNALS:
    void changed(const QString& text, const QString& segment);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLineEdit* m_field;
    Segments* m_segments;
};

} // namespace ui
