set(FLOOR_SOURCES tables.h tables.cpp tablefile.h tablefile.cpp xlsxbook.h mapping.h mapping.cpp letter.h letter.cpp worksheet.h worksheet.cpp supportcase.h supportcase.cpp
    jsonvalues.h jsonvalues.cpp report.h report.cpp reporttext.cpp papercolumns.h papercolumns.cpp reportpaper.cpp reportxlsx.cpp
    chart.h chart.cpp chartscale.h chartscale.cpp
    pack.h pack.cpp packcheck.cpp packcsv.h packcsv.cpp packfiles.h packfiles.cpp packjson.cpp packsummary.h packsummary.cpp)
