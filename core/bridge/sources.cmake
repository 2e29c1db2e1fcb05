set(FLOOR_SOURCES bridge.h bridge.cpp tally.h tally.cpp sides.h sides.cpp asof.h asof.cpp
    explainer.h explainer.cpp untied.cpp)
