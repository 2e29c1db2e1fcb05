set(FLOOR_SOURCES
    bank.h bank.cpp
    faults.h faults.cpp
    readers.h
    ofx.cpp qif.cpp camt053.cpp mt940.cpp
    csvmapping.h csvmapping.cpp statementcsv.cpp)
