set(FLOOR_SOURCES tables.h tables.cpp letter.h letter.cpp worksheet.h worksheet.cpp supportcase.h supportcase.cpp)
