set(FLOOR_SOURCES csv.h csv.cpp dates.h dates.cpp numbers.h numbers.cpp)
