set(FLOOR_SOURCES bridge.h bridge.cpp tally.h tally.cpp sides.h sides.cpp asof.h asof.cpp
    explainer.h explainer.cpp untied.cpp cut.h timeline.h timeline.cpp outstanding.h outstanding.cpp
    signed.h signed.cpp parted.h parted.cpp past.h past.cpp eventwords.h eventwords.cpp)
