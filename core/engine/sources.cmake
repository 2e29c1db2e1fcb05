set(FLOOR_SOURCES engine.h engine.cpp)
