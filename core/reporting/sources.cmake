set(FLOOR_SOURCES reporting.h reporting.cpp inside.h balances.cpp accounts.cpp lists.cpp)
