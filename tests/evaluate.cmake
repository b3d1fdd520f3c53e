set(DUBAN_TESTS_EVALUATE engine/evaluate/laws_test.cpp engine/evaluate/status_test.cpp)
