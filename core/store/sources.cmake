set(FLOOR_SOURCES reader.h book.h book.cpp)
