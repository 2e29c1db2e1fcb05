set(FLOOR_SOURCES ids.h ledger.h mirror.h tie.h operation.h explanation.h control.h accountfile.h settings.h words.h wording.h words.cpp ledgerwords.cpp batch.h command.h status.h)
