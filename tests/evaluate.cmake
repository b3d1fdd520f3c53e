set(DUBAN_TESTS_EVALUATE engine/evaluate/status_test.cpp)
