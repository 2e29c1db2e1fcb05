set(FLOOR_SOURCES match.h match.cpp adopt.cpp index.h index.cpp bydate.h bydate.cpp words.h words.cpp statementlines.h statementlines.cpp sets.h sets.cpp)
