set(FLOOR_SOURCES plan.h pushes.cpp removals.h removals.cpp tasks.cpp items.cpp intakes.cpp changes.h changes.cpp contactchanges.cpp linediff.cpp)
