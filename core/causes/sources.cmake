set(FLOOR_SOURCES causes.h causes.cpp)
