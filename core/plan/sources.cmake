set(FLOOR_SOURCES plan.h plan.cpp)
