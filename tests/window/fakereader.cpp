// SPDX-License-Identifier: GPL-3.0-or-later

#include "window/fakereader.h"

#include "window/fakework.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace window {

namespace {

QDateTime at(int hour, int minute)
{
    return QDateTime({2025, 11, 21}, {hour, minute}, Qt::UTC);
}

} // namespace

base::Money aud(const char* amount)
{
    return base::Money::parse(QString::fromLatin1(amount), base::Currency::of("AUD")).value();
}

FakeReader::FakeReader()
{
    book.name = u"Coastline"_s;
    book.currency = base::Currency::of("AUD");
    book.pushIsOn = true;
    book.startDate = {2025, 2, 4};
    book.bankAccountCode = u"090"_s;
    fillAccounts();
    fillOutbox();
    inboxRows = demoInbox();
    banks = demoBanks();
    fillLines();
    fillChanges();
    for (const int day : {21, 20, 19, 18})
        backupRows.append(
            {u"/books/Coastline backups/Coastline 2025-11-%1 080112.tieout"_s.arg(day),
                QDateTime({2025, 11, day}, {8, 1, 12}), 214'000'000 - (21 - day) * 130'000});
    fillLinks();
}

QDateTime FakeReader::now()
{
    return at(10, 15);
}

EngineStatus FakeReader::status()
{
    EngineStatus status;
    status.connection = Connection::Connected;
    status.organisation = u"Coastline Broadband Pty Ltd"_s;
    status.lastFetch = at(10, 6);
    status.callsToday = 1212;
    status.callsThisMinute = 4;
    return status;
}

void FakeReader::addAccount(const QString& name, const QString& number, const char* ledger,
    const char* xero, int causes, BridgeCause cause)
{
    store::AccountRow row;
    row.id = AccountId{accountRows.size() + 1};
    row.name = name;
    row.number = number;
    row.ledger = aud(ledger);
    row.xero = aud(xero);
    row.difference = row.ledger - row.xero;
    row.causes = causes;
    row.cause = cause;
    row.differs = causes > 0;
    accountRows.append(row);
    store::LinkRow link{row.id, number, name, u"e8a10000-0000-4000-8000-0000000044f0"_s, name,
        u"by number"_s, u"linked"_s, 0, 0};
    linkRows.append(link);
}

void FakeReader::fillAccounts()
{
    store::LinkRow coral{
        AccountId{90}, u"104409"_s, u"Coral Bay Dive Centre"_s, {}, {}, {}, u"not-linked"_s, 0, 2};
    store::LinkRow norwood{
        AccountId{91}, u"104413"_s, u"Norwood Optical"_s, {}, {}, {}, u"to-create"_s, 1, 0};
    linkRows = {coral, norwood};
    const QString contact = u"e8a10000-0000-4000-8000-0000000044f2"_s;
    linkRows.append({AccountId{92}, u"104406"_s, u"Redfern Signs & Print"_s, contact, {},
        u"imported"_s, u"partial"_s, 0, 0});
    linkRows.append({AccountId{93}, u"104407"_s, u"Yarra Boats"_s, contact, u"Yarra Boats"_s,
        u"by number"_s, u"archived"_s, 1, 0});
    linkRows.append({AccountId{94}, u"104156"_s, u"Murray & Sons Plumbing"_s, contact,
        u"Murray & Sons Plumbing"_s, u"by number"_s, u"merged"_s, 2, 0});
    linkRows.last().survivorName = u"Murray Plumbing Group Pty Ltd"_s;
    using enum BridgeCause;
    addAccount(u"Murray & Sons Plumbing"_s, u"104156"_s, "1240.80", "0.00", 1, Failed);
    addAccount(u"Nullarbor Freight Lines"_s, u"104112"_s, "6480.00", "5480.00", 1, VoidedOneSide);
    addAccount(u"Waratah Legal"_s, u"104230"_s, "888.00", "0.00", 1, ReversedOneSide);
    addAccount(u"Harbourside Physio"_s, u"104377"_s, "1312.55", "2090.05", 4, NotYetPushed);
    addAccount(u"Kookaburra Preschool"_s, u"104418"_s, "555.55", "0.00", 1, MirrorIncomplete);
    addAccount(u"Saltbush Landscapes"_s, u"104301"_s, "1158.30", "772.20", 1, Failed);
    addAccount(u"Boronia Bakery"_s, u"104205"_s, "0.00", "322.00", 1, UnsupportedKind);
    addAccount(u"Red Gum Joinery"_s, u"104333"_s, "0.00", "-264.00", 1, WrongMatch);
    addAccount(u"Jacaranda Florist"_s, u"104127"_s, "210.00", "330.00", 1, SetAside);
    addAccount(u"Ocean Road Surf School"_s, u"104069"_s, "0.00", "-20.00", 1, WaitingCredit);
    addAccount(u"Lakeside Caravan Park"_s, u"104251"_s, "2415.61", "2415.60", 1, Rounding);
    const std::pair<const char*, const char*> agreeing[]
        = {{"Banksia Veterinary Clinic", "482.00"}, {"Blue Wren Books", "0.00"},
            {"Currawong Dental", "1973.40"}, {"Eastgate Auto Electrics", "199.00"},
            {"Gippsland Dairy Supplies", "4112.00"}, {"Ironbark Fencing", "99.00"},
            {"Mallee Grain Traders", "3487.00"}, {"Parkdale Newsagency", "79.00"},
            {"Pinnacle Roof Tiling", "264.00"}, {"Quandong Catering", "373.00"},
            {"Ridgeline Surveying", "679.80"}, {"Tin Shed Brewing Co", "312.80"},
            {"Upwey Hardware", "454.70"}, {"Wattle & Co Cafe", "0.00"}};
    int number = 104500;
    for (const auto& [name, balance] : agreeing)
        addAccount(
            QString::fromLatin1(name), QString::number(number++), balance, balance, 0, Unexplained);
    for (int i = 0; i < 600; ++i)
        addAccount(u"Customer %1"_s.arg(i + 1), QString::number(number++), "10.00", "10.00", 0,
            Unexplained);
    for (int i = 0; i < 900; ++i) {
        const bool isInvoice = i % 2 == 0;
        store::LedgerRow row;
        row.ref = {isInvoice ? RecordKind::Invoice : RecordKind::Payment, 10'000 + i};
        row.number = isInvoice ? u"INV-%1"_s.arg(10'291 + i) : u"PAY-%1"_s.arg(20'416 + i);
        row.accountName = u"Harbourside Physio"_s;
        row.account = AccountId{4};
        row.date = {2025, 10, 10};
        row.amount = aud("888.00");
        row.state = i == 1 ? u"waiting"_s : u"in Xero"_s;
        ledgerRows.append(row);
    }
}

void FakeReader::addOperation(store::OutboxGroup group, OperationKind kind, const QString& label,
    const QString& account, const char* amount, Cause cause)
{
    store::OutboxRow row;
    row.group = group;
    row.operation.id = OperationId{outboxRows.size() + 1};
    row.operation.kind = kind;
    row.operation.label = label;
    row.operation.account = AccountId{1};
    row.operation.subject = {RecordKind::Invoice, outboxRows.size() + 100};
    row.operation.amount = aud(amount);
    row.operation.cause = cause;
    row.operation.changedAt = at(10, 7);
    row.operation.createdAt = at(9, 50);
    using store::OutboxGroup;
    row.operation.state = group == OutboxGroup::NeedsYou ? OperationState::Refused
        : group == OutboxGroup::Unknown                  ? OperationState::Unknown
        : group == OutboxGroup::SetAside                 ? OperationState::SetAside
        : group == OutboxGroup::ConfirmedToday           ? OperationState::Confirmed
                                                         : OperationState::Waiting;
    row.operation.attempts = group == OutboxGroup::NeedsYou ? 2 : 0;
    row.accountName = account;
    row.dependent = cause.id == CauseId::WaitsForOther;
    row.stopsBankLine = label == u"PAY-20417"_s;
    outboxRows.append(row);
}

void FakeReader::fillOutbox()
{
    using enum store::OutboxGroup;
    using enum OperationKind;
    const Cause merged{CauseId::ContactMerged,
        {u"Murray Plumbing Group Pty Ltd"_s, u"e8a10000-0000-4000-8000-0000000044f1"_s},
        u"The contact with the specified contact details has been archived. The contact must be "
        "un-archived before creating new invoices or credit notes."_s};
    const Cause item{CauseId::ItemCodeNotFound, {u"FIB-NBN100"_s}, u"Item code not valid"_s};
    addOperation(
        NeedsYou, CreateInvoice, u"INV-10381"_s, u"Murray & Sons Plumbing"_s, "840.40", merged);
    addOperation(
        NeedsYou, CreateInvoice, u"INV-10397"_s, u"Murray & Sons Plumbing"_s, "400.40", merged);
    addOperation(NeedsYou, CreateInvoice, u"INV-10388"_s, u"Harbourside Physio"_s, "412.50", item);
    addOperation(NeedsYou, CreateInvoice, u"INV-10393"_s, u"Saltbush Landscapes"_s, "386.10", item);
    addOperation(NeedsYou, CreateAllocation, u"264.00 to INV-10342"_s, u"Red Gum Joinery"_s,
        "264.00", {CauseId::InvoiceAlreadyPaid, {u"INV-10342"_s}, {}});
    addOperation(NeedsYou, CreateBill, u"Bill 88190"_s, u"Vocus Wholesale"_s, "642.40",
        {CauseId::PeriodLocked, {u"2025-09-30"_s, u"2025-09-30"_s}, {}});
    addOperation(Waiting, CreateOverpayment, u"PAY-20417"_s, u"Harbourside Physio"_s, "888.00");
    addOperation(Waiting, CreateAllocation, u"888.00 to INV-10291"_s, u"Harbourside Physio"_s,
        "888.00", {CauseId::WaitsForOther, {u"PAY-20417"_s}, {}});
    addOperation(Waiting, CreateContact, u"Tidewater Kayaks"_s, u"Tidewater Kayaks"_s, "0");
    addOperation(Waiting, CreateContact, u"Norwood Optical"_s, u"Norwood Optical"_s, "0");
    addOperation(Waiting, CreateItem, u"FIB-NBN250"_s, u"Product 250/25 plan"_s, "0");
    addOperation(Waiting, CreateItem, u"VOIP-SIP10"_s, u"Product SIP trunk 10"_s, "0");
    addOperation(Waiting, CreateBill, u"Bill 88240"_s, u"Vocus Wholesale"_s, "1180.00");
    addOperation(Waiting, CreateBill, u"Bill T-55268"_s, u"Telstra Wholesale"_s, "96.20");
    addOperation(Unknown, CreateContact, u"Yarra Glen Pharmacy"_s, u"Yarra Glen Pharmacy"_s, "0",
        {CauseId::OutcomeUnknown, {}, {}});
    addOperation(SetAside, CreateOverpayment, u"PAY-20290"_s, u"Jacaranda Florist"_s, "120.00",
        {CauseId::SetAside, {u"Duplicate of PAY-20288"_s}, {}});
    for (int i = 0; i < 41; ++i)
        addOperation(ConfirmedToday, CreateOverpayment, u"PAY-%1"_s.arg(20'370 + i),
            u"Wattle & Co Cafe"_s, "149.00");
}

store::Today FakeReader::today() const
{
    ++timesToday;
    store::Today today;
    today.banks = banks;
    today.ledger = aud("248316.40");
    today.xero = aud("245181.44");
    today.differing = 11;
    using enum BridgeCause;
    today.causes = {{Failed, 4, aud("2039.40")}, {VoidedOneSide, 1, aud("1000.00")},
        {ReversedOneSide, 1, aud("888.00")}, {MirrorIncomplete, 1, aud("555.55")},
        {WrongMatch, 1, aud("264.00")}, {WaitingCredit, 2, aud("40.00")},
        {Rounding, 1, aud("0.01")}, {SetAside, 1, aud("-120.00")},
        {UnsupportedKind, 2, aud("-644.00")}, {NotYetPushed, 1, aud("-888.00")},
        {Unexplained, notExplained, aud("0.00") + unexplained}};
    today.outbox = outboxSummary();
    const QList<store::ProblemCard> cards = problems({});
    today.problems = static_cast<int>(cards.size());
    today.problemsAtBank = static_cast<int>(std::ranges::count_if(
        cards, [](const store::ProblemCard& card) { return card.bankLines > 0; }));
    today.inbox = 4;
    today.links = 2;
    today.changes = changeSums({}).toDecide;
    today.accounts = static_cast<int>(accountRows.size());
    today.heldUp = aud("2945.80");
    if (!neverFetched)
        today.lastFetch = at(10, 6);
    today.lastClean = at(8, 5).addDays(-1);
    today.fetchTook = 4'200;
    today.pushTook = 11'000;
    today.lastFetchChanges = 312;
    today.pushIsOn = true;
    today.isConnected = true;
    return today;
}

QList<store::LedgerRow> FakeReader::ledgerMatching(const store::Query& query) const
{
    QList<store::LedgerRow> rows;
    for (const store::LedgerRow& row : ledgerRows)
        if (query.text.isEmpty()
            || (row.number + row.accountName).contains(query.text, Qt::CaseInsensitive))
            rows.append(row);
    return rows;
}

int FakeReader::ledgerCount(const store::Query& query) const
{
    return static_cast<int>(ledgerMatching(query).size());
}

QList<store::LedgerRow> FakeReader::ledger(const store::Query& query, int offset, int limit) const
{
    largestWindow = std::max(largestWindow, limit);
    return windowOf(ledgerMatching(query), offset, limit);
}

std::optional<store::RecordDetail> FakeReader::record(RecordRef ref) const
{
    for (const store::LedgerRow& row : ledgerRows)
        if (row.ref == ref)
            return store::RecordDetail{row, u"4f0c1d3a"_s, u"https://go.xero.com/x"_s,
                outstandingOf.contains(ref) ? std::optional(outstandingOf.value(ref))
                                            : std::nullopt,
                u"Change this in the ledger: the invoice came from there."_s,
                {{u"Due"_s, u"24 Oct"_s}}, {{at(9, 58), u"import"_s, u"Imported"_s}}};
    return {};
}

QList<store::LinkRow> FakeReader::linksMatching(const store::Query& query) const
{
    QList<store::LinkRow> rows;
    for (const store::LinkRow& row : linkRows)
        if ((query.filter.isEmpty() || row.state == query.filter)
            && (row.accountName + row.accountNumber).contains(query.text, Qt::CaseInsensitive))
            rows.append(row);
    return rows;
}

int FakeReader::linkCount(const store::Query& query) const
{
    return static_cast<int>(linksMatching(query).size());
}

QList<store::LinkRow> FakeReader::links(const store::Query& query, int offset, int limit) const
{
    return windowOf(linksMatching(query), offset, limit);
}

QList<store::LinkCandidate> FakeReader::linkCandidates(AccountId, const QString&) const
{
    mirror::Contact one;
    one.id = mirror::ContactId::parse(u"e8a10000-0000-4000-8000-000000000001");
    one.name = u"Coral Bay Dive Center"_s;
    one.email = u"accounts@coralbaydive.example"_s;
    mirror::Contact other;
    other.id = mirror::ContactId::parse(u"e8a10000-0000-4000-8000-000000000002");
    other.name = u"Coral Bay Charters"_s;
    return {
        {one, u"same e-mail, same phone"_s,
            {{u"Name"_s, u"one letter differs"_s, true},
                {u"E-mail"_s, u"accounts@coralbaydive.example"_s, true},
                {u"Phone"_s, u"08 5550 0142"_s, true}, {u"ABN"_s, u"not given in Xero"_s, false}}},
        {other, u"same phone"_s,
            {{u"Name"_s, u"2 of 4 words the same"_s, false},
                {u"E-mail"_s, u"not given in Xero"_s, false}, {u"Phone"_s, u"08 5550 0142"_s, true},
                {u"ABN"_s, u"not given in Xero"_s, false}}}};
}

int FakeReader::runCount(const store::Query& query) const
{
    return static_cast<int>(runs(query, 0, 100).size());
}

QList<store::RunRow> FakeReader::runs(const store::Query& query, int offset, int limit) const
{
    QList<store::RunRow> rows
        = {{RunId{4}, at(10, 7), u"manual"_s, u"Ledger → Xero"_s, u"Done, 3 left"_s,
               u"41 went through, 2 need you, 1 without an answer"_s, 44, 38'000},
            {RunId{3}, at(10, 6), u"manual"_s, u"Xero → Ledger"_s, u"Done"_s,
                u"312 changes read, 9 payments taken in, 1 skipped"_s, 312, 11'000},
            {RunId{2}, at(9, 41), u"instant"_s, u"Ledger → Xero"_s, u"Done"_s,
                u"INV-10396 is in Xero"_s, 1, 2000},
            {RunId{1}, at(8, 0), u"automatic"_s, u"Both"_s, u"Stopped"_s,
                u"Stopped: Xero could not be reached. Continued at 08:05"_s, 31, 300'000}};
    if (query != store::Query{}) // all of them are asked for in between, to be counted
        lastRuns = query;
    rows.removeIf([&](const store::RunRow& row) {
        return (!query.filter.isEmpty() && row.kind != query.filter)
            || !row.result.contains(query.result, Qt::CaseInsensitive)
            || (query.from.isValid() && row.startedAt < query.from);
    });
    return windowOf(rows, offset, limit);
}

std::optional<store::RunRow> FakeReader::run(RunId id) const
{
    for (const store::RunRow& row : runs({}, 0, 100))
        if (row.id == id)
            return row;
    return std::nullopt;
}

QList<store::RunModuleRow> FakeReader::runModules(RunId id) const
{
    if (id != RunId{4})
        return {};
    return {{Module::Contacts, Flow::LedgerToXero, {u"Wattle & Co Cafe"_s}, 1, 1, 1, 0},
        {Module::Payments, Flow::LedgerToXero,
            {u"Wattle & Co Cafe"_s, u"Currawong Dental"_s, u"Harbourside Physio"_s}, 9, 12, 10, 2}};
}

int FakeReader::runRecordCount(RunId run, bool left) const
{
    return static_cast<int>(runRecords(run, left, 0, 100).size());
}

QList<store::RunRecordRow> FakeReader::runRecords(RunId, bool left, int offset, int limit) const
{
    QList<store::RunRecordRow> rows
        = {{at(10, 7), u"Contact"_s, u"Wattle & Co Cafe"_s, u"done"_s,
               u"Already there, nothing to change"_s, {}, {}, {}, {}, OperationKind::CreateContact},
            {at(10, 7), u"PAY-20411"_s, u"Wattle & Co Cafe"_s, u"done"_s,
                u"Created as overpayment, read back"_s, {},
                u"e8a10000-0000-4000-8000-000000000077"_s, {}, aud("149.00"),
                OperationKind::CreateOverpayment, RecordRef{RecordKind::Payment, 10'001}},
            {at(10, 7), u"INV-10381"_s, u"Murray & Sons Plumbing"_s, u"needs you"_s,
                u"Refused: contact archived by a merge. Link it, then retry"_s, {}, {}, u"raw"_s,
                aud("840.40"), OperationKind::CreateInvoice}};
    if (left)
        rows.removeIf([](const store::RunRecordRow& row) { return row.result == u"done"_s; });
    return windowOf(rows, offset, limit);
}

store::Diagnostics FakeReader::diagnostics() const
{
    store::Diagnostics found;
    found.organisation = u"Coastline Broadband Pty Ltd, AUD"_s;
    found.file = u"Coastline.tieout"_s;
    found.lockedUpTo = QDate(2025, 9, 30);
    found.fileBytes = 214'000'000;
    found.bookFormat = 1;
    found.lastImport = at(10, 9);
    found.signInUntil = signInUntil;
    found.callsDay = now().date();
    found.callHours = {{at(0, 0), 31, 90'000}, {at(8, 0), 412, 3'400'000}, {at(9, 0), 120, 800'000},
        {at(10, 0), 640, 5'100'000}};
    found.calls = callsToday;
    using std::chrono::minutes;
    found.fetches = {{u"Contacts"_s, at(10, 6), 1402, minutes(15)},
        {u"Invoices and bills"_s, at(10, 6), 38'117, minutes(15)},
        {u"Payments"_s, at(9, 12), 29'480, minutes(15)}, {u"Items"_s, at(9, 40), 148, minutes(60)}};
    found.tenantId = u"7f4c21d0-2b5e-4a6b-9a51-2f0b6c1e8d33"_s;
    found.isConnected = true;
    found.bytesThisMonth = 1'240'000'000;
    found.checkedAt = at(7, 5);
    found.scopes = {u"accounting.contacts"_s};
    found.missingScopes = missingScopes;
    found.checks = {{u"Every bridge adds up to the cent"_s, u"1,284 of 1,284"_s, true},
        {u"Outcome unknown, being looked up"_s, u"1"_s, false}};
    found.twins = 77'294;
    return found;
}

std::optional<store::AdoptionSummary> FakeReader::adoption() const
{
    return store::AdoptionSummary{1279, 38'117, 29'480, 1064, at(10, 0)};
}

QList<store::AdoptionRow> FakeReader::adoptionUnmatched(int offset, int limit) const
{
    const QList<store::AdoptionRow> rows = {{u"ledger"_s, u"PAY-20290"_s, u"Jacaranda Florist"_s,
        u"No payment of this amount in Xero"_s, {2025, 9, 2}, aud("120.00")}};
    return windowOf(rows, offset, limit);
}

QList<store::LedgerRow> FakeReader::find(const QString& text, int limit) const
{
    store::Query query;
    query.text = text;
    return windowOf(ledgerMatching(query), 0, limit);
}

} // namespace window
