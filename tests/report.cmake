set(DUBAN_TESTS_REPORT
    engine/report/csv_test.cpp
    engine/report/json_rows_test.cpp
    engine/report/written_test.cpp
    engine/report/value_words_test.cpp
    engine/report/period_words_test.cpp
    engine/report/door_test.cpp)
