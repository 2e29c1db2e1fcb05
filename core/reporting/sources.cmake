set(FLOOR_SOURCES reporting.h reporting.cpp packing.cpp inside.h balances.cpp accounts.cpp lists.cpp)
