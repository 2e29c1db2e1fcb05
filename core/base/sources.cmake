set(FLOOR_SOURCES money.h money.cpp id.h error.h error.cpp clock.h clock.cpp random.h random.cpp log.h log.cpp
    formula.h formula.cpp disk.h disk.cpp failpoint.h failpoint.cpp
    planted.h planted.cpp)
