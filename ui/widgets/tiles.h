// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QAbstractButton>

class QHBoxLayout;

namespace ui {

class Segments;

struct TileWords {
    QString key, icon;
    Tone tone = Tone::Text2;
    int count = 0;
    QString word, second; // "waiting", "2,164.20"
};

// One number of a list, that filters it when pressed.
class Tile : public QAbstractButton {
    Q_OBJECT
public:
    Tile(Context& context, const TileWords& words, QWidget* parent);
    void setWords(const TileWords& words);
    const QString& key() const { return m_words.key; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Context& m_context;
    TileWords m_words;
};

// The few numbers above a list: tiles where there is room, else one segmented control, else a
// menu. Pressing the chosen one again takes the choice back.
class Tiles : public QWidget {
    Q_OBJECT
public:
    Tiles(Context& context, const QString& name, QWidget* parent = nullptr);
    void setTiles(const QList<TileWords>& words);
    QString chosen() const { return m_chosen; }
    void choose(const QString& key); // tells nobody

Q_SIGNALS:
    void changed(const QString& key);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    void pick(const QString& key);

    Context& m_context;
    QWidget* m_row;
    QList<Tile*> m_tiles;
    Segments* m_segments;
    QString m_chosen;
};

} // namespace ui
