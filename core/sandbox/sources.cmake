set(FLOOR_SOURCES rules.h rules.cpp state.h state.cpp archive.h json.h json.cpp request.h request.cpp
    query.h query.cpp endpoints.h contacts.cpp lines.cpp documents.cpp invoices.cpp creditnotes.cpp
    credits.cpp payments.cpp bank.cpp settings.cpp history.cpp limits.cpp faults.cpp
    oauth.cpp human.cpp offers.cpp seed.cpp control.cpp server.h server.cpp)
