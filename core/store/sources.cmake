# The schema is compiled in (schema.qrc); a floor's target is made in the calling scope.
set(CMAKE_AUTORCC ON)
set(FLOOR_SOURCES
    schema.qrc
    reader.h book.h book.cpp
    transaction.h
    statement.h statement.cpp
    database.h database.cpp
    migrations.h migrations.cpp backups.h backups.cpp succession.h succession.cpp
    lines.h lines.cpp columns.h versioned.h
    accounts.h accounts.cpp
    products.h products.cpp
    documents.h documents.cpp
    payments.h payments.cpp
    adjustments.h adjustments.cpp
    allocations.h allocations.cpp
    mirrorcontacts.h mirrorcontacts.cpp
    mirrorinvoices.h mirrorinvoices.cpp
    mirrorcredits.h mirrorcredits.cpp
    mirrorpayments.h mirrorpayments.cpp
    mirrorbank.h mirrorbank.cpp
    ties.h ties.cpp
    links.h links.cpp
    undone.h undone.cpp changes.h changes.cpp asagreed.cpp
    control.h control.cpp outbox.h outbox.cpp
    derived.h derived.cpp
    banklines.h banklines.cpp linefacts.h linefacts.cpp
    runs.h runs.cpp
    settings.h settings.cpp
    journal.h journal.cpp
    markers.h markers.cpp
    import.h import.cpp
    accountfiles.h accountfiles.cpp
    sqlitebook.h sqlitebook.cpp sqlitebookledger.cpp sqlitebookbank.cpp sqlitebooklinks.cpp sqlitebookmirror.cpp sqlitebooksignoffs.cpp
    sqlitereader.h sqlitereader.cpp sqlitereaderaccounts.cpp history.h history.cpp signoffs.h signoffs.cpp
    sqlitereaderoutbox.cpp sqlitereaderproblems.cpp sqlitereaderparked.cpp sqlitereaderledger.cpp sqlitereaderlinks.cpp sqlitereadercandidates.cpp sqlitereaderruns.cpp sqlitereaderbank.cpp sqlitereaderchanges.cpp sqlitereadersupport.cpp)
