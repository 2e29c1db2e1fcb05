set(FLOOR_SOURCES tables.h tables.cpp)
