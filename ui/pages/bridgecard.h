// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pages/accountfigures.h"
#include "pages/bridgeview.h"
#include "widgets/celltable.h"
#include "widgets/chiplabel.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace ui {

class Elided;
class Segments;

// Why the balances differ: as a picture or line by line, since when, and in plain words where the
// figures alone would mislead.
class BridgeCard : public QFrame {
    Q_OBJECT
public:
    explicit BridgeCard(Context& context, QWidget* parent = nullptr);
    void show(const AccountFigures& figures);
    bool hasLines() const; // something that the keyboard can stand on
    void focusLines();

Q_SIGNALS:
    void remedyPressed(const ui::Remedy& remedy);
    void moved(const QRect& row); // of the picture, as seen in this card

private:
    enum Column { Amount, Cause, LedgerRecord, XeroRecord, Since, Way, Columns };
    QWidget* makeHead();
    QWidget* makeSince();
    QWidget* makeReadAgain();
    void showWords();
    void showSince();
    void showView();
    void fillLines();
    QList<TableCell> cellsOf(const records::BridgeLine& line, qsizetype number) const;
    TableCell sinceCell(qsizetype number) const;
    void press(int row, int column);
    void open(const records::BridgeLine& line);
    void act(int row);
    void copy(const records::BridgeLine& line);
    void copyIds(const records::BridgeLine& line);
    Remedy remedyOf(const records::BridgeLine& line) const;

    Context& m_context;
    AccountFigures m_figures;
    QList<records::BridgeLine> m_lines; // by size, as they stand in the table
    QList<qsizetype> m_numbers; // of each: its place in the bridge
    QLabel* m_title = nullptr;
    QLabel* m_differenceWord = nullptr;
    QLabel* m_difference = nullptr;
    ChipLabel* m_explained = nullptr;
    QWidget* m_sinceRow = nullptr;
    QLabel* m_sinceIcon = nullptr;
    QLabel* m_sinceBefore = nullptr;
    QPushButton* m_sinceRecord = nullptr;
    Elided* m_sinceAfter = nullptr;
    Segments* m_view = nullptr;
    QLabel* m_equal = nullptr; // 0.00 is not agreement
    QLabel* m_control = nullptr;
    QWidget* m_readAgain = nullptr;
    QLabel* m_readAgainWords = nullptr;
    BridgeView* m_picture = nullptr;
    CellTable* m_table = nullptr;
};

} // namespace ui
