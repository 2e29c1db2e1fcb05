set(FLOOR_SOURCES
    preflight.h preflight.cpp
    lines.h lines.cpp
    candidates.h candidates.cpp
    forecast.h forecast.cpp
    identity.h identity.cpp
    payers.h payers.cpp)
