set(FLOOR_SOURCES sources.h sources.cpp)
