// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pages/page.h"

class QBoxLayout;
class QComboBox;

namespace ui {

// No book yet: what Tieout is for, and three ways to begin.
class FirstRunPage : public Page {
    Q_OBJECT
public:
    explicit FirstRunPage(Context& context);
    void refresh() override { }
    void setBusy(const QString& activity); // "Pushing, 120 of 812"; empty: not busy
    void refuse(
        const QString& sentence); // why a book was not opened or made; empty: nothing to say

Q_SIGNALS:
    void demoPressed();
    void stopPressed();
    void appearanceChosen(ui::Appearance appearance);
    void openPressed();
    void createPressed(const QString& path, const QString& name, const QString& currency);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeStory();
    QWidget* makeQuestions();
    QFrame* makeCards();
    QFrame* makeRefusal();
    QPushButton* makeAppearance();
    QFrame* makeDemoCard();
    QFrame* makeSetUpCard();
    QFrame* makeOpenCard();
    QVBoxLayout* cardText(QFrame* card, const QString& icon, Tone tone, const QString& title,
        const QString& sentence);
    void create();
    void fit();

    QBoxLayout* m_halves = nullptr;
    QVBoxLayout* m_storyLayout = nullptr;
    QVBoxLayout* m_cards = nullptr;
    QList<QFrame*> m_choices;
    QWidget* m_questions = nullptr;
    QWidget* m_air = nullptr; // between brand and title
    QLabel* m_title = nullptr;
    QLabel* m_promise = nullptr;
    QFrame* m_refusal = nullptr;
    QLabel* m_refusalText = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_demo = nullptr;
    QLabel* m_activity = nullptr;
    QWidget* m_form = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_currency = nullptr;
    QLabel* m_warning = nullptr;
};

} // namespace ui
