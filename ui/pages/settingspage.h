// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/page.h"

class QBoxLayout;
class QComboBox;
class QDateEdit;
class QGridLayout;
class QListWidget;

namespace ui {

class ScheduleSection;

// Diagnostics first, then what the book is set to. Changes apply at once.
class SettingsPage : public Page {
    Q_OBJECT
public:
    explicit SettingsPage(Context& context);
    void refresh() override;
    void show(const QString& what) override;

Q_SIGNALS:
    void appearanceChosen(ui::Appearance appearance);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    static constexpr int factsKeyWidth = 108;
    struct Section {
        QString id, word;
        QVBoxLayout* layout = nullptr;
    };
    void addSection(const QString& id, const QString& word);
    QVBoxLayout* section(const QString& id) const;
    QFrame* card(QVBoxLayout* into, const QString& title, QHBoxLayout** head = nullptr);
    QFrame* factsCard(QVBoxLayout* into, const QString& title,
        const QList<std::pair<QString, QString>>& facts, QHBoxLayout** head = nullptr);
    void showDiagnostics();
    void addHead(QVBoxLayout* into, const store::Diagnostics& found);
    void showConnectionFacts(const store::Diagnostics& found, QBoxLayout* into);
    void showCalls(const store::Diagnostics& found, QBoxLayout* into);
    void showFetches(const store::Diagnostics& found, QVBoxLayout* into);
    void showChecks(const store::Diagnostics& found, QBoxLayout* into);
    void addSupport(QVBoxLayout* into);
    QString nextRun() const;
    void addMeter(QGridLayout* grid, int line, const QString& word, const QString& name,
        std::pair<qint64, qint64> of, const QString& said);
    QBoxLayout* pair(QVBoxLayout* into); // two cards beside each other, or one above the other
    QWidget* state(const QString& icon, Tone tone, const QString& word);
    void showConnection();
    void showAdoption();
    void showFlows();
    void showItems();
    void addInstead(QVBoxLayout* into);
    void showBank();
    void showAppearance();
    void showImport();
    void change(const std::function<void(records::BookSettings&)>& how);
    QLineEdit* codeField(QGridLayout* grid, int line, const QString& word, const QString& value,
        std::function<void(records::BookSettings&, const QString&)> set);

    QList<Section> m_sections;
    QListWidget* m_list;
    QStackedWidget* m_stack;
    AdoptionModel* m_unmatched;
    ScheduleSection* m_schedule;
    QDate m_startDate; // chosen and not yet accepted
    bool m_isNarrow = false;
};

} // namespace ui
