set(FLOOR_SOURCES
    transport.h transport.cpp
    json.h json.cpp
    fields.h fields.cpp
    requests.h requests.cpp
    answers.h answers.cpp created.cpp refusals.cpp
    session.h)
