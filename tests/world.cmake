set(DUBAN_TESTS_WORLD
    engine/csv/record_test.cpp)
