set(FLOOR_SOURCES
    preflight.h preflight.cpp
    lines.h lines.cpp
    shares.h shares.cpp
    temper.h temper.cpp
    candidates.h candidates.cpp
    forecast.h forecast.cpp
    identity.h identity.cpp
    linewords.h linewords.cpp
    payers.h payers.cpp
    whatif.h whatif.cpp)
