set(FLOOR_SOURCES
    transport.h transport.cpp
    json.h json.cpp
    fields.h fields.cpp
    requests.h requests.cpp endpoints.h reading.cpp puttingback.cpp
    answers.h answers.cpp created.cpp refusals.cpp
    session.h session.cpp addresses.cpp
    httptransport.h httptransport.cpp
    lanes.h lanes.cpp
    pacer.h pacer.cpp
    oauth.h oauth.cpp
    redirectserver.h redirectserver.cpp
    signinlock.h signinlock.cpp
    tokenstore.cpp
    savedtoken.h savedtoken.cpp)
