set(FLOOR_SOURCES bridge.h bridge.cpp)
