set(FLOOR_SOURCES rules.h rules.cpp)
