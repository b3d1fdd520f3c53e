set(DUBAN_TESTS_REPORT
    engine/report/written_test.cpp)
