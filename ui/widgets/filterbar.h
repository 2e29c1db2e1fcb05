// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QButtonGroup>
#include <QLineEdit>

#include <limits>

class QMenu;
class QToolButton;

namespace ui {

class FaceButton;
class ListView;

struct Segment {
    QString key, word;
    int count = -1; // −1: no count
    QString icon = {};
    Tone tone = Tone::Text2; // of the icon
};

// One choice out of a few, in one frame.
class Segments : public QWidget {
    Q_OBJECT
public:
    Segments(Context& context, const QString& name, QWidget* parent = nullptr);
    void setSegments(const QList<Segment>& segments);
    QString chosen() const { return m_chosen; }
    void choose(const QString& key); // tells nobody
    void focusChosen(); // the keyboard stays where a choice was made
    // Side by side, or one button with a menu where there is no room for that.
    void fit(int available);

Q_SIGNALS:
    void changed(const QString& key);

private:
    void makeButtons(const QList<Segment>& segments);
    void showMenu();

    Context& m_context;
    QButtonGroup m_group;
    FaceButton* m_menu; // in place of the segments
    int m_wanted = 0; // side by side
    int m_available = std::numeric_limits<int>::max();
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
    void set(const QString& text, const QString& segment); // tells once, if anything changes
    void addTrailing(QWidget* widget);
    // Offers the choice of this list's columns and rows; once.
    void serve(ListView* list);
    void startTyping(const QString& text);

Q_SIGNALS:
    void changed(const QString& text, const QString& segment);

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    void fillColumnsMenu(QMenu* menu, ListView* list);

    Context& m_context;
    QToolButton* m_columns;
    QLineEdit* m_field;
    Segments* m_segments;
};

} // namespace ui
