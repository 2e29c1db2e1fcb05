set(FLOOR_SOURCES plan.h index.h index.cpp pushes.cpp intakes.cpp)
