set(FLOOR_SOURCES transport.h transport.cpp requests.h answers.h session.h)
