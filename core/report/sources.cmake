set(FLOOR_SOURCES tables.h tables.cpp tablefile.h tablefile.cpp xlsxbook.h mapping.h mapping.cpp letter.h letter.cpp worksheet.h worksheet.cpp supportcase.h supportcase.cpp)
