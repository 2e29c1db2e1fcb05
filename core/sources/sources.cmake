set(FLOOR_SOURCES
    sources.h
    columns.h columns.cpp
    sheet.h sheet.cpp
    parties.cpp
    documents.cpp
    payments.cpp
    read.cpp
    mapping.h mapping.cpp
    templates.cpp
)
