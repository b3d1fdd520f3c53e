set(DUBAN_TESTS_PROGRAM engine/facade_test.cpp)
