set(FLOOR_SOURCES causes.h recognise.cpp words.cpp remedies.cpp taskwords.cpp changewords.cpp whatsyncs.cpp)
