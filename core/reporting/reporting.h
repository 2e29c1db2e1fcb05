// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "bridge/parted.h"
#include "records/reportrequest.h"
#include "report/pack.h"
#include "report/report.h"
#include "store/reader.h"

#include <memory>

namespace reporting {

// Builds one report, a window of rows at a time, so that whoever waits for it can say how far it is
// and stop.
class Builder {
public:
    Builder(const store::Reader& reader, const base::Clock& clock, records::ReportRequest request);
    ~Builder();
    Builder(const Builder&) = delete;
    Builder& operator=(const Builder&) = delete;

    // Refused: an account that isn't there, a kind that knows no day.
    base::Result<void> begin();
    bool step(); // false: it is whole
    int done() const;
    int total() const; // rows, as counted when it began
    report::Report take();

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

// The whole report at once, for those whom nothing waits for.
base::Result<report::Report> build(
    const store::Reader& reader, const base::Clock& clock, const records::ReportRequest& request);

// Why an account differs, in one cell of a list: "Failed", "4 causes", "Agrees".
QString causeText(const store::AccountRow& row);

// Since when, for each line of the bridge, by what the book kept of the records' past.
QList<bridge::Event> eventsOf(const store::Reader& reader, const records::AccountFile& file,
    const records::Bridge& bridge, QDate asOf);

// The same in sentences, in the organisation's time. Of what is being read again nobody knows.
struct SinceWords {
    QString first; // since when the balances differ; empty: they don't
    QStringList lines;
};
SinceWords sinceWords(const store::Reader& reader, const records::AccountFile& file,
    const records::Bridge& bridge, QDate asOf);

// Everything that a sign-off was made of, for its evidence pack, a window of balances at a time.
// Its report on paper does without the items: they are many, and nobody reads them there.
class PackBuilder {
public:
    PackBuilder(const store::Reader& reader, const base::Clock& clock, records::SignOffId id,
        bool withItems = true);
    base::Result<void> begin(); // NotFound
    bool step(); // false: all is gathered
    int done() const { return static_cast<int>(m_pack.accounts.size()); }
    int total() const { return m_total; }
    report::Pack take() { return std::move(m_pack); }

private:
    void tellTimesIn(const QTimeZone& zone);

    const store::Reader& m_reader;
    const std::shared_ptr<const store::Reader::Moment> m_moment;
    const records::SignOffId m_id;
    const bool m_withItems;
    report::Pack m_pack;
    int m_total = 0;
};

// Whether a pack is as it was made: by itself, and by this book's seal and checksum where the book
// has the sign-off that it is of.
base::Result<report::PackVerdict> verify(const store::Reader& reader, const QString& folder);
QString packNote(const QByteArray& checksum); // what the history of the sign-off says of a pack

} // namespace reporting
