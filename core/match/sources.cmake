set(FLOOR_SOURCES match.h match.cpp)
