set(FLOOR_SOURCES plan.h pushes.cpp intakes.cpp)
