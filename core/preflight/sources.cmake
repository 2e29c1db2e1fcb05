set(FLOOR_SOURCES preflight.h preflight.cpp identity.h identity.cpp forecast.h forecast.cpp payers.h payers.cpp lines.h lines.cpp)
