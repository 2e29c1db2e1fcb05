set(FLOOR_SOURCES causes.h plaintext.h plaintext.cpp recognise.cpp words.cpp remedies.cpp families.cpp taskwords.cpp why.cpp changewords.cpp whatsyncs.cpp)
