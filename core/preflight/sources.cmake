set(FLOOR_SOURCES preflight.h preflight.cpp)
